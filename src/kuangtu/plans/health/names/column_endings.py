# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of one column end in the same words. 同列名称的结尾。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.place_names import MINERALS
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.grids import grids, most_common_end
from kuangtu.plans.health.types import Finding, Kind


def names_of_a_column_end_alike(case: Case) -> Iterator[Finding]:
    """重点区 among ten that end in 重点勘查区."""
    for grid in grids(case.tables):
        for column, head in enumerate(grid.heads):
            if not re.search("名称|分区|区名|项目名", head):
                continue
            rows = [row for row in grid.body if not grid.is_total(row)]
            cells = [
                cell for row in rows if (cell := row[column]) is not None and cell.text.strip()
            ]
            if len(cells) < 4:
                continue
            end = most_common_end([cell.text.strip() for cell in cells])
            bare = re.sub(rf"^(?:{MINERALS}|矿)+", "", end)
            end = bare if len(bare) >= 3 or len(cells) < 5 else end
            least = 3 if end == bare else 2
            tails = tuple({end, *(end[n:] for n in (1, 2) if len(end) - n >= 3)})
            odd = [cell for cell in cells if not cell.text.strip().endswith(tails)]
            if len(end) < least or not odd or len(odd) > max(1, len(cells) // 6):
                continue
            for cell in odd:
                if not _is_damaged(cell.text.strip(), end):
                    continue
                yield doubt(
                    Kind.NAME,
                    cell.where,
                    "同列名称都以“{end}”结尾，此格是“{printed}”",
                    "the names of this column end in “{end}”; this one is “{printed}”",
                    [cell.reading],
                    end=end,
                    printed=cell.text.strip(),
                )


SHORT_END = 3  # another sign in so short an ending makes another word
MOST_MISSING = 2


def _is_damaged(name: str, end: str) -> bool:
    """The name ends in what was meant as the ending: signs of it missing, or one other.

    >>> _is_damaged("甲重点区", "重点勘查区"), _is_damaged("甲植被恢复工程", "治理工程")
    (True, False)
    """
    if len(end) <= SHORT_END:
        return False
    tail = name[-len(end) :]
    if sum(a != b for a, b in zip(tail, end, strict=False)) == 1 and tail[-1] == end[-1]:
        return True
    least = max(2, len(end) // 2 + 1, len(end) - MOST_MISSING)
    return any(is_subsequence(name[-n:], end) for n in range(least, len(end)))
