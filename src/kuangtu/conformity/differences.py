# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is not the same in two receipts, field by field with both values. 回执差异（纯）。"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kuangtu.core.text import Text, same

Record = Mapping[str, Any]

NOT_THERE = Text("没有此项", "not there")
NONE = Text("无", "none")
# What tells the items of a list apart, so that an item is compared with itself.
NAMES = ("rule", "code", "layer", "feature", "clause", "name")
# A finding is told by its outcome and its sentence together.
TOLD_TOGETHER = ("outcome", "outcome_zh", "message")
ANSWER_PARTS = (
    ("conclusion_code", Text("总结论", "the conclusion")),
    ("conclusion", Text("总结论", "the conclusion")),
    ("is_demo", Text("演示数据标记", "the mark of demonstration data")),
    ("application", Text("申请的读取结果", "the application as read")),
    ("rules", Text("规则与参数", "the rules and their parameters")),
    ("folders", Text("规划与规范", "the plan and norm folders")),
    ("layers", Text("图层读数", "the readings of layers")),
    ("not_coded", Text("未编码条款", "the clauses not coded")),
    ("not_applied", Text("未适用规则", "the rules not applied")),
)
FINDING_PARTS = {
    "measured": Text("数值", "the value"),
    "needs": Text("所需", "what is needed"),
    "layers": Text("所据图层", "the layer"),
    "clause_label": Text("依据", "the clause"),
}
FIELD = Text("字段", "the field")


def differences(was: Record, now: Record) -> Iterator[Text]:
    """Every finding, and every other answer, that is not the same. 逐项差异。

    >>> was = {"findings": [{"rule": "R", "measured": {"a_m2": 1.5}}]}
    >>> now = {"findings": [{"rule": "R", "measured": {"a_m2": 2.5}}]}
    >>> next(differences(was, now)).zh
    '规则 R 的数值 measured.a_m2：原为“1.5”，现为“2.5”'
    """
    before = {finding["rule"]: finding for finding in was["findings"]}
    after = {finding["rule"]: finding for finding in now["findings"]}
    for rule in before | after:
        yield from _of_finding(rule, before.get(rule), after.get(rule))
    yield from _of_list(was["findings"], now["findings"])
    for part, label in ANSWER_PARTS:
        if part == "conclusion" and was.get("conclusion_code") != now.get("conclusion_code"):
            continue  # told by its code
        for path, *values in leaves(was.get(part, NOT_THERE), now.get(part, NOT_THERE), part):
            yield _told(Text("{part} {path}", "{part}, {path}"), values, part=label, path=path)


def _of_list(was: Sequence[Record], now: Sequence[Record]) -> Iterator[Text]:
    """A rule that stands twice, or elsewhere, in one list only."""
    before, after = ([finding["rule"] for finding in findings] for findings in (was, now))
    if before != after and set(before) == set(after):
        order = Text("各项意见的次序或条数", "the order or number of the findings")
        yield _told(order, ["、".join(before), "、".join(after)])


def _of_finding(rule: str, was: Record | None, now: Record | None) -> Iterator[Text]:
    if was is None or now is None or _differ(was, now, TOLD_TOGETHER):
        values = [_said(was), _said(now)]
        yield _told(Text("规则 {rule}", "rule {rule}"), values, rule=rule)
    if was is None or now is None:
        return
    for field in [key for key in {**was, **now} if key not in TOLD_TOGETHER]:
        found = leaves(was.get(field, NOT_THERE), now.get(field, NOT_THERE), field)
        for path, *values in found:
            head = Text("规则 {rule} 的{field} {path}", "rule {rule}, {field} {path}")
            label = FINDING_PARTS.get(field, FIELD)
            yield _told(head, values, rule=rule, field=label, path=path)


def _differ(was: Record, now: Record, keys: Iterable[str]) -> bool:
    return any(was.get(key) != now.get(key) for key in keys)


def _said(finding: Record | None) -> Text:
    if finding is None:
        return NOT_THERE
    outcome, message = finding["outcome"], finding["message"]
    return Text(f"{finding['outcome_zh']}：{message['zh']}", f"{outcome}: {message['en']}")


def _told(head: Text, values: Sequence[Any], **names: object) -> Text:
    was, now = (_shown(value) for value in values)
    text = head + Text("：原为“{was}”，现为“{now}”", ": was “{was}”, now “{now}”")
    return text.format(was=was, now=now, **names)


def _shown(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if value is None:
        return NONE
    if _is_text(value):
        return Text(value["zh"], value["en"])  # type: ignore[index]  # told by _is_text
    return same(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"zh", "en"}


def leaves(was: Any, now: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """The innermost places that differ, with both values. 差异之处。

    >>> list(leaves({"a": [{"code": "X", "n": 1}]}, {"a": [{"code": "X", "n": 2}]}, "p"))
    [('p.a[X].n', 1, 2)]
    >>> list(leaves([1, 2], [1, 2, 3], "p")), list(leaves(1, 1.0, "p"))
    ([('p', [1, 2], [1, 2, 3])], [])
    """
    if was == now:
        return
    before, after = _parts(was), _parts(now)
    if before is None or after is None:
        yield path, was, now
        return
    for name in before | after:
        yield from leaves(before.get(name, NOT_THERE), after.get(name, NOT_THERE), f"{path}{name}")


def _parts(value: Any) -> dict[str, Any] | None:
    """A record or a list of records taken apart, None for what is compared as a whole."""
    if isinstance(value, Mapping):
        return None if _is_text(value) else {f".{key}": inner for key, inner in value.items()}
    if not isinstance(value, list):
        return None
    named = {f"[{_name(item)}]": item for item in value}
    return named if len(named) == len(value) and "[]" not in named else None


def _name(item: object) -> str:
    """What an item of a list is called, "" if it has no name."""
    if not isinstance(item, Mapping):
        return ""
    name = next((item[key] for key in NAMES if isinstance(item.get(key), str)), "")
    return f"{item['folder']}/{name}" if name and "folder" in item else name
