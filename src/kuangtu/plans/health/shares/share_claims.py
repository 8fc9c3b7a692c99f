# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a percentage is said to be of: the words before it taken apart. 比例之所指。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force

HEDGES = re.compile(
    r"(?:约|大约|刚过|刚好|正好|逾|将近|只有|仅有|仅|只|就|才|已|可|将|也|还|均|达到|达|高达|为|是|仅为|近|接近|超过|超|不足|了|到|至|的)+$"
)
CLAUSE = re.compile(r"[，。;:(]")
# Percentages that are of no amount: grades, yields, rates of change and of recovery.
NO_SHARE = re.compile(
    r"增长|增速|增幅|增加(?!值)|提高|提升|上升|下降|降幅|降低|减少|减幅|压减|同比|年均|升至|降至|增至|较|比20\d\d年|品位|含量|回采率|回收率"
    r"|贫化率|坡度|利率|浓度|纯度|硫分|由[^，。;]*%"
)
OF = re.compile(
    r"(?P<part>.*?)(?:约|仅|独|就|只|已|所|共|均|各|也|还|一项|即)*占(?:去|到|了|据|有|得)?"
    r"(?P<base>[^占]*?)的?(?:比重|比例|份额|占比|百分比|比)?"
)
WITHIN = re.compile(
    r"(?P<part>.*?)(?:在(?!产(?![值量])|建(?![筑材设])|用(?!地)|册)|对|于)(?P<base>.+?)(?:中|里)?的?(?:占比|比重|比例|份额|贡献率?|占)(?:是|为)?"
)
CALLED = re.compile(r"(?P<part>.*?)(?:的|所)?(?:占比|比重|比例|份额|百分比|贡献(?:了|度|率)?)")
IS_OF = re.compile(
    r"(?P<part>.*?)(?:约为|约|仅为|为|是|相当于|等于|接近|超过|完成了?|达到?|实现|不足|覆盖|有|较)(?P<base>[^为是]+)的"
)
RATE = re.compile(r"(?P<part>.*?(?P<rate>[一-鿿]{2,6}率))")
TARGET = re.compile("目标|计划|任务|指标|预期|能力")
OF_THOSE = re.compile("总|合计|面积|资金|投资|规模|能力|产量|产值|储量|资源量")
AND_OF = re.compile("[、和及与](?=[^，。;、]*(?:占|相当于|为))")
PRECISE = re.compile(r"[，(](?:即|为|约|占)*\d[\d.]*%")
IN_ORDER = re.compile(r"(?:分别|依次|各)(?:约)?$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A share with the words for its part and its base. 占比之说。

    `start` is where the words of the claim begin, `end` where the share (or what repeats it) does.
    """

    share: Figure
    sentence: Sentence
    number: int  # of the sentence
    part: str
    base: str
    start: int
    rate: str = ""
    is_of: bool = True  # the part lies within the base: no progress towards a goal
    is_in_brackets: bool = False  # a percentage in brackets after an amount: whatever it may be
    is_bare: bool = False  # nothing but 达 or 只有 before it
    is_told_behind: bool = False  # 铜资源量的68.00%即212500吨: the part comes after its share

    @property
    def base_figure(self) -> Figure | None:
        """The figure that the words for the base hold: 占全国173种的."""
        if (many := re.search(r"\d[个处座家宗项片区块类]", self.base)) and OF_THOSE.search(
            self.base, many.end()
        ):
            return None  # 占5处总量的: so many of them, and all that they have
        inside = self._inside
        return inside[-1] if inside and self.base else None

    @property
    def base_figures(self) -> list[Figure]:
        """What the base measures in more than one way: 占应治理75处、4030亩中面积的."""
        inside = self._inside if self.base else []
        kinds = {one.dimension for one in inside}
        return inside if 1 < len(kinds) == len(inside) else []

    @property
    def _inside(self) -> list[Figure]:
        """The amounts within the words for the base."""
        return [
            one
            for one in self.sentence.figures
            if self.start + len(self.part) <= one.start
            and one.end <= self.share.start
            and one.dimension not in {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}
            and not one.is_in_words
        ]


def claims_in(sentence: Sentence, number: int) -> Iterator[Claim]:
    """Every share of a sentence that is said to be of something."""
    for share in sentence.figures:
        if share.dimension is not Dimension.PERCENT or share.upper is not None:
            continue
        if share.force in {Force.AT_LEAST, Force.AT_MOST}:
            continue
        if (found := _claim(sentence, number, share)) is not None:
            yield found


def _claim(sentence: Sentence, number: int, share: Figure) -> Claim | None:
    text, end = sentence.text, share.start
    if share.said and PRECISE.match(text, share.end):
        return None  # 接近总产量的一半，为48.9%: the percentage is what counts
    if share.said and (more := re.match("[多强]", text[share.end :])):
        share = replace(share, value=share.value + 3, said=share.said + more[0])
    is_alone = re.match("[强弱多余左右]*[(，。;]", text[share.end :])
    repeated = [share] if share.said and is_alone else []
    if text[:end].endswith("("):
        repeated = [
            one
            for one in sentence.figures
            if one.end < end and re.fullmatch("[强弱多余左右]*", text[one.end : end - 1])
        ]
        if not repeated:
            return None
        end = repeated[0].start if repeated[0].dimension is Dimension.PERCENT else end
    if text[:end].endswith("("):  # 187815平方千米(94.70%)
        return Claim(share, sentence, number, "", "", end - 1, is_in_brackets=True)
    start = max(_clause_start(text, end), _share_before(sentence, end))
    tail = HEDGES.sub("", text[start:end])
    bare = re.sub(r"\([^()]*\)", "", tail)
    if not bare and text[start:end] and not NO_SHARE.search(_clause_before(text, start)):
        return Claim(share, sentence, number, "", "", start, is_bare=True)
    if repeated and not bare:
        return Claim(share, sentence, number, "", "", start)
    if (second := SECOND_BASE.fullmatch(bare)) is not None:
        return Claim(share, sentence, number, "", second["base"], start)
    is_of = bare.endswith("占") or text[start:end].endswith("的")
    if IN_ORDER.search(bare) or (share.said and re.search("超过|不足|不到|多于", text[start:end])):
        return None
    return _taken_apart(bare, is_of, Claim(share, sentence, number, "", "", start))


# 占生产总值的23.0%、第二产业的51.1%: of one part, and the second base has no 占 of its own.
SECOND_BASE = re.compile(
    r"[^，。;占]{0,12}占[^，。;占]*%[、和及与](?P<base>[^、，。;占\d]{2,12})的"
)


def _share_before(sentence: Sentence, end: int) -> int:
    """占工业增加值的28.8%、占生产总值的10.0%: the second claim begins behind the sign."""
    shares = [
        one for one in sentence.figures if one.end <= end and one.dimension is Dimension.PERCENT
    ]
    found = AND_OF.match(sentence.text, shares[-1].end) if shares else None
    return found.end() if found else 0


def _clause_before(text: str, start: int) -> str:
    return re.split("[，。;:]", text[: max(start - 1, 0)])[-1]


def _clause_start(text: str, end: int) -> int:
    """Where the clause begins, signs within brackets passed over."""
    depth = 0
    for place in range(end - 1, -1, -1):
        sign = text[place]
        depth += (sign == ")") - (sign == "(" and depth > 0)
        if (
            depth <= 0
            and CLAUSE.match(sign)
            and not (sign == "(" and text.find(")", place, end) >= 0)
        ):
            return place + 1
    return 0


YEAR_ALONE = re.compile(r"^20\d\d年[底末]?(?=占)")  # 2020年占全县总产值的: of what was told
ORDINAL = re.compile("^(?:[一二三四五六七八九十]是|其[一二三四五])")


def _taken_apart(tail: str, ends_in_of: bool, plain: Claim) -> Claim | None:
    """The words of a clause as part and base.

    >>> OF.fullmatch("前者占从业人员总数").groups()
    ('前者', '从业人员总数')
    """
    if NO_SHARE.search(tail) and "占" not in tail:
        return None
    tail = ORDINAL.sub("", YEAR_ALONE.sub("", tail))  # 二是小型矿山占采矿权总数的62.5%
    made = (plain.share, plain.sentence, plain.number)
    if (found := WITHIN.fullmatch(tail)) is not None and "占" not in found["base"]:
        return Claim(*made, found["part"], found["base"], plain.start)
    if (found := OF.fullmatch(tail)) is not None:
        return Claim(*made, found["part"], found["base"], plain.start)
    if (found := CALLED.fullmatch(tail)) is not None:
        return Claim(*made, found["part"], "", plain.start)
    if ends_in_of and (found := IS_OF.fullmatch(f"{tail}的")) is not None:
        is_of = not TARGET.search(found["base"]) and not re.search("完成|实现", tail)
        return Claim(*made, found["part"], found["base"], plain.start, is_of=is_of)
    if (found := RATE.fullmatch(tail)) is not None:
        return Claim(*made, "", "", plain.start, rate=found["rate"])
    behind = plain.sentence.text[plain.share.end :]
    if ends_in_of and PART_BEHIND.match(behind) and len(tail) > 2:
        base = tail.removesuffix("的")
        return Claim(*made, "", base, plain.start, is_told_behind=True)
    return None


PART_BEHIND = re.compile(r"[，(]?(?:即|约合|折合)(?:约|为)?\d")
