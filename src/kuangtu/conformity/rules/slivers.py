# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Slivers along a boundary that was digitised twice. 共用边界的窄条。

Two grounds that share one boundary, each with vertices of its own, overlap by a strip of
millimetres. Over a long boundary its area exceeds the tolerance, and yet nobody can say that
one lies in the other: such an overlap is neither a refusal nor a pass but for a person to judge.

What tells it is the width at its widest place, which the readings hold (decision 0008). An
overlap that is wider somewhere is an overlap, however small it is.
"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import BUREAU, Value
from kuangtu.core.text import Text

# Registers print plane coordinates to a centimetre: two prints of one vertex are off by half of
# one each. It is a judgment of ours, and printed with every answer that rests on it.
SLIVER_WIDTH_M = 0.01

IS_SLIVER = Text(
    "；最宽处约 {width_m} 米，不超过 {sliver_width_m} 米，疑为共用边界的窄条",
    "; it is about {width_m} m wide at its widest place, no more than {sliver_width_m} m, perhaps "
    "a sliver along a shared boundary",
)
JUDGE_SLIVER = Text(
    "由{bureau}核对两侧界址点，认定是共用边界还是压占",
    "{bureau} must compare the vertices of both sides and judge whether the boundary is shared",
)


def sliver(*widths_m: float | None) -> dict[str, Value] | None:
    """The numbers where all that is met are slivers; None if any of it is wider. 窄条。

    None among the widths is a piece that is no strip at all.

    >>> sliver(0.002, None), sliver(0.011), sliver()
    (None, None, None)
    >>> sliver(0.002, 0.004)["width_m"]
    0.004
    """
    known = [one for one in widths_m if one is not None]
    if not known or len(known) < len(widths_m) or max(known) > SLIVER_WIDTH_M:
        return None
    return {"width_m": max(known), "sliver_width_m": SLIVER_WIDTH_M, "bureau": BUREAU}
