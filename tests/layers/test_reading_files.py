# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Opening files: formats, reference systems, and what is refused. 导入文件读取。"""

import contextlib
import json
import sqlite3
import struct

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from kuangtu.core.errors import Invalid
from kuangtu.layers.reading import ReadLimits
from layers.layer_files import (
    BESIDE,
    SQUARE,
    a_feature,
    a_geojson,
    a_geopackage,
    a_shapefile,
    a_zip,
    parts_of,
    read,
    refusal,
)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(a_shapefile, id="shp"),
        pytest.param(lambda folder: a_shapefile(folder).parent, id="folder"),
        pytest.param(
            lambda folder: a_zip(folder / "a.zip", *parts_of(a_shapefile(folder / "in"))), id="zip"
        ),
        pytest.param(
            lambda folder: a_geojson(folder, a_feature(SQUARE), a_feature(BESIDE)), id="geojson"
        ),
    ],
)
def test_the_same_squares_come_out_of_every_format(tmp_path, make):
    features = read(make(tmp_path), tmp_path)

    assert shapely.equals_exact(features.geometries, [SQUARE, BESIDE], 1e-9, normalize=True).all()
    assert features.crs.epsg == 4490


def test_a_geopackage_table_is_read_with_its_words(tmp_path):
    features = read(a_geopackage(tmp_path), tmp_path)

    assert features.table.to_pylist() == [{"MC": "甲"}]
    assert features.source.format == "GeoPackage"


def test_plane_coordinates_become_degrees_of_cgcs2000(tmp_path):
    to_zone = Transformer.from_crs(4490, 4517, always_xy=True)
    plane = shapely.transform(SQUARE, lambda xy: np.column_stack(to_zone.transform(*xy.T)))
    path = a_shapefile(
        tmp_path,
        geometry=shapely.to_wkb(np.array([plane])),
        field_data=[np.array(["甲"], dtype=object)],
        crs="EPSG:4517",
    )

    features = read(path, tmp_path)

    assert (features.crs.epsg, features.crs.accuracy_m) == (4517, 0.0)
    assert shapely.equals_exact(features.geometries[0], SQUARE, 1e-9, normalize=True)


def test_wgs84_is_taken_as_cgcs2000_and_says_so(tmp_path):
    features = read(a_geojson(tmp_path, crs=""), tmp_path)

    assert (features.crs.epsg, features.crs.accuracy_m) == (4326, 1.0)
    assert [finding.kind for finding in features.findings] == ["wgs84-as-cgcs2000"]
    assert shapely.equals_exact(features.geometries[0], SQUARE, 0)


def test_a_geojson_without_crs_may_be_declared_cgcs2000(tmp_path):
    features = read(a_geojson(tmp_path, crs=""), tmp_path, epsg=4490)

    assert (features.crs.epsg, features.findings) == (4490, ())


@pytest.mark.parametrize(
    ("removed", "codes"),
    [
        pytest.param([".prj"], ["layer.prj-missing"], id="no-prj"),
        pytest.param([".shx"], ["layer.shx-missing"], id="no-shx"),
        pytest.param([".dbf"], ["layer.dbf-missing"], id="no-dbf"),
        pytest.param([".shp"], ["layer.shp-missing"], id="no-shp"),
        pytest.param(
            [".shx", ".dbf", ".prj"],
            ["layer.shx-missing", "layer.dbf-missing", "layer.prj-missing"],
            id="all-at-once",
        ),
    ],
)
def test_an_incomplete_shapefile_is_refused_part_by_part(tmp_path, removed, codes):
    path = a_shapefile(tmp_path / "in")
    for suffix in removed:
        path.with_suffix(suffix).unlink()

    assert refusal(path.parent, tmp_path) == codes


