# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The shift of web maps and its inverse. 火星坐标。"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.geo.gcj02 import from_gcj02, to_gcj02


def test_the_shift_in_ruoqiang_is_241_m_east_and_44_m_north():
    x, y = to_gcj02([88.17], [39.02])

    east_m = (float(x[0]) - 88.17) * 111_320 * np.cos(np.radians(39.02))
    north_m = (float(y[0]) - 39.02) * 111_000

    assert (round(east_m), round(north_m)) == (241, 44)


@given(st.floats(73.5, 135), st.floats(18, 53.5))
def test_undoing_the_shift_gives_the_place_back(longitude, latitude):
    x, y = from_gcj02(*to_gcj02([longitude], [latitude]))

    assert abs(float(x[0]) - longitude) < 1e-8
    assert abs(float(y[0]) - latitude) < 1e-8


def test_no_place_gives_no_place():
    assert [one.size for one in to_gcj02([], [])] == [0, 0]
