# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of places with two signs exchanged: 龙盘冲 for 盘龙冲. 前后颠倒的地名。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.name_population import KIND, OF_A_PLACE, names_in
from kuangtu.plans.health.names.place_names import DISTINCT, HAN, said_places_in, towns_listed
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.spots import spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading

TOLD_APART = DISTINCT - frozenset("头尾深浅")  # 云头岭 and 云岭头 are one
LEAST = 3  # signs: of two, the exchanged ones make another name


def names_are_not_turned(case: Case) -> Iterator[Finding]:
    """龙盘冲金矿 once, where the document has 盘龙冲."""
    names = names_in(case)
    told: set[str] = set()
    for name in sorted(names | set(said_places_in(case))):
        for turned in turned_forms(name):
            if turned in names or case.count(turned) != 1 or name in told:
                continue
            if any(turned in one for one in names):
                continue
            told.add(turned)
            spot = spot_at(case, case.whole.index(turned), turned)
            yield doubt(
                Kind.NAME,
                spot.where,
                "“{wrong}”仅此一处，与文中“{name}”（{count} 处）次序不同",
                "“{wrong}” stands here alone; “{name}” with its signs in another order, "
                "{count} times",
                [Reading(turned, spot.where)],
                name,
                wrong=turned,
                name=name,
                count=case.count(name),
            )


def turned_forms(name: str) -> Iterator[str]:
    """The name with two neighbours exchanged; directions and numbers tell places apart.

    >>> list(turned_forms("盘龙冲")), list(turned_forms("东坪河")), list(turned_forms("石坪"))
    (['龙盘冲', '盘冲龙'], ['东河坪'], [])
    """
    for n in range(len(name) - 1 if len(name) >= LEAST else 0):
        pair = name[n : n + 2]
        if pair[0] != pair[1] and not TOLD_APART & set(pair):
            yield name[:n] + pair[::-1] + name[n + 2 :]


def zones_of_towns_are_not_turned(case: Case) -> Iterator[Finding]:
    """石渡萤石勘查区块, in a county with 渡石镇 and no 石渡."""
    for town, listed in towns_listed(case).items():
        stem = re.sub(f"(?:{KIND})$", "", town)
        turned = stem[::-1]
        is_pair = len(stem) == 2 and stem[0] != stem[1] and not DISTINCT & set(stem)
        if not is_pair or case.count(turned) != 1:
            continue
        spot = spot_at(case, case.whole.index(turned), turned)
        if re.match(OF_A_PLACE, spot.after) and not re.search(f"[{HAN}]$", spot.before):
            yield doubt(
                Kind.NAME,
                spot.where,
                "“{wrong}”仅此一处，与所列乡镇“{town}”字序不同",
                "“{wrong}” stands here alone; the town that is listed is “{town}”",
                [Reading(turned, spot.where), Reading(town, listed)],
                stem,
                wrong=turned,
                town=town,
            )
