# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures of the prose against the table beside it. 正文与表。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.plausible import are_near
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.entries import (
    YEAR_CELL,
    Entry,
    ends_of,
    entries_in,
    entries_of,
)
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, plain
from kuangtu.plans.health.reading.runs import sums_of_runs
from kuangtu.plans.health.reading.sameness import (
    is_of_other_pieces,
    is_of_several_told,
    is_of_some_kinds,
    is_of_the_outlook,
    is_supposed,
)
from kuangtu.plans.health.tables.figure_and_cell import (
    counts_a_list,
    is_cited,
    is_of_all,
    is_of_another_measure,
    is_of_other_rights,
    names_in,
    other_than_cell,
)
from kuangtu.plans.health.tables.least_sizes import is_a_least_size
from kuangtu.plans.health.tables.of_another_time import (
    is_a_step,
    is_of_a_least_size,
    is_of_long_ago,
)
from kuangtu.plans.health.types import Finding, Grade, Kind

FARTHEST = Decimal("1.5")  # times
SCALE = re.compile(r"1[∶:]\d+(?:\.\d+)?万?")
NOISE = re.compile(
    r"\(.*?\)|[\s　“”]|(?<!非)(?:金属|矿石|矿物)量?(?=资源|储量|$)"
    r"|工作|情况|全县|面积|调查评价|产值|增加值"
    "|资源量|储量|新增|查明|任务|目标|数量|产量"
)


# 5个停产矿山中，建筑用花岗岩4个、无烟煤1个: of these five, not of all.
SOME = re.compile(
    "(?:^|[，。;])\\d+[个座家处宗][^，。;\\d]{1,8}中，[^;。]*$"
    "|(?:差额|差值|相差|扣除|核减|消耗|动用)[^;。]*$"  # 差额为核减的部分，其中铅锌25.2万吨
)


def figures_agree_with_tables(case: Case) -> Iterator[Finding]:
    """第一产业12.24亿元 where the table prints 122894万元."""
    ends = ends_of(case)
    tables = [(grid.table, list(entries_of(grid, ends))) for grid in grids(case.tables)]
    for stated in stated_in(case):
        figure = stated.figure
        if (
            GROWN.fullmatch(stated.label)
            or stated.label.endswith("占")  # a share, whose base the label does not tell
            or figure.upper is not None
            or figure.rate
            or SOME.search(stated.sentence.text[: figure.start])
            or (stated.is_goal and figure.force is Force.EXACT and not stated.label)
            or is_of_several_told(stated)
            or ACTUAL_BEHIND.match(stated.sentence.text, figure.end)
            or is_a_step(stated)
            or is_of_the_outlook(case, stated)
            or is_supposed(stated)
            or is_of_a_least_size(stated)
        ):
            continue
        for table, entries in tables:
            clause = stated.sentence.clause
            is_near = clause and _part(table.clause) == _part(clause)
            is_named = is_cited(table.name, stated)
            if not is_named and (not is_near or is_of_other_pieces(stated, plain(table.words))):
                continue
            matched = [
                one
                for one in entries
                if _is_of(stated, one) and not _is_change_of_another(stated, one)
                if not is_of_long_ago(case, stated, one) and not is_of_another_measure(stated, one)
                if not is_of_other_rights(case, stated, one)
                if figure.force is Force.AT_LEAST or not is_a_least_size(one)
            ]
            if matched and (counts_a_list(stated) or _counts_rows(stated, entries)):
                continue
            if is_of_all(stated, entries):
                continue
            if matched and not _stands_elsewhere(stated, matched, entries):
                told = list(_judged(stated, matched))
                yield from told if told and not _is_in_another(case, stated) else ()
            elif matched:
                continue
            elif is_named and not is_borne_out(case, stated):
                yield from _of_a_column(stated, entries)


def _is_in_another(case: Case, stated: Stated) -> bool:
    """Another table has a row of that name with the figure: 2030年 beside what there is."""
    return any(_agrees(stated.figure, one) and _is_of(stated, one) for one in entries_in(case))


