# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures called by the name of a row and a measure: 铁矿开采量150万吨. 行名加量名。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import (
    context_of,
    names_of_row,
    names_the_table,
    words_over_rows,
)
from kuangtu.plans.health.reading.entries import YEAR_CELL, Entry, entries_in
from kuangtu.plans.health.reading.grids import Grid, grids, number_of
from kuangtu.plans.health.reading.labels import YEAR, Stated, risen_from
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.sameness import (
    MINERAL,
    QUALIFIER,
    agree_with_limit,
    is_of_several_told,
    is_of_some_kinds,
    qualifiers,
)
from kuangtu.plans.health.reading.told import pairs_of, population_of
from kuangtu.plans.health.tables.figure_and_cell import is_of_another_measure, other_than_cell
from kuangtu.plans.health.tables.least_sizes import bare_mineral
from kuangtu.plans.health.tables.limits import force_of
from kuangtu.plans.health.tables.text_and_tables import CHANGE, OF_GOALS
from kuangtu.plans.health.types import Finding

LED = re.compile("^(?:其中|全年|当年|年|生产|开采|产出|采出|查明|保有|新增|探明|安排|实现|为|的)+")
MADE = re.compile("^(?:其中|全年|当年|年)*(?:生产|产出|开采|采出)")
HAVING = re.compile("^(?:有|共|为|达到?|约|计)*$")
RANKED = re.compile("(?:居|位居|位列|排|列)(?:首位?|第[一二三四五])|(?:数量|产量|规模)?最[多大高]")
# What is measured, in words that a table may have in its head, its caption or its unit.
MEASURES = (
    (("矿山", "矿山数", "矿山数量", "个数", "数量", "采矿权"), "矿山|采矿权|个数|数量"),
    (
        ("产量", "开采量", "采出量", "生产量", "年产量", "年开采量", "开采总量"),
        "产量|开采|采出|生产",
    ),
    (("产值", "总产值", "矿业产值"), "产值"),
    (("金属量",), "金属"),
    (("矿石量",), "矿石"),
    (("矿物量",), "矿物"),
    (("氧化物量",), "氧化物"),
    (
        ("保有资源量", "保有", "资源量", "资源储量", "储量", "保有储量", "保有量", "保有资源储量"),
        "资源|储量|保有",
    ),
    (("面积", "治理面积", "修复面积"), "面积|公顷|平方"),
    (("投资", "资金", "经费"), "投资|资金|经费|元"),
)
MEASURE = re.compile(
    "|".join(sorted((w for words, _ in MEASURES for w in words), key=len, reverse=True))
)
SILENT = re.compile("^(?:矿产|矿|的|年|石)*$")
PLANNED = re.compile("规划|目标|期末")
MOST_TIMES = 3
NEVER = {Dimension.TIMES, Dimension.POINTS, Dimension.PERCENT}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its own name, with its numbers. 一行。"""

    name: str
    entries: tuple[Entry, ...]


def figures_are_those_of_the_named_row(case: Case) -> Iterator[Finding]:
    """铁矿开采量为180万吨, where the row 铁 has 150 below 年开采量 and 180 nowhere."""
    rows, population = _rows(case), population_of(case)
    for one in population.stated if rows else ():
        if one.figure.dimension in NEVER or one.figure.upper is not None or one.figure.said:
            continue
        if _counts_the_names_before(one):
            continue
        name, measure = _read(one, rows)
        like = [entry for row in rows.get(name, ()) for entry in row.entries]
        like = [entry for entry in like if entry.dimension is one.figure.dimension]
        if not like or any(_is(one, entry) for entry in like):
            continue
        entry = _only_one(one, [entry for entry in like if _is_of(case, one, entry, measure)])
        if entry is None or not _is_close(one, entry) or _keeps_to(one, entry):
            continue
        is_sure = bool(measure) or names_the_table(one.sentence.text, entry.cell.table.name)
        words = pairs_of(MEASURE.sub("，", one.label)) or pairs_of(f"{name}矿")
        if not population.has_another(one, words) and (is_sure or not is_borne_out(case, one)):
            yield _finding(one, name, entry)


def _counts_the_names_before(one: Stated) -> bool:
    """在城关东、石垭北、店子河、双河口4处: as many as are listed, and no number of the last."""
    words = re.split("[，。;:]", one.sentence.text[: one.figure.start])[-1]
    return "、" in words and one.figure.amount == words.count("、") + 1


def _only_one(one: Stated, fitting: list[Entry]) -> Entry | None:
    """The entry of the only column; of several the one whose head the sentence has before."""
    if len({(id(entry.cell.table), entry.cell.column) for entry in fitting}) > 1:
        before = pairs_of(one.sentence.text[: one.figure.start])
        fitting = [entry for entry in fitting if pairs_of(entry.head) & before]
    columns = {(id(entry.cell.table), entry.cell.column) for entry in fitting}
    return fitting[0] if len(columns) == 1 else None


def _keeps_to(one: Stated, entry: Entry) -> bool:
    """不少于30 of what the table has as 35; not of what it has as ≥35."""
    return force_of(entry) is Force.EXACT and agree_with_limit(one, entry.amount)


def _rows(case: Case) -> dict[str, list[Row]]:
    """The rows by every word that no other row of their table has."""
    by_row: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        if not entry.is_total:
            by_row[id(entry.cell.table), entry.cell.row].append(entry)
    groups = {
        id(grid.table): {_bare(word) for word in words_over_rows(grid)}
        for grid in grids(case.tables)
    }
    names = {
        key: set(_names_of(found[0])) - groups.get(key[0], set()) for key, found in by_row.items()
    }
    counts = Counter((table, name) for (table, _), found in names.items() for name in found)
    rows: dict[str, list[Row]] = defaultdict(list)
    for key, found in by_row.items():
        for name in names[key]:
            if counts[key[0], name] == 1 and (len(name) > 1 or MINERAL.fullmatch(name)):
                rows[name].append(Row(name, tuple(found)))
    return rows


def _names_of(entry: Entry) -> Iterator[str]:
    """What a row is called, without a measure at the end: 氯化钾产量 is of 氯化钾."""
    for word in names_of_row(entry):
        yield _bare(word)
        if found := re.search("年?(?:总?产量|开采总?量|总?产值)$", word):
            yield _bare(word[: found.start()])


def _bare(words: str) -> str:
    return bare_mineral(re.sub(r"[()\s]", "", words))


def _read(one: Stated, rows: dict[str, list[Row]]) -> tuple[str, str]:
    """The row that the words before a figure name, and the measure that they name of it.

    石料矿山新增 is of the row 石料 as well, below a head that has 新增.
    """
    label = LED.sub("", _bare(one.label))
    if not label:
        label = _ranked(one) or _begun(one, rows)
    names = [name for name in rows if label.startswith(name)]
    name = max(names, key=len, default="")
    rest = MEASURE.sub("", label.removeprefix(name))
    if not name or not SILENT.match(CHANGE.sub("", rest, count=1)):
        return "", ""
    made = "产量" if MADE.match(_bare(one.label)) else ""
    told = MEASURE.findall(label.removeprefix(name)) + CHANGE.findall(rest)
    return name, made + "".join(told)


BEGUN = re.compile("(?:矿|矿石)?(?:有|共有|产于|分布|集中|主要|为|是|以|查明|矿区)")


def _begun(one: Stated, rows: dict[str, list[Row]]) -> str:
    """滑石有4个矿区，保有980万吨: the clause before tells of the row, and so does this one."""
    before = one.sentence.text[: one.figure.start]
    clauses = re.split("[，。;:、]", before)
    if len(clauses) < 2 or not HELD.search(clauses[-1]):
        return ""
    clause = _bare(clauses[-2])
    names = [name for name in rows if clause.startswith(name)]
    name = max(names, key=len, default="")
    return f"{name}保有" if name and BEGUN.match(clause[len(name) :]) else ""


HELD = re.compile("保有(?:资源(?:储)?量|储量)?$")


def _ranked(one: Stated) -> str:
    """水泥用灰岩居第三，205.0万吨: the figure is of what the clause before it ranks."""
    before = one.sentence.text[: one.figure.start]
    clauses = re.split("[，。;:、]", before)
    if len(clauses) < 2 or HAVING.sub("", clauses[-1]) or not (found := RANKED.search(clauses[-2])):
        return ""
    return LED.sub("", _bare(clauses[-2][: found.start()]))


def _is(one: Stated, entry: Entry) -> bool:
    figure = one.figure
    room = max(figure.step, entry.step) / 2
    if figure.force is Force.ABOUT:
        room = max(room, figure.amount / 20)
    return abs(entry.amount - figure.amount) <= room


def _is_of(case: Case, one: Stated, entry: Entry, measure: str) -> bool:
    """The column is of what is measured, in the year that is told, and the table is at hand."""
    table = entry.cell.table
    told = plain(f"{entry.head}{table.caption}{table.unit}{''.join(entry.row)}{entry.unit}")
    if not _is_of_time(case, one, entry, told) or _is_of_a_change(one, told):
        return False
    if is_of_another_measure(one, entry):
        return False
    if _is_of_some(one, entry, told) or not _has_the_change(one, entry, measure):
        return False
    if not all(re.search(signs, told) for signs in _signs_of(measure)):
        return False
    if measure and any(
        re.search(signs, f"{entry.head}{entry.row}") for signs in _signs_of(measure)
    ):
        return True
    is_near = bool(table.clause) and table.clause == one.sentence.clause
    is_named = names_the_table(one.sentence.text, table.name)
    words = context_of(case, one).over if is_named else pairs_of(one.sentence.text)
    head = pairs_of(entry.head) or pairs_of(table.caption)
    return (is_near or is_named) and (bool(measure) or bool(head & words))


def _has_the_change(one: Stated, entry: Entry, measure: str) -> bool:
    """石料矿山新增7座(表6-1): the head of the table that is named has 新增 as well."""
    changes = CHANGE.findall(measure)
    is_named = names_the_table(one.sentence.text, entry.cell.table.name)
    return not changes or (is_named and all(word in entry.head for word in changes))


def _signs_of(measure: str) -> list[str]:
    words = set(MEASURE.findall(measure))
    return [signs for names, signs in MEASURES if words & set(names)]


def _is_of_time(case: Case, one: Stated, entry: Entry, told: str) -> bool:
    years = set(YEAR_CELL.findall(told))
    base = str(case.base_year or "")
    if one.is_goal:
        if not OF_GOALS.search(told) or (years and years == {base}):
            return False
        return not entry.year or not one.year or entry.year == one.year
    if case.years and one.year == str(case.years[1]) and not years and PLANNED.search(entry.head):
        return True
    year = one.year if YEAR.search(one.sentence.text[: one.figure.start]) else one.year or base
    if entry.year:
        return entry.year == year
    return year in (years or {"", base})


def _is_of_a_change(one: Stated, told: str) -> bool:
    """新设采矿权4个，其中铁矿2个 is not how many there are."""
    text, first = one.sentence.text, risen_from(one.sentence, one.figure)
    start = start_of(text, one.figure.start, "。;")
    end = one.figure.end + 6 if first is None else first.start
    words = text[start:end]
    return any(word not in told for word in CHANGE.findall(words)) or "每" in words


def _is_of_some(one: Stated, entry: Entry, told: str) -> bool:
    """停产矿山12个，其中铁矿3个: what the table does not have, or a part of what it has not."""
    text, start = one.sentence.text, one.figure.start
    at = text.rfind("其中", start_of(text, start, "。;"), start)
    before = [figure.amount for figure in one.sentence.figures if figure.end <= at]
    column = {
        number * entry.factor
        for cell in Grid(entry.cell.table).column(entry.cell.column)
        if (number := number_of(cell.text)) is not None
    }
    if is_of_some_kinds(one) or is_of_several_told(one):
        return True
    said = qualifiers(one)
    if before and before[-1] in column:  # 累计26座，五年新增17座，其中: of the seventeen alone
        said &= set(QUALIFIER.findall(text[start_of(text, text.rfind("，", 0, at), "，。;") :]))
    if any(word not in told for word in said if not MINERAL.search(word)):
        return True
    return bool(before) and not column & set(before)


def _is_close(one: Stated, entry: Entry) -> bool:
    low, high = sorted((one.figure.amount, entry.amount))
    return low > 0 and high <= MOST_TIMES * low


def _finding(one: Stated, name: str, entry: Entry) -> Finding:
    return other_than_cell(
        one,
        entry,
        "文中“{name}”{printed}，{table}为 {cell}（{right}）",
        "the text gives “{name}” as {printed}, {table} as {cell} ({right})",
        name=one.label or name,
        cell=plain(entry.cell.text).strip(),
    )
