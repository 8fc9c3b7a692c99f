# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals prohibited or restricted on one page and promoted on another. 矿种调控的矛盾。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.grids import Cell, grids
from kuangtu.plans.health.making import graded
from kuangtu.plans.health.mineral_names import minerals_in, minerals_of
from kuangtu.plans.health.quantities import HAN_NUMBER, plain
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where


class Control(StrEnum):
    PROHIBITED = "禁止"
    RESTRICTED = "限制"
    PROMOTED = "重点"


VERBS: tuple[tuple[Control, str], ...] = (
    (
        Control.PROHIBITED,
        r"(?:禁止|严禁|不得|不再|停止)(?:勘查|勘探|开采|开发|新设|审批|出让|新建)*(?:和|与|、)?(?:勘查|开采|开发)*(?:的)?(?:矿种|矿产)?",
    ),
    (
        Control.RESTRICTED,
        r"(?:限制|(?:严格|从严)控制|控制(?=开采|勘查|开发)|保护性)(?:勘查|开采|开发|新设|审批)*(?:和|与|、)?(?:开采|开发)*(?:的)?(?:矿种|矿产)?",
    ),
    (
        Control.PROMOTED,
        r"(?:重点|鼓励|优先|支持)(?:勘查|勘探|开采|开发)+(?:利用)?(?:和|与|、)?(?:开采|开发)*(?:的)?(?:矿种|矿产)?",
    ),
)
LIST = (
    rf"(?:(?:\d+|{HAN_NUMBER})[种个类]|包括|主要有|主要为|有|为|是|:|：)*"
    r"(?P<list>[^。；;:]{1,160})"
)
VERB = re.compile("|".join(f"(?P<{control.name}>{words})" for control, words in VERBS))
PROMOTING = re.compile(
    r"(?:大力推进|推进|加快|加大|加强|大力|做大做强|做大|做强|提高|提升|打造|扩大|鼓励|支持|建设|建成|重点发展|发展壮大|优先安排|增加)"
    r"(?P<what>[^，。；;:“”]{1,40}?)(?:的)?(?:开采|开发|勘查开发|生产|产能|产业|基地|项目建设|矿山建设|开采规模|利用规模)"
)
PROMOTING_TABLE = re.compile(
    r"重点开采|重点勘查|重点开发|开发布局|重大工程|重点项目|鼓励|重点工程|新增|勘查开发|开采规划"
)
MINERAL_HEAD = re.compile(r"矿种|主要矿产|开采矿产|^矿产$|勘查矿产")
NOT_PROMOTING = re.compile(
    "限制|禁止|控制|压减|关闭|治理|修复|保护|退出|整顿|尾矿|综合利用|替代|淘汰|淘汰"
)
CONDITION = re.compile(
    r"^(?:可耕地|基本农田|耕地|自然保护区|保护区|城镇|河道|湿地|红线|煤与瓦斯|高硫|高灰|高砷|土法|零星|小型)"
)
OF_AN_AREA = re.compile(
    "(?:保护区|保护地|红线|公园|水源|可视|两侧|城区|农田|耕地|河道|库区|湿地|矿区|[^县市旗州]域)"
    "[^，。；;]{0,8}(?:内|范围|区域|上|沿线)?[^，。；;]{0,2}$"
)
SPLIT = re.compile("[、，,;；]|和|及|与|以及")
TAIL = re.compile(
    r"(?:等)?(?:特定|能源|金属|非金属|战略性|优势|特定保护性开采的?|保护性开采的?|重要)*(?:矿产资源|矿产|矿种|矿|类)*(?:探矿权|采矿权|矿业权)?(?:\d+[种个类])?(?:的?(?:开采|勘查|开发).*)?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A mineral named under a control. 调控所指的矿种。"""

    code: str
    name: str
    control: Control
    words: str
    where: Where
    act: str = ""  # 勘查 or 开采, where it is said of one alone


def _named(case: Case) -> Iterator[Named]:
    for sentence in case.sentences:
        yield from _of_lists(case, sentence)
        for found in PROMOTING.finditer(sentence.text):
            if NOT_PROMOTING.search(found[0]) or NOT_PROMOTING.search(
                sentence.text[max(0, found.start() - 6) : found.start()]
            ):
                continue
            for code, name in _within(found["what"]):
                yield Named(
                    code,
                    name,
                    Control.PROMOTED,
                    found[0],
                    sentence.where(found.start(), found.end()),
                    _act(found[0]),
                )
    yield from _of_tables(case)


def _act(words: str) -> str:
    """What alone is spoken of: 勘查 of 停止新设煤炭探矿权."""
    is_mined, is_explored = "采" in words.replace("探采", ""), bool(re.search("勘|探", words))
    return "" if is_mined == is_explored else "开采" if is_mined else "勘查"


def _of_lists(case: Case, sentence: Sentence) -> Iterator[Named]:
    text = sentence.text
    verbs = list(VERB.finditer(text))
    for place, found in enumerate(verbs):
        control = Control[str(found.lastgroup)]
        end = verbs[place + 1].start() if place + 1 < len(verbs) else len(text)
        listed = re.match(LIST, text[found.end() : end])
        if listed is None or OF_AN_AREA.search(text[: found.start()]):
            continue
        where = sentence.where(found.start(), min(found.end() + listed.end(), len(text)))
        act = _act(text[found.start() : found.end() + listed.end()])
        for token in tokens_of(listed["list"]):
            for code, name in minerals_in(case, token):
                yield Named(code, name, control, f"{control.value}：{token}", where, act)


def tokens_of(listed: str) -> Iterator[str]:
    """The members of a list, as far as they are names; what sets a condition is left out."""
    flat = re.sub(r"\([^()]*\)", "", listed)
    for piece in SPLIT.split(flat):
        token = TAIL.sub("", piece.strip(" 。：:")) or piece
        if token and not CONDITION.match(token):
            yield token


def _within(words: str) -> Iterator[tuple[str, str]]:
    """Minerals at the end of each piece of a phrase: 依吞布拉克石棉矿 is of 石棉."""
    for piece in SPLIT.split(re.sub(r"\([^()]*\)", "", words)):
        token = re.sub(r"(矿区|矿床|矿山|矿|资源|化工|勘查|采选)+$", "", piece.strip())
        for length in range(min(8, len(token)), 0, -1):
            end = token[-length:]
            found = minerals_of(end) or (minerals_of(f"{end}矿") if length > 1 else ())
            if found and (length > 1 or len(token) == 1 or len(token) > 3):
                yield from found
                break


def _of_tables(case: Case) -> Iterator[Named]:
    for grid in grids(case.tables):
        if not PROMOTING_TABLE.search(grid.table.caption + "".join(grid.heads)):
            continue
        if NOT_PROMOTING.search(grid.table.caption):
            continue
        for column, head in enumerate(grid.heads):
            if not MINERAL_HEAD.search(head) and not (
                column == 0 and "新增" in "".join(grid.heads)
            ):
                continue
            for cell in grid.column(column):
                yield from _of_cell(case, cell)


def _of_cell(case: Case, cell: Cell) -> Iterator[Named]:
    for token in tokens_of(plain(cell.text)):
        for code, name in minerals_in(case, token):
            yield Named(code, name, Control.PROMOTED, cell.text.strip(), cell.where)


def controls_do_not_conflict(case: Case) -> Iterator[Finding]:
    """A prohibited mineral that is promoted is an error, a restricted one a doubt."""
    by_mineral: dict[str, list[Named]] = defaultdict(list)
    for one in _named(case):
        by_mineral[one.code].append(one)
    for one in _set_anew(case, by_mineral):
        by_mineral[one.code].append(one)
    told: set[tuple[int | None, str]] = set()
    for named in by_mineral.values():
        strict = [one for one in named if one.control is Control.PROHIBITED]
        limited = [one for one in named if one.control is Control.RESTRICTED]
        promoted = [one for one in named if one.control is Control.PROMOTED]
        first = (strict or limited)[:1]
        if strict and strict[0].act == "勘查":
            promoted = [one for one in promoted if one.act != "开采"]
        other = promoted or (limited if strict else [])
        if not first or not other:
            continue
        key = (first[0].where.line, first[0].words)
        if key in told:
            continue
        told.add(key)
        yield graded(
            Grade.ERROR if strict else Grade.DOUBT,
            Kind.MINERAL_CONTROL,
            first[0].where,
            "“{mineral}”一处{control}，另有 {count} 处{other}",
            "{mineral} is {control_en} in one place and {other_en} in {count} others",
            [Reading(one.words, one.where) for one in [*first, *other[:8]]],
            mineral=first[0].name,
            control=first[0].control.value,
            other="列为重点或推进" if promoted else "列为限制",
            count=len(other),
            control_en="prohibited" if strict else "restricted",
            other_en="promoted" if promoted else "restricted",
        )


NO_MORE = re.compile("不再?新[设立建增]|不得新[设立建增]|不再?[审批出让]|停止新设")
SETTING = re.compile("新设|新立|新建|新增采矿权|投放|规划区块")
CLOSING = re.compile("注销|关闭|整合|退出|减少|压减|调减|取消|现有|已有|治理|修复|绿色矿山")
ITEM = re.compile(r"(?:^|[、，:为和及有括]|其中)(?P<name>[一-鿿]{1,10}?)各?\d+[个宗处]")
AT_WORK = "(?:扩能|扩建|扩产|增产|扩大|开采|开发|产能|达产|上产|增储)"


def _set_anew(case: Case, named: dict[str, list[Named]]) -> Iterator[Named]:
    """New rights for a mineral of which there shall be none, and support for one held back."""
    for code, places in list(named.items()):
        held = [one for one in places if one.control is not Control.PROMOTED]
        if not held:
            continue
        is_closed = any(_is_closed(case, one) for one in held)
        printed = {one.words.rpartition("：")[2].removesuffix("矿") for one in held}
        support = re.compile(
            rf"(?:鼓励|支持|推进|加快|优先|做大做强|做强)[^，。；;]{{0,16}}?"
            rf"(?:{'|'.join(map(re.escape, sorted(printed)))})"
            rf"矿?[^，。；;]{{0,8}}{AT_WORK}[^，。；;]*"
        )
        for sentence in case.sentences:
            found = support.search(sentence.text)
            if found is not None and not NOT_PROMOTING.search(found[0]):
                where = sentence.where(found.start(), found.end())
                yield Named(code, held[0].name, Control.PROMOTED, found[0], where)
            for item in ITEM.finditer(sentence.text) if is_closed else ():
                codes = [one for one, _ in minerals_in(case, item["name"])]
                if code in codes and _is_new(sentence.text[: item.start("name")]):
                    where = sentence.where(item.start("name"), item.end())
                    yield Named(code, held[0].name, Control.PROMOTED, item[0], where)


def _is_closed(case: Case, one: Named) -> bool:
    """It is prohibited, or the words about it say that no new right will be given."""
    if one.control is Control.PROHIBITED:
        return True
    return any(
        sentence.line == one.where.line and NO_MORE.search(sentence.text)
        for sentence in case.sentences
    )


def _is_new(before: str) -> bool:
    """The last verb before a number of rights gives them; it does not take them away."""
    verbs = [(found.start(), True) for found in SETTING.finditer(before)]
    verbs += [(found.start(), False) for found in CLOSING.finditer(before)]
    return max(verbs, default=(0, False))[1]
