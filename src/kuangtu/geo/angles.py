# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Angles as they are written, in whole milliarcseconds. 角度的书写与换算。

Everything is integer arithmetic at 0.001″ (about 3 cm on the ground), so what is read is
written again unchanged. Packed angles are `DDD.MMSSsss`; printed ones 88°10′12.3″.
"""

from __future__ import annotations

import re

from kuangtu.core.errors import invalid

MILLIARCSECONDS_PER_SECOND = 1_000
MILLIARCSECONDS_PER_MINUTE = 60_000
MILLIARCSECONDS_PER_DEGREE = 3_600_000
LONGEST_ANGLE = 60  # characters, in its longest spelling and with blanks

_PACKED = re.compile(r"(?P<sign>[+-]?)(?P<degrees>[0-9]{1,3})(?:\.(?P<rest>[0-9]*))?")
_PRINTED = re.compile(
    r"""(?P<before>东经|北纬|西经|南纬|[EWNS])?\s*
        (?P<degrees>\d{1,3})\s*(?:°|度|-|:|\s)\s*
        (?P<minutes>\d{1,2})\s*(?:'|分|-|:|\s)\s*
        (?:(?P<seconds>\d{1,2})(?:\.(?P<fraction>\d*))?\s*(?:"|秒)?)?\s*
        (?P<after>[EWNS])?""",
    re.VERBOSE,
)
_DEGREES_ONLY = re.compile(
    r"(?P<before>东经|北纬|西经|南纬|[EWNS])?\s*(?P<degrees>\d{1,3}(?:\.\d+)?)\s*(?:°|度)\s*"
    r"(?P<after>[EWNS])?"
)
# Every sign that people and programs put where ° ′ ″ belong; full-width letters become plain.
_SIGNS = str.maketrans(
    {chr(0xFF01 + place): chr(0x21 + place) for place in range(94)}
    | dict.fromkeys("\u00ba\u02da\u2218", "°")
    | dict.fromkeys("\u2032\u2019\u2018\u00b4\u0060\u02b9\u2035", "'")
    | dict.fromkeys("\u2033\u201d\u201c\u02ba\u3003", '"')
    | dict.fromkeys("\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u3000\u00a0", " ")
)


def from_parts(degrees: int, minutes: int, milliarcseconds: int, *, text: str) -> int:
    """Milliarcseconds of degrees, minutes and the rest; refuses minutes or seconds of 60 or more.

    Raises: Invalid `angle.minutes`, `angle.seconds`, `angle.degrees`.
    """
    if minutes >= 60:
        raise invalid(
            "angle.minutes",
            "角度“{text}”的分为 {minutes}，不能达到 60；若为十进制度，请注明",
            "the angle “{text}” has {minutes} minutes, which cannot reach 60; "
            "if it is in decimal degrees, say so",
            text=text,
            minutes=minutes,
        )
    if milliarcseconds >= MILLIARCSECONDS_PER_MINUTE:
        raise invalid(
            "angle.seconds",
            "角度“{text}”的秒不能达到 60；若为十进制度，请注明",
            "the angle “{text}” has 60 seconds or more; if it is in decimal degrees, say so",
            text=text,
        )
    whole = degrees * MILLIARCSECONDS_PER_DEGREE + minutes * MILLIARCSECONDS_PER_MINUTE
    if whole + milliarcseconds > 180 * MILLIARCSECONDS_PER_DEGREE:
        raise invalid(
            "angle.degrees",
            "角度“{text}”超过 180°",
            "the angle “{text}” is more than 180°",
            text=text,
        )
    return whole + milliarcseconds


def parse_packed(text: str) -> int:
    """Milliarcseconds of a packed angle `DDD.MMSSsss`; missing digits at the end are zeros.

    >>> parse_packed("88.1012300") == parse_packed("88.10123")
    True
    >>> format_printed(parse_packed("88.10123"))
    '88°10′12.300″'

    Raises: Invalid `angle.not-a-number`, `angle.too-precise`, `angle.minutes`, `angle.seconds`.
    """
    match = _PACKED.fullmatch(text.strip())
    if match is None:
        raise invalid(
            "angle.not-a-number",
            "“{text}”不是“度.分秒”形式的角度（应为 DDD.MMSSsss）",
            "“{text}” is not a packed angle (DDD.MMSSsss)",
            text=text[:LONGEST_ANGLE],
        )
    rest = match["rest"] or ""
    if rest[7:].strip("0"):
        raise invalid(
            "angle.too-precise",
            "角度“{text}”超出 0.001″ 的精度；请按度.分秒保留到 0.001″",
            "the angle “{text}” is finer than 0.001″; write it to 0.001″",
            text=text[:LONGEST_ANGLE],
        )
    digits = rest[:7].ljust(7, "0")
    size = from_parts(int(match["degrees"]), int(digits[:2]), int(digits[2:]), text=text)
    return -size if match["sign"] == "-" else size


def parse_printed(text: str) -> int:
    """Milliarcseconds of a printed angle in any of its usual spellings; west and south negative.

    >>> {parse_printed(s) for s in ("88°10′12.3″", "88°10'12.3''E", "东经88度10分12.3秒")}
    {317412300}
    >>> parse_printed("88-10-12.3") == parse_printed("88:10:12.30") == parse_printed("88 10 12.3")
    True

    Raises: Invalid `angle.not-an-angle`, `angle.too-precise`, `angle.minutes`, `angle.seconds`.
    """
    spelling = text[:LONGEST_ANGLE].translate(_SIGNS).replace("''", '"').strip()
    if len(text) > LONGEST_ANGLE:
        raise _not_an_angle(text)
    match = _PRINTED.fullmatch(spelling) or _DEGREES_ONLY.fullmatch(spelling)
    if match is None or (match["before"] and match["after"]):
        raise _not_an_angle(text)
    if match.re is _DEGREES_ONLY:
        size = _of_decimal(match["degrees"], text=text)
    else:
        fraction = match["fraction"] or ""
        _refuse_too_fine(fraction, text=text)
        thousandths = int(fraction[:3].ljust(3, "0"))
        rest = int(match["seconds"] or 0) * MILLIARCSECONDS_PER_SECOND + thousandths
        size = from_parts(int(match["degrees"]), int(match["minutes"]), rest, text=text)
    return -size if (match["before"] or match["after"]) in ("西经", "南纬", "W", "S") else size


def _not_an_angle(text: str) -> Exception:
    return invalid(
        "angle.not-an-angle",
        "“{text}”不是度分秒形式的角度（例：88°10′12.3″）",
        "“{text}” is not an angle in degrees, minutes and seconds (for example 88°10′12.3″)",
        text=text[:LONGEST_ANGLE],
    )


def _refuse_too_fine(fraction: str, *, text: str) -> None:
    if fraction[3:].strip("0"):
        raise invalid(
            "angle.too-precise",
            "角度“{text}”的秒超过三位小数；请保留到 0.001″",
            "the angle “{text}” is finer than 0.001″; write three decimals of seconds",
            text=text,
        )


def _of_decimal(number: str, *, text: str) -> int:
    """Milliarcseconds of decimal degrees that hit 0.001″ exactly, e.g. 88.5°."""
    whole, _, fraction = number.partition(".")
    scaled = int(whole + fraction) * MILLIARCSECONDS_PER_DEGREE
    size, rest = divmod(scaled, int("1" + "0" * len(fraction)))
    if rest:
        raise invalid(
            "angle.too-precise",
            "角度“{text}”不是 0.001″ 的整数倍；请用十进制度文件或度分秒",
            "the angle “{text}” is not a whole number of 0.001″; use degrees, minutes and seconds",
            text=text,
        )
    degrees, within = divmod(size, MILLIARCSECONDS_PER_DEGREE)
    return from_parts(degrees, *divmod(within, MILLIARCSECONDS_PER_MINUTE), text=text)


def looks_printed(text: str) -> bool:
    """True if the text carries a sign of degrees, minutes or seconds, or three numbers.

    >>> looks_printed("88°10′"), looks_printed("88-10-12.3"), looks_printed("88.17")
    (True, True, False)
    """
    if len(text) > LONGEST_ANGLE:
        return False
    spelling = text.translate(_SIGNS).strip()
    if not any(letter.isdigit() for letter in spelling):
        return False
    has_sign = any(sign in spelling for sign in "°度'\":") or spelling.count("-") == 2
    return has_sign or re.fullmatch(r"\d+ +\d+ +[\d.]+", spelling) is not None


def from_degrees(degrees: float) -> int:
    """The nearest whole milliarcsecond of decimal degrees.

    >>> from_degrees(88.17), from_degrees(-0.5)
    (317412000, -1800000)
    """
    return round(degrees * MILLIARCSECONDS_PER_DEGREE)


def to_degrees(milliarcseconds: int) -> float:
    """Decimal degrees; the nearest float, so `from_degrees` gives the same number back.

    >>> to_degrees(317412000)
    88.17
    """
    return milliarcseconds / MILLIARCSECONDS_PER_DEGREE


def format_packed(milliarcseconds: int) -> str:
    """A packed angle with all seven digits.

    >>> format_packed(317412300), format_packed(-1)
    ('88.1012300', '-0.0000001')
    """
    sign, degrees, minutes, rest = _split(milliarcseconds)
    return f"{sign}{degrees}.{minutes:02d}{rest:05d}"


def format_printed(milliarcseconds: int, *, decimals: int = 3) -> str:
    """A printed angle with 0–3 decimals of seconds, half up; the carry goes into the minutes.

    >>> format_printed(317412300, decimals=1), format_printed(317459999, decimals=2)
    ('88°10′12.3″', '88°11′00.00″')
    """
    step = 10 ** (3 - decimals)
    size = (abs(milliarcseconds) + step // 2) // step * step
    _, degrees, minutes, rest = _split(size)
    sign = "-" if milliarcseconds < 0 and size else ""
    seconds = f"{rest // 1000:02d}" + (f".{rest % 1000 // step:0{decimals}d}" if decimals else "")
    return f"{sign}{degrees}°{minutes:02d}′{seconds}″"


def _split(milliarcseconds: int) -> tuple[str, int, int, int]:
    sign = "-" if milliarcseconds < 0 else ""
    degrees, rest = divmod(abs(milliarcseconds), MILLIARCSECONDS_PER_DEGREE)
    return sign, degrees, *divmod(rest, MILLIARCSECONDS_PER_MINUTE)
