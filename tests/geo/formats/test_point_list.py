# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Plain lists of points. 拐点坐标表。"""

import pytest

from geo.range_builders import SQUARE, a_range, a_ring, a_square, codes, refused, warnings
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats import read_ground, write_points

PLANE = "\n".join(f"{north:.2f},{east:.2f}" for north, east in SQUARE)
DEGREES = "88.17,39.67\n88.19,39.67\n88.19,39.69\n88.17,39.69"
DMS = "88°10′12″,39°40′12″\n88°11′24″,39°40′12″\n88°11′24″,39°41′24″\n88°10′12″,39°41′24″"


@pytest.mark.parametrize(
    "text",
    [
        PLANE,
        PLANE.replace(",", "\t"),
        PLANE.replace(",", "   "),
        PLANE.replace(",", "；"),
        PLANE.replace("\n", ",\r\n"),
        "\n".join(f"{number},{line}" for number, line in enumerate(PLANE.splitlines(), 1)),
        "\n".join(f"J{number},1,{line}" for number, line in enumerate(PLANE.splitlines(), 1)),
        "X,Y\n" + PLANE,
        "点号\tX坐标(m)\tY坐标(m)\n"
        + "\n".join(
            f"{n}\t" + line.replace(",", "\t") for n, line in enumerate(PLANE.splitlines(), 1)
        ),
        "Y,X\n" + "\n".join(",".join(line.split(",")[::-1]) for line in PLANE.splitlines()),
        PLANE + "\n" + PLANE.splitlines()[0] + "\n\n",
    ],
)
def test_plane_points_are_read_from_every_layout(text):
    ground = read_ground(text)

    assert ground.rings[0].points == read_ground(a_range(a_ring())).rings[0].points
    assert (ground.source_format, ground.crs.epsg, ground.warnings) == ("csv", 4517, ())


def test_columns_that_are_not_used_are_named():
    rows = PLANE.splitlines()
    text = "点号,X,Y,高程,备注\n" + "\n".join(f"{n},{row},900,a" for n, row in enumerate(rows, 1))

    (problem,) = read_ground(text).warnings

    assert (problem.code, "高程、备注" in problem.text.zh, problem.place.column) == (
        "list.columns-unused",
        True,
        8,
    )


@pytest.mark.parametrize("sign", [",", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_separators_of_thousands_are_named_as_the_reason(sign, quote):
    numbers = [[f"{quote}{value:,.2f}{quote}" for value in point] for point in SQUARE]
    text = "\n".join(sign.join([f"J{n}", *both]) for n, both in enumerate(numbers, 1))

    assert [problem for problem in refused(text) if "千位分隔符" not in problem.text.zh] == []


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("9" * 400, "数字过大"),
        ("\uff14\uff13\uff12\uff11000", "全角数字"),
        ("1e7", "科学计数法"),
        ("x", "不是数字"),
    ],
)
def test_what_is_no_number_is_said_with_the_reason(number, reason):
    (problem,) = refused(PLANE.replace("4321000.00", number, 1))

    assert reason in problem.text.zh


