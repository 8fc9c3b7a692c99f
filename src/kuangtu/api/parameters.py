# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Parameters of a call: unknown ones are refused, wrong ones told in both languages. 接口参数。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from kuangtu.conformity.reading.days import day
from kuangtu.conformity.reading.records import Cell, problem
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text, same

WHOLE_NUMBER = Text("应为整数", "a whole number is needed")
TRUE_OR_FALSE = Text("应为 true 或 false", "true or false is needed")
# By the kind of mistake that the validator tells.
MEANINGS = {
    "missing": Text("缺少此项", "it is missing"),
    "extra_forbidden": Text("没有这一项", "there is no such field"),
    "int_parsing": WHOLE_NUMBER,
    "int_type": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "bool_parsing": TRUE_OR_FALSE,
    "bool_type": TRUE_OR_FALSE,
    "string_type": Text("应为文本", "text is needed"),
    "greater_than_equal": Text("不得小于 {ge}", "it may not be below {ge}"),
    "less_than_equal": Text("不得大于 {le}", "it may not be above {le}"),
}
# Where the framework looked; the caller knows the name alone.
SOURCES = ("query", "path", "body")


def problem_of(error: Mapping[str, Any]) -> Problem:
    """A mistake that the validator found, in both languages and at its field.

    >>> str(problem_of({"type": "int_parsing", "loc": ("query", "limit"), "msg": "…"}))
    'limit: 应为整数'
    """
    found = MEANINGS.get(error["type"])
    text = found.format(**error.get("ctx", {})) if found else same(error["msg"])
    path = [str(part) for part in error["loc"] if part not in SOURCES]
    return Problem("parameter", text, Place(field=".".join(path)))


def refuse_unknown(request: HttpRequest, *known: str) -> None:
    """A misspelt parameter would silently change what is asked. Raises: Invalid."""
    problems = [_unknown(name, known) for name in request.GET if name not in known]
    problems += [_twice(name) for name in known if len(request.GET.getlist(name)) > 1]
    if problems:
        raise Invalid(problems)


def _unknown(name: str, known: tuple[str, ...]) -> Problem:
    return problem(
        "unknown-parameter",
        "没有参数“{name}”；可用：{known}",
        "there is no parameter {name}; there are: {known}",
        Place(field=name[:100]),
        name=name,
        known=", ".join(known) or "—",
    )


def _twice(name: str) -> Problem:
    return problem(
        "parameter-twice",
        "参数“{name}”写了两次",
        "the parameter {name} is given twice",
        Place(field=name),
        name=name,
    )


def day_of(words: str | None, field: str) -> date | None:
    """The day of a parameter, None where there is none. Raises: Invalid."""
    return None if words is None else day(Cell(words, Place(field=field)))
