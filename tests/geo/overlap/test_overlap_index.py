# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The overlap index as its callers see it. 压覆索引。"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import LineString, MultiLineString, MultiPoint, Point, Polygon, box

from geo.overlap.shape_builders import BOTH, net, stars
from kuangtu.core.errors import Invalid
from kuangtu.geo.overlap import Engine, OverlapIndex, Way, arrays_of, arrays_of_wkb
from kuangtu.geo.overlap.engine import KERNEL_FEATURES
from kuangtu.geo.overlap.pairing import in_plane

CGCS2000 = Geod(a=6378137.0, rf=298.257222101)
# Valid on the map, but its hole touches the middle of a slanted edge and crosses it in the plane.
BENT = Polygon(
    [(90, 39), (90.25, 39), (90.25, 39.25)],
    [[(90.125, 39.125), (90.1875, 39.0625), (90.1875, 39.125)]],
)


def an_index(features, engine=Engine.KERNEL):
    return OverlapIndex.build(arrays_of(features, engine=engine), engine=engine)


@pytest.mark.parametrize("engine", BOTH)
def test_overlaps_come_in_the_order_of_the_edition_with_area_share_and_way(engine):
    index = an_index(
        [box(90, 39, 90.1, 39.1), box(95, 39, 96, 40), box(90.1, 39, 90.2, 39.1)], engine
    )

    found = index.overlaps(box(90.05, 39.0, 90.15, 39.1))

    assert [(one.index, round(one.share, 9), one.length_m) for one in found] == [
        (0, 0.5, 0.0),
        (2, 0.5, 0.0),
    ]
    assert found[0].area_m2 == pytest.approx(index.arrays.areas_m2[0] / 2, abs=1e-4)


@pytest.mark.parametrize("engine", BOTH)
def test_the_same_ground_is_all_of_itself(engine):
    ground = stars(1, seed=4)[0]

    [found] = an_index([ground], engine).overlaps(ground)

    assert (found.share, found.way) == (1.0, Way.CONTAINED)


@pytest.mark.parametrize("engine", BOTH)
def test_touching_features_are_named_with_area_zero_and_distant_ones_are_not(engine):
    ground = box(90, 39, 90.1, 39.1)
    beside = [
        box(90.1, 39, 90.2, 39.1),  # along an edge
        box(90.1, 39.1, 90.2, 39.2),  # at a corner
        box(90.1, 38.9, 90.2, 39.05),  # along half an edge
        box(90.11, 39, 90.2, 39.1),
    ]

    found = an_index(beside, engine).overlaps(ground)

    assert [(one.index, one.area_m2) for one in found] == [(0, 0.0), (1, 0.0), (2, 0.0)]


@pytest.mark.parametrize("engine", BOTH)
def test_points_and_lines_are_met_without_area(engine):
    railway = LineString([(89.9, 39.05), (90.05, 39.05), (90.05, 39.5)])
    river = MultiLineString([[(91, 39), (92, 39)], [(90.02, 38), (90.02, 39.02)]])
    features = [
        Point(90.05, 39.05),
        Point(89, 39),
        railway,
        river,
        MultiPoint([(0, 0), (90.1, 39)]),
    ]
    features.append(box(90.05, 39, 90.15, 39.1))

    found = an_index(features, engine).overlaps(box(90, 39, 90.1, 39.1))

    inside = CGCS2000.line_lengths([90, 90.05, 90.05], [39.05, 39.05, 39.1])
    assert [one.index for one in found] == [0, 2, 3, 4, 5]
    assert [one.area_m2 > 0 for one in found] == [False, False, False, False, True]
    assert found[1].length_m == pytest.approx(sum(inside), rel=1e-6)
    assert found[2].length_m == pytest.approx(CGCS2000.inv(90.02, 39, 90.02, 39.02)[2], abs=1e-3)
    assert [found[i].length_m for i in (0, 3, 4)] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("place", [Point(90.05, 39.05), LineString([(90.05, 39.05), (95, 39.05)])])
def test_a_place_or_a_line_can_be_asked_about(engine, place):
    index = an_index([box(90, 39, 90.1, 39.1), box(92, 38, 93, 38.5)], engine)

    assert [(one.index, one.area_m2, one.share) for one in index.overlaps(place)] == [(0, 0.0, 0.0)]


@pytest.mark.parametrize("engine", BOTH)
def test_an_empty_edition_meets_nothing(engine):
    index = an_index([], engine)

    assert (len(index), index.overlaps(box(90, 39, 91, 40)), index.near(Point(90, 39), 1e6)) == (
        0,
        [],
        [],
    )


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize(
    ("ground", "code"),
    [
        pytest.param(Polygon(), "feature-empty", id="empty"),
        pytest.param(
            Polygon([(90, 39), (91, 40), (91, 39), (90, 40)]), "feature-invalid", id="crossed"
        ),
        pytest.param(box(39, 90, 40, 91), "feature-coordinates", id="axes-swapped"),
        pytest.param(box(2e7, 4e6, 2.1e7, 4.1e6), "feature-coordinates", id="metres"),
    ],
)
def test_a_ground_that_cannot_be_measured_is_refused(engine, ground, code):
    index = an_index([box(90, 39, 91, 40)], engine)

    with pytest.raises(Invalid) as refused:
        index.overlaps(ground)

    assert [(one.code, one.place.line) for one in refused.value.problems] == [(code, 1)]


