# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the Word opinion: what it says, in which type, and that it is repeatable."""

import io
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn

from conformity.review_builders import (
    a_basis,
    a_binding,
    a_plan,
    a_rule,
    an_application,
    rules_of_every_outcome,
)
from kuangtu.conformity.engine import judge
from kuangtu.conformity.receipts import receipt_of
from kuangtu.conformity.types import Outcome
from kuangtu.core.text import Text, same
from kuangtu.layers.types import EditionReference, LayerReading
from kuangtu.plans.types import Account, Comparison
from kuangtu.reports.review_opinion import DEMO, review_opinion
from kuangtu.rights.types import AccountReading, RightsReading

SHA256 = "d" * 64


def a_receipt(**basis_changes):
    edition = EditionReference("railways", 2, "c" * 64, date(2022, 5, 1), "示例来源", "审批")
    layers = {
        "railways": LayerReading("railways", same("铁路"), edition, "铁路局"),
        "redline": LayerReading("redline", same("生态保护红线"), None, "自然资源厅"),
    }
    quota = AccountReading(
        Account.MINE_COUNT,
        "G-1",
        Comparison.AT_MOST,
        Decimal(50),
        "个",
        Decimal(53),
        None,
        date(2023, 6, 1),
    )
    rules = rules_of_every_outcome() | {
        "redline": a_rule(
            "redline",
            Outcome.UNDECIDED,
            layers=("railways", "redline"),
            needs=Text("提供图层", "supply the layer"),
        )
    }
    checks = [*rules_of_every_outcome(), "redline"]
    bindings = [a_binding(f"T-{n}", check) for n, check in enumerate(checks, start=1)]
    changes = {"layers": layers, "accounts": {Account.MINE_COUNT: quota}} | basis_changes
    return receipt_of(judge(an_application(), a_basis(a_plan(*bindings), **changes), rules=rules))


def an_opinion(receipt=None, number="KT-2026-000001"):
    content = review_opinion(
        receipt or a_receipt(), number=number, sha256=SHA256, made_on="2026-11-23", actor="审查员"
    )
    return Document(io.BytesIO(content))


def words_of(document):
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(paragraphs + cells)


def test_the_opinion_states_conclusion_receipt_and_hash():
    words = words_of(an_opinion())

    assert [part in words for part in ("不符合", "KT-2026-000001", SHA256)] == [True] * 3


def test_the_conclusion_comes_first_and_the_proof_in_annexes():
    headings = [p.text for p in an_opinion().paragraphs if p.style.name == "Heading 1"]

    assert headings == [
        "一、审查结论",
        "二、申请情况",
        "三、逐项意见",
        "四、控制指标",
        "签署",
        "附件一　符合和不适用的事项",
        "附件二　依据的数据与版本",
        "附件三　容差与未核实的数值",
        "附件四　未适用的规则",
        "附件五　未编码条款",
    ]


def test_clauses_not_coded_run_in_two_columns_each_under_its_part_and_reason():
    document = an_opinion()

    columns = [section._sectPr.find(qn("w:cols")) for section in document.sections]
    assert [one.get(qn("w:num")) for one in columns] == [None, "2", "1"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    at = texts.index("示例规划 第一部分（1 条）")
    assert texts[at + 1] == "【措施】不涉及单个申请：一2 宣传。"


def test_only_figures_are_listed_as_unverified_and_in_words():
    record = a_receipt()
    given = [
        ("layer", "highway", ""),
        ("attribute", "grade", ""),
        ("distances_m", {"NATIONAL": 100, "TOWNSHIP": 50}, "m"),
        ("minerals", ["铜", "铅"], ""),
        ("kinds", ["采矿权"], ""),
    ]
    record["rules"][0]["parameters"] = [a_parameter(*one) for one in given]

    rows = [
        [cell.text for cell in row.cells]
        for table in an_opinion(record).tables
        for row in table.rows
        if len(row.cells) == 4
    ]

    assert [row[1:] for row in rows if row[0] == "规则T-1　T-1"] == [
        ["分类距离", "国道 100、乡道 50 m", "示例（未核实）"],
        ["矿种范围", "铜、铅", "示例（未核实）"],
    ]


def a_parameter(name, value, unit):
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "source": "示例",
        "confidence": "G",
        "set_by": "",
        "folder_value": None,
    }


def test_findings_stand_under_their_outcome_from_the_worst_to_the_mildest():
    headings = [p.text for p in an_opinion().paragraphs if p.style.name == "Heading 2"]

    assert headings == [
        "不符合（1 项）",
        "缺数据（2 项）",
        "附条件（1 项）",
        "需人工裁量（1 项）",
        "符合（1 项）",
        "不适用（1 项）",
    ]


def test_a_finding_shows_clause_needs_and_data_date_and_names_the_missing_layer():
    rows = [
        [cell.text for cell in row.cells] for table in an_opinion().tables for row in table.rows
    ]

    (row,) = [row for row in rows if row[0] == "规则T-7"]
    assert row == [
        "规则T-7",
        "示例规划 一1\nT-7",
        "redline T-7",
        "提供图层",
        "铁路：2022-05-01\n生态保护红线：缺",
    ]


def test_editions_hashes_quotas_and_clauses_not_coded_are_printed():
    words = words_of(an_opinion())

    wanted = (
        "0.01 m",
        "1.0 m²",
        "c" * 64,
        "a" * 64,
        "应由自然资源厅提供",
        "不超过 50 个",
        "53 个",
        "不涉及单个申请",
    )
    assert [part for part in wanted if part not in words] == []


def test_text_is_set_in_chinese_fonts_with_fallbacks():
    document = an_opinion()

    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋"
    (table,) = [p for p in document.part.package.iter_parts() if "fontTable" in p.partname]
    assert 'w:altName w:val="FangSong"' in table.blob.decode()


@pytest.mark.parametrize("is_demo", [True, False])
def test_demo_data_is_announced_and_only_demo_data(is_demo):
    reading = RightsReading(date(2023, 6, 1), is_demo=is_demo)

    words = words_of(an_opinion(a_receipt(rights=reading)))

    assert (DEMO in words) == is_demo


def test_each_page_is_numbered_beside_the_receipts_number():
    footer = an_opinion().sections[0].footer.paragraphs[0]

    assert footer.text == "KT-2026-000001　第  页 共  页"
    assert [e.text for e in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_a_review_that_was_not_stored_says_so():
    words = words_of(an_opinion(number=""))

    assert "没有回执，不能重算核对" in words


def test_the_same_receipt_gives_the_same_file():
    receipt = a_receipt()
    arguments = {"number": "KT-2026-000001", "sha256": SHA256, "made_on": "2026-11-23"}

    assert review_opinion(receipt, **arguments) == review_opinion(receipt, **arguments)
