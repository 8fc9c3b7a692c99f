# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many sheets a range of degrees, or rows and columns, hold. 范围与幅数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.core.errors import Invalid
from kuangtu.geo.sheets import Scale, Sheet
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import count_of
from kuangtu.plans.health.sheets.map_sheets import SCALE, SCALES
from kuangtu.plans.health.sheets.sheet_groups import (
    COUNT,
    LIES,
    NUMBER,
    Box,
    box_in,
    groups_in,
)
from kuangtu.plans.health.types import Finding, Kind, Reading

SHEETS = re.compile(rf"(?:{COUNT}|(?:标准)?图幅(?:共|为|有|数)*(?P<behind>\d+)[个幅])")
PARTS = re.compile("。|；|;")
VAGUE = re.compile("部分|左右|以上|余幅|大部|局部|其中[\\d一二两三四五六七八九十]|不足")
SPAN = r"自?第?0*(\d{1,3})(?:行|列|号)?[至到～—-]+第?0*(\d{1,3})"
ROWS = re.compile(rf"行号?(?:为|是)?{SPAN}")
COLUMNS = re.compile(rf"列号?(?:为|是)?{SPAN}")
NEAR = 1e-6
DEGREE = 3_600_000  # a scale measures its sheets in thousandths of a second


def ranges_hold_their_sheets(case: Case) -> Iterator[Finding]:
    """五幅 of a range of 30′ by 20′, which four sheets of 1∶5万 fill."""
    for sentence in case.sentences:
        start = 0
        for part in PARTS.split(sentence.text):
            yield from _range(case, sentence, part, start)
            start += len(part) + 1


def _range(case: Case, sentence: Sentence, part: str, start: int) -> Iterator[Finding]:
    box, counts = box_in(part), list(SHEETS.finditer(part))
    if box is None or len(counts) != 1 or VAGUE.search(part) or LIES.search(part):
        return
    scale = _scale_of(case, part)
    held = None if scale is None else _held(box, scale)
    told = _count(counts[0])
    if scale is None or held in {None, told} or _is_of_a_group(case, box, told):
        return
    at = start + counts[0].start()
    where = sentence.where(at, at + 40)
    yield error(
        Kind.MAP_SHEET,
        where,
        "称 {told} 幅，所印范围恰为 {held} 幅 {scale} 图",
        "{told} sheets are said; the range holds {held} sheets of {scale}",
        [Reading(counts[0][0], where)],
        str(held),
        told=told,
        held=held,
        scale=scale.label,
    )


def _is_of_a_group(case: Case, box: Box, told: int) -> bool:
    """So many sheets of the document have these bounds without filling them."""
    return any(
        len(set(group.sheets)) == told
        and all(abs(one - other) < NEAR for one, other in zip(group.bounds, box, strict=True))
        for group in groups_in(case)
    )


def _count(found: re.Match[str]) -> int:
    return count_of(found["behind"] or found[1])


def _scale_of(case: Case, part: str) -> Scale | None:
    """The scale that the words tell; else the one that all sheets of the document have."""
    told = {SCALES.get(one[0].replace(":", "∶")) for one in SCALE.finditer(part)}
    found = told or {sheet.scale for group in groups_in(case) for sheet in group.sheets}
    return next(iter(found)) if len(found) == 1 else None


def _held(box: Box, scale: Scale) -> int | None:
    """How many sheets fill the range; None for a range that does not end where sheets do."""
    west, south, east, north = box
    columns = [one * DEGREE / scale.width for one in (west, east)]
    rows = [one * DEGREE / scale.height for one in (south, north)]
    if any(abs(one - round(one)) > NEAR for one in (*columns, *rows)):
        return None
    return round(columns[1] - columns[0]) * round(rows[1] - rows[0])


OF_SOME = re.compile("其中|空白|完成|未|部署|安排|剩余|其余|已")
CORNERS = re.compile(
    rf"({NUMBER})\s*(?:一直|排|起)?[至到～—–-]+\s*({NUMBER})"
    rf"|[西左][北上]角[^。;]{{0,8}}?({NUMBER})[^。;]{{0,12}}?[东右][南下]角[^。;]{{0,8}}?({NUMBER})"
)


def corners_hold_their_sheets(case: Case) -> Iterator[Finding]:
    """跨I48E021016至I48E024018共10幅: four rows of three are twelve."""
    for sentence in case.sentences:
        for part in PARTS.split(sentence.text):
            ranges = list(CORNERS.finditer(part))
            found = ranges[0] if len(ranges) == 1 else None  # of several none has all of them
            counts = [one for one in SHEETS.finditer(part) if not _is_of_some(part, one)]
            if found is None or not counts or VAGUE.search(part):
                continue
            held = _between(*[one for one in found.groups() if one])
            if held is None or held in map(_count, counts):
                continue
            where = sentence.where(max(0, sentence.text.find(found[0]) - 8))
            yield error(
                Kind.MAP_SHEET,
                where,
                "称 {told} 幅，{first}与{last}为两角的范围有 {held} 幅",
                "{told} sheets are said; there are {held} from {first} to {last}",
                [Reading(counts[0][0], where)],
                str(held),
                told=_count(counts[0]),
                first=found[1] or found[3],
                last=found[2] or found[4],
                held=held,
            )


def _is_of_some(part: str, count: re.Match[str]) -> bool:
    """其中空白图幅3幅: so many of them."""
    clause = part[start_of(part, count.start(), "，:、") : count.start()]
    return OF_SOME.search(clause) is not None


def _between(first: str, last: str) -> int | None:
    """How many sheets a block has of which the two are opposite corners."""
    try:
        sheets = [Sheet.parse(first), Sheet.parse(last)]
    except Invalid:
        return None
    if sheets[0].scale is not sheets[1].scale:
        return None
    west, south, east, north = zip(*(one.bounds for one in sheets), strict=True)
    return _held((min(west), min(south), max(east), max(north)), sheets[0].scale)


def rows_and_columns_hold_their_sheets(case: Case) -> Iterator[Finding]:
    """16 sheets in rows 021 to 024 and columns 001 to 003: twelve."""
    for sentence in case.sentences:
        rows, columns = ROWS.search(sentence.text), COLUMNS.search(sentence.text)
        counts = list(SHEETS.finditer(sentence.text))
        if rows is None or columns is None or len(counts) != 1:
            continue
        sizes = [int(found[2]) - int(found[1]) + 1 for found in (rows, columns)]
        told = _count(counts[0])
        if min(sizes) < 1 or told == sizes[0] * sizes[1] or "部分" in sentence.text:
            continue
        where = sentence.where(counts[0].start(), columns.end())
        yield error(
            Kind.MAP_SHEET,
            where,
            "称 {told} 幅，{rows} 行 {columns} 列是 {held} 幅",
            "{told} sheets are said; {rows} rows of {columns} are {held}",
            [Reading(counts[0][0], where)],
            str(sizes[0] * sizes[1]),
            told=told,
            rows=sizes[0],
            columns=sizes[1],
            held=sizes[0] * sizes[1],
        )
