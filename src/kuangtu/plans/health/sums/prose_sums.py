# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts that do not add up to their whole in the prose. 正文的合计与分项。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.codes.minerals import are_minerals
from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Division, Part, are_listed, end_of
from kuangtu.plans.health.reading.part_words import PARTIAL, RANKED
from kuangtu.plans.health.reading.parts import divisions_in
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.reading.schemes import is_within_one_scheme
from kuangtu.plans.health.sums.at_fault import (
    are_in_a_row,
    is_a_part_turned,
    is_slip_away,
    may_be_parts,
)
from kuangtu.plans.health.sums.counted_along import is_all_by_count
from kuangtu.plans.health.sums.members import (
    are_bases_of_shares,
    as_brackets_part,
    in_its_total,
    is_told_of_another,
    one_of_each_member,
)
from kuangtu.plans.health.sums.told_otherwise import GONE, OTHERWISE
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

WHOLE_NUMBERS = {Dimension.COUNT, Dimension.PEOPLE, Dimension.KINDS}
COME = re.compile("新设|新立|新建|新颁|设立|调增|新增|增设|投放")
FLOW = re.compile("净[增减]|并为|增至|减至|升为|降为|增加(?!值)|减少")
PLACE = re.compile("[一-鿿](?:[县乡镇]|街道|苏木)$")
NEAR = Decimal("0.95")
NEARLY = Decimal("0.85")  # where the list leaves nothing to be guessed
FULL = 5
TELLING = 2  # digits that no other amount has by chance
NEARLY_ALL = 20  # times what is left
CRUMB = 4  # parts that go down to one as small as what they leave
NEXT_TO = 6  # signs between a part and its share

SPAN = re.compile(r"20\d\d年?[～—–－至到-]+20\d\d")


def parts_add_up(case: Case) -> Iterator[Finding]:
    """全县53个，其中大型5个，中型13个，小型35个."""
    for told in divisions_in(case):
        one = in_its_total(case, one_of_each_member(as_brackets_part(told)))
        is_another = is_told_of_another(one) and not is_all_by_count(one)
        is_read = is_explained(case, one) or is_another or are_bases_of_shares(one)
        if not is_read and may_be_parts(one) and (found := _judged(one)) is not None:
            yield found


RUNNING = re.compile("累计(?:分别|依次)")


def is_explained(case: Case, one: Division) -> bool:
    """Another reading adds up: then the whole that was taken is not the one that is meant."""
    whole, total = one.whole, one.total
    is_rough = whole.force is Force.ABOUT and all(
        part.figure.amount * NEARLY <= whole.amount for part in one.parts
    )  # 总面积约1164平方千米，其中县域内1380平方千米: no part is so much more
    if some_run_is(one.parts, whole) or is_rough:
        return True
    if whole.force is Force.AT_MOST and total <= whole.amount:
        return True
    if (whole.unit == "幅") != (one.parts[0].figure.unit == "幅"):
        return True  # two projects of four and two sheets
    labels = [part.label for part in one.parts]
    is_flow = any(map(COME.search, labels)) and any(map(GONE.search, labels))
    if is_flow or any(map(FLOW.search, labels)) or _are_groups_of(one) or _is_nested(one):
        return True
    before = one.parts[0].sentence.text[: one.parts[0].figure.start]
    if RANKED.search(re.split("[。;]", before)[-1]):
        return True
    if one.whole_sentence is one.parts[0].sentence and RUNNING.search(before[one.whole.end :]):
        return True  # 共12个，各年末累计分别为6个、8个、11个
    if any(reads(one) for reads in OTHERWISE) or _is_in_a_row_of_what_was_told(case, one):
        return True
    is_own = one.whole_sentence is one.parts[0].sentence
    told = {part.figure.start for part in one.parts}
    amounts = [
        figure.amount
        for sentence in _around(case, one)
        for figure in sentence.figures
        if figure.dimension is whole.dimension and figure is not whole
        if sentence is not one.parts[0].sentence or figure.start not in told
    ]
    if is_own:  # 近期2.4亿元，远期3.6亿元；其中…: the parts of both
        earlier = [
            one.amount
            for one in one.whole_sentence.figures
            if one.dimension is whole.dimension and one.start <= whole.start
        ]
        amounts += [sum(earlier[n:], Decimal(0)) for n in range(len(earlier) - 1)]
    rest = total - whole.amount  # 财政13590万元，自筹14560万元。分年度…: the parts of both
    is_of_both = not is_own and len(rest.normalize().as_tuple().digits) > TELLING
    return total in amounts or total + whole.amount in amounts or (is_of_both and rest in amounts)


