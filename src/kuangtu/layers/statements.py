# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an importer says of a file, in words, and what that means. 导入说明（纯）。

The words are kept as they were typed, so that a refused import can be corrected and sent again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs, Helmert, helmert_from
from kuangtu.geo.foreign import can_be_read
from kuangtu.layers.choices import Quality, Security

# Everything that may be said, in the order in which it is asked.
KEYS = (
    "source",
    "dated_on",
    "quality",
    "authority",
    "accuracy_m",
    "security",
    "licence",
    "attribution",
    "crs",
    "helmert",
    "helmert_convention",
    "helmert_accuracy_m",
    "helmert_source",
    "encoding",
    "dataset",
    "table",
    "mapping",
    "without_invalid",
)
CONVENTIONS = ("position_vector", "coordinate_frame")
EPSG = re.compile(r"(?:EPSG\s*:\s*)?(\d{4,5})", re.IGNORECASE)

NO_DATE = Text(
    "“{words}”不是日期，请写作 2026-11-23", "“{words}” is no date; write it as 2026-11-23"
)
NO_NUMBER = Text("“{words}”不是数字", "“{words}” is no number")
NO_CHOICE = Text("“{words}”不在可选项中（{known}）", "“{words}” is not one of {known}")
NO_CRS = Text(
    "“{words}”不是能用的坐标系；请写 EPSG 代码，如 EPSG:4518",
    "“{words}” is no reference system that can be used; write an EPSG code such as EPSG:4518",
)
NO_MAPPING = Text("“{words}”不是“源字段=字段”", "“{words}” is not “column=field”")
NO_HELMERT = Text(
    "转换参数不完整：须为 3 个或 7 个以逗号分开的数（米、角秒、ppm），并写明大于 0 的精度"
    "和参数来源，含旋转时还须选择旋转约定",
    "the parameters are not complete: give 3 or 7 numbers separated by commas (metres, "
    "arcseconds, ppm), an accuracy above 0 and a source, and with rotations their convention",
)

Value = TypeVar("Value")
Chosen = TypeVar("Chosen", bound=Choice)


@dataclass(frozen=True, slots=True)
class ImportStatement:
    """Where a file comes from, what it is worth, and how it is to be read. 导入说明。"""

    source: str = ""
    dated_on: date | None = None
    quality: Quality = Quality.REFERENCE
    authority: str = ""
    accuracy_m: float | None = None
    security: Security | None = None
    licence: str = ""
    attribution: str = ""
    declared_crs: DeclaredCrs | None = None
    encoding: str = ""
    dataset: str = ""
    table: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    without_invalid: bool = False


def statement_of(words: Mapping[str, str]) -> ImportStatement:
    """The statement that the words of a form make. Raises: Invalid, with every problem.

    >>> statement_of({"source": "林草局", "dated_on": "2026-10-01", "crs": "4518"}).dated_on
    datetime.date(2026, 10, 1)
    """
    said = {key: words.get(key, "").strip() for key in KEYS}
    reader = _Reader(said)
    statement = ImportStatement(
        source=said["source"],
        dated_on=reader.read("dated_on", date.fromisoformat, NO_DATE),
        quality=reader.choice("quality", Quality) or Quality.REFERENCE,
        authority=said["authority"],
        accuracy_m=reader.read("accuracy_m", float, NO_NUMBER),
        security=reader.choice("security", Security),
        licence=said["licence"],
        attribution=said["attribution"],
        declared_crs=reader.declared_crs(),
        encoding=said["encoding"],
        dataset=said["dataset"],
        table=said["table"],
        mapping=reader.mapping(),
        without_invalid=said["without_invalid"] not in ("", "false"),
    )
    if reader.problems:
        raise Invalid(reader.problems)
    return statement


class _Reader:
    """Reads one word after the other and keeps what is wrong with each."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said
        self.problems: list[Problem] = []

    def read(self, key: str, convert: Callable[[str], Value], wrong: Text) -> Value | None:
        words = self.said[key]
        if not words:
            return None
        try:
            return convert(words)
        except ValueError:
            self.refuse(key, wrong.format(words=words))
            return None

    def refuse(self, key: str, text: Text) -> None:
        code = f"layer.statement.{key.replace('_', '-')}"
        self.problems.append(Problem(code, text, Place(field=key)))

    def choice(self, key: str, choices: type[Chosen]) -> Chosen | None:
        words = self.said[key]
        found = choices.from_words(words) if words else None
        if words and found is None:
            known = "、".join(one.label.zh for one in choices)
            self.refuse(key, NO_CHOICE.format(words=words, known=known))
        return found

    def declared_crs(self) -> DeclaredCrs | None:
        words = self.said["crs"]
        helmert = self.read("helmert", self._helmert, NO_HELMERT)
        if not words:
            return DeclaredCrs(helmert=helmert) if helmert else None
        found = EPSG.fullmatch(words)
        if found is None or not can_be_read(int(found[1])):
            self.refuse("crs", NO_CRS.format(words=words))
            return None
        return DeclaredCrs(epsg=int(found[1]), helmert=helmert)

    def _helmert(self, words: str) -> Helmert:
        return helmert_from(
            words,
            accuracy_m=float(self.said["helmert_accuracy_m"] or 0),
            source=self.said["helmert_source"],
            convention=self.said["helmert_convention"],
        )

    def mapping(self) -> dict[str, str]:
        """Source columns and fields, a pair a line."""
        pairs = {}
        for line in filter(None, map(str.strip, self.said["mapping"].splitlines())):
            column, _, name = (part.strip() for part in line.partition("="))
            if not (column and name):
                self.refuse("mapping", NO_MAPPING.format(words=line))
            pairs[column] = name
        return pairs
