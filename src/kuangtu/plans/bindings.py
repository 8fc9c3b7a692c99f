# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""rules.toml: which generic rule is bound to which clause. 规则绑定的读取。"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kuangtu.core.period import Period
from kuangtu.plans.figures import holds_number
from kuangtu.plans.toml_files import Entry
from kuangtu.plans.types import CheckContract, Confidence, FolderKind, Parameter, RuleBinding

RULE_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
RULE_KEYS = ("code", "check", "title", "clause", "from", "to", "carries_over", "parameters")


@dataclass(frozen=True, slots=True)
class BindingContext:
    """What the bindings of a folder are read against."""

    kind: FolderKind
    period: Period
    confidence: Confidence
    clauses: Container[str]
    known_checks: Mapping[str, CheckContract] | None


def read_bindings(top: Entry, context: BindingContext) -> tuple[RuleBinding, ...]:
    """The rules of a folder in the order of the file; every mistake is noted."""
    top.only("rule")
    seen: set[str] = set()
    bindings = []
    for entry in top.tables("rule"):
        entry.only(*RULE_KEYS)
        binding = _binding(entry, context)
        if binding.code in seen:
            entry.wrong(
                "code",
                "repeated-code",
                "规则代码“{code}”重复",
                "The rule code “{code}” is repeated",
                code=binding.code,
            )
        seen.add(binding.code)
        bindings.append(binding)
    return tuple(bindings)


def _binding(entry: Entry, context: BindingContext) -> RuleBinding:
    code = entry.text("code")
    if code and not RULE_CODE.fullmatch(code):
        entry.wrong(
            "code",
            "odd-code",
            "规则代码“{code}”只能由大写字母、数字和连字符组成",
            "The rule code “{code}” may only hold capitals, digits and hyphens",
            code=code,
        )
    clause = entry.text("clause")
    if clause and clause not in context.clauses:
        entry.wrong(
            "clause",
            "unknown-clause",
            "clauses.csv 中没有条款“{clause}”",
            "clauses.csv has no clause “{clause}”",
            clause=clause,
        )
    binding = RuleBinding(
        code=code,
        check=entry.text("check"),
        title=entry.pair("title"),
        clause=clause,
        period=_period(entry, context.period),
        parameters=_parameters(entry, clause, context.confidence),
        carries_over=entry.boolean("carries_over", context.kind == FolderKind.PLAN),
    )
    _compare_with_check(entry, binding, context.known_checks)
    return binding


def _period(entry: Entry, folder: Period) -> Period:
    """The rule's period: its own days, or the folder's; within the folder's."""
    starts_on = entry.day("from", required=False) or folder.starts_on
    ends_on = entry.day("to", required=False) or folder.ends_on
    if ends_on is not None and ends_on < starts_on:
        entry.wrong(
            "to", "ends-before-start", "终止日早于起始日", "The last day comes before the first"
        )
        return folder
    if starts_on < folder.starts_on or (folder.ends_on is not None and starts_on > folder.ends_on):
        entry.wrong(
            "from",
            "outside-period",
            "起始日不在文件夹的有效期内",
            "The first day is outside the folder’s period",
        )
    if folder.ends_on is not None and (ends_on is None or ends_on > folder.ends_on):
        entry.wrong(
            "to",
            "outside-period",
            "终止日超出文件夹的有效期",
            "The last day is outside the folder’s period",
        )
    return Period(starts_on, ends_on)


def _parameters(entry: Entry, clause: str, confidence: Confidence) -> dict[str, Parameter]:
    table = entry.table("parameters")
    if table is None:
        return {}
    return {name: _parameter(table, name, clause, confidence) for name in table.values}


def _parameter(table: Entry, name: str, clause: str, confidence: Confidence) -> Parameter:
    given = table.values[name]
    entry = table.table(name) if isinstance(given, dict) else None
    if entry is None:
        if holds_number(given):
            table.wrong(
                name,
                "bare-number",
                "数字参数“{key}”须写成 {{ value = …, unit = …, source = … }}",
                "The number “{key}” must be written as {{ value = …, unit = …, source = … }}",
            )
        return Parameter(name, _value(table, name, given), "", clause, confidence)
    entry.only("value", "unit", "source", "confidence")
    if "value" not in entry.values:
        entry.wrong("value", "missing-key", "缺少“{key}”", "“{key}” is missing")
    value = _value(entry, "value", entry.values.get("value", ""))
    return Parameter(
        name,
        value,
        entry.text("unit", required=holds_number(value), may_be_empty=False),
        entry.text("source", required=False) or clause,
        entry.choice("confidence", Confidence, confidence),
    )


def _value(entry: Entry, key: str, given: Any) -> object:
    """The value with its lists as tuples; only what can be kept exactly is taken."""
    if isinstance(given, dict):
        return {name: _value(entry, key, one) for name, one in given.items()}
    if isinstance(given, list):
        return tuple(_value(entry, key, one) for one in given)
    is_finite = not isinstance(given, Decimal) or given.is_finite()
    if type(given) not in {str, int, bool, Decimal, date} or not is_finite:
        entry.wrong(
            key,
            "odd-value",
            "“{value}”不能作为参数值",
            "“{value}” cannot be a parameter’s value",
            value=given,
        )
    return given


def _compare_with_check(
    entry: Entry, binding: RuleBinding, known: Mapping[str, CheckContract] | None
) -> None:
    """The check exists, its parameters are given, and no others."""
    if known is None or not binding.check:
        return
    if binding.check not in known:
        entry.wrong(
            "check",
            "unknown-check",
            "没有名为“{check}”的通用规则",
            "There is no generic rule “{check}”",
            check=binding.check,
        )
        return
    _compare_with_contract(entry, binding, known[binding.check])


def _compare_with_contract(entry: Entry, binding: RuleBinding, contract: CheckContract) -> None:
    """Every parameter that the check needs, none that it does not know, each with its value."""
    for name in contract.parameters:
        if name not in binding.parameters:
            entry.wrong(
                "parameters",
                "missing-parameter",
                "规则“{check}”需要参数“{name}”",
                "The rule “{check}” needs the parameter “{name}”",
                check=binding.check,
                name=name,
            )
    table = entry.table("parameters")
    if table is None:
        return
    for name in binding.parameters:
        if name not in {*contract.parameters, *contract.optional}:
            table.wrong(
                name,
                "unknown-parameter",
                "规则“{check}”没有参数“{key}”",
                "The rule “{check}” has no parameter “{key}”",
                check=binding.check,
            )
        elif contract.wrong_value and (complaint := contract.wrong_value(binding, name)):
            table.wrong(name, "odd-parameter", "{zh}", "{en}", zh=complaint.zh, en=complaint.en)