def _is_in_a_row_of_what_was_told(case: Case, one: Division) -> bool:
    """总面积2738。林地1587.4，耕地602.3，建设用地188.6，其他359.7: each a part of the 2738."""
    sentence = one.whole_sentence
    number = case.sentences.index(sentence)
    before = case.sentences[number - 1] if number else sentence
    if before is sentence or before.paragraph != sentence.paragraph:
        return False
    dimension = one.whole.dimension
    row = [figure.amount for figure in sentence.figures if figure.dimension is dimension]
    told = {figure.amount for figure in before.figures if figure.dimension is dimension}
    return len(row) > 2 and any(sum(row[:n]) in told for n in range(3, len(row) + 1))


def _around(case: Case, one: Division) -> list[Sentence]:
    """The sentence of the parts; where the whole stands in another, its paragraph before it too."""
    sentence = one.parts[0].sentence
    if one.whole_sentence is sentence:
        return [sentence]
    number = case.sentences.index(sentence)
    first = number
    while first and case.sentences[first - 1].paragraph == sentence.paragraph:
        first -= 1
    return list(case.sentences[min(first, max(0, number - 3)) : number + 1])


def _is_nested(one: Division) -> bool:
    """少数民族18.72万人；少数民族中甲族11.20、乙族6.30、其他1.22: the parts of a part."""
    first, *rest = [part.figure.amount for part in one.parts]
    return len(rest) > 1 and first == sum(rest, Decimal(0)) and not are_in_a_row(one)


def _are_groups_of(one: Division) -> bool:
    """The whole is divided twice or more: 按级别3个、1个，按年度2个、2个."""
    sums, running = [], Decimal(0)
    for part in one.parts:
        running += part.figure.amount
        if running >= one.whole.amount:
            sums.append(running)
            running = Decimal(0)
    return len(sums) > 1 and not running and set(sums) == {one.whole.amount}


