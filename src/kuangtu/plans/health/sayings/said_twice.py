# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One quantity said twice: other values, other units, other force. 前后两说。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.making import doubt, error, graded
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import common_length, is_subsequence
from kuangtu.plans.health.reading.labels import Stated, risen_from, stated_in
from kuangtu.plans.health.reading.part_words import OF_A_BASE
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Force
from kuangtu.plans.health.reading.sameness import (
    MINERAL,
    agree,
    is_comparable,
    is_of_the_outlook,
    is_supposed,
    may_be_one,
    named,
    qualifiers,
    tense_of,
)
from kuangtu.plans.health.reading.told import Population, pairs_of, population_of
from kuangtu.plans.health.tables.figure_and_cell import counts_a_list
from kuangtu.plans.health.types import Finding, Grade, Kind

# Nouns that documents put for each other, though the numbers are of different things.
TWINS = (
    ("采矿权", "矿山企业", "矿山"),
    ("开采总量", "矿石处理总量", "开采量"),
    ("工业总产值", "工业增加值"),
)
DISTINCT = re.compile(r"[非东西南北中上下左右前后一二三四五六七八九十0-9甲乙丙丁]")
REACH = re.compile(r"\(([^()]*(?:含|包括|口径|除)[^()]*)\)[^，。;、()\d]{0,6}$")
LED = re.compile("^(?:规划|年度|年|矿石|固体矿产|矿产)+")


def quantities_are_said_alike(case: Case) -> Iterator[Finding]:
    """矿山53个 here and 矿山54个 there."""
    population = population_of(case)
    year = str(case.base_year or "")
    told = [one for one in stated_in(case) if not any(is_so(one) for is_so in LEFT_ALONE)]
    told = [one for one in told if not _is_said_again(case, one)]
    found = [name for one in told if is_comparable(name := named(one, year))]
    for one, other in _of_one_kind(found):
        if not may_be_one(one, other) or _are_parts_of_two_wholes(one, other):
            continue
        if is_of_the_outlook(case, one) != is_of_the_outlook(case, other):
            continue
        if (
            _is_mended(one) != _is_mended(other)
            or _reach(one) != _reach(other)
            or _is_of_another_time(case, one, other)
        ):
            continue
        if (finding := _judged(one, other)) is not None and (
            _is_same_amount(one, other)
            or (
                tense_of(case, one) == tense_of(case, other)
                and _is_alone(population, one, other)
                and not _are_two_moments(population, one, other)
            )
        ):
            yield finding


def _are_two_moments(population: Population, one: Stated, other: Stated) -> bool:
    """One is what the other began as, or the columns of their row give them two years."""
    is_begun = _began_as(one, other) or _began_as(other, one)
    return is_begun or _are_of_two_columns(population, one, other)


def _began_as(one: Stated, other: Stated) -> bool:
    """现有规模460万立方米; 由460万立方米增加到680万立方米: what it is, and what it comes to."""
    first = risen_from(other.sentence, other.figure)
    return first is not None and first.amount == one.figure.amount


def _is_led_by_of_which(one: Stated) -> bool:
    """共有矿产地50处。其中主要矿产10种，矿产地41处: of these alone."""
    text, start = one.sentence.text, one.figure.start
    return text[start_of(text, start, "。;") : start].startswith("其中")


EACH = re.compile("(?:分别|依次)(?:为|是|有)?$")


def _is_one_of_each(one: Stated) -> bool:
    """三个片区…。采矿权分别为15个、25个和11个: of the first alone."""
    text, figure = one.sentence.text, one.figure
    return EACH.search(text[: figure.start]) is not None and text[figure.end : figure.end + 1] in {
        "、",
        "和",
    }


TOGETHER = re.compile("[两二三四五六七八九]+[个区处项类家座片](?:合计|共计|总计)[^。;]*$")


