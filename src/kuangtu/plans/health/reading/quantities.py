# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Quantities in prose and cells: number, unit, how firmly it is said. 数量的识别。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

HAN_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
HAN_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
HAN_NUMBER = "[一二两三四五六七八九十百]+"
# Each sign for one sign, so that places in the text stay where they are.
KEPT = frozenset({0xFF0C, 0xFF01, 0xFF1F, 0xFF5E})  # ，！？～ part sentences and ranges as they are
HALF_WIDTH: dict[int, int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code not in KEPT},
    ord("︰"): ord("∶"),
    **dict.fromkeys(map(ord, "〜~∼"), ord("～")),
}
HAN_YEAR = re.compile("(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年)")
HAN_SIGNS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class Dimension(StrEnum):
    MONEY = "MONEY"
    MASS = "MASS"
    AREA = "AREA"
    VOLUME = "VOLUME"
    LENGTH = "LENGTH"
    PEOPLE = "PEOPLE"
    COUNT = "COUNT"
    KINDS = "KINDS"  # 种、类: not to be added to pieces
    PERCENT = "PERCENT"
    POINTS = "POINTS"
    TIMES = "TIMES"


class Force(StrEnum):
    """How firmly a figure is said. 限定语。"""

    EXACT = ""
    ABOUT = "左右"
    AT_MOST = "以内"
    AT_LEAST = "以上"


# Unit without 万 and 亿 → dimension and size in the dimension's own unit.
UNITS: dict[str, tuple[Dimension, Decimal]] = {
    "元": (Dimension.MONEY, Decimal(1)),
    "吨": (Dimension.MASS, Decimal(1)),
    "t": (Dimension.MASS, Decimal(1)),
    "kg": (Dimension.MASS, Decimal("0.001")),
    "千克": (Dimension.MASS, Decimal("0.001")),
    "公斤": (Dimension.MASS, Decimal("0.001")),
    "平方千米": (Dimension.AREA, Decimal(1_000_000)),
    "平方公里": (Dimension.AREA, Decimal(1_000_000)),
    "km2": (Dimension.AREA, Decimal(1_000_000)),
    "km²": (Dimension.AREA, Decimal(1_000_000)),
    "公顷": (Dimension.AREA, Decimal(10_000)),
    "hm2": (Dimension.AREA, Decimal(10_000)),
    "hm²": (Dimension.AREA, Decimal(10_000)),
    "平方米": (Dimension.AREA, Decimal(1)),
    "m2": (Dimension.AREA, Decimal(1)),
    "m²": (Dimension.AREA, Decimal(1)),
    "㎡": (Dimension.AREA, Decimal(1)),
    "亩": (Dimension.AREA, Decimal(2000) / Decimal(3)),
    "立方米": (Dimension.VOLUME, Decimal(1)),
    "m3": (Dimension.VOLUME, Decimal(1)),
    "m³": (Dimension.VOLUME, Decimal(1)),
    "千米": (Dimension.LENGTH, Decimal(1000)),
    "公里": (Dimension.LENGTH, Decimal(1000)),
    "km": (Dimension.LENGTH, Decimal(1000)),
    "米": (Dimension.LENGTH, Decimal(1)),
    "人": (Dimension.PEOPLE, Decimal(1)),
    "名": (Dimension.PEOPLE, Decimal(1)),
    "种": (Dimension.KINDS, Decimal(1)),
    "大类": (Dimension.KINDS, Decimal(1)),
    "类": (Dimension.KINDS, Decimal(1)),
    "个百分点": (Dimension.POINTS, Decimal(1)),
    "%": (Dimension.PERCENT, Decimal(1)),
    "倍": (Dimension.TIMES, Decimal(1)),
}
COUNTED = [
    "个",
    "处",
    "家",
    "座",
    "宗",
    "项",
    "幅",
    "条",
    "片",
    "块",
    "口",
    "件",
    "户",
    "台",
    "套",
    "镇",
    "乡",
    "村",
    "对",
    "眼",
    "孔",
]
UNITS |= {word: (Dimension.COUNT, Decimal(1)) for word in COUNTED}
MULTIPLES = {"": Decimal(1), "千": Decimal(1000), "百万": Decimal(1_000_000)}
MULTIPLES |= {"万": Decimal(10_000), "千万": Decimal(10_000_000), "亿": Decimal(100_000_000)}
SUBSTANCES = "(?:金属|矿石|矿物|原煤|原矿|标准|WO3|Li2O|BeO|KCl|CaF2)?"
UNIT = (
    rf"{SUBSTANCES}(?P<multiple>百万|千万|千(?!米|克)|万|亿)?{SUBSTANCES}"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?![A-Za-z])"
)
# 1,140 or 1 140: thousands may be set off by a comma or a narrow blank; 专栏3 120处 is no number.
NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|(?<![表栏图件条])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
)
# Not within a scale (1∶5万), a document number, a name with letters or a decimal number.
NOT_INSIDE = r"(?<![\d.A-Za-z∶:/〔\[-])"
BEFORE = (
    "约|大约|近|将近|不[得应能宜]?(?:少于|低于|超过|突破|高于|大于|小于|多于)|超过"
    "|至少|最多|最低|最高|突破"
)
AFTER = "左右|上下|以内|之内|以下|以上|及以上|为上限|为下限|为底线"
FIGURE = re.compile(
    rf"(?P<before>{BEFORE})?(?:为|达到|达|在)?{NOT_INSIDE}{NUMBER}"
    rf"(?:(?:%|{UNIT.replace('?P<multiple>', '?:').replace('?P<unit>', '?:')})?[～—–-]+"
    rf"(?P<upper>\d+(?:\.\d+)?))?\s?"
    rf"{UNIT}(?P<rate>/年|/日|/d|/a)?(?P<included>\(不?含\))?(?P<after>{AFTER})?"
)
HAN_FIGURE = re.compile(
    rf"(?<![第一二三四五六七八九十百])(?P<number>{HAN_NUMBER})"
    rf"(?P<unit>大类|类|种|个|处|家|座|宗|项|幅|镇|乡|村|条|片|块)"
)
# 三分之一, 六成五, 一半, 百分之四十: shares in words.
HAN_SHARE = re.compile(
    r"(?<![第一二三四五六七八九十百\d])(?:(?P<of>[二三四五六七八九十百]+)分之"
    r"(?P<parts>[一二三四五六七八九十百]+|\d+(?:\.\d+)?)"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![立为员果本分功就长])"
    r"|(?P<one_half>一半|半数))(?P<after>左右|以上|以内|以下)?"
)
FORCES = {
    "约": Force.ABOUT,
    "大约": Force.ABOUT,
    "近": Force.ABOUT,
    "将近": Force.ABOUT,
    "左右": Force.ABOUT,
    "上下": Force.ABOUT,
    "以内": Force.AT_MOST,
    "之内": Force.AT_MOST,
    "为上限": Force.AT_MOST,
    "为下限": Force.AT_LEAST,
    "为底线": Force.AT_LEAST,
    "以下": Force.AT_MOST,
    "不超过": Force.AT_MOST,
    "不高于": Force.AT_MOST,
    "不突破": Force.AT_MOST,
    "不大于": Force.AT_MOST,
    "不多于": Force.AT_MOST,
    "最多": Force.AT_MOST,
    "最高": Force.AT_MOST,
    "以上": Force.AT_LEAST,
    "及以上": Force.AT_LEAST,
    "不少于": Force.AT_LEAST,
    "不低于": Force.AT_LEAST,
    "不小于": Force.AT_LEAST,
    "至少": Force.AT_LEAST,
    "最低": Force.AT_LEAST,
    "超过": Force.AT_LEAST,
    "突破": Force.AT_LEAST,
}


