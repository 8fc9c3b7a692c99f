# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan or norm as values: what a folder says once it has been read. 规划与规范（值对象）。

Pure: no database, no files, no clock. A `Folder` is frozen and hashed; every review keeps
the hash of each folder it used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kuangtu.codes.choices import Choice, MiningMethod
from kuangtu.core.period import Period
from kuangtu.core.text import Text
from kuangtu.plans.choices import OverrideKind


class FolderKind(StrEnum):
    PLAN = "PLAN"  # 规划
    NORM = "NORM"  # 法律、法规、标准


class ClauseKind(Choice):
    """What kind of statement a clause is. 条款性质。"""

    FACT = ("FACT", "现状事实", "fact")
    GOAL = ("GOAL", "目标", "goal")
    CONTROL_NUMBER = ("CONTROL_NUMBER", "控制指标", "control number")
    ADMISSION_RULE = ("ADMISSION_RULE", "准入规则", "admission rule")
    DUTY = ("DUTY", "职责义务", "duty")
    MEASURE = ("MEASURE", "措施", "measure")
    PROJECT = ("PROJECT", "项目", "project")
    STATEMENT = ("STATEMENT", "一般表述", "statement")


class Nature(Choice):
    """指标属性。"""

    BINDING = ("BINDING", "约束性", "binding")
    EXPECTED = ("EXPECTED", "预期性", "expected")
    UNSTATED = ("UNSTATED", "未注明", "unstated")


class Confidence(Choice):
    """How sure a fact is. G and V* are defaults an administrator sees as unverified. 核实程度。"""

    READ = ("V", "已核原文", "read in the text itself")
    SECONDARY = ("V*", "转引未核", "read in an excerpt or secondary page")
    COMPUTED = ("C", "已验算", "computed or cross-checked")
    GENERAL = ("G", "未核实", "general knowledge, unverified")

    @property
    def is_verified(self) -> bool:
        return self in {Confidence.READ, Confidence.COMPUTED}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number, our own short heading, its kind, and what codes it. 条款。

    `not_coded_because` is None exactly when `coded_by` names at least one rule.
    """

    number: str
    heading: Text
    kind: ClauseKind
    coded_by: tuple[str, ...] = ()
    not_coded_because: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table, cell by cell, header rows included. 专栏。

    Rows hold the cells as printed; a vertically merged cell is empty below its first row and a
    horizontally merged cell stands once, so rows may differ in length.
    """

    number: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    clause: str = ""  # where the document prints it


class CellMark(StrEnum):
    """The four ways a cell says that no ordinary number stands there (专栏10 has all)."""

    VALUE = "VALUE"
    NOT_PERMITTED = "NOT_PERMITTED"  # printed / or -
    UNSPECIFIED = "UNSPECIFIED"  # printed blank
    NO_FLOOR = "NO_FLOOR"  # printed 0


@dataclass(frozen=True, slots=True)
class FloorCell:
    mark: CellMark
    value: Decimal | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class ScaleFloor:
    """One row of the minimum-scale table, split by mining method. 最低开采规模。"""

    code: str  # for example "T10-03-UNDERGROUND"
    printed_mineral: str
    minerals: tuple[str, ...]  # 5-digit codes
    method: MiningMethod | None  # None: any method
    condition: str  # "" or a word the application must match: 固态, 液态
    unit: str  # unit of the three scale cells, per year, as codes.units names it
    large: FloorCell
    medium: FloorCell
    small: FloorCell
    service_life_years: FloorCell
    clause: str
    table: str
    row: int  # row of the printed table, counted from 1, header rows included


class Comparison(StrEnum):
    AT_MOST = "<="
    AT_LEAST = ">="
    ABOUT = "≈"
    EQUALS = "="


