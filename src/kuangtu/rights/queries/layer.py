# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger of rights as a layer of the One Map. 矿业权图层。

Every right of the actor's area as of a day, whatever its status: canceled and lapsed ones are
told apart by the field `status`, which is that of the day. Rights that were not registered by
then are not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import shapely

from kuangtu.accounts.actor import Actor
from kuangtu.core.canonical import sha256_of
from kuangtu.core.text import Text
from kuangtu.layers.choices import Quality
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.ledgers import LedgerRows, LedgerState
from kuangtu.rights.models import RightVersion
from kuangtu.rights.queries.ledger import rights_as_of, standing, standing_on

LAYER = "mineral-right"
# Another way of making the rows makes another content, so that no old file is taken for it.
FORMAT = "mineral-right-1"
SOURCE = Text("矿业权台账", "ledger of rights")
WITH_DEMO = Text("矿业权台账（含演示数据）", "ledger of rights (with demo data)")


class RightsLayer:
    """The layer `mineral-right`, read from the ledger. 矿业权图层（实现 LedgerLayer）。"""

    def state(self, *, actor: Actor, as_of: date) -> LedgerState:
        """How many rights there are, where, and in which state of the ledger. Two queries."""
        columns = ("digest", "status", "valid_to", "effective_on", "right__is_demo")
        box = ("min_lon", "min_lat", "max_lon", "max_lat")
        found = list(rights_as_of(actor, as_of).values_list(*columns, *box))
        sides = [row[len(columns) :] for row in found]
        west, south, east, north = zip(*sides, strict=True) if sides else ((), (), (), ())
        has_demo = any(row[4] for row in found)
        return LedgerState(
            number=_acts_recorded(actor),
            changed_on=max((row[3] for row in found), default=None),
            sha256=_content(
                actor, ((digest, standing(status, end, as_of)) for digest, status, end, *_ in found)
            ),
            feature_count=len(found),
            bounds=(min(west), min(south), max(east), max(north)) if found else None,
            source=WITH_DEMO if has_demo else SOURCE,
            quality=Quality.REFERENCE if has_demo else Quality.APPROVED,
        )

    def rows(self, *, actor: Actor, as_of: date) -> LedgerRows:
        """The rights as features, identified by their numbers. One query."""
        # Late: a state needs neither, and commands that draw nothing should not load them.
        import pyarrow as pa  # noqa: PLC0415 - see above

        from kuangtu.layers.checking.values import ARROW_TYPES  # noqa: PLC0415 - see above

        versions = list(rights_as_of(actor, as_of))
        records = [attributes_of(version, as_of) for version in versions]
        return LedgerRows(
            sha256=_content(actor, ((one.digest, standing_on(one, as_of)) for one in versions)),
            feature_ids=[version.right.number for version in versions],
            geometries=shapely.from_wkb([bytes(one.geometry_wkb) for one in versions]),
            attributes=pa.table(
                {
                    one.name: pa.array([r[one.name] for r in records], ARROW_TYPES[one.type])
                    for one in layer_named(LAYER).fields
                }
            ),
        )


def _acts_recorded(actor: Actor) -> int:
    """Registration acts of the actor's area up to now: every one adds a version and none goes."""
    return RightVersion.objects.filter(right__adcode__startswith=actor.area_prefix).count()


def _content(actor: Actor, rows: Iterable[tuple[str, str]]) -> str:
    """A hash of what the rows hold; the area is part of it, so no area's file serves another."""
    return sha256_of(
        {
            "format": FORMAT,
            "fields": [one.name for one in layer_named(LAYER).fields],
            "area": actor.area_prefix,
            "rows": [[digest, str(status)] for digest, status in rows],
        }
    )


def attributes_of(version: RightVersion, day: date) -> dict[str, object]:
    """The fields of the layer for one right as of a day. 图层属性。"""
    right = version.right
    return {
        "license_number": right.number,
        "kind": right.kind,
        "name": version.name,
        "holder": version.holder,
        "mineral": version.mineral.name,
        "other_minerals": "、".join(one.name for one in version.other_minerals) or None,
        "status": standing_on(version, day).value,
        "act": version.act,
        "effective_on": version.effective_on,
        "method": version.method or None,
        "capacity": _number(version.capacity),
        "capacity_unit": version.capacity_unit or None,
        "size_class": version.size_class or None,
        "stage": version.stage or None,
        "mine_status": version.mine_status or None,
        "top_m": version.top_m,
        "bottom_m": version.bottom_m,
        "stated_area_km2": _number(version.area_km2),
        "area_m2": version.area_m2,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "revoked_on": version.revoked_on,
        "adcode": right.adcode,
        "is_demo": right.is_demo,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
