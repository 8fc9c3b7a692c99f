# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which format a text is in. 格式识别。"""

from __future__ import annotations

import re

from kuangtu.geo.angles import looks_printed
from kuangtu.geo.formats.written import number_of

_JSON = re.compile(r"\{|\[\s{0,99}[\[{]")
_WKT = re.compile(r"(SRID\s{0,9}=|[A-Z]{1,30}\s{0,99}Z?M?\s{0,99}(\(|EMPTY))", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,6}")
_WHOLE = re.compile(r"[+-]?[0-9]+")
LARGEST_ANGLE, SMALLEST_LONGITUDE = 180.0, 60.0
_MOST_FIELDS_OF_A_POINT = 5  # ring, point, two coordinates and a height


def format_of(text: str) -> str:
    """The name of the format; a list of points is what nothing else is.

    >>> format_of('{"type": "Polygon"}'), format_of("SRID=4490;POLYGON ((1 2))")
    ('geojson', 'wkt')
    >>> format_of("[[88.17, 39.02]]"), format_of("1,4321375,29601325,\\n2,4321000,29601000,")
    ('geojson', 'csv')
    >>> format_of("1,3,1,4321375.70,29601325.83"), format_of("1,4,88.10,39.01,88.11,39.01")
    ('mining-range', 'exploration-range')
    >>> format_of("88.17,39.02"), format_of("[地块坐标]")
    ('csv', 'land-parcels')
    """
    start = text.lstrip()
    if _JSON.match(start):
        return "geojson"
    if _WKT.match(start):
        return "wkt"
    lines = [line.strip() for line in start.splitlines()]
    if start.startswith("[") or any(line.endswith("@") for line in lines):
        return "land-parcels"
    return _range_of(start, lines) or "csv"


def _range_of(start: str, lines: list[str]) -> str | None:
    """A range string has its counts first, and all its fields in one sequence."""
    head = start.replace("，", ",")
    fields = [field.strip() for field in head.split(",", 6)[:6]]
    first_line = lines[0].replace("，", ",")
    is_one_sequence = len(lines) == 1 or first_line.endswith(",") or first_line.count(",") > 5
    if not is_one_sequence or not (_has_counts(fields) or _has_wrong_count(head, fields)):
        return None
    return "exploration-range" if _has_angles(fields[2:]) else "mining-range"


def _has_counts(fields: list[str]) -> bool:
    return len(fields) > 2 and all(_COUNT.fullmatch(text) for text in fields[:2])


def _has_wrong_count(head: str, fields: list[str]) -> bool:
    """A sequence that goes on like a range, but whose number of rings is none.

    >>> [_has_wrong_count(text, text.split(",")) for text in ("0,", "-1,4,1,4321375.7,", "1.5,4,")]
    [True, True, False]
    >>> _has_wrong_count("4321375,29601325,", ["4321375", "29601325", ""])
    False
    """
    if "," not in head:
        return False
    rest = fields[1] if len(fields) > 1 else ""
    if not rest:
        return _WHOLE.fullmatch(fields[0]) is not None and len(fields) < 3
    is_long = len(fields) > _MOST_FIELDS_OF_A_POINT
    is_ended = head.rstrip().endswith(",") and _WHOLE.fullmatch(fields[0]) is not None
    return _COUNT.fullmatch(rest) is not None and (is_long or is_ended)


def _has_angles(fields: list[str]) -> bool:
    """True if the fields after the counts are angles, and not a point number and metres.

    A point number is a small integer; an angle has minutes, or signs, or is a longitude of China.
    What is no number at all may be either.

    >>> [_has_angles(text.split(",")) for text in ("88.10,39", "88,39.10", "1,4321375.7", "x,39.1")]
    [True, True, False, True]
    """
    values = [number_of(text) for text in fields]
    first = values[0] if values else None
    is_numbered = first is not None and first <= SMALLEST_LONGITUDE and "." not in fields[0]
    if is_numbered or any(value is not None and abs(value) > LARGEST_ANGLE for value in values):
        return False
    return any(
        looks_printed(text) or (value is not None and ("." in text or value > SMALLEST_LONGITUDE))
        for text, value in zip(fields, values, strict=True)
    )
