# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A number of things that is announced, and what follows. 所称个数与其后所列。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.document.types import Heading, Paragraph
from kuangtu.plans.health.counts.lists import is_quantity, possible_counts
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence, sentences_of
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, Dimension, Figure, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

COUNT = re.compile(
    rf"(?<![第约\d.∶:/一二三四五六七八九十百])(?P<count>\d{{1,2}}|{HAN_NUMBER})\s*"
    r"(?P<unit>个|处|片|项|座|块|条|家|类|大类|种|方面|点)(?!月|百分)"
)
ENDS_A_ROW = re.compile(
    rf"合计|共(?!生)|总计|总[面投规]|^(?:占|其中|另|均|各|分别|以上|上述|这"
    rf"|(?:{HAN_NUMBER}|\d+)[个处座块片家项区](?:区块?|片区?|块|工程|项目)?(?:面积|规模|投资|资金))"
)
FOLLOWS = re.compile("下列|以下|如下|分别(?:是|为)?:$|:$")
MARKED = re.compile(r"\(?([一二三四五六七八九十]+|\d+)\)?[、.]?")
MEASURED = {Dimension.AREA, Dimension.MASS, Dimension.MONEY, Dimension.VOLUME, Dimension.LENGTH}


def paragraphs_are_as_many_as_announced(case: Case) -> Iterator[Finding]:
    """实施项目3个: and below it 1., 2. and 3."""
    blocks = case.document.blocks
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or not block.clause:
            continue
        announced = _announced(list(sentences_of(block, number)))
        if announced is None:
            continue
        sentence, found = announced
        listed = _children(case, number, block.clause)
        stated = count_of(found["count"])
        counted = _counted_in([one.words for one in listed], found)
        if len(listed) > 1 and stated not in {len(listed), counted}:
            yield _finding(sentence, found, len(listed), listed)


def _announced(sentences: list[Sentence]) -> tuple[Sentence, re.Match[str]] | None:
    """The last sentence before the paragraphs, if it has but one count and leads over to them."""
    last = sentences[-1] if sentences else None
    if last is None or not FOLLOWS.search(last.text.rstrip()):
        return None
    counts = [one for one in COUNT.finditer(last.text) if not is_quantity(last.text, one)]
    return (last, counts[0]) if len(counts) == 1 else None


def _children(case: Case, number: int, clause: str) -> list[Where]:
    """The numbered parts right below a clause, in their order from the first."""
    found: list[Where] = []
    for block in case.document.blocks[number + 1 :]:
        if not isinstance(block, Heading | Paragraph):
            continue
        if not block.clause.startswith(clause):
            break
        marked = MARKED.fullmatch(block.clause[len(clause) :])
        if marked and count_of(marked[1]) == len(found) + 1:
            found.append(Where(block.text[:40], block.clause, block.line))
    return found


def _finding(sentence: Sentence, found: re.Match[str], count: int, listed: list[Where]) -> Finding:
    where = sentence.where(max(0, found.start() - 16), found.end() + 12)
    return error(
        Kind.COUNT_AND_LIST,
        where,
        "称 {stated}{unit}，列出 {count} 项",
        "{stated} are said, {count} are listed",
        [
            Reading(f"{found['count']}{found['unit']}", where),
            *(Reading(one.words, one) for one in listed[:8]),
        ],
        str(count),
        stated=found["count"],
        unit=found["unit"],
        count=count,
    )


COLON = re.compile(r"(?<!\d):")  # none of 1:5万
APART = re.compile("[，;。]|主要")


def amounts_are_as_many_as_announced(case: Case) -> Iterator[Finding]:
    """重点开采区5个:甲38.60平方千米，乙27.45平方千米，…，合计101.05平方千米."""
    for sentence in case.sentences:
        colons = list(COLON.finditer(sentence.text))
        if len(colons) != 1:
            continue
        place = colons[0].start()
        head = sentence.text[:place]
        counts = [one for one in COUNT.finditer(head) if not is_quantity(head, one)]
        if counts and APART.search(head[counts[-1].end() :]):
            continue  # 新发现矿产地5处，新增资源量: what is listed is of the second
        pieces = _pieces_with_amounts(sentence, place + 1)
        if len(counts) != 1 or len(pieces) < 2 or ";" in sentence.text[place:]:
            continue
        stated = count_of(counts[0]["count"])
        if stated in {1, len(pieces)} or "等" in sentence.text[place:]:
            continue
        listed = [sentence.where(start, end) for start, end, _ in pieces]
        yield _finding(sentence, counts[0], len(pieces), listed)


