# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Sentences whose figures were typed with blanks or in full width give what others give."""

import pytest

from plans.county_documents import HEAD, drafted, rows_of

PLAIN = (
    "划定重点勘查区2个：东沟铁矿重点勘查区，12.5平方千米；西山铜矿重点勘查区，9平方千米。\n"
    "二、目标\n到2025年，矿石开采总量控制在1200万吨以内，绿色矿山占比不低于90%。\n"
)
BLANKS = (
    "划定重点勘查区 2 个：东沟铁矿重点勘查区，12.5 平方千米；西山铜矿重点勘查区，9 km²。\n"
    "二、目标\n到 2025 年，矿石开采总量控制在 1 200 万吨以内，绿色矿山占比不低于 90 %。\n"
)
WIDE_SIGNS = {ord("."): 0xFF0E, ord("%"): 0xFF05, **{48 + n: 0xFF10 + n for n in range(10)}}


TOLD = {
    "zones.csv": ("name", "area_km2"),
    "goals.csv": ("name_zh", "comparison", "value", "unit", "target_year"),
}


def told(folder):
    return [
        tuple(row[column] for column in columns)
        for file, columns in TOLD.items()
        for row in rows_of(folder, file)
    ]


@pytest.mark.parametrize("words", [BLANKS, PLAIN.translate(WIDE_SIGNS)], ids=["blanks", "wide"])
def test_goals_and_zones_are_the_same_however_their_figures_are_typed(words, tmp_path):
    folder, _ = drafted(tmp_path, HEAD + words)

    assert told(folder) == [
        ("东沟铁矿重点勘查区", "12.5"),
        ("西山铜矿重点勘查区", "9"),
        ("矿石开采总量", "<=", "1200", "万吨", "2025"),
        ("绿色矿山占比", ">=", "90", "%", "2025"),
    ]
