# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which format a text is in. 格式识别。"""

from __future__ import annotations

import re

from kuangtu.geo.formats.written import number_of

_RANGE_START = re.compile(r"\s*\d{1,6}\s*,")
_WHOLE = re.compile(r"[+-]?\d+")
_MOST_DIGITS_OF_A_COUNT = 5
_MOST_FIELDS_OF_A_POINT = 5  # ring, point, two coordinates and a height


def format_of(text: str) -> str:
    """The name of the format; a list of points is what nothing else is.

    >>> format_of('{"type": "Polygon"}'), format_of("SRID=4490;POLYGON ((1 2))")
    ('geojson', 'wkt')
    >>> format_of("1,3,1,4321375.70,29601325.83"), format_of("1,4,88.10,39.01,88.11,39.01")
    ('mining-range', 'exploration-range')
    >>> format_of("88.17,39.02"), format_of("[地块坐标]")
    ('csv', 'land-parcels')
    """
    start = text.lstrip()
    if start.startswith("{"):
        return "geojson"
    if re.match(r"(SRID\s*=|[A-Z]+\s*Z?M?\s*(\(|EMPTY))", start, re.IGNORECASE):
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
    if not is_one_sequence or not (_has_counts(head, fields) or _has_wrong_count(head, fields)):
        return None
    # A point number is a small integer; an angle has minutes or is a longitude of China.
    first = number_of(fields[2]) if len(fields) > 2 else None
    is_angle = first is not None and first <= 180 and ("." in fields[2] or first > 60)
    return "exploration-range" if is_angle else "mining-range"


def _has_counts(head: str, fields: list[str]) -> bool:
    if not _RANGE_START.match(head) or len(fields) < 3:
        return False
    return fields[0].isdigit() and fields[1].isdigit()


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
    is_count = rest.isdigit() and len(rest) <= _MOST_DIGITS_OF_A_COUNT
    is_long = len(fields) > _MOST_FIELDS_OF_A_POINT
    is_ended = head.rstrip().endswith(",") and _WHOLE.fullmatch(fields[0]) is not None
    return is_count and (is_long or is_ended)
