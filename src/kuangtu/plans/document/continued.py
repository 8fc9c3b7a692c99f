# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables that go on below a page's end, put together again. 续表。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kuangtu.plans.document.types import Block, Document, Paragraph, PrintedTable

NUMBER = r"(\d+(?:[-.]\d+)*|[一二三四五六七八九十]+)"
# 续专栏4, 续表, 专栏4（续）: a line of its own that only says that a table goes on.
LINE = re.compile(rf"[（(]?续\s*(?:专栏|附表|表)?\s*{NUMBER}?[)）]?")
SAID = re.compile(r"[（(]续表?\d*[)）]|^续表?$")


def joined(document: Document) -> Document:
    """The document with every continued table as one, its repeated heading left out.

    A part that goes on with no table stays a table of its own.
    """
    return replace(document, blocks=tuple(_joined(document.blocks)))


def _joined(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        at = _continued(block, found) if isinstance(block, PrintedTable) else None
        if at is None or not isinstance(block, PrintedTable):
            found.append(block)
            continue
        before = found[at]
        if isinstance(found[-1], Paragraph):
            found.pop()
        assert isinstance(before, PrintedTable)  # noqa: S101 - _continued names tables only
        found[at] = _together(before, block)
    return found


def _continued(table: PrintedTable, found: Sequence[Block]) -> int | None:
    """The place of the table that this one goes on with, or None."""
    last = found[-1] if found else None
    line = LINE.fullmatch(last.text.strip()) if isinstance(last, Paragraph) else None
    if SAID.search(table.caption):
        return next(_places(found, table.number), None)
    if table.number:
        return None
    if line is not None:
        return next(_places(found, line[1] or ""), None)
    is_repeated = isinstance(last, PrintedTable) and last.rows[0] == table.rows[0]
    return len(found) - 1 if is_repeated and not table.caption else None


def _places(found: Sequence[Block], number: str) -> Iterator[int]:
    """The places of the tables of that number, or of all, from the last."""
    for at in range(len(found) - 1, -1, -1):
        block = found[at]
        if isinstance(block, PrintedTable) and number in {"", block.number}:
            yield at


def _together(before: PrintedTable, table: PrintedTable) -> PrintedTable:
    repeated = 0
    for ours, theirs in zip(before.rows, table.rows, strict=False):
        if ours != theirs:
            break
        repeated += 1
    return replace(
        before,
        rows=before.rows + table.rows[repeated:],
        cell_lines=before.cell_lines + table.cell_lines[repeated:],
        spans=before.spans + table.spans[repeated:],
    )