def _judged(one: Division) -> Finding | None:
    whole, total = one.whole, one.total
    largest = max(one.parts, key=lambda part: part.figure.amount)
    is_counted = whole.dimension in WHOLE_NUMBERS and whole.step <= 1
    if largest.figure.amount > whole.amount and largest.figure.unit != whole.unit and is_counted:
        return None  # 3个工程，其中某工程解决46处堆点中的28处
    if largest.figure.amount > whole.amount + (0 if is_counted else whole.step):
        return finding_of_sum(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
    if len(one.parts) < 2:
        return None
    if _are_units_mixed(one):
        return finding_of_sum(one, Grade.ERROR, Kind.SAID_TWICE)
    if not (one.is_exhaustive or is_all_by_count(one) or _are_complements(one)):
        return _above(one) or _near_miss(one)
    grade = grade_of_difference(
        whole, total, [part.figure for part in one.parts], one.parts[0].figure.dimension
    )
    return None if grade is None else finding_of_sum(one, grade, Kind.SUM)


def _are_complements(one: Division) -> bool:
    """品位25%以上的5.40亿吨，品位25%以下的12.60亿吨: above and below one limit are all.

    金属矿产地19处、非金属矿产地15处, where they nearly are all: neither has another beside it.
    """
    labels = {part.label for part in one.parts}
    if len(one.parts) == 2 and any(f"非{label}" in labels for label in labels):
        return abs(one.whole.amount - one.total) * NEARLY_ALL <= one.whole.amount
    said = [CLASS.search(part.sentence.text[: part.figure.start]) for part in one.parts]
    limits = {(found["limit"], found["side"][-1]) for found in said if found is not None}
    return len(one.parts) == 2 == len(limits) and len({limit for limit, _ in limits}) == 1


CLASS = re.compile(
    r"(?P<limit>\d[\d.]*[^，。;、\d]{1,6}?)(?P<side>及?以[上下])的?[^，。;、\d]{0,4}$"
)


def _are_units_mixed(one: Division) -> bool:
    """The printed numbers add up, but not in the units that are printed with them."""
    printed = sum((part.figure.value for part in one.parts), Decimal(0))
    return printed == one.whole.value and one.total != one.whole.amount


def grade_of_difference(
    whole: Figure, total: Decimal, parts: list[Figure], dimension: Dimension
) -> Grade | None:
    """None where the parts add up; a difference of rounding is a note."""
    difference = abs(whole.amount - total)
    step = max([whole.step, *(part.step for part in parts)])
    if difference == 0:
        return None
    if dimension in WHOLE_NUMBERS and step <= 1:
        return Grade.ERROR
    if difference <= step:
        return None if difference <= step / 2 else Grade.NOTE
    return Grade.DOUBT if difference <= step * (len(parts) + 1) / 2 else Grade.ERROR


def _above(one: Division) -> Finding | None:
    """Parts that exclude each other and are more than the whole."""
    is_counted = one.whole.dimension in WHOLE_NUMBERS and one.whole.step <= 1
    if one.total <= one.whole.amount + (0 if is_counted else one.whole.step):
        return None
    if is_within_one_scheme([part.label for part in one.parts]):
        return finding_of_sum(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
    return finding_of_sum(one, Grade.DOUBT, Kind.PART_ABOVE_WHOLE) if _are_alike(one) else None


def _are_alike(one: Division) -> bool:
    """Two parts whose names end alike are two of a kind: 露天采坑治理, 排土场治理; two places."""
    names = {part.label for part in one.parts}
    if len(names) == len(one.parts) > 1 and all(map(PLACE.search, names)):
        return True
    if len(names) == len(one.parts) > 1 and all(map(are_minerals, names)):
        return True  # 萤石8个、石膏5个 of 12
    ends = {part.label[-2:] for part in one.parts}
    return len(ends) == 1 and len(names) == len(one.parts) and len(next(iter(ends))) == 2


def _near_miss(one: Division) -> Finding | None:
    """Parts that need not be all of them, but very nearly are."""
    share = one.total / one.whole.amount if one.whole.amount else Decimal(0)
    text = one.parts[0].sentence.text
    if len(one.parts) > 1 and (is_slip_away(one) or _is_a_place_off(one)):
        return finding_of_sum(one, Grade.ERROR, Kind.SUM)
    if len(one.parts) < 3 or PARTIAL.search(text) or _shares_say_so(one, share):
        return None
    if is_a_part_turned(one):
        return finding_of_sum(one, Grade.ERROR, Kind.SUM)
    least = NEARLY if _is_full_list(one) or _leaves_a_crumb(one) else NEAR
    if Decimal(1) < share < Decimal("1.5") or least <= share < 1:
        return finding_of_sum(one, Grade.DOUBT, Kind.SUM)
    return None


def _is_a_place_off(one: Division) -> bool:
    """12.0平方千米分解为38.5公顷、27.2公顷…: together 120公顷, the same digits in another place."""
    digits = [amount.normalize().as_tuple().digits for amount in (one.whole.amount, one.total)]
    is_row = len(one.parts) > 2 and one.whole.unit != one.parts[0].figure.unit
    return is_row and digits[0] == digits[1] and len(digits[0]) >= TELLING


def _is_full_list(one: Division) -> bool:
    """Five pieces or more, sign by sign up to the full stop: 14个中，甲7个、乙2个…、己1个。"""
    text, figures = one.parts[0].sentence.text, [part.figure for part in one.parts]
    is_counted = one.whole.dimension in WHOLE_NUMBERS and len(figures) >= FULL
    return is_counted and are_in_a_row(one) and text[figures[-1].end :] in {"", "。"}


def _leaves_a_crumb(one: Division) -> bool:
    """17个，其中金8个、煤5个、锑2个、萤石1个: who names the 1 would name another that is left."""
    text, figures = one.parts[0].sentence.text, [part.figure for part in one.parts]
    rest = one.whole.amount - one.total
    amounts = [figure.amount for figure in figures]
    is_own = one.whole_sentence is one.parts[0].sentence and one.whole.dimension in WHOLE_NUMBERS
    is_small = len(amounts) >= CRUMB and 0 < rest <= min(amounts) == amounts[-1]
    is_ended = re.match("[，。；;]|$", text[figures[-1].end :]) is not None
    return is_own and is_small and is_ended and are_in_a_row(one)


def _shares_say_so(one: Division, share: Decimal) -> bool:
    """Each part has its share beside it, and these are as little of a hundred as the parts are."""
    figures = [f for part in one.parts for f in part.sentence.figures]
    percents = {
        f.start: f.amount
        for part in one.parts
        for f in figures
        if f.dimension is Dimension.PERCENT and 0 <= f.start - part.figure.end <= NEXT_TO
    }
    is_each = len(percents) == len(one.parts)
    return is_each and abs(sum(percents.values(), Decimal(0)) - 100 * share) < 1


def some_run_is(parts: tuple[Part, ...], whole: Figure) -> bool:
    """The first parts are the whole already: then the others divide it in another way."""
    total = Decimal(0)
    for place, part in enumerate(parts, 1):
        total += part.figure.amount
        if total == whole.amount:
            rest = parts[place:]
            if len(rest) == 1 and are_listed(parts[place - 1], rest[0]):
                return False  # 锑8个、钨6个、金5个、萤石2个、铅锌2个: one list
            if rest and _are_parted(parts[place - 1], rest[0]):
                return True  # 24种，其中…水气1种;查明资源储量的14种; 8个、14个，其中2023年底前8个
            if rest and _is_by_years(parts[0]) and not _is_by_years(rest[0]):
                return True  # 2021—2023年…，2024—2025年…；柳林镇…: by years, then by towns
            if len(rest) > 1 and sum(one.figure.amount for one in rest) == part.figure.amount:
                return True  # 大型6、中型4；非煤矿山14，中型5、小型9: those divide the last
            ends = {end_of(one) for one in parts[:place]}
            return not any(end_of(one) in ends for one in rest if one.label)
    return _is_divided_anew(parts, whole)


def _is_divided_anew(parts: tuple[Part, ...], whole: Figure) -> bool:
    """18.0万吨中，大鳞片3.6万吨；深加工8.1万吨，其余9.9万吨外销: the last two are all of it."""
    for place in range(1, len(parts) - 1):
        rest = parts[place:]
        if sum(part.figure.amount for part in rest) == whole.amount:
            return _are_parted(parts[place - 1], rest[0])
    return False


def _are_parted(one: Part, other: Part) -> bool:
    """A semicolon stands between them, or what comes is a part of what went before."""
    between = one.sentence.text[one.figure.end : other.figure.start]
    return one.sentence is other.sentence and re.search(";|其中", between) is not None


def _is_by_years(part: Part) -> bool:
    before = part.sentence.text[: part.figure.start]
    return SPAN.search(re.split("[，。；;]", before)[-1]) is not None


def finding_of_sum(one: Division, grade: Grade, kind: Kind) -> Finding:
    computed = f"{shown(one.total / one.whole.factor)}{one.whole.unit}"
    readings = [one.whole_sentence.reading(one.whole)]
    readings += [
        Reading(part.figure.printed, part.sentence.around(part.figure)) for part in one.parts
    ]
    return graded(
        grade,
        kind,
        one.whole_sentence.around(one.whole),
        "总数 {whole}，分项相加为 {total}",
        "the whole is {whole}, its parts add up to {total}",
        readings,
        computed,
        whole=one.whole.printed,
        total=computed,
    )
