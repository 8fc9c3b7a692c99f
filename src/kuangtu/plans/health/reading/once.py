# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is read of a document once, however many checks ask for it. 只读一次。"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from kuangtu.plans.health.reading.case import Case

T = TypeVar("T")


def once(read: Callable[[Case], T]) -> Callable[[Case], T]:
    """A reading of a case that is kept with the case."""

    @wraps(read)
    def found(case: Case) -> T:
        if found not in case.kept:
            case.kept[found] = read(case)
        kept: T = case.kept[found]
        return kept

    return found
