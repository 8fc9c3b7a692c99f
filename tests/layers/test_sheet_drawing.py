# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists of map sheets, drawn as the sheets they name. 由图幅号生成图形。"""

import pytest
import shapely

from kuangtu.core.errors import Invalid
from kuangtu.geo.sheets import Sheet
from kuangtu.layers.findings import ImportRefused
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import feature, manifest_of
from layers.layer_files import a_feature, a_geojson, a_published

pytestmark = pytest.mark.django_db
CODE = "survey-coverage"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_list(folder, *numbers, name="sheets.csv", header="调查类别,图幅号,比例尺"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    rows = [f"区域地质矿产调查,{number},1:50 000" for number in numbers]
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def test_a_list_of_sheet_numbers_becomes_their_areas_and_a_note_says_so(tmp_path):
    edition = a_published(a_list(tmp_path, "J45E011015", "j45e011016 "), layer=CODE)

    drawn = [feature(edition, one).geometry for one in ("1", "2")]
    assert [
        shapely.equals_exact(a, b.polygon(), 0.0)
        for a, b in zip(drawn, (Sheet.parse("J45E011015"), Sheet.parse("J45E011016")), strict=True)
    ] == [True, True]
    assert (edition.crs_epsg, edition.crs_how["en"]) == (
        4490,
        "drawn from map sheet numbers by GB/T 13989-2012",
    )
    [note] = [one for one in manifest_of(edition)["findings"] if one["kind"] == "drawn-from-sheets"]
    assert note["severity"] == "NOTE"
    assert note["message"]["zh"] == (
        "文件没有图形；2 个要素由字段“图幅号”的图幅号按 GB/T 13989-2012 生成图廓"
    )


def test_a_number_that_is_no_sheet_keeps_the_file_out_and_names_the_row(tmp_path):
    with pytest.raises(ImportRefused) as refused:
        a_published(a_list(tmp_path, "J45E011015", "J-45-37-A"), layer=CODE)

    [error] = [one for one in refused.value.findings if one.is_error]
    assert (error.kind, error.feature, error.field) == ("sheet-unreadable", 2, "图幅号")
    assert "旧编号" in error.text.zh
    assert not Edition.objects.exists()


def test_rows_without_a_sheet_can_be_left_out(tmp_path):
    edition = a_published(a_list(tmp_path, "J45E011015", ""), layer=CODE, without_invalid=True)

    assert (edition.feature_count, edition.left_out_count) == (1, 1)


def test_a_mapping_says_which_column_holds_the_sheets(tmp_path):
    path = a_list(tmp_path, "J45E011015", header="调查类别,完成的图,比例尺")

    edition = a_published(path, layer=CODE, mapping={"完成的图": "sheet"})

    assert feature(edition, "1").attributes["sheet"] == "J45E011015"


def test_a_list_without_sheets_is_refused_for_what_it_lacks(tmp_path):
    path = a_list(tmp_path, "甲", header="调查类别,备注,比例尺")

    with pytest.raises(Invalid):
        a_published(path, layer=CODE)

    assert not Edition.objects.exists()


def test_a_layer_that_names_no_sheet_field_is_not_drawn_from_sheets(tmp_path):
    path = a_list(tmp_path, "J45E011015", header="MC,图幅号,比例尺")

    with pytest.raises(Invalid):
        a_published(path, layer="nature-reserve")

    assert not Edition.objects.exists()


def test_a_file_with_geometry_keeps_its_own(tmp_path):
    own = shapely.box(88.0, 39.0, 88.1, 39.1)
    row = a_feature(own, 调查类别="区域地质矿产调查", 图幅号="J45E011015")

    edition = a_published(a_geojson(tmp_path, row), layer=CODE)

    assert feature(edition, "1").geometry.equals(own)
    assert "drawn-from-sheets" not in edition.finding_counts
