# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the parsers of TOML and JSON complain of, in both languages. 语法错误说明。"""

from __future__ import annotations

import re
from datetime import date

from kuangtu.core.text import Text

# By the beginning of the parser's own words; the most frequent mistakes of each.
MEANINGS = (
    ("Expected newline or end of document", "值写完之后还有多余的内容（文本要加引号）"),
    ("Invalid value", "值无法识别（文本要加引号，是/否写 true 或 false）"),
    ("Invalid date or datetime", "不是日期；请写成 2023-06-01"),
    ("Invalid statement", "这一行不是“字段 = 值”"),
    ("Invalid initial character for a key", "字段名的首个字符不合规定"),
    ("Invalid hex value", "字符的十六进制写法有误"),
    ("Expected '='", "字段名后面缺少等号"),
    ("Expected ']'", "缺少右方括号 ]"),
    ("Expected ", "缺少规定的符号"),
    ("Unclosed array", "列表没有结束，缺少 ]"),
    ("Unclosed inline table", "表没有结束，缺少 }"),
    ("Unterminated string", "文本没有结束，缺少引号"),
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
DATE_LIKE = re.compile(
    r"""\s*["']?([^"'=\s]+)["']?\s*=\s*(\d{4}[-/.年]\d{1,2}[^\s#]*)\s*(?:#.*)?"""
)


def meaning_of(message: str) -> Text:
    """A parser's message with what it means in Chinese; its English words stay in the English.

    >>> meaning_of("Unclosed array").zh
    '列表没有结束，缺少 ]'
    >>> meaning_of("Something else")
    Text(zh='语法有误', en='Something else')
    """
    known = (chinese for start, chinese in MEANINGS if message.startswith(start))
    return Text(next(known, UNKNOWN), message)


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
