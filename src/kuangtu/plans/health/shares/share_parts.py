# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The amounts that a share may be the share of. 占比之分子。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from kuangtu.plans.health.reading.amounts import (
    COUNTED,
    YEAR,
    Amount,
    amounts_by_paragraph,
    amounts_by_sentence,
    cells_in,
    core_of,
    together,
)
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, han_number
from kuangtu.plans.health.reading.undivided import undivided
from kuangtu.plans.health.shares.share_claims import Claim

MEASURED = (
    (re.compile("面积$"), {Dimension.AREA}),
    (re.compile("(?:产值|增加值|投资|资金|收入|税收|利税|经费)$"), {Dimension.MONEY}),
    (re.compile("(?:产量|储量|资源量|产能)$"), {Dimension.MASS, Dimension.VOLUME}),
    (re.compile("(?:人口|人数|从业人员|职工)$"), {Dimension.PEOPLE}),
)
LONG = 3  # signs of a name that says what it is of
SIZES = {
    "大中小型": ("大型", "中型", "小型"),
    "中型以上": ("大型", "中型"),
    "中型及以上": ("大型", "中型"),
    "大中型": ("大型", "中型"),
    "中小型": ("中型", "小型"),
    "大型": ("大型",),
    "中型": ("中型",),
    "小型": ("小型",),
}
GENERIC = re.compile(
    r"(?:[一-鿿]{2,4}率|[一-鿿]{2}上|其中|约|仅|只|就|已|新增量|新增|增量|治理|完成|比例|比重|占比|面积|投资|资金|数量|规模|总数|合计|共|两者|二者|三者|四者|总量|按[^，]{1,4}计|也|均|各|的)*"
)
A_BASE = re.compile(r"(?:占|相当于|为(?=全)|在全)[^，。;占]{0,16}$")
OF_BASE = re.compile(r"[^，。;、\d]{0,6}的")
BARE = re.compile(r"(?:(?<![\d.])\d+(?:\.\d+)?[、和及])+$")
TOTAL = re.compile("总|合计|共")
TOGETHER = re.compile("分别[^。;]*，(?:合计|共计?|总计)占[^，。;]*$")
RECKONED_BY = re.compile("[按以][^，。;、\\d]{0,8}$")
RECKONED = re.compile("[^，。;、\\d]{0,8}(?:测算|计算|核算|计)(?=[，占])")
PLACED = re.compile(
    r"均?(?:次之|[位排名]?居首|居[^，]{1,4}位|居[^，]{2,4}第[一二三]|最[大多高]|第[一二三])$"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Those that the words compel, and those that they allow."""

    told: tuple[Amount, ...]
    allowed: tuple[Amount, ...] = ()


def label_before(one: Amount) -> str:
    """The words right before an amount of the prose."""
    if one.sentence is None or one.figure is None:
        return ""
    return re.split("[，,。;:、(]", one.sentence.text[: one.figure.start])[-1]


def parts_of(case: Case, claim: Claim, last: Amount | None = None) -> Parts:
    """`last` is the part of the share before in the sentence, if nothing else was told since."""
    before = amounts_before(case, claim)
    if counted := _within_words(case, claim):
        return Parts(counted)
    if claim.is_told_behind:
        return Parts(_told_after(case, claim))
    words = claim.part
    if GENERIC.fullmatch(words):
        words = _lone_clause_before(claim)
    if not words and last is not None:
        return Parts((last,), _nearest(claim, before))
    if not words and TOGETHER.search(claim.sentence.text[: claim.share.start]):
        return Parts(_runs(before))
    if not words:
        return Parts(_nearest(claim, before), (*before, *_sums(before)))
    named = named_parts(case, claim, words, before) or _told_after(case, claim)
    # 大型与中型之和占: two of them, one after the other.
    sums = _runs(before) if re.search("之和|合计|两|三|[和与及]", words) else ()
    return Parts(named, sums)


def _told_after(case: Case, claim: Claim) -> tuple[Amount, ...]:
    """第二产业占40.0%，即84.00亿元: the part is told once its share has been."""
    end = claim.share.end
    return tuple(
        one
        for one in amounts_of(case, claim.sentence)
        if one.figure is not None
        and re.fullmatch(
            "[，(](?:即|约|为|计|合|约合|折合)|(?:即|约合|折合)(?:约|为)?",
            claim.sentence.text[end : one.figure.start],
        )
    )


def _within_words(case: Case, claim: Claim) -> tuple[Amount, ...]:
    """18个小型矿山占矿山总数的: the words for the part tell how many they are."""
    end = claim.start + len(claim.part)
    return tuple(
        one
        for one in amounts_of(case, claim.sentence)
        if one.figure is not None and claim.start <= one.figure.start and one.figure.end <= end
        if not is_reckoned_by(claim.sentence.text, one.figure.start, one.figure.end)
    )


def amounts_before(case: Case, claim: Claim) -> tuple[Amount, ...]:
    """Those of the sentence before the claim that are no bases themselves."""
    text = claim.sentence.text
    return tuple(
        one
        for one in amounts_of(case, claim.sentence)
        if one.figure is not None
        and one.figure.end <= claim.start
        and not (A_BASE.search(text[: one.figure.start]) and OF_BASE.match(text, one.figure.end))
        and not _is_within_brackets(text, one.figure.start, claim.start)
        and not is_reckoned_by(text, one.figure.start, one.figure.end)
    )


def is_reckoned_by(text: str, start: int, end: int) -> bool:
    """按30个矿山测算占70%: what is reckoned by is a base.

    >>> is_reckoned_by("按30个矿山测算占70%", 1, 4), is_reckoned_by("按30个安排", 1, 4)
    (True, False)
    """
    is_by = RECKONED_BY.search(text[:start]) is not None
    return is_by and RECKONED.match(text, end) is not None


def amounts_of(case: Case, sentence: Sentence) -> tuple[Amount, ...]:
    return amounts_by_sentence(case).get(id(sentence), ())


def _is_within_brackets(text: str, start: int, end: int) -> bool:
    """42种(能源3种、金属39种)，占: what the brackets hold is not what has the share."""
    opened = text.rfind("(", 0, start)
    return opened > text.rfind(")", 0, start) and text.find(")", start, end) >= 0


def _are_shared(claim: Claim, whole: Amount) -> bool:
    """A percentage stands among the parts: each has its own."""
    start = whole.figure.end if whole.figure is not None else 0
    return "%" in claim.sentence.text[start : claim.start]


def _nearest(claim: Claim, before: Sequence[Amount]) -> tuple[Amount, ...]:
    """The last amount; with it those of other units that are told of the same thing.

    废弃稀土矿山治理项目2个，面积216.0公顷，占: the base says whether pieces or hectares are meant.
    """
    if not before:
        return ()
    last = undivided(before)
    if last is not before[-1] and not _are_shared(claim, last):
        return (last,)  # 21座，其中国家级3座、省级10座、市级8座，占80.8%: the 21
    last = before[-1]
    found = [last]
    for one in reversed(before[:-1]):
        start = one.figure.end if one.figure is not None else 0
        between = claim.sentence.text[start : last.figure.start if last.figure else None]
        is_of_it = not claim.base and re.fullmatch("[一-鿿]{2,}(?:面积|投资|规模)[^，]*", between)
        if re.search("[;。]|，.*，", between) or is_of_it:
            break  # 3个铅锌区块面积56.00平方千米，占70.0%: of the area
        if one.dimension not in {each.dimension for each in found}:
            found.append(one)
    return tuple(found)


def _sums(before: Sequence[Amount]) -> list[Amount]:
    """The last two, three … together, where they are of one unit."""
    sums = [_with_bare_numbers(before[-1])] if before else []
    for length in range(2, min(6, len(before)) + 1):
        last = list(before[-length:])
        if len({one.dimension for one in last}) > 1:
            break
        sums.append(together(last))
    return sums


def _runs(before: Sequence[Amount]) -> tuple[Amount, ...]:
    """Any two or three that stand one after the other, together."""
    runs = [before[at : at + n] for n in (2, 3) for at in range(len(before) - n + 1)]
    return tuple(together(list(run)) for run in runs if len({o.dimension for o in run}) == 1)


def _with_bare_numbers(last: Amount) -> Amount:
    """面积分别为40.00、60.00平方千米: those without a unit have that of the last."""
    if last.figure is None or last.sentence is None:
        return last
    row = BARE.search(last.sentence.text[: last.figure.start])
    bare = sum(map(Decimal, re.findall(r"\d+(?:\.\d+)?", row[0])) if row else [], Decimal(0))
    more = bare * last.figure.factor
    return replace(
        last, amount=last.amount + more, low=last.low + more, high=last.high + more, figure=None
    )


def _lone_clause_before(claim: Claim) -> str:
    """矿产勘查次之，占26.3%: the clause before names the part, without its amount."""
    head = claim.sentence.text[: max(claim.start - 1, 0)]
    clause = re.split("[，;。:]", head)[-1]
    if re.match("[是为属均也系列占居排]|独居|位|[名高稳][列居]|仅次", clause):
        return ""  # 企业自筹23790万元，是资金主渠道，占: the clause only tells more of the part
    if not clause or re.search(r"\d", clause) or head.endswith((")", "”")):
        return ""
    return PLACED.sub("", clause)


def named_parts(
    case: Case, claim: Claim, words: str, before: Sequence[Amount]
) -> tuple[Amount, ...]:
    """The amounts of that name: before the claim, in the paragraph, in tables."""
    if found := re.search("前者|后者", words):
        like = [one for one in before if one.dimension is before[-1].dimension]
        pair = [one for one in like if not TOTAL.search(label_before(one))][-2:]
        return (pair[0 if found[0] == "前者" else 1],) if len(pair) == 2 else ()
    if found := re.fullmatch("[这以上前]*([两二三四五])[项者类种处区个家地](?:合计|共)?", words):
        last = list(before[-han_number(found[1]) :])
        return (together(last),) if len({one.dimension for one in last}) == 1 else ()
    words = re.sub("^(?:仅|只|单|其中)|(?:一项|一类|两类|类)$", "", words)
    if words in {case.county_name, case.own_level, "我县", "本县", "县内"}:
        return _of_the_county(case, claim, before)
    for size, names in SIZES.items():
        is_meant = size in words if len(names) > 1 else core_of(words).startswith(size)
        if is_meant:
            one_of_all = _sized_cells(case, claim, size) if len(names) == 1 else ()
            return sized(case, claim, size, names) or one_of_all
    name = core_of(words)
    if not name or (len(name) < 2 and words != claim.part):
        return tuple(one for one in reversed(around(case, claim)) if one.name.endswith(words))
    near = [one for one in around(case, claim) if is_called(one, name)]
    if "新" not in words:  # 新增绿色矿山11家；…绿色矿山占: not of those alone
        near = [one for one in near if "新增" not in label_before(one)]
    near = near or _begins_with(case, claim, name)
    if near:
        return _of_its_year(tuple(reversed(near)), words)
    return tuple(one for one in cells_in(case) if _is_row(one, name) and is_so_measured(one, words))


def is_so_measured(one: Amount, words: str) -> bool:
    """石门镇面积 is no count of its mines."""
    meant = next((kinds for told, kinds in MEASURED if told.search(words)), None)
    return meant is None or one.dimension in meant


def _begins_with(case: Case, claim: Claim, name: str) -> list[Amount]:
    """非金属矿产 for 非金属矿产采矿权37个, if the sentence has one such alone."""
    found = [one for one in amounts_before(case, claim) if core_of(one.name).startswith(name)]
    return found if len(name) >= LONG and len(found) == 1 else []


def _of_its_year(found: tuple[Amount, ...], words: str) -> tuple[Amount, ...]:
    years = YEAR.findall(words)
    return tuple(one for one in found if not years or not one.year or one.year in years) or found


def _of_the_county(case: Case, claim: Claim, before: Sequence[Amount]) -> tuple[Amount, ...]:
    """河南省已发现矿产144种，某县占25.7%: what the county was said to have of the same."""
    if not before:
        return ()
    own = [name for name in (case.own_level, case.county_name) if name]
    if any(name in before[-1].name for name in own):
        return tuple(before[-1:])
    # 全县24种，全省158种，本县占15.2%: the one of the county, before that of the province.
    here = [
        one
        for one in before[:-1]
        if one.dimension is before[-1].dimension and any(name in one.name for name in own)
    ]
    if here:
        return tuple(here[-1:])
    core = core_of(before[-1].name)
    return tuple(
        one
        for one in reversed(around(case, claim))
        if one.dimension is before[-1].dimension
        and one.figure is not before[-1].figure
        and len(core_of(one.name)) >= 2
        and core.endswith(core_of(one.name))
    )


def _sized_cells(case: Case, claim: Claim, size: str) -> tuple[Amount, ...]:
    """The large, medium or small ones of a table: of what the sentence names, or all."""
    cells = [
        one
        for one in cells_in(case)
        if one.dimension in COUNTED and _is_size_head(one.name.split("|")[1], size)
    ]
    head = re.split("[。;]", claim.sentence.text[: claim.share.start])[-1]
    named = [one for one in cells if (row := one.name.split("|")[0]) and row in head]
    if not named and any(one.dimension in COUNTED for one in amounts_before(case, claim)):
        return ()  # of what the sentence counts, which no table has
    return tuple(named or [one for one in cells if one.is_total])


def _is_size_head(head: str, size: str) -> bool:
    return head.replace("矿山", "").startswith(size) or head.endswith(size)


def around(case: Case, claim: Claim) -> list[Amount]:
    """The amounts of the paragraph but those behind the claim in its own sentence.

    Those of later sentences come first: who takes the last takes one that was told before.
    """
    told = [
        one
        for one in amounts_by_paragraph(case).get(claim.sentence.paragraph, ())
        if one.sentence is not None
        and (one.sentence is not claim.sentence or (one.figure and one.figure.end <= claim.start))
        and (one.sentence is claim.sentence or one.sentence.line <= claim.sentence.line)
    ]
    own = claim.sentence.paragraph
    behind = takewhile(lambda one: one.paragraph == own, case.sentences[claim.number + 1 :])
    later = {id(one) for one in behind}
    return sorted(told, key=lambda one: id(one.sentence) not in later)


def is_called(one: Amount, name: str) -> bool:
    """Its own words end in the name, or are it without how much: 稀土矿山 for 废弃稀土矿山."""
    own = core_of(one.name)
    return (
        len(name) >= 1
        and len(own) <= 20
        and (own.endswith(name) or (len(own) >= 2 and (name.startswith(own) or name.endswith(own))))
    )


def _is_row(one: Amount, name: str) -> bool:
    row, head = one.name.split("|")[:2]
    is_head = one.is_total and len(name) > 1 and core_of(re.sub(r"\(.*?\)", "", head)) == name
    is_of_ore = len(name) > 2 and name.endswith("矿石") and one.dimension is Dimension.MASS
    is_ore = is_of_ore and core_of(row) in {name[:-1], name[:-2]}  # 铁矿石占65.0%: the row 铁
    is_in_short = len(name) >= 2 * LONG and core_of(row).endswith(name)  # 生态修复工程
    return bool(name) and (core_of(row) == name or is_ore or is_in_short or is_head)


def sized(case: Case, claim: Claim, size: str, names: Sequence[str]) -> tuple[Amount, ...]:
    """大中型: said so, or the large and the medium ones together."""
    near = around(case, claim)
    said = [one for one in near if size in one.name]
    found: list[Amount] = list(reversed(said))
    for unit in dict.fromkeys(one.unit for one in reversed(near)):
        parts = [
            next((one for one in reversed(near) if _is_size(one, name) and one.unit == unit), None)
            for name in names
        ]
        known = [one for one in parts if one is not None]
        if len(known) == len(names):
            found.append(together(known))
    return tuple(found)


def _is_size(one: Amount, name: str) -> bool:
    groups = [size for size, names in SIZES.items() if len(names) > 1]
    return name in one.name and not any(size in one.name for size in groups)
