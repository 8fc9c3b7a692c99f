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
    warnings: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def refuse(
        self, code: str, zh: str, en: str, *, place: Place | None = None, **values: object
    ) -> None:
        """Note something that makes the input unusable; reading goes on to find the rest."""
        if len(self.refused) >= MOST_PROBLEMS:
            self.left_out += 1
            return
        self.refused.append(self._problem(code, zh, en, place, values))

    def warn(
        self, code: str, zh: str, en: str, *, place: Place | None = None, **values: object
    ) -> None:
        """Note something that was read as it stands but that a person should look at."""
        if len(self.warnings) < MOST_PROBLEMS:
            self.warnings.append(self._problem(code, zh, en, place, values))

    def raise_if_any(self) -> None:
        """Refuse with all problems found so far.

        Raises: Invalid.
        """
        if self.left_out:
            self.refused.append(
                self._problem(
                    "input.more-problems",
                    "另有 {count} 处问题未列出",
                    "{count} more problems are not listed",
                    None,
                    {"count": self.left_out},
                )
            )
        if self.refused:
            raise Invalid(self.refused)

    def _problem(
        self, code: str, zh: str, en: str, place: Place | None, values: dict[str, object]
    ) -> Problem:
        return Problem(code, Text(zh, en).format(**values), place or Place(self.file))
