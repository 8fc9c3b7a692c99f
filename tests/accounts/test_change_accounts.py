# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changing accounts and passwords; what is refused writes nothing. 账户变更与口令。"""

from datetime import UTC, datetime, timedelta

import pytest

from kuangtu.accounts.actor import SYSTEM, Actor, OutsideArea, Role, RoleTooLow
from kuangtu.accounts.errors import (
    AlreadyOff,
    AlreadyOn,
    LastAdministrator,
    NameTaken,
    OwnPassword,
    SignInLocked,
)
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.accounts.queries import must_change_password
from kuangtu.accounts.services import (
    add_officer,
    change_officer,
    change_own_password,
    set_password,
    switch_officer_off,
    switch_officer_on,
)
from kuangtu.audit.models import Entry
from kuangtu.core.errors import Invalid, NotFound

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
PASSWORD = "luobupo-kuang-2026"
NEW = "another-quarry-77"


def an_officer(username="guliya", role=Role.REVIEWER, area="652824", **changes):
    return add_officer(
        username=username, password=PASSWORD, role=role, area=area, actor=SYSTEM, **changes
    )


@pytest.fixture
def chief():
    return an_officer("chief", Role.ADMINISTRATOR)


@pytest.fixture
def guliya():
    return an_officer()


def state():
    """Everything an act could have written."""
    accounts = list(Officer.objects.order_by("pk").values())
    return accounts, Entry.objects.count(), FailedSignIns.objects.count()


def change(officer, **changes):
    ordinary = {"role": Role(officer.role), "area": officer.area, "display_name": ""}
    return change_officer(number=officer.pk, **{"actor": SYSTEM} | ordinary | changes)


def test_a_change_is_traced_with_what_it_was_and_what_it_is(guliya, chief):
    change(guliya, role=Role.VIEWER, display_name="古丽亚", actor=chief.as_actor())

    guliya.refresh_from_db()
    assert (guliya.role, guliya.display_name) == ("VIEWER", "古丽亚")
    entry = Entry.objects.get(action="accounts.changed")
    assert (entry.actor, entry.subject, entry.data) == (
        f"officer:{chief.pk}",
        f"accounts.Officer:{guliya.pk}",
        {
            "username": "guliya",
            "before": {"role": "REVIEWER", "display_name": ""},
            "after": {"role": "VIEWER", "display_name": "古丽亚"},
        },
    )


def test_a_change_of_nothing_writes_nothing(guliya):
    before = state()

    change(guliya)

    assert state() == before


def test_an_account_is_switched_off_and_on(guliya, chief):
    switch_officer_off(number=guliya.pk, actor=chief.as_actor())
    assert Officer.objects.get(pk=guliya.pk).is_active is False

    switch_officer_on(number=guliya.pk, actor=chief.as_actor())
    assert Officer.objects.get(pk=guliya.pk).is_active is True
    actions = Entry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions)[-2:] == ["accounts.switched-off", "accounts.switched-on"]


REVIEWER = Actor("officer:99", "审查员", Role.REVIEWER, "652824")
NEIGHBOR = Actor("officer:99", "邻县", Role.ADMINISTRATOR, "652825")
CHIEF = Actor("officer:99", "管理员", Role.ADMINISTRATOR, "652824")


@pytest.mark.parametrize(
    ("act", "error"),
    [
        pytest.param(lambda one: change(one, actor=REVIEWER), RoleTooLow, id="a-reviewer-changes"),
        pytest.param(
            lambda one: change(one, area="652825", actor=NEIGHBOR), NotFound, id="of-another-county"
        ),
        pytest.param(
            lambda one: change(one, area="652800", actor=CHIEF), OutsideArea, id="to-a-wider-area"
        ),
        pytest.param(lambda one: change(one, area="652899"), Invalid, id="to-no-area"),
        pytest.param(lambda one: change(one, display_name="甲\n乙"), Invalid, id="two-lines"),
        pytest.param(lambda one: change(one, display_name="甲" * 61), Invalid, id="a-long-name"),
        pytest.param(
            lambda one: switch_officer_off(number=one.pk, actor=NEIGHBOR), NotFound, id="off"
        ),
        pytest.param(
            lambda one: switch_officer_on(number=one.pk, actor=SYSTEM), AlreadyOn, id="on"
        ),
        pytest.param(
            lambda one: set_password(number=one.pk, password=NEW, actor=REVIEWER),
            RoleTooLow,
            id="a-reviewer-sets-a-password",
        ),
        pytest.param(
            lambda one: set_password(number=one.pk, password=NEW, actor=NEIGHBOR),
            NotFound,
            id="a-password-of-another-county",
        ),
        pytest.param(
            lambda one: set_password(number=one.pk, password="guliya", actor=CHIEF),
            Invalid,
            id="a-weak-password",
        ),
        pytest.param(
            lambda one: set_password(number=one.pk, password=NEW, actor=one_as_chief(one)),
            OwnPassword,
            id="ones-own-password",
        ),
    ],
)
def test_what_is_refused_changes_nothing(guliya, act, error):
    before = state()

    with pytest.raises(error):
        act(guliya)

    assert state() == before


