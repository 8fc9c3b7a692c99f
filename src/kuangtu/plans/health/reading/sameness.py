# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether two figures can be of one and the same thing. 是否同一数量。"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kuangtu.codes.divisions import divisions
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force

MINERAL = re.compile(
    r"煤|铁|铜|铅|锌|金(?!属|额)|银|镍|钨|锡|钼|锂|铍|钾|钒|钛|钽|铌|稀土|萤石|重晶石|叶蜡石|石灰岩|灰岩|白云岩|石棉|石墨|石英"
    r"|砂|黏土|粘土|膨润土|高岭土|瓷[石土]|方解石|滑石|菱镁|硅石|盐|磷|硫|锰|铬|汞|锑|铝|石膏|芒硝|花岗|大理|凝灰岩|玄武岩|页岩|玉石|矿泉水|地热"
    r"|硼|铋|镁|锶|锆|锗|镓|铟|镉|铷|铯|溴|碘|硅灰石|硅藻土|沸石|蛭石|云母|长石|珍珠岩|红柱石|蓝晶石|金刚石|泥炭|石油|天然气"
    r"|安山岩|辉绿岩|闪长岩|橄榄岩|蛇纹岩|片麻岩"
)
# What sets one quantity apart from another of the same name.
QUALIFIER = re.compile(
    rf"{MINERAL.pattern}|[A-Z]{{1,3}}\d[A-Z0-9]+|大中型|[大中小]型|(?:国家|部|省|自治区|市|州|县|旗|盟|乡)级"
    r"|第[一二三四]阶段|前一阶段|后一阶段|[前后近中远]期|前[一二三四]年|后[一二三四]年|两个阶段"
    r"|露天|地下|井工|上轮|上一轮|前轮|前一轮|十[二三四五]五|停产|在产|新建|新设|新增|新立|关闭|退出|注销|整合"
    r"|历史遗留|净增|净减|剩余|尚余|其余|累计|空白区|普查|详查|勘探|城镇|乡村|财政|社会|自筹|中央"
    r"|[一-鿿]{2}(?:镇|乡|苏木|街道|矿区)"
)
# A label that tells a change, a share or a mean says nothing of what it is of.
OF_ANOTHER = re.compile(
    r"占|比(?!例|重)|较|为|增长|增加|提高|减少|下降|增幅|降幅|平均|其余|其中|其他|合计|共计|剩余|尚余|净[增减]|[由从]|第$|折合"
)
# A measure of some thing, or what is done to it: the label of a figure must say more.
MEASURE = re.compile(
    "(?:规划|登记|设计|治理|修复|保有|地质|开采|选矿|年|总|项目|工程|图幅)*(?:面积|投资额?|经费|资金|规模|产能|产量|产值|资源量|储量"
    "|个数|数量|人口|覆盖率|治理率|回采率|回收率|占比|比例|比重|矿山|矿区|项目|工程|大中型|治理|修复|开采|勘查)"
)
VERBS = re.compile("^(?:划定|设置|设立|设|安排|部署|实施|建成|建立|建设|完成|形成|投放|达到)+")


def qualifiers(one: Stated) -> frozenset[str]:
    """What sets a figure apart: minerals, sizes, stages, places told in its clauses.

    Of several clauses that tell of one thing after another only the nearest counts.
    """
    text = one.sentence.text[: one.figure.start]
    start = max(text.rfind(sign) for sign in "。;") + 1
    is_one_of_each = "分别" in text[start_of(text, len(text), "。;，") :]
    if is_one_of_each and (own := QUALIFIER.findall(one.label)):
        return frozenset(own)  # 金矿、铅锌矿开采回采率分别不低于90%和88%: its own of the two
    return frozenset(QUALIFIER.findall(text[start:]))


OF_SOME = re.compile("(?:[上这其]述?)?[两二三四五六七八九]种(?!类)|上述|这些|其他|其余")


def is_of_some_kinds(one: Stated) -> bool:
    """两种建筑石料共有采矿权11个，矿石产量930万吨: of these alone."""
    text = one.sentence.text
    before = text[start_of(text, one.figure.start, "。;") : one.figure.start]
    return OF_SOME.match(before) is not None


TOGETHER = re.compile("[一-鿿]、[^，。;:()\\d]*?[一-鿿](?:合计|共计|总计|之和|共)[^，。;:()\\d]*$")


