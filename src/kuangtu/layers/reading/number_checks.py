# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of text formats that GDAL would read as 0 without a word. 文本格式的坐标核对。

Of “88.1,x” GDAL makes the place 88.1, 0. What is written is held to be numbers before it reads.
"""

from __future__ import annotations

import re
from collections import Counter

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

MOST_TOLD = 20
LONGEST_TOLD = 40
_NUMBER = r"[-+]?+(?:\d++\.?+\d*+|\.\d++)(?:[eE][-+]?+\d++)?+"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s++{_NUMBER})*+\s*+")
# Longitude and latitude, perhaps a height; blanks round a comma are common.
_TUPLE = rf"{_NUMBER}\s*+,\s*+{_NUMBER}(?:\s*+,(?:\s*+{_NUMBER})?+)?+"
_TUPLES = re.compile(rf"\s*+(?:{_TUPLE}(?:\s++|$))*+")
_KML = re.compile(r"<(?:\w+:)?(coordinates|coord)>([^<]*)<")

# Words that begin a line of the data of a MIF; the first ones begin an object.
OBJECTS = frozenset(
    ["none", "point", "line", "pline", "region", "arc", "text", "rect", "roundrect", "ellipse",
     "multipoint", "collection"]
)  # fmt: skip
_PARTS = frozenset(
    ["pen", "brush", "symbol", "smooth", "center", "font", "spacing", "justify", "angle", "label"]
)


def require_kml_numbers(text: str, *, file: str) -> None:
    """Raises: Invalid `layer.coordinates-no-numbers`, each with its line."""
    problems: list[Problem] = []
    for match in _KML.finditer(text):
        if (at := _first_no_number(match)) is None:
            continue
        line = text.count("\n", 0, match.start(2) + at) + 1
        problems.append(_no_number(match[2][at:], Place(file, line)))
        if len(problems) == MOST_TOLD:
            break
    if problems:
        raise Invalid(problems)


def _first_no_number(match: re.Match[str]) -> int | None:
    """Where the coordinates of an element stop being some; None if all of them are."""
    written = match[2]
    if match[1] == "coord":
        return None if _NUMBERS.fullmatch(written.strip()) else 0
    read = _TUPLES.match(written)
    end = read.end() if read else 0
    return None if end == len(written) else end


def require_mif_numbers(data: str, *, before: int, file: str) -> int | None:
    """How many objects the data of a MIF have; None where an object may hold others.

    `before` counts the lines above. Raises: Invalid `layer.coordinates-no-numbers`.
    """
    problems = []
    found: Counter[str] = Counter()
    for number, line in enumerate(data.splitlines(), before + 1):
        word = line.split(None, 1)[0].casefold() if line.strip() else ""
        if word in OBJECTS:
            found[word] += 1
        elif word and not _is_known(line.strip(), word):
            problems.append(_no_number(line, Place(file, number)))
    if problems:
        raise Invalid(problems[:MOST_TOLD])
    return None if found["collection"] else sum(found.values())


def _is_known(line: str, word: str) -> bool:
    """Whether a line has how an object is shown, its words, or numbers."""
    return word in _PARTS or line.startswith('"') or bool(_NUMBERS.fullmatch(line))


def _no_number(written: str, place: Place) -> Problem:
    words = " ".join(written.split())
    text = Text(
        "坐标“{written}”不是数字，或缺少一个数；请在源数据中改正后重新导出",
        "the coordinates “{written}” are no numbers, or lack one; mend them at the source and "
        "export again",
    )
    shown = words if len(words) <= LONGEST_TOLD else f"{words[:LONGEST_TOLD]}…"
    return Problem("layer.coordinates-no-numbers", text.format(written=shown), place)
