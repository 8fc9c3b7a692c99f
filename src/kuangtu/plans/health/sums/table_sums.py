# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Totals of tables: rows and columns that do not add up. 表内合计。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kuangtu.codes.minerals import find_mineral
from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids, is_mark
from kuangtu.plans.health.reading.quantities import step_of
from kuangtu.plans.health.types import Finding, Grade, Kind

SUBTOTAL = re.compile(r"小计|合计$")
GRAND = re.compile(r"总计|合计|共计|全县|全市|全区|全州|全旗|全盟|总数|累计")
TOTAL_HEAD = re.compile(r"合计|总计|小计|共计|总数|总量|总值|总产值|总面积|^计$|总额|总投资|^累计")
NOT_ADDED = re.compile(
    r"率|年限|品位|平均|人均|年均|增长|增幅|增速|密度|规模|每|单位[投成造能]|单价|深度|年度|年份|占|%|比例|比重"
)
ENOUGH = 8  # digits that come out right
RATED = re.compile("率|%|比例|占比|比重|平均|人均")  # rows that nobody adds
COUNTED_ONCE = re.compile(
    "不(?:再|作)?(?:重复(?:计|累|统计)|累加|相加)|重[复叠](?:部分|面积)?(?:不|只|仅|扣除)|扣除重"
    "|[只仅]计一次|不[^，。;]{0,4}计入(?:合计|总计|小计)"
)
OF_WHICH = re.compile(r"^其中|^#|^——|^\s*其中")
NO_ROW = re.compile(
    r"平均|人均|年均|同比|占比|比重|比例|增[长幅速]|(?:率|%|\(%\))$"
)  # 2018—2020年平均
LESS = re.compile("扣除|去重|净|不重复|重叠|不含|不计")
WHOLE_UNITS = re.compile(r"个|处|家|座|宗|人|种|幅|数量|数目")

Row = tuple[Cell | None, ...]
Summed = tuple[Cell, list[Cell]]


def rows_add_up(case: Case) -> Iterator[Finding]:
    """A row 合计 is the sum of the rows it closes, in one of the readings of the rows."""
    for grid in grids(case.tables):
        body = list(grid.body)
        added = [n for n in grid.numeric if _is_added(grid, n)]
        for position, row in enumerate(body):
            if grid.is_total(row):
                body[position] = _below_their_heads(row, grid.numeric)
                told = _total_row(grid, body, position, added)
                yield from (() if _is_counted_once(case, grid, row) else told)


def _is_counted_once(case: Case, grid: Grid, row: Row) -> bool:
    """甲矿区位于甲区内，面积不重复计入合计: rows overlap, and the text or the total says so."""
    if any(LESS.search(cell.text) for cell in row if cell is not None and cell.number is None):
        return True
    return any(
        COUNTED_ONCE.search(one.text)
        for one in case.sentences
        if one.clause == grid.table.clause and one.line > grid.table.line
    )


def _below_their_heads(row: Row, columns: Sequence[int]) -> Row:
    """The numbers of a total whose word reaches over several cells stand too far to the left."""
    numbers = [cell for cell in row if cell is not None and cell.number is not None]
    placed = [cell for n in columns if (cell := row[n]) is not None and cell.number is not None]
    if placed or len(numbers) != len(columns):
        return row
    moved = dict(zip(columns, numbers, strict=True))
    return tuple(moved.get(n, cell) for n, cell in enumerate(row))


def _is_added(grid: Grid, column: int) -> bool:
    head = re.sub(r"规模(?=\((?:公顷|亩|平方公里|平方千米)\))", "", grid.heads[column])
    return not NOT_ADDED.search(head) or (column in grid.shares and _is_hundred(grid, column))


def _is_hundred(grid: Grid, column: int) -> bool:
    """Shares are added where their total is the hundred, or where it says of what they are."""
    body = list(grid.body)
    closing = [n for n, row in enumerate(body) if grid.is_total(row)]
    totals = _numbers(body, closing, column)
    parts = _numbers(body, [n for n in range(len(body)) if n not in closing], column)
    if any(abs(cell.number - 100) < 1 for cell in totals if cell.number is not None):
        return True
    return "占" in grid.heads[column] and not _is_their_mean(totals, parts)


