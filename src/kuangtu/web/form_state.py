# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was typed into a form, and what is wrong with it, field by field. 表单内容与问题。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpRequest

from kuangtu.core.errors import Problem


@dataclass(frozen=True, slots=True)
class FormState:
    """The values of a form as words, and the problems found in them. 表单状态。"""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def typed(cls, request: HttpRequest) -> FormState:
        """What the request carries; white space around a value is nobody's intention."""
        secret = {key for key in request.POST if key in SECRET}
        return cls(
            {
                key: str(value) if key in secret else str(value).replace("\0", "").strip()
                for key, value in request.POST.items()
            }
        )

    def with_problems(self, problems: Iterable[Problem]) -> FormState:
        return replace(self, problems=(*self.problems, *problems))

    def value(self, key: str) -> str:
        return self.values.get(key, "")

    def problems_of(self, key: str) -> list[Problem]:
        return [one for one in self.problems if one.place.field == key]

    @property
    def unplaced(self) -> list[Problem]:
        """Problems that belong to no field of the form."""
        return [one for one in self.problems if not one.place.field]


SECRET = frozenset({"password", "present", "repeated"})  # never trimmed, never shown again
