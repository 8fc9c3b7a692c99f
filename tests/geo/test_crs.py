# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reference systems and transformation. 坐标系。"""

from pathlib import Path

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.errors import Invalid
from kuangtu.core.text import same
from kuangtu.geo.angles import format_printed, from_degrees
from kuangtu.geo.crs import (
    CGCS2000,
    GEOGRAPHIC,
    ZONES_BY_EPSG,
    Datum,
    Helmert,
    Zone,
    recognized,
    zone_at,
    zone_of_number,
)
from kuangtu.geo.recognition import recognize_epsg, recognize_wkt
from kuangtu.geo.transform import from_geographic, to_geographic, to_plane

PRJ = Path(__file__).parents[2] / "../shared/data/crs"


def code_of(refusal) -> str:
    return refusal.value.problems[0].code


def crs_of(epsg):
    return recognized(epsg, same(""))


@pytest.mark.parametrize("epsg", sorted(ZONES_BY_EPSG))
def test_every_zone_is_the_one_of_the_registry(epsg):
    registry = pyproj.CRS(epsg)
    parameters = {item.name: item.value for item in registry.coordinate_operation.params}

    zone = ZONES_BY_EPSG[epsg]

    assert (zone.name, zone.central_meridian, zone.false_easting_m) == (
        registry.name,
        parameters["Longitude of natural origin"],
        parameters["False easting"],
    )


@pytest.mark.parametrize(
    ("epsg", "x", "y", "longitude", "latitude"),
    [
        (4515, 4905751.57, 27458709.77, "80°28′57.742″", "44°17′10.253″"),
        (4515, 4905737.31, 27458729.26, "80°28′58.625″", "44°17′09.795″"),
        (4515, 4905566.15, 27458935.95, "80°29′07.996″", "44°17′04.292″"),
        (4517, 4321375.696, 29601325.830, "88°10′12.000″", "39°01′12.000″"),
        (4518, 4485067.968, 30516953.558, "90°12′00.000″", "40°30′00.000″"),
        (4519, 4240802.545, 31491252.654, "92°54′00.000″", "38°18′00.000″"),
        (4538, 4321375.696, 601325.830, "88°10′12.000″", "39°01′12.000″"),
    ],
)
def test_coordinates_come_out_where_the_notices_print_them(epsg, x, y, longitude, latitude):
    longitudes, latitudes = to_geographic([y], [x], crs_of(epsg))

    found = [format_printed(from_degrees(float(value[0]))) for value in (longitudes, latitudes)]

    assert found == [longitude, latitude]


