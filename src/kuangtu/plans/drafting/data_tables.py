# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables that a folder declares for itself: economy, minerals found, surveys. 数据表。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuangtu.core.text import Text
from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.grids import Line
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.recognizing import Recognized, TableKind
from kuangtu.plans.drafting.words import half_width, unit_in
from kuangtu.plans.numerals import decimal_in
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import DataColumn, DataTable

PARTS = re.compile(r"[、，,;；]")
CATEGORY, GROUP = "category", "group"


def _column(name: str, kind: str, zh: str, en: str, *, is_required: bool = True) -> DataColumn:
    return DataColumn(name, kind, Text(zh, en), is_required=is_required)


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of one kind of data table. 数据表的样式。"""

    name: str
    title: Text
    columns: tuple[DataColumn, ...]
    carried: frozenset[str] = frozenset()


PLANS: Mapping[TableKind, Plan] = {
    TableKind.ECONOMY: Plan(
        "economy",
        Text("社会经济主要指标", "Economy of the county"),
        (
            _column("year", "integer", "年度", "year"),
            _column("gross_product", "decimal", "全县生产总值", "gross product"),
            _column("primary_sector", "decimal", "第一产业增加值", "primary sector"),
            _column("secondary_sector", "decimal", "第二产业增加值", "secondary sector"),
            _column("tertiary_sector", "decimal", "第三产业增加值", "tertiary sector"),
        ),
    ),
    TableKind.DISCOVERED_MINERALS: Plan(
        "discovered_minerals",
        Text("已发现矿产", "Minerals found"),
        (
            _column(CATEGORY, "text", "大类", "category"),
            _column(GROUP, "text", "类别", "group", is_required=False),
            _column("printed", "text", "所印矿种", "minerals as printed"),
            _column("minerals", "minerals", "矿种", "minerals"),
            _column("count", "integer", "数目", "number"),
        ),
        frozenset({CATEGORY}),
    ),
    TableKind.SURVEY_RESULTS: Plan(
        "survey_results",
        Text("基础地质调查完成情况", "Basic surveys done"),
        (
            _column("name", "text", "指标", "survey"),
            _column("unit", "text", "单位", "unit"),
            _column("target", "decimal", "目标任务", "target", is_required=False),
            _column("done", "decimal", "完成情况", "done"),
        ),
        frozenset({"unit"}),
    ),
    TableKind.SURVEY_COVERAGE: Plan(
        "survey_coverage",
        Text("基础地质调查覆盖", "Coverage of basic surveys"),
        (
            _column(CATEGORY, "text", "类别", "category"),
            _column("name", "text", "项目", "survey"),
            _column("area_km2", "decimal", "完成面积", "area covered"),
            _column("share_percent", "decimal", "占全县面积", "share of the county"),
        ),
        frozenset({CATEGORY}),
    ),
    TableKind.MONITORING_SYSTEM: Plan(
        "monitoring_system",
        Text("动态监测体系", "Monitoring system"),
        (
            _column("part", "text", "结构", "part"),
            _column("content", "text", "具体内容", "content"),
            _column("arrangement", "text", "规划部署", "arrangement"),
        ),
        frozenset({"part"}),
    ),
}


def take_data(pages: Pages, table: Recognized) -> DataTable | None:
    """The table's rows as a data table of its own; None if one of that name was taken before."""
    plan = PLANS[table.kind]
    file = f"{plan.name}.csv"
    if file in pages.pages:
        return None
    pages.new_page(file, [one.name for one in plan.columns])
    for line in table.grid.body:
        pages.add(file, dict(_cells(table, line, plan)))
    source = table.grid.source
    described = tuple(
        DataColumn(one.name, one.kind, one.title, _unit(table, one), _is_required(table, one))
        for one in plan.columns
    )
    return DataTable(
        plan.name,
        Text(f"{plan.title.zh}（{source.name}）", f"{plan.title.en} (table {source.number})"),
        described,
        clause=source.clause,
        table=source.number,
    )


def _is_required(table: Recognized, column: DataColumn) -> bool:
    """Whether every row must say it: 合计 names no minerals."""
    printed = "printed" if column.name == "minerals" else column.name
    sums = [line for line in table.grid.body if line.is_sum]
    return column.is_required and all(
        (table.carried if printed == CATEGORY else table.taken)(line, printed).value
        for line in sums
    )


def _unit(table: Recognized, column: DataColumn) -> str:
    """The unit that a heading names; that of 'area_km2' and of a share is in the name."""
    if column.kind != "decimal" or not table.has(column.name):
        return ""
    return unit_in(table.heading(column.name)) or table.grid.source.unit


def _cells(table: Recognized, line: Line, plan: Plan) -> Iterator[tuple[str, Taken | str]]:
    for column in plan.columns:
        if column.name == GROUP:
            yield GROUP, _group(table, line)
        elif column.name == "minerals":
            yield "minerals", _minerals(table, line)
        elif column.name in plan.carried:
            yield column.name, table.carried(line, column.name)
        else:
            yield column.name, _value(table.taken(line, column.name), column)


def _group(table: Recognized, line: Line) -> Taken:
    """What stands between the category and the minerals, where the table has such a column."""
    between = range(table.columns[CATEGORY] + 1, table.columns["printed"])
    return table.grid.taken(line, between[0]) if between else Taken("")


def _minerals(table: Recognized, line: Line) -> Taken:
    """The printed names that the code list knows; the others are marked and left out."""
    cell = table.taken(line, "printed")
    parts = [part.strip() for part in PARTS.split(cell.value) if part.strip()]
    known = [part for part in parts if names.written(part, keeps_words=True)[0]]
    reason = None if known == parts else Reason.UNKNOWN_NAME
    return Taken("、".join(known), reason or cell.reason, cell.place, cell.printed)


def _value(cell: Taken, column: DataColumn) -> Taken:
    if column.kind not in {"decimal", "integer"} or not cell.value:
        return cell
    if decimal_in(cell.value) is not None:
        return cell
    bare = re.sub(r"[,，年%％\s]", "", half_width(cell.value))
    if decimal_in(bare) is not None:
        return Taken(bare, Reason.CONVERTED, cell.place, cell.printed)
    return Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)
