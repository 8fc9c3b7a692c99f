# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Cells that are empty, zero or odd; serial numbers; sizes out of order. 单元格。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.making import doubt, error, note
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import SERIAL, Cell, Grid, grids, is_mark, number_of
from kuangtu.plans.health.reading.quantities import UNITS, plain
from kuangtu.plans.health.types import Finding, Kind, Where
from kuangtu.plans.health.words.scale_columns import SIZES, holds_least_sizes, size_columns
from kuangtu.plans.health.words.unit_cells import is_some_unit, unit_columns
from kuangtu.plans.health.words.zeros import is_rate_of_nothing, is_zero_meant

# Columns in which nothing means something is missing, and zero means something odd.
MEASURED = re.compile(
    r"规模|年限|面积|经费|投资|储量|资源量|产值|产量|目标|品位|价|指标|产能|能力|金额|资金|费用"
)
LEAST_SIZES = re.compile("(?:最低|最小|准入)[^，。]{0,6}规模")
OF_SIZES = re.compile("(?:吨|立方米|方)/[年日a]")
OF_COUNTS = re.compile(r"数量|个数|统计|分布|\(个\)|\(处\)|\(座\)|\(家\)")
RANGE = re.compile(r"[\d.]+\s*[～~—–-]+\s*[\d.]+")
PAIR = re.compile(r"[\d.]+(?:[/／][\d.]+|[/／][-－—]|[-－—][/／][\d.]+)+")
WITH_UNIT = re.compile(
    rf"[约≥≤><＞＜]?\s*[\d.,]+\s*(?:万|亿|千)?(?:{'|'.join(map(re.escape, UNITS))})?(?:/[年日])?"
)
# What stands for a number that is still to come, or is lost.
STAND_IN = re.compile(r"[?？#*×xXoO〇□]+|[lI]|#?N/?A|TBD|#[A-Z/0]+[!?]?|待[定补核填查]|XX+|缺|空")
BAD_GROUPS = re.compile(r"\d,\d{1,2}(?!\d)")
LOOK_ALIKE = re.compile(r"[OoIlＯ〇]")


def empty_cells(case: Case) -> Iterator[Finding]:
    """A blank in a column of numbers."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            cells = grid.column(column)
            run: list[Cell] = []
            for cell in [*cells, None]:
                if cell is not None and not cell.text.strip() and _is_body(grid, cell):
                    run.append(cell)
                    continue
                if run and len(run) * 2 < len(cells):
                    yield _empty(grid, column, run)
                run = []


def _is_body(grid: Grid, cell: Cell) -> bool:
    """Not the row of a group's name, which has no numbers at all, nor a total."""
    row = grid.rows[cell.row]
    if grid.is_total(row):
        return False  # what cannot be added up has no total
    if row[0] is not None and not row[0].text.strip():
        return False  # the corners of a block below the first: its name and area stand once
    others = [row[n] for n in grid.numeric]
    if len(grid.numeric) == 1:
        said = sum(other is not None and bool(other.text.strip()) for other in row)
        return said > 2 or (said == 2 and len(row) - said < 3)
    return any(other is not None and other.text.strip() for other in others)


def _empty(grid: Grid, column: int, run: Sequence[Cell]) -> Finding:
    labels = [grid.label(grid.rows[cell.row]) for cell in run]
    named = labels[0] if len(run) == 1 else f"{labels[0]}—{labels[-1]}"
    return note(
        Kind.CELL,
        run[0].where if run[0].text else _named(run[0], named),
        "“{label}”的“{head}”空白（{count} 格），未说明是没有还是漏填",
        "“{head}” of “{label}” is blank ({count} cells); whether there is none or it was left out "
        "is not said",
        [cell.reading for cell in run[:6]],
        label=named,
        head=grid.heads[column],
        count=len(run),
    )


def _named(cell: Cell, words: str) -> Where:
    where = cell.where
    return Where(words, where.clause, where.line, where.table, where.row, where.column)


