# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Officers, roles and areas. 账户。"""

import pytest
from django.db import IntegrityError, transaction

from kuangtu.accounts.actor import SYSTEM, Actor, OutsideArea, Role, RoleTooLow
from kuangtu.accounts.errors import NameTaken
from kuangtu.accounts.models import Officer
from kuangtu.accounts.queries import has_any_officer, visible_to
from kuangtu.accounts.services import add_officer
from kuangtu.audit.models import Entry
from kuangtu.core.errors import Invalid

pytestmark = pytest.mark.django_db


def an_actor(**changes) -> Actor:
    ordinary = {"key": "officer:1", "name": "甲", "role": Role.ADMINISTRATOR, "area": "652824"}
    return Actor(**ordinary | changes)


def add(**changes) -> Officer:
    ordinary = {
        "username": "guliya",
        "password": "luobupo-kuang-2026",
        "role": Role.REVIEWER,
        "area": "652824",
        "actor": SYSTEM,
    }
    return add_officer(**ordinary | changes)


def test_an_account_is_opened_with_argon2_and_one_trace():
    officer = add()

    assert officer.password.startswith("argon2")
    assert officer.check_password("luobupo-kuang-2026")
    assert has_any_officer()
    assert list(Entry.objects.values_list("action", "actor", "subject", "adcode", "data")) == [
        (
            "accounts.added",
            "system",
            f"accounts.Officer:{officer.pk}",
            "652824",
            {"username": "guliya", "role": "REVIEWER", "is_demo": False},
        )
    ]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"password": "12345678901"}, Invalid, id="a-password-of-digits"),
        pytest.param({"password": "short"}, Invalid, id="a-short-password"),
        pytest.param({"username": ""}, Invalid, id="no-name"),
        pytest.param({"username": "a b/c"}, Invalid, id="a-name-with-a-space"),
        pytest.param({"area": "652842"}, Invalid, id="no-such-area"),
        pytest.param({"actor": an_actor(role=Role.REVIEWER)}, RoleTooLow, id="not-administrator"),
        pytest.param({"actor": an_actor(area="652825")}, OutsideArea, id="another-county"),
    ],
)
def test_a_refused_account_leaves_nothing_behind(changes, error):
    with pytest.raises(error):
        add(**changes)

    assert not Officer.objects.exists()
    assert not Entry.objects.exists()


def test_what_is_wrong_with_a_password_is_said_in_both_languages():
    with pytest.raises(Invalid) as refused:
        add(password="short")

    (problem,) = refused.value.problems
    assert "at least 10 characters" in problem.text.en
    assert "至少 10 个字符" in problem.text.zh
    assert problem.text.zh != problem.text.en


def test_a_name_is_given_only_once():
    add()

    with pytest.raises(NameTaken):
        add()

    assert Officer.objects.count() == 1


def test_a_prefecture_sees_its_counties_and_a_county_only_itself():
    add(username="county", area="652824")
    add(username="neighbour", area="652825")
    add(username="elsewhere", area="653201")

    seen = {
        area: sorted(visible_to(an_actor(area=area)).values_list("username", flat=True))
        for area in ("652824", "652800", "650000")
    }

    assert seen == {
        "652824": ["county"],
        "652800": ["county", "neighbour"],
        "650000": ["county", "elsewhere", "neighbour"],
    }


@pytest.mark.parametrize(
    "wrong",
    [pytest.param({"role": "KING"}, id="role"), pytest.param({"area": "若羌"}, id="area")],
)
def test_the_database_itself_refuses_an_unknown_role_or_area(wrong):
    ordinary = {"username": "x", "role": "VIEWER", "area": "652824"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(**ordinary | wrong)
