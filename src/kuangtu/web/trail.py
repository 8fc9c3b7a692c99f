# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The audit trail as people read it. 留痕。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.accounts.models import Officer
from kuangtu.audit.models import Entry
from kuangtu.conformity.types import Conclusion
from kuangtu.core.text import NO, YES, Text, same
from kuangtu.layers.queries import hidden_from
from kuangtu.plans.choices import AnswerKind
from kuangtu.web.language import say

ACTIONS: Mapping[str, Text] = {
    "accounts.signed-in": Text("登录", "signed in"),
    "accounts.signed-out": Text("退出", "signed out"),
    "accounts.sign-in-failed": Text("登录失败", "sign-in failed"),
    "accounts.locked": Text("登录锁定", "sign-in locked"),
    "accounts.unlocked": Text("解除锁定", "account unlocked"),
    "accounts.added": Text("开设账户", "account opened"),
    "accounts.changed": Text("变更账户", "account changed"),
    "accounts.switched-off": Text("停用账户", "account switched off"),
    "accounts.switched-on": Text("启用账户", "account switched on"),
    "accounts.password-set": Text("重设口令", "password set by an administrator"),
    "accounts.password-changed": Text("修改自己的口令", "own password changed"),
    "plans.folder-loaded": Text("装载规划或规范", "plan or norm loaded"),
    "plans.parameter-set": Text("设定参数", "parameter set"),
    "plans.parameter-verified": Text("核实参数", "parameter verified"),
    "plans.parameter-restored": Text("恢复参数原值", "parameter restored"),
    "plans.health-checked": Text("规划体检", "plan checked"),
    "plans.health-answered": Text("答复体检结果", "finding of a plan answered"),
    "rights.registered": Text("登记矿业权", "right registered"),
    "rights.imported": Text("导入矿业权台账", "register imported"),
    "rights.demo-loaded": Text("装载演示台账", "demonstration register loaded"),
    "layers.import-requested": Text("交来图层", "layer handed in"),
    "layers.import-refused": Text("图层未能导入", "layer import refused"),
    "layers.import-cancelled": Text("取消导入图层", "layer import canceled"),
    "layers.import-confirmed": Text("确认图层读法", "layer import confirmed"),
    "layers.profile-saved": Text("保存字段对照方案", "mapping profile saved"),
    "layers.profile-deleted": Text("删除字段对照方案", "mapping profile deleted"),
    "layers.imported": Text("导入图层", "layer imported"),
    "layers.published": Text("发布图层", "layer published"),
    "layers.withdrawn": Text("撤回图层", "layer withdrawn"),
    "layers.exported": Text("导出图层", "layer exported"),
    "layers.tiles-requested": Text("制作瓦片", "map tiles requested"),
    "layers.tiles-failed": Text("瓦片未能制成", "map tiles failed"),
    "layers.tiles-cancelled": Text("取消制作瓦片", "map tiles canceled"),
    "reports.map-sheet-printed": Text("输出图件", "map sheet printed"),
    "conformity.reviewed": Text("符合性审查", "review"),
}
# What the data of an entry are called; others are shown by their keys.
WORDS: Mapping[str, Text] = {
    "layer": Text("图层", "layer"),
    "number": Text("版本", "edition"),
    "versions": Text("登记版本", "versions"),
    "role": Text("角色", "role"),
    "area": Text("辖区", "area"),
    "display_name": Text("姓名", "name"),
    "is_demo": Text("演示", "demo"),
    "before": Text("变更前", "before"),
    "after": Text("变更后", "after"),
    "address": Text("来源地址", "address"),
    "addresses": Text("来源地址", "addresses"),
    "failures": Text("失败次数", "failures"),
    "until": Text("锁定至", "until"),
    "value": Text("取值", "value"),
    "from": Text("自", "from"),
    "reason": Text("理由或原文", "reason or source"),
    "read_on": Text("核对日期", "read on"),
    "letter": Text("文号", "letter"),
    "edition": Text("规划数据版本", "edition of the folder"),
    "replaces": Text("取代版本", "replaces"),
    "loaded_on": Text("装载日期", "loaded on"),
    "conclusion": Text("结论", "conclusion"),
    "because": Text("原因", "because"),
    "published_on": Text("发布日期", "published on"),
    "compared_with": Text("对比的现行版本", "compared with edition"),
    "difference": Text("差别", "difference"),
    "warnings": Text("提醒", "warnings"),
    "confirmed": Text("已确认的风险", "risks confirmed"),
    "format": Text("格式", "format"),
    "epsg": Text("坐标系", "reference system"),
    "left_out": Text("未收要素", "features left out"),
    "file": Text("文件", "file"),
    "problems": Text("问题", "problems"),
    "count": Text("条数", "count"),
}
SIGN_INS = ("accounts.signed-in", "accounts.sign-in-failed", "accounts.locked")


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry with names in place of keys. 留痕条目。"""

    number: int
    at: datetime
    action: str
    what: Text
    subject: str
    who: str
    details: tuple[tuple[str, str], ...]


def visible_entries(actor: Actor) -> QuerySet[Entry]:
    """What concerns the actor's area, and what concerns no area, newest first."""
    own = Q(adcode__startswith=actor.area_prefix)
    return Entry.objects.filter(own | Q(adcode="") | Q(adcode="100000")).order_by("-id")


