# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Imports that are given up: cancelled while they wait or run, or forgotten. 取消与清理。"""

from datetime import timedelta

import numpy as np
import pyogrio
import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM
from kuangtu.audit.models import Entry
from kuangtu.layers.choices import ImportStatus, ImportStep
from kuangtu.layers.imports.services import (
    cancel_import,
    clear_stale_uploads,
    run_inspection,
)
from kuangtu.layers.imports.states import ImportCancelled, NothingToConfirm
from kuangtu.layers.models import Edition, ImportJob
from layers.layer_files import an_import
from layers.test_confirming_imports import a_file, confirmed, handed_in, looked_at, waiting_files
from layers.test_import_jobs import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def test_an_awaiting_import_is_cancelled_and_its_file_is_gone(
    tmp_path, django_capture_on_commit_callbacks
):
    job = looked_at(a_file(tmp_path, "一级"))

    with django_capture_on_commit_callbacks(execute=True):
        cancel_import(job=job, cancelled_at=NOW, actor=SYSTEM)

    assert waiting_files() == []
    with pytest.raises(NothingToConfirm):
        confirmed(job)


def test_an_import_cancelled_while_it_is_looked_at_ends_so(tmp_path):
    job = handed_in(a_file(tmp_path, "一级"))
    moments = iter([NOW, NOW])

    def clock():
        at = next(moments)
        if ImportJob.objects.get(pk=job.pk).status == ImportStatus.INSPECTING:
            cancel_import(job=job, cancelled_at=at, actor=SYSTEM)
        return at

    ended = run_inspection(job.pk, clock=clock)

    assert (ended.status, waiting_files()) == (ImportStatus.CANCELLED, [])


def test_a_week_later_what_nobody_confirmed_is_cleared_away(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))

    early = clear_stale_uploads(at=NOW + timedelta(days=7))
    late = clear_stale_uploads(at=NOW + timedelta(days=7, seconds=1))

    job.refresh_from_db()
    assert (early, late, job.status, waiting_files()) == (0, 1, ImportStatus.CANCELLED, [])
    assert Entry.objects.latest("pk").action == "layers.import-cancelled"
    assert clear_stale_uploads(at=NOW + timedelta(days=8)) == 0


def many_points(tmp_path, count=20_000):
    """More than are read between two signs of progress."""
    at = np.arange(count)
    points = shapely.points(87.0 + at % 500 / 100, 37.0 + at // 500 / 100)
    path = tmp_path / "many.gpkg"
    pyogrio.raw.write(
        path,
        layer="many",
        geometry=shapely.to_wkb(points),
        field_data=[np.array([f"地{i}" for i in at], dtype=object)],
        fields=["MC"],
        geometry_type="Point",
        crs="EPSG:4490",
        driver="GPKG",
    )
    return path


def test_progress_moves_while_features_are_read_and_an_import_can_be_stopped_there(tmp_path):
    told = []

    def follow(step, count):
        told.append((step, count))
        if count:
            raise ImportCancelled

    with pytest.raises(ImportCancelled):
        an_import(many_points(tmp_path), layer="settlement", follow=follow)

    assert told == [(ImportStep.READING, None), (ImportStep.READING, 16_384)]
    assert Edition.objects.count() == 0
