# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The range string of exploration rights. 探矿权范围字符串。"""

import pytest

from geo.range_builders import codes, refused, warnings
from kuangtu.geo.angles import parse_packed, to_degrees
from kuangtu.geo.blocks import count_blocks
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats import read_ground, write_exploration_range

BLOCK = "4,88.1000000,39.0100000,88.1100000,39.0100000,88.1100000,39.0200000,88.1000000,39.0200000"
SHELL = "4,88.1000000,39.0100000,88.1300000,39.0100000,88.1300000,39.0400000,88.1000000,39.0400000"
INNER = "4,88.1100000,39.0200000,88.1200000,39.0200000,88.1200000,39.0300000,88.1100000,39.0300000"


def test_packed_angles_become_degrees_to_the_last_digit():
    ground = read_ground(f"1,{BLOCK},0,0,0,")

    west, south = ground.rings[0].points[0]
    assert (west, south) == (to_degrees(parse_packed("88.10")), to_degrees(parse_packed("39.01")))
    assert (ground.source_format, ground.crs.epsg, ground.warnings) == (
        "exploration-range",
        4490,
        (),
    )


def test_a_basic_block_counts_as_one():
    assert str(count_blocks(read_ground(f"1,{BLOCK},0,0,0,").geometry).equivalent) == "1"


def test_a_ring_cut_out_is_a_hole():
    ground = read_ground(f"2,{SHELL},0,0,0,{INNER},-1,0,0,")

    assert [ring.is_hole for ring in ground.rings] == [False, True]
    assert str(count_blocks(ground.geometry).equivalent) == "8"


@pytest.mark.parametrize("ending", ["", ",", ",0,0,0", ",0,0,0,", ",0,0.0,0.00,"])
def test_the_trailing_triple_may_be_missing(ending):
    assert read_ground(f"1,{BLOCK}{ending}").rings == read_ground(f"1,{BLOCK},0,0,0,").rings


def test_rings_follow_each_other_without_triples():
    apart = BLOCK.replace("88.1", "88.2")

    assert len(read_ground(f"2,{BLOCK},{apart}").rings) == 2


@pytest.mark.parametrize("flag", ["-2", "0.5", "-1.0", "x"])
def test_a_flag_that_is_neither_is_refused(flag):
    (problem,) = refused(f"1,{BLOCK},{flag},0,0,")

    assert (problem.code, flag in problem.text.zh, problem.place.field) == (
        "range.flag",
        True,
        "ring 1 flag (field 11)",
    )


def test_decimal_degrees_are_read_as_such_only_when_declared():
    text = "1,4,88.15,39.01,88.16,39.01,88.16,39.02,88.15,39.02,0,0,0,"

    declared = read_ground(text, declared=DeclaredCrs(angles="decimal"))

    assert (read_ground(text).rings[0].points[0], declared.rings[0].points[0]) == (
        (88.25, 39 + 1 / 60),
        (88.15, 39.01),
    )
    assert write_exploration_range(declared) == text


@pytest.mark.parametrize(
    ("angle", "code"),
    [("nan", "number.invalid"), ("", "number.empty"), ("88°10′00″", "angle.not-a-number")],
)
def test_an_angle_that_is_none_is_named_even_at_the_beginning(angle, code):
    (problem,) = refused(f"1,{BLOCK},0,0,0,".replace("88.1000000", angle, 1))

    assert (problem.code, problem.place.field) == (code, "ring 1 point 1 longitude (field 3)")


@pytest.mark.parametrize(
    "text",
    [
        f"1,{BLOCK},0,0,0,",
        f"1,{BLOCK}",
        f"1,{BLOCK},5,0,0",
        f"2,{SHELL},0,0,0,{INNER},-1,0,0,5,0,0,",
        f"1,{BLOCK},0,0,0,".replace("0000", ""),
        f"1,{BLOCK},0,0,0,".replace(",", ",\r\n"),
        f" 1 , {BLOCK} , 0,0,0 , \n",
        f"1,{BLOCK},0,0,0,".replace(",", "，"),
        f"1,{BLOCK},88.1000000,39.0100000,0,0,0,".replace("1,4,", "1,5,"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_string_is_written_again_to_the_letter(text, encoding):
    assert write_exploration_range(read_ground(text.encode(encoding))) == text


@pytest.mark.parametrize("text", [f"1,{BLOCK},5,0,0", f"1,{BLOCK},0,0,0,5,0,0,"])
def test_the_closing_row_of_printed_notices_is_no_point_and_is_reported(text):
    ground = read_ground(text)

    assert (len(ground.rings[0].points), warnings(ground)) == (4, ["range.closing-row"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("1,4,88.10,39.01,88.11", "range.truncated", id="cut off"),
        pytest.param(f"2,{BLOCK},0,0,0,", "range.truncated", id="a ring is missing"),
        pytest.param(f"1,{BLOCK},0,0,0,7", "range.overlong", id="a field too many"),
        pytest.param(f"1,{BLOCK},0,0,0,{INNER}", "range.overlong", id="a ring too many"),
        pytest.param(f"1,5{BLOCK[1:]},0,0,0,", "range.point-count", id="a point too few"),
        pytest.param(f"1,3{BLOCK[1:]},0,0,0,", "range.point-count", id="a point too many"),
        pytest.param(f"2,{BLOCK},0,0,0,x,88.10,", "range.point-count", id="a later count"),
        pytest.param(f"2,5{BLOCK[1:]},{INNER}", "range.point-count", id="a count before a ring"),
        pytest.param(f"0,{BLOCK}", "range.ring-count", id="no rings"),
        pytest.param(f"1,{BLOCK.replace('39.0200000', 'x', 1)}", "number.invalid", id="a word"),
        pytest.param(
            f"1,{BLOCK.replace('39.0200000', '39.02000001', 1)}", "angle.too-precise", id="too fine"
        ),
    ],
)
def test_a_broken_string_is_refused_with_its_reason(text, code):
    assert codes(text) == [code]


def test_decimal_degrees_in_a_packed_string_are_recognised_by_their_minutes():
    problems = refused(f"1,{BLOCK.replace('88.1100000', '88.7166667')}")

    assert [problem.code for problem in problems] == ["angle.minutes"] * 2
    assert problems[0].place.field == "ring 1 point 2 longitude (field 5)"


def test_exchanged_longitude_and_latitude_are_refused():
    text = "1,3,39.0100,88.1000,39.0200,88.1000,39.0200,88.1100,0,0,0,"

    assert codes(text) == ["axes.swapped"]


def test_a_place_abroad_is_refused():
    assert codes(f"1,{BLOCK.replace('88.1', '12.1')}") == ["point.outside-china"] * 4


def test_what_was_read_is_written_to_the_letter():
    text = f"1, {BLOCK}"

    assert write_exploration_range(read_ground(text)) == text


def test_the_structured_writer_gives_the_usual_string_again():
    text = f"2,{SHELL},0,0,0,{INNER},-1,0,0,"

    assert write_exploration_range(read_ground(text), as_read=False) == text
