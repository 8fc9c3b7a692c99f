# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Least sizes of the prose against the table of least sizes. 最低规模。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import (
    context_of,
    is_at_hand,
    is_name,
    names_of_row,
    names_the_table,
)
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.grids import Cell, grids
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, figures_in, plain
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.tables.figure_and_cell import BROUGHT_OUT
from kuangtu.plans.health.types import Finding, Kind

LEAST = re.compile(r"最低|下限|起点|准入|规模")
OF_LEAST = re.compile("最低|最小|准入|起点|下限")
OF_NEW = re.compile("最低|最小|准入|起点|下限|新建|新设|新立")
SAID_LEAST = re.compile("(?:最低|最小|起点|下限)[^，。;]{0,10}?(?:规模|能力|产能|标准|要求)?")
NOTHING_ELSE = re.compile(
    r"新建|改建|扩建|其中|最低|最小|开采|生产|建设|准入|规模|起点|下限|能力|矿山|矿|企业|标准|要求|年产|露天|地下"
    r"|[建饰水冶玻砖熔]\w用|建筑|饰面|水泥|冶金|熔剂|砖瓦|玻璃|陶瓷|化工|用|岩|石料?|土|料|即|分别|依次|达到|为|是|的|和|[()]"
)
OF_ALL = re.compile(  # whatever it mines
    "(?:单个|每个|每座|各|所有|新建|新设)*(?:砂石)?(?:矿山|采矿权)?的?(?:最低)?年?(?:开采|生产|设计)?(?:规模|能力)"
)
ELSE_BEGINS = re.compile("[、和]|，(?!即|其|且|年产|规模|设计|生产|单矿|新[建设立]|最低|起点)")
SIZE_BEFORE = re.compile("年产|规模|能力")  # 小型起点为4万吨, of what is produced in a year
ANOTHER_NEW = re.compile(
    "，新[建设立](?!矿山)[^，。;不]{2,12}?(?:矿|年产|规模|能力)"
)  # 新建石膏矿…，新建地下开采煤矿…
IS_NEW = re.compile("新建|新设|新立")
REBUILT = re.compile("改建|扩建|改扩|已有|现有|技改")
ROCKS = re.compile("石料|石材|岩矿|矿泉水|[石土岩]矿")
OF_SIZE = re.compile("大型|中型|中等|大中型|现有|已有|保留")
OF_TIME = re.compile("年限|服务年")  # 最低服务年限 10: no size
SIZES = {Dimension.MASS, Dimension.VOLUME}


def least_sizes_are_those_of_the_row(case: Case) -> Iterator[Finding]:
    """新建磷矿不低于30万吨/年, where no size of the row 磷矿 is 30.

    最低规模为10万吨/年 is the least of the row; 不低于 may be any of them, as the text may be
    stricter than the table.
    """
    rows = _rows(case)
    for one in stated_in(case) if rows else ():
        if one.figure.dimension not in SIZES or one.figure.upper is not None:
            continue
        is_limit = one.figure.force is Force.AT_LEAST and _is_of_a_year(one)
        said = _is_said_to_be_least(one)
        named = _named_last(case, one, rows) if is_limit or said else []
        like = [
            [entry for entry in row if entry.dimension is one.figure.dimension] for row in named
        ]
        like = [row for row in like if row and not _prints_elsewhere(row, one.figure)]
        like = [_of_its_size(one, _for_new_mines(one, row)) for row in like]
        if not like or not _is_near(one, like[0][0], rows) or _fits(one, like, is_least=said):
            continue
        yield _finding(one, like[0])


def is_a_least_size(entry: Entry) -> bool:
    """What new mines must have, not what is mined; a table of the sizes may have output too."""
    if OF_LEAST.search(entry.head):
        return True
    is_of_sizes = OF_LEAST.search(plain(entry.cell.table.caption)) is not None
    return is_of_sizes and BROUGHT_OUT.search(entry.head) is None


def _for_new_mines(one: Stated, row: list[Entry]) -> list[Entry]:
    """新建铜矿山不低于30万吨/年: of a row that has columns for 新建 and 改扩建, the first."""
    clause = re.split("[，。;]", one.sentence.text[: one.figure.start])[-1]
    new = [entry for entry in row if IS_NEW.search(entry.head) and not REBUILT.search(entry.head)]
    is_divided = any(REBUILT.search(entry.head) for entry in row)
    is_new = IS_NEW.search(clause) is not None and not REBUILT.search(clause)
    return new if new and is_divided and is_new else row


