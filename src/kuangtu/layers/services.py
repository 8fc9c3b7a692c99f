# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts on layers: import, publish, withdraw, and the base layers. 图层事务。

Reading and checking happen before anything is written; the files go into a temporary folder
of the same disk and become an edition by one rename inside the transaction that adds its row.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.audit.services import record
from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers import base_layers
from kuangtu.layers.accepting import Acceptance, NotAccepted, SecondPersonNeeded
from kuangtu.layers.choices import EditionStatus, ImportStep, Quality, Security, Store
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import AlreadyWithdrawn, KeptInLedger, NotStaged
from kuangtu.layers.mapping import SourceMapping
from kuangtu.layers.models import Edition
from kuangtu.layers.preparing import Follow, Prepared, Provenance, prepare, unfollowed
from kuangtu.layers.queries import data_path, layers_folder, next_number
from kuangtu.layers.queries.accepting import in_force, risks_of_publishing, warnings_of
from kuangtu.layers.queries.checks import check_basis
from kuangtu.layers.reading import Declaration, ReadLimits
from kuangtu.layers.storing import write_manifest

LONGEST_REASON = 300  # as long as the column
WARNINGS_NOT_SEEN = Text(
    "导入检查有 {count} 条提醒，须逐条看过并确认条数",
    "the import found {count} warnings; look at them and confirm how many there are",
)
COMPARED_WITH_ANOTHER = Text(
    "现行版本是：{now}；请与它对比后再发布",
    "the edition in force is: {now}; compare with it before publishing",
)


