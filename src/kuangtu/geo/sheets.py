# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Map sheets of GB/T 13989-2012, numbers to bounds and back. 图幅。

All bounds are whole milliarcseconds, because the smallest sheet (1:500) is 9.375″ wide and floats
break at the edges. A sheet owns its western and southern edge.

Source: GB/T 13989-2012; it added 1:2000, 1:1000 and 1:500 to the scales of 1992.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.angles import MILLIARCSECONDS_PER_DEGREE

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

MILLION_HEIGHT, MILLION_WIDTH = 4 * MILLIARCSECONDS_PER_DEGREE, 6 * MILLIARCSECONDS_PER_DEGREE
# The 1:1 000 000 sheets over China: rows A–N from the equator, columns 43–53 from 180° W.
ROW_LETTERS = "ABCDEFGHIJKLMN"
COLUMNS = range(43, 54)
GREENWICH_COLUMN = 31
MOST_SHEETS = 100_000


class Scale(Enum):
    """A scale: letter, denominator, sheets per row and column of a 1:1M sheet. 比例尺。"""

    MILLION = ("A", 1_000_000, 1)
    HALF_MILLION = ("B", 500_000, 2)
    QUARTER_MILLION = ("C", 250_000, 4)
    HUNDRED_THOUSAND = ("D", 100_000, 12)
    FIFTY_THOUSAND = ("E", 50_000, 24)
    TWENTY_FIVE_THOUSAND = ("F", 25_000, 48)
    TEN_THOUSAND = ("G", 10_000, 96)
    FIVE_THOUSAND = ("H", 5_000, 192)
    TWO_THOUSAND = ("I", 2_000, 576)
    ONE_THOUSAND = ("J", 1_000, 1_152)
    FIVE_HUNDRED = ("K", 500, 2_304)

    def __init__(self, letter: str, denominator: int, divisions: int) -> None:
        self.letter = letter
        self.denominator = denominator
        self.divisions = divisions

    @property
    def height(self) -> int:
        """Height of a sheet in milliarcseconds."""
        return MILLION_HEIGHT // self.divisions

    @property
    def width(self) -> int:
        """Width of a sheet in milliarcseconds."""
        return MILLION_WIDTH // self.divisions

    @property
    def digits(self) -> int:
        """Digits of a row or a column in the number: four where there are a thousand or more."""
        return 3 if self.divisions < 1_000 else 4

    @property
    def label(self) -> str:
        """The scale as it is printed.

        >>> Scale.FIFTY_THOUSAND.label
        '1:50 000'
        """
        return f"1:{self.denominator:,}".replace(",", " ")


_SCALES = {scale.letter: scale for scale in Scale}
_DENOMINATORS = {Decimal(scale.denominator): scale for scale in Scale}
_SHORT_FORMS = "1M、500k、250k、100k、50k、25k、10k、5k、2k、1k、500"
_NUMBER = re.compile(r"([A-Z])([0-9]{2})(?:([A-Z])([0-9]{6}|[0-9]{8}))?")
_OLD_NUMBER = re.compile(r"[A-Z]-[0-9]{1,2}\b.*")


def parse_scale(text: str) -> Scale:
    """A scale from its letter, denominator or a short form.

    >>> {parse_scale(word).letter for word in ("E", "50k", "1:50000", "1:50 000", "5万")}
    {'E'}
    >>> parse_scale("1M").letter, parse_scale("100万").letter
    ('A', 'A')

    Raises: Invalid `sheet.scale`.
    """
    word = re.sub(r"[\s,_]", "", text).upper().replace("：", ":").removeprefix("1:")
    if word in _SCALES:
        return _SCALES[word]
    match = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(K|M|万|千)?", word)
    factors = {"K": 1_000, "M": 1_000_000, "万": 10_000, "千": 1_000}
    factor = factors.get(match[2] or "", 1) if match else 1
    scale = _DENOMINATORS.get(Decimal(match[1]) * factor) if match else None
    if scale is None:
        raise invalid(
            "sheet.scale",
            "“{text}”不是国家基本比例尺；可用 {forms} 或字母 A–K",
            "“{text}” is not a national base scale; use {forms} or a letter A–K",
            text=text[:40],
            forms=Text(_SHORT_FORMS, _SHORT_FORMS.replace("、", ", ")),
        )
    return scale


