# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The sheets of a workbook as tables of words. 工作簿读取。

A workbook is an archive of XML: what it unpacks to is measured and what it defines is refused
before openpyxl, which knows no limits, is given the file.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kuangtu.core.damaged_files import why_damaged
from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.reading.grid import Grid, Row
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.source import Source

MOST_CELLS = 3_000_000
MOST_LETTERS = 100_000_000  # one word may be pointed at by every cell
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"  # of old Excel files, and of workbooks with a password
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, NotImplementedError,
    RuntimeError, ValueError, KeyError, ArithmeticError,
)  # fmt: skip
EXPORTED_SHEETS = ("要素", "说明", "字段")  # features, notes on the export, and on its fields
_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*"
    rb"</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


def grids_of(source: Source, limits: ReadLimits = ReadLimits()) -> tuple[Grid, ...]:
    """Every visible sheet that has something on it. 读取工作簿。

    Raises: Invalid `layer.workbook-old`, `layer.workbook-damaged`, `layer.workbook-too-large`,
    `layer.xml-entities`, `layer.formula-without-value`.
    """
    _require_zip(source)
    parts = _sheet_parts(source, limits)
    # Late: openpyxl takes a quarter of a second and most files are no workbooks.
    import openpyxl  # noqa: PLC0415

    with warnings.catch_warnings(action="ignore"):  # of styles and validations it does not know
        try:
            book = openpyxl.load_workbook(source.main, read_only=True, data_only=True)
        except Exception as error:
            raise _damaged(source, error) from error
        try:
            return tuple(_grids(book, parts, source))
        finally:
            book.close()


def _require_zip(source: Source) -> None:
    with source.main.open("rb") as file:
        mark = file.read(4)
    if mark == OLD_OFFICE_MARK:
        raise invalid(
            "layer.workbook-old",
            "这是旧版 .xls 或设有密码的工作簿；请取消密码并另存为 .xlsx",
            "this is an old .xls or a workbook with a password; save it as .xlsx without one",
            Place(source.name),
        )


def _sheet_parts(source: Source, limits: ReadLimits) -> Mapping[str, bytes]:
    """The XML of each sheet by its name in the archive; sizes are measured before."""
    try:
        with zipfile.ZipFile(source.main) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if total > limits.unpacked_bytes or len(members) > limits.members:
                raise _too_large(
                    source, Text(f"解压后 {total} 字节", f"it unpacks to {total} bytes")
                )
            for member in members:
                _require_no_bomb(archive, member, source, limits)
            return {
                member.filename: archive.read(member)
                for member in members
                if _SHEET.fullmatch(member.filename)
            }
    except Invalid:
        raise
    except DAMAGED as error:
        raise _damaged(source, error) from error


def _require_no_bomb(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, limits: ReadLimits
) -> None:
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > limits.small_member_bytes and ratio > limits.compression_ratio:
        raise _too_large(
            source, Text(f"其中一部分膨胀 {ratio:.0f} 倍", f"a part grows {ratio:.0f}-fold")
        )
    if not member.filename.endswith((".xml", ".rels", ".vml")):
        return
    with archive.open(member) as file:
        if _DEFINITION.search(file.read(65_536)):
            raise invalid(
                "layer.xml-entities",
                "工作簿带有 DOCTYPE 或实体定义，可能是 XML 炸弹，已拒绝；请用 Excel 重新保存",
                "the workbook defines entities, which may be an XML bomb, and is refused; save it "
                "again with a spreadsheet program",
                Place(source.name),
            )


def _grids(book: Any, parts: Mapping[str, bytes], source: Source) -> Iterator[Grid]:
    room = _Room()
    # What this product wrote with every digit is read with every digit.
    written = repr if tuple(book.sheetnames) == EXPORTED_SHEETS else _number
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        content = _content_of(sheet, parts, book)
        _require_values(content, sheet.title, source)
        rows = _rows(sheet, source, room, written)
        filled = _with_merged(rows, content)
        found = tuple(
            Row(number, cells) for number, cells in filled if any(cell.strip() for cell in cells)
        )
        if found:
            yield Grid(source.name, found, sheet.title)


def _content_of(sheet: Any, parts: Mapping[str, bytes], book: Any) -> bytes:
    """The XML of a sheet; openpyxl lists sheets in the order of the book, with their parts."""
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    if path in parts:
        return parts[path]
    name = f"sheet{book.worksheets.index(sheet) + 1}.xml"
    return next((body for part, body in parts.items() if PurePosixPath(part).name == name), b"")


