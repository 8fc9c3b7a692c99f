# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer`. 图层命令。"""

import json

import numpy as np
import pyogrio
import pytest
from click.testing import CliRunner

from kuangtu.cli.layer import layer
from kuangtu.core.errors import Invalid, KuangtuError
from kuangtu.layers.errors import HasNoEditions
from kuangtu.layers.findings import ImportRefused
from kuangtu.layers.models import Edition
from layers.layer_files import (
    BOWTIE,
    SQUARE,
    a_feature,
    a_geojson,
    a_geopackage,
    a_shapefile,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def run(*arguments: object) -> str:
    """What a command prints; its own errors come through as they are."""
    result = CliRunner().invoke(layer, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*arguments: object) -> KuangtuError:
    with pytest.raises(KuangtuError) as caught:
        run(*arguments)
    return caught.value


def imports(file, *more: str) -> str:
    return run("import", file, "--layer", "nature-reserve", "--source", "林草局", *more)


def test_what_a_layer_must_look_like_is_shown_to_programs_before_there_is_an_edition():
    told = json.loads(run("show", "drinking-water-source", "--json"))

    asked = told["specification"]
    fields = {one["name"]: one for one in asked["fields"]}
    assert told["editions"] == []
    assert (asked["geometry"], asked["update_months"]) == ("POLYGON", 12)
    assert asked["provider"] == {
        "zh": "生态环境部门",
        "en": "ecology and environment department",
    }
    assert fields["level"]["is_required"]
    assert fields["level"]["codes"]["LEVEL_1"] == {"zh": "一级", "en": "level 1"}
    assert fields["level"]["aliases"] == ["BHQJB", "JB", "级别"]


def test_units_and_bounds_of_fields_are_shown_to_programs():
    asked = json.loads(run("show", "construction-project", "--json"))["specification"]

    area = next(one for one in asked["fields"] if one["name"] == asked["stated_area_field"])

    assert (area["unit"], area["lowest"]) == ("hm²", 0)


def test_a_unit_is_said_with_the_field_and_converted_exactly(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, **{"MC": "甲", "MJ（亩）": 1.5}))
    said = ("--layer", "construction-project", "--source", "自然资源局", "--json")

    kept = json.loads(run("import", path, *said))
    mapped = json.loads(run("import", path, *said, "--map", "MJ（亩）=stated_area_hm2:亩"))

    told = {one["kind"]: one for one in kept["findings"]}
    assert told["field-unit-unsaid"]["field"] == "MJ（亩）"
    kinds = [one["kind"] for one in mapped["findings"]]
    assert ("unit-converted" in kinds, "field-unit-unsaid" in kinds) == (True, False)


