# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Readings by which figures behind a whole are no parts that must add up to it. 另一种读法。"""

from __future__ import annotations

import re
from decimal import Decimal

from kuangtu.plans.health.reading.divisions import Division, Part
from kuangtu.plans.health.sums.beside import is_rest_beside_the_whole, of_all_in_the_row

GONE = re.compile("注销|关闭|退出|淘汰|关停|取缔|核减|(?:整合|合并)[^，。;、]{0,4}减少|调减|压减")
YEARLY = re.compile(r"20\d\d年[底末]?$")


def is_of_what_a_row_makes_up(one: Division) -> bool:
    """72处，中型11处、小型25处、矿点36处，其中金属50处: of the 72 that the row before makes up."""
    before = [
        figure
        for figure in one.whole_sentence.figures
        if figure.dimension is one.whole.dimension and figure.start <= one.whole.start
    ]
    for place in range(len(before) - 3):
        row = before[place + 1 :]
        if sum(figure.amount for figure in row) == before[place].amount:
            return one.total <= before[place].amount
    return False


def is_of_what_is_left(one: Division) -> bool:
    """减至28座，较基年减少6座，其中大中型15座: of the 28, not of what went."""
    whole = one.whole
    text = one.whole_sentence.text[: whole.start]
    before = [
        figure
        for figure in one.whole_sentence.figures
        if figure.end <= whole.start and figure.unit == whole.unit
    ]
    return bool(before) and bool(CHANGED.search(text)) and one.total <= before[-1].amount


CHANGED = re.compile(
    r"[较比][^，。;\d]{0,12}(?:20\d\d年[底末]?)?[^，。;\d]{0,6}(?:减少|增加|净减|净增|压减|多|少)了?$"
)


def is_with_a_rest_of_its_base(one: Division) -> bool:
    """采煤沉陷区480公顷，占未治理面积的38.7%，其余760公顷列入…: 760 is of that base."""
    own = [
        part
        for part in one.parts
        if not REST_OF_A_BASE.search(part.sentence.text[: part.figure.start])
    ]
    total = sum((part.figure.amount for part in own), Decimal(0))
    return len(own) < len(one.parts) and total <= one.whole.amount


REST_OF_A_BASE = re.compile(r"占[^，。;]*%，(?:其余|余下|剩余)[^，。;\d]*$")


def is_a_path(one: Division) -> bool:
    """32个的目标分解到年：2021年39个、2022年36个…2025年32个: what there is each year, up to all."""
    is_yearly = all(YEARLY.search(part.label) for part in one.parts)
    is_beside = one.whole_sentence is not one.parts[0].sentence
    largest = max(part.figure.amount for part in one.parts)
    is_beside = is_beside and largest * 2 > one.whole.amount  # 分年度为4800万元、…: of 2.30亿元
    return is_yearly and (is_beside or one.whole.amount == one.parts[-1].figure.amount)


SPAN = re.compile(r"(20\d\d)年?[至到～—–-]+(20\d\d)年[^，。;\d]*$")
FIVE_YEARS = re.compile("十[一二三四五六]五|五年")
YEARS = 5  # of a period


def are_some_of_the_years(one: Division) -> bool:
    """“十三五”累计3655万吨，2016年至2019年依次为…: four years are not all five."""
    sentence, first = one.parts[0].sentence, one.parts[0].figure
    span = SPAN.search(sentence.text[: first.start])
    if span is None or not FIVE_YEARS.search(one.whole_sentence.text[: one.whole.end]):
        return False
    years = int(span[2]) - int(span[1]) + 1
    return years == len(one.parts) < YEARS and one.total < one.whole.amount


def is_of_what_went(one: Division) -> bool:
    """关闭9个…。整合后，大型5个、中型6个: those that are left are no parts of those that went."""
    parts, whole = one.parts[0].sentence, one.whole_sentence
    before = re.split("[，。;、]", whole.text[: one.whole.start])[-1]
    return whole is not parts and bool(GONE.search(before)) and not GONE.search(parts.text)


def goes_on(one: Division) -> bool:
    """5个大型矿山520…和300万吨，1个中型矿山80万吨: what is told behind them makes up the whole."""
    last, total = one.parts[-1], one.total
    for figure in last.sentence.figures:
        if PER_PIECE.search(last.sentence.text[: figure.start]):
            continue  # 按每公顷30万元测算
        if figure.start > last.figure.start and figure.dimension is one.whole.dimension:
            total += figure.amount
            if total == one.whole.amount:
                return True
    return False


REST = re.compile(r"(?:剩余|其余|余下|尚余|剩下)[^，。;\d]*$")


def has_a_rest_of_what_was_told(one: Division) -> bool:
    """742公顷；规划修复468公顷，其中三镇352公顷；剩余274公顷: what is left is of the 742."""
    told = {
        figure.amount
        for figure in one.whole_sentence.figures
        if figure.dimension is one.whole.dimension and figure is not one.whole
    }
    own = [part for part in one.parts if not REST.search(_before(part))]
    rest = [part.figure.amount for part in one.parts if part not in own]
    is_held = sum((part.figure.amount for part in own), Decimal(0)) <= one.whole.amount
    return is_held and any(amount + one.whole.amount in told for amount in rest)


