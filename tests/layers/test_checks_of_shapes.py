# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Repeats, slivers, spikes, gaps and ground beyond the county. 图形检查。"""

import numpy as np
import pyarrow as pa
import pytest
import shapely

from kuangtu.geo.area import area_m2
from kuangtu.layers.checking.county import CountyOutline, check_county
from kuangtu.layers.checking.gaps import check_gaps
from kuangtu.layers.checking.numbers import measured
from kuangtu.layers.checking.outlines import check_outlines
from kuangtu.layers.checking.repeats import check_repeated_rows, check_repeats
from layers.layer_files import BESIDE, BOWTIE, SQUARE, facts, told

METRE = 1 / 111_000
COUNTY = shapely.box(87.0, 38.0, 90.0, 41.0)


def kinds(several):
    return [(one.kind, one.feature) for one in told(several)]


def repeats(*geometries, words=None):
    table = pa.table({"MC": words or [str(n) for n in range(len(geometries))]})
    return kinds(check_repeats(facts(*geometries), table))


def turned(polygon, by):
    """The same ring from another vertex on, the other way round."""
    points = list(polygon.exterior.coords)[:-1]
    return shapely.Polygon((points[by:] + points[:by])[::-1])


@pytest.mark.parametrize("by", [0, 1, 3])
def test_one_outline_is_the_same_from_whatever_vertex_it_is_drawn(by):
    assert repeats(BESIDE, SQUARE, turned(SQUARE, by)) == [("geometry-repeated", 3)]


def test_a_record_that_is_there_twice_is_told_as_such():
    assert repeats(SQUARE, SQUARE, SQUARE, words=["甲", "甲", "乙"]) == [
        ("record-repeated", 2),
        ("geometry-repeated", 3),
    ]


@pytest.mark.parametrize(
    ("by_m", "is_near"), [(0.05, True), (0.5, False)], ids=["centimetres", "half-a-metre"]
)
def test_an_outline_that_was_drawn_again_is_nearly_the_same(by_m, is_near):
    again = shapely.transform(SQUARE, lambda points: points + np.array([0, by_m * METRE]))

    assert repeats(SQUARE, BESIDE, again) == ([("geometry-nearly-repeated", 3)] * is_near)


def test_points_and_what_is_missing_can_be_repeated_too():
    point = shapely.Point(88, 39)

    assert repeats(None, point, shapely.Polygon(), point, None) == [("geometry-repeated", 4)]


def test_rows_of_a_table_are_repeated_when_all_their_values_are():
    table = pa.table({"MC": ["甲", "乙", "甲", "甲"], "n": [1, 1, 1, None]})

    assert kinds([check_repeated_rows(table)]) == [("record-repeated", 3)]
    assert kinds([check_repeated_rows(pa.table({}))]) == []


def test_a_strip_beside_good_ground_is_told_with_its_area_and_width():
    strip = shapely.box(88.2, 39.0, 88.2 + 1 / 60, 39.0 + 0.05 * METRE)

    [one] = told(check_outlines(facts(BESIDE, shapely.MultiPolygon([SQUARE, strip]))))

    assert (one.kind, one.feature) == ("part-sliver", 2)
    assert one.text.zh == (
        f"第 2 个部分是窄条：面积 {area_m2(strip):.2f} 平方米，平均宽 0.050 米，最宽处 0.051 米"
    )
    assert strip.buffer(1e-9).contains(shapely.Point(one.longitude, one.latitude))


def test_a_ditch_half_a_metre_wide_is_no_strip():
    ditch = shapely.box(88.2, 39.0, 88.2 + 1 / 60, 39.0 + 0.6 * METRE)

    assert told(check_outlines(facts(ditch))) == []


def test_a_speck_of_less_than_a_square_metre_is_noted():
    speck = shapely.box(88.0, 39.0, 88.0 + 0.9 * METRE, 39.0 + 0.9 * METRE)

    assert kinds(check_outlines(facts(speck))) == [("part-tiny", 1)]


def test_a_spike_is_told_at_its_tip():
    spiked = shapely.Polygon(
        [(88, 39), (88.01, 39), (88.03, 39.00001), (88.01, 39.00002), (88.01, 39.01), (88, 39.01)]
    )

    [one] = told(check_outlines(facts(spiked)))

    assert (one.kind, one.longitude, one.latitude) == ("boundary-spike", 88.03, 39.00001)
    assert one.text.zh.startswith("边界在此折返，夹角 0.0")


def test_a_spike_at_the_first_vertex_is_found_as_well():
    ring = [
        (88.03, 39.00001),
        (88.01, 39.00002),
        (88.01, 39.01),
        (88, 39.01),
        (88, 39),
        (88.01, 39),
    ]

    assert kinds(check_outlines(facts(shapely.Polygon(ring)))) == [("boundary-spike", 1)]


def test_vertices_within_a_millimetre_are_counted_once_for_a_feature():
    ring = [(88, 39), (88, 39), (88.01, 39), (88.01, 39 + 1e-10), (88.01, 39.01)]

    [one] = told(check_outlines(facts(BESIDE, shapely.Polygon(ring))))

    assert (one.kind, one.feature) == ("vertices-repeated", 2)
    assert one.text.en == "2 vertices lie within 1 mm of the one before"


