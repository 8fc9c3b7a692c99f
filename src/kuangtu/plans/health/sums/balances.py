# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was, what went and what came: done and left, found and used, closed and new. 增减平衡。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from kuangtu.core.text import Text
from kuangtu.plans.health.growth.change_words import TO
from kuangtu.plans.health.growth.changes import is_from
from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Division, Part, label_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, step_of
from kuangtu.plans.health.reading.things import thing_of
from kuangtu.plans.health.sums.at_fault import is_slip_away
from kuangtu.plans.health.sums.prose_sums import COME, finding_of_sum, grade_of_difference
from kuangtu.plans.health.sums.told_otherwise import GONE
from kuangtu.plans.health.types import Finding, Grade, Kind

LEFT_OVER = {
    Dimension.COUNT,
    Dimension.AREA,
    Dimension.MASS,
    Dimension.KINDS,
    Dimension.VOLUME,
    Dimension.MONEY,
}
MOST_MOVES = 6
ENDS = 2  # figures besides: from how many to how many
NOW = re.compile("现有|原有|已有|^[^，]*年底?末?有")
THEN_IN_ALL = re.compile("期末|总数|总计|达到|减至|控制在|保留|剩余|共")
VERBS = re.compile("已|治理|修复|恢复|复绿|完成|整改|查明|闭库|验收|拆除|注销|退出|投放|建成|勘查")
MEAN = re.compile("(?:年均|每年|平均)[^，。;\\d]{0,6}$")
A_BASE = re.compile(r"的\d")
AGAIN = re.compile(r"\((?:合|折合|约合|约|即)?$")  # the same in another unit
LEFT = re.compile("尚?未|待|其余|剩余|余下|尚余|尚有|尚需|仍有|仍需|仍余|还有|还剩|结转|留待")
DONE_IN_ALL = re.compile("累计(?:完成)?(?:修复|治理|恢复|复绿|复垦|建成|完成)")
OF_ALL = re.compile("应|需|共|总|全部")
NET = re.compile("净[减增]")


def done_and_left_are_all(case: Case) -> Iterator[Finding]:
    """图斑216个，面积618.5公顷；已完成130个，371.1公顷；待修复86个，247.4公顷."""
    for sentence in case.sentences:
        units = {one.unit for one in sentence.figures if one.dimension in LEFT_OVER}
        for unit in sorted(units):
            like = [
                one
                for one in sentence.figures
                if one.unit == unit
                and not one.is_in_words
                and not AGAIN.search(sentence.text[: one.start])
                and not MEAN.search(sentence.text[: one.start])
                and not sentence.text.startswith("/", one.end)  # 15万元/公顷
            ]
            like = [one for one in like if not _is_base(sentence, one)]
            threes = list(zip(like, like[1:], like[2:], strict=False))
            right = [three for three in threes if _are_all(three)]
            for three in threes:
                is_told = any(len({*map(id, three)} & {*map(id, one)}) > 1 for one in right)
                if not is_told and _is_left(sentence, three) and _is_one_thing(sentence, three):
                    yield from _not_all(sentence, three, is_sure=len(like) == 3)


def _are_all(three: Sequence[Figure]) -> bool:
    """2150公顷，治理1290公顷，其余860公顷: what follows divides one of these."""
    amounts = sorted(one.amount for one in three)
    return amounts[2] == amounts[0] + amounts[1]


def _is_base(sentence: Sentence, figure: Figure) -> bool:
    """What is left is only what something is a share of: 为未治理面积2550公顷的60%."""
    is_base = A_BASE.match(sentence.text, figure.end)
    return bool(is_base and LEFT.search(_clause_of(sentence, figure)))


def _is_left(sentence: Sentence, like: Sequence[Figure]) -> bool:
    """One of three is left: its clause says so; and another clause says what was done."""
    clauses = [_clause_of(sentence, one) for one in like]
    left = [clause for clause in clauses if LEFT.search(clause)]
    done = [one for one in clauses if VERBS.search(one) and not LEFT.search(one)]
    largest = max(like, key=lambda one: one.amount)
    if DONE_IN_ALL.search(_clause_of(sentence, largest)):
        return False  # 修复108.5；累计修复294.9，剩余17.7公顷: with what was done before
    if sentence.text[like[0].end : like[1].start].startswith("、") and largest is not like[2]:
        return False  # 煤矿72公顷、采石场96公顷，均为各自的75%，其余56公顷: the first two are parts
    if FINISHED.search(clauses[0]):
        return False  # 已建成11个，未建成的4个，为注销的3个和另1个: both are told, no stock
    is_stock = largest is like[0] or OF_ALL.search(_clause_of(sentence, largest))
    if LEFT.search(clauses[0]) or (not is_stock and VERBS.search(clauses[0])):
        return False  # 自然恢复14公顷，工程复绿62公顷，土地复垦42公顷: no stock stands before
    if LEFT.search(_clause_of(sentence, largest)):
        return False  # 已治理196.8公顷；尚有447.5公顷，其中甲地135.4公顷: a part of what is left
    return len(left) == 1 and bool(done)


