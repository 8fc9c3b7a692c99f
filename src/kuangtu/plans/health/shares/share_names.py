# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether the words for a base name an amount. 基数的名称是否相符。"""

from __future__ import annotations

import re

from kuangtu.plans.health.reading.amounts import COUNTED, Amount, core_of, measure_of
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.shares.share_parts import TOTAL, label_before

LEFT_BEHIND = re.compile("历史遗留|废弃|无主|关闭|灭失")
NUMBERS = frozenset(["数量", "人数", "个数"])
RESOURCES = frozenset(["资源量", "资源储量", "保有量"])


def is_exactly(words: str, one: Amount) -> bool:
    """Named, without a word that would make it a part or another: 矿山 is not 绿色矿山."""
    return is_named(words, one) and _of_ore(core_of(one.name)) in {_of_ore(core_of(words)), ""}


def _of_ore(core: str) -> str:
    """年开采矿石 and 开采 are one: all that is mined is ore."""
    return re.sub("^年|矿石", "", core) if "开采" in core else core


def is_named(words: str, one: Amount) -> bool:
    """The amount is of what the words name, as far as its own words tell."""
    core, measure = core_of(words), measure_of(words)
    name = re.sub(r"[\s、,]+", "", one.name)
    head = name.rsplit("|", 1)[0] if one.cell is not None and not one.is_total else name
    if ("新增" in "".join(name.split("|")[:2])) is not ("新增" in words):
        return False
    if core and core not in core_of(head) and core not in head:
        return False
    if not core and one.cell is not None and not one.is_total:
        return False
    if LEFT_BEHIND.search(head) and not LEFT_BEHIND.search(words):
        return False  # 占矿山总数的84.2%: not of 历史遗留矿山18处
    return bool(core) if _goes_without(measure, one) else _is_measure(measure, name, core)


def _goes_without(measure: str, one: Amount) -> bool:
    """The unit says the measure: square kilometres are 面积, pieces 数量."""
    is_area = measure == "面积" and one.dimension is Dimension.AREA
    return not measure or is_area or (measure in NUMBERS and one.dimension in COUNTED)


def _is_measure(measure: str, name: str, core: str) -> bool:
    own = name.split("|", 1)[-1]
    if measure in RESOURCES and "保有" in own:
        return True
    if core and not measure_of(own):
        return True
    return is_subsequence(measure.removeprefix("总"), own)


def may_hold(words: str, one: Amount, part: Amount) -> bool:
    """Told elsewhere under that very name; a smaller one only if it is the same measure of it."""
    measure = measure_of(words).removeprefix("总")
    is_measure = measure == measure_of(one.name).removeprefix("总")
    is_one = bool(core_of(words)) or bool(TOTAL.search(label_before(one)))
    is_held = is_measure or (one.amount > part.amount and not measure)
    return is_exactly(words, one) and is_one and is_held


def is_short_for(one: Amount, words: str) -> bool:
    """30个 that are 正常生产 are meant by 正常生产矿山."""
    own, core = core_of(one.name), core_of(words)
    return len(own) >= 3 and core.startswith(own)
