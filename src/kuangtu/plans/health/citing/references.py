# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References to tables and parts, and their numbers in order. 引用与编号次序。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kuangtu.plans.document.numbering import CIRCLED, mark_of
from kuangtu.plans.document.types import Heading, Paragraph
from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case, Sentence, caption_where
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of, han_number, plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

NUMERAL = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"  # 表三一致: 表三
TABLE = re.compile(  # 配表9张: so many tables, not the ninth
    rf"(专栏|附表|表)\s*(\d+(?:[-.]\d+)?|{NUMERAL})(?![\d年月个万亿.张幅份套])"
)
HEAD_OF_TABLE = re.compile(rf"(专栏|附表|表)\s*(\d+(?:[-.]\d+)?|{NUMERAL})[\s　:]+\S")
SPAN_OF_TABLES = re.compile(
    r"(专栏|附表|表)\s*(\d+)\s*(?:～|-|—|至|到)\s*(?:专栏|附表|表)?\s*(\d+)"
)
PART = re.compile(rf"第({HAN_NUMBER}|\d+)([章节条])(?:第({HAN_NUMBER}|\d+)([节条]))?(?![线路河沟])")
# 《矿产资源法》第三条, 该办法第五条: of another document.
OF_ANOTHER = re.compile(
    r"(?:法|条例|办法|规定|细则|决定|意见|通知|规范|标准|规程|章程|方案)》?的?$"
)
AT_ONCE = re.compile("所[列定述]|(?:规定|确定|明确|划定)的")  # no mark of its own article
# 由第八部分所列资金: a chapter by another name.
LARGER = re.compile(
    rf"(?<![共分占为])第(?P<number>{HAN_NUMBER}|\d+)(?P<unit>部分|编|篇)(?!\S{{0,3}}[为是:])"
)
OF_SO_MANY = re.compile(
    rf"(?:规划|文本|全文)》?[^，。;]{{0,6}}(?:共|分|有|由)[为成]?({HAN_NUMBER}|\d+)章[、，]?({HAN_NUMBER}|\d+)条"
)
# 符合第（十四）条要求: articles numbered in brackets; 第（二）项 is rather of a law.
BRACKETED = re.compile(rf"第[(]({HAN_NUMBER})[)]条")
IN_BRACKETS = re.compile(rf"[(]({HAN_NUMBER})[)]$")
ADDRESS = re.compile(
    rf"(?:见|按照?|依据|依照|根据|执行|符合|满足|遵守|落实|本规划)(?:本规划|本章|规划)?(?:第)?“?([{'一二三四五六七八九十'}]+)、?[(]([一二三四五六七八九十]+)[)]”?"
)


def tables_exist(case: Case) -> Iterator[Finding]:
    """专栏17 where there are sixteen."""
    known = {(table.label, key_of(table.number)) for table in case.tables if table.number}
    labels = {label for label, _ in known}
    known |= headed_in_prose(case)
    for words, where in case.texts:
        text = plain(words)
        for found in TABLE.finditer(text):
            label, number = found[1], key_of(found[2])
            if label == "表" and text[max(0, found.start() - 1) : found.start()] in {
                "附",
                "列",
                "代",
                "上",
                "报",
                "一",
                "图",
                "发",
            }:
                continue
            if label not in labels or (label, number) in known or where.row:
                continue
            if text == where.words and where.table and where.words.startswith(where.table):
                continue
            place = replace(where, words=words[max(0, found.start() - 16) : found.end() + 8])
            yield error(
                Kind.REFERENCE,
                place,
                "文中没有{name}",
                "the document has no {name}",
                [Reading(found[0], place)],
                name=f"{label}{found[2]}",
            )


TABLES_IN_ALL = re.compile(
    rf"(?P<part>本[章节编篇条]|本部分)?(?:附|配|设|含|列|插|另有|共有?)+"
    rf"(?P<label>专栏|表)(?:格)?共?(?P<count>{HAN_NUMBER}|\d+)[个张幅]"
)


def tables_are_as_many_as_said(case: Case) -> Iterator[Finding]:
    """共分八章，配专栏9个, where there are eight; 附表 are tables of their own beside 专栏."""
    for sentence in case.sentences:
        for found in TABLES_IN_ALL.finditer(sentence.text):
            like = [table for table in case.tables if table.label in {found["label"], "附表"}]
            is_of_annex = found["label"] == "表" and any(table.label == "附表" for table in like)
            if found["part"] or is_of_annex or not like or not all(one.number for one in like):
                continue
            like = [table for table in like if table.label == found["label"]]
            if like and len(like) != count_of(found["count"]):
                where = sentence.where(found.start(), found.end())
                yield error(
                    Kind.REFERENCE,
                    where,
                    "文中称有{label} {stated} 个，实有 {count} 个",
                    "the text says that there are {stated} tables; there are {count}",
                    [Reading(found[0], where)],
                    str(len(like)),
                    label=found["label"],
                    stated=found["count"],
                    count=len(like),
                )


