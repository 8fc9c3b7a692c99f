# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How `kuangtu plan show` prints what a folder holds: one table for each kind. 规划内容的表。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kuangtu.cli.output import print_table
from kuangtu.codes.minerals import by_code
from kuangtu.plans.exporting import plain
from kuangtu.plans.types import DataTable, Folder, Goal, RuleBinding, ScaleFloor, Table

Cell = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class View:
    """A kind of data: where it is in the folder, its title and its columns. 一类数据的表。"""

    field: str
    title: str
    columns: Mapping[str, Cell]


def minerals_in_words(codes: Iterable[str]) -> str:
    return "、".join(by_code(code).name for code in codes)


def ranged(goal: Goal) -> str:
    """The number of a goal with its comparison, or the two ends of a range."""
    if goal.value is None:
        return ""
    if goal.value_to is not None:
        return f"{goal.value}～{goal.value_to}"
    return f"{goal.comparison.value} {goal.value}"


def based(goal: Goal) -> str:
    """The base value with its year."""
    return "" if goal.base_value is None else f"{goal.base_value}（{goal.base_year}）"


def method_of(floor: ScaleFloor) -> str:
    return floor.condition if floor.method is None else floor.method.label.zh


GOALS = View(
    "goals",
    "目标与控制指标",
    {
        "代码": lambda one: one.code,
        "名称": lambda one: one.name.zh,
        "数值": ranged,
        "单位": lambda one: one.unit,
        "用语": lambda one: one.force,
        "基数（年）": based,
        "目标年": lambda one: one.target_year,
        "属性": lambda one: one.nature.label.zh,
    },
)
ZONES = View(
    "zones",
    "规划分区",
    {
        "代码": lambda one: one.code,
        "类型": lambda one: one.kind.label.zh,
        "名称": lambda one: one.name,
        "级别": lambda one: one.level,
        "矿种": lambda one: one.printed_minerals,
        "个数": lambda one: one.count,
        "面积 km²": lambda one: one.area_km2,
    },
)
VIEWS = (
    GOALS,
    ZONES,
    View(
        "listings",
        "矿种清单",
        {
            "类别": lambda one: one.kind.label.zh,
            "所印": lambda one: one.printed,
            "矿种": lambda one: minerals_in_words(one.minerals),
            "条件": lambda one: one.condition,
        },
    ),
    View(
        "floors",
        "最低开采规模",
        {
            "代码": lambda one: one.code,
            "矿种": lambda one: minerals_in_words(one.minerals),
            "方式/状态": method_of,
            "单位": lambda one: one.unit,
            "大型": lambda one: one.large.printed,
            "中型": lambda one: one.medium.printed,
            "小型": lambda one: one.small.printed,
            "服务年限": lambda one: one.service_life_years.printed,
        },
    ),
    View(
        "projects",
        "重点项目",
        {
            "代码": lambda one: one.code,
            "名称": lambda one: one.name,
            "起": lambda one: one.starts,
            "止": lambda one: one.ends,
            "经费（万元）": lambda one: one.cost_10k_yuan,
            "矿种": lambda one: one.printed_minerals,
        },
    ),
    View(
        "responsibilities",
        "职责与措施",
        {
            "代码": lambda one: one.code,
            "内容": lambda one: one.duty.zh,
            "责任主体": lambda one: one.responsible,
            "期限": lambda one: one.due_year,
        },
    ),
)


def print_some(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, unless it would be empty."""
    listed = list(rows)
    if listed:
        print_table(f"{title} {len(listed)}", columns, listed)


def print_view(view: View, values: Iterable[object]) -> None:
    cells = view.columns.values()
    print_some(
        view.title, list(view.columns), [[cell(value) for cell in cells] for value in values]
    )


def print_rules(bindings: Iterable[RuleBinding]) -> None:
    print_some(
        "规则",
        ["代码", "条款", "名称", "通用规则", "期间", "参数"],
        [
            (one.code, one.clause, one.title.zh, one.check, spell(one), parameters(one))
            for one in bindings
        ],
    )


def spell(binding: RuleBinding) -> str:
    return f"{binding.period.starts_on} → {binding.period.ends_on or ''}"


def parameters(binding: RuleBinding) -> str:
    """The parameters, one on each line, unverified ones marked."""
    return "\n".join(
        f"{one.name} = {spoken(plain(one.value))} {one.unit}".rstrip()
        + ("" if one.confidence.is_verified else f"（{one.confidence.label.zh}）")
        for one in binding.parameters.values()
    )


def spoken(value: object) -> str:
    """A plain value in words: lists with 、, texts in Chinese, nothing for what is not there."""
    if isinstance(value, list):
        return "、".join(spoken(one) for one in value)
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            return str(value["zh"])
        said = {name: spoken(one) for name, one in value.items()}
        return "；".join(f"{name} {words}" for name, words in said.items() if words)
    return "" if value is None else str(value)


def print_printed(table: Table) -> None:
    """A printed table with its own columns; rows of merged cells are shorter."""
    width = max(len(row) for row in table.rows)
    rows = [(*row, *[""] * (width - len(row))) for row in table.rows]
    print_table(f"专栏{table.number}  {table.title}", rows[0], rows[1:])


def data_of(folder: Folder, number: str) -> dict[str, list[Mapping[str, str]]]:
    """The rows of the folder's own tables that stand under a clause, by table."""
    found = {
        table.name: [
            row
            for row in folder.data[table.name]
            if number == row.get("clause", table.clause) or number == table.clause
        ]
        for table in folder.data_tables
    }
    return {name: rows for name, rows in found.items() if rows}


def print_data(table: DataTable, rows: Iterable[Mapping[str, str]]) -> None:
    """Rows of a folder's own table, with the titles that it declares."""
    print_some(
        table.title.zh,
        [f"{one.title.zh} {one.unit}".rstrip() for one in table.columns],
        [[row[one.name] for one in table.columns] for row in rows],
    )
