# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One value of an application at a time, each mistake said precisely. 字段取值。

Every function takes a `Cell` and gives the typed value or raises Invalid at its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from kuangtu.codes.choices import Choice
from kuangtu.codes.minerals import Mineral, main_minerals
from kuangtu.codes.units import Dimension, Per, Unit, parse
from kuangtu.conformity.reading.records import Cell, problem
from kuangtu.core.errors import Invalid, Problem
from kuangtu.core.text import Text, same

Convert = Callable[[Cell], object]

LONGEST_TEXT = 200
LARGEST_CODE = 10**6  # above every code of a mineral or a method
MOST_PARTS = 200  # of a list
# Half of a surrogate pair: JSON can write it, no encoding can hold it.
SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters, halves of surrogate pairs, separators of lines and paragraphs.
CONTROLS = ("Cc", "Cs", "Zl", "Zp")
LIST_SEPARATORS = re.compile(r"[、；;]")
TRUE_WORDS = ("是", "有", "true", "yes")
FALSE_WORDS = ("否", "无", "false", "no")
KIND_WORDS = {
    bool: Text("是/否", "true or false"),
    str: Text("文本", "text"),
    int: Text("数字", "a number"),
    Decimal: Text("数字", "a number"),
    date: Text("日期", "a date"),
    datetime: Text("日期时间", "a date with a time"),
    list: Text("列表", "a list"),
    dict: Text("表", "a table"),
}


def refuse(code: str, zh: str, en: str, cell: Cell, **values: object) -> Invalid:
    """An Invalid at the cell's place."""
    return Invalid([problem(code, zh, en, cell.place, **values)])


def wrong_type(cell: Cell, wanted: Text) -> Invalid:
    """An Invalid that says what was found and what is wanted."""
    return refuse(
        "wrong-type",
        "应为{wanted}，现为{found}",
        "this must be {wanted}, not {found}",
        cell,
        wanted=wanted,
        found=KIND_WORDS.get(type(cell.value), same(type(cell.value).__name__)),
    )


def text(cell: Cell) -> str:
    """Words on one line, without the blanks around them."""
    if not isinstance(cell.value, str):
        raise wrong_type(
            cell,
            Text(
                "文本（加引号；表格中设为文本格式）", "text, in quotes or as text in a spreadsheet"
            ),
        )
    words = cell.value.strip()
    _refuse_unprintable(cell, words)
    if len(words) > LONGEST_TEXT:
        raise refuse(
            "text-too-long",
            "长 {length} 字，超过 {limit} 字",
            "{length} letters long; the limit is {limit}",
            cell,
            length=len(words),
            limit=LONGEST_TEXT,
        )
    return words


def _refuse_unprintable(cell: Cell, words: str) -> None:
    """Characters nobody sees come along when text is copied; they would make another name."""
    for position, letter in enumerate(words, start=1):
        category = unicodedata.category(letter)
        if category in CONTROLS:
            raise refuse(
                "control-character", "含有控制字符或换行", "it holds control characters", cell
            )
        if category == "Cf":
            raise refuse(
                "invisible-character",
                "第 {position} 个字符 {letter} 看不见；请删去",
                "character {position}, {letter}, cannot be seen; remove it",
                cell,
                position=position,
                letter=f"U+{ord(letter):04X}",
            )


def choice(options: type[Choice]) -> Convert:
    """One of a closed list, by code, which may be a number, Chinese or English word."""

    def convert(cell: Cell) -> Choice:
        words = _words(cell)
        found = options.from_words(words)
        if found is None:
            raise refuse(
                "unknown-word",
                "“{words}”不在可选范围内；可写：{options}",
                "“{words}” is not one of the choices: {options}",
                cell,
                words=words,
                options=Text(
                    "、".join(option.label.zh for option in options),
                    ", ".join(option.value for option in options),
                ),
            )
        return found

    return convert


def _words(cell: Cell) -> str:
    """Words, or the digits of a code: a spreadsheet keeps 26001 as a number."""
    value = cell.value
    # True is an int to Python, and no code.
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST_CODE:
        return str(value)
    return text(cell)


