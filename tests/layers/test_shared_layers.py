# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Real sets with their real faults, from file to edition and back. 真实数据。"""

import pytest

from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.findings import ImportRefused
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import feature, features_geojson
from layers.layer_files import an_import, read, refusal, shared

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
AS_WGS84 = DeclaredCrs(epsg=4326)
NFGIS = "encoding_samples/nfgis_1to4M_GBK_no_cpg_no_prj_LDID00"
CATCHMENT = "encoding_samples/catchment_chinese_field_names_GBK_LDID4D_no_cpg"
TENEMENTS = "tenements/nt_2013"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def of(path: str, layer: str, **changes) -> Edition:
    return an_import(shared(path), layer=layer, dated_on=None, **changes)


def test_gbk_words_without_cpg_and_without_prj(tmp_path):
    path = shared(f"{NFGIS}/res2_4m.shp")

    assert refusal(path, tmp_path) == ["layer.prj-missing"]

    edition = of(f"{NFGIS}/res2_4m.shp", "settlement", declared_crs=AS_WGS84)
    assert edition.feature_count == 331
    assert feature(edition, "4").attributes["name"] == "天津"
    assert edition.finding_counts["encoding-guessed"] == 1


def test_chinese_field_names_by_the_header_byte():
    edition = of(
        f"{CATCHMENT}/zhujiangziliuyu.shp",
        "reference-area",
        declared_crs=AS_WGS84,
        mapping={"名称": "name"},
        without_invalid=True,
    )

    assert (edition.feature_count, edition.left_out_count) == (11, 1)
    names = [one["properties"]["name"] for one in features_geojson(edition)["features"]]
    assert "西江上游区（黔江、柳江区）" in names


def test_records_without_geometry_are_counted_and_never_stored_unasked():
    path = "encoding_samples/null_geometry_records/NationalBorder.shp"

    with pytest.raises(ImportRefused) as caught:
        of(path, "reference-line")
    edition = of(path, "reference-line", without_invalid=True)

    assert [f.kind for f in caught.value.findings].count("geometry-missing") == 720
    assert (edition.feature_count, edition.left_out_count) == (323, 720)


@pytest.mark.parametrize(
    ("path", "stored", "invalid"),
    [
        pytest.param("exploration_licences_shp/el_grnt.shp", 1429, 30, id="el_grnt"),
        pytest.param("exploration_licences_shp/el_appl.shp", 958, 13, id="el_appl"),
        pytest.param("exploration_licences_shp/el_cess.shp", 36, 0, id="el_cess"),
        pytest.param("snapshot_A_minerals/ten_grnt.shp", 1983, 11, id="ten_grnt-A"),
        pytest.param("historic", 8152, 163, id="historic"),
    ],
)
def test_a_cadastre_goes_in_with_the_right_counts(path, stored, invalid):
    edition = of(
        f"{TENEMENTS}/{path}", "reference-area", declared_crs=AS_WGS84, without_invalid=True
    )

    assert (edition.feature_count, edition.left_out_count) == (stored, invalid)
    assert edition.finding_counts.get("geometry-invalid", 0) == invalid


def test_an_australian_datum_is_read_by_the_known_way_and_says_its_accuracy(tmp_path):
    features = read(shared(f"{TENEMENTS}/exploration_licences_shp/el_grnt.shp"), tmp_path)

    assert (features.crs.epsg, features.crs.accuracy_m, len(features)) == (4283, 4.0, 1459)
    assert "crs-foreign" in [finding.kind for finding in features.findings]


def test_a_table_without_shapes_is_refused(tmp_path):
    path = shared(f"{TENEMENTS}/exploration_licences_shp/el_hold.dbf")

    assert refusal(path, tmp_path) == ["layer.no-geometry"]


def test_words_of_no_chinese_encoding_must_be_declared(tmp_path):
    path = shared("minerals/nt_modat_2013")

    assert refusal(path, tmp_path) == ["layer.encoding-unknown"]

    edition = of(
        "minerals/nt_modat_2013", "reference-point", declared_crs=AS_WGS84, encoding="1252"
    )
    assert edition.feature_count == 3111


def test_a_geopackage_of_the_world_warns_of_what_lies_abroad():
    edition = of("mining_footprints/mining_polygons_combined_demo.gpkg", "reference-area")

    assert edition.feature_count == 100
    assert edition.finding_counts["outside-china"] == 84


def test_a_land_parcel_file_becomes_a_feature_with_its_attributes():
    edition = of("coordinate_txt/44120000072.txt", "reference-area")

    assert (edition.feature_count, edition.crs_epsg) == (1, 4526)
    assert feature(edition, "1").attributes["申报面积公顷"] == "1.2247"


def test_a_real_arcgis_prj_with_other_names_is_recognised(tmp_path):
    prj = shared("crs/REAL_nonstandard_CGCS_2000_from_meteva_BOUL_X.prj")
    folder = tmp_path / "in"
    folder.mkdir()
    for suffix in (".shp", ".shx", ".dbf"):
        source = shared(f"{CATCHMENT}/zhujiangziliuyu{suffix}")
        (folder / f"a{suffix}").write_bytes(source.read_bytes())
    (folder / "a.prj").write_bytes(prj.read_bytes())

    features = read(folder, tmp_path)

    assert features.crs.epsg == 4490
    assert [f.kind for f in features.findings] == ["crs-name-not-standard"]
