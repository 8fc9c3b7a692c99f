# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The mineral lists that a paragraph states. 段落中的矿种清单。

A list begins with its verb or label (禁止开采…, 限制开采矿种：…), or ends with it
(…列为限制开采矿种). It goes on as long as minerals follow; with its sentence it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuangtu.plans.drafting.listed_names import (
    CLOSING,
    OPENING,
    Item,
    begins_with_mineral,
    cut,
    items_of,
)
from kuangtu.plans.types import ListKind

STEM = (
    r"重点鼓励|重点发展|重点|鼓励|优先|适度|允许|积极|(?:严格)?(?:限制|禁止|控制)|严禁|严控|[限禁]采|"
    r"(?:国家)?(?:规定)?(?:实行)?(?:特定)?保护性|(?:开采)?总量(?:控制|调控)"
)
ACT = r"(?:[类性])?(?:(?:勘查)?[、和及与]?(?:重点)?(?:开采)?)"
OF_KIND = r"(?:类?的?(?:以下|下列|特定)?(?:矿种|矿产种类|矿产)|类)?"
COUNT = r"(?:[（(]〇*[)）])?(?:共?计?\d+[种个])?"
LINK = r"由[^。；，]{1,40}?调整为|[，,]?(?:仍|主要|分别|确定)*(?:为|包括|有|是|即)|[：:]"
LEAD = re.compile(
    r"(?:^|(?<=[。；;，,：:）)】\s　.．*\-—－·]))"
    r"(?:规划期内?|期内|全[县旗市区]|本县|县内|本规划期?|原则上|同时|并且?|要|继续|[以下][下列]矿种)?"
    rf"(?P<stem>{STEM})(?P<act>{ACT})(?P<of>{OF_KIND}){COUNT}"
    rf"(?P<link>(?:{LINK})?[：:]?)\s*"
)
AGAIN = re.compile(rf"^(?:{STEM})(?:勘查|开采)(?!区)")
LATER_LEAD = re.compile(rf"(?<!^)(?:{STEM}|限制|禁止)(?:勘查|开采)(?!区)")
BEING = r"(?:均|都|全部)?(?:列为|列入|划为|划入|纳入|作为|属于|属|为|是)"
PREDICATE = re.compile(
    rf"(?P<before>.*?)(?:{BEING}(?P<stem>{STEM})(?P<act>{ACT})(?P<of>{OF_KIND})|"
    r"(?P<stem2>重点|限制|禁止)(?P<act2>勘查|开采))"
)
PROTECTED = re.compile(
    rf"(?P<before>.*?){BEING}国?家?(?:规定)?的?(?:实行)?保护性开采的?特定矿[种产](?:.{{0,4}})"
)
SUBJECT = re.compile(r"(?:对|将|把|其中)?(.+?)(?:矿?的?开采)?(?:(?:按|依|实行|执行|采取|服从).*)?")
QUOTA = re.compile(r"(?:对|其中)?(.+?)矿?(?:的?开采)?(?:按|依|实行|执行).*总量(?:控制|调控|管理).*")
OF_MINERALS = re.compile(r"矿种|矿产种类")
KINDS = {
    "限制": ListKind.RESTRICTED_MINING,
    "禁止": ListKind.PROHIBITED_MINING,
    "严格限制": ListKind.RESTRICTED_MINING,
    "限采": ListKind.RESTRICTED_MINING,
    "严格禁止": ListKind.PROHIBITED_MINING,
    "严禁": ListKind.PROHIBITED_MINING,
    "禁采": ListKind.PROHIBITED_MINING,
    "严格控制": ListKind.STRICTLY_CONTROLLED,
    "严控": ListKind.STRICTLY_CONTROLLED,
}
PROTECTION = "保护性"
WHOLE = frozenset({"严格控制", "限采", "禁采"})  # verbs that say what is held back


@dataclass(frozen=True, slots=True)
class Listed:
    """Minerals that stand in one list, and words of the sentence that are no part of it. 清单。"""

    kinds: tuple[ListKind, ...]  # none: a list that a plan folder has no place for
    items: tuple[Item, ...]
    left: str = ""


def kinds_of(stem: str, act: str) -> tuple[ListKind, ...]:
    """The lists that a verb names; 鼓励 and 限制勘查 are none of a plan folder.

    >>> [one.value for one in kinds_of("重点", "勘查开采")], kinds_of("限制", "勘查")
    (['KEY_EXPLORATION', 'KEY_MINING'], ())
    """
    if stem == "重点":
        found = ("勘查", ListKind.KEY_EXPLORATION), ("开采", ListKind.KEY_MINING)
        return tuple(kind for word, kind in found if word in act)
    if stem.endswith(PROTECTION):
        return (ListKind.STRICTLY_CONTROLLED,) if "开采" in act else ()
    is_of_mining = "开采" in act or "勘查" not in act
    return (KINDS[stem],) if stem in KINDS and is_of_mining else ()


