# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every figure that can change a legal result, and its address. 参数清单。 Pure.

A figure stands in a rule (its address is the rule's code and the parameter's name) or in a row
of a folder's own table (the folder's code, and the table's name with a key of the row). A row's
key is made of what the row is about, so that it survives a new edition that inserts others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kuangtu.codes.choices import MiningMethod
from kuangtu.core.canonical import sha256_of
from kuangtu.core.period import Period
from kuangtu.core.text import Text, joined, same
from kuangtu.plans.types import Confidence, DataTable, Folder

CONFIDENCE = "confidence"  # the kind of a column
NOT_ABOUT = {"source", "note", "set_by"}  # columns that do not say what a row is about
KEY_LETTERS = 12
# What the parameters of rules are called; any other is shown by its own name.
PARAMETER_NAMES: Mapping[str, Text] = {
    "acts": Text("适用事项", "acts"),
    "any_of": Text("任一材料", "any of these documents"),
    "attribute": Text("图层属性", "attribute of the layer"),
    "consent": Text("须谁同意", "whose consent"),
    "core_attribute": Text("核心区属性", "attribute of the core"),
    "days_before": Text("提前天数", "days before"),
    "distance_m": Text("距离", "distance"),
    "distances_m": Text("分类距离", "distances by class"),
    "except_minerals": Text("除外矿种", "minerals excepted"),
    "failing_gap_classes": Text("不得相差的级数", "classes that may not lie between"),
    "floor": Text("下限", "floor"),
    "floors": Text("下限", "floors"),
    "granted_above": Text("上级出让的矿种", "minerals granted above"),
    "judge": Text("由谁裁量", "who judges"),
    "judged": Text("须裁量的出让方式", "grant modes to be judged"),
    "kinds": Text("适用矿业权种类", "kinds of rights"),
    "layer": Text("图层", "layer"),
    "matter": Text("待核事项", "matter to be confirmed"),
    "maximum_blocks": Text("区块上限", "most blocks"),
    "maximum_years": Text("年限上限", "longest term"),
    "methods": Text("适用开采方式", "mining methods"),
    "minerals": Text("矿种范围", "minerals"),
    "minimum_blocks": Text("区块下限", "fewest blocks"),
    "months": Text("禁止申请期", "months of the bar"),
    "only_without_plan_row": Text("仅在规划无规定时", "only where the plan is silent"),
    "permitted": Text("允许的出让方式", "grant modes permitted"),
    "rate": Text("指标", "rate"),
    "search_m": Text("查找距离", "distance searched"),
    "share": Text("扣减比例", "share given up"),
    "table": Text("数据表", "table"),
    "tolerance_km2": Text("面积容差", "tolerance of areas"),
    "uncertainty_m": Text("界线可能偏差", "how far the line may be wrong"),
    "working_days": Text("年工作日", "working days a year"),
}
RATES: Mapping[str, Text] = {
    "RECOVERY": Text("开采回采率", "mining recovery"),
    "PROCESSING": Text("选矿回收率", "processing recovery"),
    "UTILIZATION": Text("综合利用率", "utilization"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter, or the figures of a table's row, with where it comes from. 参数。"""

    folder: Folder
    binding: str
    parameter: str
    title: Text
    about: Text
    clause: str
    period: Period
    value: object
    units: Mapping[str, str]  # name of a part, "" for the whole → its unit
    source: str
    confidence: Confidence
    set_by: str = ""
    row: Mapping[str, str] = field(default_factory=dict)  # what a row of a table is about

    @property
    def is_number(self) -> bool:
        return holds_number(self.value)

    @property
    def is_verified(self) -> bool:
        return self.confidence.is_verified or bool(self.set_by)

    @property
    def address(self) -> tuple[str, str]:
        return self.binding, self.parameter


def holds_number(value: object) -> bool:
    """True if a number stands anywhere in the value.

    >>> holds_number({"a": (1,)}), holds_number(("a", True))
    (True, False)
    """
    if isinstance(value, Mapping):
        return any(holds_number(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(holds_number(one) for one in value)
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def figures(folder: Folder) -> Iterator[Figure]:
    """Every parameter of the folder's rules, then every row of its tables with figures."""
    for binding in folder.bindings:
        for one in binding.parameters.values():
            yield Figure(
                folder=folder,
                binding=binding.code,
                parameter=one.name,
                title=binding.title,
                about=figure_name(one.name, {}),
                clause=binding.clause,
                period=binding.period,
                value=one.value,
                units={"": one.unit} if one.unit not in ("", "1") else {},
                source=one.source,
                confidence=one.confidence,
                set_by=one.set_by,
            )
    for table in folder.data_tables:
        yield from of_table(folder, table)


def of_table(folder: Folder, table: DataTable) -> Iterator[Figure]:
    """The rows of a table that says for each row how sure it is."""
    numbers = [one for one in table.columns if one.kind == "decimal"]
    if not numbers or CONFIDENCE not in {one.kind for one in table.columns}:
        return
    for row in folder.data.get(table.name, ()):
        yield Figure(
            folder=folder,
            binding=folder.code,
            parameter=row_name(table, row),
            title=table.title,
            about=about(identity(table, row)),
            clause=table.clause,
            period=folder.period,
            value=row_value(table, row),
            units={one.name: one.unit or row.get("unit", "") for one in numbers},
            source=row.get("source", "") or table.source,
            confidence=Confidence.from_words(row.get(CONFIDENCE, "")) or table.confidence,
            set_by=row.get("set_by", ""),
            row=identity(table, row),
        )


def row_name(table: DataTable, row: Mapping[str, str]) -> str:
    """The address of a row within its folder."""
    return f"{table.name}:{sha256_of(identity(table, row))[:KEY_LETTERS]}"


def identity(table: DataTable, row: Mapping[str, str]) -> dict[str, str]:
    """What a row is about, by column: all but its figures and where they come from."""
    return {
        one.name: row.get(one.name, "")
        for one in table.columns
        if one.kind not in {"decimal", CONFIDENCE} and one.name not in NOT_ABOUT
    }


def about(cells: Mapping[str, str]) -> Text:
    """What a row is about, in the words of its cells; a column may have an English twin.

    >>> about({"mineral": "煤", "condition": "薄煤层", "condition_en": "thin seam"}).en
    '煤 · thin seam'
    """
    told = [
        Text(spoken(cell).zh, cells.get(f"{name}_en") or spoken(cell).en)
        for name, cell in cells.items()
        if cell and name != "unit" and not name.endswith("_en")
    ]
    return joined(told, zh=" · ", en=" · ")


def figure_name(parameter: str, cells: Mapping[str, str]) -> Text:
    """What a figure is called: its row's cells, or the parameter's name in words."""
    return about(cells) if cells else PARAMETER_NAMES.get(parameter, same(parameter))


def spoken(cell: str) -> Text:
    """A stored code by its label; other words as they are."""
    if cell in RATES:
        return RATES[cell]
    return MiningMethod(cell).label if cell in set(MiningMethod) else same(cell)


def row_value(table: DataTable, row: Mapping[str, str]) -> dict[str, Decimal]:
    """The figures of a row by column; an empty cell is none."""
    return {
        one.name: Decimal(row[one.name])
        for one in table.columns
        if one.kind == "decimal" and row.get(one.name)
    }
