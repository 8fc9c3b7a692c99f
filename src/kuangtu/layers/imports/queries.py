# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of import jobs. 导入任务查询。"""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from kuangtu.accounts.actor import Actor, Role
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.choices import ImportStatus
from kuangtu.layers.imports.uploads import has_upload
from kuangtu.layers.models import ImportJob


def import_jobs(*, actor: Actor) -> QuerySet[ImportJob]:
    """Every import of the county, newest first. Raises: RoleTooLow, OutsideArea. 导入任务。"""
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    return ImportJob.objects.select_related("edition").order_by("-pk")


def import_job(pk: int, *, actor: Actor) -> ImportJob:
    """One import. Raises: RoleTooLow, OutsideArea, NotFound."""
    found = import_jobs(actor=actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(what=Text(f"导入任务 {pk}", f"import {pk}"))
    return found


def waiting_before(job: ImportJob) -> int:
    """How many imports come first; those that await somebody's word hold up nobody."""
    at_work = [ImportStatus.WAITING, ImportStatus.INSPECTING, ImportStatus.RUNNING]
    return ImportJob.objects.filter(pk__lt=job.pk, status__in=at_work).count()


def may_be_confirmed(job: ImportJob) -> bool:
    """Whether its file is still there and how it is read may be said, for the first time or anew.

    A refused import may be confirmed in another way without its file being handed in again.
    """
    is_open = job.status in {ImportStatus.AWAITING, ImportStatus.REFUSED}
    return is_open and job.inspection is not None and has_upload(job.folder)