def _stands_elsewhere(stated: Stated, matched: list[Entry], entries: list[Entry]) -> bool:
    """Another row of the same column has the figure: 累计734.2万吨 is the row of all years.

    Or the rows of one class have it together: 重点开采区面积82.90平方千米 of two of them.
    """
    columns = {(one.head, one.dimension) for one in matched}
    noun = re.sub("(?:总?面积|投资|规模|产量)$", "", _bare(stated.label))
    alike = [
        one
        for one in entries
        if (one.head, one.dimension) in columns
        and not one.is_total
        and noun
        and any(_bare(name).endswith(noun) for name in one.row)
    ]
    together = sum((one.amount for one in alike), Decimal(0))
    if len(alike) > 1 and together == stated.figure.amount:
        return True
    rows = {one.cell.row for one in matched}
    return any(
        _agrees(stated.figure, one)
        for one in entries
        if (one.head, one.dimension) in columns
        or (one.cell.row in rows and OF_A_STATE.search(one.head) and _is_like(stated, one))
    )


def _is_like(stated: Stated, entry: Entry) -> bool:
    is_dated = bool(entry.year and stated.year and entry.year != stated.year)
    return entry.dimension is stated.figure.dimension and not is_dated


@lru_cache(maxsize=4_096)  # every figure asks the same clauses of every table
def _part(clause: str) -> str:
    """The part that a numbered paragraph is of: 三(二) of 三(二)5."""
    return re.sub(r"(?<=\))\d+$", "", clause)


def _of_a_column(stated: Stated, entries: list[Entry]) -> Iterator[Finding]:
    """经费650万元（专栏9）: one of the numbers of the column 经费, or their sum."""
    figure = stated.figure
    column = [
        one
        for one in entries
        if one.dimension is figure.dimension and one.head == stated.label.removeprefix("总")
    ]
    if len(column) < 2 or figure.force is not Force.EXACT or len(stated.label) < 2:
        return
    if SEVERAL_TABLES.search(stated.sentence.text[figure.end :]):
        return  # 总面积1.3530平方千米，见专栏4、专栏5: of both
    single = [one for one in column if not one.is_total]
    room = figure.step / 2
    possible = chain((one.amount for one in column), sums_of_runs([one.amount for one in single]))
    # 46处138.0公顷，规划期内治理32处（专栏5），其余41.4公顷: with the rest it is their sum
    beside = (one.amount for one in stated.sentence.figures if one.dimension is figure.dimension)
    wanted = [figure.amount, *(figure.amount - one for one in beside if one < figure.amount)]
    if any(abs(amount - one) <= room for amount in possible for one in wanted):
        return
    yield doubt(
        Kind.TEXT_AND_TABLE,
        stated.sentence.around(figure),
        "文中“{label}”{printed}，{table}该列没有这个数，合计也不是",
        "the text gives “{label}” as {printed}; it is no number of the column of {table}, nor "
        "their sum",
        [stated.sentence.reading(figure), *(one.cell.reading for one in column[:6])],
        label=stated.label,
        printed=figure.printed,
        table=column[0].cell.table.name,
    )


def _is_of(stated: Stated, entry: Entry) -> bool:
    """The words of the figure are those of the entry's row and column."""
    figure = stated.figure
    begins = not entry.year and BEGINS.search(stated.label)
    if figure.dimension is not entry.dimension or begins:
        return False
    if figure.dimension in {Dimension.COUNT, Dimension.KINDS} and len(stated.label) < 2:
        return False
    year = entry.year or _year_of_all(entry)
    if year and stated.year and year != stated.year:
        return False
    scale = set(SCALE.findall(stated.label))
    names = names_in(entry)
    if scale:
        names = [name for name in names if set(SCALE.findall(name)) == scale]
        if not names:
            return False
    elif names:
        names = [name for name in names if not SCALE.search(name)]
        if not names:
            return False
    if entry.is_total:
        is_total = _is_total_of(stated.label, entry.head) and not is_of_some_kinds(stated)
        is_all = is_total or _is_all_of(stated, entry)
        return is_all or _is_kind_of(stated, entry)
    label = _bare(stated.label)
    if names:
        return any(_same_name(label, _bare(name)) for name in names) and _head_fits(stated, entry)
    return _same_name(label, _bare(entry.head))


def _year_of_all(entry: Entry) -> str:
    """表1 采矿权（2020年末）: the one year of a table whose columns have none."""
    years = set(YEAR_CELL.findall(plain(entry.cell.table.caption)))
    return years.pop() if len(years) == 1 else ""


