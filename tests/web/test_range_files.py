# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A file dropped on a range field becomes the text in the field, or says why not."""

import re

import numpy as np
import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile

from kuangtu.accounts.actor import Role
from kuangtu.core.errors import Invalid
from kuangtu.geo.formats import read_ground
from kuangtu.rights.services import register_right
from layers.format_files import PLANE, a_drawing, a_kml, a_workbook, by_gdal, polyline_of
from layers.layer_files import SQUARE, a_geopackage, a_shapefile, a_zip, parts_of
from rights.right_builders import ADMINISTRATOR, a_mine
from web.page_builders import SAMPLE_RANGE, signed_in

pytestmark = pytest.mark.django_db


def dropped(*files):
    """What the server says of files of a name and a content."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    answer = signed_in().post(
        "/map/range-file/", {"file": uploads}, headers={"accept": "application/json"}
    )
    return answer.status_code, answer.json()


def of_paths(paths):
    return [(path.name, path.read_bytes()) for path in paths]


def refused(*files):
    status, told = dropped(*files)
    assert status == 422
    return [problem["code"] for problem in told["problems"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_stands_in_the_field_as_it_was_written(encoding):
    text = f"{SAMPLE_RANGE}\n备注：示例"

    status, read = dropped(("范围.txt", text.encode(encoding)))

    assert (status, read["text"]) == (200, text)
    assert read["note"]["zh"] == "已读入 范围.txt"


def test_the_files_of_a_shapefile_are_turned_into_degrees_and_told(tmp_path):
    parts = [*of_paths(parts_of(a_shapefile(tmp_path))), ("reserves.shp.xml", b"<notes/>")]

    status, read = dropped(*parts)

    assert status == 200
    assert len(read_ground(read["text"]).rings) == 2
    assert "2 个要素" in read["note"]["zh"]
    assert "Shapefile" in read["note"]["en"]


def a_table(folder):
    corners = [("点号", "东坐标", "北坐标"), *((n, *at) for n, at in enumerate(PLANE, start=1))]
    return [a_workbook(folder / "范围.xlsx", *corners)]


def a_mapinfo_table(folder):
    by_gdal(folder / "范围.tab", "MapInfo File", crs="EPSG:4326", encoding="CP936")
    (folder / "说明.doc").write_bytes(b"notes")
    return sorted(folder.iterdir())


@pytest.mark.parametrize(
    ("files", "rings", "format_"),
    [
        pytest.param(lambda at: [a_kml(at)], 1, "KML", id="kml"),
        pytest.param(lambda at: [by_gdal(at / "a.fgb", "FlatGeobuf")], 2, "FlatGeobuf", id="fgb"),
        pytest.param(a_table, 1, "XLSX", id="xlsx"),
        pytest.param(a_mapinfo_table, 2, "MapInfo", id="tab"),
    ],
)
def test_a_range_comes_in_every_format_of_a_layer(tmp_path, files, rings, format_):
    status, read = dropped(*of_paths(files(tmp_path)))

    assert (status, len(read_ground(read["text"]).rings)) == (200, rings)
    assert format_ in read["note"]["zh"]


def test_a_drawing_that_does_not_say_its_system_is_no_range(tmp_path):
    path = a_drawing(tmp_path / "范围.dxf", polyline_of("0", PLANE))

    status, told = dropped(*of_paths([path]))

    (problem,) = told["problems"]
    assert (status, problem["code"]) == (422, "layer.crs-missing")
    assert "复制粘贴到“范围”框中" in problem["message"]["zh"]


DEGREES = [(88.1, 39.1), (88.2, 39.1), (88.2, 39.2), (88.1, 39.2)]


def a_table_of(folder, corners, head=("点号", "经度", "纬度")):
    rows = [(f"J{number}", *corner) for number, corner in enumerate(corners, start=1)]
    return a_workbook(folder / "范围.xlsx", head, *rows)


def test_degrees_of_a_table_are_read_as_pasted_ones_are_and_that_is_told(tmp_path):
    status, read = dropped(*of_paths([a_table_of(tmp_path, DEGREES)]))

    pasted = read_ground("\n".join(f"{east},{north}" for east, north in DEGREES))
    assert status == 200
    assert read_ground(read["text"]).geometry.equals(pasted.geometry)
    assert (
        "表中没有写明坐标系，经纬度按 CGCS2000 读取（与粘贴坐标一样），请核对" in read["note"]["zh"]
    )
    assert read["note"]["en"].endswith("as pasted ones are: check it")


def test_plane_numbers_of_a_table_without_a_zone_are_refused_as_pasted_ones_are(tmp_path):
    corners = [(601325.0, 4321375.0), (602325.0, 4321375.0), (602325.0, 4320375.0)]

    problems = refused(*of_paths([a_table_of(tmp_path, corners, ("点号", "Y", "X"))]))

    assert problems == ["layer.crs-missing"]
    with pytest.raises(Invalid):
        read_ground("\n".join(f"{north},{east}" for east, north in corners))


@pytest.mark.parametrize("address", ["/system/imports/new/", "/map/"])
def test_file_fields_offer_every_format(address):
    page = signed_in(Role.ADMINISTRATOR).get(address).text

    offered = set(re.search(r'accept="([^"]+)"', page)[1].split(","))
    assert {".kml", ".kmz", ".dxf", ".tab", ".mif", ".xlsx", ".fgb", ".parquet"} < offered


def a_packed_shapefile(folder):
    return a_zip(folder / "范围.zip", *parts_of(a_shapefile(folder / "in")))


@pytest.mark.parametrize("pack", [a_geopackage, a_packed_shapefile])
def test_a_geopackage_and_a_zip_are_read_too(tmp_path, pack):
    _, read = dropped(*of_paths([pack(tmp_path)]))

    assert read_ground(read["text"]).geometry.bounds[:2] == SQUARE.bounds[:2]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("范围.exe", b"MZ", "range-file.unknown"),
        ("范围.txt", b"", "input.empty"),
        ("范围.txt", b"SQLite format 3\0", "input.not-text"),
        ("范围.zip", b"no archive", "archive.unreadable"),
        ("范围.shx", b"only this", "layer.shp-missing"),
        (f"{'矿' * 200}.zip", b"no archive", "archive.unreadable"),
    ],
)
def test_what_cannot_be_read_says_why(name, content, code):
    assert refused((name, content)) == [code]


def test_a_shapefile_without_its_reference_system_is_refused(tmp_path):
    parts = [one for one in parts_of(a_shapefile(tmp_path)) if one.suffix != ".prj"]

    assert refused(*of_paths(parts)) == ["layer.prj-missing"]


def test_lines_are_no_range(tmp_path):
    line = shapely.to_wkb(np.array([shapely.LineString([(88, 39), (88.1, 39.1)])] * 2))
    path = a_shapefile(tmp_path, geometry=line, geometry_type="LineString")

    assert refused(*of_paths(parts_of(path))) == ["range-file.no-polygon"]


def test_a_whole_layer_is_no_range(tmp_path):
    squares = [shapely.box(88 + n / 100, 39, 88.005 + n / 100, 39.005) for n in range(101)]
    path = a_shapefile(
        tmp_path,
        geometry=shapely.to_wkb(np.array(squares)),
        field_data=[np.array(["甲"] * 101, dtype=object)],
    )

    assert refused(*of_paths(parts_of(path))) == ["range-file.many"]


def test_a_file_above_the_limit_is_refused_with_both_sizes(settings):
    settings.KUANGTU_UPLOAD_LIMIT_BYTES = 1_000_000

    status, told = dropped(("范围.txt", b"1" * 1_500_000))

    assert (status, told["problems"][0]["code"]) == (422, "range-file.too-large")
    assert "共 1.5 MB，超过上限 1 MB" in told["problems"][0]["message"]["zh"]


def test_a_review_can_begin_with_what_the_ledger_holds():
    register_right(record=a_mine("C6528242015067110000001"), actor=ADMINISTRATOR)

    form = signed_in().get("/reviews/new/?right=C6528242015067110000001").context["form"]

    begun = {key: form.values.get(key) for key in ("kind", "name", "mineral", "capacity", "act")}
    assert begun == {
        "kind": "MINING",
        "name": "示例萤石矿",
        "mineral": "铁",
        "capacity": "30",
        "act": None,
    }
    assert read_ground(form.values["range"]).geometry.is_valid
