# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoParquet in its encodings and with its ways of saying a system. GeoParquet 读取。"""

import datetime as dt
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import pytest
import shapely

from kuangtu.layers.reading import ReadLimits
from layers.layer_files import BESIDE, SQUARE, read, refusal

SHAPES = [
    shapely.Point(88, 39),
    shapely.LineString([(88, 39), (88.1, 39), (88.1, 39.1)]),
    SQUARE.difference(SQUARE.centroid.buffer(0.001, quad_segs=1)),
    shapely.MultiPoint([(88, 39), (88.1, 39.1)]),
    shapely.MultiLineString([[(88, 39), (88.1, 39)], [(88, 39.1), (88.1, 39.1), (88.2, 39)]]),
    shapely.MultiPolygon([SQUARE, BESIDE]),
]


def a_parquet(path, column: pa.Array, *, encoding="WKB", attributes=None, **said):
    """A GeoParquet file; `said` is put into the description of its column."""
    described = {"encoding": encoding, "geometry_types": []} | said
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    columns = attributes or {"MC": ["甲"] * len(column)}
    table = pa.table(columns | {"geometry": column})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    return path


def wkb(*shapes):
    return pa.array([None if one is None else shapely.to_wkb(one) for one in shapes])


def native(*shapes, depth: int, interleaved: bool):
    """Nested lists of coordinates by hand, as the specification describes them."""

    def nested(shape):
        if shape is None:
            return None
        if shape.geom_type == "Point":
            return point(shape.coords[0])
        if shape.geom_type == "LineString":
            return [point(xy) for xy in shape.coords]
        if shape.geom_type == "Polygon":
            rings = [shape.exterior, *shape.interiors]
            return [[point(xy) for xy in ring.coords] for ring in rings]
        return [nested(part) for part in shape.geoms]

    def point(xy):
        return list(xy) if interleaved else {"x": xy[0], "y": xy[1]}

    kind = (
        pa.list_(pa.float64(), 2)
        if interleaved
        else pa.struct({"x": pa.float64(), "y": pa.float64()})
    )
    for _ in range(depth):
        kind = pa.list_(kind)
    return pa.array([nested(shape) for shape in shapes], kind)


@pytest.mark.parametrize("interleaved", [False, True], ids=["struct", "interleaved"])
@pytest.mark.parametrize(
    ("shape", "depth"),
    list(zip(SHAPES, [0, 1, 2, 1, 2, 3], strict=True)),
    ids=lambda one: getattr(one, "geom_type", ""),
)
def test_native_encodings_are_read_with_their_gaps(tmp_path, shape, depth, interleaved):
    column = native(None, shape, None, shape, depth=depth, interleaved=interleaved)
    path = a_parquet(tmp_path / "a.parquet", column, encoding=shape.geom_type.lower())

    features = read(path, tmp_path, epsg=None)

    assert [None if one is None else one.equals(shape) for one in features.geometries] == [
        None,
        True,
        None,
        True,
    ]


def projjson(epsg: int, *, named: bool = True):
    written = json.loads(pyproj.CRS(epsg).to_json())
    if not named:
        written.pop("id")
    return written


@pytest.mark.parametrize(
    ("said", "epsg"),
    [
        pytest.param({}, 4326, id="left-out"),
        pytest.param({"crs": projjson(4490)}, 4490, id="by-its-code"),
        pytest.param({"crs": projjson(4490, named=False)}, 4490, id="by-its-name"),
        pytest.param({"crs": json.loads(pyproj.CRS("OGC:CRS84").to_json())}, 4326, id="crs84"),
    ],
)
def test_the_system_is_what_the_metadata_says(tmp_path, said, epsg):
    path = a_parquet(tmp_path / "a.parquet", wkb(SQUARE), **said)

    assert read(path, tmp_path).crs.epsg == epsg


def test_plane_coordinates_become_degrees(tmp_path):
    to_zone = pyproj.Transformer.from_crs(4490, 4517, always_xy=True)
    plane = shapely.transform(SQUARE, lambda xy: np.column_stack(to_zone.transform(*xy.T)))

    features = read(a_parquet(tmp_path / "a.parquet", wkb(plane), crs=projjson(4517)), tmp_path)

    assert shapely.equals_exact(features.geometries[0], SQUARE, 1e-9, normalize=True)


