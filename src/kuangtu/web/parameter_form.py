# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A figure's value as fields of a form, and back. 参数取值的表单。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import NO, YES, Text, same
from kuangtu.plans.figures import Figure
from kuangtu.web.form_state import FormState

NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,8})?")
BETWEEN = re.compile(r"[、，,;；\n]+")
BAD_NUMBER = Text(
    "“{words}”不是数字：只写阿拉伯数字和小数点，如 1500 或 0.25，不写单位和千位分隔",
    "“{words}” is no number: digits and a point only, like 1500 or 0.25, no unit and no separators",
)
BAD_DAY = Text("“{words}”不是日期，请写作 2026-11-23", "“{words}” is no date; write 2026-11-23")
BAD_FLAG = Text("请写“是”或“否”", "Write yes or no")
TOO_DEEP = Text(
    "此参数的结构不能在网页上设定，请改规则文件夹后重新装载",
    "A value of this form cannot be set here: change the folder and load it again",
)
EMPTY = Text("请填写", "Fill this in")
MEANS_YES, MEANS_NO = {"是", "yes", "true"}, {"否", "no", "false"}
LANGUAGES = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
FLAGS = {True: YES, False: NO}


@dataclass(frozen=True, slots=True)
class Part:
    """One field: a number, a word, a list of words, or one entry of a table. 取值字段。"""

    key: str  # of the field; "value", or "value." and the entry's name
    label: Text
    shipped: object
    unit: str

    @property
    def is_number(self) -> bool:
        return isinstance(self.shipped, int | Decimal) and not isinstance(self.shipped, bool)

    @property
    def is_list(self) -> bool:
        return isinstance(self.shipped, tuple)


def parts(figure: Figure) -> list[Part]:
    """The fields of a figure; none where its value is too deep to be typed."""
    if isinstance(figure.value, Mapping):
        found = [
            Part(f"value.{name}", labels(figure).get(name, same(name)), one, unit_of(figure, name))
            for name, one in figure.value.items()
        ]
    else:
        found = [Part("value", Text("新的取值", "New value"), figure.value, unit_of(figure, ""))]
    return found if all(is_plain(one.shipped) for one in found) else []


def labels(figure: Figure) -> Mapping[str, Text]:
    """What the parts of a value are called: columns of a table, languages."""
    name = figure.parameter.partition(":")[0]
    for table in figure.folder.data_tables:
        if table.name == name and figure.binding == figure.folder.code:
            return {column.name: column.title for column in table.columns}
    return LANGUAGES if isinstance(figure.value, Mapping) and "zh" in figure.value else {}


def unit_of(figure: Figure, name: str) -> str:
    return figure.units.get(name, figure.units.get("", ""))


def is_plain(value: object) -> bool:
    """Whether a value fits into one field."""
    if isinstance(value, tuple):
        return all(isinstance(one, str) for one in value) or all(
            isinstance(one, int | Decimal) for one in value
        )
    return isinstance(value, str | int | Decimal | date)


def words_of(value: object) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return FLAGS[value].zh
    if isinstance(value, tuple):
        return "、".join(words_of(one) for one in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def filled(figure: Figure) -> dict[str, str]:
    """The form with the value as it is now."""
    return {part.key: words_of(part.shipped) for part in parts(figure)}


def read_value(figure: Figure, form: FormState) -> object:
    """The value that was typed. Raises: Invalid, with every problem beside its field."""
    fields = parts(figure)
    if not fields:
        raise Invalid([Problem("too-deep", TOO_DEEP)])
    problems: list[Problem] = []
    read: dict[str, object] = {}
    for part in fields:
        try:
            read[part.key] = read_part(part, form.value(part.key))
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    if isinstance(figure.value, Mapping):
        return {name: read[f"value.{name}"] for name in figure.value}
    return read["value"]


def read_part(part: Part, words: str) -> object:
    """One field. Raises: Invalid."""
    if not words:
        raise wrong(part, EMPTY, words)
    if isinstance(part.shipped, tuple):
        one = part.shipped[0] if part.shipped else ""
        listed = [word.strip() for word in BETWEEN.split(words) if word.strip()]
        return tuple(read_one(part, one, word) for word in listed)
    return read_one(part, part.shipped, words)


def read_one(part: Part, like: object, words: str) -> object:
    """A single value of the kind of another. Raises: Invalid."""
    if isinstance(like, bool):
        if words.casefold() in MEANS_YES | MEANS_NO:
            return words.casefold() in MEANS_YES
        raise wrong(part, BAD_FLAG, words)
    if isinstance(like, int | Decimal):
        if not NUMBER.fullmatch(words):
            raise wrong(part, BAD_NUMBER, words)
        return int(words) if isinstance(like, int) and "." not in words else Decimal(words)
    if isinstance(like, date):
        return read_day(words, part.key)
    return words


def read_day(words: str, field: str) -> date:
    """A day. Raises: Invalid."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        text = BAD_DAY.format(words=words)
        raise Invalid([Problem("bad-date", text, Place(field=field))]) from None


def wrong(part: Part, text: Text, words: str) -> Invalid:
    return Invalid([Problem("bad-value", text.format(words=words), Place(field=part.key))])
