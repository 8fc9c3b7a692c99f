# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Findings each once, and their order. 去重与排序。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kuangtu.plans.health.types import Finding, Grade, Kind

_GRADES = list(Grade)
_KINDS = list(Kind)


def each_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding per place and kind, where two checks see the same thing."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        where = one.where
        place = (where.table, where.row) if where.row else (where.line, where.words)
        keys: list[tuple[object, ...]] = [(one.kind, place, one.message.zh)]
        if one.kind in {Kind.PART_ABOVE_WHOLE, Kind.TEXT_AND_TABLE}:
            keys.append((one.kind, place, ""))
        if one.kind is Kind.SAID_TWICE:  # the same two sayings, whichever is told first
            keys.append((one.kind, frozenset((two.value, two.where) for two in one.readings)))
        if one.kind in {Kind.REFERENCE, Kind.NAME} and one.readings:
            keys.append((one.kind, (where.line, where.row), one.readings[0].value))
        is_said = one.kind in {Kind.SAID_TWICE, Kind.TEXT_AND_TABLE}
        is_told = is_said and one.grade is Grade.DOUBT and ("said", place) in seen
        if not is_told and not seen.intersection(keys):
            yield one
        seen.update([*keys, ("said", place)] if is_said else keys)


def position(one: Finding) -> tuple[int, int, int, int, str]:
    """Errors first, then by kind and place."""
    return (
        _GRADES.index(one.grade),
        _KINDS.index(one.kind),
        one.where.line or 0,
        one.where.column or 0,
        one.message.zh,
    )