def zero_cells(case: Case) -> Iterator[Finding]:
    """A zero where a size, an area or a sum of money should stand."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            if column in grid.shares or not _is_measured(grid, column):
                continue
            numbers = [cell for cell in grid.column(column) if cell.number is not None]
            zeros = [cell for cell in numbers if cell.number == 0 and not _is_added(grid, cell)]
            zeros = [cell for cell in zeros if not is_zero_meant(case, grid, column, cell)]
            zeros = [cell for cell in zeros if not is_rate_of_nothing(grid, column, cell)]
            if not zeros or len(zeros) * 3 > len(numbers):
                continue
            for cell in zeros:
                label = grid.label(grid.rows[cell.row])
                yield doubt(
                    Kind.CELL,
                    cell.where,
                    "“{label}”的“{head}”印作 {printed}：是没有、不限还是漏填，文中没有说明",
                    "“{head}” of “{label}” is printed as {printed}: none, no limit or left out, "
                    "the text does not say",
                    [cell.reading],
                    label=label,
                    head=grid.heads[column],
                    printed=cell.text.strip(),
                )


MONEY = re.compile("资金|投资|财政|经费|自筹|投入|概算|金额")


def _is_added(grid: Grid, cell: Cell) -> bool:
    """The zero is a part of its row's sum of money: none of it, as the row adds up."""
    row = grid.rows[cell.row]
    if not MONEY.search(grid.table.caption + "".join(grid.heads)):
        return False
    numbers = [one.number for n in grid.numeric if (one := row[n]) is not None and one.number]
    return any(
        total == sum(numbers[at + 1 : end], Decimal(0)) or total == sum(numbers[end:at], Decimal(0))
        for at, total in enumerate(numbers)
        for end in range(len(numbers) + 1)
    )


def _is_measured(grid: Grid, column: int) -> bool:
    head = grid.heads[column]
    if any(size in head for size in SIZES):
        return holds_least_sizes(grid)
    is_least = LEAST_SIZES.search(plain(grid.table.caption)) and OF_SIZES.search(head)
    return bool(MEASURED.search(head) or is_least) and not OF_COUNTS.search(head)


def odd_cells(case: Case) -> Iterator[Finding]:
    """A cell among numbers that is none: a letter for a digit, two points."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            for cell in grid.column(column):
                bare = plain(cell.text).strip()
                if not bare or cell.number is not None or is_mark(bare):
                    continue
                if not STAND_IN.fullmatch(bare) and _is_some_number(bare):
                    continue
                yield doubt(
                    Kind.CELL,
                    cell.where,
                    "“{head}”一列是数值，此格印作“{printed}”，不是数",
                    "the column “{head}” holds numbers; “{printed}” is none",
                    [cell.reading],
                    head=grid.heads[column],
                    printed=cell.text,
                )


def _is_some_number(bare: str) -> bool:
    """A range, a pair, an amount with its unit, or words.

    >>> [_is_some_number(one) for one in ("15/3", "约12.5万吨", "32(480)", "12,5", "1.2.3")]
    [True, True, True, False, False]
    """
    if not re.search(r"\d", bare):
        return True
    if BAD_GROUPS.search(bare):
        return False
    if number_of(re.sub(r"^[〔\[(]|[〕\])]$|\([^()]*\)$|[*①-⑳注]+$", "", bare)) is not None:
        return True
    if any(pattern.fullmatch(bare) for pattern in (RANGE, PAIR, WITH_UNIT)):
        return bare.count(".") <= 1 or bool(RANGE.fullmatch(bare) or PAIR.fullmatch(bare))
    without = re.sub(r"\(.*?\)", "", bare)
    if LOOK_ALIKE.search(without) and re.fullmatch(r"[\dOoIl.,]+", without):
        return False
    return bool(re.search("[一-鿿]", bare))


MAY_FALL = re.compile(
    "增|减|变化|差|净|盈|亏|标高|高程|海拔|温|深|率|幅|余|升|降|利润|[比较](?:20|上)|±"
)


def negative_cells(case: Case) -> Iterator[Finding]:
    """One area, output or count below zero, in a column that tells of no change."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            below = [one for one in grid.column(column) if (one.number or 0) < 0]
            words = grid.table.caption + grid.heads[column]
            if len(below) != 1 or MAY_FALL.search(words):
                continue
            label = grid.label(grid.rows[below[0].row])
            if not MAY_FALL.search(label):
                yield doubt(
                    Kind.CELL,
                    below[0].where,
                    "“{label}”的“{head}”印作 {printed}，小于零",
                    "“{head}” of “{label}” is printed as {printed}, below zero",
                    [below[0].reading],
                    label=label,
                    head=grid.heads[column],
                    printed=below[0].text.strip(),
                )


