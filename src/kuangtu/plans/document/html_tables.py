# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables that a Markdown text holds as HTML: converters write merged cells so. HTML 表格。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from kuangtu.plans.document.building import Cell

OPENS = re.compile(r"\s*<table\b", re.IGNORECASE)
CLOSES = re.compile(r"</table\s*>", re.IGNORECASE)
WIDEST = 200  # columns or rows that a cell may cover
MOST_PLACES = 500_000  # rows times columns, of all tables of a text


class UnreadableTable(ValueError):
    """A table that cannot be read, and the line that shows it. 不能读取的表格。"""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class TooManyPlaces(UnreadableTable):
    """Tables of a few signs that would cover far more rows and columns. 表格展开过大。"""


class NeverEnds(UnreadableTable):
    """A table that opens and is not closed. 表格没有结束标记。"""


def ends_of_tables(lines: Sequence[str]) -> dict[int, int]:
    """The line at which each table opens, and the line after the one that closes it.

    >>> ends_of_tables(["<table>", "<tr><td>1</td></tr>", "</table>", "正文"])
    {0: 3}

    Raises: NeverEnds for the last that opens, if nothing closes it.
    """
    ends: dict[int, int] = {}
    opened: int | None = None
    for at, line in enumerate(lines):
        if opened is None and OPENS.match(line):
            opened = at
        if opened is not None and CLOSES.search(line):
            ends[opened] = at + 1
            opened = None
    if opened is not None:
        raise NeverEnds(opened + 1)
    return ends


def read_table(
    lines: Sequence[str], line: int, *, most: int = MOST_PLACES
) -> tuple[str, list[list[Cell]]]:
    """The caption within a table and its rows; its first line has that number.

    A cell that covers several rows is empty below its first; one that covers several columns
    stands once, with its span.

    >>> text = '<table><tr><td rowspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr></table>'
    >>> [[one.text for one in row] for row in read_table([text], 7)[1]]
    [['甲', '1'], ['', '2']]
    >>> read_table(["<table><caption>表1 <b>矿区</b></caption>", "</table>"], 1)
    ('表1 矿区', [])

    Raises: TooManyPlaces where its cells cover more than `most` rows times columns.
    """
    parser = _Rows(line, most)
    parser.feed("\n".join(lines))
    parser.close()
    return "".join(parser.caption).strip(), parser.rows


class _Rows(HTMLParser):
    """Collects the cells of a table, those that cover further rows put in below. 表格解析。"""

    def __init__(self, line: int, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.left = most
        self.rows: list[list[Cell]] = []
        self.caption: list[str] = []
        self.is_caption = False
        self.first = line
        # column → rows still covered and the span: in this row, and in the next.
        self.covered: dict[int, tuple[int, int]] = {}
        self.below: dict[int, tuple[int, int]] = {}
        self.column = 0
        self.words: list[str] | None = None
        self.opened: tuple[int, int, int] = (1, 1, line)  # span, rows, line of the open cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self.is_caption = not self.caption
        elif tag == "tr":
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
        if tag in {"caption", "table"}:
            self.is_caption = False
        if tag == "table":
            self._fill(to_the_end=True)

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)
        elif self.is_caption:
            self.caption.append(data)

    def _close_cell(self) -> None:
        if self.words is None:
            return
        self._fill(to_the_end=False)
        span, rows, line = self.opened
        text = re.sub(r"\s*\n\s*", "", "".join(self.words)).strip()
        self._add(Cell(text, line, span))
        if rows > 1:
            self.below[self.column] = (rows - 1, span)
        self.column += span
        self.words = None

    def _add(self, cell: Cell) -> None:
        self.left -= cell.span
        if self.left < 0:
            raise TooManyPlaces(cell.line)
        self.rows[-1].append(cell)

    def _fill(self, *, to_the_end: bool) -> None:
        """Empty cells for what a cell above still covers, here or in the rest of the row."""
        while self.rows and (places := [n for n in self.covered if n >= self.column]):
            place = min(places)
            if place != self.column and not to_the_end:
                return
            left, span = self.covered.pop(place)
            line = self.rows[-1][-1].line if self.rows[-1] else self.opened[2]
            self._add(Cell("", line, span))
            self.column = place + span
            if left > 1:
                self.below[place] = (left - 1, span)


def _number(said: str | None) -> int:
    """How many columns or rows a cell says that it covers; one where it says nothing sensible."""
    return min(int(said), WIDEST) if said and said.strip().isdecimal() and int(said) > 0 else 1
