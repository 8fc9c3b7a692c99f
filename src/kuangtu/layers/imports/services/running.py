# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A worker's import of what was handed in. 执行导入。"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from kuangtu.accounts.queries import actor_with_key
from kuangtu.core.errors import KuangtuError
from kuangtu.layers.choices import ImportStatus, ImportStep
from kuangtu.layers.imports.queries import may_be_confirmed
from kuangtu.layers.imports.services.endings import end, end_refused
from kuangtu.layers.imports.states import CRASHED, ImportCancelled
from kuangtu.layers.imports.uploads import discard_uploads, kept_path
from kuangtu.layers.mapping import mapping_from
from kuangtu.layers.models import Edition, ImportJob
from kuangtu.layers.services import import_layer
from kuangtu.layers.statements import statement_of

LOG = logging.getLogger(__name__)


def run_import(pk: int, *, clock: Callable[[], datetime]) -> ImportJob:
    """Import what was handed in, telling each step. 执行导入。

    Writes: the job's steps and its end; what `import_layer` writes; a trace of a refusal. A job
    that is not waiting is left alone. The file of a refused job that was confirmed is kept, so
    that it can be confirmed in another way. Raises: whatever the program itself dies of, once it
    is written down.
    """
    if not ImportJob.objects.filter(pk=pk, status=ImportStatus.WAITING).update(
        status=ImportStatus.RUNNING, started_at=clock()
    ):
        return ImportJob.objects.get(pk=pk)
    job = ImportJob.objects.get(pk=pk)
    try:
        edition = _import(job, clock())
    except ImportCancelled:
        LOG.info("import %s was cancelled while it ran", pk)
    except KuangtuError as error:
        end_refused(job, error, clock())
    except Exception:
        end_refused(job, KuangtuError(), clock(), text=CRASHED)
        raise
    else:
        end(job, ImportStatus.IMPORTED, clock(), edition=edition)
    finally:
        job.refresh_from_db()
        if not may_be_confirmed(job):
            discard_uploads(job.folder)
    return job


def _import(job: ImportJob, at: datetime) -> Edition:
    """Raises: ImportCancelled, and what importing raises."""
    statement = statement_of(job.said)
    return import_layer(
        layer=job.layer,
        file=kept_path(job.folder),
        source=statement.source,
        imported_on=at.date(),
        actor=actor_with_key(job.requested_by),
        declared_crs=statement.declared_crs,
        dated_on=statement.dated_on,
        authority=statement.authority,
        licence=statement.licence,
        attribution=statement.attribution,
        quality=statement.quality,
        security=statement.security,
        accuracy_m=statement.accuracy_m,
        encoding=statement.encoding,
        dataset=statement.dataset,
        table=statement.table,
        mapping=statement.mapping,
        meaning=mapping_from(job.mapping or {}),
        without_invalid=statement.without_invalid,
        follow=lambda step, features: _tell(job, step, features),
    )


def _tell(job: ImportJob, step: ImportStep, features: int | None) -> None:
    """Write down the step. Raises: ImportCancelled if somebody cancelled meanwhile."""
    running = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.RUNNING)
    if not running.update(step=step, feature_count=features):
        raise ImportCancelled
