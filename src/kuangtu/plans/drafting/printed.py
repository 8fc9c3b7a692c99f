# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The printed tables of a document, continued parts joined and notes set aside. 专栏的汇集。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kuangtu.plans.document.types import Block, Document, Heading, Paragraph, PrintedTable
from kuangtu.plans.drafting.words import plain, unit_in

BOX = "专栏"
CONTINUED = re.compile(r"[（(]续[表]?\d*[)）]|^续表?$|^续$")
TABLE_NUMBER = r"(\d+(?:[-－—.．]\d+)*|[一二三四五六七八九十]+)"
# 续表2 矿山名单, （续表）, 专栏2（续）; 续建项目3个 is prose.
CONTINUED_LINE = re.compile(
    rf"[（(]?(?:续\s*(?:专栏|附?表)|表续)\s*(?:{TABLE_NUMBER}.*|[)）]?(?:[\s:：].*)?)|"
    rf"[（(]?续\s*{TABLE_NUMBER}?[)）]?|"
    rf"(?:专栏|附?表)\s*{TABLE_NUMBER}\s*[（(]?续[表]?[)）]?"
)
NOTE = re.compile(r"(?:表?注|备注|说明|资料来源|数据来源|附注)\s*\d*\s*[:：]?.*")
NOTE_LINE = re.compile(r"(?:表?注|备注|说明|资料来源|数据来源|附注)\s*\d*\s*[:：].*")
UNIT_ROW = re.compile(r"[（(]?(?:计量)?单位\s*[:：].+")
NEXT_NOTE = re.compile(r"[（(]?[2-9][.．、)）]")
LONGEST_LINE = 40
BLANKS = " 　\xa0"
OF_CHAPTER = re.compile(r"\d+(?:[-.]\d+)+")
HAN = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell with its place. 单元格。"""

    text: str
    row: int  # of the table as it stands in the folder, counted from 1
    column: int
    line: int
    span: int = 1
    is_cleaned: bool = False  # letters that nobody sees were left out


@dataclass(frozen=True, slots=True)
class Note:
    """A line that belongs to a table and is no row of it. 表注。"""

    text: str
    line: int


@dataclass(slots=True)
class Source:
    """A table as the folder will hold it. 专栏。"""

    number: str
    name: str  # how the document speaks of it
    title: str
    unit: str
    clause: str
    line: int
    rows: list[tuple[Cell, ...]]
    notes: list[Note] = field(default_factory=list)
    joined_at: list[int] = field(default_factory=list)  # rows where a continued part begins
    is_number_odd: bool = False
    printed_number: str = ""

    @property
    def code_stem(self) -> str:
        """What codes of its rows begin with: 05, 3-1, 附1."""
        return self.number.zfill(2) if self.number.isdecimal() else self.number

    def place(self, cell: Cell | None = None) -> str:
        """Where the document prints it."""
        if cell is None:
            return f"{self.name} 第{self.line}行"
        return f"{self.name} 表内第{cell.row}行第{cell.column}格 第{cell.line}行"


@dataclass(slots=True)
class _Collecting:
    """One way through the blocks. 汇集。"""

    clauses: dict[int, str]  # paragraph's line → the clause it becomes
    boxes: frozenset[str]  # the numbers of 专栏, which 表 of another kind must not take
    found: list[Source] = field(default_factory=list)
    clause: str = ""
    last: Source | None = None  # the table just before, if nothing stands between
    continues: str | None = None  # a line 续表 was read: of this number, or of the last table
    used: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, block: Block) -> None:
        if isinstance(block, PrintedTable):
            self._table(block)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        else:
            self.clause, self.last, self.continues = self.clauses[block.line], None, None

    def _paragraph(self, block: Paragraph) -> None:
        said = CONTINUED_LINE.fullmatch(block.text)
        if said and self.found and is_continuation(block.text):
            self.continues = _arabic(next(filter(None, said.groups()), ""))
        elif self.last is not None and is_note(block.text):
            self.last.notes.append(Note(block.text, block.line))
        else:
            self.clause, self.last, self.continues = self.clauses[block.line], None, None

    def _table(self, table: PrintedTable) -> None:
        before = self._continued(table)
        if before is not None:
            _join(before, table)
            self.last = before
        else:
            self.last = self._new(table)
            self.found.append(self.last)
        self.continues = None

    def _continued(self, table: PrintedTable) -> Source | None:
        """The table that this one goes on with, or None."""
        number = _arabic(table.number)
        is_said = bool(CONTINUED.search(table.caption))
        is_looked_for = is_said or self.continues is not None
        for other in reversed(self.found) if is_looked_for else ():
            if is_said and number and other.printed_number == number:
                return other
            if self.continues is not None and self.continues in {"", other.printed_number}:
                return other
        if (
            not table.number
            and not table.caption
            and self.last is not None
            and (_is_like(self.last, table) or _has_heading_of(self.last, table))
        ):
            return self.last
        return None

    def _new(self, table: PrintedTable) -> Source:
        number, is_odd = self._number(table)
        rows, notes, unit = _sorted_out(table, first=1)
        title = CONTINUED.sub("", table.caption).strip()
        return Source(
            number,
            table.name or f"第{table.line}行的表",
            title,
            table.unit or unit or unit_in(title),
            self.clause,
            table.line,
            rows,
            notes,
            is_number_odd=is_odd,
            printed_number=_arabic(table.number),
        )

    def _number(self, table: PrintedTable) -> tuple[str, bool]:
        """The number in the folder, and whether it is not simply the printed one."""
        printed = table.number.lstrip("0")
        is_bare = table.label == BOX or not self.boxes or self._is_of_chapter(printed)
        number = printed if is_bare else f"{table.label}{printed}"
        is_odd = not printed or number in self.used
        if is_odd:
            stem = number if number and not number[0].isdigit() else f"{table.label}{printed}"
            while number in self.used or not number or "_" not in number:
                self.counts[stem] += 1
                number = f"{stem}_{self.counts[stem]}"
        self.used.add(number)
        return number, is_odd

    def _is_of_chapter(self, number: str) -> bool:
        """表3-1 is no other table than 3-1, unless a box is called so."""
        return bool(OF_CHAPTER.fullmatch(number)) and number not in self.boxes


def tables_of(document: Document, clauses: dict[int, str]) -> list[Source]:
    """Every table of the document in its order, parts of one table joined."""
    boxes = frozenset(one.number for one in document.tables if one.label == BOX and one.number)
    collecting = _Collecting(clauses, boxes)
    for block in document.blocks:
        collecting.read(block)
    return [one for one in collecting.found if one.rows]


def visible(text: str) -> str:
    """A printed cell without letters that nobody sees; a cell of blanks is empty."""
    kept = "".join(one for one in text if one.isprintable() or one in BLANKS)
    return kept if kept.strip(BLANKS) else ""


def is_note(words: str) -> bool:
    """A line below a table that belongs to it: 注：…"""
    return bool(NOTE_LINE.fullmatch(words))


def is_continuation(words: str) -> bool:
    """A line that only says that a table goes on: 续表2."""
    return len(words) < LONGEST_LINE and bool(CONTINUED_LINE.fullmatch(words))


def _arabic(number: str) -> str:
    """十二 as 12; digits stay as they are.

    >>> _arabic("十二"), _arabic("7"), _arabic("二十")
    ('12', '7', '20')
    """
    if not number or not all(letter in f"{HAN}十" for letter in number):
        return number
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return "".join(str(HAN.index(letter)) for letter in number)
    return str((HAN.index(tens) if tens else 1) * 10 + (HAN.index(ones) if ones else 0))


def _is_like(before: Source, table: PrintedTable) -> bool:
    """An uncaptioned table right below one of the same shape: the page ended between them."""
    return {len(row) for row in before.rows[-2:]} == {len(row) for row in table.rows[:1]}


def _has_heading_of(before: Source, table: PrintedTable) -> bool:
    """The heading is printed again over the part on the next page."""
    first = [plain(visible(text)) for text in table.rows[0]]
    return len(first) > 1 and first == _words(before.rows[0])


def _sorted_out(
    table: PrintedTable, *, first: int
) -> tuple[list[tuple[Cell, ...]], list[Note], str]:
    """The rows, the notes and the unit that a table of the document prints."""
    rows: list[tuple[Cell, ...]] = []
    notes: list[Note] = []
    unit = ""
    for at, row in enumerate(table.rows):
        line = table.line_of(at, 0)
        words = [cell for cell in row if cell]
        if len(words) == 1 and UNIT_ROW.fullmatch(words[0].strip()):
            unit = unit_in(words[0].strip()) or unit
            notes.append(Note(words[0], line))
        elif len(words) == 1 and len(table.rows) > 2 and _is_note(row, at, table.rows, notes):
            notes.append(Note(words[0], line))
        elif words:
            rows.append(tuple(_cells(table, at, first + len(rows))))
    return rows, notes, unit


def _is_note(
    row: Sequence[str], at: int, rows: Sequence[Sequence[str]], notes: Sequence[Note]
) -> bool:
    is_alone = bool(row[0]) and at > 0 and at >= len(rows) - 5
    words = row[0].strip()
    is_next = bool(notes) and NOTE.fullmatch(notes[-1].text.strip()) and NEXT_NOTE.match(words)
    return is_alone and bool(is_next or NOTE.fullmatch(words)) and len(words) > 2


def _cells(table: PrintedTable, at: int, row: int) -> Iterator[Cell]:
    for place, text in enumerate(table.rows[at]):
        spans = table.spans[at] if at < len(table.spans) else ()
        span = spans[place] if place < len(spans) else 1
        kept = visible(text)
        line = table.line_of(at, place)
        yield Cell(kept, row, place + 1, line, span, is_cleaned=kept != text)


def _join(before: Source, table: PrintedTable) -> None:
    """The rows of a continued part, without the heading that is printed again."""
    rows, notes, _ = _sorted_out(table, first=len(before.rows) + 1)
    repeated = 0
    while repeated < min(len(rows), len(before.rows)) and _words(rows[repeated]) == _words(
        before.rows[repeated]
    ):
        repeated += 1
    kept = rows[repeated:]
    before.joined_at.append(len(before.rows) + 1)
    for row in kept:
        number = len(before.rows) + 1
        before.rows.append(tuple(replace(one, row=number) for one in row))
    before.notes.extend(notes)


def _words(row: Sequence[Cell]) -> list[str]:
    return [plain(cell.text) for cell in row]


def headings_of(blocks: Sequence[Block]) -> dict[str, str]:
    """The words of each numbered heading by its clause."""
    return {one.clause: one.text for one in blocks if isinstance(one, Heading)}
