# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals from their tables. 目标与指标。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.grids import Line
from kuangtu.plans.drafting.identity import Identity
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.recognizing import Recognized
from kuangtu.plans.drafting.words import Amount, amount_in, is_unit, plain, unit_in, years_in
from kuangtu.plans.drafting.zones import leave_row_open
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ClauseKind, Nature

GOALS = "goals.csv"
BASE = re.compile(r"基期|基准|现状|基数|完成|实际")
TARGET = re.compile(r"目标|规划|新增|预期|期末|指标值|20\d{2}")
AT_LEAST = re.compile(r"争取|力争|达到|提高|新增|不低于|不少于")
AT_MOST = re.compile(r"控制在|控制数|不超过|压减|减少到|上限")
FORCES = ("争取", "力争", "确保", "控制", "达到")
CONTROL = re.compile(r"总量|采矿权|矿山(总)?数|大中型矿山")
NATURES = {one.label.zh: one for one in Nature}


@dataclass(frozen=True, slots=True)
class Prose:
    """What the document says of a table where it refers to it. 正文的引用。"""

    sentence: str = ""

    @property
    def force(self) -> str:
        return next((one for one in FORCES if one in self.sentence), "")


def take_goals(pages: Pages, table: Recognized, identity: Identity, prose: Prose) -> bool:
    """The goals of a table, one for each target column of a row; False without such a column."""
    base, targets = _value_columns(table, identity)
    place = 0
    for line in table.grid.body if targets else ():
        name = table.carried(line, "name")
        if line.is_sum or line.is_wide or line.is_group or not name.value:
            leave_row_open(pages, GOALS, table.grid, line)
            continue
        for target in _told(table, line, targets):
            place += 1
            one = _Goal(table, line, identity, prose, base, target)
            code = f"T{table.grid.source.code_stem}-{place:02d}"
            pages.add(GOALS, dict(one.cells(name, code)))
    return bool(targets)


def _told(table: Recognized, line: Line, targets: Sequence[int]) -> Sequence[int]:
    """The target columns that say something; where none does, all, so that it is asked for."""
    amounts = {one: amount_in(table.grid.taken(line, one).value) for one in targets}
    return [one for one in targets if amounts[one].value or amounts[one].is_odd] or targets


def _value_columns(table: Recognized, identity: Identity) -> tuple[int | None, list[int]]:
    """The column of the base, and those of the targets."""
    base, targets = None, []
    for column, heading in enumerate(table.grid.headings):
        if column in table.columns.values():
            continue
        last = years_in(heading.last)[1]
        if BASE.search(heading.text) or (last and last == str(identity.base_year)):
            base = column if base is None else base
        elif TARGET.search(heading.text):
            targets.append(column)
    return base, targets


@dataclass(frozen=True, slots=True)
class _Goal:
    """One target of one row."""

    table: Recognized
    line: Line
    identity: Identity
    prose: Prose
    base: int | None
    target: int

    def cells(self, name: Taken, code: str) -> Iterator[tuple[str, Taken | str]]:
        cell = self.table.grid.taken(self.line, self.target)
        amount = amount_in(cell.value)
        minerals = names.taken(name.value, name.place)
        is_mineral = bool(minerals.value)
        words = self._name(name, is_mineral=is_mineral)
        yield "code", code
        yield "clause", self.table.grid.source.clause
        yield "name_zh", words
        is_control = CONTROL.search(words.value) and not is_mineral
        kind = ClauseKind.CONTROL_NUMBER if is_control else ClauseKind.GOAL
        yield "kind", kind.value
        yield "comparison", self._comparison(amount, words.value, cell)
        yield "value", _value(amount, cell)
        yield "value_to", amount.value_to
        yield "unit", self._unit(amount)
        yield "force", amount.force or self.prose.force
        yield from self._years(amount)
        yield "nature", self._nature()
        yield "minerals", minerals if is_mineral else ""
        yield "table", self.table.grid.source.number
        yield "row", str(self.line.row)

    def _name(self, name: Taken, *, is_mineral: bool) -> Taken:
        """The row's name, after the words over the column where the row is a mineral."""
        group = self.table.grid.headings[self.target].group.strip()
        if is_mineral and group and not years_in(group)[1]:
            return Taken(f"{group}：{name.value}", name.reason, name.place, name.printed)
        return name

    def _comparison(self, amount: Amount, name: str, cell: Taken) -> Taken:
        if amount.comparison or not amount.value:
            return Taken(amount.comparison or "=")
        words = f"{name}{self.table.grid.headings[self.target].text}"
        is_least = AT_LEAST.search(words + self.prose.sentence)
        told = "<=" if AT_MOST.search(words) else ">=" if is_least else "="
        if told == ">=" and self.prose.force:
            return Taken(told)
        return Taken(told, Reason.TWO_READINGS, cell.place, cell.printed)

    def _unit(self, amount: Amount) -> Taken:
        cell = self.table.taken(self.line, "unit")
        if cell.value:
            words = cell.value.replace("，", "").replace(",", "")
            if not is_unit(words):
                words = plain(words)
            if not is_unit(words):
                return Taken("", Reason.UNKNOWN_NAME, cell.place, cell.printed)
            reason = Reason.CONVERTED if words != cell.value else cell.reason
            return Taken(words, reason, cell.place, cell.printed)
        if amount.unit or not amount.value:
            return Taken(amount.unit)
        own = self.table.taken(self.line, "name")
        for words in (own.value, "".join(self.table.grid.headings[self.target].words)):
            if unit := unit_in(words):
                return Taken(unit, Reason.UNIT_FROM_CAPTION, own.place, words)
        source = self.table.grid.source
        if source.unit:
            return Taken(source.unit, Reason.UNIT_FROM_CAPTION, source.place(), source.unit)
        return Taken("", Reason.MISSING, own.place, own.printed)

    def _years(self, amount: Amount) -> Iterator[tuple[str, Taken | str]]:
        heading = self.table.grid.headings[self.target].text
        last = years_in(heading)[1] or _words_of(self.identity.last_year)
        cell = self.table.grid.taken(self.line, self.base)
        base = amount_in(cell.value)
        year = _words_of(self.identity.base_year)
        yield "base_year", year if amount.value else ""
        if base.value and year:
            odd = Reason.ODD_NUMBER if base.value_to or base.is_odd else None
            changed = Reason.CONVERTED if base.is_rewritten else cell.reason
            yield "base_value", Taken(base.value, odd or changed, cell.place, cell.printed)
            yield "base_clause", self.table.grid.source.clause
        elif cell.value and (base.is_odd or base.value):
            yield "base_value", Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)
        yield "target_year", last

    def _nature(self) -> Taken:
        cell = self.table.carried(self.line, "nature")
        if not cell.value:
            return Taken(Nature.UNSTATED.label.zh)
        if cell.value not in NATURES:
            return Taken(Nature.UNSTATED.label.zh, Reason.UNKNOWN_NAME, cell.place, cell.printed)
        return cell


def _words_of(year: int | None) -> str:
    return "" if year is None else str(year)


def _value(amount: Amount, cell: Taken) -> Taken:
    if amount.is_odd:
        return Taken(amount.value, Reason.ODD_NUMBER, cell.place, cell.printed)
    if amount.is_rewritten:
        return Taken(amount.value, Reason.CONVERTED, cell.place, cell.printed)
    reason = cell.reason if amount.value else Reason.MISSING
    return Taken(amount.value, reason, cell.place, cell.printed)
