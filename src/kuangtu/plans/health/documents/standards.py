# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of standards: body, year, province. 标准号。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.codes.divisions import find_division
from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<body>[A-Z]{1,4}(?:\d{2,6})?)\s?(?P<kind>/[A-Z])?\s?(?P<number>\d{1,6}(?:\.\d+)?)"
    r"\s?(?P<dash>[-—－–~]{1,2})\s?(?P<year>\d+)(?![\d.])"
)
BODIES = frozenset(
    [
        "GB",
        "GBJ",
        "GBZ",
        "DZ",
        "TD",
        "HJ",
        "AQ",
        "MT",
        "YS",
        "YB",
        "HG",
        "SH",
        "SY",
        "SL",
        "NB",
        "DL",
        "JB",
        "JC",
        "JGJ",
        "JTG",
        "TB",
        "CJJ",
        "CJ",
        "CH",
        "LY",
        "NY",
        "QB",
        "WS",
        "KA",
        "GA",
        "EJ",
        "XB",
        "MZ",
        "QX",
        "DA",
        "YD",
        "JT",
        "TY",
        "LB",
        "SB",
        "WW",
        "FZ",
        "BB",
        "HY",
        "RB",
        "SF",
        "YJ",
        "ISO",
        "IEC",
        "CECS",
        "TSG",
        "DB",
        "NYT",
        "JR",
    ]
)
WITHOUT_ZERO = frozenset(["GB", "GBZ", "GBJ", "HJ", "TD", "AQ", "MT", "NY", "LY"])
PROVINCIAL = re.compile(r"DB(\d{2})\d{0,4}")


def standards_are_well_formed(case: Case) -> Iterator[Finding]:
    """GB/T 17766-2020: a known body, a year of four digits that has come, the own province."""
    seen: dict[str, tuple[str, Where]] = {}
    for words, where in case.texts:
        for found in STANDARD.finditer(plain(words)):
            place = replace(where, words=words[max(0, found.start() - 24) : found.end() + 2])
            yield from _standard(case, found, place)
            keys = _keys_of(found)
            other = next((seen[key] for key in keys if key in seen), (found[0], place))
            seen |= dict.fromkeys(keys, other)
            if re.sub(r"[\s—－–-]", "", other[0]) != re.sub(r"[\s—－–-]", "", found[0]):
                yield doubt(
                    Kind.DOCUMENT_NUMBER,
                    place,
                    "同一标准印有两种编号：{one} 与 {two}",
                    "one standard is printed in two ways: {one} and {two}",
                    [Reading(*other), Reading(found[0], place)],
                    one=other[0],
                    two=found[0],
                )
        yield from _misspelt(words, where)


def _keys_of(found: re.Match[str]) -> list[str]:
    """What two prints of one standard share: body and number, or a long number and its year."""
    keys = [f"{found['body']}{found['number']}"]
    is_known = re.sub(r"\d", "", found["body"]) in BODIES
    return [*keys, f"{found['number']}-{found['year']}"] if is_known and _is_long(found) else keys


def _is_long(found: re.Match[str]) -> bool:
    """Four digits and more: hardly any two bodies have such a number of one year in common."""
    return len(found["number"].partition(".")[0]) >= 4


TITLED = re.compile(r"《([^《》]{3,60})》\s*\(\s*$")


def one_standard_has_one_title(case: Case) -> Iterator[Finding]:
    """One number after two titles, or one title before two numbers."""
    by_number: dict[str, dict[str, Reading]] = defaultdict(dict)
    by_title: dict[str, dict[str, Reading]] = defaultdict(dict)
    for words, where in case.texts:
        for found in STANDARD.finditer(plain(words)):
            title = TITLED.search(plain(words)[: found.start()])
            if title is None or re.sub(r"\d", "", found["body"]) not in BODIES:
                continue
            name = re.sub(r"[\s　（）()]", "", title[1])
            number = re.sub(r"[—－–~]+", "-", re.sub(r"\s", "", found[0]))
            place = replace(where, words=words[max(0, title.start()) : found.end() + 1])
            by_number[number].setdefault(name, Reading(f"《{title[1]}》", place))
            by_title[name].setdefault(number, Reading(found[0], place))
    for number, readings in by_number.items():
        if len(readings) > 1:
            yield _twice(number, list(readings.values()), "标准号", "The number")
    for name, readings in by_title.items():
        if len(readings) > 1:
            yield _twice(f"《{name}》", list(readings.values()), "标准", "The standard")


