# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How a job ends: imported or refused. 导入结束。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kuangtu.core.errors import KuangtuError
from kuangtu.core.text import Text
from kuangtu.layers.choices import ImportStatus
from kuangtu.layers.findings import ImportRefused
from kuangtu.layers.imports.services.traces import trace
from kuangtu.layers.models import Edition, ImportJob

MOST_PROBLEMS = 500  # kept of one refusal; the count says how many there were


def end_refused(
    job: ImportJob, error: KuangtuError, at: datetime, *, text: Text | None = None
) -> None:
    """The refusal as every interface prints it, its problems up to a bound. 导入被拒。

    Writes as `end` does. Values that no code list has are kept for whoever maps them.
    """
    refusal: dict[str, object] = {
        "code": error.code,
        "message": (text or error.text).as_json(),
        "problems": [problem.as_json() for problem in error.problems[:MOST_PROBLEMS]],
        "problem_count": len(error.problems),
    }
    if isinstance(error, ImportRefused):
        refusal["unknown_values"] = _unknown_values(error)
    end(job, ImportStatus.REFUSED, at, refusal=refusal)


def _unknown_values(error: ImportRefused) -> dict[str, dict[str, int]]:
    """By field: each value and how many features have it."""
    found: dict[str, dict[str, int]] = {}
    for one in error.findings:
        if one.kind == "value-not-in-list":
            found.setdefault(one.field, {})[one.value] = one.count
    return found


@transaction.atomic
def end(
    job: ImportJob,
    status: ImportStatus,
    at: datetime,
    *,
    edition: Edition | None = None,
    refusal: Mapping[str, object] | None = None,
) -> None:
    """End a job that a worker has; one that was cancelled meanwhile stays so. 导入结束。

    Writes: the job's end; a trace of a refusal.
    """
    at_work = (ImportStatus.RUNNING, ImportStatus.INSPECTING)
    running = ImportJob.objects.filter(pk=job.pk, status__in=at_work)
    ended = running.update(status=status, ended_at=at, edition=edition, refusal=refusal)
    if ended and refusal is not None:
        problems = refusal["problem_count"]
        trace("layers.import-refused", job, job.requested_by, {"problems": problems})
