# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Ranges of degrees, rows and totals that a text gives for its map sheets. 图幅的范围与合计。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of, plain
from kuangtu.plans.health.sheets.sheet_groups import (
    COUNT,
    DEGREES,
    ENDS,
    LIES,
    OF_A_PIECE,
    SHEET,
    TO,
    Box,
    Group,
    box_in,
    box_of_the_county,
    degrees,
    groups_in,
)
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

SIDE_BY_SIDE = re.compile(
    "(?<![东西南北][、和及与])(东西|南北)(?:方向|向)?(?:相邻|相连|相接|毗邻|并列)"
)
SIDE_BEFORE = re.compile(  # 东西相邻的2个1∶5万图幅，即
    rf"{SIDE_BY_SIDE.pattern}的?(?:两|二|2)个?(?:1∶[\d.]+万)?(?:标准|国际)*(?:图)?幅?[，,:(]*(?:分别)?[即为是]?$"
)
ROWS_AND_COLUMNS = re.compile(rf"({HAN_NUMBER}|\d+)行({HAN_NUMBER}|\d+)列")
RANGE = re.compile(f"{DEGREES}{TO}{DEGREES}")
POINT = re.compile(rf"(?:东经|E)?\s*{DEGREES}\s*E?\s*[，,、;]?\s*(?:北纬|N)?\s*{DEGREES}(?!{TO})")
TOTAL = re.compile(rf"(?:共|共计|合计|总计|涉及|计)(?:涉及|安排|包括|为)*{COUNT}")
MOST = 4  # lists of one text that are taken together
NEAR = 1e-6  # degrees: a third of a second is 1e-4


def ranges_are_those_of_the_sheets(case: Case) -> Iterator[Finding]:
    """北纬25°20′～25°40′ of sheets that end at 25°30′."""
    for group in groups_in(case):
        box = None if group.where.row else box_in(group.words)
        if box is None or "等" in group.words or _is_said_to_differ(box, group.bounds):
            continue
        if _is_of_several(case, group, box) or ENDS.search(group.words):
            continue
        if LIES.search(group.words) and not OF_A_PIECE.search(group.words):
            continue  # where the county lies, and then which sheets it reaches into
        sheets = _shown(group.bounds)
        yield error(
            Kind.MAP_SHEET,
            group.where,
            "所印范围 {printed} 与图幅 {numbers} 的范围 {sheets} 不符",
            "the range {printed} is not that of the sheets {numbers}, which is {sheets}",
            [Reading(one, group.where) for one in group.numbers],
            sheets,
            printed=_shown(box),
            numbers="、".join(group.numbers),
            sheets=sheets,
        )


def _is_of_several(case: Case, group: Group, box: Box) -> bool:
    """北组为甲、乙，南组为丙、丁，总体范围为; 西起甲，东至乙: the extent of lists together."""
    all_of = groups_in(case)
    at = all_of.index(group)
    for first in range(max(0, at - MOST), at):
        lists = all_of[first : at + 1]
        if len({one.where.line for one in lists}) > 1:
            continue
        west, south, east, north = zip(*(one.bounds for one in lists), strict=True)
        bounds = min(west), min(south), max(east), max(north)
        if all(abs(one - other) < NEAR for one, other in zip(box, bounds, strict=True)):
            return True
    return False


def _is_said_to_differ(box: Box, bounds: Box) -> bool:
    """It lies within the sheets with neither of its ranges theirs, or is theirs."""
    same = [abs(one - other) < NEAR for one, other in zip(box, bounds, strict=True)]
    is_inside = (
        box[0] > bounds[0] - NEAR
        and box[1] > bounds[1] - NEAR
        and box[2] < bounds[2] + NEAR
        and box[3] < bounds[3] + NEAR
    )
    return all(same) or (is_inside and sum(same) < 3)


def _shown(box: Box) -> str:
    west, south, east, north = (_in_minutes(one) for one in box)
    if west == east and south == north:
        return f"东经{west}、北纬{south}"
    return f"{west}～{east}、{south}～{north}"


