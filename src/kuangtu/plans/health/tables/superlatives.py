# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose calls the most or the least, against the column of its table. 最值之说。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import is_at_hand
from kuangtu.plans.health.reading.entries import entries_in
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import Figure, Force, plain
from kuangtu.plans.health.types import Finding, Kind, Reading

MEASURES = "面积|总?投资|年?产量|设计规模|规模|资源量|数量|任务量?|资金|产值|开采量|能力|投入"
WAY = "最(?P<way>[大高多重小低少])"
NAME = r"[^，。；;：:、()\d]"
IS_MOST = re.compile(
    rf"(?P<subject>(?:20\d\d年)?{NAME}{{0,24}}?)的?(?P<measure>{MEASURES})?(?:均|都|也)?{WAY}"
    r"(?=[，。；;(、]|$)"
)
THE_MOST = re.compile(
    rf"(?P<measure>{MEASURES})?{WAY}的(?:[一-鿿]{{0,4}}?)(?:是|为)(?P<subject>(?:20\d\d年)?{NAME}{{0,24}})"
    r"(?=[，。；;(、]|$)"
)
YEAR = re.compile(r"20\d\d(?=年)")
AMONG = re.compile("(?P<scope>[^，。；;：:、]{2,12})[中里]")
ALL = re.compile("^(?:其|各|全|这|上述|以上|所有|[一二三四五六七八九十\\d]+[个项处座])")
SPAN = re.compile(r"20\d\d年?(?:至|到|—+|～|–|-)20\d\d年?")
HOW_MUCH = re.compile("，(?:为|达到?|共|计|有)+")
COUNTED = re.compile("(?:矿区|采矿权|探矿权|矿山|矿产地)$")
SUMMED = re.compile("[小合总]计")  # 地质勘查投入计划 | 财政资金 | 社会资金 | 小计
KIND = 4  # signs of an end that zones of one kind have in common
LEAST_WAYS = frozenset("小低少")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said to have the most or the least. 最值之说。"""

    sentence: Sentence
    start: int
    end: int
    subject: str
    measure: str
    is_least: bool


def what_is_the_most_has_the_most(case: Case) -> Iterator[Finding]:
    """产量最高的是煤（专栏2）, where the column 产量 has more in another row."""
    for sentence in case.sentences:
        for claim in _claims(sentence):
            for grid in grids(case.tables):
                own = _own(grid, claim) if is_at_hand(sentence, grid.table) else None
                if own is None:
                    continue
                if (best := _more(grid, claim, own)) is not None:
                    yield _finding(claim, own, best)
                elif (figure := _behind(claim)) is not None and _is_other(case, figure, own):
                    yield _other(claim, figure, own)
                break


def _claims(sentence: Sentence) -> Iterator[Claim]:
    for pattern in (THE_MOST, IS_MOST):
        for found in pattern.finditer(sentence.text):
            yield Claim(
                sentence,
                found.start(),
                found.end(),
                found["subject"],
                found["measure"] or "",
                found["way"] in LEAST_WAYS,
            )


def _cells(grid: Grid, claim: Claim) -> list[tuple[str, Cell]]:
    return _of_years(grid, claim) if YEAR.search(claim.subject) else _of_rows(grid, claim)


def _own(grid: Grid, claim: Claim) -> Cell | None:
    """The cell of what is claimed; None where the table does not tell."""
    year = YEAR.search(claim.subject)
    cells = _cells(grid, claim)
    own = [cell for name, cell in cells if _is_named(name, year[0] if year else claim.subject)]
    is_told = len(own) == 1 and own[0].number is not None and len(cells) > 1
    return own[0] if is_told else None


def _more(grid: Grid, claim: Claim, own: Cell) -> Cell | None:
    """The cell that has more than the one claimed, or less where the least is meant."""
    numbers = [(cell.number, cell) for _, cell in _cells(grid, claim) if cell.number is not None]
    sign = -1 if claim.is_least else 1
    best = max(numbers, key=lambda one: sign * one[0])
    return best[1] if best[0] != own.number else None


def _behind(claim: Claim) -> Figure | None:
    """2023年任务量最大，为115公顷: the figure that is told of it."""
    text = claim.sentence.text
    return next(
        (
            one
            for one in claim.sentence.figures
            if one.start > claim.end and HOW_MUCH.fullmatch(text[claim.end : one.start])
        ),
        None,
    )


def _is_named(name: str, subject: str) -> bool:
    """The row is what the subject ends in, or its whole words begin the row's."""
    bare = name.removesuffix("矿") or name
    told = COUNTED.sub("", subject).removesuffix("矿")
    is_it = subject.endswith((name, bare)) or COUNTED.sub("", subject).endswith((name, bare))
    return bool(name) and (is_it or (len(told) > 2 and told in name))


