# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether the points of a ring are numbered one after the other. 点号检查。

A number that comes twice or leaves some out may be a slip of the pen, or tell that a point was
lost or two exchanged: the ring is read as it stands, and a person is asked to look.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import Vertex, WrittenRing

_NUMBERED = re.compile(r"(\D*)(\d{1,9})")


def check_point_numbers(ring: WrittenRing, problems: Problems) -> None:
    """Warn of the first number that comes twice, and of the first that does not follow."""
    numbered = [(vertex, _NUMBERED.fullmatch(vertex.label)) for vertex in ring.vertices]
    known = [(vertex, match[1], int(match[2])) for vertex, match in numbered if match]
    if len(known) < len(numbered) or len({prefix for _, prefix, _ in known}) > 1:
        return  # not numbered, or in a way of its own
    seen: dict[int, Vertex] = {}
    for vertex, _, number in known:
        if number in seen:
            _warn_of_repeat(vertex, seen[number], problems)
            break
        seen[number] = vertex
    for (_, _, before), (vertex, prefix, number) in pairwise(known):
        if number != before + 1 and seen.get(number) is vertex:
            _warn_of_jump(vertex, f"{prefix}{before + 1}", problems)
            break


def _warn_of_repeat(vertex: Vertex, first: Vertex, problems: Problems) -> None:
    problems.warn(
        "ring.point-number-repeated",
        "{where}的点号“{label}”与第{first}点重复；坐标按书写次序读取，请核对是否漏点或错行",
        "{where} has the number “{label}” of point {first}; the points were read in the order "
        "written, check whether one was lost or a line misplaced",
        place=vertex.place(problems.file),
        where=vertex.where,
        label=vertex.label,
        first=first.number,
    )


def _warn_of_jump(vertex: Vertex, expected: str, problems: Problems) -> None:
    problems.warn(
        "ring.point-number-jumps",
        "{where}的点号为“{label}”，按次序应为“{expected}”；坐标按书写次序读取，"
        "请核对是否漏点或次序有误",
        "{where} has the number “{label}” where “{expected}” follows; the points were read in the "
        "order written, check whether one was lost or their order is wrong",
        place=vertex.place(problems.file),
        where=vertex.where,
        label=vertex.label,
        expected=expected,
    )