def main_mineral(cell: Cell) -> tuple[Mineral, ...]:
    """A mineral by name, alias or 5-digit code, which may be a number; 铅锌 gives lead and zinc."""
    return main_minerals(_words(cell), place=cell.place)


def several_minerals(cell: Cell) -> tuple[Mineral, ...]:
    """A list of minerals; in a spreadsheet separated by 、 or ；. Named twice is refused."""
    problems: list[Problem] = []
    found: list[Mineral] = []
    for part in _parts(cell):
        try:
            named = main_mineral(part)
        except Invalid as error:
            problems.extend(error.problems)
            continue
        for one in (one for one in named if one in found):
            twice = refuse(
                "mineral-twice", "“{name}”写了两次", "{name} is named twice", cell, name=one.name
            )
            problems.extend(twice.problems)
        found.extend(named)
    if problems:
        raise Invalid(problems)
    return tuple(found)


def documents(cell: Cell) -> frozenset[str]:
    """The names of the documents handed in; an empty list says that there are none."""
    return frozenset(words for part in _parts(cell) if (words := text(part)))


def yearly_unit(cell: Cell) -> str:
    """A unit of capacity: per year, or per day where days of work are stated."""
    unit = _unit_of_quantity(cell)
    if unit.per is Per.NOTHING:
        raise refuse(
            "unit-not-yearly",
            "生产规模的单位应带时间：请写“{yearly}”",
            "a capacity needs a unit per time: write “{yearly}”",
            cell,
            yearly=unit.yearly.name,
        )
    return unit.name


def stock_unit(cell: Cell) -> str:
    """A unit of what lies in the ground, without time."""
    unit = _unit_of_quantity(cell)
    if unit.per is not Per.NOTHING:
        raise refuse(
            "unit-with-time",
            "储量、资源量的单位不带时间：请写“{once}”",
            "reserves and resources have no time in their unit: write “{once}”",
            cell,
            once=unit.once.name,
        )
    return unit.name


def _unit_of_quantity(cell: Cell) -> Unit:
    unit = parse(text(cell), place=cell.place)
    if unit.dimension is Dimension.AREA:
        raise refuse(
            "unit-of-area",
            "“{unit}”是面积单位，此处应为质量或体积单位",
            "“{unit}” is a unit of area; a mass or a volume belongs here",
            cell,
            unit=unit.name,
        )
    return unit


def _parts(cell: Cell) -> list[Cell]:
    """The parts of a list, or of one text that holds several."""
    if isinstance(cell.value, list):
        parts = cell.value
    elif isinstance(cell.value, str):
        parts = [part for part in LIST_SEPARATORS.split(cell.value) if part.strip()]
    elif isinstance(cell.value, int) and not isinstance(cell.value, bool):
        parts = [cell.value]
    else:
        raise wrong_type(cell, Text('列表，例如 ["甲", "乙"]', 'a list such as ["A", "B"]'))
    if len(parts) > MOST_PARTS:
        raise refuse(
            "list-too-long",
            "列出了 {count} 项，超过 {most} 项",
            "it lists {count} parts, more than {most}",
            cell,
            count=len(parts),
            most=MOST_PARTS,
        )
    return [Cell(part, cell.place) for part in parts]


def flag(cell: Cell) -> bool:
    """Yes or no: true, false, 是, 否."""
    if isinstance(cell.value, bool):
        return cell.value
    words = cell.value.strip().casefold() if isinstance(cell.value, str) else None
    if words in TRUE_WORDS:
        return True
    if words in FALSE_WORDS:
        return False
    raise wrong_type(cell, Text("是/否（true 或 false）", "true or false"))


def range_text(cell: Cell) -> str:
    """A range to the letter: GeoJSON too stands there as text. 范围原文。"""
    if not isinstance(cell.value, str):
        raise wrong_type(
            cell, Text("文本：坐标串、WKT 或 GeoJSON 文本", "text: a range, WKT or GeoJSON")
        )
    if SURROGATE.search(cell.value):
        raise refuse("control-character", "含有控制字符", "it holds control characters", cell)
    return cell.value


def near(words: str, known: list[str]) -> list[str]:
    """Up to three known words that look like it."""
    return get_close_matches(words.casefold(), known, n=3, cutoff=0.6)
