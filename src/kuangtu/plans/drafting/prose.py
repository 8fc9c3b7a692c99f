# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What sentences say: mineral lists and planned blocks. 正文中的清单和区块。"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kuangtu.codes.minerals import are_minerals
from kuangtu.plans.document.numbering import mark_of
from kuangtu.plans.document.types import Document, Heading, Paragraph, PrintedTable
from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.clauses import Catalogue
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ListKind, ZoneKind

PAST = re.compile(r"现状|形势|概况|成效|回顾|上轮|上一轮|上期|背景|实施情况")
LISTINGS, ZONES = "minerals.csv", "zones.csv"
LIST_START = re.compile(
    r"^(?:[（(]?\d+[)）.．、]?|[①-⑳])?\s*(重点勘查矿种|重点开采矿种|限制(?:性)?开采(?:的)?矿种|禁止(?:性)?开采(?:的)?矿种|"
    r"严格控制(?:开采)?(?:的)?矿种|鼓励\w{0,6}矿种|限制勘查矿种|禁止勘查矿种)\s*(?:[：:]|为|包括|主要为|主要包括)"
)
LABEL = re.compile(r"(重点勘查|重点开采|限制(?:性)?开采|禁止(?:性)?开采|严格控制)(?:的)?矿种")
OF_MINERALS = re.compile(r"矿种")
VERBS = re.compile(
    r"(重点勘查|重点开采|限制开采|禁止开采|严格控制)"
    r"(?:(?:的)?矿种(?=[：:为包主有是])(?:主要)?(?:为|包括|有|是)?[：:]?)?"
)
KINDS = {
    "重点勘查": ListKind.KEY_EXPLORATION,
    "重点开采": ListKind.KEY_MINING,
    "限制开采": ListKind.RESTRICTED_MINING,
    "限制性开": ListKind.RESTRICTED_MINING,
    "严格控制": ListKind.STRICTLY_CONTROLLED,
    "禁止开采": ListKind.PROHIBITED_MINING,
    "禁止性开": ListKind.PROHIBITED_MINING,
}
MENTIONS = {
    ListKind.KEY_EXPLORATION: re.compile(r"重点勘查(?:的)?矿种"),
    ListKind.KEY_MINING: re.compile(r"重点开采(?:的)?矿种"),
    ListKind.RESTRICTED_MINING: re.compile(r"限制(?:性)?开采"),
    ListKind.STRICTLY_CONTROLLED: re.compile(r"保护性开采"),
    ListKind.PROHIBITED_MINING: re.compile(r"禁止(?:性)?(?:勘查)?开采|禁采"),
}
ENDING = re.compile(r"等[^、，,；;等]{0,10}(?:矿产|矿种|矿)$|等$|矿产$")
AND = re.compile(r"以及|[和及与]")
LONGEST_ITEM = 15  # letters of a line that names one thing
LIST_PARTS = re.compile(r"[、，,；;]")
ZONE_WORDS = {ZoneKind.RESERVE_AREA: "资源储备区", ZoneKind.CONCENTRATED_MINING: "集中开采区"}
PROJECTS_END = re.compile(r"(?:项目|工程)$")
# Lists of which a plan folder has none.
NO_LISTS = re.compile(r"^(?:限制|禁止)勘查")
IN_SENTENCE = re.compile(
    r"(?:(?<=[。；，,）)\s　])|^)"
    r"((?:限制开采|禁止开采|重点开采|重点勘查|限制勘查|禁止勘查)[^。；，,]{1,60})(?=[。；，,]|$)"
)
BLOCKS = re.compile(
    r"(勘查规划|开采规划|探矿权|采矿权)区块(\d+)个([^。；]{0,40}?面积(?:为|约|共)?(\d+(?:\.\d+)?)(?:平方千米|平方公里|km2))?"
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The paragraphs that may ask something: none on the present or the plan before. 正文。"""

    document: Document
    catalogue: Catalogue

    def __iter__(self) -> Iterator[tuple[Paragraph, str]]:
        for one in self.with_headings():
            if isinstance(one, Paragraph):
                yield one, self.catalogue.by_line[one.line]

    def with_headings(self) -> Iterator[Heading | Paragraph]:
        for one in self.document.blocks:
            if isinstance(one, PrintedTable):
                continue
            if not any(PAST.search(words) for words in self.catalogue.headings_above(one.clause)):
                yield one


def take_listings(pages: Pages, sentences: Sentences) -> None:
    """Minerals of lists that name themselves (重点勘查矿种：…) or stand under such a heading."""
    headings = {one.clause: one.text for one in sentences.document.headings}
    for paragraph, clause in sentences:
        said = LIST_START.match(paragraph.text)
        own = headings.get(paragraph.clause, "")
        heading = own if OF_MINERALS.search(own) else _heading_above(sentences, paragraph)
        if said is not None:
            label, words = said[1], paragraph.text[said.end() :]
        elif heading or VERBS.match(paragraph.text):
            label, words = _label_in(heading or own), _unnumbered(paragraph)
        else:
            label, words = "", _lists_inside(pages, paragraph)
        _take_paragraph(pages, (label, words), paragraph, clause, is_sure=said is not None)
    leave_lists_open(pages, sentences)


def _heading_above(sentences: Sentences, paragraph: Paragraph) -> str:
    """The heading 禁止开采的矿种 over a list of items with a number each."""
    above = sentences.catalogue.headings_above(paragraph.clause)
    last = [one for one in above if OF_MINERALS.search(one)][-1:]
    words = _unnumbered(paragraph)
    return last[0] if last and (len(words) <= LONGEST_ITEM or _is_list(words)) else ""


def _label_in(heading: str) -> str:
    """The list that a heading names; a heading that names two tells of none."""
    found = LABEL.search(heading)
    return found[1] if found and len(set(VERBS.findall(heading))) < 2 else ""


def _unnumbered(paragraph: Paragraph) -> str:
    mark = mark_of(paragraph.text)
    return paragraph.text if mark is None else paragraph.text[mark.length :].strip(" 　")


def _lists_inside(pages: Pages, paragraph: Paragraph) -> str:
    """The lists inside a sentence; one of minerals and other words is left to a person."""
    pieces = [found[1] for found in IN_SENTENCE.finditer(paragraph.text)]
    for piece in pieces:
        listed = _listed("", NO_LISTS.sub("", piece))
        parts = [_is_named(one) for _, one in listed]
        if any(parts) and (NO_LISTS.match(piece) or not all(parts)):
            place = f"第{paragraph.line}行"
            pages.leave_open(LISTINGS, Reason.NOT_TAKEN, place=place, printed=piece)
    return "；".join(one for one in pieces if _is_list(one) and not NO_LISTS.match(one))


def _is_list(words: str) -> bool:
    """Whether every part of the words is a mineral: 限制开采硫铁矿；禁止开采砷矿和汞矿."""
    return all(_is_named(one) for _, one in _listed("", words))


def _is_named(words: str) -> bool:
    """A mineral, alone or after a word of place: 可耕地的砖瓦用黏土."""
    condition, mineral = names.with_condition(words)
    return are_minerals(mineral) and (not condition or len(mineral) > 1)


def _take_paragraph(
    pages: Pages, said: tuple[str, str], paragraph: Paragraph, clause: str, *, is_sure: bool
) -> None:
    """The minerals of one paragraph, and the words of it that were not taken."""
    place = f"第{paragraph.line}行"
    first = len(pages.pages[LISTINGS].rows) + 2
    left = []
    is_of_minerals = is_sure
    for kind, printed in _listed(*said):
        is_mineral = bool(names.written(printed)[0]) or _is_named(printed)
        if kind is not None and (is_sure or is_mineral):
            _add_listing(pages, kind, printed, clause, place)
        elif is_sure or kind is not None or is_mineral:
            left.append(printed)
            is_of_minerals = is_of_minerals or is_mineral
    last = len(pages.pages[LISTINGS].rows) + 1
    if last >= first:
        pages.leave_open(
            LISTINGS,
            Reason.FROM_PROSE,
            rows=str(first) if first == last else f"{first}-{last}",
            place=place,
            printed=paragraph.text[:60],
        )
    is_item = bool(said[0]) and len(said[1]) <= LONGEST_ITEM
    if left and (is_of_minerals or is_item or last >= first):
        words = f"{said[0]}：{'、'.join(left)}" if said[0] else "、".join(left)
        pages.leave_open(LISTINGS, Reason.NOT_TAKEN, place=place, printed=words)


def leave_lists_open(pages: Pages, sentences: Sentences) -> None:
    """A list that the text speaks of and that was not found: no list must read as an empty one."""
    page = pages.pages[LISTINGS]
    taken = {row[page.columns.index("kind")] for row in page.rows}
    for kind, pattern in MENTIONS.items():
        if kind.label.zh in taken:
            continue
        for one in sentences.with_headings():
            if found := pattern.search(one.text):
                words = one.text[max(0, found.start() - 20) : found.end() + 30]
                pages.leave_open(
                    LISTINGS,
                    Reason.MENTIONED,
                    value=kind.label.zh,
                    place=f"第{one.line}行",
                    printed=words,
                )
                break


def _listed(label: str, words: str) -> Iterator[tuple[ListKind | None, str]]:
    """Each name of a list with the list it is in; a verb in between begins another."""
    kind = KINDS.get(label[:4])
    for piece in VERBS.split(words.rstrip("。；; ")):
        if piece in KINDS:
            kind = KINDS[piece]
            continue
        for part in LIST_PARTS.split(piece):
            if mineral := ENDING.sub("", part.strip(" 。；的")):
                yield from ((kind, one) for one in _apart(mineral))


def _apart(words: str) -> Iterator[str]:
    """汞和可耕地砖瓦用黏土 are two, if each is one."""
    if not are_minerals(words):
        for found in AND.finditer(words):
            first, rest = words[: found.start()], words[found.end() :]
            if are_minerals(first) and _is_named(rest):
                yield first
                yield from _apart(rest)
                return
    yield words


def _add_listing(pages: Pages, kind: ListKind, printed: str, clause: str, place: str) -> None:
    condition, word = names.with_condition(printed)
    doubt = Reason.TWO_READINGS if condition else None
    pages.add(
        LISTINGS,
        {
            "kind": kind.label.zh,
            "printed": printed,
            "minerals": names.taken(word, place),
            "condition": Taken(condition, doubt, place, printed),
            "clause": clause,
        },
    )


def leave_zones_open(pages: Pages, sentences: Sentences) -> None:
    """Zones of a kind that the text speaks of and no table or count gave."""
    page = pages.pages[ZONES]
    taken = {row[page.columns.index("kind")] for row in page.rows}
    for kind in ZoneKind:
        word = ZONE_WORDS.get(kind, kind.label.zh)
        if kind.label.zh in taken:
            continue
        for paragraph, _ in sentences:
            at = paragraph.text.find(word)
            if at >= 0:
                pages.leave_open(
                    ZONES,
                    Reason.MENTIONED,
                    value=kind.label.zh,
                    place=f"第{paragraph.line}行",
                    printed=paragraph.text[max(0, at - 30) : at + 40],
                )
                break


def leave_projects_open(pages: Pages, document: Document, with_tables: Collection[str]) -> None:
    """Parts that are called projects and hold no table: their projects stand in sentences."""
    for heading in document.headings:
        is_told = any(clause.startswith(heading.clause) for clause in with_tables)
        if heading.clause and PROJECTS_END.search(heading.text) and not is_told:
            pages.leave_open(
                "projects.csv",
                Reason.MENTIONED,
                value="",
                place=f"第{heading.line}行",
                printed=heading.text,
            )


def take_blocks(pages: Pages, sentences: Sentences) -> None:
    """Planned blocks that are given by their number only, unless a table names them."""
    page = pages.pages[ZONES]
    kinds = {row[page.columns.index("kind")] for row in page.rows}
    for paragraph, clause in sentences:
        for found in BLOCKS.finditer(paragraph.text):
            is_mining = "采" in found[1]
            kind = ZoneKind.MINING_BLOCK if is_mining else ZoneKind.EXPLORATION_BLOCK
            if kind.label.zh in kinds or found[2] == "0":
                continue
            kinds.add(kind.label.zh)
            line = pages.add(
                ZONES,
                {
                    "code": "MB" if is_mining else "XB",
                    "kind": kind.label.zh,
                    "name": f"新设{kind.label.zh}",
                    "count": found[2],
                    "area_km2": found[4] or "",
                    "clause": clause,
                },
            )
            pages.leave_open(
                ZONES,
                Reason.FROM_PROSE,
                rows=str(line),
                place=f"第{paragraph.line}行",
                printed=found[0],
            )
