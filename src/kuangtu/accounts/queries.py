# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the accounts module. 账户查询。"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils.crypto import salted_hmac

from kuangtu.accounts.actor import SYSTEM, Actor
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text


def has_any_officer() -> bool:
    """Whether anybody could sign in at all."""
    return Officer.objects.filter(is_active=True).exists()


def visible_to(actor: Actor) -> QuerySet[Officer]:
    """The officers of the actor's own area and below it."""
    return Officer.objects.filter(area__startswith=actor.area_prefix).order_by("username")


def officer_numbered(number: int, *, actor: Actor) -> Officer:
    """One account. Raises: NotFound if there is none in the actor's area."""
    found = visible_to(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(what=Text("账户 {number}", "account {number}").format(number=number))
    return found


def officer_named(username: str, *, actor: Actor) -> Officer:
    """One account by its name. Raises: NotFound if there is none in the actor's area."""
    found = visible_to(actor).filter(username=username).first()
    if found is None:
        raise NotFound(what=Text("账户“{name}”", "account {name}").format(name=username))
    return found


def demo_officers() -> QuerySet[Officer]:
    """The accounts of a demonstration, by name. 演示账户。"""
    return Officer.objects.filter(is_demo=True).order_by("username")


def actor_with_key(key: str) -> Actor:
    """Whoever a trace or a job names, with the role of now. Raises: NotFound. 按编号取操作人。"""
    if key == SYSTEM.key:
        return SYSTEM
    officer = Officer.objects.filter(pk=key.removeprefix("officer:"), is_active=True).first()
    if officer is None:
        raise NotFound(what=Text(f"有效账户 {key}", f"active account {key}"))
    return officer.as_actor()


def account_key(username: str) -> str:
    """What failed sign-ins of a name are counted under; letter case makes no other name."""
    name = unicodedata.normalize("NFKC", username).casefold()
    return salted_hmac("kuangtu.accounts.failed-sign-ins", name, algorithm="sha256").hexdigest()


def locks(officers: Iterable[Officer], at: datetime) -> dict[int, datetime]:
    """Officer's number → when its last lock opens again, for those locked from anywhere. 锁定。"""
    by_key = {account_key(one.username): one.pk for one in officers}
    found = FailedSignIns.objects.filter(account_key__in=by_key, locked_until__gt=at)
    opening = found.values_list("account_key").annotate(until=Max("locked_until"))
    return {by_key[key]: until for key, until in opening}


def must_change_password(officer: Officer, at: datetime) -> bool:
    """Whether the password must be replaced before anything else is done. 口令到期。

    A demonstration's password is printed on the screen; it does not grow old.
    """
    if officer.must_change_password:
        return True
    days = settings.KUANGTU_PASSWORD_DAYS
    return days > 0 and not officer.is_demo and at - officer.password_set_at > timedelta(days=days)
