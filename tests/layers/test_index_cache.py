# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Indexes of editions within a budget of memory. 图层索引缓存。"""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from shapely import Point, Polygon, box

from geo.overlap.shape_builders import net, stars
from kuangtu.core.errors import Invalid
from kuangtu.geo.overlap import Engine, arrays_of
from kuangtu.layers.index import IndexCache, load_features, load_index
from kuangtu.layers.storing import write_geoparquet

CRS = {"id": {"authority": "EPSG", "code": 4490}}


def an_edition(path, geometries):
    """A file as the product itself writes it."""
    attributes = pa.table({"name": ["x"] * len(geometries)})
    write_geoparquet(
        path,
        feature_ids=list(range(len(geometries))),
        geometries=np.asarray(geometries, dtype=object),
        attributes=attributes,
    )
    return path


def a_file(path, values, *, encoding="WKB", crs=CRS, **options):
    """A GeoParquet file of one column, whatever its contents."""
    column = {"encoding": encoding, "geometry_types": []} | ({} if crs is None else {"crs": crs})
    geo = {"version": "1.1.0", "primary_column": "shape", "columns": {"shape": column}}
    table = pa.table({"shape": values}).replace_schema_metadata({"geo": json.dumps(geo)})
    pq.write_table(table, path, **options)
    return path


def nested(coordinates, offsets):
    """A native GeoArrow array: points as a struct, then a list for each level."""
    values = pa.StructArray.from_arrays([coordinates[:, 0], coordinates[:, 1]], ["x", "y"])
    for each in offsets:
        values = pa.ListArray.from_arrays(pa.array(each, pa.int32()), values)
    return values


@pytest.mark.parametrize("engine", [Engine.KERNEL, Engine.GEOS])
def test_an_edition_is_read_in_the_order_of_its_rows(tmp_path, engine):
    blocks = net(20, jitter=0.004)
    path = a_file(tmp_path / "net.parquet", pa.array(shapely.to_wkb(blocks)), row_group_size=37)

    index = load_index(path, engine=engine)

    assert np.array_equal(index.arrays.boxes, arrays_of(blocks).boxes)
    assert [one.index for one in index.overlaps(shapely.buffer(blocks[217], -0.001))] == [217]


def test_an_edition_as_the_product_writes_it_is_read(tmp_path):
    path = an_edition(tmp_path / "data.parquet", stars(50))

    features = load_features(path)

    assert len(features) == 50
    assert features.areas_m2.sum() == pytest.approx(arrays_of(stars(50)).areas_m2.sum())


@pytest.mark.parametrize(
    ("encoding", "geometries"),
    [
        (
            "polygon",
            [Polygon(box(90, 39, 91, 40).exterior, [box(90.2, 39.2, 90.4, 39.4).exterior])],
        ),
        ("multipolygon", [shapely.MultiPolygon([box(90, 39, 91, 40), box(92, 39, 93, 40)])]),
        ("linestring", [shapely.LineString([(90, 39), (91, 40)])]),
        ("point", [Point(90, 39), Point(91, 40)]),
    ],
)
def test_native_encodings_are_read(tmp_path, encoding, geometries):
    _, coordinates, offsets = shapely.to_ragged_array(geometries)
    path = a_file(tmp_path / "native.parquet", nested(coordinates, offsets), encoding=encoding)

    assert np.array_equal(load_features(path).boxes, arrays_of(geometries).boxes)


def test_interleaved_points_are_read(tmp_path):
    values = pa.FixedSizeListArray.from_arrays(pa.array([90.0, 39.0, 91.0, 40.0]), 2)
    path = a_file(tmp_path / "points.parquet", values, encoding="point")

    assert np.array_equal(
        load_features(path).boxes, arrays_of([Point(90, 39), Point(91, 40)]).boxes
    )


def test_repeated_geometries_that_take_little_room_in_the_file_are_read(tmp_path):
    blocks = np.repeat(stars(3, vertices=50), 400)
    path = a_file(tmp_path / "same.parquet", pa.array(shapely.to_wkb(blocks)), row_group_size=100)

    assert np.array_equal(load_features(path).boxes, arrays_of(blocks).boxes)


def test_what_is_invalid_is_named_with_file_and_row(tmp_path):
    bowtie = Polygon([(90, 39), (91, 40), (91, 39), (90, 40)])
    values = [*shapely.to_wkb(stars(5)), bowtie.wkb, None, *shapely.to_wkb(stars(3))]
    path = a_file(tmp_path / "bad.parquet", pa.array(values), row_group_size=2)

    with pytest.raises(Invalid) as refused:
        load_features(path)

    assert [(p.code, p.place.file, p.place.line) for p in refused.value.problems] == [
        ("feature-invalid", "bad.parquet", 6),
        ("feature-empty", "bad.parquet", 7),
    ]


@pytest.mark.parametrize("crs", [None, {"id": {"authority": "EPSG", "code": 4326}}, {"name": "x"}])
def test_another_reference_system_is_refused(tmp_path, crs):
    path = a_file(tmp_path / "other.parquet", pa.array([Point(90, 39).wkb]), crs=crs)

    with pytest.raises(Invalid) as refused:
        load_index(path)

    assert [problem.code for problem in refused.value.problems] == ["edition-crs"]


def test_threads_that_ask_at_once_share_one_build(tmp_path):
    path = an_edition(tmp_path / "data.parquet", stars(200))
    cache, all_at_once = IndexCache(budget_mb=100), Barrier(8)

    def ask(_):
        all_at_once.wait()
        return cache.index_of("edition", path)

    with ThreadPoolExecutor(8) as pool:
        indexes = list(pool.map(ask, range(8)))

    assert {id(index) for index in indexes} == {id(cache.index_of("edition", path))}


def test_the_edition_asked_for_longest_ago_is_let_go(tmp_path):
    path = an_edition(tmp_path / "data.parquet", stars(4000, vertices=24))
    size_mb = load_index(path).size_bytes / 1e6
    cache = IndexCache(budget_mb=int(2.5 * size_mb))

    first, second = (cache.index_of(name, path) for name in ("first", "second"))
    cache.index_of("first", path)
    cache.index_of("third", path)

    assert cache.size_bytes <= cache.budget_mb * 1_000_000
    assert cache.index_of("first", path) is first
    assert cache.index_of("second", path) is not second


def test_an_edition_larger_than_the_budget_is_kept_alone(tmp_path):
    path = an_edition(tmp_path / "data.parquet", stars(20))
    cache = IndexCache(budget_mb=0)

    first = cache.index_of("first", path)
    assert cache.index_of("first", path) is first

    cache.index_of("second", path)
    assert cache.size_bytes == first.size_bytes


def test_an_edition_that_cannot_be_read_is_not_kept(tmp_path):
    cache = IndexCache(budget_mb=10)
    path = tmp_path / "data.parquet"

    with pytest.raises(FileNotFoundError):
        cache.index_of("edition", path)
    an_edition(path, stars(3))

    assert len(cache.index_of("edition", path)) == 3


def test_a_forgotten_edition_is_read_anew(tmp_path):
    cache = IndexCache(budget_mb=10)
    path = an_edition(tmp_path / "data.parquet", stars(3))

    first = cache.index_of("edition", path)
    cache.forget("edition")

    assert cache.size_bytes == 0
    assert cache.index_of("edition", path) is not first
