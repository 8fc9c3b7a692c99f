# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What proves an opinion, in small print behind it. 审查意见附件。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kuangtu.conformity.types import Outcome
from kuangtu.conformity.withholding import is_withheld
from kuangtu.plans.figures import figure_name
from kuangtu.plans.types import Confidence
from kuangtu.reports.opinion_words import (
    FIGURES,
    clause,
    data_dates,
    figure,
    message,
    period,
    stored_figure,
)
from kuangtu.reports.typesetting import (
    SMALL_PT,
    add_heading,
    add_paragraph,
    add_run_in,
    add_table,
    set_columns,
)

TOLERANCES = {
    "overlap_tolerance_m2": "重叠面积容差",
    "sliver_width_m": "共用边界窄条的最大宽度",
}
SHA256_PT = 6
NO_PART = "总则"
PARTS = "一二三四五六七八九十"

Record = Mapping[str, Any]


def _met(document: Any, receipt: Record) -> None:
    """What conforms, and what does not speak of the application."""
    passed = _of_outcome(receipt, Outcome.PASS)
    if passed:
        add_heading(document, f"{Outcome.PASS.label.zh}（{len(passed)} 项）", level=2)
        add_table(
            document,
            ("审查内容", "依据", "意见", "数据日期"),
            [(*_about(one, receipt), data_dates(one)) for one in passed],
            widths_mm=(38, 40, 52, 30),
            points=SMALL_PT,
        )
    others = _of_outcome(receipt, Outcome.NOT_APPLICABLE)
    if others:
        add_heading(document, f"{Outcome.NOT_APPLICABLE.label.zh}（{len(others)} 项）", level=2)
        add_table(
            document,
            ("审查内容", "依据", "原因"),
            [_about(one, receipt) for one in others],
            widths_mm=(45, 45, 70),
            points=SMALL_PT,
        )


def _of_outcome(receipt: Record, outcome: Outcome) -> list[Record]:
    return [one for one in receipt["findings"] if one["outcome"] == outcome.value]


def _about(finding: Record, receipt: Record) -> tuple[str, str, str]:
    heading = finding["title"]["zh"], clause(finding).replace("\n", "　")
    return *heading, message(finding, receipt)


def _editions(document: Any, receipt: Record) -> None:
    if receipt["layers"]:
        add_table(
            document,
            ("图层", "版本", "数据日期", "来源与质量", "SHA-256 / 提供单位"),
            [_edition_row(layer) for layer in receipt["layers"]],
            widths_mm=(30, 9, 17, 22, 82),
            points=SHA256_PT,
        )
    if is_withheld(receipt):
        add_paragraph(document, "不对您公开的图层，其版本未列出。", points=9)
    folders = [
        (one["title"]["zh"], period(one["period"]), one["sha256"]) for one in receipt["folders"]
    ]
    columns, widths = ("规划与规范", "期间", "SHA-256"), (44, 34, 82)
    add_table(document, columns, folders, widths_mm=widths, points=SHA256_PT)
    rights = receipt["rights"]
    add_paragraph(
        document,
        f"矿业权台账：截至 {rights['dated_on']}。" if rights else "矿业权台账：没有数据。",
        points=9,
    )


def _edition_row(layer: Record) -> tuple[str, ...]:
    edition = layer["edition"]
    name = layer["name"]["zh"]
    if edition is None:
        return (name, "缺", "—", "缺数据", f"应由{layer['provider'] or '有关单位'}提供")
    return (
        name,
        str(edition["number"]),
        edition["dated_on"] or "不详",
        f"{edition['source']}；{edition['quality']}",
        edition["sha256"],
    )


