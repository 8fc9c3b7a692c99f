# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of a table's rows that the prose has with one sign wrong. 表行名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.place_names import DISTINCT, HAN, MINERALS
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

NAME_HEAD = re.compile("名称|分区|项目|工程|区块|矿区")
MINERAL = re.compile(MINERALS)


def names_of_rows_are_spelt_alike(case: Case) -> Iterator[Finding]:
    """坝撒铜矿勘查区 where the table has 坝洒铜矿勘查区."""
    names = _names(case)
    for name, cell in names.items():
        pattern = _one_sign_wrong(name)
        for sentence in case.sentences:
            for found in pattern.finditer(sentence.text):
                if found[0] in names or _is_another(name, found[0]):
                    continue
                if _is_a_word(case, name, found[0]):
                    continue
                where = sentence.where(max(0, found.start() - 6), found.end())
                yield doubt(
                    Kind.NAME,
                    where,
                    "文中“{wrong}”与{table}“{name}”只差一字",
                    "“{wrong}” in the text is one sign away from “{name}” in {table}",
                    [Reading(found[0], where), cell.reading],
                    name,
                    wrong=found[0],
                    table=cell.table.name,
                    name=name,
                )


def _names(case: Case) -> dict[str, Cell]:
    """Names of six signs and more in columns of names, with their cells."""
    return {
        plain(cell.text).strip(): cell
        for grid in grids(case.tables)
        for column, head in enumerate(grid.heads)
        if NAME_HEAD.search(head) and "指标" not in head and column not in grid.numeric
        for cell in grid.column(column)
        if re.fullmatch(f"[{HAN}]{{6,24}}", plain(cell.text).strip())
    }


def _one_sign_wrong(name: str) -> re.Pattern[str]:
    """The name with one of the signs of its place wrong: those before the first mineral."""
    found = MINERAL.search(name, 2)
    reach = min(found.start() if found else 3, len(name) - 4)
    forms = [
        re.escape(name[:place])
        + rf"(?!{re.escape(name[place])})[{HAN}]"
        + re.escape(name[place + 1 :])
        for place in range(reach)
    ]
    return re.compile("|".join(forms) or r"(?!)")


def _is_a_word(case: Case, name: str, found: str) -> bool:
    """The other sign makes a word that the document uses elsewhere: 矿山 beside 矿区."""
    at = next(n for n, (a, b) in enumerate(zip(name, found, strict=True)) if a != b)
    pairs = {found[at : at + 2], found[max(0, at - 1) : at + 1]} - {found[at]}
    return any(case.whole.count(pair) - case.whole.count(found) >= 2 for pair in pairs)


def _is_another(name: str, found: str) -> bool:
    """They differ in a number, a direction or a mineral: another thing, not a slip."""
    wrong = [(a, b) for a, b in zip(name, found, strict=True) if a != b]
    return any(
        {a, b} <= DISTINCT or MINERAL.fullmatch(a) or MINERAL.fullmatch(b) for a, b in wrong
    ) or any(b in "的和与及在由为" for _, b in wrong)
