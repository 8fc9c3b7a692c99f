# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Frame, grid and scale bar. 图廓、方里网与比例尺。"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from kuangtu.core.text import Text
from kuangtu.geo.angles import format_printed, from_degrees
from kuangtu.geo.sheets import Sheet
from kuangtu.reports.map_sheet.canvas import FAINT, INK, Floats, SheetCanvas
from kuangtu.reports.map_sheet.graticule import degree_ticks, grid_lines
from kuangtu.reports.map_sheet.window import FRAME_MM, MapWindow

GRID_COLOUR = "#b7c0cd"
FIGURE_POINTS = 5.8
LONGEST_BAR_MM, BAR_PARTS, BAR_HIGH_MM = 80.0, 4, 1.4


def draw_frame(canvas: SheetCanvas, window: MapWindow, outline: Floats) -> None:
    """The neat line, the outer frame, the kilometre grid and the degrees. 图廓。"""
    left, bottom, right, top = _extent(outline)
    _draw_grid(canvas, window, outline)
    edge = FRAME_MM - 0.5
    canvas.box(left - edge, bottom - edge, right + edge, top + edge, 0.7)
    if window.sheet is None:
        canvas.box(left, bottom, right, top, 0.25)
        _draw_degrees(canvas, window)
    else:
        _draw_sheet(canvas, window.sheet, window, outline)


def _draw_grid(canvas: SheetCanvas, window: MapWindow, outline: Floats) -> None:
    """Lines within the outline, their figures beside it."""
    left, bottom, right, top = _extent(outline)
    eastings, northings = grid_lines(window)
    west, south, _, _ = window.plane_box
    at_x = [(window.place_on_page(value, south)[0], name) for value, name in eastings]
    at_y = [(window.place_on_page(west, value)[1], name) for value, name in northings]
    with canvas.inside(outline):
        canvas.stroke(GRID_COLOUR)
        for x, _ in at_x:
            canvas.line((x, bottom), (x, top), 0.1)
        for y, _ in at_y:
            canvas.line((left, y), (right, y), 0.1)
    figure = partial(canvas.words, points=FIGURE_POINTS, colour=FAINT, anchor="middle")
    for x, name in at_x:
        if left < x < right:
            figure(x, bottom - 2.6, name)
            figure(x, top + 1.0, name)
    for y, name in at_y:
        if bottom < y < top:
            figure(left - 1.0, y, name, degrees=90)
            figure(right + 2.8, y, name, degrees=90)


def _extent(outline: Floats) -> tuple[float, float, float, float]:
    """Left, bottom, right, top on the page."""
    (left, bottom), (right, top) = outline.min(axis=0), outline.max(axis=0)
    return float(left), float(bottom), float(right), float(top)


def _draw_degrees(canvas: SheetCanvas, window: MapWindow) -> None:
    """A tick and its figure between the neat line and the outer frame."""
    left, bottom, right, top = window.page.map_box
    canvas.stroke(INK)
    for tick in degree_ticks(window):
        at = tick.at_mm
        match tick.side:
            case "bottom":
                start, end, words, turned = (at, bottom), (at, bottom - 4.2), (at, bottom - 7.0), 0
            case "top":
                start, end, words, turned = (at, top), (at, top + 4.2), (at, top + 5.0), 0
            case "left":
                start, end, words, turned = (left, at), (left - 4.2, at), (left - 5.0, at), 90
            case _:
                start, end, words, turned = (right, at), (right + 4.2, at), (right + 7.0, at), 90
        canvas.line(start, end, 0.2)
        canvas.words(
            *words, tick.label, points=FIGURE_POINTS, anchor="middle", degrees=float(turned)
        )


def _draw_sheet(canvas: SheetCanvas, sheet: Sheet, window: MapWindow, outline: Floats) -> None:
    """The neat line of a national sheet, the degrees of its corners, its neighbours' numbers."""
    canvas.stroke(INK)
    closed = np.vstack([outline, outline[:1]])
    for start, end in zip(closed[:-1].tolist(), closed[1:].tolist(), strict=True):
        canvas.line((start[0], start[1]), (end[0], end[1]), 0.5)
    west, south, east, north = sheet.bounds
    for longitude, latitude, anchor, below in (
        (west, south, "start", True),
        (east, south, "end", True),
        (east, north, "end", False),
        (west, north, "start", False),
    ):
        x, y = window.on_page(np.array([longitude]), np.array([latitude]))[0].tolist()
        degrees = " ".join(
            format_printed(from_degrees(value), decimals=0) for value in (longitude, latitude)
        )
        canvas.words(x, y - 5.4 if below else y + 3.8, degrees, points=5.8, anchor=anchor)
    _draw_neighbours(canvas, sheet, outline)


def _draw_neighbours(canvas: SheetCanvas, sheet: Sheet, outline: Floats) -> None:
    low, high = outline.min(axis=0), outline.max(axis=0)
    middle = (low + high) / 2
    places = {
        "N": (middle[0], high[1] + 4.6, 0.0),
        "S": (middle[0], low[1] - 6.6, 0.0),
        "W": (low[0] - 4.6, middle[1], 90.0),
        "E": (high[0] + 6.6, middle[1], 90.0),
    }
    for side, (x, y, turned) in places.items():
        neighbour = sheet.neighbors.get(side)
        if neighbour is not None:
            canvas.words(
                float(x),
                float(y),
                neighbour.number,
                points=6.2,
                colour=FAINT,
                anchor="middle",
                has_halo=True,
                degrees=turned,
            )


def bar_length_m(window: MapWindow) -> int:
    """What a scale bar covers: 1, 2 or 4 times a power of ten, at most 80 units of the page."""
    longest = LONGEST_BAR_MM * window.metres_per_unit
    steps: list[int] = [m * 10**power for power in range(8) for m in (1, 2, 4)]
    return max(step for step in steps if step <= longest)


def draw_scale_bar(
    canvas: SheetCanvas, window: MapWindow, middle: float, y: float, say: Callable[[Text], str]
) -> None:
    """A bar in quarters, black and white by turns, with its figures. 图解比例尺。"""
    length_m = bar_length_m(window)
    width = length_m / window.metres_per_unit
    start, part = middle - width / 2, width / BAR_PARTS
    for number in range(BAR_PARTS):
        canvas.fill(INK if number % 2 == 0 else "#ffffff")
        canvas.stroke(INK)
        canvas.pdf.setLineWidth(0.15)
        canvas.pdf.setDash()
        canvas.pdf.rect(start + part * number, y, part, BAR_HIGH_MM, stroke=1, fill=1)
    in_km = length_m >= 4_000
    unit = say(Text("千米", "km")) if in_km else say(Text("米", "m"))
    for number in range(BAR_PARTS + 1):
        value = length_m * number / BAR_PARTS / (1_000 if in_km else 1)
        words = f"{value:g}" + (f" {unit}" if number == BAR_PARTS else "")
        canvas.words(start + part * number, y - 2.6, words, points=6, anchor="middle")
