# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every real vector and table set: its layer, and what must come of it. 真实数据清单。"""

from dataclasses import dataclass, field
from typing import Any

from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.exporting import ExportFormat

GPKG, PARQUET, SHP = ExportFormat.GPKG, ExportFormat.PARQUET, ExportFormat.SHP
XLSX, KML, GEOJSON, CSV = (
    ExportFormat.XLSX,
    ExportFormat.KML,
    ExportFormat.GEOJSON,
    ExportFormat.CSV,
)
NT = "tenements/nt_2013"
GBK_SAMPLES = "encoding_samples/nfgis_1to4M_GBK_no_cpg_no_prj_LDID00"
CATCHMENT = "encoding_samples/catchment_chinese_field_names_GBK_LDID4D_no_cpg"
SCARS = "change_detection/amazon_mining_watch_madre_de_dios"
WGS84 = {"declared_crs": DeclaredCrs(epsg=4326)}  # no .prj: somebody declares it
GDA94 = {"declared_crs": DeclaredCrs(epsg=4283)}  # a TAB that names an ellipsoid only


@dataclass(frozen=True)
class RealSet:
    """A file, the layer it goes into, how many features stay and how many are faulty."""

    layer: str
    path: str
    count: int
    form: ExportFormat
    left_out: int = 0
    said: dict[str, Any] = field(default_factory=dict)
    encoding: str = "UTF-8"

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


