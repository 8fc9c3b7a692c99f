# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The standards that every plan cites, with their numbers. 常用标准及编号。"""

from __future__ import annotations

import re

# By the national catalogue of standards and that of the natural-resource trade, without the year,
# as editions follow one another under one number. What is told by them is a doubt for a person.
NUMBERS = {
    "固体矿产资源储量分类": "GB/T 17766",
    "固体矿产地质勘查规范总则": "GB/T 13908",
    "地热资源地质勘查规范": "GB/T 11615",
    "天然矿泉水资源地质勘查规范": "GB/T 13727",
    "国家基本比例尺地形图分幅和编号": "GB/T 13989",
    "尾矿库安全规程": "GB 39496",
    "金属非金属矿山安全规程": "GB 16423",
    "爆破安全规程": "GB 6722",
    "非金属矿行业绿色矿山建设规范": "DZ/T 0312",
    "化工行业绿色矿山建设规范": "DZ/T 0313",
    "黄金行业绿色矿山建设规范": "DZ/T 0314",
    "煤炭行业绿色矿山建设规范": "DZ/T 0315",
    "砂石行业绿色矿山建设规范": "DZ/T 0316",
    "陆上石油天然气开采业绿色矿山建设规范": "DZ/T 0317",
    "水泥灰岩绿色矿山建设规范": "DZ/T 0318",
    "冶金行业绿色矿山建设规范": "DZ/T 0319",
    "有色金属行业绿色矿山建设规范": "DZ/T 0320",
    "绿色地质勘查工作规范": "DZ/T 0374",
    "矿产资源储量规模划分标准": "DZ/T 0400",
    "矿山地质环境保护与恢复治理方案编制规范": "DZ/T 0223",
    "矿山生态环境保护与恢复治理技术规范(试行)": "HJ 651",
    "土地复垦质量控制标准": "TD/T 1036",
}
TITLES = {number: title for title, number in NUMBERS.items()}
BY_TITLE = {re.sub(r"[()]", "", title): number for title, number in NUMBERS.items()}