def is_of_several_told(one: Stated) -> bool:
    """铅、锌金属量合计43.94万吨: of both, though the last is called like a row."""
    return TOGETHER.search(one.sentence.text[: one.figure.start]) is not None


SUPPOSED = re.compile(
    "(?:^|[，。;:])(?P<if>若(?!干)|如(?![下期实图表何上])|倘|一旦|假[如设]|当(?![地前年时]))[^。;]*$"
)
BROKEN = re.compile("(?:超过|超出|突破|高于|大于|达不到|未达到?|不足|少于|低于)$")
FOLLOWS = re.compile("的，|应当|应及时|须|整改|不得|不予|暂停|停止|责令|调整")


@cache
def _counties_like_an_if() -> tuple[str, ...]:
    """若羌, 如东, 当涂: places whose name begins like a supposition, without their 县."""
    return tuple(one.name[:2] for one in divisions() if one.name[0] in "若如当")


def is_supposed(one: Stated) -> bool:
    """若市场低迷，不低于100万吨; 采矿权超过30个时: what may be, and what follows then."""
    text, figure = one.sentence.text, one.figure
    before, after = text[: figure.start], text[figure.end :]
    supposed = SUPPOSED.search(before)
    if supposed is not None and not before.startswith(_counties_like_an_if(), supposed.start("if")):
        return True
    is_kept = re.search("不(?:得|能|可|应)?(?:超过|超出|突破|高于|大于|少于|低于)$", before)
    is_broken = BROKEN.search(before) is not None and not is_kept
    return is_broken and bool(re.match("时|者|的话", after) or FOLLOWS.search(after))


def is_specific(one: Stated) -> bool:
    """The label names a thing, not only a measure of some thing."""
    bare = VERBS.sub("", one.label)
    if len(bare) == 3 and bare.endswith("率"):
        return False  # 开发利用8种，利用率40%; 利用225万吨，利用率30%
    if len(bare) < 3 or MEASURE.fullmatch(bare) or OF_ANOTHER.search(bare):
        return False
    return not re.search(r"\d", re.sub(r"1[∶:][\d.]+万", "", bare))


PREPOSITION = re.compile("^(?:按|以|这|全部|保留的?|现有的?|上述)?$|[对将把]$")
RUN_UP = re.compile(
    r"(?:到20\d\d年[底末]?|总数|数量|[由从](?:20\d\d年的?)?|仅|只有?|已|现|压减|缩减|削减|力争|应|须|的)+$"
)


def named(one: Stated, base_year: str) -> Stated:
    """The figure called by the noun after it where none stands before it: 48个以内采矿权.

    What leads up to a figure is no part of its name; a value that something rises from is no goal.
    """
    label = one.label
    if PREPOSITION.search(label):
        after = one.sentence.text[one.figure.end :]
        found = re.match("(?:以内|以上|左右)?的?([一-鿿]{1,6}?(?:矿权|矿山|区块|图幅))", after)
        return replace(one, label=found[1]) if found else one
    found = RUN_UP.search(label)
    if found is None:
        return one
    bare = RUN_UP.sub("", label)
    if found[0][0] not in "由从":
        return replace(one, label=bare)
    year = (re.search(r"20\d\d", found[0]) or [base_year])[0]
    return replace(one, label=bare, is_goal=False, is_goal_in_words=False, year=year)


def tense_of(case: Case, one: Stated) -> str:
    """What was achieved in the period before, what is, and what is wanted."""
    heads = case.headings_over(one.sentence.clause)
    before = re.split("[。;]", one.sentence.text[: one.figure.start])[-1]
    if PAST.search(before) or PAST.search(heads) or _is_told_of_the_past(case, one):
        return "past"
    is_later = bool(one.year) and case.base_year is not None and int(one.year) > case.base_year
    return "goal" if one.is_goal or is_later or TO_COME.search(before) else "now"


TO_COME = re.compile("本期|本轮|(?:调整|整合|重组|优化)[之以]?后|期末|届时")


def _is_told_of_the_past(case: Case, one: Stated) -> bool:
    """“十三五”期间，建成9个。治理612公顷: the period stands in the sentence before."""
    if one.is_goal or OWN_TIME.search(one.sentence.text[: one.figure.start]):
        return False
    opening = next(
        (each for each in case.sentences if each.paragraph == one.sentence.paragraph), one.sentence
    )
    is_head = len(opening.text) <= HEAD and opening is not one.sentence
    return PERIOD_BEFORE.match(opening.text) is not None or (
        is_head and PAST.search(opening.text) is not None  # 第三节 上轮规划执行。
    )


