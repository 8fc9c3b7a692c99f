# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers in the browser: import, look on, publish, withdraw."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kuangtu.accounts.actor import Role
from kuangtu.layers.choices import EditionStatus, ImportStatus
from kuangtu.layers.imports.services import run_import
from kuangtu.layers.models import Edition, ImportJob
from layers.layer_files import BOWTIE, a_feature, a_geojson
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LAYER = "nature-reserve"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def handed_in(browser, tmp_path, *features, **changes):
    file = a_geojson(tmp_path, *features)
    ordinary = {
        "layer": LAYER,
        "source": "林草局来函",
        "quality": "APPROVED",
        "files": SimpleUploadedFile(file.name, file.read_bytes()),
    }
    data = {key: value for key, value in (ordinary | changes).items() if value is not None}
    return browser.post("/system/imports/new/", data)


def an_import(browser, tmp_path, *features, **changes):
    handed_in(browser, tmp_path, *features, **changes)
    return run_import(ImportJob.objects.latest("pk").pk, clock=lambda: NOW)


def test_a_file_is_handed_in_and_its_page_looks_on_until_it_ends(tmp_path):
    browser = signed_in()

    answer = handed_in(browser, tmp_path)

    job = ImportJob.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/system/imports/{job.pk}/")
    waiting = browser.get(answer.url)
    assert f'hx-get="/system/imports/{job.pk}/state/"' in waiting.content.decode()
    assert job.said == {"source": "林草局来函", "quality": "APPROVED"}

    run_import(job.pk, clock=lambda: NOW)

    ended = browser.get(f"/system/imports/{job.pk}/state/")
    assert "hx-get" not in ended.content.decode()
    assert "已导入" in words_of(ended)
    assert f"/system/layers/{LAYER}/1/" in ended.content.decode()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"source": "  "}, {"source"}),
        ({"layer": ""}, {"layer"}),
        ({"files": None}, {"files"}),
        ({"dated_on": "2026-13-01", "accuracy_m": "很准"}, {"dated_on", "accuracy_m"}),
        ({"mapping": "BHDMC"}, {"mapping"}),
    ],
)
def test_what_cannot_be_imported_comes_back_with_everything_that_was_typed(
    tmp_path, changes, fields
):
    typed = {"authority": "自治区林业和草原局"} | changes

    answer = handed_in(signed_in(), tmp_path, **typed)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {problem.place.field for problem in form.problems} == fields
    assert form.values["authority"] == "自治区林业和草原局"
    assert 'value="自治区林业和草原局"' in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_a_refused_import_shows_each_problem_and_leads_back_to_the_filled_form(tmp_path):
    browser = signed_in()
    job = an_import(browser, tmp_path, a_feature(BOWTIE, MC="甲"))

    page = words_of(browser.get(f"/system/imports/{job.pk}/"))
    again = browser.get(f"/system/imports/new/?from={job.pk}")

    assert job.refusal["problems"][0]["message"]["zh"] in page
    assert again.context["form"].values == job.said | {"layer": LAYER}


def test_an_import_is_cancelled_from_its_page(tmp_path):
    browser = signed_in()
    handed_in(browser, tmp_path)
    job = ImportJob.objects.get()

    answer = browser.post(f"/system/imports/{job.pk}/cancel/")

    job.refresh_from_db()
    assert (answer.status_code, job.status) == (302, ImportStatus.CANCELLED)
    assert browser.post(f"/system/imports/{job.pk}/cancel/").status_code == 409


def test_an_administrator_publishes_and_withdraws_with_a_reason(tmp_path):
    an_import(signed_in(), tmp_path)
    browser = signed_in(Role.ADMINISTRATOR)
    page = f"/system/layers/{LAYER}/1/"

    browser.post(f"{page}publish/")
    without_reason = browser.post(f"{page}withdraw/", {"because": " "})

    assert (without_reason.status_code, Edition.objects.get().status) == (
        422,
        EditionStatus.PUBLISHED,
    )
    browser.post(f"{page}withdraw/", {"because": "来函更正"})
    edition = Edition.objects.get()
    assert (edition.status, edition.withdrawn_because) == (EditionStatus.WITHDRAWN, "来函更正")
    assert "来函更正" in words_of(browser.get(page))


def test_a_reviewer_sees_an_edition_and_publishes_nothing(tmp_path):
    browser = signed_in()
    an_import(browser, tmp_path)

    page = browser.get(f"/system/layers/{LAYER}/1/").content.decode()
    answer = browser.post(f"/system/layers/{LAYER}/1/publish/")

    assert "publish/" not in page
    assert (answer.status_code, Edition.objects.get().status) == (403, EditionStatus.STAGED)


def test_a_viewer_reads_layers_but_imports_nothing(tmp_path):
    browser = signed_in(Role.VIEWER)

    statuses = [
        browser.get(path).status_code
        for path in (f"/system/layers/{LAYER}/", "/system/imports/", "/system/imports/new/")
    ]

    assert statuses == [200, 403, 403]
    assert handed_in(browser, tmp_path).status_code == 403
    assert not ImportJob.objects.exists()


def test_an_edition_whose_file_was_changed_says_so_and_is_not_offered_for_publishing(
    tmp_path, settings
):
    an_import(signed_in(), tmp_path)
    folder = settings.KUANGTU_HOME / "layers" / LAYER / "1"
    (folder / "manifest.json").write_text("{}")

    page = signed_in(Role.ADMINISTRATOR).get(f"/system/layers/{LAYER}/1/")

    assert not page.context["is_intact"]
    assert "publish/" not in page.content.decode()


def test_a_layer_and_an_import_that_are_not_there_are_not_found():
    browser = signed_in()

    paths = ("/system/layers/x/", f"/system/layers/{LAYER}/9/", "/system/imports/9/")

    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]


def test_listing_imports_asks_as_often_for_three_as_for_one(
    tmp_path, django_assert_max_num_queries
):
    browser = signed_in()
    an_import(browser, tmp_path)
    browser.get("/system/imports/")
    with django_assert_max_num_queries(20) as one:
        browser.get("/system/imports/")
    an_import(browser, tmp_path)
    an_import(browser, tmp_path)
    with django_assert_max_num_queries(20) as three:
        browser.get("/system/imports/")

    assert len(one) == len(three)
