# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Editions of folders, parameters an office set itself, health checks. 规划版本、参数与体检。"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from kuangtu.plans.choices import AnswerKind, OverrideKind
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


class HealthRun(models.Model):
    """One health check of a plan as it was made: what was read, and all that was found. 体检。

    Never edited. `findings` hold each finding with its fingerprint; the document lies in the home
    under its hash. Without a document only the folder was examined.
    """

    folder = models.CharField(max_length=80, db_index=True)
    edition_sha256 = models.CharField(max_length=64)
    adcode = models.CharField(max_length=6)
    document_name = models.CharField(max_length=200, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    examined = models.JSONField()
    findings = models.JSONField()
    run_on = models.DateField()
    run_by = models.CharField(max_length=80)
    run_by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document_sha256="", document_name="")
                | ~models.Q(document_sha256="") & ~models.Q(document_name=""),
                name="health_run_names_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folder} {self.run_on} {self.document_name}".strip()


class HealthAnswer(models.Model):
    """What an officer said to a finding of a health check. 体检答复。

    Rows are only ever added; the last one for a fingerprint stands.
    """

    run = models.ForeignKey(HealthRun, on_delete=models.PROTECT, related_name="answers")
    fingerprint = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.label.zh) for kind in AnswerKind]
    )
    words = models.TextField(blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField()
    answered_by = models.CharField(max_length=80)
    answered_by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in AnswerKind]),
                name="health_answer_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=AnswerKind.CORRECTED.value) | ~models.Q(words=""),
                name="health_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=AnswerKind.RAISED.value)
                | ~models.Q(letter_number="") & models.Q(letter_on__isnull=False),
                name="health_finding_is_raised_by_a_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fingerprint} {self.kind} {self.answered_on}"
