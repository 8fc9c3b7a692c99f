# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers, units, years and signs as plans print them. 数字、单位、年份的读法。"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.codes.units import find_unit
from kuangtu.plans.csv_files import COUNTED_IN
from kuangtu.plans.document.numbering import HALF_WIDTH

BLANKS = re.compile(r"[\s　]+")
SPREAD = re.compile(r"[一-鿿](?:[ 　\xa0]+[一-鿿]){1,3}")
NOTHING = frozenset({"", "—", "-", "－", "–", "/", "／", "——", "－－", "无", "--"})
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# Longer words come first: 不少于 is no 少于.
SIGNS = (
    ("不少于", ">="), ("不低于", ">="), ("不小于", ">="), ("大于等于", ">="), ("不高于", "<="),
    ("不超过", "<="), ("不大于", "<="), ("不多于", "<="), ("小于等于", "<="), ("≥", ">="),
    ("≧", ">="), ("≤", "<="), ("≦", "<="), ("以上", ">="), ("以下", "<="), ("以内", "<="),
    ("之内", "<="), ("左右", "≈"), ("约", "≈"), ("＞", ">="),
    (">", ">="), ("＜", "<="), ("<", "<="),
)  # fmt: skip
AMOUNT = re.compile(rf"({NUMBER})(?:(?:~|～|—|–|－|-|至)({NUMBER}))?")
YEARS = re.compile(r"((?:19|20)\d{2})年?(?:[~～—–－\-至到]+((?:19|20)\d{2}|\d{2}))?年?")
# 十四五: the five years that end with 2025.
FIVE_YEARS = re.compile(r"十([二三四五六])五")
LAST_OF_FIVE = {"二": "2015", "三": "2020", "四": "2025", "五": "2030", "六": "2035"}
BRACKETS = re.compile(r"[（(【\[]([^（()）【】\[\]]*)[)）】\]]")
UNIT_WORDS = re.compile(r"(?:计量)?单\s?位[:：]\s*(\S+)$")
LONGEST_UNIT = 30
STROKE = re.compile(r"[/／]")
MONEY_AND_COUNTS = COUNTED_IN - {""}


def plain(words: str) -> str:
    """Half width, without blanks: how headings are compared.

    >>> plain("完成面积（km2）"), plain("类  别")
    ('完成面积(km2)', '类别')
    """
    return BLANKS.sub("", unicodedata.normalize("NFKC", words))


def gathered(words: str) -> str:
    """A few letters that blanks spread over the width of a cell.

    >>> gathered("铅  锌"), gathered("公　顷"), gathered("铁矿 铜矿")
    ('铅锌', '公顷', '铁矿 铜矿')
    """
    return BLANKS.sub("", words) if SPREAD.fullmatch(words) else words


def half_width(words: str) -> str:
    """Digits and points of full width as a number has them."""
    return words.translate(HALF_WIDTH)


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: number or range, what it is compared by, its unit. 数量。"""

    value: str = ""
    value_to: str = ""
    comparison: str = ""
    force: str = ""
    unit: str = ""
    is_odd: bool = False  # something in the cell was not understood
    is_rewritten: bool = False  # printed with separators or letters that a number must not have


def amount_in(words: str) -> Amount:
    """What a cell of numbers says; a cell that is only a dash says nothing.

    >>> one = amount_in("≥1,200万吨")
    >>> one.value, one.comparison, one.force, one.unit, one.is_rewritten
    ('1200', '>=', '≥', '万吨', True)
    >>> amount_in("2～3处").value_to, amount_in("—").value, amount_in("约").is_odd
    ('3', '', True)
    """
    text = half_width(BLANKS.sub("", words)).replace("，", ",").replace("％", "%")
    if text in NOTHING:
        return Amount()
    force, comparison = next(((sign, by) for sign, by in SIGNS if sign in text), ("", ""))
    rest = text.replace(force, "", 1) if force else text
    found = AMOUNT.match(rest)
    if found is None:
        return Amount(is_odd=True)
    unit = rest[found.end() :].strip("()（）")
    is_odd = bool(unit) and not is_unit(unit)
    return Amount(
        found[1].replace(",", ""),
        (found[2] or "").replace(",", ""),
        comparison,
        force,
        "" if is_odd else unit,
        is_odd,
        "," in found[0] or found[0] not in words,
    )


def is_unit(words: str) -> bool:
    """A unit of quantity, of money, or what things are counted in."""
    return words in MONEY_AND_COUNTS or find_unit(words) is not None


def unit_in(words: str) -> str:
    """The unit that a heading or caption names in brackets or behind a stroke; else nothing.

    >>> unit_in("完成面积（km2）"), unit_in("煤（地下/露天）"), unit_in("单位：万吨")
    ('km2', '', '万吨')
    >>> unit_in("面积/km²"), unit_in("规模/万吨/年"), unit_in("地下/露天")
    ('km²', '万吨/年', '')
    """
    for inside in (*BRACKETS.findall(words), words):
        told = UNIT_WORDS.search(inside.strip()[-LONGEST_UNIT:])
        unit = (told[1] if told else inside).strip(" 　()（）")
        if (told or inside != words) and is_unit(unit):
            return unit
    return next(filter(is_unit, _behind_strokes(words)), "")


def _behind_strokes(words: str) -> Iterator[str]:
    """面积/km2: what stands behind the first stroke, behind the second …"""
    for found in STROKE.finditer(words[-LONGEST_UNIT:]):
        yield words[-LONGEST_UNIT:][found.end() :].strip()


def years_in(words: str) -> tuple[str, str]:
    """First and last year of a period; the last alone where one year is printed.

    >>> years_in("2023～2025"), years_in("2021-2025"), years_in("2025年"), years_in("近期")
    (('2023', '2025'), ('2021', '2025'), ('', '2025'), ('', ''))
    """
    found = YEARS.search(half_width(BLANKS.sub("", words)))
    if found is None:
        return "", ""
    if found[2] is None:
        return "", found[1]
    last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
    return found[1], last


def last_year_in(words: str) -> str:
    """The last year of a period, that of a five-year plan too; nothing where none is printed.

    >>> last_year_in("2021—2025年累计"), last_year_in("“十五五”目标"), last_year_in("目标")
    ('2025', '2030', '')
    """
    found = FIVE_YEARS.search(words)
    return years_in(words)[1] or (LAST_OF_FIVE[found[1]] if found else "")
