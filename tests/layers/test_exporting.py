# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features out of the product and read back by other programs."""

import csv
import io
import json
import sqlite3
import zipfile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import ZONES_BY_EPSG
from kuangtu.geo.transform import to_plane
from kuangtu.layers.exporting import (
    ExportField,
    ExportFormat,
    TargetCrs,
    format_of,
    target_crs,
)
from layers.export_sources import (
    FIELDS,
    TWO,
    a_source,
    a_table,
    exported,
    read_back,
    same_shapes,
)
from layers.layer_files import SQUARE


def test_a_geopackage_holds_shapes_attributes_and_metadata(tmp_path):
    done = exported(tmp_path, ExportFormat.GPKG)

    meta, attributes, shapes = read_back(done.path)
    assert (meta["crs"], len(shapes), same_shapes(shapes)) == ("EPSG:4490", 3, True)
    assert attributes["name"] == ["萤石矿", "“石材”矿，二号", None]
    assert attributes["stated_area_km2"][:2] == [1 / 3, 2.5]
    assert attributes["valid_from"][0] == np.datetime64("2020-01-02").item()
    assert pyogrio.read_info(done.path)["layer_metadata"]["source"] == "若羌县自然资源局"
    with sqlite3.connect(done.path) as database:
        (said,) = database.execute("SELECT metadata FROM gpkg_metadata").fetchone()
    assert "ab" * 32 in said


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_a_shapefile_holds_chinese_in_either_encoding_and_says_what_it_shortened(
    tmp_path, encoding
):
    done = exported(tmp_path, ExportFormat.SHP, encoding=encoding)

    meta, attributes, shapes = read_back(done.path)
    assert (meta["crs"], same_shapes(shapes)) == ("EPSG:4490", True)
    assert list(attributes) == [
        "feature_id", "XKZH", "name", "valid_from", "ZMJ", "mines", "is_open",
    ]  # fmt: skip
    assert attributes["name"] == ["萤石矿", "“石材”矿，二号", None]
    assert attributes["ZMJ"][0] == pytest.approx(1 / 3, abs=1e-14)
    with zipfile.ZipFile(done.path) as archive:
        assert archive.read("mineral-right.cpg").decode() == encoding
        assert archive.read("mineral-right.prj").startswith(
            b'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"'
        )
        names = archive.read("字段对照.csv").decode("utf-8-sig")
        assert "若羌县自然资源局" in archive.read("说明.txt").decode("utf-8-sig")
    assert "XKZH,license_number,许可证号" in names
    assert len(done.notes) == 1


def test_text_too_long_for_a_dbf_is_cut_between_letters_and_listed_whole(tmp_path):
    long = "矿" * 130  # 260 bytes in GBK
    source = a_source(a_table(name=["短", long, None]))

    done = exported(tmp_path, ExportFormat.SHP, source, encoding="GBK")

    assert read_back(done.path)[1]["name"][1] == "矿" * 127
    with zipfile.ZipFile(done.path) as archive:
        text = archive.read("超长文本.csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == [["2", "name", long]]
    assert done.notes[0].zh.startswith("1 个文字值超过 254 字节")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ["𠮷", None, None]}, "layer.export-letter"),
        ({"stated_area_km2": [float("inf"), 1.0, None]}, "layer.export-number"),
        (
            {"geometry": list(shapely.to_wkb([SQUARE, SQUARE.centroid, None]))},
            "layer.export-shapes",
        ),
        ({"geometry": None}, "layer.export-shapes"),
    ],
)
def test_what_a_shapefile_cannot_hold_is_refused_and_nothing_is_left(tmp_path, changes, code):
    with pytest.raises(Invalid) as caught:
        exported(tmp_path, ExportFormat.SHP, a_source(a_table(**changes)), encoding="GBK")

    assert [one.code for one in caught.value.problems] == [code]
    assert list(tmp_path.iterdir()) == []


def test_long_names_that_begin_alike_stay_apart(tmp_path):
    names = ["boundary_length_m", "boundary_length_km", "BOUNDARY_L"]
    table = a_table().append_column(names[0], pa.array([1, 2, 3]))
    table = table.append_column(names[1], pa.array([4, 5, 6]))
    table = table.append_column(names[2], pa.array([7, 8, 9]))
    fields = tuple(ExportField(name, Text(name, name)) for name in names)

    done = exported(tmp_path, ExportFormat.SHP, a_source(table, fields=fields))

    attributes = read_back(done.path)[1]
    assert list(attributes) == ["feature_id", "boundary_l", "boundary_1", "BOUNDARY_2"]
    assert list(attributes.values())[1:] == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def test_a_name_cut_behind_a_blank_is_the_one_that_the_list_of_names_gives(tmp_path):
    long = ("列 名 有空格", "列 名 又一个")
    table = a_table().append_column(long[0], pa.array([1, 2, 3]))
    table = table.append_column(long[1], pa.array([4, 5, 6]))
    fields = tuple(ExportField(name, Text(name, name)) for name in long)

    done = exported(tmp_path, ExportFormat.SHP, a_source(table, fields=fields))

    with zipfile.ZipFile(done.path) as archive:
        listed = archive.read("字段对照.csv").decode("utf-8-sig")
    names = [row[0] for row in csv.reader(io.StringIO(listed))][1:]
    assert names == ["列 名", "列 名_1"]
    assert list(read_back(done.path)[1])[1:] == names