def test_a_shapefile_without_prj_is_read_as_declared(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()

    assert read(path, tmp_path, epsg=4490).crs.epsg == 4490


def test_a_truncated_shapefile_is_refused_with_its_sizes(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.write_bytes(path.read_bytes()[:-40])

    assert refusal(path, tmp_path) == ["layer.shp-truncated"]


def test_something_else_called_shp_is_refused(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.write_bytes(b"not a shapefile at all".ljust(200))

    assert refusal(path, tmp_path) == ["layer.shp-damaged"]


def test_a_declaration_that_contradicts_the_file_is_asked_again(tmp_path):
    assert refusal(a_shapefile(tmp_path / "in"), tmp_path, epsg=4517) == ["layer.crs-conflict"]


def test_a_foreign_system_in_china_gives_way_to_a_declared_one_and_says_so(tmp_path):
    path = a_shapefile(tmp_path / "in", crs="EPSG:4283")

    assert refusal(path, tmp_path) == ["layer.foreign-in-china"]

    features = read(path, tmp_path / "again", epsg=4326)
    assert [f.kind for f in features.findings] == ["crs-declared-over-file", "wgs84-as-cgcs2000"]


@pytest.mark.parametrize(
    ("geometry", "crs", "code"),
    [
        pytest.param(
            shapely.box(39.0, 88.0, 39.1, 88.1), "EPSG::4490", "layer.axes-swapped", id="lat-lon"
        ),
        pytest.param(
            shapely.box(4321375, 29601325, 4322375, 29602325),
            "EPSG::4517",
            "layer.axes-swapped",
            id="northing-first",
        ),
        pytest.param(
            shapely.box(601325, 4321375, 602325, 4322375),
            "EPSG::4517",
            "layer.outside-zone",
            id="no-zone-number",
        ),
        pytest.param(
            shapely.box(30601325, 4321375, 30602325, 4322375),
            "EPSG::4517",
            "layer.outside-zone",
            id="another-zone",
        ),
        pytest.param(
            shapely.box(601325, 4321375, 602325, 4322375),
            "EPSG::4490",
            "layer.not-degrees",
            id="metres-as-degrees",
        ),
    ],
)
def test_coordinates_that_do_not_belong_to_the_system_are_refused(tmp_path, geometry, crs, code):
    assert refusal(a_geojson(tmp_path, a_feature(geometry), crs=crs), tmp_path) == [code]


def test_old_datums_need_parameters(tmp_path):
    path = a_geojson(tmp_path, crs="EPSG::4610")

    assert refusal(path, tmp_path) == ["crs.parameters-needed"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param('{"type": "FeatureCollection", "features": [', "layer.json-invalid", id="cut"),
        pytest.param('{"type": "Polygon"}', "layer.json-kind", id="a-bare-geometry"),
        pytest.param("[1, 2]", "layer.json-kind", id="a-list"),
        pytest.param(
            '{"type": "FeatureCollection", "features": []}', "layer.no-features", id="empty"
        ),
        pytest.param(b"\x89PNG\x00\x00\x00\x00", "layer.not-text", id="a-picture"),
        pytest.param(b"\xff\xfa\x81\x81", "layer.encoding-unknown", id="no-encoding"),
    ],
)
def test_a_wrong_json_is_refused(tmp_path, content, code):
    path = tmp_path / "a.geojson"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert refusal(path, tmp_path) == [code]


def test_a_gbk_geojson_is_read_and_the_guess_is_shown(tmp_path):
    document = {"type": "FeatureCollection", "features": [a_feature(name="若羌县自然保护区")]}
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps(document, ensure_ascii=False).encode("gbk"))

    features = read(path, tmp_path)

    assert features.table.to_pylist() == [{"name": "若羌县自然保护区"}]
    assert features.findings[0].kind == "encoding-guessed"


def test_several_tables_of_a_geopackage_must_be_chosen_from(tmp_path):
    a_geopackage(tmp_path, table="one")
    path = a_geopackage(tmp_path, table="two", append=True)

    assert refusal(path, tmp_path / "a") == ["layer.several-tables"]
    assert refusal(path, tmp_path / "b", table="three") == ["layer.table-missing"]
    assert len(read(path, tmp_path / "c", table="two")) == 1


def test_several_data_sets_of_a_folder_must_be_chosen_from(tmp_path):
    a_shapefile(tmp_path / "in", name="one")
    a_shapefile(tmp_path / "in", name="two")

    assert refusal(tmp_path / "in", tmp_path / "a") == ["layer.several-datasets"]
    assert len(read(tmp_path / "in", tmp_path / "b", dataset="two")) == 2
    with pytest.raises(Invalid, match=r"没有数据集“three”；有：one\.shp、two\.shp"):
        read(tmp_path / "in", tmp_path / "c", dataset="three")


def test_a_file_that_is_absent_too_large_or_of_another_format_is_refused(tmp_path):
    (tmp_path / "a.dwg").write_bytes(b"AC1027")
    large = a_geojson(tmp_path)

    assert refusal(tmp_path / "nothing.shp", tmp_path / "a") == ["layer.file-missing"]
    assert refusal(tmp_path / "a.dwg", tmp_path / "b") == ["layer.format-unknown"]
    assert refusal(large, tmp_path / "c", limits=ReadLimits(file_bytes=10)) == ["layer.too-large"]


def test_more_features_than_the_limit_are_refused(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE), a_feature(BESIDE))

    assert refusal(path, tmp_path, limits=ReadLimits(features=1)) == ["layer.too-many-features"]


