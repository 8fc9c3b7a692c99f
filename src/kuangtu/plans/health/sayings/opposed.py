# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One number said twice with opposite force, or with another unit. 限定相反与单位不同。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.sameness import BROKEN, is_supposed
from kuangtu.plans.health.reading.told import pairs_of, words_beside
from kuangtu.plans.health.types import Finding, Kind, Reading

OPPOSED = {Force.AT_LEAST, Force.AT_MOST}
MEASURED = {Dimension.AREA, Dimension.MASS, Dimension.VOLUME, Dimension.LENGTH}
LONG = 4  # signs of a name that two things do not share by chance
FEW = 2  # pairs of signs that two labels of one measure share


@dataclass(frozen=True, slots=True)
class Said:
    """An amount with the words that it is told by, in the prose or in a table. 一处所说。"""

    amount: Decimal
    words: frozenset[str]
    reading: Reading
    stated: Stated | None = None


def limits_are_not_opposed(case: Case) -> Iterator[Finding]:
    """矿山数量控制在32个以内 here, 矿山数量不少于32个 there."""
    told: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in stated_in(case):
        if one.figure.force in OPPOSED and one.figure.upper is None and not _is_a_class(one):
            told[one.figure.dimension, one.figure.amount].append(one)
    for several in told.values():
        for one, other in combinations(several, 2):
            if _limit_of(one) is not _limit_of(other) and _are_of_one(one, other):
                yield _finding(one, other)


def _is_a_class(one: Stated) -> bool:
    """品位25%以上的5.40亿吨，品位25%以下的12.60亿吨: which of them are meant, and no limit."""
    before, figure = one.sentence.text[: one.figure.start], one.figure
    is_broken = BROKEN.search(before)  # 突破340万吨的，暂停…
    is_property = PROPERTY.search(before) is not None
    is_of_them = OF_A_CLASS.match(one.sentence.text, figure.end) is not None
    return is_property and is_of_them and not is_broken


PROPERTY = re.compile(r"(?:品位|硫分|灰分|含量|厚度|坡度|深度|海拔|规模|面积)[^，。;\d]{0,4}$")
OF_A_CLASS = re.compile("(?:以上|以下|以内|及以上|及以下)?的(?!要求|控制|目标|规定|标准|限额)")


def _limit_of(one: Stated) -> Force:
    """开采总量突破340万吨的，暂停新立采矿权: what must not be passed is a limit from above."""
    force = one.figure.force
    if BROKEN.search(one.sentence.text[: one.figure.start]) and is_supposed(one):
        return Force.AT_MOST if force is Force.AT_LEAST else Force.AT_LEAST
    return force


# 新建石墨矿山设计产能不超过30万吨/年: what is asked of a new mine is its least size.
OF_A_NEW_MINE = re.compile(
    r"(?:新建|新设|新立|改扩建)(?![^，。;]*(?:总|合计|控制|限制|压减|小型))[^，。;\d]{0,20}"
    r"(?:生产|开采|设计|建设|矿山)(?:建设)?(?:规模|产能|能力)[^，。;\d]{0,2}"
    r"(?P<force>不高于|不超过|不大于)$"
)
FLOOR = re.compile(
    "最低(?:年?开采|生产|建设|设计)?(?:规模|产能|能力)|(?:规模|产能|能力)(?:下限|[^，。;]{0,4}不低于)"
)


def floors_are_no_ceilings(case: Case) -> Iterator[Finding]:
    """新建矿山规模不超过30万吨/年, where the document else speaks of 最低规模."""
    floors = [
        (one, found) for one in case.sentences if (found := FLOOR.search(one.text)) is not None
    ]
    for sentence in case.sentences:
        for figure in sentence.figures:
            said = OF_A_NEW_MINE.search(sentence.text[: figure.start]) if figure.rate else None
            others = [two for two in floors if two[0] is not sentence] if said else []
            if said is None or not others:
                continue
            floor, found = others[0]
            where = sentence.around(figure)
            yield doubt(
                Kind.SAID_TWICE,
                where,
                "新建矿山规模印作上限（{printed}），别处所说的是最低规模",
                "the size of a new mine is printed as a limit from above ({printed}); elsewhere "
                "the least size is meant",
                [
                    sentence.reading(figure),
                    Reading(found[0], floor.where(found.start(), found.end())),
                ],
                printed=f"{said['force']}{figure.printed}",
            )


