# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Collecting everything wrong with a range before it is refused. 问题收集。"""

from __future__ import annotations

from dataclasses import dataclass, field

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

# A file of the wrong kind would give a problem for each of its points.
MOST_PROBLEMS = 100


@dataclass(slots=True)
class Problems:
    """What is wrong (refused at the end) and what a person should look at (kept). 问题与提示。"""

    file: str = ""
    refused: list[Problem] = field(default_factory=list)
    _warnings: list[Problem] = field(default_factory=list)

    def refuse(
        self, code: str, zh: str, en: str, *, place: Place | None = None, **values: object
    ) -> None:
        """Note something that makes the input unusable; reading goes on to find the rest."""
        self.refused.append(self._problem(code, zh, en, place, values))

    def warn(
        self, code: str, zh: str, en: str, *, place: Place | None = None, **values: object
    ) -> None:
        """Note something that was read as it stands but that a person should look at."""
        self._warnings.append(self._problem(code, zh, en, place, values))

    def refusal(self) -> Invalid:
        """The error with all problems found."""
        return Invalid(self._cut(self.refused))

    def warnings(self) -> tuple[Problem, ...]:
        """Everything to look at."""
        return self._cut(self._warnings)

    def _cut(self, found: list[Problem]) -> tuple[Problem, ...]:
        """The first of a flood, with the number of those left out as the last."""
        if len(found) <= MOST_PROBLEMS:
            return tuple(found)
        rest = self._problem(
            "input.more-problems",
            "另有 {count} 处未列出",
            "{count} more are not listed",
            None,
            {"count": len(found) - MOST_PROBLEMS},
        )
        return (*found[:MOST_PROBLEMS], rest)

    def _problem(
        self, code: str, zh: str, en: str, place: Place | None, values: dict[str, object]
    ) -> Problem:
        return Problem(code, Text(zh, en).format(**values), place or Place(self.file))