@given(st.floats(73.5, 135), st.floats(18, 53.5), st.sampled_from([3, 6]))
def test_a_place_goes_to_its_zone_and_back(longitude, latitude, width):
    zone = zone_at(longitude, width_degrees=width)

    east, north = to_plane([longitude], [latitude], zone)
    back = to_geographic(east, north, crs_of(zone.epsg))

    assert np.ravel(back).tolist() == pytest.approx([longitude, latitude], abs=1e-11)
    assert zone_of_number(int(east[0] // 1_000_000)) == zone


@pytest.mark.parametrize("number", [0, 12, 24, 46, 99])
def test_china_has_no_such_zone(number):
    assert zone_of_number(number) is None


def test_degrees_in_wgs84_are_taken_as_they_are_with_the_accuracy_said():
    crs = recognize_epsg(4326)

    found = to_geographic([88.17], [39.02], crs)

    assert (np.ravel(found).tolist(), crs.accuracy_m) == ([88.17, 39.02], 1.0)


def test_degrees_in_cgcs2000_stay_as_they_are():
    assert np.ravel(from_geographic([88.17], [39.02], CGCS2000)).tolist() == [88.17, 39.02]


@pytest.mark.parametrize("epsg", [2353, 2405, 4610, 4214])
def test_old_datums_are_refused_without_parameters(epsg):
    with pytest.raises(Invalid) as refusal:
        to_geographic([29601325.83], [4321375.70], recognize_epsg(epsg))

    assert code_of(refusal) == "crs.parameters-needed"


def test_three_parameters_shift_by_their_length_and_come_back():
    crs = crs_of(2353).with_helmert(Helmert(0, 0, 100.0, accuracy_m=0.5, source="test"))

    there = to_geographic([29601325.83], [4321375.70], crs)
    back = from_geographic(*there, crs)

    assert (crs.accuracy_m, crs.needs_parameters) == (0.5, False)
    assert np.ravel(back).tolist() == pytest.approx([29601325.83, 4321375.70], abs=1e-3)


def test_seven_parameters_agree_with_the_formula():
    parameters = Helmert(
        -3.5, 120.25, 40.5, 0.3, "test", 1.1, -0.7, 2.3, 1.9, convention="position_vector"
    )
    crs = crs_of(4610).with_helmert(parameters)

    found = to_geographic([88.17], [39.02], crs)

    geocentric = pyproj.Transformer.from_crs(
        "+proj=latlong +a=6378140 +rf=298.257 +type=crs",
        "+proj=geocent +a=6378140 +rf=298.257 +type=crs",
    )
    x = np.array(geocentric.transform(88.17, 39.02, 0.0))
    rx, ry, rz = np.radians(np.array([1.1, -0.7, 2.3]) / 3600)
    turn = np.array([[1, -rz, ry], [rz, 1, -rx], [-ry, rx, 1]])
    shifted = np.array([-3.5, 120.25, 40.5]) + (1 + 1.9e-6) * turn @ x
    back = pyproj.Transformer.from_crs(
        "+proj=geocent +a=6378137 +rf=298.257222101 +type=crs",
        "+proj=latlong +a=6378137 +rf=298.257222101 +type=crs",
    )
    expected = back.transform(*shifted)[:2]
    assert np.ravel(found).tolist() == pytest.approx(expected, abs=1e-10)


def test_a_scale_needs_no_convention():
    crs = crs_of(4610).with_helmert(Helmert(0, 0, 0, 0.1, "test", scale_ppm=1.0))

    found = to_geographic([88.17], [39.02], crs)

    assert np.ravel(found).tolist() == pytest.approx([88.17, 39.02], abs=1e-4)


@pytest.mark.parametrize(
    "changes",
    [
        {"rx_arcseconds": 1.0},
        {"accuracy_m": 0.0},
        {"rz_arcseconds": 1, "convention": "x"},
        {"dx_m": float("nan")},
        {"accuracy_m": float("inf")},
    ],
)
def test_parameters_must_be_numbers_and_say_convention_and_accuracy(changes):
    ordinary = {"dx_m": 1, "dy_m": 1, "dz_m": 1, "accuracy_m": 0.5, "source": "test"}

    with pytest.raises(ValueError, match=r"convention|accuracy|finite"):
        Helmert(**ordinary | changes)


@pytest.mark.parametrize("version", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
@pytest.mark.parametrize("epsg", [4517, 4538, 4493, 4504, 4490, 2353, 2329, 2405, 4610, 4214, 4326])
def test_a_standard_description_is_recognised_in_every_version(epsg, version):
    crs = recognize_wkt(pyproj.CRS(epsg).to_wkt(version))

    assert (crs.epsg, crs.has_standard_name) == (epsg, True)


def test_a_system_with_heights_is_recognised_by_its_plane_part():
    assert recognize_wkt(pyproj.CRS("EPSG:4517+5737").to_wkt()).epsg == 4517


def test_a_bound_system_is_recognised_without_its_shift():
    wkt = pyproj.CRS("+proj=longlat +datum=WGS84 +towgs84=1,2,3 +type=crs").to_wkt()

    assert recognize_wkt(wkt.replace("unknown", "WGS 84")).epsg == 4326


def described(
    name="CGCS_2000", flattening="298.257222101", meridian="0.0", unit="0.0174532925199433"
):
    return (
        f'GEOGCS["{name}",DATUM["D_X",SPHEROID["S",6378137.0,{flattening}]],'
        f'PRIMEM["P",{meridian}],UNIT["U",{unit}]]'
    )


def projected(easting="29500000.0", meridian="87.0", scale="1.0", unit="1.0"):
    return (
        f'PROJCS["CGCS2000 local",{described()},PROJECTION["Gauss_Kruger"],'
        f'PARAMETER["False_Easting",{easting}],PARAMETER["False_Northing",0.0],'
        f'PARAMETER["Central_Meridian",{meridian}],PARAMETER["Scale_Factor",{scale}],'
        f'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",{unit}]]'
    )


def test_a_national_zone_of_wgs_84_is_refused_for_its_datum_and_not_for_its_zone():
    of_wgs84 = projected().replace("CGCS_2000", "WGS 84").replace("298.257222101", "298.257223563")

    with pytest.raises(Invalid) as caught:
        recognize_wkt(of_wgs84.replace("CGCS2000 local", "local"))

    (problem,) = caught.value.problems
    assert problem.code == "crs.unknown-projection"
    assert problem.text.zh.endswith("国家投影带属于 CGCS2000；请核实大地基准")


def test_a_name_of_their_own_is_recognised_and_said_not_to_be_standard():
    crs = recognize_wkt(described())

    assert (crs.epsg, crs.has_standard_name) == (4490, False)
    assert "不是标准写法" in crs.how.zh


@pytest.mark.parametrize(
    ("wkt", "code"),
    [
        pytest.param("", "crs.empty", id="empty"),
        pytest.param("  \n", "crs.empty", id="blank"),
        pytest.param("GEOGCS[", "crs.unreadable", id="cut off"),
        pytest.param(described("S_2000"), "crs.unknown-datum", id="an ellipsoid without a name"),
        pytest.param(
            pyproj.CRS(4283).to_wkt(), "crs.unknown-datum", id="GDA94 on the same ellipsoid"
        ),
        pytest.param(pyproj.CRS(4555).to_wkt(), "crs.old-ellipsoid", id="New Beijing"),
        pytest.param(
            described(flattening="298.257223563"), "crs.contradiction", id="WGS 84 ellipsoid"
        ),
        pytest.param(described(meridian="2.3"), "crs.contradiction", id="from Paris"),
        pytest.param(described("CGCS2000 / WGS 84"), "crs.contradiction", id="two names"),
        pytest.param(described(unit="0.0157079632679"), "crs.unsupported-kind", id="in gon"),
        pytest.param(pyproj.CRS(4479).to_wkt(), "crs.unsupported-kind", id="geocentric"),
        pytest.param(pyproj.CRS(32645).to_wkt(), "crs.unknown-projection", id="UTM"),
        pytest.param(projected(meridian="88.0"), "crs.unknown-projection", id="another meridian"),
        pytest.param(projected("500000.0", "88.0"), "crs.unknown-projection", id="no such zone"),
        pytest.param(
            projected("30500000.0"), "crs.unknown-projection", id="prefix of another zone"
        ),
        pytest.param(projected("0.0"), "crs.unknown-projection", id="no false easting"),
        pytest.param(projected(scale="0.9996"), "crs.unknown-projection", id="scaled"),
        pytest.param(projected(unit="1000.0"), "crs.unknown-projection", id="kilometres"),
    ],
)
def test_a_description_that_is_not_sure_is_refused_with_its_reason(wkt, code):
    with pytest.raises(Invalid) as refusal:
        recognize_wkt(wkt, file="x.prj")

    assert (code_of(refusal), refusal.value.place.file) == (code, "x.prj")


def test_a_local_name_of_a_national_zone_is_recognised():
    assert [recognize_wkt(projected(*part)).epsg for part in ((), ("500000.0", "90.0"))] == [
        4517,
        4539,
    ]


def test_a_code_outside_the_list_is_refused():
    with pytest.raises(Invalid) as refusal:
        recognize_epsg(32645)

    assert code_of(refusal) == "crs.unsupported"


def test_a_zone_knows_the_datum_of_its_code():
    found = {crs_of(epsg).datum for epsg in (2353, 21415, 4517, *GEOGRAPHIC)}

    assert found == set(Datum) - {Datum.FOREIGN}


def test_a_longitude_beyond_the_zones_gets_the_nearest_zone():
    assert zone_at(140.0) == Zone(Datum.CGCS2000, 3, 45, True)


@pytest.mark.shared
def test_the_descriptions_of_the_shared_data_are_recognised_by_their_names():
    if not PRJ.is_dir():
        pytest.skip("../shared/data/crs is not here")
    files = [path for path in sorted(PRJ.glob("EPSG*.prj")) if path.stat().st_size]

    found = {path.name: recognize_wkt(path.read_text("utf-8")).epsg for path in files}

    assert found == {path.name: int(path.name[4:8]) for path in files}


@pytest.mark.shared
def test_the_real_description_with_names_of_its_own_is_cgcs2000_and_says_why():
    if not PRJ.is_dir():
        pytest.skip("../shared/data/crs is not here")
    (path,) = PRJ.glob("REAL_nonstandard*.prj")

    crs = recognize_wkt(path.read_text("utf-8"))

    assert (crs.epsg, crs.has_standard_name, crs.accuracy_m) == (4490, False, 0.0)


@pytest.mark.shared
def test_the_empty_description_of_the_shared_data_is_refused():
    if not PRJ.is_dir():
        pytest.skip("../shared/data/crs is not here")
    (path,) = PRJ.glob("EPSG4479*.prj")

    with pytest.raises(Invalid) as refusal:
        recognize_wkt(path.read_text("utf-8"))

    assert code_of(refusal) == "crs.empty"
