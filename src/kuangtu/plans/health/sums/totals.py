# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Totals that stand behind their parts, or apart from them. 后置合计。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Division, Part, label_of
from kuangtu.plans.health.reading.each import of_each
from kuangtu.plans.health.reading.part_words import PLACES
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, Figure, Force, count_of, han_number
from kuangtu.plans.health.sums.at_fault import is_a_point_off, is_slip_away, may_be_parts
from kuangtu.plans.health.sums.members import bracket_at, is_loose
from kuangtu.plans.health.sums.prose_sums import (
    COME,
    WHOLE_NUMBERS,
    finding_of_sum,
    grade_of_difference,
)
from kuangtu.plans.health.sums.told_otherwise import GONE
from kuangtu.plans.health.types import Finding, Grade, Kind

Named = tuple[str, Decimal]  # how the name of an amount ends, and the amount
TOTAL = re.compile(
    "(?:合计|共计|总计|合共|总共|累计共|小计|相加|加总|加起来|总人数|总和|之和|[两三四五六][者项类处区]共|共"
    "|(?<=[，、;])计(?!入)|[三四五]年(?:新增|新建|完成|累计))(?:为|有|达|得)?(?:[一-鿿]{0,8})$"
)
WEAK = re.compile("，总(?:面积|投资|经费|产量|产值|长度|规模|量|额)(?:为|达|约)?$")
NO_TOTAL = re.compile(
    "(?:其余|其他|余下|剩余)[^，。;]{0,10}$|(?:公共|共[同生伴享用建])[^，。;]{0,8}$"
)
BARE = re.compile(r"(?:(?<![\d.A-Za-z])\d+(?:\.\d+)?[、和及])+$")
BEHIND = re.compile(r"[，;(][^，。;\d]{1,12}")
BY_PIECE = re.compile("按每[一-鿿]{1,3}$")  # 按每公顷18万元计，投资2700万元
NO_PART = re.compile("每|年均|平均|最[大小高低多少]|单个|人均")
TOGETHER = re.compile(
    "^(?:以上)?[二两三四五六七八九十\\d]*[个]?[区项类者镇处片块]?(?:合计|共计|总计)$"
)
SO_MANY = re.compile("([二两三四五六])(?:者|[项类处区个](?=[^，。;]{0,4}[合共总]))[^，。;]{0,8}$")
BASE = re.compile("占[^，。;占]{0,16}$")
OLD = re.compile(r"[比较](?:上年|20\d\d年[底末]?)的?$")  # 750万吨，比2019年的720万吨增长
LESS = re.compile("扣除|剔除|减去|去掉|除去|重[复叠]")  # 合计24处，扣除重复的5处: no sum
APART = re.compile(r"[于由从]20\d\d年|比\d|[由从][^，。;]{0,12}$")
# 6个整合为4个，4个整合为2个，共减少4个: the total is of what each has lost.
CHANGED = re.compile("(?:整合|合并|调整|归并|压减|精简|[增减升降])(?:为|至|到|成)")
BY = re.compile("(?:减少|增加|压减|核减|净[增减])[^，。;\\d]{0,8}$")
NEXT_TO = 8  # signs
FROM_TO = re.compile(r"[由从]\d[^，。;]{0,8}(?:[增减升降提扩压调][^，。;\d]{0,4}[到至为]|[到至])\d")
GROUP = re.compile(
    rf"(?:以上|上述|这|前述|全部|划定)*(?P<count>{HAN_NUMBER}|\d+)(?:个|大|处|项|片|类)?"
    r"(?P<noun>[一-鿿]{1,8}?)(?:的|合计|共计?|总)*(?:面积|投资|规模|资源量|能力|长度|经费)*(?:共|合计|总计|为|约|达)*$"
)


def totals_after_parts(case: Case) -> Iterator[Finding]:
    """甲镇12处、乙镇15处、丙乡8处，合计36处."""
    for number, sentence in enumerate(case.sentences):
        for total in sentence.figures:
            if not _is_total(sentence, total) or _adds_up(case, number, total):
                continue
            parts = _parts_before(sentence, total)
            if not parts and number and TOGETHER.fullmatch(sentence.text[: total.start]):
                parts = _parts_of_last(case.sentences[number - 1], sentence, total)
            if len(parts) < 2:
                continue
            parts = _begun_with(sentence, parts, total) or parts
            before = tuple(parts)
            if len(parts) > 2 and parts[0].figure.amount > total.amount:
                parts = parts[1:]  # 72处，大型10处、中型21处，大中型合计31处
            if _has_a_subtotal(parts) or _is_of_others(sentence, parts, total):
                continue
            one = Division(total, sentence, tuple(parts), is_exhaustive=True)
            figures = [part.figure for part in parts]
            grade = grade_of_difference(total, one.total, figures, total.dimension)
            is_sure = not _is_weak(sentence, total) or is_slip_away(one)
            may_be = may_be_parts(one) or may_be_parts(replace(one, parts=before))
            if grade is not None and is_sure and may_be:
                yield finding_of_sum(one, grade, Kind.SUM)


