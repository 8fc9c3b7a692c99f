# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a plan document consists of once it has been read. 规划文本（值对象）。

Pure. The words stay as they are printed; only marks of the file format (bookmarks, emphasis)
are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, `clause` being the number of the part that it opens. 标题。"""

    text: str
    line: int
    clause: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose. 段落。

    `clause` is the numbered part it stands in, `position` its place among the paragraphs of that
    part, counted from 1.
    """

    text: str
    line: int
    clause: str
    position: int = 1


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table with the heading printed over it. 专栏、表。

    Rows hold the cells as printed, head included; a vertically merged cell is empty below its
    first row and a horizontally merged cell stands once, so rows may differ in length. `spans`
    tells how many columns each cell covers, where the file says so, and 0 for a cell that the file
    did not write. `unit` is what a line such as 单位：万元 says between heading and table.
    """

    caption: str
    number: str
    rows: tuple[tuple[str, ...], ...]
    line: int
    clause: str
    label: str = "专栏"
    unit: str = ""
    cell_lines: tuple[tuple[int, ...], ...] = ()
    spans: tuple[tuple[int, ...], ...] = ()

    @property
    def name(self) -> str:
        """How the document speaks of it: 专栏10, 附表1; the heading where it has no number."""
        return f"{self.label}{self.number}" if self.number else self.caption

    @property
    def words(self) -> str:
        """Everything that the table prints, its heading first, a blank between cells."""
        return " ".join([self.caption, *(cell for row in self.rows for cell in row)])

    def line_of(self, row: int, column: int) -> int:
        """The line a cell is printed in, row and column counted from 0."""
        try:
            return self.cell_lines[row][column]
        except IndexError:
            return self.line


Block = Heading | Paragraph | PrintedTable


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, with the line that it is a note to. 脚注。"""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A plan document: its blocks in the order they are printed. 规划文本。

    Lines are those of a text file, counted from 1; in a Word file they count paragraphs and table
    rows from the beginning. Footnotes are no part of the blocks; `notes` holds them.
    """

    file: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()

    @property
    def headings(self) -> Iterator[Heading]:
        return (block for block in self.blocks if isinstance(block, Heading))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> Iterator[PrintedTable]:
        return (block for block in self.blocks if isinstance(block, PrintedTable))