HEAD = 24  # signs of a heading that a paragraph begins with


PERIOD_BEFORE = re.compile(
    "^“?(?:十[二三]五|上一?轮(?:规划)?|上一?规划)”?(?:规划)?(?:期间|时期|期内?|以来|实施)"
)
OWN_TIME = re.compile(r"20\d\d年|规划期|十四五|本轮|目前|现有")
PAST = re.compile(
    "上轮|上一轮|前轮|前一轮|十三五|十二五|执行情况|实施情况|实施成效|实施以来|[已共]?完成"
)


OUTLOOK = re.compile("展望|远景")


def is_of_the_outlook(case: Case, one: Stated) -> bool:
    """展望到2035年保持在60个上下: what is told without a year is of the period of the plan."""
    if one.year and case.years is not None:
        return int(one.year) > case.years[1]
    return OUTLOOK.search(case.headings_over(one.sentence.clause)) is not None


def may_be_one(one: Stated, other: Stated) -> bool:
    """Dimension, rate, time and whole allow it."""
    if one.sentence is other.sentence or one.figure.dimension is not other.figure.dimension:
        return False
    if one.figure.rate != other.figure.rate or one.scope != other.scope:
        return False
    if one.is_goal != other.is_goal and one.is_goal_in_words != other.is_goal_in_words:
        return False
    if one.year and other.year and one.year != other.year:
        return False
    if one.figure.dimension is Dimension.COUNT and one.figure.unit != other.figure.unit:
        is_named = len(one.label) > 3 and len(other.label) > 3
        return is_named and not (_is_of_a_noun_behind(one) or _is_of_a_noun_behind(other))
    return not (one.of and other.of and not _like(one.of, other.of))


def _is_of_a_noun_behind(one: Stated) -> bool:
    """规划期安排的4个开采区块: what is counted stands after the number."""
    return re.match("[一-鿿]{2}", one.sentence.text[one.figure.end :]) is not None


def _like(one: str, other: str) -> bool:
    return one == other or one in other or other in one


def agree(one: Stated, other: Stated) -> bool:
    """Both can be true at once: not less than 60, and 60.4.

    The values of two limits of one kind agree only if they are the same.
    """
    forces = {one.figure.force, other.figure.force}
    if len(forces) == 1:
        return one.figure.amount == other.figure.amount
    exact, limit = (one, other) if one.figure.force is Force.EXACT else (other, one)
    if exact.figure.force is not Force.EXACT:
        return False
    if limit.figure.force is Force.AT_LEAST:
        return exact.figure.amount >= limit.figure.amount
    if limit.figure.force is Force.AT_MOST:
        return exact.figure.amount <= limit.figure.amount
    return abs(exact.figure.amount - limit.figure.amount) <= limit.figure.amount / 20


def agree_with_limit(one: Stated, amount: Decimal) -> bool:
    """A limit that the amount keeps to."""
    if one.figure.force is Force.AT_LEAST:
        return amount >= one.figure.amount
    return one.figure.force is Force.AT_MOST and amount <= one.figure.amount


CHANGED = re.compile("增|减|降|升|变化|幅|速")


OF_A_PLAN = re.compile(
    "(?:[与较比])?(?:上一?轮|本轮|本|前一轮)?规划(?:期内?)?[设共有]*"
)  # 上轮规划7个


def is_comparable(one: Stated) -> bool:
    """A single value of something that is named."""
    figure = one.figure
    if figure.upper is not None or figure.dimension in {Dimension.TIMES, Dimension.POINTS}:
        return False
    return bool(one.label) and is_specific(one) and not OF_A_PLAN.fullmatch(one.label)


def is_of_other_pieces(stated: Stated, words: str) -> bool:
    """新设勘查规划区块22个，总面积273平方千米 below a table of 重点勘查区: of the blocks.

    `words` are all that the table prints.
    """
    counted = COUNTED_BEFORE.search(stated.sentence.text[: stated.figure.start])
    if counted is None or not BARE_MEASURE.fullmatch(stated.label):
        return False
    return counted["noun"][-2:] not in words


COUNTED_BEFORE = re.compile(r"(?P<noun>[一-鿿]{4,})\d+[个处片块]，[^，。;\d]*$")
BARE_MEASURE = re.compile("(?:总|合计)?(?:面积|投资|经费|规模)(?:合计|共计)?")
