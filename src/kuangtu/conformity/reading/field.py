# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a field of an application file is. 字段定义。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.conformity.reading.values import Convert
from kuangtu.core.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its key, Chinese keys, how it is read and what it means. 字段。

    `shape` is the JSON type of the value; `example` stands in the templates.
    """

    key: str
    chinese: tuple[str, ...]
    convert: Convert
    shape: str  # string, number, boolean, date, list, crs
    help: Text
    example: object = None
    is_required: bool = False
    aliases: tuple[str, ...] = ()
    unit_field: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the field may be called, its key first."""
        return (self.key, *self.aliases, *self.chinese)
