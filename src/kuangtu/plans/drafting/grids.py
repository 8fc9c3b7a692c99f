# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A printed table as columns with headings, whatever was merged. 表格的列。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuangtu.plans.drafting.pages import Taken
from kuangtu.plans.drafting.printed import Cell, Source
from kuangtu.plans.drafting.words import NUMBER, gathered, plain
from kuangtu.plans.open_items import Reason

PURE_NUMBER = re.compile(rf"[≥≤<>]?(?:{NUMBER})%?")
YEAR = re.compile(r"(?:19|20)\d{2}年?")
SUM = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计)")
MOST_HEADINGS = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column, from the top row down. 列标题。"""

    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return plain("".join(self.words))

    @property
    def last(self) -> str:
        return plain(self.words[-1]) if self.words else ""

    @property
    def group(self) -> str:
        """The words that stand over several columns."""
        return self.words[0] if len(self.words) > 1 else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A body row; None where another cell reaches over the column. 表体的一行。"""

    cells: tuple[Cell | None, ...]
    row: int
    at: int  # place in the body, counted from 0
    is_guessed: bool = False

    @property
    def is_group(self) -> bool:
        """Words in one cell of many: a heading inside the table, where a row must say more."""
        return (
            len(self.cells) > 2 and sum(bool(one and one.text.strip()) for one in self.cells) == 1
        )

    @property
    def is_wide(self) -> bool:
        """A heading inside the table, printed over its whole width."""
        first = self.cells[0]
        return first is not None and 1 < first.span == len(self.cells)

    @property
    def is_sum(self) -> bool:
        return any(cell is not None and SUM.match(cell.text) for cell in self.cells[:2])


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with as many columns as it has. 对齐后的表。"""

    source: Source
    header_rows: int
    is_header_guessed: bool
    headings: tuple[Heading, ...]
    body: tuple[Line, ...]
    above: tuple[tuple[Cell | None, ...], ...]  # of each line: the last words over each column

    def taken(self, line: Line, column: int | None) -> Taken:
        """A cell as printed."""
        cell = None if column is None else line.cells[column]
        if cell is None:
            return self._covered(line) if column is not None and line.is_guessed else Taken("")
        text = gathered(cell.text.strip())
        if line.is_guessed and text:
            return Taken(text, Reason.SPLIT_ROW, self.source.place(cell), cell.text)
        return Taken(text, None, self.source.place(cell), cell.text)

    def _covered(self, line: Line) -> Taken:
        """Nothing, because another cell is taken to reach over the column; that is a guess."""
        first = next(cell for cell in line.cells if cell is not None)
        return Taken("", Reason.SPLIT_ROW, self.source.place(first), first.text)

    def carried(self, line: Line, column: int | None) -> Taken:
        """A cell, or where it is empty below another what stands above it, marked."""
        own = self.taken(line, column)
        if column is None or own.value or self._is_covered(line, column):
            return own
        cell = self.above[line.at][column]
        if cell is None:
            return own
        text = gathered(cell.text.strip())
        return Taken(text, Reason.FILLED_DOWN, self.source.place(cell), cell.text)

    def blank_told(self, line: Line, column: int | None) -> Taken:
        """A cell; where it is empty below another it may be merged with it, and is marked."""
        own = self.taken(line, column)
        above = self.carried(line, column)
        if own.value or not above.value:
            return own
        return Taken("", Reason.MAYBE_MERGED, above.place, above.printed)

    def _is_covered(self, line: Line, column: int) -> bool:
        """Another cell of the row reaches over the column, so nothing comes from above."""
        return line.cells[column] is None and not _is_below(line, column)


def _is_below(line: Line, column: int) -> bool:
    """The leading cells of a row were not written at all: they are merged with those above."""
    return all(cell is None for cell in line.cells[: column + 1])


def grid_of(source: Source) -> Grid:
    """The table with its cells under their headings."""
    header_rows, is_guessed = _header_rows(source)
    width = max(sum(cell.span for cell in row) for row in source.rows)
    body = source.rows[header_rows:]
    profile = _profile([row for row in body if sum(one.span for one in row) == width], width)
    is_explicit = any(not row[0].text for row in body if sum(one.span for one in row) == width)
    lines = []
    for at, row in enumerate(body):
        may_be_below = at > 0 and not is_explicit
        lines.append(_line(row, at, profile, may_be_below=may_be_below))
    headings = _headings(source, header_rows, width)
    above = tuple(_above(lines, width))
    return Grid(source, header_rows, is_guessed, headings, tuple(lines), above)


def _above(lines: Sequence[Line], width: int) -> Iterator[tuple[Cell | None, ...]]:
    last: tuple[Cell | None, ...] = (None,) * width
    for line in lines:
        yield last
        last = tuple(
            one if one is not None and one.text.strip() else before
            for one, before in zip(line.cells, last, strict=True)
        )


def _header_rows(source: Source) -> tuple[int, bool]:
    """How many rows are headings: those below the first whose first cell goes on from above."""
    count = 1
    while count < min(len(source.rows) - 1, MOST_HEADINGS) and _is_header(source, count):
        count += 1
    is_odd = any(
        PURE_NUMBER.fullmatch(plain(cell.text)) and not YEAR.fullmatch(plain(cell.text))
        for row in source.rows[:count]
        for cell in row
    )
    return count, is_odd or len(source.rows) == 1


def _is_header(source: Source, at: int) -> bool:
    row, above = source.rows[at], source.rows[at - 1]
    first = plain(row[0].text)
    if first and first != plain(above[0].text):
        return _is_after_title(source, at)
    numbers = [cell for cell in row if PURE_NUMBER.fullmatch(plain(cell.text))]
    return all(YEAR.fullmatch(plain(cell.text)) for cell in numbers)


def _is_after_title(source: Source, at: int) -> bool:
    """The row below a title that is printed over the whole width is a heading."""
    return at == 1 and len(source.rows[0]) == 1 and len(source.rows[1]) > 1


def _headings(source: Source, header_rows: int, width: int) -> tuple[Heading, ...]:
    words: list[list[str]] = [[] for _ in range(width)]
    rows = source.rows[:header_rows]
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        for column, cell in enumerate(_over(row, below, width)):
            text = "" if cell is None else cell.text.strip()
            if text and (not words[column] or words[column][-1] != text):
                words[column].append(text)
    return tuple(Heading(tuple(one)) for one in words)


def _over(row: Sequence[Cell], below: Sequence[Cell] | None, width: int) -> list[Cell | None]:
    """The heading cell over each column, a wide one over all of its own."""
    if sum(cell.span for cell in row) == width:
        return [cell for cell in row for _ in range(cell.span)]
    if below is not None and len(below) == width:
        groups = _groups(below)
        if len(groups) == len(row):
            return [cell for cell, size in zip(row, groups, strict=True) for _ in range(size)]
    extra = width - len(row)
    return [*(row[0] for _ in range(extra)), *row] if extra >= 0 else list(row[:width])


def _groups(below: Sequence[Cell]) -> list[int]:
    """Sizes of the groups that a second heading row shows: each empty cell, each run of words."""
    sizes: list[int] = []
    is_run = False
    for cell in below:
        if not cell.text.strip():
            sizes.append(1)
            is_run = False
        elif is_run:
            sizes[-1] += 1
        else:
            sizes.append(1)
            is_run = True
    return sizes


def _kind(text: str) -> str:
    words = plain(text)
    if not words:
        return ""
    if PURE_NUMBER.fullmatch(words):
        return "number"
    return "list" if re.search(r"[、;；]", words) else "words"


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of a column look like: their kind, and how their words end."""

    kind: str
    tails: frozenset[str]


