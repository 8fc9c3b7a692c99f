# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References to parts and tables that do not exist. 条款与表的引用测试。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.citing.references import parts_exist, tables_exist
from kuangtu.plans.health.reading.case import Case

PLAN = """第一章 布局
第一节 矿种调控方向
重点开采铁、铜，限制开采煤。
第二节 区块
区块的名称和坐标见专栏1。
专栏1\t开采规划区块
名称\t矿种
甲区块\t铁
第二章 保障
按《矿产资源法》第三十条和本规划第一章第二节办理；不符合第一章第一节调控方向的，不予受理。
"""


def told(tmp_path, old, new):
    assert PLAN.count(old) == 1
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace(old, new), "utf-8")
    case = Case(read_document(path))
    return [one.message.zh for check in (parts_exist, tables_exist) for one in check(case)]


def test_references_to_what_exists_and_to_other_laws_are_silent(tmp_path):
    assert told(tmp_path, "不予受理", "不予受理") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("不符合第一章第一节", "不符合第一章第四节", "文中没有第一章第四节"),
        ("不符合第一章第一节", "不符合第五章第一节", "文中没有第五章（共 2 章）"),
        ("坐标见专栏1", "坐标见专栏4", "文中没有专栏4"),
    ],
)
def test_a_reference_to_what_does_not_exist_is_told(tmp_path, old, new, said):
    assert told(tmp_path, old, new) == [said]
