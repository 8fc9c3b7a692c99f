# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Editions of layers. 图层版本。 Features are in files; the database never does geometry."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kuangtu.core.text import Text, same
from kuangtu.layers.choices import (
    EditionStatus,
    ImportStatus,
    ImportStep,
    Quality,
    Security,
    TilesStatus,
)
from kuangtu.layers.dictionary import layers

# A box has all four sides and a reference system it was read in, or none of them.
_PLACED = [f"{side}__isnull" for side in ("west", "south", "east", "north", "crs_epsg")]


class Edition(models.Model):
    """One immutable state of a layer, with where it comes from and what it is worth. 图层版本。

    `folder` is relative to the home's `layers/`; `sha256` is that of its data file. Only status
    and the words about publishing and withdrawing ever change. `fingerprint` is set for layers
    that the product makes itself: the same fingerprint needs no new edition.
    """

    layer = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=20, choices=[(one.value, one.label.zh) for one in EditionStatus]
    )
    folder = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField(max_length=64)
    manifest_sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)

    source = models.CharField(max_length=300)  # who gave it, in which letter or release
    source_file = models.CharField(max_length=200)
    source_sha256 = models.CharField(max_length=64)
    source_format = models.CharField(max_length=20)
    dated_on = models.DateField(null=True, blank=True)  # the state of the world it shows
    authority = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=300, blank=True)
    quality = models.CharField(
        max_length=20, choices=[(one.value, one.label.zh) for one in Quality]
    )
    security = models.CharField(
        max_length=20, choices=[(one.value, one.label.zh) for one in Security]
    )
    accuracy_m = models.FloatField(null=True, blank=True)  # of positions, as stated

    feature_count = models.PositiveIntegerField()
    left_out_count = models.PositiveIntegerField(default=0)
    finding_counts = models.JSONField(default=dict)  # kind → how often
    # Of the source; none where the layer is a table.
    crs_epsg = models.PositiveIntegerField(null=True, blank=True)
    crs_name = models.CharField(max_length=120, blank=True)
    crs_how = models.JSONField()  # Text: how it was recognised
    crs_accuracy_m = models.FloatField(null=True, blank=True)
    # Where the features lie, in degrees; a table lies nowhere.
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)

    imported_on = models.DateField()
    imported_by = models.CharField(max_length=80)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.CharField(max_length=80, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("layer", "-number")
        constraints = [
            models.UniqueConstraint(fields=("layer", "number"), name="edition_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(status__in=["STAGED", "PUBLISHED", "WITHDRAWN"]),
                name="edition_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(quality__in=["REFERENCE", "CHECKED", "APPROVED"]),
                name="edition_quality_is_known",
            ),
            models.CheckConstraint(
                condition=Q(security__in=["PUBLIC", "INTERNAL", "CONTROLLED"]),
                name="edition_security_is_known",
            ),
            models.CheckConstraint(condition=Q(feature_count__gte=1), name="edition_has_a_feature"),
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north")),
                name="edition_box_is_ordered",
            ),
            models.CheckConstraint(
                condition=Q(**dict.fromkeys(_PLACED, False)) | Q(**dict.fromkeys(_PLACED, True)),
                name="edition_lies_somewhere_or_nowhere",
            ),
            models.CheckConstraint(
                condition=~Q(status="PUBLISHED") | Q(published_on__isnull=False),
                name="edition_published_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="STAGED") | Q(published_on__isnull=True),
                name="edition_staged_is_not_published",
            ),
            models.CheckConstraint(
                condition=Q(status="WITHDRAWN", withdrawn_on__isnull=False)
                | (~Q(status="WITHDRAWN") & Q(withdrawn_on__isnull=True)),
                name="edition_withdrawn_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.label.zh

    @property
    def label(self) -> Text:
        """The edition in both languages."""
        known = layers().get(self.layer)
        name = known.name if known else same(self.layer)
        return Text("{name} 第 {number} 版", "{name}, edition {number}").format(
            name=name, number=self.number
        )

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of the features in degrees; None for a table. 范围。"""
        if self.west is None or self.south is None or self.east is None or self.north is None:
            return None
        return self.west, self.south, self.east, self.north

    @property
    def subject(self) -> str:
        """How the trail and receipts name it."""
        return f"layers.Edition:{self.layer}/{self.number}"


class MappingProfile(models.Model):
    """How files of one kind are read into a layer: fields, units, codes, defaults. 字段对照方案。

    A version is never changed: saving under the same name makes the next one, and an edition's
    manifest names the one that it was read with. `columns` are those of the source it was made
    for; `mapping` is a `SourceMapping`. `crs_epsg`, `encoding` and `table` are proposed, and
    confirmed each time. A deleted profile is no longer proposed; its rows stay for the manifests.
    """

    layer = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    provider = models.CharField(max_length=120, blank=True)
    columns = models.JSONField()
    mapping = models.JSONField()
    crs_epsg = models.PositiveIntegerField(null=True, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    table = models.CharField(max_length=120, blank=True)
    made_on = models.DateField()
    made_by = models.CharField(max_length=80)
    deleted_on = models.DateField(null=True, blank=True)
    deleted_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("layer", "name", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=("layer", "name", "version"), name="mapping_profile_version_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="mapping_profile_version_from_one"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="mapping_profile_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.label.zh

    @property
    def label(self) -> Text:
        """The profile and its version in both languages."""
        text = Text("{name}（第 {version} 版）", "{name} (version {version})")
        return text.format(name=self.name, version=self.version)

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"layers.MappingProfile:{self.layer}/{self.name}/{self.version}"


# States of a job that has not ended.
UNDER_WAY = ("WAITING", "INSPECTING", "AWAITING", "RUNNING")


class ImportJob(models.Model):
    """A file handed in through the browser, on its way to a staged edition. 导入任务。

    `folder` is relative to the home's `uploads/`: it is gone once the job is imported, cancelled
    or a week old, so that a refused file can be mapped in another way. `said` holds the words of
    the form as they were typed; `inspection` what a look at the file showed; `mapping` what was
    confirmed of its columns and values. `refusal` is the error as every interface prints it.
    """

    layer = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    file_bytes = models.PositiveBigIntegerField()
    folder = models.CharField(max_length=64, unique=True)
    said = models.JSONField()
    status = models.CharField(
        max_length=20, choices=[(one.value, one.label.zh) for one in ImportStatus]
    )
    step = models.CharField(
        max_length=20, choices=[(one.value, one.label.zh) for one in ImportStep], blank=True
    )
    feature_count = models.PositiveIntegerField(null=True, blank=True)  # read so far
    inspection = models.JSONField(null=True, blank=True)
    mapping = models.JSONField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refusal = models.JSONField(null=True, blank=True)
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="job"
    )
    requested_by = models.CharField(max_length=80)
    requested_by_name = models.CharField(max_length=150)
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in ImportStatus]),
                name="import_job_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNDER_WAY, ended_at__isnull=True)
                | (~Q(status__in=UNDER_WAY) & Q(ended_at__isnull=False)),
                name="import_job_ended_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="IMPORTED", edition__isnull=False)
                | (~Q(status="IMPORTED") & Q(edition__isnull=True)),
                name="import_job_imported_has_an_edition",
            ),
            models.CheckConstraint(
                condition=~Q(status="AWAITING") | Q(inspection__isnull=False),
                name="import_job_awaiting_was_inspected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layer} ← {self.file_name}"

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"layers.ImportJob:{self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has it or is to take it; an awaiting job waits for a person."""
        return self.is_under_way and self.status != ImportStatus.AWAITING


class TileSet(models.Model):
    """The vector tiles of an edition, wanted, being made or there. 瓦片。

    The tiles themselves and what is known of them lie beside the data (`tile_archive.py`); here
    stands how far the making is. `reason` is the Text of why it failed.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="tile_set")
    status = models.CharField(
        max_length=20, choices=[(one.value, one.label.zh) for one in TilesStatus]
    )
    zoom = models.PositiveSmallIntegerField(null=True, blank=True)  # being made
    last_zoom = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.JSONField(null=True, blank=True)
    requested_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in TilesStatus]),
                name="tile_set_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="FAILED", reason__isnull=False)
                | (~Q(status="FAILED") & Q(reason__isnull=True)),
                name="tile_set_failed_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.status}"

    @property
    def is_under_way(self) -> bool:
        return self.status in {TilesStatus.WAITING, TilesStatus.MAKING}