def _in_minutes(value: float) -> str:
    """A number of degrees as it is printed, to a second.

    >>> _in_minutes(25.5), _in_minutes(102.625)
    ('25°30′', '102°37′30″')
    """
    seconds = round(value * 3600)
    shown = f"{seconds // 3600}°{seconds // 60 % 60:02d}′"
    return f"{shown}{seconds % 60:02d}″" if seconds % 60 else shown


# 与已完成的两幅拼成, 六幅组成
TOGETHER = re.compile(r"[与同和](?:已|上|前|原)[^，。;]*|[一二三四五六七八九十\d]+幅[^，。;]{0,4}$")
OF_SOME = re.compile("[前后][两二三四]幅|第[一二三四]幅")  # 前两幅东西相邻，第三幅在第一幅之南


def sheets_lie_as_they_are_said_to(case: Case) -> Iterator[Finding]:
    """东西相邻 of two sheets one above the other; 两行两列 of four that are not."""
    for group in groups_in(case):
        rows = len({one.south for one in group.sheets})
        columns = len({one.west for one in group.sheets})
        before = group.words[: group.words.find(group.numbers[0])]
        side = SIDE_BY_SIDE.search(group.after) or SIDE_BEFORE.search(before)
        block = ROWS_AND_COLUMNS.search(group.after)
        wrong = None
        is_block = block and (count_of(block[1]), count_of(block[2])) == (rows, columns)
        if block is not None and not is_block:
            wrong = block[0]
        elif side is not None and not is_block and (rows if side[1] == "东西" else columns) > 1:
            wrong = side[0]
        if wrong is None or len(group.sheets) < 2 or OF_SOME.search(group.after):
            continue
        if block is not None and TOGETHER.search(group.after[: block.start()]):
            continue
        yield error(
            Kind.MAP_SHEET,
            group.where,
            "称“{wrong}”，图幅 {numbers} 却是 {rows} 行 {columns} 列",
            "“{wrong}” is said of the sheets {numbers}, which lie in {rows} rows and "
            "{columns} columns",
            [Reading(one, group.where) for one in group.numbers],
            f"{rows}行{columns}列",
            wrong=wrong,
            numbers="、".join(group.numbers),
            rows=rows,
            columns=columns,
        )


def totals_of_sheets_fit(case: Case) -> Iterator[Finding]:
    """三个项目共涉及9个图幅, where they name eight."""
    groups = [one for one in groups_in(case) if not one.where.row]
    for sentence in case.sentences:
        found = None if SHEET.search(sentence.text) else TOTAL.search(sentence.text)
        named = _told_of(sentence, groups) if found is not None else []
        if found is None or len(named) < 2:
            continue
        if any(ENDS.search(group.words) for group in named):
            continue
        numbers = [number for group in named for number in group.numbers]
        sums = {len(numbers), len(set(numbers))}
        if count_of(found[1]) in sums:
            continue
        where = sentence.where(max(0, found.start() - 8), found.end() + 4)
        yield error(
            Kind.COUNT_AND_LIST,
            where,
            "称共 {stated} 幅图，各处列出 {count} 幅",
            "{stated} sheets are said in all; {count} are named",
            [Reading(found[0], where), *(Reading(number, where) for number in numbers)],
            str(len(set(numbers))),
            stated=count_of(found[1]),
            count=len(set(numbers)),
        )


def _told_of(sentence: Sentence, groups: Sequence[Group]) -> list[Group]:
    """The lists of the sentence's paragraph, else those that follow it in its part."""
    same = [one for one in groups if one.where.line == sentence.line]
    if same:
        return same if "等" not in "".join(one.words for one in same) else []
    after = [one for one in groups if (one.where.line or 0) > sentence.line]
    return [one for one in after if one.where.clause.startswith(sentence.clause)]


def blocks_lie_in_their_sheets(case: Case) -> Iterator[Finding]:
    """A block whose degrees a table prints touches the sheet beside it, and the county."""
    county = box_of_the_county(case)
    for grid in grids(case.tables):
        east, north = _column(grid, "经"), _column(grid, "纬")
        if east is None or north is None or east == north:
            continue
        sheets = {
            group.where.row: group
            for group in groups_in(case)
            if group.where.table == grid.table.name
        }
        for row in grid.body:
            cells = row[east], row[north]
            if cells[0] is None or cells[1] is None:
                continue
            yield from _block(cells[0], cells[1], sheets.get(cells[0].row + 1), county)


