# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rings that are written twice, and ground that rings share. 重复与重叠的圈。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
import shapely

from kuangtu.core.text import Text
from kuangtu.geo.depth import misses
from kuangtu.geo.formats.placing import Placed, tolerance_of
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.ground import Slab

# Rings that all lie over each other make pairs beyond reading; the first tell enough.
MOST_OVERLAPS = 50


def refuse_repeated_rings(placed: Sequence[Placed], problems: Problems) -> None:
    """A ring that is written twice, in plan and depth, was meant to be another one."""
    pairs = (pair for pair in _alike(placed) if _are_the_same(*pair))
    for first, second in islice(pairs, MOST_OVERLAPS):
        problems.refuse(
            "ground.ring-repeated",
            "第{second}圈与第{first}圈的平面范围和标高完全相同；请删去重复的圈，"
            "或改正坐标、标高或标志",
            "ring {second} is the same as ring {first} in plan and depth; remove it, or "
            "correct its coordinates, heights or flag",
            place=second.written.place(problems.file),
            first=first.written.number,
            second=second.written.number,
        )


def _alike(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of rings whose boxes, areas and middles agree, as far as a survey can see.

    These are cheap to compare for all pairs at once, and tell nearly all rings apart.
    """
    if len(placed) < 2:
        return
    shapes = np.array([one.native for one in placed], dtype=object)
    areas, middles = shapely.area(shapes), shapely.get_coordinates(shapely.centroid(shapes))
    slack = np.array([tolerance_of(shape) for shape in shapes])
    boxes = shapely.bounds(shapes)
    reach = np.hypot(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    first, second = shapely.STRtree(shapes).query(shapes)
    is_alike = (first < second) & (np.abs(areas[first] - areas[second]) <= slack[first])
    apart = np.hypot(*(middles[first] - middles[second]).T)
    # An area moved by no more than the slack moves the first moment by no more than slack x reach.
    is_alike &= apart * areas[first] <= 2 * slack[first] * (reach[first] + reach[second])
    order = np.lexsort((second[is_alike], first[is_alike]))
    for i, j in zip(first[is_alike][order].tolist(), second[is_alike][order].tolist(), strict=True):
        yield placed[i], placed[j]


def _are_the_same(first: Placed, second: Placed) -> bool:
    one, other = first.ring, second.ring
    if (one.top_m, one.bottom_m, one.is_hole) != (other.top_m, other.bottom_m, other.is_hole):
        return False
    difference = first.native.symmetric_difference(second.native)
    return bool(difference.area <= tolerance_of(first.native))


def warn_of_repeated_ground(
    placed: Sequence[Placed], parts: Mapping[int, list[Slab]], problems: Problems
) -> None:
    """Layers of one licence may lie over each other; the same ground twice should be looked at."""
    if len(parts) < 2:
        return
    text = Text(
        "第{first}圈与第{second}圈在平面和标高上重叠（占后者 {share:.1%}），面积只计一次",
        "rings {first} and {second} overlap in plan and depth ({share:.1%} of the latter); the "
        "area counts once",
    )
    _warn_of_each(_overlapping(placed, parts), "ground.rings-overlap", text, problems)


def _warn_of_each(
    pairs: Iterable[tuple[Placed, Placed, float]], code: str, text: Text, problems: Problems
) -> None:
    """Warn of the first pairs, and say that there are more."""
    for count, (first, second, share) in enumerate(pairs):
        if count == MOST_OVERLAPS:
            problems.warn(
                "ground.more-overlaps",
                "相互重叠的圈很多，只列出前 {count} 对",
                "many rings overlap; the first {count} pairs are listed",
                count=count,
            )
            break
        problems.warn(
            code,
            text.zh,
            text.en,
            place=second.written.place(problems.file),
            first=first.written.number,
            second=second.written.number,
            share=share,
        )


def _overlapping(
    placed: Sequence[Placed], parts: Mapping[int, list[Slab]]
) -> Iterator[tuple[Placed, Placed, float]]:
    """Rings of ground of which something is left in one place, and its share of the second."""
    owned = [(index, slab) for index, slabs in parts.items() for slab in slabs]
    shapes = [slab.geometry for _, slab in owned]
    found = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    reported: set[tuple[int, int]] = set()
    for i, j in zip(*found.tolist(), strict=True):
        (first, one), (second, other) = owned[i], owned[j]
        is_new = first < second and (first, second) not in reported
        if not is_new or misses((one.top_m, one.bottom_m), (other.top_m, other.bottom_m)):
            continue
        common = one.geometry.intersection(other.geometry)
        whole = placed[second].geographic
        if common.area > tolerance_of(whole):
            reported.add((first, second))
            yield placed[first], placed[second], common.area / whole.area


def warn_of_overlapping_holes(placed: Sequence[Placed], problems: Problems) -> None:
    """Ground that two holes both take away is taken away once; a register may count it twice."""
    text = Text(
        "第{first}圈与第{second}圈均为扣除圈且相互重叠（占后者 {share:.1%}），重叠部分只扣除一次；"
        "请核对坐标与登记面积的口径",
        "rings {first} and {second} are both taken away and overlap ({share:.1%} of the latter), "
        "which counts once; check the coordinates and how the registered area counts it",
    )
    _warn_of_each(_overlapping_holes(placed), "ground.holes-overlap", text, problems)


def _overlapping_holes(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed, float]]:
    holes = [index for index, one in enumerate(placed) if one.ring.is_hole]
    if len(holes) < 2:
        return
    shapes = [placed[index].native for index in holes]
    found = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for i, j in zip(*found.tolist(), strict=True):
        first, second = placed[holes[i]], placed[holes[j]]
        heights = [(one.ring.top_m, one.ring.bottom_m) for one in (first, second)]
        if i >= j or misses(*heights):
            continue
        common = first.native.intersection(second.native).area
        is_seen = common > tolerance_of(second.native)
        if is_seen and not _has_island_between(placed, holes[i], holes[j]):
            yield first, second, common / second.native.area


def _has_island_between(placed: Sequence[Placed], first: int, second: int) -> bool:
    """True if ground that was put back into the first hole holds the second one."""
    hole = placed[second].native
    return any(
        not one.ring.is_hole and one.native.covers(hole) for one in placed[first + 1 : second]
    )
