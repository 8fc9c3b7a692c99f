# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which folders apply on a day, and with which parameters. 适用的文件夹与参数。

Pure. A plan goes on being applied after its period until a successor begins (decision 0003);
a norm applies only while it is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kuangtu.codes.divisions import area_prefix
from kuangtu.core.canonical import sha256_of
from kuangtu.plans.choices import OverrideKind
from kuangtu.plans.figures import Figure, figures, row_name
from kuangtu.plans.records import value_record
from kuangtu.plans.types import (
    Confidence,
    Folder,
    FolderKind,
    Override,
    Parameter,
    RuleBinding,
)


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


def in_force(overrides: Iterable[Override], day: date, adcode: str) -> tuple[Override, ...]:
    """The overrides that hold for an area on a day, the strongest last.

    A narrower area goes before a wider one, then the later day, then the later record.
    """
    holding = [one for one in overrides if one.starts_on <= day and area_covers(one.adcode, adcode)]
    return tuple(sorted(holding, key=lambda one: (-_width(one.adcode), one.starts_on)))


def with_overrides(folder: Folder, overrides: Iterable[Override]) -> Folder:
    """The folder with what the office did with its figures; the last one for a figure wins.

    The hash changes with them, so that a receipt names exactly what was applied. A figure that
    was restored is the folder's own again; a verification holds for the value that was read
    and for no other that a later edition may bring.
    """
    found = [one for one in overrides if one.binding in addressed(folder)]
    if not found:
        return folder
    shipped = {one.address: one for one in figures(folder)}
    last = {(one.binding, one.parameter): one for one in found}
    chosen = {
        address: one
        for address, one in last.items()
        if address in shipped and _has_effect(one, shipped[address])
    }
    if not chosen:
        return folder
    ordered = tuple(chosen[address] for address in sorted(chosen))
    return replace(
        folder,
        bindings=tuple(_overridden(binding, chosen) for binding in folder.bindings),
        data=_data(folder, chosen),
        overrides=ordered,
        sha256=_effective_sha256(folder.edition_sha256, ordered),
    )


def addressed(folder: Folder) -> frozenset[str]:
    """What an override of one of the folder's figures is addressed to."""
    return frozenset({folder.code, *(one.code for one in folder.bindings)})


def _has_effect(override: Override, shipped: Figure) -> bool:
    if override.kind is OverrideKind.RESTORED:
        return False
    return override.kind is OverrideKind.SET or override.value == shipped.value


Chosen = Mapping[tuple[str, str], Override]


def _overridden(binding: RuleBinding, chosen: Chosen) -> RuleBinding:
    parameters = {
        name: _set(parameter, chosen.get((binding.code, name)))
        for name, parameter in binding.parameters.items()
    }
    return replace(binding, parameters=parameters)


def _set(parameter: Parameter, override: Override | None) -> Parameter:
    if override is None:
        return parameter
    is_verified = override.kind is OverrideKind.VERIFIED
    return replace(
        parameter,
        value=override.value,
        source=cited(override),
        confidence=Confidence.READ if is_verified else parameter.confidence,
        set_by=override.set_by,
        folder_value=parameter.value,
    )


def cited(override: Override) -> str:
    """What an override rests on: the office's reason, or the source that was read and when."""
    if override.read_on is None:
        return override.reason
    return f"{override.reason}（{override.read_on.isoformat()} 核对）"


def _data(folder: Folder, chosen: Chosen) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The folder's own tables with the rows that were verified or set."""
    tables = {one.name: one for one in folder.data_tables}
    if not any(binding == folder.code for binding, _ in chosen):
        return folder.data
    return {
        name: tuple(
            _row(row, chosen.get((folder.code, row_name(tables[name], row)))) for row in rows
        )
        if name in tables
        else rows
        for name, rows in folder.data.items()
    }


def _row(row: Mapping[str, str], override: Override | None) -> Mapping[str, str]:
    """A row with its figures, as text like every other cell, and who answers for them."""
    if override is None or not isinstance(override.value, Mapping):
        return row
    figures_set = {name: str(one) for name, one in override.value.items()}
    sure = {"confidence": Confidence.READ.value} if override.read_on else {}
    return {**row, **figures_set, **sure, "source": cited(override), "set_by": override.set_by}


def _effective_sha256(edition: str, chosen: Iterable[Override]) -> str:
    return sha256_of({"edition": edition, "overrides": [override_record(one) for one in chosen]})


def override_record(one: Override) -> dict[str, object]:
    """An override as receipts keep it and hashes are made of it."""
    record: dict[str, object] = {
        "binding": one.binding,
        "parameter": one.parameter,
        "value": value_record(one.value),
        "adcode": one.adcode,
        "from": one.starts_on.isoformat(),
        "reason": one.reason,
        "set_by": one.set_by,
    }
    if one.read_on is not None:
        record |= {"kind": one.kind.value, "read_on": one.read_on.isoformat()}
    return record


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
