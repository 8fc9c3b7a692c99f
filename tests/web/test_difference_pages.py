# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Comparing, accepting and downloading editions in the browser."""

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest
import shapely

from kuangtu.accounts.actor import Role
from kuangtu.audit.models import Entry
from kuangtu.layers.choices import Security
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.differences import comparison_path
from kuangtu.layers.tasks import compare_in_background
from layers.layer_files import BESIDE, SQUARE, a_feature, a_geojson, a_published, an_import
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
LAYER = "nature-reserve"
PAGE = f"/system/layers/{LAYER}"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def two_editions(folder, **changes):
    """Edition 1 is published; edition 2 renames one reserve, drops one and adds two."""
    old = [
        a_feature(SQUARE, identifier="B1", name="甲"),
        a_feature(BESIDE, identifier="B2", name="乙"),
    ]
    several = [
        a_feature(shapely.box(87 + at, 39, 87.1 + at, 39.1), identifier=f"N{at}", name="丙")
        for at in range(2)
    ]
    a_published(a_geojson(folder, *old), dated_on=date(2026, 1, 1), **changes)
    new = [a_feature(SQUARE, identifier="B1", name="=甲"), *several]
    return an_import(a_geojson(folder, *new, name="b"), **changes)


def test_the_page_tells_counts_balance_and_every_value_before_and_after(tmp_path):
    two_editions(tmp_path)

    page = words_of(signed_in().get(f"{PAGE}/2/difference/"))

    assert "新增 2 移除 1 图形变化 0 属性变化 1" in page
    assert "按字段 identifier 匹配" in page
    assert "name ：甲 → =甲" in page
    assert "净变化" in page


def test_a_kind_is_chosen_paged_and_exported_as_shown(tmp_path):
    two_editions(tmp_path)
    browser = signed_in()

    page = browser.get(f"{PAGE}/2/difference/?against=1&kind=ADDED")
    book = browser.get(f"{PAGE}/2/difference/?kind=CHANGED&format=xlsx")
    table = browser.get(f"{PAGE}/2/difference/?kind=REMOVED&format=csv")
    wrong = browser.get(f"{PAGE}/2/difference/?format=doc")

    assert [row["change"].identifier for row in page.context["rows"]] == ["N0", "N1"]
    rows = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)
    assert [row[7:10] for row in rows[1:]] == [("name", "甲", "=甲")]
    lines = table.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].split(",")[:2]) == (2, ["移除", "B2"])
    assert wrong.status_code == 422


def test_the_map_gets_shapes_of_the_kind_and_the_box(tmp_path):
    two_editions(tmp_path)
    browser = signed_in()
    url = f"{PAGE}/2/difference/1.geojson"

    everything = json.loads(browser.get(url).content)
    there = json.loads(browser.get(f"{url}?bbox=87.9,38,88.05,40&kind=ADDED").content)

    assert [one["properties"]["role"] for one in everything["features"]] == [
        "added", "added", "removed", "changed",
    ]  # fmt: skip
    assert [one["properties"]["identifier"] for one in there["features"]] == ["N1"]


@pytest.mark.parametrize("path", ["2/difference/", "2/difference/1.geojson", "2/export/"])
def test_what_a_viewer_may_not_see_is_neither_compared_nor_handed_out(tmp_path, path):
    two_editions(tmp_path, security=Security.CONTROLLED)
    browser = signed_in(Role.VIEWER)
    ask = browser.post if "export" in path else browser.get

    answer = ask(f"{PAGE}/{path}", {"format": "GPKG"})

    assert answer.status_code == 404
    assert not Entry.objects.filter(action="layers.exported").exists()


def test_a_single_edition_has_nothing_to_be_compared_with(tmp_path):
    an_import(a_geojson(tmp_path))

    assert signed_in().get(f"{PAGE}/1/difference/").status_code == 404


def test_large_editions_are_compared_by_a_worker_while_the_page_waits(tmp_path, monkeypatch):
    monkeypatch.setattr("kuangtu.layers.queries.differences.MOST_AT_ONCE", 1)
    two_editions(tmp_path)
    browser = signed_in(Role.ADMINISTRATOR)
    state = f"{PAGE}/2/difference/state/?against=1"

    waiting = browser.get(f"{PAGE}/2/")
    still = browser.get(state)
    compare_in_background.func(LAYER, 1, 2)
    done = browser.get(state)

    assert "正在后台对比" in words_of(waiting)
    assert "disabled" in waiting.content.decode()
    assert "HX-Refresh" not in still.headers
    assert done.headers["HX-Refresh"] == "true"
    again = browser.post(f"{PAGE}/2/difference/again/", {"against": "1"})
    old, new = Edition.objects.order_by("number")
    assert again.url == f"{PAGE}/2/difference/?against=1"
    assert not comparison_path(old, new).with_suffix(".asked").exists()


