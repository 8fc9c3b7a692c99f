# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Folder ↔ JSON, exactly: what is written and read again is the same value. 存取格式。

Dates are ISO text, Decimals text with every digit kept, codes their stored value. Inside a
parameter, where the type is open, Decimals and dates are tagged.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kuangtu.core.canonical import sha256_of
from kuangtu.plans.types import Folder

DECIMAL_TAG = "$decimal"
DATE_TAG = "$date"
# What is no part of the content: the hashes, and what an office did with the figures.
NOT_HASHED = ("sha256", "edition_sha256", "overrides")


def folder_record(folder: Folder) -> dict[str, Any]:
    """The folder's content as JSON, without its hashes and overrides."""
    record: dict[str, Any] = _written(folder)
    return {name: value for name, value in record.items() if name not in NOT_HASHED}


def folder_from_record(record: Mapping[str, Any], *, sha256: str) -> Folder:
    """The Folder that `folder_record` wrote, under the hash it was stored with.

    A record written before a field existed reads with that field's default; its hash is the
    one it always had.
    """
    folder: Folder = _read(Folder, {**record, "sha256": sha256, "edition_sha256": sha256})
    return folder


def sealed(folder: Folder) -> Folder:
    """The folder with the SHA-256 of its content."""
    digest = sha256_of(folder_record(folder))
    return dataclasses.replace(folder, sha256=digest, edition_sha256=digest)


def value_record(value: object) -> Any:
    """A parameter's value as JSON, Decimals and dates tagged.

    >>> value_from_record(value_record((Decimal("1.50"), "a"))) == (Decimal("1.50"), "a")
    True
    """
    return _written(value, object)


def value_from_record(record: Any) -> object:
    """The value that `value_record` wrote."""
    return _read(object, record)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _written(value: Any, kind: Any = object) -> Any:
    """A value as JSON; `kind` is its declared type, which decides whether tags are needed."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {
            field.name: _written(getattr(value, field.name), hints[field.name])
            for field in dataclasses.fields(value)
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {name: _written(one, _inner(kind)) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_written(one, _inner(kind)) for one in value]
    if isinstance(value, Decimal):
        return {DECIMAL_TAG: str(value)} if kind is object else str(value)
    if isinstance(value, date):
        return {DATE_TAG: value.isoformat()} if kind is object else value.isoformat()
    return value


def _inner(kind: Any) -> Any:
    """The type of what a tuple or mapping of that type holds."""
    if kind is object:
        return object
    arguments = get_args(kind)
    return arguments[1] if get_origin(kind) is not tuple else arguments[0]


def _read(kind: Any, value: Any) -> Any:
    """The inverse of `_written` for a declared type."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        only = next(one for one in get_args(kind) if one is not NoneType)
        return None if value is None else _read(only, value)
    if kind is object:
        return _untagged(value)
    if origin is tuple:
        return tuple(_read(_inner(kind), one) for one in value)
    if origin is not None:
        return {name: _read(_inner(kind), one) for name, one in value.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in value.items()})
    return _plain(kind, value)


def _plain(kind: type, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal or issubclass(kind, StrEnum):
        return kind(value)
    return value


def _untagged(value: Any) -> Any:
    """A parameter's value: lists are tuples, tags are Decimals and dates."""
    if isinstance(value, list):
        return tuple(_untagged(one) for one in value)
    if isinstance(value, dict):
        if DECIMAL_TAG in value:
            return Decimal(value[DECIMAL_TAG])
        if DATE_TAG in value:
            return date.fromisoformat(value[DATE_TAG])
        return {name: _untagged(one) for name, one in value.items()}
    return value
