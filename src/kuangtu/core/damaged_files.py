# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a damaged archive or workbook, in words for whoever sent it. 文件损坏说明。

Libraries tell it in English and in terms of their own; the kind of the error says enough. What
they said stays in the chain of errors, for the log.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

from kuangtu.core.text import Text

NO_ARCHIVE: Final = Text(
    "内容不是压缩包，或结尾缺失：可能没有传完，或只是改了扩展名",
    "it is no archive or its end is missing: perhaps it was not sent whole, or only its name "
    "was changed",
)
CUT_OFF: Final = Text(
    "内容不完整或前后不一致：可能没有传完",
    "it is incomplete or contradicts itself: perhaps it was not sent whole",
)
CHANGED: Final = Text(
    "其中有文件与其校验和不符：传输或保存时变了样",
    "a file in it does not fit its checksum: it changed when it was sent or saved",
)
NOT_UNPACKED: Final = Text("其中有压缩内容解不开", "packed content in it cannot be unpacked")
OTHER_METHOD: Final = Text(
    "使用了不支持的压缩方式或分卷；请用普通 zip 方式打包",
    "it is packed by a method, or in volumes, that are not read; pack it as an ordinary zip",
)
LOCKED: Final = Text("其中有加了密码的内容", "content in it is locked by a password")
LACKS_PART: Final = Text("缺少必要的组成部分", "a necessary part of it is missing")
BROKEN_XML: Final = Text("其中的 XML 有错或中断", "XML in it is wrong or breaks off")
ELSE: Final = Text("其内容读不下去", "its content cannot be read")

_SAID: Final = (
    ("not a zip file", NO_ARCHIVE),
    ("CRC-32", CHANGED),
    ("multiple disks", OTHER_METHOD),
    ("encrypt", LOCKED),
    ("password", LOCKED),
    ("negative seek", CUT_OFF),  # the list of contents points before the beginning
    ("Invalid argument", CUT_OFF),  # the same in a file on disk
)
_KINDS: Final[tuple[tuple[type[Exception], Text], ...]] = (
    (zlib.error, NOT_UNPACKED),
    (NotImplementedError, OTHER_METHOD),  # before RuntimeError, of which it is one
    (SyntaxError, BROKEN_XML),  # of which the errors of XML parsers are kinds
    (KeyError, LACKS_PART),
    (zipfile.BadZipFile, CUT_OFF),
    (EOFError, CUT_OFF),
    (struct.error, CUT_OFF),
)


def why_damaged(error: Exception) -> Text:
    """Why an archive or workbook could not be read.

    >>> why_damaged(KeyError("There is no item named 'xl/workbook.xml' in the archive")).en
    'a necessary part of it is missing'
    """
    said = str(error)
    by_words = (text for words, text in _SAID if words in said)
    by_kind = (text for kind, text in _KINDS if isinstance(error, kind))
    return next(by_words, None) or next(by_kind, ELSE)
