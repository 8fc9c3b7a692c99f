# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The area that a source states against the area that its outline has. 登记面积核对。

Two areas are computed: the legal one (TD/T 1055-2019 Annex D) and the plane one of the file's
Gauss-Krüger zone, which many registers print. Units: m² inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import numpy as np
import pyarrow as pa

from kuangtu.codes.units import find_unit
from kuangtu.core.text import Text
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.geo.overlap.authalic import (
    RADIANS_PER_DEGREE,
    SQUARED_ECCENTRICITY,
)
from kuangtu.layers.checking.facts import Booleans, Floats, Integers, ShapeFacts
from kuangtu.layers.checking.numbers import as_written, measured
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

# Decision 0013: what vertices rounded to a decimetre do to a hectare, and no unit mistaken.
DIFFERS_BY_SHARE: Final = 0.005
# What straight edges of the plane and of the legal area differ by, per edge of a kilometre.
SAME_SHARE: Final = 2e-5
MOST_DECIMALS: Final = 6
# Units that registers state areas in; neighbours are at least six-fold apart.
LIKELY_UNITS: Final = ("m²", "亩", "公顷", "km²", "万亩")
# A number with too few digits agrees with more than one unit.
COARSEST_SHARE: Final = 0.1
AREA_UNITS: Final = {"m²": 1.0, "hm²": 1e4, "km²": 1e6, "公顷": 1e4}

DIFFERS = Text(
    "登记面积 {stated} {unit}，按图形计算为 {legal} {unit}（椭球面积），"
    "平面面积 {plane} {unit}（{meridian}°带），相差 {share:+.2%}",
    "the stated area is {stated} {unit}; computed {legal} {unit} on the ellipsoid, "
    "{plane} {unit} in the plane (zone of {meridian}°), {share:+.2%} apart",
)
IS_PLANE = Text(
    "{plane} 个要素的登记面积等于高斯-克吕格平面面积，而非椭球面积（共核对 {count} 个，"
    "{legal} 个等于椭球面积）；例：登记 {stated} {unit}，平面 {example_plane}，"
    "椭球 {example_legal}",
    "the stated areas of {plane} features are those of the Gauss-Krüger plane, not of the "
    "ellipsoid (of {count} compared, {legal} are those of the ellipsoid); for example {stated} "
    "{unit} stated, {example_plane} in the plane, {example_legal} on the ellipsoid",
)
OTHER_UNIT = Text(
    "登记面积的单位像是“{likely}”而不是“{unit}”：共核对 {count} 个要素，按{likely}有 {fitting} 个"
    "与图形相符，按 {unit} 有 {own} 个；例：登记 {stated}，图形为 {legal} {unit}，"
    "即 {in_likely} {likely}。没有换算",
    "the stated areas look like {likely}, not {unit}: of {count} features compared, {fitting} "
    "agree with their outlines in {likely} and {own} in {unit}; for example {stated} stated, the "
    "outline has {legal} {unit}, that is {in_likely} {likely}. Nothing was converted",
)
MISSING = Text(
    "{count} 个要素没有登记面积，未核对", "{count} features state no area and were not compared"
)


def check_areas(
    facts: ShapeFacts, table: pa.Table, specification: LayerSpecification, crs: RecognizedCrs
) -> Iterator[Finding | Flagged]:
    """Whether stated areas are those of the outlines, and which of the two. 面积核对。"""
    field = specification.field(specification.stated_area_field)
    if field is None or field.name not in table.column_names:
        return
    stated = table.column(field.name).cast(pa.float64()).to_numpy()
    is_stated = np.isfinite(stated)
    if missing := int((~is_stated & facts.is_polygon).sum()):
        yield found("area-missing", MISSING.format(count=missing), field=field.name)
    is_compared = is_stated[facts.polygon_rows]
    rows = facts.polygon_rows[is_compared]
    if len(rows):
        legal = facts.polygons.areas_m2[is_compared]
        yield from _compared(facts, rows, (stated[rows], legal), field, crs)


