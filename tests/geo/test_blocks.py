# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Exploration blocks. 勘查区块。"""

from decimal import Decimal

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.errors import Invalid
from kuangtu.geo.blocks import (
    QUARTER_MILLIARCSECONDS,
    BlockCount,
    block_cells,
    count_blocks,
)

SMALL = 15 / 3600


def cells(west, south, columns, rows):
    """A box of small blocks that begins at whole small blocks east and north of 88°E 39°N."""
    return shapely.box(
        88 + west * SMALL,
        39 + south * SMALL,
        88 + (west + columns) * SMALL,
        39 + (south + rows) * SMALL,
    )


def counts(geometry):
    found = count_blocks(geometry)
    return found.basic, found.quarter, found.small, found.equivalent


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        pytest.param(cells(0, 0, 4, 4), (1, 0, 0, Decimal(1)), id="a basic block"),
        pytest.param(cells(0, 0, 8, 12), (6, 0, 0, Decimal(6)), id="six basic blocks"),
        pytest.param(cells(0, 0, 2, 2), (0, 1, 0, Decimal("0.25")), id="a quarter block"),
        pytest.param(cells(1, 1, 1, 1), (0, 0, 1, Decimal("0.0625")), id="a small block"),
        pytest.param(cells(2, 2, 4, 4), (0, 4, 0, Decimal(1)), id="four quarters of four minutes"),
        pytest.param(cells(1, 1, 2, 2), (0, 0, 4, Decimal("0.25")), id="four small of four halves"),
        pytest.param(cells(0, 0, 6, 4), (1, 2, 0, Decimal("1.5")), id="a basic and two quarters"),
    ],
)
def test_blocks_are_counted_the_larger_first(geometry, expected):
    assert counts(geometry) == expected


def test_a_hole_of_whole_blocks_is_not_counted():
    ring = cells(0, 0, 8, 8).difference(cells(4, 4, 2, 2))

    assert counts(ring) == (3, 3, 0, Decimal("3.75"))


def test_a_corner_off_the_graticule_is_named():
    moved = shapely.Polygon(
        [(88, 39), (88 + 1 / 60 + 0.05 / 3600, 39), (88 + 1 / 60, 39 + 1 / 60), (88, 39 + 1 / 60)]
    )

    found = count_blocks(moved)

    assert (found.is_whole, found.equivalent) == (False, None)
    assert [corner.off_arcseconds for corner in found.off_grid] == [0.05]


def test_an_oblique_edge_between_corners_is_named():
    triangle = shapely.Polygon([(88, 39), (88 + 1 / 60, 39), (88, 39 + 1 / 60)])

    assert [corner.off_arcseconds for corner in count_blocks(triangle).off_grid] == [0.0]


def test_a_corner_within_the_tolerance_is_on_the_graticule():
    moved = shapely.box(88 - 0.0009 / 3600, 39, 88 + 1 / 60, 39 + 1 / 60 + 0.0009 / 3600)

    assert count_blocks(moved) == BlockCount(1, 0, 0)


def test_the_cells_a_range_reaches_into():
    shape = shapely.box(88 + 0.5 / 60, 39 + 0.25 / 60, 88 + 1.5 / 60, 39 + 0.75 / 60)

    assert [
        len(block_cells(shape)),
        len(block_cells(shape, size_milliarcseconds=QUARTER_MILLIARCSECONDS)),
    ] == [2, 4]


def test_touching_a_cell_is_not_reaching_into_it():
    block = cells(0, 0, 4, 4)

    assert [cell.equals_exact(block, 1e-12, normalize=True) for cell in block_cells(block)] == [
        True
    ]


def test_nothing_has_no_blocks():
    empty = shapely.Polygon()

    assert (counts(empty), block_cells(empty)) == ((0, 0, 0, Decimal(0)), [])


def test_a_range_over_half_a_country_is_refused():
    with pytest.raises(Invalid) as refusal:
        count_blocks(shapely.box(80, 30, 110, 50))

    assert refusal.value.problems[0].code == "blocks.too-large"


@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 12), st.integers(1, 12))
def test_the_equivalent_is_the_number_of_small_blocks_over_sixteen(west, south, columns, rows):
    found = count_blocks(cells(west, south, columns, rows))

    assert found.equivalent == Decimal(columns * rows) / 16


def test_a_part_off_the_graticule_is_found_in_a_multipolygon_too():
    on_grid = shapely.box(88, 39, 88 + 1 / 60, 39 + 1 / 60)
    off_grid = shapely.box(88.1003, 39, 88.1103, 39.01)

    count = count_blocks(shapely.MultiPolygon([on_grid, off_grid]))

    assert count.basic is None
    assert {round(one.longitude, 4) for one in count.off_grid} == {88.1003, 88.1103}
