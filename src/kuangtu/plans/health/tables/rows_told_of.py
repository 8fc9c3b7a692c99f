# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says of a thing that has a row of its own in a table. 正文所述的表行。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import words_over_rows
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.tables.figure_and_cell import other_than_cell
from kuangtu.plans.health.tables.text_and_tables import OF_GOALS
from kuangtu.plans.health.types import Finding

WHERE = re.compile("(?:位于|地处|坐落于?|分布[在于])[^，。;]{0,6}$")
SET_THERE = re.compile("[^，。;]{0,6}?(?:安排|新[设建立]|设[置立]?|开展|实施|部署|划定|建设|规划)")
NAMED_BY_KIND = re.compile("[县市区旗镇乡]$")
ROCK = re.compile("[岩土石料]$")  # the mineral stands in several tables
# What is in it, a part, a step or what was before: another figure than the row has.
TURNED = re.compile(
    "^[内里中]|[区矿镇乡]内|县内(?!最)|以来|以往|此前|已(?:投入|完成|提交|实施)|首期|首采|前期|后期|先期|扣除|重叠|其中|比|较|由|从|新增|剩余|其余|另|合计|共计|[一二三四五六七八九十两][年期]|平均|每|单位"
)
REACHED = re.compile("达到|提高到|提升到|增加到|增至")
HAVING = re.compile("^(?:设置?|设立|共?有|拥有|安排|布设|划定|部署|投入)+")
ENDS = re.compile("(?:达到?|为|共|约|有|仅|分别|的)+$")


@dataclass(frozen=True, slots=True)
class Named:
    """A row's name in a sentence, with what follows it up to the next. 行名。"""

    name: str
    start: int
    end: int
    until: int


def figures_agree_with_the_row_they_name(case: Case) -> Iterator[Finding]:
    """白水县矿山最多，有60个；产量850万吨: the row 白水县 prints 840 below 产量（万吨）."""
    by_name = _by_name(case)
    told = stated_in(case)
    for sentence in case.sentences:
        named = list(_names_in(sentence, by_name))
        for one in told if named else ():
            if one.sentence is not sentence or one.is_goal_in_words:
                continue
            about = [two for two in named if two.end <= one.figure.start <= two.until]
            if about:
                yield from _judged(one, about[-1], by_name[about[-1].name])


def _by_name(case: Case) -> dict[str, list[Entry]]:
    """The numbers of each row that is called by a name of its own."""
    rows: dict[str, list[Entry]] = {}
    groups = {id(grid.table): words_over_rows(grid) for grid in grids(case.tables)}
    for entry in entries_in(case):
        several = groups.get(id(entry.cell.table), frozenset())
        for word in entry.row if not entry.is_total else ():
            if not HAN.search(word):
                continue  # the numbers of its map sheets are no name of a row
            bare = OF_A_TOWN.sub("", word)
            if bare != word and len(bare) >= 6 and word not in several:
                rows.setdefault(bare, []).append(entry)  # 丁家桥镇凤形山水泥用灰岩矿
            if word not in several and (
                (len(word) >= 6 and not ROCK.search(word))
                or (len(word) >= 3 and NAMED_BY_KIND.search(word))
            ):
                rows.setdefault(word, []).append(entry)
    return rows


def _names_in(sentence: Sentence, by_name: dict[str, list[Entry]]) -> Iterator[Named]:
    """The names of rows in the sentence; of several in a row none is told of alone."""
    places = sorted((sentence.text.find(name), name) for name in by_name if name in sentence.text)
    for number, (start, name) in enumerate(places):
        end = start + len(name)
        until = places[number + 1][0] if number + 1 < len(places) else len(sentence.text)
        stop = sentence.text.find("。", end)
        before, after = sentence.text[max(0, start - 1) : start], sentence.text[end : end + 1]
        if before in {"、", "和", "及", "与"} or after in {"、", "和", "及", "与", "等"}:
            continue
        if WHERE.search(sentence.text[:start]) or (
            sentence.text[:start].endswith("在") and SET_THERE.match(sentence.text, end)
        ):
            continue  # 甲区位于谷冲镇，面积2.64平方千米; 在谷冲镇安排详查1项，面积9.2平方千米
        yield Named(name, start, end, until if stop < 0 else min(stop, until))


def _judged(one: Stated, named: Named, entries: list[Entry]) -> Iterator[Finding]:
    figure, text = one.figure, one.sentence.text
    if figure.force is not Force.EXACT or figure.upper is not None or figure.is_in_words:
        return
    between = text[named.end : figure.start]
    label, is_ranked = _label_between(between)
    if not label and (most := MOST.search(text[: named.start])) is not None:
        label = most[1]  # 矿山最多的是文岭镇，有5座
    if not is_ranked and (
        (not label and between != "，为") or (between.strip("，为") and len(label) < 2)
    ):
        return
    is_most = MOST.search(text[: named.start]) is not None
    if _turns_to_another_row(named.name, between, entries) or _is_of_the_row(
        one, entries, alone=is_most
    ):
        return
    if TURNED.search(between) or "占" in label:
        return
    fitting = [entry for entry in entries if not label or _is_below(one, label, entry)]
    fitting = [entry for entry in fitting if entry.dimension is figure.dimension]
    fitting = _the_whole_of(fitting, figure.unit) if is_ranked else fitting
    heads = {(entry.cell.table.name, entry.cell.column) for entry in fitting}
    if len(fitting) != 1 or len(heads) != 1:
        return
    entry = fitting[0]
    if _is_of_another_time(one, entry, between):
        return
    if abs(entry.amount - figure.amount) <= max(entry.step, figure.step):
        return
    yield other_than_cell(
        one,
        entry,
        "文中“{name}”{label}{printed}，{table}为 {cell}（{right}）",
        "the text gives “{name}” {label} as {printed}, {table} as {cell} ({right})",
        name=named.name,
        label=label,
        cell=plain(entry.cell.text).strip(),
    )


