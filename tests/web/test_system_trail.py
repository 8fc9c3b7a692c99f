# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The audit trail page: filters, paging, export, words for every act. 留痕页面。"""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

import kuangtu
from kuangtu.accounts.actor import Role
from kuangtu.accounts.models import Officer
from kuangtu.audit.models import Entry
from kuangtu.audit.services import record
from kuangtu.web.trail import ACTIONS
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(Role.ADMINISTRATOR)


def leave(action="rights.imported", day=None, **changes):
    ordinary = {"actor": "system", "subject": "rights.MineralRight:C1", "data": {"rows": 3}}
    entry = record(**{"action": action, "adcode": "652824"} | ordinary | changes)
    if day:
        at = timezone.make_aware(datetime.fromisoformat(day))
        Entry.objects.filter(pk=entry.pk).update(at=at)
    return entry


def listed(client, query=""):
    return re.findall(r'id="e-(\d+)"', client.get(f"/system/trail/?{query}").text)


def numbers(*entries):
    return [str(one.pk) for one in entries]


def test_the_newest_entry_stands_first(client):
    first, second = leave(), leave()

    assert listed(client) == numbers(second, first)


def test_entries_are_filtered_by_who_what_subject_and_day(client):
    officer = Officer.objects.get()
    mine = leave("layers.published", actor=f"officer:{officer.pk}", subject="layers.Edition:lake/1")
    early = leave(day="2026-11-20T00:00:00")
    late = leave(day="2026-11-20T23:59:59")
    leave(day="2026-11-21T00:00:00")

    assert listed(client, f"actor=officer:{officer.pk}") == numbers(mine)
    assert listed(client, "action=layers.published") == numbers(mine)
    assert listed(client, "subject=lake") == numbers(mine)
    assert listed(client, "from=2026-11-20&to=2026-11-20") == numbers(late, early)


def test_an_account_is_found_by_its_name(client):
    entry = leave("accounts.added", subject="accounts.Officer:77", data={"username": "guliya"})

    assert listed(client, "subject=guli") == numbers(entry)


def test_sign_ins_of_all_kinds_are_found_together(client):
    entries = [leave(f"accounts.{what}") for what in ("signed-in", "signed-out", "sign-in-failed")]
    leave("accounts.added")

    assert listed(client, "action=accounts.sign") == numbers(*entries[::-1])


@pytest.mark.parametrize("words", ["2026-13-40", "yesterday", "9999-12-31", "\0"])
def test_a_day_that_is_none_is_told_and_filters_nothing(client, words):
    entry = leave()

    page = client.get("/system/trail/", {"to": words})

    assert page.status_code == 200
    assert ("不是日期" in words_of(page)) == (words != "\0")
    assert f'id="e-{entry.pk}"' in page.text


def test_entries_of_another_county_are_not_shown(client):
    leave(adcode="652825")
    national = leave(adcode="")

    assert listed(client) == numbers(national)


def test_many_entries_come_in_pages_and_leave_as_one_file(client):
    for _ in range(60):
        leave()

    assert (len(listed(client)), len(listed(client, "page=2"))) == (50, 10)
    csv = client.get("/system/trail/?format=csv").content.decode("utf-8-sig")
    assert csv.splitlines()[0] == "时间,事项,对象,操作人,内容"
    assert len(csv.splitlines()) == 61


def test_a_page_of_the_trail_takes_the_same_number_of_queries(client, django_assert_num_queries):
    leave(actor="officer:1")
    client.get("/system/trail/")
    with django_assert_num_queries(8) as few:
        client.get("/system/trail/")
    for number in range(30):
        leave(actor=f"officer:{number}")

    with django_assert_num_queries(len(few)):
        client.get("/system/trail/")


def test_what_an_entry_holds_is_shown_in_words(client):
    leave(
        "accounts.changed",
        data={"username": "a", "before": {"role": "VIEWER"}, "after": {"role": "REVIEWER"}},
    )

    page = words_of(client.get("/system/trail/"))

    assert "变更前 · 角色 查看" in page
    assert "变更后 · 角色 审查" in page


def test_a_trace_cannot_bring_markup_into_the_page(client):
    leave(subject="x:<script>alert(1)</script>", data={"<b>": "<i>"})

    page = client.get("/system/trail/").text

    assert ("<script>alert" in page, "<b>&lt;" in page, "<i>" in page) == (False, False, False)


def test_every_act_that_services_record_has_words_in_both_languages():
    source = Path(kuangtu.__file__).parent
    modules = "accounts|plans|rights|layers|conformity"
    files = [*source.rglob("services.py"), *source.rglob("services/*.py")]
    named = {
        name
        for path in files
        for name in re.findall(rf'"((?:{modules})\.[a-z-]+)"', path.read_text("utf-8"))
    }

    assert sorted(named - set(ACTIONS)) == []
    assert [name for name, words in ACTIONS.items() if not (words.zh and words.en)] == []


def test_the_workbench_shows_what_changed_and_not_who_came_and_went(client):
    leave("accounts.signed-in")
    leave("layers.published", subject="layers.Edition:lake/1")

    page = words_of(client.get("/"))

    assert ("lake/1" in page, "登录" in page) == (True, False)