def _tolerances(document: Any, receipt: Record) -> None:
    rows = [
        ("全部重叠判断", TOLERANCES[name], f"{value} {'m²' if name.endswith('_m2') else 'm'}")
        for name, value in receipt["tolerances"].items()
    ]
    rows += [
        (_rule_name(receipt, rule), FIGURES.get(one["name"], one["name"]), figure(rule, one))
        for rule in receipt["rules"]
        for one in rule["parameters"]
        if "tolerance" in one["name"]
    ]
    columns, widths = ("用于", "参数", "取值"), (70, 45, 45)
    add_table(document, columns, rows, widths_mm=widths, points=SMALL_PT)
    answered_for = list(_answered_for(receipt))
    if answered_for:
        add_paragraph(document, "下列数值和范围经本局核实或设定：", points=9)
        columns_of_four, widths_of_four = ("规则", "参数", "取值", "理由或原文"), (48, 24, 40, 48)
        add_table(
            document, columns_of_four, answered_for, widths_mm=widths_of_four, points=SMALL_PT
        )
    unverified = list(_unverified(receipt))
    if unverified:
        add_paragraph(document, "下列数值和范围未经原文核实，采用时应当确认：", points=9)
        columns_of_four, widths_of_four = ("规则", "参数", "取值", "来源"), (48, 24, 40, 48)
        add_table(document, columns_of_four, unverified, widths_mm=widths_of_four, points=SMALL_PT)


def _answered_for(receipt: Record) -> Iterable[Sequence[str]]:
    """Figures that the office itself has verified or set, and from which day on."""
    for folder in receipt["folders"]:
        for one in folder.get("overrides", ()):
            read = f"（{one['read_on']} 核对）" if one.get("read_on") else ""
            yield (
                one["title"]["zh"],
                figure_name(one["parameter"], one["row"]).zh,
                f"{stored_figure(one['value'])}，自 {one['from']}",
                f"{one['reason']}{read}",
            )


def _unverified(receipt: Record) -> Iterable[Sequence[str]]:
    """Figures that nobody has read in their own source, and nobody has set."""
    for rule in receipt["rules"]:
        for one in rule["parameters"]:
            confidence = Confidence(one["confidence"])
            if one["name"] in FIGURES and not confidence.is_verified and not one["set_by"]:
                yield (
                    _rule_name(receipt, rule),
                    FIGURES[one["name"]],
                    figure(rule, one),
                    f"{one['source']}（{confidence.label.zh}）",
                )


def _rule_name(receipt: Record, rule: Record) -> str:
    """A rule by its title, as its finding has it, and its code."""
    titles = {one["rule"]: one["title"]["zh"] for one in receipt["findings"]}
    title = titles.get(rule["code"])
    return f"{title}　{rule['code']}" if title else str(rule["code"])


def _not_coded(document: Any, receipt: Record) -> None:
    """Every clause that no rule codes, run in under its part and its reason, in two columns."""
    count = len(receipt["not_coded"])
    add_paragraph(document, f"下列 {count} 条未编成规则，须由人工把握：", points=9)
    set_columns(document, 2)
    for (folder, part), clauses in _by_part(receipt["not_coded"]).items():
        add_paragraph(document, f"{folder}{part}（{len(clauses)} 条）", is_bold=True, points=9)
        reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in clauses:
            heading = f"{one['clause']} {one['heading']['zh']}"
            reasons[one["kind_zh"], one["reason"]["zh"]].append(heading)
        for (kind, reason), headings in reasons.items():
            add_run_in(document, f"【{kind}】{reason}：", "；".join(headings) + "。")
    set_columns(document, 1)


def _by_part(clauses: Iterable[Record]) -> dict[tuple[str, str], list[Record]]:
    """Clauses by folder, those of a plan also by the part of its text."""
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for one in clauses:
        first = one["clause"][:1]
        part = f" 第{first}部分" if first in PARTS else ""
        if one["clause"].startswith(NO_PART):
            part = f" {NO_PART}"
        found[one["folder_title"]["zh"], part].append(one)
    return found


def _not_applied(document: Any, receipt: Record) -> None:
    rows = [
        (one["title"]["zh"], one["rule"], period(one["period"])) for one in receipt["not_applied"]
    ]
    if not rows:
        add_paragraph(document, "没有。", points=9)
        return
    add_paragraph(document, "下列规则在审查所依日期不在有效期内，未适用：", points=9)
    columns, widths = ("内容", "规则", "有效期"), (80, 40, 40)
    add_table(document, columns, rows, widths_mm=widths, points=SMALL_PT)


ANNEXES = (
    ("符合和不适用的事项", _met),
    ("依据的数据与版本", _editions),
    ("容差与未核实的数值", _tolerances),
    ("未适用的规则", _not_applied),
    ("未编码条款", _not_coded),
)
