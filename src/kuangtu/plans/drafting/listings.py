# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`minerals.csv` from the text: the lists that its paragraphs state. 矿种清单。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kuangtu.plans.document.numbering import mark_of
from kuangtu.plans.document.types import Paragraph
from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.listed_names import Item, cut, items_of
from kuangtu.plans.drafting.mineral_lists import (
    LEAD,
    OF_MINERALS,
    Listed,
    kinds_of,
    lists_before,
    lists_in,
)
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.prose import Sentences
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ListKind

LISTINGS = "minerals.csv"
MENTIONS = {
    ListKind.KEY_EXPLORATION: re.compile(r"重点勘查(?:的)?矿种"),
    ListKind.KEY_MINING: re.compile(r"重点开采(?:的)?矿种"),
    ListKind.RESTRICTED_MINING: re.compile(r"限制(?:性)?开采(?!区)"),
    ListKind.STRICTLY_CONTROLLED: re.compile(r"保护性开采"),
    ListKind.PROHIBITED_MINING: re.compile(r"禁止(?:性)?(?:勘查)?开采(?!区)|禁采(?!区)"),
}
LONGEST_ITEM = 15  # letters of a line that names one thing


@dataclass(slots=True)
class Listings:
    """The rows of `minerals.csv` while they are found. 矿种清单的录入。"""

    pages: Pages
    said: set[tuple[str, str]] = field(init=False)
    left: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        page = self.pages.pages[LISTINGS]
        kind, printed = map(page.columns.index, ("kind", "printed"))
        self.said = {(row[kind], row[printed]) for row in page.rows}

    def add(self, listed: Listed, clause: str, place: str) -> None:
        """The rows of one list; what the file has already stays out."""
        for kind in listed.kinds:
            for item in listed.items:
                self.add_one(Taken(kind.label.zh), item, clause, place)

    def add_one(self, kind: Taken, item: Item, clause: str, place: str) -> None:
        """One row, unless the file has it."""
        if (kind.value, item.printed) in self.said:
            return
        self.said.add((kind.value, item.printed))
        doubt = Reason.TWO_READINGS if item.condition else None
        self.pages.add(
            LISTINGS,
            {
                "kind": kind,
                "printed": item.printed,
                "minerals": names.taken(item.mineral, place),
                "condition": Taken(item.condition, doubt, place, item.printed),
                "clause": clause,
            },
        )

    def take(self, found: Iterable[Listed], paragraph: Paragraph, clause: str) -> None:
        """The lists of one paragraph, and the words of them that were not taken."""
        place = f"第{paragraph.line}行"
        first = len(self.pages.pages[LISTINGS].rows) + 2
        left = []
        for one in found:
            self.add(one, clause, place)
            left.extend([one.left] if one.left else [])
        last = len(self.pages.pages[LISTINGS].rows) + 1
        if last >= first:
            self.pages.leave_open(
                LISTINGS,
                Reason.FROM_PROSE,
                rows=str(first) if first == last else f"{first}-{last}",
                place=place,
                printed=paragraph.text[:60],
            )
        for words in dict.fromkeys(left):
            if not any(words in one for one in self.left[place]):
                self.pages.leave_open(LISTINGS, Reason.NOT_TAKEN, place=place, printed=words)
                self.left[place].append(words)


def take_listings(pages: Pages, sentences: Sentences) -> None:
    """Minerals of lists that name themselves (重点勘查矿种：…) or stand under such a heading."""
    listings = Listings(pages)
    over = sentences.headings_over()
    label = ""  # a line 限制开采矿种： whose minerals stand in the lines below it
    for paragraph, clause in sentences:
        headings = over[paragraph.line]
        about = any(map(OF_MINERALS.search, headings))
        found = lists_in(paragraph.text, is_of_minerals=about) or _below(
            [*headings, label], paragraph
        )
        listings.take(found, paragraph, clause)
        words = _unnumbered(paragraph.text)
        goes_on = any(one.kinds for one in found)
        label = words if LEAD.fullmatch(words) else (label if goes_on else "")
    for paragraph, clause in sentences:
        about = any(map(OF_MINERALS.search, over[paragraph.line]))
        found_before = lists_before(_unnumbered(paragraph.text), is_of_minerals=about)
        listings.take(found_before, paragraph, clause)
    leave_lists_open(pages, sentences)


def _below(headings: Sequence[str], paragraph: Paragraph) -> list[Listed]:
    """A paragraph of minerals alone below the heading of a list: 禁止开采的矿种."""
    over = [words for words in map(_unnumbered, headings) if _may_head(words)][-1:]
    words = _unnumbered(paragraph.text).rstrip("。；; ")
    items = [one for part in cut(words, "，,；;") if part.strip() for one in items_of(part)]
    if not over or not items:
        return []
    taken = tuple(one for one in items if isinstance(one, Item))
    label = _label_in(over[0])
    kinds = kinds_of(*label) if label else ()
    is_list = len(taken) == len(items) and any(one.is_known for one in taken)
    if is_list and (kinds or len(items) > 1):
        return [Listed(kinds, taken, "" if kinds else words)]
    if kinds and len(words) <= LONGEST_ITEM and LEAD.fullmatch(words) is None:
        return [Listed((), (), f"{''.join(label or ())}：{words}")]
    return []


def _may_head(words: str) -> bool:
    return OF_MINERALS.search(words) is not None or LEAD.fullmatch(words) is not None


def _label_in(heading: str) -> tuple[str, str] | None:
    """The list that a heading names; a heading that names two tells of none."""
    found = {(one["stem"], one["act"]) for one in LEAD.finditer(heading) if one["act"]}
    is_one = len(found) == 1 and len(re.findall(r"限制|禁止|重点|鼓励|严格控制", heading)) == 1
    return found.pop() if is_one else None


def _unnumbered(words: str) -> str:
    mark = mark_of(words)
    return words.strip() if mark is None else words[mark.length :].strip(" 　")


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
