# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the trail keeps of an import. 导入留痕。"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from kuangtu.audit.services import record
from kuangtu.layers.models import ImportJob


def trace(action: str, job: ImportJob, actor: str, more: Mapping[str, object]) -> None:
    """One entry about a job, inside the caller's transaction. 留痕。"""
    record(
        action=action,
        actor=actor,
        subject=job.subject,
        adcode=settings.KUANGTU_COUNTY,
        data={"layer": job.layer, **more},
    )
