# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Asking first the checks that told of a planted fault of the kind before. 先问哪些检查。

Whether a fault is found does not depend on who is asked first; how soon it is does.
"""

from collections.abc import Callable, Iterator

from kuangtu.plans.health.checks import CHECKS
from kuangtu.plans.health.reading.case import Case

HAVE_TOLD: dict[str, list[Callable[[Case], Iterator]]] = {}


def kinds_in_turn(case: Case, planted: str) -> Iterator[str]:
    """The kinds of what the checks tell, one after the other: nobody need wait for the last."""
    first = HAVE_TOLD.setdefault(planted, [])
    for check in [*first, *(one for one in CHECKS if one not in first)]:
        for finding in check(case):
            kind = finding.kind.value
            if check not in first:
                first.insert(0 if kind == planted else len(first), check)
            yield kind
