# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Plain text and Markdown. 文本文件。

A table in plain text has one of three forms: each cell a line of its own that begins with a tab,
an empty line after each row; each row a line, its cells apart by tabs; or by pipes, as many in
each row. Markdown's have pipes and a rule of them, or are HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.document.building import BOOKMARKS, Builder, Cell, caption_of
from kuangtu.plans.document.html_tables import MOST_PLACES, ends_of_tables, read_table
from kuangtu.plans.document.types import Block

RULE_OF_PIPES = re.compile(r"\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIZED_LINE = re.compile(r"([*_])(?=[^*_\s])([^*_]+)(?<=\S)\1")
COMMENT = re.compile(r"<!--.*?-->")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
GAP = re.compile(r" {2,}|　{2,}")
PIPE = re.compile(r"(?<!\\)\|")


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    return _blocks(text.split("\n"), is_markdown=False)


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text.

    Raises: TooManyPlaces for HTML tables whose cells cover far more than they print; NeverEnds
    for one that is not closed.
    """
    return _blocks(text.split("\n"), is_markdown=True)


def _blocks(lines: Sequence[str], *, is_markdown: bool) -> tuple[Block, ...]:
    builder = Builder()
    tables = ends_of_tables(lines) if is_markdown else {}
    left = MOST_PLACES
    at = 0
    while at < len(lines):
        if end := tables.get(at):
            caption, rows = read_table(lines[at:end], at + 1, most=left)
            left -= sum(cell.span for row in rows for cell in row)
            builder.add_line(caption, at + 1)
            builder.add_table(rows)
            at = end
            continue
        end = _end_of_table(lines, at, has_caption=builder.caption is not None)
        if end > at:
            builder.add_table(_rows(lines, at, end))
            at = end
            continue
        _add_line(builder, lines[at], at + 1, is_markdown=is_markdown)
        at += 1
    return builder.finish()


def _add_line(builder: Builder, words: str, line: int, *, is_markdown: bool) -> None:
    if not is_markdown:
        builder.add_line(words, line)
        return
    words = COMMENT.sub("", words)
    bare = words.lstrip()
    is_titled = bool(re.match(r"#{1,6}\s", bare))
    bare = re.sub(r"^(#{1,6}\s+|>\s*|[-*+]\s+)", "", bare)
    bare = EMPHASIS.sub(r"\2", bare).rstrip("#").rstrip()
    if said := EMPHASIZED_LINE.fullmatch(bare):
        bare = said[2]
    builder.add_line(bare, line, is_titled=is_titled)


def _end_of_table(lines: Sequence[str], at: int, *, has_caption: bool) -> int:
    """The line after the table that begins at a line; the line itself where none does."""
    line = lines[at]
    if _is_piped(line) and _is_piped_table(lines, at):
        return _while(lines, at, _is_piped)
    if _is_tabbed_row(line):
        return _while(lines, at, _is_tabbed_row)
    pipes = _pipes_of_each(lines, at)
    if pipes >= 2 or (pipes and has_caption):
        return _while(lines, at, lambda row: len(PIPE.findall(row)) == pipes)
    if line.startswith("\t") and caption_of(BOOKMARKS.sub("", line), at) is None:
        return _end_of_upright(lines, at)
    if has_caption and _is_spaced_row(line):
        return _while(lines, at, _is_spaced_row)
    return at


def _while(lines: Sequence[str], at: int, is_row: object) -> int:
    while at < len(lines) and callable(is_row) and is_row(lines[at]):
        at += 1
    return at


def _is_piped(line: str) -> bool:
    return line.strip().startswith("|") or len(PIPE.findall(line)) >= 2


def _is_piped_table(lines: Sequence[str], at: int) -> bool:
    return lines[at].strip().startswith("|") or (
        at + 1 < len(lines) and bool(RULE_OF_PIPES.fullmatch(lines[at + 1].strip()))
    )


def _pipes_of_each(lines: Sequence[str], at: int) -> int:
    """How many pipes a line and the next one have, where they have as many; else 0."""
    pipes = len(PIPE.findall(lines[at]))
    is_next = at + 1 < len(lines) and len(PIPE.findall(lines[at + 1])) == pipes
    return pipes if is_next else 0


def _is_tabbed_row(line: str) -> bool:
    """A tab stands between two cells, not only before the first."""
    return "\t" in line.rstrip("\r\n")[1:] and bool(line.strip())


def _is_spaced_row(line: str) -> bool:
    return len(GAP.findall(line.strip())) >= 1 and not re.search("[。；]", line)


def _end_of_upright(lines: Sequence[str], at: int) -> int:
    """Rows go on as long as each begins with a tab; a caption or a line of prose ends them."""
    is_new = True
    while at < len(lines):
        line = lines[at]
        if not line.strip(" \r　") and not line.startswith("\t"):
            is_new = True
        elif line.startswith("\t"):
            if is_new and caption_of(BOOKMARKS.sub("", line), at):
                break
            is_new = False
        elif is_new:
            break
        at += 1
    return at


def _rows(lines: Sequence[str], at: int, end: int) -> list[list[Cell]]:
    if _is_piped(lines[at]) and _is_piped_table(lines, at):
        return _of_one_width(list(_piped_rows(lines, at, end)))
    if _is_tabbed_row(lines[at]):
        return _of_one_width([_cells(lines[n].split("\t"), n + 1) for n in range(at, end)])
    if lines[at].startswith("\t"):
        return _upright_rows(lines, at, end)
    if _pipes_of_each(lines, at):
        return _of_one_width(list(_piped_rows(lines, at, end)))
    return [_cells(GAP.split(lines[n].strip()), n + 1) for n in range(at, end)]


def _of_one_width(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows whose last empty cells were not written get them back, covering no column."""
    width = max((len(row) for row in rows), default=0)
    return [[*row, *(Cell("", row[-1].line, 0) for _ in range(width - len(row)))] for row in rows]


def _cells(words: Sequence[str], line: int) -> list[Cell]:
    return [Cell(word.strip(), line) for word in words]


def _piped_rows(lines: Sequence[str], at: int, end: int) -> Iterator[list[Cell]]:
    for number in range(at, end):
        line = COMMENT.sub("", lines[number]).strip()
        if RULE_OF_PIPES.fullmatch(line):
            continue
        inner = line.removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        words = [BREAK.sub("", word).replace("\\|", "|") for word in PIPE.split(inner)]
        yield _cells([EMPHASIS.sub(r"\2", word) for word in words], number + 1)


def _upright_rows(lines: Sequence[str], at: int, end: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    is_new = True
    for number in range(at, end):
        line = lines[number].rstrip("\r")
        if line.startswith("\t"):
            if is_new:
                rows.append([])
            rows[-1].append(Cell(BOOKMARKS.sub("", line[1:]), number + 1))
            is_new = False
        elif not line:
            is_new = True
        elif rows:  # a cell of several lines
            last = rows[-1].pop()
            rows[-1].append(Cell(last.text + line, last.line))
    return rows
