# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of licences and certificates. 许可证号。

Numbers are minted by the national system only; a number is read, never made. An odd number is
accepted with warnings: registers hold many, and the number is still the right's name.
Sources: 国土资发[2007]294号 (T18, D18), 自然资办发[2020]32号 (23 characters).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kuangtu.codes.choices import Choice, GrantMode, RightKind
from kuangtu.codes.divisions import DivisionLevel, find_division
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text


class LicenseFormat(Choice):
    """许可证号格式。"""

    T18 = ("T18", "18 位探矿权证号", "18 characters, exploration, 2008 to 2020")
    D18 = ("D18", "18 位地质调查证号", "18 characters, geological survey")
    T23 = ("T23", "23 位探矿权证号", "23 characters, exploration")
    C23 = ("C23", "23 位采矿权证号", "23 characters, mining")
    T24 = ("T24", "24 位探矿权证号", "24 characters, exploration")
    C24 = ("C24", "24 位采矿权证号", "24 characters, mining")
    OLD13 = ("OLD13", "13 位旧证号", "13 digits, before 2008")
    DEMO = ("DEMO", "演示编号", "invented, for demonstration")
    UNKNOWN = ("UNKNOWN", "未识别", "not recognised")


@dataclass(frozen=True, slots=True)
class LicenseNumber:
    """A number taken apart as far as its format is known. 许可证号分解。

    `issuer` is 2 digits in the 18-character formats and a 6-digit division code later;
    `class_block` is not interpreted: its meaning is unverified.
    """

    text: str
    format: LicenseFormat
    kind: RightKind | None = None
    issuer: str = ""
    level: DivisionLevel | None = None
    grant_mode: GrantMode | None = None
    year: int | None = None
    month: int | None = None
    mineral_class: str = ""
    class_block: str = ""
    serial: str = ""
    warnings: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return self.text


YEAR_MONTH = r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])"
SHORT = re.compile(
    rf"(?P<letter>[TD])(?P<issuer>\d{{2}})(?P<mode>\d){YEAR_MONTH}(?P<mineral>\d{{2}})(?P<serial>\d{{6}})"
)
LONG = re.compile(
    rf"(?P<mark>D?)(?P<letter>[CT])(?P<issuer>\d{{6}}){YEAR_MONTH}(?P<block>\d{{4}})(?P<serial>\d{{6}})"
)
GRANT_MODES = {
    "1": GrantMode.FIRST_COME,
    "2": GrantMode.TENDER,
    "3": GrantMode.AUCTION,
    "4": GrantMode.LISTING,
    "5": GrantMode.AGREEMENT,
}
MINISTRY = "01"  # as the issuer of 18-character numbers
MINERAL_CLASSES = {"01": "energy", "02": "metal", "03": "non-metal", "04": "water-gas"}
KINDS = {"C": RightKind.MINING, "T": RightKind.EXPLORATION, "D": None}


