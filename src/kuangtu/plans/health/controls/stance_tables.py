# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What tables say is to be done with a mineral: zones, blocks, output, direction. 表中的调控。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.controls.stances import VERB, Control, Named, act_of, tokens_of
from kuangtu.plans.health.names.mineral_names import minerals_in
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import plain

PROMOTING_TABLE = re.compile(
    r"重点开采|重点勘查|重点开发|开发布局|重大工程|重点项目|鼓励|重点工程|新增|勘查开发|开采规划"
)
MINERAL_HEAD = re.compile(r"矿种|主要矿产|开采矿产|^矿产$|勘查矿产")
NOT_PROMOTING = re.compile(
    "限制|禁止|控制|绿色|压减|关闭|治理|修复|保护|退出|整顿|尾矿|综合利用|替代|淘汰|淘汰"
)

GIVING_TABLE = re.compile("区块|拟设|新设|新立|投放|拟出让|出让(?:计划|安排)")
HELD_ROW = re.compile("(?:限制|禁止)(?:勘查|开采)")
FLOORS = re.compile("最低|下限|准入|规模标准")
OF_WHAT_THERE_IS = re.compile("扩界|扩区|延续|变更|整合|已设|深部|保留|调整")  # no new right
PRESENT = re.compile("现有|已设|现状|基本情况|历史")
USED_UP = re.compile("消耗|核减|动用")
RESERVES = re.compile("保有|储量|动用|消耗|变动|现状|查明")  # what there is, 五年新增查明 with it


def stances_of_tables(case: Case) -> Iterator[Named]:
    """The minerals of zones and projects, those of new blocks, and rows that name a control."""
    for grid in grids(case.tables):
        yield from _of_zones(case, grid)
        yield from _of_blocks(case, grid)
        yield from _of_directions(case, grid)


def _of_zones(case: Case, grid: Grid) -> Iterator[Named]:
    words = grid.table.caption + "".join(grid.heads)
    caption = grid.table.caption
    if not PROMOTING_TABLE.search(words) or NOT_PROMOTING.search(caption):
        return
    if USED_UP.search(words) or RESERVES.search(caption):
        return  # what was found and what was used
    if GIVING_TABLE.search(caption) or FLOORS.search(caption):
        return  # rights to be given, or least sizes, which what is restricted may have too
    for column, head in enumerate(grid.heads):
        is_first = column == 0 and "新增" in "".join(grid.heads)
        if MINERAL_HEAD.search(head) or is_first:
            for cell in grid.column(column):
                row = "".join(one.text for one in grid.rows[cell.row] if one is not None)
                if HELD_ROW.search(row):
                    continue  # 青龙山石灰岩限制开采区: a row of what is held back
                act = act_of(caption) or act_of(row)  # 重点勘查区 in a table of zones of both kinds
                yield from _of_cell(case, cell, Control.PROMOTED, act)


def _of_blocks(case: Case, grid: Grid) -> Iterator[Named]:
    """新设开采规划区块: a right is to be given for each row's mineral."""
    caption = grid.table.caption
    if not GIVING_TABLE.search(caption) or PRESENT.search(caption):
        return
    for column, head in enumerate(grid.heads):
        for cell in grid.column(column) if MINERAL_HEAD.search(head) else ():
            row = "|".join(one.text for one in grid.rows[cell.row] if one is not None)
            act = act_of(caption) or act_of(row)
            is_of_both = not act and re.search("勘[查探].*采", caption) is not None
            if not OF_WHAT_THERE_IS.search(row) and not is_of_both:
                yield from _of_cell(case, cell, Control.GIVEN, act)


def _of_directions(case: Case, grid: Grid) -> Iterator[Named]:
    """A row 限制开采 | 煤、萤石, in either order, or a column with such a head."""
    for row in grid.body:
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        controls = [one for cell in cells if (one := _control_of(cell.text))]
        if len(controls) == 1:
            for cell in cells:
                yield from _of_cell(case, cell, *controls[0])
    for column, head in enumerate(grid.heads):
        if (control := _control_of(head)) is not None:
            for cell in grid.column(column):
                yield from _of_cell(case, cell, *control)


def _control_of(words: str) -> tuple[Control, str] | None:
    """The control that a cell names and nothing besides.

    >>> _control_of("限制开采矿种"), _control_of("重点开采区")
    ((<Control.RESTRICTED: '限制'>, '开采'), None)
    """
    found = VERB.fullmatch(plain(words).strip())
    return (Control[str(found.lastgroup)], act_of(found[0])) if found else None


def _of_cell(case: Case, cell: Cell, control: Control, act: str = "") -> Iterator[Named]:
    for token in tokens_of(plain(cell.text)):
        for code, name in minerals_in(case, token):
            yield Named(code, name, control, cell.text.strip(), cell.where, act)


OUTPUT = re.compile("产量|开采总?量|控制量|矿山数|采矿权|产能|投放")
PLANNED = re.compile("目标|控制|规划|计划|安排|拟|新设|投放")


def planned(case: Case) -> Iterator[Named]:
    """Mines or an output planned for a mineral, row by row of a table."""
    for grid in grids(case.tables):
        columns = [n for n in grid.numeric if _is_planned(case, grid, n)]
        for row in grid.body if columns else ():
            cells = [one for n in columns if (one := row[n]) is not None]
            numbers = [one for one in cells if one.number is not None and one.number > 0]
            label = next((one for one in row if one is not None and one.number is None), None)
            if numbers and label is not None and not grid.is_total(row):
                for code, name in minerals_in(case, plain(label.text).strip()):
                    words = f"{label.text.strip()} {numbers[-1].text.strip()}"
                    yield Named(code, name, Control.PLANNED, words, numbers[-1].where, "开采")


def _is_planned(case: Case, grid: Grid, column: int) -> bool:
    """Output or mines at the end of the period; what there was is no plan."""
    head = grid.heads[column]
    years = [int(one) for one in re.findall(r"20\d\d", head or "")]
    if "现状" not in grid.table.caption:  # 现状与2025年安排: only its heads tell which is which
        years = years or [int(one) for one in re.findall(r"20\d\d", grid.table.caption)]
    first = case.years[0] if case.years else 0
    is_output = OUTPUT.search(head + grid.table.caption) and not re.search(
        "最低|下限|准入", head + grid.table.caption
    )
    is_to_come = min(years) > first if years and first else bool(PLANNED.search(head))
    return bool(is_output and is_to_come)
