# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""All typed data of a folder, read and compared. 类型化数据。"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kuangtu.plans import cross_checks, floor_checks, printed_checks, typed_rows
from kuangtu.plans.csv_files import Row
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.types import Folder, MineralListing

Value = TypeVar("Value")
CodedValue = TypeVar("CodedValue", bound=cross_checks.Coded)


def with_typed_data(
    folder: Folder, path: Path, clauses: Container[str], mistakes: Mistakes
) -> Folder:
    """The folder with its lists, goals, zones, floors, projects and duties.

    The printed tables must be in the folder already: everything is compared with them and
    with the clauses.
    """

    def coded(name: str, read: Callable[[Row], CodedValue]) -> list[tuple[Row, CodedValue]]:
        rows = typed_rows.read_rows(path, name, read, mistakes)
        cross_checks.codes_are_unique(rows)
        cross_checks.clauses_exist((row for row, _ in rows), ["clause"], clauses)
        return rows

    goals = coded("goals.csv", typed_rows.goal_of)
    zones = coded("zones.csv", typed_rows.zone_of)
    floors = coded("scale_floors.csv", typed_rows.floor_of)
    projects = coded("projects.csv", typed_rows.project_of)
    responsibilities = coded("responsibilities.csv", typed_rows.responsibility_of)

    cross_checks.goals_agree(goals)
    cross_checks.clauses_exist((row for row, _ in goals), ["base_clause"], clauses)
    cross_checks.no_mineral_is_left_out(zones, "printed_minerals")
    cross_checks.no_mineral_is_left_out(floors, "printed_mineral")
    cross_checks.no_mineral_is_left_out(projects, "printed_minerals")
    if mistakes.has_read(path / "tables" / "index.csv"):
        tables = {table.number: table for table in folder.tables}
        printed_checks.compare(goals, tables, printed_checks.GOAL_COLUMNS)
        printed_checks.compare(zones, tables, printed_checks.ZONE_COLUMNS)
        printed_checks.compare(projects, tables, printed_checks.PROJECT_COLUMNS)
        floor_checks.compare_floors(floors, tables)
        if mistakes.has_read(path / "scale_floors.csv"):
            floor_checks.complain_of_rows_left_out(floors, tables, path, mistakes)
    return replace(
        folder,
        listings=_listings(path, clauses, mistakes),
        goals=_values(goals),
        zones=_values(zones),
        floors=_values(floors),
        projects=_values(projects),
        responsibilities=_values(responsibilities),
    )


def _values(rows: Iterable[tuple[Row, Value]]) -> tuple[Value, ...]:
    return tuple(value for _, value in rows)


def _listings(
    path: Path, clauses: Container[str], mistakes: Mistakes
) -> tuple[MineralListing, ...]:
    """Listings have no code: a word stands once in each list."""
    rows = typed_rows.read_rows(path, "minerals.csv", typed_rows.listing_of, mistakes)
    cross_checks.repeated(((row, (one.kind, one.printed)) for row, one in rows), "printed")
    cross_checks.clauses_exist((row for row, _ in rows), ["clause"], clauses)
    cross_checks.no_mineral_is_left_out(rows, "printed")
    return _values(rows)