class Account(StrEnum):
    """The live account a control number is kept on. 指标账户。"""

    MINE_COUNT = "MINE_COUNT"
    ANNUAL_OUTPUT = "ANNUAL_OUTPUT"
    LARGE_MEDIUM_SHARE = "LARGE_MEDIUM_SHARE"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal or control number with unit, base and target. 目标与控制指标。"""

    code: str
    clause: str
    name: Text
    kind: ClauseKind  # GOAL or CONTROL_NUMBER
    comparison: Comparison
    value: Decimal | None  # None: stated in words only
    unit: str
    base_year: int | None
    base_value: Decimal | None
    target_year: int | None
    nature: Nature
    minerals: tuple[str, ...] = ()
    account: Account | None = None
    table: str = ""
    row: int | None = None
    value_to: Decimal | None = None  # the upper end where a range is printed (2～3处)
    note: str = ""
    force: str = ""  # the printed word behind `comparison`: 以内, 左右, 以上, 力争
    base_clause: str = ""  # where the base value is printed
    restates: str = ""  # code of the goal that is repeated here


class ZoneKind(Choice):
    """规划分区类型。"""

    RESOURCE_BASE = ("RESOURCE_BASE", "能源资源基地", "energy and resource base")
    NATIONAL_PLANNING_AREA = ("NATIONAL_PLANNING_AREA", "国家规划矿区", "national planning area")
    RESERVE_AREA = ("RESERVE_AREA", "战略性矿产资源储备区", "strategic reserve area")
    KEY_EXPLORATION = ("KEY_EXPLORATION", "重点勘查区", "key exploration area")
    KEY_MINING = ("KEY_MINING", "重点开采区", "key mining area")
    CONCENTRATED_MINING = (
        "CONCENTRATED_MINING",
        "砂石黏土集中开采区",
        "concentrated sand, gravel and clay mining area",
    )
    DEVELOPMENT_BASE = ("DEVELOPMENT_BASE", "勘查开发基地", "exploration and development base")
    EXPLORATION_BLOCK = ("EXPLORATION_BLOCK", "勘查规划区块", "planned exploration block")
    MINING_BLOCK = ("MINING_BLOCK", "开采规划区块", "planned mining block")
    RESTORATION_AREA = ("RESTORATION_AREA", "重点治理区", "key restoration area")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by name, or blocks as a count until the bureau supplies their geometry. 规划分区。"""

    code: str
    kind: ZoneKind
    name: str
    level: str  # 国家级, 自治区级, 州级 or ""
    printed_minerals: str
    minerals: tuple[str, ...]
    count: int  # 1 for a named zone
    area_km2: Decimal | None
    minimum_scale: Decimal | None
    minimum_scale_unit: str
    clause: str
    table: str = ""
    row: int | None = None


class ListKind(Choice):
    """矿种调控方向。"""

    KEY_EXPLORATION = ("KEY_EXPLORATION", "重点勘查矿种", "key mineral for exploration")
    KEY_MINING = ("KEY_MINING", "重点开采矿种", "key mineral for mining")
    RESTRICTED_MINING = ("RESTRICTED_MINING", "限制开采矿种", "restricted mineral")
    STRICTLY_CONTROLLED = (
        "STRICTLY_CONTROLLED",
        "严格控制（特定保护性开采）矿种",
        "strictly controlled mineral",
    )
    PROHIBITED_MINING = ("PROHIBITED_MINING", "禁止开采矿种", "prohibited mineral")


@dataclass(frozen=True, slots=True)
class MineralListing:
    """A mineral named in a list; `condition` limits it (可耕地). 矿种清单。"""

    kind: ListKind
    printed: str
    minerals: tuple[str, ...]  # 5-digit codes, or a code with no number as name, see codes.minerals
    condition: str
    clause: str