def test_a_file_is_imported_published_shown_and_withdrawn(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"))

    told = imports(path, "--dated-on", "2026-06-30")
    published = run("publish", "nature-reserve", 1)
    [shown] = json.loads(run("show", "nature-reserve", "--json"))["editions"]
    withdrawn = run("withdraw", "nature-reserve", 1, "--because", "有误")

    assert "自然保护地 第 1 版：1 个要素，待发布" in told
    assert "kuangtu layer publish nature-reserve 1\n" in told
    assert (published, withdrawn) == (
        "已发布 自然保护地 第 1 版\n现行 · in force: 自然保护地 第 1 版（数据日期 2026-06-30）\n",
        (
            "已撤回 自然保护地 第 1 版\n"
            "该图层现在没有可用版本（缺）· the layer has no edition in force now\n"
        ),
    )
    assert (shown["status"], shown["dated_on"], shown["intact"]) == (
        "PUBLISHED",
        "2026-06-30",
        True,
    )
    assert Edition.objects.get().status == "WITHDRAWN"


def test_one_command_imports_and_publishes_and_tells_all_findings(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲", 多余=1))

    record = json.loads(imports(path, "--publish", "--json"))

    assert (record["status"], record["feature_count"]) == ("PUBLISHED", 1)
    assert [finding["kind"] for finding in record["findings"]] == [
        "field-unknown",
        "county-unchecked",
    ]


def test_every_option_reaches_the_edition(tmp_path):
    path = a_shapefile(tmp_path / "in", encoding="GBK")
    path.with_suffix(".prj").unlink()
    path.with_suffix(".cpg").unlink()

    imports(
        path,
        *("--crs", "EPSG:4490", "--encoding", "GBK", "--map", "MC=name", "--authority", "县政府"),
        *("--licence", "内部", "--attribution", "林草局", "--quality", "approved"),
        *("--security", "controlled", "--accuracy-m", "1.5", "--limit-mb", "1"),
    )

    edition = Edition.objects.get()
    assert (edition.authority, edition.licence, edition.attribution) == ("县政府", "内部", "林草局")
    assert (edition.quality, edition.security) == ("APPROVED", "CONTROLLED")
    assert (edition.accuracy_m, edition.crs_epsg) == (1.5, 4490)


def test_parameters_from_an_old_datum_are_stated_with_their_accuracy(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), crs="EPSG::4610")
    parameters = ("--crs", "4610", "--helmert", "10,20,30", "--helmert-accuracy-m", "2")

    imports(path, *parameters, "--helmert-source", "测绘院 2020-1")

    edition = Edition.objects.get()
    assert (edition.crs_epsg, edition.crs_accuracy_m) == (4610, 2.0)
    assert not 88.0 - 1e-6 < edition.west < 88.0 + 1e-6


def test_parameters_serve_a_file_that_names_its_old_datum_itself(tmp_path):
    path = a_shapefile(tmp_path, crs="EPSG:4610")
    parameters = (
        "--helmert",
        "10,20,30",
        "--helmert-accuracy-m",
        "2",
        "--helmert-source",
        "测绘院",
    )

    imports(path, *parameters)

    edition = Edition.objects.get()
    assert (edition.crs_epsg, edition.crs_accuracy_m) == (4610, 2.0)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param(["--crs", "cgcs"], "layer.crs-option", id="crs"),
        pytest.param(["--map", "MC"], "layer.map-option", id="map"),
        pytest.param(["--map", "MC=name:"], "layer.map-option", id="map-without-its-unit"),
        pytest.param(["--map", "MC=name:亩"], "layer.mapping-unit", id="unit-of-a-text"),
        pytest.param(["--crs", "4610", "--helmert", "1,2"], "crs.helmert-option", id="two-numbers"),
        pytest.param(
            ["--crs", "4610", "--helmert", "1,2,3", "--helmert-source", "某"],
            "crs.helmert-option",
            id="no-accuracy",
        ),
        pytest.param(["--crs", "EPSG:4555"], "crs.unsupported", id="another-datum"),
        pytest.param(["--crs", "EPSG:3857"], "layer.crs-conflict", id="not-that-of-the-file"),
    ],
)
def test_a_wrong_option_is_refused_and_nothing_is_kept(tmp_path, options, code):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"))
    arguments = ("import", path, "--layer", "nature-reserve", "--source", "某", *options)

    error = refused(*arguments)

    assert isinstance(error, Invalid)
    assert [problem.code for problem in error.problems] == [code]
    assert not Edition.objects.exists()


def test_features_with_errors_need_a_word_from_the_operator(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(BOWTIE, MC="乙"))

    assert isinstance(
        refused("import", path, "--layer", "nature-reserve", "--source", "某"), ImportRefused
    )
    assert "已剔除 1 个有错的要素" in imports(path, "--without-invalid")


