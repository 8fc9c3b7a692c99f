# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every page answers, in both languages, to those who may see it."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from kuangtu.accounts.actor import Role
from kuangtu.core.text import Text
from kuangtu.web.language import ChosenLanguageMiddleware, say
from web.page_builders import RULES, a_loaded_plan, signed_in, typed, words_of

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/map/",
    "/plan/",
    "/plan/652824-test/",
    "/plan/652824-test/rules/",
    "/reviews/",
    "/reviews/new/",
    "/rights/",
    "/rights/accounts/",
    "/system/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_in_both_languages(tmp_path, address):
    a_loaded_plan(tmp_path, rules=RULES)
    client = signed_in(Role.VIEWER)

    chinese = client.get(address)
    client.cookies["django_language"] = "en"
    english = client.get(address)

    assert (chinese.status_code, english.status_code) == (200, 200)
    assert ('<html lang="zh-hans">' in chinese.text, '<html lang="en">' in english.text) == (
        True,
        True,
    )


@pytest.mark.parametrize("address", [*PAGES, "/search/?q=1", "/map/identify/?lon=88&lat=39"])
def test_nobody_sees_a_page_without_signing_in(address):
    answer = Client().get(address)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/login/")


def test_what_a_browser_announces_does_not_decide_the_language():
    request = RequestFactory(headers={"accept-language": "en-US,en"}).get("/login/")

    answer = ChosenLanguageMiddleware(lambda _: HttpResponse(say(Text("中文", "English"))))(request)

    assert (answer.content.decode(), answer["Content-Language"]) == ("中文", "zh-hans")


@pytest.mark.parametrize("address", ["/system/officers/", "/system/trail/"])
def test_only_administrators_see_accounts_and_the_trail(address):
    reviewer = signed_in(Role.REVIEWER).get(address)
    administrator = signed_in(Role.ADMINISTRATOR).get(address)

    assert (reviewer.status_code, administrator.status_code) == (403, 200)


def test_an_unknown_folder_is_told_as_not_found():
    answer = signed_in().get("/plan/nowhere-2021/")

    assert answer.status_code == 404
    assert "未找到 规划或规范 nowhere-2021" in words_of(answer)


def test_a_program_is_told_an_error_as_json():
    answer = signed_in().get("/map/identify/?lon=x", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "bad-position")


def test_without_a_plan_the_workbench_says_so():
    assert "尚未装载本县规划" in words_of(signed_in().get("/"))


def test_after_its_period_the_plan_says_that_it_is_carried_over(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    page = words_of(signed_in().get("/plan/"))

    assert "规划期已届满（2025-12-31），沿用原规划" in page


def test_nothing_is_loaded_from_another_host(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    client = signed_in()
    client.post("/reviews/new/", typed())

    pages = [client.get(address).text for address in [*PAGES, "/reviews/KT-2026-000001/"]]

    elsewhere = [page for page in pages if 'src="http' in page or 'href="http' in page]
    assert elsewhere == []


def test_pages_forbid_scripts_from_elsewhere():
    policy = signed_in().get("/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert ("unsafe-inline' 'self" in policy, "http:" in policy) == (False, False)


def test_the_language_is_changed_by_a_switch_and_kept():
    client = signed_in()

    answer = client.post("/language/", {"language": "en", "next": "/plan/"})

    assert (answer.status_code, answer["Location"]) == (302, "/plan/")
    assert '<html lang="en">' in client.get("/").text


def test_a_fragment_asked_for_after_signing_out_reloads_the_page():
    answer = Client().get("/map/identify/?lon=88&lat=39", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (401, "true", b"")
