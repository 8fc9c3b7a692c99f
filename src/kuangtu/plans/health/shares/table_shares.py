# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Percentages, growth and differences in tables. 表内比例与增幅。

Which column a percentage is of is found out by trying: a base holds where most rows agree with it,
and the rows that do not are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.making import error, graded, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import step_of
from kuangtu.plans.health.tables.row_balances import flow_of
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

GROWTH_HEAD = re.compile(r"增长率|增速|增幅|年均增长|年均增速|增长\(?%|同比|增长")
CHANGE_HEAD = re.compile(
    r"^(?:[一-鿿]年|[较比]20\d\d年)?(?:净?增加|新增|增减|增量|变化|差额|增加量|减少|增加值\(个\))"
)
AREA_HEAD = re.compile(r"全县面积|县域面积|国土面积|辖区面积|总面积|全市面积|占全县")
YEAR_HEAD = re.compile(r"(20\d\d)年?")


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that a percentage may be: numbers and how they are read. 一种解释。"""

    words: str
    rows: tuple[tuple[Cell, Decimal, Decimal, tuple[Reading, ...]], ...]  # share, part, base
    half: Decimal = Decimal(0)  # how far the base may have been rounded


def shares_fit(case: Case) -> Iterator[Finding]:
    """The percentages of a column, each of the base that the others show."""
    for grid in grids(case.tables):
        for column in grid.shares:
            if GROWTH_HEAD.search(grid.heads[column]):
                continue
            yield from _above_a_hundred(grid, column)
            trials = [trial for trial in _trials(case, grid, column) if len(trial.rows) >= 2]
            best = max(trials, key=_fits, default=None)
            if best is None or not _holds(best):
                continue
            for share, part, base, readings in best.rows:
                yield from _judged(share, part, base, readings, best.half)


def _fits(trial: Trial) -> tuple[int, int]:
    good = sum(_grade(share, part, base, trial.half) is None for share, part, base, _ in trial.rows)
    return good, -len(trial.rows)


def _holds(trial: Trial) -> bool:
    good, total = _fits(trial)[0], len(trial.rows)
    if trial.words == "unknown":
        return total >= 5 and good * 4 >= total * 3
    return (good >= 2 and good * 2 > total) or (total == 2 and good == 1)


def _trials(case: Case, grid: Grid, column: int) -> Iterator[Trial]:
    others = [n for n in grid.numeric if n not in grid.shares]
    body = list(grid.body)
    area = case.county_area_km2
    for part in others:
        if area is not None and AREA_HEAD.search(grid.heads[column]):
            known = case.county_area
            reading = () if known is None else (known[1].reading(known[0]),)
            scale = _scale(grid.heads[part])
            half = Decimal(0) if known is None else known[0].step / 2 / scale
            trial = _constant(
                "area", body, column, part, area * 1_000_000 / scale, readings=reading
            )
            yield replace(trial, half=half)
        yield from _hundreds(body, column, part)
        yield from _totals(grid, body, column, part)
        for base in others:
            if base != part:
                yield _of_columns(body, column, part, base)


def _hundreds(body: Sequence[tuple[Cell | None, ...]], column: int, part: int) -> Iterator[Trial]:
    """A row of 100 % names the base itself."""
    for row in body:
        share, amount = row[column], row[part]
        if share is not None and amount is not None and share.number == 100 and amount.number:
            trial = _constant(
                "hundred", body, column, part, amount.number, readings=(amount.reading,)
            )
            yield replace(trial, rows=tuple(one for one in trial.rows if one[0] is not share))


def _scale(head: str) -> Decimal:
    for words, scale in (
        ("万公顷", 10**8),
        ("公顷", 10**4),
        ("hm", 10**4),
        ("万亩", 6_666_667),
        ("万平方", 10**10),
    ):
        if words in head:
            return Decimal(scale)
    return Decimal(1_000_000)


def _constant(
    words: str,
    body: Sequence[tuple[Cell | None, ...]],
    column: int,
    part: int,
    base: Decimal,
    *,
    readings: tuple[Reading, ...],
) -> Trial:
    rows = [
        (share, amount.number, base, (amount.reading, *readings))
        for row in body
        if (share := row[column]) is not None
        and (amount := row[part]) is not None
        and share.number is not None
        and amount.number is not None
    ]
    return Trial(words, tuple((s, a, b, r) for s, a, b, r in rows if a is not None and b > 0))


def _totals(
    grid: Grid, body: Sequence[tuple[Cell | None, ...]], column: int, part: int
) -> Iterator[Trial]:
    totals = [row[part] for row in body if grid.is_total(row)]
    rest = [row for row in body if not grid.is_total(row)]
    for total in totals:
        if total is not None and total.number:
            yield _constant("total", body, column, part, total.number, readings=(total.reading,))
    amount = sum(
        (
            cell.number
            for row in rest
            if (cell := row[part]) is not None and cell.number is not None
        ),
        Decimal(0),
    )
    if amount > 0 and not totals:
        yield _constant("sum", rest, column, part, amount, readings=())


def _of_columns(
    body: Sequence[tuple[Cell | None, ...]], column: int, part: int, base: int
) -> Trial:
    rows = []
    for row in body:
        share, amount, whole = row[column], row[part], row[base]
        if share is None or amount is None or whole is None:
            continue
        if share.number is None or amount.number is None or not whole.number:
            continue
        rows.append((share, amount.number, whole.number, (amount.reading, whole.reading)))
    return Trial("column", tuple(rows))


def _grade(share: Cell, part: Decimal, base: Decimal, half: Decimal = Decimal(0)) -> Grade | None:
    printed = share.number or Decimal(0)
    step = step_of(printed)
    right = 100 * part / base
    room = 100 * (_half(part) + (half or _half(base)) * part / base) / base
    if abs(right - printed) <= step / 2 + room:
        return None
    return Grade.NOTE if abs(right - printed) <= step + room else Grade.ERROR


def _half(number: Decimal) -> Decimal:
    """Half of the last digit of a broken number; whole numbers are taken for counted."""
    step = step_of(number)
    return step / 2 if step < 1 else Decimal(0)


def _judged(
    share: Cell,
    part: Decimal,
    base: Decimal,
    readings: tuple[Reading, ...],
    half: Decimal,
) -> Iterator[Finding]:
    grade = _grade(share, part, base, half)
    if grade is None:
        return
    right = (100 * part / base).quantize(step_of(share.number or Decimal(0)))
    kind = Kind.PART_ABOVE_WHOLE if part > base and (share.number or 0) <= 100 else Kind.SHARE
    yield graded(
        grade,
        kind,
        share.where,
        "{part} 占 {base} 为 {right}%，表中印作 {share}",
        "{part} of {base} is {right}%; the table prints {share}",
        [share.reading, *readings],
        f"{right}%",
        part=shown(part),
        base=shown(base),
        right=right,
        share=share.text.strip(),
    )


def _above_a_hundred(grid: Grid, column: int) -> Iterator[Finding]:
    if not re.search("占|回采率|回收率|利用率|覆盖率|比重", grid.heads[column]):
        return
    for cell in grid.column(column):
        if cell.number is not None and cell.number > 100:
            yield error(
                Kind.PART_ABOVE_WHOLE,
                cell.where,
                "占比 {share} 超过 100%",
                "a share of {share} is more than the whole",
                [cell.reading],
                share=cell.text,
            )


def areas_fit_the_county(case: Case) -> Iterator[Finding]:
    """No area in a table is larger than the county."""
    area = case.county_area_km2
    known = case.county_area
    if area is None or known is None:
        return
    for grid in grids(case.tables):
        for column in grid.numeric:
            head = grid.heads[column]
            if not re.search(r"面积|km2|km²|平方千米|平方公里", head) or column in grid.shares:
                continue
            limit = (area + known[0].step / 1_000_000) * 1_000_000 / _scale(head)
            for cell in grid.column(column):
                if cell.number is not None and cell.number > limit:
                    yield error(
                        Kind.PART_ABOVE_WHOLE,
                        cell.where,
                        "面积 {part} 大于全县面积 {whole}",
                        "an area of {part} is more than the county's {whole}",
                        [cell.reading, known[1].reading(known[0])],
                        part=cell.text,
                        whole=known[0].printed,
                    )


def growth_fits(case: Case) -> Iterator[Finding]:
    """Growth columns against the years' values; columns of changes against both ends."""
    for grid in grids(case.tables):
        years = [
            (int(found[1]), column)
            for column in range(grid.width)
            if (found := YEAR_HEAD.search(grid.heads[column]))
            and _has_numbers(grid, column)
            and not AGAINST_YEAR.match(grid.heads[column])
        ]
        every = years
        for column in range(grid.width):
            head = grid.heads[column]
            years = _of_one_measure(grid, every, head)
            if len({year for year, _ in years}) < len(years):
                continue  # 2025年产能, 2025年产量: of one year
            is_rate = GROWTH_HEAD.search(head) is not None and not YEAR_HEAD.search(head)
            is_rate = is_rate or ("%" in head and _tells_the_change(grid, head))
            if len(years) == 2 and is_rate:
                yield from _between_years(grid, column, sorted(years), is_mean="年均" in head)
            elif len(years) == 2 and _tells_the_change(grid, head):
                yield from _changes(grid, column, sorted(years))
            elif column in grid.numeric and GROWTH_HEAD.search(head):
                yield from _down_the_years(grid, column)


