# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One item of a mineral list: what is printed, the mineral, what limits it. 清单中的一项。

A list of a plan names minerals, some of them at a place (可耕地砖瓦用黏土), of a quality (高硫煤)
or with a remark in brackets. What is none of these is an unknown name, or no name at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.codes.minerals import are_minerals
from kuangtu.plans.drafting import names
from kuangtu.plans.open_items import Reason

AND = re.compile(r"以及|[和及与或]")
LAST_BRACKETS = re.compile(r"(.+?)[（(]([^（）()]*)[)）]")
COAL, SEAM = "煤", "煤层"
MOST = 8  # letters of a mineral at the head of other words
OPENING, CLOSING = "（(【〔[", "）)】〕]"
COUNTED = re.compile(r"等?共?(?:\d+|[一二两三四五六七八九十]+)[种个类](?:矿产|矿种|矿)?$")
ENDING = re.compile(r"等[^、，,；;等]{0,10}(?:矿产|矿种|矿|资源)$|等$|矿产$|(?:矿产)?资源$")
QUALITY = r"(?:超?[高低富贫][^的]{1,2}|优质|劣质|离子型|中?深部|浅部|深边部|零星)"
# What may stand before a mineral and limit it: a place, or a quality.
LIMIT = re.compile(
    rf"(?:.*(?:[的内外中旁侧边岸滩地田林区带床]|沿线|周边|河道|草原|海域|范围)|(?:.*的)?{QUALITY})"
)
CERTAIN_LIMIT = re.compile(rf".*的|(?:.*的)?{QUALITY}")
NO_LIMIT = re.compile(
    r"[：:。；;，,]|新设|不再|新建|划定|其中|列为|列入|鼓励|勘查|开采|采矿|除|已设|有\d"
)
# An unknown name of a mineral: it ends as they do and holds no word of a sentence.
NAME = re.compile(
    r"[一-鿿]{1,9}[矿石岩土砂金煤盐水气泉玉碱硝泥卤热炭渣膏母棉英灰晶瓷料材]"
)  # fmt: skip
NO_NAME = re.compile(
    r"[不应须得设划均属其但该并则把将对按据在于为有是由从至与及和等各类一切所]|开采|勘查|规划|"
    r"管理|实行|鼓励|限制|禁止|重点|利用|保护|矿山|采矿|采选|固体|煤矿|河道外|用水|项目"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A mineral of a list. 清单项。"""

    printed: str
    mineral: str  # without what limits it; of an unknown name the whole
    condition: str = ""
    is_known: bool = True


def cut(words: str, letters: str) -> list[str]:
    """The words parted at letters that stand outside brackets.

    >>> cut("石膏（100米以浅、露天）、煤", "、")
    ['石膏（100米以浅、露天）', '煤']
    """
    parts, depth, first = [], 0, 0
    for at, letter in enumerate(words):
        if letter in OPENING:
            depth += 1
        elif letter in CLOSING:
            depth = max(0, depth - 1)
        elif letter in letters and not depth:
            parts.append(words[first:at])
            first = at + 1
    return [*parts, words[first:]]


def items_of(words: str) -> list[Item | str]:
    """Every item of a list; what can be no mineral stays as words.

    >>> [one.printed for one in items_of("汞和可耕地砖瓦用黏土、铅等3种矿产")]
    ['汞', '可耕地砖瓦用黏土', '铅']
    >>> items_of("不再新设采矿权")
    ['不再新设采矿权']
    """
    found: list[Item | str] = []
    for part in cut(words, "、"):
        one = _without_ending(part.strip(" 　。；;*"))
        if one:
            found.extend(_apart(one))
    return found


def _without_ending(words: str) -> str:
    return ENDING.sub("", COUNTED.sub("", words)).removesuffix("的")


def _apart(words: str) -> Iterator[Item | str]:
    """汞和可耕地砖瓦用黏土 are two, if each is one; a place with 的 goes for both."""
    for found in AND.finditer(words):
        first, rest = known(words[: found.start()]), words[found.end() :]
        if first is None or _goes_on(first, rest):
            continue
        yield first
        yield from _apart(rest)
        return
    yield known(words) or _unknown(words) or words


def _goes_on(first: Item, rest: str) -> bool:
    """保护地内的浮石和火山渣: of which the place is said is open, so they stay together."""
    return first.condition.endswith("的") and are_minerals(rest)


def _unknown(words: str) -> Item | None:
    """A mineral that the code list does not know."""
    word = names.bare(words)
    is_name = NAME.fullmatch(word) is not None and NO_NAME.search(word) is None
    return Item(words, words, is_known=False) if is_name else None


def known(words: str) -> Item | None:
    """A mineral of the code list, alone or with what limits it; None if the words are none.

    >>> known("可耕地砖瓦用黏土").condition, known("高硫煤").mineral
    ('可耕地', '煤')
    >>> known("区2个：芳村萤石"), known("石英砂岩"), known("煤层开采")
    (None, None, None)
    """
    if not words or len(words) > names.LONGEST:
        return _with_remark(words)
    found, reason = names.written(words)
    if found and reason is not Reason.UNKNOWN_NAME:
        return Item(words, words)
    return _with_remark(words) or _limited(words)


def _with_remark(words: str) -> Item | None:
    """煤（不再新建煤矿）: what the brackets say limits it."""
    said = LAST_BRACKETS.fullmatch(words)
    one = known(said[1]) if said else None
    if said is None or one is None:
        return None
    before = f"{one.condition}；" if one.condition else ""
    return Item(words, one.mineral, f"{before}{said[2]}")


def _limited(words: str) -> Item | None:
    """A word of place or quality with the longest mineral behind it."""
    for start in range(1, len(words)):
        before, rest = words[:start], words[start:]
        if LIMIT.fullmatch(before) is None or NO_LIMIT.search(before):
            continue
        is_certain = len(rest) > 1 or CERTAIN_LIMIT.fullmatch(before) is not None
        mineral = COAL if rest == SEAM else rest
        if is_certain and not AND.match(mineral) and are_minerals(mineral):
            return Item(words, mineral, before)
    return None


def begins_with_mineral(words: str) -> bool:
    """砂岩中的薄层矿体: what it is about may reach over the names before it."""
    return any(are_minerals(words[:end]) for end in range(1, min(len(words), MOST) + 1))
