# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Phases that follow one another, and acts that come one after the other. 阶段与先后次序。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.types import Finding, Kind, Reading

SPAN = re.compile(r"(?<!\d)(20\d\d)年?\s*(?:～|—+|-+|–|－|至|到)\s*(20\d\d)(?!\d)年?")
PHASE = (
    r"(?:第[一二三四]|前一?|后一?|中|近|远|首|末|起步|启动|起始|奠基|攻坚|推进|提升|提高|巩固|深化|完善"
    r"|冲刺|收官|全面[一-鿿]{2}|集中[一-鿿]{2})(?:个)?(?:阶段|期)(?![限间内])"
)
BEFORE = re.compile(rf"{PHASE}(?:[为是:]|\(|实施|安排|计划|即)*$")
AFTER = re.compile(rf"^\)?(?:(?:[为是]|作为)?{PHASE}|(?:[为是]|作为)[一-鿿]{{2,8}}阶段)")
# The acts of a plan's making, in their order.
ACTS = (
    re.compile("启动|部署|开展编制|成立"),
    re.compile("征求意见|公开征求|公示"),
    re.compile("论证|评审|审查|审议|预审|审核"),
    re.compile("批准|批复|同意"),
    re.compile("公布|发布|印发|颁布"),
    re.compile("施行|实施|生效"),
)
DATED = re.compile(r"(20\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?P<words>[^，。；;]{0,16})")
MIDDLE = re.compile(r"(20\d\d)年[^，。；;\d]{0,8}(?:中期评估|中期评价|中期调整|中期检查)")
LAST = re.compile(
    r"(20\d\d)年[^，。；;\d]{0,8}(?:终期评估|期末评估|总结评估|末期评估|终期评价|实施总结|全面总结)"
)


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of years that is called a phase. 阶段。"""

    first: int
    last: int
    printed: str


def phases_in(sentence: Sentence) -> tuple[Phase, ...]:
    """The spans that the sentence calls phases, in its order; without one of several years none."""
    text = sentence.text
    return tuple(
        Phase(int(found[1]), int(found[2]), found[0])
        for found in SPAN.finditer(text)
        if BEFORE.search(text[max(0, found.start() - 14) : found.start()])
        or AFTER.match(text[found.end() : found.end() + 12])
    )


def phases_follow_one_another(case: Case) -> Iterator[Finding]:
    """第一阶段2021—2023年，第二阶段2023—2025年: 2023 is in both."""
    for sentence in case.sentences:
        phases = phases_in(sentence)
        for before, after in pairwise(phases):
            if after.first == before.last + 1:
                continue
            at = sentence.text.find(before.printed)
            where = sentence.where(max(0, at - 12), at + 40)
            yield error(
                Kind.DATE,
                where,
                "两个阶段 {before} 与 {after} {zh}",
                "the phases {before} and {after} {en}",
                [Reading(before.printed, where), Reading(after.printed, where)],
                before=before.printed,
                after=after.printed,
                zh="重叠" if after.first <= before.last else "不相接",
                en="overlap" if after.first <= before.last else "leave years between them",
            )
        yield from _of_the_period(case, sentence, phases)


IN_STEPS = re.compile(r"分(?:[两二三四2-4]个?|为[两二三四2-4]个?|若干)?(?:步|阶段|期|批|轮)")


def spans_of_parts_do_not_overlap(case: Case) -> Iterator[Finding]:
    """2021—2023年治理31公顷，2023—2025年治理21公顷: what was done in 2023 is in both.

    So are 分两步推进:2021—2024年完成甲、乙两个项目;2024—2025年完成丙项目.
    """
    for sentence in case.sentences:
        text = sentence.text
        for one, other in pairwise(SPAN.finditer(text)):
            reads = (_begin_alike, _are_steps, _are_counted)
            if not any(is_so(text, one, other) for is_so in reads):
                continue
            first, last, begins, ends = map(int, (*one.groups(), *other.groups()))
            if first < last >= begins > first and ends > last:
                where = sentence.where(one.start(), other.end() + 8)
                yield error(
                    Kind.DATE,
                    where,
                    "{one} 与 {other} 重叠",
                    "{one} and {other} overlap",
                    [Reading(one[0], where), Reading(other[0], where)],
                    one=one[0],
                    other=other[0],
                )


def _begin_alike(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Behind both spans is one word and an amount."""
    words = [re.match(r"[一-鿿]{1,8}(?=\d)", text[span.end() :]) for span in (one, other)]
    return bool(words[0] and words[1] and words[0][0][:2] == words[1][0][:2])


