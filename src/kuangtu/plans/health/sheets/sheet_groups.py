# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The runs of map sheets that a document names, each with what is said of it. 图幅组。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kuangtu.core.errors import Invalid
from kuangtu.geo.sheets import Sheet
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of, plain
from kuangtu.plans.health.types import Where

Box = tuple[float, float, float, float]  # west, south, east, north

NUMBER = r"(?<![A-Za-z0-9])[A-Za-z]\d{2}[A-Za-z]\d{3,9}(?![A-Za-z0-9])"
SHEET = re.compile(NUMBER)
SIDE = "(?:[东南西北中上下左右]{1,2}|第[一二三四五六])(?:部|侧|边|面|排|端|列|行)?"
WAY = "(?:自[东西南北][向至到往][东西南北])?"
# G48E015014、G48E015015；G48E016014、G48E016015: row by row.
# J45E008019（甲幅）、J45E008020（乙幅）在北，J45E009019、J45E009020在南: one list.
NAMED = rf"{NUMBER}(?:\([^()]{{1,12}}\))?"
LED = rf"(?:{SIDE}{WAY}(?:为|是)?)?"
NEXT = rf"\s*(?:(?:在|居|位于)?{SIDE})?\s*(?:[、，,/;；]|和|及|与|以及)?\s*{LED}\s*"
# 金坪幅（F49E002012）、思和幅（F49E002013）: the name before the number.
CALLED = rf"[一-鿿]{{1,8}}\({NUMBER}\)"
RUN = re.compile(rf"{NAMED}(?:{NEXT}{NAMED})*|{CALLED}(?:[、，,;和及与]{CALLED})*")
# 西起甲，东至乙: what lies between is not named.
ENDS = re.compile(
    f"首尾(?!相[接连])|[东西][南北]角|[左右][上下]角|[起自从]于?{NUMBER}[^。；;]{{0,6}}[至到止]|{NUMBER}\\s*[至到～—–-]+\\s*$|^\\s*[至到～—–-]+\\s*{NUMBER}"
)
COUNT = rf"({HAN_NUMBER}|(?<![A-Za-z\d])\d+)\s*个?(?:1∶[\d.]+万)?(?:标准|完整|国际)?(?:图)?幅"
STATED = re.compile(f"(?<!每[排行列组])(?<!各)(?<!其余)(?<!余下)(?<!剩余){COUNT}")
STATED_AFTER = re.compile(rf"^(?:[^，。；、\d一二三四五六七八九十]{{0,6}}){COUNT}")
STATED_BEFORE = re.compile(
    rf"{COUNT}[，,:(]*(?:自[东南西北]{{1,2}}[向至往到][东南西北]{{1,2}})?"
    r"(?:(?:其)?(?:图幅)?(?:编|图)?号)?(?:即|为|分别为|分别是|是|包括|:)[:]?$"
)
BREAK = "。；;"
DEGREES = r"(\d+)°(?:(\d+)['′])?(?:(\d+)[\"″])?"
TO = r"\s*[～—–至到-]+\s*(?:东经|北纬)?"
LATITUDES = re.compile(rf"北纬\s*{DEGREES}.{{0,6}}?{TO}{DEGREES}")
LONGITUDES = re.compile(rf"东经\s*{DEGREES}.{{0,6}}?{TO}{DEGREES}")

# What is a piece of the county, or work within it, has an extent of its own.
OF_A_PIECE = re.compile("区块|勘查区|开采区|矿区|项目|工程|部署")
OF_THE_COUNTY = re.compile("[^，。;]{2,12}[县市区旗]是[^，。;]{2,24}[县市区旗域]，")
LIES = re.compile(
    "经纬度|位于|地处|处在|处于|坐落|介于|地理坐标|地理位置|隶属|东邻|东与|区位|在[^，。;]{2,12}[东西南北中]部"
)


