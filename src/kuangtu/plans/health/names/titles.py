# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Titles of documents, captions and zones: signs missing, one thing under two names. 题名。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.codes.minerals import find_mineral
from kuangtu.plans.document.types import Heading, Paragraph
from kuangtu.plans.health.making import doubt, note
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

TITLE = re.compile(r"《([^《》]{3,60})》")
RUN = re.compile("[一-鿿]+")
STATE = "中华人民共和国"  # laws have it in common: 矿产资源法 and 资源税法 are two
LENGTHS = (8, 7, 6, 5, 4)  # signs of an end that names have in common, the longest first
STANDARD_END = re.compile("(?:技术)?(?:规范|指南|标准|规程|导则|要求|准则)$")
NUMBERS = re.compile(r"[\d\s（）()〔〕\[\]年～~—－–,，.-]+")
MINERAL_TEXT = re.compile(
    r"煤|铁|铜|铅|锌|金|银|镍|钨|锡|锂|铍|钾|镁|盐|萤石|石棉|石英[石岩]?|石灰岩|砂石|黏土|粘土|建筑|石料|稀有|有色|黑色"
    r"|金属|多|矿|、|和|岩|用|砂|石盐"
)
MAY_BE_LEFT_OUT = frozenset("年用总的等和与及各类型级大中小新老主重全")
MIDDLE = rf"((?:{MINERAL_TEXT.pattern}|[东西南北等])*?)"


def titles_in(case: Case) -> dict[str, tuple[str, Where]]:
    """Every title in the brackets of books, with its first place."""
    found: dict[str, tuple[str, Where]] = {}
    for words, where in case.texts:
        for one in TITLE.finditer(words):
            place = replace(where, words=one[0])
            found.setdefault(NUMBERS.sub("", plain(one[1])), (one[1], place))
    for block in case.document.blocks[:3]:
        if isinstance(block, Heading | Paragraph) and re.search("规划(?:[（(].*)?$", block.text):
            place = Where(block.text, block.clause, block.line)
            found.setdefault(NUMBERS.sub("", plain(block.text)), (block.text, place))
    return found


def _number_after(text: str, title: str) -> str:
    """The number in the brackets after a title: each document has its own."""
    found = re.search(rf"《{re.escape(plain(title))}》\(([^()]*\d[^()]*)\)", text)
    return found[1] if found else ""


def standards_have_one_name(case: Case) -> Iterator[Finding]:
    """《绿色勘查规范》, 《绿色勘查指南》, 《绿色地质勘查工作规范》: one thing under three names."""
    named = {name: one for name, one in titles_in(case).items() if STANDARD_END.search(name)}
    groups: dict[str, list[tuple[str, Where]]] = defaultdict(list)
    for name, one in named.items():
        bare = re.sub("地质|工作|编制|技术", "", STANDARD_END.sub("", name))
        groups[bare].append(one)
    for bare, listed in groups.items():
        if len(listed) > 1 and len(bare) >= 3:
            yield doubt(
                Kind.NAME,
                listed[-1][1],
                "“{bare}”的依据有 {count} 种名称：{names}",
                "“{bare}” is ruled by a document of {count} names: {names}",
                [Reading(*one) for one in listed],
                bare=bare,
                count=len(listed),
                names="、".join(f"《{words}》" for words, _ in listed),
            )


REWORDED = (
    ("恢复|治理", "修复"),
    ("(?:总体|专项)规划$", "规划"),
    ("(?:三年)?(?:行动|实施|工作)?(?:计划|方案)$", "方案"),
)


def titles_are_not_reworded(case: Case) -> Iterator[Finding]:
    """《甲县矿山生态修复三年行动方案》, elsewhere 《甲县矿山生态恢复三年行动计划》."""
    groups: dict[str, list[tuple[str, Where]]] = defaultdict(list)
    for name, one in titles_in(case).items():
        bare = name
        for words, instead in REWORDED:
            bare = re.sub(words, instead, bare)
        groups[bare].append(one)
    for listed in groups.values():
        if len(listed) == 2 and _number_after(case.whole, listed[1][0]) == "":
            one, two = listed
            yield doubt(
                Kind.NAME,
                two[1],
                "文件名“{one}”与“{two}”用词不同，所指相同",
                "the titles “{one}” and “{two}” mean one thing in different words",
                [Reading(*one), Reading(*two)],
                one=one[0],
                two=two[0],
            )


WHOLE_WORDS = frozenset({"主矿产"})  # beside 共生 and 伴生矿产; not 主要矿产 with a sign missing


def signs_are_not_missing(case: Case) -> Iterator[Finding]:
    """工作完情况表 where the document else has 完成情况; 总规划 for 总体规划."""
    known = _Runs(case.whole)
    for words, where in _titles_and_captions(case):
        for run in RUN.finditer(plain(words)):
            for place in range(len(run[0]) - 2):
                if run[0][place : place + 3] in WHOLE_WORDS or _is_listed(words, run, place):
                    continue
                if (full := known.with_a_sign(run[0], place)) is not None:
                    yield doubt(
                        Kind.NAME,
                        where,
                        "“{short}”疑缺字（文中他处作“{full}”）",
                        "a sign may be missing in “{short}”; elsewhere the document has “{full}”",
                        [Reading(words, where)],
                        full,
                        short=run[0][place : place + 3],
                        full=full,
                    )
                    break


