# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signing in through the pages and the API, sessions, one's own account. 登录页面。"""

import base64
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.accounts.services import add_officer, switch_officer_off
from kuangtu.audit.models import Entry
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db

PASSWORD = "luobupo-kuang-2026"
NEW = "another-quarry-77"


@pytest.fixture
def guliya():
    return an_officer()


def an_officer(**changes):
    ordinary = {"username": "guliya", "password": PASSWORD, "role": Role.REVIEWER}
    return add_officer(**{"area": "652824", "actor": SYSTEM} | ordinary | changes)


def sign_in(client, password=PASSWORD, username="guliya", to="/rights/", **headers):
    return client.post(
        f"/login/?next={to}", {"username": username, "password": password, "next": to}, **headers
    )


def basic(password=PASSWORD, username="guliya"):
    words = base64.b64encode(f"{username}:{password}".encode()).decode()
    return {"HTTP_AUTHORIZATION": f"Basic {words}", "HTTP_ACCEPT": "application/json"}


def actions():
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def test_signing_in_and_out_by_the_pages_is_traced(guliya):
    client = Client()

    entered = sign_in(client)
    left = client.post("/logout/")

    assert (entered.status_code, entered["Location"]) == (302, "/rights/")
    assert left.status_code == 302
    assert actions() == ["accounts.added", "accounts.signed-in", "accounts.signed-out"]
    assert client.get("/rights/").status_code == 302


def test_a_wrong_password_is_told_the_name_stays_and_the_password_does_not(guliya):
    page = sign_in(Client(), "wrong-password")

    assert page.status_code == 422
    assert "账户名或口令不对" in words_of(page)
    assert 'value="guliya"' in page.text
    assert "wrong-password" not in page.text


def test_after_five_failures_the_page_says_when_it_opens_again(guliya):
    client = Client()
    for _ in range(5):
        page = sign_in(client, "wrong")

    assert page.status_code == 429
    until = re.search(r"已锁定，(\d{4}-\d\d-\d\d \d\d:\d\d) 后可再试", words_of(page))
    opens = timezone.make_aware(timezone.datetime.strptime(until[1], "%Y-%m-%d %H:%M"))
    wait = opens - timezone.localtime()
    assert timedelta(minutes=14) < wait <= timedelta(minutes=16)
    assert sign_in(client).status_code == 429


def test_an_unknown_name_gets_the_same_pages_as_a_known_one(guliya):
    def pages(username):
        client = Client()
        listed = [sign_in(client, "wrong", username) for _ in range(6)]
        varies = r'value="[A-Za-z0-9]{64}"|\d{4}-\d\d-\d\d \d\d:\d\d'
        return [(one.status_code, re.sub(varies, "", one.text)) for one in listed]

    known, unknown = pages("guliya"), pages("nobody")

    assert [(s, text.replace("guliya", "nobody")) for s, text in known] == unknown


def test_a_forwarded_address_is_not_believed_by_the_pages(guliya):
    for number in range(5):
        page = sign_in(Client(), "wrong", headers={"X-Forwarded-For": f"10.9.9.{number}"})

    assert page.status_code == 429
    assert list(FailedSignIns.objects.values_list("address", flat=True)) == ["127.0.0.1"]


def test_an_account_switched_off_is_out_at_its_next_click(guliya):
    client = Client()
    sign_in(client)

    switch_officer_off(number=guliya.pk, actor=SYSTEM)

    assert client.get("/rights/")["Location"] == "/login/?next=/rights/&timed-out=1"


def test_a_session_lasts_from_the_last_activity_and_its_end_is_told(guliya, settings):
    client = Client()
    sign_in(client)
    stored = Session.objects.get()
    lasts = stored.expire_date - timezone.localtime()
    assert timedelta(minutes=29) < lasts <= timedelta(minutes=30)

    Session.objects.update(expire_date=timezone.localtime() + timedelta(minutes=1))
    session = client.session
    session["seen"] = 0
    session.save()
    Session.objects.update(expire_date=timezone.localtime() + timedelta(minutes=1))
    client.post("/account/alive/")
    assert Session.objects.get().expire_date - timezone.localtime() > timedelta(minutes=29)

    Session.objects.update(expire_date=timezone.localtime())
    away = client.get("/rights/")
    assert away["Location"] == "/login/?next=/rights/&timed-out=1"
    assert "登录已失效：30 分钟没有操作" in words_of(client.get(away["Location"]))


