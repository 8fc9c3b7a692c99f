# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Systems of other countries. 境外坐标系。"""

import pyproj
import pytest

from kuangtu.geo.crs import Datum
from kuangtu.geo.foreign import can_be_read, recognize_foreign_epsg, recognize_foreign_wkt
from kuangtu.geo.transform import from_geographic, to_geographic


@pytest.mark.parametrize(
    ("epsg", "accuracy_m"),
    [(4283, 4.0), (4269, 5.0), (2193, 2.0), (32645, 1.0), (3857, 1.0)],
)
def test_a_known_way_is_taken_with_its_accuracy_and_the_metre_of_wgs84(epsg, accuracy_m):
    crs = recognize_foreign_epsg(epsg)

    assert (crs.epsg, crs.accuracy_m, crs.datum) == (epsg, accuracy_m, Datum.FOREIGN)
    assert recognize_foreign_wkt(pyproj.CRS(epsg).to_wkt("WKT1_ESRI")) == crs


@pytest.mark.parametrize("epsg", [2353, 4214, 4555, 4569, 2435, 4479, 4978, 5773, 1])
def test_no_datum_of_china_no_height_and_no_unknown_code_comes_this_way(epsg):
    assert recognize_foreign_epsg(epsg) is None


@pytest.mark.parametrize(("epsg", "can"), [(4490, True), (4610, True), (4283, True), (4555, False)])
def test_what_may_be_declared(epsg, can):
    assert can_be_read(epsg) == can


@pytest.mark.parametrize("wkt", ["", "PROJCS[", 'LOCAL_CS["paper"]'])
def test_what_is_no_system_is_none(wkt):
    assert recognize_foreign_wkt(wkt) is None


def test_a_plane_of_new_zealand_becomes_degrees_and_back():
    crs = recognize_foreign_epsg(2193)

    longitudes, latitudes = to_geographic([1_600_000.0], [5_400_000.0], crs)
    eastings, northings = from_geographic(longitudes, latitudes, crs)

    assert (round(float(longitudes[0]), 3), round(float(latitudes[0]), 3)) == (173.0, -41.552)
    assert (round(float(eastings[0]), 3), round(float(northings[0]), 3)) == (1_600_000, 5_400_000)