def _is_total_of(label: str, head: str) -> bool:
    """总面积 is the total of the column 面积."""
    rows = re.fullmatch(
        r"[两二三四五六七八九十]+[个项类处片](?:[一-鿿]{0,8}?)(总|拟|计划)?",
        label.removesuffix(head),
    )
    if len(head) >= 4 and label.endswith(head) and rows:
        return True
    bare = re.sub(r"\(.*?\)|20\d\d年?", "", head)
    if len(bare) >= 4 and label.startswith(bare) and label != bare:
        return True  # 第一阶段新建绿色矿山 is the total of the column 第一阶段新建
    found = re.fullmatch(r"(?:总|合计|共|全部|矿石|开采矿石|矿产)+([一-鿿]{2,8})", label)
    return found is not None and found[1] in plain(head)


def _is_all_of(stated: Stated, entry: Entry) -> bool:
    """A paragraph that begins 采矿权52个 is of the total of the column 采矿权（个）."""
    figure = stated.figure
    is_first = FIRST.fullmatch(stated.sentence.text[: figure.start].removesuffix(stated.label))
    is_there = figure.dimension is Dimension.COUNT and not stated.is_goal
    return (
        is_there
        and is_first is not None
        and len(stated.label) > 2
        and (_bare(entry.head) == stated.label)
    )


def _is_kind_of(stated: Stated, entry: Entry) -> bool:
    """大型矿产地10处: the column 大型 of a table of 矿产地, the row of all."""
    head, caption = plain(entry.head), plain(entry.cell.table.caption)
    rest = stated.label.removeprefix(head)
    if len(head) != 2 or rest == stated.label or not head.endswith("型"):
        return False
    nouns = {caption[n : n + 3] for n in range(len(caption) - 2)}
    before = stated.sentence.text[: stated.figure.start]
    return (not rest or rest in caption) and any(noun in before for noun in nouns)


def _bare(words: str) -> str:
    return NOISE.sub("", SCALE.sub("", plain(words)))


def _same_name(label: str, name: str) -> bool:
    if not label or not name or (SEVERAL.search(label) and not SEVERAL.search(name)):
        return False
    if label == name:
        return True
    if label in REST:
        return False  # 其他65.5公顷 is not 其他零散片
    if label == f"{name}矿石":
        return True
    if len({bool(OF_A_KIND.match(one)) for one in (label, name)}) > 1:
        return False
    if len(label) >= 2 and len(name) >= 2 and (label.endswith(name) or name.endswith(label)):
        return len(min(label, name, key=len)) * 2 >= len(max(label, name, key=len))
    return 2 <= len(label) < len(name) and label[0] == name[0] and is_subsequence(label, name)


def _head_fits(stated: Stated, entry: Entry) -> bool:
    """完成 is not the column of the targets."""
    text = stated.sentence.text
    if re.search("目标|任务|计划", entry.head) and re.search("完成", text):
        return False
    return not (re.search("完成|现状|实际", entry.head) and stated.is_goal)


def _fitting(stated: Stated, matched: list[Entry]) -> list[Entry]:
    """Of the rows that have the name, those of just this name and of the figure's year."""
    label = _bare(stated.label)
    exact = [one for one in matched if any(_bare(name) == label for name in one.row)] or matched
    return [one for one in exact if one.year and one.year == stated.year] or exact


def _is_told_together(figure: Figure, matched: list[Entry]) -> bool:
    """The rows of one name, or those of one row's cells, add up to the figure."""
    columns = {(one.cell.table.name, one.head) for one in matched}
    for table, head in columns:
        amounts = [e.amount for e in matched if (e.cell.table.name, e.head) == (table, head)]
        if abs(sum(amounts, Decimal(0)) - figure.amount) <= figure.step / 2:
            return True
    return False


def _counts_rows(stated: Stated, entries: list[Entry]) -> bool:
    """预期性4项: so many rows of the table have this word in a cell, whatever their numbers are."""
    rows = {one.cell.where.row for one in entries if _bare(stated.label) in map(_bare, one.row)}
    return stated.figure.dimension is Dimension.COUNT and len(rows) == stated.figure.amount > 1


