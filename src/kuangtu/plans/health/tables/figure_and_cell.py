# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A figure of the prose beside the cell that should have the same. 正文之数与表格之数。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import YEAR_CELL, Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.types import Finding, Grade, Kind

MOST_DECIMALS = 4
CHANGED_BY = re.compile(r"净?(?:增加?|减少?|提高|上升|下降|降低|压减)\d")  # 净减16以上: no name
IN_THE_GROUND = re.compile("资源量|资源储量|储量|金属量|探明|查明")
BROUGHT_OUT = re.compile("产量|开采|采出|年产|能力|产能|销量|销售")
CAPACITY = re.compile("(?:规模|能力|产能)$")
OF_CAPACITY = re.compile("规模|能力|产能")
NEW = re.compile("新[设立建增]|拟设")
OUTPUT = re.compile("产量|开采量|采出量|开采总量")
ANOTHER_TABLE = re.compile(r"(?:专栏|附?表)\d")


def other_than_cell(
    one: Stated, entry: Entry, zh: str, en: str, *, grade: Grade = Grade.ERROR, **values: object
) -> Finding:
    """That the text has another number than the table, in a sentence of {printed}, {table},
    {cell} as it is printed and {right}, the cell in the unit of the text."""
    figure = one.figure
    right = f"{shown(_in_the_unit_of(figure, entry.amount))}{figure.unit}"
    told = {
        "printed": figure.printed,
        "table": entry.cell.table.name,
        "cell": entry.cell.text.strip(),
        "right": right,
    }
    return graded(
        grade,
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        zh,
        en,
        [one.sentence.reading(figure), entry.cell.reading],
        right,
        **told | values,
    )


def _in_the_unit_of(figure: Figure, amount: Decimal) -> Decimal:
    """Rounded as the figure is; where they are far apart, as exactly as the cell has it."""
    exact = amount / figure.factor
    low, high = sorted((amount, figure.amount))
    decimals = -int(exact.normalize().as_tuple().exponent)
    is_far = high > 2 * low and decimals <= MOST_DECIMALS
    return exact if is_far else figure.in_its_unit(amount)


def names_in(entry: Entry) -> list[str]:
    """The words that a row goes by; 偏硅酸型、锶型 is a list of what it has."""
    words = [w for w in entry.row if not YEAR_CELL.fullmatch(w) and not CHANGED_BY.match(w)]
    return [word for word in words if "、" not in word] or words


def is_of_another_measure(one: Stated, entry: Entry) -> bool:
    """开采总量其中灰岩2000万吨 beside the row 新增灰岩资源量: dug out, or in the ground."""
    said = re.split("[。;]", one.sentence.text[: one.figure.start])[-1]
    told = "".join((*entry.row, entry.head))
    if "总" in one.label and NEW.search(entry.cell.table.caption) and not NEW.search(one.label):
        return True  # 2025年总设计生产能力720万吨/年 beside the total of 新设采矿权
    if CAPACITY.search(one.label) and BROUGHT_OUT.search(told) and not OF_CAPACITY.search(told):
        return True  # 设计规模增至650万吨/年 beside the row 采出量
    if OUTPUT.search(one.label) and OF_CAPACITY.search(told) and not OUTPUT.search(told):
        return True  # 煤产量150.0万吨 beside 设计生产能力
    if IN_THE_GROUND.search(one.label) and BROUGHT_OUT.search(told):
        return not IN_THE_GROUND.search(told) and not BROUGHT_OUT.search(one.label)
    if IN_THE_GROUND.search(told) and not BROUGHT_OUT.search(told):
        return BROUGHT_OUT.search(said) is not None and not IN_THE_GROUND.search(said)
    return False


def is_cited(name: str, stated: Stated) -> bool:
    """The table that the sentence names; 勘查区5个(专栏6);开采区3个: not of what follows that."""
    text, start = stated.sentence.text, stated.figure.start
    if not name or name not in text:
        return False
    places = (found.start() for found in re.finditer(rf"{re.escape(name)}(?!\d)", text))
    return any(
        ";" not in text[min(at, start) : max(at, start)]
        and (at < start or not ANOTHER_TABLE.search(text[start:at]))
        and (at < start or text[at - 1] != "，")  # 面积68.50平方千米，专栏5中的两个区块在区内
        for at in places
    )


GRAND = frozenset({"合计", "总计", "共计", "总投资", "投资总额", "小计"})


def is_of_all(one: Stated, entries: Sequence[Entry]) -> bool:
    """总投资 is the total of the column 合计, not of the column 企业和社会投资."""
    return any(
        entry.is_total and entry.head in GRAND and entry.amount == one.figure.amount
        for entry in entries
    )


def is_of_other_rights(case: Case, one: Stated, entry: Entry) -> bool:
    """探矿权26个。其中锑矿3个 beside the mines of a table of 采矿权."""
    if one.figure.dimension is not Dimension.COUNT:
        return False
    told = f"{entry.cell.table.caption}{entry.head}"
    said = "".join(two.text for two in case.sentences if two.paragraph == one.sentence.paragraph)
    pairs = (TO_EXPLORE, TO_MINE), (TO_MINE, TO_EXPLORE)
    return any(
        own.search(said) and not other.search(said) and other.search(told) and not own.search(told)
        for own, other in pairs
    )


TO_EXPLORE, TO_MINE = re.compile("探矿权|勘查"), re.compile("采矿权|矿山|开采")


def counts_a_list(stated: Stated) -> bool:
    """官塘、梅岭、章坑、双垟4个集中开采区: the figure is of the list, not of its last member."""
    words = stated.sentence.text[: stated.figure.start]
    if stated.figure.dimension not in {Dimension.COUNT, Dimension.KINDS}:
        return False
    pieces = re.split("[，。;:]", words)[-1].split("、")
    return len(pieces) > 1 and not re.search(r"\d", pieces[-2]) and not re.search(r"\d", pieces[-1])
