# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""GCJ-02, the shift of Chinese web maps: to know it when it is met. 火星坐标（GCJ-02）。

Coordinates picked on a web map lie some 100 to 700 m beside the ground. The shift is a function
of the place and has been public for years; it is undone here to recognise such a file, never to
use it: what a web map shows is no survey.

Source: the published formula on the Krasovsky ellipsoid, as open libraries give it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEMI_MAJOR_M = 6_378_245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
WEST, SOUTH = 105.0, 35.0  # where the polynomials of the shift have their origin
STEPS = 4  # of the inversion; each makes the rest some thousand times smaller


def to_gcj02(
    longitudes: Sequence[float] | Floats, latitudes: Sequence[float] | Floats
) -> tuple[Floats, Floats]:
    """Where a web map shows a place of the ground; degrees in and out.

    >>> x, y = to_gcj02([88.17], [39.02])
    >>> round(float(x[0]), 6), round(float(y[0]), 6)
    (88.172787, 39.020395)
    """
    x, y = np.asarray(longitudes, np.float64), np.asarray(latitudes, np.float64)
    east, north = _shift_degrees(x, y)
    return x + east, y + north


def from_gcj02(
    longitudes: Sequence[float] | Floats, latitudes: Sequence[float] | Floats
) -> tuple[Floats, Floats]:
    """The place of the ground that a web map shows there; the inverse to a millimetre.

    >>> back = from_gcj02(*to_gcj02([88.17], [39.02]))
    >>> [round(float(one[0]), 8) for one in back]
    [88.17, 39.02]
    """
    shown_x, shown_y = np.asarray(longitudes, np.float64), np.asarray(latitudes, np.float64)
    x, y = shown_x, shown_y
    for _ in range(STEPS):
        east, north = _shift_degrees(x, y)
        x, y = shown_x - east, shown_y - north
    return x, y


def _shift_degrees(longitudes: Floats, latitudes: Floats) -> tuple[Floats, Floats]:
    """The shift at a place, as degrees of longitude and latitude."""
    x, y = longitudes - WEST, latitudes - SOUTH
    radians = np.radians(latitudes)
    ground = 1 - ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian_m = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / ground**1.5
    parallel_m = SEMI_MAJOR_M / np.sqrt(ground) * np.cos(radians)
    east = np.degrees(_east_m(x, y) / parallel_m)
    north = np.degrees(_north_m(x, y) / meridian_m)
    return np.asarray(east), np.asarray(north)


def _east_m(x: Floats, y: Floats) -> Floats:
    plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    waves = (
        _waves(x, (20, 6), (20, 2))
        + _waves(x, (20, 1), (40, 1 / 3))
        + _waves(x, (150, 1 / 12), (300, 1 / 30))
    )
    return np.asarray(plain + waves * 2 / 3)


def _north_m(x: Floats, y: Floats) -> Floats:
    plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    waves = (
        _waves(x, (20, 6), (20, 2))
        + _waves(y, (20, 1), (40, 1 / 3))
        + _waves(y, (160, 1 / 12), (320, 1 / 30))
    )
    return np.asarray(plain + waves * 2 / 3)


def _waves(values: Floats, *terms: tuple[float, float]) -> Floats:
    """The sum of sines, each of an amplitude and a number of half turns a degree."""
    parts = [amplitude * np.sin(values * turns * math.pi) for amplitude, turns in terms]
    return np.asarray(np.sum(parts, axis=0))
