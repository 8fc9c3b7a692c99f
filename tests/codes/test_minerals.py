# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals by code, name and printed name. 矿种代码。"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.codes.minerals import (
    by_code,
    is_strategic_on,
    main_minerals,
    mineral,
    mineral_groups,
    minerals,
    minerals_named,
    near_names,
    spelling,
)
from kuangtu.codes.strategic_minerals import strategic_listings
from kuangtu.core.errors import Invalid

# The plan's names and the codes the fact sheet gives for them (facts.md 1.5).
SEED_NAMES = (
    "煤 11001, 煤层气 11005, 地热 17050, 石油 11003, 天然气 11004, 铁 22001, "
    "锰 22002, 铬 22003, 铜 32006, 铅 32007, 锌 32008, 镍 32012, "
    "钴 32013, 钨 32014, 锡 32015, 钼 32017, 锑 32019, 金 42201, "
    "岩金 42201, 砂金 42200, 银 42202, 铌 52301, 钽 52302, 铍 52401, "
    "锂 52402, 铯 52406, 镓 52702, 镉 52707, 铀 12712, 硫铁矿 73070, "
    "磷 75690, 硼 85670, 钾盐 75550, 镁盐 75530, 芒硝 73510, 石墨 83020, "
    "熔炼水晶 83102, 石棉 83260, 云母 83280, 石膏 83520, 萤石(普通) 63701, "
    "玉石 83800, 石榴石 83310, 辉绿岩 84570, 铸石用玄武岩 84551, 冰洲石 83630, "
    "水泥用灰岩 83906, 建筑石料用灰岩 83907, 饰面用灰岩 83908, 制灰用石灰岩 83909, "
    "白云岩 83940, 冶金用白云岩 63941, 石英岩 83950, 冶金用石英岩 63951, "
    "玻璃用石英岩 83952, 脉石英 84030, 砖瓦用黏土 84412, 水泥配料用页岩 84133, "
    "建筑用花岗岩 84711, 饰面用花岗岩 84712, 饰面用大理岩 84911, 建筑用砂 83993, "
    "建筑用片石 84923, 重晶石 73530, 红柱石 63220, 蛭石 83350, 菱镁矿 63640, "
    "方解石 83620, 长石 83290, 滑石 83250, 陶瓷土 84170, 高岭土 84150, "
    "膨润土 84290"
)
PAIRS = [tuple(pair.split(" ")) for pair in SEED_NAMES.split(", ")]


def code_of_refusal(words):
    with pytest.raises(Invalid) as refused:
        mineral(words)
    assert len(refused.value.problems) == 1
    return refused.value.problems[0].code


@pytest.mark.parametrize(("name", "code"), PAIRS, ids=[name for name, _ in PAIRS])
def test_a_name_of_the_plan_leads_to_its_code(name, code):
    assert mineral(name).code == code


def test_no_two_minerals_share_a_code_a_name_or_an_alias():
    names = [
        (spelling(words), one.code)
        for one in minerals()
        for words in (one.code, one.name, one.english, *one.aliases)
    ]

    assert len({name for name, _ in set(names)}) == len(set(names))


def test_every_national_code_has_five_digits_and_no_local_one_has_any():
    odd = [
        one.code
        for one in minerals()
        if not re.fullmatch(r"L-[A-Z-]+" if one.is_local else r"\d{5}", one.code)
    ]

    assert odd == []


def test_the_minerals_without_a_national_code_are_these_four():
    local = [one.name for one in minerals() if one.is_local]

    assert local == ["页岩气", "砂铁", "绿柱石", "钾硝石"]


@given(st.sampled_from(minerals()))
def test_every_mineral_is_found_by_each_of_its_names(one):
    found = {mineral(words) for words in (one.code, one.name, one.english, *one.aliases)}

    assert found == {one}


def test_a_second_code_in_use_leads_to_the_primary_one():
    assert [mineral(code).code for code in ("83951", "83910", "83945")] == [
        "63951",
        "74080",
        "83944",
    ]


@pytest.mark.parametrize("words", ["铜矿", " 铜 ", "铜矿石", "copper", "32006"])
def test_the_word_ore_and_blanks_do_not_matter(words):
    assert mineral(words).code == "32006"