def test_outlines_that_cannot_be_measured_are_left_to_the_other_checks():
    assert told(check_outlines(facts(BOWTIE, None, shapely.Point(88, 39)))) == []
    assert told(check_outlines(facts())) == []


def grid(*, without=()):
    """Nine squares side by side."""
    step = 1 / 60
    return [
        shapely.box(88 + x * step, 39 + y * step, 88 + (x + 1) * step, 39 + (y + 1) * step)
        for x in range(3)
        for y in range(3)
        if (x, y) not in without
    ]


def test_a_hole_between_features_is_told_with_its_area_and_place():
    hole = grid()[4]

    [one] = told(check_gaps(facts(*grid(without=[(1, 1)])), None))

    assert (one.kind, one.feature) == ("features-gap", None)
    assert one.text.zh == f"要素之间有 {area_m2(hole):.2f} 平方米的空洞"
    assert hole.contains(shapely.Point(one.longitude, one.latitude))


def test_a_hole_where_the_county_has_one_is_no_gap():
    county = CountyOutline(shapely.Polygon(COUNTY.exterior, [grid()[4].exterior]))

    assert told(check_gaps(facts(*grid(without=[(1, 1)])), county)) == []


def test_ground_that_is_covered_without_gaps_is_left_in_peace():
    assert told(check_gaps(facts(*grid()), None)) == []
    assert told(check_gaps(facts(None, BOWTIE), None)) == []


def test_a_gap_that_opens_to_the_outside_is_told_where_it_is_narrow():
    east = shapely.box(88 + 1 / 60 + 0.4 * METRE, 39.0, 88.05, 39.0 + 1 / 60)

    found = told(check_gaps(facts(SQUARE, east), None))

    assert {(one.kind, one.feature) for one in found} == {
        ("features-gap-narrow", 1),
        ("features-gap-narrow", 2),
    }
    assert all(abs(one.longitude - 88 - 1 / 60) < METRE for one in found)


def test_a_road_between_two_features_is_no_gap():
    east = shapely.box(88 + 1 / 60 + 4 * METRE, 39.0, 88.05, 39.0 + 1 / 60)

    assert told(check_gaps(facts(SQUARE, east), None)) == []


def test_features_beyond_the_county_are_told_and_those_across_by_their_area():
    across = shapely.box(89.99, 39.0, 90.01, 39.01)
    away = shapely.box(91.0, 39.0, 91.01, 39.01)

    found = told(check_county(facts(SQUARE, away, across, None), CountyOutline(COUNTY)))

    assert [(one.kind, one.feature) for one in found] == [
        ("outside-county", 2),
        ("across-county", 3),
    ]
    outside = area_m2(shapely.box(90.0, 39.0, 90.01, 39.01)) / 1e6
    assert found[1].text.zh == f"要素有 {measured(outside)} 平方千米（50.0%）在县域之外"
    assert found[1].longitude > 90


def test_what_lies_beyond_by_no_more_than_the_outlines_accuracy_is_inside():
    across = shapely.box(89.99, 39.0, 90.0 + 50 * METRE, 39.01)

    assert told(check_county(facts(across), CountyOutline(COUNTY, 100.0))) == []
    assert kinds(check_county(facts(across), CountyOutline(COUNTY, 10.0))) == [("across-county", 1)]


def test_a_file_that_lies_elsewhere_altogether_is_said_once():
    away = shapely.box(91.0, 39.0, 91.01, 39.01)

    [one] = told(check_county(facts(away, away), CountyOutline(COUNTY)))

    assert (one.kind, one.feature) == ("outside-county", None)
    assert one.text.zh.startswith("全部 2 个要素都在县域之外")


def test_lines_and_points_may_leave_the_county_too():
    line = shapely.LineString([(89.9, 39), (90.1, 39)])
    points = shapely.Point(88, 39), shapely.Point(91, 39)

    assert kinds(check_county(facts(line, *points), CountyOutline(COUNTY))) == [
        ("outside-county", 3),
        ("across-county", 1),
    ]


def test_without_an_outline_it_is_said_that_nothing_was_checked():
    assert kinds(check_county(facts(SQUARE), None)) == [("county-unchecked", None)]


def test_the_quick_answer_of_the_grid_is_the_one_of_geometry():
    """Of many features around a ragged outline with a hole, each is told as GEOS tells it."""
    rng = np.random.default_rng(7)
    corners = np.column_stack([86.5 + 4 * rng.random(4_000), 37.5 + 4 * rng.random(4_000)])
    boxes = shapely.box(*corners.T, *(corners + 0.02 * rng.random((4_000, 2))).T)
    ragged = shapely.Point(88.5, 39.5).buffer(1.3, quad_segs=3)
    outline = ragged.difference(shapely.box(88.2, 39.2, 88.9, 39.6))

    flagged = list(check_county(facts(*boxes), CountyOutline(outline)))

    assert [set(np.asarray(one.rows).tolist()) for one in flagged] == [
        set(np.flatnonzero(~shapely.intersects(outline, boxes)).tolist()),
        set(
            np.flatnonzero(
                shapely.intersects(outline, boxes) & ~shapely.covers(outline, boxes)
            ).tolist()
        ),
    ]
