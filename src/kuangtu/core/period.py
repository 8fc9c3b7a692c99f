# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Periods of days, both ends inclusive. 期间。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; an open end has no day. 有效期间。

    >>> Period(date(2021, 1, 1), date(2025, 12, 31)).contains(date(2025, 12, 31))
    True
    >>> Period(date(2025, 7, 1)).contains(date(2025, 6, 30))
    False
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError(f"a period cannot end on {self.ends_on} before {self.starts_on}")

    def contains(self, day: date) -> bool:
        return self.starts_on <= day and not self.is_over_on(day)

    def is_over_on(self, day: date) -> bool:
        """True once the last day has passed."""
        return self.ends_on is not None and self.ends_on < day

    def as_json(self) -> dict[str, str | None]:
        """The period as every interface prints it.

        >>> Period(date(2021, 1, 1)).as_json()
        {'from': '2021-01-01', 'to': None}
        """
        return {
            "from": self.starts_on.isoformat(),
            "to": self.ends_on.isoformat() if self.ends_on else None,
        }
