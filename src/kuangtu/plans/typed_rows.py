# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Typed data of a plan: one reader per CSV file. 规划数据的读取（类型化）。

Each reader turns one row into one value. `COLUMNS` is the whole format; the reference page
docs/reference/plan-folder.md explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from kuangtu.codes.choices import MiningMethod
from kuangtu.core.text import Text
from kuangtu.plans.csv_files import Row, csv_rows
from kuangtu.plans.floor_cells import floor_cell
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.types import (
    Account,
    Clause,
    ClauseKind,
    Comparison,
    Goal,
    ListKind,
    MineralListing,
    Nature,
    Project,
    Responsibility,
    ScaleFloor,
    Zone,
    ZoneKind,
)

Value = TypeVar("Value")

COLUMNS: Mapping[str, str] = {
    "clauses.csv": ("number heading_zh heading_en kind not_coded_because_zh not_coded_because_en"),
    "minerals.csv": "kind printed minerals condition clause",
    "goals.csv": (
        "code clause name_zh name_en kind comparison value value_to unit force base_year"
        " base_value base_clause target_year nature minerals account table row restates note"
    ),
    "zones.csv": (
        "code kind name level printed_minerals minerals count area_km2 minimum_scale"
        " minimum_scale_unit clause table row"
    ),
    "scale_floors.csv": (
        "code printed_mineral minerals method condition unit large medium small"
        " service_life_years clause table row"
    ),
    "projects.csv": (
        "code table row clause name starts ends cost_10k_yuan work result printed_minerals"
        " minerals sheets"
    ),
    "responsibilities.csv": "code clause kind duty_zh duty_en responsible due_year",
}


def read_rows(
    folder: Path, name: str, read: Callable[[Row], Value], mistakes: Mistakes
) -> list[tuple[Row, Value]]:
    """The values of one file with their rows; nothing if the file is absent."""
    path = folder / name
    if not path.is_file():
        return []
    return [(row, read(row)) for row in csv_rows(path, COLUMNS[name].split(), mistakes)]


def clause_of(row: Row) -> Clause:
    """A clause; what codes it is added when the bindings are known."""
    because = Text(row.text("not_coded_because_zh"), row.text("not_coded_because_en"))
    if bool(because.zh) != bool(because.en):
        empty = "not_coded_because_en" if because.zh else "not_coded_because_zh"
        row.wrong(empty, "one-language", "理由须有中英文", "The reason is needed in both languages")
    number = row.required("number")
    if any(letter.isspace() for letter in number):
        row.wrong(
            "number", "odd-number", "条款号“{cell}”不能有空格", "“{cell}” must not hold blanks"
        )
    return Clause(
        number,
        row.pair("heading"),
        row.choice("kind", ClauseKind),
        not_coded_because=because if because.zh or because.en else None,
    )


def listing_of(row: Row) -> MineralListing:
    row.required("minerals")
    return MineralListing(
        row.choice("kind", ListKind),
        row.required("printed"),
        row.minerals("minerals"),
        row.text("condition"),
        row.required("clause"),
    )


def goal_of(row: Row) -> Goal:
    value, value_to = _range(row)
    base_year, base_value, target_year = _base_and_target(row)
    kind = row.choice("kind", ClauseKind)
    if kind not in {ClauseKind.GOAL, ClauseKind.CONTROL_NUMBER}:
        row.wrong(
            "kind",
            "not-a-goal",
            "“{cell}”不是目标或控制指标",
            "“{cell}” is no goal or control number",
        )
    return Goal(
        code=row.required("code"),
        clause=row.required("clause"),
        name=row.pair("name"),
        kind=kind,
        comparison=_word(row, "comparison", Comparison) or Comparison.EQUALS,
        value=value,
        unit=row.unit("unit"),
        base_year=base_year,
        base_value=base_value,
        target_year=target_year,
        nature=row.choice("nature", Nature),
        minerals=row.minerals("minerals"),
        account=_word(row, "account", Account),
        table=row.text("table"),
        row=row.integer("row", at_least=1),
        value_to=value_to,
        note=row.text("note"),
        force=row.text("force"),
        base_clause=row.text("base_clause"),
        restates=row.text("restates"),
    )


