# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The range string of mining rights. 采矿权范围字符串。"""

import pytest
import shapely

from geo.range_builders import (
    SAMPLE,
    SAMPLE_RING,
    SQUARE,
    a_range,
    a_ring,
    a_square,
    codes,
    refused,
    warnings,
)
from kuangtu.geo.area import area_m2, ring_area_m2
from kuangtu.geo.formats import read_ground, write_mining_range
from kuangtu.geo.formats.repeated_ground import MOST_OVERLAPS

INSIDE = a_square(north=-200.0, east=200.0, size=200.0)


def test_the_first_ring_of_the_real_string():
    ground = read_ground(SAMPLE)

    assert (str(ground.area_km2), ground.crs.epsg, ground.crs.accuracy_m) == ("4.6838", 4526, 0.0)
    assert [(ring.top_m, ring.bottom_m, len(ring.points)) for ring in ground.rings] == [
        (285.0, 8.0, 5)
    ]
    assert (ground.source_format, ground.warnings) == ("mining-range", ())


def test_the_trailing_comma_may_be_missing():
    assert read_ground(SAMPLE.rstrip(",")).rings == read_ground(SAMPLE).rings


def test_blanks_and_line_ends_between_fields_do_not_matter():
    spaced = SAMPLE.replace(",", " ,\r\n ")

    assert read_ground(spaced).rings == read_ground(SAMPLE).rings


def test_full_width_commas_are_read_and_reported():
    ground = read_ground(SAMPLE.replace(",", "，"))

    assert (ground.rings, warnings(ground)) == (
        read_ground(SAMPLE).rings,
        ["range.full-width-comma"],
    )


def test_a_ring_may_repeat_its_first_point():
    closed = a_ring([*SQUARE, SQUARE[0]])

    assert read_ground(a_range(closed)).rings == read_ground(a_range(a_ring())).rings


def test_what_was_read_is_written_to_the_letter():
    text = " " + SAMPLE.replace(",2,", ", 2,")

    assert write_mining_range(read_ground(text)) == text


def test_the_structured_writer_gives_the_real_string_again():
    assert write_mining_range(read_ground(SAMPLE), as_read=False) == SAMPLE


def test_a_hole_through_the_whole_height_reduces_the_area():
    ground = read_ground(a_range(a_ring(), a_ring(INSIDE, flag="-1")))

    shell, hole = (ring_area_m2(ring.points) for ring in ground.rings)
    assert ground.area_m2 == pytest.approx(shell - hole)
    assert [(slab.top_m, slab.bottom_m) for slab in ground.slabs] == [(300.0, 100.0)]


def test_a_hole_at_some_depth_leaves_the_plan_area_and_says_so():
    ground = read_ground(a_range(a_ring(), a_ring(INSIDE, top="230", bottom="200", flag="-1")))

    assert ground.area_m2 == pytest.approx(ring_area_m2(ground.rings[0].points))
    assert [(slab.top_m, slab.bottom_m) for slab in ground.slabs] == [
        (300.0, 230.0),
        (300.0, 100.0),
        (200.0, 100.0),
    ]
    assert warnings(ground) == ["ground.hole-in-depth"]


def test_a_hole_below_the_ground_takes_nothing_and_says_so():
    ground = read_ground(a_range(a_ring(), a_ring(INSIDE, top="90", bottom="50", flag="-1")))

    assert (len(ground.slabs), warnings(ground)) == (1, ["ground.hole-misses-depth"])


def test_a_ring_noted_as_deduction_but_counted_is_a_question():
    text = a_range(a_ring(), a_ring(INSIDE, note="扣除1号矿体范围", flag="1"))

    (problem,) = refused(text)

    assert (problem.code, problem.place.column) == (
        "range.deduction-flag",
        text.rindex(",4,1,") + 2,
    )


@pytest.mark.parametrize(("answer", "holes"), [(True, 1), (False, 0)])
def test_the_question_can_be_answered(answer, holes):
    text = a_range(a_ring(), a_ring(INSIDE, note="扣除1号矿体范围", flag="1"))

    ground = read_ground(text, confirm_deduction=answer)

    assert sum(ring.is_hole for ring in ground.rings) == holes
    assert "range.deduction-flag" in warnings(ground)


def test_rings_over_each_other_in_plan_and_depth_count_once_and_are_reported():
    ground = read_ground(a_range(a_ring(), a_ring(INSIDE)))

    assert ground.area_m2 == pytest.approx(ring_area_m2(ground.rings[0].points))
    assert warnings(ground) == ["ground.rings-overlap"]


