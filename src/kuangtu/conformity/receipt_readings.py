# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger's readings back from a receipt. 由回执还原台账读数（纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kuangtu.codes.choices import MiningMethod, RightKind, RightStatus, SizeClass
from kuangtu.codes.minerals import by_code
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.plans.types import Account, Comparison
from kuangtu.rights.types import AccountReading, ExistingRight, RightsReading


def rights_of(record: Mapping[str, Any] | None) -> RightsReading | None:
    """The reading that `receipts.rights_json` wrote. Raises: KeyError, ValueError if it did not."""
    if record is None:
        return None
    capacity = record["own_capacity"]
    size = record["own_size_class"]
    return RightsReading(
        dated_on=date.fromisoformat(record["dated_on"]),
        overlapping=tuple(_right_of(one) for one in record["overlapping"]),
        of_applicant=tuple(_right_of(one) for one in record["of_applicant"]),
        own=_right_of(record["own"]) if record["own"] else None,
        own_capacity=Quantity(Decimal(capacity["value"]), capacity["unit"]) if capacity else None,
        own_size_class=SizeClass(size) if size else None,
        # Receipts made before these were read do not hold them.
        own_outside_m2=record.get("own_outside_m2"),
        own_outside_widest_m=record.get("own_outside_widest_m"),
        own_ground_m2=record.get("own_ground_m2"),
        own_outside_height_m=record.get("own_outside_height_m"),
        block_holders={block: tuple(names) for block, names in record["block_holders"].items()},
        is_demo=record["is_demo"],
    )


def _right_of(record: Mapping[str, Any]) -> ExistingRight:
    depth = record["depth_overlap_m"]
    method = record["method"]
    return ExistingRight(
        number=record["number"],
        kind=RightKind(record["kind"]),
        name=record["name"],
        holder=record["holder"],
        mineral=by_code(record["mineral"]),
        status=RightStatus(record["status"]),
        valid_from=_day(record["valid_from"]),
        valid_to=_day(record["valid_to"]),
        overlap_m2=record["overlap_m2"],
        share=record["share"],
        way=record["way"],
        depth_overlap_m=(depth[0], depth[1]) if depth else None,
        depth_is_known=record["depth_is_known"],
        revoked_on=_day(record["revoked_on"]),
        method=MiningMethod(method) if method else None,
        is_demo=record["is_demo"],
        other_minerals=tuple(by_code(code) for code in record.get("other_minerals", ())),
        widest_m=record.get("widest_m"),
    )


def accounts_of(records: list[Mapping[str, Any]]) -> dict[Account, AccountReading]:
    """The quotas that `receipts.account_json` wrote."""
    readings = [_account_of(record) for record in records]
    return {reading.account: reading for reading in readings}


def _account_of(record: Mapping[str, Any]) -> AccountReading:
    return AccountReading(
        account=Account(record["account"]),
        goal_code=record["goal_code"],
        comparison=Comparison(record["comparison"]),
        limit=Decimal(record["limit"]),
        unit=record["unit"],
        now=_decimal(record["now"]),
        after=_decimal(record["after"]),
        read_on=date.fromisoformat(record["read_on"]),
        note=Text(record["note"]["zh"], record["note"]["en"]),
        # Receipts written before the bounds were kept have none.
        at_least_now=_decimal(record.get("at_least_now")),
        at_most_now=_decimal(record.get("at_most_now")),
        at_least_after=_decimal(record.get("at_least_after")),
        at_most_after=_decimal(record.get("at_most_after")),
        is_worse=record.get("is_worse"),
    )


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _decimal(words: str | None) -> Decimal | None:
    return Decimal(words) if words is not None else None