def _profile(rows: Sequence[Sequence[Cell]], width: int) -> tuple[_Column, ...]:
    """What each column mostly holds, told from the rows that have every cell."""
    kinds: list[Counter[str]] = [Counter() for _ in range(width)]
    tails: list[set[str]] = [set() for _ in range(width)]
    for row in rows:
        place = 0
        for cell in row:
            if kind := _kind(cell.text):
                kinds[place][kind] += 1
                tails[place].add(_tail(cell))
            place += cell.span
    return tuple(
        _Column(kind.most_common(1)[0][0] if kind else "", frozenset(ends))
        for kind, ends in zip(kinds, tails, strict=True)
    )


def _tail(cell: Cell) -> str:
    return plain(cell.text)[-2:]


def _line(row: Sequence[Cell], at: int, profile: Sequence[_Column], *, may_be_below: bool) -> Line:
    width = len(profile)
    if sum(cell.span for cell in row) == width:
        cells = [one for cell in row for one in (cell, *([None] * (cell.span - 1)))]
        return Line(tuple(cells), row[0].row, at)
    written = [cell for cell in row if cell.span]
    extra = width - len(written)
    if extra < 0:
        return Line(tuple(written[:width]), row[0].row, at, is_guessed=True)
    # The last cells were not written, the first are merged with those above, or one is wide.
    choices: list[list[Cell | None]] = [list(row)] if len(row) == width else []
    if may_be_below:
        choices.append([*([None] * extra), *written])
    choices.extend(
        [*written[: place + 1], *([None] * extra), *written[place + 1 :]]
        for place in range(len(written))
    )
    best = max(choices, key=lambda cells: _fit(cells, profile))
    return Line(tuple(best), row[0].row, at, is_guessed=True)


def _fit(cells: Sequence[Cell | None], profile: Sequence[_Column]) -> int:
    """How many cells are like their column; a number among words is worse than no likeness."""
    score = 0
    for cell, column in zip(cells, profile, strict=True):
        if cell is None or not cell.text.strip():
            continue
        own = _kind(cell.text)
        score += 1 if _tail(cell) in column.tails else 0
        if own == column.kind:
            score += 2
        elif "number" in {own, column.kind}:
            score -= 2
    return score
