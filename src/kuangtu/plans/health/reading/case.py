# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is examined: the document with what it says of itself. 体检对象。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from shapely.geometry.base import BaseGeometry

from kuangtu.codes.divisions import (
    Division,
    DivisionLevel,
    chain,
    divisions,
    find_area,
    find_division,
)
from kuangtu.core.errors import KuangtuError
from kuangtu.plans.document.continued import joined
from kuangtu.plans.document.types import Block, Document, Heading, Paragraph, PrintedTable
from kuangtu.plans.health.reading.blanks import set_close
from kuangtu.plans.health.reading.county_words import COUNTY_AREA, EXTENT, LARGE, LIES, SMALLEST
from kuangtu.plans.health.reading.quantities import Dimension, Figure, all_figures, plain
from kuangtu.plans.health.reading.text_index import TextIndex
from kuangtu.plans.health.types import Reading, Where
from kuangtu.plans.types import Folder

LONGEST = 1200  # signs that no sentence of a plan has
SENTENCE_END = re.compile("[。！？]")
PERIOD = re.compile(r"(20\d\d)年?\s*(?:～|—+|–|-|至|到)\s*(20\d\d)年")
TITLED = re.compile(r"规划[^，。;]{0,4}\(?(20\d\d)年?(?:～|—+|–|-|至|到)(20\d\d)年?\)?")
LOOKED_OUT = re.compile(
    r"(?:展望|远景|远期|长远)(?:目标)?(?:年份?|期)?看?[到至为是:]*(20\d\d)年(?!\s*[至到～—–-]+\s*\d)"
    r"|(20\d\d)年(?:作?[为是])?(?:远景|展望|愿景)"
)
# 基准年、目标年和展望年依次为2020年、2025年和2035年
LOOKED_OUT_LAST = re.compile(r"展望年(?:依次|分别)[为是](?:20\d\d年[、和]){1,3}(20\d\d)年")
LONGEST_NAME = 7  # signs of a county's
TOP = 8  # lines among which the title stands
TITLE = re.compile(r"([一-鿿]{2,12}?(?:(?<!自治)区|县|旗|市|州|盟))矿产资源(?:总体)?规划")
TITLE_AT_TOP = re.compile(TITLE.pattern.replace("{2,12}", "{2,20}"))  # 某自治区某盟某旗
OF_A_NOTICE = re.compile("^.*(?:印发|发布|批复)")  # 某县人民政府关于印发某县矿产资源总体规划的通知
# The name of what the county belongs to, where that is in no list: 额木勒盟 of 阿拉坦塔拉旗.
SUPERIOR = re.compile("^(?:[一-鿿]{2,8}?(?:省|自治区|市|州|盟|地区))+(?=[一-鿿]{2,}[县区旗市]$)")
BELONGS = re.compile("隶属于?(?:[一-鿿]{2,8}?(?:省|自治区))?([一-鿿]{2,8}?(?:市|州|盟|地区))")
APPLIES = re.compile(r"适用(?:范围)?[为于]([一-鿿]{2,12}?(?:(?<!自治)区|县|旗|市|州|盟))")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose, its figures found. 句。"""

    text: str  # with half-width signs, sign for sign the printed one
    printed: str
    line: int
    clause: str
    paragraph: int  # which block it comes from
    figures: tuple[Figure, ...]

    def where(self, start: int = 0, end: int | None = None) -> Where:
        return Where(self.printed[start:end].strip(), self.clause, self.line)

    def around(self, figure: Figure, before: int = 24, after: int = 8) -> Where:
        """The clause of the sentence that a figure stands in, as printed."""
        start = max(self.text.rfind("，", 0, figure.start) + 1, figure.start - before, 0)
        return self.where(start, min(len(self.text), figure.end + after))

    def reading(self, figure: Figure) -> Reading:
        return Reading(figure.printed, self.around(figure))


@dataclass(frozen=True)
class Case:
    """The document to be examined, and what is known beside it. 体检对象。

    Tables that the document continues on a further page are taken as one, and blanks between
    digits and words left out.
    `outline` is the county's outline in EPSG:4490, if the caller has one.
    """

    document: Document
    folder: Folder | None = None
    outline: BaseGeometry | None = None
    adcode: str = ""
    kept: dict[object, Any] = field(default_factory=dict, compare=False)  # see `once`

    def __post_init__(self) -> None:
        object.__setattr__(self, "document", set_close(joined(self.document)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The prose, sentence by sentence."""
        return tuple(
            sentence
            for number, block in enumerate(self.document.blocks)
            if isinstance(block, Paragraph)
            for sentence in sentences_of(block, number)
        )

    @cached_property
    def tables(self) -> tuple[PrintedTable, ...]:
        return tuple(self.document.tables)

    @cached_property
    def texts(self) -> tuple[tuple[str, Where], ...]:
        """Everything printed, with its place: prose, headings, captions and cells."""
        return tuple(one for block in self.document.blocks for one in texts_of(block))

    @cached_property
    def whole(self) -> str:
        """Everything printed as one text."""
        return "\n".join(plain(words) for words, _ in self.texts)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The plan's first and last year: the folder's, or what document and title say."""
        if self.folder is not None and self.folder.period.ends_on is not None:
            return self.folder.period.starts_on.year, self.folder.period.ends_on.year
        stated = re.search(
            r"(20\d\d)年?(?:～|—+|–|-|至|到)(20\d\d)年为?(?:本?规划的?)?规划期"
            r"|规划期(?:限)?[为是:]*(20\d\d)年?(?:～|—+|–|-|至|到)(20\d\d)年",
            self.whole,
        )
        if stated:
            first, last = [group for group in stated.groups() if group]
            return int(first), int(last)
        heads = [re.sub(r"\s", "", plain(one)) for one, _ in self.texts[:TOP] if "。" not in one]
        both = [one + two for one, two in pairwise(heads)]  # a title on two lines
        titled = next(filter(None, map(TITLED.search, [*heads, *both])), None)
        if titled:
            return int(titled[1]), int(titled[2])
        spans = Counter(found.groups() for found in PERIOD.finditer(self.whole))
        if "十四五" in self.whole and ("2021", "2025") in spans:
            return 2021, 2025
        if spans:
            first, last = spans.most_common(1)[0][0]
            return int(first), int(last)
        return None

    @cached_property
    def base_year(self) -> int | None:
        if self.folder is not None and self.folder.base_year:
            return self.folder.base_year
        found = re.search(
            r"(20\d\d)年(?:为|是)(?:规划)?(?:基准年|基期年?)|(?:基准年|基期年)[为是:]*(20\d\d)年",
            self.whole,
        )
        if found:
            return int(found[1] or found[2])
        return self.years[0] - 1 if self.years else None

    @cached_property
    def outlook_years(self) -> frozenset[int]:
        found = {int(one[1] or one[2]) for one in LOOKED_OUT.finditer(self.whole)}
        found |= {int(one[1]) for one in LOOKED_OUT_LAST.finditer(self.whole)}
        if self.folder is not None and self.folder.outlook_year:
            found.add(self.folder.outlook_year)
        return frozenset(found)

    @cached_property
    def division(self) -> Division | None:
        """The county that the plan is of."""
        code = self.adcode or (self.folder.adcode if self.folder else "")
        if code and code != "100000":
            return find_area(code)
        by_name = {one.name: one for one in divisions()}
        for name in self.planned_names:
            for start in range(len(name) - 1):
                if name[start:] in by_name and _may_stand_before(name[:start], by_name):
                    return by_name[name[start:]]
        return None

    @cached_property
    def planned_names(self) -> tuple[str, ...]:
        """What the document's title says it is the plan of; else what titles in it say."""
        first = [
            block for block in self.document.blocks[:4] if isinstance(block, Heading | Paragraph)
        ]
        for block in first:
            found = TITLE_AT_TOP.match(plain(block.text).strip("《 "))
            if found is not None:
                return (OF_A_NOTICE.sub("", found[1]),)
        counted = Counter(OF_A_NOTICE.sub("", found[1]) for found in TITLE.finditer(self.whole))
        applies = {found[1] for found in APPLIES.finditer(self.whole)}
        return tuple(sorted(counted, key=lambda name: (name not in applies, -counted[name])))

    @cached_property
    def county_name(self) -> str:
        if self.division is not None:
            return self.division.name
        names = [name.removeprefix(self.province_name) for name in self.planned_names[:3]]
        bare = [SUPERIOR.sub("", name.removeprefix(self.prefecture_name)) for name in names]
        return next((name for name in bare if 2 <= len(name) <= LONGEST_NAME), "")

    @property
    def own_level(self) -> str:
        """How the document speaks of all of its area: 全县, 全市, 全州."""
        return f"全{self.county_name[-1:]}" if self.county_name else ""

    @cached_property
    def province_code(self) -> str:
        """Two digits, "" if it is not known."""
        if self.division is not None:
            return self.division.code[:2]
        for one in divisions():
            if one.code.endswith("0000") and one.code != "100000" and one.name in self.whole:
                return one.code[:2]
        return ""

    @property
    def province_name(self) -> str:
        found = find_division(f"{self.province_code}0000") if self.province_code else None
        return "" if found is None else found.name

    @cached_property
    def prefecture_name(self) -> str:
        """The prefecture that a county without a code of its own says it belongs to."""
        if self.division is not None:
            return ""
        named = {
            one.name: count
            for one in divisions()
            if one.level is DivisionLevel.PREFECTURE
            and one.code.startswith(self.province_code or "-")
            and (count := self.whole.count(one.name))
        }
        return max(named, key=lambda name: named[name], default="")

    @cached_property
    def superiors(self) -> tuple[str, ...]:
        """The names of the prefecture and the province above the county."""
        if self.division is None:
            named = BELONGS.search(self.whole)
            own = (self.prefecture_name, self.province_name, named[1] if named else "")
            return tuple(dict.fromkeys(name for name in own if name))
        try:
            return tuple(one.name for one in chain(self.division.code) if one.code != "100000")
        except KuangtuError:
            return ()

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each numbered part."""
        return {one.clause: plain(one.text) for one in self.document.headings if one.clause}

    def headings_over(self, clause: str) -> str:
        """The headings of a part and of those that it is in."""
        if clause not in self._headings_over:
            self._headings_over[clause] = " ".join(
                words for number, words in self.headings.items() if clause.startswith(number)
            )
        return self._headings_over[clause]

    @cached_property
    def _headings_over(self) -> dict[str, str]:
        return {}  # by clause, as far as they have been asked for

    @cached_property
    def _index(self) -> TextIndex:
        return TextIndex(self.whole)

    def places_of(self, words: str) -> Iterator[int]:
        """Where the words begin in the whole text."""
        return self._index.places_of(words)

    def count(self, words: str) -> int:
        """How often the words stand in the whole text."""
        return self._index.count(words)

    @cached_property
    def county_area(self) -> tuple[Figure, Sentence] | None:
        """What the prose says that the county measures."""
        name = re.escape(self.county_name or "!")
        said = f"(?:{COUNTY_AREA.pattern}|{name}(?:总|国土|土地)?面积为?)$"
        areas = [
            (figure, sentence)
            for sentence in self.sentences
            for figure in sentence.figures
            if figure.dimension is Dimension.AREA and figure.amount >= SMALLEST / 10
        ]
        for figure, sentence in areas:
            found = re.search(said, sentence.text[: figure.start])
            if found is not None and not sentence.text[: found.start()].endswith("内"):
                return figure, sentence  # 图幅内县域面积: a part of it
        for figure, sentence in areas:
            is_large = figure.amount >= SMALLEST
            if is_large and EXTENT.search(sentence.text[: figure.start]):
                return figure, sentence
        return next((one for one in areas if self._is_area_of_the_place(*one)), None)

    def _is_area_of_the_place(self, figure: Figure, sentence: Sentence) -> bool:
        """某县地处燕山山地，东经…，北纬…，总面积1745平方千米: the first area of such a sentence."""
        head = sentence.text[: figure.start]
        before = re.split("[。;]", head)[-1]
        is_first = not any(
            one.dimension is Dimension.AREA for one in sentence.figures if one.end <= figure.start
        )
        is_of_county = bool(self.county_name) and (
            self.county_name in before[:16] or before.startswith(self.own_level)
        )
        is_said = LIES.search(before) and re.search(f"(?:{LARGE.pattern})$", head)
        return bool(is_first and is_of_county and is_said) and figure.amount >= SMALLEST

    @property
    def county_area_km2(self) -> Decimal | None:
        found = self.county_area
        return None if found is None else found[0].amount / 1_000_000


def sentences_of(block: Paragraph, number: int) -> Iterator[Sentence]:
    """The sentences of a paragraph; what a bracket or a title holds is not cut."""
    text = EXPLAINED.sub(lambda one: one[0].replace("，", " "), plain(block.text))
    start, depth = 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "(《“") - (sign in ")》”")
        if _ends_here(sign, depth, place - start):
            yield _sentence(block, text, start, place + 1, number)
            start, depth = place + 1, 0
    if text[start:].strip():
        yield _sentence(block, text, start, len(text), number)


def _ends_here(sign: str, depth: int, length: int) -> bool:
    """A full stop outside brackets; far beyond what sentences are long, a comma or any sign.

    >>> _ends_here("。", 0, 20), _ends_here("，", 0, 20), _ends_here("，", 1, 1500)
    (True, False, True)
    """
    if length > LONGEST:
        return sign in "，；;、。" or length > 2 * LONGEST
    return depth <= 0 and SENTENCE_END.match(sign) is not None


# （现价，下同）: what only explains begins no clause.
EXPLAINED = re.compile(r"\((?:[^()\d]*，)?(?:下同|现价|当年价|不变价)[^()\d]*\)")


def _sentence(block: Paragraph, text: str, start: int, end: int, number: int) -> Sentence:
    return Sentence(
        text[start:end],
        block.text[start:end],
        block.line,
        block.clause,
        number,
        tuple(all_figures(text[start:end])),
    )


def cell_where(table: PrintedTable, row: int, column: int, words: str | None = None) -> Where:
    """The place of a cell, row and column counted from 0."""
    printed = table.rows[row][column] if column < len(table.rows[row]) else ""
    return Where(
        printed if words is None else words,
        table.clause,
        table.line_of(row, column),
        table.name,
        row + 1,
        column + 1,
    )


def _may_stand_before(words: str, divisions_by_name: Mapping[str, Division]) -> bool:
    """What stands before a county's name is nothing, or what it lies in: not the 褒 of 褒宁县."""
    is_ended = not words or words[-1] in "省市州盟区"
    return is_ended or (len(words) > 1 and any(one.startswith(words) for one in divisions_by_name))


def caption_where(table: PrintedTable) -> Where:
    words = f"{table.name} {table.caption}".strip() if table.number else table.caption
    return Where(words, table.clause, table.line, table.name)


def texts_of(block: Block) -> Iterator[tuple[str, Where]]:
    if isinstance(block, Heading | Paragraph):
        yield block.text, Where(block.text, block.clause, block.line)
        return
    yield block.caption, caption_where(block)
    for row, cells in enumerate(block.rows):
        for column, cell in enumerate(cells):
            if cell:
                yield cell, cell_where(block, row, column)
