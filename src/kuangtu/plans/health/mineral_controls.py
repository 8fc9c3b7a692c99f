# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals prohibited or restricted on one page and promoted on another. 矿种调控的矛盾。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kuangtu.codes.minerals import minerals_named, near_names
from kuangtu.core.errors import Invalid
from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.grids import Cell, Grid, grids
from kuangtu.plans.health.making import doubt, graded
from kuangtu.plans.health.quantities import plain
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
        r"(?:限制|严格控制|从严控制|控制|保护性)(?:勘查|开采|开发|新设|审批)*(?:和|与|、)?(?:开采|开发)*(?:的)?(?:矿种|矿产)?",
    ),
    (
        Control.PROMOTED,
        r"(?:重点|鼓励|优先|支持)(?:勘查|勘探|开采|开发)+(?:利用)?(?:和|与|、)?(?:开采|开发)*(?:的)?(?:矿种|矿产)?",
    ),
)
LIST = r"(?:包括|主要有|主要为|有|为|是|:|：)*(?P<list>[^。；;:]{1,160})"
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
SPLIT = re.compile("[、，,;；]|和|及|与|以及")
TAIL = re.compile(
    r"(?:等)?(?:特定|能源|金属|非金属|战略性|优势|特定保护性开采的?|保护性开采的?|重要)*(?:矿产资源|矿产|矿种|矿|类)*(?:的?(?:开采|勘查|开发).*)?$"
)
TERMS = frozenset(
    [
        "矿产",
        "矿种",
        "矿",
        "矿山",
        "砂石",
        "金属",
        "非金属",
        "能源",
        "总量",
        "规模",
        "数量",
        "强度",
        "秩序",
        "力度",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A mineral named under a control. 调控所指的矿种。"""

    code: str
    name: str
    control: Control
    words: str
    where: Where


@lru_cache(maxsize=20_000)
def minerals_of(words: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of the minerals the words are; none if they are no mineral.

    >>> minerals_of("石膏"), minerals_of("秩序")
    ((('83520', '石膏'),), ())
    """
    bare = words.strip(" “”()（）")
    if not bare or len(bare) > 14 or bare in TERMS:
        return ()
    try:
        found = minerals_named(bare)
    except Invalid:
        return ()
    return tuple((one.code, one.name) for one in found) if len(found) <= 8 else ()


def _named(case: Case) -> Iterator[Named]:
    for sentence in case.sentences:
        yield from _of_lists(sentence)
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
                )
    yield from _of_tables(case)


def _of_lists(sentence: Sentence) -> Iterator[Named]:
    text = sentence.text
    verbs = list(VERB.finditer(text))
    for place, found in enumerate(verbs):
        control = Control[str(found.lastgroup)]
        end = verbs[place + 1].start() if place + 1 < len(verbs) else len(text)
        listed = re.match(LIST, text[found.end() : end])
        if listed is None:
            continue
        where = sentence.where(found.start(), min(found.end() + listed.end(), len(text)))
        for token in tokens_of(listed["list"]):
            for code, name in minerals_of(token):
                yield Named(code, name, control, f"{control.value}：{token}", where)


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
                yield from _of_cell(cell)


def _of_cell(cell: Cell) -> Iterator[Named]:
    for token in tokens_of(plain(cell.text)):
        for code, name in minerals_of(token):
            yield Named(code, name, Control.PROMOTED, cell.text.strip(), cell.where)


def controls_do_not_conflict(case: Case) -> Iterator[Finding]:
    """A prohibited mineral that is promoted is an error, a restricted one a doubt."""
    by_mineral: dict[str, list[Named]] = defaultdict(list)
    for one in _named(case):
        by_mineral[one.code].append(one)
    told: set[tuple[int | None, str]] = set()
    for named in by_mineral.values():
        strict = [one for one in named if one.control is Control.PROHIBITED]
        limited = [one for one in named if one.control is Control.RESTRICTED]
        promoted = [one for one in named if one.control is Control.PROMOTED]
        first = (strict or limited)[:1]
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


def minerals_of_lists_are_known(case: Case) -> Iterator[Finding]:
    """莹石 for 萤石 in a list of minerals or in a column of them."""
    for sentence in case.sentences:
        for found in re.finditer(r"(?:开采|勘查|开发)矿种:(?P<list>[^。；;]+)", sentence.text):
            for token in tokens_of(VERB.sub("", found["list"])):
                yield from _unknown(token, sentence.where(found.start(), found.end()))
    for grid in grids(case.tables):
        for column in _mineral_columns(grid):
            for cell in grid.column(column):
                for token in re.split("[、，,;；]", re.sub(r"\([^()]*\)", "", plain(cell.text))):
                    yield from _unknown(token, cell.where)


def _mineral_columns(grid: Grid) -> Iterator[int]:
    for column, head in enumerate(grid.heads):
        if column in grid.numeric or not re.search(
            r"矿种$|主要矿种|已发现矿种|开采矿种|勘查矿种|主矿种|^矿种", head
        ):
            continue
        cells = [cell for cell in grid.column(column) if cell.text.strip()]
        known = sum(
            bool(minerals_of(re.split("[、，,;；]", plain(cell.text))[0])) for cell in cells
        )
        if known * 2 >= len(cells):
            yield column


def _unknown(token: str, where: Where) -> Iterator[Finding]:
    bare = token.strip(" 。")
    if not bare or len(bare) > 10 or minerals_of(bare) or bare in TERMS:
        return
    try:
        minerals_named(bare)
    except Invalid:
        near = near_names(bare)
        if near:
            yield doubt(
                Kind.VOCABULARY,
                where,
                "“{word}”不在矿种代码表中；是否为 {near}",
                "“{word}” is not in the list of minerals; perhaps {near}",
                [Reading(bare, where)],
                near[0],
                word=bare,
                near="、".join(near[:3]),
            )
