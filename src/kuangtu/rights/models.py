# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger of exploration and mining rights. 矿业权台账。

A registration act adds a version with the day it takes effect; nothing is overwritten, so the
ledger can be read as it stood on any day. Ground is kept as it was handed in, and as WKB in
EPSG:4490 with a bounding box for searching; the database does no geometry.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from django.db import models
from django.db.models import Q

from kuangtu.codes.choices import (
    Act,
    Choice,
    ExplorationStage,
    MineStatus,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.codes.minerals import Mineral, by_code
from kuangtu.core.quantity import Quantity

AnyChoice = TypeVar("AnyChoice", bound=Choice)


def pairs(choice: type[Choice]) -> list[tuple[str, str]]:
    """Code and Chinese label, as a form field shows them."""
    return [(member.value, member.label.zh) for member in choice]


def is_known(field: str, choice: type[Choice], *, may_be_empty: bool = False) -> Q:
    values = [member.value for member in choice]
    return Q(**{f"{field}__in": [*values, ""] if may_be_empty else values})


class MineralRight(models.Model):
    """A right by its number, kind and division. 矿业权。"""

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=pairs(RightKind))
    adcode = models.CharField(max_length=6, db_index=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.CheckConstraint(
                condition=is_known("kind", RightKind), name="right_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(adcode__regex=r"^[1-9][0-9]{5}$"), name="right_adcode_is_a_code"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="right_number_is_not_empty"),
            models.CheckConstraint(
                condition=Q(is_demo=True, number__startswith="DEMO")
                | Q(is_demo=False) & ~Q(number__startswith="DEMO"),
                name="right_demo_number_marks_demo",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RightVersion(models.Model):
    """What a registration act says of a right from a day on. 登记版本。

    `status` is as registered; whether a right in force has expired by a day follows from
    `valid_to` (see `queries.as_of`).
    """

    right = models.ForeignKey(MineralRight, on_delete=models.PROTECT, related_name="versions")
    effective_on = models.DateField()
    act = models.CharField(max_length=20, choices=pairs(Act))
    status = models.CharField(max_length=20, choices=pairs(RightStatus))
    name = models.CharField(max_length=200)
    holder = models.CharField(max_length=200, db_index=True)
    holder_code = models.CharField(max_length=40, blank=True)
    mineral_code = models.CharField(max_length=24, db_index=True)
    other_mineral_codes = models.JSONField(default=list, blank=True)
    method = models.CharField(max_length=20, choices=pairs(MiningMethod), blank=True)
    capacity = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    capacity_unit = models.CharField(max_length=30, blank=True)
    ore_density_t_per_m3 = models.DecimalField(
        max_digits=10, decimal_places=6, null=True, blank=True
    )
    ore_grade = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    size_class = models.CharField(max_length=20, choices=pairs(SizeClass), blank=True)
    stage = models.CharField(max_length=20, choices=pairs(ExplorationStage), blank=True)
    mine_status = models.CharField(max_length=20, choices=pairs(MineStatus), blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)  # stated

    source_text = models.TextField()
    source_format = models.CharField(max_length=40)
    crs_epsg = models.PositiveIntegerField()
    crs_name = models.CharField(max_length=120)
    geometry_wkb = models.BinaryField()  # EPSG:4490
    min_lon = models.FloatField()
    min_lat = models.FloatField()
    max_lon = models.FloatField()
    max_lat = models.FloatField()
    area_m2 = models.FloatField()  # by TD/T 1055 Annex D
    top_m = models.FloatField(null=True, blank=True)
    bottom_m = models.FloatField(null=True, blank=True)
    slabs = models.JSONField(default=list)  # [{"wkb": hex, "top_m": …, "bottom_m": …}]

    digest = models.CharField(max_length=64)
    source_file = models.CharField(max_length=200, blank=True)
    source_row = models.PositiveIntegerField(null=True, blank=True)
    source_cells = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("right__number", "effective_on")
        indexes = [
            models.Index(
                fields=["min_lon", "max_lon", "min_lat", "max_lat"], name="right_version_box"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["right", "effective_on"], name="right_version_one_a_day"
            ),
            models.CheckConstraint(condition=is_known("act", Act), name="right_act_is_known"),
            models.CheckConstraint(
                condition=is_known("status", RightStatus), name="right_status_is_known"
            ),
            *[
                models.CheckConstraint(
                    condition=is_known(field, choice, may_be_empty=True),
                    name=f"right_{field}_is_known",
                )
                for field, choice in (
                    ("method", MiningMethod),
                    ("size_class", SizeClass),
                    ("stage", ExplorationStage),
                    ("mine_status", MineStatus),
                )
            ],
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_to=None)
                | Q(valid_to__gte=models.F("valid_from")),
                name="right_validity_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status=RightStatus.REVOKED.value, revoked_on__isnull=False)
                | ~Q(status=RightStatus.REVOKED.value) & Q(revoked_on=None),
                name="right_revocation_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None, capacity_unit="")
                | Q(capacity__isnull=False, capacity__gt=0) & ~Q(capacity_unit=""),
                name="right_capacity_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(min_lon__lt=models.F("max_lon"), min_lat__lt=models.F("max_lat")),
                name="right_box_is_in_order",
            ),
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="right_area_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.effective_on}"

    @property
    def mineral(self) -> Mineral:
        return by_code(self.mineral_code)

    @property
    def other_minerals(self) -> tuple[Mineral, ...]:
        return tuple(by_code(code) for code in self.other_mineral_codes)

    @property
    def capacity_quantity(self) -> Quantity | None:
        """The yearly capacity."""
        return capacity_of(self.capacity, self.capacity_unit)


def capacity_of(value: Decimal | None, unit: str) -> Quantity | None:
    """A stored capacity as a quantity; 8.000000 reads as the 8 it is."""
    return None if value is None else Quantity(Decimal(format(value.normalize(), "f")), unit)
