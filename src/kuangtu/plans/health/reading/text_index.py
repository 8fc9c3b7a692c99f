# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where words stand in a text, found by their rarest pair of signs. 全文索引。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator


class TextIndex:
    """The places of every sign and of every pair of signs: to look for words costs no reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, sign in enumerate(text):
            self._places[sign].append(at)
            if at:
                self._places[text[at - 1 : at + 1]].append(at - 1)

    def places_of(self, words: str) -> Iterator[int]:
        """Where the words begin, also where they overlap.

        >>> list(TextIndex("石石石坪").places_of("石石")), list(TextIndex("石坪").places_of("坪石"))
        ([0, 1], [])
        """
        pieces = [words[n : n + 2] for n in range(len(words) - 1)] or [words]
        least = min(range(len(pieces)), key=lambda n: len(self._places.get(pieces[n], ())))
        for at in self._places.get(pieces[least], ()):
            if at >= least and self.text.startswith(words, at - least):
                yield at - least

    def count(self, words: str) -> int:
        """How often the words stand, as `str.count` counts them.

        >>> TextIndex("石石石坪").count("石石"), TextIndex("石石石坪").count("坪")
        (1, 1)
        """
        if words not in self._counts:
            self._counts[words] = self._counted(words)
        return self._counts[words]

    def _counted(self, words: str) -> int:
        if len(words) < 2:
            return self.text.count(words)
        if len(words) == 2 and words[0] != words[1]:
            return len(self._places.get(words, ()))
        count, end = 0, 0
        for at in self.places_of(words):
            if at >= end:
                count, end = count + 1, at + len(words)
        return count
