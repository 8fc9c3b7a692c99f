# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Words of a DBF that its widths cut in the middle of a letter. 被截断的属性文字。

A field name has ten bytes and a text its declared width; in UTF-8 a Chinese letter takes three.
GDAL hands half a letter on, which no program can read. It is taken off the working copy of the
table and reported; the original stays as it was handed in.
"""

from __future__ import annotations

import codecs
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoding import DESCRIPTOR, HEADER, DbfWords, columns_of, decodes

NAME_BYTES = 11


def take_off_half_letters(
    dbf: Path, words: DbfWords, encoding: str, *, file: str
) -> tuple[Finding, ...]:
    """Shorten the cut words of a table to their whole letters, in place. 去除半个字符。

    Raises: Invalid `layer.field-names-cut` when two names are the same up to the cut.
    """
    if words.is_ascii or not any(whole_letters(word, encoding) is not None for word in words):
        return ()
    content = bytearray(dbf.read_bytes())
    count, header_bytes, record_bytes = struct.unpack_from("<IHH", content, 4)
    names, text_columns = columns_of(bytes(content[HEADER:header_bytes]))
    cut_names = {
        at: whole
        for at, name in enumerate(names)
        if (whole := whole_letters(name, encoding)) is not None
    }
    for at, whole in cut_names.items():
        start = HEADER + at * DESCRIPTOR
        content[start : start + NAME_BYTES] = whole.ljust(NAME_BYTES, b"\x00")
    _require_different(names, cut_names, encoding, file)
    end = header_bytes + count * record_bytes
    records = np.frombuffer(content, np.uint8)[header_bytes:end].reshape(count, record_bytes)
    cut_rows = {
        row for start, width in text_columns for row in _shortened(records, start, width, encoding)
    }
    dbf.write_bytes(content)
    shown = [whole.decode(encoding) for whole in cut_names.values()]
    return (*_of_names(shown), *(_of_text(row + 1) for row in sorted(cut_rows)))


def whole_letters(word: bytes, encoding: str) -> bytes | None:
    """A word without the half letter at its end, None if it has none.

    >>> whole_letters("红线名称".encode()[:10], "utf-8").decode()
    '红线名'
    >>> whole_letters("红线".encode(), "utf-8") is None
    True
    """
    try:
        word.decode(encoding)
    except UnicodeDecodeError:
        if not decodes(word, encoding):
            return None
        letters = codecs.getincrementaldecoder(encoding)("strict").decode(word, final=False)
        return letters.encode(encoding)
    return None


def _require_different(
    names: Sequence[bytes], cut: dict[int, bytes], encoding: str, file: str
) -> None:
    """Two columns of one name could not be told apart any more."""
    read = Counter(cut.get(at, name) for at, name in enumerate(names))
    same = sorted({whole.decode(encoding) for whole in cut.values() if read[whole] > 1})
    if same:
        raise _same_names(same, file)


def _same_names(names: list[str], file: str) -> Invalid:
    return invalid(
        "layer.field-names-cut",
        "字段名在第 10 个字节处被截断后重名：{names}；请在源软件中改短字段名，或以 GBK 编码、"
        "GeoPackage 格式重新导出",
        "field names were cut at 10 bytes and are the same now: {names}; shorten them at the "
        "source, or export again in GBK or as a GeoPackage",
        Place(file),
        names="、".join(names),
    )


def _shortened(records: np.ndarray, start: int, width: int, encoding: str) -> Iterator[int]:
    """Take half letters off a column of texts; the rows that had one."""
    column = records[:, start : start + width]
    foreign = np.flatnonzero((column >= 0x80).any(axis=1))
    for row in foreign.tolist():
        whole = whole_letters(column[row].tobytes().rstrip(b" \x00"), encoding)
        if whole is not None:
            column[row] = np.frombuffer(whole.ljust(width), np.uint8)
            yield row


def _of_names(names: Sequence[str]) -> Iterator[Finding]:
    if names:
        listed = "、".join(names)
        yield Finding(
            "field-name-cut",
            Severity.WARNING,
            Text(
                f"字段名被截断在半个字上，已去掉半个字：{listed}",
                f"field names end in the middle of a letter, which was taken off: {listed}",
            ),
            Text(
                "Shapefile 字段名最多 10 个字节；请核对字段对照（--map），或改短字段名后重新导出",
                "a shapefile's field name has 10 bytes at most; check how the fields are mapped "
                "(--map), or shorten the names and export again",
            ),
        )


def _of_text(feature: int) -> Finding:
    return Finding(
        "text-cut",
        Severity.WARNING,
        Text(
            "属性文字超出字段宽度，末尾被截断，已去掉半个字",
            "a text is longer than its field and was cut; the half letter at its end was taken off",
        ),
        Text("请加大字段宽度后重新导出", "widen the field and export again"),
        feature=feature,
    )
