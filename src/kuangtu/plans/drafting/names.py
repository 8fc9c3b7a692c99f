# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Printed minerals as a plan folder writes them. 矿种名称。

A list writes the registry's name without its brackets; a row of a scale table keeps the printed
word where that is a name of its own. A word that could mean several things is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kuangtu.codes.minerals import (
    Mineral,
    are_minerals,
    find_mineral,
    is_collective,
    minerals,
    minerals_named,
    spelling,
)
from kuangtu.core.errors import Invalid
from kuangtu.plans.drafting.pages import Taken
from kuangtu.plans.open_items import Reason

SEPARATORS = re.compile(r"[、，,;；和及与]")
BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
# Gold that is not said to be placer gold is vein gold; the two are ruled differently.
LONGEST = 40  # letters that one name can have
MOST_MINERALS = 120  # letters of a list at the end of a name
GOLD, VEIN_GOLD = "金", "岩金"


@cache
def _uses() -> dict[str, tuple[str, ...]]:
    """Rocks that the registry lists by use as well: 石英岩 → 冶金用石英岩 …"""
    names = [one.name for one in minerals()]
    return {
        one.name: tuple(other for other in names if other.endswith(f"用{one.name}"))
        for one in minerals()
    }


@cache
def _are_uses_elsewhere(one: Mineral) -> bool:
    """Uses stand under another name of it (水泥用灰岩 for 石灰岩): which are meant is open."""
    return any(other.name.endswith(f"用{alias}") for alias in one.aliases for other in minerals())


def bare(words: str) -> str:
    """Without brackets and blanks."""
    return BRACKETED.sub("", words).strip()


def _name_of(one: Mineral) -> str:
    if one.name == GOLD:
        return VEIN_GOLD
    short = bare(one.name)
    return short if find_mineral(short) is one else one.name


@lru_cache(maxsize=4096)  # a table repeats its minerals from row to row
def written(printed: str, *, keeps_words: bool = False) -> tuple[tuple[str, ...], Reason | None]:
    """The names for a cell `minerals`, and why they must be looked at.

    >>> written("铜矿;镍矿"), written("萤石(普通)")
    ((('铜', '镍'), None), (('萤石',), None))
    >>> written("制灰用石灰岩", keeps_words=True), written("魔石")[0]
    ((('制灰用石灰岩',), None), ())
    """
    names: list[str] = []
    reason: Reason | None = None
    for part, is_completed in _parts(printed):
        found, why = _written_part(part, keeps_words=keeps_words)
        names.extend(found)
        reason = reason or why or (Reason.TWO_READINGS if is_completed else None)
    return tuple(dict.fromkeys(names)), reason


def _parts(printed: str) -> Iterator[tuple[str, bool]]:
    """The names of a list; 钾、镁、石盐矿 shares its last letter, and then each gets it."""
    if find_mineral(printed) or find_mineral(bare(printed)):
        yield printed, False
        return
    parts = [part.strip() for part in SEPARATORS.split(printed) if part.strip()]
    last = re.sub("矿$", "", bare(parts[-1]))[-1:] if parts else ""
    words = [bare(part) for part in parts[:-1]]
    is_shared = any(not _resolves(word) and _resolves(word + last) for word in words)
    for part in parts:
        word = bare(part)
        if is_shared and not word.removesuffix("矿").endswith(last) and _resolves(word + last):
            yield word + last, True
        else:
            yield part, False


@lru_cache(maxsize=4096)
def _resolves(words: str) -> bool:
    return len(words) <= LONGEST and are_minerals(words)


def _written_part(part: str, *, keeps_words: bool) -> tuple[tuple[str, ...], Reason | None]:
    word = bare(part)
    if len(part) > LONGEST:
        return (), Reason.UNKNOWN_NAME
    if is_collective(word):
        return (re.sub(r"(等|类)?矿产$|等$|类$|矿$", "", word),), None
    if part == word and not are_minerals(part):
        return (), Reason.UNKNOWN_NAME
    try:
        found = minerals_named(part)
    except Invalid:
        return _by_use(part, word)
    if len(found) != 1:
        return tuple(_name_of(one) for one in found), None
    return _single(found[0], word, keeps_words=keeps_words)


def _by_use(part: str, word: str) -> tuple[tuple[str, ...], Reason]:
    """花岗岩（饰面用） is 饰面用花岗岩, if the registry has that; else the name is unknown."""
    for inside in BRACKETED.findall(part):
        use = inside.strip("（()）")
        if use.endswith("用") and (one := find_mineral(f"{use}{word}")):
            return (_name_of(one),), Reason.TWO_READINGS
    return (), Reason.UNKNOWN_NAME


def _single(one: Mineral, word: str, *, keeps_words: bool) -> tuple[tuple[str, ...], Reason | None]:
    if uses := _uses().get(one.name):
        names = (one.name,) if _are_uses_elsewhere(one) else (one.name, *uses)
        return names, Reason.TWO_READINGS
    if one.name == GOLD:
        return (VEIN_GOLD,), None if VEIN_GOLD in word else Reason.TWO_READINGS
    name = _name_of(one)
    is_own_word = find_mineral(word) is one and not spelling(word).endswith(spelling(name))
    if keeps_words and (is_own_word or spelling(word) == spelling(name)):
        return (word,), None
    if spelling(name) == spelling(word):
        return (word,), None
    return (name,), None


def taken(printed: str, place: str, *, keeps_words: bool = False) -> Taken:
    """The cell `minerals` for what is printed; empty and marked where a name is unknown."""
    if not printed:
        return Taken("")
    names, reason = written(printed, keeps_words=keeps_words)
    return Taken("、".join(names), reason, place, printed)


def at_the_end(words: str) -> str:
    """The longest end of the words that names minerals and nothing else.

    >>> at_the_end("拉配泉铁铅锌矿"), at_the_end("罗布泊钾、镁、石盐矿"), at_the_end("某某")
    ('铁铅锌矿', '钾、镁、石盐矿', '')
    """
    for start in range(max(0, len(words) - MOST_MINERALS), len(words)):
        rest = words[start:]
        if not SEPARATORS.match(rest) and _is_all_minerals(rest):
            return rest
    return ""


def _is_all_minerals(words: str) -> bool:
    parts = list(_parts(words))
    return bool(parts) and all(_resolves(part) for part, _ in parts)