def test_no_browser_keeps_what_an_officer_saw():
    seen, before = signed_in().get("/plan/"), Client().get("/login/")

    assert seen.headers["Cache-Control"] == "private, no-store"
    assert "private" in before.headers["Cache-Control"]


def test_within_a_minute_a_session_is_not_stored_again(guliya):
    client = Client()
    sign_in(client)
    session = client.session
    session["seen"] = int(timezone.localtime().timestamp()) // 60 + 1
    session.save()
    stored = Session.objects.get().expire_date

    client.get("/account/")

    assert Session.objects.get().expire_date == stored


def test_who_never_signed_in_is_not_told_of_a_session_that_ended():
    assert Client().get("/rights/")["Location"] == "/login/?next=/rights/"


def test_ended_sessions_are_removed_when_somebody_signs_in(guliya):
    sign_in(Client())
    Session.objects.update(expire_date=timezone.localtime() - timedelta(minutes=1))

    sign_in(Client())

    assert Session.objects.count() == 1


def change(client, **changes):
    ordinary = {"present": PASSWORD, "password": NEW, "repeated": NEW}
    return client.post("/account/", ordinary | changes)


def test_ones_own_password_is_changed_and_other_sessions_end(guliya):
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)

    answer = change(here)

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert "口令已修改" in words_of(here.get("/account/"))
    assert elsewhere.get("/rights/").status_code == 302
    assert Officer.objects.get().check_password(NEW)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"present": "wrong"}, "present", "现用口令不对"),
        ({"password": "short", "repeated": "short"}, "password", "至少 10 个字符"),
        ({"repeated": "something-else"}, "repeated", "两次输入的新口令不同"),
        ({"password": PASSWORD, "repeated": PASSWORD}, "password", "不能与现用口令相同"),
    ],
    ids=["wrong-present", "weak", "not-repeated", "the-same"],
)
def test_a_refused_password_is_told_beside_its_field(guliya, changes, field, words):
    client = Client()
    sign_in(client)

    page = change(client, **changes)

    assert page.status_code == 422
    told = re.search(rf'id="id_{field}-error">.*?</p>', page.text, re.S)
    assert words in told[0]
    assert PASSWORD not in page.text
    assert Officer.objects.get().check_password(PASSWORD)


def test_who_must_change_the_password_does_that_first():
    an_officer(must_change_password=True)
    client = Client()
    sign_in(client)

    assert [client.get(address)["Location"] for address in ("/", "/rights/", "/map/")] == [
        "/account/"
    ] * 3
    assert "请先修改口令" in words_of(client.get("/account/"))
    fragment = client.get("/map/identify/?lon=88&lat=39", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (403, "/account/")

    change(client)

    assert client.get("/rights/").status_code == 200


def test_an_old_password_is_due_and_says_after_how_many_days(guliya):
    Officer.objects.update(password_set_at=timezone.localtime() - timedelta(days=91))
    client = Client()
    sign_in(client)

    assert client.get("/rights/")["Location"] == "/account/"
    assert "已用满 90 天" in words_of(client.get("/account/"))


def test_last_sign_ins_are_shown_to_their_owner_and_nobody_elses(guliya):
    an_officer(username="bahar")
    sign_in(Client(), username="bahar")
    sign_in(Client(), "wrong")
    client = Client()
    sign_in(client)

    page = words_of(client.get("/account/"))

    assert (page.count("登录失败"), "bahar" in page) == (1, False)


def test_the_api_counts_failures_and_locks_too(guliya):
    client = Client()
    statuses = [client.get("/api/v1/reviews", **basic("wrong")).status_code for _ in range(5)]
    locked = client.get("/api/v1/reviews", **basic())

    assert statuses == [401, 401, 401, 401, 403]
    assert (locked.status_code, locked.json()["code"]) == (403, "sign-in-locked")


def test_the_api_is_closed_to_a_password_that_is_due():
    an_officer(must_change_password=True)

    answer = Client().get("/api/v1/reviews", **basic())

    assert (answer.status_code, answer.json()["code"]) == (403, "password-due")
    client = Client()
    sign_in(client)
    by_session = client.get("/api/v1/reviews", headers={"accept": "application/json"})
    assert (by_session.status_code, by_session.json()["code"]) == (403, "password-due")


def test_a_right_password_of_the_api_leaves_no_trace_with_every_call(guliya):
    client = Client()

    answers = [client.get("/api/v1/reviews", **basic()).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert actions() == ["accounts.added"]
