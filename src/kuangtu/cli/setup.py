# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Making an installation ready: database, folders, base layers, demo data. 初始化。

Called by `serve` and, the first time, by `check`. Everything here is idempotent; a second
run finds its work done and says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.accounts.queries import demo_officers
from kuangtu.accounts.services import add_officer
from kuangtu.core.text import Text

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
    """Database, plan and norm folders, base layers."""
    from kuangtu.layers.services import load_base_layers
    from kuangtu.plans.services import load_all

    settings.KUANGTU_HOME.mkdir(parents=True, exist_ok=True)
    if migrate():
        say(Text("数据库已就绪", "the database is ready").zh)
    for edition in load_all(actor=SYSTEM, loaded_on=today):
        say(f"已装载 {edition}")
    for edition in load_base_layers(actor=SYSTEM, loaded_on=today):
        say(f"已装载图层 {edition}")


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
    say("演示台账已就绪（虚构数据，均带演示标记）")