def _is_of_others(sentence: Sentence, parts: Sequence[Part], total: Figure) -> bool:
    """The total is of other things than what stands before it."""
    return (
        _is_below_a_part(parts, total)
        or _is_after_a_change(parts, total)
        or _is_of_those_named(sentence, parts, total)
        or _is_of_another_year(parts, total)
    )


def _is_after_a_change(parts: Sequence[Part], total: Figure) -> bool:
    """8座关闭3座，新设1座，共6座; 由160增加到240万吨，煤保持300万吨，合计972: ends of a change."""
    first, text = parts[0], parts[0].sentence.text
    if first.figure.start >= total.start:
        return False
    told = text[max(0, first.figure.start - NEXT_TO) : total.start]
    is_moved = FROM_TO.search(told) is not None
    return is_moved or (GONE.search(told) is not None and COME.search(told) is not None)


def _is_of_those_named(sentence: Sentence, parts: Sequence[Part], total: Figure) -> bool:
    """银6820吨、铅74.6万吨、锌158.3万吨，铅锌合计232.9万吨: of 铅 and 锌."""
    clause = re.split("[，。;]", sentence.text[: total.start])[-1]
    named = [part for part in parts if part.label[:1] and part.label[:1] in clause]
    together = sum((part.figure.amount for part in named), Decimal(0))
    return 1 < len(named) < len(parts) and together == total.amount


def _begun_with(sentence: Sentence, parts: Sequence[Part], total: Figure) -> list[Part]:
    """铅12.8万吨、锌26.5万吨、银640吨，铅锌金属量合计: the two named last."""
    clause = re.split("[，。;]", sentence.text[: total.start])[-1]
    for size in range(2, len(parts)):
        for at in range(len(parts) - size + 1):
            run = list(parts[at : at + size])
            if all(one.label for one in run) and clause.startswith("".join(o.label for o in run)):
                return run
    return []


YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")


def _is_of_another_year(parts: Sequence[Part], total: Figure) -> bool:
    """2020年合计2648万吨，其余37万吨；2025年三项合计2850万吨: of what there will be then."""
    sentence, last = parts[-1].sentence, parts[-1].figure
    if last.end > total.start:
        return False
    own = YEAR.findall(sentence.text[last.end : total.start])
    told = YEAR.findall(sentence.text[: last.start])
    return bool(own and told) and own[-1] not in told


def rows_without_units_add_up(case: Case) -> Iterator[Finding]:
    """面积分别为2.46、3.18和1.76平方千米，合计7.40平方千米: the last alone has the unit."""
    for sentence in case.sentences:
        for last, total in pairwise(sentence.figures):
            between = sentence.text[last.end : total.start]
            row = BARE.search(sentence.text[: last.start])
            is_row = row is not None and last.unit == total.unit and not is_loose(last)
            if row is None or not is_row or not BEHIND.fullmatch(between):
                continue
            if not _is_total(sentence, total) or _is_weak(sentence, total):
                continue
            values = [*map(Decimal, re.findall(r"\d+(?:\.\d+)?", row[0])), last.value]
            figures = [replace(last, value=value) for value in values]
            parts = tuple(Part("", figure, sentence) for figure in figures)
            one = Division(total, sentence, parts, is_exhaustive=True)
            grade = grade_of_difference(total, one.total, figures, total.dimension)
            if grade is not None:
                yield finding_of_sum(one, grade, Kind.SUM)


def _has_a_subtotal(parts: Sequence[Part]) -> bool:
    """18个、15个和9个，三地共42个，全县共58个: a wider whole, of which these are not all.

    新增9个，包括新设6个、现有3个，合计19个: the parts of one of its parts.
    """
    amounts = [part.figure.amount for part in parts]
    ends = (amounts[-1], amounts[:-1]), (amounts[0], amounts[1:])
    return len(amounts) > 2 and any(one == sum(rest, Decimal(0)) for one, rest in ends)


