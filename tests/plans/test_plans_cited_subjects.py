# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References that lead to something else than what is said. 引用与所引内容测试。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.citing.cited_subjects import (
    parts_are_about_what_is_said,
    tables_are_about_what_is_said,
)
from kuangtu.plans.health.citing.references import parts_exist
from kuangtu.plans.health.reading.case import Case

PLAN = """第一章 布局
第一节 矿种调控方向
重点开采铁、铜，限制开采煤。
第二节 区块
区块的名称和坐标见专栏1。
专栏1\t开采规划区块
名称\t矿种
甲区块\t铁
第二章 准入
第一节 规模准入条件
新建矿山不低于专栏2的最低开采规模。
专栏2\t最低开采规模
矿种\t小型
铁\t30
第三章 保障
不符合第二章第一节规模准入条件的，不予受理。最低开采规模以专栏2为准。
"""


def told(tmp_path, old, new):
    assert PLAN.count(old) == 1
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace(old, new), "utf-8")
    case = Case(read_document(path))
    checks = (parts_exist, parts_are_about_what_is_said, tables_are_about_what_is_said)
    return [one.message.zh for check in checks for one in check(case)]


def test_references_that_lead_to_what_is_said_are_silent(tmp_path):
    assert told(tmp_path, "不予受理", "不予受理") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "不符合第二章第一节规模",
            "不符合第一章第一节规模",
            "第一章第一节 里没有此处所说的内容，与之相合的是 第二章第一节",
            id="another-section",
        ),
        pytest.param(
            "不符合第二章第一节规模",
            "不符合第二章第四节规模",
            "文中没有第二章第四节",
            id="no-such-section",
        ),
        pytest.param(
            "最低开采规模以专栏2为准",
            "最低开采规模以专栏1为准",
            "专栏1 里没有此处所说的内容，与之相合的是 专栏2",
            id="another-table",
        ),
    ],
)
def test_a_reference_that_leads_elsewhere_is_told_with_where_it_should_lead(
    tmp_path, old, new, said
):
    assert told(tmp_path, old, new) == [said]
