# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The audit trail as people read it. 留痕。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from kuangtu.accounts.actor import SYSTEM, Actor
from kuangtu.accounts.models import Officer
from kuangtu.audit.models import Entry
from kuangtu.core.text import Text, same

ACTIONS: Mapping[str, Text] = {
    "accounts.added": Text("开设账户", "account opened"),
    "plans.folder-loaded": Text("装载规划或规范", "plan or norm loaded"),
    "plans.parameter-set": Text("设定参数", "parameter set"),
    "rights.registered": Text("登记矿业权", "right registered"),
    "rights.imported": Text("导入矿业权台账", "register imported"),
    "rights.demo-loaded": Text("装载演示台账", "demonstration register loaded"),
    "layers.imported": Text("导入图层", "layer imported"),
    "layers.published": Text("发布图层", "layer published"),
    "layers.withdrawn": Text("撤回图层", "layer withdrawn"),
    "conformity.reviewed": Text("符合性审查", "review"),
}


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry with names in place of keys. 留痕条目。"""

    at: datetime
    what: Text
    subject: str
    who: str


def visible_entries(actor: Actor) -> QuerySet[Entry]:
    """What concerns the actor's area, and what concerns no area, newest first."""
    own = Q(adcode__startswith=actor.area_prefix)
    return Entry.objects.filter(own | Q(adcode="") | Q(adcode="100000")).order_by("-id")


def traces(entries: Iterable[Entry]) -> list[Trace]:
    """Entries in words; an action without words of its own is shown by its name."""
    listed = list(entries)
    names = officer_names({entry.actor for entry in listed})
    return [
        Trace(
            entry.at,
            ACTIONS.get(entry.action, same(entry.action)),
            str(entry.data.get("username") or entry.subject.rpartition(":")[2] or entry.subject),
            names.get(entry.actor, entry.actor),
        )
        for entry in listed
    ]


def officer_names(keys: set[str]) -> dict[str, str]:
    """The names of the officers behind actor keys."""
    numbers = {key.removeprefix("officer:") for key in keys if key.startswith("officer:")}
    officers = Officer.objects.filter(pk__in=[int(one) for one in numbers if one.isdigit()])
    return {f"officer:{one.pk}": str(one) for one in officers} | {SYSTEM.key: SYSTEM.name}
