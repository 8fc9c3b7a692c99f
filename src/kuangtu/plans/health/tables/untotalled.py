# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says of all rows of a table that prints no total. 无合计行之表的合计。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import names_the_table
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, plain
from kuangtu.plans.health.reading.slips import Slip, is_point_moved, slip_between
from kuangtu.plans.health.tables.least_sizes import is_a_least_size
from kuangtu.plans.health.types import Finding, Kind

MEASURED = {Dimension.AREA, Dimension.MASS, Dimension.MONEY, Dimension.VOLUME}
OF_ALL = re.compile(
    "(?:总?面积|总?投资|(?:设计|生产|开采|拟建)*规模|资金)(?:合计|共计|总计|共|约|为)*$"
)
PIECES = re.compile("[区权程目块]$")
VERB = re.compile("^.*(?:划定|设置|部署|安排|规划|新设|拟设|设立|实施)(?=.{4})")
KIND = 5  # signs that zones of one kind have in common
NEAR = Decimal("0.1")  # of the right one


def all_rows_come_to_what_is_told(case: Case) -> Iterator[Finding]:
    """新设采矿权5个，区块面积4.40平方千米（专栏4）, where its five rows come to 4.10."""
    columns = _columns(case)
    for sentence in case.sentences if columns else ():
        for counted, figure in _told(sentence):
            for every in columns:
                entries = _counted(sentence, counted, every)
                is_named = names_the_table(sentence.text, every[0].cell.table.name)
                if not is_named or not entries or figure.dimension is not every[0].dimension:
                    continue
                total = sum((one.amount for one in entries), Decimal(0))
                room = max(figure.step, *(one.step for one in entries)) / 2
                is_there = any(abs(one.amount - figure.amount) <= room for one in entries)
                is_right = is_there or abs(total - figure.amount) <= room * len(entries)
                if is_right:
                    continue
                if _is_meant(figure, total):
                    yield _finding(sentence, figure, total, entries)
                elif (cell := _slipped_cell(figure, total, entries)) is not None:
                    yield _of_cell(sentence, figure, total, cell)


def _told(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """So many pieces, and what they measure: 3个，面积804.0平方千米."""
    counted: Figure | None = None
    for figure in sentence.figures:
        if figure.dimension is Dimension.COUNT and PIECES.search(_before(sentence, figure)):
            counted = figure
        elif counted is not None and _is_of_all(sentence, figure):
            yield counted, figure


def _counted(sentence: Sentence, counted: Figure, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The rows that the number counts: all of them, or those of the kind that it names."""
    noun = VERB.sub("", _before(sentence, counted))[-KIND:]
    like = [one for one in entries if len(noun) >= KIND and noun in "，".join(one.row)]
    return next((some for some in (like, entries) if len(some) == counted.amount), ())


def _columns(case: Case) -> list[list[Entry]]:
    """The measured columns of tables of blocks, zones and works without a total."""
    totalled = {
        grid.table.name for grid in grids(case.tables) if any(map(grid.is_total, grid.body))
    }
    found: dict[tuple[str, int], list[Entry]] = {}
    for one in entries_in(case):
        is_measured = one.dimension in MEASURED and not re.search(r"20\d\d", one.head)
        heads = plain("".join(one.cell.table.rows[0]))
        is_of_pieces = re.search("名称|区块|工程|项目", heads) is not None
        is_whole = one.cell.table.name not in totalled and not is_a_least_size(one)
        if is_measured and is_of_pieces and is_whole:
            found.setdefault((one.cell.table.name, one.cell.column), []).append(one)
    rows = {grid.table.name: len(list(grid.body)) for grid in grids(case.tables)}
    return [several for (name, _), several in found.items() if 1 < len(several) == rows[name]]


def _before(sentence: Sentence, figure: Figure) -> str:
    text = sentence.text
    return text[start_of(text, figure.start, "，。；;:、()") : figure.start]


def _is_of_all(sentence: Sentence, figure: Figure) -> bool:
    """面积4.10平方千米, right behind the count or with a word for all of them."""
    is_exact = figure.force is Force.EXACT and figure.upper is None and not figure.is_in_words
    clause = _before(sentence, figure)
    head = sentence.text[start_of(sentence.text, figure.start, "。；;") : figure.start]
    is_alone = "其中" not in head or head.rfind("其中") < head.rfind("，")
    return is_exact and is_alone and OF_ALL.search(clause) is not None and "平均" not in clause


def _is_meant(figure: Figure, total: Decimal) -> bool:
    """Near the sum, or a slip of it."""
    is_near = abs(total - figure.amount) <= NEAR * total
    return is_near or slip_between(figure.value, figure.in_its_unit(total)) >= Slip.FAIR


def _slipped_cell(figure: Figure, total: Decimal, entries: Sequence[Entry]) -> Entry | None:
    """The one cell that is a slip of what would make them come to the figure: 4123 for 412.3."""
    rest = figure.amount - total
    return next(
        (
            one
            for one in entries
            if one.amount + rest > 0 and one.number
            if is_point_moved(one.number, (one.amount + rest) / one.factor)
            or slip_between(one.number, (one.amount + rest) / one.factor) >= Slip.FAIR
        ),
        None,
    )


def _finding(
    sentence: Sentence, figure: Figure, total: Decimal, entries: Sequence[Entry]
) -> Finding:
    right = f"{shown(figure.in_its_unit(total))}{figure.unit}"
    return error(
        Kind.TEXT_AND_TABLE,
        sentence.around(figure),
        "文中合计 {printed}，{table}“{head}”各行相加为 {right}",
        "the text has {printed} in all; the rows of “{head}” in {table} come to {right}",
        [sentence.reading(figure), *(one.cell.reading for one in entries[:8])],
        right,
        printed=figure.printed,
        table=entries[0].cell.table.name,
        head=entries[0].head,
        right=right,
    )


def _of_cell(sentence: Sentence, figure: Figure, total: Decimal, cell: Entry) -> Finding:
    right = shown((cell.amount + figure.amount - total) / cell.factor)
    return error(
        Kind.TEXT_AND_TABLE,
        cell.cell.where,
        "{table}“{head}”印作 {printed}，与文中合计 {figure} 相合的是 {right}",
        "“{head}” of {table} is printed as {printed}; with the {figure} of the text goes {right}",
        [cell.cell.reading, sentence.reading(figure)],
        right,
        table=cell.cell.table.name,
        head=cell.head,
        printed=cell.cell.text.strip(),
        figure=figure.printed,
        right=right,
    )
