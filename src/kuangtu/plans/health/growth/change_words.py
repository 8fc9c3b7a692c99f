# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The words that tell of changes: up and down, from and to, by the year. 增减的用语。"""

from __future__ import annotations

import re

from kuangtu.plans.health.reading.quantities import BEFORE

UP = "增长|增加|增产|增幅|增速|增量|提高|提升|上升|升高|升幅|涨幅|上涨|扩大|递增|净增|增"
DOWN = "减少|减产|下降|降低|压减|压降|减幅|降幅|跌幅|递减|净减|缩减|缩小|压缩|回落|调减|减"
MORE = r"(?P<more>[多高])|(?P<less>[少低])"
LEADING = rf"(?:(?:了|出|约|为|是|达到|达|近|逾|仅|在|保持在|大体|有|分别|{BEFORE})*)$"
CHANGED = re.compile(
    rf"(?<![新各])(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:率|速度|速|幅度|比例|数量?)?{LEADING}"
)
THAN_MORE = re.compile(rf"[比较][^，。;]{{2,20}}(?:{MORE}){LEADING}")
# An amount that is reached, not one that is added: 减少为24个, 提高到60%.
REACHED = re.compile(
    rf"(?:增长|增加|提高|提升|上升|升高|扩大|减少|下降|降低|压减|压降|缩减|缩小|压缩|调减|[增减])(?:到|至|为|成|达到?|在){LEADING}"
)
BEHIND = re.compile(
    rf"的(?:年均|年平均|平均|年)*(?:(?P<up>{UP})|(?P<down>{DOWN}))(?!到|至|为)|的(?:年均)?速度"
)
MEAN = re.compile(
    r"年均|年平均|每年|逐年|年递[增减]|复合|平均(?:增|递|下降)"
    r"|(?<![\d上去前当全同一二两三四五六七八九十])年(?:增长率|增速|增幅)"
)
# 与2015年相比，原煤增产…；铅锌减少1.0万吨: of every clause that follows.
SINCE = re.compile(r"^[^，。;]{0,16}?(?:与|较|比|同)(20\d\d)年[底末]?(?:相比|比较|相较)，")
NOT_NOMINAL = re.compile("可比价|不变价|可比口径|实际增[长速]")
LAST_YEAR = re.compile("[比较]上一?年|同比|[比较]去年")
OF_LAST_YEAR = re.compile("上一?年|去年")
YEAR = r"(20\d\d)年?(?:[底末初]|度)?"
SPAN = re.compile(r"(20\d\d)年?(?:～|—+|–|-|至|到)+(20\d\d)年?")
LENGTH = re.compile(
    r"(?<![\d—～-])(?P<n>[一二两三四五六七八九十]+|1?\d)年(?!产)(?:间|来|内|期|里)?"
)
# 四年间，矿山减少…；产量增长…: of every clause that follows.
FOR_ALL = re.compile(
    r"^(?:[^，。;]{0,12}，)?(?P<n>[一二两三四五六七八九十]+)年(?:间|来)(?=[^。]*;)"
)
# 2016年至2020年，产量压减…；采矿权净减…: the years of every clause.
SPAN_FOR_ALL = re.compile(
    r"^(?:[^。;\d]{0,14}，)?(20\d\d)年?(?:至|到|—+|～|-)(20\d\d)年(?:期?间)?(?=[^。]*;)"
)
FROM = re.compile(
    r"(?:由|从(?![业事])|自|(?<!占)比(?![重例])|较(?![大好多少高低为])|与|相比于?)"
    r"(?P<words>[^，。;:由从比较与]{0,24})$"
)
BASE = re.compile("占(?!比)[^，。;占(]{0,16}$")  # what a share is of
TWO_YEARS = re.compile(
    r"20\d\d年?[底末]?[、和与及]20\d\d年.*分别|20\d\d年?[、和与及]20\d\d年.*依次"
)
IN_ALL = re.compile(r"(?:[两三四五六七八九十]年间?(?:累计|共)|合计|共计|总计)[^，。;\d]{0,4}$")
BASIS = re.compile("的?(?:基础|水平)上")
# 以2020年的21.89亿元为基数, 从79.12亿元算起: what is reckoned from.
RECKONED = re.compile("(?:作?为)(?:基数|基准|起点|基点|基期)|起算|算起|起(?=，)")
RECKONED_FROM = re.compile("(?:以|从(?![业事])|由|自|按)(?P<words>[^，。;以从由自按]{0,24})$")
TO = re.compile(
    rf"^[^，。;]{{0,8}}(?:到|至|为|成|达)(?:{YEAR})?的?(?:[^，。;\d]{{0,6}}的)?(?:约|近|达到?|为)?$"
    rf"|^[^，。;]{{0,6}}，?(?:{YEAR})(?:达到|达|为|的|增[到至为]|降[到至为]|提高[到至]|)(?:约|近)?$"
)
THEN = re.compile(
    rf"^(?:的?(?:速度|幅度))?(?:递增|增长)?，?到?(?:{YEAR})?(?:将|可|预计)?(?:达到?|增[加长]?[到至]|提高[到至]|减少?[到至]|降[低]?[到至]|为|至|到)(?:约)?$"
    rf"|^(?:测算|推算|计算|计)，到?(?:{YEAR})[^，。;\d]{{0,10}}(?:达到?|为|至)(?:约)?$"
)
AND_MORE = re.compile("有余|以上|[多余强]")
NEW_SINCE = re.compile(
    rf"(?:[比较]|相比){YEAR}(?:现状)?(?:[^，。;\d]{{0,6}})(?P<up>新增)(?:了|约|到|达)?$"
)
# Pieces that go or come: neither what a change begins with nor what it ends with.
WENT = "关闭|注销|退出|淘汰|关停|取缔|核减"
FLOW = re.compile(
    f"(?:其中|规划期内?|期间|[三五]年间?|累计|共)*(?:{WENT}|新设|新立|新建|新颁|投放|整合|净[减增])"
)
DOUBLED = re.compile("翻了?([一两二三])番")
GROWN_TIMES = re.compile("(?:增长|增加|提高|扩大)了?([一两二三四五六七八九十]+)倍")
RATIO = re.compile(r"(?:为|是|相当于|达到?|[比较])[^，。;]{1,24}$")
SHARE = re.compile("占|比重|比例|其中|相当于")
SUBJECTLESS = re.compile(
    rf"^(?:其中|是|分别|平均|同期|共|总体|累计|合计|净|约|将|可|预计|即|并|且|也|则|而|仍|均|比|较|与|同|由|从|到|至|自"
    rf"|在|的|年底?|末|底|间|内|期|来|后|前|连续|规划|名义|折合|相当于|上一?|去年|今年|实际|现状|基期|基准年|相比|{YEAR}|基础上|水平上"
    rf"|[一二两三四五六七八九十]+|“?十[二三四五]五”?(?:时期|期间|末)?|年均|每年|年平均|复合|逐年|递|以|\d|[—～–-]|"
    rf"{UP}|{DOWN}|率|速度?|幅度?|达到?|为|了|时期|期间|同口径|所|按照?(?:(?:现行?价|当年价)格?(?:计算?)?)?)*$"
)


