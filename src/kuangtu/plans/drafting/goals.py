# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals from their tables. 目标与指标。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.goal_columns import (
    Target,
    left_columns,
    target_columns,
    year_column,
)
from kuangtu.plans.drafting.goal_names import RowName, name_of, row_name
from kuangtu.plans.drafting.grids import Line
from kuangtu.plans.drafting.identity import Identity
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.recognizing import Recognized
from kuangtu.plans.drafting.words import Amount, amount_in, is_unit, plain, unit_in, years_in
from kuangtu.plans.drafting.zones import leave_row_open
from kuangtu.plans.open_items import Reason
from kuangtu.plans.printed_numbers import ADDED_UP
from kuangtu.plans.types import ClauseKind, Nature

GOALS = "goals.csv"
AT_LEAST = re.compile(r"争取|力争|达到|提高|增加到|新增|不低于|不少于")
AT_MOST = re.compile(r"控制在|控制数|不超过|压减|减少到|上限")
FORCES = ("争取", "力争", "确保")
OWN_FIGURE = re.compile(r"\d(?!\d*年)")
NAMES_A_TABLE = re.compile(r"(?:专栏|附表|表)[\d.．－—-]+")
CONTROL = re.compile(r"总量|采矿权|(?<!绿色)矿山(总)?数|大中型矿山")
NATURES = {one.label.zh: one for one in Nature}
BY_VERB = re.compile(
    r"^(保持在?|稳定在?|控制在|压减到|减少到|降低?[到至]|达到|提高到|增加到)(?=\d)"
)
IN_BRACKETS = re.compile(r"[\[〔【［]([^\[\]]+)[\]〕】］]")


@dataclass(frozen=True, slots=True)
class Prose:
    """What the document says of a table where it refers to it. 正文的引用。"""

    sentence: str = ""

    @property
    def words(self) -> str:
        """The sentence; one that gives figures of its own speaks of these, not of the table."""
        own = NAMES_A_TABLE.sub("", self.sentence)
        return "" if OWN_FIGURE.search(own) else self.sentence

    @property
    def force(self) -> str:
        return next((one for one in FORCES if one in self.words), "")


def take_goals(pages: Pages, table: Recognized, identity: Identity, prose: Prose) -> bool:
    """The goals of a table, one for each target column of a row; False without such a column."""
    targets = target_columns(table, identity)
    place = 0
    before: RowName | None = None
    for line in table.grid.body if targets else ():
        name = table.carried(line, "name")
        if line.is_sum or line.is_wide or line.is_group or not name.value:
            leave_row_open(pages, GOALS, table.grid, line)
            continue
        before = row_name(name.value, before, table.taken(line, "unit").value)
        is_one_of = len({one.about for one in targets}) > 1
        for target in _told(table, line, targets):
            place += 1
            one = _Goal(table, line, identity, prose, target, before, is_one_of)
            code = f"T{table.grid.source.code_stem}-{place:02d}"
            pages.add(GOALS, dict(one.cells(name, code)))
    _leave_columns_open(pages, table, targets)
    return bool(targets)


def _leave_columns_open(pages: Pages, table: Recognized, targets: Sequence[Target]) -> None:
    left = left_columns(table, targets)
    if targets and left:
        place, printed = table.grid.source.place(), "、".join(left)
        pages.leave_open(GOALS, Reason.NOT_TAKEN, place=place, printed=printed)


def _told(table: Recognized, line: Line, targets: Sequence[Target]) -> Sequence[Target]:
    """The target columns that say something; where none does, the first, so that it is asked."""
    amounts = {one: _amount(table.grid.taken(line, one.column).value) for one in targets}
    said = [one for one in targets if amounts[one].value or amounts[one].is_odd]
    return [one for one in said if not one.is_spare] or said or targets[:1]


def _amount(words: str) -> Amount:
    """What a cell says, without the years over which it is added up.

    >>> _amount("五年累计4.0").value, _amount("3000（2021—2035年累计）").is_odd
    ('4.0', False)
    >>> _amount("[64]").value, _amount("[64]").is_odd, _amount("应建尽建").value
    ('64', True, '')
    >>> _amount("控制在30以内").force, _amount("控制在30").comparison, _amount("达到30").value
    ('以内', '<=', '30')
    """
    if inside := IN_BRACKETS.fullmatch(words.strip()):
        return replace(amount_in(inside[1]), is_odd=True)
    bare = ADDED_UP.sub("", words.strip())
    verb = BY_VERB.match(bare)
    amount = amount_in(bare[verb.end() :] if verb else bare)
    if verb is None or amount.comparison:
        return amount
    is_most = AT_MOST.search(verb[0]) or verb[0].startswith("降")
    return replace(
        amount, comparison="<=" if is_most else ">=" if AT_LEAST.search(verb[0]) else "="
    )


