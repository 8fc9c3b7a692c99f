# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals prohibited or restricted on one page and promoted on another. 矿种调控的矛盾。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.plans.health.controls.promoted_words import green_paragraphs, promoted_though_held
from kuangtu.plans.health.controls.stance_tables import NOT_PROMOTING, planned, stances_of_tables
from kuangtu.plans.health.controls.stances import (
    OF_A_CLASS,
    PROTECTED,
    SPLIT,
    Control,
    Named,
    act_of,
    stances_of,
)
from kuangtu.plans.health.making import graded
from kuangtu.plans.health.names.mineral_names import minerals_in, minerals_of
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

PROMOTING = re.compile(
    r"(?:大力推进|推进|加快|加大|加强|大力|做大做强|做大|做强|提高|提升|打造|扩大|鼓励|支持|建设|建成|重点发展|发展壮大|优先安排|增加)"
    r"(?P<what>[^，。；;:“”《》]{1,40}?)(?:的)?(?:开采|开发|勘查开发|生产|产能|产业|基地|项目建设|矿山建设|开采规模|利用规模)"
)


def _named(case: Case) -> Iterator[Named]:
    for sentence in case.sentences:
        yield from stances_of(case, sentence)
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
                    act_of(found[0]),
                )
    yield from stances_of_tables(case)


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


def controls_do_not_conflict(case: Case) -> Iterator[Finding]:
    """A prohibited mineral that is promoted is an error, a restricted one a doubt."""
    by_mineral: dict[str, list[Named]] = defaultdict(list)
    for one in [*_named(case), *planned(case)]:
        by_mineral[one.code].append(one)
    _give_to_members(by_mineral)
    for one in [*_set_anew(case, by_mineral), *promoted_though_held(case, _held(by_mineral))]:
        if not any(_is_said_already(one, other) for other in by_mineral[one.code]):
            by_mineral[one.code].append(one)
    told: set[tuple[int | None, str]] = set()
    for named in by_mineral.values():
        for held in HOLDING:
            every = [one for one in named if one.control is held]
            against = (one for one in every if any(_is_against(one, two) for two in named))
            first = next(against, next(iter(every), None))  # 限制勘查 here, 限制开采 there
            other = [one for one in named if first and _is_against(first, one)]
            if first is None or not _is_enough(first, other) or _is_weighed(case, first):
                continue
            if _is_up_to_a_total(case, first) or _is_set_apart(case, first):
                continue
            if (first.where.line, first.words) not in told:
                yield _conflict(first, other)
            told.add((first.where.line, first.words))
            break


def _is_up_to_a_total(case: Case, one: Named) -> bool:
    """A folder alone has not the sentence 钨实行总量控制, by which it is mined in its zones."""
    is_restricted = one.control is Control.RESTRICTED and not case.document.file
    return is_restricted and PROTECTED.search(one.name) is not None


def _is_set_apart(case: Case, first: Named) -> bool:
    """重点开采锡和萤石，其中萤石不再新设采矿权: one sentence that means both."""
    printed = first.words.rpartition("：")[2].strip() or first.name
    is_closed = first.control is Control.CLOSED
    return is_closed and any(
        printed in sentence.text and APART.search(sentence.text) for sentence in case.sentences
    )


APART = re.compile("(?:重点|鼓励|优先)[^。;]*其中[^。;]*不再?新?[设增]")


def _is_said_already(one: Named, other: Named) -> bool:
    """The same words gave the same control by another way of reading them."""
    is_alike = other.control in {one.control, Control.PROMOTED}
    return is_alike and one.where.line == other.where.line and not other.where.table


def _held(by_mineral: dict[str, list[Named]]) -> dict[str, Named]:
    """What is held back everywhere, by the names it is printed with; the firmest hold first."""
    found: dict[str, Named] = {}
    for control in (Control.RESTRICTED, Control.CLOSED, Control.PROHIBITED):
        for places in by_mineral.values():
            for one in places:
                if one.control is control and one.act != "勘查":
                    printed = one.words.rpartition("：")[2].strip()
                    found[printed.removesuffix("矿") or printed] = one
    return found


