# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Imports whose worker has gone: killed, or the machine was. 中断的导入。"""

from __future__ import annotations

from datetime import datetime

from kuangtu.layers.choices import ImportStatus
from kuangtu.layers.imports.queries import may_be_confirmed
from kuangtu.layers.imports.services.endings import end_refused
from kuangtu.layers.imports.states import CutShort
from kuangtu.layers.imports.uploads import discard_uploads
from kuangtu.layers.models import ImportJob


def release_stuck_imports(*, before: datetime, at: datetime) -> int:
    """End what a worker has begun before a time and will never end; how many. 释放中断的导入。

    One that was confirmed keeps its file and can be confirmed again; none is begun anew by
    itself, for it may be what killed the worker. Writes: the jobs, a trace of each.
    """
    at_work = (ImportStatus.INSPECTING, ImportStatus.RUNNING)
    stuck = list(ImportJob.objects.filter(status__in=at_work, started_at__lt=before))
    for job in stuck:
        end_refused(job, CutShort(), at)
        job.refresh_from_db()
        if not may_be_confirmed(job):
            discard_uploads(job.folder)
    return len(stuck)
