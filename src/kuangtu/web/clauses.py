# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Clause numbers as a tree. 条款层级。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kuangtu.plans.types import Clause

STEP = re.compile(
    r"[一二三四五六七八九十]+|总则|第[^第条]+条|第[^第款]+款|\([^)]*\)|[①-⑳]|\d+|-\d+"
)


@dataclass(slots=True)
class Branch:
    """A clause of the contents with those below it. 目录节点。"""

    clause: Clause
    branches: list[Branch] = field(default_factory=list)


def level(number: str) -> int:
    """How deep a clause stands, from 1.

    >>> [level(number) for number in ("一", "一(二)", "一(二)1", "三(三)6(3)①", "总则-1")]
    [1, 2, 3, 5, 2]
    """
    return max(1, len(STEP.findall(number)))


def contents(clauses: Iterable[Clause], *, deepest: int = 2) -> list[Branch]:
    """The headings of the first levels as a tree."""
    roots: list[Branch] = []
    path: list[tuple[int, Branch]] = []
    for clause in clauses:
        depth = level(clause.number)
        if depth > deepest:
            continue
        while path and path[-1][0] >= depth:
            path.pop()
        branch = Branch(clause)
        (path[-1][1].branches if path else roots).append(branch)
        path.append((depth, branch))
    return roots