def _is_below_a_part(parts: Sequence[Part], total: Figure) -> bool:
    """累计查明18.60亿吨，保有16.74亿吨，两镇合计13.95亿吨: of other things than what is before it.

    Unless it is a slip of what they add up to.
    """
    if total.dimension in WHOLE_NUMBERS:
        return False
    amounts = [part.figure.amount for part in parts]
    one = Division(total, parts[0].sentence, tuple(parts), is_exhaustive=True)
    return max(amounts) > total.amount and not (is_slip_away(one) or is_a_point_off(one))


# 花岗岩2个，…；高岭土、矿泉水和地热共4个: of those that its own clause names.
OF_ITS_OWN = re.compile(r"[，；;](?!以上|上述|这)[^，。；;\d]{1,12}[、和][^，。；;\d]{1,12}共$")
OWN_COUNT = re.compile("\\d[个处座片块宗项家]共计?$")
OWN_COUNTS = re.compile("\\d[个处座片块宗项家]共计?(?=\\d)")


def _is_total(sentence: Sentence, total: Figure) -> bool:
    head = sentence.text[: total.start]
    if total.is_in_words or total.force is not Force.EXACT or total.upper is not None:
        return False
    if BASE.search(head) or OF_ITS_OWN.search(head):
        return False
    if OWN_COUNT.search(head) and len(OWN_COUNTS.findall(sentence.text)) > 1:
        return False  # 一级5个共1.5平方公里，二级5个共18.5平方公里: each of its own
    is_said = TOTAL.search(head) or WEAK.search(head)
    return bool(is_said) and not NO_TOTAL.search(head)


def _is_weak(sentence: Sentence, total: Figure) -> bool:
    """总面积 may open something new; only a slip tells that it is of what stands before it."""
    return not TOTAL.search(sentence.text[: total.start])


def _adds_up(case: Case, number: int, total: Figure) -> bool:
    """Some figures that stand in a row before a total are it, in one of the ways to read them.

    All of them, or the last of each clause (由5个增至6个), or the first of each; with those of the
    sentence before where the sentence itself has fewer than two.
    """
    sentence = case.sentences[number]
    before = case.sentences[number - 1] if number else None
    rows = [_rows_of(sentence, total, total.start)]
    is_near = before is not None and before.paragraph >= sentence.paragraph - 1
    if before is not None and is_near and len(rows[0][0]) < 2:
        earlier = _rows_of(before, total, len(before.text))
        rows += [earlier, [[*a, *b] for a, b in zip(earlier, rows[0], strict=True)]]
    return any(_has_run(row, total) for three in rows for row in three)


def _rows_of(sentence: Sentence, total: Figure, end: int) -> list[list[Named]]:
    like = [
        one
        for one in sentence.figures
        if one.dimension is total.dimension
        and one.start < end
        and not one.is_in_words
        and not PLACES.match(sentence.text, one.end)
        and not sentence.text.startswith("/", one.end)
    ]
    firsts: dict[int, Figure] = {}
    lasts: dict[int, Figure] = {}
    for one in like:
        clause = max(sentence.text.rfind(sign, 0, one.start) for sign in "，;。")
        firsts.setdefault(clause, one)
        lasts[clause] = one
    outside = [one for one in like if bracket_at(sentence.text, one.start) < 0]
    inside = [one for one in like if one not in outside]
    pieces: dict[int, Figure] = {}
    for one in like:  # 治理13364.8万元，争取…；勘查2350万元，…；平台480万元: the first of each
        pieces.setdefault(sentence.text.rfind(";", 0, one.start), one)
    changes = [one for one in like if BY.search(sentence.text[: one.start])]
    return [
        [(label_of(sentence, one)[-1:], of_each(sentence, one).amount) for one in row]
        for row in (
            like,
            firsts.values(),
            lasts.values(),
            pieces.values(),
            changes,
            outside,
            inside,
        )
    ]


def _has_run(row: Sequence[Named], total: Figure) -> bool:
    """Two or more that stand together add up to the total, and none of their kind is left out."""
    room = total.step / 2 if total.dimension not in WHOLE_NUMBERS else Decimal(0)
    amounts = [amount for _, amount in row]
    # 9.60万人，汉族6.72、裕固族1.44、藏族0.96、其他0.48，少数民族合计2.88: the list has its whole.
    has_its_whole = any(
        len(amounts) - at > 2 and amounts[at] == sum(amounts[at + 1 :], Decimal(0))
        for at in range(len(amounts))
    )
    return any(
        abs(sum((amount for _, amount in row[first:last]), Decimal(0)) - total.amount) <= room
        and (
            has_its_whole
            or not (first and row[first - 1][0] in {end for end, _ in row[first:last] if end})
        )
        and not _leaves_the_last(row, first, last)
        for first in range(len(row))
        for last in range(first + 2, len(row) + 1)
    )


