# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of places with two signs exchanged: 龙盘冲 for 盘龙冲. 前后颠倒的地名。"""

from __future__ import annotations

from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.name_population import names_in
from kuangtu.plans.health.names.place_names import DISTINCT, said_places_in
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.spots import spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading

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
        if pair[0] != pair[1] and not DISTINCT & set(pair):
            yield name[:n] + pair[::-1] + name[n + 2 :]