CHANGE = re.compile("关闭|退出|新设|新立|注销|整合|新建|新增|调减|调增|减少|增加|净[增减]|投放")


def _is_change_of_another(stated: Stated, entry: Entry) -> bool:
    """关闭4个（砖瓦用黏土2个）: how many are closed, where the table has how many there are."""
    text = stated.sentence.text
    start = start_of(text, stated.figure.start, "。;，:")
    if text.startswith("其中", start):  # 新建15个，其中建筑用砂8个
        start = start_of(text, max(start - 1, 0), "。;，:")
    changes = set(CHANGE.findall(text[start : stated.figure.start]))
    told = "".join([*entry.row, entry.head, entry.cell.table.caption])
    return bool(changes) and not any(word in told for word in changes)


def _judged(stated: Stated, matched: list[Entry]) -> Iterator[Finding]:
    figure = stated.figure
    if any(_agrees(figure, entry) for entry in matched) or _is_told_together(figure, matched):
        return
    matched = _fitting(stated, matched)
    closest = min(matched, key=lambda one: abs(one.amount - figure.amount))
    if figure.force in {Force.AT_LEAST, Force.AT_MOST} and not stated.is_goal:
        return
    is_dated = len(matched) == 1 or bool(stated.year) or not any(e.year for e in matched)
    if len(matched) > 2 or not closest.amount or not is_dated:
        return
    difference = abs(figure.amount - closest.amount)
    if _is_goal_beside_what_is(stated, closest):
        return
    is_near = are_near(figure.amount, closest.amount, farthest=FARTHEST, fewest=3)
    if not is_near and not _is_the_same_number(figure, closest):
        return  # 保有资源量4100万吨 beside a column of what a mine makes in a year
    grade = Grade.NOTE if difference <= figure.step else Grade.ERROR
    if figure.force is Force.ABOUT:
        if difference <= figure.amount / 20:
            return
        grade = Grade.DOUBT
    yield other_than_cell(
        stated,
        closest,
        "文中“{label}”{printed}，{table}为 {cell}（{right}）",
        "the text gives “{label}” as {printed}, {table} as {cell} ({right})",
        grade=grade,
        label=stated.label,
    )


def _is_the_same_number(figure: Figure, entry: Entry) -> bool:
    """1200万吨, where the table prints 1200 under 亿吨: the unit alone is other."""
    return entry.cell.number is not None and entry.cell.number == figure.value


def _is_goal_beside_what_is(stated: Stated, entry: Entry) -> bool:
    """大型不少于6个 beside a table of what there is."""
    told = entry.head + entry.cell.table.caption
    return stated.is_goal and not entry.year and not OF_GOALS.search(plain(told))


def _agrees(figure: Figure, entry: Entry) -> bool:
    """One is the other, rounded."""
    difference = abs(figure.amount - entry.amount)
    return difference <= max(figure.step, entry.step) / 2


REST = frozenset({"其他", "其它", "其余"})
ACTUAL_BEHIND = re.compile("，?实际")  # 要求300万吨，实际312.4万吨
OF_A_KIND = re.compile("绿色|智能|废弃|历史遗留|停产|在建|关闭|新建|新设")  # 绿色矿山 are not all
OF_A_STATE = re.compile("目标|任务|计划|完成|现状|实际|实绩")
FIRST = re.compile(r"(?:截至)?(?:20\d\d年?[底末]?，?)?(?:全[县市区旗州盟])?(?:现|共)?有?")
SEVERAL_TABLES = re.compile(r"(?:专栏|附?表)\s*\d+[、和及至—～-]+(?:专栏|附?表)?\s*\d")
SEVERAL = re.compile("[一-鿿]{2}[和与及][一-鿿]{2}")  # 锡矿和铅锌矿 are two rows
OF_GOALS = re.compile("目标|指标|规划|计划|任务|安排|要求|标准|规模|投放|工程|项目|20[2-4]\\d")
GROWN = re.compile(
    "(?:年均|同比|累计|平均|合计|共|净)*(?:增长|增加|提高|上升|下降|降低|减少|增幅|减幅|降幅|增速"
    "|压减|调减|调增|增|减)(?:率)?"
)
BEGINS = re.compile("[由从自]$")  # 修复面积由448.0公顷增至: no amount of what is planned
