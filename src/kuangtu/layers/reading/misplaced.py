# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said of coordinates that a reference system cannot have. 坐标与坐标系不符。"""

from __future__ import annotations

from typing import NamedTuple

from kuangtu.core.text import Text
from kuangtu.geo.crs import RecognizedCrs


class Misplaced(NamedTuple):
    """Why the coordinates of a feature cannot be of the system, and the first that cannot."""

    kind: str
    x: float
    y: float


WORDS = {
    "axes-swapped": Text(
        "坐标（{x}, {y}）的两轴写反了；应先东后北（先经度后纬度），请在源数据中对调后重新导出",
        "the axes of ({x}, {y}) are exchanged; easting or longitude comes first. Exchange them at "
        "the source and export again",
    ),
    "outside-zone": Text(
        "坐标（{x}, {y}）不在 {crs} 的范围内；请核对带号前缀与坐标系是否一致",
        "the coordinates ({x}, {y}) do not belong to {crs}; check that the zone number before the "
        "easting agrees with the reference system",
    ),
    "foreign-in-china": Text(
        "坐标（{x}, {y}）落在中国范围内，而坐标系是境外的 {crs}；中国境内的数据只收 "
        "CGCS2000、WGS 84 经纬度，或附参数的西安80、北京54，请在源数据中转换后重新导出",
        "the coordinates ({x}, {y}) lie in China, but {crs} is a system of another country; inside "
        "China only CGCS2000, WGS 84 degrees, or Xian 1980 and Beijing 1954 with parameters are "
        "read. Convert them at the source and export again",
    ),
    "not-of-system": Text(
        "坐标（{x}, {y}）不能是 {crs} 的坐标；请核对坐标系",
        "the coordinates ({x}, {y}) cannot be of {crs}; check the reference system",
    ),
    "not-degrees": Text(
        "坐标（{x}, {y}）不是经纬度，但坐标系声明为经纬度；请核对坐标系",
        "the coordinates ({x}, {y}) are no degrees although the reference system says so; check it",
    ),
}


UNDER_A_PLANE = Text(
    "坐标（{x}, {y}）是经纬度，而坐标系是平面的 {crs}；请核对坐标系，经纬度应为 EPSG:4490 等",
    "the coordinates ({x}, {y}) are degrees, but {crs} is a plane system; check it, degrees are "
    "of EPSG:4490 or the like",
)


def said_of(why: Misplaced, crs: RecognizedCrs) -> Text:
    """The sentence of it, with the coordinates as people write them."""
    x, y = (_written(value, crs) for value in (why.x, why.y))
    is_plane_of_degrees = crs.is_projected and abs(why.x) <= 180 and abs(why.y) <= 90
    words = UNDER_A_PLANE if is_plane_of_degrees else WORDS[why.kind]
    return words.format(x=x, y=y, crs=crs.name)


def _written(value: float, crs: RecognizedCrs) -> str:
    """A coordinate as people write it; one that is far off keeps its power of ten."""
    if abs(value) >= 1e9:
        return f"{value:.6g}"
    return f"{value:.2f}" if crs.is_projected else f"{value:.6f}"
