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
from kuangtu.core.text import Text
from kuangtu.layers.choices import State, Theme
from kuangtu.layers.queries import layer_states
from kuangtu.plans.types import Folder
from kuangtu.rights.queries import rights_as_of

SOON_DAYS = 90
NEEDED = {Theme.CONTROL, Theme.PLAN, Theme.INFRASTRUCTURE}


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
        *missing_layers(actor, day),
        *unverified_parameters(folders.values()),
    ]


def expired_rights(actor: Actor, day: date) -> Iterable[Todo]:
    """Rights registered as in force whose validity has ended."""
    count = (
        rights_as_of(actor, day).filter(status=RightStatus.IN_FORCE.value, valid_to__lt=day).count()
    )
    if count:
        yield Todo(
            Text("已过期", "expired"),
            "bad",
            Text("{count} 宗矿业权有效期已满", "{count} rights have run out").format(count=count),
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
            Text("{left} 日", "{left} days").format(left=left),
            "amber",
            Text(
                "{count} 宗矿业权 {days} 日内到期", "{count} rights end within {days} days"
            ).format(count=count, days=SOON_DAYS),
            Text("届满前须申请延续", "an extension must be applied for before the end"),
            f"{reverse('web:rights')}?status=IN_FORCE&sort=valid_to",
        )


def missing_layers(actor: Actor, day: date) -> Iterable[Todo]:
    """Layers that rules ask for and nobody has supplied."""
    missing = [
        state
        for state in layer_states(as_of=day, actor=actor)
        if state.state is State.MISSING and state.specification.theme in NEEDED
    ]
    if missing:
        yield Todo(
            Text("缺数据", "missing"),
            "missing",
            Text(
                "{count} 个管控与规划图层未汇交", "{count} control and plan layers are missing"
            ).format(count=len(missing)),
            Text("有关审查只能回答“缺数据”", "reviews can only answer “data missing” for them"),
            reverse("web:system"),
        )


def unverified_parameters(folders: Iterable[Folder]) -> Iterable[Todo]:
    """Parameters nobody has read in the text itself."""
    counts = {
        folder.code: sum(
            not parameter.confidence.is_verified
            for binding in folder.bindings
            for parameter in binding.parameters.values()
        )
        for folder in folders
    }
    total = sum(counts.values())
    if total:
        worst = max(counts, key=lambda code: counts[code])
        yield Todo(
            Text("待核实", "to verify"),
            "",
            Text("{count} 个规则参数未核实", "{count} parameters are unverified").format(
                count=total
            ),
            Text("核对原文后由管理员设定", "an administrator confirms them against the text"),
            reverse("web:plan-part", args=[worst, "rules"]),
        )