def subject_in(head: str) -> str:
    """What the words before a change are of, if they name anything.

    >>> subject_in("建筑用花岗岩年均增长"), subject_in("比2020年年均增长"), subject_in("五年净减")
    ('建筑用花岗岩', '', '')
    """
    words = re.split(rf"(?:年均|每年|年平均|名义|{UP}|{DOWN}|[比较与由]|从(?![业事]))", head)[0]
    return "" if SUBJECTLESS.match(words) else words


def compared_noun(head: str) -> str:
    """What a change is compared with by name: 实际产量 in 较2025年的实际产量增长.

    >>> compared_noun("较2025年的实际产量增长"), compared_noun("比2020年增长")
    ('实际产量', '')
    """
    found = re.search(rf"[比较与]{YEAR}的?([一-鿿]*?)(?:相比|{UP}|{DOWN}|年均)", head)
    return found[2] if found else ""


def goes_on(head: str) -> bool:
    """The words only go on with what the clause before told: 总数净减."""
    return bool(re.fullmatch("(?:总数|数量|总量|规模|面积|个数|产值|产量)", subject_in(head)))


SIZED = re.compile("[大中小]型")


def is_called(subject: str, label: str) -> bool:
    """Its own name; 小型矿山18个 is no number of all 矿山."""
    is_sized = SIZED.search(label) is not None and SIZED.search(subject) is None
    return bool(subject) and subject in label and not is_sized