def _has_numbers(grid: Grid, column: int) -> bool:
    """Also where some cells are limits: ≤22, 828.0, 73.00."""
    numbers = [cell for cell in grid.column(column) if cell.number is not None]
    return column not in grid.shares and len(numbers) > 1


def _of_one_measure(grid: Grid, years: list[tuple[int, int]], of: str) -> list[tuple[int, int]]:
    """2020年产量, 2025年产量 and 2025年采矿权: the two that are of one thing, or of the head's."""
    by_words: dict[str, list[tuple[int, int]]] = {}
    for year, column in years:
        words = YEAR_HEAD.sub("", re.sub(r"\(.*?\)", "", grid.heads[column]))
        by_words.setdefault(words, []).append((year, column))
    pairs = [several for several in by_words.values() if len(several) == 2]
    named = [two for words, two in by_words.items() if words and words in of and len(two) == 2]
    if len(named) == 1:
        return named[0]  # 开采量年均增长 beside the mines and the output of two years
    return pairs[0] if len(pairs) == 1 and len(years) > 2 else years


AGAINST_YEAR = re.compile(r"[较比]20\d\d年")  # 较2020年增加: by how much, not what there was
GROSS = re.compile("新增|增加")
COME = re.compile("新[设建立增]|增加")
GONE = re.compile("消耗|动用|减少|核减|退出|注销|关闭")


