# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Large and medium ones of two things that are as many. 规模个数雷同。"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import core
from kuangtu.plans.health.reading.parts import parts_of
from kuangtu.plans.health.types import Finding, Kind


def parts_belong_to_one_whole(case: Case) -> Iterator[Finding]:
    """大型17个、中型18个 of registered areas, and the very same of deposits."""
    runs = []
    for sentence in case.sentences:
        parts, head, _ = parts_of(sentence)
        figures = {(part.label[:2], part.figure.value) for part in parts}
        sized = {one for one in figures if one[0] in {"大型", "中型", "小型"}}
        if len(sized) >= 2:
            words = core(
                sentence.text[:head].split("，")[-1] or sentence.text[:head], case.county_name
            )
            before = [one for one in sentence.figures if one.end <= head]
            name = core(sentence.text[: before[-1].start].split("，")[-1]) if before else words
            runs.append((name, sized, sentence, parts))
    for (name, sized, sentence, parts), (other, sized_too, there, parts_too) in combinations(
        runs, 2
    ):
        if (not sized <= sized_too and not sized_too <= sized) or not name or not other:
            continue
        pairs = {name[n : n + 2] for n in range(len(name) - 1)}
        if any(pair in other for pair in pairs):
            continue
        yield doubt(
            Kind.SAID_TWICE,
            there.where(0, 60),
            "“{one}”与“{other}”所指不同，大、中型个数却相同",
            "“{one}” and “{other}” are different things, yet as many of them are large and medium",
            [
                *(sentence.reading(part.figure) for part in parts[:2]),
                *(there.reading(part.figure) for part in parts_too[:2]),
            ],
            one=name,
            other=other,
        )
