# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a record to an Application, or to the list of everything wrong with it. 读入申请。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kuangtu.conformity.reading.fields import BY_KEY, BY_NAME, FIELDS, Field
from kuangtu.conformity.reading.range_files import range_file_text, read_range
from kuangtu.conformity.reading.records import (
    Cell,
    Entry,
    Record,
    problem,
    refuse_many_applications,
    refuse_many_fields,
    shown,
)
from kuangtu.conformity.reading.values import near
from kuangtu.conformity.types import Application
from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text

# A field whose attribute of Application has another name.
ATTRIBUTES = {
    "arable_land": "is_arable_land",
    "net_mine": "is_net_mine",
    "gas_outburst": "is_gas_outburst_mine",
}
NOT_ATTRIBUTES = (
    "capacity_unit",
    "reserves_unit",
    "resources_unit",
    "range",
    "range_file",
    "crs",
    "confirm_deduction",
)
NEEDED_WITH = (
    ("capacity", "capacity_unit"),
    ("previous_capacity", "capacity_unit"),
    ("reserves", "reserves_unit"),
    ("resources", "resources_unit"),
)
RANGE_KEYS = ("range", "range_file")


def from_records(
    records: Sequence[Record], *, base_folder: Path | None, file: str, today: date | None = None
) -> tuple[Application, ...]:
    """The applications of records, none dated after `today` where it is given. 由记录读入。

    Raises: Invalid with the problems of all records, and when there are none or too many."""
    if not records:
        raise invalid(
            "no-application", "文件中没有申请", "the file holds no application", Place(file)
        )
    refuse_many_applications(len(records), file)
    applications: list[Application] = []
    problems: list[Problem] = []
    for record in records:
        try:
            applications.append(_application(record, base_folder, today))
        except Invalid as error:
            problems.extend(error.problems)
    if problems:
        # A wrong heading is a mistake of every row; it is told once.
        raise Invalid(dict.fromkeys(problems))
    return tuple(applications)


@dataclass(slots=True)
class _Draft:
    """What has been read of a record so far, and what was wrong with it."""

    record: Record
    cells: dict[str, Cell] = field(default_factory=dict)
    blanks: dict[str, Place] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, zh: str, en: str, place: Place, **values: object) -> None:
        self.problems.append(problem(code, zh, en, place, **values))

    def place_of(self, key: str) -> Place:
        """Where the field is stated or left blank, else that it is this field of the record."""
        cell, whole = self.cells.get(key), self.record.place
        if cell is not None:
            return cell.place
        return self.blanks.get(key, Place(whole.file, whole.line, field=key))


def _application(record: Record, base_folder: Path | None, today: date | None) -> Application:
    draft = _Draft(record)
    refuse_many_fields(len(record.entries), record.place)
    for entry in record.entries:
        _take(draft, entry)
    _refuse_future(draft, today)
    _require(draft)
    _pair_units(draft)
    _refuse_main_among_others(draft)
    texts = _range_text(draft, base_folder)
    ground = _ground(draft, *texts) if texts else None
    if draft.problems or ground is None:
        raise Invalid(draft.problems)
    return _assembled(draft, ground, texts[0] if texts else "")


def _take(draft: _Draft, entry: Entry) -> None:
    """Name the field, refuse what is unknown or repeated, convert the value."""
    known = BY_NAME.get(entry.key.strip().casefold())
    if known is None:
        _refuse_key(draft, entry)
        return
    if known.key in draft.cells or known.key in draft.blanks:
        draft.refuse(
            "field-twice",
            "字段“{key}”出现了两次（也写作 {names}）",
            "the field {key} is given twice (it is also written {names})",
            entry.place_of_key,
            key=known.key,
            names="、".join(known.names),
        )
        return
    if _is_blank(entry.cell.value):
        draft.blanks[known.key] = entry.cell.place
        return
    draft.cells[known.key] = entry.cell
    try:
        draft.values[known.key] = known.convert(entry.cell)
    except Invalid as error:
        draft.problems.extend(error.problems)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _refuse_key(draft: _Draft, entry: Entry) -> None:
    key = shown(entry.key)
    similar = near(key, list(BY_NAME))
    advice = Text("；是否为：{names}", "; did you mean {names}").format(names="、".join(similar))
    draft.refuse(
        "unknown-key",
        "不认识的字段“{key}”{advice}",
        "unknown field {key}{advice}",
        replace(entry.place_of_key, field=key),
        key=key,
        advice=advice if similar else Text("", ""),
    )


def _refuse_future(draft: _Draft, today: date | None) -> None:
    applied_on = draft.values.get("applied_on")
    if today is not None and applied_on is not None and applied_on > today:
        draft.refuse(
            "date-in-the-future",
            "申请日期 {applied_on} 晚于今天 {today}；请核对日期",
            "the application is dated {applied_on}, after today, {today}; check the date",
            draft.place_of("applied_on"),
            applied_on=applied_on,
            today=today,
        )


