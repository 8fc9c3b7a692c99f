# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a printed table is about, told from caption and headings, not its number. 专栏的识别。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kuangtu.plans.drafting.grids import Grid, Line
from kuangtu.plans.drafting.pages import Taken
from kuangtu.plans.drafting.words import last_year_in, plain
from kuangtu.plans.floor_checks import ONE_FLOOR

Columns = Mapping[str, int]


class TableKind(StrEnum):
    """专栏种类。"""

    FLOORS = "FLOORS"
    ECONOMY = "ECONOMY"
    DISCOVERED_MINERALS = "DISCOVERED_MINERALS"
    SURVEY_RESULTS = "SURVEY_RESULTS"
    SURVEY_COVERAGE = "SURVEY_COVERAGE"
    MONITORING_SYSTEM = "MONITORING_SYSTEM"
    GOALS = "GOALS"
    PROJECTS = "PROJECTS"
    ZONES = "ZONES"


@dataclass(frozen=True, slots=True)
class Shape:
    """The headings by which a kind of table is known. 表的样式。

    `columns` are looked for in their order, each taken once; those in `needed` must be there.
    """

    kind: TableKind
    caption: str
    columns: Mapping[str, str]
    needed: tuple[str, ...]
    not_caption: str = ""


NAME = (
    r"^(分区|区块|矿区|基地|规划区|开采区|勘查区)?名称$|"
    r"^(工程|项目|规划区块|区块|矿区|分区|基地|开采区|勘查区|储备区)(项目)?(名称)?$"
)
MINERALS = r"^(主要|主攻|开采|勘查|涉及)?(矿种|矿产|矿产种类|矿种名称)$"
CODE = r"^(区块|分区|矿区|规划区|项目)?(编号|代码|编码)$"
NOT_A_NAME = r"(类别|类型|分类|级别|性质|阶段|单位|位置|地点|所在地)"
ORDINAL = r"^(序号|序|编号|项次)$"
SMALL = rf"小型|小矿|^(矿山)?{ONE_FLOOR.pattern}(\(|/|$)"
TO_BE = re.compile(r"目标|规划|新增|预期|期末|指标值|近期|中期|远期|远景|展望")
SHAPES: tuple[Shape, ...] = (
    Shape(
        TableKind.FLOORS,
        r"最低.*规模|规模.*(准入|标准|下限|底限)|(准入|下限).*规模",
        {
            "ordinal": ORDINAL,
            "mineral": r"矿产|矿种",
            "method": r"方式",
            "unit": r"单位",
            "large": r"大型",
            "medium": r"中型",
            "small": SMALL,
            "life": r"年限",
        },
        ("mineral", "small"),
    ),
    Shape(
        TableKind.ECONOMY,
        "",
        {
            "year": r"^(年度|年份|年)$",
            "gross_product": r"生产总值",
            "primary_sector": r"第?一产",
            "secondary_sector": r"第?二产",
            "tertiary_sector": r"第?三产",
        },
        ("year", "gross_product", "primary_sector", "secondary_sector", "tertiary_sector"),
    ),
    Shape(
        TableKind.DISCOVERED_MINERALS,
        r"矿产|矿种",
        {
            "printed": r"(已发现|查明|发现).*(矿种|矿产)|^矿种(名称)?$|^矿产名称$",
            "count": r"^(数目|数量|种数|矿种数|小计)(\(种\))?$",
            "category": r"类别|大类|分类",
        },
        ("printed", "count", "category"),
        not_caption=r"目标|区|工程|规模",
    ),
    Shape(
        TableKind.SURVEY_RESULTS,
        r"调查|勘查|指标|完成",
        {
            "ordinal": ORDINAL,
            "name": r"名称|指标|项目",
            "unit": r"单位",
            "target": r"目标|任务|计划",
            "done": r"完成|实际",
        },
        ("name", "unit", "target", "done"),
    ),
    Shape(
        TableKind.SURVEY_COVERAGE,
        r"调查|工作|程度",
        {
            "ordinal": ORDINAL,
            "category": r"^(工作)?类别|^类型",
            "name": r"项目|名称|工作手段|比例尺",
            "area_km2": r"面积[(/](km2|平方千米|平方公里)\)?$",
            "share_percent": r"占.*(%|比)|比例|覆盖率",
        },
        ("category", "name", "area_km2", "share_percent"),
    ),
    Shape(
        TableKind.MONITORING_SYSTEM,
        r"监测",
        {
            "part": r"结构|构成|体系|内容|项目",
            "content": r"内容|组成",
            "arrangement": r"部署|安排|要求|目标",
        },
        ("part", "content", "arrangement"),
    ),
    Shape(
        TableKind.GOALS,
        r"目标|指标",
        {
            "ordinal": ORDINAL,
            "nature": r"属性|性质|指标类型|类型",
            "unit": r"单位",
            "group": r"类别|大类|分类|^类型$",
            "name": r"指标|名称|矿种|矿产品|目标|项目|类别|任务|内容",
        },
        ("name",),
    ),
    Shape(
        TableKind.PROJECTS,
        r"工程|项目",
        {
            "ordinal": ORDINAL,
            "code": CODE,
            "years": r"周期|时间|年限|年度|期限|起止|工期|建设期|实施期",
            "cost": r"经费|投资|资金|费用|概算",
            "work": r"工作量|建设内容|主要内容|工作内容|任务|规模",
            "result": r"成果|效益|预期",
            "minerals": MINERALS,
            "name": rf"^(?!.*{NOT_A_NAME}$).*(工程|项目|名称)",
        },
        ("name",),
    ),
    Shape(
        TableKind.ZONES,
        r"区|基地|布局|区块",
        {
            "code": CODE,
            "ordinal": ORDINAL,
            "minimum_scale": r"(最低|最小|准入).*规模",
            "area": r"面积",
            "minerals": MINERALS,
            "level": r"级别|类别|层级|级$",
            "townships": r"乡镇|位置|所在|行政区",
            "name": rf"{NAME}|名称|基地|区",
        },
        ("name",),
    ),
)