def changes(actor: Actor) -> QuerySet[Entry]:
    """What happened to plans, layers, rights and cases; not who came and went.

    What happened to an edition that the actor may not see would tell that it is there.
    """
    hidden = [one.subject for one in hidden_from(actor)]
    found = visible_entries(actor).exclude(action__startswith="accounts.")
    return found.exclude(subject__in=hidden) if hidden else found


def sign_ins_of(actor: Actor) -> QuerySet[Entry]:
    """One's own sign-ins, and those that failed under one's name."""
    subject = f"accounts.Officer:{actor.key.removeprefix('officer:')}"
    return Entry.objects.filter(subject=subject, action__in=SIGN_INS).order_by("-id")


def entries_about(officer: Officer, actor: Actor) -> QuerySet[Entry]:
    """What was done to an account, and its sign-ins."""
    return visible_entries(actor).filter(subject=f"accounts.Officer:{officer.pk}")


def traces(entries: Iterable[Entry]) -> list[Trace]:
    """Entries in words; an action without words of its own is shown by its name."""
    listed = list(entries)
    names = officer_names({entry.actor for entry in listed})
    return [
        Trace(
            entry.pk,
            entry.at,
            entry.action,
            ACTIONS.get(entry.action, same(entry.action)),
            subject_of(entry),
            who_of(entry.actor, names),
            tuple(told({key: one for key, one in entry.data.items() if key != "username"})),
        )
        for entry in listed
    ]


def subject_of(entry: Entry) -> str:
    """What an entry is about, without the name of our table."""
    return str(entry.data.get("username") or entry.subject.partition(":")[2] or "—")


def who_of(key: str, names: Mapping[str, str]) -> str:
    """Who that is: an officer, the system itself, or somebody who was not signed in."""
    if key in names:
        return names[key]
    kind, _, address = key.partition(":")
    if key == SYSTEM.key:
        return say(Text(SYSTEM.name, "system"))
    if kind != "address":
        return key
    return say(Text("未登录（{address}）", "not signed in ({address})").format(address=address))


def officer_names(keys: set[str] | None = None) -> dict[str, str]:
    """The names of the officers behind actor keys, or of all."""
    officers = Officer.objects.all()
    if keys is not None:
        numbers = {key.removeprefix("officer:") for key in keys if key.startswith("officer:")}
        officers = officers.filter(pk__in=[int(one) for one in numbers if one.isdigit()])
    return {f"officer:{one.pk}": str(one) for one in officers}


def told(data: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, str]]:
    """What an entry holds, one line for each value, in the words of the page.

    >>> list(told({"before": {"role": "VIEWER"}, "failures": 3, "value": {"$decimal": "0.5"}}))
    [('变更前 · 角色', '查看'), ('失败次数', '3'), ('取值', '0.5')]
    """
    for key, value in data.items():
        label = say(WORDS[key]) if key in WORDS else key
        name = path if key.startswith("$") else f"{path} · {label}" if path else label
        if isinstance(value, Mapping) and value:
            yield from told(value, name)
        else:
            yield name, spelled(value)


def spelled(value: object) -> str:
    """A value in words: yes and no, roles and conclusions by their labels."""
    if isinstance(value, bool):
        return say(YES if value else NO)
    if isinstance(value, list):
        return "、".join(spelled(one) for one in value)
    words = "" if value is None else str(value)
    found = next(
        (choice(words) for choice in (Role, Conclusion, AnswerKind) if words in set(choice)), None
    )
    return say(found.label) if found else words
