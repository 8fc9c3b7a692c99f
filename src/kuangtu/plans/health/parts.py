# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A whole and its parts as sentences tell them: 53个，其中大型5个，…。 合计与分项的识别。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.quantities import Dimension, Figure, Force, han_number

MARKER = re.compile(
    r"其中|分别为|分别是|分别有|包括|包含|分为|划分为|按[^，。;:]{2,18}?(?:分|划分|统计)?[:,，]|"
    r"依次为|分布(?:于|在)|来源为|即[:,，]?|由(?=[^，。;]{2,30}组成)|构成为|[:](?=[^\d]|20\d\d年)|中，|(?<=[个处家座宗种人吨元])\((?=[^()\d]{1,10}\d[^()]*[、，;][^()]*\d)"
)
# What says that the figure after it begins something new.
NEW_SUBJECT = re.compile(
    r"另有|另外|此外|新增|累计|较|比上|同比|占|比例|比重|率|合计|共计|总计|控制在|不少于|大中型|年均|达到"
    r"|平均|以上为|同时|全长|投资|经费|产值|关闭|退出|计划|力争|到20\d\d年|总量|总数"
)
ANEW = re.compile("。|[;，](?:而|并)?按(?!照)")
DELIMITERS = "，,、。;:()"
IS_WHOLE = re.compile(
    r"[，,;(]?\s*其中(?![^，。;\d]{0,12}占)|[，,]?(?:按[^，。;:]{2,14}分|分别为|分为)|[，,:](?:包括|包含)[:,，]?(?=[^，。;、]{1,12}\d)"
)
MEAN = re.compile("(?:年均|每年|平均)[^，。;、\\d]{0,6}$")
AGAINST = re.compile(r"的(?:\d+(?:\.\d+)?|[一二两三四五六七八九])倍")  # what is compared with
YEARS = re.compile(r"(?:^|[^\d])(20\d\d)年?(?:(?:～|—+|–|-|至|到)(20\d\d)年)?")
OF_A_BASE = re.compile(r"占[^，。;占]{0,16}$")
SCHEMES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("大型",), ("中型",), ("小型",)),
    (("勘探",), ("详查",), ("普查",)),
    (("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产")),
    (("汉族",), ("少数民族",)),
    (("露天",), ("地下", "井工")),
    (("男",), ("女",)),
    (("已治理", "完成治理"), ("未治理", "待治理")),
    (("国家级", "部级"), ("自治区级", "省级"), ("州级", "市级", "地级"), ("县级",)),
    (("城镇", "城市"), ("农村", "乡村")),
    (("生产", "在产", "正常生产"), ("停产",)),
    (("能源",), ("金属",), ("非金属",)),
    (("探矿权",), ("采矿权",)),
)
LEVELS = ("国家级", "部级", "自治区级", "省级", "州级", "市级", "地级", "县级", "乡级")
REST = ("其他", "其它", "其余", "余下", "剩余", "其他类", "未利用")
EXHAUSTIVE = re.compile(r"分别|来源为|分为|组成|依次为|构成为|即[:,，]?$")
PARTIAL = re.compile(r"等|主要|重点|例如|如$|较大")
SECTORS = re.compile(r"第?一(?:次?产业)?[、和]第?二(?:次?产业)?[、和]?第?三次?产业|三次产业")


@dataclass(frozen=True, slots=True)
class Part:
    """One part with the words before its figure. 分项。"""

    label: str
    figure: Figure
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Division:
    """A whole with its parts. 总数与分项。"""

    whole: Figure
    whole_sentence: Sentence
    parts: tuple[Part, ...]
    is_exhaustive: bool

    @property
    def total(self) -> Decimal:
        return sum((part.figure.amount for part in self.parts), Decimal(0))


def label_of(sentence: Sentence, figure: Figure) -> str:
    """The words before a figure, back to the last delimiter or figure: 大型, 全县共有矿山."""
    text = sentence.text
    start = max(text.rfind(sign, 0, figure.start) for sign in DELIMITERS) + 1
    start = max([start, *(one.end for one in sentence.figures if one.end <= figure.start)])
    words = re.sub(
        r"^(其中|分别为|分别|包括|即|有|而|则|和|及|与|以及)+", "", text[start : figure.start]
    )
    return re.sub(
        r"(分别为|为|有|约|达到|达|共|是|近|大约|计|不少于|不低于|不超过)+$", "", words
    ).strip()


