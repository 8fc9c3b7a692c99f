# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Works that begin in the period and, as the text says, go on after it. 跨期工程。"""

from __future__ import annotations

import re

from kuangtu.plans.health.reading.case import Case

RUNNING_ON = re.compile("跨期|跨规划期|跨“?十[四五六]五")
LONGEST = 5  # years beyond the period


def may_run_on(case: Case, begins: int, ends: int) -> bool:
    """跨期的两项在“十五五”尚需投资: the text says that works of the period go on into the next."""
    first, last = case.years or (0, 0)
    is_said = RUNNING_ON.search(case.whole) is not None
    return is_said and first <= begins <= last and ends <= last + LONGEST
