# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A whole and its parts as sentences tell them: 53个，其中大型5个，…。 合计与分项的识别。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Division, Part, are_listed, end_of, label_of
from kuangtu.plans.health.reading.each import of_each
from kuangtu.plans.health.reading.filled_brackets import fill_their_bracket
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.part_words import (
    AGAINST,
    AMONG,
    ANEW,
    COMPARED_WITH,
    EXHAUSTIVE,
    IS_WHOLE,
    MARKER,
    MEAN,
    MEASURES,
    MORE_BY,
    NAMED,
    NEW_SUBJECT,
    OF_A_BASE,
    OF_ROWS,
    PARTIAL,
    PLACES,
    SECTORS,
    TOTALLED,
)
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, han_number
from kuangtu.plans.health.reading.schemes import (
    PHASES,
    SCHEMES,
    STAGES,
    are_all_towns,
    are_class_names,
    is_scheme,
    says,
    schemes_of,
)
from kuangtu.plans.health.reading.things import are_other_things
from kuangtu.plans.health.reading.which_whole import chosen, usable

# 财政0.95亿元，含专栏4所列0.347亿元: a part of the part.
WITHIN_A_PART = re.compile("[，(](?:其中)?(?:内?含|包含)[^，。;、]*$")
KINDS_ARE = re.compile("[^，。;]*(?:矿种|程度|阶段|规模)[为有是]")  # 勘查矿种为锡6个、稀土3个
FROM = re.compile(r"[由从](?:20\d\d年[底末]?的?)?$")  # 由19座减为14座: ends of a change
LONGEST = 40  # members of a row that its labels alone show


@once
def divisions_in(case: Case) -> tuple[Division, ...]:
    """Every whole that the prose divides into parts."""
    return tuple(_divisions(case))


def _divisions(case: Case) -> Iterator[Division]:
    for number, sentence in enumerate(case.sentences):
        told: list[Figure] = []  # what the sentence has divided already is no whole
        last: tuple[Figure, Sentence] | None = None
        for parts, head, marker in runs_of(sentence):
            is_totalled = _is_totalled(sentence, parts)
            if told and ANEW.search(sentence.text[told[-1].end : parts[0].figure.start]):
                found = last if last and last[0].dimension is parts[0].figure.dimension else None
            else:
                found = _whole(case.sentences, number, parts, (head, marker))
            if found is not None and is_totalled and found[1] is not sentence:
                found = None
            if found and are_other_things(*found, parts[0].figure, sentence):
                found = None
            told += [part.figure for part in parts]
            if found is not None:
                last = whole, where = found
                for group in _groups(parts, whole.amount):
                    is_first = group[0] is parts[0]
                    before = sentence.text[parts[0].figure.end : group[0].figure.start]
                    is_all = _is_exhaustive(sentence, group, marker if is_first else "")
                    one = Division(whole, where, group, is_all)
                    if is_first or ";" not in before or _is_about(one) or _are_classes(one):
                        yield one


def _are_classes(one: Division) -> bool:
    """大型6个、中型18个、小型31个;生产38个，停产52个: more, but all of one kind by their names."""
    is_like = all(part.figure.unit == one.whole.unit for part in one.parts)
    is_all = one.is_exhaustive and are_class_names([part.label for part in one.parts])
    return is_like and is_all and one.total > one.whole.amount


def _is_about(one: Division) -> bool:
    """Close enough to the whole to be meant as its parts."""
    return abs(one.total - one.whole.amount) * 5 <= one.whole.amount


def _groups(parts: tuple[Part, ...], whole: Decimal) -> Iterator[tuple[Part, ...]]:
    """The parts apart, where some of them are the whole: the others divide it in another way.

    大型6个、中型18个、小型31个；生产38个、停产12个、在建5个 are 55 twice.
    """
    for place in range(2, len(parts)):
        first, rest = parts[:place], parts[place:]
        is_first = sum((part.figure.amount for part in first), Decimal(0)) == whole
        is_rest = sum((part.figure.amount for part in rest), Decimal(0)) == whole
        if (is_first or is_rest) and not _end_alike(first, rest) and not _is_one_list(first, rest):
            yield first
            if len(rest) > 1:
                yield from _groups(rest, whole)
            return
    yield parts


def _is_one_list(first: Sequence[Part], rest: Sequence[Part]) -> bool:
    """锑8个、钨6个、金5个、萤石2个、铅锌2个: though its first four happen to be all."""
    return len(rest) == 1 and are_listed(first[-1], rest[0])


