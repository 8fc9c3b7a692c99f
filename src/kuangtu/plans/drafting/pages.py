# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The files of a draft while they are being filled. 草稿文件。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kuangtu.plans.open_items import OpenItem, Reason
from kuangtu.plans.typed_rows import COLUMNS


@dataclass(frozen=True, slots=True)
class Taken:
    """The words of a cell, and why a person must look at them, if one must. 取值。"""

    value: str
    reason: Reason | None = None
    place: str = ""
    printed: str = ""


Cells = Mapping[str, Taken | str]


@dataclass(slots=True)
class Page:
    """One CSV file: heading and rows. 一个表格文件。"""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Pages:
    """Every file of the draft, and what is left open in them. 全部草稿文件。"""

    pages: dict[str, Page] = field(
        default_factory=lambda: {
            name: Page(tuple(words.split())) for name, words in COLUMNS.items()
        }
    )
    open_items: list[OpenItem] = field(default_factory=list)

    def new_page(self, name: str, columns: Sequence[str]) -> None:
        self.pages[name] = Page(tuple(columns))

    def add(self, name: str, cells: Cells) -> int:
        """A row more; columns that are not named stay empty. The line it stands in."""
        page = self.pages[name]
        line = len(page.rows) + 2
        row = []
        for column in page.columns:
            cell = cells.get(column, "")
            if isinstance(cell, Taken):
                if cell.reason is not None:
                    self.leave_open(
                        name,
                        cell.reason,
                        rows=str(line),
                        column=column,
                        value=cell.value,
                        place=cell.place,
                        printed=cell.printed,
                    )
                row.append(one_line(cell.value))
            else:
                row.append(one_line(cell))
        page.rows.append(tuple(row))
        return line

    def leave_open(
        self,
        file: str,
        reason: Reason,
        *,
        rows: str = "",
        column: str = "",
        value: str = "",
        place: str = "",
        printed: str = "",
    ) -> None:
        self.open_items.append(
            OpenItem(file, rows, column, value.strip(), reason, place.strip(), one_line(printed))
        )


def one_line(words: str) -> str:
    """Words as a cell of `drafts.csv` can hold them: visible, and in one line."""
    return "".join(letter for letter in words if letter.isprintable() or letter == " ").strip()
