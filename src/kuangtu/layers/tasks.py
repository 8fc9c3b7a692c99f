# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a worker does for the layers. 图层后台任务。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist

from kuangtu.accounts.actor import SYSTEM, Actor
from kuangtu.layers.accepting import Acceptance
from kuangtu.layers.imports.services import (
    clear_stale_uploads,
    confirm_import,
    look_again,
    release_stuck_imports,
    request_import,
    run_import,
    run_inspection,
)
from kuangtu.layers.imports.uploads import Upload
from kuangtu.layers.mapping import SourceMapping
from kuangtu.layers.models import Edition, ImportJob, TileSet
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.queries import editions_without_tiles
from kuangtu.layers.queries.differences import comparison, comparison_path
from kuangtu.layers.services import publish_edition
from kuangtu.layers.tiling.services import make_tiles, release_stuck_tiles, request_tiles

CRASHED_AFTER = timedelta(hours=6)  # no edition's tiles take as long


@task()
def import_handed_in(pk: int) -> None:
    """Run one import job. 后台导入。"""
    run_import(pk, clock=timezone.localtime)


@task()
def look_at_handed_in(pk: int) -> None:
    """Look at one file, after clearing away what nobody has confirmed. 后台查看文件。"""
    clear_stale_uploads(at=timezone.localtime())
    run_inspection(pk, clock=timezone.localtime)


@transaction.atomic
def hand_in(
    *,
    layer: str,
    uploads: Sequence[Upload],
    words: Mapping[str, str],
    requested_at: datetime,
    actor: Actor,
) -> ImportJob:
    """Request an import and have a worker look at the file, both or neither. 提交待确认导入。

    Writes and raises as `request_import` does; and the task.
    """
    job = request_import(
        layer=layer, uploads=uploads, words=words, requested_at=requested_at, actor=actor
    )
    look_at_handed_in.enqueue(job.pk)
    return job


@transaction.atomic
def confirm(
    *,
    job: ImportJob,
    words: Mapping[str, str],
    mapping: SourceMapping,
    confirmed_at: datetime,
    actor: Actor,
    profile: ProfileContent | None = None,
) -> ImportJob:
    """Confirm how a file is read and give it to a worker, both or neither. 确认并导入。

    Writes and raises as `confirm_import` does; and the task.
    """
    confirmed = confirm_import(
        job=job,
        words=words,
        mapping=mapping,
        confirmed_at=confirmed_at,
        actor=actor,
        profile=profile,
    )
    import_handed_in.enqueue(confirmed.pk)
    return confirmed


@transaction.atomic
def look_once_more(
    *, job: ImportJob, words: Mapping[str, str], mapping: SourceMapping, actor: Actor
) -> ImportJob:
    """Have a worker look at a file again, with what is declared now. 重新查看。

    Writes and raises as `look_again` does; and the task.
    """
    again = look_again(job=job, words=words, mapping=mapping, actor=actor)
    look_at_handed_in.enqueue(again.pk)
    return again


@task(priority=-10)
def make_edition_tiles(pk: int) -> None:
    """Make one set of tiles; imports come first. 后台生成瓦片。"""
    make_tiles(pk, clock=timezone.localtime)


@transaction.atomic
def ask_for_tiles(*, edition: Edition, requested_at: datetime, actor: Actor) -> TileSet:
    """Have a worker make the tiles of an edition. 申请后台瓦片。

    Writes and raises as `request_tiles` does; and the task.
    """
    wanted = request_tiles(edition=edition, requested_at=requested_at, actor=actor)
    make_edition_tiles.enqueue(wanted.pk)
    return wanted


@transaction.atomic
def publish(
    *,
    edition: Edition,
    published_on: date,
    requested_at: datetime,
    actor: Actor,
    acceptance: Acceptance | None = None,
) -> Edition:
    """Publish an edition and have a worker make its tiles, both or neither. 发布并生成瓦片。

    Writes and raises as `publish_edition` does; and the tiles that are asked for.
    """
    published = publish_edition(
        edition=edition, published_on=published_on, actor=actor, acceptance=acceptance
    )
    if published.bounds is not None:
        ask_for_tiles(edition=published, requested_at=requested_at, actor=actor)
    return published


def take_up_what_was_left(*, at: datetime, is_alone: bool) -> None:
    """What a worker does when it starts: see to what the one before it left. 接续未完成任务。

    Where no other worker lives, all that is said to be at work is at no work any more.
    """
    before = at if is_alone else at - CRASHED_AFTER
    release_stuck_imports(before=before, at=at)
    release_stuck_tiles(before=before)
    ask_for_missing_tiles(requested_at=at)


def ask_for_missing_tiles(*, requested_at: datetime) -> int:
    """Have the tiles made that no published edition should be without; how many. 补齐瓦片。

    For editions of before there were tiles, for the layers of the set-up, and for tiles whose
    making was cut short.
    """
    editions = list(editions_without_tiles())
    for edition in editions:
        ask_for_tiles(edition=edition, requested_at=requested_at, actor=SYSTEM)
    return len(editions)


@task(priority=10)
def compare_in_background(layer: str, old: int, new: int) -> None:
    """Compare two editions that are too large to be waited for. 后台比对。"""
    numbered = {one.number: one for one in Edition.objects.filter(layer=layer)}
    comparison(numbered[old], numbered[new])


def ask_for_comparison(old: Edition, new: Edition) -> TaskResultStatus:
    """Have two editions compared, once however often it is asked; how far it is. 申请后台比对。

    A task that failed is not repeated by itself: `forget_comparison` lets it be asked anew.
    """
    asked = comparison_path(old, new).with_suffix(".asked")
    try:
        return compare_in_background.get_result(asked.read_text("ascii")).status
    except (FileNotFoundError, TaskResultDoesNotExist):
        asked.parent.mkdir(parents=True, exist_ok=True)
        result = compare_in_background.enqueue(new.layer, old.number, new.number)
        asked.write_text(str(result.id), "ascii")
        return result.status


def forget_comparison(old: Edition, new: Edition) -> None:
    """Let a comparison that failed be asked for again. 重新比对。"""
    comparison_path(old, new).with_suffix(".asked").unlink(missing_ok=True)
