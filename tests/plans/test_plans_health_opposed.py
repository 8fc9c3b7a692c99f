# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said twice with opposite force, in two units, or over two spans. 前后相反。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.checks import CHECKS
from kuangtu.plans.health.reading.case import Case

PLAN = """青石县矿产资源总体规划（2021—2025年）
一、总则
规划期为2021—2025年，2026—2035年为展望期。
二、目标
到2025年，全县矿山数量控制在32个以内；治理历史遗留矿山面积90公顷。
表1  修复工程
名称\t治理面积（公顷）
白水片区\t40
红岩片区\t50
合计\t90
三、勘查
白水调查区由J48E011002、J48E011003等2幅组成。
四、保障
2025年矿山数量不得超过32个，治理面积90公顷的任务分解到乡镇。
"""


def told(tmp_path, old, new):
    assert PLAN.count(old) == 1
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace(old, new), "utf-8")
    case = Case(read_document(path))
    return [one.message.zh for check in CHECKS for one in check(case)]


def test_what_agrees_is_silent(tmp_path):
    assert told(tmp_path, "分解到乡镇", "分解到乡镇") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("不得超过32个", "不得少于32个", "同一数量限定相反：一处为 "),
        ("治理面积90公顷的", "治理面积90亩的", "同一数量单位不同：此处 90亩"),
        ("2026—2035年", "2024—2035年", "展望期 2024—2035年 与规划期 2021—2025 年重叠"),
        ("等2幅", "等3幅", "称 3 幅，列出 2 幅"),
    ],
)
def test_what_does_not_agree_is_told(tmp_path, old, new, said):
    assert any(one.startswith(said) for one in told(tmp_path, old, new))