def a_measured_shapefile(folder):
    """One point with a measure (shape type 21), which GDAL's writer here does not make."""
    path = a_shapefile(
        folder,
        geometry=shapely.to_wkb(np.array([shapely.Point(88, 39)])),
        field_data=[np.array(["甲"], dtype=object)],
        geometry_type="Point",
    )
    box = struct.pack("<8d", 88, 39, 88, 39, 0, 0, 7, 7)
    record = struct.pack("<i3d", 21, 88, 39, 7)
    for suffix, body in ((".shp", record), (".shx", b"")):
        length = (100 + 8 + len(body)) // 2
        header = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, length) + struct.pack("<2i", 1000, 21)
        head = struct.pack(">2i", 1 if body else 50, len(record) // 2)
        path.with_suffix(suffix).write_bytes(header + box + head + body)
    return path


def test_measures_of_a_shapefile_are_told_in_the_words_of_an_officer(tmp_path):
    found = read(a_measured_shapefile(tmp_path / "in"), tmp_path)

    assert [one.wkt for one in found.geometries] == ["POINT (88 39)"]
    assert [one.text.zh for one in found.findings] == ["图形带 M 值（如里程），图层只保存平面位置"]


def test_a_geopackage_with_changes_not_yet_written_into_it_is_refused(tmp_path):
    path = a_geopackage(tmp_path)
    beside = path.with_suffix(".gpkg-wal")
    beside.write_bytes(b"7")
    packed = a_zip(tmp_path / "a.zip", path, beside)

    assert refusal(path, tmp_path / "a") == ["layer.geopackage-open"]
    assert refusal(packed, tmp_path / "b") == ["layer.geopackage-open"]


def test_a_geopackage_that_was_copied_while_it_was_open_is_told(tmp_path):
    path = a_geopackage(tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("pragma journal_mode = wal")

    found = read(path, tmp_path)

    assert ["打开时复制" in one.text.zh for one in found.findings] == [True]


def test_a_ring_that_is_not_closed_is_told_as_that(tmp_path):
    open_ring = a_feature(SQUARE, name="甲")
    open_ring["geometry"]["coordinates"][0].pop()

    found = read(a_geojson(tmp_path, a_feature(BESIDE, name="乙"), open_ring), tmp_path)

    (told,) = [one for one in found.findings if one.is_error]
    assert (told.kind, told.feature) == ("geometry-unreadable", 2)
    assert told.text.zh == "有一圈没有闭合（最后一点不是第一点）"
