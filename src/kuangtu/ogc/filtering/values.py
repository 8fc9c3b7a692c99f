# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Values of a filter: properties and literals, each of one kind. 表达式取值。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import invalid
from kuangtu.layers.feature_pages import FeaturePages
from kuangtu.ogc.filtering.reading import FIELD, Tree, unreadable


class Kind(Choice):
    """取值类型。"""

    TEXT = ("TEXT", "文本", "text")
    NUMBER = ("NUMBER", "数值", "number")
    BOOLEAN = ("BOOLEAN", "是否", "yes or no")
    TIME = ("TIME", "日期时间", "date or time")
    GEOMETRY = ("GEOMETRY", "几何", "geometry")


@dataclass(frozen=True, slots=True)
class Value:
    """A column of every row, or one literal. 取值。"""

    kind: Kind
    data: Any  # pa.ChunkedArray or pa.Scalar

    @property
    def is_literal(self) -> bool:
        return isinstance(self.data, pa.Scalar)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What a filter may name: the properties of a layer and their kinds. 可查询属性。"""

    pages: FeaturePages
    kinds: Mapping[str, Kind]

    def column(self, name: str) -> Value:
        """A property of every row. Raises: Invalid."""
        kind = self.kinds.get(name)
        if kind is None or kind is Kind.GEOMETRY:
            raise invalid(
                "ogc.filter-property",
                "没有可查询属性“{name}”；可用：{known}",
                "there is no property {name} to query; there are: {known}",
                FIELD,
                name=name[:100],
                known=", ".join(self._comparable()) or "—",
            )
        return Value(kind, self.pages.column(name))

    def _comparable(self) -> list[str]:
        return [name for name, kind in self.kinds.items() if kind is not Kind.GEOMETRY]


def value_of(node: Tree, known: Known) -> Value:
    """A property, a literal, or what is computed of them. Raises: Invalid."""
    if isinstance(node, dict):
        return _of_mapping(node, known)
    if isinstance(node, bool):
        return Value(Kind.BOOLEAN, pa.scalar(node))
    if isinstance(node, int | float):
        return Value(Kind.NUMBER, pa.scalar(float(node)))
    if isinstance(node, str):
        return Value(Kind.TEXT, pa.scalar(node))
    raise unreadable(str(node)[:80])


def _of_mapping(node: Mapping[str, Any], known: Known) -> Value:
    if "property" in node:
        return known.column(str(node["property"]))
    if "date" in node:
        return Value(Kind.TIME, pa.scalar(day_written(str(node["date"])), pa.date32()))
    if "timestamp" in node:
        moment = moment_written(str(node["timestamp"]))
        return Value(Kind.TIME, pa.scalar(moment, pa.timestamp("us", "UTC")))
    return _computed(node, known)


def day_written(words: str) -> date:
    """A day as CQL2 writes it. Raises: Invalid."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise unreadable(str(error)) from error


def moment_written(words: str) -> datetime:
    """A time with its zone, in UTC. Raises: Invalid."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError as error:
        raise unreadable(str(error)) from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _computed(node: Mapping[str, Any], known: Known) -> Value:
    name = str(node.get("op", "")).lower()
    operands = [value_of(one, known) for one in arguments(node)]
    if name in LETTERS and len(operands) == 1:
        (only,) = required(operands, Kind.TEXT)
        return Value(Kind.TEXT, LETTERS[name](only.data))
    if name in ARITHMETIC and len(operands) == 2:
        first, second = (pc.cast(one.data, pa.float64()) for one in required(operands, Kind.NUMBER))
        return Value(Kind.NUMBER, ARITHMETIC[name](first, second))
    raise no_such_function(name or str(node))


def arguments(node: Mapping[str, Any]) -> list[Tree]:
    """The arguments of an operator. Raises: Invalid."""
    found = node.get("args")
    if not isinstance(found, list):
        raise unreadable(str(node)[:80])
    return found


def no_such_function(name: str) -> Exception:
    """What is said of an operator or function that is not offered."""
    return invalid(
        "ogc.filter-function",
        "不支持“{name}”；支持的运算见 /ogc/conformance",
        "{name} is not supported; /ogc/conformance tells what is",
        FIELD,
        name=name[:80],
    )


def required(values: list[Value], kind: Kind) -> list[Value]:
    """Values that all have a kind. Raises: Invalid."""
    for one in values:
        if one.kind is not kind:
            raise not_alike(one.kind, kind)
    return values


def not_alike(first: Kind, second: Kind) -> Exception:
    """What is said of values that cannot be compared."""
    return invalid(
        "ogc.filter-kinds",
        "“{first}”与“{second}”不能比较",
        "{first} cannot be compared with {second}",
        FIELD,
        first=first.label,
        second=second.label,
    )


def comparable(values: list[Value]) -> list[Value]:
    """Values brought to one kind: words beside a time are read as one. Raises: Invalid."""
    kinds = {one.kind for one in values}
    if kinds == {Kind.TEXT, Kind.TIME}:
        values = [_as_time(one) for one in values]
    elif len(kinds) > 1:
        raise not_alike(*sorted(kinds)[:2])
    types = {one.data.type for one in values}
    if len(types) > 1:
        wide = pa.float64() if Kind.NUMBER in kinds else pa.timestamp("us", "UTC")
        values = [Value(one.kind, pc.cast(one.data, wide)) for one in values]
    return values


def _as_time(value: Value) -> Value:
    if value.kind is Kind.TIME:
        return value
    if not value.is_literal:
        raise not_alike(Kind.TEXT, Kind.TIME)
    words = str(value.data.as_py())
    if len(words) > len("2026-01-01"):
        return Value(Kind.TIME, pa.scalar(moment_written(words), pa.timestamp("us", "UTC")))
    return Value(Kind.TIME, pa.scalar(day_written(words), pa.date32()))


def _without_accents(words: Any) -> Any:
    taken_apart = pc.utf8_normalize(words, form="NFD")
    bare = pc.replace_substring_regex(taken_apart, pattern=r"\p{Mn}+", replacement="")
    return pc.utf8_normalize(bare, form="NFC")


def _remainder(first: Any, second: Any) -> Any:
    return pc.subtract(first, pc.multiply(pc.trunc(pc.divide(first, second)), second))


LETTERS = {"casei": pc.utf8_lower, "accenti": _without_accents}
ARITHMETIC = {
    "+": pc.add,
    "-": pc.subtract,
    "*": pc.multiply,
    "/": pc.divide,
    "^": pc.power,
    "%": _remainder,
    "div": lambda first, second: pc.trunc(pc.divide(first, second)),
}