def import_layer(
    *,
    layer: str,
    file: Path,
    source: str,
    imported_on: date,
    actor: Actor,
    declared_crs: DeclaredCrs | None = None,
    dated_on: date | None = None,
    authority: str = "",
    licence: str = "",
    attribution: str = "",
    quality: Quality = Quality.REFERENCE,
    security: Security | None = None,
    accuracy_m: float | None = None,
    encoding: str = "",
    dataset: str = "",
    table: str = "",
    mapping: Mapping[str, str] | None = None,
    meaning: SourceMapping = SourceMapping(),
    without_invalid: bool = False,
    limits: ReadLimits | None = None,
    fingerprint: str = "",
    follow: Follow = unfollowed,
) -> Edition:
    """Read, check and keep a file as a staged edition. 导入图层。

    Writes: the edition's files, one Edition, one trace. `mapping` goes from source columns to
    fields and before `meaning`, which also holds units and values. Features with errors are left
    out only if `without_invalid` says so. `follow` is told of each step, of the last one inside
    the transaction; what it raises ends the import.
    Raises: RoleTooLow, OutsideArea, NotFound, KeptInLedger, Invalid, ImportRefused; nothing is
    kept then.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    specification = layer_named(layer)
    if specification.store is Store.LEDGER:
        raise KeptInLedger(layer=specification.name)
    provenance = Provenance(
        source=source,
        dated_on=dated_on,
        authority=authority,
        licence=licence,
        attribution=attribution,
        quality=quality,
        security=security or specification.security,
        accuracy_m=accuracy_m,
        fingerprint=fingerprint,
        imported_on=imported_on,
        imported_by=actor.key,
    )
    if problems := tuple(provenance.problems()):
        raise Invalid(problems)
    home = layers_folder() / layer
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".import-", dir=home) as work:
        prepared = prepare(
            file,
            specification,
            work=Path(work),
            said=Declaration(
                declared_crs,
                encoding,
                dataset,
                table,
                geometry=specification.geometry,
                without_geometry=not specification.has_geometry,
            ),
            mapping=mapping or {},
            meaning=meaning,
            without_invalid=without_invalid,
            limits=limits or ReadLimits.for_files_up_to(settings.KUANGTU_UPLOAD_LIMIT_BYTES),
            basis=check_basis(specification, as_of=imported_on),
            follow=follow,
        )
        return _keep(prepared, provenance, actor, follow)


@transaction.atomic
def _keep(prepared: Prepared, provenance: Provenance, actor: Actor, follow: Follow) -> Edition:
    """The row, the trace and, last, the rename: if one fails, none is there.

    A crash between rename and commit leaves a folder that no row names; it is never read and
    its number is not given again.
    """
    follow(ImportStep.KEEPING, prepared.written.feature_count)
    layer = prepared.specification.code
    number = next_number(layer)
    manifest = prepared.manifest() | provenance.manifest() | {"number": number}
    edition = Edition.objects.create(
        layer=layer,
        number=number,
        status=EditionStatus.STAGED,
        folder=f"{layer}/{number}",
        manifest_sha256=write_manifest(prepared.folder, manifest, known=prepared.hashes),
        **prepared.columns(),
        **provenance.columns(),
    )
    _trace("layers.imported", edition, actor, {"left_out": edition.left_out_count})
    prepared.folder.rename(layers_folder() / edition.folder)
    return edition


@transaction.atomic
def publish_edition(
    *,
    edition: Edition,
    published_on: date,
    actor: Actor,
    acceptance: Acceptance | None = None,
) -> Edition:
    """Let reviews and maps read a staged edition. 发布版本。

    `acceptance` is what the publisher saw and confirmed; without it only the product itself
    publishes, at set-up. Writes: status and day of the Edition, one trace with what was seen.
    Raises: RoleTooLow, OutsideArea, NotStaged, EditionDamaged, SecondPersonNeeded, NotAccepted.
    """
    actor.require(Role.ADMINISTRATOR, settings.KUANGTU_COUNTY)
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    if found.status != EditionStatus.STAGED:
        raise NotStaged(edition=found.label, status=EditionStatus(found.status).label)
    data_path(found)
    if acceptance is not None or actor != SYSTEM:
        _require_accepted(found, acceptance, published_on, actor)
    found.status = EditionStatus.PUBLISHED
    found.published_on, found.published_by = published_on, actor.key
    found.save(update_fields=["status", "published_on", "published_by"])
    seen = acceptance.as_json() if acceptance else {}
    _trace("layers.published", found, actor, {"published_on": published_on.isoformat(), **seen})
    return found


def _require_accepted(
    edition: Edition, acceptance: Acceptance | None, day: date, actor: Actor
) -> None:
    """Raises: SecondPersonNeeded; NotAccepted with all that was not seen as it is now."""
    if settings.KUANGTU_SECOND_PERSON_PUBLISHES and edition.imported_by == actor.key:
        raise SecondPersonNeeded(edition=edition.label)
    current = in_force(edition.layer, day=day)
    given = acceptance or Acceptance(warnings=-1, against=None)
    problems = [
        Problem("layer.not-confirmed", text, Place(field=risk.value))
        for risk, text in risks_of_publishing(edition, day=day)
        if risk not in given.risks
    ]
    if given.warnings != (warnings := warnings_of(edition)):
        text = WARNINGS_NOT_SEEN.format(count=warnings)
        problems.append(Problem("layer.warnings-not-seen", text, Place(field="warnings")))
    if given.against != (current.number if current else None):
        now = current.label if current else Text("无", "none")
        text = COMPARED_WITH_ANOTHER.format(now=now)
        problems.append(Problem("layer.compared-with-another", text, Place(field="against")))
    if problems:
        raise NotAccepted(problems, edition=edition.label)


@transaction.atomic
def withdraw_edition(
    *, edition: Edition, because: str, withdrawn_on: date, actor: Actor
) -> Edition:
    """Take an edition out of use; its files stay, so that old reviews can be repeated. 撤回版本。

    Writes: status, day and reason of the Edition, one trace. Raises: RoleTooLow, OutsideArea,
    AlreadyWithdrawn; Invalid for a reason that is absent or too long to keep.
    """
    actor.require(Role.ADMINISTRATOR, settings.KUANGTU_COUNTY)
    because = because.strip()
    if not 0 < len(because) <= LONGEST_REASON:
        raise invalid(
            "layer.reason",
            "撤回须写明原因，不超过 {most} 个字",
            "say why it is withdrawn, in {most} letters at most",
            Place(field="because"),
            most=LONGEST_REASON,
        )
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    if found.status == EditionStatus.WITHDRAWN:
        raise AlreadyWithdrawn(edition=found.label)
    found.status = EditionStatus.WITHDRAWN
    found.withdrawn_on, found.withdrawn_by = withdrawn_on, actor.key
    found.withdrawn_because = because
    found.save(update_fields=["status", "withdrawn_on", "withdrawn_by", "withdrawn_because"])
    _trace("layers.withdrawn", found, actor, {"because": because})
    return found


def load_base_layers(
    *,
    actor: Actor,
    loaded_on: date,
    map_sheets: Mapping[str, Sequence[str]] | None = None,
) -> list[Edition]:
    """Import and publish the layers that are at hand, unless they are there already. 装载底图图层。

    `map_sheets` names the projects of each sheet number. Writes: per new layer what importing
    and publishing write. A base layer whose data is absent is left missing.
    Raises: RoleTooLow, OutsideArea, Invalid.
    """
    actor.require(Role.ADMINISTRATOR, settings.KUANGTU_COUNTY)
    loaded = []
    for entry in base_layers.entries():
        with tempfile.TemporaryDirectory(prefix="kuangtu-base-") as work:
            found = base_layers.find(
                entry,
                county=settings.KUANGTU_COUNTY,
                data=settings.KUANGTU_BASE_DATA,
                map_sheets=map_sheets or {},
            )
            if found is None or _is_loaded(entry.layer, found.fingerprint):
                continue
            file = found.write(Path(work))
            edition = _import_base(entry, file, found.fingerprint, loaded_on, actor)
            loaded.append(publish_edition(edition=edition, published_on=loaded_on, actor=actor))
    return loaded


def _import_base(
    entry: base_layers.BaseLayer, file: Path, fingerprint: str, loaded_on: date, actor: Actor
) -> Edition:
    return import_layer(
        layer=entry.layer,
        file=file,
        source=entry.source,
        dated_on=entry.dated_on,
        authority=entry.authority,
        licence=entry.licence,
        attribution=entry.attribution,
        quality=Quality.REFERENCE,
        security=Security.PUBLIC,
        accuracy_m=entry.accuracy_m,
        mapping=entry.mapping,
        without_invalid=entry.without_invalid,
        imported_on=loaded_on,
        fingerprint=fingerprint,
        actor=actor,
    )


def _is_loaded(layer: str, fingerprint: str) -> bool:
    """Also true for a withdrawn one: what somebody took away does not come back by itself."""
    return Edition.objects.filter(layer=layer, fingerprint=fingerprint).exists()


def _trace(action: str, edition: Edition, actor: Actor, more: Mapping[str, object]) -> None:
    record(
        action=action,
        actor=actor.key,
        subject=edition.subject,
        adcode=settings.KUANGTU_COUNTY,
        data={"layer": edition.layer, "number": edition.number, "sha256": edition.sha256, **more},
    )
