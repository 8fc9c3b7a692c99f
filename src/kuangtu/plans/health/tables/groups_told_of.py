# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says of a group of rows of a table taken together. 正文所述的一类。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, Force, count_of, plain
from kuangtu.plans.health.types import Finding, Kind

ALL_OF_THEM = re.compile(
    "^(?:[一二两三四五六七八九十\\d]+[个处片区项座块])?[一-鿿]{0,10}?(?P<noun>面积|投资|规模|产量|资金|经费)?"
    "(?:合计|共计|总计|共)?(?:为|达|约)?$"
)
CLASS = re.compile("(?:重点勘查|重点开采|集中开采|限制开采|禁止开采)区$")  # of which a name is one
LEAST = 2  # signs of what several rows are of: 金矿
COUNT = re.compile(rf"(?P<count>\d{{1,2}}|{HAN_NUMBER})[个处片区项座块]?$")
TURNED = re.compile("其中|比|较|由|从|占|新增|剩余|其余|最大|最小|平均|每")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one word in one column, and what their numbers add up to. 同类的行。"""

    word: str
    head: str
    amount: Decimal
    rows: tuple[Entry, ...]


def groups_in(case: Case) -> tuple[Group, ...]:
    """Every word that several rows of a table share, but not all, with each column's sum."""
    rows: dict[tuple[str, int, str], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        table = id(entry.cell.table)
        ends = (found[0] for one in entry.row if (found := CLASS.search(one)) is not None)
        for word in dict.fromkeys([*entry.row, *ends]) if not entry.is_total else ():
            if len(word) >= LEAST and "/" not in word:
                rows[word, table, entry.head].append(entry)
    return tuple(
        Group(word, head, sum((one.amount for one in found), Decimal(0)), tuple(found))
        for (word, _, head), found in rows.items()
        if len(found) > 1
    )


def figures_agree_with_the_group_they_name(case: Case) -> Iterator[Finding]:
    """四个重点勘查区面积540.0平方千米: the four rows of that class add up to it."""
    groups = groups_in(case)
    words = {group.word for group in groups}
    for one in stated_in(case) if groups else ():
        figure, text = one.figure, one.sentence.text
        if figure.force is not Force.EXACT or figure.upper is not None:
            continue
        start = start_of(text, figure.start, "。;")
        named = [(text.rfind(word, start, figure.start), word) for word in words]
        place, word = max(named, default=(-1, ""))
        if place < 0:
            continue
        beside = text[max(0, place - 1) : place], text[place + len(word) :][:1]
        if set(beside) & set("、和及与"):
            continue  # one of several that are told of together
        if _is_of_a_name(text, place + len(word), word, groups):
            continue
        counted = COUNT.search(text[:place]) or COUNT.search(_count_behind(text, place + len(word)))
        about = [group for group in groups if group.word == word]
        if counted is None or any(len(one.rows) != count_of(counted["count"]) for one in about):
            continue  # not so many rows are of it, or nobody says how many
        between = text[place + len(word) : figure.start]
        yield from _judged(one, between.removeprefix(_count_behind(between, 0)), about)


def _count_behind(text: str, end: int) -> str:
    """重点勘查区4个: the count may stand behind the word."""
    found = re.match(r"\d{1,2}[个处片区项座块]", text[end:])
    return found[0] if found else ""


def _is_of_a_name(text: str, end: int, word: str, groups: tuple[Group, ...]) -> bool:
    """磨坪磷矿重点勘查区 is one of the 重点勘查区, not all of them."""
    names = {
        plain(cell)
        for group in groups
        if group.word == word
        for entry in group.rows
        for cell in entry.cell.table.rows[entry.cell.row]
    }
    return any(len(name) > len(word) and text.endswith(name, 0, end) for name in names)


def _judged(one: Stated, between: str, groups: list[Group]) -> Iterator[Finding]:
    last = re.split("[，、:(]", between)[-1]
    found = ALL_OF_THEM.match(last)
    is_whole = last.endswith(("合计", "共计", "总计", "共", "面积"))
    if found is None or not is_whole or re.search(r"\d", between) or TURNED.search(last):
        return
    noun = found["noun"] or ""
    fitting = [
        group
        for group in groups
        if group.rows[0].dimension is one.figure.dimension and noun in group.head
    ]
    if len(fitting) != 1:
        return
    group = fitting[0]
    room = max([one.figure.step, *(entry.step for entry in group.rows)])
    if abs(group.amount - one.figure.amount) > room:
        yield _finding(one.sentence, one, group)


def _finding(sentence: Sentence, one: Stated, group: Group) -> Finding:
    right = f"{shown(one.figure.in_its_unit(group.amount))}{one.figure.unit}"
    return error(
        Kind.TEXT_AND_TABLE,
        sentence.around(one.figure),
        "文中“{word}”共 {printed}，{table}该类相加为 {right}",
        "the text gives “{word}” as {printed} together, the rows of {table} add up to {right}",
        [sentence.reading(one.figure), *(entry.cell.reading for entry in group.rows[:6])],
        right,
        word=group.word,
        printed=one.figure.printed,
        table=group.rows[0].cell.table.name,
        right=right,
    )