def _before(part: Part) -> str:
    return part.sentence.text[: part.figure.start]


PER_PIECE = re.compile("(?:每|平均)[一-鿿]{1,4}$")


def what_came_of_it(one: Division) -> bool:
    """要求建成绿色矿山8家，实际分别为41个、41.5%和9家: what was wanted has no parts."""
    first = one.parts[0]
    if first.sentence is not one.whole_sentence:
        return False
    return "实际" in first.sentence.text[one.whole.end : first.figure.start]


def is_part_of_another_part(one: Division) -> bool:
    """工业增加值43.50亿元；盐湖化工增加值30.45亿元，占工业增加值的70.0%: a part of the first."""
    labels = [part.label for part in one.parts]
    for place, part in enumerate(one.parts[1:], 1):
        found = SHARE_OF.match(part.sentence.text, part.figure.end)
        if found is not None and found["of"] in labels[:place]:
            return True
    return False


SHARE_OF = re.compile(r"[，(]占(?P<of>[^，。;占\d]{2,12}?)的?(?:比重)?(?:约|为)?\d")


def is_beside_its_equal(one: Division) -> bool:
    """累计28家。生产矿山28家、停产5家: what is as many as the whole of another sentence is it."""
    amounts = [part.figure.amount for part in one.parts]
    is_own = one.whole_sentence is one.parts[0].sentence
    return not is_own and len(amounts) > 1 and one.whole.amount in amounts


def is_a_share_beside_them(one: Division) -> bool:
    """草原占55.0%；耕地占25.0%；其他占20.0%: each has its share, and together they are all."""
    figures = [one.whole, *(part.figure for part in one.parts)]
    if any(part.sentence is not one.whole_sentence for part in one.parts):
        return False
    shares = [SHARE_BEHIND.match(one.whole_sentence.text, figure.end) for figure in figures]
    told = [Decimal(found[1]) for found in shares if found is not None]
    return len(told) == len(figures) and abs(sum(told, Decimal(0)) - HUNDRED) <= 1


HUNDRED = Decimal(100)
SHARE_BEHIND = re.compile(r"[，(](?:占|比重|比例)[^，。;\d]{0,12}(\d[\d.]*)%")


def holds_a_part_and_its_parts(one: Division) -> bool:
    """财政14000万元，由5600、5500、2900万元构成；社会22000万元: the first is the next three."""
    amounts = [part.figure.amount for part in one.parts]
    for first in range(len(amounts)):
        for last in range(first + 2, len(amounts)):
            inner = sum(amounts[first + 1 : last + 1], Decimal(0))
            if inner == amounts[first] and one.total - inner == one.whole.amount:
                return True
    return False


def is_what_they_are_made_of(one: Division) -> bool:
    """区块4个，其中第3、4号由现有9个采矿权整合形成: nine that were, of which the two are made."""
    made = re.search("由(?:现有|原有)的?$", _before(one.parts[0])) is not None
    return len(one.parts) == 1 and made


def is_the_sum_before_it(one: Division) -> bool:
    """甲区22.60、乙区15.30，合计37.90平方千米；石料方面设两区，3.70和2.90: of those before it."""
    whole, first = one.whole, one.parts[0]
    before = [
        figure.amount
        for figure in one.whole_sentence.figures
        if figure.end <= whole.start and figure.unit == whole.unit
    ]
    is_own = first.sentence is one.whole_sentence
    is_cut = not is_own or ";" in _before(first)[whole.end :]
    sums = {sum(before[place:], Decimal(0)) for place in range(len(before) - 1)}
    return is_cut and whole.amount in sums


def are_named_in_pieces(one: Division) -> bool:
    """19个。大型4个，为甲矿和2个乙矿；余下15个为小型: each piece begins with its own."""
    sentence, dimension = one.parts[0].sentence, one.whole.dimension
    firsts = []
    for piece in re.finditer("[^;]+", sentence.text):
        within = [
            figure
            for figure in sentence.figures
            if piece.start() <= figure.start < piece.end()
            and figure.dimension is dimension
            and figure is not one.whole
        ]
        firsts += within[:1]
    total = sum((figure.amount for figure in firsts), Decimal(0))
    return len(firsts) > 1 and total == one.whole.amount


def end_in_the_whole(one: Division) -> bool:
    """26个矿山，…。高岭土大型、中型各1个，全县大型13个、中型9个、小型4个: the last are all."""
    amounts = [part.figure.amount for part in one.parts]
    ends = {sum(amounts[place:], Decimal(0)) for place in range(1, len(amounts) - 1)}
    return one.whole_sentence is not one.parts[0].sentence and one.whole.amount in ends


OTHERWISE = (
    end_in_the_whole,
    are_named_in_pieces,
    is_the_sum_before_it,
    of_all_in_the_row,
    is_rest_beside_the_whole,
    is_what_they_are_made_of,
    is_a_path,
    are_some_of_the_years,
    goes_on,
    is_of_what_went,
    is_of_what_a_row_makes_up,
    is_of_what_is_left,
    is_with_a_rest_of_its_base,
    is_part_of_another_part,
    has_a_rest_of_what_was_told,
    what_came_of_it,
    is_beside_its_equal,
    is_a_share_beside_them,
    holds_a_part_and_its_parts,
)
