# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Clearing away uploads that nobody has confirmed for a week. 清理逾期上传。"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kuangtu.accounts.actor import SYSTEM
from kuangtu.layers.choices import ImportStatus
from kuangtu.layers.imports.services.traces import trace
from kuangtu.layers.imports.uploads import discard_uploads
from kuangtu.layers.models import ImportJob

KEPT_FOR = timedelta(days=7)  # after they were handed in


def clear_stale_uploads(*, at: datetime) -> int:
    """End what has awaited its confirmation for a week, and remove refused files as old. 清理上传。

    Writes: the end of each awaiting job, with one trace. A worker does this before each look at
    a file. The number of uploads that were removed is returned.
    """
    old = ImportJob.objects.filter(requested_at__lt=at - KEPT_FOR)
    cleared = 0
    for job in old.filter(status=ImportStatus.AWAITING):
        _give_up(job, at)
    for folder in old.exclude(status__in=_WITH_WORKERS).values_list("folder", flat=True):
        cleared += discard_uploads(folder)
    return cleared


_WITH_WORKERS = (ImportStatus.WAITING, ImportStatus.INSPECTING, ImportStatus.RUNNING)


@transaction.atomic
def _give_up(job: ImportJob, at: datetime) -> None:
    awaiting = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.AWAITING)
    if awaiting.update(status=ImportStatus.CANCELLED, ended_at=at):
        trace("layers.import-cancelled", job, SYSTEM.key, {"file": job.file_name, "days": 7})
