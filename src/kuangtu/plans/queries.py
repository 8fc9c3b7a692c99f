# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the plans module. 规划查询。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from kuangtu.core.errors import NotFound
from kuangtu.plans.applicability import (
    Override,
    applicable,
    in_force,
    states,
    with_overrides,
)
from kuangtu.plans.models import FolderEdition, ParameterOverride
from kuangtu.plans.records import folder_from_record, value_from_record
from kuangtu.plans.types import Folder, Parameter


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


def folder_by_sha256(sha256: str) -> Folder:
    """The folder of that hash: an edition, or an edition with the parameters set at some time.

    Raises: NotFound.
    """
    try:
        return edition_folder(sha256)
    except FolderEdition.DoesNotExist:
        return _overridden_folder(sha256)


def _overridden_folder(sha256: str) -> Folder:
    held = list(states(_overrides()))
    if held:
        for edition in FolderEdition.objects.values_list("sha256", flat=True):
            for state in held:
                folder = with_overrides(edition_folder(edition), state)
                if folder.sha256 == sha256:
                    return folder
    raise NotFound(what=sha256)


def _overrides() -> list[Override]:
    """Every override in the order of recording."""
    return [
        Override(
            one.binding,
            one.parameter,
            value_from_record(one.value),
            one.adcode,
            one.starts_on,
            one.reason,
            one.set_by,
        )
        for one in ParameterOverride.objects.order_by("id")
    ]


def parameter_of(binding: str, parameter: str) -> tuple[Folder, Parameter]:
    """A parameter of the current editions as its folder has it, and the folder.

    Raises: NotFound.
    """
    for folder in current_folders():
        for one in folder.bindings:
            if one.code == binding and parameter in one.parameters:
                return folder, one.parameters[parameter]
    raise NotFound(what=f"{binding}.{parameter}")
