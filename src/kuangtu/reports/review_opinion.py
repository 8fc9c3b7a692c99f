# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The opinion on a review as the office files it. 规划符合性审查意见。

Made from the receipt alone, so that the document says what was stored and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kuangtu.conformity.findings import SEVERITY
from kuangtu.conformity.types import Outcome
from kuangtu.plans.types import Confidence
from kuangtu.reports.typesetting import (
    add_heading,
    add_page_numbers,
    add_paragraph,
    add_table,
    add_title,
    content_of,
    new_document,
)

TITLE = "规划符合性审查意见"
DEMO = "演示数据：本意见读取了虚构的演示台账，不得作为审批依据"
NUMERALS = "一二三四五六七八九十"
ACCOUNTS = {
    "MINE_COUNT": "矿山数量",
    "ANNUAL_OUTPUT": "年开采总量",
    "LARGE_MEDIUM_SHARE": "大中型矿山比例",
}
WHOLE_MM = 160

Record = Mapping[str, Any]


def review_opinion(
    receipt: Record, *, number: str, sha256: str, made_on: str, actor: str = ""
) -> bytes:
    """The .docx of a receipt. 审查意见书。

    `number` is empty for a review that was not stored; the document then says so.
    """
    document = new_document(f"{TITLE} {number}".strip())
    add_title(document, TITLE)
    if receipt["is_demo"]:
        add_paragraph(document, DEMO, is_centered=True, is_bold=True, is_red=True)
    add_paragraph(document, _number_line(number, made_on), is_centered=True)
    _facts(document, receipt)
    for numeral, (heading, write) in zip(NUMERALS, SECTIONS, strict=False):
        add_heading(document, f"{numeral}、{heading}")
        write(document, receipt)
    _signatures(document, number=number, sha256=sha256, actor=actor)
    add_page_numbers(document, number or "未存档")
    return content_of(document)


def _number_line(number: str, made_on: str) -> str:
    return f"回执编号 {number}　审查完成 {made_on}" if number else f"未存档　审查完成 {made_on}"


def _facts(document: Any, receipt: Record) -> None:
    application = receipt["application"]
    plans = [folder for folder in receipt["folders"] if folder["kind"] == "PLAN"]
    stated = application["stated_area_km2"]
    rows = [
        ("申请项目", application["name"]),
        ("申请人", application["applicant"]),
        ("申请事项", f"{application['kind']['zh']} · {application['act']['zh']}"),
        ("矿种", f"{application['mineral']}（{application['mineral_code']}）"),
        ("生产规模", application["capacity"] or "未填写"),
        ("申请日期", application["applied_on"]),
        ("按哪一日的规则审查", receipt["judged_on"]),
        ("计算面积", f"{application['area_km2']} 平方千米（TD/T 1055 附录 D 椭球面积）"),
        ("申报面积", f"{stated} 平方千米" if stated else "未填写"),
        ("坐标系", f"{application['crs']}；{application['crs_how']['zh']}"),
        ("适用规划", "；".join(_plan_line(plan) for plan in plans) or "没有已装载的规划"),
    ]
    add_table(document, (), rows, widths_mm=(40, WHOLE_MM - 40))


def _plan_line(plan: Record) -> str:
    return f"{plan['title']['zh']}（{_period(plan['period'])}）"


def _period(period: Record) -> str:
    return f"{period['from']} 至 {period['to'] or '现在'}"


def _conclusion(document: Any, receipt: Record) -> None:
    add_paragraph(document, receipt["conclusion"], is_bold=True)
    counts = [
        f"{outcome.label.zh} {count} 项"
        for outcome in SEVERITY
        if (count := sum(one["outcome"] == outcome.value for one in receipt["findings"]))
    ]
    add_paragraph(document, "；".join(counts) + "。")
    for warning in receipt["application"]["warnings"]:
        add_paragraph(document, f"提示：{warning['message']['zh']}")


def _findings(document: Any, receipt: Record) -> None:
    for outcome in SEVERITY:
        found = [one for one in receipt["findings"] if one["outcome"] == outcome.value]
        if not found:
            continue
        add_heading(document, f"{outcome.label.zh}（{len(found)} 项）", level=2)
        if outcome is Outcome.NOT_APPLICABLE:
            rows = [(one["title"]["zh"], _clause(one), one["message"]["zh"]) for one in found]
            columns, widths = ("审查内容", "依据", "原因"), (45, 40, 75)
            add_table(document, columns, rows, widths_mm=widths)
            continue
        add_table(
            document,
            ("审查内容", "依据", "意见", "需要", "数据日期"),
            [_finding_row(one) for one in found],
            widths_mm=(30, 34, 46, 28, 22),
        )


def _clause(finding: Record) -> str:
    return "\n".join(part for part in (finding["clause_label"]["zh"], finding["rule"]) if part)


