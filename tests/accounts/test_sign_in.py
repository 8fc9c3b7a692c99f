# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signing in: what it leaves, what locks it, what opens it. 登录安全。"""

from datetime import UTC, datetime, timedelta

import pytest

from kuangtu.accounts.actor import SYSTEM, Actor, Role, RoleTooLow
from kuangtu.accounts.errors import NotLocked, SignInLocked, WrongCredentials
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.accounts.queries import locks
from kuangtu.accounts.services import (
    add_officer,
    set_password,
    sign_in,
    sign_out,
    switch_officer_off,
    unlock_officer,
)
from kuangtu.accounts.services.signing_in import forget_failures
from kuangtu.audit.models import Entry
from kuangtu.core.errors import NotFound

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 27, 4, 0, 30, tzinfo=UTC)  # 12:00:30 in the office
PASSWORD = "luobupo-kuang-2026"
DESK, ELSEWHERE = "10.0.0.7", "10.0.0.8"


@pytest.fixture
def guliya():
    officer = add_officer(
        username="guliya", password=PASSWORD, role=Role.REVIEWER, area="652824", actor=SYSTEM
    )
    Entry.objects.all().delete()
    return officer


def try_to_sign_in(password=PASSWORD, *, username="guliya", address=DESK, at=NOON, **changes):
    return sign_in(username=username, password=password, address=address, at=at, **changes)


def fail(times, **changes):
    for _ in range(times):
        with pytest.raises((WrongCredentials, SignInLocked)):
            try_to_sign_in("wrong", **changes)


def left():
    return list(Entry.objects.values_list("action", "actor", "adcode", "data"))


def test_a_sign_in_and_a_sign_out_leave_one_trace_each(guliya):
    assert try_to_sign_in() == guliya
    sign_out(actor=guliya.as_actor(), address=DESK)

    key = f"officer:{guliya.pk}"
    assert left() == [
        ("accounts.signed-in", key, "652824", {"username": "guliya", "address": DESK}),
        ("accounts.signed-out", key, "652824", {"address": DESK}),
    ]
    assert {entry.subject for entry in Entry.objects.all()} == {f"accounts.Officer:{guliya.pk}"}


def test_a_program_that_signs_in_with_every_request_leaves_no_trace_of_it(
    guliya, django_assert_num_queries
):
    with django_assert_num_queries(3):  # the lock, the account, the count
        try_to_sign_in(leaves_trace=False)

    assert left() == []


def test_a_failure_is_traced_to_the_address_and_to_the_account_it_tried(guliya):
    fail(1)

    known = {"username": "guliya", "failures": 1}
    assert left() == [("accounts.sign-in-failed", f"address:{DESK}", "652824", known)]


def test_a_name_that_is_nobodys_is_counted_but_written_nowhere(guliya):
    fail(1, username="my-secret-typed-into-the-wrong-field")

    assert left() == [("accounts.sign-in-failed", f"address:{DESK}", "", {"failures": 1})]
    stored = [str(one) for row in FailedSignIns.objects.values_list() for one in row]
    stored += [str(one) for row in Entry.objects.values_list() for one in row]
    assert [words for words in stored if "secret" in words] == []


def test_five_failures_lock_the_name_for_that_address_and_say_when_it_opens(guliya):
    fail(5)

    with pytest.raises(SignInLocked) as refused:
        try_to_sign_in(at=NOON + timedelta(minutes=3))

    assert "2026-11-27 12:16 后可再试" in refused.value.text.zh
    assert "until 2026-11-27 12:16" in refused.value.text.en
    assert [action for action, *_ in left()] == ["accounts.sign-in-failed"] * 5 + [
        "accounts.locked"
    ]
    assert locks([guliya], NOON) == {guliya.pk: NOON + timedelta(minutes=15)}


def test_at_the_time_that_was_told_the_right_password_opens_the_door(guliya):
    fail(5)

    with pytest.raises(SignInLocked):
        try_to_sign_in(at=NOON + timedelta(minutes=14, seconds=59))

    assert try_to_sign_in(at=datetime(2026, 11, 27, 4, 16, tzinfo=UTC)) == guliya
    assert FailedSignIns.objects.count() == 0


def test_a_lock_is_not_made_longer_by_knocking(guliya):
    fail(5)
    fail(20, at=NOON + timedelta(minutes=10))

    assert try_to_sign_in(at=NOON + timedelta(minutes=15)) == guliya
    assert Entry.objects.filter(action="accounts.sign-in-failed").count() == 5


def test_somebody_elses_guesses_do_not_lock_the_owner_out(guliya):
    fail(5, address=ELSEWHERE)

    assert try_to_sign_in(address=DESK) == guliya


