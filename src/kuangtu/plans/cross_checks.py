# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Typed data against itself and the clauses. 数据与条款的核对。

What the document itself contradicts is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Protocol

from kuangtu.codes.minerals import by_code, find_group, minerals_named
from kuangtu.core.errors import Invalid
from kuangtu.plans.csv_files import Row
from kuangtu.plans.types import Goal

PARTS = re.compile("[、;；]")


class Coded(Protocol):
    @property
    def code(self) -> str: ...


class OfMinerals(Protocol):
    @property
    def minerals(self) -> tuple[str, ...]: ...


def codes_are_unique(rows: Iterable[tuple[Row, Coded]]) -> None:
    """No code stands twice in one file."""
    repeated(((row, value.code) for row, value in rows), "code")


def repeated(rows: Iterable[tuple[Row, object]], column: str) -> None:
    """Note every row whose key stood before."""
    first: dict[object, int] = {}
    for row, key in rows:
        if key in first:
            row.wrong(
                column,
                "repeated-value",
                "“{cell}”与第 {line} 行重复",
                "“{cell}” repeats line {line}",
                line=first[key],
            )
        first.setdefault(key, row.line)


def clauses_exist(rows: Iterable[Row], columns: Sequence[str], clauses: Container[str]) -> None:
    """Every clause that is named stands in the catalogue."""
    for row in rows:
        for column in columns:
            if row.cells[column] and row.cells[column] not in clauses:
                row.wrong(
                    column,
                    "unknown-clause",
                    "clauses.csv 中没有条款“{cell}”",
                    "clauses.csv has no clause “{cell}”",
                )


def no_mineral_is_left_out(rows: Iterable[tuple[Row, OfMinerals]], column: str) -> None:
    """Every mineral that the printed words name is among the typed ones.

    Of a collective word (饰面石材) one is enough, and a word may be short for another (镁 for
    镁盐); words that name none (非金属矿产) leave it to the one who types.
    """
    for row, value in rows:
        left_out = [
            part
            for part in PARTS.split(row.cells[column])
            if not _is_among(part, frozenset(value.minerals))
        ]
        if value.minerals and left_out:
            row.wrong(
                "minerals",
                "mineral-left-out",
                "所印的“{parts}”没有列入“{cell}”",
                "“{parts}” is printed, and “{cell}” leaves it out",
                parts="、".join(left_out),
            )


def _is_among(printed: str, typed: frozenset[str]) -> bool:
    if group := find_group(printed):
        return any(one.code in typed for one in group)
    if any(by_code(code).name.startswith(printed) for code in typed):
        return True
    try:
        return all(one.code in typed for one in minerals_named(printed))
    except Invalid:
        return True


def goals_agree(rows: Sequence[tuple[Row, Goal]]) -> None:
    """An account is kept for one goal; a restated goal exists."""
    accounts = [(row, goal.account) for row, goal in rows if goal.account is not None]
    repeated(accounts, "account")
    codes = {goal.code for _, goal in rows if not goal.restates}
    for row, goal in rows:
        if goal.restates and goal.restates not in codes:
            row.wrong("restates", "unknown-goal", "没有目标“{cell}”", "There is no goal “{cell}”")
        if goal.restates and goal.account is not None:
            row.wrong(
                "account",
                "account-of-restated",
                "重述的目标不设账户",
                "A goal that repeats another has no account",
            )
