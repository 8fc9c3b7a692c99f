# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""When a project begins and ends, in the prose and in its row. 项目起止年。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, grids
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.times.phases import SPAN
from kuangtu.plans.health.types import Finding, Kind, Reading

BEGINS_AND_ENDS = re.compile(
    r"(?<!\d)(20\d\d)年(?:\d{1,2}月)?(?:正式)?(?:启动|开工|开始|开展|实施|立项|部署)[^。；;\d]{0,12}"
    r"(20\d\d)年(?:\d{1,2}月)?(?:底|末)?(?:前)?[^。；;，\d]{0,6}(?:完成|结束|竣工|完工|提交|验收|建成)"
)
LEAST, MOST_OF_IT = 8, 0.6  # signs of a row's name that must stand in the sentence together


@dataclass(frozen=True, slots=True)
class Project:
    """A row of a table with a span of years. 项目行。"""

    name: str
    first: int
    last: int
    cell: Cell


def years_are_those_of_the_row(case: Case) -> Iterator[Finding]:
    """…矿产地质调查2021年启动，2024年完成, where its row says 2021—2023."""
    projects = tuple(_projects(case))
    for sentence in case.sentences:
        for found in BEGINS_AND_ENDS.finditer(sentence.text):
            project = _named(sentence, found.start(), projects)
            if (
                "评估" in found[0]
                or project is None
                or (project.first, project.last) == tuple(map(int, found.groups()))
            ):
                continue
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.DATE,
                where,
                "文中 {first}—{last} 年，{table}“{name}”为 {printed}",
                "the text says {first}–{last}, {table} {printed} for “{name}”",
                [Reading(found[0], where), project.cell.reading],
                f"{project.first}—{project.last}",
                first=found[1],
                last=found[2],
                table=project.cell.table.name,
                name=project.name,
                printed=project.cell.text.strip(),
            )


def _projects(case: Case) -> Iterator[Project]:
    for grid in grids(case.tables):
        for row in grid.body:
            for cell in row:
                span = SPAN.fullmatch(plain(cell.text).strip()) if cell is not None else None
                name = re.sub(r"\(.*?\)", "", grid.label(row))
                if cell is not None and span is not None and len(name) >= LEAST:
                    yield Project(name, int(span[1]), int(span[2]), cell)


def _named(sentence: Sentence, end: int, projects: tuple[Project, ...]) -> Project | None:
    """The one project most of whose name stands before its years: in their piece, if any does."""
    piece = start_of(sentence.text, end, "；;。")
    return _best(sentence.text[piece:end], projects) or _best(sentence.text[:end], projects)


def _best(said: str, projects: tuple[Project, ...]) -> Project | None:
    lengths = {one: _common(one.name, said) for one in projects}
    fitting = [one for one, n in lengths.items() if n >= LEAST and n >= MOST_OF_IT * len(one.name)]
    best = sorted(fitting, key=lambda one: -lengths[one])[:2]
    if not best or (len(best) == 2 and lengths[best[0]] == lengths[best[1]]):
        return None
    return best[0]


def _common(name: str, said: str) -> int:
    matcher = SequenceMatcher(None, name, said, autojunk=False)
    return matcher.find_longest_match(0, len(name), 0, len(said)).size


def works_begin_before_they_end(case: Case) -> Iterator[Finding]:
    """2024年启动，2021年提交成果: nothing ends before it has begun."""
    for sentence in case.sentences:
        for found in BEGINS_AND_ENDS.finditer(sentence.text):
            if found[2] < found[1] and "的" not in found[0]:
                where = sentence.where(found.start(), found.end())
                yield error(
                    Kind.DATE,
                    where,
                    "{first} 年开始，却在 {last} 年结束",
                    "it begins in {first} and ends in {last}",
                    [Reading(found[0], where)],
                    first=found[1],
                    last=found[2],
                )
