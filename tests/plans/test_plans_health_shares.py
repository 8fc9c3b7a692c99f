# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shares of the prose: every reading is tried first, and only what none gives is told. 占比。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.reading.amounts import core_of, measure_of, names_in_order
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.shares.share_rates import rates_fit_what_was_done
from kuangtu.plans.health.shares.share_rows import shares_in_brackets, shares_in_order_fit
from kuangtu.plans.health.shares.shares import shares_fit_their_bases
from kuangtu.plans.health.sums.wholes import columns_are_within_their_wholes

CHECKS = (
    shares_fit_their_bases,
    rates_fit_what_was_done,
    shares_in_order_fit,
    shares_in_brackets,
    columns_are_within_their_wholes,
)
HEAD = "青湾县矿产资源总体规划（2021—2025年）\n一、现状\n青湾县辖区面积2000平方千米。\n"
# What is right, and what a slip makes of it.
SHARES = (
    ("全县发现矿产40种，约为全国173种的23.1%，占全省125种的32.0%。", "32.0", "23.0"),
    ("矿山60个，其中大型6个、中型12个、小型42个，大中型占30.0%。", "30.0", "36.0"),
    ("全县采矿权60个，大、中、小型依次为6个、12个、42个，大中型比例30.0%。", "30.0", "33.0"),
    ("有轻稀土4500吨、重稀土5500吨，共10000吨，后者占55.0%。", "55.0", "45.0"),
    ("总投资8000万元，其中财政资金3000万元，社会资金5000万元，财政资金占37.5%。", "37.5", "60.0"),
    ("投资共8000万元。修复工程2项，面积90公顷，投资2000万元，占总投资的25.0%。", "25.0", "52.0"),
    ("湿地200平方千米，占县域面积的10.0%；林地300平方千米，占15.0%。", "占15.0", "占51.0"),
    ("50个采矿权里，砂石矿山占到20个，比例高达40.0%。", "40.0", "44.0"),
    ("磷矿保有8亿吨。北山矿区保有6亿吨，接近全县磷矿保有量的八成（75.0%）。", "75.0", "57.0"),
    ("煤炭产量300万吨、铁矿产量200万吨，共500万吨，仅煤炭一项就占60.0%。", "60.0", "66.0"),
    ("建成绿色矿山9座，其中国家级2座、省级7座，占采矿权总数60个的15.0%。", "15.0", "51.0"),
    ("历史遗留矿山500公顷，已治理200公顷，治理率40.0%。", "40.0", "60.4"),
    ("1∶5万区域地质调查1500平方千米，覆盖率75.0%。", "75.0", "57.0"),
    ("城镇人口12万人，乡村人口18万人，常住人口共30万人，城镇人口占40.0%。", "40.0", "44.0"),
    ("新增磷矿5230万吨，为5000万吨目标的104.6%。", "104.6", "140.6"),
    ("江南省已发现矿产125种，全县已发现40种，全县占32.0%。", "占32.0", "占23.0"),
    ("省级财政400万元、县级财政600万元，分别占40.0%、60.0%。", "40.0", "42.0"),
    ("财政资金600万元（占60.0%）、企业自筹400万元（占40.0%）。", "占40.0", "占48.0"),
)
BY_TABLE = """\
专栏1 2020年矿山情况（单位：个）
矿种	大型	中型	小型	合计
磷矿	2	4	4	10
砂石	1	2	17	20
合计	3	6	21	30
"""
TABLES = (
    ("小型矿山占矿山总数的70.0%。", "70.0", "77.0"),
    ("砂石矿山20个，小型占了85.0%。", "85.0", "58.0"),
)


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    case = Case(read_document(path))
    return [one.message.zh for check in CHECKS for one in check(case)]


@pytest.mark.parametrize(("sentence", "right", "wrong"), SHARES)
def test_a_share_that_a_reading_gives_is_silent_and_a_slip_is_told(
    tmp_path, sentence, right, wrong
):
    assert told(tmp_path, sentence) == []
    assert len(told(tmp_path, sentence.replace(right, wrong))) == 1


@pytest.mark.parametrize(("sentence", "right", "wrong"), TABLES)
def test_a_share_of_what_only_a_table_counts_is_held_against_the_table(
    tmp_path, sentence, right, wrong
):
    assert told(tmp_path, BY_TABLE + sentence) == []
    assert len(told(tmp_path, BY_TABLE + sentence.replace(right, wrong))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "全县发现矿产40种，占全国的23.1%。",
        "全县矿山60个。磷矿平均品位24.6%，选矿回收率82.5%。",
        "到2025年，矿业总产值70亿元，年均增长8.4%；大中型矿山比例不低于60%。",
        "磷矿保有资源量800万吨，居全省第二，占全州的35.0%。",
        "金矿矿山15个，其中7个集中在北山，超过全县的三分之一。",
    ],
)
def test_a_percentage_without_a_base_in_the_document_is_not_judged(tmp_path, sentence):
    assert told(tmp_path, sentence) == []


def test_a_part_that_is_more_than_what_it_is_a_share_of_is_told_with_its_share(tmp_path):
    sentence = "从业人员6840人，采矿环节7515人，选矿环节2325人，前者占从业人员总数的66.0%。"

    assert told(tmp_path, sentence) == ["7515人 占 6840人 为 109.9%，文中印作 66.0%"]


def test_reserves_of_a_table_are_within_the_resources_of_their_row(tmp_path):
    table = "专栏1 资源量\n矿种\t单位\t资源量\t储量\n磷矿\t万吨\t800\t300\n煤\t万吨\t90\t45\n"

    assert told(tmp_path, table) == []
    assert told(tmp_path, table.replace("\t45", "\t450")) == ["“储量” 450 大于 “资源量” 90"]


def test_words_are_cut_to_what_they_are_of_and_how_much_of_it():
    assert core_of("2020年底全县重晶石保有资源量") == "重晶石"
    assert measure_of("全县矿业总产值") == "总产值"
    assert names_in_order("大、中、小型") == ["大型", "中型", "小型"]