@lru_cache(maxsize=16_384)  # every check reads the same cells and sentences
def plain(words: str) -> str:
    """The words with half-width digits and brackets, sign for sign.

    >>> plain("（试行）；其中：")
    '(试行);其中:'
    >>> plain("二〇三五年")
    '2035年'
    """
    return HAN_YEAR.sub(lambda one: one[0].translate(HAN_SIGNS), words.translate(HALF_WIDTH))


def han_number(words: str) -> int:
    """A Chinese numeral below a thousand.

    >>> han_number("十一"), han_number("二十"), han_number("两"), han_number("一百零五")
    (11, 20, 2, 105)
    """
    total, digit = 0, 0
    for sign in words:
        if sign in HAN_DIGITS:
            digit = HAN_DIGITS[sign]
        else:
            total += (digit or 1) * (100 if sign == "百" else 10)
            digit = 0
    return total + digit


def count_of(words: str) -> int:
    """A count in digits or in Chinese numerals.

    >>> count_of("12"), count_of("十二")
    (12, 12)
    """
    return int(words) if words.isdecimal() else han_number(words)


def step_of(number: Decimal) -> Decimal:
    """One unit of the last printed digit.

    >>> step_of(Decimal("12.50")), step_of(Decimal("120"))
    (Decimal('0.01'), Decimal('1'))
    """
    return Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed quantity, its place in the text it was read from. 数量。"""

    value: Decimal
    unit: str
    dimension: Dimension
    factor: Decimal
    start: int
    end: int
    force: Force = Force.EXACT
    upper: Decimal | None = None
    rate: str = ""
    is_in_words: bool = False
    said: str = ""  # as it is printed, where that is not value and unit

    @property
    def amount(self) -> Decimal:
        """In the dimension's own unit."""
        return self.value * self.factor

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in the dimension's own unit."""
        return step_of(self.value) * self.factor

    @property
    def printed(self) -> str:
        return self.said or f"{self.value}{self.unit}"

    def in_its_unit(self, amount: Decimal) -> Decimal:
        """An amount rounded to the digits and the unit this figure is printed in."""
        return (amount / self.factor).quantize(step_of(self.value), ROUND_HALF_UP)