def _is_one_thing(sentence: Sentence, like: Sequence[Figure]) -> bool:
    """46个探矿权中…仅有5个；…；9个小型矿山…: rights to explore and mines are two things."""
    return len({thing_of(sentence, one) for one in like} - {""}) < 2


def _clause_of(sentence: Sentence, figure: Figure) -> str:
    """The words around a figure, between the stops; a further amount goes with those before it."""
    text = sentence.text
    start = text.rfind(";", 0, figure.start) + 1
    comma = text.rfind("，", start, figure.start) + 1
    begin = comma if comma and re.search("[一-鿿]{2}", text[comma : figure.start]) else start
    ends = [n for sign in "，;。" if (n := text.find(sign, figure.end)) >= 0]
    return text[begin : min(ends, default=len(text))]


FINISHED = re.compile("已|完成(?![率任])")


SHARE = re.compile(r"占[^，。;]*?(\d[\d.]*)%")


def _are_of_its_base(sentence: Sentence, whole: Figure, left: Figure) -> bool:
    """修复105.0公顷，占88.7%，…余下13.4公顷: what is left is of the base that has the share."""
    share = SHARE.search(sentence.text, whole.end)
    if share is None or not LEFT.search(_clause_of(sentence, left)):
        return False
    of_both = 100 * whole.amount / (whole.amount + left.amount)
    return abs(of_both - Decimal(share[1])) <= step_of(Decimal(share[1]))


def _not_all(sentence: Sentence, like: Sequence[Figure], *, is_sure: bool) -> Iterator[Finding]:
    whole = max(like, key=lambda one: one.amount)
    rest = [one for one in like if one is not whole]
    if FINISHED.search(_clause_of(sentence, whole)) and all(
        FINISHED.search(words) or LEFT.search(words)
        for words in (_clause_of(sentence, one) for one in rest)
    ):
        return  # 完成3645，尚有1215平方千米未开展；另一项完成3159平方千米: of two things
    if any(_are_of_its_base(sentence, whole, one) for one in rest):
        return
    parts = tuple(Part(label_of(sentence, one), one, sentence) for one in rest)
    one = Division(whole, sentence, parts, is_exhaustive=True)
    grade = grade_of_difference(whole, one.total, rest, whole.dimension)
    if grade is not None and (is_sure or is_slip_away(one)):
        yield finding_of_sum(one, grade, Kind.SUM)


def what_was_closed_and_added_makes_the_change(case: Case) -> Iterator[Finding]:
    """新设12个，注销21个，由70个减少到61个: 70 and 12 less 21; 净减9个 as well."""
    for sentence in case.sentences:
        counted = [
            one
            for one in sentence.figures
            if one.dimension is Dimension.COUNT and not one.is_in_words
        ]
        for unit in sorted({one.unit for one in counted}):
            alike = [one for one in counted if one.unit == unit]
            for piece in re.finditer("[^;]+", sentence.text):  # …；大中型矿山由14处增至16处
                within = [one for one in alike if piece.start() <= one.start < piece.end()]
                yield from _flow(sentence, within)


def _flow(sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Finding]:
    moved = [(one, sign) for one, sign in _signs_of(sentence, figures) if sign]
    others = [one for one in figures if one not in [figure for figure, _ in moved]]
    if any(
        "整合" in label_of(sentence, one) or "合并" in label_of(sentence, one) for one in others
    ):
        return  # 整合9个(整合为4个): what became of them is told in another way
    if len(others) > ENDS or len(moved) > MOST_MOVES or {sign for _, sign in moved} != {1, -1}:
        return
    for change, told, label in _changes_told(sentence, others):
        possible = {
            sum((sign * figure.amount for figure, sign in chosen), Decimal(0))
            for n in range(1, len(moved) + 1)
            for chosen in combinations(moved, n)
        }
        if change not in possible:
            total = sum((sign * figure.amount for figure, sign in moved), Decimal(0))
            yield _flow_finding(sentence, moved, told, label, total)


def _signs_of(sentence: Sentence, figures: Sequence[Figure]) -> list[tuple[Figure, int]]:
    """关闭6个、整合注销4个、到期未延续3个: what stands in a row with others goes as they do."""
    signs = [_sign_of(sentence, one) for one in figures]
    for at, (one, other) in enumerate(pairwise(figures)):
        between = sentence.text[one.end : other.start]
        if between.startswith("、") and not (NET.search(between) or THEN_IN_ALL.search(between)):
            signs[at + 1] = signs[at + 1] or signs[at]
    return list(zip(figures, signs, strict=True))


