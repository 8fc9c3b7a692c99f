# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Files that are damaged or say one thing and hold another. 损坏与名实不符的文件。"""

import json
import os
import struct

import numpy as np
import pyogrio
import pytest
import shapely

from kuangtu.core.errors import Invalid
from layers.layer_files import (
    BESIDE,
    SQUARE,
    a_feature,
    a_geojson,
    a_geopackage,
    a_shapefile,
    a_zip,
    read,
    refusal,
)


def test_a_damaged_geopackage_is_refused_without_our_paths(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\x00".ljust(4000, b"\x01"))

    assert refusal(path, tmp_path) == ["layer.unreadable"]


def test_a_table_without_geometry_is_refused(tmp_path):
    path = tmp_path / "t.gpkg"
    values = [np.array(["甲"], dtype=object)]
    pyogrio.raw.write(
        path, layer="t", geometry=None, field_data=values, fields=["MC"], driver="GPKG"
    )

    assert refusal(path, tmp_path) == ["layer.no-geometry"]


def test_heights_are_left_out_and_reported(tmp_path):
    path = a_geojson(tmp_path, a_feature(shapely.force_3d(SQUARE, 900.0)))

    features = read(path, tmp_path)

    assert not features.geometries[0].has_z
    assert [finding.kind for finding in features.findings] == ["heights-left-out"]


def test_an_arc_is_found_and_the_straight_features_are_read(tmp_path):
    corners = [(88, 39), (88.1, 39), (88.1, 39.1), (88, 39.1), (88, 39)]
    arc = struct.pack("<BII", 1, 8, 5) + b"".join(struct.pack("<dd", *one) for one in corners)
    path = tmp_path / "arcs.gpkg"
    pyogrio.raw.write(
        path,
        layer="arcs",
        geometry=np.array([SQUARE.wkb, struct.pack("<BII", 1, 10, 1) + arc], dtype=object),
        field_data=[],
        fields=[],
        geometry_type="Unknown",
        crs="EPSG:4490",
        driver="GPKG",
    )

    features = read(path, tmp_path)

    assert [(one.kind, one.feature) for one in features.findings] == [("geometry-curved", 2)]
    assert [one is None for one in features.geometries] == [False, True]


def test_geometries_and_records_that_do_not_belong_together_are_refused(tmp_path):
    path = a_shapefile(tmp_path / "in")
    dbf = bytearray(path.with_suffix(".dbf").read_bytes())
    dbf[4:8] = struct.pack("<I", 1)
    path.with_suffix(".dbf").write_bytes(bytes(dbf))

    assert refusal(path, tmp_path) == ["layer.records-differ"]


def test_records_marked_as_deleted_are_counted(tmp_path):
    path = a_shapefile(tmp_path / "in")
    dbf = bytearray(path.with_suffix(".dbf").read_bytes())
    dbf[struct.unpack_from("<H", dbf, 8)[0]] = ord("*")
    path.with_suffix(".dbf").write_bytes(bytes(dbf))

    features = read(path, tmp_path)

    assert [one.kind for one in features.findings] == ["records-deleted"]
    assert features.table.column("MC").to_pylist() == ["乙保护区"]


@pytest.mark.parametrize(
    ("crs", "codes"),
    [
        pytest.param(None, ["layer.crs-missing"], id="null"),
        pytest.param(
            {"type": "link", "properties": {"href": "http://127.0.0.1/crs"}},
            ["layer.json-crs"],
            id="a-link-is-not-followed",
        ),
        pytest.param(
            {"type": "name", "properties": {"name": "local"}}, ["layer.json-crs"], id="a-local-name"
        ),
        pytest.param("EPSG:4490", ["layer.json-crs"], id="a-word"),
    ],
)
def test_a_crs_member_that_says_nothing_is_refused(tmp_path, crs, codes):
    path = tmp_path / "a.geojson"
    document = {"type": "FeatureCollection", "crs": crs, "features": [a_feature()]}
    path.write_text(json.dumps(document))

    assert refusal(path, tmp_path) == codes


def test_a_feature_that_a_reader_would_pass_over_is_no_reason_to_lose_it(tmp_path):
    path = tmp_path / "a.geojson"
    document = {"type": "FeatureCollection", "features": [a_feature(), 12]}
    path.write_text(json.dumps(document))

    assert refusal(path, tmp_path) == ["layer.features-lost"]


FAR = shapely.box(1e12, 39, 1e12 + 1, 40)
EXCHANGED = shapely.box(39.0, 88.0, 39.1, 88.1)


@pytest.mark.parametrize(
    ("wrong", "kind", "words"),
    [
        (FAR, "geometry-not-degrees", "坐标（1e+12, 39.000000）不是经纬度"),
        (EXCHANGED, "geometry-axes-swapped", "坐标（39.100000, 88.000000）的两轴写反了"),
    ],
)
def test_a_coordinate_that_cannot_be_is_a_finding_of_its_own_feature(tmp_path, wrong, kind, words):
    features = read(a_geojson(tmp_path, a_feature(SQUARE), a_feature(wrong)), tmp_path)

    assert [(one.kind, one.feature) for one in features.findings] == [(kind, 2)]
    assert features.findings[0].is_error
    assert features.findings[0].text.zh.startswith(words)
    assert [geometry is None for geometry in features.geometries] == [False, True]
    assert shapely.equals(features.geometries[0], SQUARE)


def test_a_feature_of_another_zone_is_found_with_its_own_coordinates(tmp_path):
    here, beside = (
        shapely.box(east, 4_300_000, east + 1, 4_300_001) for east in (30_500_000, 31_500_000)
    )
    path = a_geojson(tmp_path, a_feature(here), a_feature(beside), crs="EPSG::4518")

    features = read(path, tmp_path)

    (found,) = features.findings
    assert (found.kind, found.feature) == ("geometry-outside-zone", 2)
    assert found.text.en.startswith("the coordinates (31500001.00, 4300000.00) do not belong to")


def test_what_is_drawn_but_cannot_be_built_is_not_called_undrawn(tmp_path):
    words = {"type": "Polygon", "coordinates": [[["88", "39"], ["89", "39"], ["88", "39"]]]}
    broken = {"type": "Feature", "geometry": words, "properties": {}}
    path = a_geojson(tmp_path, a_feature(SQUARE), broken, a_feature(None))

    features = read(path, tmp_path)

    assert [(one.kind, one.feature) for one in features.findings] == [("geometry-unreadable", 2)]


def test_a_damaged_record_of_a_shapefile_is_not_called_undrawn(tmp_path):
    path = a_shapefile(tmp_path)
    content = bytearray(path.read_bytes())
    content[144:148] = struct.pack("<i", 99_999_999)  # the number of parts of the first record
    path.write_bytes(content)

    features = read(path, tmp_path)

    assert [(one.kind, one.feature) for one in features.findings] == [("geometry-unreadable", 1)]


def test_an_index_of_a_wrong_size_is_refused(tmp_path):
    path = a_shapefile(tmp_path)
    path.with_suffix(".shx").write_bytes(b"")

    assert refusal(path, tmp_path) == ["layer.shx-damaged"]


def test_parts_that_differ_in_capitals_only_are_told_apart_by_the_name_given(tmp_path):
    for name, square in (("areas", SQUARE), ("AREAS", BESIDE)):
        geometry = shapely.to_wkb(np.array([square]))
        a_shapefile(tmp_path, name=name, geometry=geometry, field_data=[np.array(["甲"], object)])

    features = read(tmp_path, tmp_path, dataset="AREAS.shp")

    assert shapely.equals(features.geometries[0], BESIDE)


def test_parts_that_nobody_can_tell_apart_are_refused(tmp_path):
    path = a_shapefile(tmp_path, name="areas")
    content = path.with_suffix(".dbf").read_bytes()
    path.with_suffix(".dbf").unlink()
    (tmp_path / "Areas.dbf").write_bytes(content)
    (tmp_path / "AREAS.dbf").write_bytes(content)

    assert refusal(path, tmp_path) == ["layer.parts-twice"]


def test_a_geodatabase_without_its_catalogue_is_refused(tmp_path):
    folder = tmp_path / "planning.gdb"
    folder.mkdir()
    (folder / "a00000001.gdbtable").write_bytes(b"x")
    zipped = a_zip(tmp_path / "planning.gdb.zip", folder / "a00000001.gdbtable")

    assert refusal(folder, tmp_path / "a") == ["layer.not-geodatabase"]
    assert refusal(zipped, tmp_path / "b") == ["layer.not-geodatabase"]
    assert refusal(folder / "a00000001.gdbtable", tmp_path / "c") == ["layer.not-geodatabase"]


def test_another_file_called_gpkg_is_refused(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(b"no database")

    assert refusal(tmp_path / "a.gpkg", tmp_path) == ["layer.not-geopackage"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.geojson")

    assert refusal(tmp_path / "a.geojson", tmp_path) == ["layer.file-unreadable"]


@pytest.mark.parametrize("kept_bytes", [100, 40_000])
def test_a_geopackage_that_breaks_off_is_told_without_a_word_of_its_database(tmp_path, kept_bytes):
    path = a_geopackage(tmp_path)
    path.write_bytes(path.read_bytes()[:kept_bytes])

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    assert [one.text.zh for one in caught.value.problems] == [
        "文件读不出来（数据库不完整，可能没有传完）；请检查文件是否完整，或重新导出"
    ]
