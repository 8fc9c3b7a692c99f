# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""All that is found in a file: each one counted, the first of a kind told. 检查发现清单（纯）。

A file of a million features can have a million faults. Checks therefore hand over the rows that
have a fault and a way to tell of one of them; counts are exact, sentences are made for the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kuangtu.core.text import Text
from kuangtu.layers.choices import Mender, Severity
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.finding_kinds import kind_named, mender_of
from kuangtu.layers.findings import Finding, ImportRefused

MOST_LISTED: Final = 1_000  # of one kind; more would only make files nobody opens
ORDER: Final = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, eq=False)
class Flagged:
    """Rows, from 0, that have one fault, and how the one at a position is told. 标出的要素。

    A row may be there more than once. `describe` is asked for the first positions only.
    """

    kind: str
    rows: ArrayLike
    describe: Callable[[int], Finding]


@dataclass(frozen=True, slots=True, eq=False)
class FindingList:
    """What was found in a file: the listed ones, all counted, and who must stay out. 发现清单。

    `rows_out` are the rows of features with errors, counted from 0, ascending.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    rows_out: NDArray[np.int64]

    @property
    def count(self) -> int:
        """All findings, listed or not."""
        return sum(self.counts.values())

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    @property
    def unlisted(self) -> dict[str, int]:
        """How many of each kind are counted and not listed."""
        listed = Counter(finding.kind for finding in self.findings)
        more = {kind: count - listed[kind] for kind, count in self.counts.items()}
        return {kind: count for kind, count in more.items() if count}

    def refusal(self, file: str) -> ImportRefused:
        return ImportRefused(self.findings, file=file, counts=self.counts)


class FindingCollector:
    """Takes findings as checks make them and keeps no more than can be listed. 发现收集。"""

    def __init__(self, *, most_listed: int = MOST_LISTED) -> None:
        self._most = most_listed
        self._listed: dict[str, list[Finding]] = {}
        self._counts: Counter[str] = Counter()
        self._rows_out: list[NDArray[np.int64]] = []
        self._single_rows_out: list[int] = []

    def add(self, several: Iterable[Finding | Flagged]) -> None:
        """Take whatever a check has found."""
        for one in several:
            if isinstance(one, Flagged):
                self._add_flagged(one)
            else:
                self._add_finding(one)

    def add_all_of(self, other: FindingCollector) -> None:
        """Take what another has collected, behind what is here."""
        self._counts.update(other._counts)
        for kind, findings in other._listed.items():
            listed = self._listed.setdefault(kind, [])
            listed += findings[: max(0, self._most - len(listed))]
        self._rows_out += other._rows_out
        self._single_rows_out += other._single_rows_out

    def add_rows_out(self, rows: Iterable[int]) -> None:
        """Rows with errors that a finding already stands for."""
        self._single_rows_out.extend(rows)

    def done(self, specification: LayerSpecification, identifiers: Any = None) -> FindingList:
        """The list: errors first, each with its mender and its feature's identifier."""
        listed = [one for several in self._listed.values() for one in several]
        listed.sort(key=lambda one: ORDER[one.severity])
        findings = tuple(
            replace(
                one,
                mender=mender_words(one.kind, specification),
                identifier=one.identifier or _identifier(one, identifiers),
            )
            for one in listed
        )
        rows = np.concatenate([np.array(self._single_rows_out, np.int64), *self._rows_out])
        return FindingList(findings, dict(self._counts.most_common()), np.unique(rows))

    def _add_finding(self, one: Finding) -> None:
        self._counts[one.kind] += 1
        listed = self._listed.setdefault(one.kind, [])
        if len(listed) < self._most:
            listed.append(one)
        if one.is_error and one.feature is not None:
            self._single_rows_out.append(one.feature - 1)

    def _add_flagged(self, flagged: Flagged) -> None:
        rows = np.asarray(flagged.rows, dtype=np.int64)
        if not len(rows):
            return
        self._counts[flagged.kind] += len(rows)
        listed = self._listed.setdefault(flagged.kind, [])
        for position in range(min(len(rows), self._most - len(listed))):
            listed.append(flagged.describe(position))
        if kind_named(flagged.kind).severity is Severity.ERROR:
            self._rows_out.append(rows)


def mender_words(kind: str, specification: LayerSpecification) -> Text:
    """Who must mend it, by name where the dictionary names the provider."""
    mender = mender_of(kind)
    has_name = mender is Mender.PROVIDER and specification.provider.zh
    return specification.provider if has_name else mender.label


def _identifier(finding: Finding, identifiers: Any) -> str:
    if finding.feature is None or identifiers is None:
        return ""
    value = identifiers[finding.feature - 1].as_py()
    return "" if value is None else str(value)
