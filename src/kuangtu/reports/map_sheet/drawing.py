# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers inside the frame. 图面要素绘制。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from kuangtu.layers.overview import Cell
from kuangtu.reports.map_sheet.canvas import ACCENT, WARNING, Floats, SheetCanvas
from kuangtu.reports.map_sheet.looks import Look, rank_of
from kuangtu.reports.map_sheet.types import DrawnLayer, Overprint
from kuangtu.reports.map_sheet.window import MapWindow

NAME_POINTS = 6.5
RANGE = Look(ACCENT, 0.10, ACCENT, 1.6)
DENSEST_OPACITY, THINNEST_OPACITY = 0.6, 0.15
# Room beside the window within which what lies there still shows: the width of a line.
MARGIN_SHARE = 0.02


def draw_layers(canvas: SheetCanvas, window: MapWindow, layers: Iterable[DrawnLayer]) -> int:
    """Draw the layers in their order, names last; how many names found no room. 绘制图层。"""
    ordered = sorted(layers, key=lambda one: rank_of(one.about.code))
    for layer in ordered:
        _draw_cells(canvas, window, layer)
        geometries = [one.geometry for one in layer.features]
        _draw_geometries(canvas, window, geometries, layer.look)
    return _draw_names(canvas, window, ordered)


def _draw_geometries(
    canvas: SheetCanvas, window: MapWindow, geometries: Sequence[Any], look: Look
) -> None:
    for geometry in _on_page(geometries, window):
        kind = geometry.geom_type
        if kind == "Polygon":
            canvas.area([_xy(geometry.exterior), *map(_xy, geometry.interiors)], look)
        elif kind == "LineString":
            canvas.lines([_xy(geometry)], look)
        elif kind == "Point":
            canvas.dots(_xy(geometry), look)


def _on_page(geometries: Sequence[Any], window: MapWindow) -> Iterator[BaseGeometry]:
    """Simple parts in units of the page, those only that can show in the window."""
    there = np.array([one for one in geometries if one is not None], dtype=object)
    if not len(there):
        return
    parts = shapely.get_parts(there[~shapely.is_empty(there)])
    flat = shapely.transform(parts, lambda xy: window.on_page(xy[:, 0], xy[:, 1]))
    left, bottom, right, top = window.page.map_box
    margin = (right - left) * MARGIN_SHARE
    shown = shapely.box(left - margin, bottom - margin, right + margin, top + margin)
    yield from flat[shapely.intersects(shapely.envelope(flat), shown)]


def _xy(geometry: BaseGeometry) -> Floats:
    coordinates: Floats = shapely.get_coordinates(geometry)
    return coordinates


def _draw_cells(canvas: SheetCanvas, window: MapWindow, layer: DrawnLayer) -> None:
    """The grid that stands for features too many to be drawn; the more, the darker."""
    if not layer.cells:
        return
    most = np.log1p(max(cell.feature_count for cell in layer.cells))
    colour = layer.look.line or layer.look.circle or layer.look.fill
    for cell in layer.cells:
        share = np.log1p(cell.feature_count) / most
        opacity = THINNEST_OPACITY + (DENSEST_OPACITY - THINNEST_OPACITY) * float(share)
        canvas.area([_square(cell, window)], Look(colour, opacity))


def _square(cell: Cell, window: MapWindow) -> Floats:
    west, south = cell.west, cell.south
    east, north = west + cell.side, south + cell.side
    return window.on_page(
        np.array([west, east, east, west]), np.array([south, south, north, north])
    )


def _draw_names(canvas: SheetCanvas, window: MapWindow, layers: Sequence[DrawnLayer]) -> int:
    """Names where there is room for them, points' first; the others are counted."""
    taken: list[tuple[float, float, float, float]] = []
    omitted = 0
    for layer in reversed(layers):
        if not (layer.name_field and layer.look.with_names):
            continue
        for name, x, y in _named_places(layer, window):
            half, height = canvas.width_of(name, NAME_POINTS) / 2, NAME_POINTS / 2.8
            base = y - (height + 0.8 if layer.look.circle else height / 2)
            box = (x - half, base - 0.4, x + half, base + height)
            if not _is_inside(box, window) or any(_meet(box, other) for other in taken):
                omitted += 1
                continue
            taken.append(box)
            canvas.words(x, base, name, points=NAME_POINTS, anchor="middle", has_halo=True)
    return omitted


def _named_places(layer: DrawnLayer, window: MapWindow) -> Iterator[tuple[str, float, float]]:
    left, bottom, right, top = window.page.map_box
    frame = shapely.box(left, bottom, right, top)
    for feature in layer.features:
        name = str(feature.attributes.get(layer.name_field) or "").strip()
        if not name or feature.geometry is None or feature.geometry.is_empty:
            continue
        drawn = shapely.transform(feature.geometry, lambda xy: window.on_page(xy[:, 0], xy[:, 1]))
        shown = drawn.intersection(frame) if drawn.is_valid else drawn
        if not shown.is_empty:
            place = shown.representative_point()
            yield name, float(place.x), float(place.y)


def _is_inside(box: tuple[float, float, float, float], window: MapWindow) -> bool:
    left, bottom, right, top = window.page.map_box
    return box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def draw_overprint(canvas: SheetCanvas, window: MapWindow, range_: Overprint) -> None:
    """The range over everything else, its corners numbered. 套印范围。"""
    _draw_geometries(canvas, window, [range_.geometry], RANGE)
    if not range_.corners:
        return
    places = window.on_page(
        np.array([longitude for _, longitude, _ in range_.corners]),
        np.array([latitude for _, _, latitude in range_.corners]),
    )
    for (number, _, _), (x, y) in zip(range_.corners, places.tolist(), strict=True):
        canvas.dots(np.array([[x, y]]), Look(circle=WARNING, radius=1.5))
        canvas.words(x + 0.8, y + 0.8, number, points=6, colour=WARNING, has_halo=True)
