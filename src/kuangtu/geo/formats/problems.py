# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Collecting everything wrong with a range before it is refused. 问题收集。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

# A file of the wrong kind would give a problem for each of its points.
MOST_PROBLEMS = 100


@dataclass(slots=True)
class Problems:
    """What is wrong (refused at the end) and what a person should look at (kept). 问题与提示。

    Of a flood only the first are kept, and how many there were.
    """

    file: str = ""
    refused_count: int = 0
    _refused: list[Problem] = field(default_factory=list)
    _warning_count: int = 0
    _warnings: list[Problem] = field(default_factory=list)

    def refuse(
        self, code: str, zh: str, en: str, *, place: Place | None = None, **values: object
    ) -> None:
        """Note something that makes the input unusable; reading goes on to find the rest."""
        self.refused_count += 1
        if self.refused_count <= MOST_PROBLEMS:
            self._refused.append(self._problem(code, zh, en, place, values))

    def refuse_first(self, code: str, zh: str, en: str, *, place: Place, **values: object) -> None:
        """Note what lies behind everything that was refused so far, before it."""
        self.refused_count += 1
        self._refused.insert(0, self._problem(code, zh, en, place, values))
        del self._refused[MOST_PROBLEMS:]

    def refuse_all(self, problems: Iterable[Problem]) -> None:
        """Note what something else was refused for."""
        for problem in problems:
            self.refused_count += 1
            self._refused.append(problem)

    def warn(
        self, code: str, zh: str, en: str, *, place: Place | None = None, **values: object
    ) -> None:
        """Note something that was read as it stands but that a person should look at."""
        self._warning_count += 1
        if self._warning_count <= MOST_PROBLEMS:
            self._warnings.append(self._problem(code, zh, en, place, values))

    def refusal(self) -> Invalid:
        """The error with all problems found."""
        return Invalid(self._with_rest(self._refused, self.refused_count))

    def warnings(self) -> tuple[Problem, ...]:
        """Everything to look at."""
        return self._with_rest(self._warnings, self._warning_count)

    def _with_rest(self, found: list[Problem], count: int) -> tuple[Problem, ...]:
        """What was kept, with the number of those left out as the last."""
        if count <= len(found):
            return tuple(found)
        rest = self._problem(
            "input.more-problems",
            "另有 {count} 处未列出",
            "{count} more are not listed",
            None,
            {"count": count - len(found)},
        )
        return (*found, rest)

    def _problem(
        self, code: str, zh: str, en: str, place: Place | None, values: dict[str, object]
    ) -> Problem:
        return Problem(code, Text(zh, en).format(**values), place or Place(self.file))
