# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every number of the document, of prose and of cells, with the words beside it. 数与所指。"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure, plain

SIGNS = "，。；;:、("
# Words that say nothing of what is counted.
SILENT = re.compile(
    r"20\d\d年?|\d[\d.]*|分别|依次|其中|合计|共计|总计|小计|共有|现有|已有|全[县市区旗州盟]|达到?|控制在"
    r"|不[少低超高大小多]于|不超过|以[上内下]|左右|[一-鿿]?年[均底末]|[，。；;:、()（）“”《》\s]|[为共约占比的到至在和及与]"
)


IN_BRACKETS = re.compile(r"\([^()]*\)$")


def words_beside(sentence: Sentence, figure_start: int, figure_end: int) -> str:
    """The words of the clause around a figure: before it back to a sign, after it up to one.

    >>> from kuangtu.plans.health.reading.case import Sentence
    >>> words_beside(Sentence("全县有矿,对48个以内采矿权巡查。", "", 1, "", 0, ()), 6, 9)
    '对以内采矿权巡查'
    """
    text = sentence.text
    bracket = IN_BRACKETS.search(text[:figure_start])
    figure_start = bracket.start() if bracket else figure_start
    start = max(text.rfind(sign, 0, figure_start) for sign in f"{SIGNS},") + 1
    ends = [one.end for one in sentence.figures if one.end <= figure_start]
    start = max([start, *ends])
    after = re.match(r"[^，。；;:、()\d,]*", text[figure_end:])
    return text[start:figure_start] + (after[0] if after else "")


def pairs_of(words: str) -> frozenset[str]:
    """The pairs of signs of words that say something.

    >>> sorted(pairs_of("2025年采矿权共"))
    ['矿权', '采矿']
    """
    return frozenset(
        piece[n : n + 2]
        for piece in SILENT.split(plain(words))
        if piece
        for n in range(len(piece) - 1)
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An amount with the words it stands among. 数及其上下文。"""

    amount: Decimal
    step: Decimal
    key: int
    words: frozenset[str]

    def room(self, step: Decimal) -> Decimal:
        """How far another may be away and still be this one, rounded."""
        return (max(self.step, step) if self.amount >= 100 * self.step else step) / 2


class Population:
    """All numbers of a document, to be asked whether one is said elsewhere. 全文的数。"""

    def __init__(self, stated: Iterable[Stated], entries: Iterable[Entry]) -> None:
        self.stated = tuple(stated)
        self.entries = tuple(entries)
        self._amounts: dict[Dimension, list[Told]] = defaultdict(list)
        for one in self.stated:
            figure = one.figure
            words = pairs_of(one.sentence.text[max(0, figure.start - 40) : figure.end + 12])
            values = [figure.value] if figure.upper is None else [figure.value, figure.upper]
            self._amounts[figure.dimension] += [
                Told(value * figure.factor, figure.step, id(figure), words) for value in values
            ]
        for entry in self.entries:
            words = pairs_of("，".join([*entry.row, entry.head, entry.cell.table.caption]))
            self._amounts[entry.dimension].append(Told(entry.amount, entry.step, id(entry), words))
        for told in self._amounts.values():
            told.sort(key=lambda one: one.amount)
        self._widest = {
            dimension: max(one.step for one in told) for dimension, told in self._amounts.items()
        }

    def has_another(self, one: Stated, words: frozenset[str] = frozenset()) -> bool:
        """The same amount stands elsewhere, be it rounded.

        A small number stands everywhere: it must be told with one of the words.
        """
        figure = one.figure
        key, amount, step = id(figure), figure.amount, figure.step
        return any(
            told.key != key
            and abs(told.amount - amount) <= told.room(step)
            and (not words or bool(words & told.words))
            for told in self._near(figure)
        )

    @cached_property
    def amounts(self) -> frozenset[tuple[Decimal, Dimension]]:
        """Every amount that is told, in prose or in a cell."""
        return frozenset(
            (told.amount, dimension)
            for dimension, several in self._amounts.items()
            for told in several
        )

    def cells_of(self, figure: Figure) -> Sequence[Entry]:
        """The cells that have the same amount."""
        return self._cells.get((figure.dimension, figure.amount), ())

    @cached_property
    def _cells(self) -> dict[tuple[Dimension, Decimal], list[Entry]]:
        found: dict[tuple[Dimension, Decimal], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.dimension, entry.amount].append(entry)
        return found

    @cached_property
    def class_sums(self) -> frozenset[tuple[Dimension, Decimal]]:
        """What rows with one word in common have together: 企业投资 of a column of 资金来源."""
        sums: defaultdict[tuple[Dimension, str, str, str], list[Decimal]] = defaultdict(list)
        for entry in self.entries:
            for word in set(entry.row) if not entry.is_total else ():
                table = entry.cell.table.name
                sums[entry.dimension, table, entry.head, word].append(entry.amount)
        return frozenset((key[0], sum(told, Decimal(0))) for key, told in sums.items() if told[1:])

    def _near(self, figure: Figure) -> list[Told]:
        """Those that no rounding leaves too far away to be the figure."""
        told = self._amounts[figure.dimension]
        reach = max(self._widest[figure.dimension], figure.step) / 2
        first = bisect_left(told, figure.amount - reach, key=lambda one: one.amount)
        last = bisect_right(told, figure.amount + reach, key=lambda one: one.amount)
        return told[first:last]


@once
def population_of(case: Case) -> Population:
    return Population(stated_in(case), entries_in(case))