@dataclass(frozen=True, slots=True)
class Group:
    """The sheets that one list names. 图幅组。"""

    words: str  # what is said of this list, from the one before it to the one after it
    after: str  # the part of it that follows
    where: Where
    numbers: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    row_words: str  # the other cells of the row, for the area
    is_first: bool = True  # no other list stands before it in its sentence

    @property
    def before(self) -> str:
        """The words before the list."""
        return self.words[: self.words.find(self.numbers[0])]

    @property
    def stated(self) -> int | None:
        """How many sheets the words say there are: right after the list, or anywhere near it."""
        near = STATED_AFTER.match(self.after)
        if near is not None:
            return count_of(near[1])
        before = STATED_BEFORE.search(self.before)
        if before is not None:
            return count_of(before[1])
        words = self.words if self.is_first else self.after  # 甲、乙，两幅拼成丙: of the two
        stated = [count_of(one[1]) for one in STATED.finditer(words)]
        return stated[0] if len(stated) == 1 else None

    @property
    def bounds(self) -> Box:
        """West, south, east and north of all its sheets."""
        west, south, east, north = zip(*(one.bounds for one in self.sheets), strict=True)
        return min(west), min(south), max(east), max(north)


@once
def groups_in(case: Case) -> tuple[Group, ...]:
    """Every list of sheets, in the order of the document."""
    return tuple(_groups(case))


def _groups(case: Case) -> Iterator[Group]:
    rows = {
        (table.name, table.line, number): " ".join(row)
        for table in case.tables
        for number, row in enumerate(table.rows, 1)
    }
    lines = {table.name: table.line for table in case.tables}
    for words, where in case.texts:
        text = plain(words)
        if not SHEET.search(text):
            continue
        if where.row:
            row = rows.get((where.table, lines.get(where.table, 0), where.row), words)
            yield from _group(text, text, where, SHEET.findall(text), plain(row))
            continue
        yield from _in_prose(words, text, where)


def _in_prose(words: str, text: str, where: Where) -> Iterator[Group]:
    runs = list(RUN.finditer(text))
    for place, run in enumerate(runs):
        start = runs[place - 1].end() if place else 0
        end = runs[place + 1].start() if place + 1 < len(runs) else len(text)
        start = max([start, *(text.rfind(sign, start, run.start()) + 1 for sign in BREAK)])
        ends = [at for sign in BREAK if (at := text.find(sign, run.end(), end)) >= 0]
        end = min([end, *ends])
        spot = replace(where, words=words[max(start, run.start() - 24) : min(end, run.end() + 24)])
        said = text[start:end]
        is_first = not place or start > runs[place - 1].end()
        for group in _group(said, text[run.end() : end], spot, SHEET.findall(run[0]), said):
            yield replace(group, is_first=is_first)


def _group(
    words: str, after: str, where: Where, numbers: list[str], row_words: str
) -> Iterator[Group]:
    sheets = []
    for number in numbers:
        try:
            sheets.append(Sheet.parse(number))
        except Invalid:
            continue
    if sheets:
        yield Group(words, after, where, tuple(numbers), tuple(sheets), row_words)


def degrees(found: re.Match[str]) -> tuple[float, float]:
    """Both ends of a printed range of degrees.

    >>> degrees(LATITUDES.search("北纬25°20′～25°30′"))
    (25.333333333333332, 25.5)
    """
    ends = [
        sum(int(one or 0) / size for one, size in zip(group, (1, 60, 3600), strict=True))
        for group in (found.groups()[:3], found.groups()[3:6])
    ]
    return ends[0], ends[1]


def box_of_the_county(case: Case) -> Box | None:
    """The degrees that the document says the county lies between."""
    for sentence in case.sentences:
        before_sheets = SHEET.split(sentence.text)[0]
        box = box_in(before_sheets)
        is_of_county = LIES.search(before_sheets) or OF_THE_COUNTY.match(before_sheets)
        if box is not None and is_of_county and not OF_A_PIECE.search(before_sheets):
            return box
    return None


def box_in(words: str) -> Box | None:
    """West, south, east and north that a text prints, if it prints both ranges and they grow.

    None of a text that prints several, one for each of its sheets.
    """
    norths, easts = list(LATITUDES.finditer(words)), list(LONGITUDES.finditer(words))
    if not norths or not easts:
        return None
    if len({degrees(one) for one in norths}) > 1 or len({degrees(one) for one in easts}) > 1:
        return None
    south, top = degrees(norths[0])
    west, right = degrees(easts[0])
    return (west, south, right, top) if west < right and south < top else None