def lists_in(text: str, *, is_of_minerals: bool) -> list[Listed]:
    """The lists of a paragraph whose verb or label stands before them.

    `is_of_minerals`: it stands below a heading such as 矿种调控, where 限制 alone is a list.

    >>> [one] = lists_in("禁止开采砂金、高硫煤。其余不限。", is_of_minerals=False)
    >>> one.kinds[0].value, [item.printed for item in one.items]
    ('PROHIBITED_MINING', ['砂金', '高硫煤'])
    """
    masked = _masked(text)
    leads = list(LEAD.finditer(masked))
    ends = [*(one.start() for one in leads[1:]), len(text)]
    found = []
    for lead, end in zip(leads, ends, strict=False):
        about = is_of_minerals or OF_MINERALS.search(text[: lead.end()]) is not None
        stop = masked.find("。", lead.end(), end)
        said = text[lead.end() : end if stop < 0 else stop]
        if _may_list(lead, about=about):
            found.append(_listed(lead, said.rstrip("，,；;。 　")))
    return [one for one in found if one is not None]


def _masked(text: str) -> str:
    """The text with nothing readable in its brackets."""
    letters, depth = [], 0
    for letter in text:
        depth -= letter in CLOSING and depth > 0
        letters.append("〇" if depth else letter)
        depth += letter in OPENING
    return "".join(letters)


def _may_list(lead: re.Match[str], *, about: bool) -> bool:
    """限制 alone begins a list only where minerals are spoken of, or with a colon."""
    is_short = not (lead["act"] or lead["of"]) and lead["stem"] not in WHOLE
    return not is_short or about or lead["link"].endswith(("：", ":"))


def _listed(lead: re.Match[str], said: str) -> Listed | None:
    is_label = bool(lead["link"])
    # 禁止开采矿种为禁止开采砂金 says its verb twice.
    said = AGAIN.sub("", said) if is_label else said
    parts = _parts(said, "，,；;" if is_label else "，,")
    if not parts or said.startswith("区"):
        return None
    items, left = _taken(parts)
    taken = tuple(one for one in items if isinstance(one, Item))
    if not taken:
        return None
    others = [one for one in items if isinstance(one, str)]
    kinds = kinds_of(lead["stem"], lead["act"])
    is_sure = is_label or (
        isinstance(items[0], Item)
        and any(one.is_known for one in taken)
        and not any(map(begins_with_mineral, others))
    )
    if not kinds or not is_sure:
        return Listed((), (), lead[0].strip() + "，".join(parts))
    return Listed(kinds, taken, "，".join([*others, *left]))


def _parts(said: str, separators: str) -> list[str]:
    """The parts of a sentence, up to where another begins."""
    whole = said if "；" in separators else cut(said, "；;")[0]
    return [one.strip() for one in cut(whole, separators) if one.strip()]


def _taken(parts: Sequence[str]) -> tuple[list[Item | str], Sequence[str]]:
    """The items of the first part and of those that go on with minerals alone; the other parts."""
    items = items_of(parts[0])
    for at, part in enumerate(parts[1:], start=1):
        more = items_of(part)
        if not all(isinstance(one, Item) and one.is_known for one in more):
            return items, parts[at:]
        items.extend(more)
    return items, ()


def lists_before(text: str, *, is_of_minerals: bool) -> Iterator[Listed]:
    """The lists of a paragraph whose verb stands behind them: 石膏、煤列为限制开采矿种.

    >>> [one] = lists_before("石膏列为限制开采矿种；芒硝可以开采。", is_of_minerals=True)
    >>> one.kinds[0].value, one.items[0].printed
    ('RESTRICTED_MINING', '石膏')
    """
    for sentence in cut(text, "。；;"):
        before = ""
        for part in cut(sentence.strip(), "，,："):
            if said := _predicate(part.strip(), before, about=is_of_minerals or "矿种" in text):
                yield said
            before = part.strip() or before


def _predicate(part: str, before: str, *, about: bool) -> Listed | None:
    protected = PROTECTED.fullmatch(part)
    said = protected or PREDICATE.fullmatch(part)
    if said is None:
        return _left_open(part)
    if protected:
        kinds: tuple[ListKind, ...] = (ListKind.STRICTLY_CONTROLLED,)
    else:
        stem, act = said["stem"] or said["stem2"], said["act"] or said["act2"] or ""
        kinds = kinds_of(stem, act)
        if not (act or said["of"] or about):
            return None
    items = _subject(said["before"]) if said["before"] else _subject(LEAD.sub("", before))
    if not items:
        return None
    return Listed(kinds, items) if kinds else Listed((), (), part)


def _subject(words: str) -> tuple[Item, ...]:
    """The minerals of which something is said; nothing if other words are among them."""
    said = SUBJECT.fullmatch(words)
    items = items_of(said[1]) if said else []
    found = tuple(one for one in items if isinstance(one, Item))
    is_list = len(found) == len(items) and any(one.is_known for one in found)
    return found if is_list else ()


def _left_open(part: str) -> Listed | None:
    """What sounds like a list and is none: a quota, or a verb behind a place."""
    if (quota := QUOTA.fullmatch(part)) and _subject(quota[1]):
        return Listed((), (), part)
    later = LATER_LEAD.search(part)
    if later and LEAD.search(part) is None and _subject(part[later.end() :]):
        return Listed((), (), part)
    return None