def _sign_of(sentence: Sentence, figure: Figure) -> int:
    """Whether the words before an amount take it away or add it."""
    words = label_of(sentence, figure)
    if NET.search(words) and not GONE.search(words) and "整合" not in words:
        return 0
    if GONE.search(words) or "整合净减" in words:
        return -1
    return 1 if COME.search(words) else 0


def _changes_told(
    sentence: Sentence, figures: Sequence[Figure]
) -> Iterator[tuple[Decimal, list[Figure], str]]:
    """What the change is, as the sentence has it: from one number to another, or net."""
    for figure in figures:
        words = label_of(sentence, figure)
        if NET.search(words):
            yield (-figure.amount if "减" in words else figure.amount), [figure], words
    for old, new in pairwise(figures):
        is_told = is_from(sentence, old) and TO.search(sentence.text[old.end : new.start])
        names = label_of(sentence, old), label_of(sentence, new)
        if is_told or (NOW.search(names[0]) and THEN_IN_ALL.search(names[1])):
            yield new.amount - old.amount, [old, new], ""


def _flow_finding(
    sentence: Sentence,
    moved: Sequence[tuple[Figure, int]],
    told: Sequence[Figure],
    label: str,
    total: Decimal,
) -> Finding:
    parts = "".join(f"{'+' if sign > 0 else '−'}{one.printed}" for one, sign in moved)
    printed = "→".join(one.printed for one in told)
    computed = f"{shown(abs(total))}{told[0].unit}"
    way = Text("净减", "a net loss of") if total < 0 else Text("净增", "a net gain of")
    return error(
        Kind.SUM,
        sentence.around(told[-1]),
        "增减相抵 {parts} 为{way_zh} {right}，印作 {label}{printed}",
        "{parts} makes {way_en} {right}; {printed} is printed",
        [sentence.reading(one) for one in [*told, *(figure for figure, _ in moved)]],
        computed,
        parts=parts,
        way_zh=way.zh,
        way_en=way.en,
        right=computed,
        label=label,
        printed=printed,
    )


OF_A_TIME = re.compile(
    r"[两三四五六七八九十]年(?:间|来|内|共|累计)?(?:消耗|动用|采出)|年均|期间|当年|全年"
)
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
            if OF_A_TIME.search(found[0]):
                continue
            if len(like) != 3 or not like[1].end <= found.end() <= like[2].start:
                continue
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in like[1:])
            one = Division(like[0], sentence, parts, is_exhaustive=True)
            if like[1].amount > like[0].amount:
                yield finding_of_sum(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
                continue
            grade = grade_of_difference(like[0], one.total, like[1:], Dimension.MASS)
            if grade is not None:
                yield finding_of_sum(one, grade, Kind.SUM)


REST = re.compile("(?:其余|余下|剩余)的?$")
OF_WHICH = re.compile("其中")
PER_PIECE = re.compile("(?:每|平均)[一-鿿]{1,4}$")
NEARLY = Decimal("0.3")  # of the whole


def parts_and_rests_make_up_the_whole(case: Case) -> Iterator[Finding]:
    """投资5110万元，其中省级3577万元，占70.0%，其余1353万元: 5110 less 3577 are 1533."""
    for sentence in case.sentences:
        text = sentence.text
        for rest in sentence.figures:
            if not REST.search(text[: rest.start]):
                continue
            before = [
                one
                for one in sentence.figures
                if one.end <= rest.start
                and one.unit == rest.unit
                and one.rate == rest.rate
                and not PER_PIECE.search(text[: one.start])
            ]
            if len(before) != 2 or not OF_WHICH.search(text[before[0].end : before[1].start]):
                continue
            whole, part = before
            if any(one.force is not Force.EXACT or one.upper is not None for one in (whole, part)):
                continue
            behind = [one.amount for one in sentence.figures if one.start >= rest.start]
            if whole.amount - part.amount in {
                sum(behind[: n + 1], Decimal(0)) for n in range(len(behind))
            }:
                continue  # 其余1233万元由县级承担，企业300万元: the two together
            between = text[part.end : rest.start]
            right = whole.amount - part.amount
            room = (whole.step + part.step + rest.step) / 2
            is_near = abs(right - rest.amount) <= NEARLY * whole.amount
            if re.search("[。；;:]", between) or abs(right - rest.amount) <= room or not is_near:
                continue
            yield _not_the_rest(sentence, (whole, part, rest))


def _not_the_rest(sentence: Sentence, three: tuple[Figure, Figure, Figure]) -> Finding:
    whole, part, rest = three
    right = f"{shown(rest.in_its_unit(whole.amount - part.amount))}{rest.unit}"
    return error(
        Kind.SUM,
        sentence.around(rest),
        "{whole} 除去 {part} 为 {right}，印作 {rest}",
        "{whole} less {part} are {right}; {rest} is printed",
        [sentence.reading(one) for one in (rest, whole, part)],
        right,
        whole=whole.printed,
        part=part.printed,
        right=right,
        rest=rest.printed,
    )