def numbers_out_of_shape(case: Case) -> Iterator[Finding]:
    """Letters for digits and doubled points anywhere in the prose: 3O处, 12..5, 1.2.5万吨."""
    for sentence in case.sentences:
        for found in re.finditer(
            r"\d+\.\.\d+|(?<![\d.])\d+\.\d+\.\d+(?=\s*(?:万|亿|%|平方|公顷|吨|元))|\d,\d{1,2}(?=[万亿元吨%])"
            r"|(?<![A-Za-z])\d+[OolI]\d*(?=个|处|座|万|亿|%|种|吨|人)",
            sentence.text,
        ):
            yield doubt(
                Kind.CELL,
                sentence.where(found.start(), found.end() + 4),
                "“{printed}”不是数",
                "“{printed}” is no number",
                printed=found[0],
            )


def serial_numbers(case: Case) -> Iterator[Finding]:
    """序号 1, 2, 3 … and codes CS01, CS02 … without a gap and without repetition."""
    for grid in grids(case.tables):
        column = next((n for n in (0, 1) if n < grid.width and SERIAL.search(grid.heads[n])), None)
        if column is None:
            continue
        cells = [cell for cell in grid.column(column) if cell.text.strip()]
        found = [re.fullmatch(r"([^\d]*?)(\d{1,4})", plain(cell.text).strip()) for cell in cells]
        pairs = [(cell, one[1], int(one[2])) for cell, one in zip(cells, found, strict=True) if one]
        if len(pairs) < 3 or len(pairs) * 5 < len(cells) * 4:
            continue
        if sum(one[1:] == other[1:] for one, other in pairwise(pairs)) > 1:
            continue  # KT-1, KT-1, KT-1, KT-1, KT-2, …: the corners of blocks
        for (_, head, number), (cell, other, after) in pairwise(pairs):
            if head == other and after not in {number + 1, 1}:
                yield doubt(
                    Kind.CELL,
                    cell.where,
                    "{head}由 {before} 到 {after}，不连续",
                    "{head} goes from {before} to {after}",
                    [cell.reading],
                    head=grid.heads[column],
                    before=f"{head}{number}",
                    after=cell.text.strip(),
                )


def sizes_are_in_order(case: Case) -> Iterator[Finding]:
    """No medium above large, no small above medium; where most rows differ, no sizes are meant."""
    for grid in grids(case.tables):
        columns = size_columns(grid)
        if not columns or not holds_least_sizes(grid):
            continue
        rows = [[row[n] for n in columns] for row in grid.body]
        found = [
            (larger, smaller)
            for row in rows
            for larger, smaller in pairwise(row)
            if larger is not None and smaller is not None and _is_reversed(larger, smaller)
        ]
        if len({smaller.row for _, smaller in found}) * 2 <= len(rows):
            yield from (_reversed(grid, larger, smaller) for larger, smaller in found)


