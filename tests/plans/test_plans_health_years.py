# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Years of projects and of parts that follow one another. 起止年与分段。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.times.phases import spans_of_parts_do_not_overlap
from kuangtu.plans.health.times.project_years import years_are_those_of_the_row

PLAN = """一、勘查
青石县1∶5万矿产地质调查由四幅组成，2021年启动，2023年完成。
表1  勘查项目
名称\t实施年限\t经费（万元）
青石县1∶5万矿产地质调查（四幅）\t2021—2023\t1260
青石县白水地区铁矿普查评价\t2022—2025\t800
二、修复
规划期内治理52公顷，其中2021—2023年治理31公顷，2024—2025年治理21公顷。
"""


def told(tmp_path, old, new):
    assert PLAN.count(old) == 1
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace(old, new), "utf-8")
    case = Case(read_document(path))
    found = [*years_are_those_of_the_row(case), *spans_of_parts_do_not_overlap(case)]
    return [one.message.zh for one in found]


def test_years_that_agree_are_silent(tmp_path):
    assert told(tmp_path, "52公顷", "52公顷") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "2023年完成",
            "2024年完成",
            "文中 2021—2024 年，表1“青石县1∶5万矿产地质调查”为 2021—2023",
            id="project",
        ),
        pytest.param(
            "2024—2025年治理",
            "2023—2025年治理",
            "2021—2023年 与 2023—2025年 重叠",
            id="parts",
        ),
    ],
)
def test_years_that_do_not_agree_are_told(tmp_path, old, new, said):
    assert told(tmp_path, old, new) == [said]


def test_years_are_of_the_project_that_their_own_piece_names(tmp_path):
    words = "2021年启动，2023年完成。"
    other = "2021年启动，2023年完成；青石县白水地区铁矿普查评价2022年启动，2025年完成。"

    assert told(tmp_path, words, other) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("根据《甲省矿产资源总体规划（2021—2025年）》编制。", []),
        ("上轮规划为《甲省矿产资源总体规划（2016—2020年）》。", []),
        (
            "根据《甲省矿产资源总体规划（2012—2025年）》编制。",
            ["“矿产资源总体规划(2012—2025年)”与本规划同至 2025 年止，起始却不是 2021 年"],
        ),
        (
            "第二阶段2204～2025年治理65.4公顷。",
            ["期间 2204～2025年 止于起始之前"],
        ),
        ("钻孔2100～2025米见矿。", []),
    ],
)
def test_spans_of_years_run_forwards_and_plans_above_have_the_same(tmp_path, words, said):
    path = tmp_path / "plan.txt"
    path.write_text(f"石岗县矿产资源总体规划（2021—2025年）\n第一章 总则\n{words}\n", "utf-8")
    found = examine(Case(read_document(path)))

    assert [one.message.zh for one in found] == said


def test_a_title_on_two_lines_tells_the_period_and_spread_cells_are_words(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "石岗县矿产资源总体规划\n（2021～2025 年）\n第一章 目标\n"
        "2022—2024年修复120公顷，2022—2024年治理9处，2022—2024年投入3亿元。\n"
        "到2025年，产值达到9.6亿元。\n表1 目标\n指  标\t单 位\t2025年\n产  值\t亿  元\t9.6\n"
        "矿山数\t个\t8\n",
        "utf-8",
    )
    case = Case(read_document(path))

    assert case.years == (2021, 2025)
    assert case.tables[0].rows[:2] == (("指标", "单位", "2025年"), ("产值", "亿元", "9.6"))
    assert [one.message.zh for one in examine(case)] == []