def _decimal(words: str) -> Decimal:
    return Decimal(re.sub(r"[,\s]", "", words))


def figures_in(text: str) -> Iterator[Figure]:
    """The quantities of a text that `plain` has been through, in its order.

    >>> [one.printed for one in figures_in("1∶5万区调70416平方千米(35.51%)，约2～3处")]
    ['70416平方千米', '35.51%', '2处']
    """
    for found in FIGURE.finditer(text):
        unit = found["unit"]
        if unit in {"人", "名"} and text[found.end() : found.end() + 1] in {"均", "次", "称"}:
            continue
        dimension, size = UNITS[unit]
        multiple = found["multiple"] or ""
        # 不得超过 is as firm as 不超过.
        words = [re.sub("(?<=不)[得应能宜]", "", found["before"] or ""), found["after"]]
        force = next((FORCES[word] for word in words if word), Force.EXACT)
        yield Figure(
            _decimal(found["number"]),
            f"{multiple}{unit}",
            dimension,
            size * MULTIPLES[multiple],
            found.start("number"),
            found.end(),
            force,
            None if found["upper"] is None else Decimal(found["upper"]),
            found["rate"] or "",
        )


BARE_PEOPLE = re.compile(r"人口(?:总数|数)?(?:约|达到?|为|共)*(\d+(?:\.\d+)?)(万)(?=[，。;、,)])")


def people_without_unit(text: str) -> Iterator[Figure]:
    """常住人口31.2万: the noun says what is counted.

    >>> [one.printed for one in people_without_unit("常住人口31.2万，其中")]
    ['31.2万']
    """
    for found in BARE_PEOPLE.finditer(text):
        factor = MULTIPLES[found[2]]
        place = found.start(1), found.end()
        yield Figure(_decimal(found[1]), found[2], Dimension.PEOPLE, factor, *place)


def counts_in_words(text: str) -> Iterator[Figure]:
    """The counts that are written in Chinese numerals: 五大类, 三处; 一 counts nothing."""
    for found in HAN_FIGURE.finditer(text):
        value = han_number(found["number"])
        if value > 1:
            dimension, size = UNITS[found["unit"]]
            yield Figure(
                Decimal(value),
                found["unit"],
                dimension,
                size,
                found.start(),
                found.end(),
                is_in_words=True,
            )


def shares_in_words(text: str) -> Iterator[Figure]:
    """The shares that are written in words; never meant to a tenth of a per cent.

    >>> [(one.printed, str(one.value)) for one in shares_in_words("占三分之一，近六成，其余一半")]
    [('三分之一', '33'), ('六成', '60'), ('一半', '50')]
    """
    for found in HAN_SHARE.finditer(text):
        before = re.search(rf"(?:{BEFORE})$", text[: found.start()])
        words = [before[0] if before else "", found["after"] or ""]
        force = next((FORCES[word] for word in words if word), Force.ABOUT)
        yield Figure(
            _share_of(found),
            "%",
            Dimension.PERCENT,
            Decimal(1),
            found.start(),
            found.end(),
            force,
            said=found[0],
        )


def _share_of(found: re.Match[str]) -> Decimal:
    if found["one_half"]:
        return Decimal(50)
    if found["tenths"]:
        half = found["half"]
        rest = 0 if half is None else 5 if half == "半" else han_number(half)
        return Decimal(10 * han_number(found["tenths"]) + rest)
    parts = found["parts"]
    amount = Decimal(parts) if parts[0].isdecimal() else Decimal(han_number(parts))
    return (100 * amount / han_number(found["of"])).quantize(Decimal(1))


def all_figures(text: str) -> list[Figure]:
    """Those in digits and those in words, in the order of the text."""
    found = [*figures_in(text), *counts_in_words(text), *shares_in_words(text)]
    found += people_without_unit(text)
    return sorted(found, key=lambda one: one.start)
