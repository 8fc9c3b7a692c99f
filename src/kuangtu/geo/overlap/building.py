# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From decoded features in degrees to checked arrays in the legal plane. 要素入库检查。

Nothing invalid gets in: an open ring, a ring that crosses itself, a coordinate that is no
degree is refused with the feature's position. GEOS is the judge; the kernel only spares it the
polygons that are certainly simple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely import Geometry, GeometryType

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.overlap.arrays import FeatureArrays, Geometries, Paths, joined, paths_of
from kuangtu.geo.overlap.authalic import to_plane
from kuangtu.geo.overlap.engine import KERNEL_FEATURES, Engine, kernels
from kuangtu.geo.overlap.kernel_types import Degrees, Settled
from kuangtu.geo.overlap.types import Flags, Floats, Integers, Kind


class Decoded(NamedTuple):
    """Features read from somewhere: how many, those that could be, which, what is wrong else."""

    seen: int
    paths: Paths  # in degrees
    kept: Integers
    problems: list[Problem]


class Checked(NamedTuple):
    """Features that were looked at: how many, what is wrong, and the arrays if nothing is."""

    seen: int
    arrays: FeatureArrays
    problems: list[Problem]


_EMPTY = Text(
    "要素没有几何，或几何无法读取（数据不完整、环未闭合）；请补全后重新导入",
    "The feature has no geometry, or one that cannot be read (cut short, an open ring); supply it",
)
_TYPE = Text(
    "不支持几何类型 {kind}；请改为点、线或面",
    "Geometry type {kind} is not supported; use points, lines or polygons",
)
_DEGREES = Text(
    "坐标不是有效的经纬度（EPSG:4490）；请检查坐标系和坐标顺序",
    "A coordinate is no longitude and latitude (EPSG:4490); check the CRS and the axis order",
)
_SHORT = Text(
    "线少于两点，或环未闭合、少于四点；请修正后重新导入",
    "A line has fewer than two points, or a ring is open or has fewer than four; correct it",
)
_CROSSED = Text(
    "几何无效：{reason}；请修正后重新导入", "The geometry is invalid: {reason}; correct it"
)


def arrays_of(
    geometries: Sequence[Geometry | None] | Geometries, *, engine: Engine = Engine.AUTO
) -> FeatureArrays:
    """Features given as GEOS geometries in EPSG:4490 degrees.

    Raises: `Invalid` with a problem for each feature that cannot be measured; `Place.line` is
    its position counted from 1.

    >>> len(arrays_of([shapely.Point(90, 39), shapely.box(90, 39, 91, 40)]))
    2
    >>> arrays_of([shapely.box(90, 39, 91, 40), shapely.Point(39, 90.5)])
    Traceback (most recent call last):
    kuangtu.core.errors.Invalid: 输入有误
    2 geometry: 坐标不是有效的经纬度（EPSG:4490）；请检查坐标系和坐标顺序
    """
    return accepted([checked(decoded_geometries(geometries), engine=engine)])


def accepted(pieces: Iterable[Checked], *, coordinates: Floats | None = None) -> FeatureArrays:
    """Pieces of an edition as one. Raises: `Invalid` with the problems of all pieces.

    `coordinates` already holds those of all pieces, if they were checked into it.
    """
    arrays, problems, first = [], [], 0
    for piece in pieces:
        arrays.append(piece.arrays)
        problems += [_moved(problem, first) for problem in piece.problems]
        first += piece.seen
    if problems:
        raise Invalid(sorted(problems, key=_position))
    return joined(arrays, coordinates)


def decoded_geometries(geometries: Sequence[Geometry | None] | Geometries) -> Decoded:
    """GEOS geometries in degrees taken apart."""
    whole = np.asarray(geometries, dtype=object)
    types = shapely.get_type_id(whole)
    missing = (types < 0) | shapely.is_empty(whole)
    foreign = ~missing & ((types == GeometryType.LINEARRING) | (types == 7))
    problems = [_problem(int(i), "feature-empty", _EMPTY) for i in np.flatnonzero(missing)]
    problems += [
        _problem(int(i), "feature-type", _TYPE.format(kind=whole[i].geom_type))
        for i in np.flatnonzero(foreign)
    ]
    kept = np.flatnonzero(~missing & ~foreign)
    return Decoded(len(whole), paths_of(whole[kept]), kept, problems)