def divisions_in(case: Case) -> tuple[Division, ...]:
    """Every whole that the prose divides into parts."""
    if "divisions" not in case.kept:
        case.kept["divisions"] = tuple(_divisions(case))
    found: tuple[Division, ...] = case.kept["divisions"]
    return found


def _divisions(case: Case) -> Iterator[Division]:
    for number, sentence in enumerate(case.sentences):
        told: list[Figure] = []  # what the sentence has divided already is no whole
        last: tuple[Figure, Sentence] | None = None
        for parts, head, marker in runs_of(sentence):
            if told and ANEW.search(sentence.text[told[-1].end : parts[0].figure.start]):
                found = last
            else:
                found = _whole(case.sentences, number, parts, head)
            told += [part.figure for part in parts]
            if found is not None:
                last = whole, where = found
                yield Division(whole, where, parts, _is_exhaustive(sentence, parts, marker))


def parts_of(sentence: Sentence) -> tuple[tuple[Part, ...], int, str]:
    """The figures of one dimension that stand in a row after a marker, and where it stands."""
    return next(runs_of(sentence), ((), 0, ""))


def runs_of(sentence: Sentence) -> Iterator[tuple[tuple[Part, ...], int, str]]:
    """Every such row of figures, one after the other."""
    reached, is_marked = 0, False
    for found in MARKER.finditer(sentence.text):
        if found.start() < reached:
            continue
        parts = tuple(_run(sentence, found.end()))
        if len(parts) >= 2 or (parts and found[0] == "其中"):
            yield parts, found.start(), found[0]
            reached, is_marked = parts[-1].figure.end, True
    if not is_marked:
        parts, head = _unmarked(sentence)
        if parts:
            yield parts, head, ""


def _unmarked(sentence: Sentence) -> tuple[tuple[Part, ...], int]:
    """A row that its labels alone show: 大型5处，中型13处，小型35处."""
    parts = tuple(_run(sentence, 0))
    if _scheme_of([part.label for part in parts]):
        return parts, 0
    for start in range(1, len(parts) - 1):  # 全县共有矿山53个，大型5个，中型13个，小型35个
        if _scheme_of([part.label for part in parts[start:]]):
            return parts[start:], parts[start].figure.start
    return (), 0


def row_of(sentence: Sentence) -> tuple[Part, ...]:
    """The figures of the sentence's first dimension, up to where something new begins."""
    return tuple(_run(sentence, 0))


def _run(sentence: Sentence, start: int) -> Iterator[Part]:
    dimension: Dimension | None = None
    rate, last = "", start
    for figure in sentence.figures:
        if figure.start < start or figure.is_in_words:
            continue
        between = sentence.text[last : figure.start]
        if figure.dimension is Dimension.PERCENT:
            last = figure.end
            continue
        if dimension is None:
            dimension, rate = figure.dimension, figure.rate
        label = label_of(sentence, figure)
        if figure.dimension is not dimension or figure.force is not Force.EXACT:
            return
        if last > start and (NEW_SUBJECT.search(between) or ANEW.search(between)):
            return
        if figure.upper is not None or figure.rate != rate:
            return
        if IS_WHOLE.match(sentence.text, figure.end):
            return
        yield Part(label, figure, sentence)
        last = figure.end


def _whole(
    sentences: Sequence[Sentence], number: int, parts: Sequence[Part], head: int
) -> tuple[Figure, Sentence] | None:
    """The figure that the parts divide: the last of their dimension before them."""
    sentence, dimension = sentences[number], parts[0].figure.dimension
    before = [
        one
        for one in sentence.figures
        if one.end <= head
        and one.dimension is dimension
        and not one.is_in_words
        and not OF_A_BASE.search(sentence.text[: one.start])
        and not MEAN.search(sentence.text[: one.start])
        and not AGAINST.match(sentence.text, one.end)
    ]
    if before:
        return _usable(before[-1], sentence, parts[0].figure.rate)
    for back in range(number - 1, max(number - 4, -1), -1):
        other = sentences[back]
        if other.clause != sentence.clause or other.paragraph < sentence.paragraph - 1:
            return None
        inside = {id(part.figure) for part in parts_of(other)[0]}
        like = [
            one
            for one in other.figures
            if one.dimension is dimension and not one.is_in_words and id(one) not in inside
        ]
        if like:
            is_same = other.paragraph == sentence.paragraph
            return _usable(_chosen(like, parts, is_same=is_same), other, parts[0].figure.rate)
    return None


