# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which column of a register holds what. 列名对照。

`columns.csv` gives the headers each field may bear, the registry's own names among them (facts
of the registry's 采矿申请登记 and 勘查项目登记 forms). Where a file has several headers of one
field, the first in that list counts. Columns of the registry that are not used are known by
name; every cell of a row is kept with the version in any case.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text

UNUSED = "unused"
REQUIRED = ("number", "name", "holder", "mineral", "act", "effective_on", "range")


def spelling(header: str) -> str:
    """The one spelling under which headers are compared.

    >>> spelling(" 面积（km²） "), spelling("面积(k㎡)")
    ('面积(km2)', '面积(km2)')
    """
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", header)).casefold()


@cache
def headers_of() -> dict[str, tuple[str, ...]]:
    """The headers each field may bear, the preferred one first."""
    text = files("kuangtu.rights.reading").joinpath("columns.csv").read_text("utf-8")
    return {
        row["field"]: tuple(row["headers"].split(";")) for row in csv.DictReader(text.splitlines())
    }


@cache
def _rank() -> dict[str, tuple[str, int]]:
    return {
        spelling(header): (field, rank)
        for field, headers in headers_of().items()
        for rank, header in enumerate(headers)
    }


def preferred_header(field: str) -> str:
    """The header our own template uses for a field.

    >>> preferred_header("range")
    '区域坐标2000'
    """
    return headers_of()[field][0]


def columns_of(
    header: Sequence[str], *, file: str, line: int
) -> tuple[dict[str, int], list[Problem], list[Problem]]:
    """The column (from 0) of each field; what is wrong; what should be looked at. 列识别。"""
    problems = _repeated(header, file=file, line=line)
    found: dict[str, tuple[int, int]] = {}
    unknown = []
    for index, words in enumerate(header):
        field, rank = _rank().get(spelling(words), ("", 0))
        if not field and words.strip():
            unknown.append((index, words))
        if field and field != UNUSED and rank < found.get(field, (10**6, 0))[0]:
            found[field] = (rank, index)
    problems += [_missing(field, file=file, line=line) for field in REQUIRED if field not in found]
    warnings = [_unknown(index, words, file=file, line=line) for index, words in unknown]
    return {field: index for field, (_, index) in found.items()}, problems, warnings


def _repeated(header: Sequence[str], *, file: str, line: int) -> list[Problem]:
    spelled = [spelling(words) for words in header]
    text = Text(
        "第 {column} 列的列名“{header}”重复", "The header “{header}” of column {column} is repeated"
    )
    return [
        Problem(
            "column-repeated",
            text.format(column=index + 1, header=header[index]),
            Place(file, line, index + 1, header[index]),
        )
        for index, words in enumerate(spelled)
        if words and words in spelled[:index]
    ]


def _missing(field: str, *, file: str, line: int) -> Problem:
    text = Text(
        "缺少“{header}”列（可用列名：{headers}）",
        "The column “{header}” is missing; it may be called {headers}",
    )
    names = _listed(headers_of()[field])
    return Problem(
        "column-missing",
        text.format(header=preferred_header(field), headers=names),
        Place(file, line, field=preferred_header(field)),
    )


def _unknown(index: int, words: str, *, file: str, line: int) -> Problem:
    text = Text(
        "第 {column} 列“{header}”不是已知列名，内容照存但未使用",
        "Column {column}, “{header}”, is not known; its cells are kept but not used",
    )
    return Problem(
        "column-unknown",
        text.format(column=index + 1, header=words),
        Place(file, line, index + 1, words),
    )


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)
