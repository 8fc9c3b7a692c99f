# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Units of quantity as plans and registers print them. 计量单位。

A unit is a size (万吨, 立方米 …), what is counted (ore, a metal, an oxide, or nothing said),
and whether it is counted per year or per day. What is counted decides what may be converted:

- ORE 矿石, 原煤: rock as it leaves the mine. Sizes convert exactly.
- CONTAINED 矿物, 石棉, 金属, WO3 …: a substance in the ore. Ore against substance needs the
  grade; two different substances never convert.
- UNSTATED, a plain 万吨 or 吨: the printed table does not say of what. It converts freely among
  sizes, and to anything else only if the caller says what was meant (`unstated_is`): taking a
  plain ton for ore is a judgment about that table, not arithmetic.
- Volumes count rock in place; volume against mass needs the density.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache

from kuangtu.codes.choices import Choice
from kuangtu.codes.data_files import listed, rows_of
from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text


class Dimension(Choice):
    """量纲。"""

    MASS = ("MASS", "质量", "mass")
    VOLUME = ("VOLUME", "体积", "volume")
    AREA = ("AREA", "面积", "area")


class Basis(Choice):
    """What is counted. 计量对象。"""

    UNSTATED = ("UNSTATED", "未注明", "unstated")
    ORE = ("ORE", "矿石", "ore")
    CONTAINED = ("CONTAINED", "有用组分", "contained substance")


