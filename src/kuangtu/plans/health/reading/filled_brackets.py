# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Brackets that hold all parts of what stands before them. 括号内之全部分项。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kuangtu.plans.health.reading.divisions import Part
from kuangtu.plans.health.reading.part_words import PARTIAL

PIECE = re.compile(r"[一-鿿]{1,14}\d+(?:\.\d+)?[^\d，;、]{1,4}")
FEWEST = 3  # pieces of a bracket that has room for no other


def fill_their_bracket(text: str, parts: Sequence[Part]) -> bool:
    """11个(磷矿4个、石料4个、灰岩1个、页岩2个): names and numbers, and nothing left out."""
    opened = text.rfind("(", 0, parts[0].figure.start)
    closed = text.find(")", opened)
    inside = text[opened + 1 : closed]
    pieces = inside.split("、")
    is_all = len(pieces) == len(parts) >= FEWEST and not PARTIAL.search(inside)
    return is_all and all(map(PIECE.fullmatch, pieces))
