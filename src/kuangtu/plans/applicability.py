# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which folders apply on a day, and with which parameters. 适用的文件夹与参数。

Pure. A plan goes on being applied after its period until a successor begins (decision 0003);
a norm applies only while it is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kuangtu.codes.divisions import area_prefix
from kuangtu.core.canonical import sha256_of
from kuangtu.plans.records import value_record
from kuangtu.plans.types import Folder, FolderKind, Parameter, RuleBinding


def area_covers(area: str, adcode: str) -> bool:
    """Whether an area is the division of that code or lies above it, known to us or not.

    >>> area_covers("652800", "652824"), area_covers("100000", "652824")
    (True, True)
    >>> area_covers("652824", "652800")
    False
    """
    return adcode.startswith(area_prefix(area))


def applicable(folders: Iterable[Folder], day: date, adcode: str) -> dict[str, Folder]:
    """The folders that bind an area on a day: own plan, wider plans, norms. 适用的文件夹。"""
    binding = [folder for folder in folders if area_covers(folder.adcode, adcode)]
    plans = _plans_on(binding, day)
    norms = [one for one in binding if one.kind == FolderKind.NORM and _binds(one, day)]
    ordered = [*plans, *sorted(norms, key=lambda folder: folder.code)]
    return {folder.code: folder for folder in ordered}


def _plans_on(folders: Sequence[Folder], day: date) -> list[Folder]:
    """For each area the plan that began last, over or not; the narrowest area first."""
    latest: dict[str, Folder] = {}
    for folder in sorted(folders, key=lambda one: (one.period.starts_on, one.code)):
        if folder.kind == FolderKind.PLAN and folder.period.starts_on <= day:
            latest[folder.adcode] = folder
    return sorted(latest.values(), key=lambda folder: _width(folder.adcode))


def _width(area: str) -> int:
    """How wide an area is: the fewer digits its codes share, the wider."""
    return -len(area_prefix(area))


def _binds(norm: Folder, day: date) -> bool:
    if norm.period.contains(day):
        return True
    return norm.period.is_over_on(day) and any(one.carries_over for one in norm.bindings)


@dataclass(frozen=True, slots=True)
class Override:
    """A value set in place of an unverified parameter. 参数设定（值对象）。"""

    binding: str
    parameter: str
    value: object
    adcode: str
    starts_on: date
    reason: str
    set_by: str


def in_force(overrides: Iterable[Override], day: date, adcode: str) -> tuple[Override, ...]:
    """The overrides that hold for an area on a day, the strongest last.

    A narrower area goes before a wider one, then the later day, then the later record.
    """
    holding = [one for one in overrides if one.starts_on <= day and area_covers(one.adcode, adcode)]
    return tuple(sorted(holding, key=lambda one: (-_width(one.adcode), one.starts_on)))


def with_overrides(folder: Folder, overrides: Iterable[Override]) -> Folder:
    """The folder with those values in its bindings; the last one for a parameter wins.

    The hash changes with them, so that a receipt names exactly what was applied.
    """
    chosen: dict[tuple[str, str], Override] = {}
    names = {(one.code, name) for one in folder.bindings for name in one.parameters}
    for one in overrides:
        if (one.binding, one.parameter) in names:
            chosen[one.binding, one.parameter] = one
    if not chosen:
        return folder
    return replace(
        folder,
        bindings=tuple(_overridden(binding, chosen) for binding in folder.bindings),
        sha256=_effective_sha256(folder.edition_sha256, chosen.values()),
    )


def _overridden(binding: RuleBinding, chosen: Mapping[tuple[str, str], Override]) -> RuleBinding:
    parameters = {
        name: _set(parameter, chosen.get((binding.code, name)))
        for name, parameter in binding.parameters.items()
    }
    return replace(binding, parameters=parameters)


def _set(parameter: Parameter, override: Override | None) -> Parameter:
    if override is None:
        return parameter
    return replace(
        parameter,
        value=override.value,
        source=override.reason,
        set_by=override.set_by,
        folder_value=parameter.value,
    )


def _effective_sha256(edition: str, chosen: Iterable[Override]) -> str:
    values = sorted(
        (
            {
                "binding": one.binding,
                "parameter": one.parameter,
                "value": value_record(one.value),
                "adcode": one.adcode,
                "from": one.starts_on.isoformat(),
                "reason": one.reason,
                "set_by": one.set_by,
            }
            for one in chosen
        ),
        key=lambda value: (value["binding"], value["parameter"]),
    )
    return sha256_of({"edition": edition, "overrides": values})


def states(overrides: Sequence[Override]) -> Iterator[tuple[Override, ...]]:
    """Every set of overrides that ever held together, for finding one again by its hash.

    `overrides` stand in the order in which they were recorded: one recorded later was not
    known to a review before, whatever its day.
    """
    seen: set[tuple[int, ...]] = set()
    for known in range(1, len(overrides) + 1):
        recorded = overrides[:known]
        for adcode in {one.adcode for one in recorded}:
            for day in {one.starts_on for one in recorded}:
                state = in_force(recorded, day, adcode)
                key = tuple(id(one) for one in state)
                if state and key not in seen:
                    seen.add(key)
                    yield state
