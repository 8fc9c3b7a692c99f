# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of a document's parts and the address they give. 条款编号。

一、（一）1.（1）① become 一(一)1(1)①, as `clauses.csv` of a plan folder writes them; 第二章 and
第三节 keep their words, 2.3.1 its dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HAN = "一二三四五六七八九十百"
# Digits and points of full width become those that references have.
HALF_WIDTH = {0xFF0E: ".", **{0xFF10 + digit: str(digit) for digit in range(10)}}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Parts that carry a word instead of a number; the word is their address.
WORDS = frozenset(
    [
        "总则",
        "前言",
        "序言",
        "引言",
        "绪言",
        "绪论",
        "附则",
        "附件",
        "附录",
        "结语",
        "说明",
        "编制说明",
        "目录",
    ]
)
# From the chapter down: how the document writes it, and how the address does.
LEVELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"第([{HAN}]+|\d+)(?:[章编篇]|部分)(?=[\s　:：]|[^\s的、，。和第]|$)"), "第{}章"),
    (re.compile(rf"第([{HAN}]+|\d+)节(?=[\s　:：]|[^\s的、，。和第]|$)"), "第{}节"),
    (re.compile(rf"第([{HAN}]+|\d+)条(?=[\s　:：]|[^\s的、，。和第]|$)"), "第{}条"),
    (re.compile(rf"([{HAN}]+)、"), "{}"),
    (re.compile(rf"[（(]([{HAN}]+)[）)]"), "({})"),
    (re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?=[\s　])[.．]?"), "{}"),
    (re.compile(r"(\d{1,2})(?:[.．](?!\d)|[.．](?=\d{4}年)|、|(?=[ 　\t]+[“《一-鿿]))"), "{}"),
    (re.compile(r"[（(](\d{1,2})[）)]|(\d{1,2})[）)]"), "({})"),
    (re.compile(rf"([{CIRCLED}])"), "{}"),
)
# 第三章所列200公顷治理任务…: what is cited opens no part.
REFERS = re.compile(
    "(?<=[章节条分])(?:所[列述定称指提]|(?:规定|确定|明确|提出|安排|部署)的|[至到—～])"
)
# 36 公顷采石坑分两步，… and 3 个重点区……: a figure with a blank behind it opens no part.
COUNTS = re.compile(
    r"(?:[个家宗座片幅名户]|处(?![理置])|项(?!目)|[种类](?![类别型])|年(?!度|产)|月|日|公[顷里]|"
    r"[万亿]|平方|立方|千[米克]|[吨米亩镇乡人])"
)
ARTICLE = 2
DECIMAL = 5
WORD = 99  # below every number: the next one leaves it
BLANKS = re.compile(r"[\s　]+")
SENTENCE = re.compile(r"[。；;！？]")
LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True)
class Mark:
    """The number that a line begins with. 编号。"""

    level: int
    address: str
    length: int


def mark_of(line: str) -> Mark | None:
    """The number a line begins with, or the word of a part that has none.

    >>> mark_of("（三）规划目标"), mark_of("1.2万吨")
    (Mark(level=4, address='(三)', length=3), None)
    """
    for level, (pattern, form) in enumerate(LEVELS):
        found = pattern.match(line)
        if found and not REFERS.match(line, found.end()) and not _is_figure(line, found.end()):
            number = next(group for group in found.groups() if group).translate(HALF_WIDTH)
            return Mark(level, form.format(number), found.end())
    word = BLANKS.sub("", line)
    return Mark(WORD, word, len(line)) if word in WORDS else None


def _is_figure(line: str, end: int) -> bool:
    """A number that counts what follows it, in a sentence."""
    rest = line[end:].lstrip()
    is_bare = line[:end].isdecimal() and len(rest) < len(line) - end
    return is_bare and bool(COUNTS.match(rest)) and bool(re.search("[，。；]", rest))


def is_heading(line: str, mark: Mark | None) -> bool:
    """A numbered line without a sentence in it.

    >>> is_heading("（一）指导思想", mark_of("（一）指导思想"))
    True
    >>> is_heading("全县共有矿山53个。", None)
    False
    """
    if mark is None or len(line) > LONGEST_HEADING:
        return False
    rest = line[mark.length :]
    return not SENTENCE.search(line) and not rest.rstrip().endswith(("：", ":", "，", "、"))


@dataclass(slots=True)
class Address:
    """Where in the document the reading has come to. 当前条款。"""

    stack: list[tuple[float, str]] = field(default_factory=list)
    paragraphs: int = 0

    def enter(self, mark: Mark) -> str:
        """The address of the part that the mark opens; those below it are left."""
        if mark.level == WORD or self._is_chapter_of_decimals(mark):
            self.stack.clear()
        level = self._level_of(mark)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        if mark.level == DECIMAL:
            self.stack = [one for one in self.stack if one[0] < 3]
        self.stack.append((level, mark.address))
        self.paragraphs = 0
        return self.clause

    def _is_chapter_of_decimals(self, mark: Mark) -> bool:
        """2 现状 after 1.3 opens the second chapter, unless a list comes to its second member.

        >>> address = Address()
        >>> [address.enter(mark_of(one)) for one in ("1 总则", "1.1 依据", "2 现状", "2.1 概况")]
        ['1', '1.1', '2', '2.1']
        """
        levels = dict(self.stack)
        if mark.level != DECIMAL + 1 or DECIMAL not in levels:
            return False
        member = levels.get(DECIMAL + 1, "")
        if member.isdecimal() and mark.address == str(int(member) + 1):
            return False
        return mark.address == str(int(levels[DECIMAL].partition(".")[0]) + 1)

    def _level_of(self, mark: Mark) -> float:
        """Articles that begin inside 三、（二） are parts of it and end with it.

        >>> address = Address()
        >>> [address.enter(mark_of(one)) for one in ("三、准入", "第1条　选址", "四、修复")]
        ['三', '三第1条', '四']
        """
        if mark.level != ARTICLE or any(one[0] == ARTICLE for one in self.stack):
            return mark.level
        above = [one[0] for one in self.stack if ARTICLE < one[0] < WORD and one[0] % 1 == 0]
        return above[-1] + 0.5 if above else mark.level

    @property
    def clause(self) -> str:
        return "".join(address for _, address in self.stack)

    def next_position(self) -> int:
        """The place of the next paragraph in its part."""
        self.paragraphs += 1
        return self.paragraphs