def _compared(
    facts: ShapeFacts,
    rows: Integers,
    areas: tuple[Floats, Floats],  # stated in the field's unit, and legal in m²
    field: FieldSpecification,
    crs: RecognizedCrs,
) -> Iterator[Finding | Flagged]:
    stated, legal = areas
    unit_m2 = square_metres_of(field.unit)
    meridians = _meridians(facts.centres[rows, 0], crs)
    plane = legal * _plane_scale(facts.centres[rows], meridians)
    stated_m2 = stated * unit_m2
    last_decimal_m2 = unit_m2 / 10 ** _decimals(stated)
    least_m2 = last_decimal_m2 + SAME_SHARE * legal
    is_legal = np.abs(stated_m2 - legal) <= least_m2
    is_plane = ~is_legal & (np.abs(stated_m2 - plane) <= least_m2)
    limit_m2 = last_decimal_m2 + DIFFERS_BY_SHARE * legal
    is_other = ~is_legal & ~is_plane & (np.abs(stated_m2 - legal) > limit_m2)
    likely = _likely_unit(stated, legal, unit_m2, int((~is_other).sum()))
    if likely is not None:
        unit, is_fitting = likely
        yield _looks_like(unit, is_fitting, ~is_other, areas, field)
        is_other &= ~is_fitting
    differing = np.flatnonzero(is_other)

    def told(at: int) -> Finding:
        which = differing[at]
        row = int(rows[which])
        text = DIFFERS.format(
            stated=as_written(stated[which]),
            unit=field.unit,
            legal=measured(legal[which] / unit_m2),
            plane=measured(plane[which] / unit_m2),
            meridian=int(meridians[which]),
            share=float(stated_m2[which] / legal[which] - 1),
        )
        return found(
            "area-differs", text, feature=row + 1, field=field.name, place=facts.place(row)
        )

    yield Flagged("area-differs", rows[differing], told)
    if is_plane.any():
        example = int(np.flatnonzero(is_plane)[0])
        text = IS_PLANE.format(
            plane=int(is_plane.sum()),
            legal=int(is_legal.sum()),
            count=len(rows),
            stated=as_written(stated[example]),
            unit=field.unit,
            example_plane=measured(plane[example] / unit_m2),
            example_legal=measured(legal[example] / unit_m2),
        )
        yield found("area-is-plane", text, field=field.name)


def _likely_unit(
    stated: Floats, legal: Floats, unit_m2: float, own: int
) -> tuple[str, Booleans] | None:
    """The unit in which most areas are those of their outlines, if it is not the field's own."""
    decimals = _decimals(stated)
    for unit in LIKELY_UNITS:
        other_m2 = square_metres_of(unit)
        last_decimal_m2 = other_m2 / 10**decimals
        is_fine = last_decimal_m2 <= COARSEST_SHARE * legal
        apart = np.abs(stated * other_m2 - legal)
        is_fitting = is_fine & (apart <= last_decimal_m2 + DIFFERS_BY_SHARE * legal)
        fitting = int(is_fitting.sum())
        if other_m2 != unit_m2 and fitting > len(legal) / 2 and fitting > own:
            return unit, is_fitting
    return None


def _looks_like(
    unit: str,
    is_fitting: Booleans,
    is_own: Booleans,
    areas: tuple[Floats, Floats],
    field: FieldSpecification,
) -> Finding:
    stated, legal = areas
    example = int(np.flatnonzero(is_fitting)[0])
    text = OTHER_UNIT.format(
        likely=unit,
        unit=field.unit,
        count=len(stated),
        fitting=int(is_fitting.sum()),
        own=int(is_own.sum()),
        stated=as_written(stated[example]),
        legal=measured(legal[example] / square_metres_of(field.unit)),
        in_likely=measured(legal[example] / square_metres_of(unit)),
    )
    return found("area-unit", text, field=field.name)


def square_metres_of(unit: str) -> float:
    """Square metres of one of an area unit.

    >>> square_metres_of("km²"), square_metres_of("公顷")
    (1000000.0, 10000.0)
    """
    if unit in AREA_UNITS:
        return AREA_UNITS[unit]
    known, base = find_unit(unit), find_unit("m²")
    if known is None or base is None:
        raise ValueError(f"{unit} is no unit of area")
    return float(Fraction(known.factor) / Fraction(base.factor))


def _decimals(stated: Floats) -> int:
    """How many decimals the column is printed with, at most."""
    for decimals in range(MOST_DECIMALS):
        if np.allclose(stated, np.round(stated, decimals), rtol=0, atol=10.0 ** -(decimals + 4)):
            return decimals
    return MOST_DECIMALS


def _meridians(longitudes: Floats, crs: RecognizedCrs) -> Floats:
    """The central meridian of the file's zone, or of the 3° zone where each feature lies."""
    if crs.zone is not None:
        return np.full(len(longitudes), float(crs.zone.central_meridian))
    return np.asarray(np.round(longitudes / 3) * 3, dtype=np.float64)


def _plane_scale(centres: Floats, meridians: Floats) -> Floats:
    """Plane area per ellipsoid area at a place: the square of the scale of Gauss-Krüger.

    Over an outline of ten kilometres it changes by less than one part in a million.
    """
    latitudes = centres[:, 1] * RADIANS_PER_DEGREE
    apart = (centres[:, 0] - meridians) * RADIANS_PER_DEGREE * np.cos(latitudes)
    t, second = np.tan(latitudes) ** 2, SQUARED_ECCENTRICITY / (1 - SQUARED_ECCENTRICITY)
    eta = second * np.cos(latitudes) ** 2
    scale = 1 + apart**2 / 2 * (1 + eta) + apart**4 / 24 * (5 - 4 * t)
    return np.asarray(scale**2, dtype=np.float64)
