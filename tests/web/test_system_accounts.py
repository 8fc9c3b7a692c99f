# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Accounts in the browser: the list, a new one, changes, refusals. 账户页面。"""

import re

import pytest

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.accounts.models import Officer
from kuangtu.accounts.services import add_officer
from kuangtu.audit.models import Entry
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db

PASSWORD = "luobupo-kuang-2026"
TYPED = {
    "username": "bahar",
    "display_name": "巴哈尔",
    "role": "REVIEWER",
    "area": "若羌县",
    "password": "another-quarry-77",
}


def an_officer(username="guliya", role=Role.REVIEWER, area="652824"):
    return add_officer(username=username, password=PASSWORD, role=role, area=area, actor=SYSTEM)


def administrator(area="652824"):
    return signed_in(Role.ADMINISTRATOR, area)


def beside(page, field):
    """What is said beside a field."""
    told = re.findall(rf'id="id_{field}-error.*?</p>', page.text, re.S)
    return re.sub(r"<[^>]+>", "", " ".join(told))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER])
@pytest.mark.parametrize("address", ["/system/officers/", "/system/officers/new/"])
def test_only_an_administrator_sees_accounts(role, address):
    assert signed_in(role).get(address).status_code == 403


def test_nobody_else_can_do_anything_to_an_account():
    officer = an_officer()
    reviewer = signed_in(Role.REVIEWER)

    answers = [
        reviewer.post(f"/system/officers/{officer.pk}/", {"act": act}).status_code
        for act in ("off", "on", "unlock", "password", "change")
    ]

    assert answers == [403] * 5
    assert Officer.objects.get(pk=officer.pk).is_active is True


def test_an_account_is_opened_and_must_change_its_password():
    answer = administrator().post("/system/officers/new/", TYPED)

    officer = Officer.objects.get(username="bahar")
    assert (answer.status_code, answer["Location"]) == (302, f"/system/officers/{officer.pk}/")
    assert (officer.role, officer.area, officer.display_name) == ("REVIEWER", "652824", "巴哈尔")
    assert officer.must_change_password is True
    assert officer.check_password(TYPED["password"])


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"username": "a b"}, "username", "只能由"),
        ({"username": "GULIYA"}, "username", "已存在"),
        ({"password": "kurz-77"}, "password", "至少 10 个字符"),
        ({"role": "KING"}, "role", "请选择角色"),
        ({"area": "无此县"}, "area", "没有“无此县”这一行政区"),
        ({"area": "652825"}, "area", "不在您的管辖范围内"),
        ({"display_name": "甲" * 61}, "display_name", "不超过 60 个字"),
    ],
)
def test_a_refused_account_is_told_beside_the_field_and_keeps_what_was_typed(changes, field, words):
    an_officer()
    before = Officer.objects.count() + 1

    page = administrator().post("/system/officers/new/", TYPED | changes)

    assert page.status_code == 422
    assert words in beside(page, field)
    typed = TYPED | changes
    assert f'value="{typed["username"]}"' in page.text
    assert f'value="{typed["area"]}"' in page.text
    assert typed["password"] not in page.text
    assert Officer.objects.count() == before


def test_role_area_and_name_are_changed_on_the_account_s_page():
    officer, client = an_officer(), administrator("652800")
    typed = {"act": "change", "role": "VIEWER", "area": "652825", "display_name": "古丽亚"}

    answer = client.post(f"/system/officers/{officer.pk}/", typed)

    assert answer.status_code == 302
    changed = Officer.objects.get(pk=officer.pk)
    assert (changed.role, changed.area, changed.display_name) == ("VIEWER", "652825", "古丽亚")
    page = words_of(client.get(f"/system/officers/{officer.pk}/"))
    assert "变更账户" in page
    assert "变更前 · 角色 审查" in page