@dataclass(frozen=True, slots=True, order=True)
class Sheet:
    """One sheet: its scale and its south-western corner in milliarcseconds. 图幅。

    >>> Sheet.parse("J45E011015").bounds
    (87.5, 38.166666666666664, 87.75, 38.333333333333336)
    """

    scale: Scale
    south: int
    west: int

    @classmethod
    def parse(cls, number: str) -> Sheet:
        """The sheet of a number; letters may be small, blanks do not matter.

        Raises: Invalid `sheet.number`, `sheet.old-number`, `sheet.row`, `sheet.column`,
        `sheet.scale`, `sheet.digits`, `sheet.sub-row`, `sheet.sub-column`.
        """
        return parse_sheet(number)

    @property
    def north(self) -> int:
        return self.south + self.scale.height

    @property
    def east(self) -> int:
        return self.west + self.scale.width

    @property
    def number(self) -> str:
        """The number as the standard writes it."""
        row, south = divmod(self.south, MILLION_HEIGHT)
        column, west = divmod(self.west, MILLION_WIDTH)
        head = f"{ROW_LETTERS[row]}{column + GREENWICH_COLUMN}"
        if self.scale is Scale.MILLION:
            return head
        from_north = self.scale.divisions - south // self.scale.height
        from_west, digits = west // self.scale.width + 1, self.scale.digits
        return f"{head}{self.scale.letter}{from_north:0{digits}d}{from_west:0{digits}d}"

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in decimal degrees."""
        west, south, east, north = (
            side / MILLIARCSECONDS_PER_DEGREE for side in self.bounds_milliarcseconds
        )
        return west, south, east, north

    @property
    def bounds_milliarcseconds(self) -> tuple[int, int, int, int]:
        """West, south, east, north in milliarcseconds, for `geo.angles`."""
        return self.west, self.south, self.east, self.north

    @property
    def neighbors(self) -> dict[str, Sheet]:
        """The sheets around by compass direction; those beyond the national grid are left out."""
        around = {
            vertical + horizontal: (
                self.south + up * self.scale.height,
                self.west + right * self.scale.width,
            )
            for vertical, up in (("N", 1), ("", 0), ("S", -1))
            for horizontal, right in (("W", -1), ("", 0), ("E", 1))
            if up or right
        }
        return {
            direction: Sheet(self.scale, south, west)
            for direction, (south, west) in around.items()
            if is_in_grid(south, west)
        }

    def contains(self, longitude: float, latitude: float) -> bool:
        """True inside or on the western or southern edge."""
        return sheet_at(longitude, latitude, self.scale) == self

    def polygon(self) -> Polygon:
        """The sheet as a polygon in EPSG:4490."""
        import shapely  # noqa: PLC0415 - late: reading a number needs no geometry library

        return shapely.box(*self.bounds)


def is_in_grid(south: int, west: int) -> bool:
    """True if a corner in milliarcseconds lies in the rows and columns over China."""
    row, column = south // MILLION_HEIGHT, west // MILLION_WIDTH + GREENWICH_COLUMN
    return 0 <= row < len(ROW_LETTERS) and column in COLUMNS


def parse_sheet(number: str) -> Sheet:
    """The sheet of a number; see `Sheet.parse`."""
    word = re.sub(r"\s", "", number).upper()
    match = _NUMBER.fullmatch(word)
    if match is None:
        raise _not_a_number(number, word)
    letter, column = match[1], int(match[2])
    if letter not in ROW_LETTERS:
        raise _refuse("row", number, f"行号字母 {letter} 不在 A–N", f"row {letter} is not in A–N")
    if column not in COLUMNS:
        raise _refuse(
            "column", number, f"列号 {column} 不在 43–53", f"column {column} is not in 43–53"
        )
    south = ROW_LETTERS.index(letter) * MILLION_HEIGHT
    west = (column - GREENWICH_COLUMN) * MILLION_WIDTH
    if match[3] is None:
        return Sheet(Scale.MILLION, south, west)
    return _subdivided(number, match, south, west)


def _subdivided(number: str, match: re.Match[str], south: int, west: int) -> Sheet:
    scale = _SCALES.get(match[3])
    if scale is None or scale is Scale.MILLION:
        raise _refuse(
            "scale",
            number,
            f"比例尺代码 {match[3]} 不在 B–K",
            f"scale letter {match[3]} is not in B–K",
        )
    digits = scale.digits
    if len(match[4]) != 2 * digits:
        raise _refuse(
            "digits",
            number,
            f"{scale.label} 的行号、列号应各为 {digits} 位",
            f"row and column of {scale.label} have {digits} digits each",
        )
    row, column = int(match[4][:digits]), int(match[4][digits:])
    for code, zh, en, value in (
        ("sub-row", "行", "row", row),
        ("sub-column", "列", "column", column),
    ):
        if not 1 <= value <= scale.divisions:
            written, most = f"{value:0{digits}d}", f"{scale.divisions:0{digits}d}"
            least = f"{1:0{digits}d}"
            raise _refuse(
                code,
                number,
                f"{scale.label} 的{zh}号 {written} 不在 {least}–{most}",
                f"{en} {written} of {scale.label} is not in {least}–{most}",
            )
    return Sheet(
        scale,
        south + (scale.divisions - row) * scale.height,
        west + (column - 1) * scale.width,
    )


def _refuse(code: str, number: str, zh: str, en: str) -> Invalid:
    number = number[:40]
    return invalid(f"sheet.{code}", f"图幅号“{number}”：{zh}", f"sheet “{number}”: {en}")


def _not_a_number(number: str, word: str) -> Invalid:
    if _OLD_NUMBER.fullmatch(word):
        return _refuse(
            "old-number",
            number,
            "为 1991 年以前的旧编号，请换用 GB/T 13989-2012 编号（如 J45E011015）",
            "is an old-style number; use GB/T 13989-2012 (for example J45E011015)",
        )
    return _refuse(
        "number",
        number,
        "应为 1 个字母、2 位列号，其后可接比例尺字母、3 位行号和 3 位列号（如 J45E011015；"
        "1:1 000 和 1:500 各为 4 位）",
        "should be a letter and two digits, then a scale letter, three digits of row and three of "
        "column (for example J45E011015; four each for 1:1 000 and 1:500)",
    )


def sheet_at(longitude: float, latitude: float, scale: Scale) -> Sheet:
    """The sheet that a place lies on; on an edge, the eastern or northern one.

    >>> sheet_at(88.17, 39.02, Scale.FIFTY_THOUSAND).number
    'J45E006017'
    >>> sheet_at(90.0, 40.0, Scale.MILLION).number
    'K46'

    Raises: Invalid `sheet.place`, `sheet.outside-grid`.
    """
    _require_finite(longitude, latitude)
    if max(abs(longitude), abs(latitude)) > 360:  # no angle, and perhaps more than a float holds
        raise _outside_grid(longitude, latitude)
    down = scale.height * (_microarcseconds(latitude) // (scale.height * 1_000))
    left = scale.width * (_microarcseconds(longitude) // (scale.width * 1_000))
    if not is_in_grid(down, left):
        raise _outside_grid(longitude, latitude)
    return Sheet(scale, down, left)


def _outside_grid(longitude: float, latitude: float) -> Invalid:
    return invalid(
        "sheet.outside-grid",
        "经度 {longitude}、纬度 {latitude} 不在国家基本图幅范围"
        "（72°–138°E，0°–56°N）；请检查先后次序",
        "longitude {longitude}, latitude {latitude} is outside the national grid "
        "(72°–138°E, 0°–56°N); check their order",
        longitude=longitude,
        latitude=latitude,
    )


def _require_finite(longitude: float, latitude: float) -> None:
    """Raises: Invalid `sheet.place` for each of the two that is NaN or infinite."""
    axes = ((longitude, Text("经度", "longitude")), (latitude, Text("纬度", "latitude")))
    problems = [
        Problem("sheet.place", NOT_FINITE.format(axis=axis, value=value), Place(field=axis.en))
        for value, axis in axes
        if not math.isfinite(value)
    ]
    if problems:
        raise Invalid(problems)


NOT_FINITE = Text(
    "{axis}为“{value}”，不是有限数；请给出十进制度，如 88.17 39.02",
    "the {axis} is “{value}”, not a finite number; give decimal degrees, such as 88.17 39.02",
)


def sheets_in_box(
    west: float, south: float, east: float, north: float, scale: Scale
) -> Iterator[Sheet]:
    """The sheets that a box in degrees reaches into, from north to south and west to east.

    Raises: Invalid `sheet.outside-grid`, `sheet.too-many`.
    """
    first, last = sheet_at(west, south, scale), sheet_at(east, north, scale)
    # A box that ends on an edge does not reach into the sheet beyond it.
    top = last.south - scale.height if _is_on(north, last.south) and north > south else last.south
    right = last.west - scale.width if _is_on(east, last.west) and east > west else last.west
    rows = range(top, first.south - 1, -scale.height)
    columns = range(first.west, right + 1, scale.width)
    if len(rows) * len(columns) > MOST_SHEETS:
        raise invalid(
            "sheet.too-many",
            "范围涉及 {count} 幅 {scale} 图，超过上限 {most}；请换用较小的比例尺",
            "the extent spans {count} sheets of {scale}, more than {most}; use a smaller scale",
            count=len(rows) * len(columns),
            scale=scale.label,
            most=MOST_SHEETS,
        )
    return (Sheet(scale, row, column) for row in rows for column in columns)


def _is_on(degrees: float, milliarcseconds: int) -> bool:
    return _microarcseconds(degrees) == milliarcseconds * 1_000


def _microarcseconds(degrees: float) -> int:
    """Whole microarcseconds: far below any survey, far above the noise of floats."""
    return round(degrees * 3_600_000_000)


def sheets_covering(geometry: Polygon | MultiPolygon | BaseGeometry, scale: Scale) -> list[Sheet]:
    """The sheets whose inside a geometry (EPSG:4490) reaches; touching an edge is not enough.

    An empty geometry needs no sheet.
    """
    import shapely  # noqa: PLC0415 - late: reading a number needs no geometry library

    if geometry.is_empty:
        return []
    shapely.prepare(geometry)
    west, south, east, north = geometry.bounds
    return [
        sheet
        for sheet in sheets_in_box(west, south, east, north, scale)
        if geometry.intersects(inside := sheet.polygon()) and not geometry.touches(inside)
    ]