def _are_steps(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Steps are announced, and each of the two spans begins a piece with the same verb."""
    heads = [text[max(0, span.start() - 1) : span.start()] for span in (one, other)]
    verbs = [text[span.end() : span.end() + 2] for span in (one, other)]
    is_announced = bool(IN_STEPS.search(text[: one.start()]))
    return is_announced and heads[0] in ":，" and heads[1] == ";" and verbs[0] == verbs[1]


def _are_counted(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """分2021—2023年、2022—2025年两个阶段实施."""
    is_pair = re.fullmatch("[、和与及]", text[one.end() : other.start()])
    return bool(is_pair and re.match("[两二三四]个?(?:阶段|时段|步)", text[other.end() :]))


# The names that the phases of one scheme have, in their order.
SCHEMES = (
    ("第一阶段", "第二阶段", "第三阶段", "第四阶段"),
    ("近期", "中期", "后期", "远期"),
    ("前期", "中期", "后期", "远期"),
)
TOLD = re.compile(
    r"(?P<name>第[一二三四]阶段|[近前中后远]期)(?:目标|任务|安排|建设|工作|规划|实施|为|是)*[(:]*"
    r"(?P<first>20\d\d)年?\s*(?:～|—+|-+|–|－|至|到)\s*(?P<last>20\d\d)(?!\d)年?"
)


def phases_of_the_document_agree(case: Case) -> Iterator[Finding]:
    """近期（2021—2023年） in one paragraph, 后期（2022—2025年） in the next."""
    told = [(found, one) for one in case.sentences for found in TOLD.finditer(one.text)]
    for scheme in SCHEMES:
        ours = [one for name in scheme for one in told if one[0]["name"] == name]
        for (before, one), (after, other) in pairwise(ours):
            is_same = before["name"] == after["name"]
            if one is other or _agree(before, after, is_same=is_same):
                continue
            where = other.where(after.start(), after.end())
            first = Reading(before[0], one.where(before.start(), before.end()))
            yield error(
                Kind.DATE,
                where,
                "两处阶段 {before} 与 {after} {zh}",
                "the phases {before} and {after} {en}",
                [first, Reading(after[0], where)],
                before=before[0],
                after=after[0],
                zh="不一致" if is_same else "重叠",
                en="differ" if is_same else "overlap",
            )
            break


def _agree(before: re.Match[str], after: re.Match[str], *, is_same: bool) -> bool:
    """One phase has one span; another one begins when it has ended."""
    if is_same:
        return before.group("first", "last") == after.group("first", "last")
    return int(after["first"]) > int(before["last"])


def _of_the_period(case: Case, sentence: Sentence, phases: tuple[Phase, ...]) -> Iterator[Finding]:
    """The first phase begins with the period, and the last one ends with it."""
    if case.years is None or len(phases) < 2:
        return
    ends = phases[0].first, phases[-1].last
    if ends == case.years or ends[1] in case.outlook_years or ends[1] > case.years[1] + 4:
        return
    at = sentence.text.find(phases[0].printed)
    where = sentence.where(max(0, at - 12), at + 40)
    yield doubt(
        Kind.DATE,
        where,
        "各阶段合为 {first}—{last} 年，规划期是 {start}—{end} 年",
        "the phases together are {first}–{last}; the plan's period is {start}–{end}",
        [Reading(one.printed, where) for one in phases],
        first=ends[0],
        last=ends[1],
        start=case.years[0],
        end=case.years[1],
    )


def acts_come_in_their_order(case: Case) -> Iterator[Finding]:
    """2023年6月通过审查，2023年3月批准."""
    for sentence in case.sentences:
        if "规划" not in sentence.text:
            continue
        dated = [
            (found, act)
            for found in DATED.finditer(sentence.text)
            if (act := _act_of(found["words"])) is not None
        ]
        for (one, act), (other, later) in pairwise(dated):
            if later <= act or _date(other) >= _date(one):
                continue
            where = sentence.where(one.start(), other.end())
            yield error(
                Kind.DATE,
                where,
                "“{other}”在后，日期却早于“{one}”",
                "“{other}” comes after “{one}”, yet its date is before",
                [Reading(one[0], where), Reading(other[0], where)],
                one=one[0],
                other=other[0],
            )


def _act_of(words: str) -> int | None:
    """Which act of the making the words tell of, the first one that they name."""
    named = [(found.start(), n) for n, act in enumerate(ACTS) if (found := act.search(words))]
    return min(named)[1] if named else None


def _date(found: re.Match[str]) -> tuple[int, int]:
    """Year and month; a year without one ends after all its months."""
    return int(found[1]), int(found[2] or 12)


def evaluations_come_in_their_order(case: Case) -> Iterator[Finding]:
    """中期评估 lies within the period and before 终期评估, which lies at its end."""
    if case.years is None:
        return
    first, last = case.years
    for sentence in case.sentences:
        if re.search("上轮|上一轮|前轮|前一轮|十三五", sentence.text):
            continue
        middle, end = MIDDLE.search(sentence.text), LAST.search(sentence.text)
        wrong = None
        if middle is not None and not first <= int(middle[1]) < last:
            wrong = middle
        elif end is not None and int(end[1]) < max(last - 1, int(middle[1]) if middle else 0):
            wrong = end
        if wrong is None or int(wrong[1]) < first:
            continue  # years before the period are told of already
        where = sentence.where(wrong.start(), wrong.end())
        yield error(
            Kind.DATE,
            where,
            "“{printed}”与规划期 {first}—{last} 年的中期、期末不符",
            "“{printed}” is neither the middle nor the end of the period {first}–{last}",
            [Reading(wrong[0], where)],
            printed=wrong[0],
            first=first,
            last=last,
        )
