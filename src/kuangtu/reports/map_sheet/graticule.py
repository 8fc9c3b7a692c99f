# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The figures along the frame: kilometre grid and degrees. 图廓注记。"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kuangtu.geo.angles import MILLIARCSECONDS_PER_DEGREE, format_printed
from kuangtu.reports.map_sheet.window import EDGE_POINTS, Floats, MapWindow

GRID_STEPS_M: tuple[int, ...] = tuple(m * 10**power for power in range(1, 7) for m in (1, 2, 5))
STEP_MM = 40.0  # between two lines of the grid, at the least
MINUTE = MILLIARCSECONDS_PER_DEGREE // 60
SECOND = MINUTE // 60
ANGLE_STEPS = tuple(
    [SECOND * n for n in (1, 2, 5, 10, 15, 30)]
    + [MINUTE * n for n in (1, 2, 5, 10, 15, 30)]
    + [MILLIARCSECONDS_PER_DEGREE * n for n in (1, 2, 5)]
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A figure at the frame: where it stands along its side, mm of the page. 注记。"""

    side: str  # bottom, right, top, left
    at_mm: float
    label: str


def grid_step_m(window: MapWindow) -> int:
    """Metres between the lines of the kilometre grid."""
    least = STEP_MM * window.metres_per_unit
    return next((step for step in GRID_STEPS_M if step >= least), GRID_STEPS_M[-1])


def grid_lines(window: MapWindow) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
    """Eastings and northings of the grid in the window, metres, with their labels in km."""
    west, south, east, north = window.plane_box
    step = grid_step_m(window)
    return _multiples(west, east, step), _multiples(south, north, step)


def _multiples(lowest: float, highest: float, step: int) -> list[tuple[float, str]]:
    values = range(math.ceil(lowest / step) * step, int(highest) + 1, step)
    return [(float(value), _kilometres(value, step)) for value in values]


def _kilometres(metres: int, step: int) -> str:
    """The label of a line; decimals only where lines stand closer than a kilometre.

    >>> _kilometres(29512000, 1000), _kilometres(4321500, 500)
    ('29512', '4321.5')
    """
    if step % 1000 == 0:
        return str(metres // 1000)
    return f"{metres / 1000:.3f}".rstrip("0")


def degree_ticks(window: MapWindow) -> Iterator[Tick]:
    """Where meridians leave the window below and above, and parallels at its sides."""
    longitudes, latitudes = window.border()
    step = _angle_step(longitudes[:EDGE_POINTS], window)
    sides = ("bottom", "right", "top", "left")
    for number, side in enumerate(sides):
        part = slice(number * EDGE_POINTS, (number + 1) * EDGE_POINTS)
        is_across = side in ("bottom", "top")
        angles = (longitudes if is_across else latitudes)[part]
        page = window.on_page(longitudes[part], latitudes[part])[:, 0 if is_across else 1]
        letter = "E" if is_across else "N"
        for value, at_mm in _crossings(angles, page, step):
            yield Tick(side, at_mm, f"{_angle(value, step)}{letter}")


def _angle_step(longitudes: Floats, window: MapWindow) -> int:
    span = (longitudes.max() - longitudes.min()) * MILLIARCSECONDS_PER_DEGREE
    left, _, right, _ = window.page.map_box
    least = span * STEP_MM / (right - left)
    return next((step for step in ANGLE_STEPS if step >= least), ANGLE_STEPS[-1])


def _crossings(angles: Floats, at_mm: Floats, step: int) -> Iterator[tuple[int, float]]:
    """Multiples of a step along a side, and where they cross it."""
    if angles[0] > angles[-1]:
        angles, at_mm = angles[::-1], at_mm[::-1]
    first = math.ceil(angles[0] * MILLIARCSECONDS_PER_DEGREE / step)
    last = math.floor(angles[-1] * MILLIARCSECONDS_PER_DEGREE / step)
    for multiple in range(first, last + 1):
        value = multiple * step
        yield value, float(np.interp(value / MILLIARCSECONDS_PER_DEGREE, angles, at_mm))


def _angle(milliarcseconds: int, step: int) -> str:
    """As few parts as the step needs.

    >>> _angle(317_400_000, MINUTE), _angle(324_000_000, MILLIARCSECONDS_PER_DEGREE)
    ('88°10′', '90°')
    """
    words = format_printed(milliarcseconds, decimals=0)
    if step % MILLIARCSECONDS_PER_DEGREE == 0:
        return words.split("°")[0] + "°"
    if step % MINUTE == 0:
        return words.split("′")[0] + "′"
    return words
