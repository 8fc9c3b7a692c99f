# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan's text with one slip in it, and what the whole examination tells of it."""

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Kind

HEAD = (
    "云岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年，2035年为远景展望年。\n"
    "云岭县位于省境西部，东经105°00′～105°45′、北纬28°00′～28°30′，面积2000平方千米，"
    "辖云岭镇、谷冲镇、渡石镇、白果镇和高寨乡。\n第二章 安排\n"
)


def told_of(folder, plan, old="", new="", *, kinds=tuple(Kind)):
    """The findings' Chinese messages; `old` stands once in the plan and `new` in its place."""
    assert not old or plan.count(old) == 1
    path = folder / "plan.txt"
    path.write_text(plan.replace(old, new) if old else plan, "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path))) if one.kind in kinds]
