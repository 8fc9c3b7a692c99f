# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Version, database, worker, tasks and disk on the system page. 运行状况。"""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from kuangtu import __version__
from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.layers.tiling.services import make_tiles, request_tiles
from kuangtu.web.health import ALIVE_FILE, tasks, vitals, worker
from layers.layer_files import a_geojson, a_published
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def heard_of(home, ago):
    path = home / ALIVE_FILE
    path.touch()
    at = (timezone.localtime() - ago).timestamp()
    os.utime(path, (at, at))


def test_a_worker_that_was_never_heard_of_does_not_run(home):
    found = worker(timezone.localtime())

    assert (found.value.zh, found.is_well) == ("没有运行", False)
    assert "kuangtu worker" in found.note.zh


@pytest.mark.parametrize(
    ("ago", "words", "is_well"),
    [(timedelta(seconds=15), "在运行", True), (timedelta(minutes=2), "没有响应", False)],
    ids=["lately", "long-ago"],
)
def test_a_worker_is_alive_while_it_is_heard_of(home, ago, words, is_well):
    heard_of(home, ago)

    found = worker(timezone.localtime())

    assert (found.value.zh, found.is_well) == (words, is_well)


def test_without_tasks_nothing_waits():
    found = tasks(timezone.localtime())

    assert (found.value.zh, found.is_well) == ("0", True)


def test_the_panel_names_version_database_and_disk(home):
    heard_of(home, timedelta())

    found = {one.name.en: one for one in vitals(timezone.localtime())}

    assert found["Version"].value.en == f"Kuangtu {__version__}"
    assert found["Database"].value.en.split()[0] in {"SQLite", "PostgreSQL"}
    assert found["Disk"].value.en.endswith("GiB free")
    assert list(found) == ["Version", "Database", "Worker", "Tasks waiting", "Disk"]


def test_only_administrators_see_the_panel(home):
    reader = words_of(signed_in(Role.VIEWER).get("/system/"))
    administrator = words_of(signed_in(Role.ADMINISTRATOR).get("/system/"))

    assert ("后台任务进程" in reader, "后台任务进程" in administrator) == (False, True)
    assert "没有运行" in administrator


def test_layers_are_listed_with_hash_and_who_must_supply_them():
    page = words_of(signed_in(Role.REVIEWER).get("/system/"))

    assert "sha256" in page
    assert "生态保护红线 ecological-redline 缺" in page
    assert "自然资源主管部门（国土空间规划）" in page


def test_tiles_that_could_not_be_made_are_told_with_the_edition(home):
    edition = a_published(a_geojson(home))
    wanted = request_tiles(edition=edition, requested_at=timezone.localtime(), actor=SYSTEM)
    (home / "layers" / edition.folder / "data.parquet").write_bytes(b"")
    make_tiles(wanted.pk, clock=timezone.localtime)

    found = {one.name.zh: one for one in vitals(timezone.localtime())}

    assert found["瓦片"].value.zh == "1 个版本未生成"
    assert (found["瓦片"].note.zh, found["瓦片"].is_well) == ("自然保护地 第 1 版", False)
