# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Files drawn on a web map are suspected by the county's outline. 疑似火星坐标。"""

import numpy as np
import pyogrio
import pytest
import shapely

from kuangtu.geo.gcj02 import to_gcj02
from kuangtu.layers.checking.shifted import suspect_gcj02
from layers.layer_files import shared

OUTLINES = ["boundary/ruoqiang_652824_tianditu", "boundary/ruoqiang_652824_amap_wgs84"]


def geometries_of(name: str):
    return shapely.from_wkb(pyogrio.raw.read(shared(f"{name}.geojson"))[2])


@pytest.mark.shared
@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("trap", ["datav", "echarts"])
def test_both_traps_are_caught_by_either_outline(outline, trap):
    (county,) = geometries_of(outline)

    findings = suspect_gcj02(
        geometries_of(f"boundary/gcj02_traps/ruoqiang_652824_{trap}_GCJ02"), county
    )

    assert [(one.kind, one.severity.value) for one in findings] == [
        ("crs-gcj02-suspected", "WARNING")
    ]


@pytest.mark.shared
@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize(
    "name",
    [
        *OUTLINES,
        "boundary/counties_touching_ruoqiang_amap_wgs84",
        "boundary/bayingolin_652800_amap_wgs84",
        "boundary/xinjiang_650000_tianditu",
        "hydro_relief/gshhg_wdbii_rivers_full",
        "hydro_relief/ne_10m_glaciated_areas",
        "geology/himatibetmap_faults_folds",
        "transport/osm_rail_stations",
        "settlement/geonames_places",
    ],
)
def test_no_true_set_is_suspected(outline, name):
    (county,) = geometries_of(outline)

    assert suspect_gcj02(geometries_of(name), county) == ()


def a_county():
    angles = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    return shapely.Polygon(np.column_stack([90 + np.cos(angles), 39 + np.sin(angles)]))


def test_the_shift_is_said_in_metres():
    county = a_county()
    shown = shapely.transform(county, lambda xy: np.column_stack(to_gcj02(*xy.T)))

    (finding,) = suspect_gcj02(np.array([shown], dtype=object), county)

    assert "偏东 177 米、偏北 42 米" in finding.text.zh
    assert "还原后为 0 米" in finding.text.zh


def test_the_same_outline_a_file_abroad_and_no_geometry_say_nothing():
    county = a_county()

    assert suspect_gcj02(np.array([county], dtype=object), county) == ()
    assert suspect_gcj02(np.array([shapely.Point(134, -19)], dtype=object), county) == ()
    assert suspect_gcj02(np.array([None], dtype=object), county) == ()
    assert suspect_gcj02(np.array([], dtype=object), county) == ()
