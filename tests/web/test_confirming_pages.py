# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The page on which somebody confirms how a file is read. 核对读法页面。"""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kuangtu.accounts.actor import Role
from kuangtu.layers.choices import ImportStatus
from kuangtu.layers.imports.services import run_import, run_inspection
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping
from kuangtu.layers.models import ImportJob, MappingProfile
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.profiles.services import save_profile
from kuangtu.layers.queries import manifest_of
from kuangtu.web.reading_form import mapping_said
from layers.layer_files import (
    BESIDE,
    BOWTIE,
    DAY,
    REVIEWER,
    SQUARE,
    a_feature,
    a_geojson,
    a_geopackage,
    a_shapefile,
    parts_of,
)
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LAYER = "drinking-water-source"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_file(tmp_path, *levels):
    places = [SQUARE, BESIDE]
    return a_geojson(
        tmp_path,
        *[a_feature(places[i], 名=f"地{i}", JB=one, MJ=12.5) for i, one in enumerate(levels)],
    )


def looked_at(browser, *paths, layer=LAYER):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    browser.post(
        "/system/imports/new/",
        {"layer": layer, "source": "环保局来函", "quality": "APPROVED", "files": files},
    )
    return run_inspection(ImportJob.objects.latest("pk").pk, clock=lambda: NOW)


def address(job, name="confirm"):
    return f"/system/imports/{job.pk}/{name}/"


def said(**changes):
    """The form of a file with the columns 名, JB and MJ, and the value 特级, as it is sent."""
    ordinary = {
        "chosen": "0",
        "crs_choice": "found",
        "source": "环保局来函",
        "column-0": "名",
        "field-0": "name",
        "of-0": "KEEP",
        "column-1": "JB",
        "field-1": "level",
        "of-1": "level",
        "value-1-0": "特级",
        "code-1-0": "LEVEL_1",
        "column-2": "MJ",
        "field-2": "OUT",
        "of-2": "OUT",
        "why-2": "由图形计算",
    }
    return {
        key: value
        for key, value in (
            ordinary | {k.replace("_at_", "-"): v for k, v in changes.items()}
        ).items()
        if value is not None
    }


def ran(job):
    return run_import(job.pk, clock=lambda: NOW)


def test_a_job_that_awaits_its_confirmation_leads_to_the_page_that_shows_what_was_seen(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_file(tmp_path, "一级", "特级"))

    leads_on = browser.get(f"/system/imports/{job.pk}/")
    state = browser.get(f"/system/imports/{job.pk}/state/")
    page = browser.get(address(job))

    assert (leads_on.status_code, leads_on.url) == (302, address(job))
    assert state["HX-Redirect"] == address(job)
    words = words_of(page)
    assert "EPSG:4490" in words
    assert "必填字段“水源地名称”（name）还没有对应的源字段" in words
    proposed = page.context["proposed"]
    assert [(one.column.name, one.meaning.field) for one in proposed.columns] == [
        ("名", ""),
        ("JB", "level"),
        ("MJ", ""),
    ]
    assert [(one.value, one.code) for one in proposed.columns[1].values] == [
        ("特级", None),
        ("一级", "LEVEL_1"),
    ]
    assert 'value="found" checked' not in page.content.decode()


def test_a_confirmed_file_is_imported_as_it_was_said_and_the_profile_kept(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_file(tmp_path, "一级", "特级"))

    answer = browser.post(address(job, "accept"), said(save_as="水源地", provider="环保局"))
    ended = ran(job)

    assert (answer.status_code, answer.url) == (302, f"/system/imports/{job.pk}/")
    assert ended.status == ImportStatus.IMPORTED
    saved = MappingProfile.objects.get()
    assert (saved.name, saved.columns, saved.provider) == ("水源地", ["名", "JB", "MJ"], "环保局")
    assert manifest_of(ended.edition)["mapping"] == {
        "columns": {
            "名": {"field": "name"},
            "JB": {"field": "level"},
            "MJ": {"left_out_because": "由图形计算"},
        },
        "values": {"level": {"特级": "LEVEL_1"}},
        "profile": "水源地",
        "version": 1,
    }


def test_what_is_missing_comes_back_with_everything_that_was_chosen(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_file(tmp_path, "一级", "特级"))
    sent = said(crs_choice=None, source="", authority="县政府", save_as="水源地")

    answer = browser.post(address(job, "accept"), sent)

    assert answer.status_code == 422
    assert {one.place.field for one in answer.context["form"].problems} == {"source", "crs_choice"}
    page = answer.content.decode()
    assert 'value="县政府"' in page
    assert 'name="save_as" value="水源地"' in page
    assert answer.context["proposed"].mapping == mapping_said(sent)
    job.refresh_from_db()
    assert (job.status, MappingProfile.objects.count()) == (ImportStatus.AWAITING, 0)


def test_a_saved_profile_is_proposed_for_the_next_file_and_named_in_its_manifest(
    tmp_path,
):
    browser = signed_in()
    mapping = SourceMapping(
        {
            "名": ColumnMeaning("name"),
            "JB": ColumnMeaning("level"),
            "MJ": ColumnMeaning(left_out_because="由图形计算"),
        },
        {"level": {"特级": "LEVEL_1"}},
    )
    content = ProfileContent("水源地", ("名", "JB", "MJ"), mapping, crs_epsg=4518)
    save_profile(layer=LAYER, content=content, made_on=DAY, actor=REVIEWER)
    job = looked_at(browser, a_file(tmp_path, "一级", "特级"))

    page = browser.get(address(job))
    browser.post(address(job, "accept"), said(profile="水源地"))

    assert "方案记着坐标系 EPSG:4518，仍须在上面点选" in words_of(page)
    assert [one.how.value for one in page.context["proposed"].columns] == ["PROFILE"] * 3
    assert page.context["proposed"].missing == ()
    manifest = manifest_of(ran(job).edition)["mapping"]
    assert (manifest["profile"], manifest["version"]) == ("水源地", 1)


