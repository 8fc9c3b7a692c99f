# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer check`: what a file is worth, nothing kept. 文件检查命令。"""

import json

import openpyxl
import pytest
import shapely
from click.testing import CliRunner

from kuangtu.audit.models import Entry
from kuangtu.cli.layer import layer
from kuangtu.core.errors import Invalid, NotFound
from kuangtu.layers.models import Edition
from layers.layer_files import BESIDE, BOWTIE, SQUARE, a_feature, a_geojson, a_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    return settings.KUANGTU_HOME


def check(path, *options, code="nature-reserve"):
    arguments = ["check", str(path), "--layer", code, *map(str, options)]
    return CliRunner().invoke(layer, arguments)


def a_county(tmp_path):
    whole = shapely.box(87, 38, 90, 41)
    file = a_geojson(tmp_path, a_feature(whole, name="若羌县"), name="county")
    return a_published(file, layer="county-boundary")


def test_a_clean_file_has_nothing_to_mend_and_nothing_is_kept(tmp_path):
    a_county(tmp_path)
    entries, editions = Entry.objects.count(), Edition.objects.count()

    result = check(a_geojson(tmp_path, a_feature(SQUARE, MC="甲", BSM="1")))

    assert (result.exit_code, result.exception) == (0, None)
    assert "没有发现问题" in result.output
    assert "坐标系 EPSG:4490" in result.output
    assert "字段对照 MC→name，BSM→identifier" in result.output
    assert (Entry.objects.count(), Edition.objects.count()) == (entries, editions)


def test_errors_are_told_by_kind_with_who_mends_them_and_an_exit_code(tmp_path, home):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(BOWTIE, MC="乙"))

    result = check(path)

    assert result.exit_code == 1
    assert "林业和草原部门" in result.output
    assert "图形无效" in result.output
    assert "有错的要素 1 个" in result.output
    assert not (home / "layers").exists() or not list((home / "layers").iterdir())


def test_warnings_alone_do_not_stop_anything(tmp_path):
    a_county(tmp_path)
    away = shapely.box(91.0, 39.0, 91.01, 39.01)

    result = check(a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(away, MC="乙")))

    assert result.exit_code == 0
    assert "要素全部在县域之外" in result.output


def test_everything_is_told_as_json(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲", 多=1), a_feature(BOWTIE, MC="乙"))

    record = json.loads(check(path, "--json").output)

    assert record["feature_count"] == 2
    assert record["with_errors"] == 1
    assert record["columns"] == {"MC": "name"}
    assert record["crs"]["epsg"] == 4490
    assert record["finding_counts"] == {
        "geometry-invalid": 1,
        "field-unknown": 1,
        "county-unchecked": 1,
    }
    assert record["findings"][0]["mender"]["zh"] == "林业和草原部门"


def test_the_list_is_written_for_whoever_must_mend_it(tmp_path):
    path = a_geojson(tmp_path, a_feature(BESIDE, MC="甲"), a_feature(BOWTIE, MC="乙", BSM="7"))
    book, points = tmp_path / "list.xlsx", tmp_path / "list.geojson"

    check(path, "--xlsx", book, "--geojson", points)

    sheet = openpyxl.load_workbook(book)["1 林业和草原部门"]
    assert [cell.value for cell in sheet[2]][3:5] == [2, "7"]
    [first, *_] = json.loads(points.read_text("utf-8"))["features"]
    assert first["geometry"]["coordinates"] == pytest.approx([88.1, 39.1])


@pytest.mark.parametrize(
    ("options", "code", "error"),
    [
        (("--map", "MC"), "nature-reserve", Invalid),
        (("--crs", "4518"), "nature-reserve", Invalid),
        ((), "no-such-layer", NotFound),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, options, code, error):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"))

    assert isinstance(check(path, *options, code=code).exception, error)


def test_a_list_that_cannot_be_written_is_refused_with_its_place(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"))

    error = check(path, "--xlsx", tmp_path / "nowhere" / "list.xlsx").exception

    assert [problem.code for problem in error.problems] == ["layer.list-unwritable"]
