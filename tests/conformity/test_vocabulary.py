# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The values of parameters are looked at when a folder is checked, not on the day of a review."""

import shutil
from pathlib import Path

import pytest

from conformity.builders import every_binding, every_folder
from kuangtu.conformity.rules import RULES
from kuangtu.conformity.rules.contracts import known_checks
from kuangtu.conformity.rules.vocabulary import WANTED, wrong_value
from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from plans.plan_folders import MINI, change

COUNTY = MINI / "990203-2026"
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