SETS = (
    RealSet("province-boundary", "boundary/xinjiang_650000_tianditu.geojson", 1, GPKG),
    RealSet("prefecture-boundary", "boundary/bayingolin_652800_amap_wgs84.geojson", 1, PARQUET),
    RealSet(
        "neighbouring-county",
        "boundary/bayingolin_652800_counties_amap_wgs84.geojson",
        9,
        SHP,
        encoding="GBK",
    ),
    RealSet(
        "neighbouring-county", "boundary/counties_touching_ruoqiang_amap_wgs84.geojson", 14, KML
    ),
    RealSet("county-boundary", "boundary/ruoqiang_652824_amap_wgs84.geojson", 1, GEOJSON),
    RealSet("county-boundary", "boundary/ruoqiang_652824_tianditu.geojson", 1, XLSX),
    RealSet(
        "settlement",
        "settlement/geonames_places.geojson",
        20,
        XLSX,
        said={"mapping": {"name_zh": "name", "name": "latin_name"}},
    ),
    RealSet("railway-station", "transport/osm_rail_stations.geojson", 116, XLSX),
    RealSet("runway", "transport/osm_runways.geojson", 5, CSV),
    RealSet("airport", "transport/airports_airportsdata.geojson", 2, KML),
    RealSet("river", "hydro_relief/ne_10m_rivers_lake_centerlines.geojson", 4, XLSX),
    # The README counts 116 segments; 48 of them are one point written twice.
    RealSet("river", "hydro_relief/gshhg_wdbii_rivers_full.geojson", 68, GPKG, left_out=48),
    RealSet("lake", "hydro_relief/ne_10m_lakes.geojson", 10, CSV),
    RealSet("playa", "hydro_relief/ne_10m_playas.geojson", 2, SHP),
    RealSet("glacier", "hydro_relief/ne_10m_glaciated_areas.geojson", 18, XLSX),
    RealSet("landform-region", "hydro_relief/ne_10m_geography_regions_polys.geojson", 8, KML),
    RealSet("fault-fold", "geology/himatibetmap_faults_folds.geojson", 93, GEOJSON),
    RealSet("volcanic-rock", "geology/himatibetmap_cenozoic_volcanics.geojson", 20, PARQUET),
    RealSet(
        "reference-mineral-occurrence",
        "minerals/usgs/usgs_occurrences_ruoqiang_bbox.geojson",
        9,
        KML,
    ),
    RealSet(
        "reference-mineral-occurrence", "minerals/usgs/usgs_occurrences_china.geojson", 522, CSV
    ),
    RealSet(
        "reference-mineral-occurrence",
        "minerals/nt_modat_2013/NT_MineralOccurrences.shp",
        3111,
        GPKG,
        said={"encoding": "1252"},
    ),
    RealSet("reference-tenement", f"{NT}/snapshot_A_minerals/ten_grnt.shp", 1983, SHP, 11),
    RealSet("reference-tenement", f"{NT}/snapshot_A_minerals/ten_appl.shp", 805, GEOJSON, 1),
    RealSet("reference-tenement", f"{NT}/snapshot_B_minerals/ten_grnt.shp", 1982, KML, 11),
    RealSet("reference-tenement", f"{NT}/snapshot_B_minerals/ten_appl.shp", 810, CSV, 2),
    RealSet("reference-tenement-holder", f"{NT}/snapshot_A_minerals/ten_hold.dbf", 6190, CSV),
    RealSet("reference-tenement-holder", f"{NT}/snapshot_B_minerals/ten_hold.dbf", 6200, GPKG),
    RealSet("reference-tenement", f"{NT}/exploration_licences_shp/el_grnt.shp", 1429, PARQUET, 30),
    RealSet("reference-tenement", f"{NT}/exploration_licences_shp/el_appl.shp", 958, SHP, 13),
    RealSet("reference-tenement", f"{NT}/exploration_licences_shp/el_cess.shp", 36, XLSX),
    RealSet(
        "reference-tenement-holder", f"{NT}/exploration_licences_shp/el_hold.dbf", 5138, PARQUET
    ),
    # One outline that is invalid in the Shapefile is valid in the MIF.
    RealSet("reference-tenement", f"{NT}/mapinfo_samples/el_grnt.MIF", 1430, GEOJSON, 29),
    # The MIF has one licence more than the Shapefile.
    RealSet("reference-tenement", f"{NT}/mapinfo_samples/el_cess.MIF", 37, CSV),
    RealSet("reference-tenement", f"{NT}/mapinfo_samples/ten_appl.TAB", 805, GPKG, 1, GDA94),
    RealSet(
        "reference-tenement-restriction",
        f"{NT}/mapinfo_samples/alra_mora.TAB",
        349,
        PARQUET,
        5,
        GDA94,
    ),
    RealSet("reference-tenement-restriction", f"{NT}/constraints/alra_mora.shp", 349, SHP, 5),
    RealSet("reference-tenement-restriction", f"{NT}/constraints/res_curr.shp", 171, GPKG, 4),
    RealSet(
        "reference-tenement-history",
        f"{NT}/historic/NT_Historical_Tenements.shp",
        8152,
        PARQUET,
        163,
    ),
    RealSet(
        "exploration-right-register",
        "mining_rights_cn/mnr_exploration_register_2026-09.csv",
        15,
        XLSX,
    ),
    RealSet("reference-area", "coordinate_txt/44120000072.txt", 1, SHP, encoding="GBK"),
    RealSet("reference-area", "coordinate_txt/44120000120.txt", 1, KML),
    RealSet("reference-area", "coordinate_txt/44120000669_44120001725_44120002171.txt", 1, GEOJSON),
    RealSet("reference-area", "coordinate_txt/plot_000.txt", 1, XLSX),
    RealSet("river", f"{GBK_SAMPLES}/hyd2_4l.shp", 2143, SHP, said=WGS84, encoding="GBK"),
    RealSet("settlement", f"{GBK_SAMPLES}/res2_4m.shp", 331, CSV, said=WGS84),
    RealSet("catchment", f"{CATCHMENT}/zhujiangziliuyu.shp", 11, GPKG, 1, WGS84),
    RealSet(
        "boundary-line",
        "encoding_samples/null_geometry_records/NationalBorder.shp",
        323,
        GEOJSON,
        720,
    ),
    RealSet(
        "reference-mine-footprint",
        "mining_footprints/mining_polygons_combined_demo.gpkg",
        100,
        GEOJSON,
    ),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2018.geojson", 228, GPKG),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2019.geojson", 315, PARQUET),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2020.geojson", 303, SHP),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2021.geojson", 397, XLSX),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2022.geojson", 401, KML),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2023.geojson", 406, CSV),
    RealSet("reference-mining-scar", f"{SCARS}/mining_2024.geojson", 687, GEOJSON),
)
