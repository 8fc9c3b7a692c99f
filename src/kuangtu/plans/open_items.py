# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a drafted folder leaves to a person: `drafts.csv`. 草稿的待定项。

A folder drafted from a document lists in `drafts.csv` every cell that somebody must look at. As
long as one stands there, or `plan.toml` says `status = "draft"`, the folder is no plan: it is
refused wherever one is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text, same
from kuangtu.plans.csv_files import Row, csv_rows
from kuangtu.plans.mistakes import Mistakes

DRAFTS = "drafts.csv"
DRAFT = "draft"
COLUMNS = ("file", "row", "column", "value", "reason", "place", "printed")
ROWS = re.compile(r"([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?", re.ASCII)
OPEN_ITEM = "draft-open-item"
UNCONFIRMED = "draft-not-confirmed"


class Reason(Choice):
    """Why a cell is left to a person. 待定的原因。"""

    FILLED_DOWN = ("FILLED_DOWN", "合并格，取自上面一行", "merged cell, taken from above")
    MAYBE_MERGED = (
        "MAYBE_MERGED",
        "空格，或与上面一格合并",
        "empty, or merged with the cell above",
    )
    SPLIT_ROW = (
        "SPLIT_ROW",
        "格数较少，哪一格跨列是推定的",
        "fewer cells; which one spans is a guess",
    )
    HEADING_ROWS = ("HEADING_ROWS", "表头行数是推定的", "the number of heading rows is a guess")
    UNIT_FROM_CAPTION = ("UNIT_FROM_CAPTION", "单位取自表题或单位行", "unit taken from the caption")
    UNIT_ASSUMED = ("UNIT_ASSUMED", "所印单位不全，补上的", "unit printed in part and completed")
    CONVERTED = ("CONVERTED", "换算或改写过", "converted or rewritten")
    ODD_NUMBER = ("ODD_NUMBER", "数字不寻常，读不出或存疑", "the number is odd or cannot be read")
    UNKNOWN_NAME = ("UNKNOWN_NAME", "代码表中没有这个名称", "the code lists have no such name")
    TWO_READINGS = ("TWO_READINGS", "有两种读法", "it can be read in two ways")
    TAKEN_FROM_NAME = ("TAKEN_FROM_NAME", "从名称中取出", "taken out of a name")
    FROM_PROSE = ("FROM_PROSE", "取自正文的句子", "taken from a sentence of the text")
    CLAUSE_GUESSED = ("CLAUSE_GUESSED", "条款号按段落推定", "clause number told from the paragraph")
    CHECK_FAILS = ("CHECK_FAILS", "检查不通过", "the check finds it wrong")
    JOINED = ("JOINED", "续表并入", "continued table joined on")
    NOTE_LEFT_OUT = ("NOTE_LEFT_OUT", "表注，未录入", "a note of the table, not taken")
    NOT_TAKEN = ("NOT_TAKEN", "只照录为专栏，没有转成数据", "kept as printed, not typed")
    MENTIONED = ("MENTIONED", "正文提到，没有录入", "the text speaks of it; nothing was taken")
    OWN_WORDS = ("OWN_WORDS", "须由人自拟", "needs a person's own words")
    MISSING = ("MISSING", "文中没有找到", "not found in the document")


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One cell, or a run of cells, that somebody must look at. 待定项。

    `rows` are the lines of the file, counted from 1 as mistakes count them: 7, 4-18, or nothing
    for the whole column; without a column it is the whole row, without both a word on the file.
    """

    file: str
    rows: str
    column: str
    value: str
    reason: Reason
    place: str = ""
    printed: str = ""

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last line; None for every line."""
        found = ROWS.fullmatch(self.rows)
        return None if found is None else (int(found[1]), int(found[2] or found[1]))

    @property
    def where(self) -> str:
        """The cell as a person finds it: zones.csv:4-7 level."""
        return " ".join(
            part for part in (":".join(filter(None, (self.file, self.rows))), self.column) if part
        )

    def covers(self, file: str, line: int | None, field: str) -> bool:
        """Whether it speaks of that cell. A key of a TOML file is named by its last word.

        What is said of a whole file speaks of no cell.
        """
        if not self.rows and not self.column:
            return False
        if self.file != file or (self.column and self.column.rpartition(".")[2] != field):
            return False
        return self.span is None or (line is not None and self.span[0] <= line <= self.span[1])

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "rows": self.rows,
            "column": self.column,
            "value": self.value,
            "reason": self.reason.value,
            "message": self.reason.label.as_json(),
            "place": self.place,
            "printed": self.printed,
        }


