# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A review as a table on the screen, in Chinese or English. 审查结果表。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import click

from kuangtu.cli.output import print_table
from kuangtu.core.text import Text

Record = Mapping[str, Any]
Language = Literal["zh", "en"]

COLUMNS = (
    Text("结论", "outcome"),
    Text("审查内容", "rule"),
    Text("依据", "clause"),
    Text("意见", "finding"),
    Text("数据日期", "data"),
)
BY_RULES_OF = Text("按 {day} 的规则", "by the rules of {day}")
AREA = Text("{area:.4f} 平方千米", "{area:.4f} km²")
NOT_SHOWN = Text(
    "另有 {count} 条规则不适用（--all 列出）", "rules that do not apply: {count} (--all lists them)"
)
WARNING = Text("提示：{message}", "note: {message}")
NOT_CODED = Text(
    "未编码条款 {count} 条，须由人工把握（--json 列出全部）",
    "clauses not coded, left to people: {count} (--json lists them)",
)
PLAN_HEALTH = Text(
    "所据条款有规划体检发现 {count} 处，{open} 处未答复（--json 列出）",
    "plan health check: {count} findings in these clauses, {open} not answered (--json lists them)",
)
DEMO = Text(
    "演示数据：读取了虚构的演示台账，不得作为审批依据",
    "demonstration: an invented ledger was read; this is no basis for a decision",
)
CONCLUSION = Text("总结论：{conclusion}", "conclusion: {conclusion}")
RECEIPT = Text("回执：{receipt}", "receipt: {receipt}")
NOT_STORED = Text("未存档", "not stored")
MISSING = Text("{layer} 缺", "{layer}: missing")
DATED = Text("{layer} {day}", "{layer} {day}")
DAY_UNKNOWN = Text("日期不详", "of unknown date")
SEPARATOR = Text("、", "; ")


def print_review(answer: Record, *, is_all: bool, language: Language) -> None:
    """The gravest findings first; what does not apply is counted, or listed with `is_all`."""

    def say(text: Text, **values: object) -> str:
        return _in(text.format(**values) if values else text, language)

    findings = _by_severity(answer["findings"])
    shown = [one for one in findings if is_all or one["outcome"] != "NOT_APPLICABLE"]
    print_table(
        _title(answer, language),
        [say(column) for column in COLUMNS],
        [_row(finding, language) for finding in shown],
    )
    if len(shown) < len(findings):
        click.echo(say(NOT_SHOWN, count=len(findings) - len(shown)))
    for warning in answer["application"]["warnings"]:
        click.echo(say(WARNING, message=_text(warning["message"])))
    click.echo(say(NOT_CODED, count=len(answer["not_coded"])))
    if notes := answer["plan_health"]:
        unanswered = sum(1 for one in notes if one["answer"] is None)
        click.echo(say(PLAN_HEALTH, count=len(notes), open=unanswered))
    if answer["is_demo"]:
        click.echo(say(DEMO))
    click.echo(say(CONCLUSION, conclusion=_conclusion(answer)))
    click.echo(say(RECEIPT, receipt=answer["receipt"] or NOT_STORED))


def _in(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en


def _text(pair: Record) -> Text:
    return Text(pair["zh"], pair["en"])


def _title(answer: Record, language: Language) -> str:
    from kuangtu.codes.minerals import by_code

    application = answer["application"]
    parts = (
        application["name"],
        f"{application['kind'][language]}·{application['act'][language]}",
        _in(by_code(application["mineral_code"]).label, language),
        _in(AREA.format(area=answer["area_km2"]), language),
        _in(BY_RULES_OF.format(day=answer["judged_on"]), language),
    )
    return "　".join(parts)


def _row(finding: Record, language: Language) -> tuple[str, ...]:
    from kuangtu.conformity.types import Outcome

    said, needs = finding["message"][language], finding["needs"]
    return (
        _in(Outcome(finding["outcome"]).label, language),
        finding["title"][language],
        finding["clause_label"][language],
        f"{said}【{needs[language]}】" if needs else said,
        _in(SEPARATOR, language).join(_in(_data_date(one), language) for one in finding["layers"]),
    )


def _by_severity(findings: list[Record]) -> list[Record]:
    from kuangtu.conformity.findings import SEVERITY

    order = {outcome.value: rank for rank, outcome in enumerate(SEVERITY)}
    return sorted(findings, key=lambda finding: order[finding["outcome"]])


def _data_date(layer: Record) -> Text:
    edition, name = layer["edition"], _text(layer["name"])
    if edition is None:
        return MISSING.format(layer=name)
    return DATED.format(layer=name, day=edition["dated_on"] or DAY_UNKNOWN)


def _conclusion(answer: Record) -> Text:
    from kuangtu.conformity.types import Conclusion

    return Conclusion(answer["conclusion_code"]).label
