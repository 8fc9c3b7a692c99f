# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Amounts behind a whole that no word calls its parts, a slip away from it. 未标明的分项。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Division, Part, label_of
from kuangtu.plans.health.reading.part_words import NEW_SUBJECT, OF_A_BASE, TOTALLED
from kuangtu.plans.health.reading.parts import divisions_in
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.reading.schemes import are_class_names, is_class, is_within_one_scheme
from kuangtu.plans.health.sums.at_fault import is_slip_away
from kuangtu.plans.health.sums.members import is_loose
from kuangtu.plans.health.sums.prose_sums import WHOLE_NUMBERS, finding_of_sum
from kuangtu.plans.health.types import Finding, Grade, Kind

LONGEST = 6  # signs of a name that is nothing but a kind of what the whole counts
WITHIN = Decimal("0.15")
ALL = re.compile(  # all that there are, whatever their class
    "(?:到?20\\d\\d年[底末]?|年底|年末|全[县市区州旗]|县内|现有|共有|有效|在册|持证|登记|各类|固体|非油气|已?设置?|有|共)*"
    "(?:矿山|采矿权|探矿权|矿业权|矿山企业|尾矿库|矿区|矿产地)(?:总数|数量)?"
)
PIECES = re.compile(
    "(?:矿山|企业|采矿权|探矿权|矿业权|尾矿库|矿区|矿床|矿产地|矿井|项目|区块|人口|职工|人员)(?:总数|数量|个数)?$"
)
OF_SOME = re.compile("新增|新建|新设|净增|新立|其余|其他|剩余|级|型")  # the classes may be of all
COMPARED = 3  # two and what is between them
NEVER = {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}


def amounts_behind_a_whole_add_up(case: Case) -> Iterator[Finding]:
    """利润3.62亿元，煤炭企业2.51亿元，金属矿企业0.98亿元，余下0.49亿元: 2.15 would be right."""
    known = {
        (id(part.sentence), part.figure.start) for one in divisions_in(case) for part in one.parts
    }
    for sentence in case.sentences:
        for row in _rows_of(sentence):
            if any((id(sentence), one.start) in known for one in row[1:]):
                continue
            if _is_told_behind(sentence, row) or sentence.text.startswith("、", row[0].end):
                continue  # 七家中，钨4家、萤石1家、瓷土1家: the first is a member itself
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in row[1:])
            one = Division(row[0], sentence, parts, is_exhaustive=False)
            if not _holds_somehow(row) and (
                (is_slip_away(one) and _are_named_apart(one)) or _are_kinds(one)
            ):
                yield finding_of_sum(one, Grade.ERROR, Kind.SUM)


def _is_told_behind(sentence: Sentence, row: Sequence[Figure]) -> bool:
    """铁矿12处、金矿2处、萤石矿3处，共17处: the whole stands behind, and the first is a part."""
    behind = next((one for one in sentence.figures if one.start >= row[-1].end), None)
    total = sum((one.amount for one in row), Decimal(0))
    return behind is not None and behind.unit == row[0].unit and behind.amount == total


def classes_are_within_what_they_divide(case: Case) -> Iterator[Finding]:
    """矿山38处，大型4处，中型46处: classes of one kind are more than what they divide.

    Levels of government have a check of their own.
    """
    known = {
        (id(part.sentence), part.figure.start) for one in divisions_in(case) for part in one.parts
    }
    for sentence in case.sentences:
        for row in _rows_of(sentence):
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in row[1:])
            one = Division(row[0], sentence, parts, is_exhaustive=False)
            is_told = any((id(sentence), part.figure.start) in known for part in parts)
            if not is_told and one.total > one.whole.amount and _are_bare_classes(one):
                yield finding_of_sum(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)


