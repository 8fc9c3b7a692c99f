# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes that sentences tell: by how much, from what, to what, in how many years. 增减的识别。

比2020年的86.4万吨增长38.9%; 年均增长7.2%; 净减7个; 提高18个百分点; 是2015年的2倍.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kuangtu.plans.health.case import Sentence
from kuangtu.plans.health.quantities import BEFORE, Dimension, Figure, Force, han_number

UP = "增长|增加|增幅|增速|增量|提高|提升|上升|升高|升幅|涨幅|上涨|扩大|递增|净增|增"
DOWN = "减少|下降|降低|压减|压降|减幅|降幅|跌幅|递减|净减|缩减|缩小|压缩|回落|调减|减"
MORE = r"(?P<more>[多高])|(?P<less>[少低])"
LEADING = rf"(?:(?:了|约|为|是|达到|达|近|逾|仅|在|保持在|大体|有|分别|{BEFORE})*)$"
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
    r"年均|年平均|每年|逐年|年递[增减]|(?<![\d上去前当全同])年(?:增长率|增速|增幅)|复合|平均(?:增|递|下降)"
)
NOT_NOMINAL = re.compile("可比价|不变价|可比口径|实际增[长速]")
LAST_YEAR = re.compile("[比较]上一?年|同比|[比较]去年")
YEAR = r"(20\d\d)年?(?:[底末初]|度)?"
SPAN = re.compile(r"(20\d\d)年?(?:～|—+|–|-|至|到)+(20\d\d)年?")
LENGTH = re.compile(
    r"(?<![\d—～-])(?P<n>[一二两三四五六七八九十]+|1?\d)年(?!产)(?:间|来|内|期|里)?"
)
PERIOD = re.compile("“?十[二三四五]五”?(?:时期|期间)?|规划期")
FROM = re.compile(
    r"(?:由|从|自|(?<!占)比(?![重例])|较(?![大好多少高低为])|与|相比于?)"
    r"(?P<words>[^，。;:由从比较与]{0,24})$"
)
BASE = re.compile("占(?!比)[^，。;占]{0,16}$")  # what a share is of
BASIS = re.compile("的?(?:基础|水平)上")
TO = re.compile(
    rf"^[^，。;]{{0,8}}(?:到|至|为|成|达)(?:{YEAR})?的?(?:[^，。;\d]{{0,6}}的)?(?:约|近|达到?|为)?$"
    rf"|^[^，。;]{{0,6}}，?(?:{YEAR})(?:达到|达|为|的|增[到至为]|降[到至为]|提高[到至]|)(?:约|近)?$"
)
THEN = re.compile(
    rf"^(?:的?(?:速度|幅度))?(?:递增|增长)?，?到?(?:{YEAR})?(?:将|可|预计)?(?:达到?|增[加长]?[到至]|提高[到至]|减少?[到至]|降[低]?[到至]|为|至|到)(?:约)?$"
)
DOUBLED = re.compile("翻了?([一两二三])番")
GROWN_TIMES = re.compile("(?:增长|增加|提高|扩大)了?([一两二三四五六七八九十]+)倍")
RATIO = re.compile(r"(?:为|是|相当于|达到?|[比较])[^，。;]{1,24}$")
SHARE = re.compile("占|比重|比例|其中|相当于")


class Way(StrEnum):
    """How a change is told. 增减的说法。"""

    RATE = "增幅"
    MEAN = "年均增速"
    DELTA = "增减量"
    POINTS = "百分点"
    TIMES = "倍数"


@dataclass(frozen=True, slots=True)
class Change:
    """A change with what the sentence says of its ends. 一处增减。"""

    way: Way
    figure: Figure
    sentence: Sentence
    is_down: bool | None
    head: str  # its own words before the figure
    old: Figure | None
    new: Figure | None
    first: str  # the year it begins with
    last: str
    lengths: frozenset[int]  # the numbers of years that the words allow


