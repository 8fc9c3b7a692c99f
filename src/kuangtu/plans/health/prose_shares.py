# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Percentages against the base they name. 比例与所述基数。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.labels import GOAL, core, stated_in
from kuangtu.plans.health.making import error, graded, shown
from kuangtu.plans.health.parts import divisions_in, label_of
from kuangtu.plans.health.quantities import Dimension, Figure, Force
from kuangtu.plans.health.table_wholes import totals_of_columns, wholes_in_rows
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

OUTSIDE = re.compile("工业|税|财政|出口|投资|全国|全疆|全省|全区|全州|世界|亚洲")
OF = re.compile(
    r"(?:(?:占|相当于|(?<=[，,])为(?=[^，。;]*\d[^，。;]*的$))(?P<base>[^，。;占]{0,24}?)"
    r"|对(?P<other>[^，。;占]{2,12})的贡献率?|(?<=[，,(])(?=比重|比例|份额))(?:的|之)?(?:比重|比例|比|百分比|份额)?"
    r"(?:约|达到|高达|已达|达|为|是|仅|近|超过|超|不足|了)*$"
)
FILLING = re.compile(
    "全县|全市|全区|全州|全旗|全|总|的|县域|现有|共|所有|同期|当年|目前|矿产|数量|数|量|个|已"
)
IN_TURN = re.compile("(?:分别|依次|各)约?$")
ALL_OF = {
    "全州",
    "全旗",
    "全州的",
    "全县",
    "全市",
    "全县的",
    "全市的",
    "总数",
    "总量",
    "总体",
    "全部",
    "总",
    "其",
    "全县总数",
    "全县总量",
    "总面积",
}
OWN_AREA = re.compile(
    "(?:全县|全市|全区|全州|全旗|全域|县域|市域|区域|行政区域?|辖区|国土|土地|幅员|规划区)*(?:的?总?面积)?的?"
)


@dataclass(frozen=True, slots=True)
class Base:
    """What a percentage may be of. 基数。"""

    amount: Decimal
    low: Decimal
    high: Decimal
    reading: Reading


def shares_fit_their_bases(case: Case) -> Iterator[Finding]:
    """53种，占全国173种的29.8%."""
    for number, sentence in enumerate(case.sentences):
        for figure in sentence.figures:
            if figure.dimension is not Dimension.PERCENT or figure.upper is not None:
                continue
            if (found := OF.search(sentence.text[: figure.start])) is not None:
                yield from _of_a_base(case, number, figure, found)


def _of_a_base(case: Case, number: int, share: Figure, found: re.Match[str]) -> Iterator[Finding]:
    sentence = case.sentences[number]
    if share.force in {Force.AT_LEAST, Force.AT_MOST}:
        return
    part = _numerator(sentence, found.start())
    if share.value > 100:
        yield error(
            Kind.PART_ABOVE_WHOLE,
            sentence.around(share),
            "占比 {share} 超过 100%",
            "a share of {share} is more than the whole",
            [sentence.reading(share)],
            share=share.printed,
        )
        return
    words = found["base"] or found["other"] or ""
    if not words and not re.search(
        r"[，,;(、\d%](?:约|仅|就|已|共)?$|[个处种家人座吨元]$", sentence.text[: found.start()]
    ):
        return
    if IN_TURN.search(sentence.text[: found.start()]):
        return  # told of in order, by another check
    if part is None or re.search("增|提高|上升|下降|较", sentence.text[part.end : found.start()]):
        return
    inside = [
        one
        for one in sentence.figures
        if found.start() <= one.start < share.start and one.dimension is part.dimension
    ]
    bases = (
        [base_of(sentence, inside[-1])]
        if inside
        else _named_bases(case, number, part, words, found.start())
    )
    whole = _whole_before(sentence, part)
    if (
        whole is not None
        and bases
        and all(grade_of_share(share, whole, base) is None for base in bases)
    ):
        return
    yield from _judged(sentence, share, part, bases)


def _whole_before(sentence: Sentence, part: Figure) -> Figure | None:
    """The figure before 其中, whose share may be meant after its parts have been told."""
    place = sentence.text.rfind("其中", 0, part.start)
    before = [
        one
        for one in sentence.figures
        if one.end <= place and one.dimension is part.dimension and not one.is_in_words
    ]
    return before[-1] if before else None


def _among(sentence: Sentence, part: Figure) -> Figure | None:
    """55个采矿权中建成绿色矿山33个: the figure that 中 follows."""
    for one in sentence.figures:
        if one.end > part.start or one.dimension is not part.dimension or one.is_in_words:
            continue
        if re.match(r"[^，。;\d其]{1,10}中(?!型)", sentence.text[one.end : part.start]):
            return one
    return None


