# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minimum scales from their table. 最低开采规模。"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kuangtu.codes.choices import MiningMethod
from kuangtu.codes.units import find_unit
from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.grids import Line
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.recognizing import Recognized
from kuangtu.plans.drafting.words import BLANKS, BRACKETS, half_width, plain, unit_in
from kuangtu.plans.drafting.zones import leave_row_open
from kuangtu.plans.floor_cells import cell_printed
from kuangtu.plans.open_items import Reason

FLOORS = "scale_floors.csv"
SCALES = {"large": "large", "medium": "medium", "small": "small", "service_life_years": "life"}
METHODS = re.compile(r"[（(]([^（）()/]+/[^（）()/]+)[)）]")
SMALL_SAID = re.compile(r"小型|小矿")
STATES = frozenset({"固态", "液态", "固体", "液体"})
PER_YEAR = re.compile(r"[/每](年|a)")
AT_LEAST = re.compile(r"^\s*(?:≥|≧|>=|不小于|不低于)\s*")
YEARS_SAID = re.compile(r"年$")


@dataclass(frozen=True, slots=True)
class _Part:
    """Which of the methods that a row prints beside each other. 开采方式。"""

    mineral: Taken
    method: MiningMethod | None
    at: int
    of: int


def take_floors(pages: Pages, table: Recognized) -> None:
    """One floor for each row, or for each of the methods that its cells put beside each other."""
    place = 0
    for line in table.grid.body:
        mineral = table.carried(line, "mineral")
        if not mineral.value or line.is_group:
            leave_row_open(pages, FLOORS, table.grid, line)
            continue
        place += 1
        methods = _methods(mineral.value)
        code = f"T{table.grid.source.code_stem}-{place:02d}"
        for at, method in enumerate(methods or [None]):
            own_code = code if method is None else f"{code}-{method.value}"
            part = _Part(mineral, method, at, len(methods) or 1)
            _add(pages, table, line, own_code, part)


def _methods(printed: str) -> list[MiningMethod]:
    found = METHODS.search(printed)
    words = [MiningMethod.from_words(one) for one in found[1].split("/")] if found else []
    return [one for one in words if one is not None] if all(words) else []


def _without_method(printed: str) -> str:
    """铁（地下开采） is iron; another bracket may belong to the mineral's name."""
    bare = METHODS.sub("", printed)
    return BRACKETS.sub(
        lambda found: "" if MiningMethod.from_words(found[1]) else found[0], bare
    ).strip()


def _add(pages: Pages, table: Recognized, line: Line, code: str, part: _Part) -> None:
    mineral, method, source = part.mineral, part.method, table.grid.source
    scales = {
        name: _doubted(
            table,
            column,
            _scale(table.taken(line, column), part, is_floor=name != "service_life_years"),
        )
        for name, column in SCALES.items()
    }
    pages.add(
        FLOORS,
        {
            "code": code,
            "printed_mineral": mineral,
            "minerals": names.taken(
                _without_method(mineral.value), mineral.place, keeps_words=True
            ),
            "method": method.label.zh if method else _method(table, line, mineral),
            "condition": _condition(mineral.value),
            "unit": _unit(table, line),
            **scales,
            "clause": source.clause,
            "table": source.number,
            "row": str(line.row),
        },
    )


def _method(table: Recognized, line: Line, mineral: Taken) -> Taken:
    """The method of a column of its own, 地下开采, or behind the mineral: 铁（地下）."""
    cell = table.taken(line, "method")
    if not cell.value:
        behind = map(MiningMethod.from_words, BRACKETS.findall(mineral.value))
        told = next((one for one in behind if one is not None), None)
        return Taken(told.label.zh if told else "")
    method = MiningMethod.from_words(cell.value.removesuffix("开采"))
    if not cell.value or method is not None:
        return Taken(method.label.zh if method is not None else "", cell.reason, cell.place)
    return Taken("", Reason.UNKNOWN_NAME, cell.place, cell.printed)


def _condition(printed: str) -> str:
    return next((one for one in BRACKETS.findall(printed) if one in STATES), "")


def _doubted(table: Recognized, column: str, scale: Taken) -> Taken:
    """One floor for mines of every size stands as that of the small ones; a person must agree."""
    if column != "small" or SMALL_SAID.search(table.heading(column)) or not scale.value:
        return scale
    return replace(scale, reason=scale.reason or Reason.TWO_READINGS)


def _scale(cell: Taken, part: _Part, *, is_floor: bool) -> Taken:
    """The part of a cell that belongs to one method; words are never taken for a number."""
    pieces = cell.value.split("/")
    is_cut = part.of > 1 and len(pieces) == part.of and all(pieces)
    words = pieces[part.at].strip() if is_cut else cell.value
    bare = half_width(AT_LEAST.sub("", words)).replace(",", "").replace("，", "")
    if bare != words and cell_printed(bare) is not None:
        return Taken(bare, Reason.CONVERTED, cell.place, cell.printed)
    if not is_floor and YEARS_SAID.search(words) and cell_printed(words[:-1]) is not None:
        return Taken(words[:-1], Reason.CONVERTED, cell.place, cell.printed)
    if cell_printed(words) is None:
        dash = "-" if plain(words) in {"—", "－", "–", "——", "--"} else ""
        return Taken(
            dash, Reason.TWO_READINGS if dash else Reason.ODD_NUMBER, cell.place, cell.printed
        )
    if words == "0":
        return Taken(words, Reason.ODD_NUMBER, cell.place, cell.printed)
    return Taken(words, cell.reason, cell.place, cell.printed)


def _unit(table: Recognized, line: Line) -> Taken:
    """The unit with its year: printed in the row, or over the table, or in a heading."""
    cell = table.carried(line, "unit")
    words, reason, place = cell.value, cell.reason, cell.place
    if not words:
        large = "large" if table.has("large") else "small"
        words = unit_in(table.heading(large)) or table.grid.source.unit
        reason, place = Reason.UNIT_FROM_CAPTION, table.grid.source.place()
    words = BLANKS.sub("", words).replace("，", "")
    printed = cell.printed or words
    if not words or find_unit(words) is None:
        return Taken("", Reason.UNKNOWN_NAME if words else Reason.MISSING, place, words)
    if PER_YEAR.search(words):
        return Taken(words, reason, place, printed)
    is_told = bool(PER_YEAR.search(plain(table.heading("unit"))))
    return Taken(f"{words}/年", reason if is_told else Reason.UNIT_ASSUMED, place, printed)