def _pieces_with_amounts(sentence: Sentence, start: int) -> list[tuple[int, int, Figure]]:
    """The pieces from a place on that are each a name with one amount of one dimension."""
    found: list[tuple[int, int, Figure]] = []
    # What stands in brackets parts no pieces: 溪口金矿深部（5.70平方千米，仅限深部）、…
    text = re.sub(r"\([^()]*\)", lambda one: re.sub("[，、。]", " ", one[0]), sentence.text[start:])
    for piece in re.finditer("[^，、。]+", text):
        first, last = start + piece.start(), start + piece.end()
        words = sentence.text[first:last]
        figures = [
            one for one in sentence.figures if first <= one.start < last and not one.is_in_words
        ]
        if len(figures) != 1 or ENDS_A_ROW.search(words) or figures[0].start - first < 2:
            break
        dimension = found[0][2].dimension if found else figures[0].dimension
        if figures[0].dimension is not dimension or dimension not in MEASURED:
            break
        if len(found) > 1 and figures[0].amount == sum(one.amount for *_, one in found):
            break  # all of them together, whatever it is called
        found.append((first, last, figures[0]))
    return found


def _counts_of_names(listed: str, pieces: list[str]) -> set[int]:
    """In how many ways names in groups may be counted; where all are alike, in one way only.

    >>> _counts_of_names("甲、乙;丙、丁", ["甲、乙", "丙、丁"])
    {4}
    """
    words = [one for piece in pieces for one in re.split("[、，]", piece)]
    if len(words) == len(pieces) or _are_pairs(pieces):
        return {len(words)}
    return possible_counts(listed)


def _are_pairs(pieces: list[str]) -> bool:
    """Every piece has as many words as the others: 保护优先、绿色发展;统筹布局、集约利用."""
    return len({piece.count("、") for piece in pieces}) == 1


def _counted_in(pieces: list[str], found: re.Match[str]) -> int:
    """What the pieces count themselves: 国家级3座，即…;省级6座，即…."""
    counts = [re.search(rf"(\d+)\s*{found['unit']}", piece) for piece in pieces]
    return sum(int(one[1]) for one in counts if one is not None)


PIECES = re.compile(
    rf"(?<![第约\d.一二三四五六七八九十百“])(?P<count>\d{{1,2}}|{HAN_NUMBER})\s*"
    r"(?P<unit>个|处|片|项|座|条|点|种|方面|类|大)"
    r"(?P<noun>[^，。;:]{0,12}):(?P<list>[^。]+;[^。]+)"
)


FARTHEST = 2  # a count that is further off is of something else than the pieces


def counts_fit_the_pieces_after_them(case: Case) -> Iterator[Finding]:
    """重点勘查区3个:甲，面积…;乙，面积…;丙，面积…."""
    for sentence in case.sentences:
        for found in PIECES.finditer(sentence.text):
            pieces = [one for one in found["list"].split(";") if one.strip(" 。")]
            if ENDS_A_ROW.match(pieces[-1]):
                pieces = pieces[:-1]  # …;合计81.0平方千米
            stated = count_of(found["count"])
            if stated == re.sub(r"\([^()]*\)", "", pieces[0]).count("、") + 1:
                continue  # 3座:甲（煤）、乙（煤）、丙（石料）;同期关闭6座
            if is_quantity(sentence.text, found) or stated == len(pieces) or stated > 12:
                continue
            if COUNT.search(found["noun"]):
                continue  # 4个采矿权整合为2个：…: of the second number
            if stated in _counts_of_names(found["list"], pieces):
                continue
            if stated == _counted_in(pieces, found) or abs(stated - len(pieces)) > FARTHEST:
                continue
            if any("、" in piece.split("，")[0] for piece in pieces) and not _are_pairs(pieces):
                continue
            where = sentence.where(found.start(), min(found.end(), found.start() + 60))
            yield error(
                Kind.COUNT_AND_LIST,
                where,
                "称 {stated}{unit}，列出 {count} 项",
                "{stated} are said, {count} are listed",
                [Reading(f"{found['count']}{found['unit']}", where)],
                str(len(pieces)),
                stated=stated,
                unit=found["unit"],
                count=len(pieces),
            )
