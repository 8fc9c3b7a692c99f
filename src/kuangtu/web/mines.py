# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Mining rights in force by mineral and size, for the accounts page. 分矿种统计。"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from kuangtu.codes.choices import RightKind, SizeClass
from kuangtu.codes.minerals import by_code
from kuangtu.rights.models import RightVersion
from kuangtu.web.language import say


@dataclass(frozen=True, slots=True)
class MineralRow:
    """How many mining rights of each size there are of a mineral. 矿种行。"""

    name: str
    large: int
    medium: int
    small: int
    unstated: int

    @property
    def total(self) -> int:
        return self.large + self.medium + self.small + self.unstated


def by_mineral(rows: QuerySet[RightVersion]) -> list[MineralRow]:
    """The most frequent mineral first; the last row is the total."""
    grouped = (
        rows.filter(right__kind=RightKind.MINING.value)
        .order_by()
        .values_list("mineral_code", "size_class")
        .annotate(count=Count("pk"))
    )
    sizes: dict[str, Counter[str]] = {}
    for code, size, count in grouped:
        sizes.setdefault(by_code(code).name, Counter())[size] += count
    found = [row(name, counts) for name, counts in sizes.items()]
    found.sort(key=lambda one: (-one.total, one.name))
    return [*found, row("", sum(sizes.values(), Counter()))]


def row(name: str, counts: Counter[str]) -> MineralRow:
    return MineralRow(
        name,
        large=counts[SizeClass.LARGE],
        medium=counts[SizeClass.MEDIUM],
        small=counts[SizeClass.SMALL] + counts[SizeClass.TINY],
        unstated=counts[""],
    )


def charted(rows: list[MineralRow]) -> dict[str, Any]:
    """The same figures for the chart."""
    return {
        "names": [one.name for one in rows],
        "series": [
            {"name": say(SizeClass.LARGE.label), "values": [one.large for one in rows]},
            {"name": say(SizeClass.MEDIUM.label), "values": [one.medium for one in rows]},
            {"name": say(SizeClass.SMALL.label), "values": [one.small for one in rows]},
        ],
    }
