# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the ledger of rights says to a review. 台账读数（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kuangtu.codes.choices import MiningMethod, RightKind, RightStatus, SizeClass
from kuangtu.codes.minerals import Mineral
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.plans.types import Account, Comparison


@dataclass(frozen=True, slots=True)
class ExistingRight:
    """A right of the ledger that the ground touches, or of the same holder. 已设矿业权。"""

    number: str
    kind: RightKind
    name: str
    holder: str
    mineral: Mineral
    status: RightStatus
    valid_from: date | None
    valid_to: date | None
    overlap_m2: float = 0.0
    share: float = 0.0
    way: str = ""
    depth_overlap_m: tuple[float, float] | None = None  # (top, bottom) of the common interval
    depth_is_known: bool = False
    revoked_on: date | None = None
    method: MiningMethod | None = None
    is_demo: bool = False
    other_minerals: tuple[Mineral, ...] = ()
    widest_m: float | None = None  # of the overlap at its widest place; None where it is no strip

    @property
    def minerals(self) -> tuple[Mineral, ...]:
        """The main mineral and every other one the right names."""
        return (self.mineral, *self.other_minerals)


@dataclass(frozen=True, slots=True)
class AccountReading:
    """A quota as it stands, and as it would stand with this application. 指标账户读数。

    Where a value is unknown, the bounds say between what it certainly lies; None is no bound.
    `is_worse` says whether the application moves the account away from its limit, None if unknown.
    """

    account: Account
    goal_code: str
    comparison: Comparison
    limit: Decimal
    unit: str
    now: Decimal | None
    after: Decimal | None
    read_on: date
    note: Text = Text("", "")
    at_least_now: Decimal | None = None
    at_most_now: Decimal | None = None
    at_least_after: Decimal | None = None
    at_most_after: Decimal | None = None
    is_worse: bool | None = None

    def is_broken_between(self, at_least: Decimal | None, at_most: Decimal | None) -> bool:
        """Whether a value between these bounds breaks the limit wherever it lies."""
        if self.comparison is Comparison.AT_LEAST:
            return at_most is not None and at_most < self.limit
        if self.comparison is Comparison.AT_MOST:
            return at_least is not None and at_least > self.limit
        return False


@dataclass(frozen=True, slots=True)
class RightsReading:
    """What the ledger of rights says. 矿业权台账读数。 `dated_on` is the day it was read as of.

    `overlapping` holds the right named by the application's licence number too: whether that
    right is the one the act is on, the rules judge.
    """

    dated_on: date
    overlapping: tuple[ExistingRight, ...] = ()
    of_applicant: tuple[ExistingRight, ...] = ()
    own: ExistingRight | None = None  # the right named by license_number
    own_capacity: Quantity | None = None
    own_size_class: SizeClass | None = None
    # The application's ground outside the ground of `own`, and all the ground of `own`; None
    # without such a right, and in receipts made before these were read.
    own_outside_m2: float | None = None
    own_outside_widest_m: float | None = None  # at its widest place; None where it is no strip
    own_ground_m2: float | None = None
    # Metres by which the heights applied for leave those of `own`; None if any is unknown.
    own_outside_height_m: float | None = None
    # Holders of mining rights in force in each planning block met: "mining-block/F1" → names.
    block_holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_demo: bool = False