def _of_rows(grid: Grid, claim: Claim) -> list[tuple[str, Cell]]:
    """Each row by its name with the cell of the column that the measure names, of one unit."""
    counted = COUNTED.search(claim.subject)
    measure = _bare(claim.measure) or (counted[0] if counted else "")
    columns = [
        n
        for n in grid.numeric
        if n not in grid.shares and measure in re.sub(r"\(.*?\)", "", grid.heads[n])
    ]
    if len(columns) != 1 or not (measure or len(grid.numeric) == 1):
        return []
    rows = [row for row in grid.body if not grid.is_total(row)]
    found = [(row, cell) for row in rows if (cell := row[columns[0]]) is not None]
    if (scope := _scope(claim)) is not None:
        found = [(row, cell) for row, cell in found if _is_within(row, scope)]
    own = [row for row, _ in found if _is_named(_label(grid, row), claim.subject)]
    if len(own) != 1:
        return []
    unit, kind = grid.unit_of(columns[0], own[0]), _label(grid, own[0])[-KIND:]
    like = [(row, cell) for row, cell in found if _label(grid, row).endswith(kind)]
    return [  # a 重点开采区 among those of its kind
        (_label(grid, row), cell)
        for row, cell in (like if len(like) > 1 else found)
        if grid.unit_of(columns[0], row) == unit
    ]


def _bare(measure: str) -> str:
    return re.sub("^[总年]|(?<=任务)量$|(?<=数)量$", "", measure)


def _label(grid: Grid, row: Sequence[Cell | None]) -> str:
    return plain(grid.label(tuple(row)))


def _scope(claim: Claim) -> str | None:
    """勘查区块中煤层气区块面积最大: of those alone; None where all are meant."""
    head = re.split("[。；;]", claim.sentence.text[: claim.start])[-1]
    whole = head + claim.subject
    found = AMONG.search(whole)
    if found is None or ALL.match(found["scope"]):
        return None
    return str(found["scope"])


def _is_within(row: Sequence[Cell | None], scope: str) -> bool:
    words = "".join(plain(cell.text) for cell in row if cell is not None)
    return scope in words or scope[-4:] in words


def _of_years(grid: Grid, claim: Claim) -> list[tuple[str, Cell]]:
    """The years of the columns with the cells of the total, or those of the rows."""
    heads = [(SPAN.sub("", head), n) for n, head in enumerate(grid.heads)]
    columns = [(YEAR.search(f"{head}年"), n) for head, n in heads]
    dated = [(found[0], n) for found, n in columns if found is not None and n in grid.numeric]
    if len(dated) > 2:
        totals = [row for row in grid.body if grid.is_total(row)]
        return [(year, cell) for year, n in dated for row in totals if (cell := row[n]) is not None]
    named = [n for n in grid.numeric if _bare(claim.measure) in grid.heads[n]]
    if not named and claim.measure and claim.measure in plain(grid.table.caption):
        named = [n for n in grid.numeric if SUMMED.fullmatch(plain(grid.heads[n]))]
    if len(named) != 1 or not (claim.measure or len(grid.numeric) == 1):
        return []
    return [
        (found[0], cell)
        for row in grid.body
        if row[0] is not None
        and (found := YEAR.match(f"{row[0].text.strip()}年")) is not None
        and (cell := row[named[0]]) is not None
    ]


def _finding(claim: Claim, own: Cell, best: Cell) -> Finding:
    where = claim.sentence.where(max(0, claim.start), claim.end)
    words = claim.sentence.text[claim.start : claim.end]
    return error(
        Kind.TEXT_AND_TABLE,
        where,
        "文中称“{words}”，{table}该项为 {own}，另有一项为 {best}",
        "the text says “{words}”; {table} has {own} of it and {best} of another",
        [Reading(words, where), own.reading, best.reading],
        best.text.strip(),
        words=words,
        table=own.table.name,
        own=own.text.strip(),
        best=best.text.strip(),
    )


def _is_other(case: Case, figure: Figure, own: Cell) -> bool:
    """Of the cell's dimension, and another amount."""
    entry = next((one for one in entries_in(case) if one.cell == own), None)
    is_like = entry is not None and entry.dimension is figure.dimension
    if entry is None or not is_like or figure.force is not Force.EXACT:
        return False
    return abs(entry.amount - figure.amount) > max(entry.step, figure.step) / 2


def _other(claim: Claim, figure: Figure, own: Cell) -> Finding:
    return error(
        Kind.TEXT_AND_TABLE,
        claim.sentence.around(figure),
        "文中“{subject}”为 {printed}，{table}为 {own}",
        "the text has {printed} of “{subject}”; {table} has {own}",
        [claim.sentence.reading(figure), own.reading],
        own.text.strip(),
        subject=claim.subject,
        printed=figure.printed,
        table=own.table.name,
        own=own.text.strip(),
    )