def _of_its_size(one: Stated, row: list[Entry]) -> list[Entry]:
    """小型萤石矿山不得低于3万吨/年: of a row that has columns for the sizes, that of 小型."""
    clause = re.split("[，。;]", one.sentence.text[: one.figure.start])[-1]
    said = {size for size in ("大型", "中型", "小型") if size in clause}
    of_size = [entry for entry in row if len(said) == 1 and next(iter(said)) in entry.head]
    return of_size or row


def _prints_elsewhere(row: list[Entry], figure: Figure) -> bool:
    """A cell of the row has the number below a head that is not read: 小型（最低）."""
    table = row[0].cell.table
    cells = table.rows[row[0].cell.row]
    heads = [*map(plain, table.rows[0]), *([""] * len(cells))]
    is_read = any(entry.amount == figure.amount for entry in row)
    return not is_read and any(
        plain(cell).strip() == f"{figure.value:f}" and not OF_TIME.search(head)
        for cell, head in zip(cells, heads, strict=False)
    )


def _is_of_a_year(one: Stated) -> bool:
    """A size, not an amount: 10万吨/年, 年产10万吨, 规模10万吨."""
    text = one.sentence.text[: one.figure.start]
    return bool(one.figure.rate) or re.search("年产|规模|能力", text) is not None


def _is_said_to_be_least(one: Stated) -> bool:
    """起点为1万吨/年, 最低规模为10万吨/年: its clause or one before says so, no more."""
    text = one.sentence.text[: one.figure.start]
    is_size = bool(one.figure.rate) or SIZE_BEFORE.search(text) is not None
    if one.figure.force is not Force.EXACT or not is_size or not SAID_LEAST.search(text):
        return False
    clause = bare_mineral(re.split("[，、。;:]", text)[-1])
    return NOTHING_ELSE.sub("", MINERAL.sub("", clause)) == ""


def _fits(one: Stated, rows: list[list[Entry]], *, is_least: bool) -> bool:
    clause = re.split("[，。;]", one.sentence.text[: one.figure.start])[-1]
    name = rows[0][0].cell.table.name
    # 应达到专栏5的要求，其中岩金不小于3万吨/年: what the table asks for, told again.
    is_least |= re.search(f"{re.escape(name)}的?(?:要求|规定|标准)", one.sentence.text) is not None
    if is_least and not OF_SIZE.search(clause):
        return any(one.figure.amount == min(e.amount for e in row) for row in rows)
    return any(entry.amount == one.figure.amount for row in rows for entry in row)


def _rows(case: Case) -> list[list[Entry]]:
    """The rows of tables that set least sizes for minerals."""
    rows: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries_in(case):
        table = entry.cell.table
        if entry.dimension not in SIZES or entry.is_total:
            continue
        heads = "".join(plain(cell) for cell in table.rows[0])
        caption = plain(table.caption)
        if OF_LEAST.search(caption + heads) or ("规模" in caption and OF_NEW.search(caption)):
            rows.setdefault((id(table), entry.cell.row), []).append(entry)
    return list(rows.values())


def _is_near(one: Stated, entry: Entry, rows: list[list[Entry]]) -> bool:
    """The table is named, stands in the same part, or is the only one and least sizes are told."""
    table, text = entry.cell.table, one.sentence.text
    is_only = len({id(row[0].cell.table) for row in rows}) == 1
    is_told = re.search("新建|新设|新立|准入|最低|起点", text[: one.figure.start]) is not None
    return is_at_hand(one.sentence, table) or (is_only and is_told and _is_of_a_year(one))


def _named_last(case: Case, one: Stated, rows: list[list[Entry]]) -> list[list[Entry]]:
    """The rows of the mineral that is named last before the figure; the longest of such names.

    Of several rows of one mineral that name a method, those of the method that is told.
    """
    said = bare_mineral(context_of(case, one).said)
    placed = [(_end_of_name(said, row[0]), len(_mineral_of(row[0])), row) for row in rows]
    last = max((place[:2] for place in placed if place[0]), default=None)
    named = [row for *place, row in placed if last is not None and tuple(place) == last]
    words = [row for row in named if _method_of(row[0]) and _method_of(row[0]) in said]
    return words or named


BEFORE_NAME = re.compile(
    "(?:[大中小]型|露天|地下|井工|储量|矿床|规模|新建|新设|新立|改建|扩建|其中|即|分别|依次|[有的和及与为对将])+$"
)
METHOD = re.compile("露天|地下|井工|井下|坑采|水采|旱采|干采")


def _method_of(entry: Entry) -> str:
    found = METHOD.search("，".join(entry.row))
    return found[0] if found else ""


