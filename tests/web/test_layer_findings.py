# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was found in an edition, in the browser: narrowed down, on the map, sent on. 检查发现页。"""

import csv
import io
import json

import pytest

from kuangtu.accounts.actor import Role
from kuangtu.layers.choices import Security
from layers.layer_files import BESIDE, BOWTIE, SQUARE, a_feature, a_geojson, an_import
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
PAGE = "/system/layers/nature-reserve/1/"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


@pytest.fixture
def edition(tmp_path):
    """A broken outline, a repeated one, and a column that nobody knows."""
    return an_import(
        a_geojson(
            tmp_path,
            a_feature(SQUARE, MC="甲", BSM="1", 多余="=1+1"),
            a_feature(BOWTIE, MC="乙", BSM="2"),
            a_feature(SQUARE, MC="丙", BSM="3"),
        ),
        without_invalid=True,
    )


def test_the_page_lists_every_finding_with_who_mends_it_and_a_way_to_its_place(edition):
    page = signed_in().get(PAGE)

    assert "林业和草原部门：请在源数据中改正后重新导出" in words_of(page)
    assert "图形与第 1 个要素完全相同" in words_of(page)
    assert 'data-show-at="88.1000000,39.1000000"' in page.content.decode()
    assert f'data-findings="{PAGE}findings/points.json"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("kind=geometry-invalid", "边界自相交", "完全相同"),
        ("severity=NOTE", "按原名保留", "边界自相交"),
        ("mender=导入人", "按原名保留", "完全相同"),
        ("kind=none", "没有符合筛选条件的发现", "边界自相交"),
    ],
)
def test_the_list_is_narrowed_down(edition, query, shown, hidden):
    browser = signed_in()

    for address in (f"{PAGE}findings/?{query}", f"{PAGE}?{query}"):
        words = words_of(browser.get(address))
        assert shown in words
        assert hidden not in words.split("检查发现")[1]


def test_the_counts_are_exact_where_the_list_is_not(tmp_path, monkeypatch):
    features = [a_feature(BESIDE, MC="甲"), *[a_feature(BOWTIE, MC="乙")] * 1_003]
    an_import(a_geojson(tmp_path, *features), without_invalid=True)

    words = words_of(signed_in().get(f"{PAGE}findings/?kind=geometry-invalid"))

    assert "所选 1,003 处" in words
    assert "另有 3 处已计数、未逐一列出" in words
    assert "1 / 20" in words


def test_the_map_gets_a_point_for_every_finding_with_a_place(edition):
    points = signed_in().get(f"{PAGE}findings/points.json").json()["features"]

    assert [one["properties"]["severity"] for one in points] == ["ERROR", "WARNING", "WARNING"]
    assert points[0]["properties"]["text"] == "第 2 个要素：边界自相交"
    assert points[0]["geometry"]["coordinates"] == pytest.approx([88.1, 39.1])


def test_the_list_is_downloaded_for_one_who_mends_it(edition):
    answer = signed_in().get(f"{PAGE}findings/list.csv?mender=林业和草原部门")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["类型"], row["要素序号"], row["标识"]) for row in rows] == [
        ("图形无效", "2", "2"),
        ("图形与另一要素相同", "3", "3"),
        ("要素重叠", "3", "3"),
    ]
    assert answer["Content-Disposition"] == ('attachment; filename="findings-nature-reserve-1.csv"')


@pytest.mark.parametrize("kind", ["xlsx", "gpkg", "geojson"])
def test_the_list_is_downloaded_in_other_formats(edition, kind):
    answer = signed_in().get(f"{PAGE}findings/list.{kind}")

    assert answer.status_code == 200
    starts = {"xlsx": b"PK", "gpkg": b"SQLite format 3", "geojson": b'{"type"'}
    assert answer.content.startswith(starts[kind])


def test_another_format_is_not_there(edition):
    assert signed_in().get(f"{PAGE}findings/list.pdf").status_code == 404


@pytest.mark.parametrize("part", ["", "points.json", "list.csv"])
def test_findings_of_a_controlled_layer_are_not_for_everybody(tmp_path, part):
    an_import(a_geojson(tmp_path), security=Security.CONTROLLED)

    assert signed_in(Role.VIEWER).get(f"{PAGE}findings/{part}").status_code == 404
    assert signed_in(Role.REVIEWER).get(f"{PAGE}findings/{part}").status_code == 200


def test_whoever_may_not_see_a_controlled_edition_is_not_told_that_data_is_missing(tmp_path):
    an_import(a_geojson(tmp_path), security=Security.CONTROLLED)

    page = words_of(signed_in(Role.VIEWER).get("/system/layers/nature-reserve/"))

    assert "没有您的账户可以查看的版本" in page
    assert "还没有版本" not in page
    assert "缺数据" not in page


def test_the_page_speaks_english_too(edition):
    browser = signed_in()
    browser.cookies["django_language"] = "en"

    record = json.loads(browser.get(f"{PAGE}findings/list.geojson").content)

    assert record["features"][0]["properties"]["finding"] == "self-intersection"
    assert "Who mends it" in words_of(browser.get(PAGE))
