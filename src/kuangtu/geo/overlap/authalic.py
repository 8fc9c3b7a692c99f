# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The legal plane: a plane whose shoelace area is the legal ellipsoid area. 等积平面。

A cylindrical equal-area plane of the CGCS2000 ellipsoid: x runs with the longitude, y with the
authalic function q(B). Both axes are scaled so that they read in metres on the parallel whose
radius is `STRETCH_M`, near 36° N. TD/T 1055-2019 Annex D sums trapezoids that are straight in
exactly these two coordinates, so the shoelace formula in this plane is the area that is printed
on a licence.

Every coordinate is rounded to a whole number of 2⁻³⁰ m (about 1 nm). The difference of two
points is then exact in a float64, and the sign of every cross product can be decided exactly.

The sine is a series of our own: sums and products only, so that every machine and both engines
get the same bits. `intake_kernel` repeats these operations in the same order.
"""

from __future__ import annotations

from math import factorial
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SEMI_MAJOR_AXIS_M: Final = 6378137.0
FLATTENING: Final = 1 / 298.257222101
SQUARED_ECCENTRICITY: Final = FLATTENING * (2 - FLATTENING)

CENTRAL_MERIDIAN_DEGREES: Final = 105.0
GRID_PER_M: Final = float(2**30)

RADIANS_PER_DEGREE: Final = float(np.pi / 180)
STRETCH_M: Final = 5_160_000.0
METRES_PER_DEGREE: Final = RADIANS_PER_DEGREE * STRETCH_M
Q_PER_STRETCH: Final = SEMI_MAJOR_AXIS_M**2 * (1 - SQUARED_ECCENTRICITY) / STRETCH_M

# sin B = B·Σ (−1)^k/(2k+1)!·B^2k: the first term left out is below 2·10⁻¹⁸ at the pole.
SINE_SERIES: Final = tuple((-1) ** k / factorial(2 * k + 1) for k in range(11))
# q(B) = a²(1−e²)·sin B·Σ (k+1)/(2k+1)·(e² sin² B)^k is the power series of
# a²(1−e²)/2·[sin B/(1−e² sin² B) + artanh(e sin B)/e]; e² < 0.0067, so eight terms are exact.
AUTHALIC_SERIES: Final = tuple((k + 1) / (2 * k + 1) for k in range(8))

_BLOCK: Final = 4096


def to_plane(longitudes: ArrayLike, latitudes: ArrayLike) -> tuple[Floats, Floats]:
    """Plane x and y in metres of EPSG:4490 degrees. 经纬度 → 等积平面。

    Meridians and parallels stay straight and equal inputs give equal outputs, bit for bit.

    >>> to_plane([105.0], [0.0])
    (array([0.]), array([0.]))
    """
    degrees = np.ascontiguousarray(longitudes, dtype=np.float64)
    parallels = np.ascontiguousarray(latitudes, dtype=np.float64)
    x, y = np.empty_like(degrees), np.empty_like(parallels)
    for start in range(0, len(degrees), _BLOCK):  # blocks that stay in the processor's cache
        block = slice(start, start + _BLOCK)
        x[block] = _snapped((degrees[block] - CENTRAL_MERIDIAN_DEGREES) * METRES_PER_DEGREE)
        y[block] = _snapped(_authalic(parallels[block]))
    return x, y


def _authalic(parallels: Floats) -> Floats:
    radians = parallels * RADIANS_PER_DEGREE
    sine = radians * _series(SINE_SERIES, radians * radians)
    return sine * _series(AUTHALIC_SERIES, sine * sine * SQUARED_ECCENTRICITY) * Q_PER_STRETCH


def from_plane(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """EPSG:4490 degrees of plane metres; the inverse within 10⁻⁹ m. 等积平面 → 经纬度。

    >>> x, y = to_plane([87.5, 93.82], [38.25, 41.376])
    >>> longitudes, latitudes = from_plane(x, y)
    >>> [round(float(degrees), 12) for degrees in (*longitudes, *latitudes)]
    [87.5, 93.82, 38.25, 41.376]
    """
    longitudes = np.asarray(x, dtype=np.float64) / METRES_PER_DEGREE
    target = np.asarray(y, dtype=np.float64) / Q_PER_STRETCH
    sine = np.clip(target / sum(AUTHALIC_SERIES), -1, 1)
    for _ in range(6):
        t = sine * sine * SQUARED_ECCENTRICITY
        # d(sin B · Σ…)/d(sin B) = 1/(1−t)²
        sine = np.clip(sine - (sine * _series(AUTHALIC_SERIES, t) - target) * (1 - t) ** 2, -1, 1)
    return longitudes + CENTRAL_MERIDIAN_DEGREES, np.arcsin(sine) / RADIANS_PER_DEGREE


def ring_area_m2(x: Floats, y: Floats) -> float:
    """Signed legal area of a closed ring in the plane; positive when counter-clockwise. 环面积。

    Source: TD/T 1055-2019 Annex D.

    >>> west, east, south, north = 87.5, 87.75, 38 + 1/6, 38 + 1/3
    >>> x, y = to_plane([west, east, east, west, west], [south, south, north, north, south])
    >>> round(ring_area_m2(x, y) / 1e6, 6)
    404.846484
    """
    u, v = x - x[0], y - y[0]
    return float(np.dot(u[:-1], v[1:]) - np.dot(u[1:], v[:-1])) / 2


def metres_per_unit(latitudes: ArrayLike) -> tuple[Floats, Floats]:
    """True metres along the parallel and the meridian for one plane metre. 平面尺度。

    Their product is 1: the plane keeps areas.
    """
    radians = np.asarray(latitudes, dtype=np.float64) * RADIANS_PER_DEGREE
    t = np.sin(radians) ** 2 * SQUARED_ECCENTRICITY
    along_parallel = SEMI_MAJOR_AXIS_M * np.cos(radians) / np.sqrt(1 - t) / STRETCH_M
    return along_parallel, 1 / along_parallel


def _series(factors: tuple[float, ...], t: Floats) -> Floats:
    total = np.full_like(t, factors[-1])
    for factor in reversed(factors[:-1]):
        total *= t
        total += factor
    return total


def _snapped(metres: Floats) -> Floats:
    metres *= GRID_PER_M
    np.rint(metres, out=metres)
    metres /= GRID_PER_M
    return metres
