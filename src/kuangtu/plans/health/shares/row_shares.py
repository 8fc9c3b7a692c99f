# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shares of the prose that a row of a table has in its column. 正文比例与表中各行。

铁矿石产量占全县矿石产量的22.7%: the row 铁 in the column 产量, of what the column makes in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Figure, plain
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.shares import told_shares
from kuangtu.plans.health.types import Finding, Kind, Reading

MEASURES = re.compile("产值|产量|资源储量|资源量|储量|面积|投资|资金|收入|能力|规模|人数|从业人员")
COUNTED = re.compile("矿山数|采矿权数|探矿权数|数量|个数|[个处座家]数")
PIECES = re.compile("矿山|采矿权|探矿权|数量|个数|总数|矿区|企业")
NEVER = re.compile("率|%|占|比例|品位|年限|平均|人均|增")
SMALL = re.compile("(?:用灰岩|用石料|矿石|矿山|矿|类)$")
ELSEWHERE = re.compile("全国|全省|全市|全州|自治区|世界|新增|20[0-9][0-9]年.*20[0-9][0-9]年")
SEVERAL = re.compile(r"[两二三四五六七八九十\d]+[区处家大]|其中|前[两三四五]")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
GOAL = re.compile("到20|力争|目标|规划期末|提高|控制在|预计|将|拟|计划")
SIZES = ("大型", "中型", "小型")
MEASURE = 2  # signs that no more than a measure has
NEAR = Decimal("0.05")
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class RowShare:
    """What a row has of its column. 一行之占比。"""

    part: Decimal
    whole: Decimal
    readings: tuple[Reading, ...]

    @property
    def percent(self) -> Decimal:
        return 100 * self.part / self.whole

    def is_given_by(self, share: Figure) -> bool:
        return abs(self.percent - share.amount) <= share.step * Decimal("0.51")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows, what each is called and the years it is of. 表与表行。"""

    grid: Grid
    years: frozenset[str]
    rest: tuple[Row, ...]
    totals: tuple[Row, ...]
    names: tuple[str, ...]  # of the rest


def shares_of_rows_fit(case: Case) -> Iterator[Finding]:
    """铁矿石产量占全县矿石产量的22.7%: the row 铁 in its column; told where a slip explains it."""
    for told in told_shares(case):
        claim = told.claim
        words = _words(claim)
        if told.fitting or told.wrong or not _is_of_a_table(claim) or SEVERAL.search(words):
            continue
        if ELSEWHERE.search(words.replace(case.own_level or "!", "")):
            continue
        head = claim.sentence.text[: claim.share.start]
        tables = [table for table in _tables(case) if _is_of_the_time(case, table, head)]
        rows = [one for table in tables for one in _rows(table, words)]
        most = max((rank for _, rank in rows), default=0)
        named = [share for share, rank in rows if rank == most > 0]
        if any(share.is_given_by(claim.share) for share, _ in rows):
            continue
        if named and len({one.percent for one in named}) == 1 and _is_a_slip(claim, named[0]):
            yield _finding(claim, named[0])


def _is_of_a_table(claim: Claim) -> bool:
    """Its own clause says what it is of, and no figure of the prose does."""
    is_told = bool(claim.base or claim.part)
    return is_told and not claim.share.said and claim.base_figure is None


@once
def _tables(case: Case) -> tuple[Table, ...]:
    return tuple(map(_table, grids(case.tables)))


def _table(grid: Grid) -> Table:
    body = list(grid.body)
    rest = tuple(row for row in body if not grid.is_total(row))
    totals = tuple(row for row in body if grid.is_total(row))
    years = {*YEAR.findall(plain(grid.table.caption)), *YEAR.findall(" ".join(grid.heads))}
    return Table(grid, frozenset(years), rest, totals, tuple(_name(grid, row) for row in rest))


def _is_of_the_time(case: Case, table: Table, head: str) -> bool:
    """The words are of no other year than the table, and of no goal."""
    own, told = table.years, set(YEAR.findall(head))
    is_now = not GOAL.search(head) or str(case.base_year) in own & told
    return is_now and (not told or not own or bool(told & own))


def _words(claim: Claim) -> str:
    """The clause of the share, and the one before it where that has no figure of its own."""
    text = claim.sentence.text
    start = start_of(text, claim.share.start, "。;")
    clauses = re.split("，", text[start : claim.share.start])
    before = clauses[-2] if len(clauses) > 1 and not re.search(r"\d", clauses[-2]) else ""
    return f"{before}，{clauses[-1]}"


def _rows(table: Table, words: str) -> Iterator[tuple[RowShare, int]]:
    """The shares of every row that the words speak of, and how surely they name the column."""
    grid, rest, totals = table.grid, table.rest, table.totals
    if len(rest) < 2:
        return
    yield from _sized(grid, totals[-1] if totals else None, words)
    spoken = [row for n, row in enumerate(rest) if _is_spoken_of(table.names, n, words)]
    for row in spoken:
        for column in grid.numeric:
            head = grid.heads[column]
            cell = row[column]
            whole = _whole(totals, rest, column)
            if column in grid.shares or NEVER.search(head) or cell is None or not whole:
                continue
            if cell.number is not None and 0 < cell.number < whole[0]:
                share = RowShare(cell.number, whole[0], (cell.reading, *whole[1]))
                yield share, _names(words, head) if len(spoken) == 1 else 0


def _whole(
    totals: Sequence[Row], rest: Sequence[Row], column: int
) -> tuple[Decimal, tuple[Reading, ...]] | None:
    """What the column makes in all: as its total says, else as its rows add up."""
    if totals:
        cell = totals[-1][column]
        return (cell.number, (cell.reading,)) if cell is not None and cell.number else None
    numbers = [cell.number for row in rest if (cell := row[column]) is not None and cell.number]
    return (sum(numbers, Decimal(0)), ()) if len(numbers) == len(rest) else None


def _is_spoken_of(names: Sequence[str], number: int, words: str) -> bool:
    """By its name, or by so much of it as no other row has: 铁矿石, 建筑石料矿山."""
    name = names[number]
    if not name or "、" in name:
        return False
    if len(name) == 1:
        return f"{name}矿" in words or f"{name}炭" in words
    if name in words:
        return True
    short = SMALL.sub("", name)
    others = [one for n, one in enumerate(names) if n != number]
    return len(short) > 3 and short in words and not any(one.startswith(short) for one in others)


def _name(grid: Grid, row: Row) -> str:
    cells = [cell for n, cell in enumerate(row) if cell is not None and n not in grid.numeric]
    names = [plain(cell.text).strip() for cell in cells]
    names = [re.sub(r"\(.*?\)", "", one) for one in names if not re.fullmatch(r"[\d\W]*", one)]
    return names[0] if names else ""


def _names(words: str, head: str) -> int:
    """2 for the very head, 1 for its measure, or for pieces where the words tell of them."""
    bare = re.sub(r"\(.*?\)", "", head)
    if len(bare) > MEASURE and bare in words:
        return 2
    told, own = set(MEASURES.findall(words)), set(MEASURES.findall(bare))
    if own:
        return int(told == own)
    return int(not told and bool(COUNTED.search(bare)) and bool(PIECES.search(words)))


def _sized(grid: Grid, total: Row | None, words: str) -> Iterator[tuple[RowShare, int]]:
    """大中型矿山比例: the columns of sizes, in the row of the total."""
    sizes = [size for size in SIZES if size in words or (size != "小型" and "大中型" in words)]
    heads = {re.sub(r"\(.*?\)|矿山|数量?", "", head): n for n, head in enumerate(grid.heads)}
    if total is None or not sizes or not set(SIZES) <= set(heads) or MEASURES.search(words):
        return
    cells = {size: total[heads[size]] for size in SIZES}
    numbers = {size: cell.number for size, cell in cells.items() if cell is not None}
    if len(numbers) < len(SIZES) or None in numbers.values():
        return
    known = {size: number or Decimal(0) for size, number in numbers.items()}
    whole = sum(known.values(), Decimal(0))
    part = sum((known[size] for size in sizes), Decimal(0))
    readings = tuple(cell.reading for cell in cells.values() if cell is not None)
    if 0 < part < whole:
        yield RowShare(part, whole, readings), int(bool(re.search("矿山|采矿权", words)))


def _is_a_slip(claim: Claim, right: RowShare) -> bool:
    share = claim.share
    exact = share.in_its_unit(right.percent)
    is_near = abs(exact - share.value) <= NEAR * max(exact, share.value)
    return is_near or slip_between(share.value, exact) is not Slip.NONE


def _finding(claim: Claim, right: RowShare) -> Finding:
    share = claim.share
    computed = f"{shown(share.in_its_unit(right.percent))}%"
    return error(
        Kind.SHARE,
        claim.sentence.around(share),
        "按表中数值，{part} 占 {whole} 为 {right}，文中印作 {share}",
        "by the table {part} of {whole} is {right}; {share} is printed",
        [claim.sentence.reading(share), *right.readings],
        computed,
        part=shown(right.part),
        whole=shown(right.whole),
        right=computed,
        share=share.printed,
    )
