# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether the installation is well: version, database, background worker, disk. 运行状况。"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django_tasks_db.models import DBTaskResult

from kuangtu import __version__
from kuangtu.core.text import Text, same
from kuangtu.layers.queries import failed_tile_sets

ALIVE_FILE = "worker-alive"
QUIET = timedelta(seconds=60)  # a worker says every ten seconds that it is there
WAITING = timedelta(minutes=5)  # longer than this no task should wait
LITTLE = 0.10  # of a disk: less free is told
GIB = 2**30


@dataclass(frozen=True, slots=True)
class Vital:
    """One thing to know about the installation, and whether it is as it should be. 状况。"""

    name: Text
    value: Text
    note: Text = Text("", "")
    is_well: bool = True


def vitals(now: datetime) -> Sequence[Vital]:
    """What an administrator looks at first when something is wrong."""
    return (
        Vital(Text("版本", "Version"), same(f"Kuangtu {__version__}")),
        database(),
        worker(now),
        tasks(now),
        *tiles(),
        disk(Path(settings.KUANGTU_HOME)),
    )


def database() -> Vital:
    """Which database answers, and how large it is."""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(
        connection.vendor, connection.vendor
    )
    with connection.cursor() as cursor:
        cursor.execute(SIZE[connection.vendor])
        size = int(cursor.fetchone()[0])
    version = ".".join(map(str, connection.get_database_version()))
    return Vital(
        Text("数据库", "Database"), same(f"{name} {version}"), same(f"{size / 2**20:,.1f} MiB")
    )


SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def worker(now: datetime) -> Vital:
    """Whether the background worker has been heard of lately."""
    name, path = Text("后台任务进程", "Worker"), Path(settings.KUANGTU_HOME) / ALIVE_FILE
    try:
        heard = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
    except FileNotFoundError:
        return Vital(name, Text("没有运行", "not running"), START, is_well=False)
    if now - heard > QUIET:
        when = Text("最后 {at:%m-%d %H:%M}", "last heard {at:%m-%d %H:%M}").format(at=heard)
        return Vital(name, Text("没有响应", "silent"), when, is_well=False)
    return Vital(name, Text("在运行", "running"))


START = Text(
    "kuangtu serve 会一并启动；单独启动用 kuangtu worker",
    "kuangtu serve starts it; kuangtu worker starts it alone",
)


def tasks(now: datetime) -> Vital:
    """How many tasks wait, and since when the oldest does."""
    ready = DBTaskResult.objects.ready().aggregate(count=Count("id"), oldest=Min("enqueued_at"))
    count, oldest = ready["count"], ready["oldest"]
    name = Text("待办任务", "Tasks waiting")
    if not count:
        return Vital(name, same("0"))
    since = Text("最早 {at:%m-%d %H:%M}", "oldest {at:%m-%d %H:%M}").format(
        at=oldest.astimezone(now.tzinfo)
    )
    return Vital(name, same(str(count)), since, is_well=now - oldest <= WAITING)


def tiles() -> Sequence[Vital]:
    """Editions whose tiles could not be made; nothing where there are none."""
    failed = list(failed_tile_sets())
    if not failed:
        return ()
    count = Text("{count} 个版本未生成", "{count} editions without").format(count=len(failed))
    return (Vital(Text("瓦片", "Tiles"), count, failed[0].edition.label, is_well=False),)


def disk(home: Path) -> Vital:
    """How much room is left where everything is kept."""
    found = shutil.disk_usage(home)
    left = Text("剩余 {left:,.1f} GiB", "{left:,.1f} GiB free").format(left=found.free / GIB)
    whole = Text("共 {all:,.1f} GiB", "of {all:,.1f} GiB").format(all=found.total / GIB)
    return Vital(Text("磁盘", "Disk"), left, whole, is_well=found.free >= LITTLE * found.total)
