# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A folder as JSON for people and other programs. 导出。

Unlike `records`, which must be read back exactly, numbers are plain JSON numbers here and
tables stand under their printed number.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kuangtu.plans.types import Folder


def export_record(folder: Folder) -> dict[str, Any]:
    """Everything a folder says, printed tables first. 全部内容。

    `tables` holds what is printed and nothing else; where a table stands in the document and
    how many of its rows are headings is in `table_places`.
    """
    record = {
        field.name: plain(getattr(folder, field.name))
        for field in dataclasses.fields(folder)
        if field.name not in {"tables", "edition_sha256"}
    }
    return {
        "tables": {
            one.number: {"title": one.title, "rows": plain(one.rows)} for one in folder.tables
        },
        "table_places": {
            one.number: {"clause": one.clause, "header_rows": one.header_rows}
            for one in folder.tables
        },
        **record,
    }


def plain(value: object) -> Any:
    """A value as ordinary JSON.

    >>> plain((Decimal("33.96"), Decimal("50"), date(2021, 1, 1)))
    [33.96, 50, '2021-01-01']
    """
    if isinstance(value, Decimal):
        whole = int(value)
        return whole if whole == value else float(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    return value
