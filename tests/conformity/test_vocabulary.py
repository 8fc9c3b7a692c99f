# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The values of parameters are looked at when a folder is checked, not on the day of a review."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from conformity.builders import every_binding, every_folder
from kuangtu.conformity.rules import RULES
from kuangtu.conformity.rules.contracts import known_checks
from kuangtu.conformity.rules.vocabulary import WANTED, wrong_value
from kuangtu.core.period import Period
from kuangtu.core.text import Text
from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.types import Confidence, Parameter, RuleBinding
from plans.plan_folders import MINI, change

COUNTY = MINI / "990203-2026"
PERIOD = Period(date(2026, 1, 1), None)
TABLES = ("table", "mine_table", "deposit_table")


def test_every_parameter_of_every_rule_has_its_values():
    named = {name for rule in RULES for name in (*rule.parameters, *rule.optional)}

    assert named == set(WANTED)


def test_every_shipped_value_is_one_of_them():
    assert [
        (code, name)
        for code, (_, binding) in every_binding().items()
        for name in binding.parameters
        if wrong_value(binding, name) is not None
    ] == []


def test_every_table_that_a_shipped_rule_reads_is_in_a_shipped_folder():
    shipped = {name for folder in every_folder() for name in folder.data}
    read = {
        binding.parameters[name].value
        for _, binding in every_binding().values()
        for name in TABLES
        if name in binding.parameters
    }

    assert read - shipped == set()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kinds = ["采矿权"]', 'kinds = "采矿权"', "应为列表，取自：探矿权、采矿权"),
        ('kinds = ["采矿权"]', 'kinds = ["采矿"]', "应为列表，取自：探矿权、采矿权"),
        ('minerals = ["建筑用砂"]', 'minerals = ["月壤"]', "没有名为“月壤”的矿种"),
        ('layer = "arable-land"', 'layer = "moon"', "图层字典里没有这个图层"),
        ('account = "MINE_COUNT"', 'account = "MINES"', "应为其中之一：MINE_COUNT、"),
        ("value = 5,", 'value = "5",', "应为数字，单位为生产规模的单位"),
        ('unit = "万立方米/年"', 'unit = "桶"', "应为数字，单位为生产规模的单位"),
        (', en = "The prefecture must judge"', "", "应有 zh 和 en 两种文字"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_what_is_wanted(tmp_path, old, new, said):
    folder = Path(shutil.copytree(COUNTY, tmp_path / COUNTY.name))
    change(folder, "rules.toml", old, new)

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder, known_checks=known_checks())

    (problem,) = refused.value.problems
    assert problem.code == "odd-parameter"
    assert said in problem.text.zh


def a_binding(name, value, unit="1"):
    parameter = Parameter(name, value, unit, "虚构", Confidence.READ)
    return RuleBinding("T-1", "any", Text("试", "test"), "一", PERIOD, {name: parameter})


@pytest.mark.parametrize(
    ("name", "value", "is_wrong"),
    [
        ("floors", {"地下": 100, "露天": Decimal(300)}, False),
        ("floors", {"空中": 100}, True),
        ("floors", {"地下": "many"}, True),
        ("maximum_years", 30, False),
        ("maximum_years", {"大型": 30}, False),
        ("maximum_years", "thirty", True),
        ("stages", ("普查", "勘探"), False),
        ("stages", ("普查", "深查"), True),
        ("minimum_stage", "深查", True),
        ("gas_outburst", "yes", True),
        ("values", "是", True),
        ("table", "", True),
        ("a_name_no_rule_has", 1, False),
    ],
)
def test_what_a_value_may_be(name, value, is_wrong):
    assert (wrong_value(a_binding(name, value), name) is not None) is is_wrong


def test_a_list_is_said_word_by_word_in_both_languages():
    said = wrong_value(a_binding("stages", ("普查", "深查")), "stages")

    assert said.zh == "参数“stages”的值“普查、深查”：应为列表，取自：预查、普查、详查、勘探"
    assert said.en.startswith("The value “普查、深查” of “stages” should be a list out of: ")
