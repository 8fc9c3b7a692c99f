# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes that lie between no two amounts of two years. 非两年之间的增减。"""

from __future__ import annotations

import re

from kuangtu.plans.health.growth.changes import Change, Way, changes_in, is_from
from kuangtu.plans.health.reading.pieces import start_of

# 比规划值少14万吨: against what was planned; 比规划基期 and 比规划期末 are years.
WITH_A_PLAN = re.compile(
    r"[比较](?!20)[^，。;\d]{0,8}?(?:规划|计划|目标|指标|预期|设计|任务|下达)(?![基期])[^，。;\d]{0,8}$"
)
NET = re.compile("净[增减]")
CAME = re.compile("新增|增加|新设|新立|查明|投放")
USED = re.compile("消耗|动用|采出|核销|核减|注销|关闭|占用|退出")


def is_of_no_years(change: Change) -> bool:
    """Told before of the same ends, against a plan, or what came less what went."""
    text = change.sentence.text[: change.figure.start]
    if change.old is None and WITH_A_PLAN.search(text):
        return True
    return _is_told_of_the_same_ends(change) or _is_net_of_flows(change)


def _is_told_of_the_same_ends(change: Change) -> bool:
    """由58个减至31个，净减27个：煤矿减少12个、磷矿减少7个: of the mines of each mineral."""
    if change.old is None or change.new is None or change.way is Way.MEAN:
        return False
    ends = change.old, change.new
    return any(
        (one.old, one.new) == ends and one.way is change.way
        for one in changes_in(change.sentence)
        if one.figure.end <= change.figure.start
    )


def _is_net_of_flows(change: Change) -> bool:
    """新增9.24万吨、消耗2.52万吨，净增6.72万吨: neither is what there was or is."""
    sentence, figure = change.sentence, change.figure
    start = start_of(sentence.text, figure.start, ";。")
    words = sentence.text[start : figure.start]
    like = [
        one
        for one in sentence.figures
        if start <= one.start < figure.start and one.unit == figure.unit
    ]
    is_flow = NET.search(change.head) and CAME.search(words) and USED.search(words)
    return bool(is_flow) and len(like) > 1 and not any(is_from(sentence, one) for one in like)