def _is_listed(words: str, run: re.Match[str], place: int) -> bool:
    """锑、钨、金资源储量: the first sign is a mineral of a list, no 金属 with a sign missing."""
    text, at = plain(words), run.start() + place
    is_after = at > 0 and text[at - 1] in "、和及与"
    return is_after and find_mineral(text[at]) is not None


def _titles_and_captions(case: Case) -> Iterator[tuple[str, Where]]:
    for words, where in case.texts:
        if where.table and not where.row:
            yield words, where
            continue
        for one in TITLE.finditer(words):
            yield one[1], replace(where, words=one[0])


class _Runs:
    """How often short runs of signs stand in the document. 字串频次。"""

    def __init__(self, text: str) -> None:
        self.counts: Counter[str] = Counter()
        self.by_gap: dict[str, Counter[str]] = defaultdict(Counter)
        for run in RUN.findall(text):
            for length in (1, 2, 3, 4):
                for place in range(len(run) - length + 1):
                    self.counts[run[place : place + length]] += 1
        for words, count in self.counts.items():
            if len(words) == 4:
                self.by_gap[words[0] + words[2:]][words] += count

    def with_a_sign(self, run: str, place: int) -> str | None:
        """What three rare signs would be with a fourth between the first and the second."""
        three = run[place : place + 3]
        if self.counts[three] > 1 or self.counts[three[:2]] > 2:
            return None
        for full, count in self.by_gap[three].most_common(1):
            if count < 3 or full[1] in MAY_BE_LEFT_OUT:
                continue
            before = run[place - 1 : place] if place else ""
            follows = self.counts[full[:2]] * 4 >= self.counts[full[0]]
            stands = bool(before) and self.counts[f"{before}{full[:3]}"] > 0
            if follows or stands:
                return full
        return None


def _is_a_cell(case: Case, name: str) -> bool:
    """A table names it so: it is a thing of its own."""
    return any(
        plain(cell).strip() == name for one in case.tables for row in one.rows for cell in row
    )


def zones_keep_their_names(case: Case) -> Iterator[Finding]:
    """托盖里克石英岩勘查开发基地 in the text, 托盖里克石英石勘查开发基地 in the table."""
    rows = [
        (cell.text.strip(), cell)
        for grid in grids(case.tables)
        for column, head in enumerate(grid.heads)
        if re.search("名称|分区", head)
        for cell in grid.column(column)
        if len(cell.text.strip()) >= 8
    ]
    told: set[tuple[str, str]] = set()
    ends = Counter(name[-length:] for name, _ in rows for length in LENGTHS)
    for name, cell in rows:
        for length in LENGTHS:
            end = name[-length:]
            if MINERAL_TEXT.search(end[:1]) is None and ends[end] > 1:
                break
        else:
            continue
        start = _place(name, len(name) - length)
        if len(start) < 3:
            continue
        bare = start.rstrip("东西南北")
        head = re.escape(bare) + (f"(?:{start[len(bare) :]})?" if len(bare) >= 3 else "")
        pattern = re.compile(head + MIDDLE + re.escape(end))
        for sentence in case.sentences:
            for found in pattern.finditer(sentence.text):
                printed = found[0]
                if (
                    plain(name).endswith(printed)
                    or printed in plain(name)
                    or (name, printed) in told
                ):
                    continue
                if _is_but_signs(printed, plain(name)) or _is_a_cell(case, printed):
                    continue
                if not found[1] and _are_alike(rows, start, end) == 1:
                    continue  # 甲重点勘查区 for the only 甲铅锌银重点勘查区
                told.add((name, printed))
                where = sentence.where(max(0, found.start() - 4), found.end())
                yield note(
                    Kind.NAME,
                    where,
                    "文中作“{printed}”，{table}作“{name}”",
                    "the text has “{printed}”, {table} has “{name}”",
                    [Reading(printed, where), cell.reading],
                    printed=printed,
                    table=cell.table.name,
                    name=name,
                )


def _are_alike(rows: list[tuple[str, Cell]], start: str, end: str) -> int:
    """How many rows are called by one place and one kind of zone."""
    return sum(name.startswith(start) and name.endswith(end) for name, _ in rows)


def _is_but_signs(one: str, other: str) -> bool:
    """They differ in 、 and 矿 alone."""
    strip = re.compile("[、，和矿]")
    return strip.sub("", one) in strip.sub("", other) or strip.sub("", other) in strip.sub("", one)


def _place(name: str, end: int) -> str:
    """The place that a zone is called by: up to its first mineral."""
    found = MINERAL_TEXT.search(name[:end])
    return name[: found.start()] if found else name[:end]
