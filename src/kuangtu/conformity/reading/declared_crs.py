# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an application declares about its coordinates. 坐标系申明。

Either words (`"EPSG:4518"`, `4518`) or a table: epsg, datum, central_meridian,
zone_width_degrees, axes, angles, and helmert with the operator's parameters for an old datum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kuangtu.conformity.reading.numbers import number
from kuangtu.conformity.reading.records import Cell
from kuangtu.conformity.reading.values import refuse, text, wrong_type
from kuangtu.core.text import Text
from kuangtu.geo.crs import Datum, DeclaredCrs, Helmert, is_known

EPSG = re.compile(r"(?:EPSG\s*:\s*)?(\d{4,5})", re.IGNORECASE)
DATUMS = {
    "cgcs2000": Datum.CGCS2000,
    "国家2000": Datum.CGCS2000,
    "xian 1980": Datum.XIAN80,
    "西安80": Datum.XIAN80,
    "beijing 1954": Datum.BEIJING54,
    "北京54": Datum.BEIJING54,
    "wgs 84": Datum.WGS84,
}
WORDS = {
    "axes": ("north-east", "east-north"),
    "angles": ("decimal", "packed"),
    "convention": ("position_vector", "coordinate_frame"),
}
WHOLE_NUMBERS = ("epsg", "central_meridian", "zone_width_degrees")
HELMERT_NUMBERS = (
    "dx_m",
    "dy_m",
    "dz_m",
    "accuracy_m",
    "rx_arcseconds",
    "ry_arcseconds",
    "rz_arcseconds",
    "scale_ppm",
)


def declared_crs(cell: Cell) -> DeclaredCrs:
    """Raises: Invalid for an unknown code, datum, key or word."""
    if isinstance(cell.value, Mapping):
        return _from_table(cell, cell.value)
    words = str(cell.value) if isinstance(cell.value, int) else text(cell)
    if words.casefold() in DATUMS:
        return DeclaredCrs(datum=DATUMS[words.casefold()])
    found = EPSG.fullmatch(words.strip())
    if found is None:
        raise refuse(
            "unknown-crs",
            "“{words}”不是坐标系；请写 EPSG 代码，如 EPSG:4518",
            "“{words}” is no reference system; write an EPSG code such as EPSG:4518",
            cell,
            words=words,
        )
    return DeclaredCrs(epsg=_known(int(found[1]), cell))


def _known(epsg: int, cell: Cell) -> int:
    if not is_known(epsg):
        raise refuse(
            "unknown-crs",
            "不支持 EPSG:{epsg}；可用 4490、CGCS2000 / 西安80 / 北京54 的 3° 和 6° 带",
            "EPSG:{epsg} is not supported; use 4490 or a 3° or 6° zone of CGCS2000, "
            "Xian 1980 or Beijing 1954",
            cell,
            epsg=epsg,
        )
    return epsg


def _from_table(cell: Cell, table: Mapping[str, object]) -> DeclaredCrs:
    values: dict[str, object] = {}
    for key, value in table.items():
        inner = Cell(value, cell.place)
        if key in WHOLE_NUMBERS:
            values[key] = _whole(inner)
        elif key == "datum":
            values[key] = _word(inner, DATUMS, key)
        elif key in ("axes", "angles"):
            values[key] = _word(inner, {word: word for word in WORDS[key]}, key)
        elif key == "helmert":
            values[key] = _helmert(inner)
        else:
            raise _unknown_key(cell, key)
    if isinstance(values.get("epsg"), int):
        _known(int(str(values["epsg"])), cell)
    return DeclaredCrs(**values)  # type: ignore[arg-type]  # each key was converted above


def _helmert(cell: Cell) -> Helmert:
    if not isinstance(cell.value, Mapping):
        raise wrong_type(cell, Text("表", "a table"))
    values: dict[str, object] = {}
    for key, value in cell.value.items():
        inner = Cell(value, cell.place)
        if key in HELMERT_NUMBERS:
            values[key] = float(number(inner))
        elif key == "source":
            values[key] = text(inner)
        elif key == "convention":
            values[key] = _word(inner, {word: word for word in WORDS[key]}, key)
        else:
            raise _unknown_key(cell, key)
    try:
        return Helmert(**values)  # type: ignore[arg-type]  # each key was converted above
    except (TypeError, ValueError) as error:
        raise refuse(
            "helmert-incomplete",
            "转换参数不完整：需要 dx_m、dy_m、dz_m、accuracy_m、source；"
            "有旋转时还需 convention（{reason}）",
            "the parameters are incomplete: dx_m, dy_m, dz_m, accuracy_m and source are needed, "
            "and with rotations a convention ({reason})",
            cell,
            reason=error,
        ) from None


def _whole(cell: Cell) -> int:
    value = number(cell)
    if value != value.to_integral_value() or abs(value) > Decimal(10) ** 6:
        raise wrong_type(cell, Text("整数", "a whole number"))
    return int(value)


def _word(cell: Cell, known: Mapping[str, object], key: str) -> object:
    words = text(cell).casefold()
    if words not in known:
        raise refuse(
            "unknown-word",
            "{key} 不可写“{words}”；可写：{options}",
            "{key} cannot be “{words}”; write one of: {options}",
            cell,
            key=key,
            words=words,
            options=", ".join(known),
        )
    return known[words]


def _unknown_key(cell: Cell, key: str) -> Exception:
    return refuse(
        "unknown-key",
        "坐标系申明中没有“{key}”这一项",
        "a declaration of a reference system has no key “{key}”",
        cell,
        key=key,
    )