def _is_their_mean(totals: Sequence[Cell], parts: Sequence[Cell]) -> bool:
    """占可采量 74.2, 65.9, 65.2 and 69.8 in all: each of its own, and more than all they can be."""
    shares = [cell.number for cell in parts if cell.number is not None]
    means = [cell.number for cell in totals if cell.number is not None]
    return (
        len(means) == 1
        and len(shares) > 1
        and min(shares) < means[0] < max(shares)
        and sum(shares) > 101
    )


def _total_row(
    grid: Grid, body: Sequence[Row], position: int, columns: Sequence[int]
) -> Iterator[Finding]:
    """The reading that most columns agree with is the one that the others are held against."""
    readings = list(readings_of(grid, body, position))
    judged: dict[int, list[tuple[int, Grade | None, Finding | None]]] = {}
    for column in columns:
        total = body[position][column]
        if total is None or total.number is None:
            continue
        for number, rows in enumerate(readings):
            parts = _numbers(body, rows, column)
            if len(parts) >= 2 or (parts and len(rows) == 1 and parts[0].number == total.number):
                grade, _ = grade_of(total, parts, is_whole=_is_counted(grid, column))
                found = _judged(grid, column, total, parts, "column")
                judged.setdefault(column, []).append((number, grade, found))
    fits = Counter(n for tried in judged.values() for n, grade, _ in tried if grade is None)
    for tried in judged.values():
        if all(grade is not None for _, grade, _ in tried):
            _, _, told = max(tried, key=lambda one: (fits[one[0]], -one[0]))
            if told is not None:
                yield told


def _numbers(body: Sequence[Row], rows: Iterable[int], column: int) -> list[Cell]:
    cells = [body[n][column] for n in rows]
    return [cell for cell in cells if cell is not None and cell.number is not None]


def readings_of(grid: Grid, body: Sequence[Row], position: int) -> Iterator[tuple[int, ...]]:
    """Which rows a total may add, the likeliest first.

    Those since the last subtotal, or every subtotal with what follows the last one, or every row
    that is no total; where rows stand below a row that is their sum, without them.
    """
    totals = [n for n, row in enumerate(body) if grid.is_total(row)]
    plain_rows = [
        n for n in range(len(body)) if n not in totals and not _is_of_which(grid, body[n])
    ]
    if position == 0:
        chosen = [totals[1:]] if len(totals) > 1 else []
        chosen += [[n for n in plain_rows if n > 0], *_below(body, totals, plain_rows, position)]
    else:
        below = [n for n in totals if n < position]
        last = max(below, default=-1)
        since = [n for n in plain_rows if last < n < position]
        before = [n for n in plain_rows if n < position]
        with_subtotals = [*below, *since]
        own = _total_word(body[position]).endswith("小计")
        chosen = [since, with_subtotals] if own else [with_subtotals, since]
        chosen += [before, [*below[-1:], *since], *_below(body, totals, plain_rows, position)]
    seen = set()
    if "固体" in _total_word(body[position]):
        chosen = [[n for n in rows if _is_solid(grid, body[n])] for rows in chosen]
    for rows in (_of_its_kind(grid, body, position), _of_its_unit(grid, body, position), *chosen):
        for reading in (tuple(rows), _without_their_parts(grid, body, rows)):
            if reading and reading not in seen:
                seen.add(reading)
                yield reading


def _below(
    body: Sequence[Row], totals: Sequence[int], plain_rows: Sequence[int], position: int
) -> Iterator[list[int]]:
    """A subtotal that stands above its rows: those up to the next total, or all that follow."""
    end = next((n for n in totals if n > position), len(body))
    yield [n for n in plain_rows if position < n < end]  # one row alone may be all there is
    yield [n for n in plain_rows if n > position]


def _of_its_kind(grid: Grid, body: Sequence[Row], position: int) -> list[int]:
    """合计 of 铜 adds the rows of 铜: those that have the same word in a column of words."""
    total = body[position]
    found = []
    for column, cell in enumerate(total):
        if cell is None or column in grid.numeric or not cell.text.strip() or is_mark(cell.text):
            continue
        rows = [n for n, row in enumerate(body) if n != position and _has(row, column, cell.text)]
        if len(rows) > 1 and not any(grid.is_total(body[n]) for n in rows):
            found = rows
    return found


def _has(row: Row, column: int, words: str) -> bool:
    cell = row[column]
    return cell is not None and cell.text.strip() == words.strip()


