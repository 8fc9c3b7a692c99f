# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A coordinate as somebody wrote it into a cell. 单元格中的坐标。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuangtu.core.errors import Invalid, Place
from kuangtu.core.text import Text
from kuangtu.geo.angles import looks_printed, parse_packed, parse_printed, to_degrees
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import number_of, refuse_number

_DECIMAL = r"([+-]?[0-9]+(?:\.[0-9]+)?)"
_WITH_DEGREE_SIGN = re.compile(rf"{_DECIMAL}\s*[°度º˚]")
# West and south are not read: nothing of a county lies there.
_WITH_HEMISPHERE = re.compile(
    rf"(?:(?:[EeNn]|东经|北纬)\s*{_DECIMAL}\s*[°度º˚]?|{_DECIMAL}\s*[°度º˚]?\s*[EeNn])"
)
_COMMA_FOR_POINT = re.compile(r"[+-]?[0-9]+[,，][0-9]+")
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class CellValue:
    """The number of a cell, or why it is none. `is_angle`: written as an angle. 单元格数值。"""

    number: float | None
    is_angle: bool = False
    could_be_packed: bool = False
    problem: Text | None = None


def value_of(word: str, *, what: Text, is_packed: bool = False) -> CellValue:
    """The number in a cell: plain, an angle in any of its spellings, or declared DDD.MMSS.

    >>> what = Text("经度", "the longitude")
    >>> [value_of(one, what=what).number for one in ("88.17", "88°10′12″", "88.17°", "E88°10'12''")]
    [88.17, 88.17, 88.17, 88.17]
    >>> [value_of(one, what=what).number for one in ("E88.17", "东经88.17度", "88.17 E", "W88.17")]
    [88.17, 88.17, 88.17, None]
    >>> value_of("88.1012", what=what, is_packed=True).number
    88.17
    >>> value_of("88,17", what=what).problem.zh
    '经度为“88,17”，小数点写成了逗号；请改为“88.17”'
    """
    if match := _WITH_DEGREE_SIGN.fullmatch(word.strip()):
        return CellValue(float(match[1]), is_angle=True)
    if match := _WITH_HEMISPHERE.fullmatch(word.strip()):
        return CellValue(float(match[1] or match[2]), is_angle=True)
    if looks_printed(word):
        return _angle(word, what)
    number = number_of(word)
    if number is None:
        return CellValue(None, problem=_why_none(word, what))
    if is_packed:
        return _angle(word, what, packed=True)
    return CellValue(number, could_be_packed=_could_be_packed(word))


def _angle(word: str, what: Text, *, packed: bool = False) -> CellValue:
    try:
        size = parse_packed(word) if packed else parse_printed(word)
    except Invalid as error:
        return CellValue(None, problem=what + Text("：", ": ") + error.problems[0].text)
    return CellValue(to_degrees(size), is_angle=True)


def _why_none(word: str, what: Text) -> Text:
    shown = word.strip()[:_LONGEST_SHOWN]
    if _COMMA_FOR_POINT.fullmatch(shown):
        return Text(
            "{what}为“{word}”，小数点写成了逗号；请改为“{mended}”",
            "{what} is “{word}”, with a comma for the decimal point; write “{mended}”",
        ).format(what=what, word=shown, mended=re.sub("[,，]", ".", shown))
    problems = Problems()
    refuse_number(problems, word, what, Place())
    return problems.refusal().problems[0].text


def _could_be_packed(word: str) -> bool:
    """True if minutes and seconds below 60 could stand behind the point.

    >>> _could_be_packed("88.1012"), _could_be_packed("88.1712"), _could_be_packed("88.17")
    (True, True, False)
    >>> _could_be_packed("88.6512")
    False
    """
    digits = word.partition(".")[2]
    return 4 <= len(digits.rstrip("0")) <= 7 and int(digits[:2]) < 60 and int(digits[2:4]) < 60