def _require(draft: _Draft) -> None:
    for known in FIELDS:
        if known.is_required and known.key not in draft.cells:
            draft.refuse(
                "field-missing",
                "缺少必填字段“{chinese}”（{key}）：{help}",
                "the required field {key} is missing: {help}",
                draft.place_of(known.key),
                chinese=known.chinese[0],
                key=known.key,
                help=known.help,
            )


def _pair_units(draft: _Draft) -> None:
    """A number needs its unit, and a unit its number."""
    for key, unit_key in NEEDED_WITH:
        if key in draft.cells and unit_key not in draft.cells:
            draft.refuse(
                "unit-missing",
                "写了 {key} 而没有 {unit_key}；请补充单位",
                "{key} is given without {unit_key}; add the unit",
                draft.place_of(key),
                key=key,
                unit_key=unit_key,
            )
    for unit_key in {unit_key for _, unit_key in NEEDED_WITH}:
        keys = [key for key, unit in NEEDED_WITH if unit == unit_key]
        if unit_key in draft.cells and not any(key in draft.cells for key in keys):
            draft.refuse(
                "number-missing",
                "写了 {unit_key} 而没有 {key}；请补充数值或删去单位",
                "{unit_key} is given without {key}; add the number or remove the unit",
                draft.place_of(unit_key),
                unit_key=unit_key,
                key=keys[0],
            )


def _refuse_main_among_others(draft: _Draft) -> None:
    main, *_ = draft.values.get("mineral", (None,))
    if main is not None and main in draft.values.get("other_minerals", ()):
        draft.refuse(
            "mineral-twice",
            "“{name}”已是主矿种，不再列入其他矿种",
            "{name} is the main mineral and is not listed again",
            draft.place_of("other_minerals"),
            name=main.label,
        )


def _range_text(draft: _Draft, base_folder: Path | None) -> tuple[str, str] | None:
    """The text of the range, and the file it came from ("" if inline)."""
    given = [key for key in RANGE_KEYS if key in draft.cells]
    if len(given) != 1:
        draft.refuse(
            "range-twice" if given else "range-missing",
            "range 与 range_file 只能写一个" if given else "缺少范围：请写 range 或 range_file",
            "give either range or range_file, not both"
            if given
            else "the ground is missing: give range or range_file",
            draft.place_of("range_file" if given else "range"),
        )
        return None
    value = draft.values.get(given[0])
    if value is None:
        return None
    if given[0] == "range":
        return str(value), ""
    try:
        name = str(value)
        return range_file_text(draft.cells["range_file"], name, base_folder=base_folder), name
    except Invalid as error:
        draft.problems.extend(error.problems)
        return None


def _ground(draft: _Draft, text: str, file: str) -> Any:
    """The ground, or None with the problems noted."""
    if "crs" in draft.cells and "crs" not in draft.values:
        return None
    try:
        return read_range(
            text,
            place=draft.place_of("range"),
            file=file,
            declared=draft.values.get("crs"),
            confirm_deduction=draft.values.get("confirm_deduction"),
        )
    except Invalid as error:
        draft.problems.extend(error.problems)
        return None


def _assembled(draft: _Draft, ground: Any, range_text: str) -> Application:
    values = {
        ATTRIBUTES.get(key, key): value
        for key, value in draft.values.items()
        if key not in NOT_ATTRIBUTES
    }
    for key, unit_key in NEEDED_WITH:
        if key in draft.values:
            values[key] = Quantity(draft.values[key], draft.values[unit_key])
    values |= _minerals(draft)
    return Application(**values, ground=ground, stated=_stated(draft.cells, range_text))


def _minerals(draft: _Draft) -> dict[str, object]:
    """The main mineral and all others; 铅锌 is lead, with zinc beside it."""
    main, *beside = draft.values["mineral"]
    others = dict.fromkeys((*beside, *draft.values.get("other_minerals", ())))
    return {"mineral": main, "other_minerals": tuple(others)}


def _stated(cells: Mapping[str, Cell], range_text: str) -> dict[str, object]:
    """What was handed in, as JSON: numbers and dates as their text, the range to the letter."""
    stated = {key: _plain(cell.value) for key, cell in cells.items()}
    return stated | {"range": range_text}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, Decimal, date)):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in an application")


def from_stated(stated: Mapping[str, object]) -> Application:
    """The application that a receipt keeps, read again in the same way. 由回执重建申请。

    Raises: Invalid if it can no longer be read (a mineral or a unit was taken off its list).
    """
    place = Place("receipt")
    entries = [
        Entry(key, Cell(_unplain(BY_KEY[key], value), Place("receipt", field=key)))
        for key, value in stated.items()
        if key != "range_file" and key in BY_KEY
    ]
    (application,) = from_records([Record(tuple(entries), place)], base_folder=None, file="receipt")
    return application


def _unplain(known: Field, value: object) -> object:
    if known.shape in ("number", "integer") and isinstance(value, str):
        return Decimal(value)
    if isinstance(value, Mapping):
        return {key: _number_or_words(inner) for key, inner in value.items()}
    return value


def _number_or_words(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _number_or_words(inner) for key, inner in value.items()}
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return value