@dataclass(frozen=True, slots=True)
class Recognized:
    """A table of a known kind, its columns by what they hold. 识别出的表。"""

    kind: TableKind
    grid: Grid
    columns: Columns

    def has(self, name: str) -> bool:
        return name in self.columns

    def taken(self, line: Line, name: str) -> Taken:
        """A cell as printed; nothing where the table has no such column."""
        return self.grid.taken(line, self.columns.get(name))

    def carried(self, line: Line, name: str) -> Taken:
        """A cell, merged cells carried down."""
        return self.grid.carried(line, self.columns.get(name))

    def blank_told(self, line: Line, name: str) -> Taken:
        """A cell as printed; an empty one below another is marked."""
        return self.grid.blank_told(line, self.columns.get(name))

    def heading(self, name: str) -> str:
        """Everything that stands over the column."""
        column = self.columns.get(name)
        return "" if column is None else "".join(self.grid.headings[column].words)


def recognized(grid: Grid) -> Recognized | None:
    """The table with its kind and columns; None where it is of no kind that is known."""
    caption = plain(grid.source.title)
    for shape in SHAPES:
        if not re.search(shape.caption, caption):
            continue
        if shape.not_caption and re.search(shape.not_caption, caption):
            continue
        columns = _columns(grid, shape)
        if shape.kind is TableKind.SURVEY_RESULTS and _looks_ahead(grid, columns):
            continue
        if shape.kind is TableKind.GOALS and not _sets_goals(grid, columns):
            continue
        if all(name in columns for name in shape.needed):
            return Recognized(shape.kind, grid, columns)
    return None


def _looks_ahead(grid: Grid, columns: Columns) -> bool:
    """A column is of a year after what was done: 2020年实际, 2025年目标."""
    done = columns.get("done")
    year = "" if done is None else last_year_in(grid.headings[done].text)
    years = [last_year_in(one.text) for one in grid.headings]
    return bool(year) and any(one > year for one in years)


def _sets_goals(grid: Grid, columns: Columns) -> bool:
    """A column of no other use is of a year or of what is to be; 区块预期成果 has none."""
    used = set(columns.values())
    free = [one.text for at, one in enumerate(grid.headings) if at not in used]
    return any(last_year_in(words) or TO_BE.search(words) for words in free)


def _columns(grid: Grid, shape: Shape) -> Columns:
    found: dict[str, int] = {}
    for name, pattern in shape.columns.items():
        for of_last in (True, False):
            column = _column(grid, pattern, set(found.values()), of_last=of_last)
            if column is not None:
                found[name] = column
                break
    return found


def _column(grid: Grid, pattern: str, used: set[int], *, of_last: bool) -> int | None:
    for column, heading in enumerate(grid.headings):
        words = heading.last if of_last else heading.text
        if column not in used and words and re.search(pattern, words):
            return column
    return None