def one_as_chief(officer):
    return Actor(f"officer:{officer.pk}", "本人", Role.ADMINISTRATOR, officer.area)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda one: change(one, role=Role.REVIEWER), id="demoted"),
        pytest.param(lambda one: change(one, area="652825"), id="moved-to-another-county"),
        pytest.param(lambda one: switch_officer_off(number=one.pk, actor=SYSTEM), id="off"),
        pytest.param(
            lambda one: switch_officer_off(number=one.pk, actor=one.as_actor()), id="by-itself"
        ),
    ],
)
def test_the_last_administrator_of_an_area_stays(chief, act):
    an_officer("neighbor", Role.ADMINISTRATOR, "652825")
    off = an_officer("former", Role.ADMINISTRATOR)
    switch_officer_off(number=off.pk, actor=SYSTEM)
    before = state()

    with pytest.raises(LastAdministrator) as refused:
        act(chief)

    assert "652824" in refused.value.text.en
    assert state() == before


def test_an_administrator_of_the_prefecture_is_enough(chief):
    an_officer("prefecture", Role.ADMINISTRATOR, "652800")

    change(chief, role=Role.VIEWER, actor=chief.as_actor())

    assert Officer.objects.get(pk=chief.pk).role == "VIEWER"


def test_the_last_administrator_may_take_on_a_wider_area(chief):
    change(chief, area="652800")

    assert Officer.objects.get(pk=chief.pk).area == "652800"


def test_an_account_that_is_off_cannot_be_switched_off_again(guliya):
    switch_officer_off(number=guliya.pk, actor=SYSTEM)

    with pytest.raises(AlreadyOff):
        switch_officer_off(number=guliya.pk, actor=SYSTEM)


def test_names_that_differ_in_letter_case_alone_are_the_same_name(guliya):
    with pytest.raises(NameTaken):
        an_officer("Guliya")

    assert Officer.objects.count() == 1


def test_a_password_set_by_somebody_else_must_be_changed(guliya, chief):
    set_password(number=guliya.pk, password=NEW, actor=chief.as_actor())

    guliya.refresh_from_db()
    assert guliya.check_password(NEW)
    assert guliya.password.startswith("argon2")
    assert must_change_password(guliya, NOW) is True
    entry = Entry.objects.get(action="accounts.password-set")
    assert (entry.actor, entry.data) == (f"officer:{chief.pk}", {"username": "guliya"})


def test_an_account_opened_for_somebody_must_change_its_password():
    officer = an_officer(must_change_password=True)

    assert must_change_password(officer, NOW) is True


def own(officer, **changes):
    ordinary = {"present": PASSWORD, "password": NEW, "address": "10.0.0.7", "at": NOW}
    return change_own_password(officer=officer, **ordinary | changes)


def test_ones_own_password_is_changed_and_no_longer_due():
    officer = an_officer(must_change_password=True)

    own(officer)

    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert must_change_password(officer, NOW) is False
    assert Entry.objects.last().action == "accounts.password-changed"
    assert Entry.objects.last().data == {"username": "guliya", "address": "10.0.0.7"}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        pytest.param({"password": "short"}, "password", "password-too-weak", id="weak"),
        pytest.param({"password": PASSWORD}, "password", "same-password", id="the-same-again"),
        pytest.param(
            {"password": "another\0quarry"}, "password", "password-unusable", id="a-null-letter"
        ),
        pytest.param({"password": "x7" * 600}, "password", "password-unusable", id="endless"),
    ],
)
def test_a_refused_new_password_changes_nothing(guliya, changes, field, code):
    before = state()

    with pytest.raises(Invalid) as refused:
        own(guliya, **changes)

    assert [(one.place.field, one.code) for one in refused.value.problems] == [(field, code)]
    assert state() == before


def test_guessing_the_present_password_is_counted_and_locked(guliya):
    for _ in range(4):
        with pytest.raises(Invalid) as refused:
            own(guliya, present="wrong")
        assert [one.place.field for one in refused.value.problems] == ["present"]
    with pytest.raises(SignInLocked):
        own(guliya, present="wrong")

    with pytest.raises(SignInLocked):
        own(guliya)

    guliya.refresh_from_db()
    assert guliya.check_password(PASSWORD)


def test_a_password_grows_old_after_the_days_that_are_set(guliya, settings):
    settings.KUANGTU_PASSWORD_DAYS = 90

    days = [guliya.password_set_at + timedelta(days=number) for number in (90, 91)]
    assert [must_change_password(guliya, day) for day in days] == [False, True]
    settings.KUANGTU_PASSWORD_DAYS = 0
    assert must_change_password(guliya, days[1]) is False


def test_the_password_of_a_demonstration_does_not_grow_old():
    officer = an_officer(is_demo=True)

    assert must_change_password(officer, NOW + timedelta(days=1000)) is False