@dataclass(frozen=True, slots=True)
class Opened:
    """An open item with its own line in `drafts.csv`."""

    item: OpenItem
    place: Place

    @property
    def problem(self) -> Problem:
        text = Text(
            "待人确认 {where}：{reason}；现为“{value}”{printed}。确认或更正后删去本行",
            "To be confirmed, {where}: {reason}; it is “{value}”{printed}. Delete this line "
            "once it is settled",
        )
        item = self.item
        source = " ".join(part for part in (item.place, item.printed) if part)
        printed = Text(f"（{source}）", f" ({source})") if source else same("")
        filled = text.format(
            where=item.where, reason=item.reason.label, value=item.value, printed=printed
        )
        return Problem(OPEN_ITEM, filled, self.place)


def read_open_items(folder: Path, mistakes: Mistakes) -> tuple[Opened, ...]:
    """What stands in the folder's `drafts.csv`; nothing where there is none."""
    path = folder / DRAFTS
    if not path.is_file():
        return ()
    return tuple(_opened(row) for row in csv_rows(path, COLUMNS, mistakes))


def _opened(row: Row) -> Opened:
    rows = row.text("row")
    if rows and not ROWS.fullmatch(rows):
        row.wrong(
            "row", "odd-rows", "“{cell}”应为行号，如 7 或 4-18", "“{cell}” should be like 7 or 4-18"
        )
    return Opened(
        OpenItem(
            row.required("file"),
            rows,
            row.text("column"),
            row.text("value"),
            row.choice("reason", Reason),
            row.text("place"),
            row.text("printed"),
        ),
        row.place("file"),
    )


def complain_of_draft(folder: Path, mistakes: Mistakes) -> None:
    """Every open item is a mistake; what is wrong with the same cells is said by it alone."""
    opened = read_open_items(folder, mistakes)
    by_file: dict[str, list[Opened]] = defaultdict(list)
    for one in opened:
        by_file[one.item.file].append(one)
    mistakes.problems[:] = [
        one
        for one in mistakes.problems
        if one.place.file.endswith(DRAFTS) or not _is_said(one, folder, by_file)
    ]
    mistakes.problems.extend(one.problem for one in opened)


def _is_said(problem: Problem, folder: Path, by_file: Mapping[str, Sequence[Opened]]) -> bool:
    place = problem.place
    path = Path(place.file)
    file = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    opened = by_file.get(file, ())
    return any(one.item.covers(file, place.line, place.field) for one in opened)


def is_open(problem: Problem) -> bool:
    """Whether it only says that the draft is not finished."""
    return problem.code in {OPEN_ITEM, UNCONFIRMED}


def in_runs(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """Neighbouring rows of one column with one reason and value become one item."""
    runs: list[OpenItem] = []
    for item in items:
        last = runs[-1] if runs else None
        if last is not None and (rows := _rows_of_both(last, item)):
            runs[-1] = replace(last, rows=rows)
        else:
            runs.append(item)
    return tuple(runs)


def _rows_of_both(last: OpenItem, item: OpenItem) -> str:
    """The rows of a run that goes on, be the next a run itself; nothing where it does not.

    >>> one, other = (OpenItem("a.csv", rows, "", "", Reason.MISSING) for rows in ("2-11", "12-13"))
    >>> _rows_of_both(one, other), _rows_of_both(other, one)
    ('2-13', '')
    """
    same_cell = (last.file, last.column, last.reason, last.value, last.printed)
    if same_cell != (item.file, item.column, item.reason, item.value, item.printed):
        return ""
    before, here = last.span, item.span
    if before is None or here is None or here[0] != before[1] + 1:
        return ""
    return f"{before[0]}-{here[1]}"