@dataclass(frozen=True, slots=True)
class _Goal:
    """One target of one row."""

    table: Recognized
    line: Line
    identity: Identity
    prose: Prose
    target: Target
    row: RowName
    is_one_of: bool  # the columns are of several things

    def cells(self, name: Taken, code: str) -> Iterator[tuple[str, Taken | str]]:
        cell = self.table.grid.taken(self.line, self.target.column)
        amount = _amount(cell.value)
        minerals = names.taken(self.row.words, name.place)
        is_mineral = bool(minerals.value)
        words = name_of(
            self.row,
            name,
            about=self.target.about,
            caption=self.table.grid.source.title,
            is_mineral=is_mineral,
            is_one_of=self.is_one_of,
        )
        yield "code", code
        yield "clause", self.table.grid.source.clause
        yield "name_zh", words
        is_part = is_mineral or self.row.whole
        is_control = CONTROL.search(words.value) and not is_part
        kind = ClauseKind.CONTROL_NUMBER if is_control else ClauseKind.GOAL
        yield "kind", kind.value
        yield "comparison", self._comparison(amount, words.value, cell)
        yield "value", _value(amount, cell)
        yield "value_to", amount.value_to
        yield "unit", self._unit(amount)
        yield "force", amount.force or (self.prose.force if amount.value else "")
        yield from self._years(amount)
        yield "nature", self._nature()
        yield "minerals", minerals if is_mineral else ""
        yield "table", self.table.grid.source.number
        yield "row", str(self.line.row)

    def _comparison(self, amount: Amount, name: str, cell: Taken) -> Taken:
        if amount.comparison or not amount.value:
            return Taken(amount.comparison or "=")
        words = f"{name}{self.table.grid.headings[self.target.column].text}"
        is_least = AT_LEAST.search(words + self.prose.words)
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
        return self._unit_beside()

    def _unit_beside(self) -> Taken:
        """The unit of the row's name, of the heading, of the whole table."""
        own, source = self.table.taken(self.line, "name"), self.table.grid.source
        heading = "".join(self.table.grid.headings[self.target.column].words)
        for unit, words in ((self.row.unit, own.value), (unit_in(heading), heading)):
            if unit:
                return Taken(unit, Reason.UNIT_FROM_CAPTION, own.place, words)
        if source.unit:
            return Taken(source.unit, Reason.UNIT_FROM_CAPTION, source.place(), source.unit)
        return Taken("", Reason.MISSING, own.place, own.printed)

    def _years(self, amount: Amount) -> Iterator[tuple[str, Taken | str]]:
        own = years_in(self.table.grid.taken(self.line, year_column(self.table)).value)[1]
        yield "target_year", own or self.target.year or self.identity.last.value
        if not amount.value:
            return
        start = self.target.start
        year = (start.year if start else "") or self.identity.base.value
        yield "base_year", year
        cell = self.table.grid.taken(self.line, start.column if start else None)
        base = _amount(cell.value)
        if base.value and year:
            odd = Reason.ODD_NUMBER if base.value_to or base.is_odd else None
            changed = Reason.CONVERTED if base.is_rewritten else cell.reason
            yield "base_value", Taken(base.value, odd or changed, cell.place, cell.printed)
            yield "base_clause", self.table.grid.source.clause
        elif cell.value and (base.is_odd or base.value):
            yield "base_value", Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)

    def _nature(self) -> Taken:
        cell = self.table.carried(self.line, "nature")
        if not cell.value:
            return Taken(Nature.UNSTATED.label.zh)
        known = [
            one for one in NATURES if plain(cell.value).removesuffix("指标") in {one, one[:-1]}
        ]
        if not known:
            return Taken(Nature.UNSTATED.label.zh, Reason.UNKNOWN_NAME, cell.place, cell.printed)
        return Taken(known[0], cell.reason, cell.place, cell.printed)


def _value(amount: Amount, cell: Taken) -> Taken:
    if amount.is_odd:
        return Taken(amount.value, Reason.ODD_NUMBER, cell.place, cell.printed)
    if amount.is_rewritten:
        return Taken(amount.value, Reason.CONVERTED, cell.place, cell.printed)
    reason = cell.reason if amount.value else Reason.MISSING
    return Taken(amount.value, reason, cell.place, cell.printed)
