# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What gets into an index, and what does not. 入库检查与解码。"""

import struct

import numpy as np
import pytest
import shapely
from shapely import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from geo.overlap.shape_builders import BOTH, net, stars
from kuangtu.core.errors import Invalid
from kuangtu.geo.overlap import Engine, arrays_of, arrays_of_wkb
from kuangtu.geo.overlap.arrays import runs
from kuangtu.geo.overlap.assembly import assembled
from kuangtu.geo.overlap.building import accepted, checked, decoded_geometries, decoded_paths
from kuangtu.geo.overlap.decoding import WkbColumn, decoded_wkb, geoarrow_paths
from kuangtu.geo.overlap.pairing import in_degrees, in_plane

BOWTIE = Polygon([(90, 39), (91, 40), (91, 39), (90, 40)])
WITH_HOLE = Polygon(box(90, 39, 91, 40).exterior, [box(90.4, 39.4, 90.6, 39.6).exterior])
EVERY_KIND = [
    Point(90, 39),
    LineString([(90, 39), (91, 39.5), (91, 40)]),
    WITH_HOLE,
    MultiPoint([(90, 39), (91, 39)]),
    MultiLineString([[(90, 39), (91, 39)], [(90, 40), (91, 40), (92, 40)]]),
    MultiPolygon([box(92, 39, 93, 40), WITH_HOLE]),
    *stars(30),
]


def open_ring() -> bytes:
    """WKB of a polygon whose ring does not come back; no GEOS geometry can be that."""
    points = [(90.0, 39.0), (91.0, 39.0), (91.0, 40.0), (90.0, 40.0)]
    coordinates = b"".join(struct.pack("<dd", *point) for point in points)
    return struct.pack("<BIII", 1, 3, 1, len(points)) + coordinates


