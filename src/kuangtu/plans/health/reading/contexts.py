# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The words a figure stands among, and whether they tell of a row of a table. 数的上下文。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import UNIT_WORDS, YEAR_CELL, Entry
from kuangtu.plans.health.reading.grids import Grid, grids
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.sameness import MEASURE, MINERAL
from kuangtu.plans.health.reading.told import pairs_of, words_beside

OF_ANY_ROW = re.compile(
    rf"(?:金属|矿石|矿物|氧化物|[A-Z][A-Za-z]*\d?[A-Z]*\d?)?量?\s?(?:{UNIT_WORDS.pattern})"
    "|未?(?:基本)?(?:完成|达到|达标|实现)|预期性?|约束性?"
)
SHARED = re.compile("占(?![用地压])|增长|年均|每")


@dataclass(frozen=True, slots=True)
class Context:
    """A figure of the prose with the words that tell what it is of. 数的上下文。"""

    one: Stated
    said: str  # the clauses before it and its own, back to a full stop
    after: str  # the words right after it, up to a sign
    near: frozenset[str]  # of the words beside it
    names: frozenset[str]  # of those that are more than a measure
    wide: frozenset[str]  # of its clauses
    over: frozenset[str]  # of its paragraph up to its sentence's end, and the headings over it
    above: str  # the headings, and the paragraph up to its clauses


def context_of(case: Case, one: Stated) -> Context:
    figure, text = one.figure, one.sentence.text
    start = start_of(text, figure.start, "。;")
    said = text[start : figure.start]
    beside = words_beside(one.sentence, figure.start, figure.end)
    above = f"{case.headings_over(one.sentence.clause)}，{_before(case, one)}"
    names = "" if SHARED.search(beside) else MEASURE.sub("，", beside)
    if MEASURE.fullmatch(one.label):
        names += f"，{_subject_of(said)}"
    wide = pairs_of(f"{said}，{beside}")
    over = pairs_of(f"{above}，{text}")
    found = re.match(r"[^，。;:、()\d]*", text[figure.end :])
    after = found[0] if found else ""
    words = pairs_of(beside), pairs_of(names), wide, over
    return Context(one, said, after, *words, above + text[:start])


def _subject_of(said: str) -> str:
    """磷矿是全县的优势矿产，保有资源量: a mere measure is of what its sentence begins with."""
    found = re.match("([^，、:是为有]{2,8})(?:是|为|系)", said)
    return found[1] if found else ""


def _before(case: Case, one: Stated) -> str:
    """The sentences of the paragraph before the figure's own."""
    before: list[str] = []
    for sentence in _paragraphs(case)[one.sentence.paragraph]:
        if sentence is one.sentence:
            break
        before.append(sentence.text)
    return "".join(before)


@once
def _paragraphs(case: Case) -> dict[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = {}
    for sentence in case.sentences:
        found.setdefault(sentence.paragraph, []).append(sentence)
    return found


def names_of_rows(case: Case) -> dict[str, frozenset[str]]:
    return {
        grid.table.name: frozenset(
            word
            for row in grid.body
            for number, cell in enumerate(row)
            if cell is not None
            and number not in grid.numeric
            and len(word := plain(cell.text).strip()) > 1
            and not OF_ANY_ROW.fullmatch(word)
        )
        for grid in grids(case.tables)
    }


def words_over_rows(grid: Grid) -> frozenset[str]:
    """The words of a column that has blanks below them: each is of several rows."""
    rows = [row for row in grid.body if not grid.is_total(row)]
    found: set[str] = set()
    for column in range(grid.width):
        cells = [row[column] for row in rows]
        if any(cell is None or not cell.text.strip() for cell in cells):
            found |= {plain(cell.text).strip() for cell in cells if cell is not None}
    return frozenset(found)


def is_in_row(context: Context, entry: Entry, names: frozenset[str]) -> bool:
    """The row is told of, and no other row of the table after it."""
    said = context.said
    others = max((said.rfind(name) for name in names), default=-1)
    if entry.is_total:
        others = max((said.rfind(name) for name in names if len(name) > 2), default=-1)
        is_spoken_of = is_at_the_table(context, entry)
        caption = pairs_of(entry.cell.table.caption)
        return others < 0 and (is_spoken_of or len(caption & context.wide) > 1)
    rows = names_of_row(entry)
    if not rows:
        return bool(entry.year) and entry.year == context.one.year
    if any(len(word) > 1 and word in context.after for word in rows):
        return True  # 3.62亿吨磷矿资源
    place = max(said.rfind(word) for word in rows)
    if others < 0:  # none in the clauses: the last one above them
        above = max((context.above.rfind(name) for name in names), default=-1)
        is_above = above >= 0 and above == max(context.above.rfind(word) for word in rows)
        return place >= 0 or is_above or _is_in_short(context, rows, names)
    return place >= others or _is_in_short(context, rows, names)


def names_the_table(text: str, name: str) -> bool:
    """专栏1 is named, not 专栏10; a table without a number has no name.

    >>> names_the_table("见专栏10", "专栏1"), names_the_table("（专栏1）", "专栏1")
    (False, True)
    """
    return bool(name) and re.search(rf"(?<!附){re.escape(name)}(?![\d.-])", text) is not None


def is_at_hand(sentence: Sentence, table: PrintedTable) -> bool:
    """The table stands in the same clause, or the sentence names it."""
    is_of_clause = bool(table.clause) and table.clause == sentence.clause
    return is_of_clause or names_the_table(sentence.text, table.name)


def is_at_the_table(context: Context, entry: Entry) -> bool:
    return is_at_hand(context.one.sentence, entry.cell.table)


def _is_in_short(context: Context, rows: list[str], names: frozenset[str]) -> bool:
    """白石崖钨矿勘查 is the row 白石崖钨重点勘查区: no other row has as much of the words."""
    alike = {name: len(pairs_of(name) & context.near) for name in names}
    most = max((alike.get(word, 0) for word in rows), default=0)
    return most > 2 and all(n < most for name, n in alike.items() if name not in rows)


def is_name(word: str) -> bool:
    """What a row can go by; a unit or how it was fulfilled is no name: 万吨, 未完成.

    >>> [is_name(word) for word in ("铅锌矿", "铅", "座", "金属 万吨", "未完成")]
    [True, True, False, False, False]
    """
    if OF_ANY_ROW.fullmatch(word):
        return False
    return len(word) > 1 or MINERAL.fullmatch(word) is not None


def names_of_row(entry: Entry) -> list[str]:
    """The words that a row goes by, also without what stands in brackets."""
    words = [word for word in entry.row if not YEAR_CELL.fullmatch(word) and is_name(word)]
    bare = [re.sub(r"\([^()]*\)|(?:总数|总量|数量|个数)$", "", word) for word in words]
    return list(dict.fromkeys([*words, *(word for word in bare if is_name(word))]))