def _give_to_members(by_mineral: dict[str, list[Named]]) -> None:
    """What is said of 限制开采矿种 is said of each mineral that is restricted."""
    for control in Control:
        for said in by_mineral.pop(OF_A_CLASS + control.name, ()):
            for code, named in by_mineral.items():
                if any(one.control is control for one in named):
                    named.append(replace(said, code=code, name=named[0].name))


HOLDING = (Control.PROHIBITED, Control.RESTRICTED, Control.CLOSED)
AGAINST = {
    Control.PROHIBITED: (
        Control.PROMOTED,
        Control.GIVEN,
        Control.PLANNED,
        Control.RESTRICTED,
    ),
    Control.RESTRICTED: (Control.PROMOTED,),
    Control.CLOSED: (Control.PROMOTED, Control.GIVEN),
}
ENGLISH = {
    Control.PROHIBITED: "prohibited",
    Control.RESTRICTED: "restricted",
    Control.CLOSED: "not to be given anew",
}


# 不再新设: there may be mines, where 一律不设采矿权 leaves none.
NONE_AT_ALL = re.compile("不得?设")
GIVING = re.compile("投放|新[设建增立]|出让")
# An industry is more than its mines: it may grow where mining is held back.
INDUSTRY = re.compile("产业(?!基地|园)")


def _is_against(first: Named, one: Named) -> bool:
    """Prospecting may go on where mining stops, where only one of them is spoken of."""
    if one.control not in AGAINST[first.control]:
        return False
    if first.control is Control.RESTRICTED and INDUSTRY.search(one.words):
        return False
    is_kept = first.control is Control.CLOSED and one.control is Control.PROMOTED
    is_given = GIVING.search(one.where.words) or NONE_AT_ALL.search(first.where.words)
    if is_kept and not is_given:
        return False  # 重点开采 may be done by the mines that there are
    is_of_one = first.act == "勘查" or first.control is Control.CLOSED
    return not (is_of_one and first.act and one.act and first.act != one.act)


def _is_enough(first: Named, other: list[Named]) -> bool:
    """Prospecting alone for a mineral whose mining is restricted is no contradiction."""
    if first.control is Control.RESTRICTED and first.act == "开采":
        return any(one.act != "勘查" for one in other)
    return bool(other)


# A sentence that sees both sides: 列入限制的滑石又设有重点开采区，意在…
CONCEDED = re.compile(
    "(?<!不)(?:虽|尽管|但是?|又[设列是作为]|不受(?:此|上述)限|意在|旨在|并非|不等于|不矛盾|例外|减量置换|不在此限|仅限于?)"
)
SET_ALL_THE_SAME = re.compile("重点|勘查|新[设立建]|投放|鼓励|安排")


HELD_BACK = re.compile("限制|禁止|(?<!总量)控制|禁采|限采|不再|保护性开采")


def _is_weighed(case: Case, first: Named) -> bool:
    """The text itself says why a mineral that is held back is promoted.

    The 金 of 资金 is no mineral: a name of one sign must stand as one.
    """
    if first.control is Control.PROHIBITED:
        return False
    printed = re.escape(first.words.rpartition("：")[2].strip() or first.name)
    alone = rf"(?<![一-鿿]){printed}(?=[、和及与等，])|{printed}矿"
    named = re.compile(alone if len(printed) == 1 else printed)
    said = (named, HELD_BACK, CONCEDED, SET_ALL_THE_SAME)
    return any(
        all(one.search(piece) for one in said)
        for sentence in case.sentences
        for piece in re.split(";", sentence.text)
    )