@dataclass(frozen=True, slots=True)
class Project:
    """A plan project. 重点项目。"""

    code: str
    table: str
    row: int | None
    clause: str
    name: str
    starts: int | None
    ends: int | None
    cost_10k_yuan: Decimal | None
    work: str
    result: str
    printed_minerals: str = ""
    sheets: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who must do what. 责任分工。"""

    code: str
    clause: str
    duty: Text
    responsible: str
    due_year: int | None
    kind: ClauseKind = ClauseKind.DUTY  # DUTY or MEASURE


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or list that can change a legal result. 参数。"""

    name: str
    value: object  # Decimal, int, str, bool, date, tuple of these, or mapping of names to these
    unit: str
    source: str
    confidence: Confidence
    set_by: str = ""  # who set or verified it; "" as the folder has it
    folder_value: object = None  # the value that an override replaced

    @property
    def is_verified(self) -> bool:
        """Somebody answers for it: it was read in its source, computed, or set by an office."""
        return self.confidence.is_verified or bool(self.set_by)


@dataclass(frozen=True, slots=True)
class RuleBinding:
    """A generic rule bound to a clause, a period and parameters. 规则绑定 (rules.toml)。"""

    code: str  # unique over all folders, for example "RQ-FLOOR-1" or "RAIL-34"
    check: str  # name of the generic rule in conformity.rules
    title: Text
    clause: str  # a number in this folder's clause catalogue
    period: Period
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    # Plan rules go on being applied after their period until a successor plan is loaded.
    carries_over: bool = False


# What is wrong with the value of one parameter of a binding; None if nothing is.
ValueCheck = Callable[[RuleBinding, str], Text | None]


@dataclass(frozen=True, slots=True)
class CheckContract:
    """What a generic rule asks of a binding: parameters it must and may give. 规则的参数约定。"""

    parameters: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    wrong_value: ValueCheck | None = None


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of a folder's own table, as its TOML describes it. 数据表的列。"""

    name: str
    kind: str  # text, decimal, integer, boolean, date, unit, minerals, … see plans.columns
    title: Text
    unit: str = ""
    is_required: bool = True
    is_unique: bool = False  # no value stands in two rows


@dataclass(frozen=True, slots=True)
class DataTable:
    """How a folder's own table is to be read; its rows are in `Folder.data`. 数据表。"""

    name: str
    title: Text
    columns: tuple[DataColumn, ...]
    clause: str = ""
    source: str = ""
    confidence: Confidence = Confidence.READ
    table: str = ""  # the printed table that its rows were typed from, one for one


@dataclass(frozen=True, slots=True)
class Override:
    """What an office did with an unverified figure from a day on. 参数设定（值对象）。

    The address of the figure is a rule and its parameter, or a folder and a row of its table.
    """

    binding: str
    parameter: str
    value: object
    adcode: str
    starts_on: date
    reason: str  # of a verification: the source that was read
    set_by: str
    kind: OverrideKind = OverrideKind.SET
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A whole plan or norm folder. 规划文件夹 / 规范文件夹。"""

    code: str  # "652824-2021", "mineral-law-2024"
    kind: FolderKind
    title: Text
    short_title: Text
    authority: str
    adcode: str  # the area it binds: 652824, or 100000 for national norms
    period: Period
    sha256: str
    base_year: int | None = None
    outlook_year: int | None = None
    parent: str = ""
    source_note: str = ""
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    goals: tuple[Goal, ...] = ()
    zones: tuple[Zone, ...] = ()
    listings: tuple[MineralListing, ...] = ()
    floors: tuple[ScaleFloor, ...] = ()
    projects: tuple[Project, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    bindings: tuple[RuleBinding, ...] = ()
    # Further typed tables of a norm by name: rows of column → value (size classes, deposit sizes).
    data: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    data_tables: tuple[DataTable, ...] = ()
    document_number: str = ""
    confidence: Confidence = Confidence.READ
    # The hash of the loaded edition; differs from sha256 only where parameters were overridden.
    edition_sha256: str = ""
    overrides: tuple[Override, ...] = ()  # those that make the difference

    def clause(self, number: str) -> Clause:
        """The clause of that number; KeyError if there is none."""
        for clause in self.clauses:
            if clause.number == number:
                return clause
        raise KeyError(number)