def _require_values(content: bytes, sheet: str, source: Source) -> None:
    cells = [(match[1].decode("ascii"), int(match[2])) for match in _UNCALCULATED.finditer(content)]
    if cells:
        column, row = cells[0]
        raise invalid(
            "layer.formula-without-value",
            "工作表“{sheet}”有 {count} 个公式没有计算结果（第一处：第 {row} 行 {column} 列）；"
            "请用 Excel 或 WPS 打开并保存一次，或把公式粘贴为数值",
            "sheet “{sheet}” has {count} formulas without a value (the first in row {row}, column "
            "{column}); open and save it with a spreadsheet program, or paste the values",
            Place(source.name, row, field=sheet),
            sheet=sheet,
            count=len(cells),
            row=row,
            column=column,
        )


@dataclass(slots=True)
class _Room:
    """How many cells and letters may still come. 余量。"""

    cells: int = MOST_CELLS
    letters: int = MOST_LETTERS

    def take(self, words: Sequence[str], source: Source) -> None:
        self.cells -= len(words)
        self.letters -= sum(map(len, words))
        if self.cells < 0 or self.letters < 0:
            raise _too_large(source, Text("单元格或文字过多", "it has too many cells or letters"))


def _rows(
    sheet: Any, source: Source, room: _Room, written: Callable[[float], str]
) -> list[tuple[int, list[str]]]:
    """Numbers and words of the rows that are not blank."""
    sheet.reset_dimensions()  # the size a sheet declares may be wrong
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            words = [
                written(value) if isinstance(value, float) else word_of(value) for value in values
            ]
            while words and not words[-1]:
                words.pop()
            room.take(words, source)
            if number > MOST_CELLS:
                raise _too_large(source, Text("行数过多", "it has too many rows"))
            if words:
                rows.append((number, words))
    except Invalid:
        raise
    except Exception as error:
        raise _damaged(source, error) from error
    return rows


def word_of(value: Any) -> str:
    """A cell as a person reads it.

    >>> word_of(29601325.0), word_of(88.17), word_of(None), word_of(dt.datetime(2026, 9, 1))
    ('29601325', '88.17', '', '2026-09-01')
    >>> word_of(True), word_of(" J1 "), word_of(0.1 + 0.2)
    ('TRUE', 'J1', '0.3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    return str(value).strip()


def _number(value: float) -> str:
    """As many digits as Excel keeps, without exponent.

    >>> _number(4321375.7), _number(1e-7), _number(123456789012345.0)
    ('4321375.7', '0.0000001', '123456789012345')
    """
    word = f"{value:.15g}"
    if "e" in word:
        word = f"{value:.20f}".rstrip("0").rstrip(".")
    return word


def _with_merged(
    rows: Sequence[tuple[int, list[str]]], content: bytes
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows, with what is merged over several of them written in each."""
    by_number = dict(rows)
    for match in _MERGED.finditer(content):
        column = _column_of(match[1].decode("ascii"))
        first, last = int(match[2]), min(int(match[4]), rows[-1][0] if rows else 0)
        above = by_number.get(first, [])
        word = above[column] if column < len(above) else ""
        for number in range(first + 1, last + 1) if word else ():
            cells = by_number.get(number)
            if cells is not None:
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = cells[column] or word
    return ((number, tuple(cells)) for number, cells in rows)


def _column_of(word: str) -> int:
    """The place of a column's letters.

    >>> [_column_of(word) for word in ("A", "Z", "AA", "ZZ")]
    [0, 25, 26, 701]
    """
    place = 0
    for letter in word:
        place = 26 * place + ord(letter) - 64
    return place - 1


def _damaged(source: Source, error: Exception) -> Invalid:
    return invalid(
        "layer.workbook-damaged",
        "这不是完好的 .xlsx 工作簿（{reason}）；请用 Excel 或 WPS 打开后另存",
        "this is no sound .xlsx workbook ({reason}); open it with a spreadsheet program and save "
        "it again",
        Place(source.name),
        reason=why_damaged(error),
    )


def _too_large(source: Source, what: Text) -> Invalid:
    text = Text(
        "工作簿过大：{what}；请只保留需要的工作表和行列",
        "the workbook is too large: {what}; keep the sheets, rows and columns needed only",
    )
    return invalid("layer.workbook-too-large", text.zh, text.en, Place(source.name), what=what)