class Per(StrEnum):
    """Per what time, if any. 时间单位。"""

    NOTHING = ""
    YEAR = "年"
    DAY = "日"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart. 计量单位。 `factor` leads to t, m³ or m² exactly.

    `substance` names what is contained ("WO3", "金属") and is empty for other bases.
    """

    name: str
    dimension: Dimension
    basis: Basis
    substance: str
    factor: Fraction
    per: Per = Per.NOTHING

    @property
    def per_year(self) -> bool:
        return self.per is Per.YEAR

    @property
    def once(self) -> Unit:
        """The same unit without its time: what a total over the time is counted in.

        >>> parse("矿石万吨/年").once.name
        '矿石万吨'
        """
        name = self.name.removesuffix(f"/{self.per}") if self.per else self.name
        return Unit(name, self.dimension, self.basis, self.substance, self.factor)

    @property
    def yearly(self) -> Unit:
        """The same unit per year: capacity columns print it without saying so.

        >>> parse("原煤万吨").yearly.name
        '原煤万吨/年'
        """
        once = self.once
        return Unit(
            f"{once.name}/年", self.dimension, self.basis, self.substance, self.factor, Per.YEAR
        )

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class _Scale:
    word: str
    dimension: Dimension
    factor: Fraction


@dataclass(frozen=True, slots=True)
class _Substance:
    word: str
    basis: Basis
    substance: str


NEAR = Text("是否为：{near}", "did you mean {near}")
EXAMPLES = Text(
    "可写 万吨、矿石万吨、矿物万吨、金属吨、WO3万吨、万立方米、平方千米，产能后加“/年”",
    "write 万吨, 矿石万吨, 矿物万吨, 金属吨, WO3万吨, 万立方米, 平方千米, with “/年” per year",
)
NOTHING_SAID = _Substance("", Basis.UNSTATED, "")
TIMES = (
    (re.compile(r"(/|每|\.|·)?(年|a|yr)$"), Per.YEAR),
    (re.compile(r"(/|每)(日|天|d)$"), Per.DAY),
)


def spelling(words: str) -> str:
    """Half width, no blanks, no commas: the one spelling under which units are compared.

    >>> spelling("KCl，万吨"), spelling("万 m³／年")
    ('kcl万吨', '万m3/年')
    """
    half_width = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[\s,、]+", "", half_width)


@cache
def _scales() -> dict[str, _Scale]:
    return {
        spelling(word): _Scale(row["word"], Dimension(row["dimension"]), Fraction(row["factor"]))
        for row in rows_of("unit_scales.csv")
        for word in (row["word"], *listed(row["aliases"]))
    }


@cache
def _substances() -> dict[str, _Substance]:
    return {
        spelling(word): _Substance(row["word"], Basis(row["basis"]), row["substance"])
        for row in rows_of("unit_substances.csv")
        for word in (row["word"], *listed(row["aliases"]))
    }


@lru_cache(maxsize=1024)
def find_unit(words: str) -> Unit | None:
    """The unit that is written so, or None.

    >>> find_unit("箱") is None
    True
    """
    key = spelling(words)
    for rest, per in _without_time(key):
        for bare in (rest, rest.replace("(", "").replace(")", "")):
            for scale_words, substance in _without_substance(bare):
                if scale := _scales().get(scale_words):
                    return _unit(scale, substance, per)
    return None


def _without_time(key: str) -> Iterator[tuple[str, Per]]:
    """The words without their time; 万吨/年(矿石) carries it in the middle."""
    brackets = re.fullmatch(r"(.+?)\(([^()]+)\)", key)
    moved = f"{brackets[2]}{brackets[1]}" if brackets else ""
    for words in (moved, key):
        for pattern, per in TIMES:
            if pattern.search(words):
                yield pattern.sub("", words), per
    yield key, Per.NOTHING


def _without_substance(words: str) -> Iterator[tuple[str, _Substance]]:
    yield words, NOTHING_SAID
    for word, substance in _substances().items():
        if words.startswith(word):
            yield words.removeprefix(word), substance
        if words.endswith(word):
            yield words.removesuffix(word), substance


def _unit(scale: _Scale, substance: _Substance, per: Per) -> Unit | None:
    if scale.dimension is Dimension.AREA and substance is not NOTHING_SAID:
        return None
    name = f"{substance.word}{scale.word}" + (f"/{per}" if per else "")
    return Unit(name, scale.dimension, substance.basis, substance.substance, scale.factor, per)


def parse(words: str, *, place: Place = Place()) -> Unit:
    """The unit that is written so. 识别计量单位。

    Raises: Invalid "unknown-unit".

    >>> parse("KCl，万吨").name, parse("万吨/年").basis.value, parse("t/d").name
    ('KCl万吨', 'UNSTATED', '吨/日')
    >>> parse("万立方米/年").per_year, parse("亩").factor
    (True, Fraction(2000, 3))
    """
    if unit := find_unit(words):
        return unit
    near = "、".join(near_units(words))
    advice = NEAR.format(near=near) if near else EXAMPLES
    raise invalid(
        "unknown-unit",
        "没有“{words}”这一计量单位；{advice}",
        "There is no unit “{words}”; {advice}",
        place,
        words=words,
        advice=advice,
    )


@lru_cache(maxsize=1024)
def near_units(words: str) -> tuple[str, ...]:
    """Up to three units whose names look like it, for a message.

    >>> near_units("矿物万顿/年")[0], near_units("箱")
    ('矿物万吨/年', ())
    """
    rest, per = next(_without_time(spelling(words)))
    names = {spelling(unit.name): unit.name for unit in units()}
    close = get_close_matches(rest, names, n=3, cutoff=0.5)
    return tuple(names[key] + (f"/{per}" if per else "") for key in close)


@cache
def _substances_of_minerals() -> dict[tuple[str, str], str]:
    rows = rows_of("mineral_substances.csv")
    return {(row["mineral"], row["substance"]): row["means"] for row in rows}


def substance_named(unit: Unit, mineral: str) -> Unit:
    """The unit with the substance that a general word means for a mineral, by its code.

    The name stays as it is printed.

    >>> substance_named(parse("矿物万吨"), "63701").substance
    'CaF2'
    """
    means = _substances_of_minerals().get((mineral, unit.substance))
    return replace(unit, substance=means) if means else unit


@cache
def units() -> tuple[Unit, ...]:
    """Every unit in its canonical name, without time: sizes crossed with what is counted."""
    scales = dict.fromkeys(_scales().values())
    substances = (NOTHING_SAID, *dict.fromkeys(_substances().values()))
    found = (_unit(scale, one, Per.NOTHING) for one in substances for scale in scales)
    return tuple(unit for unit in found if unit is not None)
