# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Each trap of the real sets is caught, in words that an officer understands. 真实数据的陷阱。"""

import re

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from kuangtu.accounts.actor import SYSTEM
from kuangtu.core.errors import Invalid
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.errors import WithoutGeometry
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import features_geojson, manifest_of, map_geojson
from kuangtu.layers.services import publish_edition
from layers.layer_files import DAY, SQUARE, a_shapefile, an_import, read, shared
from layers.real_sets import CATCHMENT, GBK_SAMPLES, NT

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
WGS84 = DeclaredCrs(epsg=4326)
OUT_OF_RANGE = "date-out-of-range"
TRAPS = "boundary/gcj02_traps/ruoqiang_652824"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def of(path: str, layer: str, **said) -> Edition:
    return an_import(shared(path), layer=layer, dated_on=None, **said)


def refused(path: str, layer: str, **said) -> list[str]:
    """The sentences that a file is refused with; nothing is kept of it."""
    before = Edition.objects.count()
    with pytest.raises(Invalid) as caught:
        of(path, layer, **said)
    assert Edition.objects.count() == before
    return [problem.text.zh for problem in caught.value.problems]


def sentences(edition: Edition, kind: str) -> list[str]:
    return [one["message"]["zh"] for one in manifest_of(edition)["findings"] if one["kind"] == kind]


@pytest.fixture
def a_county():
    edition = of("boundary/ruoqiang_652824_amap_wgs84.geojson", "county-boundary")
    return publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)


@pytest.mark.usefixtures("a_county")
def test_an_outline_of_a_web_map_is_suspected_and_not_shifted_back():
    edition = of(f"{TRAPS}_datav_GCJ02.geojson", "county-boundary")

    (said,) = sentences(edition, "crs-gcj02-suspected")
    assert said.startswith("疑似火星坐标（GCJ-02）：沿县界的 ")
    assert "整体偏东" in said


@pytest.mark.usefixtures("a_county")
@pytest.mark.parametrize("without_invalid", [False, True])
def test_an_invalid_outline_of_a_web_map_is_refused_for_both_reasons(without_invalid):
    said = refused(
        f"{TRAPS}_echarts_GCJ02.geojson", "county-boundary", without_invalid=without_invalid
    )

    assert said[-2].startswith("第 1 个要素：边界自相交（位置 87.546875, 36.610352）")
    assert said[-1].startswith("疑似火星坐标（GCJ-02）：沿县界的 8805 个拐点整体偏东 210 米")


@pytest.mark.parametrize("name", ["hyd2_4l", "res2_4m"])
def test_a_shapefile_without_prj_asks_for_it(name):
    layer = "river" if name == "hyd2_4l" else "settlement"

    assert refused(f"{GBK_SAMPLES}/{name}.shp", layer) == [
        "缺少 .prj，坐标系不明；不作猜测，请补上 .prj 或声明坐标系，例如 EPSG:4490、EPSG:4518"
    ]


def test_gbk_without_cpg_is_guessed_and_words_are_shown():
    edition = of(f"{GBK_SAMPLES}/res2_4m.shp", "settlement", declared_crs=WGS84)

    (said,) = sentences(edition, "encoding-guessed")
    assert said == (
        "文件未声明编码（无 .cpg，LDID 0x00），按内容推断为 GBK/GB 18030，"
        "请核对“Maqên、Nêdong、阿克苏”是否正确"
    )


def test_chinese_field_names_are_read_by_the_byte_of_the_header():
    edition = of(
        f"{CATCHMENT}/zhujiangziliuyu.shp",
        "catchment",
        declared_crs=WGS84,
        without_invalid=True,
    )

    named = {one["properties"]["title"] for one in features_geojson(edition)["features"]}
    assert len(named) == 11
    assert "西江上游区（黔江、柳江区）" in named


def test_records_without_geometry_are_counted_one_by_one():
    path = "encoding_samples/null_geometry_records/NationalBorder.shp"

    said = refused(path, "boundary-line")

    assert said[0] == "第 43 个要素：只有属性，没有图形；请补画图形，或确认剔除"
    # 200 of the 720 are told, and the others counted.
    assert len(said) == 201
    assert said[-1].startswith("另有 520 处错误未逐一列出（geometry-missing × 520）")


def test_of_two_sets_of_one_country_each_says_its_own_system():
    moratorium = of(
        f"{NT}/constraints/alra_mora.shp", "reference-tenement-restriction", without_invalid=True
    )
    reserves = of(
        f"{NT}/constraints/res_curr.shp", "reference-tenement-restriction", without_invalid=True
    )

    assert (moratorium.crs_epsg, reserves.crs_epsg) == (4326, 4283)
    assert sentences(moratorium, "wgs84-as-cgcs2000") == [
        "坐标为 WGS 84，按 WGS84≈CGCS2000 直接采用，误差约 1 米"
    ]
    assert sentences(reserves, "crs-foreign")[0].startswith("境外坐标系 EPSG:4283")


@pytest.mark.parametrize(
    ("name", "layer"),
    [("ten_appl", "reference-tenement"), ("alra_mora", "reference-tenement-restriction")],
)
def test_a_tab_without_a_datum_says_what_to_do(name, layer):
    (said,) = refused(f"{NT}/mapinfo_samples/{name}.TAB", layer)

    assert said == (
        "坐标系没有写明大地基准，只有椭球（GRS 80）；仅凭椭球参数不能确定基准；"
        "请向提供单位问明后声明坐标系（例如 EPSG:4490，命令行用 --crs），或转换后重新提供"
    )


