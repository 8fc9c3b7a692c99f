# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which plan the document is: county, period, base year, the plan above it. 规划的身份。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuangtu.codes.divisions import Division, DivisionLevel, chain, division_named
from kuangtu.core.errors import Invalid
from kuangtu.plans.document.types import Document, Heading, Paragraph
from kuangtu.plans.drafting.words import plain

YEARS = r"(20\d{2})年?(?:-|~|—|–|至|到)+(20\d{2})"
TITLE = re.compile(
    rf"《?([一-鿿]{{2,20}}?)(?:\([^()]{{1,6}}\))?矿产资源(?:总体)?规划\(?(?:{YEARS}年?)?\)?》?"
)
PERIOD = re.compile(rf"{YEARS}年?为?(?:本)?规划期|规划期(?:为|限为|:)?{YEARS}")
BASE_YEAR = re.compile(
    r"(20\d{2})年(?:末|底)?为?(?:规划)?(?:基准年|基期)|(?:基准年|基期)(?:为|:)?(20\d{2})"
)
OUTLOOK = re.compile(r"展望(?:到|至|期为?|年为?)(20\d{2})")
APPLIES = re.compile(
    r"适用于([一-鿿]{2,14}?(?:县|市|区|旗))(?:所辖|辖区|行政|境内|全境|县域|范围|$)"
)
PERIOD_LINE = re.compile(rf"\(?{YEARS}年?\)?")
AUTHORITY = re.compile(r"(?:由|经|报)([一-鿿]{0,14}人民政府)(?:批准|审批|发布|颁布|印发|公布)")
LEVELS = ("县", "市", "区", "旗")
QUOTED = re.compile(r"《[^《》]{0,40}矿产资源[^《》]{0,20}规划[^《》]{0,40}》")
DASHES = re.compile(r"[~～—–－﹣]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the words it was read from. 读到的值。"""

    value: str = ""
    printed: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself; what it does not say is empty. 身份。"""

    county: Found
    division: Division | None
    first: Found
    last: Found
    base: Found
    outlook: Found
    parent: Found
    authority: Found

    @property
    def base_year(self) -> int | None:
        return int(self.base.value) if self.base.value else None

    @property
    def last_year(self) -> int | None:
        return int(self.last.value) if self.last.value else None

    @property
    def adcode(self) -> str:
        return "" if self.division is None else self.division.code

    @property
    def title(self) -> str:
        """The title with its period, as the folders write it."""
        period = f"（{self.first.value}—{self.last.value}年）" if self.last.value else ""
        return f"{self.county.value}矿产资源总体规划{period}" if self.county.value else ""

    @property
    def short_title(self) -> str:
        name = self.county.value
        bare = name[:-1] if name.endswith(LEVELS) and len(name) > 2 else name
        return f"{bare}规划" if bare else ""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str  # half width, without blanks
    printed: str
    number: int


def identity_of(document: Document) -> Identity:
    """County, period, years, parent and authority, each with where it was read."""
    lines = [
        _Line(DASHES.sub("-", plain(one.text)), one.text, one.line)
        for one in document.blocks
        if isinstance(one, Heading | Paragraph)
    ]
    county = _county(lines)
    division = _division(county.value)
    first, last = _period(lines, county.value)
    return Identity(
        county,
        division,
        first,
        last,
        _first(BASE_YEAR, lines),
        _first(OUTLOOK, lines),
        _parent(document, division),
        _authority(lines, county.value),
    )


def _first(pattern: re.Pattern[str], lines: Sequence[_Line]) -> Found:
    for line in lines:
        if found := pattern.search(line.words):
            return Found(next(one for one in found.groups() if one), line.printed, line.number)
    return Found()


def _county(lines: Sequence[_Line]) -> Found:
    """The county whose plan it is: of the title, of what it applies to, of what was compiled."""
    candidates = [
        *_titles(lines[:8], is_whole=True),
        *_applies(lines),
        *_titles(lines, is_whole=False),
    ]
    for one in candidates:
        division = _division(one.value)
        if division is not None and division.level is DivisionLevel.COUNTY:
            return one
    return next((one for one in candidates if one.value.endswith(LEVELS)), Found())


def _applies(lines: Sequence[_Line]) -> Iterator[Found]:
    for line in lines:
        for found in APPLIES.finditer(line.words):
            yield Found(found[1], line.printed, line.number)


def _titles(lines: Sequence[_Line], *, is_whole: bool) -> Iterator[Found]:
    """Counties of the titles named; those printed as a line of their own, or any."""
    for line in lines:
        for found in TITLE.finditer(line.words):
            if not is_whole or found.start() == 0:
                yield Found(found[1].removeprefix("编制《"), line.printed, line.number)


def _division(name: str) -> Division | None:
    if not name:
        return None
    try:
        return division_named(name)
    except Invalid:
        return None


def _period(lines: Sequence[_Line], county: str) -> tuple[Found, Found]:
    for line in lines:
        if found := PERIOD.search(line.words):
            years = [one for one in found.groups() if one]
            return (
                Found(years[0], line.printed, line.number),
                Found(years[1], line.printed, line.number),
            )
    for line in lines[:8]:
        if found := PERIOD_LINE.fullmatch(line.words):
            return (
                Found(found[1], line.printed, line.number),
                Found(found[2], line.printed, line.number),
            )
    for line in lines:
        for title in TITLE.finditer(line.words):
            if title[2] and title[1].endswith(county):
                return (
                    Found(title[2], line.printed, line.number),
                    Found(title[3], line.printed, line.number),
                )
    return Found(), Found()


def _parent(document: Document, division: Division | None) -> Found:
    """The plan of the division above, by the title that the document prints."""
    if division is None:
        return Found()
    for one in chain(division.code)[1:-1]:
        for block in document.paragraphs:
            for title in QUOTED.findall(block.text):
                names = (one.name, *one.aliases)
                if any(name in title.partition("矿产资源")[0] for name in names):
                    return Found(title.strip("《》"), title, block.line)
    return Found()


def _authority(lines: Sequence[_Line], county: str) -> Found:
    for line in lines:
        if found := AUTHORITY.search(line.words):
            name = found[1]
            if name in {f"{level}人民政府" for level in LEVELS}:
                name = f"{county}人民政府"
            return Found(name, found[0], line.number)
    return Found()
