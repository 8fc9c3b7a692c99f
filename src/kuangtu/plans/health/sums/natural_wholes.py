# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is part of another by its nature, told side by side in the prose. 按性质属于整体的部分。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated, raw_label, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.types import Finding, Kind

OF_A_TIME = re.compile(r"20\d\d年(?![底末])|年(?:间|来|内)|期间|当年|全年")
TOWN = re.compile("[一-鿿]{2}[镇乡]|街道|苏木|园区")
ADDED = "增加值$"
CHANGED = re.compile("新增|增长|增加(?!值)|减少|下降|年均|每年|人均|平均|净[增减]|比例|占")


@dataclass(frozen=True, slots=True)
class Nature:
    """Words of a part and of the whole that it can never be more than. 部分与整体之名。"""

    part: re.Pattern[str]
    whole: re.Pattern[str]
    dimensions: frozenset[Dimension]


def _nature(part: str, whole: str, *dimensions: Dimension) -> Nature:
    return Nature(re.compile(part), re.compile(whole), frozenset(dimensions))


NATURES = (
    _nature(
        "^(?:其中)?已?(?:累计)?已?(?:完成)?(?:治理|修复|恢复|复垦)",
        "(?:损毁|破坏|压占|(?<![仍尚还])应(?:治理|修复|恢复))[^待未]*$",
        Dimension.AREA,
        Dimension.COUNT,
    ),
    _nature(
        "^(?:规划期内?|十四五期间)?(?:治理|修复|恢复|复垦)$",
        "待(?:治理|修复|恢复|复垦)(?:总?面积)?$",
        Dimension.AREA,
        Dimension.COUNT,
    ),
    _nature(f"(?:工业|采矿业|矿业|第[一二三]产业){ADDED}", "(?:生产总值|GDP)$", Dimension.MONEY),
    _nature(f"^(?:其中)?(?:采矿业|矿业){ADDED}", f"(?:工业|第二产业){ADDED}", Dimension.MONEY),
    _nature(
        "^(?!新增).*保有",
        "^(?!.*保有)(?!新增).*(?:查明|累计探明)",
        Dimension.MASS,
        Dimension.VOLUME,
    ),
    _nature(
        "(?:财政|社会|企业|自筹|中央)(?:资金|投资|投入|出资|配套)*$",
        "^(?:规划|工程|项目|重点|概算|估算)*(?:总投资|投资总额|总投入|概算总额)$",
        Dimension.MONEY,
    ),
    _nature(
        "^(?:建成|完成|整改|关闭|退出|达标)",
        "(?<![仍尚还])应(?:建|整改|关闭|退出|达标)",
        Dimension.COUNT,
    ),
    _nature("(?:查明|探明|开发|利用|开采)", "^(?!.*(?:查明|探明))发现", Dimension.KINDS),
    _nature(
        "^(?:其中)?最大的?(?:一|单)?[个宗处座片块]?",
        "总(?:面积|投资|产量|规模)$",
        Dimension.AREA,
        Dimension.MONEY,
        Dimension.MASS,
    ),
    _nature("绿色矿山(?:数量?)?$", "^(?:采矿权|矿山|矿山企业)(?:总数|数量?)?$", Dimension.COUNT),
)


def parts_are_within_what_they_are_of(case: Case) -> Iterator[Finding]:
    """累计查明铜35.6万吨，保有48.4万吨; 采矿权58个，建成绿色矿山84个."""
    told = [one for one in stated_in(case) if not CHANGED.search(one.label)]
    for part in told:
        if part.figure.force is Force.AT_MOST or part.figure.upper is not None:
            continue
        for nature in NATURES:
            if part.figure.dimension in nature.dimensions and nature.part.search(part.label):
                wholes = [one for one in told if _is_whole(one, part, nature)]
                if wholes and all(one.figure.amount < part.figure.amount for one in wholes):
                    yield _finding(part, wholes[-1])


def _is_whole(one: Stated, part: Stated, nature: Nature) -> bool:
    """Of that name, of the same time and thing, told before it in the paragraph."""
    is_near = one.sentence.paragraph == part.sentence.paragraph
    is_before = one.sentence.line <= part.sentence.line
    if one.sentence is part.sentence:
        is_before = one.figure.start < part.figure.start
    figures = one.figure, part.figure
    is_firm = one.figure.force is not Force.AT_LEAST and one.figure.upper is None
    is_counted = figures[0].dimension in {Dimension.COUNT, Dimension.KINDS}
    is_like = figures[0].unit == figures[1].unit or not is_counted
    is_named = bool(nature.whole.search(one.label)) and not nature.part.search(one.label)
    return (
        (is_near and is_before and is_firm and is_like and is_named)
        and figures[0].dimension is figures[1].dimension
        and one.year == part.year
        and one.is_goal == part.is_goal
        and one.scope == part.scope
        and not OF_A_TIME.search(raw_label(one.sentence, one.figure))
        and _are_of_one_thing(one, part)
    )


def _are_of_one_thing(one: Stated, part: Stated) -> bool:
    """Of the same mineral and place; a mineral that is not named is that of the sentence."""
    if TOWN.findall(one.label) != TOWN.findall(part.label):
        return False
    minerals = [set(MINERAL.findall(each.label)) for each in (one, part)]
    if all(minerals):
        return minerals[0] == minerals[1]
    return not any(minerals) or one.sentence is part.sentence


def _finding(part: Stated, whole: Stated) -> Finding:
    return error(
        Kind.PART_ABOVE_WHOLE,
        part.sentence.around(part.figure),
        "“{part}”大于“{whole}”",
        "“{part}” is more than “{whole}”",
        [part.sentence.reading(part.figure), whole.sentence.reading(whole.figure)],
        part=part.words,
        whole=whole.words,
    )
