# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Survey coverage recomputed from sheets. 工作程度。"""

from decimal import Decimal

import pytest
import shapely
from shapely import MultiPolygon

from kuangtu.geo.area import area_m2
from kuangtu.geo.sheets import Scale, Sheet
from kuangtu.layers.coverage import (
    StatedCoverage,
    SurveySheet,
    coverage,
    stated_of,
    survey_key,
)

WEST, EAST = Sheet.parse("J45E011015"), Sheet.parse("J45E011016")
# Two sheets of 1:50 000 side by side, and as much ground again to the south of them.
COUNTY = MultiPolygon([shapely.box(87.5, 38.0, 88.0, 38 + 1 / 3)])
STATED = (
    StatedCoverage("1∶5万区域地质矿产调查", Decimal("404.85"), Decimal("24.97")),
    StatedCoverage("1∶20万区域重力测量", Decimal("10"), Decimal("0.62")),
)


def sheets(*numbers: str, survey: str = "区域地质矿产调查", scale: str = "1:50 000"):
    return [SurveySheet(survey, scale, Sheet.parse(one).polygon()) for one in numbers]


def test_a_share_is_the_sheets_inside_the_county_over_the_county():
    line, other = coverage(STATED, sheets(WEST.number), COUNTY)

    assert line.sheet_count == 1
    assert line.whole_km2 == line.area_km2 == pytest.approx(404.8465, abs=5e-5)
    assert line.share_percent == pytest.approx(
        100 * area_m2(WEST.polygon()) / area_m2(COUNTY), rel=1e-12
    )
    assert line.area_difference_km2 == line.area_km2 - 404.85
    assert line.share_difference_points == line.share_percent - 24.97
    assert (other.survey, other.is_missing, other.share_percent) == (
        "1∶20万区域重力测量",
        True,
        None,
    )


def test_sheets_count_once_however_often_they_are_listed():
    once = coverage(STATED, sheets(WEST.number, EAST.number), COUNTY)[0]
    twice = coverage(STATED, sheets(WEST.number, EAST.number, WEST.number), COUNTY)[0]

    assert twice.sheet_count == 3
    assert twice.area_km2 == pytest.approx(once.area_km2, rel=1e-12)


def test_what_lies_outside_the_county_is_in_the_whole_area_only():
    [inside] = {one.number for one in WEST.neighbors.values()} & {EAST.number}
    far = WEST.neighbors["W"].number

    line = coverage(STATED, sheets(inside, far), COUNTY)[0]

    assert line.whole_km2 == pytest.approx(2 * 404.8465, abs=1e-4)
    assert line.area_km2 == pytest.approx(404.8465, abs=5e-5)


def test_sheets_that_only_touch_the_county_give_nothing_and_that_is_a_number():
    line = coverage(STATED, sheets(WEST.neighbors["W"].number), COUNTY)[0]

    assert (line.is_missing, line.area_km2, line.share_percent) == (False, 0.0, 0.0)


def test_without_a_county_nothing_is_computed():
    lines = coverage(STATED, sheets(WEST.number), None)

    assert [line.is_missing for line in lines] == [True, True]


def test_a_survey_that_is_not_printed_comes_last_and_has_no_difference():
    lines = coverage(STATED, sheets(WEST.number, survey="1:5万遥感解译", scale=""), COUNTY)

    assert [line.survey for line in lines] == [*(one.survey for one in STATED), "1:5万遥感解译"]
    assert (lines[-1].stated, lines[-1].share_difference_points) == (None, None)


@pytest.mark.parametrize(
    ("survey", "scale"),
    [
        ("1∶5万区域地质调查", ""),
        ("1：5万 区域地质调查", "1:50 000"),
        ("1:50000区域地质调查", ""),
        ("区域地质调查", "1∶5万"),
        ("区域地质调查", "50k"),
        ("区域地质调查", "E"),
    ],
)
def test_a_survey_is_known_however_its_scale_is_written(survey, scale):
    assert survey_key(survey, scale) == "1:5万区域地质调查"


def test_a_scale_that_is_none_stays_as_it_is():
    assert survey_key("区域重力测量", "大比例尺") == "大比例尺区域重力测量"


def test_the_rows_of_a_plan_are_read_with_their_empty_cells():
    row = {"name": "1∶5万电法勘探", "area_km2": "755.68", "share_percent": "", "category": "物探"}

    assert stated_of([row]) == (StatedCoverage("1∶5万电法勘探", Decimal("755.68"), None, "物探"),)


def test_the_sheets_of_a_million_scale_cover_a_county_within_them():
    numbers = [Sheet.parse("J45").number]

    line = coverage(
        [StatedCoverage("1∶100万区域地质调查", None, Decimal(100))],
        sheets(*numbers, survey="区域地质调查", scale=Scale.MILLION.label),
        COUNTY,
    )[0]

    assert line.share_percent == pytest.approx(100.0, abs=1e-9)
    assert line.share_difference_points == pytest.approx(0.0, abs=1e-9)
    assert line.area_difference_km2 is None
