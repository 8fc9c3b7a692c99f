# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A range in another format, and what that one has no room for. 格式转换。"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kuangtu.core.errors import Problem
from kuangtu.core.text import Text
from kuangtu.geo.angles import MILLIARCSECONDS_PER_DEGREE
from kuangtu.geo.crs import Zone
from kuangtu.geo.formats.crossings import METRES_PER_DEGREE
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.writing import (
    write_exploration_range,
    write_geojson,
    write_land_parcels,
    write_mining_range,
    write_points,
    write_wkt,
)
from kuangtu.geo.ground import Ground

# The noise of degrees that came through a plane, far below what can be written.
_NOISE_MILLIARCSECONDS = 1e-3
_WITH_ZONE = {
    "mining-range": write_mining_range,
    "land-parcels": write_land_parcels,
    "csv": write_points,
}
_IN_DEGREES = {
    "exploration-range": write_exploration_range,
    "geojson": write_geojson,
    "wkt": write_wkt,
}
WRITERS = (*_WITH_ZONE, *_IN_DEGREES)
# What each format has room for besides corners.
_ROOM = {
    "mining-range": {"heights", "notes", "holes"},
    "land-parcels": {"notes", "holes"},
    "csv": set[str](),
    "exploration-range": {"holes"},
    "geojson": {"heights", "notes", "holes"},
    "wkt": {"holes"},
}
_LOST = {
    "heights": ("convert.heights-lost", Text("标高", "heights")),
    "notes": ("convert.notes-lost", Text("备注", "notes")),
}


@dataclass(frozen=True, slots=True)
class WrittenGround:
    """A range as it was written, and what the format had no room for. 写出结果。"""

    text: str
    warnings: tuple[Problem, ...] = ()


def write_as(ground: Ground, target: str, *, zone: Zone | None = None) -> WrittenGround:
    """A ground in one of `WRITERS`; in the format it was read from, to the letter. 转换格式。

    Raises: Invalid `convert.no-zone`, `convert.holes`, `zone.too-wide`.
    """
    problems = Problems()
    if target == ground.source_format and zone is None:
        return WrittenGround(ground.source_text)
    _refuse_what_cannot_be(ground, target, zone, problems)
    if problems.refused_count:
        raise problems.refusal()
    _warn_of_losses(ground, target, problems)
    if target in _WITH_ZONE:
        text = _WITH_ZONE[target](ground, zone=zone)
    else:
        text = _IN_DEGREES[target](ground)
    return WrittenGround(text, problems.warnings())


def _refuse_what_cannot_be(
    ground: Ground, target: str, zone: Zone | None, problems: Problems
) -> None:
    if zone is not None and target not in _WITH_ZONE:
        problems.refuse(
            "convert.no-zone",
            "{target} 以经纬度书写，不能指定投影带",
            "{target} is written in degrees and takes no zone",
            target=target,
        )
    if "holes" not in _ROOM[target] and any(ring.is_hole for ring in ground.rings):
        problems.refuse(
            "convert.holes",
            "{target} 不能表示扣除圈；请用采矿权范围字符串、GeoJSON 或 WKT",
            "{target} has no rings that are taken away; use the range string, GeoJSON or WKT",
            target=target,
        )


def _warn_of_losses(ground: Ground, target: str, problems: Problems) -> None:
    has = {
        "heights": any(
            ring.top_m is not None or ring.bottom_m is not None for ring in ground.rings
        ),
        "notes": any(ring.note for ring in ground.rings),
    }
    for kind, (code, what) in _LOST.items():
        if has[kind] and kind not in _ROOM[target]:
            problems.warn(
                code,
                "{target} 没有{what}，未写出",
                "{target} has no {what}; they were not written",
                target=target,
                what=what,
            )
    if target in ("mining-range", "land-parcels") and any("," in r.note for r in ground.rings):
        problems.warn(
            "convert.commas",
            "备注中的逗号写为全角逗号，以免与分隔符相混",
            "commas in notes were written full-width, apart from the separators",
        )
    if target == "exploration-range":
        _warn_of_rounding(ground, problems)


def _warn_of_rounding(ground: Ground, problems: Problems) -> None:
    """Packed angles have three decimals of seconds: some 3 cm."""
    degrees = np.array([point for ring in ground.rings for point in ring.points])
    milliarcseconds = degrees * MILLIARCSECONDS_PER_DEGREE
    off = float(np.abs(milliarcseconds - np.round(milliarcseconds)).max())
    if off > _NOISE_MILLIARCSECONDS:
        problems.warn(
            "convert.rounded",
            "坐标写到 0.001″，最多改变 {off}″（约 {metres} 米）",
            "angles were written to 0.001″, which changes them by up to {off}″ (about {metres} m)",
            off=f"{off / 1000:.4f}",
            metres=f"{off / MILLIARCSECONDS_PER_DEGREE * METRES_PER_DEGREE:.3f}",
        )
