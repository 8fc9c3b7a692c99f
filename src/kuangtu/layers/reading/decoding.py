# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geometries from WKB, and what is wrong with those that cannot be built. 图形解码。"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.gathering import Built

Flags = NDArray[np.bool_]


def decoded(
    column: pa.ChunkedArray | pa.Array, drawn: Flags | None, *, before: int = 0
) -> tuple[Built, tuple[Finding, ...]]:
    """Geometries from WKB; what cannot be built is None and has a finding.

    `before` counts the features that come before the first of these.
    """
    encoded = column.to_numpy(zero_copy_only=False)
    curved = np.zeros(len(encoded), bool)
    try:
        geometries = np.asarray(shapely.from_wkb(encoded, on_invalid="ignore"), dtype=object)
    except NotImplementedError:  # one arc in a file of a million straight lines stops them all
        curved = np.array([wkb is not None and _is_curved(wkb) for wkb in encoded])
        straight = np.where(curved, None, encoded)
        geometries = np.asarray(shapely.from_wkb(straight, on_invalid="ignore"), dtype=object)
    there = np.array([wkb is not None for wkb in encoded], bool)
    if drawn is not None:  # what GDAL cannot build it passes over without a word
        there |= drawn
    damaged = there & ~curved & shapely.is_missing(geometries)
    findings = [*_lost("geometry-curved", CURVED, curved, before)]
    for row in np.flatnonzero(damaged).tolist():
        words = _why_unreadable(encoded[row])
        findings.append(_unreadable_shape("geometry-unreadable", words, before + row + 1))
    return geometries, tuple(findings)


def _why_unreadable(wkb: bytes | None) -> tuple[Text, Text]:
    """What the geometry library says of it, in words."""
    try:
        shapely.from_wkb(wkb)
    except shapely.errors.GEOSException as error:
        told = str(error)
        return next((words for sign, words in UNREADABLE.items() if sign in told), DAMAGED)
    return DAMAGED


def _is_curved(wkb: bytes) -> bool:
    """Types 8 to 14 of ISO WKB are circular strings and what is made of them."""
    code = int.from_bytes(wkb[1:5], "little" if wkb[0] else "big")
    return 8 <= (code & 0x0FFFFFFF) % 1000 <= 14


CURVED = (
    Text("图形含圆弧，本系统只存折线", "the geometry has arcs; only straight edges are kept"),
    Text("请在源软件中转为折线后重新导出", "turn arcs into straight edges and export again"),
)
DAMAGED = (
    Text("图形数据损坏，无法解读", "the geometry is damaged and cannot be read"),
    Text("请在源数据中重画或删除该要素", "draw it again or delete it at the source"),
)
# What the geometry library says, and what it means.
UNREADABLE = {
    "closed linestring": (
        Text(
            "有一圈没有闭合（最后一点不是第一点）",
            "a ring is not closed (its last point is not its first)",
        ),
        Text("请在源数据中补上闭合点后重新导出", "close it at the source and export again"),
    ),
    "must contain": (
        Text("线只有一个点", "a line has a single point"),
        Text("请在源数据中重画或删除该要素", "draw it again or delete it at the source"),
    ),
}


def _lost(kind: str, words: tuple[Text, Text], rows: Flags, before: int) -> Iterator[Finding]:
    for row in np.flatnonzero(rows).tolist():
        yield _unreadable_shape(kind, words, before + row + 1)


def _unreadable_shape(kind: str, words: tuple[Text, Text], feature: int) -> Finding:
    return Finding(kind, Severity.ERROR, *words, feature=feature)
