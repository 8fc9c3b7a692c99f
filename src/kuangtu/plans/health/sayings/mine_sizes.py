# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many mines of a size the problems speak of, beside those that there are. 各规模矿山数。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.amounts import COUNTED, cells_in
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.parts import divisions_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.types import Finding, Kind, Reading

SIZES = ("大型", "中型", "小型")
OF_MINES = re.compile("矿山|采矿权|矿企|采矿许可")
OF_ELSE = re.compile("矿区|矿床|矿产地|矿点|规划|目标|拟|新[设建增立]|绿色|区块|准入|标准|等级")
LED = "(?:[一二三四五六七八九十]是|其中|但|而|且|目前|现有?|全[县市区旗州盟]|[县区旗]内|[仍尚]有?)*"
# 一是小型矿山仍有19个: nothing but what leads over stands before the size.
SAID = re.compile(
    rf"{LED}(?P<size>大型|中型|小型)(?:固体)?(?:矿产)?(?:矿山|采矿权|矿)(?:企业)?(?:数量?)?"
    r"(?:仅|只|仍|尚|还|就|共|约?占|多达|高达|达到?|为)*(?:有)?$"
)
LED_TO = re.compile(f"{LED}(?:的|这)?")
OF_A_KIND = re.compile("在?(?![县区])[一-鿿]{1,8}(?<!矿山)中，")  # 在煤矿中，大型矿山1个
FIRST = re.compile("[一二三四五六]是|偏[多小低]|过[多小]|分散|突出|[不较]高")
COUNTED_SIZE = re.compile("(?P<size>大型|中型|小型)(?:固体)?(?:矿产)?(?:矿山|采矿权)(?![中里的])")
NEAR = 4  # a number of all of them that is slipped lies within a quarter of the right one
ALL = re.compile("(?:持证|有证|固体|各类)?(?:矿山|采矿权)[里中](?!型)")  # 38处矿山里小型的有24处
NOT_NOW = re.compile(
    "目标|规划期|拟|新[设建增立]|力争|力求|关闭|退出|新增|减少|增加|压减|注销|整合|达到|十[二三]五|上[轮期]|调整|届时|期末"
)


def mines_of_a_size_are_as_many_as_there_are(case: Case) -> Iterator[Finding]:
    """小型矿山仍有29个 among the problems, where the present state has 19."""
    known = mines_by_size(case)
    for sentence in case.sentences if known else ():
        if "目标" in case.headings_over(sentence.clause):
            continue
        for figure in sentence.figures:
            size = _size_of(sentence, figure)
            if size is None or size not in known or figure.amount == known[size][0]:
                continue
            if _counts_some(sentence, figure) and not _is_near(figure.amount, known[size][0]):
                continue
            before = sentence.text[: figure.start]  # 到2025年22个，…；小型矿山6个: of then as well
            if _is_of_now(case, _piece(sentence, figure)) and _is_of_now(case, before):
                yield _finding(sentence, figure, size, known[size])


def _piece(sentence: Sentence, figure: Figure) -> str:
    """What stands between the semicolons or stops about a figure."""
    start = start_of(sentence.text, figure.start, "。;")
    return re.split("[。;]", sentence.text[start:])[0]


def _is_of_now(case: Case, piece: str) -> bool:
    years = set(re.findall("20\\d\\d", piece)) - {str(case.base_year)}
    return not years and NOT_NOW.search(piece) is None and OF_A_KIND.match(piece) is None


def _size_of(sentence: Sentence, figure: Figure) -> str | None:
    """Mines of which size are counted; "" where all are, None where something else is."""
    if figure.dimension is not Dimension.COUNT or figure.force is not Force.EXACT:
        return None
    start = start_of(sentence.text, figure.start, "，。;:、()")
    said = sentence.text[start : figure.start]
    if ALL.match(sentence.text, figure.end) and LED_TO.fullmatch(said):
        return ""
    found = SAID.fullmatch(said) or (LED_TO.fullmatch(said) and _all_of(sentence, figure))
    return found["size"] if found else None


def _all_of(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """一是布局分散，38个小型矿山产能不高: all of them, where what is wrong is told."""
    is_problem = FIRST.search(sentence.text[: figure.start]) is not None
    return COUNTED_SIZE.match(sentence.text, figure.end) if is_problem else None


def _counts_some(sentence: Sentence, figure: Figure) -> bool:
    """Whether the size stands behind the number: it may be of some of them only."""
    return COUNTED_SIZE.match(sentence.text, figure.end) is not None


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * NEAR <= other


@once
def mines_by_size(case: Case) -> dict[str, tuple[Decimal, Reading]]:
    """The mines of each size, and of all ("") where the document tells one number of them alone.

    From a whole that is divided into all three sizes, and from the totals of tables of mines.
    """
    told: dict[str, dict[Decimal, Reading]] = defaultdict(dict)
    for one in divisions_in(case):
        labels = [next((size for size in SIZES if size in part.label), "") for part in one.parts]
        text, whole = one.whole_sentence.text, one.whole
        clause = text[start_of(text, whole.start, "。;") : whole.end + 8]
        if sorted(labels) == sorted(SIZES) and OF_MINES.search(clause):
            if OF_ELSE.search(clause) or not _is_of_now(case, clause):
                continue
            for size, part in zip(labels, one.parts, strict=True):
                told[size].setdefault(part.figure.amount, part.sentence.reading(part.figure))
            told[""].setdefault(whole.amount, one.whole_sentence.reading(whole))
    for cell in cells_in(case):
        _row, head, caption = cell.name.split("|")
        size = next((size for size in SIZES if re.sub(r"\(.*?\)|矿山", "", head) == size), "")
        is_of_mines = OF_MINES.search(caption) and not OF_ELSE.search(caption)
        if size and cell.is_total and cell.dimension in COUNTED and is_of_mines:
            told[size].setdefault(cell.amount, cell.reading)
    return {size: next(iter(one.items())) for size, one in told.items() if len(one) == 1}


def _finding(
    sentence: Sentence, figure: Figure, size: str, known: tuple[Decimal, Reading]
) -> Finding:
    amount, reading = known
    return error(
        Kind.SAID_TWICE,
        sentence.around(figure),
        "文中{size}矿山 {printed}，别处为 {known}",
        "the text has {printed} {size} mines; elsewhere there are {known}",
        [sentence.reading(figure), reading],
        f"{shown(amount)}{figure.unit}",
        size=size,
        printed=figure.printed,
        known=reading.value,
    )