def test_the_last_administrator_is_told_why_it_cannot_be_switched_off():
    client = administrator()
    own = Officer.objects.get(role="ADMINISTRATOR")

    page = client.post(f"/system/officers/{own.pk}/", {"act": "off"})

    assert page.status_code == 409
    assert "最后一个启用的管理员" in words_of(page)
    # The form of a change still holds what the account is: saving it changes nothing.
    assert '<option value="ADMINISTRATOR" selected>' in page.text
    assert 'name="area" type="text" value="652824"' in page.text
    assert Officer.objects.get(pk=own.pk).is_active is True


def test_an_account_of_another_county_is_not_found():
    officer = an_officer(area="652825")
    client = administrator()

    assert client.get(f"/system/officers/{officer.pk}/").status_code == 404
    assert client.post(f"/system/officers/{officer.pk}/", {"act": "off"}).status_code == 404
    assert Officer.objects.get(pk=officer.pk).is_active is True


def test_switching_off_and_on_and_a_new_password():
    officer, client = an_officer(), administrator()
    address = f"/system/officers/{officer.pk}/"

    client.post(address, {"act": "off"})
    assert "停用" in words_of(client.get("/system/officers/?state=off"))
    client.post(address, {"act": "on"})
    weak = client.post(address, {"act": "password", "password": "short"})
    client.post(address, {"act": "password", "password": "another-quarry-77"})

    assert "至少 10 个字符" in beside(weak, "password")
    changed = Officer.objects.get(pk=officer.pk)
    assert (changed.is_active, changed.must_change_password) == (True, True)
    assert changed.check_password("another-quarry-77")
    assert list(Entry.objects.order_by("id").values_list("action", flat=True))[1:] == [
        "accounts.switched-off",
        "accounts.switched-on",
        "accounts.password-set",
    ]


def test_a_locked_account_is_shown_and_unlocked():
    officer, client = an_officer(), administrator()
    stranger = type(client)()
    for _ in range(5):
        stranger.post("/login/", {"username": "guliya", "password": "wrong"})
    address = f"/system/officers/{officer.pk}/"
    assert "锁定至" in words_of(client.get("/system/officers/"))
    assert "解除锁定" in words_of(client.get(address))

    client.post(address, {"act": "unlock"})

    again = stranger.post("/login/", {"username": "guliya", "password": PASSWORD})
    assert again.status_code == 302
    assert client.post(address, {"act": "unlock"}).status_code == 409


def test_an_unknown_act_does_nothing():
    officer = an_officer()
    before = Entry.objects.count()

    answer = administrator().post(f"/system/officers/{officer.pk}/", {"act": "crown"})

    assert answer.status_code == 422
    assert Entry.objects.count() == before


def test_the_list_is_filtered_and_exported_within_the_area():
    for username, area in (("guliya", "652824"), ("neighbor", "652825")):
        an_officer(username, area=area)
    client = administrator()

    csv = client.get("/system/officers/?q=guli&format=csv").content.decode("utf-8-sig")

    assert [line.split(",")[0] for line in csv.splitlines()] == ["账户名", "guliya"]
    assert "neighbor" not in words_of(client.get("/system/officers/"))


def test_the_list_takes_the_same_number_of_queries_for_few_and_for_many(
    django_assert_num_queries,
):
    client = administrator()
    client.get("/system/officers/")
    with django_assert_num_queries(7) as few:
        client.get("/system/officers/")
    for number in range(12):
        an_officer(f"officer-{number}")

    with django_assert_num_queries(len(few)):
        page = client.get("/system/officers/")

    assert "officer-11" in page.text


def test_the_pages_speak_english():
    client = administrator()
    client.cookies["django_language"] = "en"
    own = Officer.objects.get(role="ADMINISTRATOR")

    for address in ("/system/officers/", "/system/officers/new/", f"/system/officers/{own.pk}/"):
        page = words_of(client.get(address))
        assert "Account" in page
        assert re.findall(r"[一-鿿]+", page.replace("若羌县", "").replace("中文", "")) == []
