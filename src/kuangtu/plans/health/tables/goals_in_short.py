# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals that a later chapter repeats in short, by their full name. 后文复述的目标。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import ACT, FROM, OPENING, Stated, risen_from
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.sameness import MINERAL, is_supposed, tense_of
from kuangtu.plans.health.reading.told import population_of
from kuangtu.plans.health.tables.goal_rows import another_goal, end_of, rows_of_years
from kuangtu.plans.health.tables.limits import force_of
from kuangtu.plans.health.tables.text_and_tables import CHANGE
from kuangtu.plans.health.types import Finding, Kind

# What stands between the name and the figure, and what leads up to the name.
KEPT = re.compile(
    r"(?:20\d\d年[底末]?|始终|严格|一律|一直|继续|总体|均|都|应当|应|须|必须|要|保持|维持|稳定|控制|压减|压缩|限制|达到?|提高|增加|减少"
    "|正好|恰好|刚好|不能(?=[保维稳控])|不[得应能宜]?(?:超过|突破|少于|低于|高于|多于|大于|小于)|[在到至为]|的)+$"
)
LED_UP = re.compile(
    "(?:不[得应能宜]?(?:超过|突破)|突破|确保|守住|严守|落实|执行|实现|完成|坚持|围绕|按照?|对照|对|将|把|以|使|和|及|与"
    "|严格控制|严控|控制|保证|规定的?|确定的?|年度|规划)$"
)
NOT_ABOVE = re.compile(r"不[得应能宜]?(?:突破|超过)(?!\D?\d)")  # of what is named after it
STAGE = re.compile("阶段|近期|前期|中期|后期|每年|年均|20\\d\\d|其中|区内|辖区|单个|各")
OF_SOME = re.compile(
    rf"{MINERAL.pattern}|开采区|勘查区|矿区|区块|[一-鿿](?:镇(?!村)|(?<!各)乡(?!镇))|苏木|大型|中型|小型"
)
# 严守36座矿山总数上限; not 26个采矿权与红线均无重叠
IN_WORDS = re.compile("^[^与同距离避在对将把未无不]*?(?:上限|红线|控制|约束(?!性)|总量|以内|封顶)")
# What a plan wants more of; more mines and more ore are a burden.
WANTED = re.compile("绿色矿山|修复|治理|复垦|率|比例|产值|增加值|新增|覆盖")
NOT_ALL = re.compile("[区镇乡]|苏木|阶段|近期|前期|后期|其中|各")
TOTAL = re.compile("(?:总数|数量|总量|个数)$")
MINES = re.compile("(?<=型)矿山(?=比例|占比|比重)")
SHORT = frozenset({"采矿权", "探矿权", "矿业权", "矿山"})
FEWEST = 4  # signs of a name that is one thing all over a document


def limits_are_those_of_the_goals(case: Case) -> Iterator[Finding]:
    """矿山总数保持在26座以内, where the row 矿山总数 ends with 24.

    The limit of a middle year is told with its year or its stage; without either it is the last.
    """
    rows = [row for row in rows_of_years(case) if row[0].dimension is not Dimension.TIMES]
    for one in population_of(case).stated if rows else ():
        force = _limit_of(one)
        found = next((pair for row in rows if force and (pair := _named(one, row))), None)
        if found is None:
            continue
        name, row = found
        if CHANGE.search(_clause(one)) or tense_of(case, one) == "past" or is_supposed(one):
            continue
        first, last = min(row, key=_year), end_of(case, row)
        if one.figure.amount != last.amount:
            if not _is_of_a_middle_year(one, row, first, last) and not _is_of_another_year(
                case, one, last, name
            ):
                yield another_goal(one, last, _limit_of(one).value)
        elif _leans_away(name, force, first, last):
            yield _leans_the_other_way(one, first, last)


KEPT_ONES = re.compile("保留(?:有效)?(?P<what>采矿权|探矿权|矿山)(?:总数|数量)?$")


def what_is_kept_is_within_its_goal(case: Case) -> Iterator[Finding]:
    """2025年末保留矿山24座, where the goal of the row 矿山数量 is ≤22."""
    rows = [row for row in rows_of_years(case) if row[0].dimension is Dimension.COUNT]
    for one in population_of(case).stated if rows else ():
        kept = KEPT_ONES.search(one.sentence.text[: one.figure.start])
        if kept is None or one.figure.dimension is not Dimension.COUNT:
            continue
        for row in rows:
            last = end_of(case, row)
            names = {TOTAL.sub("", plain(word)) for word in row[0].row}
            is_most = kept["what"] in names and force_of(last) is Force.AT_MOST
            if is_most and one.year == last.year and one.figure.amount > last.amount:
                yield another_goal(one, last)


def binding_goals_are_limits(case: Case) -> Iterator[Finding]:
    """采矿权数量38个左右, where the goal of 38 is 约束性: it binds, it is not about so many."""
    rows = [row for row in rows_of_years(case) if "约束性" in row[0].row]
    for one in population_of(case).stated if rows else ():
        if one.figure.force is not Force.ABOUT or tense_of(case, one) == "past":
            continue
        for row in rows:
            last = end_of(case, row)
            is_last = one.figure.amount == last.amount and (one.year or last.year) == last.year
            if is_last and _named(one, row) and force_of(last) is Force.EXACT:
                yield _is_about(one, last)


def _year(entry: Entry) -> str:
    return entry.year