def _without_their_parts(grid: Grid, body: Sequence[Row], rows: Sequence[int]) -> tuple[int, ...]:
    """The rows without those that stand below, or above, a row that is their sum."""
    kept = list(rows)
    for head in rows:
        place = kept.index(head) if head in kept else -1
        if place < 0:
            continue
        runs = [kept[place + 1 : place + 1 + n] for n in range(2, len(kept) - place)]
        runs += [kept[place - n : place] for n in range(2, place + 1)]
        parts = next((run for run in runs if _is_sum_of(grid, body, head, run)), [])
        if len(parts) < len(kept) - 1:
            kept = [n for n in kept if n not in parts]
    return tuple(kept)


def _is_sum_of(grid: Grid, body: Sequence[Row], head: int, run: Sequence[int]) -> bool:
    """In every column that has numbers in all of them, and in one at least."""
    columns = [
        n
        for n in grid.numeric
        if n not in grid.shares and _numbers(body, [head], n) and _numbers(body, run, n)
    ]
    return bool(columns) and all(
        _added(_numbers(body, [head], n)) == _added(_numbers(body, run, n)) for n in columns
    )


def _added(cells: Iterable[Cell]) -> Decimal:
    return sum((cell.number or Decimal(0) for cell in cells), Decimal(0))


def _of_its_unit(grid: Grid, body: Sequence[Row], position: int) -> list[int]:
    """固体矿产年产量合计, in 万吨, adds the rows right above it that are in 万吨."""
    column = next((n for n, head in enumerate(grid.heads) if head.endswith("单位")), None)
    own = body[position][column] if column is not None else None
    rows: list[int] = []
    for n in range(position - 1, -1, -1):
        if own is None or column is None or not _has(body[n], column, own.text):
            break
        rows.insert(0, n)
    return rows if len(rows) > 1 else []


def _is_solid(grid: Grid, row: Row) -> bool:
    """固体矿产小计 leaves out 地热 and 矿泉水; a row of what is no mineral stays."""
    mineral = find_mineral(grid.label(row))
    return mineral is None or mineral.is_solid


def _total_word(row: Row) -> str:
    words = [re.sub(r"[\s　:：]+", "", cell.text) for cell in row[:3] if cell is not None]
    return next((word for word in words if GRAND.search(word) or SUBTOTAL.search(word)), "")


def _is_of_which(grid: Grid, row: Row) -> bool:
    return bool(OF_WHICH.search(grid.label(row)) or NO_ROW.search(grid.label(row)))


def _judged(
    grid: Grid, column: int, total: Cell, parts: Sequence[Cell], along: str
) -> Finding | None:
    grade, amount = grade_of(total, parts, is_whole=_is_counted(grid, column))
    if grade is None:
        return None
    is_column = along == "column"
    return graded(
        grade,
        Kind.SUM,
        total.where,
        "{table}{head}印作 {total}，{which}相加为 {amount}",
        "{table}: {head} is printed as {total}, the {way} adds up to {amount}",
        [total.reading, *(part.reading for part in parts)],
        shown(amount),
        table=grid.table.name,
        head=f"“{grid.heads[column]}”",
        total=total.text.strip(),
        which="各行" if is_column else "各列",
        way="column" if is_column else "row",
        amount=shown(amount),
    )


def grade_of(total: Cell, parts: Sequence[Cell], *, is_whole: bool) -> tuple[Grade | None, Decimal]:
    """None where they add up; rounding of the last digit is a note."""
    numbers = [part.number or Decimal(0) for part in parts]
    amount = sum(numbers, Decimal(0))
    printed = total.number or Decimal(0)
    difference = abs(printed - amount)
    is_of_hundred = printed == 100 and len(parts) > 2  # shares, each rounded by itself
    step = max(step_of(number) for number in [printed, *numbers])
    if difference == 0:
        return None, amount
    if is_whole and step == 1:
        return Grade.ERROR, amount
    if difference <= step:
        return (None if difference <= step / 2 or is_of_hundred else Grade.NOTE), amount
    if is_of_hundred and difference <= step * (len(parts) + 1) / 2:
        return None, amount
    return (Grade.DOUBT if difference <= step * (len(parts) + 1) / 2 else Grade.ERROR), amount