def headed_in_prose(case: Case) -> set[tuple[str, str]]:
    """The heads of tables whose cells no sign keeps apart: 表1 矿山一览 on a line of its own."""
    texts = (
        plain(one.text) for one in case.document.blocks if isinstance(one, Heading | Paragraph)
    )
    found = (HEAD_OF_TABLE.match(text) for text in texts if not text.rstrip().endswith("。"))
    return {(one[1], key_of(one[2])) for one in found if one is not None}


def key_of(number: str) -> str:
    return str(han_number(number)) if re.fullmatch(HAN_NUMBER, number) else number


def tables_are_numbered_in_order(case: Case) -> Iterator[Finding]:
    """1, 2, 3 … without a gap and none twice."""
    for label in {table.label for table in case.tables if table.number}:
        tables = [t for t in case.tables if t.label == label and key_of(t.number).isdecimal()]
        counted = Counter(key_of(table.number) for table in tables)
        for table in tables:
            if counted[key_of(table.number)] > 1 and table is not next(
                t for t in tables if key_of(t.number) == key_of(table.number)
            ):
                yield error(
                    Kind.REFERENCE,
                    caption_where(table),
                    "{name} 出现了两次",
                    "{name} stands twice",
                    [
                        Reading(table.name, caption_where(t))
                        for t in tables
                        if t.number == table.number
                    ],
                    name=table.name,
                )
        for before, after in pairwise(tables):
            one, two = int(key_of(before.number)), int(key_of(after.number))
            if two > one + 1 and (label, str(one + 1)) not in headed_in_prose(case):
                yield doubt(
                    Kind.REFERENCE,
                    caption_where(after),
                    "{before} 之后是 {after}，缺 {missing}",
                    "{before} is followed by {after}; {missing} is missing",
                    [Reading(t.name, caption_where(t)) for t in (before, after)],
                    before=before.name,
                    after=after.name,
                    missing=f"{label}{one + 1}",
                )


def parts_exist(case: Case) -> Iterator[Finding]:
    """第八章 where there are seven; 三（五） where there are four."""
    numbers = _chapters(case)
    known = "\n".join(block.clause for block in case.document.blocks)
    clauses = {block.clause for block in case.document.blocks}
    for sentence in case.sentences:
        text = sentence.text
        for found in references_to_parts(text):
            yield from _part_is_there(sentence, found, numbers, known)
        yield from _larger_part_is_there(case, sentence, numbers.get("章", 0))
        for found in ADDRESS.finditer(text):
            address = f"{found[1]}({found[2]})"
            if any(clause.startswith("一(") for clause in clauses) and address not in clauses:
                yield error(
                    Kind.REFERENCE,
                    sentence.where(found.start(), found.end()),
                    "文中没有 {address}",
                    "the document has no {address}",
                    [Reading(found[0], sentence.where(found.start(), found.end()))],
                    address=address,
                )


def parts_are_as_many_as_said(case: Case) -> Iterator[Finding]:
    """《规划》共六章十七条, where the articles end at the nineteenth."""
    numbers = _chapters(case)
    for sentence in case.sentences:
        for found in OF_SO_MANY.finditer(sentence.text):
            for count, unit in ((found[1], "章"), (found[2], "条")):
                known = numbers.get(unit, 0)
                if known and count_of(count) != known:
                    where = sentence.where(found.start(), found.end())
                    yield error(
                        Kind.COUNT_AND_LIST,
                        where,
                        "称共 {stated} {unit}，编号到第 {count} {unit}",
                        "{stated} {unit} are said, the last is number {count}",
                        [Reading(found[0], where)],
                        str(known),
                        stated=count,
                        unit=unit,
                        count=known,
                    )


def bracketed_parts_exist(case: Case) -> Iterator[Finding]:
    """第（二十四）条, where the last number in brackets is （十八）."""
    numbers = {
        count_of(found[1])
        for block in case.document.blocks
        if (found := IN_BRACKETS.search(block.clause)) is not None
    }
    for sentence in case.sentences if numbers else ():
        for found in BRACKETED.finditer(sentence.text):
            before = sentence.text[: found.start()]
            if count_of(found[1]) in numbers or OF_ANOTHER.search(before):
                continue
            where = sentence.where(found.start(), found.end() + 8)
            yield error(
                Kind.REFERENCE,
                where,
                "文中没有{name}（括号编号到 {count}）",
                "the document has no {name}; its numbers in brackets end at {count}",
                [Reading(found[0], where)],
                name=found[0],
                count=max(numbers),
            )


