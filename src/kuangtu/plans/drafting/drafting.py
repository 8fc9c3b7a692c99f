# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`draft_of`: a draft of the plan folder from the document. 草拟规划文件夹。

Nothing is invented: what the document does not say stays empty and is listed as missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kuangtu.core.errors import Place, invalid
from kuangtu.plans.document.types import Document
from kuangtu.plans.drafting.clauses import catalogue_of, write_clauses
from kuangtu.plans.drafting.data_tables import PLANS, take_data
from kuangtu.plans.drafting.even_prose import even
from kuangtu.plans.drafting.floors import FLOORS, take_floors
from kuangtu.plans.drafting.goals import GOALS, Prose, take_goals
from kuangtu.plans.drafting.grids import Grid, grid_of
from kuangtu.plans.drafting.identity import Identity, identity_of
from kuangtu.plans.drafting.listing_tables import take_listed_table
from kuangtu.plans.drafting.listings import LISTINGS, take_listings
from kuangtu.plans.drafting.pages import Pages, one_line
from kuangtu.plans.drafting.printed import Source, tables_of
from kuangtu.plans.drafting.projects import PROJECTS, take_projects
from kuangtu.plans.drafting.prose import (
    Sentences,
    leave_projects_open,
    leave_zones_open,
    take_blocks,
)
from kuangtu.plans.drafting.recognizing import Recognized, TableKind, recognized
from kuangtu.plans.drafting.sentence_goals import take_control_numbers, take_stated_goals
from kuangtu.plans.drafting.zone_sentences import take_named_zones
from kuangtu.plans.drafting.zones import ZONES, take_zones
from kuangtu.plans.open_items import OpenItem, Reason, in_runs
from kuangtu.plans.printed_tables import INDEX_COLUMNS, file_name
from kuangtu.plans.types import DataTable

INDEX = "tables/index.csv"
RESPONSIBILITIES = "responsibilities.csv"
# What a table's other columns could have gone into.
FILES = {TableKind.ZONES: ZONES, TableKind.PROJECTS: PROJECTS, TableKind.FLOORS: FLOORS}
MENTION = re.compile(r"(?:专栏|附表|表)(?:\d+(?:[-－—.．]\d+)*|[一二三四五六七八九十]+)")
STOPS = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed table as its file holds it. 专栏文件。"""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted folder, not yet written. 草稿。"""

    identity: Identity
    pages: Pages
    printed: tuple[PrintedPage, ...]
    data_tables: tuple[DataTable, ...]
    notes: tuple[str, ...]
    open_items: tuple[OpenItem, ...]
    document: str


def draft_of(document: Document) -> Draft:
    """The draft of a plan. Raises: Invalid `draft-nothing-found`."""
    document = even(document)
    catalogue = catalogue_of(document)
    sources = tables_of(document, catalogue.by_line)
    is_numbered = any(entry.number[0] not in "前" for entry in catalogue.entries)
    if not sources and not is_numbered:
        raise invalid(
            "draft-nothing-found",
            "文件中既没有编号的章节，也没有表格，不像规划文本，未建文件夹",
            "The file has neither numbered parts nor tables and does not look like a plan; "
            "no folder was made",
            Place(document.file),
        )
    drafting = _Drafting(document, identity_of(document), Pages(), mentions_in(document))
    write_clauses(drafting.pages, catalogue)
    printed = drafting.printed(sources)
    data_tables = drafting.typed(sources)
    sentences = Sentences(document, catalogue)
    take_listings(drafting.pages, sentences)
    take_control_numbers(drafting.pages, sentences, drafting.identity)
    take_stated_goals(drafting.pages, sentences, drafting.identity)
    take_named_zones(drafting.pages, sentences)
    take_blocks(drafting.pages, sentences)
    leave_zones_open(drafting.pages, sentences)
    leave_projects_open(drafting.pages, document, {source.clause for source in sources})
    drafting.leave_notes_open()
    drafting.leave_the_rest_open()
    return Draft(
        drafting.identity,
        drafting.pages,
        printed,
        data_tables,
        tuple(note.text for source in sources for note in source.notes),
        in_runs(sorted(drafting.pages.open_items, key=_order)),
        document.file,
    )


def mentions_in(document: Document) -> dict[str, Prose]:
    """The first sentence that refers to each table."""
    found: dict[str, Prose] = {}
    for paragraph in document.paragraphs:
        for sentence in STOPS.split(paragraph.text):
            for name in MENTION.findall(sentence):
                found.setdefault(name, Prose(sentence))
    return found


def _header_rows(source: Source, grid: Grid) -> int:
    """A box of one column has no heading but its title."""
    return 0 if all(len(row) == 1 for row in source.rows) else grid.header_rows


def _order(item: OpenItem) -> tuple[str, str, str, int]:
    return item.file, item.column, item.reason.value, item.span[0] if item.span else 0


