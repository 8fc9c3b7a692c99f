# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer coverage`: survey coverage, printed and computed. 工作程度命令。"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kuangtu.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from kuangtu.layers.coverage import CoverageLine
    from kuangtu.layers.queries.covered import CoverageReading

TABLE = "survey_coverage"
UNKNOWN = 3  # no final answer: something is missing


@click.command("coverage")
@json_option
def coverage(as_json: bool) -> None:
    """以图幅重算基础地质调查覆盖，与规划专栏对照 · survey coverage against the plan's table.

    退出码 3：缺图层或缺图幅，未能全部计算。
    """
    from kuangtu.cli.layer_home import open_home, today

    open_home()
    from django.conf import settings

    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.coverage import stated_of
    from kuangtu.layers.queries.covered import read_coverage
    from kuangtu.plans.queries import folders_on

    day = today()
    folders = folders_on(day, settings.KUANGTU_COUNTY).values()
    rows = [row for folder in folders for row in folder.data.get(TABLE, ())]
    reading = read_coverage(stated_of(rows), as_of=day, actor=SYSTEM)
    if as_json:
        print_json(record_of(reading))
    else:
        printed(reading)
    if any(line.is_missing for line in reading.lines) or reading.missing:
        sys.exit(UNKNOWN)


def record_of(reading: CoverageReading) -> dict[str, object]:
    """The reading as JSON; what cannot be computed is null."""
    from kuangtu.layers.queries import edition_record

    return {
        "missing": [one.code for one in reading.missing],
        "edition": edition_record(reading.edition) if reading.edition else None,
        "county": edition_record(reading.county) if reading.county else None,
        "surveys": [survey_record(line) for line in reading.lines],
    }


def survey_record(line: CoverageLine) -> dict[str, object]:
    """One survey; a printed number stays the decimal it was printed as."""
    area, share = (line.stated.area_km2, line.stated.share_percent) if line.stated else (None, None)
    return {
        "survey": line.survey,
        "printed_area_km2": None if area is None else str(area),
        "printed_share_percent": None if share is None else str(share),
        "sheets": line.sheet_count,
        "area_km2": line.area_km2,
        "sheets_area_km2": line.whole_km2,
        "share_percent": line.share_percent,
        "area_difference_km2": line.area_difference_km2,
        "share_difference_points": line.share_difference_points,
    }


def printed(reading: CoverageReading) -> None:
    """The reading as a table."""
    for one in reading.missing:
        click.echo(f"缺数据：图层“{one.name.zh}”（{one.code}）应由{one.provider.zh}提供")
    for edition in (reading.edition, reading.county):
        if edition is not None:
            click.echo(f"{edition}，数据日期 {edition.dated_on or '不明'}")
    columns = ("调查类别", "印本 km²", "印本 %", "图幅", "县内 km²", "计算 %", "占比差（百分点）")
    print_table("工作程度", columns, [_row(line) for line in reading.lines])


def _row(line: CoverageLine) -> tuple[object, ...]:
    stated = line.stated
    area, share = (stated.area_km2, stated.share_percent) if stated else (None, None)
    start = (line.survey, "" if area is None else area, "" if share is None else share)
    if line.is_missing:
        return (*start, "", "缺数据", "", "")
    return (
        *start,
        line.sheet_count,
        f"{line.area_km2:.2f}",
        f"{line.share_percent:.2f}",
        "" if line.share_difference_points is None else f"{line.share_difference_points:+.2f}",
    )
