# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a document says of itself: title, period, years and authority in the forms they have."""

import pytest

from kuangtu.plans.document.types import Document, Paragraph
from kuangtu.plans.drafting.identity import identity_of

TITLE = "石岗县矿产资源总体规划（2021—2025年）"


def identity_in(*lines):
    paragraphs = [Paragraph(words, line, "", line) for line, words in enumerate(lines, 1)]
    return identity_of(Document("plan.txt", tuple(paragraphs)))


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("石岗县矿产资源规划文本（2021—2025年）", "石岗县矿产资源规划（2021—2025年）"),
        ("石岗县“十五五”矿产资源总体规划", "石岗县矿产资源总体规划（2026—2030年）"),
        ("甘肃省石岗县矿产资源总体规划（2021～2025年）", f"甘肃省{TITLE}"),
    ],
)
def test_a_title_keeps_its_words_and_gains_its_period(printed, title):
    assert identity_in(printed, "一、总则").title == title


@pytest.mark.parametrize(
    "words",
    [
        "规划期自2021年1月1日起至2025年12月31日止。",
        "规划期从2021年起，至2025年止。",
        "规划期限：2021年至2025年。",
    ],
)
def test_a_period_may_be_told_by_its_days(words):
    one = identity_in("石岗县矿产资源总体规划", words)

    assert (one.first.value, one.last.value) == ("2021", "2025")


@pytest.mark.parametrize(
    "words",
    [
        "规划以2020年为基期，2035年为远景展望年。",
        "基准年、目标年和展望年依次为2020年、2025年和2035年。",
        "各项现状数据以2020年12月31日为准，远期到2035年。",
        "现状数据截至2020年，2024年展望农业，并对2035年作出展望。",
    ],
)
def test_base_and_outlook_are_read_and_the_outlook_lies_after_the_period(words):
    one = identity_in(TITLE, words)

    assert (one.base.value, one.outlook.value) == ("2020", "2035")


@pytest.mark.parametrize(
    ("words", "authority"),
    [
        ("规划经东平市人民政府批准后由县人民政府公布。", "石岗县人民政府"),
        ("规划经批准后由石岗县人民政府发布实施。", "石岗县人民政府"),
        ("规划由东平市人民政府批准后实施。", "东平市人民政府"),
        ("县人民政府向社会公布执行情况。", ""),
    ],
)
def test_the_authority_is_who_issues_the_plan_else_who_approves_it(words, authority):
    assert identity_in(TITLE, words).authority.value == authority


def test_a_known_county_is_found_behind_what_it_lies_in():
    one = identity_in("甘肃省酒泉市瓜州县矿产资源总体规划（2021—2025年）", "由县人民政府发布实施。")

    assert (one.adcode, one.short_title) == ("620922", "瓜州规划")
    assert one.authority.value == "瓜州县人民政府"