def test_a_mapping_that_departs_from_the_profile_is_not_signed_with_it(tmp_path):
    browser = signed_in()
    content = ProfileContent("水源地", ("名", "JB"), SourceMapping({"MJ": ColumnMeaning()}))
    save_profile(layer=LAYER, content=content, made_on=DAY, actor=REVIEWER)
    job = looked_at(browser, a_file(tmp_path, "一级", "特级"))

    browser.post(address(job, "accept"), said(profile="水源地"))

    assert "profile" not in manifest_of(ran(job).edition)["mapping"]


def test_another_field_chosen_shows_its_values_before_anything_is_kept(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_file(tmp_path, "一级", "特级"))

    sent = said(field_at_2="KEEP", field_at_1="KEEP", of_at_1="level")
    without = browser.post(address(job, "changed"), sent)
    again = browser.post(address(job, "changed"), said(field_at_1="level", of_at_1="KEEP"))

    assert "“保护区级别”的取值" not in words_of(without)
    assert "“保护区级别”的取值" in words_of(again)
    job.refresh_from_db()
    assert (job.status, job.mapping) == (ImportStatus.AWAITING, None)


def test_one_table_of_several_is_chosen_and_only_then_its_columns_are_shown(tmp_path):
    browser = signed_in()
    path = a_geopackage(tmp_path, table="one")
    a_geopackage(tmp_path, table="two", append=True)
    job = looked_at(browser, path)

    page = browser.get(address(job))
    chosen = browser.post(address(job, "changed"), {"chosen": "1"})

    assert "请选择要导入的数据" in words_of(page)
    assert (chosen.context["chosen"].table, chosen.context["form"].chosen_at) == ("two", 1)


def test_a_file_without_a_system_offers_candidates_with_a_drawing_and_presets_none(tmp_path):
    browser = signed_in()
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()
    job = looked_at(browser, *parts_of(path), layer="nature-reserve")

    page = browser.get(address(job))

    options = page.context["crs_options"]
    assert [(one.value, one.problem) for one in options] == [("4490", None), ("4326", None)]
    assert all(one.picture is not None for one in options)
    assert 'name="crs_choice" value="4490" checked' not in page.content.decode()
    browser.post(
        address(job, "accept"),
        {"chosen": "0", "crs_choice": "4490", "source": "局", "column-0": "MC", "field-0": "name"},
    )
    assert ran(job).edition.crs_epsg == 4490


def test_a_file_is_looked_at_again_with_a_declared_system_and_what_was_typed_stays(tmp_path):
    browser = signed_in()
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()
    job = looked_at(browser, *parts_of(path), layer="nature-reserve")
    sent = {"chosen": "0", "crs_choice": "other", "crs_other": "EPSG:4490", "source": "另一来函"}

    answer = browser.post(address(job, "look"), sent)
    seen = run_inspection(job.pk, clock=lambda: NOW)
    page = browser.get(address(job))

    assert answer.status_code == 302
    assert (seen.status, seen.said["source"], seen.said["crs"]) == (
        ImportStatus.AWAITING,
        "另一来函",
        "EPSG:4490",
    )
    assert [one.value for one in page.context["crs_options"]] == ["found"]


def test_a_declaration_that_is_none_is_told_where_it_stands(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_file(tmp_path, "一级"))

    answer = browser.post(address(job, "look"), said(crs_choice="other", crs_other="四五一八"))

    assert answer.status_code == 422
    assert "“四五一八”不是能用的坐标系" in words_of(answer)


def test_a_refused_import_leads_back_to_its_reading_without_a_new_upload(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_geojson(tmp_path, a_feature(BOWTIE, 名="地", JB="一级", MJ=1)))
    browser.post(address(job, "accept"), said())
    ran(job)

    page = browser.get(f"/system/imports/{job.pk}/")
    again = browser.get(address(job))

    assert f'href="{address(job)}"' in page.content.decode()
    assert "上次没有导入" in words_of(again)
    assert 'value="found" checked' in again.content.decode()
    assert [one.how.value for one in again.context["proposed"].columns] == ["SAID"] * 3


def test_only_a_reviewer_confirms(tmp_path):
    job = looked_at(signed_in(), a_file(tmp_path, "一级"))
    viewer = signed_in(Role.VIEWER)

    assert viewer.get(address(job)).status_code == 403
    for name in ("accept", "look", "changed"):
        assert viewer.post(address(job, name), said()).status_code == 403
    job.refresh_from_db()
    assert job.status == ImportStatus.AWAITING


def test_a_job_with_nothing_to_confirm_leads_to_its_page(tmp_path):
    browser = signed_in()
    job = looked_at(browser, a_file(tmp_path, "一级"))
    browser.post(f"/system/imports/{job.pk}/cancel/")

    assert browser.get(address(job)).url == f"/system/imports/{job.pk}/"
    assert browser.post(address(job, "accept"), said()).status_code == 409