def _numerator(sentence: Sentence, end: int) -> Figure | None:
    """The figure whose share is told: the last before 占 that is no share and no base itself."""
    for figure in reversed(sentence.figures):
        if figure.end > end or figure.is_in_words or figure.upper is not None:
            continue
        if figure.dimension in {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}:
            continue
        if re.search(r"占[^，。;]{0,14}$", sentence.text[: figure.start]):
            continue
        if _is_within_brackets(sentence.text, figure, end):
            continue
        return figure
    return None


def _called_by(words: str, nearby: list[tuple[Sentence, Figure]]) -> list[tuple[Sentence, Figure]]:
    """采矿权, 重点勘查区总面积: figures in whose clause the thing is told of; any may be meant."""
    thing = re.sub("(?:的?总?(?:面积|数量?|投资|量|额))$", "", words)
    if len(thing) < 3 or OUTSIDE.search(words):
        return []
    called = [one for one in nearby if thing in re.split("[。;]", one[0].text[: one[1].start])[-1]]
    if called or thing == words:
        return called
    return [one for one in nearby if re.search("[总合共]计$|共$", one[0].text[: one[1].start])]


def _only_larger(sentence: Sentence, part: Figure) -> list[Base]:
    """矿产地72处，大型10处、中型21处，合计31处，占43.1%: the one figure that is larger."""
    larger = [
        one
        for one in sentence.figures
        if one.end <= part.start
        and one.unit == part.unit
        and one.amount > part.amount
        and not one.is_in_words
        and one.force is Force.EXACT
    ]
    return [base_of(sentence, larger[0])] if len(larger) == 1 else []


def _of_table(sentence: Sentence, part: Figure, case: Case) -> list[Base]:
    """The whole of the row or the column of a table that has the part."""
    tables = [
        *wholes_in_rows(case, label_of(sentence, part), part.value),
        *totals_of_columns(case, sentence.text[: part.start], part.value),
    ]
    amounts = [(number * part.factor, reading) for number, reading in tables]
    return [Base(amount, amount, amount, reading) for amount, reading in amounts]


def _divided(case: Case, sentence: Sentence, part: Figure) -> list[Base]:
    """小型矿山144个，占比80%: the whole that has been divided into 小型144个 and others."""
    if tables := _of_table(sentence, part, case):
        return tables
    label = label_of(sentence, part)
    return [
        base_of(one.whole_sentence, one.whole)
        for one in divisions_in(case)
        for other in one.parts
        if other.figure.amount == part.amount
        and other.figure.dimension is part.dimension
        and len(other.label) >= 2
        and label.startswith(other.label)
        and one.whole.amount > part.amount
    ]


def _is_within_brackets(text: str, figure: Figure, end: int) -> bool:
    """42种(能源3种、金属39种)，占: what the brackets hold is not what has the share."""
    opened, closed = text.rfind("(", 0, figure.start), text.find(")", figure.end, end)
    return opened > text.rfind(")", 0, figure.start) and closed >= 0


def _named_bases(case: Case, number: int, part: Figure, words: str, before: int) -> list[Base]:
    """Figures that the words may mean: 总人口, 全县面积, 矿山总数."""
    sentence = case.sentences[number]
    if (
        part.dimension is Dimension.AREA
        and words
        and OWN_AREA.fullmatch(words.replace(case.county_name or "!", ""))
    ):
        known = case.county_area
        return [] if known is None else [base_of(known[1], known[0])]
    if not words:
        return _unnamed_bases(case, sentence, part)
    if words not in ALL_OF and case.own_level:
        words = words.replace(case.own_level, "")
    bare = FILLING.sub("", words)
    nearby = [
        (other, figure)
        for other in case.sentences[max(0, number - 4) : number + 1]
        if other.clause == sentence.clause
        for figure in other.figures
        if figure.dimension is part.dimension
        and figure is not part
        and (figure.amount >= part.amount or "生产总值" in words)
        and not figure.is_in_words
        and (other is not sentence or figure.end <= before)
        and (re.search(OUTSIDE, words) or not _is_elsewhere(other, figure))
    ]
    named = [one for one in nearby if _is_named(bare, one[0], one[1])]
    if named := named or _called_by(words, nearby):
        return [base_of(*one) for one in named]
    if OUTSIDE.search(words.replace(case.own_level or "!", "")):
        return []
    nearby = [one for one in nearby if one[1].amount >= part.amount]
    if words in ALL_OF and part.dimension is not Dimension.MONEY and nearby:
        return [base_of(*one) for one in nearby]
    if "生产总值" in words or "GDP" in words:
        return _gross_products(case, part)
    return [] if GOAL.search(sentence.text) else _far_bases(case, sentence, part, words)


def _unnamed_bases(case: Case, sentence: Sentence, part: Figure) -> list[Base]:
    """占20%, of what stands before."""
    whole = _whole_before(sentence, part) or _among(sentence, part)
    if whole is not None:
        return [base_of(sentence, whole)]
    return _divided(case, sentence, part) or _only_larger(sentence, part)


