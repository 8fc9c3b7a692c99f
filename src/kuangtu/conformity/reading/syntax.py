# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the parsers of TOML and JSON complain of, in both languages. 语法错误说明。"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from kuangtu.conformity.reading.records import problem
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text

# By the beginning of the parser's own words; the most frequent mistakes of each.
MEANINGS = (
    ("Expected newline or end of document", "值写完之后还有多余的内容（文本要加引号，小数点用 .）"),
    ("Invalid value", "值无法识别（文本要加引号，是/否写 true 或 false）"),
    ("Invalid date or datetime", "不是日期；请写成 2023-06-01"),
    ("Invalid statement", "这一行不是“字段 = 值”"),
    ("Invalid initial character for a key", "字段名的首个字符不合规定"),
    ("Invalid hex value", "字符的十六进制写法有误"),
    ("Expected '='", "字段名后面缺少等号"),
    ("Expected ']'", "缺少右方括号 ]"),
    ("Expected ", "缺少规定的符号"),
    ("Unclosed array", "列表没有写完，缺少逗号或右方括号 ]"),
    ("Unclosed inline table", "表没有写完，缺少逗号或右花括号 }"),
    ("Unterminated string", "文本没有结束，缺少引号"),
    ("Illegal character '\\n'", "文本在行末没有结束，缺少引号"),
    ("Unescaped", "文本中的反斜杠 \\ 须写成 \\\\"),
    ("Escaped character", "转义字符不合规定"),
    ("Cannot overwrite a value", "字段重复"),
    ("Cannot declare", "表重复"),
    ("Cannot mutate", "字段重复，且已写成另一种值"),
    ("Cannot redefine", "字段重复，且已写成另一种值"),
    ("Duplicate inline table key", "表中的字段重复"),
    ("Found invalid character", "有不允许的字符"),
    ("Illegal character", "有不允许的字符"),
    ("Expecting ',' delimiter", "缺少逗号，或者多出内容"),
    ("Expecting ','", "缺少逗号，或者多出内容"),
    ("Expecting ':'", "字段名后面缺少冒号"),
    ("Expecting value", "此处应有一个值"),
    ("Expecting property name", "此处应有加双引号的字段名"),
    ("Expecting a key", "此处应有加双引号的字段名"),
    ("Expecting an object", "此处应为花括号 { 开头的一件申请"),
    ("Illegal trailing comma", "最后一项后面多了逗号"),
    ("Invalid control character", "文本中有换行或控制字符"),
    ("Invalid \\", "转义字符不合规定"),
    ("Extra data", "申请之后还有多余的内容"),
)
UNKNOWN = "语法有误"
# Chinese punctuation that has a full-width form of another shape than the mark that is meant.
MEANT = {"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": ".", "【": "[", "】": "]"}
DATE_LIKE = re.compile(
    r"""\s*["']?([^"'=\s]+)["']?\s*=\s*(\d{4}[-/.年]\d{1,2}[^\s#]*)\s*(?:#.*)?"""
)


def meaning_of(message: str) -> Text:
    """A parser's message with what it means in Chinese; its English words stay in the English.

    >>> meaning_of("Unclosed array").zh
    '列表没有写完，缺少逗号或右方括号 ]'
    >>> meaning_of("Something else")
    Text(zh='语法有误', en='Something else')
    """
    known = (chinese for start, chinese in MEANINGS if message.startswith(start))
    return Text(next(known, UNKNOWN), message)


def unreadable(kind: str, reason: str, text: str, place: Place) -> Problem:
    """What is wrong where a parser stopped; Chinese punctuation there is named as such."""
    letter = letter_at(text, place)
    if (meant := mark_meant(letter)) is not None:
        return problem(
            "chinese-punctuation",
            "“{letter}”是中文（全角）标点；请改为半角的 {meant}",
            "{letter} is Chinese (full-width) punctuation; write {meant}",
            place,
            letter=letter,
            meant=meant,
        )
    return problem(
        "file-syntax",
        "不是合法的 {kind}：{reason}",
        "not valid {kind}: {reason}",
        place,
        kind=kind,
        reason=meaning_of(reason),
    )


def line_at(text: str, place: Place) -> str:
    """The line that a place names, empty if it names none."""
    lines = text.split("\n")
    return lines[place.line - 1] if place.line and place.line <= len(lines) else ""


def letter_at(text: str, place: Place) -> str:
    """The letter that a place names, empty at the end of a line.

    >>> letter_at("ab\\ncd", Place("x", 2, 1)), letter_at("ab", Place("x", 1, 3))
    ('c', '')
    """
    return line_at(text, place)[(place.column or 1) - 1 : place.column or 1]


def mark_meant(letter: str) -> str | None:
    """The half-width mark that Chinese punctuation stands for, None for any other letter.

    >>> mark_meant("“"), mark_meant("，"), mark_meant("矿"), mark_meant("=")
    ('"', ',', None, None)
    """
    half_width = MEANT.get(letter) or unicodedata.normalize("NFKC", letter)
    is_mark = half_width.isascii() and half_width.isprintable() and not half_width.isalnum()
    return half_width if is_mark and half_width.strip() and half_width != letter else None


def mistaken_date(line: str) -> tuple[str, str, int] | None:
    """The key, the words and their column where a line states a day that there is not. 错误日期。

    >>> mistaken_date("applied_on = 2023-13-01")
    ('applied_on', '2023-13-01', 14)
    >>> mistaken_date("applied_on = 2023-06-01"), mistaken_date("capacity = 2023")
    (None, None)
    """
    found = DATE_LIKE.fullmatch(line)
    if found is None:
        return None
    try:
        date.fromisoformat(found[2])
    except ValueError:
        return found[1], found[2], found.start(2) + 1
    return None
