# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Receipts of reviews, kept for good. 审查回执。"""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models.functions import Now

from kuangtu.conformity.types import Conclusion


class Receipt(models.Model):
    """One review as it was made: the record as canonical JSON, and its hash. 回执。

    Nothing changes a receipt; a review that is made again is another receipt. The columns
    beside `content` repeat what lists and searches need.
    """

    number = models.CharField(max_length=20, unique=True, null=True)  # null until it has an id
    created_at = models.DateTimeField(db_default=Now())
    judged_on = models.DateField()
    adcode = models.CharField(max_length=6, db_index=True)
    name = models.CharField(max_length=200)
    applicant = models.CharField(max_length=200)
    mineral = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)  # codes.choices.RightKind
    act = models.CharField(max_length=20)  # codes.choices.Act
    conclusion = models.CharField(max_length=30)  # conformity.types.Conclusion
    area_km2 = models.DecimalField(max_digits=14, decimal_places=4)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    actor = models.CharField(max_length=80)
    is_demo = models.BooleanField(default=False)
    # The ground judged, EPSG:4490, in degrees. Receipts from before it was kept have the box only:
    # their ground is read again from the record.
    geometry_wkb = models.BinaryField(null=True)
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion__in=[one.value for one in Conclusion]),
                name="receipt_conclusion_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="receipt_has_a_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def record(self) -> dict[str, Any]:
        """The receipt as it was hashed."""
        parsed: dict[str, Any] = json.loads(self.content)
        return parsed

    def exported(self) -> dict[str, Any]:
        """The receipt as a file, which `kuangtu replay` reads."""
        return {
            "number": self.number,
            "created_at": self.created_at.isoformat(),
            "actor": self.actor,
            "sha256": self.sha256,
            "receipt": self.record,
        }
