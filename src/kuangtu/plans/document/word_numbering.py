# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers that Word counts itself: they are printed, but stand nowhere in the text. 自动编号。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

PLACEHOLDER = re.compile(r"%([1-9])")
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
DIGITS = "〇一二三四五六七八九"
# A number that ends so is set apart from the words by the gap that Word prints.
OPEN_END = re.compile(r"[\d章编篇节条]$")
POINT_END = re.compile(r"[.．]$")
CHINESE_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCountingThousand",
    }
)


def chinese(number: int) -> str:
    """A whole number below a hundred in Chinese.

    >>> chinese(7), chinese(10), chinese(21)
    ('七', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    head = "" if tens == 1 else DIGITS[tens]
    return f"{head}十{DIGITS[ones] if ones else ''}"


def numbered(prefix: str, words: str) -> str:
    """The words behind the number that Word prints before them.

    >>> numbered("专栏2", "2025年主要指标"), numbered("1.1", "县情"), numbered("（一）", "目标")
    ('专栏2 2025年主要指标', '1.1 县情', '（一）目标')
    """
    is_apart = OPEN_END.search(prefix) or (POINT_END.search(prefix) and words[:1].isdecimal())
    return f"{prefix} {words.lstrip()}" if is_apart else f"{prefix}{words}"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and written. 编号级别。"""

    number_format: str
    text: str
    start: int


def written(number: int, number_format: str) -> str:
    if number_format in CHINESE_FORMATS and 0 < number < 100:
        return chinese(number)
    if number_format.startswith("decimalEnclosedCircle") and 0 < number < len(CIRCLED):
        return CIRCLED[number]
    return str(number)


@dataclass(slots=True)
class Counter:
    """Counts the lists of one document as its paragraphs go by. 编号计数。"""

    levels: dict[str, dict[int, Level]]
    shapes: dict[str, str] = field(default_factory=dict)  # list → shape; lists of one shape go on
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)  # where a list does not
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def prefix(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of a list; nothing for bullets."""
        known = self.levels.get(list_id, {})
        if level not in known:
            return ""
        shape = self.shapes.get(list_id, list_id)
        key = (shape, level)
        before = self.restarts.pop((list_id, level), None)
        start = self.counts.get(key, known[level].start - 1) if before is None else before - 1
        self.counts[key] = start + 1
        for other in list(self.counts):
            if other[0] == shape and other[1] > level:
                del self.counts[other]
        if known[level].number_format in {"bullet", "none"}:
            return ""

        def fill(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            one = known.get(at, known[level])
            return written(self.counts.get((shape, at), one.start), one.number_format)

        return PLACEHOLDER.sub(fill, known[level].text)


def counter_of(document: Any) -> Counter:
    """The lists that a Word file defines; none where it has no numbering part."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return Counter({})
    shapes = {
        one.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"), "0")): _level(level) for level in one.findall(qn("w:lvl"))
        }
        for one in root.findall(qn("w:abstractNum"))
    }
    counter = Counter({})
    for one in root.findall(qn("w:num")):
        shape = one.find(qn("w:abstractNumId"))
        if shape is not None:
            list_id, shape_id = one.get(qn("w:numId")), str(shape.get(qn("w:val")))
            counter.levels[list_id] = shapes.get(shape_id, {})
            counter.shapes[list_id] = shape_id
            counter.restarts.update(_restarts(list_id, one))
    return counter


def _restarts(list_id: str, element: Any) -> Iterator[tuple[tuple[str, int], int]]:
    """The levels at which a list begins anew, though another of its shape went before."""
    for one in element.findall(qn("w:lvlOverride")):
        start = one.find(qn("w:startOverride"))
        words = "" if start is None else str(start.get(qn("w:val"), ""))
        if words.isdecimal():
            yield (list_id, int(one.get(qn("w:ilvl"), "0"))), int(words)


def _level(element: Any) -> Level:
    def value(tag: str, default: str) -> str:
        child = element.find(qn(tag))
        return default if child is None else str(child.get(qn("w:val"), default))

    start = value("w:start", "1")
    return Level(
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        int(start) if start.isdecimal() else 1,
    )


def list_of(paragraph: Any, style: Any) -> tuple[str, int] | None:
    """The list and level of a paragraph, its own or its style's (or of the style's parents)."""
    properties = paragraph.find(qn("w:pPr"))
    found = _own(properties)
    while found is None and style is not None:
        found = _own(style.element.find(qn("w:pPr")))
        style = getattr(style, "base_style", None)
    return None if found is None or found[0] == "0" else found


def _own(properties: Any) -> tuple[str, int] | None:
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    list_id = None if numbering is None else numbering.find(qn("w:numId"))
    if numbering is None or list_id is None:
        return None
    level = numbering.find(qn("w:ilvl"))
    depth = "0" if level is None else level.get(qn("w:val"), "0")
    return str(list_id.get(qn("w:val"))), int(depth) if str(depth).isdecimal() else 0