def test_an_island_in_a_hole_is_ground():
    island = a_square(north=-250.0, east=250.0, size=100.0)

    ground = read_ground(a_range(a_ring(), a_ring(INSIDE, flag="-1"), a_ring(island)))

    shell, hole, inner = (ring_area_m2(ring.points) for ring in ground.rings)
    assert ground.area_m2 == pytest.approx(shell - hole + inner)
    assert ground.warnings == ()


def test_a_hole_over_two_touching_rings_is_cut_from_both():
    east = a_square(east=1000.0)
    across = a_square(north=-400.0, east=900.0, size=200.0)

    ground = read_ground(a_range(a_ring(), a_ring(east), a_ring(across, flag="-1")))

    one, other, hole = (ring_area_m2(ring.points) for ring in ground.rings)
    assert ground.area_m2 == pytest.approx(one + other - hole)


def test_two_zero_heights_are_read_as_not_stated_and_reported():
    ground = read_ground(a_range(a_ring(top="0", bottom="0")))

    assert (ground.top_m, warnings(ground)) == (None, ["ring.heights-zero"])


def test_missing_heights_are_unknown():
    ground = read_ground(a_range(a_ring(top="", bottom="")))

    assert (ground.top_m, ground.bottom_m, ground.warnings) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("1", "list.line", id="a single count"),
        pytest.param("0,5,1,", "range.ring-count", id="no rings"),
        pytest.param("1,5,1,3810331.42,38446311.66", "range.truncated", id="cut off in a ring"),
        pytest.param(f"2,{SAMPLE_RING},285,8,,1,", "range.truncated", id="a ring is missing"),
        pytest.param(f"1,{SAMPLE_RING},285,8", "range.truncated", id="note and flag are missing"),
        pytest.param(SAMPLE + "7,", "range.overlong", id="a field too many"),
        pytest.param(SAMPLE + ",", "range.overlong", id="a comma too many at the end"),
        pytest.param("1,0,300,100,,1,", "ring.too-few-points", id="a ring without points"),
        pytest.param(
            a_range(a_ring(), a_ring([], flag="-1")), "ring.too-few-points", id="a hole without"
        ),
        pytest.param(a_range(a_ring(SQUARE[:2])), "ring.too-few-points", id="two points"),
        pytest.param(
            "1,4," + ",".join(f"{x},{y}" for x, y in SQUARE) + ",300,100,,1,",
            "range.point-number-missing",
            id="points without numbers",
        ),
        pytest.param(
            "1,4,1,4,321,000.00,29,600,000.00,2,4,321,000.00,29,601,000.00,300,100,,1,",
            "number.thousands",
            id="separators of thousands",
        ),
        pytest.param("1,601325,1,4321000.00,29600000.00", "range.point-count", id="no count"),
        pytest.param(SAMPLE + SAMPLE[2:], "range.overlong", id="a ring too many"),
        pytest.param(a_range(a_ring(count=5)), "range.point-count", id="a point too few"),
        pytest.param(a_range(a_ring(count=3)), "range.point-count", id="a point too many"),
        pytest.param(a_range(a_ring(count="x")), "list.line", id="a count that is a word"),
        pytest.param(a_range(a_ring(), a_ring(count="x")), "range.point-count", id="a later count"),
        pytest.param(a_range(a_ring(flag="2")), "range.flag", id="an unknown flag"),
        pytest.param(a_range(a_ring(note="a,b")), "range.flag", id="a comma in the note"),
        pytest.param(a_range(a_ring(top="high")), "number.invalid", id="a height that is a word"),
        pytest.param(a_range(a_ring(top="99999")), "ring.height-range", id="a height above all"),
        pytest.param(
            a_range(a_ring(top="100", bottom="300")), "ring.top-below-bottom", id="upside down"
        ),
        pytest.param(a_range(a_ring(top="100")), "ring.no-thickness", id="no thickness"),
    ],
)
def test_a_broken_string_is_refused_with_its_reason(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize("place", [0, 1, 4, 8])
def test_a_full_width_comma_between_numbers_is_named_as_the_reason(place):
    parts = a_range(a_ring()).split(",")
    text = ",".join(parts[: place + 1]) + "，" + ",".join(parts[place + 1 :])

    problem, *_ = refused(text)

    assert (problem.code, f"{parts[place]}，{parts[place + 1]}" in problem.text.zh) == (
        "range.full-width-comma",
        True,
    )


def test_a_full_width_comma_in_a_note_belongs_to_it():
    ground = read_ground(a_range(a_ring(note="1，2")))

    assert ([ring.note for ring in ground.rings], ground.warnings) == (["1，2"], ())


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(a_square(north=-300.0, east=300.0, size=200.0), id="in part"),
        pytest.param(a_square(north=-210.0, east=210.0, size=100.0), id="one in the other"),
    ],
)
def test_holes_over_each_other_are_reported_and_count_once(second):
    ground = read_ground(a_range(a_ring(), a_ring(INSIDE, flag="-1"), a_ring(second, flag="-1")))

    holes = shapely.union_all([shapely.Polygon(ring.points) for ring in ground.rings[1:]])
    left = shapely.Polygon(ground.rings[0].points).difference(holes)
    assert (warnings(ground), ground.area_m2) == (
        ["ground.holes-overlap"],
        pytest.approx(area_m2(left)),
    )


