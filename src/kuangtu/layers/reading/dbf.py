# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A DBF that stands alone: a table without geometry. 读取单独的 DBF 属性表。"""

from __future__ import annotations

from kuangtu.layers.reading.cut_words import take_off_half_letters
from kuangtu.layers.reading.encoding import encoding_of, read_words
from kuangtu.layers.reading.features import Declaration
from kuangtu.layers.reading.gdal import Opened, guessed
from kuangtu.layers.reading.shapefile import records_deleted
from kuangtu.layers.reading.source import Source


def open_dbf(source: Source, said: Declaration) -> Opened:
    """A table whose encoding is decided. 读取 DBF。

    Raises: Invalid as those of `encoding` and `cut_words`.
    """
    words = read_words(source.main, source.name)
    encoding = encoding_of(
        words, source.companion(".cpg"), file=source.name, declared=said.encoding
    )
    findings = [guessed(encoding)] if encoding.is_guess else []
    findings += take_off_half_letters(source.main, words, encoding.name, file=source.name)
    if words.deleted_count:
        findings.append(records_deleted(words.deleted_count))
    return Opened(source, source.main, None, encoding, "", ".prj", tuple(findings))
