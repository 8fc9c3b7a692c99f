# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which plan the document is: county, period, base year, the plan above it. 规划的身份。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuangtu.codes.divisions import Division, DivisionLevel, chain, division_named
from kuangtu.core.errors import Invalid
from kuangtu.plans.document.types import Document, Heading, Paragraph
from kuangtu.plans.drafting.words import plain

DAY = r"(?:\d{1,2}月(?:\d{1,2}日)?)?"
YEARS = rf"(20\d{{2}})年?{DAY}(?:起|开始)?,?(?:-|~|—|–|至|到)+(20\d{{2}})"
FIVE_YEARS = r"[“\"]?十([三四五六])五[”\"]?"
TITLE = re.compile(
    rf"《?([一-鿿]{{2,20}}?)(?:\([^()]{{1,6}}\))?(?:{FIVE_YEARS})?矿产资源(总体)?规划(?:文本|简本)?"
    rf"\(?(?:{YEARS}年?)?\)?》?"
)
PERIOD = re.compile(
    rf"{YEARS}年?为?(?:本)?规划期|规划期限?(?:[\d一二三四五十]+年)?[,:]?(?:[为自从是]|限为)?:?{YEARS}"
)
STATE = r"(?:各项)?现状(?:数据|数|基数|值|资料)?(?:均)?(?:采用|截至|截止到?|统计至|以|为)"
BASE_YEAR = re.compile(
    r"(20\d{2})年(?:末|底)?为?(?:规划)?(?:基准年|基期)|(?:基准年|基期)年?(?:为|:)?(20\d{2})|"
    rf"{STATE}(20\d{{2}})年"
)
OUTLOOK = re.compile(
    r"展望[期年]?(?:到|至|为|:)*(20\d{2})|(20\d{2})年?为?(?:作出|作|进行)?(?:远[景期])?展望|"
    r"远期(?:目标)?年?\(?(?:到|至|为|:)*(20\d{2})"
)
# 基准年、目标年和展望年依次为2020年、2025年和2035年
IN_TURN = re.compile(
    r"((?:[一-鿿]{2,4}年[、和])+[一-鿿]{2,4}年)(?:依次|分别)为((?:20\d{2}年?[、,和]?)+)"
)
APPLIES = re.compile(
    r"适用于([一-鿿]{2,14}?(?:县|市|区|旗))(?:所辖|辖区|行政|境内|全境|县域|范围|$)"
)
PERIOD_LINE = re.compile(rf"\(?{YEARS}年?\)?")
GOVERNMENT = r"(?:由|经|报)((?:(?![由经报]|批准|审批)[一-鿿]){0,14}人民政府)"
AUTHORITIES = (
    re.compile(rf"{GOVERNMENT}(?:发布|颁布|印发|公布)"),
    re.compile(rf"{GOVERNMENT}(?:批准|审批)"),
)
# What a county lies in, before its name: 云南省怒江州某某县.
ABOVE = re.compile(
    r"^(?:.*(?:省|自治区|自治州|地区|盟)(?=.+[县市区旗]$))?(?:.+?市(?=.{2,}[县市区旗]$))?"
)
CENTURY = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}  # the last year of 十三五 …
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
    named: str = ""  # the county as its title names it, with what it lies in
    plan_words: str = "矿产资源总体规划"

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
        return f"{self.named}{self.plan_words}{period}" if self.county.value else ""

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
    named = _county(lines)
    county = replace(named, value=_bare(named.value))
    division = _division(county.value)
    first, last = _period(lines, named.value)
    return Identity(
        county,
        division,
        first,
        last,
        _in_turn("基准年", lines) or _first(BASE_YEAR, lines),
        _in_turn("展望年", lines) or _first(OUTLOOK, lines, after=last.value),
        _parent(document, division),
        _authority(lines, county.value),
        named.value,
        _plan_words(lines),
    )


def _bare(name: str) -> str:
    """The county without what it lies in.

    >>> _bare("甘肃省岷阳县"), _bare("沅州市禾溪县"), _bare("市中区"), _bare("沙市区")
    ('岷阳县', '禾溪县', '市中区', '沙市区')
    >>> _bare("甘肃省酒泉市瓜州县"), _bare("新疆维吾尔自治区若羌县")
    ('瓜州县', '若羌县')
    """
    return ABOVE.sub("", name)


def _plan_words(lines: Sequence[_Line]) -> str:
    """矿产资源规划, where no title in front says 总体."""
    titles = [one for line in lines[:8] if (one := TITLE.match(line.words))]
    is_bare = bool(titles) and not any(one[3] for one in titles)
    return "矿产资源规划" if is_bare else "矿产资源总体规划"


def _in_turn(name: str, lines: Sequence[_Line]) -> Found | None:
    """The year that several are told in turn for."""
    for line in lines:
        for found in IN_TURN.finditer(line.words):
            names, years = re.split("[、和]", found[1]), re.findall(r"20\d{2}", found[2])
            if len(names) == len(years) and any(one.endswith(name) for one in names):
                at = next(at for at, one in enumerate(names) if one.endswith(name))
                return Found(years[at], line.printed, line.number)
    return None


def _first(pattern: re.Pattern[str], lines: Sequence[_Line], *, after: str = "") -> Found:
    """The first year that is found; that of an outlook lies after the period."""
    for line in lines:
        for found in pattern.finditer(line.words):
            year = next(one for one in found.groups() if one)
            if year > after:
                return Found(year, line.printed, line.number)
    return Found()


def _county(lines: Sequence[_Line]) -> Found:
    """The county whose plan it is: of the title, of what it applies to, of what was compiled.

    A title of the province or of the prefecture is that of the plan above it.
    """
    cited = list(_titles(lines, is_whole=False))
    groups = (
        list(_titles(lines[:8], is_whole=True)),
        list(_applies(lines)),
        [one for one in cited if f"编制《{one.value}" in plain(one.printed)],
        cited,
    )
    for group in groups:
        own = [one for one in group if one.value.endswith(LEVELS) and not _is_above(one.value)]
        known = [one for one in own if _division(_bare(one.value)) is not None]
        if own:
            return next(iter(known or own))
    every = (one for group in groups for one in group)
    return next((one for one in every if one.value.endswith(LEVELS)), Found())


def _is_above(name: str) -> bool:
    """The name is that of a province or a prefecture."""
    division = _division(_bare(name))
    is_known = division is not None and division.level is not DivisionLevel.COUNTY
    return is_known or name.endswith(("自治区", "自治州"))


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
            if title[4] and title[1].endswith(county):
                return (
                    Found(title[4], line.printed, line.number),
                    Found(title[5], line.printed, line.number),
                )
    return _five_years(lines[:8], county)


def _five_years(lines: Sequence[_Line], county: str) -> tuple[Found, Found]:
    """The years of 十四五, where a title in front says no others."""
    for line in lines:
        title = TITLE.match(line.words)
        if title and title[2] and title[1].endswith(county):
            last = CENTURY[title[2]]
            return (
                Found(str(last - 4), line.printed, line.number),
                Found(str(last), line.printed, line.number),
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
    """Who issues the plan; who approves it where the document says no more."""
    for pattern in AUTHORITIES:
        for line in lines:
            if found := pattern.search(line.words):
                name = found[1]
                if name in {f"{level}人民政府" for level in LEVELS}:
                    name = f"{county}人民政府"
                return Found(name, found[0], line.number)
    return Found()
