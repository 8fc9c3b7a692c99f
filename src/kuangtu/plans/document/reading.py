# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`read_document`: a .docx, .txt or .md file as a `Document`, or what is wrong. 读取文本。"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from kuangtu.core.errors import Invalid, NotFound, Place, invalid
from kuangtu.plans.document.html_tables import MOST_PLACES, NeverEnds, TooManyPlaces
from kuangtu.plans.document.text_files import markdown_blocks, text_blocks
from kuangtu.plans.document.types import Block, Document, Note

MEGABYTE = 1_000_000
LARGEST_TEXT = 10 * MEGABYTE
LARGEST_WORD = 100 * MEGABYTE
LARGEST_UNPACKED = 400 * MEGABYTE
LARGEST_XML = 60 * MEGABYTE
MOST_PARTS = 5_000
Read = tuple[tuple[Block, ...], tuple[Note, ...]]
OLD_WORD = b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"


def read_document(path: Path) -> Document:
    """The document in a file.

    Raises: NotFound; Invalid `document-…` with the file and, where it is known, the line.
    """
    if not path.exists():
        raise NotFound(what=path)
    if not path.is_file():
        raise invalid(
            "document-not-a-file",
            "这不是文件；请给出 .docx、.txt 或 .md 文件",
            "This is no file; name a .docx, .txt or .md file",
            Place(str(path)),
        )
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise invalid(
            "document-kind",
            "不能读取“{suffix}”文件；请另存为 .docx，或 UTF-8 的 .txt、.md",
            "Files of the kind “{suffix}” cannot be read; save it as .docx, or as .txt or .md in "
            "UTF-8",
            Place(str(path)),
            suffix=path.suffix[:20],
        )
    try:
        blocks, notes = reader(path)
    except OSError as error:
        raise invalid(
            "document-unreadable",
            "文件无法读取，请检查权限或是否被占用：{reason}",
            "The file cannot be read; check its permissions and whether it is in use: {reason}",
            Place(str(path)),
            reason=error.strerror or error,
        ) from error
    if not blocks:
        raise invalid(
            "document-empty",
            "文件中没有文字；扫描件须先识别成文字",
            "There is no text in the file; a scan must be turned into text first",
            Place(str(path)),
        )
    return Document(str(path), blocks, notes)


def _read_text(path: Path) -> Read:
    return text_blocks(_text(path)), ()


def _read_markdown(path: Path) -> Read:
    try:
        return markdown_blocks(_text(path)), ()
    except NeverEnds as error:
        raise invalid(
            "document-table-never-ends",
            "这一行开始的 HTML 表格没有 </table>，其后的内容无法与正文分开；请补上",
            "The HTML table that opens here has no </table>, so it cannot be told from the text "
            "behind it; add one",
            Place(str(path), error.line),
        ) from error
    except TooManyPlaces as error:
        raise invalid(
            "document-table-too-large",
            "文中的 HTML 表格合并单元格后超过 {most} 个位置，未读取；请检查 colspan、rowspan，"
            "或把表格拆开",
            "The HTML tables cover more than {most} places with their merged cells and were not "
            "read; check colspan and rowspan, or split the document",
            Place(str(path), error.line),
            most=MOST_PLACES,
        ) from error


def _text(path: Path) -> str:
    _refuse_above(LARGEST_TEXT, path)
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_text(path, content.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise _not_text(path, text.count("\n", 0, text.index("\0")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_text(path: Path, line: int) -> Invalid:
    return invalid(
        "document-not-utf-8",
        "文件不是 UTF-8 编码的文本，请另存为 UTF-8",
        "The file is no text in UTF-8; save it as UTF-8",
        Place(str(path), line),
    )


def _refuse_above(most: int, path: Path) -> None:
    size = path.stat().st_size
    if size > most:
        raise invalid(
            "document-too-large",
            "文件有 {size} MB，超过上限 {most} MB",
            "The file has {size} MB, more than the {most} MB that are read",
            Place(str(path)),
            size=-(-size // MEGABYTE),
            most=most // MEGABYTE,
        )


def _read_word(path: Path) -> Read:
    # Late: python-docx takes a fifth of a second to load, and text files do not need it.
    from kuangtu.plans.document.word import read_word  # noqa: PLC0415

    _refuse_above(LARGEST_WORD, path)
    _look_into(path)
    try:
        return read_word(path)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the reader stumbles in many ways, all of them mean damage
        _refuse_damaged(path, error)


def _refuse_damaged(path: Path, error: Exception | None = None) -> NoReturn:
    raise invalid(
        "document-damaged",
        "不是完好的 .docx 文件，不能打开；请用 Word 打开后另存为 .docx",
        "This is no sound .docx file; open it in Word and save it as .docx",
        Place(str(path)),
    ) from error


def _look_into(path: Path) -> None:
    """What the file really is, and how much it would unpack to, before anything is unpacked."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(OLD_WORD):
        raise invalid(
            "document-old-word",
            "这是旧版 .doc 或加密的文件；请用 Word 打开后另存为不加密的 .docx",
            "This is an old .doc file or an encrypted one; open it in Word and save it as .docx "
            "without a password",
            Place(str(path)),
        )
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        _refuse_damaged(path, error)
    xml = max((one.file_size for one in parts if one.filename.endswith(".xml")), default=0)
    unpacked = sum(one.file_size for one in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or xml > LARGEST_XML:
        raise invalid(
            "document-unpacks-too-large",
            "文件解开后有 {unpacked} MB、{parts} 个部分，超过上限，未打开",
            "The file would unpack to {unpacked} MB in {parts} parts, more than is read; it was "
            "not opened",
            Place(str(path)),
            unpacked=-(-unpacked // MEGABYTE),
            parts=len(parts),
        )


READERS: dict[str, Callable[[Path], Read]] = {
    ".docx": _read_word,
    ".txt": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
}