def _is_of_another_time(one: Stated, entry: Entry, between: str) -> bool:
    """What is to be reached, beside a table of what there is.

    某县1∶5万区域地质调查，面积2577平方千米，2026—2028年 beside 完成面积 of surveys.
    """
    table = plain(entry.head + entry.cell.table.caption)
    if REACHED.search(between) and not entry.year and not OF_GOALS.search(table):
        return True
    is_done = DONE.search(table) is not None and not DONE.search(one.sentence.text)
    return is_done and SURVEY.search("，".join(entry.row)) is not None


DONE = re.compile("完成|已有|覆盖|现状|工作程度")
SURVEY = re.compile("调查|测量|填图|化探|物探|遥感|航空|重力")


def _the_whole_of(entries: list[Entry], unit: str) -> list[Entry]:
    """Of 矿山（座） 14, 在产 10 and 停产 4 the first, of which the others are parts."""
    first = entries[0] if entries else None
    if first is None or len(entries) == 1:
        return entries
    is_whole = first.amount == sum((one.amount for one in entries[1:]), Decimal(0))
    return entries[:1] if is_whole and unit in first.cell.table.words else entries


def _label_between(between: str) -> tuple[str, bool]:
    """What is measured, by the words between a row and its figure; whether it is only ranked.

    砬子沟镇有14座 has no word for what is measured either.
    """
    if between in {"有", "共有"}:
        return "", True
    if label := ENDS.sub("", re.split("[，;:、(]", between)[-1]):
        return label, False
    before = _clause_before(between)  # 采矿权数量居首，为92个; 任务最重，为45公顷
    label = RANKED.sub("", before)
    is_ranked = label != before and label in GENERAL
    return ("" if is_ranked else label), is_ranked


RANKED = re.compile("(?:位?居首位?|居第一|最[多大少小高低重])$")
GENERAL = frozenset({"", "任务", "工作量", "规模", "体量", "投入"})  # whatever its row measures
MOST = re.compile("([一-鿿]{2,6}?)(?:数量)?最[多大高少小低]的?(?:是|为)$")
OF_A_TOWN = re.compile("^[一-鿿]{2,4}?(?:镇|乡|街道|苏木)(?=[一-鿿]{4})")
HAN = re.compile("[一-鿿]")
SEVERAL = re.compile(
    "(?:[两二三四五六七八九十]|\\d+)[个项处座家类区镇乡村矿片](?:[一-鿿]{0,6}?)(?:共|合计|总)"
)


def _turns_to_another_row(name: str, between: str, entries: list[Entry]) -> bool:
    """Another row of the table is told of between the name and the figure, be its name short.

    两个项目共治理340公顷，投资1600万元: of both.
    """
    if SEVERAL.search(between):
        return True
    if NAMED_BY_KIND.search(name) and re.search(f"[一-鿿]{{2}}{name[-1]}", between):
        return True  # 甲区位于龙门坝镇，面积26.40平方千米；乙区位于石桥镇，面积18.60平方千米
    tables = {id(entry.cell.table): entry.cell.table for entry in entries}
    others = {
        plain(cell).strip()
        for table in tables.values()
        for row in table.rows[1:]
        for cell in row[:2]
    }
    return any(len(one) > 1 and not one[0].isdigit() and one in between for one in others)


def _is_of_the_row(one: Stated, entries: list[Entry], *, alone: bool) -> bool:
    """Some number of the row is the figure, or two of them add up to it; `alone` no two."""
    like = [entry.amount for entry in entries if entry.dimension is one.figure.dimension]
    sums = {a + b for n, a in enumerate(like) for b in like[n + 1 :] if not alone}
    room = one.figure.step / 2
    return any(abs(amount - one.figure.amount) <= room for amount in [*like, *sums])


def _clause_before(between: str) -> str:
    clauses = [words for words in re.split("[，;:、(]", between)[:-1] if words]
    return clauses[-1] if clauses else ""


def _is_below(one: Stated, label: str, entry: Entry) -> bool:
    """The figure is of the column: its word stands in the head, its unit is of the head's kind."""
    if entry.dimension is not one.figure.dimension or entry.dimension is Dimension.PERCENT:
        return False
    if entry.year and one.year and entry.year != one.year:
        return False
    label = HAVING.sub("", label.removesuffix("数量"))
    head = re.sub("(?:总数|数量|个数|数)$", "", plain(entry.head))
    return bool(label and head) and (head.endswith(label) or label.endswith(head))