def _reversed(grid: Grid, larger: Cell, smaller: Cell) -> Finding:
    return error(
        Kind.CELL,
        smaller.where,
        "“{label}”{small_head} {small} 不小于{large_head} {large}",
        "“{label}”: {small_head} {small} is not less than {large_head} {large}",
        [larger.reading, smaller.reading],
        label=grid.label(grid.rows[smaller.row]),
        small_head=grid.heads[smaller.column] if smaller.column < grid.width else "",
        small=smaller.text,
        large_head=grid.heads[larger.column] if larger.column < grid.width else "",
        large=larger.text,
    )


def _is_reversed(larger: Cell, smaller: Cell) -> bool:
    pairs = zip(_numbers(larger.text), _numbers(smaller.text), strict=False)
    return any(one is not None and two is not None and two > one for one, two in pairs)


def _numbers(words: str) -> list[Decimal | None]:
    return [number_of(one) for one in re.split("[/／]", words)] if not is_mark(words) else []


def closing_signs(case: Case) -> Iterator[Finding]:
    """A cell that ends in 、 or ，, and the one cell of a column that ends in 。."""
    for grid in grids(case.tables):
        for column in range(grid.width):
            cells = [cell for cell in grid.column(column) if cell.text.strip()]
            for cell in cells:
                if re.search(r"[、，,;；]$|[、，,]{2}|^[、，,]", cell.text.strip()):
                    yield note(
                        Kind.MARK,
                        cell.where,
                        "格内列举的标点多余：“{words}”",
                        "a sign too many in the list of the cell: “{words}”",
                        [cell.reading],
                        words=cell.text.strip()[-12:],
                    )
            ended = [cell for cell in cells if cell.text.strip().endswith("。")]
            if len(ended) == 1 and len(cells) >= 4:
                yield note(
                    Kind.MARK,
                    ended[0].where,
                    "同列各格都没有句号，只有此格以句号结尾",
                    "only this cell of its column ends in a full stop",
                    [ended[0].reading],
                )


def names_stand_once(case: Case) -> Iterator[Finding]:
    """The same name in two rows of one table."""
    for grid in grids(case.tables):
        for column, head in enumerate(grid.heads):
            if not re.search("(?<!矿产)名称|项目名", head) or re.search(
                "主要|主攻|所在|所属", head
            ):
                continue
            if any(re.search("名称|区名", other) for other in grid.heads[column + 1 :]):
                continue  # 分区类型 beside 名称: the class of what is named behind it
            cells = [cell for cell in grid.column(column) if cell.text.strip()]
            counted = Counter(cell.text.strip() for cell in cells)
            for words, count in counted.items():
                same = [cell for cell in cells if cell.text.strip() == words]
                if count == 2 and len(words) > 3 and not _are_apart(grid, column, same):
                    yield doubt(
                        Kind.NAME,
                        same[1].where,
                        "“{words}”在同一表中列了 {count} 次",
                        "“{words}” stands in {count} rows of one table",
                        [cell.reading for cell in same],
                        words=words,
                        count=count,
                    )


def _are_apart(grid: Grid, column: int, cells: Sequence[Cell]) -> bool:
    """A column before it names each row, or most of the column's words stand in several rows."""
    rows = [grid.rows[cell.row] for cell in cells]
    for other in range(column):
        if SERIAL.search(grid.heads[other]) or other in grid.numeric:
            continue
        words = [cell.text.strip() for row in rows if (cell := row[other]) is not None]
        if len(set(words)) == len(rows):
            return True
    return False


def units_are_known(case: Case) -> Iterator[Finding]:
    """The cells of a column of units are units."""
    for grid in grids(case.tables):
        for column in unit_columns(grid):
            for cell in grid.column(column):
                if not cell.text.strip() or is_mark(cell.text) or is_some_unit(cell.text):
                    continue
                yield doubt(
                    Kind.VOCABULARY,
                    cell.where,
                    "“{printed}”不是计量单位",
                    "“{printed}” is no unit",
                    [cell.reading],
                    printed=cell.text,
                )
