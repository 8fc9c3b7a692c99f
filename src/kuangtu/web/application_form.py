# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The application as a form, in the order of the paper one. 申请表单。

The fields, what they mean and how they are read come from `conformity.reading`; here stands
only where each is asked and with which control. What was typed comes back to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from kuangtu.codes.choices import (
    Act,
    Choice,
    ExplorationStage,
    GrantMode,
    MiningMethod,
    RightKind,
    SizeClass,
)
from kuangtu.codes.minerals import minerals
from kuangtu.codes.units import Dimension, units
from kuangtu.conformity.reading.fields import BY_KEY, Field
from kuangtu.conformity.reading.records import Cell, Entry, Record
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text, same

FORM = "form"  # the name of the "file" that a form's problems are placed in

CHOICES: Mapping[str, type[Choice]] = {
    "kind": RightKind,
    "act": Act,
    "method": MiningMethod,
    "deposit_size": SizeClass,
    "stage": ExplorationStage,
    "grant_mode": GrantMode,
}
DOCUMENTS = (
    "勘查实施方案",
    "绿色勘查承诺",
    "开采方案",
    "生态修复方案",
    "环境影响评价",
    "绿色矿山承诺",
)
NO_DOCUMENTS = "none"
USUAL_SIZES = ("吨", "万立方米", "千克")
SHARE = Text("比例 0–1", "share 0–1")
KM2 = same("km²")
YEARS = Text("年", "years")
DAYS = Text("天/年", "days a year")
# The unit that stands beside a number; the ones with a unit field of their own have it there.
UNITS: Mapping[str, Text] = {
    "recovery": SHARE,
    "dilution": SHARE,
    "processing_recovery": SHARE,
    "comprehensive_utilization": SHARE,
    "working_days": DAYS,
    "ore_grade": SHARE,
    "ore_density_t_per_m3": same("t/m³"),
    "term_years": YEARS,
    "area_km2": KM2,
    "first_area_km2": KM2,
}
ENGLISH: Mapping[str, str] = {
    "crs": "Reference system",
    "area_km2": "Stated area",
    "first_area_km2": "Area when first granted",
    "confirm_deduction": "Take noted rings away",
    "condition": "State of the mineral",
    "net_mine": "Granted as net mine",
    "gas_outburst": "Prone to gas outbursts",
}
LISTS = {"mineral": "minerals", "other_minerals": "minerals"}
WIDE = {"name", "applicant", "other_minerals", "license_number", "planning_block"}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper form. 表格分栏。"""

    label: Text
    keys: tuple[str, ...]


SECTIONS = (
    Section(
        Text("申请事项", "What is applied for"),
        (
            "kind",
            "act",
            "applied_on",
            "grant_mode",
            "license_number",
            "planning_block",
            "term_years",
        ),
    ),
    Section(Text("申请人与项目", "Applicant and project"), ("name", "applicant")),
    Section(
        Text("矿产与勘查程度", "Mineral and stage"),
        ("mineral", "other_minerals", "stage", "deposit_size", "condition"),
    ),
    Section(
        Text("储量与开采", "Reserves and mining"),
        (
            "method",
            "capacity",
            "previous_capacity",
            "reserves",
            "resources",
            "recovery",
            "dilution",
            "processing_recovery",
            "comprehensive_utilization",
            "working_days",
            "ore_grade",
            "ore_density_t_per_m3",
        ),
    ),
    Section(Text("用地与安全", "Land and safety"), ("arable_land", "net_mine", "gas_outburst")),
)
RANGE_KEYS = ("range", "crs", "confirm_deduction", "area_km2", "first_area_km2")


@dataclass(frozen=True, slots=True)
class Input:
    """One control: what it asks, what was typed, and what is wrong with it. 输入项。"""

    key: str
    label: Text
    help: Text
    control: str  # select, number, date, text, flag
    value: str
    is_required: bool = False
    is_wide: bool = False
    options: tuple[tuple[str, Text], ...] = ()
    suggestions: str = ""
    unit: Text | None = None
    unit_key: str = ""
    unit_value: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The form as it is shown: what was typed and the problems, by field. 申请表。"""

    values: Mapping[str, str]
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def typed(cls, posted: QueryDict) -> ApplicationForm:
        """What came back from the browser, to the letter."""
        values = {key: value for key, value in posted.items() if isinstance(value, str)}
        return cls(values, tuple(posted.getlist("documents")))

    @classmethod
    def stated(cls, inputs: Mapping[str, object]) -> ApplicationForm:
        """The inputs of an earlier review, to start another one from."""
        listed = inputs.get("documents")
        documents = tuple(map(str, listed)) if isinstance(listed, list) else ()
        values = {key: as_typed(value) for key, value in inputs.items() if key != "documents"}
        own = [one for one in documents if one not in DOCUMENTS]
        return cls(values | {"other_documents": "、".join(own)}, documents)

    def with_problems(self, problems: Iterable[Problem]) -> ApplicationForm:
        return ApplicationForm(self.values, self.documents, tuple(problems))

    @property
    def sections(self) -> list[tuple[Text, list[Input]]]:
        return [
            (section.label, [self.asked(BY_KEY[key]) for key in section.keys])
            for section in SECTIONS
        ]

    @property
    def range(self) -> Input:
        return self.asked(BY_KEY["range"])

    @property
    def about_range(self) -> list[Input]:
        return [self.asked(BY_KEY[key]) for key in RANGE_KEYS[1:]]

    @property
    def document_options(self) -> list[tuple[str, bool]]:
        return [(name, name in self.documents) for name in DOCUMENTS]

    @property
    def has_no_documents(self) -> bool:
        return NO_DOCUMENTS in self.documents

    @property
    def document_problems(self) -> tuple[Problem, ...]:
        return self.problems_of("documents")

    @property
    def other_problems(self) -> tuple[Problem, ...]:
        """Problems that stand at no control of the form."""
        shown = {"range", "documents", *RANGE_KEYS}
        for section in SECTIONS:
            shown |= {*section.keys, *(BY_KEY[key].unit_field for key in section.keys)}
        shown -= {""}
        return tuple(one for one in self.problems if field_of(one) not in shown)

    def problems_of(self, *keys: str) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if field_of(one) in {*keys} - {""})

    def asked(self, field: Field) -> Input:
        """The control of a field. 字段控件。"""
        unit_key = "" if field.key == "previous_capacity" else field.unit_field
        return Input(
            key=field.key,
            label=label_of(field),
            help=field.help,
            control=control_of(field),
            value=self.values.get(field.key, ""),
            is_required=field.is_required,
            is_wide=field.key in WIDE,
            options=options_of(field.key),
            suggestions=LISTS.get(field.key, ""),
            unit=UNITS.get(field.key),
            unit_key=unit_key,
            unit_value=self.values.get(unit_key, ""),
            problems=self.problems_of(field.key, unit_key),
        )

    def record(self) -> Record:
        """What was typed as the application's reader takes it."""
        entries = [
            Entry(key, Cell(as_value(BY_KEY[key], words.strip()), Place(FORM, field=key)))
            for key, words in self.values.items()
            if key in BY_KEY and key != "documents" and words.strip()
        ]
        documents = self.named_documents()
        if documents is not None:
            entries.append(Entry("documents", Cell(documents, Place(FORM, field="documents"))))
        return Record(tuple(entries), Place(FORM))

    def named_documents(self) -> list[str] | None:
        """None where nothing was said of documents; an empty list says that there are none."""
        own = parts_of(self.values.get("other_documents", ""))
        chosen = [one for one in self.documents if one != NO_DOCUMENTS and one not in own]
        if chosen or own:
            return [*chosen, *own]
        return [] if self.has_no_documents else None