def _larger_part_is_there(case: Case, sentence: Sentence, chapters: int) -> Iterator[Finding]:
    """第八部分 where the document has five of them, whether it numbers 第一部分 or 一、."""
    headed = [one for block in case.document.headings if (one := LARGER.match(plain(block.text)))]
    count = max((count_of(one["number"]) for one in headed), default=chapters)
    for found in LARGER.finditer(sentence.text):
        before = sentence.text[: found.start()]
        if count and count_of(found["number"]) > count and not OF_ANOTHER.search(before):
            where = sentence.where(found.start(), found.end() + 8)
            yield error(
                Kind.REFERENCE,
                where,
                "文中没有{name}（共 {count} {unit}）",
                "the document has no {name} ({count} in all)",
                [Reading(found[0], where)],
                name=found[0],
                unit=found["unit"] if headed else "章",
                count=count,
            )


def references_to_parts(text: str) -> Iterator[re.Match[str]]:
    """Where a sentence names a chapter, section or article of its own document.

    >>> text = "第三条　除第二十九条规定的外，按《矿产资源法》第三条和本规划第四章第二节办理。"
    >>> [found[0] for found in references_to_parts(text)]
    ['第二十九条', '第四章第二节']
    """
    own = re.sub(
        r"《(?!规划》)[^《》]*》[^，。；;和及、]{0,16}", lambda one: "　" * len(one[0]), text
    )
    for found in PART.finditer(own):
        before = own[: found.start()]
        is_cited = before.strip() or AT_ONCE.match(own, found.end())
        if is_cited and not OF_ANOTHER.search(before):
            yield found


def _part_is_there(
    sentence: Sentence, found: re.Match[str], numbers: dict[str, int], known: str
) -> Iterator[Finding]:
    """The chapter is not beyond the last one, and has the section that is named."""
    said = sentence.where(found.start(), found.end())
    place = sentence.where(found.start(), found.end() + 8)
    number = count_of(found[1])
    if numbers.get(found[2]) and number > numbers[found[2]]:
        yield error(
            Kind.REFERENCE,
            place,
            "文中没有第{number}{unit}（共 {count} {unit}）",
            "the document has no {unit} {number} ({count} in all)",
            [Reading(found[0], said)],
            number=found[1],
            unit=found[2],
            count=numbers[found[2]],
        )
    outer = f"第{found[1]}{found[2]}第"
    if found[3] and outer in known and f"{outer}{found[3]}{found[4]}" not in known:
        yield error(
            Kind.REFERENCE,
            place,
            "文中没有{inner}",
            "the document has no {inner}",
            [Reading(found[0], said)],
            inner=f"{outer}{found[3]}{found[4]}",
        )


def _chapters(case: Case) -> dict[str, int]:
    """How many chapters and articles there are; chapters may be written 一、 too."""
    clauses = [block.clause for block in case.document.blocks]
    found: dict[str, int] = {}
    for unit in "章节条":
        marks = {
            one for clause in clauses for one in re.findall(rf"第({HAN_NUMBER}|\d+){unit}", clause)
        }
        if marks:
            found[unit] = max(map(count_of, marks))
    if "章" not in found:
        tops = {
            one[1]
            for clause in clauses
            if (one := re.match(rf"({HAN_NUMBER})(?:$|[(\d①])", clause))
        }
        if len(tops) >= 2:
            found["章"] = max(map(han_number, tops))
    return found


def parts_are_numbered_in_order(case: Case) -> Iterator[Finding]:
    """（一）（二）（四）: a number is missing or stands twice."""
    last: dict[tuple[str, int], tuple[int, str]] = {}
    for block in case.document.blocks:
        if not isinstance(block, Heading | Paragraph):
            continue
        mark = mark_of(block.text)
        number = _number_of(mark.address) if mark is not None else None
        if mark is None or number is None:
            continue
        parent = block.clause[: -len(mark.address)] if block.clause.endswith(mark.address) else ""
        before = last.get((parent, mark.level))
        is_list = isinstance(block, Paragraph)
        if before is not None and number not in {before[0] + 1, 1} and not is_list:
            yield doubt(
                Kind.REFERENCE,
                _where(block),
                "编号由“{before}”到“{after}”，不连续",
                "the numbers go from “{before}” to “{after}”",
                [Reading(block.text[:30], _where(block))],
                before=before[1],
                after=mark.address,
            )
        last[parent, mark.level] = (number, mark.address)


def _where(block: Heading | Paragraph) -> Where:
    return Where(block.text[:60], block.clause, block.line)


def _number_of(address: str) -> int | None:
    bare = address.strip("()第章节条")
    if bare.isdecimal():
        return int(bare)
    if re.fullmatch(HAN_NUMBER, bare):
        return han_number(bare)
    return CIRCLED.index(bare) + 1 if bare and bare in CIRCLED else None
