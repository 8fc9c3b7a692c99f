# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One value of a source file as a field wants it. 属性值转换。

Every function takes a value that is there and gives None when it does not fit; the caller
knows the feature and says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

import pyarrow as pa

from kuangtu.layers.choices import FieldType
from kuangtu.layers.dictionary import FieldSpecification

DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"),
    re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: .*)?"),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号](?: .*)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
YES = {"是", "有", "1", "y", "yes", "t", "true", "√", "✓", "✔"}
NO = {"否", "无", "0", "n", "no", "f", "false", "×", "✗", "✘"}
LARGEST_INTEGER = 2**63 - 1

ARROW_TYPES = {
    FieldType.TEXT: pa.string(),
    FieldType.INTEGER: pa.int64(),
    FieldType.NUMBER: pa.float64(),
    FieldType.DATE: pa.date32(),
    FieldType.YES_NO: pa.bool_(),
}


def fitted(value: object, field: FieldSpecification) -> object | None:
    """The value as the field stores it, None if it does not fit.

    >>> from kuangtu.core.text import same
    >>> fitted("2021年3月5日", FieldSpecification("d", same("d"), FieldType.DATE))
    datetime.date(2021, 3, 5)
    """
    if field.codes:
        return as_code(value, field)
    return CONVERTERS[field.type](value)


def as_text(value: object) -> str | None:
    """Words without blanks around them; a whole number loses the “.0” of a spreadsheet.

    >>> as_text(652824.0), as_text(" 若羌 "), as_text(True)
    ('652824', '若羌', '是')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def as_integer(value: object) -> int | None:
    """A whole number that 64 bits hold.

    >>> as_integer("12"), as_integer(12.0), as_integer("12.5"), as_integer("十二")
    (12, 12, None, None)
    """
    number = as_number(value)
    whole = number is not None and number.is_integer() and abs(number) < LARGEST_INTEGER
    if not whole or number is None:
        return None
    return value if isinstance(value, int) else int(number)


def as_number(value: object) -> float | None:
    """A finite number; a thousands separator or a unit does not fit.

    >>> as_number("12.5"), as_number("nan"), as_number("1,200"), as_number("12 m")
    (12.5, None, None, None)
    """
    if isinstance(value, bool):
        return None
    try:
        number = float(value) if isinstance(value, int | float) else float(str(value).strip())
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in str(value) else None


def as_date(value: object) -> date | None:
    """A day however Chinese files write it; other orders are ambiguous and do not fit.

    >>> as_date("20210305"), as_date("2021 年 3 月 5 日"), as_date("2021年03月05日 12:30")
    (datetime.date(2021, 3, 5), datetime.date(2021, 3, 5), datetime.date(2021, 3, 5))
    >>> as_date("05/03/2021"), as_date("2021-02-30"), as_date("2021年3月")
    (None, None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for pattern in DATES:
        if match := pattern.fullmatch(str(value).strip()):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                return None
    return None


def as_yes_no(value: object) -> bool | None:
    """Yes or no in the ways registers write it.

    >>> as_yes_no("是"), as_yes_no("√"), as_yes_no(0), as_yes_no("也许")
    (True, True, False, None)
    """
    word = (as_text(value) or "").casefold()
    return True if word in YES else False if word in NO else None


def as_code(value: object, field: FieldSpecification) -> str | None:
    """The code of a list, whether the code or one of its labels is written."""
    word = (as_text(value) or "").casefold()
    for code, label in field.codes.items():
        if word in {code.casefold(), label.zh.casefold(), label.en.casefold()}:
            return code
    return None


CONVERTERS: Mapping[FieldType, Callable[[object], object | None]] = {
    FieldType.TEXT: as_text,
    FieldType.INTEGER: as_integer,
    FieldType.NUMBER: as_number,
    FieldType.DATE: as_date,
    FieldType.YES_NO: as_yes_no,
}