def _end_alike(first: Sequence[Part], rest: Sequence[Part]) -> bool:
    ends = {end_of(part) for part in first if part.label}
    return any(end_of(part) in ends for part in rest if part.label)


def _is_totalled(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """A total of their own stands behind them: 甲88.7、乙46.8、丙12.5平方千米，共148.0平方千米."""
    last = parts[-1].figure
    behind = next((one for one in sentence.figures if one.start >= last.end), None)
    if behind is None or behind.dimension is not last.dimension:
        return False
    return bool(TOTALLED.search(sentence.text[last.end : behind.start]))


def parts_of(sentence: Sentence) -> tuple[tuple[Part, ...], int, str]:
    """The figures of one dimension that stand in a row after a marker, and where it stands."""
    return next(runs_of(sentence), ((), 0, ""))


def runs_of(sentence: Sentence) -> Iterator[tuple[tuple[Part, ...], int, str]]:
    """Every such row of figures, one after the other."""
    reached, is_marked = 0, False
    for found in MARKER.finditer(sentence.text):
        if found.start() < reached:
            continue
        parts = tuple(_run(sentence, found.end()))
        if parts and ";" in sentence.text[found.end() : parts[0].figure.start]:
            continue  # what follows is a list of names: 能源矿产2种：煤、地热；金属矿产4种
        if len(parts) >= 2 or (parts and _is_of_which(sentence, found, parts[0])):
            for run in (parts, *_other_runs(sentence, found.end(), parts)):
                yield run, found.start(), found[0]
            reached, is_marked = parts[-1].figure.end, True
    if not is_marked:
        parts, head = _unmarked(sentence)
        if parts:
            for run in (parts, *_other_runs(sentence, head, parts)):
                yield run, head, ""


def _is_of_which(sentence: Sentence, found: re.Match[str], part: Part) -> bool:
    """其中12个; 20个矿山中有12个: one part alone, told of what stands before it."""
    if found[0] == "其中":
        return True
    before = next((one for one in sentence.figures if one.end == found.start()), None)
    return before is not None and before.unit == part.figure.unit and found[0][-1] in "中里"


def _named_over(sentence: Sentence, head: int, marker: str) -> str:
    """What the parts are said to be among: 铅锌金属量 in 铅锌金属量中，铅28.60万吨."""
    if marker != "中，":
        return ""
    words = re.split("[，。;:、]", sentence.text[:head])[-1]
    return "" if re.search(r"\d", words) or len(words) < NAMED else words


def _unmarked(sentence: Sentence) -> tuple[tuple[Part, ...], int]:
    """A row that its labels alone show: 大型5处，中型13处，小型35处."""
    parts = tuple(_run(sentence, 0))
    first = max(0, len(parts) - LONGEST)
    for start in range(first, len(parts) - 1):  # 全县共有矿山53个，大型5个，中型13个，小型35个
        if is_scheme([part.label for part in parts[start:]]) and not _is_whole_of(parts[start:]):
            return parts[start:], parts[start].figure.start if start else 0
    return (parts, 0) if _are_alike(parts) else ((), 0)


def _are_alike(parts: Sequence[Part]) -> bool:
    """Three or more whose names all end alike: 能源矿产2种，黑色金属矿产4种，水气矿产1种."""
    labels = {part.label for part in parts}
    ends = {label[-2:] for label in labels}
    return len(labels) == len(parts) > 2 and len(ends) == 1 and len(ends.pop()) == 2


def _is_whole_of(parts: Sequence[Part]) -> bool:
    """The first is no member of the others' scheme: 43个固体矿山里，大型9个、中型17个、小型17个."""
    labels = [part.label for part in parts]
    if AMONG.match(parts[0].sentence.text, parts[0].figure.end):
        return True
    for scheme in SCHEMES:
        hits = [any(says(label, one) for words in scheme for one in words) for label in labels]
        if any(hits[1:]) and (hits[0] or all(hits[1:])):
            return not hits[0]
    own = schemes_of(labels[1])
    if own and not own & schemes_of(labels[0]) and len(parts) > 2:
        is_like = parts[0].figure.unit == parts[1].figure.unit
        return is_like or parts[0].figure.amount >= max(part.figure.amount for part in parts[1:])
    rest = sum((part.figure.amount for part in parts[1:]), Decimal(0))
    return parts[0].figure.amount >= rest and len(parts) > 2


def row_of(sentence: Sentence) -> tuple[Part, ...]:
    """The figures of the sentence's first dimension, up to where something new begins."""
    return tuple(_run(sentence, 0))


def _other_runs(
    sentence: Sentence, start: int, parts: Sequence[Part]
) -> Iterator[tuple[Part, ...]]:
    """The amounts that take turns with the parts: 130公顷, 80公顷 beside 60个, 36个."""
    for number in (1, 2):
        run = tuple(_run(sentence, start, number))
        if 1 < len(run) < len(parts) and ";" in _between(parts[len(run) - 1], parts[len(run)]):
            parts = parts[: len(run)]  # 磷3个68.40、铜4个112.35平方千米;普查6个、详查4个
        if len(run) == len(parts) > 1:
            named = zip(run, parts, strict=True)
            yield tuple(replace(other, label=other.label or part.label) for other, part in named)


def _is_told(sentence: Sentence, scheme: Sequence[tuple[str, ...]]) -> bool:
    return all(any(one in sentence.text for one in words) for words in scheme)


def _between(one: Part, other: Part) -> str:
    return other.sentence.text[one.figure.end : other.figure.start]


def _run(sentence: Sentence, start: int, number: int = 0) -> Iterator[Part]:
    figures = [one for one in sentence.figures if one.start >= start and not one.is_in_words]
    figures = [one for one in figures if not PLACES.match(sentence.text, one.end)] or figures
    figures = [one for one in figures if not _is_beside(sentence.text, one)]
    if sentence.text[:start].endswith("(") and (end := sentence.text.find(")", start)) > 0:
        figures = [one for one in figures if one.start < end]  # what the brackets hold
    amounts = [one for one in figures if one.dimension is not Dimension.PERCENT]
    if not amounts:
        return
    last = start
    is_marked = start or any(_is_told(sentence, scheme) for scheme in (PHASES, STAGES))
    turns = _turns(sentence, amounts) if is_marked else frozenset()
    if number and (number >= len(turns) or number >= len(amounts)):
        return
    first = amounts[number]
    for figure in figures:
        between = sentence.text[last : figure.start]
        if figure.dimension is not first.dimension and figure.dimension in turns | {
            Dimension.PERCENT
        }:
            last = figure.end
            continue
        is_like = figure.dimension is first.dimension and figure.rate == first.rate
        is_like = is_like and not FROM.search(sentence.text[: figure.start])
        if not is_like or figure.force is not Force.EXACT or figure.upper is not None:
            return
        if last > start and WITHIN_A_PART.search(sentence.text[: figure.start]):
            last = figure.end
            continue
        if last > start and _begins_anew(between, sentence.text[start:last]):
            return
        is_listed = last > start and between.startswith("、")
        if _is_whole_itself(sentence, figure, last) and not is_listed:
            return
        yield Part(label_of(sentence, figure), of_each(sentence, figure), sentence)
        last = figure.end


def _is_beside(text: str, figure: Figure) -> bool:
    """南北3幅、东西2幅: how the sheets lie; 占全省已发现148种的18.9%: the base of a share."""
    is_base = OF_A_BASE.search(text[: figure.start]) and re.match(r"的\d", text[figure.end :])
    is_rate = text.startswith("/", figure.end)  # 按15万元/公顷概算
    return bool(is_base) or is_rate or OF_ROWS.search(text[: figure.start]) is not None


def _is_whole_itself(sentence: Sentence, figure: Figure, last: int) -> bool:
    """What follows divides the figure: 53个，其中…; or ;34个矿山中…, which begins a clause."""
    is_among = AMONG.match(sentence.text, figure.end) and not label_of(sentence, figure)
    return bool(IS_WHOLE.match(sentence.text, figure.end) or (is_among and last < figure.start))


def _begins_anew(between: str, before: str) -> bool:
    """Something new is told, but for a measure that the part before was told with as well."""
    for word in [one for one in MEASURES.findall(between) if one in before]:
        between = between.replace(word, "")
    return any(one.search(between) for one in (NEW_SUBJECT, ANEW, TOTALLED))


def _turns(sentence: Sentence, like: Sequence[Figure]) -> frozenset[Dimension]:
    """Dimensions that take turns: 2021—2023年60个、130公顷，2024—2025年36个、80公顷."""
    found = [one.dimension for one in like]
    for width in (2, 3):
        first = found[:width]
        is_turned = len(set(first)) == width and len(found) >= 2 * width
        if is_turned and found[width : 2 * width] == first and _are_close(sentence, like[:width]):
            return frozenset(first)
    return frozenset()


def _are_close(sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """Nothing but a sign and a short word stands between them."""
    return all(
        re.fullmatch("[、，]?(?:面积|总面积|约|投资|共)?", sentence.text[one.end : other.start])
        for one, other in pairwise(figures)
    )


def _whole(
    sentences: Sequence[Sentence], number: int, parts: Sequence[Part], mark: tuple[int, str]
) -> tuple[Figure, Sentence] | None:
    """The figure that the parts divide: the last of their dimension before them, or of the name."""
    sentence, dimension = sentences[number], parts[0].figure.dimension
    (head, _), name = mark, _named_over(sentences[number], *mark)
    before = [
        one
        for one in sentence.figures
        if one.end <= head
        and one.dimension is dimension
        and not one.is_in_words
        and not _are_places(sentence, one, parts)
        and not _is_spread_over(sentence, one, parts)
        and not OF_A_BASE.search(sentence.text[: one.start])
        and not MEAN.search(sentence.text[: one.start])
        and not MORE_BY.search(sentence.text[: one.start])
        and not AGAINST.match(sentence.text, one.end)
    ]
    own = [one for one in before if not COMPARED_WITH.search(sentence.text[: one.start])]
    if before:  # 33.0亿元，较2015年的24.7亿元增长33.6%；其中…: the parts of the first
        return usable((own or before)[-1], sentence, parts[0].figure.rate)
    for back in range(number - 1, max(number - 4, -1), -1):
        other = sentences[back]
        if other.clause != sentence.clause or other.paragraph < sentence.paragraph - 1:
            return None
        inside = {id(part.figure) for part in parts_of(other)[0]}
        like = [
            one
            for one in other.figures
            if one.dimension is dimension and not one.is_in_words and id(one) not in inside
            if other.paragraph == sentence.paragraph or one.unit == parts[0].figure.unit
        ]
        named = [one for one in like if name and label_of(other, one).endswith(name)]
        if like:
            like = named[-1:] or like
            is_same = other.paragraph == sentence.paragraph
            found = chosen(like, [part.figure for part in parts], is_same=is_same)
            rate = parts[0].figure.rate
            return None if found is None else usable(found, other, rate)
    return None


def _are_places(sentence: Sentence, figure: Figure, parts: Sequence[Part]) -> bool:
    """10个乡镇有矿山，石门镇18个: so many places are no whole of what is in them."""
    own = [PLACES.match(part.sentence.text, part.figure.end) for part in parts]
    own += [PLACES.search(part.label[-2:]) for part in parts]
    return PLACES.match(sentence.text, figure.end) is not None and not any(own)


def _is_spread_over(sentence: Sentence, figure: Figure, parts: Sequence[Part]) -> bool:
    """11家矿山分布在8个镇，1个乡没有: places are no parts of what is in them."""
    own = [PLACES.match(part.sentence.text, part.figure.end) for part in parts]
    return all(own) and PLACES.match(sentence.text, figure.end) is None


def _are_as_many_as_said(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """分两期安排: two parts follow, so these are all."""
    colon = sentence.text.rfind(":", 0, parts[0].figure.start)
    head = re.split("[，,。;]", sentence.text[:colon])[-1]
    counts = re.findall("[两二三四五六七八九十]+(?=[期类个级项大方片区批步处])", head)
    return any(han_number(one) == len(parts) for one in counts)


def _is_exhaustive(sentence: Sentence, parts: Sequence[Part], marker: str) -> bool:
    is_named = is_scheme([part.label for part in parts]) or EXHAUSTIVE.search(marker)
    is_named = is_named or KINDS_ARE.match(parts[0].label)
    if is_named or are_all_towns(sentence.text, [part.figure.end for part in parts]):
        return True
    if marker.endswith("(") and fill_their_bracket(sentence.text, parts):
        return True
    if marker.startswith("按") and not PARTIAL.search(sentence.text):
        return True
    is_said = marker == ":" and _are_as_many_as_said(sentence, parts)
    return is_said or (bool(SECTORS.search(sentence.text)) and len(parts) == 3)
