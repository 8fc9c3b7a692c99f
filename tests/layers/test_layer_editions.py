# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which edition counts on a day, and when a layer is out of date. 版本取舍。"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
import shapely

from kuangtu.layers.choices import State
from kuangtu.layers.dictionary import layer
from kuangtu.layers.editions import edition_on, months_after, state_of
from kuangtu.layers.storing.hilbert import hilbert_order


@dataclass(frozen=True)
class AnEdition:
    number: int
    dated_on: date | None


OLD = AnEdition(1, date(2020, 6, 30))
NEW = AnEdition(2, date(2024, 6, 30))
UNDATED = AnEdition(3, None)


@pytest.mark.parametrize(
    ("editions", "day", "expected"),
    [
        pytest.param([OLD, NEW], date(2022, 1, 1), OLD, id="the-latest-before-the-day"),
        pytest.param([OLD, NEW], date(2024, 6, 30), NEW, id="on-its-own-day"),
        pytest.param([NEW, UNDATED], date(2022, 1, 1), UNDATED, id="undated-before-later"),
        pytest.param([OLD, UNDATED], date(2022, 1, 1), OLD, id="dated-before-undated"),
        pytest.param([OLD, NEW], date(2019, 1, 1), OLD, id="the-earliest-after-the-day"),
        pytest.param(
            [OLD, AnEdition(4, OLD.dated_on)],
            date(2022, 1, 1),
            AnEdition(4, OLD.dated_on),
            id="a-correction-wins",
        ),
        pytest.param([], date(2022, 1, 1), None, id="none"),
    ],
)
def test_the_edition_of_a_day(editions, day, expected):
    assert edition_on(editions, day) == expected
    assert edition_on(reversed(editions), day) == expected


@pytest.mark.parametrize(
    ("code", "edition", "expected"),
    [
        pytest.param("railway", None, State.MISSING, id="nobody-supplied-it"),
        pytest.param("railway", AnEdition(1, date(2026, 1, 1)), State.PRESENT, id="this-year"),
        pytest.param("railway", AnEdition(1, date(2025, 1, 1)), State.EXPIRED, id="too-old"),
        pytest.param("railway", UNDATED, State.EXPIRED, id="of-unknown-date"),
        pytest.param("settlement", UNDATED, State.PRESENT, id="never-due"),
    ],
)
def test_the_state_of_a_layer(code, edition, expected):
    assert state_of(layer(code), edition, date(2026, 11, 23))[0] is expected


def test_a_missing_layer_names_who_must_supply_it():
    assert state_of(layer("railway"), None, date(2026, 1, 1))[1].zh == "待铁路运输企业提供"


def test_months_are_counted_to_the_end_of_a_short_month():
    assert months_after(date(2023, 10, 31), 4) == date(2024, 2, 29)
    assert months_after(date(2023, 10, 31), 16) == date(2025, 2, 28)


def test_neighbours_on_the_ground_are_neighbours_in_the_file():
    corners = np.stack(np.meshgrid(np.arange(16.0), np.arange(16.0)), axis=-1).reshape(-1, 2)
    boxes = np.hstack([corners, corners])

    path = corners[hilbert_order(boxes)]

    assert len(np.unique(path, axis=0)) == 256
    assert shapely.LineString(path).length == 255.0