def test_an_unknown_mineral_is_refused_with_near_names():
    with pytest.raises(Invalid) as refused:
        mineral("荧石")

    problem = refused.value.problems[0]
    assert problem.code == "unknown-mineral"
    assert "“荧石”" in problem.text.zh
    assert "“荧石”" in problem.text.en


def test_a_misspelt_name_is_answered_with_the_right_one():
    with pytest.raises(Invalid) as refused:
        mineral("饰面用花岗砾")

    assert "饰面用花岗岩" in refused.value.problems[0].text.zh


def test_a_word_that_means_several_minerals_is_not_decided_here():
    assert [code_of_refusal(words) for words in ("钠盐", "稀土", "饰面石材")] == [
        "ambiguous-mineral"
    ] * 3


def test_nothing_is_no_mineral():
    assert code_of_refusal("") == "unknown-mineral"
    assert code_of_refusal("矿") == "unknown-mineral"


@given(st.text(max_size=12))
def test_any_text_is_either_a_mineral_or_refused_with_one_problem(words):
    try:
        found = mineral(words).code
    except Invalid as refused:
        found = [problem.code for problem in refused.problems]

    assert isinstance(found, str) or found in (["unknown-mineral"], ["ambiguous-mineral"])


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("铅锌", "铅 锌"),
        ("锂、铍", "锂 铍"),
        ("石英岩、脉石英", "石英岩 脉石英"),
        ("钨锡矿", "钨 锡"),
        ("钨（锡）", "钨 锡"),
        ("铜矿;镍矿", "铜 镍"),
        ("铜矿;铅矿;锌矿;锂矿;铍矿", "铜 铅 锌 锂 铍"),
        ("煤（地下/露天）", "煤"),
        ("金(岩金)(地下/露天)", "金"),
        ("钾盐（液态）", "钾盐"),
        ("建筑、医用石膏", "石膏"),
        ("饰面用石料（大理石）", "饰面用大理岩"),
        ("石灰岩（大理岩）", "石灰岩 大理岩"),
        ("硅质原料（脉石英、石英岩）", "脉石英 石英岩"),
        ("锂、铍、铌、钽等金属矿产", "锂 铍 铌 钽"),
        ("铁铅锌铜多金属", "铁 铅 锌 铜 多金属"),
        ("钠盐", "岩盐 湖盐"),
        ("稀土（轻稀土）", "轻稀土"),
        ("萤石矿（普通）", "萤石(普通)"),
        ("金（伴生银）", "金 银"),
        ("铜（含共生）", "铜"),
        ("宝玉石", "宝石 玉石 玛瑙"),
        ("钒钛磁铁矿", "铁 钛 钒"),
        ("钨等特定保护性开采矿产", "钨"),
        ("", ""),
    ],
)
def test_a_printed_name_is_read_as_the_minerals_it_stands_for(printed, names):
    assert [one.name for one in minerals_named(printed)] == names.split()


@pytest.mark.parametrize("printed", ["铅锌铁甲", "铜、甲", "钨（甲）", "甲（乙）", "石英砂岩"])
def test_a_printed_name_with_an_unreadable_part_is_refused(printed):
    with pytest.raises(Invalid) as refused:
        minerals_named(printed)

    assert [problem.code for problem in refused.value.problems] == ["unknown-mineral"]


def test_the_printed_name_of_every_seed_mineral_reads_alone():
    assert [[one.code for one in minerals_named(name)] for name, _ in PAIRS] == [
        [code] for _, code in PAIRS
    ]


def test_twenty_four_names_stand_on_the_strategic_list_of_2016():
    names = [one.name for one in strategic_listings()]

    assert len(names) == 24
    assert len(set(names)) == 24


def test_a_mineral_is_strategic_from_the_day_of_the_list_on():
    days = [date(2016, 11, 28), date(2016, 11, 29), date(2026, 11, 23)]

    assert [is_strategic_on("52402", day) for day in days] == [False, True, True]


def test_rare_earths_are_strategic_and_asbestos_is_not():
    assert [mineral(name).is_strategic for name in ("钕", "重稀土", "石棉", "砂金")] == [
        True,
        True,
        False,
        False,
    ]


