# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading an edition page by page. 分页读取测试。"""

import numpy as np
import pyarrow as pa
import pytest
import shapely

from kuangtu.layers.bounded import BoundedCache
from kuangtu.layers.feature_pages import FeaturePages, sorted_rows
from kuangtu.layers.features import data_file
from kuangtu.layers.storing import write_geoparquet
from kuangtu.layers.verifying import state_of_file

COUNT = 9_000  # more than two row groups


@pytest.fixture(scope="module")
def shapes():
    random = np.random.default_rng(4490)
    corners = random.uniform((86, 36), (94, 41), (COUNT, 3, 2)) * 0.01 + (88, 39)
    return shapely.polygons(np.concatenate([corners, corners[:, :1]], axis=1))


@pytest.fixture(scope="module")
def path(tmp_path_factory, shapes):
    path = tmp_path_factory.mktemp("edition") / "data.parquet"
    names = pa.array([None if at % 10 == 0 else f"名{at % 7}" for at in range(COUNT)])
    write_geoparquet(
        path,
        feature_ids=[f"K-{at}" for at in range(COUNT)],
        geometries=shapes,
        attributes=pa.table({"name": names, "number": pa.array(range(COUNT))}),
    )
    return path


def pages_of(path, budget=100_000_000):
    return FeaturePages("sha", data_file(state_of_file(path)), BoundedCache(budget))


def numbers(pages, rows):
    return pages.table(rows).column("number").to_pylist()


@pytest.mark.parametrize("budget", [0, 300_000, 100_000_000])
def test_rows_come_in_the_order_in_which_they_are_asked_for(path, budget):
    pages = pages_of(path, budget)
    everything = numbers(pages, pages.all_rows())
    wanted = np.array([8_999, 0, 4_096, 4_095, 17, 5_000])

    assert numbers(pages, wanted) == [everything[at] for at in wanted]
    assert numbers(pages, np.arange(4_000, 4_200)) == everything[4_000:4_200]
    assert numbers(pages, np.array([], np.int64)) == []
    assert pages.cache.used_bytes <= budget


def test_an_area_finds_what_it_meets_and_nothing_else(path, shapes):
    pages = pages_of(path)
    boxes = [
        shapely.box(88.87, 39.37, 88.89, 39.39),
        shapely.box(88, 39, 90, 40),
        shapely.box(1, 1, 2, 2),
        shapely.Point(88.9, 39.385).buffer(0.004),
        shapely.Point(88.9, 39.385),
    ]

    for area in boxes:
        expected = np.flatnonzero(shapely.intersects(shapes, area)).tolist()
        assert sorted(numbers(pages, pages.rows_meeting(area))) == expected


def test_a_feature_is_found_by_its_id(path):
    pages = pages_of(path)

    found = [pages.row_of(f"K-{at}") for at in (0, 8_999, 4_321)]

    assert numbers(pages, np.array(found)) == [0, 8_999, 4_321]
    assert [pages.row_of(one) for one in ("K-9000", "", "K", "甲")] == [None] * 4


def test_order_puts_missing_values_last_and_keeps_the_file_among_equals(path):
    pages = pages_of(path)
    rows = pages.all_rows()

    up = sorted_rows(pages, rows, [("name", "ascending")])
    down = sorted_rows(pages, rows, [("name", "descending"), ("number", "ascending")])

    names = pages.table(up).column("name").to_pylist()
    assert names[:8_100] == sorted(names[:8_100])
    assert names[8_100:] == [None] * 900
    assert pages.table(down).column("name").to_pylist()[8_100:] == [None] * 900
    equal = [row for row, name in zip(up.tolist(), names, strict=True) if name == "名3"]
    assert equal == sorted(equal)
