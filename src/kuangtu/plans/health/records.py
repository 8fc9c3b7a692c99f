# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Findings as stored records, and what each is known by. 体检结果的存档与指纹（纯）。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kuangtu.core.canonical import sha256_of
from kuangtu.core.text import Text
from kuangtu.plans.health.answers import part_of
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where

LENGTH = 16  # hexadecimal digits; a plan has hundreds of findings at the very most
BLANKS = re.compile(r"\s+")


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What each finding is known by: its kind, its places and its words, in the same order.

    Lines, rows, columns and paragraphs do not count: what stands above may be mended without
    touching it, and the folder alone counts paragraphs where its document does not.
    Only findings that are alike in all this are told apart by their sentences, and those that
    are alike in that too by where they stand; such a fingerprint is lost rather than passed on
    to another finding. 指纹。
    """
    kept: list[Mapping[str, object]] = [{} for _ in findings]
    for told_by in (_words, _sentence, _position):
        counted = Counter(map(sha256_of, kept))
        for number, finding in enumerate(findings):
            if told_by is _words or counted[sha256_of(kept[number])] > 1:
                kept[number] = {**kept[number], **told_by(finding)}
    return tuple(sha256_of(one)[:LENGTH] for one in kept)


def _words(one: Finding) -> Mapping[str, object]:
    readings = [[_bare(reading.value), *_said_at(reading.where)] for reading in one.readings]
    return {"kind": one.kind.value, "where": _said_at(one.where), "readings": readings}


def _sentence(one: Finding) -> Mapping[str, object]:
    return {"message": one.message.zh}


def _position(one: Finding) -> Mapping[str, object]:
    return {"position": [one.where.line, one.where.row, one.where.column]}


def _said_at(where: Where) -> list[str]:
    return [part_of(where.clause), where.table, _bare(where.words)]


def _bare(words: str) -> str:
    return BLANKS.sub("", words)


def finding_records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON with their fingerprints. 体检结果存档。"""
    return [
        {"fingerprint": known_by, **one.as_json()}
        for known_by, one in zip(fingerprints(findings), findings, strict=True)
    ]


def finding_from(record: Mapping[str, Any]) -> Finding:
    """A stored finding as a value."""
    return Finding(
        _GRADES[record["grade"]],
        Kind(record["kind"]),
        _where(record["where"]),
        Text(**record["message"]),
        tuple(Reading(one["value"], _where(one["where"])) for one in record["readings"]),
        record["computed"],
    )


def _where(record: Mapping[str, Any]) -> Where:
    return Where(**record)


_GRADES: Mapping[str, Grade] = {one.label.zh: one for one in Grade}