def _is_of_them_together(one: Stated) -> bool:
    """乙区拟设采矿权3个。两区合计14.5平方千米，拟设采矿权7个: of both."""
    return TOGETHER.search(one.sentence.text[: one.figure.start]) is not None


def _of_one_kind(found: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Every two that have dimension, rate and scope in common, in the order of the document."""
    alike: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in found:
        alike[one.figure.dimension, one.figure.rate, one.scope].append(one)
    after = {id(one): number for several in alike.values() for number, one in enumerate(several, 1)}
    for one in found:
        several = alike[one.figure.dimension, one.figure.rate, one.scope]
        yield from ((one, other) for other in several[after[id(one)] :])


def _is_said_again(case: Case, one: Stated) -> bool:
    """空白区新设3个。…空白区新设的3个全部为砂石: what the paragraph has just told."""
    if not one.sentence.text[: one.figure.start].endswith("的"):
        return False
    return any(
        two.sentence.paragraph == one.sentence.paragraph
        and two.figure.amount == one.figure.amount
        and two.figure.dimension is one.figure.dimension
        and (two.sentence.text is not one.sentence.text or two.figure.start < one.figure.start)
        and two is not one
        for two in stated_in(case)
    )


LEFT_ALONE = is_supposed, counts_a_list, _is_led_by_of_which, _is_of_them_together, _is_one_of_each
TO_BE_MENDED = re.compile("[待未应需](?:修复|治理|复垦|复绿)")  # 待治理510.6: what there is
MENDED = re.compile("修复|治理|复垦|复绿")


def _is_mended(one: Stated) -> bool:
    """采煤沉陷区168.5公顷; 修复采煤沉陷区110.0公顷: what there is, and what is done about it."""
    return MENDED.search(TO_BE_MENDED.sub("", one.label)) is not None


def _reach(one: Stated) -> str:
    """矿业产值(含加工)18.8亿元: what the bracket takes in or leaves out makes another amount."""
    found = REACH.search(one.sentence.text[: one.figure.start])
    return found[1] if found else ""


BEGAN = re.compile("[由从](?:20\\d\\d年底?末?的?)?$")


def _is_one_after(one: Stated, other: Stated) -> bool:
    """由16宗减少到10宗; 由10宗变为9宗: the second begins where the first has come to."""
    moves = [
        (two.figure.amount, figure.amount)
        for two in (one, other)
        for figure in two.sentence.figures
        if figure.start > two.figure.start and risen_from(two.sentence, figure) == two.figure
    ]
    return len(moves) == 2 and (moves[0][1] == moves[1][0] or moves[1][1] == moves[0][0])


AFTERWARDS = re.compile("(?:投产|达产|建成|整合|调整|实施|关闭|退出|扩建|到位)后[^。]*$")
NOW = re.compile("现有|目前|已有|已设|现状")


def _is_of_another_time(case: Case, one: Stated, other: Stated) -> bool:
    """由76个减少到52个: where it began is not where it is; 2023年…、利用率52%: the year of both."""
    texts = [two.sentence.text[: two.figure.start] for two in (one, other)]
    if len({AFTERWARDS.search(text) is None for text in texts}) > 1:
        return True  # 某矿投产后，全县核定能力为1680万吨/年
    if len({BEGAN.search(text) is None for text in texts}) > 1 or _is_one_after(one, other):
        return True
    pieces = [re.split("[，。;]", text)[-1] for text in texts]
    years = [set(re.findall(r"20\d\d(?=年)", piece)) for piece in pieces]
    if all(years):
        return not years[0] & years[1]
    if any(years) and case.base_year is not None:
        told = {int(year) for year in years[0] | years[1]}
        if max(told) < case.base_year:
            return True  # 2015年末为60个; 42个中有11个: the other is of now
        undated = next(piece for piece, told in zip(pieces, years, strict=True) if not told)
        if min(told) > case.base_year and NOW.search(undated):
            return True  # 现有探矿权11个; 2025年探矿权为13个
    first, last = case.years or (0, 0)
    return any(first <= int(year) < last for year in years[0] | years[1])


def _are_of_two_columns(population: Population, one: Stated, other: Stated) -> bool:
    """到2035年突破40亿元。28亿元按2020年价格计: 28 stands below 2025年."""
    first, second = (_columns_of(population, two) for two in (one, other))
    return bool(first and second) and not first & second


def _columns_of(population: Population, one: Stated) -> set[str]:
    """The years that its own sentence and the rows of its name give a figure."""
    words = pairs_of(one.label)
    years = {
        entry.year
        for entry in population.cells_of(one.figure)
        if entry.year and words & pairs_of("，".join(entry.row))
    }
    return years or ({one.year} if one.year and one.year in one.sentence.text else set())


def _are_parts_of_two_wholes(one: Stated, other: Stated) -> bool:
    """设置勘查区块22个，其中空白区新设14个; 设置开采区块13个，其中空白区新设3个."""
    wholes = []
    for two in (one, other):
        text, at = two.sentence.text, two.sentence.text.rfind("其中", 0, two.figure.start)
        before = [f for f in two.sentence.figures if f.end <= at]
        like = [f.amount for f in before if f.dimension is two.figure.dimension]
        wholes.append(like[-1] if like and "。" not in text[at : two.figure.start] else None)
    return None not in wholes and wholes[0] != wholes[1]


def _is_alone(population: Population, one: Stated, other: Stated) -> bool:
    """One of the two is said nowhere else; values that are both repeated are of two things."""
    return any(not population.has_another(two, pairs_of(two.label)) for two in (one, other))


def _judged(one: Stated, other: Stated) -> Finding | None:
    if one.of != other.of and min(len(one.label), len(other.label)) < 5:
        return None
    if _is_same_amount(one, other):
        return _other_force(one, other) if _is_one_thing(one, other) else _twins(one, other)
    if agree(one, other) or qualifiers(one) != qualifiers(other):
        return None
    if _unled(one.label) == _unled(other.label):
        return _other_value(one, other, is_exact=one.label == other.label)
    if _is_contained(one.label, other.label) or _is_slip(one, other):
        return _other_value(one, other, is_exact=False)
    if _twin_nouns(one.label, other.label) and one.is_goal_in_words and other.is_goal_in_words:
        return _other_value(one, other, is_exact=False)
    return None


def _is_base(one: Stated) -> bool:
    """占规划开采总量3000万吨的: a base does not repeat how firmly the figure is meant."""
    return OF_A_BASE.search(one.sentence.text[: one.figure.start]) is not None


def _unled(label: str) -> str:
    """规划开采总量 and 矿石年开采总量 are both 开采总量."""
    bare = LED.sub("", label)
    return bare if len(bare) >= 3 else label


def _is_slip(one: Stated, other: Stated) -> bool:
    """One name ends as the other does, and the digits are the same but for their order."""
    short, long = sorted((one.label, other.label), key=len)
    digits = [str(two.figure.value) for two in (one, other)]
    return (
        len(short) >= 3
        and long.endswith(short)
        and digits[0] != digits[1]
        and len(digits[0]) >= 3
        and sorted(digits[0]) == sorted(digits[1])
        and one.figure.unit == other.figure.unit
    )


def _is_same_amount(one: Stated, other: Stated) -> bool:
    return one.figure.amount == other.figure.amount


def _is_contained(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or len(short) * 5 < len(long) * 3:
        return False
    rest = long.replace(short, "", 1)
    if rest == long:
        return is_subsequence(short, long) and not MINERAL.search(_difference(short, long))
    return (
        not MINERAL.search(rest)
        and not DISTINCT.search(rest)
        and not re.search("[区级类型县市镇乡旗州]", rest)
    )


def _difference(short: str, long: str) -> str:
    signs = list(short)
    left = []
    for sign in long:
        if signs and sign == signs[0]:
            signs.pop(0)
        else:
            left.append(sign)
    return "".join(left)


def _is_one_thing(one: Stated, other: Stated) -> bool:
    short, long = sorted((one.label, other.label), key=len)
    if short == long or short in long:
        return True
    if _twin_nouns(one.label, other.label) is not None:
        return False
    digits = len(one.figure.value.as_tuple().digits)
    alike = common_length(short, long)
    pairs = {short[n : n + 2] for n in range(len(short) - 1)}
    is_rare = digits >= 3 and sum(pair in long for pair in pairs) >= 2
    is_goal_twice = one.is_goal and alike * 3 >= len(short) * 2
    return (is_rare or is_goal_twice) and not MINERAL.search(_difference(short, long))


def _other_force(one: Stated, other: Stated) -> Finding | None:
    if one.figure.force is other.figure.force or _is_base(one) or _is_base(other):
        return None
    forces = {one.figure.force, other.figure.force}
    if Force.EXACT in forces:
        return None  # a value that keeps to its own limit
    grade = Grade.ERROR if forces == {Force.AT_LEAST, Force.AT_MOST} else Grade.DOUBT
    return graded(
        grade,
        Kind.SAID_TWICE,
        other.sentence.around(other.figure),
        "同一数量两处限定不同：{one}{force}，{other}{force_too}",
        "one quantity is said with different force: {one}{force}, {other}{force_too}",
        [one.sentence.reading(one.figure), other.sentence.reading(other.figure)],
        one=one.words,
        force=one.figure.force.value,
        other=other.words,
        force_too=other.figure.force.value,
    )


def _twin_nouns(one: str, other: str) -> tuple[str, str] | None:
    for nouns in TWINS:
        first = next((noun for noun in nouns if noun in one), None)
        second = next((noun for noun in nouns if noun in other), None)
        if (
            first
            and second
            and first != second
            and one.replace(first, "") == other.replace(second, "")
        ):
            return first, second
    return None


def _twins(one: Stated, other: Stated) -> Finding | None:
    """The same number, once of rights and once of mines."""
    nouns = _twin_nouns(one.label, other.label)
    if nouns is None or not one.is_goal:
        return None
    return doubt(
        Kind.SAID_TWICE,
        other.sentence.around(other.figure),
        "同一指标两处所指不同：“{one}”与“{other}”，同为 {printed}",
        "one target is set for two things, “{one}” and “{other}”, both {printed}",
        [one.sentence.reading(one.figure), other.sentence.reading(other.figure)],
        one=one.label,
        other=other.label,
        printed=one.figure.printed,
    )


def _other_value(one: Stated, other: Stated, *, is_exact: bool) -> Finding | None:
    low, high = sorted((one.figure.amount, other.figure.amount))
    if low <= 0:
        return None
    ratio = high / low
    has_same_digits = (
        one.figure.value == other.figure.value and one.figure.unit != other.figure.unit
    )
    is_decimal_slip = ratio in {Decimal(10), Decimal(100), Decimal(1000), Decimal(10000)}
    limit = Decimal(20) if is_exact else Decimal("1.6")
    if not (ratio <= limit or has_same_digits or is_decimal_slip):
        return None
    if Force.ABOUT in {one.figure.force, other.figure.force} and ratio <= Decimal("1.05"):
        return None
    is_sure = is_exact and one.year == other.year
    make = error if is_sure or has_same_digits else doubt
    zh, en = (
        (
            "同一数量两处单位不同：{one}，{other}",
            "one quantity is said in different units: {one}, {other}",
        )
        if has_same_digits
        else (
            "同一数量两处数值不同：{one}，{other}",
            "one quantity is said twice with different values: {one}, {other}",
        )
    )
    return make(
        Kind.SAID_TWICE,
        other.sentence.around(other.figure),
        zh,
        en,
        [one.sentence.reading(one.figure), other.sentence.reading(other.figure)],
        one=one.words,
        other=other.words,
    )