def read_license_number(text: str, *, place: Place = Place()) -> LicenseNumber:
    """Read a number; never refuses, warns of what is odd. 读取许可证号。

    >>> number = read_license_number("C6400002019087110148436")
    >>> number.format.value, number.issuer, number.year, number.month, number.serial
    ('C23', '640000', 2019, 8, '148436')
    >>> read_license_number("abc").warnings[0].code
    'license-number-format'
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
    if match := LONG.fullmatch(plain):
        return _long(plain, match, place)
    if match := SHORT.fullmatch(plain):
        return _short(plain, match, place)
    if plain.startswith("DEMO"):
        return LicenseNumber(plain, LicenseFormat.DEMO)
    if re.fullmatch(r"\d{13}", plain):
        return LicenseNumber(plain, LicenseFormat.OLD13, warnings=(_old(plain, place),))
    return LicenseNumber(plain, LicenseFormat.UNKNOWN, warnings=(_unknown(plain, place),))


def _long(plain: str, match: re.Match[str], place: Place) -> LicenseNumber:
    issuer = match["issuer"]
    warnings = []
    if match["mark"]:
        warnings.append(_mark(plain, place))
    if find_division(issuer) is None:
        warnings.append(_issuer(plain, issuer, place))
    return LicenseNumber(
        plain,
        LicenseFormat(f"{match['letter']}{len(plain)}"),
        KINDS[match["letter"]],
        issuer,
        level_of_issuer(issuer),
        year=int(match["year"]),
        month=int(match["month"]),
        class_block=match["block"],
        serial=match["serial"],
        warnings=tuple(warnings),
    )


def _short(plain: str, match: re.Match[str], place: Place) -> LicenseNumber:
    letter, mode, mineral = match["letter"], match["mode"], match["mineral"]
    survey = letter == "D" and (mode, mineral) == ("0", "00")
    exploration = letter == "T" and mode in GRANT_MODES and mineral in MINERAL_CLASSES
    is_ministry, issuer = match["issuer"] == MINISTRY, match["issuer"]
    warnings = []
    if not is_ministry and find_division(f"{issuer}0000") is None:
        warnings.append(_issuer(plain, issuer, place))
    if not (survey or exploration):
        warnings.append(_digits(plain, mode, mineral, place))
    return LicenseNumber(
        plain,
        LicenseFormat(f"{letter}18"),
        KINDS[letter],
        issuer,
        DivisionLevel.COUNTRY if is_ministry else DivisionLevel.PROVINCE,
        GRANT_MODES.get(mode),
        int(match["year"]),
        int(match["month"]),
        mineral_class=MINERAL_CLASSES.get(mineral, ""),
        serial=match["serial"],
        warnings=tuple(warnings),
    )


def level_of_issuer(issuer: str) -> DivisionLevel:
    """The level of the office that issued a number of 23 or 24 characters.

    >>> level_of_issuer("652824").value, level_of_issuer("650000").value
    ('COUNTY', 'PROVINCE')
    """
    if issuer.startswith("10"):
        return DivisionLevel.COUNTRY
    if issuer[2:4] == "00":
        return DivisionLevel.PROVINCE
    return DivisionLevel.PREFECTURE if issuer[4:6] == "00" else DivisionLevel.COUNTY


def _unknown(text: str, place: Place) -> Problem:
    return Problem(
        "license-number-format",
        Text(
            "许可证号“{text}”（{length} 位）不是已知格式，已照原样保留",
            "The number “{text}” ({length} characters) has no known format; kept as written",
        ).format(text=text, length=len(text)),
        place,
    )


def _old(text: str, place: Place) -> Problem:
    return Problem(
        "license-number-old",
        Text(
            "“{text}”是 2008 年以前的 13 位证号，仅作档案", "“{text}” dates from before 2008"
        ).format(text=text),
        place,
    )


def _mark(text: str, place: Place) -> Problem:
    return Problem(
        "license-number-mark",
        Text(
            "“{text}”首位 D 的含义未经核实，按 23 位格式读取其余部分",
            "The leading D of “{text}” is of unverified meaning; the rest is read as 23 characters",
        ).format(text=text),
        place,
    )


def _issuer(text: str, issuer: str, place: Place) -> Problem:
    return Problem(
        "license-number-issuer",
        Text(
            "“{text}”中的发证机关代码 {issuer} 不在行政区划表内",
            "The issuer {issuer} in “{text}” is not a known division",
        ).format(text=text, issuer=issuer),
        place,
    )


def _digits(text: str, mode: str, mineral: str, place: Place) -> Problem:
    return Problem(
        "license-number-digits",
        Text(
            "“{text}”的取得方式位 {mode} 或矿种大类位 {mineral} 超出编码规定",
            "The grant mode {mode} or the mineral class {mineral} in “{text}” is outside the "
            "coding rules",
        ).format(text=text, mode=mode, mineral=mineral),
        place,
    )
