# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What adds up in one of its readings stays silent; the same with a slip is told. 不误报。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.checks import examine
from kuangtu.plans.health.reading.case import Case

HEAD = """青川岭县矿产资源总体规划（2026—2030年）
第一章 总则
为统筹“十五五”时期勘查开发，制定本规划；“十四五”（2021—2025年）期间的成果见第二章。
青川岭县介于东经102°30′～103°00′、北纬29°20′～29°55′。
第二章 现状
"""
RIGHT = [
    pytest.param(
        "常住人口9.60万人，其中：汉族6.72万人，裕固族1.44万人，藏族0.96万人，其他民族0.48万人，"
        "少数民族人口合计2.88万人。",
        "0.96万人",
        "0.69万人",
        id="a total of some parts behind all of them",
    ),
    pytest.param(
        "东区内6个铁矿矿山整合为4个，西区内4个萤石矿山整合为2个，两区共减少采矿权4个，"
        "全县采矿权由32个减至28个。",
        "减少采矿权4个，全县采矿权由32个减至28个",
        "减少采矿权4个，全县采矿权由32个减至28个（减少6个）",
        id="a total of what each has lost",
    ),
    pytest.param(
        "项目涉及1:5万图幅4幅，即H48E014003（石沟幅）、H48E014004（龙苍幅）、H48E015003（新棚幅）"
        "和H48E015004（花坪幅），范围为东经102°30′～103°00′、北纬29°30′～29°50′。",
        "图幅4幅",
        "图幅5幅",
        id="sheets with their names in brackets",
    ),
    pytest.param(
        "项目的四幅图为相邻图幅，H48E014003、H48E014004在北，H48E015003、H48E015004在南，"
        "范围为东经102°30′～103°00′、北纬29°30′～29°50′。",
        "29°50′",
        "29°40′",
        id="sheets told row by row",
    ),
    pytest.param(
        "到2030年采矿权控制在40个以内，2028年开展中期评估。",
        "2028年",
        "2025年",
        id="the period that the title has",
    ),
    pytest.param(
        "本规划展望到2035年。\n第三章 2035年展望\n到2035年，矿业全面实现绿色发展。",
        "展望到2035年",
        "展望到2040年",
        id="one year of the outlook",
    ),
    pytest.param(
        "开采区块应达到详查（含详查）以上勘查程度；24个探矿权中，处于普查阶段的11个。",
        "达到详查（含详查）以上",
        "达到初勘（含初勘）以上",
        id="stages of exploration",
    ),
]


def told(tmp_path, words):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + words + "\n", "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


@pytest.mark.parametrize(("words", "old", "new"), RIGHT)
def test_it_is_silent_until_a_figure_slips(tmp_path, words, old, new):
    assert words.count(old) == 1

    assert told(tmp_path, words) == []
    assert told(tmp_path, words.replace(old, new)) != []