def _finding_row(finding: Record) -> tuple[str, ...]:
    needs = finding["needs"]
    return (
        finding["title"]["zh"],
        _clause(finding),
        finding["message"]["zh"],
        needs["zh"] if needs else "",
        "\n".join(_data_date(layer) for layer in finding["layers"]) or "—",
    )


def _data_date(layer: Record) -> str:
    edition = layer["edition"]
    if edition is None:
        return f"{layer['name']['zh']}：缺"
    return f"{layer['name']['zh']}：{edition['dated_on'] or '日期不详'}"


def _accounts(document: Any, receipt: Record) -> None:
    rows = [
        (
            ACCOUNTS.get(one["account"], one["account"]),
            f"{one['comparison']} {one['limit']} {one['unit']}",
            _amount(one["now"], one["unit"]),
            _amount(one["after"], one["unit"]),
            one["read_on"],
        )
        for one in receipt["accounts"]
    ]
    if not rows:
        add_paragraph(document, "没有读到指标账户。")
        return
    columns = ("指标", "控制数", "当日", "加上本申请", "读取日")
    add_table(document, columns, rows, widths_mm=(36, 36, 32, 32, 24))


def _amount(value: str | None, unit: str) -> str:
    return f"{value} {unit}" if value is not None else "缺数据"


def _editions(document: Any, receipt: Record) -> None:
    rows = [_edition_row(layer) for layer in receipt["layers"]]
    columns = ("图层", "版本", "数据日期", "来源与质量", "SHA-256 / 提供单位")
    if rows:
        add_table(document, columns, rows, widths_mm=(30, 14, 22, 34, 60))
    folders = [
        (one["title"]["zh"], _period(one["period"]), one["sha256"]) for one in receipt["folders"]
    ]
    add_table(document, ("规划与规范", "期间", "SHA-256"), folders, widths_mm=(60, 40, 60))
    rights = receipt["rights"]
    add_paragraph(
        document,
        f"矿业权台账：截至 {rights['dated_on']}。" if rights else "矿业权台账：没有数据。",
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
        ("重叠面积允许误差", f"{receipt['tolerances']['overlap_tolerance_m2']} m²", "全部重叠判断")
    ]
    rows += [
        (parameter["name"], f"{parameter['value']} {parameter['unit']}", rule["code"])
        for rule in receipt["rules"]
        for parameter in rule["parameters"]
        if "tolerance" in parameter["name"]
    ]
    add_table(document, ("参数", "取值", "用于"), rows, widths_mm=(60, 50, 50))
    unverified = list(_unverified(receipt["rules"]))
    if unverified:
        add_paragraph(document, "下列参数未经原文核实，采用时应当确认：")
        columns = ("规则", "参数", "取值", "来源")
        add_table(document, columns, unverified, widths_mm=(36, 40, 34, 50))


def _unverified(rules: Iterable[Record]) -> Iterable[Sequence[str]]:
    for rule in rules:
        for one in rule["parameters"]:
            if not Confidence(one["confidence"]).is_verified and not one["set_by"]:
                yield (
                    rule["code"],
                    one["name"],
                    f"{one['value']} {one['unit']}".strip(),
                    f"{one['source']}（{Confidence(one['confidence']).label.zh}）",
                )


def _not_coded(document: Any, receipt: Record) -> None:
    add_paragraph(document, f"下列 {len(receipt['not_coded'])} 条未编成规则，须由人工把握：")
    rows = [
        (
            f"{one['folder_title']['zh']} {one['clause']}",
            one["heading"]["zh"],
            one["kind_zh"],
            one["reason"]["zh"],
        )
        for one in receipt["not_coded"]
    ]
    add_table(document, ("条款", "内容", "性质", "未编码原因"), rows, widths_mm=(38, 46, 20, 56))
    not_applied = [
        (
            one["rule"],
            one["title"]["zh"],
            _period(one["period"]),
        )
        for one in receipt["not_applied"]
    ]
    if not_applied:
        add_paragraph(document, "下列规则在审查所依日期不在有效期内，未适用：")
        add_table(document, ("规则", "内容", "有效期"), not_applied, widths_mm=(40, 70, 50))


SECTIONS = (
    ("审查结论", _conclusion),
    ("逐项意见", _findings),
    ("控制指标", _accounts),
    ("依据的数据与版本", _editions),
    ("允许误差与参数", _tolerances),
    ("未编码条款", _not_coded),
)


def _signatures(document: Any, *, number: str, sha256: str, actor: str) -> None:
    add_heading(document, "签署")
    rows = [
        ("审查人", actor, "日期", ""),
        ("复核人", "", "日期", ""),
        ("单位（盖章）", "", "日期", ""),
    ]
    add_table(document, (), rows, widths_mm=(30, 60, 20, 50), row_height_mm=12)
    if number:
        add_paragraph(document, f"回执 {number}")
        add_paragraph(document, f"SHA-256 {sha256}")
        add_paragraph(document, f"重算核对：kuangtu replay {number}")
    else:
        add_paragraph(document, "本次审查未存档，没有回执，不能重算核对。", is_red=True)
