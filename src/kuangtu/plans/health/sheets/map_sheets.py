# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Map sheets: how many, whether they make a block, where they lie. 图幅。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kuangtu.core.errors import Invalid
from kuangtu.geo.sheets import Scale, Sheet
from kuangtu.plans.health.making import doubt, error, graded, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import Dimension, figures_in, plain
from kuangtu.plans.health.sheets.sheet_groups import (
    ENDS,
    LATITUDES,
    LONGITUDES,
    SHEET,
    box_of_the_county,
    degrees,
    groups_in,
)
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

SCALES = {
    "1∶100万": Scale.MILLION,
    "1∶50万": Scale.HALF_MILLION,
    "1∶25万": Scale.QUARTER_MILLION,
    "1∶10万": Scale.HUNDRED_THOUSAND,
    "1∶5万": Scale.FIFTY_THOUSAND,
    "1∶2.5万": Scale.TWENTY_FIVE_THOUSAND,
    "1∶1万": Scale.TEN_THOUSAND,
}
SCALE = re.compile(r"1[∶:](\d+(?:\.\d+)?)万")


def sheets_are_numbers(case: Case) -> Iterator[Finding]:
    """Every sheet number is one of GB/T 13989."""
    for words, where in case.texts:
        for number in SHEET.findall(plain(words)):
            try:
                Sheet.parse(number)
            except Invalid as refusal:
                yield error(
                    Kind.MAP_SHEET,
                    where,
                    "{reason}",
                    "{reason}",
                    [Reading(number, where)],
                    reason=refusal.problems[0].text,
                )


COMPOSED = re.compile(r"等[^，。；]{0,8}?幅[^，。；]{0,14}组成")  # 由甲、乙等2幅图组成: these two


def sheets_are_as_many_as_stated(case: Case) -> Iterator[Finding]:
    """四幅 are four, all of the scale that is told, each named once."""
    for group in groups_in(case):
        stated = group.stated
        is_open = "等" in group.words and not COMPOSED.search(group.words)
        is_open |= ENDS.search(group.words) is not None or SOME.search(group.before) is not None
        together = sum(
            len(one.numbers) for one in groups_in(case) if one.where.line == group.where.line
        )
        if stated not in {None, len(group.numbers), together} and not is_open:
            yield error(
                Kind.COUNT_AND_LIST,
                group.where,
                "称 {stated} 幅，列出 {count} 幅",
                "{stated} sheets are said, {count} are named",
                [Reading(one, group.where) for one in group.numbers],
                str(len(group.numbers)),
                stated=stated,
                count=len(group.numbers),
            )
        twice = sorted({one for one in group.numbers if group.numbers.count(one) > 1})
        for number in twice:
            yield error(
                Kind.MAP_SHEET,
                group.where,
                "图幅 {number} 列了两次",
                "sheet {number} is named twice",
                [Reading(number, group.where)],
                number=number,
            )
        scales = {one[0].replace(":", "∶") for one in SCALE.finditer(group.words)}
        told = {SCALES[one] for one in scales if one in SCALES}
        odd = [one for one in group.sheets if told and one.scale not in told]
        if odd:
            yield error(
                Kind.MAP_SHEET,
                group.where,
                "图幅 {number} 的比例尺是 {scale}，与所称 {told} 不符",
                "sheet {number} is of the scale {scale}, not {told}",
                [Reading(one.number, group.where) for one in odd],
                odd[0].scale.label,
                number=odd[0].number,
                scale=odd[0].scale.label,
                told="、".join(sorted(scales)),
            )


SOME = re.compile(
    "其中[^，。;]{0,10}(?:位于|属于|完整|的有)|主体|代表"
)  # 12个图幅，其中主体位于本县的有…
LEFT = re.compile("空白|尚未|未完成|未开展|未覆盖|剩余|其余")


def sheets_make_a_block(case: Case) -> Iterator[Finding]:
    """The sheets of one project lie side by side and make a rectangle."""
    for group in groups_in(case):
        sheets = list(dict.fromkeys(group.sheets))
        if len(sheets) < 2 or len({one.scale for one in sheets}) > 1:
            continue
        if LEFT.search(group.words) or SOME.search(group.before) or ENDS.search(group.words):
            continue  # what is left, some of many, or the first and the last: they need be no block
        is_joined, is_full = _is_joined(sheets), _is_rectangle(sheets)
        if is_joined and (is_full or len(sheets) not in {4, 6, 8, 9, 12, 16}):
            continue
        shape = (
            ("不相连", "do not touch each other")
            if not is_joined
            else ("相连但不成矩形", "touch but make no rectangle")
        )
        yield graded(
            Grade.ERROR if not is_joined else Grade.DOUBT,
            Kind.MAP_SHEET,
            group.where,
            "{count} 幅图{zh}，不成一块：{numbers}",
            "the {count} sheets {en} and form no block: {numbers}",
            [Reading(one, group.where) for one in group.numbers],
            count=len(sheets),
            zh=shape[0],
            en=shape[1],
            numbers="、".join(group.numbers),
        )


