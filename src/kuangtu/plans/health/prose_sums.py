# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts that do not add up to their whole in the prose. 正文的合计与分项。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.making import doubt, error, graded, shown
from kuangtu.plans.health.parts import (
    PARTIAL,
    Division,
    Part,
    divisions_in,
    is_within_one_scheme,
    label_of,
)
from kuangtu.plans.health.quantities import Dimension, Figure, Force
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

WHOLE_NUMBERS = {Dimension.COUNT, Dimension.PEOPLE, Dimension.KINDS}
TOTAL = re.compile(
    r"(?:合计|共计|总计|合共|总共|累计共|小计|三项共|两项共|共|[三四五]年(?:新增|新建|完成|累计))(?:为|有|达)?(?:[一-鿿]{0,8})$"
)
RATIO = re.compile(r"(?<![\d∶:.])\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?){2,}(?![\d∶:])")
NEAR = Decimal("0.95")


def parts_add_up(case: Case) -> Iterator[Finding]:
    """全县53个，其中大型5个，中型13个，小型35个."""
    for one in divisions_in(case):
        if (found := _judged(one)) is not None:
            yield found


def _judged(one: Division) -> Finding | None:
    whole, total = one.whole, one.total
    is_below = whole.force is Force.AT_MOST and total <= whole.amount
    if _some_run_is(one.parts, whole) or whole.force is Force.ABOUT or is_below:
        return None
    largest = max(one.parts, key=lambda part: part.figure.amount)
    if largest.figure.amount > whole.amount + whole.step:
        return _finding(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
    if len(one.parts) < 2:
        return None
    if _are_units_mixed(one):
        return _finding(one, Grade.ERROR, Kind.SAID_TWICE)
    if not one.is_exhaustive:
        return _above(one) or _near_miss(one)
    grade = grade_of_difference(
        whole, total, [part.figure for part in one.parts], one.parts[0].figure.dimension
    )
    return None if grade is None else _finding(one, grade, Kind.SUM)


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
    if one.total <= one.whole.amount + one.whole.step:
        return None
    if is_within_one_scheme([part.label for part in one.parts]):
        return _finding(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
    return _finding(one, Grade.DOUBT, Kind.PART_ABOVE_WHOLE) if _are_alike(one) else None


def _are_alike(one: Division) -> bool:
    """Two parts whose names end alike are two of a kind: 露天采坑治理, 排土场治理."""
    ends = {part.label[-2:] for part in one.parts}
    names = {part.label for part in one.parts}
    return len(ends) == 1 and len(names) == len(one.parts) and len(next(iter(ends))) == 2


def _near_miss(one: Division) -> Finding | None:
    """Parts that need not be all of them, but very nearly are."""
    share = one.total / one.whole.amount if one.whole.amount else Decimal(0)
    text = one.parts[0].sentence.text
    if len(one.parts) < 3 or PARTIAL.search(text):
        return None
    if Decimal(1) < share < Decimal("1.5") or NEAR <= share < 1:
        return _finding(one, Grade.DOUBT, Kind.SUM)
    return None


def _some_run_is(parts: tuple[Part, ...], whole: Figure) -> bool:
    """The first parts are the whole already: then the others divide it in another way."""
    total = Decimal(0)
    for place, part in enumerate(parts, 1):
        total += part.figure.amount
        if total == whole.amount:
            ends = {one.label[-2:] for one in parts[:place]}
            return not any(one.label[-2:] in ends for one in parts[place:] if one.label)
    return False


def _finding(one: Division, grade: Grade, kind: Kind) -> Finding:
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


def totals_after_parts(case: Case) -> Iterator[Finding]:
    """甲镇12处、乙镇15处、丙乡8处，合计36处."""
    for number, sentence in enumerate(case.sentences):
        for total in sentence.figures:
            if total.is_in_words or not TOTAL.search(sentence.text[: total.start]):
                continue
            parts = _parts_before(sentence, total)
            if not parts and number and TOGETHER.fullmatch(sentence.text[: total.start]):
                parts = _parts_of_last(case.sentences[number - 1], sentence, total)
            if len(parts) < 2 or total.force is not Force.EXACT:
                continue
            if len(parts) > 2 and parts[0].figure.amount > total.amount:
                parts = parts[1:]  # 72处，大型10处、中型21处，大中型合计31处
            one = Division(total, sentence, tuple(parts), is_exhaustive=True)
            if _some_run_is(one.parts, total):
                continue
            grade = grade_of_difference(
                total, one.total, [part.figure for part in parts], total.dimension
            )
            if grade is not None:
                yield _finding(one, grade, Kind.SUM)


TOGETHER = re.compile(
    "^(?:以上)?[二两三四五六七八九十\\d]*[个]?[区项类者镇处片块]?(?:合计|共计|总计)$"
)


def _parts_of_last(before: Sentence, sentence: Sentence, total: Figure) -> list[Part]:
    """三区合计150.0平方千米: the figures of the sentence before."""
    if before.paragraph != sentence.paragraph:
        return []
    like = [
        one
        for one in before.figures
        if one.dimension is total.dimension and not one.is_in_words and one.unit == total.unit
    ]
    if any(one.force is not Force.EXACT or one.upper is not None or one.rate for one in like):
        return []
    return [Part(label_of(before, one), one, before) for one in like]


def _parts_before(sentence: Sentence, total: Figure) -> list[Part]:
    """The figures of the total's dimension before it, unless they belong to something else."""
    start = max(sentence.text.rfind(sign, 0, total.start) for sign in ";。")
    like = [
        figure
        for figure in sentence.figures
        if figure.dimension is total.dimension
        and start < figure.start < total.start
        and not figure.is_in_words
    ]
    if any(one.force is not Force.EXACT or one.upper is not None or one.rate for one in like):
        return []
    if any(one.unit not in {total.unit} and one.dimension in WHOLE_NUMBERS for one in like):
        return []
    if re.search(r"[于由从]20\d\d年|比\d|占", sentence.text[start + 1 : total.start]):
        return []
    return [Part(label_of(sentence, one), one, sentence) for one in like]


def ratios_are_of_a_hundred(case: Case) -> Iterator[Finding]:
    """三次产业结构比为22.70:53.27:24.03: a hundred in all, and what the sectors give."""
    for number, sentence in enumerate(case.sentences):
        for found in RATIO.finditer(sentence.text):
            shares = [Decimal(one) for one in re.split("[:∶]", found[0])]
            total = sum(shares, Decimal(0))
            where = sentence.where(max(0, found.start() - 16), found.end())
            reading = Reading(found[0], where)
            step = min(Decimal(1).scaleb(int(one.as_tuple().exponent)) for one in shares)
            if not 90 < total < 110:
                continue
            if abs(total - 100) > step * len(shares) / 2:
                yield error(
                    Kind.SUM,
                    where,
                    "构成之和为 {total}，不是 100",
                    "the shares add up to {total}, not to 100",
                    [reading],
                    shown(total),
                    total=shown(total),
                )
            yield from _against_amounts(case, number, shares, reading)


def _against_amounts(
    case: Case, number: int, shares: list[Decimal], reading: Reading
) -> Iterator[Finding]:
    bases = [*_prose_bases(case, number, len(shares)), *_table_bases(case, len(shares))]
    if not bases:
        return
    best = min(bases, key=lambda base: _distance(base, shares))
    computed = _shares_of(best, shares)
    text = ":".join(map(str, computed))
    step = Decimal(1).scaleb(int(shares[0].as_tuple().exponent))
    distance = max(abs(one - other) for one, other in zip(computed, shares, strict=True))
    if distance == 0 or distance > 15:
        return
    grade = Grade.NOTE if distance <= step else Grade.ERROR
    yield graded(
        grade,
        Kind.SHARE,
        reading.where,
        "构成印作 {printed}，按所印数值计算为 {right}",
        "the composition is printed as {printed}; the printed amounts give {right}",
        [reading],
        text,
        printed=reading.value,
        right=text,
    )


def _prose_bases(case: Case, number: int, width: int) -> Iterator[list[Decimal]]:
    for sentence in case.sentences[max(0, number - 3) : number + 1]:
        if sentence.paragraph != case.sentences[number].paragraph:
            continue
        amounts = [one.amount for one in sentence.figures if one.dimension is Dimension.MONEY]
        for start in range(len(amounts) - width + 1):
            yield amounts[start : start + width]


def _table_bases(case: Case, width: int) -> Iterator[list[Decimal]]:
    for table in case.tables:
        for row in table.rows:
            numbers = [
                Decimal(cell.replace(",", ""))
                for cell in row
                if re.fullmatch(r"\d[\d,]*(\.\d+)?", cell.strip())
            ]
            for start in range(len(numbers) - width + 1):
                if sum(numbers[start : start + width]) > 0:
                    yield numbers[start : start + width]


def _shares_of(base: list[Decimal], shares: list[Decimal]) -> list[Decimal]:
    total = sum(base, Decimal(0))
    return [
        (100 * one / total).quantize(Decimal(1).scaleb(int(share.as_tuple().exponent)))
        for one, share in zip(base, shares, strict=True)
    ]


def _distance(base: list[Decimal], shares: list[Decimal]) -> Decimal:
    return sum(
        (abs(one - other) for one, other in zip(_shares_of(base, shares), shares, strict=True)),
        Decimal(0),
    )


def wholes_hold_their_parts(case: Case) -> Iterator[Finding]:
    """Nothing in the county is larger than the county."""
    known = case.county_area
    if known is None:
        return
    whole, whole_sentence = known
    for sentence in case.sentences:
        for figure in sentence.figures:
            if figure.dimension is not Dimension.AREA or figure is whole:
                continue
            if figure.amount <= whole.amount + whole.step or _is_elsewhere(
                sentence, figure, case.own_level
            ):
                continue
            yield doubt(
                Kind.PART_ABOVE_WHOLE,
                sentence.around(figure),
                "{part} 大于全县面积 {whole}",
                "{part} is more than the county's area of {whole}",
                [sentence.reading(figure), whole_sentence.reading(whole)],
                part=figure.printed,
                whole=whole.printed,
            )


def _is_elsewhere(sentence: Sentence, figure: Figure, own: str) -> bool:
    """The figure is of a region, a nation or a passage of years."""
    head = sentence.text[max(0, figure.start - 30) : figure.start].replace(own or "!", "")
    return bool(re.search("全国|全疆|全省|全区|全州|全市|累计测线|流域|成矿带|盆地", head))


DONE = re.compile(
    r"(?:已|累计)(?:完成|治理|修复|恢复)[^，。;]{0,12}|完成[^，。;]{0,10}(?:治理|修复|恢复)[^，。;]{0,8}"
)
AGAIN = re.compile(r"\((?:合|折合|约合|约|即)?$")  # the same in another unit
LEFT = re.compile(
    r"(?:尚?未|待|其余|剩余|余下|尚余|尚有|尚需|仍有|仍需|仍余|还有|还剩)[^，。;]{0,14}"
)


def done_and_left_are_all(case: Case) -> Iterator[Finding]:
    """图斑216个，面积618.5公顷；已完成130个，371.1公顷；待修复86个，247.4公顷."""
    for sentence in case.sentences:
        done, left = DONE.search(sentence.text), LEFT.search(sentence.text)
        if done is None or left is None or left.start() < done.start():
            continue
        for dimension in (Dimension.COUNT, Dimension.AREA):
            like = [
                one
                for one in sentence.figures
                if one.dimension is dimension
                and not one.is_in_words
                and not AGAIN.search(sentence.text[: one.start])
            ]
            if len(like) != 3 or not like[0].start < left.start() < like[2].start:
                continue
            is_first = like[0].end <= done.start() < like[1].start
            whole = like[0] if is_first else max(like, key=lambda one: one.amount)
            rest = [one for one in like if one is not whole]
            if not done.start() < rest[0].start or not left.start() < rest[1].start:
                continue
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in rest)
            one = Division(whole, sentence, parts, is_exhaustive=True)
            grade = grade_of_difference(whole, one.total, rest, dimension)
            if grade is not None:
                yield _finding(one, grade, Kind.SUM)


RESERVES = re.compile(
    r"(?:查明|探明)[^，。;]*?(?=\d)[^，。;]*[，、]\s*(?:现?保有)[^，。;]*[，、][^，。;]*?(?:消耗|动用|采出)"
)


def reserves_left_and_used_are_those_found(case: Case) -> Iterator[Finding]:
    """累计查明8.6亿吨，保有7.9亿吨，累计消耗0.7亿吨."""
    for sentence in case.sentences:
        for found in RESERVES.finditer(sentence.text):
            like = [
                one
                for one in sentence.figures
                if one.dimension is Dimension.MASS and one.start > found.start()
            ][:3]
            if len(like) != 3 or not like[1].end <= found.end() <= like[2].start:
                continue
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in like[1:])
            one = Division(like[0], sentence, parts, is_exhaustive=True)
            if like[1].amount > like[0].amount:
                yield _finding(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
                continue
            grade = grade_of_difference(like[0], one.total, like[1:], Dimension.MASS)
            if grade is not None:
                yield _finding(one, grade, Kind.SUM)
