# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the columns of a table mean by their names. 列名识别。

X and Y mean north and east to a surveyor and east and north to a map program, so these two names
alone decide nothing: their numbers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kuangtu.layers.reading.grid import plain

# Column names under which registers and applications keep a range, or a WKT.
RANGE_COLUMNS = (
    "范围",
    "范围坐标",
    "区域坐标",
    "区域坐标2000",
    "坐标",
    "坐标串",
    "拐点坐标",
    "range",
    "coordinates",
    "wkt",
    "geometry",
    "geom",
)
# The rectangle that registers publish of a licence; it is no boundary of anything.
EXTREMES = "极值坐标"
# 经度度 is the first of three columns for degrees, minutes and seconds.
_AXES: Mapping[str, frozenset[str]] = {
    "longitude": frozenset(
        [
            "经度",
            "东经",
            "经",
            "lon",
            "lng",
            "long",
            "longitude",
            "经度lon",
            "经度e",
            "经度度",
            "东经度",
        ]
    ),
    "latitude": frozenset(
        ["纬度", "北纬", "纬", "lat", "latitude", "纬度lat", "纬度n", "纬度度", "北纬度"]
    ),
    "east": frozenset(
        ["横", "东", "横y", "y横", "东y", "y东", "横x", "x横", "东向", "east", "easting", "e"]
    ),
    "north": frozenset(
        ["纵", "北", "纵x", "x纵", "北x", "x北", "纵y", "y纵", "北向", "north", "northing", "n"]
    ),
    "x": frozenset(["x"]),
    "y": frozenset(["y"]),
}
# What is written round the name of an axis.
_AROUND = re.compile(
    r"(cgcs|wgs)\d*|2000|1980|国家|大地|坐标系?|拐点|界址点|角点|中心点?|points?|coord(inate)?s?|米$|m$"
)
POINT_NUMBERS = frozenset(
    [
        "点号",
        "点编号",
        "点序号",
        "拐点",
        "拐点号",
        "拐点编号",
        "拐点序号",
        "界址点",
        "界址点号",
        "界址点编号",
        "角点号",
        "pointno",
        "pointid",
        "vertex",
        "vertexno",
    ]
)
SERIAL_NUMBERS = frozenset(["序号", "no", "编号序", "顺序号", "sn"])
RINGS = frozenset(["圈号", "圈", "圈序", "环号", "ring", "ringno"])
# What several rows of one feature have in common, the surest first.
GROUPS = (
    "地块编号",
    "地块号",
    "地块名称",
    "地块",
    "区块编号",
    "区块名称",
    "区块",
    "宗地号",
    "图斑编号",
    "图斑号",
    "面号",
    "多边形",
    "范围编号",
    "矿区编号",
    "矿区名称",
    "矿区",
    "许可证号",
    "项目编号",
    "项目名称",
    "探矿权名称",
    "采矿权名称",
    "矿业权名称",
    "矿山名称",
    "组号",
    "分组",
    "名称",
    "编号",
    "parcel",
    "polygon",
    "block",
    "group",
    "featureid",
    "name",
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of each meaning, by their place; None where there is none. 列的用途。"""

    range: int | None = None
    longitude: int | None = None
    latitude: int | None = None
    east: int | None = None
    north: int | None = None
    x: int | None = None
    y: int | None = None
    point: int | None = None
    serial: int | None = None
    ring: int | None = None
    group: int | None = None

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """East and north columns that belong together; of X and Y the order is not said."""
        found = ((self.east, self.north), (self.x, self.y), (self.longitude, self.latitude))
        return tuple((a, b) for a, b in found if a is not None and b is not None)

    @property
    def has_coordinates(self) -> bool:
        return self.range is not None or bool(self.pairs)


def names_coordinates(cells: Sequence[str]) -> bool:
    """True if some of the words are names of coordinates, and not coordinates themselves.

    >>> names_coordinates(["点号", "X坐标(m)", "Y坐标(m)"]), names_coordinates(["名称", "wkt"])
    (True, True)
    >>> names_coordinates(["名称", "面积"]), names_coordinates(["1", "4321375.7"])
    (False, False)
    """
    return roles_of(cells).has_coordinates


def roles_of(names: Iterable[str]) -> Roles:
    """What each column means; of several with the same meaning the first.

    >>> roles = roles_of(["地块名称", "点号", "纵坐标X(m)", "横坐标Y(m)", "备注"])
    >>> roles.group, roles.point, roles.north, roles.east
    (0, 1, 2, 3)
    >>> roles_of(["CGCS2000_X", "POINT_Y", "经 度", "Latitude"]).pairs
    ((0, 1), (2, 3))
    """
    words = [plain(name) for name in names]
    found = {axis: _first(words, spellings) for axis, spellings in _AXES.items()}
    ranges = [words.index(name) for name in RANGE_COLUMNS if name in words]
    groups = [words.index(name) for name in GROUPS if name in words]
    return Roles(
        range=ranges[0] if ranges else None,
        **found,
        point=_among(words, POINT_NUMBERS),
        serial=_among(words, SERIAL_NUMBERS),
        ring=_among(words, RINGS),
        group=groups[0] if groups else None,
    )


def _first(words: Sequence[str], spellings: frozenset[str]) -> int | None:
    return _among([_AROUND.sub("", word) for word in words], spellings)


def _among(words: Sequence[str], spellings: frozenset[str]) -> int | None:
    return next((i for i, word in enumerate(words) if word in spellings), None)
