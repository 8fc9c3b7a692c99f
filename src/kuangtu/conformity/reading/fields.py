# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every field of an application file, in the order of the form. 申请文件字段。

`docs/reference/application-file.md`, the templates and the OpenAPI schema are made from this
tuple; a field that is not here does not exist.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kuangtu.codes.choices import (
    Act,
    ExplorationStage,
    GrantMode,
    MiningMethod,
    RightKind,
    SizeClass,
)
from kuangtu.conformity.reading.days import day
from kuangtu.conformity.reading.declared_crs import declared_crs
from kuangtu.conformity.reading.field import Field
from kuangtu.conformity.reading.numbers import (
    positive,
    share,
    share_above_zero,
    share_below_one,
    working_days,
)
from kuangtu.conformity.reading.values import (
    choice,
    documents,
    flag,
    main_mineral,
    range_text,
    several_minerals,
    stock_unit,
    text,
    yearly_unit,
)
from kuangtu.core.text import Text

__all__ = ["BY_KEY", "BY_NAME", "FIELDS", "Field"]

FIELDS: tuple[Field, ...] = (
    Field(
        "kind",
        ("矿业权种类", "种类"),
        choice(RightKind),
        "string",
        Text("探矿权 或 采矿权", "EXPLORATION or MINING"),
        "采矿权",
        is_required=True,
    ),
    Field(
        "act",
        ("申请类型", "登记类型"),
        choice(Act),
        "string",
        Text("新立、延续、变更 等", "NEW, EXTEND, AMEND …"),
        "新立",
        is_required=True,
    ),
    Field(
        "name",
        ("项目名称", "名称", "矿山名称"),
        text,
        "string",
        Text("项目或矿山的名称", "name of the project or mine"),
        "示例萤石矿",
        is_required=True,
    ),
    Field(
        "applicant",
        ("申请人",),
        text,
        "string",
        Text("申请人全称", "full name of the applicant"),
        "示例公司",
        is_required=True,
    ),
    Field(
        "mineral",
        ("矿种", "主矿种", "开采主矿种", "勘查矿种"),
        main_mineral,
        "string",
        Text(
            "主矿种：名称、别名或 5 位代码；“铅锌”等合称以首个为主矿种，其余计入其他矿种",
            "main mineral: name, alias or 5-digit code; of a compound name (铅锌) the first is the "
            "main one and the rest join other_minerals",
        ),
        "萤石",
        is_required=True,
    ),
    Field(
        "other_minerals",
        ("其他矿种", "共伴生矿种"),
        several_minerals,
        "list",
        Text("共生、伴生矿种", "associated minerals"),
        [],
    ),
    Field(
        "method",
        ("开采方式",),
        choice(MiningMethod),
        "string",
        Text("露天、地下、露天/地下", "OPENCAST, UNDERGROUND, BOTH"),
        "地下",
    ),
    Field(
        "capacity",
        ("生产规模", "设计生产规模"),
        positive,
        "number",
        Text("申请的年生产规模", "capacity applied for, per year"),
        Decimal("8.0"),
        unit_field="capacity_unit",
    ),
    Field(
        "capacity_unit",
        ("生产规模单位",),
        yearly_unit,
        "string",
        Text("每年的单位，如 矿物万吨/年", "unit per year"),
        "矿物万吨/年",
    ),
    Field(
        "previous_capacity",
        ("原生产规模",),
        positive,
        "number",
        Text("改扩建前的生产规模，单位同生产规模", "capacity before expansion, in capacity_unit"),
        unit_field="capacity_unit",
    ),
    Field(
        "reserves",
        ("可采储量",),
        positive,
        "number",
        Text("可采储量", "recoverable reserves"),
        Decimal("150.0"),
        unit_field="reserves_unit",
    ),
    Field(
        "reserves_unit",
        ("可采储量单位",),
        stock_unit,
        "string",
        Text("可采储量的单位，如 矿物万吨", "unit of the reserves"),
        "矿物万吨",
    ),
    Field(
        "resources",
        ("资源量",),
        positive,
        "number",
        Text("矿床的资源量", "resources of the deposit"),
        unit_field="resources_unit",
    ),
    Field(
        "resources_unit",
        ("资源量单位",),
        stock_unit,
        "string",
        Text("资源量的单位", "unit of the resources"),
    ),
    Field(
        "deposit_size",
        ("矿床规模", "资源储量规模"),
        choice(SizeClass),
        "string",
        Text("大型、中型、小型", "LARGE, MEDIUM, SMALL"),
    ),
    Field(
        "recovery",
        ("开采回采率", "回采率"),
        share_above_zero,
        "number",
        Text("开采回采率，0 到 1 的比例", "mining recovery, a share from 0 to 1"),
        Decimal("0.85"),
    ),
    Field(
        "dilution",
        ("贫化率", "矿石贫化率"),
        share_below_one,
        "number",
        Text("矿石贫化率，0 到 1 的比例", "dilution, a share from 0 to 1"),
        Decimal("0.10"),
    ),
    Field(
        "processing_recovery",
        ("选矿回收率",),
        share_above_zero,
        "number",
        Text("选矿回收率，0 到 1 的比例", "processing recovery, a share from 0 to 1"),
    ),
    Field(
        "comprehensive_utilization",
        ("综合利用率", "共伴生矿产综合利用率"),
        share,
        "number",
        Text(
            "共伴生矿产综合利用率，0 到 1 的比例", "use of associated minerals, a share from 0 to 1"
        ),
    ),
    Field(
        "working_days",
        ("年工作日", "年工作天数"),
        working_days,
        "integer",
        Text("每年工作天数", "days of work in a year"),
    ),
    Field(
        "ore_grade",
        ("矿石品位", "品位"),
        share_above_zero,
        "number",
        Text(
            "矿石品位，0 到 1 的比例；规模或储量换算时需要",
            "grade of the ore, a share from 0 to 1; needed to convert amounts",
        ),
    ),
    Field(
        "ore_density_t_per_m3",
        ("矿石体重", "体重"),
        positive,
        "number",
        Text(
            "矿石体重，吨/立方米；体积与重量换算时需要",
            "density of the ore in t/m³; needed between volume and weight",
        ),
    ),
    Field(
        "condition",
        ("赋存状态", "条件"),
        text,
        "string",
        Text("固态、液态 等规划区分的状态", "a state that the plan tells apart: 固态, 液态"),
    ),
    Field(
        "stage",
        ("勘查阶段", "勘查程度"),
        choice(ExplorationStage),
        "string",
        Text(
            "已达到（采矿权）或申请（探矿权）的勘查阶段",
            "stage reached (mining) or applied for (exploration)",
        ),
        "勘探",
    ),
    Field(
        "grant_mode",
        ("出让方式",),
        choice(GrantMode),
        "string",
        Text("招标、拍卖、挂牌、协议 等", "TENDER, AUCTION, LISTING, AGREEMENT …"),
        "挂牌",
    ),
    Field(
        "term_years",
        ("申请年限", "期限"),
        positive,
        "number",
        Text("申请的期限，年", "term applied for, in years"),
    ),
    Field(
        "applied_on",
        ("申请日期",),
        day,
        "date",
        Text("申请日期，按当日有效的规则审查", "day of the application, whose rules apply"),
        date(2023, 6, 1),
        is_required=True,
    ),
    Field(
        "area_km2",
        ("申请面积", "面积"),
        positive,
        "number",
        Text("申报的面积，平方千米", "area as stated, km²"),
    ),
    Field(
        "first_area_km2",
        ("首次登记面积",),
        positive,
        "number",
        Text(
            "探矿权首次登记面积，平方千米", "area of the exploration right when first granted, km²"
        ),
    ),
    Field(
        "license_number",
        ("许可证号", "证号"),
        text,
        "string",
        Text("延续、变更所依据的许可证号", "licence that is extended or amended"),
    ),
    Field(
        "planning_block",
        ("规划区块",),
        text,
        "string",
        Text("所在规划区块的编号或名称", "number or name of the planning block"),
    ),
    Field(
        "arable_land",
        ("占用可耕地",),
        flag,
        "boolean",
        Text("是否占用可耕地", "whether arable land is taken"),
        aliases=("is_arable_land",),
    ),
    Field(
        "net_mine",
        ("净矿出让", "净矿"),
        flag,
        "boolean",
        Text("是否净矿出让", "whether granted as net mine"),
        aliases=("is_net_mine",),
    ),
    Field(
        "gas_outburst",
        ("煤与瓦斯突出",),
        flag,
        "boolean",
        Text("是否煤与瓦斯突出矿井", "whether the mine is prone to gas outbursts"),
        aliases=("is_gas_outburst_mine",),
    ),
    Field(
        "documents",
        ("申请材料", "材料"),
        documents,
        "list",
        Text("已提交材料的名称", "names of the documents handed in"),
        ["开采方案", "生态修复方案", "环境影响评价", "绿色矿山承诺"],
    ),
    Field(
        "range",
        ("范围坐标", "区域坐标", "坐标"),
        range_text,
        "string",
        Text(
            "范围：报盘坐标串、国土 TXT、GeoJSON 或 WKT 原文",
            "the ground: range string, land-parcel TXT, GeoJSON or WKT, to the letter",
        ),
    ),
    Field(
        "range_file",
        ("范围文件", "坐标文件"),
        text,
        "string",
        Text(
            "范围文件，在申请文件所在文件夹内；与 range 二选一",
            "a file with the ground, inside the folder of the application; instead of range",
        ),
    ),
    Field(
        "crs",
        ("坐标系",),
        declared_crs,
        "crs",
        Text(
            "坐标本身不能说明坐标系时申明，如 EPSG:4518",
            "declared where the coordinates cannot tell, such as EPSG:4518",
        ),
    ),
    Field(
        "confirm_deduction",
        ("确认扣除",),
        flag,
        "boolean",
        Text(
            "备注写“扣除”而标志为 1 的圈：写“是”扣除，写“否”计入，不写则要求确认",
            "rings noted 扣除 but flagged 1: true takes them away, false counts them, else asked",
        ),
    ),
)

BY_KEY = {field.key: field for field in FIELDS}
BY_NAME = {name.casefold(): field for field in FIELDS for name in field.names}
