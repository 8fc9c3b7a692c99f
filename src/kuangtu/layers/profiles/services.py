# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts on mapping profiles: save a version, delete a name. 方案事务。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record
from kuangtu.core.errors import Invalid
from kuangtu.layers.choices import Store
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import KeptInLedger
from kuangtu.layers.models import MappingProfile
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.profiles.queries import content_of, profile_named, versions


@transaction.atomic
def save_profile(
    *, layer: str, content: ProfileContent, made_on: date, actor: Actor
) -> MappingProfile:
    """Keep a profile: a new name, or the next version of one. 保存方案。

    Saying again what the newest version says makes none. Writes: one MappingProfile, one trace.
    Raises: RoleTooLow, OutsideArea, NotFound, KeptInLedger, Invalid; nothing is kept then.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    specification = layer_named(layer)
    if specification.store is Store.LEDGER:
        raise KeptInLedger(layer=specification.name)
    unsigned = replace(content.mapping, profile="", version=None)
    content = replace(content, name=content.name.strip(), mapping=unsigned)
    if problems := tuple(content.problems(specification)):
        raise Invalid(problems)
    earlier = versions(layer, content.name, actor=actor)
    if earlier and earlier[0].deleted_on is None and content_of(earlier[0]) == content:
        return earlier[0]
    saved = MappingProfile.objects.create(
        layer=layer,
        name=content.name,
        version=earlier[0].version + 1 if earlier else 1,
        provider=content.provider,
        columns=list(content.columns),
        mapping=content.mapping.as_json(),
        crs_epsg=content.crs_epsg,
        encoding=content.encoding,
        table=content.table,
        made_on=made_on,
        made_by=actor.key,
    )
    _trace("layers.profile-saved", saved, actor)
    return saved


@transaction.atomic
def delete_profile(*, layer: str, name: str, deleted_on: date, actor: Actor) -> None:
    """Propose a profile no longer; its versions stay, for editions name them. 删除方案。

    Writes: the day on each version, one trace. Raises: RoleTooLow, OutsideArea, NotFound.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    newest = profile_named(layer, name, actor=actor)
    there = MappingProfile.objects.filter(layer=layer, name=name, deleted_on__isnull=True)
    there.update(deleted_on=deleted_on, deleted_by=actor.key)
    _trace("layers.profile-deleted", newest, actor)


def _trace(action: str, profile: MappingProfile, actor: Actor) -> None:
    record(
        action=action,
        actor=actor.key,
        subject=profile.subject,
        adcode=settings.KUANGTU_COUNTY,
        data={"layer": profile.layer, "name": profile.name, "version": profile.version},
    )