def test_kml_has_names_and_every_attribute_and_is_read_by_gdal(tmp_path):
    holed = shapely.Polygon(SQUARE.exterior, [shapely.box(88.005, 39.005, 88.01, 39.01).exterior])
    table = a_table(
        name=["甲 & <乙>", "矿", None], geometry=list(shapely.to_wkb([holed, TWO, None]))
    )

    done = exported(tmp_path, ExportFormat.KML, a_source(table, name_field="name"))

    _, attributes, shapes = read_back(done.path)
    assert attributes["Name"] == ["甲 & <乙>", "矿", "3"]
    assert attributes["license_number"] == ["C1000", "C2000", None]
    assert same_shapes(shapes[:2], [holed, TWO])
    assert "若羌县自然资源局" in done.path.read_text("utf-8")


@pytest.mark.parametrize("epsg", [4326, 4490])
def test_geojson_says_its_system_unless_it_is_that_of_the_standard(tmp_path, epsg):
    done = exported(tmp_path, ExportFormat.GEOJSON, a_source(crs=TargetCrs(epsg)))

    document = json.loads(done.path.read_text("utf-8"))
    meta, attributes, shapes = read_back(done.path)
    assert (meta["crs"], same_shapes(shapes)) == (f"EPSG:{epsg}", True)
    assert ("crs" in document) is (epsg == 4490)
    assert document["metadata"]["source"] == "若羌县自然资源局"
    assert document["features"][0]["properties"]["valid_from"] == "2020-01-02"
    assert attributes["stated_area_km2"][0] == 1 / 3


def test_geoparquet_keeps_every_type_and_names_the_edition(tmp_path):
    done = exported(tmp_path, ExportFormat.PARQUET)

    table = pq.read_table(done.path)
    assert table.drop_columns(["bbox"]).to_pylist() == a_table().to_pylist()
    metadata = table.schema.metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["columns"]["geometry"]["geometry_types"] == ["Polygon", "MultiPolygon"]
    assert metadata[b"kuangtu.sha256"].decode() == "ab" * 32


def test_csv_comes_in_a_zip_with_what_is_known_of_it(tmp_path):
    source = a_source(a_table(name=["=1+1", "甲，乙", None]))

    done = exported(tmp_path, ExportFormat.CSV, source)

    with zipfile.ZipFile(done.path) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("mineral-right.csv").decode("utf-8-sig"))))
        about = archive.read("说明.txt").decode("utf-8-sig")
    assert rows[1][:6] == ["1", "C1000", "'=1+1", "2020-01-02", repr(1 / 3), "1"]
    assert same_shapes(shapely.normalize(shapely.from_wkt([row[-1] for row in rows[1:]])))
    assert "前加撇号" in about
    assert "许可证号 = license_number" in about


@pytest.mark.parametrize(
    "form", [ExportFormat.GPKG, ExportFormat.SHP, ExportFormat.GEOJSON, ExportFormat.PARQUET]
)
def test_a_zone_is_written_east_first_in_every_format(tmp_path, form):
    zone = ZONES_BY_EPSG[4518]
    east, north = to_plane([88.0], [39.0], zone)

    done = exported(tmp_path, form, a_source(crs=TargetCrs(4518)))

    if form is ExportFormat.PARQUET:
        table = pq.read_table(done.path)
        shapes = shapely.from_wkb(table.column("geometry").to_pylist())
        crs = json.loads(table.schema.metadata[b"geo"])["columns"]["geometry"]["crs"]
        code = f"EPSG:{crs['id']['code']}"
    else:
        meta, _, shapes = read_back(done.path)
        code = meta["crs"]
    assert code == "EPSG:4518"
    corners = shapely.get_coordinates(shapes[0])
    nearest = np.abs(corners - [east[0], north[0]]).sum(axis=1).min()
    assert 29_000_000 < east[0] < 31_000_000
    assert nearest < 1e-6


def test_a_box_and_some_fields_are_exported_alone(tmp_path):
    source = a_source(box=(88.05, 38.9, 88.2, 39.2), fields=FIELDS[1:2])

    done = exported(tmp_path, ExportFormat.GPKG, source)

    _, attributes, shapes = read_back(done.path)
    assert list(attributes) == ["feature_id", "name"]
    assert (done.count, len(shapes)) == (2, 2)  # the one that reaches in, and the one inside


def test_a_box_without_a_feature_is_refused(tmp_path):
    with pytest.raises(Invalid) as caught:
        exported(tmp_path, ExportFormat.GPKG, a_source(box=(10, 10, 11, 11)))

    assert caught.value.problems[0].code == "layer.export-nothing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "form", [ExportFormat.GPKG, ExportFormat.XLSX, ExportFormat.CSV, ExportFormat.PARQUET]
)
def test_a_table_without_geometry_is_exported_too(tmp_path, form):
    done = exported(tmp_path, form, a_source(a_table(geometry=None)))

    assert (done.count, done.path.is_file()) == (3, True)


def test_kml_in_metres_is_refused(tmp_path):
    with pytest.raises(Invalid) as caught:
        exported(tmp_path, ExportFormat.KML, a_source(crs=TargetCrs(4518)))

    assert caught.value.problems[0].code == "layer.export-crs"


def test_data_far_from_the_zone_is_refused(tmp_path):
    with pytest.raises(Invalid) as caught:
        exported(tmp_path, ExportFormat.GPKG, a_source(crs=TargetCrs(4530)))

    assert caught.value.problems[0].code == "layer.export-zone"
    assert "38." in caught.value.problems[0].text.zh


@pytest.mark.parametrize("name", ["a.dwg", "a", "a.shp"])
def test_an_ending_that_says_nothing_is_refused_with_the_known_ones(name):
    with pytest.raises(Invalid) as caught:
        format_of(name)

    assert ".shp.zip" in caught.value.problems[0].text.zh


@pytest.mark.parametrize("words", ["4527x", "3857", "4549", "²", ""])
def test_a_system_that_is_not_offered_is_refused(words):
    with pytest.raises(Invalid) as caught:
        target_crs(words)

    assert caught.value.problems[0].code == "layer.export-crs"
