# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with real sets is found, to the last feature. 真实数据检查。"""

from datetime import date

import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely

from kuangtu.core.text import same
from kuangtu.layers.checking import CountyOutline, check_overlaps, facts_of
from kuangtu.layers.checking.areas import check_areas
from kuangtu.layers.checking.bounds import check_bounds
from kuangtu.layers.checking.county import check_county
from kuangtu.layers.checking.geometries import check_geometries
from kuangtu.layers.checking.identifiers import check_identifiers
from kuangtu.layers.checking.repeats import check_repeats
from kuangtu.layers.choices import FieldType, GeometryKind
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification, layer
from kuangtu.layers.finding_list import FindingCollector
from layers.layer_files import read, shared, told

pytestmark = pytest.mark.shared
TENEMENTS = "tenements/nt_2013"


def drawn(path):
    """Plane geometries and attributes as GDAL reads them."""
    _, table = pyogrio.raw.read_arrow(shared(path))
    wkb = np.array(table.column("wkb_geometry").to_pylist(), dtype=object)
    return shapely.force_2d(shapely.from_wkb(wkb)), table.drop(["wkb_geometry"])


def counts(several):
    collector = FindingCollector(most_listed=3)
    collector.add(several)
    return collector.done(layer("reference-area")).counts


def a_layer(*fields, **more):
    return LayerSpecification(
        "a",
        same("层"),
        layer("reference-area").theme,
        GeometryKind.POLYGON,
        same("局"),
        fields,
        **more,
    )


@pytest.mark.parametrize(
    ("path", "invalid"),
    [
        ("exploration_licences_shp/el_grnt.shp", 30),
        ("exploration_licences_shp/el_appl.shp", 13),
        ("historic/NT_Historical_Tenements.shp", 163),
    ],
)
def test_broken_outlines_of_a_cadastre(path, invalid):
    geometries, _ = drawn(f"{TENEMENTS}/{path}")

    found = counts(check_geometries(facts_of(geometries), GeometryKind.POLYGON))

    assert found == {"geometry-invalid": invalid, "outside-china": 1}


def test_records_without_geometry():
    geometries, _ = drawn("encoding_samples/null_geometry_records/NationalBorder.shp")

    found = counts(check_geometries(facts_of(geometries), GeometryKind.LINE))

    assert (len(geometries), found["geometry-missing"]) == (1043, 720)


@pytest.mark.parametrize(
    ("path", "pairs", "large"),
    [
        ("exploration_licences_shp/el_grnt.shp", 108, 64),
        ("snapshot_A_minerals/ten_grnt.shp", 382, 208),
    ],
)
def test_tenements_that_overlap_one_another(path, pairs, large):
    """Of valid outlines; the broken ones cannot be measured."""
    geometries, _ = drawn(f"{TENEMENTS}/{path}")

    found = told(check_overlaps(facts_of(geometries)))

    areas = [float(one.text.en.removesuffix(" m²").rpartition(" ")[2]) for one in found]
    assert (len(areas), sum(area > 100 for area in areas)) == (pairs, large)


def test_impossible_years_and_ends_before_their_beginning():
    _, table = drawn(f"{TENEMENTS}/historic/NT_Historical_Tenements.shp")
    days = [FieldSpecification(one, same(one), FieldType.DATE) for one in ("GRANTED", "CEASED")]
    specification = a_layer(*days, date_order=(("GRANTED", "CEASED"),))

    found = told(check_bounds(table, specification, day=date(2026, 11, 27)))

    years = [one for one in found if one.kind == "date-out-of-range"]
    assert sorted(one.text.zh.partition("为 ")[2][:10] for one in years) == [
        "0968-06-04",
        "0972-08-09",
        "2098-10-31",
    ]
    assert [one.kind for one in found].count("dates-out-of-order") == 21
    assert table.column("CEASED").null_count == 80


def test_identifiers_of_a_cadastre_are_there_once_except_in_its_history():
    once, twice = (
        drawn(f"{TENEMENTS}/{path}")[1]
        for path in (
            "snapshot_A_minerals/ten_grnt.shp",
            "historic/NT_Historical_Tenements.shp",
        )
    )
    now = pa.table({"id": pa.array([str(row) for row in once.select(_key(once)).to_pylist()])})
    before = pa.table({"id": twice.column("TENNUM")})
    specification = a_layer(
        FieldSpecification("id", same("id"), FieldType.TEXT), identifier_field="id"
    )

    assert counts(check_identifiers(now, specification, county="652824")) == {}
    repeated = len(before) - len(before.column("id").unique())
    found = counts(check_identifiers(before, specification, county="652824"))
    assert found == ({"identifier-repeated": repeated} if repeated else {})


def _key(table):
    return [name for name in ("TYPE_CODE", "TITLE_NO", "TITLEID") if name in table.column_names]


def test_one_ground_under_two_titles():
    geometries, table = drawn(f"{TENEMENTS}/historic/NT_Historical_Tenements.shp")

    found = counts(check_repeats(facts_of(geometries), table))

    assert found == {"geometry-repeated": 181, "geometry-nearly-repeated": 15}


@pytest.mark.parametrize("name", ["44120000072", "44120000120"])
def test_real_parcels_state_the_plane_area(tmp_path, name):
    features = read(shared(f"coordinate_txt/{name}.txt"), tmp_path)
    stated = pa.array([float(v) for v in features.table.column("申报面积公顷").to_pylist()])
    field = FieldSpecification("area", same("面积"), FieldType.NUMBER, unit="hm²")
    specification = a_layer(field, stated_area_field="area")

    found = told(
        check_areas(
            facts_of(features.geometries), pa.table({"area": stated}), specification, features.crs
        )
    )

    assert [one.kind for one in found] == ["area-is-plane"]


def test_counties_beside_ours_lie_outside_and_ours_lies_inside():
    county, _ = drawn("boundary/ruoqiang_652824_amap_wgs84.geojson")
    others, _ = drawn("boundary/counties_touching_ruoqiang_amap_wgs84.geojson")
    outline = CountyOutline(county[0])

    assert told(check_county(facts_of(county), outline)) == []
    found = told(check_county(facts_of(np.append(others, county)), outline))
    neighbours = np.flatnonzero(~shapely.equals(others, county[0])) + 1
    assert len(neighbours) == 13
    assert {one.kind for one in found} == {"outside-county"}
    assert [one.feature for one in found] == neighbours.tolist()
