# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is to be done, worked out from the ledger, the layers and the plan. 待办。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.urls import reverse

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightStatus
from kuangtu.conformity.engine import applicable
from kuangtu.conformity.queries import distances_of
from kuangtu.core.text import Text
from kuangtu.layers.choices import State
from kuangtu.layers.queries import layer_states
from kuangtu.plans.figures import figures
from kuangtu.plans.types import Folder
from kuangtu.rights.queries import rights_as_of

SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: when, what, why, and where. 待办事项。"""

    when: Text
    css: str
    what: Text
    why: Text
    address: str


def todos(actor: Actor, folders: Mapping[str, Folder], *, day: date) -> list[Todo]:
    """The most pressing first; nothing here is invented."""
    return [
        *expired_rights(actor, day),
        *ending_rights(actor, day),
        *missing_layers(actor, folders, day),
        *unverified_parameters(folders.values()),
    ]


def counted(count: int, zh: str, one: str, many: str) -> Text:
    """A number of things in words, singular and plural apart in English.

    >>> counted(1, "{count} 宗", "right", "rights").en, counted(2, "{count} 宗", "x", "xs").en
    ('1 right', '2 xs')
    """
    return Text(zh, f"{{count}} {one if count == 1 else many}").format(count=count)


def remaining(days: int) -> Text:
    """How long there is still time.

    >>> remaining(0).zh, remaining(1).en, remaining(8).zh
    ('今日', '1 day', '8 日')
    """
    if days == 0:
        return Text("今日", "today")
    return counted(days, "{count} 日", "day", "days")


def expired_rights(actor: Actor, day: date) -> Iterable[Todo]:
    """Rights registered as in force whose validity has ended."""
    count = (
        rights_as_of(actor, day).filter(status=RightStatus.IN_FORCE.value, valid_to__lt=day).count()
    )
    if count:
        yield Todo(
            Text("已过期", "expired"),
            "bad",
            counted(
                count, "{count} 宗矿业权有效期已满", "right has run out", "rights have run out"
            ),
            Text("未延续、未注销，须清理", "neither extended nor canceled"),
            f"{reverse('web:rights')}?status=EXPIRED&sort=valid_to",
        )


def ending_rights(actor: Actor, day: date) -> Iterable[Todo]:
    """Rights that end within the next months: the holder must apply before."""
    until = day + timedelta(days=SOON_DAYS)
    ending = rights_as_of(actor, day).filter(
        status=RightStatus.IN_FORCE.value, valid_to__range=(day, until)
    )
    count = ending.count()
    if count:
        first = ending.aggregate(day=Min("valid_to"))["day"]
        left = (first - day).days
        yield Todo(
            remaining(left),
            "amber",
            counted(
                count,
                f"{{count}} 宗矿业权 {SOON_DAYS} 日内到期",
                f"right ends within {SOON_DAYS} days",
                f"rights end within {SOON_DAYS} days",
            ),
            Text("届满前须申请延续", "an extension must be applied for before the end"),
            f"{reverse('web:rights')}?status=IN_FORCE&sort=valid_to",
        )


def missing_layers(actor: Actor, folders: Mapping[str, Folder], day: date) -> Iterable[Todo]:
    """Layers that the rules of the day read and nobody has supplied."""
    needed = distances_of(applicable(folders.values(), day))
    missing = [
        state
        for state in layer_states(as_of=day, actor=actor)
        if state.state is State.MISSING and state.code in needed
    ]
    if missing:
        yield Todo(
            Text("缺数据", "missing"),
            "missing",
            counted(
                len(missing),
                "{count} 个审查所需图层未汇交",
                "layer that reviews read is missing",
                "layers that reviews read are missing",
            ),
            Text("有关审查只能回答“缺数据”", "reviews can only answer “data missing” for them"),
            reverse("web:system"),
        )


def unverified_parameters(folders: Iterable[Folder]) -> Iterable[Todo]:
    """Parameters nobody has read in the text itself."""
    total = sum(not one.is_verified for folder in folders for one in figures(folder))
    if total:
        yield Todo(
            Text("待核实", "to verify"),
            "",
            counted(
                total,
                "{count} 个规则参数未核实",
                "parameter is unverified",
                "parameters are unverified",
            ),
            Text(
                "由管理员核对原文，或设定数值",
                "an administrator verifies them in the text, or sets them",
            ),
            f"{reverse('web:parameters')}?state=unverified&kind=all",
        )
