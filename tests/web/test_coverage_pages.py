# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables without geometry, ledger layers and survey coverage as pages. 表与工作程度页面。"""

from datetime import date
from pathlib import Path

import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.plans.services import load_folder
from kuangtu.rights.services import register_right
from layers.layer_files import DAY, a_feature, a_geojson, a_published
from rights.right_builders import a_mine
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
PLAN = Path(__file__).parents[2] / "plans" / "652824-2021"
HOLDERS = "reference-tenement-holder"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_register(folder):
    row = a_feature(None, TYPE_CODE="ML", TITLE_NO="1", HOLDER="甲公司", PERCENT=60.0)
    return a_published(a_geojson(folder, row), layer=HOLDERS)


def test_the_page_of_a_table_shows_its_rows_and_no_map(tmp_path):
    a_register(tmp_path)

    page = signed_in().get(f"/system/layers/{HOLDERS}/1/")

    assert page.status_code == 200
    assert "权利种类代码" in words_of(page)
    assert "甲公司" in words_of(page)
    assert "没有坐标" in words_of(page)
    assert "data-map=" not in page.content.decode()


def test_the_map_lists_a_table_and_does_not_draw_it(tmp_path):
    a_register(tmp_path)

    page = signed_in().get("/map/").content.decode()

    assert f'href="/system/layers/{HOLDERS}/1/"' in page
    assert f'data-layer="{HOLDERS}"' not in page


def test_the_features_of_a_table_are_not_sent_to_a_map(tmp_path):
    a_register(tmp_path)

    answer = signed_in().get(f"/map/layers/{HOLDERS}/1.geojson")

    assert answer.status_code == 409


def test_the_page_of_a_ledger_layer_says_number_and_day():
    register_right(record=a_mine(), actor=SYSTEM)

    page = words_of(signed_in(Role.VIEWER).get("/system/layers/mineral-right/"))

    assert "矿业权 台账第 1 号（截至" in page
    assert "1 个要素" in page


def test_an_officer_elsewhere_sees_no_right_of_the_county_on_that_page():
    register_right(record=a_mine(), actor=SYSTEM)

    page = words_of(signed_in(Role.VIEWER, "652825").get("/system/layers/mineral-right/"))

    assert "台账第" not in page


def test_the_page_of_coverage_says_what_is_missing(tmp_path):
    load_folder(PLAN, loaded_on=date(2021, 1, 1), actor=SYSTEM)

    page = signed_in().get("/plan/652824-2021/survey-coverage/")

    assert page.status_code == 200
    assert "图层“地质调查工作程度”没有可用的版本" in words_of(page)
    assert words_of(page).count("图层缺失") == 18


def test_the_page_of_coverage_sets_computed_beside_printed(tmp_path):
    load_folder(PLAN, loaded_on=date(2021, 1, 1), actor=SYSTEM)
    county = a_feature(shapely.box(87.5, 38.0, 88.0, 38.5), name="若羌县")
    a_published(a_geojson(tmp_path / "county", county), layer="county-boundary")
    sheets = tmp_path / "sheets.csv"
    sheets.write_text("调查类别,图幅号\n1∶5万区域地质矿产调查,J45E011015\n", "utf-8")
    a_published(sheets, layer="survey-coverage", dated_on=DAY)

    page = words_of(signed_in().get("/plan/652824-2021/survey-coverage/"))

    assert "70,416.38 35.51 1 404.85 404.85 16.67" in page
    assert "图层中没有该类调查的图幅" in page


def test_a_plan_without_such_a_table_has_no_such_page():
    assert signed_in().get("/plan/no-such-plan/survey-coverage/").status_code == 404
