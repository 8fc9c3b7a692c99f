# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger as it stood on a day, and who may see what of it. 台账时点状态。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import shapely
from django.db.models import Exists, OuterRef, Q, QuerySet

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightStatus
from kuangtu.codes.divisions import COUNTRY, area_prefix
from kuangtu.core.text import Text
from kuangtu.geo.crs import recognized
from kuangtu.geo.depth import as_multipolygon
from kuangtu.geo.ground import Ground, Slab
from kuangtu.rights.models import MineralRight, RightVersion

# A query takes only so many parameters.
NUMBERS_AT_ONCE = 10_000
AS_STORED = Text("台账所存", "as stored in the ledger")


def visible_to(actor: Actor) -> QuerySet[MineralRight]:
    """The rights of the actor's own area and below it. 可见范围。"""
    return MineralRight.objects.filter(adcode__startswith=actor.area_prefix)


def as_of(day: date) -> QuerySet[RightVersion]:
    """The version of every right that is the newest on that day. 时点状态。"""
    newer = RightVersion.objects.filter(
        right=OuterRef("right"),
        effective_on__gt=OuterRef("effective_on"),
        effective_on__lte=day,
    )
    return RightVersion.objects.filter(~Exists(newer), effective_on__lte=day).select_related(
        "right"
    )


def rights_as_of(actor: Actor, day: date) -> QuerySet[RightVersion]:
    """What the actor sees of the ledger as it stood on that day, by number."""
    return as_of(day).filter(right__adcode__startswith=actor.area_prefix).order_by("right__number")


def history_of(actor: Actor, number: str) -> QuerySet[RightVersion]:
    """Every version of a right that the actor may see, the oldest first. 变更历史。"""
    return (
        RightVersion.objects.filter(
            right__number=number, right__adcode__startswith=actor.area_prefix
        )
        .select_related("right")
        .order_by("effective_on")
    )


def in_force_on(day: date) -> Q:
    """The condition under which a version of `as_of(day)` is in force on that day."""
    return Q(status=RightStatus.IN_FORCE.value) & (Q(valid_to=None) | Q(valid_to__gte=day))


def standing_on(version: RightVersion, day: date) -> RightStatus:
    """The status on that day: a right in force whose validity has ended has expired. 时点效力。"""
    return standing(version.status, version.valid_to, day)


def standing(status: str, valid_to: date | None, day: date) -> RightStatus:
    """The status on a day of a right that was registered with a status and an end.

    >>> standing("IN_FORCE", date(2023, 5, 31), date(2023, 6, 1)).value
    'EXPIRED'
    """
    has_ended = valid_to is not None and valid_to < day
    registered = RightStatus(status)
    return RightStatus.EXPIRED if registered is RightStatus.IN_FORCE and has_ended else registered


def ground_of(version: RightVersion) -> Ground:
    """The ground of a version; its rings are in the source text, which is kept to the letter."""
    return Ground(
        source_text=version.source_text,
        source_format=version.source_format,
        crs=recognized(version.crs_epsg, AS_STORED),
        rings=(),
        geometry=as_multipolygon(shapely.from_wkb(bytes(version.geometry_wkb))),
        area_m2=version.area_m2,
        slabs=tuple(
            Slab(
                as_multipolygon(shapely.from_wkb(bytes.fromhex(slab["wkb"]))),
                slab["top_m"],
                slab["bottom_m"],
            )
            for slab in version.slabs
        ),
    )


def registered_versions(numbers: Iterable[str]) -> dict[str, tuple[MineralRight, dict[date, str]]]:
    """Of each number that is registered: the right, and the digest of every version by its day."""
    wanted = sorted(set(numbers))
    found: dict[str, tuple[MineralRight, dict[date, str]]] = {}
    for start in range(0, len(wanted), NUMBERS_AT_ONCE):
        batch = wanted[start : start + NUMBERS_AT_ONCE]
        for right in MineralRight.objects.filter(number__in=batch):
            found[right.number] = (right, {})
        versions = RightVersion.objects.filter(right__number__in=batch).order_by()
        for number, day, digest in versions.values_list("right__number", "effective_on", "digest"):
            found[number][1][day] = digest
    return found


def has_demo_rights(adcode: str = COUNTRY) -> bool:
    """Whether the ledger of an area holds invented rights."""
    return MineralRight.objects.filter(
        is_demo=True, adcode__startswith=area_prefix(adcode)
    ).exists()
