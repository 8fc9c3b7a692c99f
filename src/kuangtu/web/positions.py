# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A position in any spelling that an office writes. 坐标识别。

In China a longitude is greater than every latitude, and a plane Y with its zone is greater than
every X: the order in which the two stand does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text, same
from kuangtu.geo.angles import looks_printed, parse_packed, parse_printed, to_degrees
from kuangtu.geo.crs import is_in_china, recognized, zone_of_number
from kuangtu.geo.transform import to_geographic

# Words and letters that say which of the two a number is.
LABELS = re.compile(
    r"(?i)经度|纬度|东经|北纬|longitude|latitude|lon|lat|横坐标|纵坐标|(?<![a-z])[xyne](?![a-z])"
)
BREAK = r"[,，、;；]"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
AFTER_SIGN = re.compile(r"(?<=[°度′'分])\s+(?=\d)")
PACKED_DECIMALS = 4  # degrees.minutes-seconds has at least so many
PLANE = 10_000.0  # metres; degrees are far below
DECIMAL = Text("十进制度", "decimal degrees")
PRINTED = Text("度分秒", "degrees, minutes, seconds")
PACKED = Text("按“度.分秒”读", "read as degrees.minutes-seconds")
NO_ZONE = Text(
    "像平面坐标，但 Y 前没有带号，不知道在哪一带：请写 8 位的 Y，如 29601325.83",
    "these look like plane coordinates, but without a zone before Y: write eight digits, "
    "like 29601325.83",
)
OUTSIDE = Text("坐标不在中国范围内", "the position is outside China")


@dataclass(frozen=True, slots=True)
class Place:
    """A position and how its words were read. 坐标。"""

    longitude: float
    latitude: float
    how: Text


@dataclass(frozen=True, slots=True)
class Places:
    """What the words may mean; a hint where they look like a position and are none. 坐标识别。"""

    found: tuple[Place, ...] = ()
    hint: Text | None = None


def places_in(words: str) -> Places:
    """Every reading of the words as one position.

    >>> [(one.longitude, one.latitude) for one in places_in("N39.02 E88.17").found]
    [(88.17, 39.02)]
    >>> [one.how.zh for one in places_in("88.101200,39.011200").found]
    ['十进制度', '按“度.分秒”读']
    >>> places_in("萤石矿").found, places_in("").hint
    ((), None)
    """
    written = unicodedata.normalize("NFKC", words).strip().strip("()（）")
    read = [*_printed(written)] or [*_numbers(written)]
    inside = tuple(one for one in read if is_in_china(one.longitude, one.latitude))
    if inside:
        return Places(inside)
    return Places(hint=_hint(written, is_read=bool(read)))


def _hint(written: str, *, is_read: bool) -> Text | None:
    if is_read:
        return OUTSIDE
    pair = _pair(written)
    if pair and min(map(float, pair)) > PLANE:
        return NO_ZONE
    return None


def _printed(written: str) -> Iterator[Place]:
    """A pair of angles with their signs, or six numbers."""
    for spelling in (written, AFTER_SIGN.sub("", written)):
        for parts in _halves(spelling):
            try:
                first, second = (to_degrees(parse_printed(part)) for part in parts)
            except Invalid:
                continue
            yield Place(max(first, second), min(first, second), PRINTED)
            return


def _halves(spelling: str) -> Iterator[list[str]]:
    for mark in (BREAK, r"\s+"):
        parts = [part.strip() for part in re.split(mark, spelling) if part.strip()]
        if len(parts) == 2 and all(looks_printed(part) for part in parts):
            yield parts
    six = spelling.replace(",", " ").split()
    if len(six) == 6 and all(NUMBER.fullmatch(one) for one in six):
        yield [" ".join(six[:3]), " ".join(six[3:])]


def _pair(written: str) -> tuple[str, str] | None:
    """Two numbers, whatever words say which is which."""
    plain = LABELS.sub(" ", written)
    plain = re.sub(rf"{BREAK}|[=:：°度米]|(?<=\d)m\b", " ", plain)
    parts = plain.split()
    if len(parts) != 2 or not all(NUMBER.fullmatch(part) for part in parts):
        return None
    return parts[0], parts[1]


def _numbers(written: str) -> Iterator[Place]:
    pair = _pair(written)
    if pair is None:
        return
    small, large = sorted(map(float, pair))
    if large <= 180:
        yield Place(large, small, DECIMAL)
        yield from _packed(pair)
        return
    zone = zone_of_number(int(large // 1_000_000))
    if zone is None:
        return
    crs = recognized(zone.epsg, same(""))
    longitudes, latitudes = to_geographic([large], [small], crs)
    how = Text("平面坐标，{number} 带", "plane, zone {number}").format(number=zone.number)
    yield Place(float(longitudes[0]), float(latitudes[0]), how)


def _packed(pair: tuple[str, str]) -> Iterator[Place]:
    """As range strings write angles, where the digits can be that too."""
    if not all(len(one.partition(".")[2]) >= PACKED_DECIMALS for one in pair):
        return
    try:
        first, second = (to_degrees(parse_packed(one)) for one in pair)
    except Invalid:
        return
    yield Place(max(first, second), min(first, second), PACKED)
