# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which ground a sheet of paper shows at a scale. 图幅开窗。

A printed map is in the plane of a Gauss-Krüger zone, as the national series is: 3° zones down to
1:10 000, 6° zones down to 1:500 000. Below that, where the series has other projections, it is the
3° zone whose meridian is nearest the middle: the map stands upright and stretches least.
The pages' own map is in web Mercator, where a scale holds at one latitude only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import RecognizedCrs, Zone, recognized, zone_at
from kuangtu.geo.sheets import Sheet
from kuangtu.geo.transform import to_geographic, to_plane

Floats = NDArray[np.float64]

LARGEST_SCALE, SMALLEST_SCALE = 500, 10_000_000
LAST_THREE_DEGREE_SCALE, LAST_SIX_DEGREE_SCALE = 10_000, 500_000
EARTH_RADIUS_M = 6_371_000.0
BORDER_MM, FRAME_MM, HEAD_MM, GAP_MM = 8.0, 9.0, 15.0, 4.0
FOOT_MM, NARROW_FOOT_MM, NARROW_MM = 17.0, 26.0, 220.0
EDGE_POINTS = 41  # of a side, to find how far north, south, east and west a window reaches


class Paper(Choice):
    """纸张（ISO 216），短边 × 长边，毫米。"""

    A4 = ("A4", "A4", "A4")
    A3 = ("A3", "A3", "A3")
    A2 = ("A2", "A2", "A2")
    A1 = ("A1", "A1", "A1")
    A0 = ("A0", "A0", "A0")

    @property
    def size_mm(self) -> tuple[float, float]:
        """Short and long side, mm."""
        return SIZES_MM[self.value]

    @property
    def unit_mm(self) -> float:
        """What a millimetre of the layout is on the paper, mm: large sheets hang on a wall."""
        return UNITS_MM[self.value]


UNITS_MM = {"A4": 1.0, "A3": 1.0, "A2": 1.3, "A1": 1.7, "A0": 2.2}
SIZES_MM = {
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "A2": (420.0, 594.0),
    "A1": (594.0, 841.0),
    "A0": (841.0, 1189.0),
}


class Orientation(Choice):
    """纸张方向。"""

    LANDSCAPE = ("LANDSCAPE", "横向", "landscape")
    PORTRAIT = ("PORTRAIT", "纵向", "portrait")


LARGE_ENOUGH = Text("请用 {paper} {orientation}", "take {paper} {orientation}")
NO_PAPER = Text("没有够大的纸，请用更小的比例尺", "no paper is large enough; take a smaller scale")


class SheetTooLarge(Invalid):
    text = Text(
        "图幅 {sheet} 按 1∶{scale} 需要 {wide:.0f} × {high:.0f} 毫米的图面，{paper} 只有 "
        "{room_wide:.0f} × {room_high:.0f} 毫米；{advice}",
        "sheet {sheet} at 1:{scale} needs {wide:.0f} × {high:.0f} mm of map, {paper} has "
        "{room_wide:.0f} × {room_high:.0f} mm; {advice}",
    )
    code = "map-sheet.too-large"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper and where on it the map stands, from its lower left corner. 版面。

    Lengths are units of the layout: type, lines, margins and legend keep their proportions on
    every paper, and a unit is a millimetre or, from A2, more (`unit_mm`).
    """

    width: float
    height: float
    column: float  # of the legend, at the right
    unit_mm: float = 1.0

    @classmethod
    def of(cls, paper: Paper, orientation: Orientation) -> Page:
        short, long = (side / paper.unit_mm for side in paper.size_mm)
        column = 52.0 if paper is Paper.A4 else 74.0
        if orientation is Orientation.LANDSCAPE:
            return cls(long, short, column, paper.unit_mm)
        return cls(short, long, column, paper.unit_mm)

    @property
    def map_box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the map inside its frame."""
        edge = BORDER_MM + FRAME_MM
        right = self.width - BORDER_MM - self.column - GAP_MM - FRAME_MM
        foot = NARROW_FOOT_MM if self.is_narrow else FOOT_MM
        return edge, edge + foot, right, self.height - edge - HEAD_MM

    @property
    def is_narrow(self) -> bool:
        """Too narrow for scale and notes side by side below the map."""
        return self.width - self.column < NARROW_MM


