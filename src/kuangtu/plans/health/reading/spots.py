# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where some words stand in a document, with what stands before and after them. 出处。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.text_index import TextIndex
from kuangtu.plans.health.types import Where


@dataclass(frozen=True, slots=True)
class Spot:
    """Words found in one text: a paragraph, a heading, a cell. 一处。"""

    wrong: str  # the words that were looked for
    text: str  # the text with half-width signs
    start: int
    place: Where  # of the whole text

    @property
    def before(self) -> str:
        return self.text[: self.start]

    @property
    def after(self) -> str:
        return self.text[self.start + len(self.wrong) :]

    @property
    def where(self) -> Where:
        """The words with a few signs around them, as printed."""
        end = self.start + len(self.wrong) + 14
        return replace(self.place, words=self.place.words[max(0, self.start - 10) : end])


def spots_of(case: Case, pattern: re.Pattern[str]) -> Iterator[Spot]:
    """Where the group `wrong` of the pattern stands, in the document's order."""
    for found in pattern.finditer(case.whole):
        yield spot_at(case, found.start("wrong"), found["wrong"])


def spot_at(case: Case, start: int, words: str) -> Spot:
    """The words that begin at a place of the whole text."""
    starts = _starts_of_texts(case)
    at = bisect_right(starts, start) - 1
    printed, where = case.texts[at]
    text = case.whole[starts[at] : starts[at] + len(printed)]
    return Spot(words, text, start - starts[at], replace(where, words=printed))


def first_place_of(case: Case, words: str) -> Where:
    """Where the words stand first, with a few signs before them and some after."""
    place = spot_at(case, next(case.places_of(words)), words)
    start = max(0, place.start - 10)
    return replace(place.place, words=place.place.words[start : start + 40])


def texts_with(case: Case, words: str) -> Iterator[int]:
    """The numbers of the texts in which the words stand."""
    starts = _starts_of_texts(case)
    return (bisect_right(starts, place) - 1 for place in case.places_of(words))


@once
def _starts_of_texts(case: Case) -> tuple[int, ...]:
    """Where each text begins in the whole one."""
    return (0, *accumulate(len(text) + 1 for text, _ in case.texts))


def sentences_with(case: Case, words: str) -> Iterator[str]:
    """The sentences of the prose in which the words stand, each once."""
    index, starts = _prose(case)
    last = -1
    for place in index.places_of(words):
        at = bisect_right(starts, place) - 1
        if at != last:
            yield case.sentences[at].text
        last = at


@once
def _prose(case: Case) -> tuple[TextIndex, tuple[int, ...]]:
    """The sentences as one text, and where each begins in it."""
    texts = [one.text for one in case.sentences]
    return TextIndex("\n".join(texts)), (0, *accumulate(len(text) + 1 for text in texts))