def _twice(what: str, readings: list[Reading], zh: str, en: str) -> Finding:
    return doubt(
        Kind.DOCUMENT_NUMBER,
        readings[-1].where,
        "{zh} {what} 前后所指不同：{told}",
        "{en} {what} goes with several: {told}",
        readings,
        zh=zh,
        en=en,
        what=what,
        told="、".join(one.value for one in readings),
    )


def _standard(case: Case, found: re.Match[str], where: Where) -> Iterator[Finding]:
    body, year, printed = found["body"], found["year"], found[0]
    reading = [Reading(printed, where)]
    letters = re.sub(r"\d", "", body)
    if letters not in BODIES and found["kind"]:
        yield error(
            Kind.DOCUMENT_NUMBER,
            where,
            "标准号“{printed}”的代号“{body}”不在标准代号之列",
            "“{body}” of “{printed}” is no known code of standards",
            reading,
            printed=printed,
            body=f"{body}{found['kind'] or ''}",
        )
        return
    if letters not in BODIES:
        return
    if letters in WITHOUT_ZERO and found["number"].startswith("0"):
        yield doubt(
            Kind.DOCUMENT_NUMBER,
            where,
            "标准号“{printed}”：{body} 的顺序号不以 0 开头（DZ/T 的才是四位、以 0 补足）",
            "“{printed}”: numbers of {body} do not begin with 0 (those of DZ/T are filled up so)",
            reading,
            printed=printed,
            body=body,
        )
    if body == "DB":
        yield error(
            Kind.DOCUMENT_NUMBER,
            where,
            "地方标准号“{printed}”缺省级代码（如 DB65）",
            "the local standard “{printed}” lacks its province (such as DB65)",
            reading,
            printed=printed,
        )
    last = case.years[1] if case.years else 2100
    if len(year) != 4 and not (len(year) == 2 and 50 <= int(year) <= 95):
        yield error(
            Kind.DOCUMENT_NUMBER,
            where,
            "标准号“{printed}”的年份“{year}”应为四位",
            "the year “{year}” of the standard “{printed}” should have four digits",
            reading,
            printed=printed,
            year=year,
        )
    elif len(year) == 4 and not 1950 <= int(year) <= last:
        yield error(
            Kind.DOCUMENT_NUMBER,
            where,
            "标准号“{printed}”的年份 {year} 不成立（规划期至 {last} 年）",
            "the year {year} of the standard “{printed}” cannot be (the plan ends in {last})",
            reading,
            printed=printed,
            year=year,
            last=last,
        )
    province = PROVINCIAL.fullmatch(body)
    if province and case.province_code and province[1] != case.province_code:
        named = find_division(f"{province[1]}0000")
        own = find_division(f"{case.province_code}0000")
        yield error(
            Kind.DOCUMENT_NUMBER,
            where,
            "“{printed}”是{issuer}的地方标准，本规划在{own}",
            "“{printed}” is a local standard of {issuer}; this plan is of {own}",
            reading,
            printed=printed,
            issuer=named.name if named else f"DB{province[1]}",
            own=own.name if own else case.province_code,
        )


def _misspelt(words: str, where: Where) -> Iterator[Finding]:
    """GBT 17766, GB\\T, G/BT: the stroke left out or misplaced."""
    for found in re.finditer(
        r"(?<![A-Za-z/])((?:GB|DZ|TD|HJ)(?:/T)?\s?\d*[lIOo][\dlIOo]*(?=[-—]\d)|GBT|GB\\T|G/BT|DZT|DZ\\T|TDT|GBIT"
        r"|BG(?:/T)?|ZD(?:/T)?|DT/T|JH|GT/B)(?:\s?\d{3,}|(?=[-—]))",
        words,
    ):
        place = replace(where, words=words[max(0, found.start() - 20) : found.end() + 6])
        yield doubt(
            Kind.DOCUMENT_NUMBER,
            place,
            "标准代号“{printed}”写法有误（应如 GB/T、DZ/T）",
            "the code of the standard “{printed}” is misspelt (GB/T, DZ/T)",
            [Reading(found[0], place)],
            printed=found[1],
        )
