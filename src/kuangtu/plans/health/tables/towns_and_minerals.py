# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says that a town has, against its row: 其中3个在龙坪镇. 乡镇所有与表行。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import is_at_hand
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

TOWN = r"[一-鿿]{2,5}(?:镇|乡|苏木|街道)"
# 磷矿4个，其中3个在龙坪镇
SOME = re.compile(
    rf"(?P<what>[一-鿿]{{1,8}})\d+[个座处宗家]，其中(?P<count>\d+)[个座处宗家](?:位于|分布在|在)(?P<town>{TOWN})"
)
NONE = re.compile(
    rf"(?P<town>{TOWN})(?:境内)?(?:未设|没有|无|未设置|未设立|尚无)(?:有效)?(?P<what>采矿权|探矿权|矿山)(?=[，。；;(]|$)"
)


def what_towns_have_is_in_their_row(case: Case) -> Iterator[Finding]:
    """磷矿4个，其中2个在龙坪镇, where the row 龙坪镇 has 3 below 磷矿; 高塘镇未设采矿权."""
    for sentence in case.sentences:
        for found in (*SOME.finditer(sentence.text), *NONE.finditer(sentence.text)):
            for grid in grids(case.tables):
                cell = _cell(grid, sentence, found)
                count = int(found.groupdict().get("count") or 0)
                if cell is None or cell.number is None or cell.number == count:
                    continue
                where = sentence.where(found.start(), found.end())
                yield error(
                    Kind.TEXT_AND_TABLE,
                    where,
                    "文中“{said}”，{table}“{town}”一行为 {cell}",
                    "the text says “{said}”; the row “{town}” of {table} has {cell}",
                    [Reading(found[0], where), cell.reading],
                    cell.text.strip(),
                    said=found[0],
                    table=grid.table.name,
                    town=found["town"],
                    cell=cell.text.strip(),
                )


def _cell(grid: Grid, sentence: Sentence, found: re.Match[str]) -> Cell | None:
    """Of the town's row: below the mineral, or in all where the table is of what is not there."""
    rows = [row for row in grid.body if plain(grid.label(row)) == found["town"]]
    if not is_at_hand(sentence, grid.table) or len(rows) != 1:
        return None
    what = found["what"]
    if "count" in found.groupdict():
        heads = [n for n in grid.numeric if what.endswith(plain(grid.heads[n])) and grid.heads[n]]
        return rows[0][heads[0]] if len(heads) == 1 else None
    bare = {n: re.sub(r"\(.*?\)|数量?$", "", grid.heads[n]) for n in grid.numeric}
    own = [n for n, head in bare.items() if head == what]
    if not own and what in plain(grid.table.caption):  # 采矿权数量: its total
        own = [n for n, head in bare.items() if head in {"合计", "小计", "总计"}]
    return rows[0][own[0]] if len(own) == 1 else None