def _far_bases(case: Case, sentence: Sentence, part: Figure, words: str) -> list[Base]:
    return _stated_elsewhere(case, part, words) or _of_table(sentence, part, case)


def _stated_elsewhere(case: Case, part: Figure, words: str) -> list[Base]:
    """What another part of the document says of the very thing: 矿山总数."""
    name = core(words, case.county_name)
    return [
        base_of(one.sentence, one.figure)
        for one in stated_in(case)
        if one.label == name
        and len(name) >= 2
        and not one.is_goal
        and not one.of
        and one.figure.dimension is part.dimension
        and one.figure.amount >= part.amount
        and one.figure is not part
    ]


def _is_named(bare: str, sentence: Sentence, figure: Figure) -> bool:
    label = re.sub("(?:数量|总数|个数|数|总计|合计|共|矿产|矿种)+$", "", label_of(sentence, figure))
    bare = re.sub("(?:矿产|矿种)$", "", bare)
    return len(bare) >= 2 and label.endswith(bare)


def _is_elsewhere(sentence: Sentence, figure: Figure) -> bool:
    """占全省140种的: a base beyond the county."""
    found = re.search(r"占(?P<base>[^，。;占]{0,20})$", sentence.text[: figure.start])
    return found is not None and OUTSIDE.search(found["base"]) is not None


def _gross_products(case: Case, part: Figure) -> list[Base]:
    return [
        base_of(sentence, figure)
        for sentence in case.sentences
        for figure in sentence.figures
        if figure.dimension is Dimension.MONEY
        and figure.amount > part.amount
        and re.search(
            r"(?:生产总值|GDP\)?)(?:\(GDP\))?[^，。;]{0,4}$", sentence.text[: figure.start]
        )
        and not re.search(r"采矿业生产总值", sentence.text[: figure.start])
    ]


def base_of(sentence: Sentence, figure: Figure) -> Base:
    """A figure as a base, with how far it may have been rounded."""
    half = _half(figure)
    return Base(figure.amount, figure.amount - half, figure.amount + half, sentence.reading(figure))


def _half(figure: Figure) -> Decimal:
    """Half of the last digit where a number was rounded; nothing for pieces and people."""
    is_counted = figure.dimension in {Dimension.COUNT, Dimension.PEOPLE, Dimension.KINDS}
    return Decimal(0) if is_counted and figure.step <= 1 else figure.step / 2


def _judged(
    sentence: Sentence, share: Figure, part: Figure, bases: Sequence[Base]
) -> Iterator[Finding]:
    bases = [base for base in bases if base.low > 0]
    if not bases:
        return
    grades = [(grade_of_share(share, part, base), base) for base in bases]
    if any(grade is None for grade, _ in grades):
        return
    grade, base = next(((grade, base) for grade, base in grades if grade is Grade.NOTE), grades[-1])
    if grade is not None:
        yield finding(
            sentence, share, [sentence.reading(part), base.reading], part.amount, base, grade=grade
        )


def grade_of_share(share: Figure, part: Figure, base: Base) -> Grade | None:
    """None where the share is that of the two figures, as they are rounded."""
    half = _half(part)
    low, high = 100 * (part.amount - half) / base.high, 100 * (part.amount + half) / base.low
    if share.force is Force.ABOUT:
        room = max(Decimal("1.5"), share.value / 20)
        return None if low - room <= share.value <= high + room else Grade.DOUBT
    if low - share.step / 2 <= share.value <= high + share.step / 2:
        return None
    is_near = low - share.step <= share.value <= high + share.step
    return Grade.NOTE if is_near else Grade.ERROR


def finding(
    sentence: Sentence,
    share: Figure,
    readings: list[Reading],
    part: Decimal,
    base: Base,
    *,
    grade: Grade,
) -> Finding:
    """A share that its two figures do not give."""
    right = f"{shown(share.in_its_unit(100 * part / base.amount))}%"
    return graded(
        grade,
        Kind.SHARE,
        sentence.around(share),
        "{part} 占 {base} 为 {right}，文中印作 {share}",
        "{part} of {base} is {right}; {share} is printed",
        [sentence.reading(share), *readings],
        right,
        part="＋".join(one.value for one in readings[:-1]),
        base=readings[-1].value,
        right=right,
        share=share.printed,
    )


def sum_of(sentence: Sentence, figures: Sequence[Figure]) -> Base:
    """All the parts together, where no whole is told."""
    amount = sum((one.amount for one in figures), Decimal(0))
    printed = f"{shown(amount / figures[0].factor)}{figures[0].unit}"
    return Base(amount, amount, amount, Reading(printed, sentence.around(figures[-1])))
