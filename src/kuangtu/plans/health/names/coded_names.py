# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names beside their codes, and organs that have another name by now. 编码与机构名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_missing, is_one_other
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

LEAST = 3  # signs: a shorter name is that of a mineral
TWO = 2
KIND_WORD = re.compile(
    "煤|铁|铜|铅|锌|金|银|钨|锡|钼|锑|锂|磷|硫|盐|萤石|石墨|石膏|建筑|饰面|水泥|冶金|玻璃|高岭|膨润|重晶|灰岩|白云|地热|矿|区块|采|勘|普|详"
)
CODE = re.compile(r"(?<![A-Za-z\d])([A-Z]{1,3}-?\d{1,3})(?P<name>[一-鿿]{3,20})")


def codes_keep_their_names(case: Case) -> Iterator[Finding]:
    """KC01白音图北煤矿 where the table's KC01 is 白音图南煤矿."""
    names = _named_by_code(case)
    for sentence in case.sentences:
        for found in CODE.finditer(sentence.text):
            known, said = sorted(names.get(found[1], ())), found["name"]
            if any(said.startswith((full, _place(full))) for full in known):
                known = [
                    full for full in known if len(full) > LEAST and said.startswith(_place(full))
                ]
            two = next((one for full in known if (one := _differing(full, said))), None)
            if two is not None:
                where = sentence.where(found.start(), found.start("name") + len(two[1]))
                yield doubt(
                    Kind.NAME,
                    where,
                    "{code} 文中作“{said}”，表中作“{name}”",
                    "{code} is “{said}” in the text and “{name}” in the table",
                    [Reading(two[1], where), Reading(two[0], where)],
                    two[0],
                    code=found[1],
                    said=two[1],
                    name=two[0],
                )


def _place(full: str) -> str:
    """The place that a block is called by: up to its first mineral or what it is."""
    found = KIND_WORD.search(full, 2)
    return full[: found.start()] if found else full


def _differing(full: str, said: str) -> tuple[str, str] | None:
    """The two names where they differ in a sign or two, or the second lacks one.

    >>> _differing("鹅公山建筑用花岗岩矿", "鹅公岭区块与"), _differing("甲山铬铁矿", "甲山铁矿详查")
    (('鹅公山', '鹅公岭'), ('甲山铬铁矿', '甲山铁矿'))
    >>> _differing("鹅公山建筑用花岗岩矿", "鹅公山区块"), _differing("煤", "竹山煤矿")
    (None, None)
    """
    if len(full) <= LEAST or said.startswith(full):
        return None
    if is_one_missing(full, said[: len(full) - 1]):
        return full, said[: len(full) - 1]
    head, place = said[: len(full)], _place(full)
    apart = sum(a != b for a, b in zip(full, head, strict=False))
    if len(head) == len(full) and 0 < apart <= TWO:
        return full, head
    head = said[: len(place)]
    is_place = len(place) > TWO and place != full and is_one_other(place, head)
    return (place, head) if is_place else None


def _named_by_code(case: Case) -> dict[str, set[str]]:
    """The names that stand beside a code in a table."""
    named: dict[str, set[str]] = {}
    for grid in grids(case.tables):
        column = next((n for n, head in enumerate(grid.heads) if "名称" in head), None)
        if not column:
            continue
        for row in grid.body:
            code, name = row[column - 1], row[column]
            if (
                code is not None
                and name is not None
                and re.fullmatch(r"[A-Z]{1,3}-?\d{1,3}", code.text)
            ):
                words = plain(name.text).strip()
                bare = re.sub("^[一-鿿]{2,4}?[镇乡](?=[一-鿿]{4})", "", words)  # 岭背镇鹅公山…
                named.setdefault(code.text, set()).update({words, bare})
    return named


def organs_exist(case: Case) -> Iterator[Finding]:
    """The county's 国土资源局, which the document else calls 自然资源局."""
    if "自然资源局" not in case.whole or (case.base_year or 0) < 2019:
        return
    for words, where in case.texts:
        for found in re.finditer(r"(?<![原〔(《])国土资源局", plain(words)):
            if re.search("原[^，。；]{0,8}$|20(?:0\\d|1[0-8])年", plain(words)[: found.start()]):
                continue
            place = replace(where, words=words[max(0, found.start() - 10) : found.end() + 6])
            yield doubt(
                Kind.NAME,
                place,
                "“国土资源局”已改为“自然资源局”，文中他处作后者",
                "国土资源局 has become 自然资源局, as the document calls it elsewhere",
                [Reading(found[0], place)],
                "自然资源局",
            )