def test_every_code_that_a_list_names_exists():
    named = [code for one in strategic_listings() for code in one.codes]
    named += [code for codes in mineral_groups().values() for code in codes]

    assert [code for code in named if by_code(code) is None] == []


def test_facing_stone_is_every_mineral_named_so():
    expected = {one.code for one in minerals() if one.name.startswith("饰面用")}

    assert set(mineral_groups()["饰面石材"]) == expected


@pytest.mark.shared
def test_the_minerals_of_the_real_register_are_known():
    path = Path(__file__).parents[2] / "../shared/data/mining_rights_cn"
    if not path.exists():
        pytest.skip("the real register rows are not at hand")
    with (path / "mnr_exploration_register_2026-09.csv").open(encoding="utf-8-sig") as file:
        written = {row["勘查矿种"] for row in csv.DictReader(file)}

    unread = [words for words in written if not minerals_named(words)]

    assert unread == []


def test_a_compound_name_gives_the_main_mineral_first():
    named = [[one.name for one in main_minerals(words)] for words in ("铅锌", "锂、铍", "钨锡矿")]

    assert named == [["铅", "锌"], ["锂", "铍"], ["钨", "锡"]]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("稀土", "ambiguous-mineral"),
        ("铜、稀土", "ambiguous-mineral"),
        ("荧石", "unknown-mineral"),
        ("", "unknown-mineral"),
    ],
)
def test_a_word_without_a_main_mineral_is_refused(words, code):
    with pytest.raises(Invalid) as refused:
        main_minerals(words)

    assert refused.value.problems[0].code == code


def test_every_collective_word_leaves_a_choice():
    assert [name for name, codes in mineral_groups().items() if len(codes) < 2] == []


def test_sand_gravel_and_clay_are_one_list():
    groups = mineral_groups()

    assert groups["砂石土"] == groups["砂石黏土"]
    assert set(groups["普通建筑用砂石黏土"]) < set(groups["砂石黏土"])
    assert {*groups["砂石"], *groups["建筑用石料"]} < set(groups["普通建筑用砂石黏土"])


def test_building_stone_is_every_mineral_for_construction_but_sand():
    named = {one.code for one in minerals() if one.name.startswith("建筑用")}

    beside = {mineral("建筑石料用灰岩").code, mineral("片石").code}
    assert set(mineral_groups()["建筑用石料"]) == (named - {mineral("建筑用砂").code}) | beside


# Words of the plan's prose that name no single mineral (sections 一 to 三, table 9).
COLLECTIVE = (
    "高纯石英 石英 硅质原料 盐类 稀有金属 宝玉石 黏土 砂石土类 普通建筑用砂石类矿产 钒钛磁铁"
)


@pytest.mark.parametrize("printed", COLLECTIVE.split())
def test_a_collective_word_of_the_plan_is_explained_by_the_minerals_it_means(printed):
    with pytest.raises(Invalid) as refused:
        main_minerals(printed)

    (problem,) = refused.value.problems
    several = minerals_named(printed)
    assert problem.code == "ambiguous-mineral"
    assert problem.text.zh.endswith("、".join(str(one) for one in several))


def test_clay_quartz_and_rare_metals_are_the_minerals_named_so():
    groups = mineral_groups()
    clay = {one.code for one in minerals() if "粘土" in one.name}
    quartz = {one.code for one in minerals() if "石英" in one.name and one.name[-1] != "砂"}
    rare = {one.code for one in minerals() if one.code[:3] in ("523", "524")}

    assert set(groups["黏土"]) == clay
    assert set(groups["石英"]) == set(groups["高纯石英"]) == quartz
    assert set(groups["稀有金属"]) == rare


def test_a_near_name_is_given_as_it_is_printed_and_once_for_each_mineral():
    with pytest.raises(Invalid) as refused:
        mineral("optical fluorites")

    assert "optical fluorite、" in refused.value.problems[0].text.en
    assert near_names("萤石普") == ("萤石(普通)", "光学萤石")


def test_a_message_repeats_the_words_as_they_were_written():
    with pytest.raises(Invalid) as refused:
        minerals_named("铜、可耕地砖瓦用黏土")

    assert "“可耕地砖瓦用黏土”" in refused.value.problems[0].text.zh
