# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What every `kuangtu layer` command begins with. 图层命令的准备。"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kuangtu.cli.output import start_django

if TYPE_CHECKING:
    from kuangtu.core.errors import Conflict
    from kuangtu.layers.dictionary import LayerSpecification


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


def layer_of_files(code: str) -> LayerSpecification:
    """The layer that a file is for, before anything else is said of the file.

    Raises: NotFound, KeptInLedger.
    """
    from kuangtu.layers.errors import KeptInLedger

    return _layer_without_ledger(code, KeptInLedger)


def require_editions(code: str) -> None:
    """That a layer has editions of files. Raises: NotFound, HasNoEditions."""
    from kuangtu.layers.errors import HasNoEditions

    _layer_without_ledger(code, HasNoEditions)


def _layer_without_ledger(code: str, refusal: type[Conflict]) -> LayerSpecification:
    from kuangtu.layers.choices import Store
    from kuangtu.layers.dictionary import layer

    specification = layer(code)
    if specification.store is Store.LEDGER:
        raise refusal(layer=specification.name)
    return specification