def test_letter_case_makes_no_other_name_to_guess_with(guliya):
    fail(3)
    fail(2, username="GULIYA")

    with pytest.raises(SignInLocked):
        try_to_sign_in()


def test_a_holder_of_a_whole_ipv6_network_is_one_address(guliya):
    for last in range(5):
        fail(1, address=f"2001:db8::{last:x}")

    with pytest.raises(SignInLocked):
        try_to_sign_in(address="2001:db8::ffff")


def test_a_known_and_an_unknown_name_are_answered_alike(guliya):
    answers = {}
    for name in ("guliya", "nobody"):
        answers[name] = []
        for _ in range(7):
            with pytest.raises((WrongCredentials, SignInLocked)) as refused:
                try_to_sign_in("wrong", username=name)
            answers[name].append((type(refused.value), refused.value.text))

    assert answers["guliya"] == answers["nobody"]
    assert [kind for kind, _ in answers["guliya"]] == [WrongCredentials] * 4 + [SignInLocked] * 3


def test_a_right_password_ends_the_count(guliya):
    fail(4)
    try_to_sign_in()
    fail(4)

    assert try_to_sign_in() == guliya


def test_failures_long_ago_are_forgotten(guliya):
    fail(4)
    fail(1, at=NOON + timedelta(minutes=15))

    assert list(FailedSignIns.objects.values_list("failures", flat=True)) == [1]


def test_a_password_guessed_right_while_the_lock_fell_is_refused(guliya):
    fail(5)
    (counted,) = FailedSignIns.objects.all()

    with pytest.raises(SignInLocked):
        forget_failures(counted.account_key, counted.address, NOON)

    assert FailedSignIns.objects.count() == 1


def test_how_many_failures_and_how_long_are_settings(guliya, settings):
    settings.KUANGTU_SIGN_IN_FAILURES, settings.KUANGTU_LOCK_MINUTES = 2, 60
    fail(2)

    with pytest.raises(SignInLocked):
        try_to_sign_in(at=NOON + timedelta(minutes=59))


def test_an_account_that_is_switched_off_is_answered_like_a_wrong_password(guliya):
    switch_officer_off(number=guliya.pk, actor=SYSTEM)

    with pytest.raises(WrongCredentials):
        try_to_sign_in()


@pytest.mark.parametrize(
    ("username", "password"),
    [("gu\0liya", PASSWORD), ("guliya", "x" * 5000), ("g" * 5000, "x"), ("", "")],
    ids=["a-null-letter", "a-very-long-password", "a-very-long-name", "nothing"],
)
def test_odd_input_is_a_failed_sign_in(guliya, username, password):
    with pytest.raises(WrongCredentials):
        try_to_sign_in(password, username=username)

    assert FailedSignIns.objects.count() == 1


def test_a_name_in_full_width_letters_is_the_same_name():
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "bahar")
    officer = add_officer(
        username=wide, password=PASSWORD, role=Role.VIEWER, area="652824", actor=SYSTEM
    )

    assert officer.username == "bahar"
    assert try_to_sign_in(username=wide) == try_to_sign_in(username="bahar") == officer


def test_an_administrator_unlocks_an_account_from_everywhere(guliya):
    fail(5)
    fail(5, address=ELSEWHERE)
    administrator = Actor("officer:99", "管理员", Role.ADMINISTRATOR, "652800")

    unlock_officer(number=guliya.pk, actor=administrator)

    assert try_to_sign_in() == guliya
    unlocked = Entry.objects.get(action="accounts.unlocked")
    assert (unlocked.actor, unlocked.data) == (
        "officer:99",
        {"username": "guliya", "addresses": [DESK, ELSEWHERE]},
    )


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        (Actor("officer:9", "甲", Role.REVIEWER, "652824"), RoleTooLow),
        (Actor("officer:9", "甲", Role.ADMINISTRATOR, "652825"), NotFound),
    ],
    ids=["a-reviewer", "another-county"],
)
def test_a_refused_unlocking_leaves_the_lock(guliya, actor, error):
    fail(5)
    before = Entry.objects.count()

    with pytest.raises(error):
        unlock_officer(number=guliya.pk, actor=actor)

    assert locks([guliya], NOON) != {}
    assert Entry.objects.count() == before


def test_what_is_not_locked_cannot_be_unlocked(guliya):
    with pytest.raises(NotLocked):
        unlock_officer(number=guliya.pk, actor=SYSTEM)

    assert left() == []


def test_a_new_password_from_an_administrator_lifts_the_lock(guliya):
    fail(5)

    set_password(number=guliya.pk, password="another-quarry-77", actor=SYSTEM)

    assert try_to_sign_in("another-quarry-77") == Officer.objects.get(pk=guliya.pk)
