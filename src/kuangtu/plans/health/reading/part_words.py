# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The words that mark a whole and its parts, and those that begin something new. 分项的用语。"""

from __future__ import annotations

import re

MARKER = re.compile(
    r"其中|按[^，。;:\d]{2,6}?[分计看](?![算别作])(?=[一-鿿]{1,8}\d)|分别为|分别是|分别有|包括|包含|分为|划分为|按[^，。;:\d]{2,18}?(?:分|划分|统计)?[:,，]|"
    r"依次[为是有]|各为|分[一-鿿]{1,4}为|(?<=[个处座家宗种])[一-鿿]{0,8}?(?<!集)[中里](?![型心低央等部小游，])(?=[一-鿿]{1,12}\d)|来自|分布(?:于|在)|来源为|即[:,，]?|由(?=[^，。;]{2,80}组成)|构成为|[:](?=[^\d]|20\d\d年)|中，|(?<=[个处家座宗种人吨元])\((?=[^()\d]{1,10}\d[^()]*[、，;][^()]*\d)"
)
# What says that the figure after it begins something new.
NEW_SUBJECT = re.compile(
    r"另有|另外|此外|新增|本轮|规划期|期末|年达|累计|较|比上|同比|占|比例|比重|率|合计|共计|总计|控制在|不少于|大中型|年均|达到"
    r"|平均|以上为|同时|全长|(?<![会间业府方级])投资|经费|产值|关闭|退出|计划|力争|到20\d\d年|总量|总数"
)
MEASURES = re.compile("投资|经费|产值")
ANEW = re.compile("。|[;，](?:而|并)?按(?!照)")
NAMED = 3  # signs: fewer are no name that a whole goes by
DELIMITERS = "，,、。;:()"
TOTALLED = re.compile(
    "(?:合计|共计|总计|合共|总共|小计|总规模|总能力|总产能|相加|加总|累计共|共|计|总数|[两二三四五六]者|[两二三四五六][项类个处区])"
    "[一-鿿]{0,6}$"
)
PLACES = re.compile("乡镇|[乡镇村](?![级办])|街道|苏木|嘎查")  # 6个乡镇: places, not what they have
AMONG = re.compile("[一-鿿]{2,10}[中里内](?!型)")  # 43个固体矿山里
EACH = re.compile("各(?![类乡镇矿县地级项种区个行部阶])[一-鿿]{0,4}$")
IS_WHOLE = re.compile(
    r"[，,;(]?\s*其中(?![^，。;\d]{0,12}占)|[，,]?(?:按[^，。;:]{2,14}分|分别为|分为)|[，,:](?:包括|包含)[:,，]?(?=[^，。;、]{1,12}\d)"
)
MEAN = re.compile("(?:年均|每年|平均)[^，。;、\\d]{0,6}$|每[一-鿿]{1,3}$")  # 折合每公顷30万元
MORE_BY = re.compile(r"[比较](?:20\d\d年|上年|去年|基期)[^，。;\d]{0,8}(?:[多少]|增加|减少)了?$")
COMPARED_WITH = re.compile(
    r"(?:[比较由从]|相比)(?:20\d\d年|上年|去年|基期|“?十[二三四]五”?)[^，。;\d]{0,6}$"
)
AGAINST = re.compile(r"的(?:\d+(?:\.\d+)?|[一二两三四五六七八九])倍")  # what is compared with
OF_ROWS = re.compile("(?:南北|东西|横向?|纵向?|每[行列排])(?:各)?$")
OF_A_BASE = re.compile(r"占[^，。;占]{0,16}$")
EXHAUSTIVE = re.compile(r"分别|来源为|分为|组成|依次为|构成为|即[:,，]?$")
RANKED = re.compile("[居列位]前|前[两二三四五六七八九十][位名大]")  # 产量居前三位的: not all
PARTIAL = re.compile(rf"等|主要|重点|例如|如$|较大|最[多大高]|居多|居?首位?[，,]|{RANKED.pattern}")
SECTORS = re.compile(r"第?一(?:次?产业)?[、和]第?二(?:次?产业)?[、和]?第?三次?产业|三次产业")
