# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What every `kuangtu layer` command begins with. 图层命令的准备。"""

from __future__ import annotations

from datetime import date, datetime

from kuangtu.cli.output import start_django


def open_home() -> None:
    """The database, made or brought up to date first."""
    start_django()
    from kuangtu.cli.setup import migrate

    migrate()


def today() -> date:
    """The day at the county."""
    from django.utils import timezone

    return timezone.localdate()


def now() -> datetime:
    """The time at the county."""
    from django.utils import timezone

    return timezone.localtime()
