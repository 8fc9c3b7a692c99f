# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a budget is said to give, against its column of the table of works. 各级财政出资。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import names_of_row
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, plain
from kuangtu.plans.health.reading.runs import sums_of_runs
from kuangtu.plans.health.types import Finding, Kind

SOURCE = re.compile(
    "(?:^|其中|的|[和及与])(?P<source>(?:中央|省级?|自治区|市级?|州级?|县级?|旗级?|市县|社会|企业)(?:财政|自筹|资金)*)"
    "(?:资金|投入|预算)*(?:共|应|需|将)?(?:承担|安排|负担|列支|投入|配套|落实|筹措)(?:的|资金|共)*$"
)
PAST = re.compile("上一?轮|十[二三]五|现状|回顾|成效|已")
YEARLY = re.compile("每年|年度|20\\d\\d年|首期|其中每")


def budgets_give_what_their_column_has(case: Case) -> Iterator[Finding]:
    """县级财政安排800万元用于重大工程, where the column 县级财政 comes to 900."""
    columns = _columns(case)
    for sentence in case.sentences if columns else ():
        for figure in sentence.figures:
            start = start_of(sentence.text, figure.start, "，。；;:、(")
            words = sentence.text[start : figure.start]
            found = SOURCE.search(words)
            is_exact = figure.force is Force.EXACT and figure.upper is None
            if start and sentence.text[start - 1] == "、":
                continue  # 中央、省级、市县财政共投入: all of them together
            if found is None or figure.dimension is not Dimension.MONEY or not is_exact:
                continue
            if PAST.search(case.headings_over(sentence.clause) + sentence.text[: figure.start]):
                continue
            if YEARLY.search(sentence.text[start_of(sentence.text, figure.start, "。;") : start]):
                continue
            entries = columns.get(_bare(found["source"]), [])
            total = next((one for one in entries if one.is_total), None)
            is_of_some = any(word in sentence.text for one in entries for word in names_of_row(one))
            if total is not None and not _is_among(figure, entries, is_of_some=is_of_some):
                yield error(
                    Kind.TEXT_AND_TABLE,
                    sentence.around(figure),
                    "文中“{source}”{printed}，{table}该栏合计为 {cell}",
                    "the text has {printed} of “{source}”; its column of {table} comes to {cell}",
                    [sentence.reading(figure), total.cell.reading],
                    total.cell.text.strip(),
                    source=found["source"],
                    printed=figure.printed,
                    table=total.cell.table.name,
                    cell=total.cell.text.strip(),
                )


def _bare(words: str) -> str:
    return re.sub("级|财政|资金|投入|自筹", "", words)


def _columns(case: Case) -> dict[str, list[Entry]]:
    """The columns of the one table that parts money by its sources."""
    found: dict[str, list[Entry]] = {}
    tables: dict[str, set[int]] = {}
    for entry in entries_in(case):
        if entry.dimension is Dimension.MONEY and re.search("财政|资金|自筹|社会|企业", entry.head):
            name = _bare(plain(entry.head))
            found.setdefault(name, []).append(entry)
            tables.setdefault(name, set()).add(id(entry.cell.table))
    return {name: several for name, several in found.items() if name and len(tables[name]) == 1}


def _is_among(figure: Figure, entries: list[Entry], *, is_of_some: bool) -> bool:
    """A cell or the total; where the sentence names works of the table, some of them together."""
    amounts = [one.amount for one in entries if not one.is_total]
    told = {one.amount for one in entries}
    if is_of_some:
        told |= {*sums_of_runs(amounts)} | {a + b for a, b in combinations(amounts, 2)}
    room = max(figure.step, *(one.step for one in entries)) / 2
    return any(abs(amount - figure.amount) <= room for amount in told)
