# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a worker does for the layers. 图层后台任务。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kuangtu.accounts.actor import Actor
from kuangtu.layers.imports.services import request_import, run_import
from kuangtu.layers.imports.uploads import Upload
from kuangtu.layers.models import ImportJob


@task()
def import_handed_in(pk: int) -> None:
    """Run one import job. 后台导入。"""
    run_import(pk, clock=timezone.localtime)


@transaction.atomic
def hand_in(
    *,
    layer: str,
    uploads: Sequence[Upload],
    words: Mapping[str, str],
    requested_at: datetime,
    actor: Actor,
) -> ImportJob:
    """Request an import and give it to a worker, both or neither. 提交后台导入。

    Writes and raises as `request_import` does; and the task.
    """
    job = request_import(
        layer=layer, uploads=uploads, words=words, requested_at=requested_at, actor=actor
    )
    import_handed_in.enqueue(job.pk)
    return job
