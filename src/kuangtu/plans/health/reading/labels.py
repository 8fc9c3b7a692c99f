# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a figure is of: the words before it, cut to their core. 数量的名称。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.parts import divisions_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force

CUT = "，,。;；:、"
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
OPENING = re.compile(
    r"^(?:[—–·●]+|第[一二三四五六七八九十]+条|(?:并|应|须)?(?:检查|核查|考核|评估)(?=[一-鿿]{3})|其中|分别为|分别|包括|即|而|则|和|及|与|以及|同时|另有|此外|另外|因此|目前|预计|力争|确保|争取|努力|全面|进一步"
    r"|到|至|截至|截止|截止到|20\d\d年(?:底|末|年底)?|年底|年末|规划期内|规划期末|“?十[一二三四五]五”?(?:期间|时期|末)?"
    r"|全县|全市|全区|全州|全旗|县内|县域|境内|辖区内|本县|我县|全县域|共有|共计|现有|已有|拥有|有|持证|有效|登记|注册|户籍|共|已|新建|实现|完成|保持|使|将|把|累计|"
    r"各类|估算|概算|匡算|年|底|末|的|内)+"
)
CLOSING = re.compile(
    r"(?:始终|按|只有|仅有|仅|只|才|严格|一律|一直|继续|均|应当|应|须|必须|要|分别为|分别|控制在|控制|维持在|不突破|不得超过|稳定在|保持在|提高到|提升到|增加到|减少到|压减至|减少至|减至|增至|突破|超过|达到|达|实现|完成|为|(?<!保)有|约|共有|共计|共|是|近|大约|计|在|到|至"
    r"|不[得应能宜]?(?:少于|低于|超过|突破|高于|多于|大于|小于)|至少|最多|总数|总计|合计|数量|个数|数|总)+$"
)
GOAL = re.compile(
    r"到20\d\d年|控制在|目标|力争|规划期末|提高到|达到[^，。；]{0,14}以上|以内|不少于|不低于|不超过|争取|确保|拟|计划|将"
)
SCOPE = re.compile(
    r"全国|全疆|全省|全区|全州|全市|上轮|上一轮|前轮|前一轮|十三五|十二五|新增|累计|拟|计划|上年|同期|其余|平均|每年|年均|单个|单矿|最低|最高|以往|历史"
)
BASED_ON = re.compile("[^，。;]{0,16}(?:基础上|为基数|的基础|计算|测算|计(?=[，、;]))")
COMPARED = re.compile("(?:占|比|较|相比|相较于?|由|从|自|为|是|相当于|与|同)$")
# 由34个减少到30个: what rises or falls is named before the first figure.
RISEN = re.compile(
    r"(?:左右|以上|以内|以下)?，?(?:逐步|稳步)?(?:增加|增长|提高|提升|上升|扩大|减少|压减|压缩|缩减|下降|降低|调整|调减|调增|整合|合并|精简|增|减|压|降|升|提|扩|变)*"
    r"(?:到|至|为)(?:20\d\d年(?:底|末)?的?)?(?:约|不[得应]?(?:超过|突破|少于|低于))?"
)
FROM = re.compile(r"[由从](?:(?P<year>20\d\d)年(?:底|末)?的?)?(?:约|现有的?|现状的?)?$")
AGAIN = re.compile("[，。;](?:并|仍|均|且)?[以按将把]$")
# 2028年进行中期评估: the year of an act, not of what is told after it.
ACT = re.compile(r"20\d\d年(?:\d{1,2}月)?[^，。;:、\d]{0,12}(?:评估|考核|检查|修编|批准|印发|发布)")
RIGHT_AFTER = re.compile("，(?:达到?|为|有|共|计)*")  # 最大的是2019年，达
SECTOR = re.compile(r"第?一(?:产业)?、第?二(?:产业)?、?(?:和|及)?第?三(?:次)?产业")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the prose with what it is of, when, and how it is meant. 一句所述的数量。"""

    label: str
    of: str  # the whole that it is a part of
    year: str
    is_goal: bool
    scope: frozenset[str]
    figure: Figure
    sentence: Sentence
    is_goal_in_words: bool = False  # the sentence says so, not only a heading over it

    @property
    def words(self) -> str:
        return f"{self.label}{self.figure.printed}"


def raw_label(sentence: Sentence, figure: Figure) -> str:
    """The words before a figure, back to a sign or another figure; those of 分别为 one for each."""
    text = sentence.text
    if figure.dimension is Dimension.PERCENT and text[: figure.start].endswith("("):
        before = [one for one in sentence.figures if one.end <= figure.start]
        return raw_label(sentence, before[-1]) if before else ""
    if (shared := _shared_label(sentence, figure)) is not None:
        return shared
    if _counts_a_list(sentence, figure):
        return ""
    if (first := risen_from(sentence, figure)) is not None:
        return FROM.sub("", raw_label(sentence, first))
    if (same := _said_before(sentence, figure)) is not None:
        return raw_label(sentence, same)
    start = start_of(text, figure.start, CUT)
    ends = [one.end for one in sentence.figures if one.end <= figure.start and not one.is_in_words]
    start = max([start, *ends])
    words = text[start : figure.start]
    if figure.dimension is Dimension.PERCENT and words.startswith("占"):
        amounts = [
            one
            for one in sentence.figures
            if one.end <= figure.start and one.dimension is not Dimension.PERCENT
        ]
        words = (raw_label(sentence, amounts[0]) if amounts else "") + words
    return re.sub(r"^[)）的]+", "", re.sub(r"\([^()]*\)?|^[^()]*\)", "", words))


OF_A_LIST = re.compile("矿种|种?矿产|部门|乡镇|指标|方面|行业|环节|领域|片区")


def _counts_a_list(sentence: Sentence, figure: Figure) -> bool:
    """煤、铁矿、砖瓦用页岩6个矿种: the six are of the list, not of its last member."""
    pieces = re.split("[，。;:()]", sentence.text[: figure.start])[-1].split("、")
    is_list = len(pieces) > 1 and not re.search(r"\d", "".join(pieces[-2:])) and bool(pieces[-1])
    return is_list and OF_A_LIST.match(sentence.text, figure.end) is not None


def risen_from(sentence: Sentence, figure: Figure) -> Figure | None:
    """What a figure has risen or fallen from: the 34个 of 采矿权由34个减少到30个."""
    before = [one for one in sentence.figures if one.end <= figure.start]
    if not before or before[-1].dimension is not figure.dimension:
        return None
    first = before[-1]
    is_risen = RISEN.fullmatch(sentence.text[first.end : figure.start])
    return first if is_risen and FROM.search(sentence.text[: first.start]) else None


def _said_before(sentence: Sentence, figure: Figure) -> Figure | None:
    """总量增加到1210万吨，并以1210万吨为上限: the figure said again without its name."""
    if not AGAIN.search(sentence.text[: figure.start]):
        return None
    before = [one for one in sentence.figures if one.end <= figure.start]
    like = [one for one in before if one.dimension is figure.dimension]
    return next((one for one in reversed(like) if one.amount == figure.amount), None)


OF_ALL = re.compile(
    "(?:开采|选矿|综合|采矿|矿石)*(?:回采率|回收率|利用率|资源量|产量|产值|面积|投资)$"
)


def _with_their_measure(names: list[str]) -> list[str]:
    """金矿、铅锌矿开采回采率: the rate is that of each.

    >>> _with_their_measure(["金矿", "铅锌矿开采回采率"])
    ['金矿开采回采率', '铅锌矿开采回采率']
    """
    found = OF_ALL.search(names[-1]) if len(names) > 1 else None
    if found is None or found.start() == 0 or any(OF_ALL.search(one) for one in names[:-1]):
        return names
    return [*(f"{one}{found[0]}" for one in names[:-1]), names[-1]]


DONE_TO_EACH = re.compile(
    "分别(减少|增加|新增|关闭|压减|核减|净增|净减|注销|退出|新设|新建|增长|下降|提高|降低)"
)


def _shared_label(sentence: Sentence, figure: Figure) -> str | None:
    """第一、二、三产业产值分别为12.24亿元、28.84亿元、13.00亿元."""
    text = sentence.text
    at = text.rfind("分别", 0, figure.start)
    if at < 0 or re.search("[。；;]", text[at : figure.start]):
        return None
    figures = [
        one
        for one in sentence.figures
        if one.start > at and one.dimension is figure.dimension and not one.is_in_words
    ]
    if figure not in figures:
        return None
    head = re.split("[。；;:，]", text[:at])[-1]
    if SECTOR.search(head):
        names = ["第一产业", "第二产业", "第三产业"]
    else:
        names = _with_their_measure([one for one in re.split("、|和|及|与", head) if one])
    place, done = figures.index(figure), DONE_TO_EACH.match(text, at)
    names = [f"{one}{done[1] if done else ''}" for one in names]
    return names[place] if len(names) == len(figures) and len(names) > 1 else None


def core(label: str, county: str = "") -> str:
    """A label without what only leads up to the figure.

    >>> core("到2025年全县固体矿产采矿权数量控制在"), core("县内共有探矿权")
    ('固体矿产采矿权', '探矿权')
    """
    words = label.strip()
    if county:
        words = words.replace(county, "")
    words = OPENING.sub("", words)
    words = CLOSING.sub("", words)
    return OPENING.sub("", words).strip()


@once
def stated_in(case: Case) -> tuple[Stated, ...]:
    """Every figure of the prose with its label."""
    return tuple(_stated(case))


def _stated(case: Case) -> list[Stated]:
    wholes = {
        id(part.figure): core(raw_label(one.whole_sentence, one.whole), case.county_name)
        for one in divisions_in(case)
        for part in one.parts
    }
    found = []
    last_year = ("", -1)
    for sentence in case.sentences:
        if sentence.paragraph != last_year[1]:
            last_year = ("", sentence.paragraph)
        for figure in sentence.figures:
            if figure.is_in_words:
                continue
            year = _year_before(sentence, figure) or last_year[0]
            label = raw_label(sentence, figure)
            if figure.dimension is not Dimension.PERCENT and "占" in label[1:]:
                label = label.rsplit("占", 1)[1]  # 产量占规划开采总量3000万吨的70%
            segment = sentence.text[max(0, figure.start - 30) : figure.end + 2]
            before = sentence.text[max(0, figure.start - 30) : figure.start]
            is_goal = bool(GOAL.search(segment)) or figure.force in {Force.AT_LEAST, Force.AT_MOST}
            found.append(
                Stated(
                    core(label, case.county_name),
                    wholes.get(id(figure), ""),
                    year or _year_over(case, sentence),
                    is_goal or "目标" in case.headings_over(sentence.clause),
                    _scope(before, label) - {case.own_level},
                    figure,
                    sentence,
                    is_goal,
                )
            )
        if year := _year_of(ACT.sub("", sentence.text)):
            last_year = (year, sentence.paragraph)
    return found


def _scope(before: str, label: str) -> frozenset[str]:
    return frozenset([*SCOPE.findall(before), *re.findall("新建", label)])


def _year_before(sentence: Sentence, figure: Figure) -> str:
    """The year told last before a figure; the year that it has risen from is not its own."""
    before = ACT.sub("", sentence.text[: figure.start])
    first = risen_from(sentence, figure)
    if first is not None and not YEAR.search(sentence.text[first.end : figure.start]):
        before = FROM.sub("", sentence.text[: first.start])
    return _year_of(before)


def _year_of(before: str) -> str:
    """The last year told; one that another clause only compares with is passed over.

    >>> _year_of("到2025年，总量不超过3000万吨，比2020年增长25%，绿色矿山达到")
    '2025'
    >>> _year_of("到2025年，产值在2020年5.00亿元的基础上年均增长6.0%，总量控制在")
    '2025'
    """
    found = [
        one
        for one in YEAR.finditer(before)
        if not BASED_ON.match(before, one.end())
        and not (
            COMPARED.search(before[: one.start()])
            and re.search("[，。;]", before[one.end() :])
            and not RIGHT_AFTER.fullmatch(before[one.end() :])
        )
    ]
    return found[-1][1] if found else ""


def _year_over(case: Case, sentence: Sentence) -> str:
    """The year that a heading sets for what stands below it: 2025年目标."""
    years = YEAR.findall(case.headings_over(sentence.clause))
    return years[-1] if years else ""
