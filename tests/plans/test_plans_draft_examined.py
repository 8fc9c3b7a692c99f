# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A folder drafted from a document, examined beside it and alone, is not told to differ from it."""

import pytest

from kuangtu.cli.plan_health import findings_of, read_case
from kuangtu.plans.document.reading import read_document
from kuangtu.plans.drafting.drafting import draft_of
from kuangtu.plans.drafting.writing import write_draft

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n\n第一章 现状\n\n"
ZONES = "| 名称 | 面积（平方千米） |\n| --- | --- |\n| 东沟 | 12.5 |\n| 西岭 | 7.5 |\n"
MINES = "| 矿种 | 矿山（座） |\n| --- | --- |\n| 铁 | 3 |\n| 萤石 | 2 |\n"


def drafted_from(document, folder):
    write_draft(draft_of(read_document(document)), folder)
    return folder


def told(folder, document=None):
    case, contradicted = read_case(folder, document)
    return [one.message.zh for one in contradicted + findings_of(case)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (f"表一 矿区\n\n{ZONES}\n表二 矿山\n\n{MINES}", "二"),
        (f"附表一 矿区\n\n{ZONES}\n附表二 矿山\n\n{MINES}", "二"),
        (f"专栏1 矿区\n\n{ZONES}\n表1 矿山\n\n{MINES}", "表1"),
        (f"矿区如下。\n\n{ZONES}\n矿山如下。\n\n{MINES}", "表_2"),
        (f"{ZONES}\n*表1 矿区*\n\n矿山如下。\n\n{MINES}\n*表2 矿山。数至2020年末。*\n", "2"),
    ],
    ids=["numbered in words", "annexed", "boxes and tables", "without headings", "headed below"],
)
def test_a_draft_holds_the_tables_of_its_document_however_they_are_headed(tmp_path, words, number):
    document = tmp_path / "plan.md"
    document.write_text(HEAD + words, "utf-8")
    folder = drafted_from(document, tmp_path / "990301-2021")
    last = (folder / "tables/index.csv").read_text("utf-8").splitlines()[-1]

    assert last.partition(",")[0] == number
    assert told(folder, document) == []
    assert told(folder) == []


def test_a_cell_of_a_table_without_a_number_is_held_against_the_folder_too(tmp_path):
    document = tmp_path / "plan.md"
    document.write_text(f"{HEAD}矿区如下。\n\n{ZONES}\n矿山如下。\n\n{MINES}", "utf-8")
    folder = drafted_from(document, tmp_path / "990301-2021")
    document.write_text(document.read_text("utf-8").replace("西岭", "西峪"), "utf-8")

    assert told(folder, document) == ["第3行第1列：文件夹作“西岭”，文本作“西峪”"]


@pytest.mark.parametrize(
    "row",
    [
        "矿井水利用率 | % | 82 | ≥90",
        "石料产量 | 万吨 | 800 | ≤1 000",
        "废弃矿山 | 处 | 40 | 30以内",
    ],
    ids=["the number of another thing", "a gap in a number", "a word that the prose has not"],
)
def test_a_goal_of_a_table_is_held_against_the_table_alone(tmp_path, row):
    document = tmp_path / "plan.md"
    table = f"| 指标 | 单位 | 2020年 | 2025年 |\n| --- | --- | --- | --- |\n| {row} |\n"
    words = "到2025年，矿业产值达到90亿元，投入30亿元。\n\n表1 规划指标\n\n"
    document.write_text(f"{HEAD}{words}{table}", "utf-8")

    assert told(drafted_from(document, tmp_path / "990301-2021"), document) == []


def test_a_goal_that_is_printed_in_words_is_printed(tmp_path):
    document = tmp_path / "plan.md"
    document.write_text(f"{HEAD}到2025年，修复废弃矿山十二处。\n", "utf-8")
    folder = drafted_from(document, tmp_path / "990301-2021")
    with (folder / "goals.csv").open("a", encoding="utf-8") as file:
        file.write("S01,第一章,修复废弃矿山,mines restored,GOAL,>=,12,,处,,,,,2025,未注明,,,,,,\n")

    assert told(folder, document) == []


@pytest.mark.parametrize(("mineral", "is_told"), [("钨", False), ("铜", True)])
def test_in_a_folder_alone_only_minerals_with_a_total_may_be_restricted_and_key(
    tmp_path, mineral, is_told
):
    document = tmp_path / "plan.md"
    words = (
        f"第二章 布局\n\n第一条 重点开采{mineral}矿、萤石。\n\n第二条 限制开采{mineral}矿、石膏。\n"
    )
    document.write_text(HEAD + words, "utf-8")
    folder = drafted_from(document, tmp_path / "990301-2021")

    assert any("限制" in one for one in told(folder)) == is_told