def _is_joined(sheets: Sequence[Sheet]) -> bool:
    """Every sheet can be reached from the first over common sides."""
    left = set(sheets[1:])
    reached = [sheets[0]]
    while reached:
        one = reached.pop()
        near = {other for way, other in one.neighbors.items() if len(way) == 1} & left
        left -= near
        reached += near
    return not left


def _is_rectangle(sheets: Sequence[Sheet]) -> bool:
    rows, columns = {one.south for one in sheets}, {one.west for one in sheets}
    height, width = sheets[0].scale.height, sheets[0].scale.width
    return (
        len(rows) * len(columns) == len(sheets)
        and max(rows) - min(rows) == height * (len(rows) - 1)
        and max(columns) - min(columns) == width * (len(columns) - 1)
    )


# A block for prospecting is smaller than a sheet: several lie in one.


def sheets_lie_in_the_county(case: Case) -> Iterator[Finding]:
    """Each sheet reaches into the county: its outline, or the degrees that the text gives."""
    import shapely  # noqa: PLC0415 - late: a folder without sheets needs no geometry library

    bounds = box_of_the_county(case)
    box = None if bounds is None else shapely.box(*bounds)
    area = case.outline if case.outline is not None else box
    if area is None:
        return
    for group in groups_in(case):
        outside = [one for one in group.sheets if not area.intersects(one.polygon())]
        if outside:
            yield error(
                Kind.MAP_SHEET,
                group.where,
                "图幅 {numbers} 不在{county}范围内",
                "sheet {numbers} lies outside {county}",
                [Reading(one.number, group.where) for one in outside],
                numbers="、".join(one.number for one in outside),
                county=case.county_name or "县域",
            )


def degrees_run_forwards(case: Case) -> Iterator[Finding]:
    """The degrees that bound the county grow, and have no more than 59 minutes."""
    for words, where in case.texts:
        text = plain(words)
        for pattern in (LATITUDES, LONGITUDES):
            for found in pattern.finditer(text):
                low, high = degrees(found)
                minutes = [one for n, one in enumerate(found.groups()) if n % 3 and one]
                if low < high and all(int(one) < 60 for one in minutes):
                    continue
                yield error(
                    Kind.CELL,
                    replace(where, words=words[found.start() : found.end()]),
                    "经纬度范围 {printed} 不成立",
                    "the range of degrees {printed} cannot be",
                    [Reading(found[0], where)],
                    printed=found[0],
                )


SURVEYED = re.compile("区域地质|区调|矿产调查|矿产地质|地质测量|填图")
# …M52E017007，两行两列连片，面积约1347平方千米: of the sheets just named, not of the county's part.
BEHIND_THEM = re.compile(
    r"E\d{6}(?!幅?[内中])(?!.*(?:县[域境]?内|境内|有效|实际|其中|平方千米|公顷)).*，(?:调查|总)?面积(?:合计|共|约|为)*$"
)
OF_SHEETS = re.compile("图幅(?:总|合计)?面积(?:总计|合计|共|约|为)*$")


def areas_fit_the_sheets(case: Case) -> Iterator[Finding]:
    """The area surveyed is about that of the sheets."""
    for group in groups_in(case):
        sheets = set(group.sheets)
        if len(sheets) != len(group.numbers):
            continue
        covered = sum((_km2(one) for one in sheets), Decimal(0))
        for figure in figures_in(group.row_words):
            if figure.dimension is not Dimension.AREA:
                continue
            head = group.row_words[max(0, figure.start - 14) : figure.start]
            before = group.row_words[: figure.start]
            is_told = (SURVEYED if group.where.row else OF_SHEETS).search(head)
            if not (is_told or (not group.where.row and BEHIND_THEM.search(before))):
                continue
            ratio = figure.amount / 1_000_000 / covered
            if Decimal("0.85") <= ratio <= Decimal("1.15"):
                continue
            yield doubt(
                Kind.MAP_SHEET,
                group.where,
                "{count} 幅图约 {covered} 平方千米，印作 {printed}",
                "{count} sheets cover about {covered} km²; {printed} is printed",
                [Reading(figure.printed, group.where)],
                f"{shown(covered.quantize(Decimal(1)))}平方千米",
                count=len(sheets),
                covered=shown(covered.quantize(Decimal(1))),
                printed=figure.printed,
            )
            break


def _km2(sheet: Sheet) -> Decimal:
    """The area of a sheet on the ellipsoid, in km², to a per cent of one."""
    # Late: a folder without sheets needs no geometry library.
    from kuangtu.geo.area import ring_area_m2  # noqa: PLC0415

    west, south, east, north = sheet.bounds
    area = ring_area_m2([(west, south), (east, south), (east, north), (west, north)])
    return Decimal(str(round(area / 1e6, 2)))