@dataclass(frozen=True, slots=True)
class _Drafting:
    """One run. 一次草拟。"""

    document: Document
    identity: Identity
    pages: Pages
    mentions: Mapping[str, Prose]

    def printed(self, sources: Sequence[Source]) -> tuple[PrintedPage, ...]:
        """Each printed table, and its line in the index."""
        self.pages.new_page(INDEX, INDEX_COLUMNS)
        found = []
        for source in sources:
            grid = grid_of(source)
            line = self.pages.add(
                INDEX,
                {
                    "number": source.number,
                    "title": one_line(source.title) or source.name,
                    "header_rows": str(_header_rows(source, grid)),
                    "clause": source.clause,
                },
            )
            self._leave_index_open(source, grid, str(line))
            rows = tuple(tuple(cell.text for cell in row) for row in source.rows)
            found.append(PrintedPage(f"tables/{file_name(source.number)}", rows))
        return tuple(found)

    def _leave_index_open(self, source: Source, grid: Grid, line: str) -> None:
        where = source.place()
        if not source.title:
            self.pages.leave_open(
                INDEX, Reason.MISSING, rows=line, column="title", value=source.name, place=where
            )
        if source.is_number_odd:
            self.pages.leave_open(
                INDEX,
                Reason.TWO_READINGS,
                rows=line,
                column="number",
                value=source.number,
                place=where,
            )
        if grid.is_header_guessed or len(source.rows) <= grid.header_rows:
            self.pages.leave_open(
                INDEX,
                Reason.HEADING_ROWS,
                rows=line,
                column="header_rows",
                value=str(_header_rows(source, grid)),
                place=where,
            )
        name = f"tables/{file_name(source.number)}"
        for row in source.joined_at:
            self.pages.leave_open(
                name, Reason.JOINED, rows=str(row), column="", value="", place=where
            )
        for note in source.notes:
            self.pages.leave_open(
                name,
                Reason.NOTE_LEFT_OUT,
                place=f"{source.name} 第{note.line}行",
                printed=note.text,
            )
        for cell in (cell for row in source.rows for cell in row):
            if cell.is_cleaned:
                self.pages.leave_open(
                    name,
                    Reason.CONVERTED,
                    rows=str(cell.row),
                    column=str(cell.column),
                    value="",
                    place=where,
                )

    def typed(self, sources: Sequence[Source]) -> tuple[DataTable, ...]:
        """What the tables say as data; a table of no known kind stays printed only."""
        data: list[DataTable] = []
        places: Counter[str] = Counter()
        for source in sources:
            grid = grid_of(source)
            if grid.body and take_listed_table(self.pages, grid):
                continue
            known = recognized(grid) if grid.body else None
            if known is not None and self._take(known, data, places):
                self._leave_columns_open(known)
            else:
                self.pages.leave_open(
                    f"tables/{file_name(source.number)}",
                    Reason.NOT_TAKEN,
                    place=source.place(),
                    printed=source.title,
                )
        return tuple(data)

    def _leave_columns_open(self, table: Recognized) -> None:
        """Columns that the typed file has no place for: they stay in the printed table alone."""
        file = FILES.get(table.kind)
        used = {at for name, at in table.columns.items() if name != "townships"}
        left = [one.text for at, one in enumerate(table.grid.headings) if at not in used]
        if file and any(left):
            self.pages.leave_open(
                file,
                Reason.NOT_TAKEN,
                place=table.grid.source.place(),
                printed="、".join(filter(None, left)),
            )

    def _take(self, table: Recognized, data: list[DataTable], places: Counter[str]) -> bool:
        if table.kind in PLANS:
            described = take_data(self.pages, table)
            data.extend([described] if described else [])
            return described is not None
        if table.kind is TableKind.GOALS:
            return take_goals(
                self.pages, table, self.identity, self.mentions.get(table.grid.source.name, Prose())
            )
        if table.kind is TableKind.ZONES:
            return take_zones(self.pages, table)
        if table.kind is TableKind.FLOORS:
            take_floors(self.pages, table)
        else:
            take_projects(self.pages, table, places)
        return True

    def leave_notes_open(self) -> None:
        """Footnotes are no part of the text; a person sees what they say."""
        for note in self.document.notes:
            self.pages.leave_open(
                "sources.md", Reason.MENTIONED, place=f"第{note.line}行 脚注", printed=note.text
            )

    def leave_the_rest_open(self) -> None:
        """Columns that only a person can fill, and what was not found at all."""
        for name in (INDEX, LISTINGS, GOALS, ZONES, FLOORS, PROJECTS):
            if self.pages.pages[name].rows:
                self.pages.leave_open(name, Reason.CLAUSE_GUESSED, column="clause")
            else:
                self.pages.leave_open(name, Reason.MISSING)
        if self.pages.pages[GOALS].rows:
            for column in ("code", "name_en", "note"):
                self.pages.leave_open(GOALS, Reason.OWN_WORDS, column=column)
        self.pages.leave_open(RESPONSIBILITIES, Reason.OWN_WORDS)
        self.pages.leave_open("rules.toml", Reason.OWN_WORDS)
        self.pages.leave_open("sources.md", Reason.OWN_WORDS)
