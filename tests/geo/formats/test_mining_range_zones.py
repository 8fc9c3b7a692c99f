# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""In which zone a mining range lies, and what may be declared. 带号与声明的坐标系。"""

import pytest

from geo.range_builders import (
    SQUARE,
    a_range,
    a_ring,
    codes,
    refused,
    warnings,
)
from kuangtu.geo.crs import Datum, DeclaredCrs, Helmert
from kuangtu.geo.formats import read_ground


def moved(point, *, zone):
    return point[0], point[1] % 1_000_000 + zone * 1_000_000


@pytest.mark.parametrize(
    ("points", "code", "field"),
    [
        pytest.param([(y, x) for x, y in SQUARE], "axes.swapped", "ring 1 point 1", id="swapped"),
        pytest.param(
            [*SQUARE[:3], SQUARE[3][::-1]], "axes.swapped", "ring 1 point 4", id="one swapped"
        ),
        pytest.param(
            [(y % 1_000_000, x) for x, y in SQUARE],
            "axes.swapped",
            "ring 1 point 1",
            id="swapped, no zone",
        ),
        pytest.param(
            [*SQUARE[:2], moved(SQUARE[2], zone=30), SQUARE[3]],
            "zone.mixed",
            "ring 1 point 3 Y",
            id="mixed",
        ),
        pytest.param(
            [*SQUARE[:3], moved(SQUARE[3], zone=0)],
            "zone.mixed",
            "ring 1 point 4 Y",
            id="one without",
        ),
        pytest.param(
            [moved(p, zone=24) for p in SQUARE], "zone.unknown", "ring 1 point 1 Y", id="zone 24"
        ),
        pytest.param(
            [moved(p, zone=0) for p in SQUARE], "zone.missing", "ring 1 point 1 Y", id="no zone"
        ),
        pytest.param([(88.1, 39.1)] * 4, "point.degrees-for-plane", "ring 1 point 1", id="degrees"),
    ],
)
def test_coordinates_in_no_clear_zone_are_refused(points, code, field):
    (problem,) = refused(a_range(a_ring([(f"{x}", f"{y}") for x, y in points])))

    assert (problem.code, problem.place.field) == (code, field)


def test_a_northing_abroad_is_named():
    points = [*SQUARE[:3], (43200.00, SQUARE[3][1])]

    (problem,) = refused(a_range(a_ring(points)))

    assert (problem.code, problem.place.field) == ("point.northing", "ring 1 point 4 X")


def test_an_easting_beyond_the_zone_is_named():
    points = [*SQUARE[:3], (SQUARE[3][0], 29999000.00)]

    (problem,) = refused(a_range(a_ring(points)))

    assert (problem.code, problem.place.field) == ("point.easting", "ring 1 point 4 Y")


def test_a_place_outside_china_is_refused():
    west = [(4000000.0 + x - 4320000.0, 25100500.0 + y - 29600000.0) for x, y in SQUARE]

    assert codes(a_range(a_ring(west))) == ["point.outside-china"] * 4


def test_a_place_far_from_its_meridian_is_reported():
    far = [(x, y + 110_000.0) for x, y in SQUARE]

    ground = read_ground(a_range(a_ring(far)))

    assert warnings(ground) == ["zone.far-from-meridian"]


def without_zone(text=None):
    return (text or a_range(a_ring())).replace(",296", ",6")


@pytest.mark.parametrize(
    ("declared", "epsg"),
    [
        (DeclaredCrs(central_meridian=87), 4538),
        (DeclaredCrs(central_meridian=87, zone_width_degrees=6), 4504),
        (DeclaredCrs(epsg=4538), 4538),
    ],
)
def test_coordinates_without_zone_are_read_with_a_declared_meridian(declared, epsg):
    ground = read_ground(without_zone(), declared=declared)

    assert (ground.crs.epsg, ground.rings) == (epsg, read_ground(a_range(a_ring())).rings)


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        pytest.param(DeclaredCrs(central_meridian=88), "zone.meridian", id="no such meridian"),
        pytest.param(DeclaredCrs(central_meridian=60), "zone.meridian", id="a meridian abroad"),
        pytest.param(DeclaredCrs(epsg=4517), "zone.contradicts-declared", id="a code with zone"),
        pytest.param(DeclaredCrs(epsg=4490), "crs.unsupported", id="a geographic code"),
        pytest.param(DeclaredCrs(epsg=32645), "crs.unsupported", id="an unknown code"),
    ],
)
def test_a_declaration_that_does_not_help_is_refused(declared, code):
    assert codes(without_zone(), declared=declared) == [code]


@pytest.mark.parametrize(
    "declared",
    [
        DeclaredCrs(epsg=4518),
        DeclaredCrs(epsg=4490),
        DeclaredCrs(epsg=4538),
        DeclaredCrs(central_meridian=90),
    ],
)
def test_a_zone_number_that_contradicts_the_declaration_is_refused(declared):
    assert codes(a_range(a_ring()), declared=declared) == ["zone.contradicts-declared"]


def test_exchanged_axes_can_be_declared():
    exchanged = a_range(a_ring([(y, x) for x, y in SQUARE]))

    ground = read_ground(exchanged, declared=DeclaredCrs(axes="east-north"))

    assert ground.rings == read_ground(a_range(a_ring())).rings


def test_an_old_datum_is_refused_without_parameters():
    declared = DeclaredCrs(datum=Datum.XIAN80)

    assert codes(a_range(a_ring()), declared=declared) == ["crs.parameters-needed"]


def test_an_old_datum_is_read_with_parameters_and_keeps_their_accuracy():
    helmert = Helmert(5.0, -3.0, 10.0, accuracy_m=0.8, source="某测绘院")

    ground = read_ground(
        a_range(a_ring()), declared=DeclaredCrs(datum=Datum.BEIJING54, helmert=helmert)
    )

    assert (ground.crs.epsg, ground.crs.accuracy_m, ground.crs.helmert) == (2405, 0.8, helmert)


def test_wgs84_declared_for_a_zone_is_read_as_cgcs2000_with_its_accuracy():
    ground = read_ground(a_range(a_ring()), declared=DeclaredCrs(datum=Datum.WGS84))

    assert (ground.crs.epsg, ground.crs.accuracy_m) == (4517, 1.0)


def test_parameters_that_nothing_needs_are_refused():
    helmert = Helmert(5.0, -3.0, 10.0, accuracy_m=0.8, source="某测绘院")

    assert codes(a_range(a_ring()), declared=DeclaredCrs(helmert=helmert)) == [
        "crs.parameters-needless"
    ]


@pytest.mark.parametrize("meridian", [88, 60])
def test_a_declared_meridian_that_is_none_is_refused_beside_a_zone_number_too(meridian):
    declared = DeclaredCrs(central_meridian=meridian)

    assert codes(a_range(a_ring()), declared=declared) == ["zone.meridian"]