def test_a_hole_in_an_island_in_a_hole_is_no_overlap():
    island = a_square(north=-250.0, east=250.0, size=100.0)
    pit = a_square(north=-260.0, east=260.0, size=50.0)

    ground = read_ground(
        a_range(a_ring(), a_ring(INSIDE, flag="-1"), a_ring(island), a_ring(pit, flag="-1"))
    )

    shell, hole, inner, last = (ring_area_m2(ring.points) for ring in ground.rings)
    assert (ground.warnings, ground.area_m2) == ((), pytest.approx(shell - hole + inner - last))


def test_a_hole_that_is_written_twice_is_refused():
    hole = a_ring(INSIDE, flag="-1")

    assert codes(a_range(a_ring(), hole, hole)) == ["ground.ring-repeated"]


def test_many_rings_over_each_other_are_told_by_the_first_pairs():
    rings = [a_ring(a_square(north=-10.0 * n, east=10.0 * n)) for n in range(MOST_OVERLAPS // 4)]

    found = warnings(read_ground(a_range(*rings)))

    assert found == ["ground.rings-overlap"] * MOST_OVERLAPS + ["ground.more-overlaps"]


def test_a_wrong_count_does_not_hide_the_other_problems():
    text = a_range(a_ring(count=5, top="100", bottom="300"), a_ring(INSIDE, flag="2"))

    assert codes(text) == ["range.point-count", "ring.top-below-bottom", "range.flag"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NaN", "不是有限数"),
        ("-inf", "不是有限数"),
        ("4.32E+06", "科学计数法"),
        ("43210O0.00", "不是数字"),
        ("0x10", "不是数字"),
        ("1_000", "不是数字"),
        ("", "为空"),
    ],
)
def test_a_field_that_is_no_number_is_named_with_its_place(text, reason):
    points = [SQUARE[0], (text, SQUARE[1][1]), *SQUARE[2:]]

    (problem,) = refused(a_range(a_ring(points)), file="x.txt")

    assert reason in problem.text.zh
    assert (problem.place.file, problem.place.line, problem.place.column) == ("x.txt", 1, 32)
    assert problem.place.field == "ring 1 point 2 X (field 7)"


def test_a_place_counts_lines_and_columns():
    text = a_range(a_ring()).replace(",2,", ",\n  2,").replace("29601000.00", "east", 1)

    (problem,) = refused(text)

    assert (problem.place.line, problem.place.column) == (2, 16)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="as it is"),
        pytest.param(lambda text: text.rstrip(","), id="no trailing comma"),
        pytest.param(lambda text: text.replace(",", ",\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace(",", " , "), id="blanks"),
        pytest.param(lambda text: text + "  \n", id="blanks at the end"),
        pytest.param(lambda text: text.replace(",", "，"), id="full-width commas"),
        pytest.param(lambda text: text.replace("000.00", "000.000"), id="three decimals"),
        pytest.param(lambda text: text.replace("000.00", "000."), id="a bare point"),
        pytest.param(lambda text: text.replace(",300,", ",+300.0,"), id="a sign"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_string_is_written_again_to_the_letter(change, encoding):
    closed = a_ring([*SQUARE, SQUARE[0]], note="1号矿体")
    text = change(a_range(closed, a_ring(INSIDE, flag="-1"), a_ring(a_square(east=3000.0))))

    assert write_mining_range(read_ground(text.encode(encoding))) == text