@dataclass(frozen=True)
class MapWindow:
    """The ground of a printed map: zone, scale, middle in the plane, place on the page. 图窗。

    Plane coordinates are metres of the CGCS2000 zone, eastings with the zone's number in front;
    the page is in its own units from the lower left corner.
    """

    page: Page
    zone: Zone
    denominator: int
    easting: float
    northing: float
    sheet: Sheet | None = None

    @cached_property
    def size_m(self) -> tuple[float, float]:
        """Width and height of the ground shown, m in the plane."""
        left, bottom, right, top = self.page.map_box
        return (right - left) * self.metres_per_unit, (top - bottom) * self.metres_per_unit

    @property
    def metres_per_unit(self) -> float:
        """Metres of the plane that a unit of the page shows: the scale holds on the paper."""
        return self.denominator * self.page.unit_mm / 1_000

    @cached_property
    def plane_box(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres of the zone."""
        width, height = self.size_m
        west, south = self.easting - width / 2, self.northing - height / 2
        return west, south, west + width, south + height

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees (EPSG:4490) around the window."""
        longitudes, latitudes = self.border()
        return (
            float(longitudes.min()),
            float(latitudes.min()),
            float(longitudes.max()),
            float(latitudes.max()),
        )

    def border(self) -> tuple[Floats, Floats]:
        """Degrees of points along the window's four sides, from the lower left, anticlockwise."""
        west, south, east, north = self.plane_box
        x = np.linspace(west, east, EDGE_POINTS)
        y = np.linspace(south, north, EDGE_POINTS)
        eastings = np.concatenate([x, np.full_like(y, east), x[::-1], np.full_like(y, west)])
        northings = np.concatenate([np.full_like(x, south), y, np.full_like(x, north), y[::-1]])
        return to_geographic(eastings, northings, self._crs)

    @cached_property
    def _crs(self) -> RecognizedCrs:
        return recognized(self.zone.epsg, Text("", ""))

    def on_page(self, longitudes: Floats, latitudes: Floats) -> Floats:
        """Places on the page, shape (n, 2), of degrees."""
        return self.plane_on_page(*to_plane(longitudes, latitudes, self.zone))

    def plane_on_page(self, eastings: Floats, northings: Floats) -> Floats:
        """Places on the page, shape (n, 2), of metres of the zone."""
        west, south, _, _ = self.plane_box
        left, bottom, _, _ = self.page.map_box
        x = left + (np.asarray(eastings) - west) / self.metres_per_unit
        y = bottom + (np.asarray(northings) - south) / self.metres_per_unit
        return np.column_stack([x, y])

    def place_on_page(self, easting: float, northing: float) -> tuple[float, float]:
        """The place on the page of one place of the zone."""
        ((x, y),) = self.plane_on_page(np.array([easting]), np.array([northing])).tolist()
        return x, y

    @property
    def greatest_distortion(self) -> float:
        """By how much of itself a length is drawn too long at the edge of the zone's plane."""
        west, _, east, _ = self.plane_box
        farthest = max(abs(edge - self.zone.false_easting_m) for edge in (west, east))
        return farthest**2 / (2 * EARTH_RADIUS_M**2)


def window_of(
    *,
    longitude: float,
    latitude: float,
    denominator: int,
    paper: Paper,
    orientation: Orientation,
    sheet: Sheet | None = None,
) -> MapWindow:
    """The window with a place in its middle, or a national map sheet. 图窗。

    A sheet brings its own middle. Raises: Invalid `map-sheet.scale`, `map-sheet.place`,
    SheetTooLarge where a map sheet does not fit.
    """
    if not LARGEST_SCALE <= denominator <= SMALLEST_SCALE:
        raise invalid(
            "map-sheet.scale",
            "比例尺应在 1∶{largest} 与 1∶{smallest} 之间",
            "the scale must lie between 1:{largest} and 1:{smallest}",
            Place(field="scale"),
            largest=LARGEST_SCALE,
            smallest=f"{SMALLEST_SCALE:,}",
        )
    if sheet is not None:
        west, south, east, north = sheet.bounds
        longitude, latitude = (west + east) / 2, (south + north) / 2
    _require_in_china(longitude, latitude)
    width = 6 if LAST_THREE_DEGREE_SCALE < denominator <= LAST_SIX_DEGREE_SCALE else 3
    zone = zone_at(longitude, width_degrees=width)
    eastings, northings = to_plane(np.array([longitude]), np.array([latitude]), zone)
    page = Page.of(paper, orientation)
    window = MapWindow(page, zone, denominator, float(eastings[0]), float(northings[0]), sheet)
    if sheet is not None:
        _require_room(window, sheet, paper)
    return window


def _require_in_china(longitude: float, latitude: float) -> None:
    # The zones of the national series are those of 72° to 138° east.
    if not (72 <= longitude <= 138 and 0 <= latitude <= 60):
        raise invalid(
            "map-sheet.place",
            "图面中心（{longitude:.4f}，{latitude:.4f}）不在国家高斯-克吕格投影带的范围内",
            "the middle of the map ({longitude:.4f}, {latitude:.4f}) lies outside the national "
            "Gauss-Krüger zones",
            Place(field="center"),
            longitude=longitude,
            latitude=latitude,
        )


def _require_room(window: MapWindow, sheet: Sheet, paper: Paper) -> None:
    corners = outline_of(sheet, window)
    unit_mm = window.page.unit_mm
    sides = (corners.max(axis=0) - corners.min(axis=0)) * unit_mm
    wide, high = (math.ceil(side) for side in sides)
    room_wide, room_high = _room_mm(window.page)
    if wide > room_wide or high > room_high:
        raise SheetTooLarge(
            sheet=sheet.number,
            scale=window.denominator,
            paper=paper.value,
            wide=wide,
            high=high,
            room_wide=room_wide,
            room_high=room_high,
            advice=_paper_for(wide, high),
        )


def _room_mm(page: Page) -> tuple[float, float]:
    """Width and height of the map on the paper, mm."""
    left, bottom, right, top = (edge * page.unit_mm for edge in page.map_box)
    return right - left, top - bottom


def _paper_for(wide: float, high: float) -> Text:
    """The smallest paper with that much room, or that there is none."""
    for paper in Paper:
        for orientation in Orientation:
            room_wide, room_high = _room_mm(Page.of(paper, orientation))
            if wide <= room_wide and high <= room_high:
                return LARGE_ENOUGH.format(paper=paper.value, orientation=orientation.label)
    return NO_PAPER


def outline_of(sheet: Sheet, window: MapWindow) -> Floats:
    """The border of a map sheet on the page, closed; parallels are curves in the plane."""
    west, south, east, north = sheet.bounds
    along = np.linspace(west, east, EDGE_POINTS)
    longitudes = np.concatenate([along, along[::-1], along[:1]])
    latitudes = np.concatenate(
        [np.full(EDGE_POINTS, south), np.full(EDGE_POINTS, north), np.array([south])]
    )
    return window.on_page(longitudes, latitudes)
