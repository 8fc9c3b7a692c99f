# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of an application: exact, finite, within bounds. 数值字段。

Every function takes a `Cell` and gives the typed value or raises Invalid at its place.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from kuangtu.conformity.reading.records import Cell
from kuangtu.conformity.reading.values import refuse, wrong_type
from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text

# A number has fewer digits than these before the point, and at most these after it.
MOST_WHOLE_DIGITS = 15
MOST_DECIMAL_PLACES = 12
NUMBER_IN_TEXT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
THOUSANDS_IN_TEXT = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


def number(cell: Cell) -> Decimal:
    """An exact finite decimal; text that looks like a number is refused, never converted."""
    value = cell.value
    if isinstance(value, str):
        raise _text_number(cell, value)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise wrong_type(cell, Text("数字", "a number"))
    decimal = Decimal(value)
    if not decimal.is_finite():
        raise refuse(
            "not-a-number",
            "{value} 不是有限数",
            "{value} is not a finite number",
            cell,
            value=value,
        )
    _refuse_out_of_bounds(cell, decimal)
    return decimal


def _refuse_out_of_bounds(cell: Cell, decimal: Decimal) -> None:
    """By the digits alone: arithmetic on a huge exponent would overflow."""
    exponent = int(decimal.as_tuple().exponent)
    if max(decimal.adjusted(), exponent) >= MOST_WHOLE_DIGITS:
        raise refuse(
            "number-out-of-bounds",
            "数字过大：整数部分最多 {most} 位；请核对数值和单位",
            "the number is too large: at most {most} digits before the point; "
            "check it and its unit",
            cell,
            most=MOST_WHOLE_DIGITS,
        )
    if exponent < -MOST_DECIMAL_PLACES:
        raise refuse(
            "number-out-of-bounds",
            "小数位超过 {most} 位",
            "more than {most} decimal places",
            cell,
            most=MOST_DECIMAL_PLACES,
        )


def _text_number(cell: Cell, words: str) -> Invalid:
    bare = unicodedata.normalize("NFKC", words).strip()
    if THOUSANDS_IN_TEXT.fullmatch(bare):
        bare = bare.replace(",", "")
    if NUMBER_IN_TEXT.fullmatch(bare):
        return refuse(
            "text-number",
            "“{words}”是文本，不是数字；请去掉引号写成 {bare}（表格中请设为数值格式）",
            "“{words}” is text, not a number; write {bare} without quotes "
            "(in a spreadsheet, as a number)",
            cell,
            words=words,
            bare=bare,
        )
    return refuse(
        "text-number",
        "“{words}”是文本，不是数字；单位请写在单位字段里",
        "“{words}” is text, not a number; a unit belongs into its own field",
        cell,
        words=words,
    )


def positive(cell: Cell) -> Decimal:
    """A number above zero."""
    value = number(cell)
    if value <= 0:
        raise refuse(
            "not-positive", "{value} 必须大于 0", "{value} must be above 0", cell, value=value
        )
    return value


def not_negative(cell: Cell) -> Decimal:
    """A number of zero or more."""
    value = number(cell)
    if value < 0:
        raise refuse(
            "negative", "{value} 不得为负", "{value} may not be negative", cell, value=value
        )
    return value


def share(cell: Cell) -> Decimal:
    """A share from 0 to 1; a percentage is refused with the share it may mean."""
    value = not_negative(cell)
    if value <= 1:
        return value
    if value <= 100:
        raise refuse(
            "percent-for-share",
            "{value} 大于 1：应写 0 到 1 之间的比例；若为 {value} %，请写 {share}",
            "{value} is above 1: write a share from 0 to 1; if it means {value} %, write {share}",
            cell,
            value=value,
            share=format((value / 100).normalize(), "f"),
        )
    raise refuse(
        "share-out-of-bounds",
        "{value} 不是 0 到 1 之间的比例",
        "{value} is not a share from 0 to 1",
        cell,
        value=value,
    )


def share_above_zero(cell: Cell) -> Decimal:
    """A share that cannot be nothing, such as a recovery."""
    positive(cell)
    return share(cell)


def share_below_one(cell: Cell) -> Decimal:
    """A share that cannot be everything, such as a dilution."""
    value = share(cell)
    if value == 1:
        raise refuse("share-out-of-bounds", "必须小于 1", "it must be below 1", cell)
    return value


def working_days(cell: Cell) -> int:
    """Whole days of work in a year."""
    value = number(cell)
    if value != value.to_integral_value() or not 1 <= value <= 366:
        raise refuse(
            "days-out-of-bounds",
            "{value} 不是 1 到 366 之间的整数",
            "{value} is not a whole number from 1 to 366",
            cell,
            value=value,
        )
    return int(value)
