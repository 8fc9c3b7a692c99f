# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals by registry code, name and alias. 矿种代码。

A mineral that has no national code carries a local one (`L-…`, no digits) that cannot be
taken for a registry code. Source of codes and confidence: `data/README.md`.

A plan prints several minerals as one word (铅锌, 钨锡矿), as a list (铜矿;镍矿) or with a
qualifier in brackets (煤（地下/露天）): `minerals_named` reads those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from kuangtu.codes.choices import Choice
from kuangtu.codes.data_files import listed, rows_of
from kuangtu.codes.strategic_minerals import is_strategic_on, strategic_listings
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

__all__ = [
    "Mineral",
    "MineralGroup",
    "are_minerals",
    "by_code",
    "find_group",
    "find_mineral",
    "is_strategic_on",
    "main_minerals",
    "mineral",
    "mineral_groups",
    "minerals",
    "minerals_named",
    "near_names",
    "spelling",
]

LOCAL_PREFIX = "L-"
# Petroleum, natural gas, coalbed methane, geothermal energy, shale gas: 非固体矿产.
FLUIDS = frozenset({"11003", "11004", "11005", "17050", "L-SHALE-GAS"})
SEPARATORS = re.compile(r"[、,;/和及与]")
BRACKETED = re.compile(r"\(([^()]*)\)")
# Words in brackets that say how it is mined or what state it is in, not which mineral it is.
QUALIFIERS = {"地下", "露天", "固态", "液态", "盐", "固体", "液体", "普通"}
# How the register writes that a mineral lies beside the main one: 金（伴生银）.
BESIDE = re.compile(r"^含?(共伴生|伴生|共生)")
ENDINGS = (
    "等能源矿产",
    "等金属矿产",
    "等非金属矿产",
    "等特定保护性开采矿产",
    "等矿产",
    "类矿产",
    "矿产",
    "矿区",
    "等",
    "类",
)


class MineralGroup(Choice):
    """矿产类别 (the first digit of a registry code; boron alone stands under another)。"""

    ENERGY = ("ENERGY", "能源矿产", "energy minerals")
    FERROUS = ("FERROUS", "黑色金属矿产", "ferrous metals")
    NONFERROUS = ("NONFERROUS", "有色金属矿产", "non-ferrous metals")
    PRECIOUS = ("PRECIOUS", "贵金属矿产", "precious metals")
    RARE = ("RARE", "稀有、稀土、分散元素矿产", "rare, rare-earth and dispersed elements")
    METALLURGICAL = ("METALLURGICAL", "冶金辅助原料矿产", "metallurgical auxiliary minerals")
    CHEMICAL = ("CHEMICAL", "化工原料矿产", "chemical raw materials")
    BUILDING = ("BUILDING", "建材及其他非金属矿产", "building and other non-metallic minerals")
    WATER_GAS = ("WATER_GAS", "水气矿产", "water and gas minerals")
    OTHER = ("OTHER", "其他矿产", "other minerals")


@dataclass(frozen=True, slots=True)
class Mineral:
    """A mineral of the registry's list. 矿种。

    `is_strategic` says whether the newest list names it; ask `is_strategic_on` about a day.
    """

    code: str
    name: str
    group: str
    english: str
    aliases: tuple[str, ...]
    is_strategic: bool
    note: str = ""

    @property
    def is_local(self) -> bool:
        """True if the code is ours because no national one is known."""
        return self.code.startswith(LOCAL_PREFIX)

    @property
    def is_solid(self) -> bool:
        """Whether it counts as a solid mineral: not oil, gas, heat or water. Brine potash does."""
        return self.group != MineralGroup.WATER_GAS and self.code not in FLUIDS

    @property
    def label(self) -> Text:
        return Text(self.name, self.english)

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


@cache
def minerals() -> tuple[Mineral, ...]:
    """Every mineral in the order of the codes, local codes last.

    >>> minerals()[0].name
    '煤'
    """
    strategic = {
        code for one in strategic_listings() if one.period.ends_on is None for code in one.codes
    }
    return tuple(
        Mineral(
            row["code"],
            row["name"],
            MineralGroup(row["group"]).value,
            row["english"],
            (*listed(row["aliases"]), *listed(row["alternative_codes"])),
            row["code"] in strategic,
            row["note"],
        )
        for row in rows_of("minerals.csv")
    )


@cache
def mineral_groups() -> dict[str, tuple[str, ...]]:
    """Words that mean several minerals, with their codes (钠盐, 稀土 …)."""
    return {row["name"]: listed(row["minerals"]) for row in rows_of("mineral_groups.csv")}


