# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A view of more features than a map can draw."""

import numpy as np
import pytest
import shapely

from kuangtu.layers.features import data_file, features_in_box
from kuangtu.layers.overview import overview
from kuangtu.layers.queries import map_geojson
from kuangtu.layers.storing import write_geoparquet
from kuangtu.layers.verifying import FILE_HASHES
from layers.layer_files import a_feature, a_geojson, a_published

COUNTY = (86.0, 36.0, 94.0, 41.0)


def a_data_file(tmp_path, geometries):
    import pyarrow as pa

    path = tmp_path / "data.parquet"
    names = pa.table({"name": [f"N{i}" for i in range(len(geometries))]})
    ids = list(range(1, len(geometries) + 1))
    write_geoparquet(path, feature_ids=ids, geometries=np.array(geometries), attributes=names)
    return data_file(FILE_HASHES.state_and_sha256(path)[0])


def squares(count, *, side=0.001, seed=7):
    rng = np.random.default_rng(seed)
    west, south = rng.uniform(86.5, 93.5, count), rng.uniform(36.5, 40.5, count)
    return list(shapely.box(west, south, west + side, south + side))


def ids_of(features):
    return sorted(int(one.feature_id) for one in features)


def test_few_features_are_drawn_as_they_are(tmp_path):
    data = a_data_file(tmp_path, squares(30))

    found = overview(data, COUNTY, limit=30)

    assert (ids_of(found.features), found.cells) == (list(range(1, 31)), ())


def test_of_too_many_the_large_ones_are_drawn_and_the_small_ones_counted_where_they_lie(tmp_path):
    large = [shapely.box(87.0, 37.0, 88.0, 38.0), shapely.LineString([(90, 37), (90.5, 40)])]
    data = a_data_file(tmp_path, [*squares(9_000), *large])

    found = overview(data, COUNTY, limit=5_000)

    assert ids_of(found.features) == [9_001, 9_002]
    assert found.feature_count == 9_002
    assert len(found.cells) <= 96 * 96
    assert {cell.side for cell in found.cells} == {0.125}


@pytest.mark.parametrize("view", [COUNTY, (88.0, 38.0, 89.5, 39.0), (86.4, 36.4, 86.6, 36.6)])
def test_every_feature_of_a_view_is_drawn_or_counted_once(tmp_path, view):
    data = a_data_file(tmp_path, squares(9_000))
    everything = len(features_in_box(data, view, limit=10_000))

    found = overview(data, view, limit=1)

    assert found.feature_count == everything


def test_the_grid_stays_in_its_place_when_the_view_moves(tmp_path):
    data = a_data_file(tmp_path, squares(9_000))

    here = overview(data, (88.0, 38.0, 89.5, 39.0), limit=1)
    moved = overview(data, (88.1, 38.1, 89.6, 39.1), limit=1)

    inner = [
        {cell for cell in one.cells if 88.2 < cell.west < 89.3 and 38.2 < cell.south < 38.8}
        for one in (here, moved)
    ]
    assert inner[0] == inner[1] != set()


def test_where_large_features_are_very_many_the_largest_are_drawn(tmp_path):
    largest = squares(1_000, side=0.4)
    data = a_data_file(tmp_path, [*largest, *squares(500, side=0.3, seed=8)])

    found = overview(data, COUNTY, limit=100)

    assert ids_of(found.features) == list(range(1, 1_001))
    assert found.feature_count == 1_500


@pytest.mark.django_db
def test_a_map_is_told_that_it_shows_an_overview_and_of_how_many_features(tmp_path):
    features = [a_feature(one, NAME=f"P{i}") for i, one in enumerate(squares(5_001))]
    edition = a_published(a_geojson(tmp_path, *features), layer="reference-area")

    whole = map_geojson(edition)
    close = map_geojson(edition, bbox=(88.0, 38.0, 88.2, 38.2))

    assert (whole["truncated"], whole["feature_count"]) == (True, 5_001)
    assert {one["properties"]["is_overview"] for one in whole["features"]} == {True}
    assert sum(one["properties"]["feature_count"] for one in whole["features"]) == 5_001
    assert (close["truncated"], len(close["features"])) == (False, close["feature_count"])
