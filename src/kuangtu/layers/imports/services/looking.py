# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A worker's look at a file, for its importer to confirm. 查看文件。"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from shapely import Geometry

from kuangtu.core.errors import KuangtuError
from kuangtu.layers.choices import ImportStatus, ImportStep
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.imports.services.endings import end_refused
from kuangtu.layers.imports.states import CRASHED
from kuangtu.layers.imports.uploads import discard_uploads, kept_path, uploads_folder
from kuangtu.layers.inspecting import Inspection, inspect_file
from kuangtu.layers.inspection_records import inspection_record
from kuangtu.layers.models import ImportJob
from kuangtu.layers.queries.checks import county_outline
from kuangtu.layers.reading import Declaration, ReadLimits
from kuangtu.layers.statements import statement_of

LOG = logging.getLogger(__name__)


def run_inspection(pk: int, *, clock: Callable[[], datetime]) -> ImportJob:
    """Look at what was handed in and wait for its confirmation. 查看交来的文件。

    Writes: the job's states and what was seen; a file that cannot be opened at all refuses the
    job, with a trace. A job that is not waiting is left alone. Raises: whatever the program
    itself dies of, once it is written down.
    """
    if not ImportJob.objects.filter(pk=pk, status=ImportStatus.WAITING).update(
        status=ImportStatus.INSPECTING, step=ImportStep.INSPECTING, started_at=clock()
    ):
        return ImportJob.objects.get(pk=pk)
    job = ImportJob.objects.get(pk=pk)
    try:
        seen = inspection_record(_inspected(job, clock().date()))
    except KuangtuError as error:
        end_refused(job, error, clock())
        discard_uploads(job.folder)
    except Exception:
        end_refused(job, KuangtuError(), clock(), text=CRASHED)
        discard_uploads(job.folder)
        raise
    else:
        _await_confirmation(job, seen)
    job.refresh_from_db()
    return job


def _inspected(job: ImportJob, day: date) -> Inspection:
    """Raises: Invalid where nothing of the file can be shown."""
    statement = statement_of(job.said)
    with tempfile.TemporaryDirectory(prefix=".looking-", dir=uploads_folder()) as work:
        return inspect_file(
            kept_path(job.folder),
            work=Path(work),
            said=Declaration(statement.declared_crs, statement.encoding),
            limits=ReadLimits.for_files_up_to(settings.KUANGTU_UPLOAD_LIMIT_BYTES),
            county=_county(day),
        )


def _county(day: date) -> Geometry | None:
    """The county's outline; without one, candidates are offered by their numbers alone."""
    try:
        outline = county_outline(as_of=day)
    except EditionDamaged:
        LOG.warning("the county boundary is damaged; candidates are not compared with it")
        return None
    return outline.outline if outline else None


def _await_confirmation(job: ImportJob, seen: dict[str, object]) -> None:
    """Unless somebody has cancelled meanwhile."""
    looked_at = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.INSPECTING)
    if not looked_at.update(
        status=ImportStatus.AWAITING, step=ImportStep.CONFIRMING, inspection=seen
    ):
        LOG.info("import %s was cancelled while it was looked at", job.pk)
        discard_uploads(job.folder)
