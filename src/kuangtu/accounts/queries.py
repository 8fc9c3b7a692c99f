# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the accounts module. 账户查询。"""

from django.db.models import QuerySet

from kuangtu.accounts.actor import SYSTEM, Actor
from kuangtu.accounts.models import Officer
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text


def has_any_officer() -> bool:
    """Whether anybody could sign in at all."""
    return Officer.objects.filter(is_active=True).exists()


def visible_to(actor: Actor) -> QuerySet[Officer]:
    """The officers of the actor's own area and below it."""
    return Officer.objects.filter(area__startswith=actor.area_prefix).order_by("username")


def demo_officers() -> QuerySet[Officer]:
    return Officer.objects.filter(is_demo=True).order_by("username")


def actor_with_key(key: str) -> Actor:
    """Whoever a trace or a job names, with the role of now. Raises: NotFound. 按编号取操作人。"""
    if key == SYSTEM.key:
        return SYSTEM
    officer = Officer.objects.filter(pk=key.removeprefix("officer:"), is_active=True).first()
    if officer is None:
        raise NotFound(what=Text(f"有效账户 {key}", f"active account {key}"))
    return officer.as_actor()
