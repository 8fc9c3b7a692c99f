# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Both languages, icons and numbers in templates. 模板标签：双语、图标、数字。"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kuangtu.codes.choices import (
    Act,
    Choice,
    ExplorationStage,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.conformity.types import Conclusion
from kuangtu.core.errors import Problem
from kuangtu.core.text import Text
from kuangtu.geo.ground import km2
from kuangtu.layers.reading.formats import ARCHIVES, GEODATABASE_PARTS, SUFFIXES
from kuangtu.plans.figures import figure_name as named_figure
from kuangtu.plans.health.answers import HealthNote
from kuangtu.plans.records import value_from_record
from kuangtu.plans.types import Goal, MineralListing, Project, ScaleFloor, Zone
from kuangtu.rights.models import RightVersion
from kuangtu.rights.queries import standing_on
from kuangtu.web import figures, language
from kuangtu.web.application_form import FORM
from kuangtu.web.form_state import FormState
from kuangtu.web.plan_notes import PlanNotes
from kuangtu.web.printed import Cell
from kuangtu.web.range_files import READ, TEXTS
from kuangtu.web.receipts import icon_of

register = template.Library()

CHOICES: Mapping[str, type[Choice]] = {
    choice.__name__: choice
    for choice in (
        Act,
        Conclusion,
        ExplorationStage,
        MiningMethod,
        RightKind,
        RightStatus,
        SizeClass,
    )
}
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def t(zh: str, en: str, **values: object) -> str:
    """A sentence written in both languages where it is used, with values filled into either."""
    text = Text(zh, en)
    return language.say(text.format(**values) if values else text)


@register.simple_tag
def layer_suffixes() -> str:
    """What a layer may be imported from, as a file input lists it."""
    return ",".join(sorted({*SUFFIXES, *ARCHIVES} - set(GEODATABASE_PARTS)))


@register.simple_tag
def range_suffixes() -> str:
    """What a range may be read from."""
    return ",".join(sorted((TEXTS | READ) - {""}))


@register.filter
def say(text: object) -> str:
    """A Text, or a pair of a record, in the language of the page; else as it is written."""
    if text is None:
        return ""
    if isinstance(text, Mapping):
        text = Text(str(text["zh"]), str(text["en"]))
    return language.say(text) if isinstance(text, Text) else str(text)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A drawing of the sprite that the front end is built with; it says nothing by itself."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("build/icons.svg"),
        name,
    )


@register.filter
def number(value: float | Decimal | str | None, places: int | None = None) -> str:
    """A number with thousands separators; decimals as they are unless a count is given.

    A template gives "" for what has no value.
    """
    if value is None or isinstance(value, str):
        return value or ""
    return figures.written(value, places=places)


@register.filter
def initial(name: str) -> str:
    """The first letter of a name, for a small badge."""
    return name[:1].upper()


@register.filter
def parameter(value: object) -> str:
    """A parameter's value: a number, words, or a list or table of these."""
    return figures.parameter_value(value)


@register.filter
def label(code: str, choice: str) -> str:
    """The label of a stored code of a closed list; nothing for an empty one."""
    return language.say(CHOICES[choice](code).label) if code else ""


@register.filter
def outcome_icon(code: str) -> str:
    """The drawing that stands beside an outcome or a conclusion."""
    return icon_of(code)


@register.filter
def figures_in(words: str) -> SafeString:
    """A sentence with its measured numbers set off, so that the eye finds them."""
    return mark_safe(figures.set_off(escape(words)))  # noqa: S308 - escaped just before


@register.filter
def short_crs(name: str) -> str:
    """The name of a reference system as the office says it."""
    return figures.short_crs(name)


@register.filter
def decimal(words: str) -> Decimal:
    """A number that a record keeps as text."""
    return Decimal(words)


@register.filter
def square_kilometres(area_m2: float) -> str:
    """An area as a licence prints it: km² to four decimals."""
    return figures.written(km2(area_m2))


@register.filter
def stored_value(record: object) -> str:
    """A parameter's value as a receipt keeps it."""
    return figures.parameter_value(value_from_record(record))


@register.filter
def figure_name(record: Mapping[str, Any]) -> Text:
    """What a receipt's verified or set figure is called."""
    return named_figure(record["parameter"], record["row"])


@register.filter
def problems_of(form: FormState, key: str) -> list[Problem]:
    """What is wrong with a field."""
    return form.problems_of(key)


@register.filter
def value_of(form: FormState, key: str) -> str:
    """What was typed into a field."""
    return form.value(key)


@register.filter
def where(problem: Problem) -> str:
    """Where a problem is: its file and line, or its place inside what was typed."""
    return inside(problem) if problem.place.file in {"", FORM} else str(problem.place)


@register.filter
def inside(problem: Problem) -> str:
    """Where inside the field a problem is: `range[2:5] J3` gives `2:5 J3`."""
    found = re.search(r"\[([^\]]*)\](.*)", problem.place.field)
    return f"{found[1]}{found[2]}" if found else ""


@register.filter
def at_clause(notes: PlanNotes, number: str) -> list[HealthNote]:
    """What the health check found in a clause."""
    return notes.at_clause(number)


@register.filter
def of_rule(notes: PlanNotes, clause: str) -> list[HealthNote]:
    """What the health check found in the clause of a rule."""
    return notes.of_rule(clause)


@register.filter
def of_table(notes: PlanNotes, number: str) -> list[HealthNote]:
    """What the health check found in a printed table."""
    return notes.of_table(number)


@register.filter
def of_row(notes: PlanNotes, typed: ScaleFloor | Zone | Goal | Project) -> list[HealthNote]:
    """What the health check found in the printed row that something was typed from."""
    return notes.of_row(typed.table, typed.row)


@register.filter
def of_zeros(notes: PlanNotes, typed: ScaleFloor) -> list[HealthNote]:
    """What asks for the meaning of a 0 in the printed row that a floor was typed from."""
    return notes.of_zeros(typed.table, typed.row)


@register.filter
def of_listings(notes: PlanNotes, listings: list[MineralListing]) -> list[HealthNote]:
    """What the health check found of the minerals of a list."""
    return notes.of_listings(listings)


@register.simple_tag
def cell_marks(notes: PlanNotes, table: str, row: int, cells: list[Cell], cell: Cell) -> list[int]:
    """The numbers of a table's notes that name a cell."""
    return notes.marks(table, row, cells, cell)


@register.filter
def standing(version: RightVersion, day: date) -> RightStatus:
    """The status of a right on a day."""
    return standing_on(version, day)


@register.filter
def json_data(value: object) -> SafeString:
    """JSON for a script element that is data, not program."""
    words = json.dumps(value, ensure_ascii=False)
    return mark_safe(words.translate(HARMLESS))  # noqa: S308 - no tag can begin in it