def test_an_edition_is_published_only_with_every_tick(tmp_path):
    two_editions(tmp_path)
    browser = signed_in(Role.ADMINISTRATOR)
    page = browser.get(f"{PAGE}/2/")
    ticks = {"against": "1", "warnings": str(page.context["warning_count"])}

    unticked = browser.post(f"{PAGE}/2/publish/", {"warnings": ticks["warnings"]})
    assert (unticked.status_code, Edition.objects.get(number=2).status) == (409, "STAGED")
    assert "请与它对比后再发布" in words_of(unticked)
    published = browser.post(f"{PAGE}/2/publish/", ticks)

    assert (published.status_code, Edition.objects.get(number=2).status) == (302, "PUBLISHED")
    data = Entry.objects.filter(action="layers.published").latest("pk").data
    assert (data["compared_with"], data["difference"]["added"]) == (1, 2)


def test_an_earlier_edition_with_far_fewer_features_needs_both_words(tmp_path):
    several = [
        a_feature(shapely.box(87 + at / 5, 39, 87.1 + at / 5, 39.1), identifier=f"N{at}", name="丙")
        for at in range(4)
    ]
    a_published(a_geojson(tmp_path, *several))
    an_import(a_geojson(tmp_path, several[0], name="b"), dated_on=date(2025, 1, 1))
    browser = signed_in(Role.ADMINISTRATOR)
    page = browser.get(f"{PAGE}/2/")
    ticks = {"against": "1", "warnings": str(page.context["warning_count"])}

    one = browser.post(f"{PAGE}/2/publish/", ticks | {"risk": ["FEWER"]})
    both = browser.post(f"{PAGE}/2/publish/", ticks | {"risk": ["FEWER", "NOT_IN_FORCE"]})

    assert "发布后现行的仍是第 1 版" in words_of(page)
    assert (one.status_code, both.status_code) == (409, 302)


def test_the_page_says_what_withdrawing_brings_back_and_who_did_it(tmp_path):
    two_editions(tmp_path)
    browser = signed_in(Role.ADMINISTRATOR)

    before = words_of(browser.get(f"{PAGE}/1/"))
    browser.post(f"{PAGE}/1/withdraw/", {"because": "坐标系填错"})
    after = words_of(browser.get(f"{PAGE}/1/"))

    assert "状态变为“缺”" in before
    assert "坐标系填错" in after
    assert f"officer-{Role.ADMINISTRATOR}-652824" in after


def test_an_edition_and_a_layer_are_downloaded_and_traced(tmp_path):
    two_editions(tmp_path)
    browser = signed_in(Role.VIEWER)

    staged = browser.post(f"{PAGE}/2/export/", {"format": "SHP", "crs": "4518", "encoding": "GBK"})
    current = browser.post(f"{PAGE}/export/", {"format": "GPKG"})

    with zipfile.ZipFile(io.BytesIO(b"".join(staged.streaming_content))) as archive:
        assert "说明.txt" in archive.namelist()
    assert 'filename="nature-reserve-2.shp.zip"' in staged.headers["Content-Disposition"]
    assert b"".join(current.streaming_content).startswith(b"SQLite format 3")
    traces = Entry.objects.filter(action="layers.exported").order_by("pk")
    assert [(one.data["number"], one.data["format"]) for one in traces] == [(2, "SHP"), (1, "GPKG")]


@pytest.mark.parametrize(
    "words",
    [{"format": "DWG"}, {"format": "GPKG", "crs": "3857"}, {"format": "KML", "crs": "4518"}],
)
def test_a_download_that_cannot_be_is_refused(tmp_path, words):
    two_editions(tmp_path)

    assert signed_in().post(f"{PAGE}/2/export/", words).status_code == 422


def test_a_layer_without_an_edition_is_not_downloaded():
    assert signed_in().post(f"{PAGE}/export/", {"format": "GPKG"}).status_code == 404
