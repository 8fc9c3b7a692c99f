# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the accounts module. 账户查询。"""

from django.db.models import QuerySet

from kuangtu.accounts.actor import Actor
from kuangtu.accounts.models import Officer


def has_any_officer() -> bool:
    """Whether anybody could sign in at all."""
    return Officer.objects.filter(is_active=True).exists()


def visible_to(actor: Actor) -> QuerySet[Officer]:
    """The officers of the actor's own area and below it."""
    return Officer.objects.filter(area__startswith=actor.area_prefix).order_by("username")


def demo_officers() -> QuerySet[Officer]:
    return Officer.objects.filter(is_demo=True).order_by("username")