def changes_in(sentence: Sentence) -> Iterator[Change]:
    """Every change that a sentence tells, in its order."""
    figures = [one for one in sentence.figures if not one.is_in_words]
    deltas: dict[int, tuple[Way, bool | None]] = {}
    for place in range(len(figures)):
        if (told := _told(sentence, figures, place)) is not None:
            deltas[place] = told
    for place, (way, is_down) in deltas.items():
        yield _change(sentence, figures, figures[place], set(deltas), way, is_down)
    for figure in _times_in(sentence):
        yield _change(sentence, figures, figure, set(deltas), Way.TIMES, is_down=False)


def _times_in(sentence: Sentence) -> Iterator[Figure]:
    """翻一番, 增长两倍, 是2015年的3倍: how many times the old one is added to it."""
    told = [(found, 2 ** han_number(found[1]) - 1) for found in DOUBLED.finditer(sentence.text)]
    told += [(found, han_number(found[1])) for found in GROWN_TIMES.finditer(sentence.text)]
    for found, times in told:
        yield Figure(
            Decimal(times),
            "倍",
            Dimension.TIMES,
            Decimal(1),
            *found.span(1),
            Force.ABOUT,
            said=found[0],
        )
    for one in sentence.figures:
        found = RATIO.search(sentence.text[: one.start])
        if one.dimension is Dimension.TIMES and found and one.value > 1:
            yield replace(one, value=one.value - 1, said=one.printed)


def head_of(sentence: Sentence, figure: Figure) -> str:
    """The words of the figure's own clause before it, back to a sign or another figure."""
    text = sentence.text
    start = max(text.rfind(sign, 0, figure.start) for sign in "，,;。:、()") + 1
    ends = [one.end for one in sentence.figures if one.end <= figure.start]
    return text[max([start, *ends]) : figure.start]


def _told(sentence: Sentence, figures: list[Figure], place: int) -> tuple[Way, bool | None] | None:
    """How a figure tells a change; None if it tells an amount."""
    figure = figures[place]
    head, behind = head_of(sentence, figure), sentence.text[figure.end : figure.end + 10]
    found = CHANGED.search(head) or THAN_MORE.search(
        sentence.text[max(0, figure.start - 24) : figure.start]
    )
    if found is not None and REACHED.search(head):
        return None
    is_mean = bool(MEAN.search(head) or re.match("的?(?:年均|年平均)", behind))
    if found is None and figure.dimension is Dimension.PERCENT:
        if "占" in head or not (is_mean or BEHIND.match(behind)):
            return None
        found = BEHIND.match(behind)
        if found is None and not re.search(r"(?:年均|每年)(?:以|约|为|近)*$", head):
            return None
    around = sentence.text[max(0, figure.start - 30) : figure.end + 10]
    is_yearly_rate = is_mean and figure.dimension is Dimension.PERCENT
    if NOT_NOMINAL.search(around) or (found is None and not is_yearly_rate):
        return None
    is_down = _direction(found)
    if figure.dimension is Dimension.PERCENT:
        return (Way.MEAN if is_mean else Way.RATE), is_down
    if figure.dimension is Dimension.POINTS:
        return Way.POINTS, is_down
    if figure.dimension is Dimension.TIMES:
        return (Way.TIMES, is_down) if CHANGED.search(head) else None
    return None if is_mean or (figure.rate and "每" in head) else (Way.DELTA, is_down)


def _direction(found: re.Match[str] | None) -> bool | None:
    groups = {} if found is None else found.groupdict()
    if groups.get("down") or groups.get("less"):
        return True
    return False if groups.get("up") or groups.get("more") else None


def _change(  # noqa: PLR0917 - the figures of the sentence, which of them, and how it is told
    sentence: Sentence,
    figures: list[Figure],
    figure: Figure,
    deltas: set[int],
    way: Way,
    is_down: bool | None,
) -> Change:
    head = head_of(sentence, figure)
    levels = [
        one
        for n, one in enumerate(figures)
        if n not in deltas
        and _can_be_level(one, figure, way)
        and not BASE.search(sentence.text[: one.start])
    ]
    old, new = _ends(sentence, figure, levels, head)
    first, last, lengths = _times(sentence, figure, head, old, new)
    return Change(way, figure, sentence, is_down, head, old, new, first, last, lengths)


