# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What sentences say of zones, projects and planned blocks. 正文中的分区和区块。"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kuangtu.plans.document.types import Document, Heading, Paragraph, PrintedTable
from kuangtu.plans.drafting.clauses import Catalogue
from kuangtu.plans.drafting.pages import Pages
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ZoneKind

PAST = re.compile(r"现状|形势|概况|成效|回顾|上轮|上一轮|上期|背景|实施情况")
ZONES = "zones.csv"
ZONE_WORDS = {ZoneKind.RESERVE_AREA: "资源储备区", ZoneKind.CONCENTRATED_MINING: "集中开采区"}
PROJECTS_END = re.compile(r"(?:项目|工程)$")
BLOCKS = re.compile(
    r"(勘查规划|开采规划|探矿权|采矿权)区块(\d+)个([^。；]{0,40}?面积(?:为|约|共)?(\d+(?:\.\d+)?)(?:平方千米|平方公里|km[2²]))?"
)
STOPS = re.compile(r"[。；]")
OWN_NAME = re.compile(r"[，,]?(?:即|为|名为)([^，,。；：（]{3,25})(?=[，,。；（]|$)")
ALL_NEW = re.compile(r"(?:全部|均|都)[^，。；]{0,8}新[设立增]")
NEW_BEFORE = re.compile(r"新[设立增][^，。；：、]{0,8}$")


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
        over = self.headings_over()
        for one in self.document.blocks:
            if isinstance(one, PrintedTable):
                continue
            if not any(map(PAST.search, over[one.line])):
                yield one

    def headings_over(self) -> dict[int, tuple[str, ...]]:
        """The headings that each line stands below and its own, chapter first.

        A number that a document gives twice (一 in every 部分) is the heading last printed.
        """
        last: dict[str, str] = {}
        over: dict[int, tuple[str, ...]] = {}
        for one in self.document.blocks:
            if isinstance(one, Heading):
                last[one.clause] = one.text
            over[one.line] = tuple(
                replace(self.catalogue, headings=last).headings_above(one.clause)
            )
        return over


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
                    "name": _name_of_blocks(paragraph.text, found, kind.label.zh),
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


def _name_of_blocks(text: str, found: re.Match[str], kind: str) -> str:
    """A single block's own name; else the kind, with 新设 where the text says it of all."""
    behind = STOPS.split(text[found.end(2) + 1 :])[0]
    own = OWN_NAME.match(behind) if found[2] == "1" else None
    if own is not None:
        return own[1]
    is_new = ALL_NEW.search(behind) or NEW_BEFORE.search(text[: found.start()])
    return f"新设{kind}" if is_new else kind