def _limit_of(one: Stated) -> Force:
    """How firmly a figure is meant, also by 不得突破 before its name; no limit is EXACT."""
    figure = one.figure
    if figure.upper is not None or figure.force is Force.ABOUT:
        return Force.EXACT
    if figure.force is Force.EXACT and (
        NOT_ABOVE.search(_clause(one)) or IN_WORDS.search(_after(one))
    ):
        return Force.AT_MOST
    return figure.force


def _leans_away(name: str, force: Force, first: Entry, last: Entry) -> bool:
    """Fewer mines are wanted: the number is the most, not the least; of green ones the least."""
    if force_of(last) is force:
        return False
    is_fewer = first.dimension is Dimension.COUNT and first.amount > last.amount
    is_more = WANTED.search(name) is not None and first.amount < last.amount
    return (force is Force.AT_LEAST and is_fewer) or (force is Force.AT_MOST and is_more)


def _after(one: Stated) -> str:
    """The words right after a figure, up to a sign."""
    found = re.match(r"[^，。;:、\d]*", one.sentence.text[one.figure.end :])
    return found[0] if found else ""


def _clause(one: Stated) -> str:
    text = one.sentence.text
    start = start_of(text, one.figure.start, "，。;:")
    return text[start : one.figure.end]


MARK = re.compile(r"^\(?[一二三四五六七八九十\d]{1,2}[).]\s*")  # (5)绿色矿山达到


def _named(one: Stated, row: Sequence[Entry]) -> tuple[str, Sequence[Entry]] | None:
    """The row's full name stands right before the figure, or after it: 36座矿山总数上限."""
    if row[0].dimension is not one.figure.dimension:
        return None
    text = one.sentence.text
    start = start_of(text, one.figure.start, "，。;:、")
    first = risen_from(one.sentence, one.figure)
    end = one.figure.start if first is None else first.start
    said = _without_end(FROM.sub("", MARK.sub("", text[start:end])))
    after = _after(one).removeprefix("的")
    for name in (name for word in row[0].row for name in _names_of(plain(word))):
        is_before = _leads_to(said, name)
        if is_before or (after.startswith(name) and _is_nothing_else(said)):
            return name, row
    return None


def _is_nothing_else(said: str) -> bool:
    return not OPENING.sub("", said) or LED_UP.search(said) is not None


def _without_end(said: str) -> str:
    """矿山总数 of 矿山总数保持在, of which 控制 is cut, not the end of a name."""
    return KEPT.sub("", said)


def _names_of(word: str) -> Iterator[str]:
    bare = re.sub(r"\([^()]*\)$", "", word)
    short = TOTAL.sub("", bare)
    if len(bare) >= FEWEST:
        yield bare
    if (called := MINES.sub("", bare)) != bare and len(called) >= FEWEST:
        yield called  # 大中型比例 of 大中型矿山比例
    if short != bare and (len(short) >= FEWEST or short in SHORT):
        yield short


def _leads_to(said: str, name: str) -> bool:
    if not said.endswith(name):
        return False
    before = said.removesuffix(name)
    joined = re.split("[和及与]", before)[-1]
    if not OPENING.sub("", joined):
        return True
    return LED_UP.search(joined) is not None and not NOT_ALL.search(joined)


def _is_of_another_year(case: Case, one: Stated, last: Entry, name: str) -> bool:
    """A year or a stage is told, or the heading is of one; or no other limit is compelled."""
    if one.year and one.year != last.year:
        return True
    heads = case.headings_over(one.sentence.clause)
    *before, own = re.split("，", re.split("[。;]", one.sentence.text[: one.figure.start])[-1])
    is_dated = one.year == last.year
    own = re.split("[、和及与]", own)[-1]
    said = own if is_dated else "，".join([*before, own])
    if OF_SOME.search(f"{said}{heads}".replace(name, "")):
        return True
    text = ACT.sub("", one.sentence.text[: one.figure.start])
    if not is_dated and STAGE.search(f"{text}{heads}"):
        return True
    if force_of(last) not in {Force.EXACT, _limit_of(one)}:
        return True
    low, high = sorted((one.figure.amount, last.amount))
    return low * 2 < high


def _is_of_a_middle_year(one: Stated, row: Sequence[Entry], first: Entry, last: Entry) -> bool:
    """2023年进行中期评估，届时绿色矿山13个以上: the row has 13 for that year."""
    said = one.sentence.text[: one.figure.start]
    return any(
        entry.amount == one.figure.amount
        and entry.year != last.year
        and (entry.year in said or first.year < entry.year < last.year)
        for entry in row
    )


def _leans_the_other_way(one: Stated, first: Entry, last: Entry) -> Finding:
    return doubt(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "限定方向相反：{table}由 {first} 减至 {last}，文中为 {printed}{force}",
        "the limit leans the other way: {first} is to fall to {last} in {table}, the text has "
        "{printed}{force}",
        [one.sentence.reading(one.figure), first.cell.reading, last.cell.reading],
        table=last.cell.table.name,
        first=first.cell.text.strip(),
        last=last.cell.text.strip(),
        printed=one.figure.printed,
        force=_limit_of(one).value,
    )


def _is_about(one: Stated, last: Entry) -> Finding:
    return doubt(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "{table}列为约束性指标 {last}，文中为 {printed}左右",
        "{table} has {last} as a binding goal, the text has about {printed}",
        [one.sentence.reading(one.figure), last.cell.reading],
        table=last.cell.table.name,
        last=last.cell.text.strip(),
        printed=one.figure.printed,
    )