def _can_be_level(one: Figure, figure: Figure, way: Way) -> bool:
    if one.upper is not None or not one.value:
        return False
    if way is Way.DELTA:
        return one.dimension is figure.dimension
    if way is Way.POINTS:
        return one.dimension is Dimension.PERCENT
    return one.dimension not in {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}


def is_from(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """由2015年的82个, 比上一规划期的1.2亿元: the words that make a figure the old one."""
    text = sentence.text
    ends = [one.end for one in sentence.figures if one.end <= figure.start and not one.is_in_words]
    before = text[max([0, *ends]) : figure.start]
    if BASIS.match(text, figure.end):
        return re.search(r"在(?P<words>[^，。;]*)$", before)
    return FROM.search(before)


def _ends(
    sentence: Sentence, figure: Figure, levels: list[Figure], head: str
) -> tuple[Figure | None, Figure | None]:
    """The two amounts that the sentence itself gives for a change."""
    text = sentence.text
    reach = text.rfind(";", 0, figure.start)
    before = [one for one in levels if reach < one.start < figure.start]
    after = [one for one in levels if one.start > figure.end]
    behind = text.find(";", figure.end)
    after = [one for one in after if behind < 0 or one.start < behind]
    old = next((one for one in reversed(before) if is_from(sentence, one)), None)
    if old is None and _is_multiple_of(sentence, before, figure):
        old = before[-1]  # 42.0亿元，约为2015年21.0亿元的2倍
    own = subject_in(head) and not _goes_on(head)
    if old is not None and _is_of_one_thing(sentence, old, figure):
        return old, _new_of(sentence, old, before, after, figure)
    if _is_told_behind(sentence, figure, after, head):
        return after[0], after[1]
    last = before[-1] if before and _is_of_one_thing(sentence, before[-1], figure) else None
    if after and (then := THEN.search(text[figure.end : after[0].start])):
        if last is None or last.unit != after[0].unit or own:
            return None, after[0]
        is_earlier = bool(then[1]) and then[1] < _year_before(sentence, last, "")
        return (after[0], last) if is_earlier else (last, after[0])
    if own:
        return None, None
    return None, last


def _is_multiple_of(sentence: Sentence, before: list[Figure], figure: Figure) -> bool:
    if figure.dimension is not Dimension.TIMES or len(before) < 2:
        return False
    return sentence.text[before[-1].end : figure.start] in {"的", ""}


def _is_told_behind(sentence: Sentence, figure: Figure, after: list[Figure], head: str) -> bool:
    """年均增长6%，由96.8亿元增加到129.5亿元."""
    if len(after) < 2 or not is_from(sentence, after[0]):
        return False
    between = sentence.text[figure.end : after[0].start]
    if not MEAN.search(head) and "，" in between[1:]:
        return False
    return bool(TO.search(sentence.text[after[0].end : after[1].start]))


def _is_of_one_thing(sentence: Sentence, figure: Figure, other: Figure) -> bool:
    """Nothing that is named between two figures is something else.

    由82个压减到55个，五年减少27个: yes. 由28.5万吨减到20万吨，其余均有增长，石膏增加8万吨: not.
    """
    between = sentence.text[figure.end : other.start]
    clauses = between.split("，")[2 if re.match("相比|比较", between) else 1 :]
    told = [re.split(r"\d", one)[0] for one in clauses if not SHARE.match(one)]
    return all(not subject_in(one) or _goes_on(one) for one in told)


def _new_of(
    sentence: Sentence, old: Figure, before: list[Figure], after: list[Figure], figure: Figure
) -> Figure | None:
    text = sentence.text
    like = [one for one in before if one.dimension is old.dimension]
    follows = next((one for one in like if one.start > old.end), None)
    if follows is not None and TO.search(text[old.end : follows.start]):
        return follows
    earlier = [one for one in like if one.end < old.start]
    if earlier:
        return earlier[-1]
    if (
        after
        and after[0].dimension is old.dimension
        and THEN.search(text[figure.end : after[0].start])
    ):
        return after[0]
    return None


SUBJECTLESS = re.compile(
    rf"^(?:其中|是|分别|平均|同期|共|总体|累计|合计|净|约|将|可|预计|即|并|且|也|则|而|仍|均|比|较|与|同|由|从|到|至|自"
    rf"|在|的|年底?|末|底|间|内|期|来|后|前|连续|规划|名义|折合|相当于|上一?|去年|今年|实际|现状|基期|基准年|相比|{YEAR}"
    rf"|[一二两三四五六七八九十]+|“?十[二三四五]五”?(?:时期|期间|末)?|年均|每年|年平均|复合|逐年|递|以|\d|[—～–-]|"
    rf"{UP}|{DOWN}|率|速度?|幅度?|达到?|为|了|时期|期间|同口径|所)*$"
)


def subject_in(head: str) -> str:
    """What the words before a change are of, if they name anything.

    >>> subject_in("建筑用花岗岩年均增长"), subject_in("比2020年年均增长"), subject_in("五年净减")
    ('建筑用花岗岩', '', '')
    """
    words = re.split(rf"(?:年均|每年|年平均|名义|{UP}|{DOWN}|[比较与由从])", head)[0]
    return "" if SUBJECTLESS.match(words) else words


def compared_noun(head: str) -> str:
    """What a change is compared with by name: 实际产量 in 较2025年的实际产量增长.

    >>> compared_noun("较2025年的实际产量增长"), compared_noun("比2020年增长")
    ('实际产量', '')
    """
    found = re.search(rf"[比较与]{YEAR}的?([一-鿿]*?)(?:相比|{UP}|{DOWN}|年均)", head)
    return found[2] if found else ""


def _goes_on(head: str) -> bool:
    """The words only go on with what the clause before told: 总数净减."""
    return bool(re.fullmatch("(?:总数|数量|总量|规模|面积|个数|产值|产量)", subject_in(head)))


def _times(
    sentence: Sentence, figure: Figure, head: str, old: Figure | None, new: Figure | None
) -> tuple[str, str, frozenset[int]]:
    """The first and the last year, and how many years may lie between them."""
    text = sentence.text
    begin = max(text.rfind(sign, 0, max(figure.start - len(head), 0)) for sign in ";。") + 1
    around = text[begin : figure.start]
    lengths: set[int] = set()
    spans = list(SPAN.finditer(head)) or list(SPAN.finditer(around))
    first = last = ""
    if spans:
        last = spans[-1][2]
        years = int(last) - int(spans[-1][1])
        lengths |= {years, years + 1} - {0}
    if found := list(LENGTH.finditer(head)):
        lengths = {_number(found[-1]["n"])}
    if old is not None and (words := is_from(sentence, old)):
        first = _last_year_in(words["words"])
    elif found := re.search(rf"(?:[比较由从自]|与){YEAR}", around):
        first = found[1]
    if new is not None:
        last = _year_before(sentence, new, first) or last
    elif not last and (
        found := re.search(rf"(?:到|至){YEAR}[^，。;]*$", text[begin : figure.start])
    ):
        last = found[1]
    if first and last and int(last) > int(first) and not LENGTH.search(head):
        lengths |= {int(last) - int(first)}
    if LAST_YEAR.search(head):
        lengths = {1}
    return first, last, frozenset(one for one in lengths if 0 < one < 30)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else han_number(words)


def _last_year_in(words: str) -> str:
    found = re.findall(r"(?<!\d)(20\d\d)(?!\d)", words)
    return found[-1] if found else ""


def _year_before(sentence: Sentence, figure: Figure, other: str) -> str:
    """The year that stands before a figure, nearest to it, but the one it is compared with."""
    text = sentence.text
    begin = max(text.rfind(sign, 0, figure.start) for sign in ";。") + 1
    words = SPAN.sub("", text[begin : figure.start])
    found = [one for one in re.findall(r"(?<!\d)(20\d\d)(?!\d)年", words) if one != other]
    return found[-1] if found else ""


def year_at(sentence: Sentence, figure: Figure) -> str:
    """The year that the figure's own clause names: 2015年为6.75亿元.

    A year that stands in a clause before it is not told of it.
    """
    text = sentence.text
    start = max(text.rfind(sign, 0, figure.start) for sign in "，,;。:(") + 1
    ends = [one.end for one in sentence.figures if one.end <= figure.start]
    return _last_year_in(SPAN.sub("", text[max([start, *ends]) : figure.start]))
