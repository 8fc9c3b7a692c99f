# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Words that were written in one encoding and read in another. 乱码检查。

Told only where the words make sense once the mistake is undone, or hold characters that nothing
but such a mistake leaves: foreign names must not be taken for garbled ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.core.text import Text
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

LOST: Final = re.compile("\ufffd|锟斤拷|烫烫|屯屯屯|\x00")
CHINESE: Final = re.compile(r"[一-鿿]")
COMMON: Final = re.compile(r"[一-龥0-9A-Za-z\s，。、；：（）“”《》·—\-()./]+")
# What Western European reads bytes above 7F as.
HIGH: Final = bytes(range(0x80, 0x100)).decode("cp1252", "ignore")
LATIN: Final = re.compile(f"[\x80-\xff{re.escape(HIGH)}]{{4,}}")
LONGEST_SHOWN: Final = 30

GARBLED = Text("“{column}”的值“{value}”疑似乱码", "“{value}” in {column} looks garbled")
GUESS = Text("，可能是“{guess}”", ", perhaps “{guess}”")


def check_garbled(table: pa.Table) -> Iterator[Flagged]:
    """Values of every column of words that look garbled, each value looked at once. 乱码检查。"""
    for name in table.column_names:
        if pa.types.is_string(table.schema.field(name).type) and not _is_plain(table.column(name)):
            yield _garbled(table.column(name), name)


def _is_plain(column: Any) -> bool:
    """Nothing but printable ASCII, which no mistake of encodings leaves."""
    is_plain = pc.match_substring_regex(column, r"^[\x20-\x7e]*$")
    return bool(pc.all(is_plain, min_count=0).as_py())


def _garbled(column: Any, name: str) -> Flagged:
    encoded = column.combine_chunks().dictionary_encode()
    values = encoded.dictionary.to_pylist()
    is_garbled = np.array([ungarbled(value) is not None for value in values] + [False])
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(is_garbled[codes])

    def told(at: int) -> Finding:
        row = int(rows[at])
        value = values[codes[row]]
        text = GARBLED.format(column=name, value=value[:LONGEST_SHOWN].replace("\x00", "␀"))
        guess = ungarbled(value)
        if guess:
            text += GUESS.format(guess=guess[:LONGEST_SHOWN])
        return found("encoding-suspect", text, feature=row + 1, field=name)

    return Flagged("encoding-suspect", rows, told)


def ungarbled(words: str) -> str | None:
    """What garbled words were meant to be, "" if that is lost; None if they are not garbled.

    >>> ungarbled("ÈôÇ¼ÏØ"), ungarbled("鑻ョ緦鍘�")
    ('若羌县', '')
    >>> ungarbled("若羌县"), ungarbled("Döréwlük"), ungarbled("Ayakkum Köli")
    (None, None, None)
    """
    if words.isascii() and "\x00" not in words:
        return None
    if LOST.search(words):
        return ""
    if LATIN.search(words):
        return _as_latin(words)
    return _as_gbk(words) if CHINESE.search(words) else None


def _as_latin(words: str) -> str | None:
    """UTF-8 or GBK that was read as Western European."""
    for reading in ("cp1252", "latin-1"):
        for meant in ("utf-8", "gbk"):
            guess = _read_again(words, reading, meant)
            if guess is not None and CHINESE.search(guess) and COMMON.fullmatch(guess):
                return guess
    return None


def _as_gbk(words: str) -> str | None:
    """UTF-8 that was read as GBK; an odd last byte has been lost by then."""
    guess = _read_again(words, "gbk", "utf-8")
    if guess is None or not CHINESE.search(guess):
        return None
    return guess if COMMON.fullmatch(guess) else None


def _read_again(words: str, reading: str, meant: str) -> str | None:
    try:
        return words.encode(reading).decode(meant)
    except UnicodeError:
        return None
