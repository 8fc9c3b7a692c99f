# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Handing a file in, and giving it up. 提交与取消导入。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.core.errors import Invalid
from kuangtu.layers.choices import ImportStatus, Store
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import KeptInLedger
from kuangtu.layers.imports.services.traces import trace
from kuangtu.layers.imports.states import ImportEnded
from kuangtu.layers.imports.stating import problems_of_words
from kuangtu.layers.imports.uploads import (
    Upload,
    bytes_of,
    discard_uploads,
    keep_uploads,
    main_name,
    problems_of,
)
from kuangtu.layers.models import ImportJob
from kuangtu.layers.statements import KEYS


@transaction.atomic
def request_import(
    *,
    layer: str,
    uploads: Sequence[Upload],
    words: Mapping[str, str],
    requested_at: datetime,
    actor: Actor,
) -> ImportJob:
    """Keep files for a worker to look at or to import. 提交导入。

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
        trace("layers.import-requested", job, actor.key, {"file": job.file_name})
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
    problems += problems_of_words(words, specification, at=at, actor=actor)
    if problems:
        raise Invalid(problems)


@transaction.atomic
def cancel_import(*, job: ImportJob, cancelled_at: datetime, actor: Actor) -> ImportJob:
    """Stop an import that has not ended; nothing of it is kept. 取消导入。

    Writes: the job's end, one trace. A worker that has it stops at its next sign of progress.
    Raises: RoleTooLow, OutsideArea, ImportEnded.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = ImportJob.objects.select_for_update().get(pk=job.pk)
    if not found.is_under_way:
        raise ImportEnded(status=ImportStatus(found.status).label)
    is_with_worker = found.status in {ImportStatus.RUNNING, ImportStatus.INSPECTING}
    found.status, found.ended_at = ImportStatus.CANCELLED, cancelled_at
    found.save(update_fields=["status", "ended_at"])
    trace("layers.import-cancelled", found, actor.key, {"file": found.file_name})
    if not is_with_worker:
        transaction.on_commit(lambda: discard_uploads(found.folder))
    return found