def _tells_the_change(grid: Grid, head: str) -> bool:
    """五年新增 beside 五年消耗 is what came alone, not by how much there is more."""
    is_gross = GROSS.search(head) and any(map(GONE.search, grid.heads))
    is_gross = is_gross or (GONE.search(head) and any(map(COME.search, grid.heads)))
    is_change = CHANGE_HEAD.search(head) is not None and not is_gross
    return is_change and flow_of(grid) is None


def _between_years(
    grid: Grid, column: int, years: Sequence[tuple[int, int]], *, is_mean: bool
) -> Iterator[Finding]:
    (first, before), (last, after) = years
    for row in grid.body:
        cell, old, new = row[column], row[before], row[after]
        if cell is None or old is None or new is None or not old.number:
            continue
        if cell.number is None or new.number is None or cell is old or cell is new:
            continue
        ratio = float(new.number / old.number)
        grown = ratio ** (1 / (last - first)) - 1 if is_mean and ratio > 0 else ratio - 1
        yield from _growth(cell, Decimal(str(round(grown * 100, 6))), [old.reading, new.reading])


def _down_the_years(grid: Grid, column: int) -> Iterator[Finding]:
    """2016, 2017, 2018 … one below the other."""
    rows = [row for row in grid.body if _year(row) is not None]
    if len(rows) < 3:
        return
    for values in (n for n in grid.numeric if n != column and n not in grid.shares):
        results = []
        for above, row in pairwise(rows):
            cell, old, new = row[column], above[values], row[values]
            if cell is None or old is None or new is None or not old.number:
                continue
            if cell.number is None or new.number is None or _year(row) != (_year(above) or 0) + 1:
                continue
            grown = 100 * (new.number / old.number - 1)
            results.append(list(_growth(cell, grown, [old.reading, new.reading])))
        wrong = [one for one in results if one]
        if results and len(wrong) * 2 < len(results):
            for one in wrong:
                yield from one
            return


def _year(row: Sequence[Cell | None]) -> int | None:
    cell = row[0]
    found = re.fullmatch(r"(20\d\d)年?", cell.text.strip()) if cell is not None else None
    return int(found[1]) if found else None


def _growth(cell: Cell, grown: Decimal, readings: Sequence[Reading]) -> Iterator[Finding]:
    printed = cell.number or Decimal(0)
    step = step_of(printed)
    if abs(grown - printed) <= step * Decimal("0.55"):
        return
    right = grown.quantize(step)
    yield graded(
        Grade.NOTE if abs(grown - printed) <= step * Decimal("1.1") else Grade.ERROR,
        Kind.GROWTH,
        cell.where,
        "增幅印作 {printed}，按两端数值计算为 {right}%",
        "growth is printed as {printed}; the two values give {right}%",
        [cell.reading, *readings],
        f"{right}%",
        printed=cell.text,
        right=right,
    )


def _changes(grid: Grid, column: int, years: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    (_, before), (_, after) = years
    for row in grid.body:
        cell, old, new = row[column], row[before], row[after]
        if cell is None or old is None or new is None:
            continue
        if cell.number is None or old.number is None or new.number is None:
            continue
        right = new.number - old.number
        step = step_of(cell.number)
        is_rate = bool(old.number) and _is_rate(cell, old.number, new.number)
        if not is_rate and abs(abs(right) - abs(cell.number)) > (step if step < 1 else 0):
            yield error(
                Kind.GROWTH,
                cell.where,
                "“{head}”印作 {printed}，两端之差为 {right}",
                "“{head}” is printed as {printed}; the two ends differ by {right}",
                [cell.reading, old.reading, new.reading],
                shown(right),
                head=grid.heads[column],
                printed=cell.text,
                right=shown(right),
            )


def _is_rate(cell: Cell, old: Decimal, new: Decimal) -> bool:
    """12.4, 18.0, 45.2%: by how much of the first it grew, among rows that tell the difference."""
    printed = abs(cell.number or Decimal(0))
    return abs(abs(100 * (new / old - 1)) - printed) <= step_of(printed) * Decimal("0.55")
