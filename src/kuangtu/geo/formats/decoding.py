# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From bytes to text: UTF-8 with or without mark, UTF-16, GB 18030. 字符编码识别。"""

from __future__ import annotations

import codecs

from kuangtu.core.errors import Place, invalid
from kuangtu.geo.formats.written import MOST_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTAINERS = (
    (b"PK\x03\x04", "XLSX/ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS/DOC"),
    (b"%PDF", "PDF"),
    (b"\x00\x00\x27\x0a", "Shapefile"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "GeoPackage"),
)


def decoded(content: bytes | str, *, file: str = "", most_bytes: int = MOST_BYTES) -> str:
    """The text of a file, without its byte-order mark; line ends stay as they are.

    GBK is read as its superset GB 18030. UTF-16 without a mark is recognised by its zero bytes.
    A whole register is larger than a range may be: its reader names its own `most_bytes`.

    >>> decoded("若羌".encode("gbk")), decoded("若羌".encode("utf-16"))
    ('若羌', '若羌')

    Raises: Invalid `input.too-large`, `input.not-text`, `input.encoding`, `input.empty`.
    """
    _check_size(content, file, most_bytes)
    if isinstance(content, str):
        text = _whole(content, file).removeprefix("\ufeff")
    else:
        text = _decoded_bytes(content, file)
    if not text.strip():
        raise invalid(
            "input.empty",
            "内容为空；请提供坐标",
            "the input is empty; supply coordinates",
            Place(file),
        )
    if "\x00" in text:
        raise _not_text(file, "NUL")
    return text


def _whole(text: str, file: str) -> str:
    """Refuse half letters (lone surrogates), which no file and no answer could hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _unknown_encoding(file) from None
    return text


def _check_size(content: bytes | str, file: str, most_bytes: int) -> None:
    if len(content) > most_bytes:
        raise invalid(
            "input.too-large",
            "内容为 {size} 字节，超过上限 {most} 字节；范围文件通常只有几 KB，请核对文件",
            "the input has {size} bytes, more than {most}; a range usually has a few KB, check "
            "the file",
            Place(file),
            size=len(content),
            most=most_bytes,
        )


def _decoded_bytes(content: bytes, file: str) -> str:
    for start, kind in _CONTAINERS:
        if content.startswith(start):
            raise _not_text(file, kind)
    for encoding in _candidates(content):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise _unknown_encoding(file)


def _unknown_encoding(file: str) -> Exception:
    return invalid(
        "input.encoding",
        "文字编码无法识别（不是 UTF-8、UTF-16 或 GBK/GB 18030）；请另存为 UTF-8",
        "the encoding is not UTF-8, UTF-16 or GBK/GB 18030; save the file as UTF-8",
        Place(file),
    )


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    head = content[:400]
    # Digits and commas in UTF-16 are half zeros, on the odd or on the even places.
    if head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if head[0::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _not_text(file: str, kind: str) -> Exception:
    return invalid(
        "input.not-text",
        "这不是文本文件（{kind}）；请提供坐标文本、国土 TXT、GeoJSON 或 WKT",
        "this is not a text file ({kind}); supply coordinates as text, parcel TXT, GeoJSON or WKT",
        Place(file),
        kind=kind,
    )
