# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones, reserves and parks that are named twice, a sign apart. 区域与保护地名称。

塔什湖湿地公园 beside 塔斯湖湿地公园; 宗务隆铅锌重点勘查区 beside 宗务铅锌重点勘查区.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.graded_names import KINDS, LEVELS
from kuangtu.plans.health.names.place_names import (
    DISTINCT,
    HAN,
    MINERALS,
    are_rows_of_one_column,
)
from kuangtu.plans.health.names.two_things import GENERIC
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_edit
from kuangtu.plans.health.reading.likeness import are_alike
from kuangtu.plans.health.reading.spots import Spot, sentences_with, spots_of
from kuangtu.plans.health.types import Finding, Kind, Reading

ZONES = (
    "(?:重点|集中)(?:勘查|开采)区|国家规划矿区|能源资源基地|整装勘查区|水源(?:地|保护区)|水库"
    "|公益林"
)
# What may stand before a name and is no sign of it.
LEAD = (
    "的和与及在由为等其各是有至对于从以将把了共让位定设占含邻近距括入内外开除但个处片"
    "级类该此经沿临涉属"
)
END = re.compile(rf"(?P<end>(?:{LEVELS})?(?:{KINDS})|{ZONES})$")
NAMED = re.compile(
    rf"(?P<wrong>(?:(?![{LEAD}])[{HAN}—－-]){{2,10}}?(?P<end>(?:{LEVELS})?(?:{KINDS})|{ZONES}))"
)
SHORT_MINERAL = "[铁铜铅锌金银镍钨锡钼锑锂锰铬磷煤]"
LEAST = 2  # signs of a name before its end
LONG = 3  # of a name in which a sign is missing


def landmarks_keep_their_names(case: Case) -> Iterator[Finding]:
    """白马省级自然保护区, where the document else has 白马寨省级自然保护区."""
    first: dict[tuple[str, str], Spot] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for spot in spots_of(case, NAMED):
        end = END.search(spot.wrong)
        key = (spot.wrong[: end.start()], end["end"]) if end else ("", "")
        first.setdefault(key, spot)
        counts[key] += 1
    for one, other in _near(first):
        right, odd = (one, other) if counts[one] >= counts[other] else (other, one)
        name, wrong = first[right].wrong, first[odd].wrong
        if counts[odd] > 1 or not _is_slip(right[0], odd[0], is_often=counts[right] > 1):
            continue
        if not are_rows_of_one_column(case, name, wrong) and not _are_told_together(
            case, name, wrong
        ):
            yield _told(first[right], first[odd], counts[right])


def _near(names: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of one kind that have all signs but one in common, the earlier first."""
    by_form: dict[tuple[str, str], list[tuple[str, str]]] = {}
    seen: set[frozenset[tuple[str, str]]] = set()
    for stem, end in names:
        forms = {stem, *(stem[:n] + stem[n + 1 :] for n in range(len(stem)))}
        for form in sorted(forms):
            for other in by_form.setdefault((form, end), []):
                if (pair := frozenset((other, (stem, end)))) not in seen:
                    seen.add(pair)
                    yield other, (stem, end)
            by_form[form, end].append((stem, end))


def _is_slip(name: str, wrong: str, *, is_often: bool) -> bool:
    """One sign of the place other or missing; no direction, number or mineral.

    Of two that stand once each, signs that are unlike may be of two places: 白龙寨, 白马寨.
    """
    stems = (name, wrong)
    if min(map(len, stems)) < LEAST or not is_one_edit(*stems):
        return False
    long, short = sorted(stems, key=len, reverse=True)
    if len(long) == len(short):
        at = next(n for n, (a, b) in enumerate(zip(long, short, strict=True)) if a != b)
        signs, is_alike = long[at] + short[at], are_alike(long[at], short[at])
        is_named = is_alike or (len(long) > LEAST and is_often)
        is_generic = set(signs) <= GENERIC and not is_alike
        return is_named and not is_generic and not _tells_apart(signs)
    at = next(n for n in range(len(long)) if long[:n] + long[n + 1 :] == short)
    if re.fullmatch(MINERALS, long[at]):  # 铜铅矿 for 铜铅锌矿: of a zone that has three
        return len(re.findall(SHORT_MINERAL, long)) >= LONG and at > 0
    return len(long) >= LONG and at > 0 and not _tells_apart(long[at])


def _tells_apart(signs: str) -> bool:
    return bool(set(signs) & DISTINCT) or re.search(MINERALS, signs) is not None


def _are_told_together(case: Case, name: str, wrong: str) -> bool:
    return any(wrong in text.replace(name, "") for text in sentences_with(case, name))


def _told(right: Spot, spot: Spot, count: int) -> Finding:
    return doubt(
        Kind.NAME,
        spot.where,
        "“{wrong}”仅此一处，与文中“{name}”（{count} 处）只差一字",
        "“{wrong}” stands here alone, one sign away from “{name}”, which stands {count} times",
        [Reading(spot.wrong, spot.where), Reading(right.wrong, right.where)],
        wrong=spot.wrong,
        name=right.wrong,
        count=count,
    )
