# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables that a Markdown text holds as HTML: converters write merged cells so. HTML 表格。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from kuangtu.plans.document.building import Cell

OPENS = re.compile(r"\s*<table\b", re.IGNORECASE)
CLOSES = re.compile(r"</table\s*>", re.IGNORECASE)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
WIDEST = 200  # columns or rows that a cell may cover


def end_of_table(lines: Sequence[str], at: int) -> int:
    """The line after the table that opens at a line; the line itself where none does.

    >>> end_of_table(["<table>", "<tr><td>1</td></tr>", "</table>", "正文"], 0)
    3
    >>> end_of_table(["正文"], 0), end_of_table(["<table>", "没有结束"], 0)
    (0, 0)
    """
    if not OPENS.match(lines[at]):
        return at
    return next((n + 1 for n in range(at, len(lines)) if CLOSES.search(lines[n])), at)


def rows_of(lines: Sequence[str], line: int) -> list[list[Cell]]:
    """The rows of a table whose first line has that number.

    A cell that covers several rows is empty below its first; one that covers several columns
    stands once, with its span.

    >>> text = '<table><tr><td rowspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr></table>'
    >>> [[one.text for one in row] for row in rows_of([text], 7)]
    [['甲', '1'], ['', '2']]
    """
    parser = _Rows(line)
    parser.feed("\n".join(lines))
    parser.close()
    return parser.rows


def caption_in(lines: Sequence[str]) -> str:
    """What the table is headed by, where that stands within it.

    >>> caption_in(["<table><caption>表1 <b>矿区</b></caption>"]), caption_in(["<table>"])
    ('表1 矿区', '')
    """
    found = CAPTION.search("\n".join(lines))
    return "" if found is None else unescape(TAG.sub("", found[1])).strip()


class _Rows(HTMLParser):
    """Collects the cells of a table, those that cover further rows put in below. 表格解析。"""

    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Cell]] = []
        self.first = line
        # column → rows still covered and the span: in this row, and in the next.
        self.covered: dict[int, tuple[int, int]] = {}
        self.below: dict[int, tuple[int, int]] = {}
        self.column = 0
        self.words: list[str] | None = None
        self.opened: tuple[int, int, int] = (1, 1, line)  # span, rows, line of the open cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close_cell()
            self._fill(to_the_end=True)
            self.rows.append([])
            self.column, self.covered, self.below = 0, self.below, {}
        elif tag in {"td", "th"}:
            self._close_cell()
            if not self.rows:
                self.rows.append([])
            said = dict(attrs)
            span, rows = (_number(said.get(name)) for name in ("colspan", "rowspan"))
            self.words, self.opened = [], (span, rows, self.first + self.getpos()[0] - 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close_cell()
        if tag == "table":
            self._fill(to_the_end=True)

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    def _close_cell(self) -> None:
        if self.words is None:
            return
        self._fill(to_the_end=False)
        span, rows, line = self.opened
        text = re.sub(r"\s*\n\s*", "", "".join(self.words)).strip()
        self.rows[-1].append(Cell(text, line, span))
        if rows > 1:
            self.below[self.column] = (rows - 1, span)
        self.column += span
        self.words = None

    def _fill(self, *, to_the_end: bool) -> None:
        """Empty cells for what a cell above still covers, here or in the rest of the row."""
        while self.rows and (places := [n for n in self.covered if n >= self.column]):
            place = min(places)
            if place != self.column and not to_the_end:
                return
            left, span = self.covered.pop(place)
            line = self.rows[-1][-1].line if self.rows[-1] else self.opened[2]
            self.rows[-1].append(Cell("", line, span))
            self.column = place + span
            if left > 1:
                self.below[place] = (left - 1, span)


def _number(said: str | None) -> int:
    """How many columns or rows a cell says that it covers; one where it says nothing sensible."""
    return min(int(said), WIDEST) if said and said.strip().isdecimal() and int(said) > 0 else 1