def test_impossible_days_and_titles_of_one_ground_are_found():
    edition = of(
        f"{NT}/historic/NT_Historical_Tenements.shp",
        "reference-tenement-history",
        without_invalid=True,
    )

    counts = edition.finding_counts
    assert sorted(
        re.search(r"\d{4}-\d\d-\d\d", one)[0] for one in sentences(edition, OUT_OF_RANGE)
    ) == [
        "0968-06-04",
        "0972-08-09",
        "2098-10-31",
    ]
    # In the whole file 21; the outlines of none of them are broken.
    assert counts["dates-out-of-order"] == 21
    assert (counts["geometry-repeated"], counts["geometry-nearly-repeated"]) == (181, 15)


def test_a_licence_that_stands_twice_is_found():
    edition = of(f"{NT}/mapinfo_samples/el_grnt.MIF", "reference-tenement", without_invalid=True)

    assert sentences(edition, "identifier-repeated") == [
        "“权利编号”的值“EL24906”与第 279 个要素相同"
    ]


def test_a_deposit_that_several_data_bases_have_is_found():
    edition = of("minerals/usgs/usgs_occurrences_china.geojson", "reference-mineral-occurrence")

    assert edition.finding_counts["geometry-repeated"] == 29


def test_the_rectangle_of_the_register_is_words_and_never_a_shape():
    path = "mining_rights_cn/mnr_exploration_register_2026-09.csv"

    (said,) = refused(path, "reference-area")
    edition = of(path, "exploration-right-register")

    assert "“极值坐标”不是边界，不能用作范围" in said
    assert sentences(edition, "extremes-not-drawn") == [
        "公示极值坐标（不可作边界）：只作为文字保存"
    ]
    with pytest.raises(WithoutGeometry):
        map_geojson(edition)


def test_licence_numbers_of_the_new_form_are_told_apart():
    edition = of(
        "mining_rights_cn/mnr_exploration_register_2026-09.csv", "exploration-right-register"
    )

    assert edition.finding_counts["license-number-odd"] == 15


def test_several_data_sets_in_a_folder_are_listed():
    assert refused(f"{NT}/snapshot_A_minerals", "reference-tenement") == [
        "含有 2 个数据集（ten_appl.shp、ten_grnt.shp），请指明导入哪一个（--dataset）"
    ]


def test_words_of_another_alphabet_must_be_declared():
    path = "minerals/nt_modat_2013/NT_MineralOccurrences.shp"

    (said,) = refused(path, "reference-mineral-occurrence")

    assert said == (
        "属性文字既不是 UTF-8 也不是 GBK/GB 18030，且没有 .cpg；请声明编码"
        "（--encoding；西欧文字多为 1252）或另存为 UTF-8"
    )


def test_two_columns_for_one_field_ask_for_a_choice():
    assert refused("settlement/geonames_places.geojson", "settlement") == [
        "name、name_zh 都对应字段“名称”，请用字段对照指明用哪一个（如 --map name_zh=name）"
    ]


OLD_DATUM = "没有公开可靠的转换参数，不能近似代替"


@pytest.mark.parametrize(
    ("prj", "found"),
    [
        ("EPSG2353_Xian80_3deg_zone29_prefix", OLD_DATUM),
        ("EPSG2354_Xian80_3deg_zone30_prefix", OLD_DATUM),
        ("EPSG2355_Xian80_3deg_zone31_prefix", OLD_DATUM),
        ("EPSG4214_Beijing54_geographic", OLD_DATUM),
        ("EPSG4610_Xian80_geographic", OLD_DATUM),
        ("EPSG4479_CGCS2000_geocentric", ".prj 没有写明"),  # the file has no byte
        ("EPSG4490_CGCS2000_geographic", 4490),
        ("EPSG4493_CGCS2000_6deg_GK_zone15_CM87E_with_zone_prefix", 4493),
        ("EPSG4494_CGCS2000_6deg_GK_zone16_CM93E_with_zone_prefix", 4494),
        ("EPSG4504_CGCS2000_6deg_GK_CM87E_no_prefix", 4504),
        ("EPSG4505_CGCS2000_6deg_GK_CM93E_no_prefix", 4505),
        ("EPSG4517_CGCS2000_3deg_GK_zone29_CM87E_with_zone_prefix", 4517),
        ("EPSG4518_CGCS2000_3deg_GK_zone30_CM90E_with_zone_prefix", 4518),
        ("EPSG4519_CGCS2000_3deg_GK_zone31_CM93E_with_zone_prefix", 4519),
        ("EPSG4538_CGCS2000_3deg_GK_CM87E_no_prefix", 4538),
        ("EPSG4539_CGCS2000_3deg_GK_CM90E_no_prefix", 4539),
        ("EPSG4540_CGCS2000_3deg_GK_CM93E_no_prefix", 4540),
        ("REAL_nonstandard_CGCS_2000_from_meteva_BOUL_X", 4490),
    ],
)
def test_every_prj_is_recognised_or_refused_for_its_reason(tmp_path, prj, found):
    drawn_in = int(prj[4:8]) if "zone" in prj or "CM" in prj else 4490
    plane = Transformer.from_crs(CRS(drawn_in).geodetic_crs, drawn_in, always_xy=True)
    square = shapely.transform(SQUARE, lambda at: np.column_stack(plane.transform(*at.T)))
    path = a_shapefile(
        tmp_path / "in",
        geometry=shapely.to_wkb(np.array([square])),
        field_data=[np.array(["甲"], dtype=object)],
    )
    path.with_suffix(".prj").write_bytes(shared(f"crs/{prj}.prj").read_bytes())

    if isinstance(found, int):
        features = read(path, tmp_path)
        (drawn,) = features.geometries
        assert features.crs.epsg == found
        assert shapely.area(shapely.symmetric_difference(drawn, SQUARE)) < 1e-9
    else:
        with pytest.raises(Invalid, match=found):
            read(path, tmp_path)