def units_are_said_alike(case: Case) -> Iterator[Finding]:
    """治理历史遗留矿山90亩 once, where the text and its tables else have 90公顷 of what is 治理."""
    told: dict[tuple[Dimension, Decimal], list[Said]] = defaultdict(list)
    for one in stated_in(case):
        if one.figure.dimension in MEASURED and one.figure.upper is None:
            reading = one.sentence.reading(one.figure)
            key = one.figure.dimension, one.figure.value
            beside = words_beside(one.sentence, one.figure.start, one.figure.end)
            told[key].append(Said(one.figure.amount, pairs_of(beside), reading, one))
    for entry in entries_in(case):
        if (entry.dimension, entry.number) in told and entry.number is not None:
            words = pairs_of(f"{entry.head}，{entry.cell.table.caption}，{'，'.join(entry.row)}")
            printed = Reading(f"{entry.cell.text.strip()}{entry.unit}", entry.cell.where)
            told[entry.dimension, entry.number].append(Said(entry.amount, words, printed))
    for several in told.values():
        counts = Counter(said.amount for said in several)
        for said in several:
            others = [
                two for two in several if two.amount != said.amount and two.words & said.words
            ]
            if said.stated is None or counts[said.amount] > 1 or not others:
                continue
            is_named = _is_named_alike(said.stated, others[0].stated)
            if len(others) > 1 or (is_named and not is_borne_out(case, said.stated)):
                yield _in_another_unit(said.stated, said, others)


def _is_named_alike(one: Stated, other: Stated | None) -> bool:
    """损毁土地 is the end of 矿山累计损毁土地, also where it stands after its figure."""
    if other is None:
        return False
    after = re.match("[一-鿿]*", one.sentence.text[one.figure.end :])
    if after and any(other.label.endswith(after[0][:n]) for n in range(LONG, len(after[0]) + 1)):
        return True
    short, long = sorted((one.label, other.label), key=len)
    return len(short) >= LONG and long.endswith(short)


def _in_another_unit(stated: Stated, said: Said, others: list[Said]) -> Finding:
    return error(
        Kind.SAID_TWICE,
        stated.sentence.around(stated.figure),
        "同一数量单位不同：此处 {one}，另 {count} 处为 {other}",
        "one quantity in two units: {one} here, {other} in {count} other places",
        [said.reading, *(two.reading for two in others)],
        one=said.reading.value,
        other=others[0].reading.value,
        count=len(others),
    )


def _are_of_one(one: Stated, other: Stated) -> bool:
    """Of one year, if both say one, and called by the same words."""
    if one.year and other.year and one.year != other.year:
        return False
    is_near = one.sentence.paragraph == other.sentence.paragraph
    if is_near and one.figure.rate == other.figure.rate and any(map(_is_said_anew, (one, other))):
        return True  # 不低于50万吨/年。…执行本节要求，即不高于50万吨/年
    short, long = sorted((one.label, other.label), key=len)
    is_same = len(short) > 1 and short in long
    return is_same or len(pairs_of(one.label) & pairs_of(other.label)) >= FEW


def _is_said_anew(one: Stated) -> bool:
    return SAID_ANEW.search(one.sentence.text[: one.figure.start]) is not None


SAID_ANEW = re.compile("(?:要求|规定|标准|下限|上限)，即[^，。;]{0,6}$")


def _finding(one: Stated, other: Stated) -> Finding:
    first, second = (
        f"{two.label}{two.figure.printed}（{_limit_of(two).value}）" for two in (one, other)
    )
    return error(
        Kind.SAID_TWICE,
        other.sentence.around(other.figure),
        "同一数量限定相反：一处为 {one}，一处为 {other}",
        "one quantity with opposite force: {one} and {other}",
        [two.sentence.reading(two.figure) for two in (one, other)],
        one=first,
        other=second,
    )
