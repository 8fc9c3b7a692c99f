# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The tree of boxes. 外包框树。"""

import numpy as np
import pytest

from geo.overlap.shape_builders import BOTH
from kuangtu.geo.overlap.pairing import box_pairs
from kuangtu.geo.overlap.tree import BoxTree


def boxes(count, *, size=20.0, seed=1):
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 1000, (count, 2))
    return np.hstack((corners, corners + random.uniform(0, size, (count, 2))))


def in_a_row(count):
    x, y = np.divmod(np.arange(count, dtype=float), 8)
    return np.column_stack((x, y, x + 1, y + 1))


def all_meeting(queries, kept):
    meets = (
        (queries[:, None, 0] <= kept[:, 2])
        & (queries[:, None, 2] >= kept[:, 0])
        & (queries[:, None, 1] <= kept[:, 3])
        & (queries[:, None, 3] >= kept[:, 1])
    )
    return np.argwhere(meets).tolist()


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("count", [0, 1, 2, 7, 8, 9, 64, 65, 600, 5000])
def test_the_tree_finds_what_a_comparison_of_all_boxes_finds(engine, count):
    kept, queries = boxes(count), boxes(40, size=150, seed=2)

    rows, features = box_pairs(BoxTree.over(kept), queries, engine)

    assert np.column_stack((rows, features)).tolist() == all_meeting(queries, kept)


@pytest.mark.parametrize("engine", BOTH)
def test_boxes_that_touch_meet(engine):
    kept = in_a_row(64)

    rows, features = box_pairs(BoxTree.over(kept), np.array([[1.0, 1.0, 2.0, 2.0]]), engine)

    assert (set(rows.tolist()), len(features)) == ({0}, 9)


@pytest.mark.parametrize("engine", BOTH)
def test_more_hits_than_expected_are_all_found(engine):
    kept = boxes(3000)

    rows, features = box_pairs(BoxTree.over(kept), np.array([[0.0, 0.0, 2000.0, 2000.0]]), engine)

    assert features.tolist() == list(range(3000))
    assert set(rows.tolist()) == {0}


def test_a_good_order_is_kept_and_a_bad_one_is_not():
    x, y = np.meshgrid(np.arange(64.0), np.arange(64.0))
    bits = [
        (x.astype(int) >> i & 1) << 2 * i | (y.astype(int) >> i & 1) << 2 * i + 1 for i in range(6)
    ]
    along = np.argsort(sum(bits).ravel())
    good = np.column_stack((x.ravel(), y.ravel(), x.ravel() + 0.5, y.ravel() + 0.5))[along]
    bad = good[np.random.default_rng(1).permutation(len(good))]

    assert BoxTree.over(good).order.tolist() == list(range(4096))
    assert BoxTree.over(bad).order.tolist() != list(range(4096))
