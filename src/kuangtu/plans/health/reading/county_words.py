# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How plans say how large their county is. 县域面积的说法。"""

from __future__ import annotations

import re

COUNTY_AREA = re.compile(
    r"(?:(?:辖区|行政区域|行政区划?|区域|国土|土地|幅员|全县|县域|全市|全区|市域|全境)(?:总)?面积|(?<=[县市区旗])(?:全域|全境)(?:面积)?"
    r"|(?:行政区域|全县|县域|县境|全境)(?:(?![矿权林耕草测]|勘查|开采|保护|治理|修复|红线|损毁|用地)"
    r"[^。;\d]){0,10}总面积|行政区域，面积|规划范围(?:总?面积)?)(?:总计|约|为|达|共)*"
)
# A sentence that says where the county lies, and how it goes on to say how large it is.
LIES = re.compile(
    "[县市区旗]在|东经|北纬|位于|地处|处在|处于|隶属|管辖|下辖|适用|境内|东西[长宽最]|介于"
)
LARGE = re.compile(
    "(?:[，、;]|全域|全境|全部行政区)(?:总|幅员|陆域)?面积(?:总计|约|为|达|共)*|幅员(?:约|为|达)*"
)
# The extent that the plan is for: 规划范围为某县所辖6镇5乡，总面积1067平方千米.
EXTENT = re.compile(
    r"(?:(?:规划|适用)?(?:范围|区)[为是]|适用于|覆盖)[^。;]{0,30}?(?:，(?:陆域|辖区|总)?面积|，陆域|，幅员|县域)(?:约|为)?$"
    r"|(?:适用于|覆盖)全[县市区旗]$|行政(?:区域|辖区)\($|全[县市区旗]陆域面积(?:约|为)?$"
    r"|东经[^。;]*北纬[^。;]*范围内的$"
)
SMALLEST = 100_000_000  # square metres of a county
