# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Line breaks inside a paragraph: some part two lines, some only wrap one. 手动换行。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.document.building import UNIT, caption_of
from kuangtu.plans.document.numbering import WORD, is_heading, mark_of

GOES_ON = re.compile(r"[，、,（(《“]$")
GOES_ON_WITH = re.compile(r"[，、,；。）)》”]")
ENDS = re.compile(r"[。：！？:!?]$")
CLAUSE_ENDS = re.compile(r"[；;]$")
LABEL = re.compile(r"[^，。；]{2,14}[：:]")  # 限制开采矿种：… begins a line of its own
PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"), ("「", "」"))
LONG_LINE = 20  # letters; a line that long and without an end was wrapped


def lines_of(words: str, *, is_titled: bool) -> Iterator[str]:
    """The lines that a paragraph with line breaks is.

    >>> list(lines_of("青榆县矿产资源\\n总体规划", is_titled=True))
    ['青榆县矿产资源总体规划']
    >>> list(lines_of("限制开采煤、\\n石膏。\\n第二条 禁止开采砂金。", is_titled=False))
    ['限制开采煤、石膏。', '第二条 禁止开采砂金。']
    >>> list(lines_of("第一章\\n总则", is_titled=False))
    ['第一章 总则']
    """
    held: str | None = None
    for part in words.split("\n"):
        if held is None or not _is_wrapped(held.strip(), part.strip(), is_titled=is_titled):
            if held is not None:
                yield held
            held = part
        else:
            gap = " " if _is_bare_number(held) else ""
            held = f"{held.rstrip()}{gap}{part.lstrip()}"
    if held is not None:
        yield held


def _is_wrapped(line: str, rest: str, *, is_titled: bool) -> bool:
    if not line or not rest or caption_of(line, 0) or caption_of(rest, 0) or UNIT.fullmatch(rest):
        return False
    mark = mark_of(rest)
    if _is_closed_by(rest, line) or _is_enumerating(line):
        return True
    if mark is not None:
        return mark.level == WORD and _is_bare_number(line)
    if GOES_ON.search(line) or GOES_ON_WITH.match(rest) or _is_bare_number(line):
        return True
    if CLAUSE_ENDS.search(line):
        return not LABEL.match(rest)
    if ENDS.search(line):
        return False
    return is_titled or (len(line) >= LONG_LINE and not is_heading(line, mark_of(line)))


def _is_enumerating(line: str) -> bool:
    """其中（一）、 is followed by another number, which opens nothing."""
    mark = mark_of(line)
    return line.endswith("、") and (mark is None or mark.length < len(line))


def _is_closed_by(rest: str, line: str) -> bool:
    """A quotation or bracket that the line opens, and the rest closes before it opens another."""
    return any(
        line.count(first) > line.count(last) and -1 < rest.find(last) < (rest + first).find(first)
        for first, last in PAIRS
    )


def _is_bare_number(line: str) -> bool:
    """第一章, with its words on the next line."""
    mark = mark_of(line.strip())
    return mark is not None and mark.length == len(line.strip()) and line.strip().startswith("第")
