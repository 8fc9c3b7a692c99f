# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How an opinion writes what a receipt holds. 审查意见用语。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kuangtu.conformity.rules.answers import shown
from kuangtu.conformity.rules.quotas import COMPARISONS
from kuangtu.conformity.withholding import is_withheld
from kuangtu.layers.dictionary import layers
from kuangtu.plans.figures import PARAMETER_NAMES
from kuangtu.plans.health.answers import said_beside
from kuangtu.plans.records import value_from_record
from kuangtu.plans.types import Comparison

Record = Mapping[str, Any]

# The parameters that are figures, or lists standing for one; all others are words of the rule.
FIGURES = {
    name: PARAMETER_NAMES[name].zh
    for name in (
        "distance_m",
        "distances_m",
        "days_before",
        "except_minerals",
        "failing_gap_classes",
        "floor",
        "floors",
        "granted_above",
        "maximum_blocks",
        "maximum_years",
        "minerals",
        "minimum_blocks",
        "months",
        "search_m",
        "share",
        "tolerance_km2",
        "uncertainty_m",
        "working_days",
    )
}


def clause(finding: Record) -> str:
    """The clause and below it the code of the rule."""
    return "\n".join(part for part in (finding["clause_label"]["zh"], finding["rule"]) if part)


def message(finding: Record, receipt: Record) -> str:
    """What a finding says, and below it what the plan's health check had found in its clause."""
    notes = receipt.get("plan_health", ())
    note = said_beside(one for one in notes if finding["rule"] in one["rules"])
    said = str(finding["message"]["zh"])
    return f"{said}\n〔{note.zh}〕" if note else said


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


def amount(written: str) -> str:
    """An amount of the receipt, such as “8.0 矿物万吨/年”, as sentences show it.

    >>> amount("8.0 矿物万吨/年")
    '8 矿物万吨/年'
    """
    number, unit = written.split(maxsplit=1)
    return with_unit(number, unit)


def data_dates(finding: Record) -> str:
    """The data date of every layer behind a finding, and which of them are missing."""
    if is_withheld(finding):
        return "不对您公开"
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


def stored_figure(record: object) -> str:
    """A value as an override keeps it, in words. 设定的取值。

    >>> stored_figure({"minimum_percent": {"$decimal": "82.5"}}), stored_figure(["砂", "石"])
    ('82.5', '砂、石')
    >>> stored_figure({"$decimal": "0.25"}), stored_figure({"zh": "同意", "en": "consent"})
    ('0.25', '同意')
    """
    value = value_from_record(record)
    if isinstance(value, Mapping):
        values = [value["zh"]] if "zh" in value else list(value.values())
        return "、".join(map(str, values))
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


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