def _chosen(like: Sequence[Figure], parts: Sequence[Part], *, is_same: bool) -> Figure:
    """The figure that the parts are, else the last that holds them all."""
    total = sum((part.figure.amount for part in parts), Decimal(0))
    if (exact := next((one for one in like if one.amount == total), None)) is not None:
        return exact
    largest = max(part.figure.amount for part in parts)
    holding = [one for one in like if one.amount >= largest] or list(like)
    return holding[-1] if is_same else holding[0]


def _usable(figure: Figure, sentence: Sentence, rate: str) -> tuple[Figure, Sentence] | None:
    firm = {Force.EXACT, Force.ABOUT, *([Force.AT_MOST] if rate else [])}
    is_plain = figure.force in firm and figure.upper is None
    return (figure, sentence) if is_plain and figure.rate == rate else None


def _scheme_of(labels: Sequence[str]) -> bool:
    """The labels are all members of one scheme, each member once at least."""
    for scheme in SCHEMES:
        hits = [
            next(
                (n for n, words in enumerate(scheme) if any(_says(label, one) for one in words)),
                None,
            )
            for label in labels
        ]
        if set(range(len(scheme))) <= set(hits):
            return True
    if _are_years_in_a_row(labels) or _is_one_the_others_want(labels):
        return True
    levels = {one for label in labels for one in LEVELS if one in label}
    if len(labels) >= 3 and len(levels) == len(labels):
        return True
    return bool(labels) and len(labels) > 1 and labels[-1].startswith(REST)


def _is_one_the_others_want(labels: Sequence[str]) -> bool:
    """Two that leave nothing over: 已查明46种，未查明22种.

    >>> _is_one_the_others_want(["已查明资源储量", "未查明"])
    True
    """
    if len(labels) != 2:
        return False
    has, wants = labels[0].removeprefix("已"), labels[1]
    return len(wants) >= 3 and wants[0] in "未待" and has.startswith(wants[1:])


def _are_years_in_a_row(labels: Sequence[str]) -> bool:
    """Each begins when the one before has ended.

    >>> _are_years_in_a_row(["2021～2023年完成", "2024～2025年完成"])
    True
    >>> _are_years_in_a_row(["2015年", "2020年"])
    False
    """
    spans = [YEARS.match(label) for label in labels]
    if len(spans) < 2 or any(one is None for one in spans):
        return False
    years = [(int(one[1]), int(one[2] or one[1])) for one in spans if one is not None]
    is_short = len(years) == 2 and all(first == last for first, last in years)
    return not is_short and all(b[0] == a[1] + 1 for a, b in pairwise(years))


def is_within_one_scheme(labels: Sequence[str]) -> bool:
    """The labels are members of one scheme, none of them twice: 国家级 and 省级."""
    for scheme in SCHEMES:
        hits = [
            next(
                (n for n, words in enumerate(scheme) if any(_says(label, one) for one in words)),
                None,
            )
            for label in labels
        ]
        if len(hits) > 1 and None not in hits and len(set(hits)) == len(hits):
            return True
    return False


def _says(label: str, word: str) -> bool:
    """The label is of the word: 非金属 is not 金属, 大中型 is not 中型."""
    if word == "金属":
        return "金属" in label and "非金属" not in label
    if word == "中型":
        return "中型" in label and "大中型" not in label
    return word in label


def _are_as_many_as_said(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """分两期安排: two parts follow, so these are all."""
    colon = sentence.text.rfind(":", 0, parts[0].figure.start)
    head = re.split("[，,。;]", sentence.text[:colon])[-1]
    counts = re.findall("[两二三四五六七八九十]+(?=[期类个级项大方片区批步处])", head)
    return any(han_number(one) == len(parts) for one in counts)


def _is_exhaustive(sentence: Sentence, parts: Sequence[Part], marker: str) -> bool:
    if _scheme_of([part.label for part in parts]) or EXHAUSTIVE.search(marker):
        return True
    if marker.startswith("按") and not PARTIAL.search(sentence.text):
        return True
    if marker == ":" and _are_as_many_as_said(sentence, parts):
        return True
    return bool(SECTORS.search(sentence.text)) and len(parts) == 3
