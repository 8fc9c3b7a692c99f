# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Passwords: what is wrong with one, a new one for somebody, one's own. 口令。"""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import translation

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.addresses import network_of
from kuangtu.accounts.errors import OwnPassword
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.accounts.queries import account_key, officer_numbered
from kuangtu.accounts.services.signing_in import (
    LONGEST,
    count_failure,
    locked_until,
    refuse_locked,
    trace,
)
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

NOT_THE_PRESENT = Text("现用口令不对", "This is not the present password")
TOO_LONG = Text(
    "口令不能超过 {most} 个字符，也不能含空字符",
    "a password has {most} letters at most, and no null letter",
)
SAME_AGAIN = Text("新口令不能与现用口令相同", "The new password must not be the present one")


def problems_of_password(password: str, officer: Officer) -> list[Problem]:
    """What is wrong with a password: Django's validators say it, in both languages."""
    if len(password) > LONGEST or "\0" in password:
        text = TOO_LONG.format(most=LONGEST)
        return [Problem("password-unusable", text, Place(field="password"))]
    said = [messages_about(password, officer, language) for language in ("zh-hans", "en")]
    place = Place(field="password")
    return [Problem("password-too-weak", Text(zh, en), place) for zh, en in zip(*said, strict=True)]


def messages_about(password: str, officer: Officer, language: str) -> list[str]:
    """The validators' messages; some are worded when they are raised, so it is asked for."""
    with translation.override(language):
        try:
            validate_password(password, officer)
        except ValidationError as error:
            return list(error.messages)
    return []


@transaction.atomic
def set_password(*, number: int, password: str, actor: Actor) -> Officer:
    """Give somebody else a new password, to be replaced at the next sign-in. 重设口令。

    Open sessions of the account end, and it is unlocked. Writes: one Officer, one trace.
    Raises: RoleTooLow, NotFound, OwnPassword, Invalid.
    """
    actor.require(Role.ADMINISTRATOR)
    officer = officer_numbered(number, actor=actor)
    if officer.as_actor().key == actor.key:
        raise OwnPassword
    if problems := problems_of_password(password, officer):
        raise Invalid(problems)
    store(officer, password, must_change=True)
    FailedSignIns.objects.filter(account_key=account_key(officer.username)).delete()
    trace("accounts.password-set", actor, officer)
    return officer


def change_own_password(
    *, officer: Officer, present: str, password: str, address: str, at: datetime
) -> Officer:
    """Replace one's own password; a wrong present one counts like a failed sign-in. 修改口令。

    Writes: one Officer, one trace. Raises: Invalid, SignInLocked.
    """
    key, network = account_key(officer.username), network_of(address)
    refuse_locked(key, network, at)
    if not officer.check_password(present):
        until = count_failure(key, network, username=officer.username, at=at)
        if until is not None:
            raise locked_until(until)
        raise Invalid([Problem("wrong-password", NOT_THE_PRESENT, Place(field="present"))])
    problems = problems_of_password(password, officer)
    if password == present:
        problems.append(Problem("same-password", SAME_AGAIN, Place(field="password")))
    if problems:
        raise Invalid(problems)
    with transaction.atomic():
        store(officer, password, must_change=False)
        trace("accounts.password-changed", officer.as_actor(), officer, address=network)
    return officer


def store(officer: Officer, password: str, *, must_change: bool) -> None:
    """Keep the hash of a password and when it was set."""
    officer.set_password(password)
    officer.must_change_password = must_change
    officer.password_set_at = Now()
    officer.save(update_fields=["password", "must_change_password", "password_set_at"])
    officer.refresh_from_db(fields=["password_set_at"])
