# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The act of handing out a layer. 图层导出事务。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record
from kuangtu.layers.exporting import Exported, ExportFormat, TargetCrs, export_to
from kuangtu.layers.exports.queries import metadata_of, require_visible, source_of
from kuangtu.layers.features import Box
from kuangtu.layers.queries.files import AnyEdition


def export_edition(
    *,
    edition: AnyEdition,
    file: Path,
    form: ExportFormat,
    exported_at: datetime,
    actor: Actor,
    crs: TargetCrs,
    encoding: str = "UTF-8",
    box: Box | None = None,
    fields: Sequence[str] = (),
) -> Exported:
    """Write an edition, or a part of it, to a file. 导出图层。

    Writes: the file, then one trace of who took what; a large file must not hold the database.
    Raises: OutsideArea, NotFound, EditionDamaged, LedgerMoved, Invalid; there is no file then,
    nor if the trace cannot be kept.
    """
    actor.require(Role.VIEWER, settings.KUANGTU_COUNTY)
    require_visible(edition, actor)
    source = source_of(edition, crs=crs, box=box, fields=fields)
    metadata = metadata_of(edition, exported_at=exported_at, actor=actor)
    done = export_to(file, form, source, metadata, encoding=encoding)
    try:
        _trace(edition, done, crs, actor)
    except BaseException:
        file.unlink()
        raise
    return done


@transaction.atomic
def _trace(edition: AnyEdition, done: Exported, crs: TargetCrs, actor: Actor) -> None:
    record(
        action="layers.exported",
        actor=actor.key,
        subject=edition.subject,
        adcode=settings.KUANGTU_COUNTY,
        data={
            "layer": edition.layer,
            "number": edition.number,
            "sha256": edition.sha256,
            "format": done.format.value,
            "epsg": crs.epsg,
            "count": done.count,
        },
    )
