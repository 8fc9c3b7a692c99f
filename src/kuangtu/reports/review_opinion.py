# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The opinion on a review as the office files it. 规划符合性审查意见。

Made from the receipt alone, so that the document says what was stored and nothing else: the
conclusion first, then the application, what stands against it, and the signatures. What merely
proves it stands in annexes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kuangtu.conformity.findings import SEVERITY
from kuangtu.conformity.types import Outcome
from kuangtu.conformity.withholding import note_of
from kuangtu.reports.opinion_annexes import ANNEXES
from kuangtu.reports.opinion_words import (
    amount,
    clause,
    comparison,
    data_dates,
    message,
    period,
    with_unit,
)
from kuangtu.reports.typesetting import (
    add_heading,
    add_page_break,
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
# What somebody has to act on; whatever conforms or does not apply is in an annex.
OPEN = tuple(one for one in SEVERITY if one not in (Outcome.PASS, Outcome.NOT_APPLICABLE))
WHOLE_MM = 160
CONCLUSION_PT = 16

Record = Mapping[str, Any]


def review_opinion(
    receipt: Record, *, number: str, sha256: str, made_on: str, actor: str = ""
) -> bytes:
    """The .docx of a receipt. 审查意见书。

    `number` is empty for a review that was not stored; the document then says so. Of a receipt
    with parts withheld it is an extract, which nobody signs.
    """
    withheld = note_of(receipt, is_kept=bool(number))
    title = f"{TITLE}（节略）" if withheld else TITLE
    document = new_document(f"{title} {number}".strip())
    add_title(document, title)
    if withheld:
        add_paragraph(document, withheld.zh, is_red=True)
    if receipt["is_demo"]:
        add_paragraph(document, DEMO, is_centered=True, is_bold=True, is_red=True)
    add_paragraph(document, _number_line(number, made_on), is_centered=True)
    for numeral, (heading, write) in zip(NUMERALS, SECTIONS, strict=False):
        add_heading(document, f"{numeral}、{heading}")
        write(document, receipt)
    if withheld:
        _extract(document, number=number, sha256=sha256)
    else:
        _signatures(document, number=number, sha256=sha256, actor=actor)
    add_page_break(document)
    for numeral, (heading, write) in zip(NUMERALS, ANNEXES, strict=False):
        add_heading(document, f"附件{numeral}　{heading}")
        write(document, receipt)
    add_page_numbers(document, number or "未存档")
    return content_of(document)


def _number_line(number: str, made_on: str) -> str:
    return f"回执编号 {number}　审查完成 {made_on}" if number else f"未存档　审查完成 {made_on}"


def _conclusion(document: Any, receipt: Record) -> None:
    add_paragraph(document, receipt["conclusion"], is_bold=True, points=CONCLUSION_PT)
    counts = [
        f"{outcome.label.zh} {count} 项"
        for outcome in SEVERITY
        if (count := sum(one["outcome"] == outcome.value for one in receipt["findings"]))
    ]
    add_paragraph(document, "；".join(counts) + "。")
    for warning in receipt["application"]["warnings"]:
        add_paragraph(document, f"提示：{warning['message']['zh']}")


def _application(document: Any, receipt: Record) -> None:
    application = receipt["application"]
    plans = [folder for folder in receipt["folders"] if folder["kind"] == "PLAN"]
    stated = application["stated_area_km2"]
    rows = [
        ("申请项目", application["name"]),
        ("申请人", application["applicant"]),
        ("申请事项", f"{application['kind']['zh']} · {application['act']['zh']}"),
        ("矿种", _minerals(application)),
        ("生产规模", amount(application["capacity"]) if application["capacity"] else "未填写"),
        ("申请日期", application["applied_on"]),
        ("审查所依日期", receipt["judged_on"]),
        ("计算面积", f"{application['area_km2']} 平方千米（TD/T 1055 附录 D 椭球面积）"),
        ("申报面积", f"{stated} 平方千米" if stated else "未填写"),
        ("坐标系", f"{application['crs']}；{application['crs_how']['zh']}"),
        ("适用规划", "；".join(_plan_line(plan) for plan in plans) or "没有已装载的规划"),
    ]
    add_table(document, (), rows, widths_mm=(32, WHOLE_MM - 32))


def _minerals(application: Record) -> str:
    main = f"{application['mineral']}（{application['mineral_code']}）"
    others = application["other_minerals"]
    return f"{main}；共伴生 {'、'.join(others)}" if others else main


def _plan_line(plan: Record) -> str:
    return f"{plan['title']['zh']}（{period(plan['period'])}）"


def _findings(document: Any, receipt: Record) -> None:
    shown = 0
    for outcome in OPEN:
        found = [one for one in receipt["findings"] if one["outcome"] == outcome.value]
        shown += len(found)
        if not found:
            continue
        add_heading(document, f"{outcome.label.zh}（{len(found)} 项）", level=2)
        add_table(
            document,
            ("审查内容", "依据", "意见", "需要", "数据日期"),
            [_finding_row(one, receipt) for one in found],
            widths_mm=(28, 32, 44, 34, 22),
        )
    if not shown:
        add_paragraph(document, "没有不符合、缺数据、附条件或需人工裁量的事项。")
    add_paragraph(document, "符合和不适用的事项见附件一。")


def _finding_row(finding: Record, receipt: Record) -> tuple[str, ...]:
    needs = finding["needs"]
    return (
        finding["title"]["zh"],
        clause(finding),
        message(finding, receipt),
        needs["zh"] if needs else "—",
        data_dates(finding),
    )


def _accounts(document: Any, receipt: Record) -> None:
    rows = [
        (
            ACCOUNTS.get(one["account"], one["account"]),
            f"{comparison(one['comparison'])} {with_unit(one['limit'], one['unit'])}",
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
    return with_unit(value, unit) if value is not None else "缺数据"


SECTIONS = (
    ("审查结论", _conclusion),
    ("申请情况", _application),
    ("逐项意见", _findings),
    ("控制指标", _accounts),
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
        add_paragraph(document, f"SHA-256 {sha256}", points=9)
        add_paragraph(document, f"重算核对：kuangtu replay {number}", points=9)
    else:
        add_paragraph(document, "本次审查未存档，没有回执，不能重算核对。", is_red=True)


def _extract(document: Any, *, number: str, sha256: str) -> None:
    """In place of the signatures: what the hash is of, and who can check it."""
    add_heading(document, "说明")
    add_paragraph(document, "本件是节略，不作签署；全文由有权限的人员出具。")
    if number:
        add_paragraph(document, f"回执 {number}")
        add_paragraph(document, f"回执全文的 SHA-256 {sha256}", points=9)
