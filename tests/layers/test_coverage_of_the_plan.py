# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The table of coverage of the county's plan, recomputed from layers. 专栏4 与图层。"""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner

from kuangtu.accounts.actor import SYSTEM
from kuangtu.cli.layer import layer
from kuangtu.geo.area import area_m2
from kuangtu.geo.sheets import Scale, sheets_in_box
from kuangtu.layers.coverage import stated_of
from kuangtu.layers.queries.covered import read_coverage
from kuangtu.plans.services import load_folder
from layers.layer_files import DAY, VIEWER, a_feature, a_geojson, a_published

pytestmark = pytest.mark.django_db
PLAN = Path(__file__).parents[2] / "plans" / "652824-2021"
COUNTY = shapely.box(87.5, 38.0, 89.0, 39.0)  # 6 by 6 sheets of 1:50 000


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def the_county(folder):
    row = a_feature(COUNTY, name="若羌县", adcode="652824")
    return a_published(a_geojson(folder, row, name="county"), layer="county-boundary")


def all_sheets(scale):
    return [one.number for one in sheets_in_box(*COUNTY.bounds, scale)]


def a_list(folder, *surveys):
    """A CSV of sheet numbers: (survey, numbers)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sheets.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["调查类别", "图幅号"])
        rows.writerows((name, number) for name, numbers in surveys for number in numbers)
    return path


def printed():
    with (PLAN / "survey_coverage.csv").open(encoding="utf-8") as file:
        return stated_of(csv.DictReader(file))


def reading():
    return read_coverage(printed(), as_of=DAY, actor=VIEWER)


def test_without_the_layers_every_survey_of_the_plan_is_missing():
    found = reading()

    assert [one.code for one in found.missing] == ["survey-coverage", "county-boundary"]
    assert len(found.lines) == 18
    assert all(line.is_missing for line in found.lines)


def test_the_surveys_of_the_plan_are_recomputed_from_a_list_of_sheets(tmp_path):
    the_county(tmp_path)
    half = all_sheets(Scale.FIFTY_THOUSAND)[:18]  # the three northern rows
    path = a_list(
        tmp_path,
        ("1∶100万区域地质调查", all_sheets(Scale.MILLION)),
        ("1:5万区域地质矿产调查", half),
    )
    edition = a_published(path, layer="survey-coverage", dated_on=date(2020, 12, 31))

    found = reading()

    by_survey = {line.survey: line for line in found.lines}
    whole, fifty = by_survey["1∶100万区域地质调查"], by_survey["1∶5万区域地质矿产调查"]
    assert (found.edition, found.edition.dated_on) == (edition, date(2020, 12, 31))
    assert whole.share_percent == pytest.approx(100.0, abs=1e-9)
    assert whole.share_difference_points == pytest.approx(0.0, abs=1e-9)
    northern = area_m2(shapely.box(87.5, 38.5, 89.0, 39.0))
    assert (fifty.sheet_count, fifty.stated.share_percent) == (18, Decimal("35.51"))
    assert fifty.area_km2 == pytest.approx(northern / 1e6, rel=1e-9)
    assert fifty.share_percent == pytest.approx(100 * northern / area_m2(COUNTY), rel=1e-9)
    assert fifty.share_difference_points == pytest.approx(fifty.share_percent - 35.51, abs=1e-9)
    assert [line.is_missing for line in found.lines].count(True) == 16


def test_the_command_prints_what_it_knows_and_says_that_something_is_missing(tmp_path):
    load_folder(PLAN, loaded_on=date(2021, 1, 1), actor=SYSTEM)
    the_county(tmp_path)
    path = a_list(tmp_path, ("1∶5万区域地质矿产调查", all_sheets(Scale.FIFTY_THOUSAND)))
    a_published(path, layer="survey-coverage")

    words = CliRunner().invoke(layer, ["coverage"], catch_exceptions=False)
    record = CliRunner().invoke(layer, ["coverage", "--json"], catch_exceptions=False)

    assert (words.exit_code, record.exit_code) == (3, 3)
    assert "缺数据" in words.output
    assert "+64.49" in words.output
    found = json.loads(record.output)
    assert found["missing"] == []
    assert (found["edition"]["number"], found["county"]["number"]) == (1, 1)
    fifty = next(one for one in found["surveys"] if one["survey"] == "1∶5万区域地质矿产调查")
    assert (fifty["printed_share_percent"], fifty["sheets"]) == ("35.51", 36)
    assert fifty["share_percent"] == pytest.approx(100.0, abs=1e-9)
    other = next(one for one in found["surveys"] if one["survey"] == "1∶5万电法勘探")
    assert (other["area_km2"], other["share_percent"]) == (None, None)