def spelling(words: str) -> str:
    """The one spelling under which names are compared: half width, no blanks, 粘 for 黏.

    >>> spelling("萤石（CaF2）"), spelling(" 砖瓦用黏土 ")
    ('萤石(caf2)', '砖瓦用粘土')
    """
    return _half_width(words).casefold().replace("黏", "粘").replace("_", "")


def _half_width(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


@cache
def _by_code() -> dict[str, Mineral]:
    return {one.code: one for one in minerals()}


@cache
def _by_spelling() -> dict[str, Mineral]:
    found: dict[str, Mineral] = {}
    for one in minerals():
        for words in (one.code, one.name, one.english, *one.aliases):
            found.setdefault(spelling(words), one)
    # The national register prints some names without their brackets: 萤石普通.
    for key, one in list(found.items()):
        found.setdefault(key.replace("(", "").replace(")", ""), one)
    return found


@cache
def _groups_by_spelling() -> dict[str, tuple[Mineral, ...]]:
    return {
        spelling(name): tuple(_by_code()[code] for code in codes)
        for name, codes in mineral_groups().items()
    }


def _spellings_tried(words: str) -> Iterator[str]:
    """As written, then without and with the word 矿: 铜矿 is 铜, 硼 is 硼矿."""
    key = spelling(words)
    yield key
    for ending in ("矿产", "矿石", "矿"):
        if key.endswith(ending) and len(key) > len(ending):
            yield key.removesuffix(ending)
    yield f"{key}矿"


def find_mineral(words: str) -> Mineral | None:
    """The mineral of that name, alias or code, or None.

    >>> find_mineral("铜矿").code, find_mineral("魔石") is None
    ('32006', True)
    """
    for key in _spellings_tried(words):
        if one := _by_spelling().get(key):
            return one
    return None


def find_group(words: str) -> tuple[Mineral, ...]:
    """The minerals a collective word stands for; empty if it is none."""
    for key in _spellings_tried(words):
        if several := _groups_by_spelling().get(key):
            return several
    return ()


@lru_cache(maxsize=1024)  # a register repeats its mistakes in thousands of rows
@cache
def _printed_by_spelling() -> dict[str, str]:
    """Every name and alias as it is printed, by its spelling."""
    words = (word for one in minerals() for word in (one.name, one.code, one.english, *one.aliases))
    printed: dict[str, str] = {}
    for word in words:
        printed.setdefault(spelling(word), word)
    return printed


@lru_cache(maxsize=1024)
def near_names(words: str) -> tuple[str, ...]:
    """Up to five names that look like it, one for each mineral, for a message.

    >>> near_names("萤石矿石头")[0], near_names("饰面用花岗砾")[0]
    ('萤石', '饰面用花岗岩')
    """
    wanted, printed = spelling(words), _printed_by_spelling()
    close = get_close_matches(wanted, printed, n=10, cutoff=0.5)
    holding = [key for key in printed if len(wanted) > 1 and wanted in key]
    told: dict[str, str] = {}
    for key in (*close, *holding):
        one = _by_spelling()[key]
        # An alias gives way to the mineral's own name where that looks like it too.
        if one.code not in told or key == spelling(one.name):
            told[one.code] = printed[key]
    return tuple(told.values())[:5]


def mineral(words: str, *, place: Place = Place()) -> Mineral:
    """The mineral of that name, alias or 5-digit code. 识别矿种。

    Raises: Invalid "unknown-mineral" with near names; "ambiguous-mineral" for a word that
    means several (钠盐, 稀土).

    >>> mineral("萤石").code, mineral("83951").code, mineral("锂矿").name
    ('63701', '63951', '锂')
    """
    if one := find_mineral(words):
        return one
    raise Invalid([_problem_with(words, place)])


def _problem_with(words: str, place: Place) -> Problem:
    if is_collective(words):
        names = "、".join(map(str, minerals_named(words)))
        text = Text(
            "“{words}”包括多个矿种，请写明其中一个：{names}",
            "“{words}” means several minerals; name one of them: {names}",
        )
        return Problem("ambiguous-mineral", text.format(words=words, names=names), place)
    near = near_names(words)
    text = Text("没有名为“{words}”的矿种", "There is no mineral named “{words}”")
    advice = Text("；请用矿种名称或 5 位代码", "; use a name or a 5-digit code")
    if near:
        advice = Text("；是否为：{names}", "; did you mean {names}").format(names="、".join(near))
    return Problem("unknown-mineral", text.format(words=words) + advice, place)


def by_code(code: str) -> Mineral:
    """The mineral of exactly that stored code; KeyError if the list does not hold it.

    >>> by_code("32006").name
    '铜'
    """
    return _by_code()[code]


def minerals_named(printed: str, *, place: Place = Place()) -> tuple[Mineral, ...]:
    """Every mineral a printed name stands for, in the order of the words. 所印矿种。

    Raises: Invalid "unknown-mineral" for the part that cannot be read.

    >>> [one.name for one in minerals_named("铅锌")]
    ['铅', '锌']
    >>> [one.code for one in minerals_named("铜矿;镍矿")]
    ['32006', '32012']
    >>> minerals_named("")
    ()
    """
    known = _known(printed)
    if known:
        return known
    outside, inside = _without_brackets(_half_width(printed))
    return tuple(dict.fromkeys(_in_list(outside, inside, place)))


def main_minerals(words: str, *, place: Place = Place()) -> tuple[Mineral, ...]:
    """The main mineral, and those that one printed name puts beside it. 主矿种。

    Raises: Invalid "unknown-mineral"; "ambiguous-mineral" for a collective word, which says
    nothing of the main one.

    >>> [one.name for one in main_minerals("铅锌")], [one.name for one in main_minerals("萤石")]
    (['铅', '锌'], ['萤石(普通)'])
    """
    if one := find_mineral(words):
        return (one,)
    for part in (words, *SEPARATORS.split(_half_width(words))):
        if is_collective(part):
            raise Invalid([_problem_with(part, place)])
    several = minerals_named(words, place=place)
    if not several:
        raise Invalid([_problem_with(words, place)])
    return several


def is_collective(part: str) -> bool:
    """Whether a printed word means several minerals, with or without an ending such as 类矿产.

    >>> is_collective("砂石土类"), is_collective("铜矿"), is_collective("铅锌")
    (True, False, False)
    """
    bare = [part.removesuffix(ending) for ending in ("", *ENDINGS) if part.endswith(ending)]
    return not any(map(find_mineral, bare)) and any(map(find_group, bare))


def are_minerals(printed: str) -> bool:
    """Whether the words name minerals and nothing else; asked often, so no near names are sought.

    >>> are_minerals("铅锌、钨矿"), are_minerals("铅锌和魔石")
    (True, False)
    """
    parts = SEPARATORS.split(BRACKETED.sub("", _half_width(printed)))
    return bool(_known(printed)) or all(bool(part) and bool(_read(part)) for part in parts)


def _known(words: str) -> tuple[Mineral, ...]:
    """One mineral, a collective word, or nothing."""
    if not words.strip():
        return ()
    one = find_mineral(words)
    return (one,) if one else find_group(words)


def _without_brackets(words: str) -> tuple[str, list[str]]:
    """What stands outside brackets, and the words inside that are no qualifiers."""
    inside = [
        word
        for group in BRACKETED.findall(words)
        for part in SEPARATORS.split(group)
        if (word := BESIDE.sub("", part)) and word not in QUALIFIERS
    ]
    return BRACKETED.sub("", words), inside


def _in_list(outside: str, inside: list[str], place: Place) -> list[Mineral]:
    parts = [part for part in SEPARATORS.split(outside) if part]
    bracketed = [one for word in inside for one in _read(word)]
    found: list[Mineral] = []
    for part in parts:
        several = _read(part)
        # Brackets say which of a collective word is meant: 硅质原料（脉石英、石英岩）.
        is_told = bool(bracketed) and len(parts) == 1
        if not several and not is_told:
            mineral(part, place=place)  # raises, with near names
        found.extend(() if is_told and is_collective(part) else several)
    if inside and not bracketed:
        mineral(inside[0], place=place)
    return [*found, *bracketed]


def _read(part: str) -> tuple[Mineral, ...]:
    """A part by name, without its ending, or cut into the names it is made of."""
    for ending in ("", *ENDINGS):
        if part.endswith(ending) and (known := _known(part.removesuffix(ending))):
            return known
    return _cut(part.removesuffix("矿"))


def _cut(words: str) -> tuple[Mineral, ...]:
    """The names that the words are made of, longest first; empty if something is left over.

    Collective words are no part of a compound: 石英砂岩 is neither 石英 nor 砂岩.

    >>> [one.name for one in _cut("铁铅锌铜多金属")], _cut("石英砂岩")
    (['铁', '铅', '锌', '铜', '多金属'], ())
    """
    for length in range(len(words), 0, -1):
        head, rest = words[:length], words[length:].removeprefix("矿")
        if one := find_mineral(head):
            if not rest:
                return (one,)
            if tail := _cut(rest):
                return (one, *tail)
    return ()
