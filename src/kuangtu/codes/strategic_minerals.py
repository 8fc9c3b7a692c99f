# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which minerals are strategic, and from which day on. 战略性矿产。

The list of 2016 names 24 minerals. The one made for 2021-2025 is not public; it becomes
further rows of `data/strategic_minerals.csv` with their own dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from kuangtu.codes.data_files import listed, rows_of
from kuangtu.core.period import Period


@dataclass(frozen=True, slots=True)
class StrategicListing:
    """Codes on a list of strategic minerals, from a day on. 战略性矿产。"""

    name: str
    codes: tuple[str, ...]
    period: Period
    source: str
    confidence: str
    note: str


@cache
def strategic_listings() -> tuple[StrategicListing, ...]:
    """Every listing with its period and source."""
    return tuple(
        StrategicListing(
            row["name"],
            listed(row["minerals"]),
            Period(date.fromisoformat(row["from"]), _day_or_none(row["to"])),
            row["source"],
            row["confidence"],
            row["note"],
        )
        for row in rows_of("strategic_minerals.csv")
    )


def _day_or_none(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def is_strategic_on(code: str, day: date) -> bool:
    """Whether a list in force on that day names the mineral. 战略性矿产判断。

    >>> is_strategic_on("63701", date(2023, 6, 1)), is_strategic_on("63701", date(2015, 1, 1))
    (True, False)
    """
    return any(code in one.codes and one.period.contains(day) for one in strategic_listings())