def _conflict(first: Named, other: list[Named]) -> Finding:
    is_promoted = any(one.control is not Control.RESTRICTED for one in other)
    if is_promoted:
        other = [one for one in other if one.control is not Control.RESTRICTED]
    is_listed = any(one.control is Control.PROMOTED for one in other)
    is_sure = any(one.control is not Control.PLANNED for one in other)
    return graded(
        Grade.ERROR if first.control is Control.PROHIBITED and is_sure else Grade.DOUBT,
        Kind.MINERAL_CONTROL,
        first.where,
        "“{mineral}”一处{control}，另有 {count} 处{other}",
        "{mineral} is {control_en} in one place and {other_en} in {count} others",
        [Reading(one.words, one.where) for one in [first, *other[:8]]],
        mineral=first.name,
        control=first.control.value,
        other=("列为重点或推进" if is_listed else "安排新设或开采") if is_promoted else "列为限制",
        count=len(other),
        control_en=ENGLISH[first.control],
        other_en=("promoted" if is_listed else "planned") if is_promoted else "restricted",
    )


SETTING = re.compile("新设|新立|新建(?!成)|新增采矿权|投放|规划区块")
GIVEN_BEFORE = re.compile(f"^.*(?:{SETTING.pattern})")
CLOSING = re.compile(
    "注销|关闭|整合|退出|减少|压减|调减|取消|现有|已有|治理|修复|绿色矿山"
    r"|20\d\d年[底末]|总数|[减降增]至|[减降增]到|增加到|减少到|保留|期末|达到"
)
RIGHT = "(?:的?(?:采矿权|探矿权|矿业权|区块|矿山))"
ITEM = re.compile(
    rf"(?:^|[、，:为和及有括设放立建增让]|其中)(?P<name>[一-鿿]{{1,10}}?){RIGHT}?各?\d+[个宗处]"
    rf"|\d+[个宗处](?P<after>[一-鿿]{{1,10}}?){RIGHT}"
)
# 煤、金、萤石各1个: as many of each.
OF_EACH = re.compile(
    rf"(?:^|[，:;为有]|其中)(?P<names>[一-鿿]{{1,10}}(?:[、和][一-鿿]{{1,10}})+?){RIGHT}?各\d+[个宗处]"
)


def _items(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each counted thing begins and ends, and what it is called.

    >>> sorted({name for _, _, name in _items("新设4个，其中锑2个，煤、金各1个")})
    ['煤', '金', '锑']
    """
    for item in OF_EACH.finditer(text):
        for one in re.finditer("[^、和]+", item["names"]):
            yield item.start("names") + one.start(), item.end(), one[0]
    for item in ITEM.finditer(text):
        name = GIVEN_BEFORE.sub("", item["name"] or item["after"]).removeprefix("其中")
        if name:
            yield item.end(item.lastgroup or 0) - len(name), item.end(), name


def _set_anew(case: Case, named: dict[str, list[Named]]) -> Iterator[Named]:
    """New rights, counted one by one, for a mineral of which there shall be none."""
    closed = {
        code: places[0].name
        for code, places in named.items()
        if any(one.control in {Control.PROHIBITED, Control.CLOSED} for one in places)
    }
    green = green_paragraphs(case)
    for sentence in case.sentences if closed else ():
        for start, end, name in sorted(_items(sentence.text)):
            if sentence.paragraph in green:
                continue  # 第一节 绿色矿山。新建17个: 建筑用花岗岩8个、钨矿1个
            for code, _ in minerals_in(case, name):
                rest = re.split("[，,。；;、]", sentence.text[end:])[0]
                is_kept = _is_new(sentence.text[:start]) and not CLOSING.search(rest)
                if code in closed and is_kept:
                    where = sentence.where(start, end)
                    words = sentence.text[start:end]
                    yield Named(code, closed[code], Control.GIVEN, words, where)


def _is_new(before: str) -> bool:
    """The last verb before a number of rights gives them; it does not take them away."""
    verbs = [(found.start(), True) for found in SETTING.finditer(before)]
    verbs += [(found.start(), False) for found in CLOSING.finditer(before)]
    return max(verbs, default=(0, False))[1]
