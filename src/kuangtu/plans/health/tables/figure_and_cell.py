# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A figure of the prose beside the cell that should have the same. 正文之数与表格之数。"""

from __future__ import annotations

from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.types import Finding, Grade, Kind


def other_than_cell(
    one: Stated, entry: Entry, zh: str, en: str, *, grade: Grade = Grade.ERROR, **values: object
) -> Finding:
    """That the text has another number than the table, in a sentence of {printed}, {table},
    {cell} as it is printed and {right}, the cell in the unit of the text."""
    figure = one.figure
    right = f"{shown(figure.in_its_unit(entry.amount))}{figure.unit}"
    told = {
        "printed": figure.printed,
        "table": entry.cell.table.name,
        "cell": entry.cell.text.strip(),
        "right": right,
    }
    return graded(
        grade,
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        zh,
        en,
        [one.sentence.reading(figure), entry.cell.reading],
        right,
        **told | values,
    )
