# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How an opinion writes what a receipt holds. 审查意见用语。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kuangtu.conformity.rules.answers import shown
from kuangtu.conformity.rules.quotas import COMPARISONS
from kuangtu.layers.dictionary import layers
from kuangtu.plans.types import Comparison

Record = Mapping[str, Any]

# The parameters that are figures, or lists standing for one; all others are words of the rule.
FIGURES = {
    "distance_m": "距离",
    "distances_m": "分类距离",
    "days_before": "提前天数",
    "except_minerals": "除外矿种",
    "failing_gap_classes": "不得相差的级数",
    "floor": "下限",
    "floors": "下限",
    "granted_above": "上级出让的矿种",
    "maximum_blocks": "区块上限",
    "maximum_years": "年限上限",
    "minerals": "矿种范围",
    "minimum_blocks": "区块下限",
    "months": "禁止申请期",
    "search_m": "查找距离",
    "share": "扣减比例",
    "tolerance_km2": "面积容差",
    "uncertainty_m": "界线可能偏差",
    "working_days": "年工作日",
}


def clause(finding: Record) -> str:
    """The clause and below it the code of the rule."""
    return "\n".join(part for part in (finding["clause_label"]["zh"], finding["rule"]) if part)


def period(record: Record) -> str:
    return f"{record['from']} 至 {record['to'] or '现在'}"


def comparison(written: str) -> str:
    return COMPARISONS[Comparison(written)].zh


def with_unit(value: str, unit: str) -> str:
    """A number of the receipt with its unit, as sentences show numbers.

    >>> with_unit("45.283333333333", "%"), with_unit("50", "个")
    ('45.2833%', '50 个')
    """
    number = shown(Decimal(value))
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def data_dates(finding: Record) -> str:
    """The data date of every layer behind a finding, and which of them are missing."""
    return "\n".join(_data_date(layer) for layer in finding["layers"]) or "—"


def _data_date(layer: Record) -> str:
    edition = layer["edition"]
    dated_on = "缺" if edition is None else edition["dated_on"] or "日期不详"
    return f"{layer['name']['zh']}：{dated_on}"


def figure(rule: Record, parameter: Record) -> str:
    """The value of a parameter that is a figure, in words. 参数取值。"""
    value, unit = parameter["value"], parameter["unit"]
    if isinstance(value, Mapping):
        words = _class_words(rule)
        pairs = [f"{words.get(key, key)} {inner}" for key, inner in value.items()]
        return f"{'、'.join(pairs)} {unit}".strip()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "、".join(str(one) for one in value)
    return f"{value} {unit}".strip()


def _class_words(rule: Record) -> dict[str, str]:
    """The words for the classes that a distance is given by, from the layer's code list."""
    given = {one["name"]: one["value"] for one in rule["parameters"]}
    specification = layers().get(str(given.get("layer")))
    fields = specification.fields if specification else ()
    return {
        code: label.zh
        for field in fields
        if field.name == given.get("attribute")
        for code, label in field.codes.items()
    }
