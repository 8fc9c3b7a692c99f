# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts on import jobs: hand in, run, cancel. 后台导入事务。"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.queries import actor_with_key
from kuangtu.audit.services import record
from kuangtu.core.errors import Conflict, Invalid, KuangtuError
from kuangtu.core.text import Text
from kuangtu.layers.choices import ImportStatus, ImportStep, Store
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import KeptInLedger
from kuangtu.layers.imports.uploads import (
    Upload,
    bytes_of,
    discard_uploads,
    keep_uploads,
    kept_path,
    main_name,
    problems_of,
)
from kuangtu.layers.models import Edition, ImportJob
from kuangtu.layers.preparing import Provenance
from kuangtu.layers.services import import_layer
from kuangtu.layers.statements import KEYS, ImportStatement, statement_of

LOG = logging.getLogger(__name__)
MOST_PROBLEMS = 500  # kept of one refusal; the count says how many there were

CRASHED = Text(
    "导入时程序出错，已记入运行日志；请把文件交给管理员查看，再重新导入",
    "the import failed in the program itself and was logged; give the file to the administrator, "
    "then import it again",
)


class ImportEnded(Conflict):
    text = Text(
        "导入任务的状态是“{status}”，不能再取消", "the import is {status} and cannot be cancelled"
    )
    code = "layer.import-ended"


class ImportCancelled(Conflict):
    text = Text("导入已取消", "the import was cancelled")
    code = "layer.import-cancelled"


@transaction.atomic
def request_import(
    *,
    layer: str,
    uploads: Sequence[Upload],
    words: Mapping[str, str],
    requested_at: datetime,
    actor: Actor,
) -> ImportJob:
    """Keep files for a worker to import. 提交导入。

    `words` are those of `layers.statements.KEYS`, as typed. Writes: the files under `uploads/`,
    one ImportJob, one trace. Raises: RoleTooLow, OutsideArea, NotFound, KeptInLedger, Invalid
    with every problem that can be seen now; nothing is kept then.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    specification = layer_named(layer)
    if specification.store is Store.LEDGER:
        raise KeptInLedger(layer=specification.name)
    _refuse_problems(uploads, words, specification, requested_at, actor)
    folder = keep_uploads(uploads)
    try:
        job = ImportJob.objects.create(
            layer=layer,
            file_name=main_name(uploads),
            file_bytes=bytes_of(uploads),
            folder=folder,
            said={key: words[key] for key in KEYS if words.get(key)},
            status=ImportStatus.WAITING,
            requested_by=actor.key,
            requested_by_name=actor.name,
            requested_at=requested_at,
        )
        _trace("layers.import-requested", job, actor.key, {"file": job.file_name})
    except BaseException:
        discard_uploads(folder)
        raise
    return job


def _refuse_problems(
    uploads: Sequence[Upload],
    words: Mapping[str, str],
    specification: LayerSpecification,
    at: datetime,
    actor: Actor,
) -> None:
    """Raises: Invalid, with what is wrong with the files and with the words together."""
    problems = problems_of(uploads)
    try:
        statement = statement_of(words)
    except Invalid as error:
        problems += error.problems
    else:
        problems += _provenance(statement, specification, at, actor).problems()
    if problems:
        raise Invalid(problems)


def _provenance(
    statement: ImportStatement, specification: LayerSpecification, at: datetime, actor: Actor
) -> Provenance:
    return Provenance(
        source=statement.source,
        dated_on=statement.dated_on,
        authority=statement.authority,
        licence=statement.licence,
        attribution=statement.attribution,
        quality=statement.quality,
        security=statement.security or specification.security,
        accuracy_m=statement.accuracy_m,
        fingerprint="",
        imported_on=at.date(),
        imported_by=actor.key,
    )


def run_import(pk: int, *, clock: Callable[[], datetime]) -> ImportJob:
    """Import what was handed in, telling each step. 执行导入。

    Writes: the job's steps and its end; what `import_layer` writes; a trace of a refusal. A job
    that is not waiting is left alone. Raises: whatever the program itself dies of, once it is
    written down.
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
        _end_refused(job, error, clock())
    except Exception:
        _end_refused(job, KuangtuError(), clock(), text=CRASHED)
        raise
    else:
        _end(job, ImportStatus.IMPORTED, clock(), edition=edition)
    finally:
        discard_uploads(job.folder)
    job.refresh_from_db()
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
        without_invalid=statement.without_invalid,
        follow=lambda step, features: _tell(job, step, features),
    )


def _tell(job: ImportJob, step: ImportStep, features: int | None) -> None:
    """Write down the step. Raises: ImportCancelled if somebody cancelled meanwhile."""
    running = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.RUNNING)
    if not running.update(step=step, feature_count=features):
        raise ImportCancelled


def _end_refused(
    job: ImportJob, error: KuangtuError, at: datetime, *, text: Text | None = None
) -> None:
    """The refusal as every interface prints it, its problems up to a bound."""
    refusal = {
        "code": error.code,
        "message": (text or error.text).as_json(),
        "problems": [problem.as_json() for problem in error.problems[:MOST_PROBLEMS]],
        "problem_count": len(error.problems),
    }
    _end(job, ImportStatus.REFUSED, at, refusal=refusal)


@transaction.atomic
def _end(
    job: ImportJob,
    status: ImportStatus,
    at: datetime,
    *,
    edition: Edition | None = None,
    refusal: Mapping[str, object] | None = None,
) -> None:
    running = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.RUNNING)
    running.update(status=status, ended_at=at, edition=edition, refusal=refusal)
    if refusal is not None:
        problems = refusal["problem_count"]
        _trace("layers.import-refused", job, job.requested_by, {"problems": problems})


@transaction.atomic
def cancel_import(*, job: ImportJob, cancelled_at: datetime, actor: Actor) -> ImportJob:
    """Stop an import that has not ended; nothing of it is kept. 取消导入。

    Writes: the job's end, one trace. A worker that runs it stops at its next step.
    Raises: RoleTooLow, OutsideArea, ImportEnded.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = ImportJob.objects.select_for_update().get(pk=job.pk)
    if not found.is_under_way:
        raise ImportEnded(status=ImportStatus(found.status).label)
    was_waiting = found.status == ImportStatus.WAITING
    found.status, found.ended_at = ImportStatus.CANCELLED, cancelled_at
    found.save(update_fields=["status", "ended_at"])
    _trace("layers.import-cancelled", found, actor.key, {"file": found.file_name})
    if was_waiting:
        transaction.on_commit(lambda: discard_uploads(found.folder))
    return found


def _trace(action: str, job: ImportJob, actor: str, more: Mapping[str, object]) -> None:
    record(
        action=action,
        actor=actor,
        subject=job.subject,
        adcode=settings.KUANGTU_COUNTY,
        data={"layer": job.layer, **more},
    )
