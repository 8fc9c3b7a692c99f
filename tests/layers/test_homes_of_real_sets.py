# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every real data set has a layer whose fields its columns fit without a mapping. 数据归宿。"""

import csv
import warnings

import pyogrio
import pytest

from kuangtu.layers.dictionary import layer
from kuangtu.layers.queries import feature
from layers.layer_files import a_feature, a_geojson, a_published, shared

NT = "tenements/nt_2013"
SHORT = {"short_name", "lon", "lat"}
GDB = {"FNODE_", "TNODE_", "LPOLY_", "RPOLY_", "LENGTH", "GBCODE"}
# Layer, file, and the columns that are kept under their own names.
HOMES = [
    ("province-boundary", "boundary/xinjiang_650000_tianditu.geojson", SHORT),
    (
        "prefecture-boundary",
        "boundary/bayingolin_652800_amap_wgs84.geojson",
        {*SHORT, "province_adcode"},
    ),
    (
        "county-boundary",
        "boundary/ruoqiang_652824_amap_wgs84.geojson",
        {*SHORT, "province_name", "province_adcode", "city_adcode"},
    ),
    (
        "river",
        "encoding_samples/nfgis_1to4M_GBK_no_cpg_no_prj_LDID00/hyd2_4l.shp",
        {*GDB, "HYD2_4M_", "HYD2_4M_ID", "LEVEL_LAKE"},
    ),
    ("river", "hydro_relief/gshhg_wdbii_rivers_full.geojson", set()),
    ("river", "hydro_relief/ne_10m_rivers_lake_centerlines.geojson", set()),
    ("lake", "hydro_relief/ne_10m_lakes.geojson", set()),
    ("playa", "hydro_relief/ne_10m_playas.geojson", set()),
    ("glacier", "hydro_relief/ne_10m_glaciated_areas.geojson", set()),
    ("landform-region", "hydro_relief/ne_10m_geography_regions_polys.geojson", set()),
    ("fault-fold", "geology/himatibetmap_faults_folds.geojson", {"X", "Y"}),
    ("volcanic-rock", "geology/himatibetmap_cenozoic_volcanics.geojson", {"X", "Y"}),
    (
        "reference-mineral-occurrence",
        "minerals/usgs/usgs_occurrences_china.geojson",
        {"crs_observed"},
    ),
    ("reference-mine-footprint", "mining_footprints/mining_polygons_combined_demo.gpkg", set()),
    (
        "reference-mining-scar",
        "change_detection/amazon_mining_watch_madre_de_dios/mining_2024.geojson",
        set(),
    ),
    ("reference-tenement", f"{NT}/snapshot_A_minerals/ten_grnt.shp", set()),
    ("reference-tenement", f"{NT}/snapshot_B_minerals/ten_appl.shp", set()),
    ("reference-tenement", f"{NT}/exploration_licences_shp/el_appl.shp", set()),
    ("reference-tenement", f"{NT}/exploration_licences_shp/el_cess.shp", set()),
    ("reference-tenement", f"{NT}/exploration_licences_shp/el_grnt.shp", set()),
    ("reference-tenement", f"{NT}/mapinfo_samples/ten_appl.TAB", set()),
    ("reference-tenement", f"{NT}/mapinfo_samples/el_cess.MIF", set()),
    ("reference-tenement-history", f"{NT}/historic/NT_Historical_Tenements.shp", set()),
    ("reference-tenement-holder", f"{NT}/snapshot_A_minerals/ten_hold.dbf", set()),
    ("reference-tenement-restriction", f"{NT}/constraints/alra_mora.shp", set()),
    ("reference-tenement-restriction", f"{NT}/constraints/res_curr.shp", set()),
    ("reference-tenement-restriction", f"{NT}/mapinfo_samples/alra_mora.TAB", set()),
    (
        "airport",
        "transport/airports_airportsdata.geojson",
        {"country", "elevation", "lat", "lon", "tz", "lid"},
    ),
    ("runway", "transport/osm_runways.geojson", set()),
    ("railway-station", "transport/osm_rail_stations.geojson", {"in_ruoqiang"}),
]


def columns_of(path):
    with warnings.catch_warnings(action="ignore"):
        return [str(one) for one in pyogrio.read_info(path)["fields"]]


@pytest.mark.parametrize(("code", "path", "kept"), HOMES, ids=[one[1] for one in HOMES])
def test_the_columns_of_a_real_set_are_fields_of_its_layer(code, path, kept):
    columns = columns_of(shared(path))

    fields = {column: layer(code).field_written(column) for column in columns}

    assert {column for column, field in fields.items() if field is None} == kept
    found = [field.name for field in fields.values() if field is not None]
    assert sorted(found) == sorted(set(found))


def test_every_column_of_the_published_register_is_a_field():
    path = shared("mining_rights_cn/mnr_exploration_register_2026-09.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))

    register = layer("exploration-right-register")

    assert [one for one in header if register.field_written(one) is None] == []
    assert register.field_written("极值坐标").label.zh == "公示极值坐标（不可作边界）"


@pytest.mark.django_db
def test_a_list_of_values_becomes_the_words_of_its_field(tmp_path, settings):
    settings.KUANGTU_HOME = tmp_path / "home"
    row = a_feature(name="甲", commodities=["铜", "锌"])
    row["geometry"] = {"type": "Point", "coordinates": [88.0, 39.0]}

    edition = a_published(a_geojson(tmp_path, row), layer="reference-mineral-occurrence")

    assert feature(edition, "1").attributes == {"name": "甲", "commodities": "铜、锌"}
