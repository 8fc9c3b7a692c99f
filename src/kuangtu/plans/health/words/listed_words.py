# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Words of lists, behind names and of heads that are one sign off a known one. 列举与表头。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.controls.stances import LIST, VERB, tokens_of
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.edits import is_one_other
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.likeness import is_alike_but_one
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where
from kuangtu.plans.health.words.real_words import REAL_WORDS, is_made_of
from kuangtu.plans.health.words.vocabulary import STAGES
from kuangtu.plans.health.words.word_lists import LISTS

COUNTED = re.compile(r"(?:其中|分别为|为|有|即)?(?P<word>[一-鿿]{2,4})\d+[个座处家宗]")
EVERY_WORD = frozenset(word for _, known in LISTS for word in known)


def parts_are_of_their_list(case: Case) -> Iterator[Finding]:
    """生产29个，停产12个，筹产4个: two words of a list, and one that is a sign off."""
    for sentence in case.sentences:
        counted = list(COUNTED.finditer(sentence.text))
        for place, found in enumerate(counted):
            word = found["word"]
            beside = [_known_end(one["word"]) for one in _beside(counted, place)]
            for _, known in LISTS if _may_be_a_slip(case, word) else ():
                others = sorted(known.difference(beside))
                near = next((one for one in others if is_a_slip_of(word, one)), "")
                is_sure = _is_level_of_a_long_name(near)  # one other level in the sentence will do
                told = {one for one in known if is_sure and one in sentence.text}
                if near and len(known.intersection(beside) | told) >= (1 if is_sure else 2):
                    yield _told(sentence.where(found.start(), found.end()), word, near)
            if (meant := _stage_meant(word, beside)) and case.count(word) == 1:
                yield _told(sentence.where(found.start(), found.end()), word, meant)


def _stage_meant(word: str, beside: list[str]) -> str:
    """普查13个、预查详8个、勘探3个: made of the signs of stages, and none, beside two that are.

    >>> _stage_meant("预查详", ["普查", "勘探"]), _stage_meant("详查", ["普查", "勘探"])
    ('详查', '')
    """
    known = STAGES.intersection(beside)
    is_made_of_them = set(word) <= set("".join(STAGES)) and word not in STAGES
    left = sorted(STAGES - known - {"预查"})
    return left[0] if len(known) > 1 and is_made_of_them and left else ""


def _known_end(words: str) -> str:
    """矿山中生产 ends in 生产, which is a word of a list."""
    ends = (words[at:] for at in range(len(words) - 1))
    return next((one for one in ends if one in EVERY_WORD), words)


def _may_be_a_slip(case: Case, word: str) -> bool:
    """Scales are looked after elsewhere; what the document says again it means."""
    is_known = word in EVERY_WORD or word in REAL_WORDS or _known_end(word) != word
    return not is_known and word[-1] not in "型形" and case.count(word) == 1


def is_a_slip_of(word: str, known: str) -> bool:
    """One sign off; where the list is of levels, by a sign of the same form.

    >>> is_a_slip_of("筹产", "停产"), is_a_slip_of("部级", "县级"), is_a_slip_of("普杏", "普查")
    (True, False, True)
    >>> is_a_slip_of("国际级", "国家级")
    True
    """
    is_level = known.endswith("级") and word.endswith("级")
    if not is_one_other(word, known):
        return False
    return not is_level or _is_level_of_a_long_name(known) or is_alike_but_one(word, known)


def _is_level_of_a_long_name(word: str) -> bool:
    """国家级, 自治区级: one sign off is no other level, as 市级 is of 县级."""
    return word.endswith("级") and len(word) > len("市级")


def _beside(counted: list[re.Match[str]], place: int) -> list[re.Match[str]]:
    """The others of the same list: each follows the last with one sign between, none is the whole.

    有矿山34个，其中大型4个、中型9个: 矿山 is what is divided.
    """
    first, last = place, place
    while first > 0 and _follows(counted[first - 1], counted[first]):
        first -= 1
    while last + 1 < len(counted) and _follows(counted[last], counted[last + 1]):
        last += 1
    return [*counted[first:place], *counted[place + 1 : last + 1]]


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() - one.end() == 1 and not other[0].startswith(("其中", "分别为"))


def _told(where: Where, word: str, near: str) -> Finding:
    return doubt(
        Kind.VOCABULARY,
        where,
        "“{word}”不在用词之列；是否为 {near}",
        "“{word}” is no word of the list; perhaps {near}",
        [Reading(word, where)],
        near,
        word=word,
        near=near,
    )


def words_in_brackets_are_of_their_list(case: Case) -> Iterator[Finding]:
    """铜（地下开采）, 铁（地下开采）, 磷（露天挖采）: the words behind the names of a column."""
    for grid in grids(case.tables):
        for column in range(grid.width):
            said = [
                (found[1], cell.where)
                for cell in grid.column(column)
                if (found := re.search(r"\(([一-鿿]{3,6})\)$", plain(cell.text).strip()))
            ]
            for _, known in LISTS if len(said) > 2 else ():
                odd = [one for one in said if not is_made_of(one[0], known)]
                near = sorted(one for one in known if odd and is_a_slip_of(odd[0][0], one))
                if len(odd) == 1 and near:
                    yield _told(odd[0][1], odd[0][0], near[0])


SIZES = ("大型", "中型", "小型")


def scales_of_heads_are_known(case: Case) -> Iterator[Finding]:
    """大型 | 中型 | 小形 over the columns of a table."""
    for grid in grids(case.tables):
        heads = [re.sub(r"\(.*", "", plain(head)) for head in grid.heads]
        missing = [one for one in SIZES if one not in heads]
        place = next((n for n, head in enumerate(heads) if head in SIZES), 0)
        if len(missing) != 1:
            continue
        for column in range(max(0, place - 1), min(place + 3, grid.width)):
            cells = [cell for row in grid.rows[: grid.head] if (cell := row[column])]
            if is_one_other(heads[column], missing[0]) and heads[column] not in SIZES and cells:
                yield _told(cells[-1].where, heads[column], missing[0])


def minerals_of_directions_are_known(case: Case) -> Iterator[Finding]:
    """限制开采钨、锐2种: a single sign beside minerals that is none."""
    for sentence in case.sentences:
        for verb in VERB.finditer(sentence.text):
            yield from _single_signs(sentence, verb.end())


def _single_signs(sentence: Sentence, start: int) -> Iterator[Finding]:
    found = LIST.match(sentence.text[start:])
    clause = re.split("[，,]", found["list"])[0] if found else ""
    tokens = list(tokens_of(clause))
    odd = [one for one in tokens if len(one) == 1 and not is_a_name(one)]
    odd = [one for one in odd if not is_a_name(f"{one}矿")]  # 盐矿, read without its 矿
    if len(odd) == 1 and any(map(is_a_name, tokens)) and "、" in clause:
        where = sentence.where(start, start + 20)
        yield doubt(
            Kind.VOCABULARY,
            where,
            "“{word}”不在矿种代码表中",
            "“{word}” is not in the list of minerals",
            [Reading(odd[0], where)],
            word=odd[0],
        )