def _mineral_of(entry: Entry) -> str:
    """The row's mineral without its 矿 and what stands in brackets.

    磷(露天开采), 磷矿 and 磷矿山 are all 磷.
    """
    words = [bare_mineral(re.sub(r"\([^()]*\)", "", word)) for word in names_of_row(entry)]
    return next((word for word in words if word and (len(word) > 1 or is_name(word))), "")


def bare_mineral(words: str) -> str:
    """The words without the 矿 of 铁矿, 铅锌矿石.

    >>> bare_mineral("新建铅锌矿不低于"), bare_mineral("矿山企业"), bare_mineral("硫铁矿石")
    ('新建铅锌不低于', '矿山企业', '硫铁')
    """
    return re.sub(r"(?<=[一-鿿])矿(?:石|床)?(?![山种产业权区点])", "", words)


KIND_OF = re.compile("^(?:隐?晶质|普通|天然|优质)")


def _end_of_name(said: str, entry: Entry) -> int:
    """Where the row's name ends in the clause of the figure, 0 if it is not of it."""
    mineral = _mineral_of(entry)
    place = said.rfind(mineral) if mineral else -1
    if place < 0 and (short := KIND_OF.sub("", mineral)) != mineral and len(short) > 1:
        mineral, place = short, said.rfind(short)  # 石墨矿不低于, of the row 晶质石墨
    if place < 0 or (len(mineral) == 1 and re.search("[一-鿿]$", _before_name(said, place))):
        return 0
    end = place + len(mineral)
    is_else = ELSE_BEGINS.search(said[end:]) or ANOTHER_NEW.search(said[end:])
    return 0 if is_else else end


def _before_name(said: str, place: int) -> str:
    """What a name of one sign is the end of: 硫铁 is no 铁; 新建铁 and 其中铁 are."""
    return BEFORE_NAME.sub("", said[:place])


def _finding(one: Stated, entries: list[Entry]) -> Finding:
    figure = one.figure
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        "文中下限 {printed}，{table}“{row}”一行没有这个数",
        "the text's limit is {printed}; the row “{row}” of {table} has no such number",
        [one.sentence.reading(figure), *(entry.cell.reading for entry in entries)],
        printed=f"{figure.printed}{figure.rate}",
        table=entries[0].cell.table.name,
        row=entries[0].row[0],
    )


def least_sizes_agree_with_tables(case: Case) -> Iterator[Finding]:
    """不低于6万立方米/年 in the text, 5万立方米/年 in a row of its table."""
    cells = list(_least_cells(case))
    for stated in stated_in(case) if cells else ():
        figure, label = stated.figure, stated.label
        if figure.force is not Force.AT_LEAST or not (figure.rate or "年" in label):
            continue
        for cell, printed in cells:
            is_of_clause = cell.table.clause == stated.sentence.clause
            if isinstance(printed, Entry):
                is_named = is_of_clause or names_the_table(stated.sentence.text, cell.table.name)
                if not is_named or not OF_ALL.fullmatch(label) or _is_of_one_mineral(stated):
                    continue
            elif not is_of_clause or not figure.rate or _is_of_one_mineral(stated):
                continue
            if printed.dimension is figure.dimension and printed.amount < figure.amount:
                yield _below(stated, cell)


def _is_of_one_mineral(one: Stated) -> bool:
    """煤矿采用地下开采，新建规模不得低于45万吨/年: of coal, though another clause names it."""
    start = start_of(one.sentence.text, one.figure.start, "。;")
    head = one.sentence.text[start : one.figure.start]
    return MINERAL.search(re.sub("砂石", "", head)) is not None or ROCKS.search(head) is not None


def _least_cells(case: Case) -> Iterator[tuple[Cell, Figure | Entry]]:
    """The cells below a head of least sizes that print their unit, or whose head does."""
    for grid in grids(case.tables):
        for column, head in enumerate(grid.heads):
            for cell in grid.column(column) if LEAST.search(head) else ():
                yield from ((cell, printed) for printed in figures_in(plain(cell.text)))
    for entry in entries_in(case):
        if OF_LEAST.search(entry.head) and not entry.is_total and entry.amount:
            yield entry.cell, entry


def _below(stated: Stated, cell: Cell) -> Finding:
    figure = stated.figure
    return error(
        Kind.TEXT_AND_TABLE,
        cell.where,
        "表中 {cell} 低于文中规定的 {printed}",
        "the table's {cell} is below the {printed} of the text",
        [cell.reading, stated.sentence.reading(figure)],
        cell=cell.text.strip(),
        printed=f"{figure.printed}{figure.rate}",
    )
