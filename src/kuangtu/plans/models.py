# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Editions of folders and the parameters an office set itself. 规划版本与参数设定。"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from kuangtu.plans.choices import OverrideKind
from kuangtu.plans.types import FolderKind


class FolderEdition(models.Model):
    """A folder as it was loaded once. Never edited: a changed folder is a new edition. 规划版本。

    Only `is_current` moves, from one edition of a code to the next.
    """

    code = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in FolderKind]
    )
    adcode = models.CharField(max_length=6)
    sha256 = models.CharField(max_length=64)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    content = models.JSONField()
    loaded_on = models.DateField()
    loaded_by = models.CharField(max_length=80)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ("code", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "sha256"], name="folder_edition_is_stored_once"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(is_current=True),
                name="folder_has_one_current_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="folder_edition_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_zh}（{self.code}，{self.sha256[:12]}）"


class ParameterOverride(models.Model):
    """What an office did with an unverified figure: set, verified or restored. 参数设定。

    Holds for the office's area from a day on, until a later one. Rows are only ever added.
    `binding` and `parameter` are the address of the figure, see plans.figures; a verification
    keeps the value that was verified and names its source as the reason.
    """

    binding = models.CharField(max_length=80, db_index=True)
    parameter = models.CharField(max_length=80)
    kind = models.CharField(
        max_length=10,
        choices=[(kind.value, kind.label.zh) for kind in OverrideKind],
        default=OverrideKind.SET.value,
    )
    value = models.JSONField()
    adcode = models.CharField(max_length=6)
    starts_on = models.DateField()
    reason = models.TextField()
    set_by = models.CharField(max_length=80)
    read_on = models.DateField(null=True, blank=True)  # when the source was read
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in OverrideKind]),
                name="parameter_override_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=OverrideKind.VERIFIED.value)
                | models.Q(read_on__isnull=False),
                name="parameter_verified_from_a_source",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="parameter_override_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.binding}.{self.parameter} {self.adcode} {self.starts_on}"
