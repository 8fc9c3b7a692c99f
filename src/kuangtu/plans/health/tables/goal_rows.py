# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says anywhere of a row of the table of goals. 正文与指标表。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import YEAR, Stated
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.sameness import (
    CHANGED,
    MEASURE,
    agree_with_limit,
    is_comparable,
    named,
)
from kuangtu.plans.health.reading.told import pairs_of, population_of
from kuangtu.plans.health.tables.figure_and_cell import other_than_cell
from kuangtu.plans.health.tables.least_sizes import OF_LEAST
from kuangtu.plans.health.tables.text_and_tables import CHANGE
from kuangtu.plans.health.types import Finding, Kind

SEVERAL = re.compile("[两二三四五六七八九十][地县区镇乡家矿]")
FEWEST = 4  # signs of a name that stands for one thing all over a document


def figures_agree_with_the_row_of_goals(case: Case) -> Iterator[Finding]:
    """综合利用率仅16% in one chapter, 18 in the column 2025年现状 of the goals in another."""
    rows = rows_of_years(case)
    base = str(case.base_year or "")
    population = population_of(case)
    for told in population.stated:
        one = named(told, base)
        if not _is_of_now_or_a_goal(told, one):
            continue
        year = one.year or (_end_of_the_period(case, one) if one.is_goal else base)
        for row in rows:
            column = [entry for entry in row if entry.year == year]
            column = [entry for entry in column if entry.dimension is row[0].dimension]
            if len(column) == 1 and _is_named(one, row) and not _is_in_row(one, row):
                if not population.has_another(told, pairs_of(one.label)):
                    yield _finding(one, column[0])
                break


OF_SIZE = re.compile("不得?(?:低于|小于|少于)[^，。;:]*规模")  # 不得低于表7所列小型规模:
OF_THE_LAST_PLAN = re.compile("上一?轮|前一?轮|原规划|十三五规划|十二五")
OF_A_STATE = re.compile("(?:停产|在产|在建|生产|关闭|保留)的(?:为|有|是|包括)")
REACHES = re.compile("达到?$")


def _end_of_the_period(case: Case, one: Stated) -> str:
    """绿色矿山达到27个, without a year: what is to be reached in the end."""
    is_reached = REACHES.search(one.sentence.text[: one.figure.start]) is not None
    return str(case.years[1]) if case.years and is_reached else ""


def _is_of_now_or_a_goal(told: Stated, one: Stated) -> bool:
    """Not what it rose from, nor by how much, nor how many were made, closed or told together."""
    words = re.split("[，。;:]", told.sentence.text[: told.figure.start])[-1]
    after = told.sentence.text[told.figure.end : told.figure.end + 3]
    if re.search("[由从](?!于)", words) and not YEAR.search(words):
        return False
    before = re.split("[。;]", told.sentence.text[: told.figure.start])[-1]
    if OF_A_STATE.search(before):
        return False  # 停产的为铅锌矿1个、建筑用砂2个: some of them
    so_far = told.sentence.text[: told.figure.start]
    if OF_LEAST.search(before) or OF_SIZE.search(before) or OF_THE_LAST_PLAN.search(so_far):
        return False  # 上一轮规划要求2020年绿色矿山达到10个
    if words.startswith("其中"):  # 新建15个，其中建筑用砂8个
        words = "".join(re.split("[，。;:]", told.sentence.text[: told.figure.start])[-2:])
    if CHANGED.search(one.label) or CHANGE.search(words + after) or SEVERAL.search(words):
        return False
    is_said = is_comparable(one) or MEASURE.fullmatch(one.label) is not None
    return is_said and one.figure.upper is None


def end_of(case: Case, row: Sequence[Entry]) -> Entry:
    """The goal of the period's last year; a year beyond it is an outlook."""
    last = str(case.years[1]) if case.years else ""
    return next((one for one in row if one.year == last), max(row, key=lambda one: one.year))


def another_goal(one: Stated, last: Entry, force: str = "") -> Finding:
    """That the prose sets another goal than the row ends with."""
    figure = one.figure
    return doubt(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        "同一指标两处数值不同：文中 {printed}{force}，{table} {year}年为 {cell}",
        "one target is said twice with different values: {printed}{force} in the text, {cell} in "
        "{table} for {year}",
        [one.sentence.reading(figure), last.cell.reading],
        printed=figure.printed,
        force=force,
        table=last.cell.table.name,
        year=last.year,
        cell=last.cell.text.strip(),
    )


def rows_of_years(case: Case) -> list[list[Entry]]:
    """The rows that have a number for each of several years."""
    rows: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        if entry.year and not entry.is_total:
            rows[id(entry.cell.table), entry.cell.row].append(entry)
    return [row for row in rows.values() if len({entry.year for entry in row}) > 1]


def _is_named(one: Stated, row: Sequence[Entry]) -> bool:
    """The label is the row's name, or ends as it does; the dimension is the row's."""
    if row[0].dimension is not one.figure.dimension:
        return False
    names = [re.sub("(?:总数|数量|数)$", "", plain(word)) for word in row[0].row]
    return any(
        min(len(name), len(one.label)) >= FEWEST
        and (
            _is_the_end_of(one, name)
            if MEASURE.fullmatch(one.label)
            else (name.endswith(one.label) and not name.endswith(f"大{one.label}"))
            or one.label in {name, f"{one.label[:2]}{name}"}
        )
        for name in names
    )


def _is_the_end_of(one: Stated, name: str) -> bool:
    """钨矿…选矿回收率: what 钨选矿回收率 has before the measure stands before in the sentence."""
    before = name.removesuffix(one.label)
    text = one.sentence.text[: one.figure.start]
    said = text[max(text.rfind(sign) for sign in "。;") + 1 :]
    return name not in {one.label, before} and before in said


def _is_in_row(one: Stated, row: Sequence[Entry]) -> bool:
    figure = one.figure
    if figure.dimension is Dimension.TIMES or figure.force is Force.ABOUT:
        return True
    return any(
        abs(entry.amount - figure.amount) <= max(entry.step, figure.step) / 2
        or agree_with_limit(one, entry.amount)
        for entry in row
    )


def _finding(one: Stated, entry: Entry) -> Finding:
    return other_than_cell(
        one,
        entry,
        "文中“{label}”{printed}，{table}为 {cell}（{right}）",
        "the text gives “{label}” as {printed}, {table} as {cell} ({right})",
        label=one.label,
    )
