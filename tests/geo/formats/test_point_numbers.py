# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Point numbers that repeat or jump, and rings written twice. 点号与重复圈。"""

import pytest

from geo.range_builders import SQUARE, a_range, a_ring, a_square, codes, refused, warnings
from kuangtu.geo.formats import read_ground


def numbered(*numbers, points=SQUARE):
    """A ring of a range string whose points carry these numbers."""
    fields = [str(len(points))]
    for number, (north, east) in zip(numbers, points, strict=True):
        fields += [str(number), f"{north:.2f}", f"{east:.2f}"]
    return ",".join([*fields, "300", "100", "", "1"])


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 2, 3, 4), []),
        ((5, 6, 7, 8), []),
        (("J1", "J2", "J3", "J4"), []),
        (("a", "b", "c", "d"), []),
        ((1, 7, 3, 4), ["ring.point-number-jumps"]),
        ((1, 2, 4, 5), ["ring.point-number-jumps"]),
        ((1, 3, 2, 4), ["ring.point-number-jumps"]),
        ((1, 1, 3, 4), ["ring.point-number-repeated"]),
        ((1, 2, 3, 1), ["ring.point-number-repeated"]),
    ],
)
def test_numbers_that_repeat_or_jump_are_warned_of(numbers, expected):
    ground = read_ground(a_range(numbered(*numbers)))

    assert warnings(ground) == expected


def test_the_warning_names_point_number_and_place():
    [jump] = read_ground(a_range(numbered(1, 7, 3, 4)), file="a.txt").warnings
    [repeat] = read_ground(a_range(numbered(1, 1, 3, 4))).warnings

    assert str(jump.place) == "a.txt:1:30 ring 1 point 2"
    assert "第1圈第2点的点号为“7”，按次序应为“2”" in jump.text.zh
    assert "第1圈第2点的点号“1”与第1点重复" in repeat.text.zh


def test_a_closing_point_may_carry_the_first_number_again():
    ground = read_ground(a_range(numbered(1, 2, 3, 4, 1, points=(*SQUARE, SQUARE[0]))))

    assert warnings(ground) == []


def test_numbers_may_start_anew_or_go_on_in_the_next_ring():
    beside = a_square(east=2000.0)

    anew = read_ground(a_range(numbered(1, 2, 3, 4), numbered(1, 2, 3, 4, points=beside)))
    on = read_ground(a_range(numbered(1, 2, 3, 4), numbered(5, 6, 7, 8, points=beside)))

    assert (warnings(anew), warnings(on)) == ([], [])


def test_the_numbers_of_a_list_of_points_are_looked_at_too():
    lines = [f"{n},{x:.2f},{y:.2f}" for n, (x, y) in zip((1, 2, 9, 4), SQUARE, strict=True)]

    ground = read_ground("点号,X,Y\n" + "\n".join(lines))

    assert warnings(ground) == ["ring.point-number-jumps"]


def test_a_ring_of_ground_written_twice_is_refused():
    turned = (*SQUARE[2:], *SQUARE[:2])

    [problem] = refused(a_range(a_ring(), a_ring(turned)))

    assert problem.code == "ground.ring-repeated"
    assert "第2圈与第1圈的平面范围和标高完全相同" in problem.text.zh


def test_the_same_plan_at_other_heights_is_another_body():
    above = a_ring(top="500", bottom="300")
    across = a_ring(top="200", bottom="0")

    assert warnings(read_ground(a_range(a_ring(), above))) == []
    assert warnings(read_ground(a_range(a_ring(), across))) == ["ground.rings-overlap"]


@pytest.mark.parametrize("count", ["0", "-1", "5000", "99999999999999999999", "1.5", "x"])
def test_a_wrong_number_of_rings_is_named_as_such(count):
    [problem] = refused(f"{count},{a_ring()},", file="a.txt")

    assert (problem.code, str(problem.place)) == ("range.ring-count", "a.txt:1:1 rings (field 1)")
    assert f"实为“{count}”" in problem.text.zh


@pytest.mark.parametrize("text", ["0,", "-1,", "99999999999999999999,1,", "-1,\n4,1,2,3,"])
def test_a_wrong_number_of_rings_is_named_where_hardly_anything_follows(text):
    assert codes(text) == ["range.ring-count"]


def test_one_point_with_a_comma_at_its_end_is_no_range_string():
    assert codes("4321375,29601325,") == ["ring.too-few-points"]