def test_the_list_has_every_layer_with_its_state(tmp_path):
    imports(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")), "--publish")

    listed = {one["code"]: one for one in json.loads(run("list", "--json"))}

    assert listed["nature-reserve"]["state"] == "EXPIRED"
    assert listed["nature-reserve"]["reason"]["zh"] == "数据日期不明"
    assert listed["highway"]["state"] == "MISSING"
    assert listed["highway"]["edition"] is None
    assert "待交通运输部门提供" in run("list")


def test_a_layer_is_shown_with_its_fields_and_whether_its_files_are_whole(tmp_path, settings):
    imports(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")))
    before = run("show", "nature-reserve")
    data = settings.KUANGTU_HOME / "layers/nature-reserve/1/data.parquet"
    data.write_bytes(data.read_bytes()[:-1])

    after = run("show", "nature-reserve")

    assert "自然保护区条例 第18条" in before
    assert ("完好" in before, "损坏" in after) == (True, True)


def test_every_finding_of_a_refused_file_is_printed_as_json(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(BOWTIE, MC="乙"))
    arguments = ["import", path, "--layer", "nature-reserve", "--source", "林草局", "--json"]

    result = CliRunner().invoke(layer, [str(one) for one in arguments])

    assert isinstance(result.exception, ImportRefused)
    found = json.loads(result.output)["findings"]
    assert [(one["kind"], one.get("feature")) for one in found] == [
        ("geometry-invalid", 2),
        ("county-unchecked", None),
    ]


def test_publishing_and_withdrawing_say_as_json_what_holds_then(tmp_path):
    imports(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")), "--dated-on", "2026-06-30")

    published = json.loads(run("publish", "nature-reserve", 1, "--json"))
    withdrawn = json.loads(run("withdraw", "nature-reserve", 1, "--because", "有误", "--json"))

    assert (published["status"], published["in_force"]) == ("PUBLISHED", 1)
    assert (withdrawn["status"], withdrawn["in_force"]) == ("WITHDRAWN", None)


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_file_for_a_ledger_is_refused_before_its_columns_are_asked_for(tmp_path, command):
    path = a_geojson(tmp_path, a_feature(SQUARE, XKZH="C1"))
    said = ["--source", "某局"] if command == "import" else []

    error = refused(command, path, "--layer", "mineral-right", *said)

    assert error.code == "layer.kept-in-ledger"
    assert "kuangtu rights import" in error.text.zh
    assert not Edition.objects.exists()


def test_the_reading_is_shown_although_a_table_of_styles_lies_beside_the_layer(tmp_path):
    path = a_geopackage(tmp_path)
    pyogrio.raw.write(
        path, layer="layer_styles", append=True, geometry=None, geometry_type=None, driver="GPKG",
        field_data=[np.array(["<qgis/>"], dtype=object)], fields=["styleQML"],
    )  # fmt: skip

    told = imports(path, "--map", "MC=name")

    assert told.startswith("数据：areas.gpkg / reserves（GeoPackage，1 个要素）\n")


def test_an_encoding_that_the_command_says_is_not_said_to_be_a_profiles(tmp_path):
    path = a_shapefile(tmp_path / "in", encoding="GBK")
    path.with_suffix(".cpg").write_text("UTF-8")

    told = imports(path, "--encoding", "GBK")

    assert "\n编码：由操作人声明为 GBK\n" in told


def test_zones_that_bring_eastings_without_a_number_into_the_county_are_offered(tmp_path):
    county = a_geojson(tmp_path / "c", a_feature(SQUARE.buffer(1), 名称="若羌县", 代码="652824"))
    run("import", county, "--layer", "county-boundary", "--source", "甲", "--publish",
        "--map", "名称=name", "--map", "代码=adcode")  # fmt: skip
    path = tmp_path / "点.csv"
    path.write_text("名称,X,Y\n甲,4321375.7,601325.83\n", "utf-8")

    result = CliRunner().invoke(
        layer, ["import", str(path), "--layer", "reference-point", "--source", "甲"]
    )

    assert isinstance(result.exception, Invalid)
    assert "可能是 EPSG:4538（东坐标没有带号；按 3° 带中央经线 87°计算落在本县）" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("diff", "mineral-right", "1"),
        ("publish", "mineral-right", "1"),
        ("withdraw", "mineral-right", "1", "--because", "填错"),
    ],
)
def test_a_layer_of_a_ledger_is_said_to_have_no_editions(words):
    assert isinstance(refused(*words), HasNoEditions)