def _are_bare_classes(one: Division) -> bool:
    """Nothing but the names of classes, one after the other; the whole is all that there is."""
    labels = [part.label for part in one.parts]
    text, figures = one.whole_sentence.text, [one.whole, *(part.figure for part in one.parts)]
    is_row = all(
        re.match("[，、(]", text[figure.end : other.start]) for figure, other in pairwise(figures)
    )
    is_bare = are_class_names(labels) and is_within_one_scheme(labels)
    is_bare = is_bare and not any("级" in label for label in labels)
    whole = label_of(one.whole_sentence, one.whole)
    is_whole = PIECES.search(whole) is not None and not OF_SOME.search(whole)
    return is_row and is_bare and is_whole and not is_within_one_scheme([whole, *labels])


def classes_are_fewer_than_all(case: Case) -> Iterator[Finding]:
    """矿山38处，正常生产43处，其余停产: one class right behind all that there are."""
    known = {
        (id(part.sentence), part.figure.start) for one in divisions_in(case) for part in one.parts
    }
    for sentence in case.sentences:
        for whole, figure in pairwise(sentence.figures):
            part = Part(label_of(sentence, figure), figure, sentence)
            is_like = figure.unit == whole.unit and not is_loose(figure) and not is_loose(whole)
            is_more = is_like and figure.amount > whole.amount
            if not is_more or sentence.text[whole.end : figure.start] != f"，{part.label}":
                continue
            is_all = ALL.fullmatch(label_of(sentence, whole)) is not None
            if is_all and is_class(part.label) and (id(sentence), figure.start) not in known:
                one = Division(whole, sentence, (part,), is_exhaustive=False)
                yield finding_of_sum(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)


def _rows_of(sentence: Sentence) -> Iterator[list[Figure]]:
    """Three or more figures of one unit that follow each other without anything new between."""
    row: list[Figure] = []
    for figure in sentence.figures:
        if figure.is_in_words or figure.dimension in NEVER or _is_base(sentence, figure):
            continue
        if row and (figure.unit != row[0].unit or _is_new(sentence, row[-1], figure)):
            if len(row) > 2:
                yield row
            row = []
        if not is_loose(figure):
            row.append(figure)
    if len(row) > 2:
        yield row


def _is_base(sentence: Sentence, figure: Figure) -> bool:
    return bool(OF_A_BASE.search(sentence.text[: figure.start]))


def _is_new(sentence: Sentence, figure: Figure, other: Figure) -> bool:
    between = sentence.text[figure.end : other.start]
    return any(one.search(between) for one in (re.compile("[;。]"), NEW_SUBJECT, TOTALLED))


def _holds_somehow(row: Sequence[Figure]) -> bool:
    """Some figure of the row is what two or more that stand together beside it add up to."""
    amounts = [one.amount for one in row]
    room = max(one.step for one in row) / 2
    most = max(amounts) + room
    if len(row) == COMPARED and 2 * max(amounts) == sum(amounts, Decimal(0)):
        return True  # 供应1725万立方米，需求1750万立方米，缺口25万立方米
    edges = list(accumulate(amounts, initial=Decimal(0)))
    for first in range(len(row)):
        for last in range(first + 2, len(row) + 1):
            together = edges[last] - edges[first]
            if together > most:
                break  # no amount is below zero, so more of them are only more
            if any(abs(together - one) <= room for one in amounts[:first] + amounts[last:]):
                return True
    return False


def _are_named_apart(one: Division) -> bool:
    return len({part.label for part in one.parts}) == len(one.parts)


def _are_kinds(one: Division) -> bool:
    """全县尾矿库23座，在用9座，停用5座，已闭库8座: short names, one after the other, nearly all."""
    if one.whole.dimension not in WHOLE_NUMBERS or len(one.parts) < 3:
        return False
    labels = [part.label for part in one.parts]
    text, figures = one.whole_sentence.text, [one.whole, *(part.figure for part in one.parts)]
    is_row = all(
        re.match("[，、]", text[figure.end : other.start]) for figure, other in pairwise(figures)
    )
    if not is_row or len(set(labels)) < len(labels):
        return False
    difference = abs(one.total - one.whole.amount)
    is_short = all(1 < len(label) <= LONGEST for label in labels)
    return is_short and difference <= max(one.whole.amount * WITHIN, Decimal(1))
