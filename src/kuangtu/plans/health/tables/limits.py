# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How firmly the prose says what a table sets as a limit: 以内, 以上, 左右. 正文与表的限定语。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt, graded
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import Context, context_of, names_of_row
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.sameness import is_supposed
from kuangtu.plans.health.reading.told import pairs_of, population_of
from kuangtu.plans.health.types import Finding, Grade, Kind

AT_MOST = re.compile("[≤≦<＜]|以内|以下|之内|不超过|不突破|不[高大多]于")
AT_LEAST = re.compile("[≥≧>＞]|以上|不[低少小]于|不得低于")
ABOUT = re.compile("左右|约")
UPPER = re.compile("上限|最高|最大|控制数")
LOWER = re.compile("下限|最低|最小")


def limits_are_those_of_the_tables(case: Case) -> Iterator[Finding]:
    """控制在1580万吨左右, where the table of goals has ≤1580."""
    limits = [(entry, force) for entry in entries_in(case) if (force := force_of(entry))]
    for one in population_of(case).stated:
        if one.figure.force is Force.EXACT or one.figure.upper is not None:
            continue
        if is_supposed(one) or _is_refused(one):
            continue
        alike = [(entry, force) for entry, force in limits if _is_same_amount(one, entry)]
        context = context_of(case, one) if alike else None
        matched = [pair for pair in alike if context is not None and _is_of(context, pair[0])]
        if matched and all(force is not one.figure.force for _, force in matched):
            yield _finding(one, *matched[0])


REFUSED = re.compile(
    "(?:不再|不得|不予|禁止|严禁|停止|一律不)[^，。;、]{0,4}(?:新[设建立增]|审批|批准|出让|受理|设置)[^，。;]*$"
)


def _is_refused(one: Stated) -> bool:
    """不再新设年产6万吨以下的采矿权: what lies below the limit is not given."""
    text, figure = one.sentence.text, one.figure
    is_below = figure.force is Force.AT_MOST and REFUSED.search(text[: figure.start]) is not None
    return is_below and text[figure.end : figure.end + 2] not in {"以内", "之内"}


def force_of(entry: Entry) -> Force:
    """How firmly a cell is meant: its own sign, else the word of its head."""
    words = plain(entry.cell.text)
    if AT_MOST.search(words):
        return Force.AT_MOST
    if AT_LEAST.search(words):
        return Force.AT_LEAST
    if ABOUT.search(words):
        return Force.ABOUT
    if UPPER.search(entry.head):
        return Force.AT_MOST
    return Force.AT_LEAST if LOWER.search(entry.head) else Force.EXACT


def _is_same_amount(one: Stated, entry: Entry) -> bool:
    if one.year and entry.year and one.year != entry.year:
        return False
    figure = one.figure
    return entry.dimension is figure.dimension and entry.amount == figure.amount


def _is_of(context: Context, entry: Entry) -> bool:
    """The row is told of in the clauses before the figure, or the head is beside it."""
    head = pairs_of(re.sub(r"\(.*?\)|上限|下限", "", entry.head))
    if not entry.is_total and any(word in context.said for word in names_of_row(entry)):
        return True
    row = frozenset() if entry.is_total else pairs_of("，".join(entry.row))
    return len(row & context.near) > 1 or len(head & context.near) > 1


def _finding(one: Stated, entry: Entry, force: Force) -> Finding:
    figure = one.figure
    is_opposite = {figure.force, force} == {Force.AT_LEAST, Force.AT_MOST}
    return graded(
        Grade.ERROR if is_opposite else Grade.DOUBT,
        Kind.SAID_TWICE,
        one.sentence.around(figure),
        "同一数量限定不同：文中 {printed}{said}，{table}为 {cell}{force}",
        "one quantity is said with different force: {printed}{said} in the text, {cell}{force} in "
        "{table}",
        [one.sentence.reading(figure), entry.cell.reading],
        printed=figure.printed,
        said=figure.force.value,
        table=entry.cell.table.name,
        cell=entry.cell.text.strip(),
        force=f"（{force.value}）",
    )


RATE = re.compile("[一-鿿]*?([一-鿿]{2}率)")


def limits_of_one_rate_lean_one_way(case: Case) -> Iterator[Finding]:
    """回采率不超过90%, where every other 回采率 of the document is 不低于."""
    told: dict[str, list[Stated]] = defaultdict(list)
    for one in population_of(case).stated:
        is_limit = one.figure.force in {Force.AT_LEAST, Force.AT_MOST}
        if is_limit and one.figure.dimension is Dimension.PERCENT and (rate := _rate_of(one)):
            told[rate].append(one)
    for rate, limits in told.items():
        least = [one for one in limits if one.figure.force is Force.AT_LEAST]
        most = [one for one in limits if one.figure.force is Force.AT_MOST]
        few, many = sorted((least, most), key=len)
        if len(few) == 1 and len(many) > 1:
            yield _against_the_others(rate, few[0], many)


def _rate_of(one: Stated) -> str:
    """The rate that a limit is of: the last word of its label that ends in 率."""
    found = RATE.findall(one.label)
    return found[-1] if found and one.label.endswith(found[-1]) else ""


def _against_the_others(rate: str, one: Stated, others: list[Stated]) -> Finding:
    return doubt(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "“{rate}”别处都限定为{force}，此处为 {printed}{said}",
        "“{rate}” is limited as {force} everywhere else, here it is {printed}{said}",
        [one.sentence.reading(one.figure), *(two.sentence.reading(two.figure) for two in others)],
        rate=rate,
        force=others[0].figure.force.value,
        printed=one.figure.printed,
        said=one.figure.force.value,
    )


# What a plan wants more of, and what it wants less of, whatever the number.
WANTED = re.compile(
    "(?:大中型(?:矿山|采矿权|矿)?(?:比例|占比|比重)|绿色矿山(?:数量?|比例|占比|建成率|达标率)?|开采回采率|选矿回收率"
    "|综合利用率|治理率|修复率|复垦率|达标率)$"
)
BOUNDED = re.compile("(?:采矿权|矿山)(?:总数|数量|总量)?$|开采总量$")


def limits_lean_as_their_nature_is(case: Case) -> Iterator[Finding]:
    """大中型矿山占比不高于75%: what is wanted has no upper limit; 采矿权总数不少于24个."""
    for one in population_of(case).stated:
        figure = one.figure
        label = HEDGED.sub("", one.label)
        is_most = figure.force is Force.AT_MOST and WANTED.search(label) is not None
        is_least = figure.force is Force.AT_LEAST and BOUNDED.fullmatch(label) is not None
        is_turned = is_most or is_least
        if (
            not is_turned
            or not one.is_goal
            or not LIMITED.search(one.sentence.text[: figure.start])
        ):
            continue
        yield doubt(
            Kind.SAID_TWICE,
            one.sentence.around(figure),
            "“{label}”作{force}限定，方向与此类指标相反",
            "“{label}” is limited the other way than such goals are: {force}",
            [one.sentence.reading(figure)],
            label=label,
            force=figure.force.value,
        )


LIMITED = re.compile("不[得应]?(?:低|少|高|超|大|多)(?:于|过)$|控制在$")
HEDGED = re.compile(r"(?:不[得应]?(?:低|少|高|超|大|多)(?:于|过)|控制在|达到?)$|20\d\d年")