def _is_counted(grid: Grid, column: int) -> bool:
    """Pieces are counted: a difference of one is no rounding."""
    words = grid.heads[column] + grid.table.unit
    if re.search(r"元|吨|米|面积|公顷|km|%|亩|m", words):
        return False
    return bool(WHOLE_UNITS.search(words + grid.table.caption))


def columns_add_up(case: Case) -> Iterator[Finding]:
    """A column is the sum of others in all rows but one or two: 合计, or any other column."""
    for grid in grids(case.tables):
        told: set[tuple[int, int]] = set()
        for column in grid.numeric:
            if column in grid.shares:
                continue
            for total, parts in _exceptions(grid, column):
                place = (total.row, total.column)
                cells = {(part.row, part.column) for part in parts} | {place}
                if not cells & told and (one := _judged(grid, column, total, parts, "row")):
                    told.add(place)
                    yield one


def _exceptions(grid: Grid, column: int) -> Iterator[tuple[Cell, list[Cell]]]:
    """The rows in which a column is not the sum that it is in the others."""
    usable = [n for n in grid.numeric if n not in grid.shares and n != column]
    beside: list[tuple[int, int, list[Summed]]] = []
    is_known = False
    for run in _candidates(grid, column, usable):
        rows = [row for row in grid.body if not RATED.search(grid.label(row))]
        found = [one for row in rows if (one := _summed(row, column, run)) is not None]
        wrong = sum(not _fits(grid, column, *one) for one in found)
        if wrong <= 1 + len(found) // 7 and _evidence(grid, found) >= ENOUGH:
            is_known = True
            yield from found
        elif _is_total_beside(grid, column, run):
            beside.append((len(found) - wrong, len(run), found))
    if beside and not is_known:
        fits, _, found = max(beside, key=lambda one: one[:2])
        wrong = len(found) - fits
        if fits >= max(1, wrong) and (wrong <= 1 or fits > 1):
            yield from found


def _summed(row: Row, column: int, run: Sequence[int]) -> Summed | None:
    """The total of a row and its parts, where all are there."""
    total, cells = row[column], [row[n] for n in run]
    parts = [cell for cell in cells if cell is not None]
    if total is None or total.number is None or len(parts) < len(run):
        return None
    is_known = all(cell.number is not None or is_mark(cell.text) for cell in parts)
    numbers = sum(cell.number is not None for cell in parts)
    is_known &= numbers > 1 or numbers == len(parts)  # of 14.6 and — nothing follows
    return (total, parts) if is_known else None


def _is_total_beside(grid: Grid, column: int, run: Sequence[int]) -> bool:
    """The column is headed 合计 and its parts end where other totals or rates begin."""
    if not TOTAL_HEAD.search(grid.heads[column]) or column not in {run[0] - 1, run[-1] + 1}:
        return False
    return not any(NOT_ADDED.search(grid.heads[n]) or TOTAL_HEAD.search(grid.heads[n]) for n in run)


def _fits(grid: Grid, column: int, total: Cell, parts: list[Cell]) -> bool:
    return grade_of(total, parts, is_whole=_is_counted(grid, column))[0] is not Grade.ERROR


def _evidence(grid: Grid, found: Sequence[Summed]) -> int:
    """How many digits of sums come out right, those of rows that are themselves sums not counted.

    A sum of one digit may be chance; eight digits are not.
    """
    digits = rows = 0
    for total, parts in found:
        row = grid.rows[total.row]
        is_plain = sum(bool(part.number) for part in parts) > 1 and not grid.is_total(row)
        if is_plain and _is_exact(total, parts):
            digits += len(str(total.number).replace(".", "").strip("0"))
            rows += 1
    return digits if rows > 2 else 0


def _is_exact(total: Cell, parts: Sequence[Cell]) -> bool:
    return total.number == _added(parts)


def _candidates(grid: Grid, column: int, usable: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Columns that may be the parts: any that stand in a row, or any two; all of one unit."""
    unit = grid.unit_of(column)
    like = [n for n in usable if grid.unit_of(n) == unit or not (unit and grid.unit_of(n))]
    runs = [
        tuple(range(first, last + 1))
        for first in like
        for last in like
        if first < last and all(n in like for n in range(first, last + 1))
    ]
    pairs = [pair for pair in combinations(like, 2) if pair[1] - pair[0] > 1]
    yield from [*runs, *pairs]
