# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The range of an application: inline, or in a file beside it. 申请范围。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kuangtu.conformity.reading.declared_crs import declared_crs
from kuangtu.conformity.reading.records import Cell, refuse_size
from kuangtu.conformity.reading.values import refuse
from kuangtu.core.errors import Invalid, Place
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats import read_ground
from kuangtu.geo.formats.decoding import decoded
from kuangtu.geo.ground import Ground


def range_file_text(cell: Cell, name: str, *, base_folder: Path | None) -> str:
    """The text of a range file inside the application's folder. 读取范围文件。

    Raises: Invalid for a file that is missing, outside the folder, a directory, too large or
    neither UTF-8 nor GBK.
    """
    path = _inside(cell, name, base_folder)
    try:
        if not path.is_file():
            raise _missing(cell, name)
        refuse_size(path.stat().st_size, name)
        content = path.read_bytes()
    except OSError:  # the name is too long for a file, or the file may not be read
        raise _missing(cell, name) from None
    return decoded(content, file=name)


def _missing(cell: Cell, name: str) -> Invalid:
    return refuse(
        "range-file-missing",
        "范围文件“{name}”不存在、无法读取或不是文件",
        "the range file {name} does not exist, cannot be read or is no file",
        cell,
        name=name,
    )


def _inside(cell: Cell, name: str, base_folder: Path | None) -> Path:
    if base_folder is None:
        raise refuse(
            "range-file-not-here",
            "此处不能引用文件；请把坐标写入 range",
            "no file can be named here; write the coordinates into range",
            cell,
        )
    base = base_folder.resolve()
    try:
        path = (base / name).resolve()
    except (OSError, ValueError, RuntimeError):
        path = base
    if not path.is_relative_to(base) or path == base:
        raise refuse(
            "range-file-outside",
            "范围文件“{name}”不在申请文件所在的文件夹内；请放在同一文件夹",
            "the range file {name} is not inside the folder of the application; put it there",
            cell,
            name=name,
        )
    return path


def read_range(
    text: str,
    *,
    place: Place,
    file: str,
    declared: DeclaredCrs | None,
    confirm_deduction: bool | None = None,
) -> Ground:
    """The ground of a range text. Raises: Invalid.

    A mistake in a range file keeps its own line and column; one in an inline range is told at
    the field, with the line and column inside the range after it.
    """
    try:
        return read_ground(text, file=file, declared=declared, confirm_deduction=confirm_deduction)
    except Invalid as error:
        if file:
            raise
        raise Invalid(
            replace(one, place=_inline(place, one.place)) for one in error.problems
        ) from None


def _inline(outer: Place, inner: Place) -> Place:
    inside = ":".join(str(number) for number in (inner.line, inner.column) if number is not None)
    field = f"{outer.field}[{inside}]" if inside else outer.field
    return replace(outer, field=" ".join(part for part in (field, inner.field) if part))


def read_range_text(
    text: str, *, declared: object = None, confirm_deduction: bool | None = None
) -> Ground:
    """The ground of a text that came over the network, with what is declared of it. 解析范围。

    Raises: Invalid.
    """
    place = Place(field="crs")
    crs = None if declared is None else declared_crs(Cell(_exact(declared), place))
    return read_ground(text, declared=crs, confirm_deduction=confirm_deduction)


def _exact(value: object) -> object:
    """The value with its floats as the shortest decimals that name them."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: _exact(inner) for key, inner in value.items()}
    return value
