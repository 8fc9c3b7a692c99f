# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The reviews that were kept, as a layer of the One Map. 审查范围图层。

Every receipt of the actor's area that was judged by a day. Two reviews of one ground are two
features: a receipt is never replaced by a later one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import shapely

from kuangtu.accounts.actor import Actor
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import visible_to
from kuangtu.conformity.reading.application import from_stated
from kuangtu.core.canonical import sha256_of
from kuangtu.core.text import Text
from kuangtu.layers.choices import Quality
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.ledgers import LedgerRows, LedgerState

LAYER = "reviewed-ground"
# Another way of making the rows makes another content, so that no old file is taken for it.
FORMAT = "reviewed-ground-1"
SOURCE = Text("审查回执", "receipts of reviews")
WITH_DEMO = Text("审查回执（含依据演示数据的）", "receipts of reviews (some rest on demo data)")


class ReviewedGrounds:
    """The layer `reviewed-ground`, read from the receipts. 审查范围图层（实现 LedgerLayer）。"""

    def state(self, *, actor: Actor, as_of: date) -> LedgerState:
        """How many receipts there are by a day, and where. Two queries."""
        columns = ("sha256", "judged_on", "is_demo", "west", "south", "east", "north")
        found = list(_judged_by(actor, as_of).values_list(*columns))
        west, south, east, north = (
            zip(*(row[3:] for row in found), strict=True) if found else [()] * 4
        )
        has_demo = any(row[2] for row in found)
        return LedgerState(
            number=visible_to(actor).count(),
            changed_on=max((row[1] for row in found), default=None),
            sha256=_content(actor, (row[0] for row in found)),
            feature_count=len(found),
            bounds=(min(west), min(south), max(east), max(north)) if found else None,
            source=WITH_DEMO if has_demo else SOURCE,
            quality=Quality.REFERENCE if has_demo else Quality.CHECKED,
        )

    def rows(self, *, actor: Actor, as_of: date) -> LedgerRows:
        """The grounds as features, identified by the numbers of their receipts. One query.

        Raises: Invalid if the ground of an early receipt can no longer be read.
        """
        # Late: a state needs neither, and commands that draw nothing should not load them.
        import pyarrow as pa  # noqa: PLC0415 - see above

        from kuangtu.layers.checking.values import ARROW_TYPES  # noqa: PLC0415 - see above

        receipts = list(_judged_by(actor, as_of).defer("content"))
        records = [attributes_of(one) for one in receipts]
        return LedgerRows(
            sha256=_content(actor, (one.sha256 for one in receipts)),
            feature_ids=[str(one.number) for one in receipts],
            geometries=shapely.from_wkb([_wkb(one) for one in receipts]),
            attributes=pa.table(
                {
                    one.name: pa.array([r[one.name] for r in records], ARROW_TYPES[one.type])
                    for one in layer_named(LAYER).fields
                }
            ),
        )


def _judged_by(actor: Actor, day: date) -> Any:
    return visible_to(actor).filter(judged_on__lte=day, number__isnull=False).order_by("pk")


def _content(actor: Actor, receipts: Iterable[str]) -> str:
    """A hash of what the rows hold; the area is part of it, so no area's file serves another."""
    return sha256_of(
        {
            "format": FORMAT,
            "fields": [one.name for one in layer_named(LAYER).fields],
            "area": actor.area_prefix,
            "receipts": list(receipts),
        }
    )


def _wkb(receipt: Receipt) -> bytes:
    if receipt.geometry_wkb is not None:
        return bytes(receipt.geometry_wkb)
    ground = from_stated(receipt.record["inputs"]).ground
    return bytes(shapely.to_wkb(ground.geometry))


def attributes_of(receipt: Receipt) -> dict[str, object]:
    """The fields of the layer for one receipt. 图层属性。"""
    return {
        "number": receipt.number,
        "name": receipt.name,
        "applicant": receipt.applicant,
        "kind": receipt.kind,
        "act": receipt.act,
        "mineral": receipt.mineral,
        "conclusion": receipt.conclusion,
        "judged_on": receipt.judged_on,
        "area_km2": float(receipt.area_km2),
        "adcode": receipt.adcode,
        "receipt_sha256": receipt.sha256,
        "is_demo": receipt.is_demo,
    }