@pytest.mark.parametrize(
    "text",
    [
        PLANE,
        PLANE.replace("\n", ",\r\n"),
        "点号,X,Y\n1,4321000.0,29600000\n2,4321000,29601000.50\n3,4320000,29601000\n\n",
        PLANE.replace(",", "\t") + "\n",
        DMS,
        DMS.replace(",", " ， "),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_written_again_to_the_letter(text, encoding):
    assert write_points(read_ground(text.encode(encoding))) == text


@pytest.mark.parametrize(
    "text",
    [
        DMS,
        DMS.replace(",", " "),
        "经度,纬度\n" + DMS,
        "北纬,东经\n" + "\n".join(",".join(line.split(",")[::-1]) for line in DMS.splitlines()),
        "\n".join(
            ",".join(word + side for word, side in zip(line.split(","), "EN", strict=True))
            for line in DMS.splitlines()
        ),
        "\n".join(
            ",".join(word + side for word, side in zip(line.split(",")[::-1], "NE", strict=True))
            for line in DMS.splitlines()
        ),
        DMS.replace("°", "-").replace("′", "-").replace("″", ""),
        DMS.replace("°", " ").replace("′", " ").replace("″", ""),
        DEGREES,
    ],
)
def test_degrees_are_read_from_every_spelling(text):
    points = read_ground(text).rings[0].points

    assert points == ((88.17, 39.67), (88.19, 39.67), (88.19, 39.69), (88.17, 39.69))


def test_packed_angles_are_read_when_declared():
    packed = "88.1012,39.4012\n88.1124,39.4012\n88.1124,39.4124\n88.1012,39.4124"

    ground = read_ground(packed, declared=DeclaredCrs(angles="packed"))

    assert ground.rings == read_ground(DMS).rings


def test_numbers_that_could_be_packed_are_read_as_decimal_and_reported():
    text = "88.1012,39.4012\n88.1124,39.4012\n88.1124,39.4124"

    found = [
        warnings(read_ground(text)),
        warnings(read_ground(text, declared=DeclaredCrs(angles="decimal"))),
        warnings(read_ground(DEGREES)),
    ]

    assert found == [["angle.may-be-packed"], [], []]


def test_an_empty_line_begins_the_next_ring():
    apart = "\n".join(f"{north:.2f},{east:.2f}" for north, east in a_square(east=3000.0))

    ground = read_ground(f"{PLANE}\n\n\n{apart}\n")

    assert [len(ring.points) for ring in ground.rings] == [4, 4]


def test_a_closing_row_of_printed_notices_is_no_point_and_is_reported():
    numbered = "\n".join(
        f"{number} {line}" for number, line in enumerate(DMS.replace(",", " ").splitlines(), 1)
    )

    ground = read_ground(f"{numbered}\n5 0 0")

    assert (len(ground.rings[0].points), warnings(ground)) == (4, ["range.closing-row"])


def test_east_before_north_can_be_declared():
    exchanged = "\n".join(",".join(line.split(",")[::-1]) for line in PLANE.splitlines())

    ground = read_ground(exchanged, declared=DeclaredCrs(axes="east-north"))

    assert (codes(exchanged), ground.rings) == (["axes.swapped"], read_ground(PLANE).rings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hello", ["list.head"], id="a word"),
        pytest.param("X,Y", ["list.no-points"], id="a head alone"),
        pytest.param("X,Z\n" + PLANE, ["list.head"], id="a head without the easting"),
        pytest.param("1,2,3,4,5\n" + PLANE, ["list.line"], id="too many fields"),
        pytest.param(PLANE + "\n4320000.00", ["list.line"], id="too few fields"),
        pytest.param(
            PLANE.replace("29601000.00", "x", 1), ["number.invalid"], id="a word for a number"
        ),
        pytest.param(DMS.replace("10′12″", "60′12″", 1), ["angle.minutes"], id="60 minutes"),
        pytest.param(DEGREES.replace("88.17", "NaN", 1), ["number.invalid"], id="NaN"),
        pytest.param(
            "39.67,88.17\n39.67,88.19\n39.69,88.19", ["axes.swapped"], id="latitude first"
        ),
        pytest.param("x" * 50 + "," + "y" * 50, ["list.head"], id="nonsense"),
    ],
)
def test_a_broken_list_is_refused_with_its_reasons(text, expected):
    assert codes(text) == expected


def test_a_problem_has_its_line_and_column():
    (problem,) = refused(PLANE.replace("29601000.00", "east", 1), file="p.csv")

    assert (problem.place.file, problem.place.line, problem.place.column) == ("p.csv", 2, 12)


def test_what_was_read_is_written_to_the_letter():
    assert write_points(read_ground(PLANE)) == PLANE