def field_of(problem: Problem) -> str:
    """The field a problem stands at, without the line and column inside a range.

    >>> field_of(Problem("x", same(""), Place("form", field="range[2:5] J3")))
    'range'
    """
    return re.split(r"[\[ ]", problem.place.field, maxsplit=1)[0]


def label_of(field: Field) -> Text:
    """The heading of a field: the paper form's word, and the key as English words."""
    english = ENGLISH.get(field.key) or field.key.replace("_", " ").capitalize()
    return Text(field.chinese[0], english)


def control_of(field: Field) -> str:
    if field.key in CHOICES:
        return "select"
    return {"boolean": "flag", "date": "date", "number": "number", "integer": "number"}.get(
        field.shape, "text"
    )


def options_of(key: str) -> tuple[tuple[str, Text], ...]:
    if key not in CHOICES:
        return ()
    return tuple((member.value, member.label) for member in CHOICES[key])


def as_value(field: Field, words: str) -> object:
    """Typed words as a file would hold them; what is no number stays words and is refused."""
    if field.shape in ("number", "integer"):
        try:
            return Decimal(words)
        except InvalidOperation:
            return words
    if field.shape == "boolean" and words in ("true", "false"):
        return words == "true"
    return parts_of(words) if field.shape == "list" else words


def as_typed(value: object) -> str:
    """A stated value as it would have been typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return str(value)


def parts_of(words: str) -> list[str]:
    """The parts of a list as people type one.

    >>> parts_of("铜、 金；银,"), parts_of("")
    (['铜', '金', '银'], [])
    """
    return [part.strip() for part in re.split(r"[、；;,，]", words) if part.strip()]


def mineral_names() -> list[tuple[str, str]]:
    """Every mineral's name and code, for suggestions."""
    return [(mineral.name, mineral.code) for mineral in minerals()]


def unit_names() -> tuple[list[str], list[str]]:
    """The usual units of capacity and of stock, for suggestions; others may be typed."""
    found = [
        unit
        for unit in units()
        if unit.dimension is not Dimension.AREA and unit.name.endswith(USUAL_SIZES)
        if not unit.name.endswith(("亿吨", "千吨"))
    ]
    return [unit.yearly.name for unit in found], [unit.once.name for unit in found]
