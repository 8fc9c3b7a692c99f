# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The facts of a folder among themselves, where its document is not at hand. 基数之间。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import step_of
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where

COLUMNS = {"clause", "name_zh", "value", "unit"}
SHARE = re.compile(r"占(?P<base>[^（）]{2,})")


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed figure of the document. 基数。"""

    name: str
    value: Decimal
    unit: str
    where: Where

    @property
    def reading(self) -> Reading:
        return Reading(f"{shown(self.value)}{self.unit}", self.where)


def shares_fit_the_facts(case: Case) -> Iterator[Finding]:
    """占全国矿种 29.8 % is some fact in 全国矿种."""
    facts = list(_facts(case))
    for share in facts:
        found = SHARE.fullmatch(share.name) if share.unit == "%" else None
        if found is not None:
            pairs = _pairs(facts, found["base"])
            if pairs and not any(_fits(share, part, base) for part, base in pairs):
                yield _finding(share, *min(pairs, key=lambda pair: _distance(share, *pair)))


def _facts(case: Case) -> Iterator[Fact]:
    if case.folder is None or case.document.file:
        return
    for table in case.folder.data_tables:
        if not {column.name for column in table.columns} >= COLUMNS:
            continue
        for row in case.folder.data[table.name]:
            if re.fullmatch(r"\d+(\.\d+)?", row["value"]):
                where = Where(row["name_zh"], row["clause"])
                yield Fact(row["name_zh"], Decimal(row["value"]), row["unit"], where)


def _pairs(facts: Sequence[Fact], base: str) -> list[tuple[Fact, Fact]]:
    """What may be the part of the base that is named: any fact of its unit."""
    return [
        (one, other)
        for one in facts
        for other in facts
        if other.name == base and one.unit == other.unit and one.value < other.value
    ]


def _right(part: Fact, base: Fact) -> Decimal:
    return 100 * part.value / base.value


def _distance(share: Fact, part: Fact, base: Fact) -> Decimal:
    return abs(_right(part, base) - share.value)


def _fits(share: Fact, part: Fact, base: Fact) -> bool:
    room = step_of(share.value) / 2
    return _distance(share, part, base) <= room


def _finding(share: Fact, part: Fact, base: Fact) -> Finding:
    right = _right(part, base).quantize(step_of(share.value))
    is_near = _distance(share, part, base) <= step_of(share.value)
    return graded(
        Grade.NOTE if is_near else Grade.DOUBT,
        Kind.SHARE,
        share.where,
        "“{name}”为 {share}%，而 {part} {part_value} 占 {base} {base_value} 为 {right}%",
        "“{name}” is {share}%, but {part} {part_value} of {base} {base_value} is {right}%",
        [share.reading, part.reading, base.reading],
        f"{right}%",
        name=share.name,
        share=share.value,
        part=part.name,
        part_value=part.reading.value,
        base=base.name,
        base_value=base.reading.value,
        right=right,
    )
