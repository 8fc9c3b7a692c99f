# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which encoding the words of a file are in. 文字编码识别。

A DBF says it in a .cpg beside it or in one byte of its header (LDID), and very often not at
all. What is not said is guessed by decoding strictly, and the guess is shown to somebody.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text

# Language driver bytes that name one encoding; 0x57 ("ANSI") and 0x00 name none.
LDID = {0x4D: "gb18030", 0x4F: "cp950", 0x03: "cp1252", 0x58: "cp1252"}
# How .cpg files write the encodings met here; GBK is read as its superset.
CPG = {
    "936": "gb18030",
    "cp936": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "54936": "gb18030",
    "65001": "utf-8",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "big5": "cp950",
    "950": "cp950",
    "1252": "cp1252",
    "iso-8859-1": "cp1252",
    "88591": "cp1252",
    "ascii": "ascii",
}
TO_GDAL = {"gb18030": "GB18030", "utf-8": "UTF-8", "cp950": "CP950", "cp1252": "CP1252"}
GUESSES = ("utf-8", "gb18030")
HEADER, DESCRIPTOR = 32, 32
DELETED = ord("*")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding and how it was recognised; `sample` shows a word decoded with it. 编码。"""

    name: str  # as Python calls it
    how: Text
    is_guess: bool = False
    sample: str = ""


@dataclass(frozen=True, slots=True)
class DbfWords:
    """The words of a DBF as bytes: field names, then every cell of text not in ASCII."""

    names: tuple[bytes, ...]
    cells: tuple[bytes, ...]
    language_driver: int
    record_count: int = 0
    deleted_count: int = 0  # records marked as deleted, which no program reads

    def __iter__(self) -> Iterator[bytes]:
        return chain(self.names, self.cells)

    @property
    def is_ascii(self) -> bool:
        return all(word.isascii() for word in self)


def encoding_of(words: DbfWords, cpg: Path | None, *, file: str, declared: str = "") -> Encoding:
    """The encoding of a shapefile's attributes. 属性表编码。

    Raises: Invalid `layer.encoding-unknown`, `layer.encoding-wrong`.
    """
    said = _said(words, cpg, file, declared)
    if said is not None:
        _require_decodable(words, said, file)
        return said
    if words.is_ascii:
        return Encoding("ascii", Text("属性全部为 ASCII", "the attributes are all ASCII"))
    for name in GUESSES:
        if (sample := _sample(words, name)) is not None:
            label = "GBK/GB 18030" if name == "gb18030" else "UTF-8"
            zh, en = ("无 .cpg", "no .cpg")
            if cpg is not None:
                word = _word_of(cpg)
                zh, en = (f"不认识 .cpg 的“{word}”", f"“{word}” of the .cpg is not known")
            how = Text(
                f"文件未声明编码（{zh}，LDID 0x{words.language_driver:02X}），"
                f"按内容推断为 {label}，请核对“{sample}”是否正确",
                f"the file names no encoding ({en}, LDID 0x{words.language_driver:02X}); its "
                f"content reads as {label}. Check that “{sample}” is right",
            )
            return Encoding(name, how, is_guess=True, sample=sample)
    raise invalid(
        "layer.encoding-unknown",
        "属性文字既不是 UTF-8 也不是 GBK/GB 18030，且没有 .cpg；请声明编码（--encoding；"
        "西欧文字多为 1252）或另存为 UTF-8",
        "the attributes are neither UTF-8 nor GBK/GB 18030 and there is no .cpg; declare the "
        "encoding (--encoding; of western Europe mostly 1252) or save them as UTF-8",
        Place(file),
    )


def text_of(content: bytes, *, file: str) -> tuple[str, Encoding]:
    """The text of a file with or without a byte-order mark. 文本解码。

    Raises: Invalid `layer.encoding-unknown`, `layer.not-text`.
    """
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise invalid(
            "layer.not-text",
            "这不是文本文件；请核对文件与扩展名是否相符",
            "this is not a text file; check that the file is what its suffix says",
            Place(file),
        )
    marks = {codecs.BOM_UTF8: "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marked = [name for mark, name in marks.items() if content.startswith(mark)]
    for name in marked or GUESSES:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        how = Text(f"按内容识别为 {name}", f"recognised as {name} by its content")
        return text, Encoding(name, how, is_guess=name == "gb18030", sample=text[:20].strip())
    raise invalid(
        "layer.encoding-unknown",
        "文字编码无法识别（不是 UTF-8、UTF-16 或 GBK/GB 18030）；请另存为 UTF-8",
        "the encoding is not UTF-8, UTF-16 or GBK/GB 18030; save the file as UTF-8",
        Place(file),
    )


def read_words(dbf: Path, file: str) -> DbfWords:
    """Field names and text cells of a DBF, straight from its bytes.

    Raises: Invalid `layer.dbf-unreadable`.
    """
    content = dbf.read_bytes()
    try:
        count, header_bytes, record_bytes = struct.unpack_from("<IHH", content, 4)
        language_driver = content[29]
        names, columns = columns_of(content[HEADER:header_bytes])
    except (struct.error, IndexError) as error:
        raise _unreadable(file, Text("文件头不完整", "its header is incomplete")) from error
    body = content[header_bytes : header_bytes + count * record_bytes]
    if record_bytes == 0 or len(body) < count * record_bytes:
        present = len(body) // record_bytes if record_bytes else 0
        said = Text(
            f"文件头声明 {count} 条记录，实有 {present} 条",
            f"its header says {count} records, {present} are there",
        )
        raise _unreadable(file, said)
    records = np.frombuffer(body, np.uint8).reshape(count, record_bytes)
    cells: set[bytes] = set()
    for start, width in columns:
        column = records[:, start : start + width]
        foreign = column[(column >= 0x80).any(axis=1)]
        if foreign.size:
            words = np.ascontiguousarray(foreign).view(f"S{width}").ravel()
            cells.update(word.rstrip(b" \x00") for word in words.tolist())
    deleted_count = int((records[:, 0] == DELETED).sum())
    return DbfWords(names, tuple(sorted(cells)), language_driver, count, deleted_count)


def columns_of(descriptors: bytes) -> tuple[tuple[bytes, ...], list[tuple[int, int]]]:
    """Field names, and where the text columns stand in a record."""
    names, text_columns, start = [], [], 1  # a record begins with its deletion flag
    for offset in range(0, len(descriptors) - DESCRIPTOR + 1, DESCRIPTOR):
        entry = descriptors[offset : offset + DESCRIPTOR]
        if entry[0] == 0x0D:
            break
        names.append(entry[:11].split(b"\x00")[0])
        width = entry[16]
        if entry[11:12] == b"C":
            width += entry[17] << 8  # long texts keep the high byte where numbers keep decimals
            text_columns.append((start, width))
        start += width
    return tuple(names), text_columns


def declared_encoding(words: Sequence[bytes], declared: str, *, file: str) -> Encoding:
    """The encoding that the operator declares, if all words can be decoded so.

    Raises: Invalid `layer.encoding-unknown`, `layer.encoding-wrong`.
    """
    encoding = _declared(declared, file)
    wrong = [word for word in words if not decodes(word, encoding.name)]
    if wrong:
        raise _wrong_encoding(wrong, encoding, file)
    return encoding


def _declared(declared: str, file: str) -> Encoding:
    name = CPG.get(_without_vendor(declared.strip()))
    if name is None:
        raise invalid(
            "layer.encoding-unknown",
            "不认识编码“{name}”；可用 {known}",
            "the encoding “{name}” is not known; use one of {known}",
            Place(file),
            name=declared,
            known=", ".join(sorted(CPG)),
        )
    return Encoding(name, Text(f"由操作人声明为 {declared}", f"declared as {declared}"))


def _said(words: DbfWords, cpg: Path | None, file: str, declared: str) -> Encoding | None:
    """What the operator, the .cpg or the header says, in this order."""
    if declared:
        return _declared(declared, file)
    if cpg is not None:
        word = _word_of(cpg)
        if name := CPG.get(_without_vendor(word)):
            return Encoding(name, Text(f"由 .cpg 声明为 {word}", f"the .cpg says {word}"))
    if name := LDID.get(words.language_driver):
        mark = f"LDID 0x{words.language_driver:02X}"
        return Encoding(name, Text(f"由 DBF 文件头 {mark} 声明", f"the DBF header says {mark}"))
    return None


def _word_of(cpg: Path) -> str:
    return cpg.read_bytes()[:40].decode("utf-8-sig", "replace").strip()


def _without_vendor(word: str) -> str:
    """A code page without what some programs write before its number.

    >>> _without_vendor("ANSI 936"), _without_vendor("windows-1252"), _without_vendor("UTF-8")
    ('936', '1252', 'utf-8')
    """
    return re.sub(r"^(ansi|oem|windows|cp|ms)[ _-]*(?=\d)", "", word.casefold())


def _require_decodable(words: DbfWords, encoding: Encoding, file: str) -> None:
    wrong = [word for word in words if not decodes(word, encoding.name)]
    if wrong:
        raise _wrong_encoding(wrong, encoding, file)


def _wrong_encoding(wrong: list[bytes], encoding: Encoding, file: str) -> Invalid:
    fitting = [name for name in GUESSES if all(decodes(word, name) for word in wrong)]
    advice = Text("；按内容应为 {name}", "; its content reads as {name}").format(
        name=fitting[0].upper() if fitting else "?"
    )
    text = Text(
        "{how}，但有 {count} 处文字不能按它解码{advice}。请改正 .cpg 或声明正确的编码",
        "{how}, but {count} words cannot be decoded so{advice}. Correct the .cpg or declare the "
        "right encoding",
    )
    return invalid(
        "layer.encoding-wrong",
        text.zh,
        text.en,
        Place(file),
        how=encoding.how,
        count=len(wrong),
        advice=advice,
    )


def _sample(words: DbfWords, name: str) -> str | None:
    """Some words decoded, None if any of them cannot be."""
    if not all(decodes(word, name) for word in words):
        return None
    foreign = (word for word in words if not word.isascii())
    return "、".join(_decoded(word, name) for word in islice(foreign, 3))


def decodes(word: bytes, name: str) -> bool:
    try:
        _decoded(word, name)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(word: bytes, name: str) -> str:
    """A word that a field's width cut in the middle of its last letter loses that letter only."""
    try:
        return word.decode(name)
    except UnicodeDecodeError:
        decoder = codecs.getincrementaldecoder(name)("strict")
        return decoder.decode(word, final=False)


def _unreadable(file: str, reason: Text) -> Invalid:
    return invalid(
        "layer.dbf-unreadable",
        "属性表 .dbf 读不完整：{reason}；请重新复制或导出",
        "the attribute table .dbf cannot be read whole: {reason}; copy or export it again",
        Place(file),
        reason=reason,
    )
