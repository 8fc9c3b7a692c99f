# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""MapInfo tables, native (TAB) and for exchange (MIF/MID). 读取 MapInfo。

A TAB may be a list of other tables, a query over them or a picture: those name files that were
not handed in and are refused. The character set is a word of the header; where a declaration or
the content says another, it is written into our copy, and GDAL decodes by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.layers.reading.encoding import (
    GUESSES,
    Encoding,
    declared_encoding,
    decodes,
    read_words,
)
from kuangtu.layers.reading.features import Declaration
from kuangtu.layers.reading.gdal import Opened, guessed
from kuangtu.layers.reading.number_checks import require_mif_numbers
from kuangtu.layers.reading.source import Source

# How MapInfo calls the encodings met here.
CHARSETS = {
    "WindowsSimpChinese": "gb18030",
    "WindowsTradChinese": "cp950",
    "WindowsLatin1": "cp1252",
    "UTF-8": "utf-8",
    "Neutral": "",
}
TO_CHARSET = {name: word for word, name in CHARSETS.items() if name}
HEADER_BYTES = 65_536
_TAB_TYPE = re.compile(rb"^\s*Type\s+\"?(\w+)", re.IGNORECASE | re.MULTILINE)
_TAB_CHARSET = re.compile(rb"(!charset\s+|Charset\s+\")([\w-]+)", re.IGNORECASE)
_MIF_CHARSET = re.compile(rb"(Charset\s+\")([\w-]+)", re.IGNORECASE)

_MIF_DATA = re.compile(rb"^[ \t]*data[ \t]*\r?$\n?", re.IGNORECASE | re.MULTILINE)
_NO_COLUMNS = re.compile(rb"^[ \t]*columns[ \t]+0[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def require_mapinfo(source: Source, _said: Declaration) -> None:
    """Raises: Invalid `layer.not-mapinfo`, `layer.tab-kind`, `layer.parts-missing`,
    `layer.coordinates-no-numbers`, `layer.rows-unlike-objects`.
    """
    header = source.main.read_bytes()[:HEADER_BYTES]
    is_tab = source.main.suffix == ".tab"
    start = header.lstrip().lower()
    if not start.startswith(b"!table" if is_tab else b"version"):
        raise invalid(
            "layer.not-mapinfo",
            "这不是 MapInfo 文件（文件头不符）；请核对文件与扩展名是否相符，或重新导出",
            "this is no MapInfo file (wrong header); check that the file is what its suffix says, "
            "or export it again",
            Place(source.name),
        )
    parts = (".dat", ".map", ".id") if is_tab else (".mid",)
    if is_tab:
        _require_native(header, source)
    if problems := [_missing(part, source) for part in parts if source.companion(part) is None]:
        raise Invalid(problems)
    if not is_tab:
        _require_whole_mif(source)


def _require_whole_mif(source: Source) -> None:
    """Of an object without a row GDAL repeats the row before, of a word for a number it makes 0."""
    content = source.main.read_bytes()
    head = _MIF_DATA.search(content)
    if head is None:
        return  # no data: no features, as the import says
    data = content[head.end() :].decode("latin-1")
    lines_before = content.count(b"\n", 0, head.end())
    objects = require_mif_numbers(data, before=lines_before, file=source.name)
    words = source.main.with_suffix(".mid").read_bytes().splitlines()
    rows = sum(1 for line in words if line.strip())
    has_columns = not _NO_COLUMNS.search(content[: head.end()])
    if objects is not None and has_columns and objects != rows:
        raise invalid(
            "layer.rows-unlike-objects",
            ".mif 有 {objects} 个图形，.mid 却有 {rows} 行属性，无法逐一对应；请重新导出整套文件",
            "the .mif has {objects} shapes but the .mid {rows} rows, which cannot be matched; "
            "export the whole set again",
            Place(source.name),
            objects=objects,
            rows=rows,
        )


def _require_native(header: bytes, source: Source) -> None:
    kind = _TAB_TYPE.search(header)
    word = kind[1].decode("ascii", "replace").upper() if kind else "?"
    is_linked = b"isseamless" in header.lower() or b"open table" in header.lower()
    if word != "NATIVE" or is_linked:
        raise invalid(
            "layer.tab-kind",
            "这个 TAB 是“{kind}”，内容在别的文件里；请在 MapInfo 中另存为NATIVE 表再整套提供",
            "this TAB is “{kind}” and its content lies in other files; save it as an ordinary "
            "(native) table in MapInfo and supply the whole set",
            Place(source.name),
            kind="SEAMLESS" if word == "NATIVE" else word,
        )


def _missing(part: str, source: Source) -> Problem:
    text = Text(
        "缺少 {part}；请把整套 MapInfo 文件一起提供", "{part} is missing; supply the whole set"
    )
    return Problem("layer.parts-missing", text.format(part=part), Place(source.name))


def open_mapinfo(source: Source, said: Declaration) -> Opened:
    """A table whose parts are all there, with its character set decided. 读取 MapInfo。

    Raises: Invalid `layer.encoding-unknown`, `layer.encoding-wrong`.
    """
    is_tab = source.main.suffix == ".tab"
    pattern = _TAB_CHARSET if is_tab else _MIF_CHARSET
    content = source.main.read_bytes()
    found = pattern.search(content[:HEADER_BYTES])
    stated = found[2].decode("ascii") if found else "Neutral"
    encoding = _encoding(_words(source, content[:HEADER_BYTES]), stated, source, said)
    charset = TO_CHARSET.get(encoding.name)
    if charset and charset != stated:
        _write_charset(source.main, content, pattern, charset.encode())
    findings = (guessed(encoding),) if encoding.is_guess else ()
    crs_file = f"{source.name} CoordSys"
    return Opened(source, source.main, None, encoding, None, crs_file, findings)


def _words(source: Source, header: bytes) -> list[bytes]:
    """The lines of the header and the words of the table, not decoded."""
    if source.main.suffix == ".tab":  # its table is built like a DBF
        return [*header.splitlines(), *read_words(source.main.with_suffix(".dat"), source.name)]
    return [*header.splitlines(), *source.main.with_suffix(".mid").read_bytes().splitlines()]


def _decode(words: Sequence[bytes], name: str) -> bool:
    return all(decodes(word, name) for word in words if not word.isascii())


def _write_charset(main: Path, content: bytes, pattern: re.Pattern[bytes], charset: bytes) -> None:
    """The character set in the header of our copy; nothing below it is touched."""
    header, rest = content[:HEADER_BYTES], content[HEADER_BYTES:]
    main.write_bytes(pattern.sub(lambda match: match[1] + charset, header) + rest)


def _encoding(words: Sequence[bytes], stated: str, source: Source, said: Declaration) -> Encoding:
    """What the operator, the header or the content says, in this order."""
    if said.encoding:
        return declared_encoding(words, said.encoding, file=source.name)
    known = next((word for word in CHARSETS if word.casefold() == stated.casefold()), None)
    if known and CHARSETS[known]:
        return Encoding(CHARSETS[known], Text(f"文件写明 {stated}", f"the file says {stated}"))
    if all(word.isascii() for word in words):
        return Encoding("ascii", Text("内容全部为 ASCII", "the content is all ASCII"))
    for name in GUESSES:
        if _decode(words, name):
            how = Text(
                f"文件的字符集是“{stated}”，按内容推断为 {name}，请核对文字是否正确",
                f"the character set of the file is “{stated}”; its content reads as {name}. Check "
                "the words",
            )
            return Encoding(name, how, is_guess=True)
    return Encoding(stated, Text(f"文件写明 {stated}", f"the file says {stated}"))
