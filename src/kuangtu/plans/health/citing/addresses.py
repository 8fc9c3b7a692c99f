# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References by more than one number: 第五部分第（二）节, 5.2, 第三章“二、布局”. 多级引用。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.document.numbering import mark_of
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

INNER = re.compile(
    rf"第(?P<large>{HAN_NUMBER}|\d+)(?:章|部分|编|篇)的?"
    rf"(?:第?\((?P<bracket>{HAN_NUMBER})\)[节条款点]?|“?(?P<bare>{HAN_NUMBER})、)"
)
# 5.2的规模要求, 按4.6编制: a number with points that is no amount.
DECIMAL = re.compile(
    r"(?<![\d.∶:])(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%‰])"
    r"(?=[节条款]|的?(?:规定|要求|编制|执行|确定|划定|提出|办理|落实|管理|条件|有关)|所[列述定]"
    r"|的[一-鿿]{0,6}(?:要求|规定|条件|标准|目标|原则|范围|布局|规模|任务|方向|安排|措施)"
    r"|(?:(?<=[详参(，;]见\d\.\d)|(?<=[详参(，;]见\d\.\d\d))[)，。;、])"  # (见4.4)
)
CITING = re.compile(
    r"(?:见|按|按照|执行|符合|依据|依照|根据|满足|遵循|遵照|违反|达到|落实|本规划|第|除|以|检查|核查|对照|考核|核对)$"
)
SECTION = re.compile("节(?![能约水电煤油气])")  # 4.3节 is a part, whatever leads to it
# 《规范》(DZ/T 0316)的4.6节: of another document.
CITED = re.compile(r"(?:》[^，。;]*|(?:规范|标准|规程|指南|办法|DZ/T|GB)[^，。;]{0,16})$")
QUOTED = re.compile(r"[“《](?P<words>[^“”《》]{4,30})[”》]")


def parts_of_parts_exist(case: Case) -> Iterator[Finding]:
    """第五部分第（四）节 where the fifth has two of them."""
    clauses = {block.clause for block in case.document.blocks}
    for sentence in case.sentences:
        for found in INNER.finditer(sentence.text):
            inner = f"({found['bracket']})" if found["bracket"] else found["bare"]
            names = [f"第{_han(found['large'])}章", _han(found["large"])]
            heads = [one for one in names if _has_such(clauses, one, inner)]
            if heads and not any(_is_there(clauses, head + inner) for head in heads):
                yield _missing(sentence, found, f"{heads[0]}{inner}")


OF_THIS = re.compile(rf"(?<![文样资成])本(?P<large>章|节|部分)的?第?\((?P<bracket>{HAN_NUMBER})\)")


def parts_of_this_part_exist(case: Case) -> Iterator[Finding]:
    """按本章（四）的任务, where the chapter that says so has three."""
    clauses = {block.clause for block in case.document.blocks}
    for sentence in case.sentences:
        for found in OF_THIS.finditer(sentence.text):
            inner = f"({found['bracket']})"
            head = re.match(rf"(?:第{HAN_NUMBER}[章节])+|{HAN_NUMBER}", sentence.clause)
            if head is None or not _has_such(clauses, head[0], inner):
                continue
            if not _is_there(clauses, head[0] + inner):
                yield _missing(sentence, found, f"{head[0]}{inner}")


def _han(number: str) -> str:
    signs = "零一二三四五六七八九十"
    return signs[int(number)] if number.isdecimal() and int(number) < len(signs) else number


def _has_such(clauses: set[str], head: str, inner: str) -> bool:
    """The part is divided in the way the reference says."""
    form = r"\(" if inner.startswith("(") else f"{HAN_NUMBER}(?!章|节|条)"
    pattern = re.compile(re.escape(head) + form)
    return any(pattern.match(clause) for clause in clauses)


def _is_there(clauses: set[str], address: str) -> bool:
    return any(re.match(re.escape(address) + "(?![一二三四五六七八九十])", one) for one in clauses)


def _missing(sentence: Sentence, found: re.Match[str], address: str) -> Finding:
    where = sentence.where(found.start(), found.end() + 8)
    return error(
        Kind.REFERENCE,
        where,
        "文中没有{address}",
        "the document has no {address}",
        [Reading(found[0], where)],
        address=address,
    )


def decimal_parts_exist(case: Case) -> Iterator[Finding]:
    """5.5的规模要求 where the fifth chapter ends with 5.4."""
    numbers = {
        ".".join(parts[:depth])
        for block in case.document.blocks
        if re.fullmatch(r"[\d.]+(?:\(.*)?", block.clause)
        for parts in [block.clause.partition("(")[0].split(".")]
        for depth in range(1, len(parts) + 1)
    }
    if not any("." in one for one in numbers):
        return
    for sentence in case.sentences:
        for found in decimal_references(sentence.text, numbers):
            above = found["number"].rpartition(".")[0]
            has_parts = any(one.startswith(f"{above}.") for one in numbers)
            if found["number"] not in numbers and above in numbers and has_parts:
                yield _missing(sentence, found, found["number"])


def decimal_references(text: str, numbers: set[str]) -> list[re.Match[str]]:
    """Numbers with points that are cited; beside one that exists, the others of its sentence too.

    >>> numbers = {"5", "5.1", "5.2"}
    >>> [one[0] for one in decimal_references("同时符合5.2的要求和5.7的规模要求", numbers)]
    ['5.2', '5.7']
    >>> [one[0] for one in decimal_references("5.1节和5.6节的安排纳入年度计划", numbers)]
    ['5.1', '5.6']
    >>> decimal_references("由5.2提高到5.5的要求", numbers)
    []
    """
    found = list(DECIMAL.finditer(text))
    cited = [
        one
        for one in found
        if CITING.search(text[: one.start()]) or _is_section_of_its_own(text, one)
    ]
    return found if any(one["number"] in numbers for one in cited) else cited


def _is_section_of_its_own(text: str, found: re.Match[str]) -> bool:
    """4.3节和4.4节的安排: both are parts of this document, with no word that cites them before."""
    is_section = SECTION.match(text, found.end()) or text[found.end() :].startswith(
        ("所列", "所述")
    )
    return bool(is_section) and CITED.search(text[: found.start()]) is None


def quoted_headings_have_their_numbers(case: Case) -> Iterator[Finding]:
    """“六、区域布局” where the heading is 二、区域布局."""
    marks: dict[str, dict[str, Where]] = {}
    for heading in case.document.headings:
        mark = mark_of(heading.text)
        if mark is not None and len(title := _title(heading.text[mark.length :])) >= 3:
            where = Where(heading.text, heading.clause, heading.line)
            marks.setdefault(title, {})[mark.address] = where
    for sentence in case.sentences:
        for found in QUOTED.finditer(sentence.text):
            mark = mark_of(found["words"])
            known = marks.get(_title(found["words"][mark.length :])) if mark else None
            if mark is None or not known or mark.address in known:
                continue
            where = sentence.where(found.start(), found.end())
            right, there = next(iter(known.items()))
            yield error(
                Kind.REFERENCE,
                where,
                "“{said}”的编号与标题“{heading}”不一致",
                "the number of “{said}” is not that of the heading “{heading}”",
                [Reading(found["words"], where), Reading(there.words, there)],
                right,
                said=found["words"],
                heading=there.words,
            )


def _title(words: str) -> str:
    return re.sub(r"\s", "", plain(words))
