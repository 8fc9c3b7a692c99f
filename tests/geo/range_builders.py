# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Range strings for the tests. 测试用范围。"""

import pytest

from kuangtu.core.errors import Invalid
from kuangtu.geo.formats import read_ground

# The first ring of the real string of facts.md 2.2; the further ones are invented inside it.
SAMPLE_RING = (
    "5,1,3810331.42,38446311.66,2,3810329.42,38446592.66,3,3810835.42,38449863.66,"
    "4,3809233.42,38449855.66,5,3809252.42,38446305.66"
)
SAMPLE = f"1,{SAMPLE_RING},285,8,,1,"


def a_square(*, north=0.0, east=0.0, size=1000.0):
    """Corners of a square in zone 29, its north-western corner moved."""
    top, left = 4321000.0 + north, 29600000.0 + east
    return ((top, left), (top, left + size), (top - size, left + size), (top - size, left))


SQUARE = a_square()


def a_ring(points=SQUARE, *, top="300", bottom="100", note="", flag="1", count=None):
    """One ring of a range string, without the comma at its end."""
    fields = [str(len(points) if count is None else count)]
    for number, (north, east) in enumerate(points, 1):
        fields += [
            str(number),
            north if isinstance(north, str) else f"{north:.2f}",
            east if isinstance(east, str) else f"{east:.2f}",
        ]
    return ",".join([*fields, top, bottom, note, flag])


def a_range(*rings, count=None):
    """A range string of rings."""
    return ",".join([str(len(rings) if count is None else count), *rings]) + ","


def refused(content, **how):
    """The problems a range is refused with."""
    with pytest.raises(Invalid) as refusal:
        read_ground(content, **how)
    return refusal.value.problems


def codes(content, **how):
    """The codes a range is refused with, in order."""
    return [problem.code for problem in refused(content, **how)]


def warnings(ground):
    """The codes of a ground's warnings, in order."""
    return [problem.code for problem in ground.warnings]
