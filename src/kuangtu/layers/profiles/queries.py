# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of mapping profiles: all, one, and the one that fits a source best. 方案查询。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from kuangtu.accounts.actor import Actor, Role
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.mapping import SourceMapping, mapping_from
from kuangtu.layers.models import MappingProfile
from kuangtu.layers.profiles.content import Fit, ProfileContent, fit_between


@dataclass(frozen=True, slots=True)
class FittingProfile:
    """A profile and how well it fits. 匹配的方案。"""

    profile: MappingProfile
    fit: Fit


def profiles(*, actor: Actor, layer: str = "") -> list[MappingProfile]:
    """The newest version of each profile that is not deleted. Raises: RoleTooLow, OutsideArea."""
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = MappingProfile.objects.filter(deleted_on__isnull=True)
    if layer:
        found = found.filter(layer=layer)
    newest: dict[tuple[str, str], MappingProfile] = {}
    for one in found.order_by("layer", "name", "-version"):
        newest.setdefault((one.layer, one.name), one)
    return list(newest.values())


def profile_named(
    layer: str, name: str, *, actor: Actor, version: int | None = None
) -> MappingProfile:
    """One profile; without `version` the newest that is not deleted.

    Raises: RoleTooLow, OutsideArea, NotFound.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = MappingProfile.objects.filter(layer=layer, name=name)
    if version is None:
        found = found.filter(deleted_on__isnull=True)
    else:
        found = found.filter(version=version)
    newest = found.order_by("-version").first()
    if newest is None:
        raise NotFound(what=Text(f"方案“{name}”（{layer}）", f"the profile “{name}” ({layer})"))
    return newest


def versions(layer: str, name: str, *, actor: Actor) -> list[MappingProfile]:
    """Every version of a profile, newest first. Raises: RoleTooLow, OutsideArea."""
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    return list(MappingProfile.objects.filter(layer=layer, name=name).order_by("-version"))


def fitting_profiles(layer: str, columns: Sequence[str], *, actor: Actor) -> list[FittingProfile]:
    """The profiles that may be proposed for a source, the best first. 可用方案。

    The same columns come before the greatest overlap, and of equals the newest. Raises:
    RoleTooLow, OutsideArea.
    """
    found = [
        FittingProfile(one, fit_between(one.columns, columns))
        for one in profiles(actor=actor, layer=layer)
    ]
    close = [one for one in found if one.fit.is_close]
    return sorted(close, key=lambda one: (-one.fit.share, -one.profile.pk))


def content_of(profile: MappingProfile) -> ProfileContent:
    """What a kept profile says."""
    return ProfileContent(
        name=profile.name,
        columns=tuple(profile.columns),
        mapping=mapping_from(profile.mapping),
        provider=profile.provider,
        crs_epsg=profile.crs_epsg,
        encoding=profile.encoding,
        table=profile.table,
    )


def mapping_of(profile: MappingProfile) -> SourceMapping:
    """The profile's mapping, signed with its name and version for the manifest."""
    return replace(mapping_from(profile.mapping), profile=profile.name, version=profile.version)