def test_many_grounds_give_what_each_gives_alone():
    index, grounds = an_index(stars(300, seed=1)), stars(60, radius=(0.005, 0.05), seed=2)

    found = index.overlaps_many(grounds, threads=2)

    alone = [
        (row, one.index, one.area_m2, one.way)
        for row, ground in enumerate(grounds)
        for one in index.overlaps(ground)
    ]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == alone


def test_a_ground_that_meets_very_many_features_is_answered_too():
    features = net(12, jitter=0.003)
    index = an_index(features)

    found = index.overlaps(box(87, 37, 89, 39))

    assert [one.index for one in found] == list(range(144))
    assert sum(one.area_m2 for one in found) == pytest.approx(index.arrays.areas_m2.sum())


@pytest.mark.parametrize("engine", BOTH)
def test_a_multipolygon_of_one_part_is_that_part(engine):
    index, [ground] = an_index(stars(50), engine), stars(1, radius=(0.05, 0.06), seed=2)

    assert index.overlaps(shapely.MultiPolygon([ground])) == index.overlaps(ground)
    assert index.near(shapely.MultiPolygon([ground]), 500) == index.near(ground, 500)


def test_threads_share_an_index():
    index, grounds = an_index(stars(300, seed=1)), stars(60, radius=(0.005, 0.05), seed=2)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(index.overlaps, grounds))

    assert together == [index.overlaps(ground) for ground in grounds]


def test_both_engines_name_the_same_features_in_a_mixed_edition():
    corners = shapely.get_coordinates(stars(20, seed=3))
    features = [
        *stars(80, seed=1),
        *map(Point, corners[:40]),
        *map(LineString, np.split(corners[40:200], 20)),
    ]
    grounds = stars(30, radius=(0.005, 0.05), seed=2)

    kernel, geos = (an_index(features, engine).overlaps_many(grounds) for engine in BOTH)

    assert np.array_equal(kernel.range_index, geos.range_index)
    assert np.array_equal(kernel.feature_index, geos.feature_index)
    assert kernel.area_m2 == pytest.approx(geos.area_m2, abs=1e-5)


@pytest.mark.parametrize("engine", BOTH)
def test_the_overlap_as_a_geometry_has_the_area_that_is_stated(engine):
    feature, ground = stars(2, box=(87.2, 38.2, 87.21, 38.21), radius=(0.01, 0.03), seed=11)
    index = an_index([feature], engine)

    [found] = index.overlaps(ground)

    common = index.overlap_geometry(ground, 0)
    assert arrays_of([common]).areas_m2.sum() == pytest.approx(found.area_m2, abs=1e-3)


@pytest.mark.parametrize("engine", BOTH)
def test_a_polygon_that_is_only_valid_on_the_map_is_overlaid_there(engine):
    index = an_index([box(95, 39, 96, 40), BENT], engine)
    ground = box(90.05, 38.9, 90.12, 39.3)

    [found] = index.overlaps(ground)

    common = shapely.intersection(BENT, ground)
    assert list(index.arrays.bent) == [1]
    assert (found.index, found.way) == (1, Way.GEOS)
    assert found.area_m2 == pytest.approx(shapely.area(in_plane(common)), abs=1e-6)
    assert shapely.equals(index.overlap_geometry(ground, 1), common)
    assert index.overlaps(BENT)[0].share == pytest.approx(1, abs=1e-9)


def test_a_short_run_never_loads_the_compiler():
    code = (
        "import shapely, sys; from kuangtu.geo.overlap import OverlapIndex, arrays_of;"
        "index = OverlapIndex.build(arrays_of([shapely.box(90, 39, 91, 40)] * 99));"
        "print(len(index.overlaps(shapely.box(90, 39, 90.5, 39.5))), 'numba' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "99 False\n"


def test_without_the_compiler_geos_answers_alone():
    code = (
        "import sys; sys.modules['numba'] = None;"
        "from geo.overlap.shape_builders import stars;"
        "from kuangtu.geo.overlap import OverlapIndex, arrays_of;"
        "found = OverlapIndex.build(arrays_of(stars(999))).overlaps_many(stars(600, seed=2));"
        "print(len(found.way) > 500, sorted(set(found.way.tolist())))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout == f"True {[int(Way.CONTAINED), int(Way.GEOS)]}\n"


def test_an_answer_does_not_depend_on_what_the_process_has_done_before():
    """A receipt written by a cold command is repeated by a warm server, to the last digit."""
    code = (
        "import sys; from geo.overlap.shape_builders import stars;"
        "from kuangtu.geo.overlap import OverlapIndex, arrays_of, warm_up;"
        "warm_up() if sys.argv[1] == 'warm' else None;"
        "index = OverlapIndex.build(arrays_of(stars(300)));"
        "ground = stars(1, radius=(0.1, 0.1))[0];"
        "print(index.overlaps(ground), index.near(ground, 1000))"
    )
    cold, warm = (
        subprocess.run(
            [sys.executable, "-c", code, state],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        ).stdout
        for state in ("cold", "warm")
    )

    assert cold == warm
    assert cold.count("Way.GEOS") > 5


def test_a_large_edition_is_answered_by_the_kernels_also_for_a_single_ground():
    squares = [box(90, 39, 91, 40).wkb, *[box(80, 39, 80.1, 39.1).wkb] * KERNEL_FEATURES]
    index = OverlapIndex.build(arrays_of_wkb(squares))

    assert [one.way for one in index.overlaps(box(90.5, 39, 91.5, 40))] == [Way.KERNEL]