LONG = 5  # parts of a row: of fewer some may have a total of their own, as 大型 and 中型


def _leaves_the_last(row: Sequence[Named], first: int, last: int) -> bool:
    """600、120、40、900、270、20，总计1930: all but the last, which is of their kind."""
    is_but_one = first == 0 and last == len(row) - 1 and len(row) >= LONG
    return is_but_one and row[last][0] in {end for end, _ in row[:last] if end}


def _parts_of_last(before: Sentence, sentence: Sentence, total: Figure) -> list[Part]:
    """三区合计150.0平方千米: the figures of the sentence before."""
    if before.paragraph != sentence.paragraph:
        return []
    like = [
        one
        for one in before.figures
        if one.dimension is total.dimension and not one.is_in_words and one.unit == total.unit
        if not OLD.search(before.text[: one.start])
        and not BY_PIECE.search(before.text[: one.start])
    ]
    return (
        []
        if any(map(is_loose, like))
        else [Part(label_of(before, one), one, before) for one in like]
    )


def _parts_before(sentence: Sentence, total: Figure) -> list[Part]:
    """The figures of the total's dimension before it, unless they belong to something else."""
    text = sentence.text
    start = max(text.rfind(sign, 0, total.start) for sign in ";。")
    many = SO_MANY.search(text[: total.start])
    if many:
        start = -1
    like = [
        figure
        for figure in sentence.figures
        if figure.dimension is total.dimension
        and start < figure.start < total.start
        and not figure.is_in_words
        and not BASE.search(text[: figure.start])
        and not OLD.search(text[: figure.start])
        and not BY_PIECE.search(text[: figure.start])
        and not PLACES.match(text, figure.end)
    ]
    outside = [one for one in like if bracket_at(text, one.start) < 0]
    like = outside if len(outside) > 1 else like  # 大型5个(其中停产1个)、中型10个: told aside
    told = text[start + 1 : total.start]
    if any(map(is_loose, like)) or APART.search(told) or LESS.search(told):
        return []
    if CHANGED.search(told) and BY.search(text[: total.start]):
        like = [one for one in like if BY.search(label_of(sentence, one))]  # 耕地减少42公顷、…
    if any(NO_PART.search(label_of(sentence, one)) for one in like):
        return []
    if any(one.unit != total.unit and one.dimension in WHOLE_NUMBERS for one in like):
        return []
    if many:
        like = [one for one in like if one.unit == total.unit][-han_number(many[1]) :]
    return [Part(label_of(sentence, one), of_each(sentence, one), sentence) for one in like]


def groups_measure_what_their_members_do(case: Case) -> Iterator[Finding]:
    """三个片区面积1497.0平方千米, before or after the three sentences that tell of one each."""
    for number, sentence in enumerate(case.sentences):
        figure = next((one for one in sentence.figures if not one.is_in_words), None)
        found = GROUP.search(sentence.text[: figure.start]) if figure else None
        if figure is None or found is None or is_loose(figure):
            continue
        count = count_of(found["count"])
        if 2 <= count <= 12:
            yield from _group(case, number, figure, count)


def _group(case: Case, number: int, total: Figure, count: int) -> Iterator[Finding]:
    around = [
        case.sentences[max(0, number - count) : number],
        case.sentences[number + 1 : number + 1 + count],
    ]
    rows = [tuple(_members(run, total)) for run in around if len(run) == count]
    sums = [one for one in rows if len(one) == count]
    divisions = [Division(total, case.sentences[number], one, is_exhaustive=True) for one in sums]
    if any(abs(one.total - total.amount) <= total.step / 2 for one in divisions):
        return
    for one in divisions:
        if is_slip_away(one):
            yield finding_of_sum(one, Grade.ERROR, Kind.SUM)


def _members(run: Sequence[Sentence], total: Figure) -> Iterator[Part]:
    for sentence in run:
        like = [one for one in sentence.figures if one.unit == total.unit and not one.is_in_words]
        if len(like) == 1 and not is_loose(like[0]):
            yield Part(label_of(sentence, like[0]), like[0], sentence)