def _range(row: Row) -> tuple[Decimal | None, Decimal | None]:
    """The number of a goal, or the two ends that are printed; with its unit."""
    value, value_to = row.decimal("value"), row.decimal("value_to")
    if value is not None:
        row.required("unit")
    if value_to is not None and (value is None or value_to <= value):
        row.wrong(
            "value_to", "odd-range", "“{cell}”应大于 value", "“{cell}” should be more than value"
        )
    return value, value_to


def _base_and_target(row: Row) -> tuple[int | None, Decimal | None, int | None]:
    """What a goal starts from and the year it is set for, in this order."""
    base_year, base_value = row.year("base_year"), row.decimal("base_value")
    target_year = row.year("target_year")
    if base_value is not None:
        row.required("base_year")
        row.required("base_clause")
    if base_year is not None and target_year is not None and target_year < base_year:
        row.wrong(
            "target_year",
            "ends-before-start",
            "目标年“{cell}”早于基准年",
            "The target year “{cell}” comes before the base year",
        )
    return base_year, base_value, target_year


Words = TypeVar("Words", Comparison, Account)


def _word(row: Row, column: str, choices: type[Words]) -> Words | None:
    """The member whose value stands in the cell; None for an empty one."""
    cell = row.required(column) if column == "comparison" else row.text(column)
    if cell and cell not in {one.value for one in choices}:
        known = " ".join(one.value for one in choices)
        row.wrong(
            column,
            "unknown-word",
            "“{cell}”不在代码表中；可用：{known}",
            "“{cell}” is not in the code list; known: {known}",
            known=known,
        )
        return None
    return choices(cell) if cell else None


def zone_of(row: Row) -> Zone:
    row.required("count")
    if row.text("minimum_scale"):
        row.required("minimum_scale_unit")
    return Zone(
        code=row.required("code"),
        kind=row.choice("kind", ZoneKind),
        name=row.required("name"),
        level=row.text("level"),
        printed_minerals=row.text("printed_minerals"),
        minerals=row.minerals("minerals"),
        count=row.integer("count", at_least=1) or 1,
        area_km2=row.amount("area_km2"),
        minimum_scale=row.amount("minimum_scale"),
        minimum_scale_unit=row.quantity_unit("minimum_scale_unit"),
        clause=row.required("clause"),
        table=row.text("table"),
        row=row.integer("row", at_least=1),
    )


def floor_of(row: Row) -> ScaleFloor:
    row.required("minerals")
    row.required("unit")
    row.required("row")
    return ScaleFloor(
        code=row.required("code"),
        printed_mineral=row.required("printed_mineral"),
        minerals=row.minerals("minerals"),
        method=row.choice_or_none("method", MiningMethod),
        condition=row.text("condition"),
        unit=row.quantity_unit("unit"),
        large=floor_cell(row, "large"),
        medium=floor_cell(row, "medium"),
        small=floor_cell(row, "small"),
        service_life_years=floor_cell(row, "service_life_years"),
        clause=row.required("clause"),
        table=row.required("table"),
        row=row.integer("row", at_least=1) or 1,
    )


def project_of(row: Row) -> Project:
    starts, ends = row.year("starts"), row.year("ends")
    if starts is not None and ends is not None and ends < starts:
        row.wrong(
            "ends",
            "ends-before-start",
            "“{cell}”早于开始年份",
            "“{cell}” comes before the first year",
        )
    return Project(
        code=row.required("code"),
        table=row.text("table"),
        row=row.integer("row", at_least=1),
        clause=row.required("clause"),
        name=row.required("name"),
        starts=starts,
        ends=ends,
        cost_10k_yuan=row.amount("cost_10k_yuan"),
        work=row.text("work"),
        result=row.text("result"),
        printed_minerals=row.text("printed_minerals"),
        sheets=row.names("sheets"),
        minerals=row.minerals("minerals"),
    )


def responsibility_of(row: Row) -> Responsibility:
    kind = row.choice("kind", ClauseKind)
    if kind not in {ClauseKind.DUTY, ClauseKind.MEASURE}:
        row.wrong("kind", "not-a-duty", "“{cell}”不是职责或措施", "“{cell}” is no duty or measure")
    return Responsibility(
        code=row.required("code"),
        clause=row.required("clause"),
        duty=row.pair("duty"),
        responsible=row.required("responsible"),
        due_year=row.year("due_year"),
        kind=kind,
    )
