# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, and the lock after failures. 登录、退出与锁定。

Failures are counted for an account name and an address together, known name or not: whoever
guesses is stopped, its owner elsewhere is not, and nobody learns which names exist.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.timezone import localtime

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.addresses import network_of
from kuangtu.accounts.errors import NotLocked, SignInLocked, WrongCredentials
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.accounts.queries import account_key, officer_numbered
from kuangtu.audit.services import record

LONGEST = 1024  # letters of a name or password; more is nobody's, and costs time to hash


def sign_in(
    *, username: str, password: str, address: str, at: datetime, leaves_trace: bool = True
) -> Officer:
    """The officer of that name and password. 登录。

    Writes: one trace; on failure one trace and the count, and a second trace where it locks.
    A program that signs in with every request leaves traces of its failures only.
    Raises: WrongCredentials, SignInLocked.
    """
    username = Officer.normalize_username(username)
    key, network = account_key(username[:LONGEST]), network_of(address)
    refuse_locked(key, network, at)
    officer = checked(username, password)
    if officer is None:
        until = count_failure(key, network, username=username, at=at)
        raise WrongCredentials if until is None else locked_until(until)
    forget_failures(key, network, at)
    if leaves_trace:
        trace("accounts.signed-in", officer.as_actor(), officer, address=network)
    return officer


def checked(username: str, password: str) -> Officer | None:
    """Who that is, None for an unknown name, a wrong password and an account switched off."""
    if "\0" in username + password or max(len(username), len(password)) > LONGEST:
        return None
    found = authenticate(username=username, password=password)
    return found if isinstance(found, Officer) else None


def refuse_locked(key: str, network: str, at: datetime) -> None:
    """Raises: SignInLocked."""
    found = FailedSignIns.objects.filter(
        account_key=key, address=network, locked_until__gt=at
    ).first()
    if found is not None and found.locked_until is not None:
        raise locked_until(found.locked_until)


def locked_until(until: datetime) -> SignInLocked:
    """The refusal that names the minute from which on it may be tried again. 锁定至。"""
    # The minute is rounded up: at the time that is told, the door is open.
    return SignInLocked(until=localtime(until + timedelta(seconds=59)))


@transaction.atomic
def count_failure(key: str, network: str, *, username: str, at: datetime) -> datetime | None:
    """Count one more failure; answers with the end of the lock if there is one now. 计数。

    Writes: one FailedSignIns, one trace or two; old counts are removed.
    """
    lasts = timedelta(minutes=settings.KUANGTU_LOCK_MINUTES)
    FailedSignIns.objects.filter(last_failed_at__lte=at - lasts).delete()
    counted, _ = FailedSignIns.objects.select_for_update().get_or_create(
        account_key=key, address=network, defaults={"failures": 0, "last_failed_at": at}
    )
    if counted.locked_until is not None and counted.locked_until > at:
        return counted.locked_until  # another request locked it a moment ago
    counted.failures += 1
    counted.last_failed_at = at
    if counted.failures >= settings.KUANGTU_SIGN_IN_FAILURES:
        counted.locked_until = at + lasts
    counted.save()
    officer = Officer.objects.filter(username=username.replace("\0", "")).first()
    visitor = Actor(f"address:{network}", network, Role.VIEWER, "100000")
    trace("accounts.sign-in-failed", visitor, officer, failures=counted.failures)
    if counted.locked_until is not None:
        until = counted.locked_until.isoformat()
        trace("accounts.locked", visitor, officer, failures=counted.failures, until=until)
    return counted.locked_until


def forget_failures(key: str, network: str, at: datetime) -> None:
    """A right password ends the count, unless it was locked while the password was checked.

    Writes: removes one FailedSignIns. Raises: SignInLocked.
    """
    own = FailedSignIns.objects.filter(account_key=key, address=network)
    if not own.exists():  # the ordinary case writes nothing
        return
    with transaction.atomic():
        own.filter(locked_until__isnull=True).delete()
        own.filter(locked_until__lte=at).delete()
    refuse_locked(key, network, at)


def sign_out(*, actor: Actor, address: str) -> None:
    """Leave the trace of a sign-out. 退出。 Writes: one trace."""
    record(
        action="accounts.signed-out",
        actor=actor.key,
        subject=f"accounts.Officer:{actor.key.removeprefix('officer:')}",
        adcode=actor.area,
        data={"address": network_of(address)},
    )


@transaction.atomic
def unlock_officer(*, number: int, actor: Actor) -> Officer:
    """Open an account that failures have locked, from everywhere. 解锁。

    Writes: removes the FailedSignIns of the account, one trace. Raises: RoleTooLow, NotFound,
    NotLocked.
    """
    actor.require(Role.ADMINISTRATOR)
    officer = officer_numbered(number, actor=actor)
    counted = FailedSignIns.objects.filter(account_key=account_key(officer.username))
    addresses = sorted(counted.values_list("address", flat=True))
    if not addresses:
        raise NotLocked(username=officer.username)
    counted.delete()
    trace("accounts.unlocked", actor, officer, addresses=addresses)
    return officer


def trace(action: str, actor: Actor, officer: Officer | None, **data: object) -> None:
    """A trace about an account; a name that is nobody's is not written down."""
    known = {"username": officer.username} if officer else {}
    record(
        action=action,
        actor=actor.key,
        subject=f"accounts.Officer:{officer.pk}" if officer else "accounts.Officer:",
        adcode=officer.area if officer else "",
        data={**known, **data},
    )