def problems_of(build):
    with pytest.raises(Invalid) as refused:
        build()
    return [(problem.place.line, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("engine", BOTH)
def test_all_that_is_wrong_is_named_with_its_position_in_one_run(engine):
    features = [
        box(90, 39, 91, 40),
        None,
        BOWTIE,
        Polygon(),
        GeometryCollection([Point(90, 39)]),
        Point(39, 190),
        Point(float("nan"), 39),
        MultiPolygon([box(90, 39, 91, 40), box(90.5, 39.5, 91.5, 40.5)]),
        box(91, 39, 92, 40),
        LineString([(2e7, 4e6), (2.1e7, 4e6)]),
    ]

    assert problems_of(lambda: arrays_of(features, engine=engine)) == [
        (2, "feature-empty"),
        (3, "feature-invalid"),
        (4, "feature-empty"),
        (5, "feature-type"),
        (6, "feature-coordinates"),
        (7, "feature-coordinates"),
        (8, "feature-invalid"),
        (10, "feature-coordinates"),
    ]


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize(
    "ring",
    [
        pytest.param([(90, 39), (91, 39), (91, 40), (90, 40), (90.5, 38)], id="crosses-itself"),
        pytest.param([(90, 39), (91, 39), (90.5, 39)], id="flat"),
        pytest.param([(90, 39), (91, 39), (91, 40), (91, 39.5)], id="runs-back"),
        pytest.param(
            [(90, 39), (92, 39), (92, 40), (91, 39), (90, 40)], id="touches-itself-from-inside"
        ),
        pytest.param([(90, 39), (90, 39), (90, 39)], id="a-single-place"),
    ],
)
def test_rings_that_are_not_simple_are_refused(engine, ring):
    assert problems_of(lambda: arrays_of([Polygon(ring)], engine=engine)) == [
        (1, "feature-invalid")
    ]


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize(
    "polygon",
    [
        pytest.param(Polygon([(90, 39), (90, 39), (91, 39), (91, 40)]), id="a-corner-twice"),
        pytest.param(Polygon([(90, 39), (90.5, 39), (91, 39), (91, 40)]), id="straight-corner"),
        pytest.param(
            Polygon(
                [(90, 39), (93, 39), (93, 40), (92, 40), (92, 39.1), (91, 39.1), (91, 40), (90, 40)]
            ),
            id="no-star",
        ),
    ],
)
def test_unusual_rings_that_are_valid_are_kept(engine, polygon):
    arrays = arrays_of([polygon], engine=engine)

    assert arrays.areas_m2[0] == pytest.approx(shapely.area(in_plane(polygon)))


@pytest.mark.parametrize("engine", BOTH)
def test_wkb_that_cannot_be_read_is_named_with_its_position(engine):
    good = box(90, 39, 91, 40).wkb
    values = [good, good[:-5], open_ring(), b"", b"\x01", good + b"\0", good]

    assert [line for line, _ in problems_of(lambda: arrays_of_wkb(values, engine=engine))] == [
        2,
        3,
        4,
        5,
    ]


def test_every_kind_is_decoded_alike_by_both_engines():
    values = [geometry.wkb for geometry in EVERY_KIND]

    kernel, geos = (arrays_of_wkb(values, engine=engine) for engine in BOTH)

    for ours, theirs in zip(kernel.paths, geos.paths, strict=True):
        assert np.array_equal(ours, theirs)
    assert np.array_equal(kernel.boxes, geos.boxes)
    assert kernel.areas_m2 == pytest.approx(geos.areas_m2, rel=1e-12)


@pytest.mark.parametrize(
    "as_written",
    [
        pytest.param(lambda g: shapely.to_wkb(g, byte_order=0), id="big-endian"),
        pytest.param(lambda g: shapely.to_wkb(shapely.force_3d(g, 1200.0)), id="with-heights"),
        pytest.param(
            lambda g: shapely.to_wkb(shapely.set_srid(g, 4490), include_srid=True), id="with-srid"
        ),
    ],
)
def test_other_dialects_of_wkb_are_read_too(as_written):
    arrays = arrays_of_wkb([as_written(WITH_HOLE)], engine=Engine.KERNEL)

    assert np.array_equal(arrays.paths.coordinates, arrays_of([WITH_HOLE]).paths.coordinates)


@pytest.mark.parametrize(
    ("encoding", "geometries"),
    [
        ("point", EVERY_KIND[:1]),
        ("linestring", EVERY_KIND[1:2]),
        ("polygon", [WITH_HOLE, *stars(5)]),
        ("multipoint", [EVERY_KIND[3], MultiPoint([(88, 40)])]),
        ("multilinestring", [EVERY_KIND[4], MultiLineString([[(88, 40), (89, 40)]])]),
        ("multipolygon", [EVERY_KIND[5], MultiPolygon([WITH_HOLE])]),
    ],
)
def test_every_encoding_of_geoarrow_is_read(encoding, geometries):
    _, coordinates, offsets = shapely.to_ragged_array(geometries)

    arrays = accepted([checked(decoded_paths(geoarrow_paths(encoding, coordinates, offsets)))])

    assert np.array_equal(arrays.boxes, arrays_of(geometries).boxes)
    assert np.array_equal(arrays.areas_m2, arrays_of(geometries).areas_m2)


def test_features_come_back_as_they_were_given():
    arrays = arrays_of(EVERY_KIND)

    returned = [in_degrees(one) for one in arrays.geometries(np.arange(len(EVERY_KIND)))]

    assert [
        one.equals_exact(shapely.orient_polygons(given), 1e-9)
        or MultiPolygon([one]).equals_exact(given, 1e-9)
        for one, given in zip(map(simple, returned), map(simple, EVERY_KIND), strict=True)
    ] == [True] * len(EVERY_KIND)


def simple(geometry):
    """A multi geometry of one part as that part."""
    parts = shapely.get_parts(geometry)
    return shapely.orient_polygons(parts[0] if len(parts) == 1 else geometry)


def test_arrays_cannot_be_changed():
    arrays = arrays_of([WITH_HOLE])

    with pytest.raises(ValueError, match="read-only"):
        arrays.paths.coordinates[0] = 0


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("points", [10_000, 0], ids=["room-enough", "no-room"])
def test_parts_read_by_several_threads_stay_in_order(engine, points):
    blocks = net(12, jitter=0.004)
    columns = [WkbColumn.of(list(shapely.to_wkb(part))) for part in np.array_split(blocks, 9)]
    parts = [
        lambda room, column=column: decoded_wkb(column, engine=engine, room=room)
        for column in columns
    ]

    together = assembled(parts, points=points, threads=4, engine=engine)

    assert np.array_equal(together.paths.coordinates, arrays_of(blocks).paths.coordinates)
    assert np.array_equal(together.paths.path_offsets, arrays_of(blocks).paths.path_offsets)
    assert np.array_equal(together.boxes, arrays_of(blocks).boxes)


@pytest.mark.parametrize("engine", BOTH)
def test_problems_of_all_parts_have_their_positions_in_the_whole(engine):
    good = list(stars(5))
    groups = [[*good, BOWTIE], good, [Point(0, 91), *good, None]]
    parts = [lambda room, group=group: decoded_geometries(group) for group in groups]

    assert problems_of(lambda: assembled(parts, points=999, threads=2, engine=engine)) == [
        (6, "feature-invalid"),
        (12, "feature-coordinates"),
        (18, "feature-empty"),
    ]


def test_a_part_that_cannot_be_read_at_all_ends_the_others():
    def broken(room):
        raise OSError("the file is gone")

    parts = [lambda room: decoded_geometries(list(stars(5))), broken] * 6

    with pytest.raises(OSError, match="gone"):
        assembled(parts, points=999, threads=3)


def test_runs_of_nothing_are_nothing():
    items, offsets = runs(np.array([0, 2, 5]), np.array([], np.int64))

    assert (items.tolist(), offsets.tolist()) == ([], [0])