def decoded_paths(paths: Paths) -> Decoded:
    """Features that all could be read."""
    count = len(paths.kinds)
    return Decoded(count, paths, np.arange(count), [])


def checked(
    decoded: Decoded, *, engine: Engine = Engine.AUTO, room: Floats | None = None
) -> Checked:
    """Features in degrees checked and carried into the legal plane.

    With `room` the coordinates are put there; it has as many rows as there are coordinates.
    """
    paths = decoded.paths
    if engine.uses_kernel_for(len(paths.kinds), worth=KERNEL_FEATURES):
        arrays, found = _taken_in(paths, np.empty_like(paths.coordinates) if room is None else room)
    else:
        arrays, found = _judged(paths)
        if room is not None and not found:
            room[:] = arrays.paths.coordinates
    problems = decoded.problems + [_replaced(each, decoded.kept) for each in found]
    return Checked(decoded.seen, arrays, problems)


def _taken_in(paths: Paths, room: Floats) -> tuple[FeatureArrays, list[Problem]]:
    """By the kernel; what it doubts is judged by GEOS."""
    count = len(paths.kinds)
    settled = Settled(room, np.empty((count, 4)), np.empty(count), np.empty(count, np.uint8))
    kernels().settle(Degrees(*paths), settled)
    doubtful = np.flatnonzero(settled.doubtful)
    judged, found = _judged(paths.taken(doubtful))
    bent = {int(doubtful[i]): geometry for i, geometry in judged.bent.items()}
    plane = paths._replace(coordinates=room)
    arrays = FeatureArrays(plane, settled.boxes, settled.areas, {} if found else bent)
    return arrays, [_replaced(each, doubtful) for each in found]


def _judged(paths: Paths) -> tuple[FeatureArrays, list[Problem]]:
    """By GEOS, every polygon; the arrays leave out what is wrong."""
    problems = _structural_problems(paths)
    good = np.ones(len(paths.kinds), dtype=bool)
    good[[_position(problem) for problem in problems]] = False
    kept = np.flatnonzero(good)
    arrays, found = _projected(paths.taken(kept) if problems else paths)
    return arrays, problems + [_replaced(each, kept) for each in found]


def _structural_problems(paths: Paths) -> list[Problem]:
    west, south = paths.coordinates[:, 0], paths.coordinates[:, 1]
    in_range = (np.abs(west) <= 180) & (np.abs(south) <= 90)  # false for what is not a number
    empty = np.flatnonzero(np.diff(paths.feature_offsets) == 0)
    foreign = np.empty(0, np.int64)
    if not in_range.all():
        owners = np.repeat(paths.feature_of_path(), np.diff(paths.path_offsets))
        foreign = np.unique(owners[~in_range])
    wrong = np.setdiff1d(paths.feature_of_path()[_has_wrong_count(paths)], foreign)
    return [
        _problem(int(i), code, text)
        for positions, code, text in (
            (empty, "feature-empty", _EMPTY),
            (foreign, "feature-coordinates", _DEGREES),
            (wrong, "feature-points", _SHORT),
        )
        for i in positions
    ]


def _has_wrong_count(paths: Paths) -> Flags:
    """Paths with too few points for their kind, and rings that are not closed."""
    kinds = paths.kinds[paths.feature_of_path()]
    counts = np.diff(paths.path_offsets)
    wrong: Flags = counts < np.array([1, 2, 4])[kinds]
    rings = np.flatnonzero((kinds == Kind.POLYGON) & (counts > 0))
    first = paths.coordinates[paths.path_offsets[rings]]
    last = paths.coordinates[paths.path_offsets[rings + 1] - 1]
    wrong[rings] |= (first != last).any(axis=1)
    return wrong