def test_a_system_said_to_be_unknown_must_be_declared(tmp_path):
    path = a_parquet(tmp_path / "a.parquet", wkb(SQUARE), crs=None)

    assert refusal(path, tmp_path / "a") == ["layer.crs-missing"]
    assert read(path, tmp_path / "b", epsg=4490).crs.epsg == 4490


def test_attributes_are_single_values_and_the_rest_is_said(tmp_path):
    attributes = {
        "MC": ["甲"],
        "类": pa.array(["a"]).dictionary_encode(),
        "时间": pa.array([1_788_249_600], pa.timestamp("s")),
        "日期": [dt.date(2026, 9, 1)],
        "bbox": [{"xmin": 88.0}],
        "码": [b"\x00"],
    }

    features = read(a_parquet(tmp_path / "a.parquet", wkb(SQUARE), attributes=attributes), tmp_path)

    assert features.table.to_pylist() == [
        {"MC": "甲", "类": "a", "时间": "2026-09-01 08:00:00.000", "日期": dt.date(2026, 9, 1)}
    ]
    [left] = [one for one in features.findings if one.kind == "columns-nested"]
    assert "bbox、码" in left.text.zh


def test_round_edges_and_a_damaged_geometry_are_said(tmp_path):
    path = a_parquet(
        tmp_path / "a.parquet", pa.array([shapely.to_wkb(SQUARE), b"\x01\x03"]), edges="spherical"
    )

    features = read(path, tmp_path)

    kinds = [(one.kind, one.feature) for one in features.findings]
    assert ("edges-on-the-globe", None) in kinds
    assert ("geometry-unreadable", 2) in kinds


@pytest.mark.parametrize(
    "geo",
    ["{", "[]", '{"primary_column": "x", "columns": {}}',
     '{"primary_column": "geometry", "columns": {"geometry": {"encoding": "TWKB"}}}',
     '{"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "crs": {}}}}'],
)  # fmt: skip
def test_metadata_that_cannot_be_read_are_refused(tmp_path, geo):
    table = pa.table({"geometry": wkb(SQUARE)}).replace_schema_metadata({"geo": geo})
    pq.write_table(table, tmp_path / "a.parquet")

    assert refusal(tmp_path / "a.parquet", tmp_path) == ["layer.geo-metadata"]


def test_a_parquet_without_geometry_is_a_table_of_attributes(tmp_path):
    pq.write_table(pa.table({"证号": ["C65"]}), tmp_path / "a.parquet")

    assert refusal(tmp_path / "a.parquet", tmp_path / "a") == ["layer.no-geometry"]
    assert read(
        tmp_path / "a.parquet", tmp_path / "b", without_geometry=True
    ).table.to_pylist() == [{"证号": "C65"}]


def test_a_cut_file_an_empty_one_and_a_large_one_are_refused(tmp_path):
    path = a_parquet(tmp_path / "a.parquet", wkb(SQUARE))
    empty = a_parquet(
        tmp_path / "b.parquet",
        pa.array([], pa.binary()),
        attributes={"MC": pa.array([], pa.string())},
    )
    zeros = pa.array([b"\0" * 5_000_000])
    bomb = a_parquet(tmp_path / "c.parquet", zeros)
    cut = tmp_path / "d.parquet"
    cut.write_bytes(path.read_bytes()[:-20])
    small = ReadLimits(unpacked_bytes=1_000_000)

    assert refusal(cut, tmp_path / "1") == ["layer.unreadable"]
    assert refusal(empty, tmp_path / "2") == ["layer.no-features"]
    assert refusal(bomb, tmp_path / "3", limits=small) == ["layer.too-large"]
    assert refusal(path, tmp_path / "4", limits=ReadLimits(features=0)) == [
        "layer.too-many-features"
    ]


def test_a_word_repeated_without_end_is_measured_before_it_is_written_out(tmp_path):
    path = a_parquet(
        tmp_path / "a.parquet",
        pa.array([shapely.to_wkb(SQUARE)] * 2_000),
        attributes={"MC": ["甲" * 20_000] * 2_000},
    )

    assert path.stat().st_size < 10_000
    assert refusal(path, tmp_path, limits=ReadLimits(unpacked_bytes=50_000_000)) == [
        "layer.too-large"
    ]
