# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the plans module. 规划查询。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.plans.applicability import (
    addressed,
    applicable,
    area_covers,
    in_force,
    states,
    with_overrides,
)
from kuangtu.plans.choices import OverrideKind
from kuangtu.plans.figures import Figure, figures
from kuangtu.plans.models import FolderEdition, ParameterOverride
from kuangtu.plans.records import folder_from_record, value_from_record
from kuangtu.plans.types import Folder, Override


@lru_cache(maxsize=256)
def edition_folder(sha256: str) -> Folder:
    """The folder of one loaded edition, without overrides; kept in the process by its hash.

    Raises: FolderEdition.DoesNotExist.
    """
    content = FolderEdition.objects.values_list("content", flat=True).get(sha256=sha256)
    return folder_from_record(content, sha256=sha256)


def current_hashes() -> dict[str, str]:
    """Code → hash of the current edition."""
    current = FolderEdition.objects.filter(is_current=True).order_by("code")
    return dict(current.values_list("code", "sha256"))


def current_folders() -> list[Folder]:
    """The current editions as loaded, without overrides, by code."""
    return [edition_folder(sha256) for sha256 in current_hashes().values()]


def folders_on(day: date, adcode: str) -> Mapping[str, Folder]:
    """What binds an area on a day: code → folder with the parameters set for it. 适用的规划与规范。

    The area's own plan comes first, then wider plans, then norms. A plan whose period is over
    is there until its successor begins; a norm only while it is in force.
    """
    overrides = in_force(_overrides(), day, adcode)
    folders = applicable(current_folders(), day, adcode)
    return {code: with_overrides(folder, overrides) for code, folder in folders.items()}


def folder_by_sha256(sha256: str, edition: str = "") -> Folder:
    """The folder of that hash: an edition, or an edition with the parameters set at some time.

    `edition` is the hash of the edition where it is known; otherwise every one is tried.
    Raises: NotFound.
    """
    try:
        return edition_folder(sha256)
    except FolderEdition.DoesNotExist:
        return _overridden_folder(sha256, edition)


def _overridden_folder(sha256: str, edition: str) -> Folder:
    stored = FolderEdition.objects.values_list("sha256", flat=True)
    recorded = _overrides()
    for one in stored.filter(sha256=edition) if edition else stored:
        plain = edition_folder(one)
        own = addressed(plain)
        # Only what concerns this folder: the states of all figures together are too many.
        for state in states([override for override in recorded if override.binding in own]):
            folder = with_overrides(plain, state)
            if folder.sha256 == sha256:
                return folder
    raise NotFound(what=sha256)


def _overrides() -> list[Override]:
    """Every override in the order of recording."""
    return [override_of(one) for one in ParameterOverride.objects.order_by("id")]


def override_of(row: ParameterOverride) -> Override:
    """A stored override as a value."""
    return Override(
        row.binding,
        row.parameter,
        value_from_record(row.value),
        row.adcode,
        row.starts_on,
        row.reason,
        row.set_by,
        OverrideKind(row.kind),
        row.read_on,
    )


def figure_of(binding: str, parameter: str) -> Figure:
    """A figure of the current editions as its folder has it. Raises: NotFound."""
    for folder in current_folders():
        if binding in addressed(folder):
            for one in figures(folder):
                if one.address == (binding, parameter):
                    return one
    raise NotFound(
        what=Text("参数 {name}", "parameter {name}").format(name=f"{binding}.{parameter}")
    )


def history_of(binding: str, parameter: str, adcode: str) -> list[ParameterOverride]:
    """What was done with a figure for an area, in the order of recording. 参数沿革。"""
    rows = ParameterOverride.objects.filter(binding=binding, parameter=parameter).order_by("id")
    return [one for one in rows if area_covers(one.adcode, adcode)]
