# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which figures of a row are its members, as the signs between them tell. 分项的断句。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.divisions import Division, Part, end_of, label_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force

SIGN = re.compile("[，。;:、()]")
SHARE_BEFORE = re.compile(r"\d(?:%|倍)\([^()]*$")  # 105%(目标400万吨)和90%(目标1000万吨)
BASE_OF_SHARES = re.compile(r"\)?(?:的|之)\d[\d.]*(?:%|倍)")
TOTAL = re.compile("总|合计|共")
WITHIN = re.compile(r"\((?:其中|含|包括|包含)")
MOST = 6  # members of two figures; beyond that a row is no row


def one_of_each_member(one: Division) -> Division:
    """The row with one figure for each member, as its signs part them: the nearest to the whole.

    已设保留58个、由其余4个整合设置2个: four are what the two were made of; 7个合并为3个: the seven
    are those of a row of what becomes of each, the three of a row of what there is.
    """
    rows = [replace(one, parts=row) for row in _rows(one.parts)]
    return min(rows, key=lambda row: abs(row.total - one.whole.amount))


def _rows(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """The row as it is, and every row with but one figure for each member."""
    yield parts
    members: list[list[Part]] = [[parts[0]]]
    for before, part in pairwise(parts):
        if _is_one_member(before, part):
            members[-1].append(part)
        else:
            members.append([part])
    if len(members) == len(parts) or sum(len(two) > 1 for two in members) > MOST:
        return
    rows: list[tuple[Part, ...]] = [()]
    for member in members:
        rows = [(*row, part) for row in rows for part in (member[0], member[-1])[: len(member)]]
    yield from (row for row in rows if len(row) > 1)


def _is_one_member(before: Part, part: Part) -> bool:
    """Words but no sign stand between the two figures."""
    if before.sentence is not part.sentence:
        return False
    between = part.sentence.text[before.figure.end : part.figure.start]
    return len(between) > 1 and not SIGN.search(between)


def is_told_of_another(one: Division) -> bool:
    """常住18.64万人，其中城镇7.27万人，城镇化率39.0%;户籍20.15万人: the last is no part.

    What stands after a semicolon goes on with the row only in the form that the row has; what is
    called as the whole is, and is more than that, is another whole.
    """
    if any(_has_a_base_of_its_own(one, part) for part in one.parts[1:]):
        return True
    if one.is_exhaustive:
        return False
    name = label_of(one.whole_sentence, one.whole)[-2:]
    for place, part in enumerate(one.parts[1:], 1):
        before = one.parts[:place]
        is_held = sum(two.figure.amount for two in before) <= one.whole.amount
        is_anew = part.figure.amount > one.whole.amount and end_of(part) == name
        if is_held and (is_anew or (place == 1 and _is_parted(before[-1], part))):
            return True
    return False


def _has_a_base_of_its_own(one: Division, part: Part) -> bool:
    """累计300公顷，其中2020年80公顷;剩余200公顷，占应治理500公顷的40.0%: of five hundred."""
    text = part.sentence.text
    base = next((two for two in part.sentence.figures if two.start >= part.figure.end), None)
    if base is None or base.dimension is not part.figure.dimension:
        return False
    is_base = re.fullmatch("[，(]占[^，。;、]*", text[part.figure.end : base.start])
    return is_base is not None and base.amount > max(one.whole.amount, one.total)


def _is_parted(before: Part, part: Part) -> bool:
    """A semicolon stands between the two, and not the same kinds of figures before and after."""
    text = part.sentence.text
    stop = text.find(";", before.figure.end, part.figure.start)
    if stop < 0 or before.sentence is not part.sentence:
        return False
    end = min([n for sign in ";。" if (n := text.find(sign, stop + 1)) > 0], default=len(text))
    figures = part.sentence.figures
    first = [two for two in figures if before.figure.start <= two.start < stop]
    second = [two for two in figures if stop < two.start < end]
    return _forms(first) != _forms(second)


def _forms(figures: Sequence[Figure]) -> list[object]:
    return [two.dimension for two in figures]


def are_bases_of_shares(one: Division) -> bool:
    """分别为上轮目标（6万吨、15吨）的125.0%和85.3%: what shares are of divides nothing."""
    last = one.parts[-1]
    if BASE_OF_SHARES.match(last.sentence.text, last.figure.end) is not None:
        return True
    return all(SHARE_BEFORE.search(part.sentence.text[: part.figure.start]) for part in one.parts)


def _is_right_behind(one: Division, part: Part) -> bool:
    """No other figure stands between the whole and its part."""
    is_one = one.whole_sentence is part.sentence
    between = part.sentence.text[one.whole.end : part.figure.start]
    return is_one and re.fullmatch(r"，其中[^，。;\d]*", between) is not None


def in_its_total(case: Case, one: Division) -> Division:
    """总投资6000万元。其中勘查2530万元。按来源分…: more than the last, so of the total."""
    first = one.parts[0]
    if len(one.parts) == 1 and _is_right_behind(one, first):
        return one  # 矿区38个，其中铁矿区48个: of these, whatever total was told before
    if one.total <= one.whole.amount or TOTAL.search(label_of(one.whole_sentence, one.whole)):
        return one
    number = case.sentences.index(first.sentence)
    told = [
        (sentence, figure)
        for sentence in case.sentences[max(0, number - 3) : number + 1]
        if sentence.paragraph == first.sentence.paragraph
        for figure in sentence.figures
        if figure.dimension is one.whole.dimension and TOTAL.search(label_of(sentence, figure))
        if sentence is not first.sentence or figure.end <= first.figure.start
    ]
    near = [two for two in told if abs(two[1].amount - one.total) * 4 < two[1].amount]
    return replace(one, whole=near[-1][1], whole_sentence=near[-1][0]) if near else one


def as_brackets_part(one: Division) -> Division:
    """探矿权33个(部发证2个、省发证31个)、采矿权45个: what a bracket holds is told aside.

    12座，8座已申请(其中5座已批)，2座关闭: the five are of the eight alone.
    35种(含亚种41种)，其中…: the parts are of the thirty-five.
    """
    if one.total == one.whole.amount:
        return one
    one = _of_its_unit(_not_of_an_aside(one))
    places = [bracket_at(part.sentence.text, part.figure.start) for part in one.parts]
    text, first = one.parts[0].sentence.text, places[0]
    if first >= 0 and not WITHIN.match(text, first):
        return one  # 石门镇(3.1亿吨)、白水镇(2.5亿吨)
    kept = tuple(part for part, at in zip(one.parts, places, strict=True) if at == first)
    return replace(one, parts=kept)


def _of_its_unit(one: Division) -> Division:
    """86处，其中…52处、21处、13处，涉矿17处，162户: households are no part of so many places."""
    units = {part.figure.unit for part in one.parts}
    kept = tuple(part for part in one.parts if part.figure.unit == one.whole.unit)
    is_mixed = one.whole.dimension is Dimension.COUNT and len(units) > 1 and kept
    return replace(one, parts=kept) if is_mixed else one


def _not_of_an_aside(one: Division) -> Division:
    """The whole is what stands before a bracket, not what the bracket holds."""
    sentence = one.whole_sentence
    opened = bracket_at(sentence.text, one.whole.start)
    first = one.parts[0]
    is_within = first.sentence is sentence and sentence.text.find(")", one.whole.end) > (
        first.figure.start
    )
    before = [
        two
        for two in sentence.figures
        if two.end <= opened and two.dimension is one.whole.dimension and not two.is_in_words
    ]
    return replace(one, whole=before[-1]) if before and not is_within else one


def bracket_at(text: str, place: int) -> int:
    """Where the bracket opens that a place stands in; -1 outside of any."""
    opened = text.rfind("(", 0, place)
    return opened if opened > text.rfind(")", 0, place) else -1


def is_loose(figure: Figure) -> bool:
    """No part of a sum: a limit, a span, an amount by the year."""
    return figure.force is not Force.EXACT or figure.upper is not None or bool(figure.rate)
