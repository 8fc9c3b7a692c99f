# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Making an installation ready: database, folders, base layers, demo data. 初始化。

Called by `serve` and, the first time, by `check`. Everything here is idempotent; a second
run finds its work done and says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kuangtu import __version__
from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.accounts.queries import demo_officers
from kuangtu.accounts.services import add_officer
from kuangtu.plans.types import Folder

Say = Callable[[str], None]

DEMO_ACCOUNTS = (
    ("viewer", "演示查看员", Role.VIEWER),
    ("reviewer", "演示审查员", Role.REVIEWER),
    ("admin", "演示管理员", Role.ADMINISTRATOR),
)
# Printed at start-up and only ever used with invented data on the loopback address.
DEMO_PASSWORD = "kuangtu-demo-2026"  # noqa: S105 - printed on purpose, see above


def migrate() -> bool:
    """Bring the database up to date; True if anything had to be done."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        call_command("migrate", verbosity=0, interactive=False)
    return bool(pending)


def ensure_ready(*, today: date, say: Say) -> None:
    """Database, plan and norm folders, base layers; nothing where nothing has changed."""
    fingerprint = fingerprint_of_sources()
    if is_prepared(fingerprint):
        return
    with only_one_process():
        if not is_prepared(fingerprint):
            set_up(fingerprint, today=today, say=say)


@contextmanager
def only_one_process() -> Iterator[None]:
    """Let no other process of this home set it up at the same time; wait for one that does."""
    home = Path(settings.KUANGTU_HOME)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "preparing.lock").open("a") as file:
        locks.lock(file, locks.LOCK_EX)
        yield


def set_up(fingerprint: str, *, today: date, say: Say) -> None:
    """Set up everything, and remember from which sources."""
    from kuangtu.conformity.rules.contracts import known_checks
    from kuangtu.layers.services import load_base_layers
    from kuangtu.plans.queries import current_folders
    from kuangtu.plans.services import load_all

    if migrate():
        say("数据库已就绪 · the database is ready")
    for edition in load_all(actor=SYSTEM, loaded_on=today, known_checks=known_checks()):
        say(f"已装载 · loaded {edition}")
    sheets = sheets_of_projects(current_folders())
    for layer in load_base_layers(actor=SYSTEM, loaded_on=today, map_sheets=sheets):
        say(f"已装载图层 · loaded layer {layer}")
    if not Path(settings.KUANGTU_BASE_DATA).is_dir():
        say("没有基础数据目录（KUANGTU_BASE_DATA），居民点、车站、河流未装载 · no open base data")
    marker().write_text(fingerprint, "ascii")


def marker() -> Path:
    """Where the fingerprint of the last preparation is kept."""
    return Path(settings.KUANGTU_HOME) / "prepared"


def is_prepared(fingerprint: str) -> bool:
    """True if the last preparation saw the same files and its database is still there."""
    from kuangtu.plans.queries import current_hashes

    path = marker()
    if not path.exists() or path.read_text("ascii") != fingerprint:
        return False
    try:
        return bool(current_hashes())
    except DatabaseError:
        return False


def fingerprint_of_sources() -> str:
    """A hash of what is prepared from: our version, and each file's name, size and time.

    Reading every file would make each `kuangtu check` pay for what has not changed.
    """
    folders = (settings.KUANGTU_PLANS, settings.KUANGTU_NORMS, settings.KUANGTU_BASE_DATA)
    package = Path(__file__).parents[1]
    migrations = sorted(str(path) for path in package.glob("*/migrations/0*.py"))
    lines = [__version__, str(settings.KUANGTU_COUNTY), *migrations]
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                status = path.stat()
                lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def sheets_of_projects(folders: Iterable[Folder]) -> dict[str, list[str]]:
    """The projects of each map sheet that a plan names (专栏12)."""
    sheets: dict[str, list[str]] = {}
    for folder in folders:
        for project in folder.projects:
            for sheet in project.sheets:
                sheets.setdefault(sheet, []).append(project.name)
    return sheets


def ensure_demo(*, say: Say) -> None:
    """Demonstration accounts and the invented register."""
    from kuangtu.rights.services import load_demo_register

    present = set(demo_officers().values_list("username", flat=True))
    for username, name, role in DEMO_ACCOUNTS:
        if username not in present:
            add_officer(
                username=username,
                password=DEMO_PASSWORD,
                role=role,
                area=settings.KUANGTU_COUNTY,
                display_name=name,
                is_demo=True,
                actor=SYSTEM,
            )
    load_demo_register(actor=SYSTEM)
    say("演示台账已就绪（虚构数据，均带演示标记）· the invented register is ready, all rows marked")
