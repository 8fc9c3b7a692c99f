# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How the layers look on paper. 图式。

The order is that of drawing: ground first, names on top. Colours are those of the map on screen
where the layer is on both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as #rrggbb, widths and radii in points (1/72 inch); "" draws nothing. 图式。"""

    fill: str = ""
    fill_opacity: float = 1.0
    line: str = ""
    line_width: float = 0.6
    dash: tuple[float, ...] = ()
    circle: str = ""
    radius: float = 1.6
    with_names: bool = False


PLAIN: Final = Look("#6b7d96", 0.18, "#6b7d96", 0.6, (), "#6b7d96")
LOOKS: Final[tuple[tuple[re.Pattern[str], Look], ...]] = tuple(
    (re.compile(pattern), look)
    for pattern, look in (
        (r"^county-boundary", Look("#fcfbf5", 1.0, "#14417e", 1.4)),
        (r"neighbour", Look("", 0, "#9aa4b2", 0.5, (), "", 0, True)),
        (r"relief|geography", Look("#efe9dc", 0.5)),
        (r"glaci", Look("#dff1f7", 0.9, "#b9dde9", 0.3)),
        (r"lake|water|reservoir|playa", Look("#a9cbe6", 0.75, "#86b2d4", 0.3, (), "", 0, True)),
        (r"river", Look("", 0, "#86b2d4", 0.7, (), "", 0, True)),
        (r"fault|fold", Look("", 0, "#a5537e", 0.6)),
        (r"farmland|arable", Look("#b8a02e", 0.22, "#8f7c1d", 0.6)),
        (
            r"red-?line|protection|reserve|park|conservation|nature",
            Look("#2f8f57", 0.2, "#2f8f57", 0.8),
        ),
        (r"rights-mining|mining-right", Look("#b26a00", 0.18, "#b26a00", 0.9)),
        (r"rights-exploration|exploration-right", Look("#2f6bd0", 0.14, "#2f6bd0", 0.9)),
        (r"mineral-right", Look("#b26a00", 0.16, "#b26a00", 0.9)),
        (r"sheet", Look("#6f5bb0", 0.05, "#6f5bb0", 0.6, (3, 2))),
        (r"road|highway", Look("", 0, "#a8762c", 0.8, (), "#a8762c")),
        (r"railway$|^rail(?!way-station)", Look("", 0, "#3b4556", 0.8, (4, 2))),
        (r"station|airport|runway", Look("#3b4556", 0.5, "#3b4556", 0.6, (), "#3b4556", 1.4, True)),
        (r"settlement|place|town$", Look("", 0, "", 0, (), "#7a2e2e", 1.9, True)),
    )
)


def look_of(code: str) -> Look:
    """The look of a layer.

    >>> look_of("ecological-redline").line, look_of("something-new").line
    ('#2f8f57', '#6b7d96')
    """
    return next((look for pattern, look in LOOKS if pattern.search(code)), PLAIN)


def rank_of(code: str) -> int:
    """Where among the others a layer is drawn.

    >>> rank_of("county-boundary") < rank_of("something-new") < rank_of("settlement")
    True
    """
    found = next((i for i, (pattern, _) in enumerate(LOOKS) if pattern.search(code)), None)
    lines_and_points = next(i for i, (one, _) in enumerate(LOOKS) if one.search("rights-mining"))
    return lines_and_points * 10 - 5 if found is None else found * 10