def centres_lie_in_their_sheets(case: Case) -> Iterator[Finding]:
    """东经112°52′，北纬34°07′ beside a sheet, or in a county, that ends before it."""
    county = box_of_the_county(case)
    groups = {(one.where.table, one.where.row): one for one in groups_in(case) if one.where.row}
    for words, where in case.texts:
        text = plain(words)
        for east, north in points_in(text):
            group = groups.get((where.table, where.row)) if where.row else None
            bounds = county if group is None or "等" in group.words else group.bounds
            if bounds is None or RANGE.search(text):
                continue
            point = (east, north, east, north)
            if not _holds(bounds, east, north):
                sheet = "" if group is None else "、".join(group.numbers)
                yield _outside(where, point, sheet, bounds, [Reading(words[:60], where)])


def points_in(text: str) -> Iterator[tuple[float, float]]:
    """The points that a text prints, longitude first.

    >>> list(points_in("中心点东经111°30′，北纬34°15′")), list(points_in("101°30′E，28°15′N"))
    ([(111.5, 34.25)], [(101.5, 28.25)])
    """
    for found in POINT.finditer(text):
        numbers = [int(one or 0) for one in found.groups()]
        values = [
            sum(one / size for one, size in zip(numbers[at : at + 3], (1, 60, 3600), strict=True))
            for at in (0, 3)
        ]
        yield values[0], values[1]


def _column(grid: Grid, sign: str) -> int | None:
    return next((n for n, head in enumerate(grid.heads) if sign in head), None)


def _block(east: Cell, north: Cell, group: Group | None, county: Box | None) -> Iterator[Finding]:
    across, along = _span(east), _span(north)
    if across is None or along is None:
        return
    (west, right), (south, top) = across, along
    readings = [east.reading, north.reading]
    for cell, low, high in ((east, west, right), (north, south, top)):
        if low >= high and RANGE.search(plain(cell.text)):
            yield error(
                Kind.CELL,
                cell.where,
                "经纬度范围 {printed} 不成立",
                "the range of degrees {printed} cannot be",
                [cell.reading],
                printed=cell.text.strip(),
            )
            return
    box = (west, south, right, top)
    if group is not None and "等" not in group.words and not _meet(box, group.bounds):
        yield _outside(east.where, box, "、".join(group.numbers), group.bounds, readings)
    elif county is not None and not _meet(box, county):
        yield _outside(east.where, box, "", county, readings)


def _span(cell: Cell) -> tuple[float, float] | None:
    """Both ends of the degrees in a cell; of a single place twice the same."""
    text = plain(cell.text).strip()
    if (found := RANGE.search(text)) is not None:
        return degrees(found)
    if (single := re.fullmatch(rf"[东北]?[经纬]?{DEGREES}", text)) is None:
        return None
    parts = (int(one or 0) for one in single.groups())
    value = sum(one / size for one, size in zip(parts, (1, 60, 3600), strict=True))
    return value, value


def _outside(
    where: Where, box: Box, sheet: str, bounds: Box, readings: Sequence[Reading]
) -> Finding:
    return doubt(
        Kind.MAP_SHEET,
        where,
        "{printed} 不在{zh}范围 {bounds} 之内",
        "{printed} does not lie in {en}, {bounds}",
        readings,
        printed=_shown(box),
        zh=f"图幅 {sheet} 的" if sheet else "县域",
        en=f"sheet {sheet}" if sheet else "the county",
        bounds=_shown(bounds),
    )


def _holds(box: Box, east: float, north: float) -> bool:
    """The point lies in the box or on its edge."""
    west, south, right, top = box
    return west - NEAR <= east <= right + NEAR and south - NEAR <= north <= top + NEAR


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] - NEAR
        and other[0] < one[2] - NEAR
        and one[1] < other[3] - NEAR
        and other[1] < one[3] - NEAR
    )
