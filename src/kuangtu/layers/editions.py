# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which edition counts on a day, and whether a layer is up to date. 版本取舍（纯）。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from kuangtu.core.text import Text
from kuangtu.layers.choices import State
from kuangtu.layers.dictionary import LayerSpecification


class Dated(Protocol):
    """What is needed of an edition."""

    @property
    def number(self) -> int: ...

    @property
    def dated_on(self) -> date | None: ...


AnEdition = TypeVar("AnEdition", bound=Dated)


def edition_on(editions: Iterable[AnEdition], day: date) -> AnEdition | None:
    """The edition that shows the world as of a day, out of the published ones. 当日版本。

    The latest one dated on or before the day; failing that one without a date; failing that
    the earliest one after the day, because ground seldom moves and a report names the date of
    what it read. The higher number wins among equals: it corrects the lower.
    """
    ordered = sorted(editions, key=lambda one: (_claim(one, day), one.number))
    return ordered[-1] if ordered else None


def _claim(edition: Dated, day: date) -> tuple[int, int]:
    """How strong a claim an edition has to a day; the greater wins."""
    if edition.dated_on is None:
        return 1, 0
    if edition.dated_on <= day:
        return 2, edition.dated_on.toordinal()
    return 0, -edition.dated_on.toordinal()


def state_of(
    specification: LayerSpecification, edition: Dated | None, day: date
) -> tuple[State, Text]:
    """Whether the layer is there and up to date, and why not. 图层状态。"""
    if edition is None:
        return State.MISSING, Text("待{provider}提供", "to be supplied by {provider}").format(
            provider=specification.provider
        )
    months = specification.update_months
    if months is None:
        return State.PRESENT, Text("", "")
    if edition.dated_on is None:
        return State.EXPIRED, Text("数据日期不明", "the date of the data is unknown")
    if months_after(edition.dated_on, months) < day:
        text = Text(
            "数据截至 {day}，应每 {months} 个月更新", "as of {day}; due every {months} months"
        )
        return State.EXPIRED, text.format(day=edition.dated_on, months=months)
    return State.PRESENT, Text("", "")


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month.

    >>> months_after(date(2024, 1, 31), 1), months_after(date(2021, 12, 1), 12)
    (datetime.date(2024, 2, 29), datetime.date(2022, 12, 1))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