def _projected(paths: Paths) -> tuple[FeatureArrays, list[Problem]]:
    plane = np.empty_like(paths.coordinates)
    plane[:, 0], plane[:, 1] = to_plane(paths.coordinates[:, 0], paths.coordinates[:, 1])
    projected = paths._replace(coordinates=plane)
    polygons = np.flatnonzero(paths.kinds == Kind.POLYGON)
    geometries = paths.taken(polygons).geometries()
    is_valid = shapely.is_valid(geometries)
    invalid, reasons = polygons[~is_valid], shapely.is_valid_reason(geometries[~is_valid])
    problems = [
        _problem(int(i), "feature-invalid", _CROSSED.format(reason=reason))
        for i, reason in zip(invalid, reasons, strict=True)
    ]
    if len(invalid):
        good = np.setdiff1d(np.arange(len(paths.kinds)), invalid)
        projected, geometries = projected.taken(good), geometries[is_valid]
        polygons = np.searchsorted(good, polygons[is_valid])
    return _measured(projected, dict(_bent(projected, polygons, geometries))), problems


def _bent(
    projected: Paths, polygons: Integers, in_degrees: Geometries
) -> Iterable[tuple[int, Geometry]]:
    """Those of the polygons that are not valid in the plane, as they are in degrees."""
    is_valid = shapely.is_valid(projected.taken(polygons).geometries())
    for i in np.flatnonzero(~is_valid):
        yield int(polygons[i]), in_degrees[i]


def _measured(paths: Paths, bent: dict[int, Geometry]) -> FeatureArrays:
    """Turn rings their legal way round; boxes and areas."""
    areas = path_areas_m2(paths)
    is_ring = paths.kinds[paths.feature_of_path()] == Kind.POLYGON
    backwards = np.flatnonzero(is_ring & ((areas < 0) != (paths.hole == 1)))
    if len(backwards):
        _reverse(paths, backwards)
    signed = np.where(is_ring, np.abs(areas) * np.where(paths.hole == 1, -1, 1), 0)
    starts = paths.path_offsets[paths.feature_offsets[:-1]]
    boxes = np.empty((len(paths.kinds), 4))
    for axis in (0, 1):
        values = np.ascontiguousarray(paths.coordinates[:, axis])
        boxes[:, axis] = _reduced(np.minimum, values, starts)
        boxes[:, axis + 2] = _reduced(np.maximum, values, starts)
    return FeatureArrays(paths, boxes, _reduced(np.add, signed, paths.feature_offsets[:-1]), bent)


def _reduced(reduce: np.ufunc, values: Floats, starts: Integers) -> Floats:
    """Reduce runs that are never empty; no runs give nothing."""
    reduced: Any = reduce.reduceat(values, starts) if len(starts) else np.empty(0)
    result: Floats = reduced
    return result


def path_areas_m2(paths: Paths) -> Floats:
    """Signed area of every path as if it were a ring: m² in the legal plane."""
    starts = paths.path_offsets[:-1]
    lengths = np.diff(paths.path_offsets)
    x = paths.coordinates[:, 0] - np.repeat(paths.coordinates[starts, 0], lengths)
    y = paths.coordinates[:, 1] - np.repeat(paths.coordinates[starts, 1], lengths)
    crosses = np.zeros(len(x))
    crosses[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    crosses[paths.path_offsets[1:] - 1] = 0  # from the end of a path to the start of the next
    return _reduced(np.add, crosses, starts) / 2


def _reverse(paths: Paths, chosen: Integers) -> None:
    for path in chosen:
        run = slice(paths.path_offsets[path], paths.path_offsets[path + 1])
        paths.coordinates[run] = paths.coordinates[run][::-1].copy()


def _problem(position: int, code: str, text: Text) -> Problem:
    return Problem(code, text, Place(line=position + 1, field="geometry"))


def _position(problem: Problem) -> int:
    return (problem.place.line or 1) - 1


def _moved(problem: Problem, by: int) -> Problem:
    return _problem(_position(problem) + by, problem.code, problem.text)


def _replaced(problem: Problem, positions: Integers) -> Problem:
    return _problem(int(positions[_position(problem)]), problem.code, problem.text)
