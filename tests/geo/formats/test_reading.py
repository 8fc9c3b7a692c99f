# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Encodings, recognition of the format, limits, nothing but refusals. 读取总则。"""

import math
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.range_builders import SAMPLE, SQUARE, a_range, a_ring, a_square, codes, refused, warnings
from kuangtu.core.errors import Invalid
from kuangtu.geo.formats import format_of, read_ground, write_ground
from kuangtu.geo.formats.problems import MOST_PROBLEMS
from kuangtu.geo.formats.written import MOST_BYTES, MOST_POINTS, MOST_RINGS

ROOT = Path(__file__).parents[3]
NOTED = a_range(a_ring(note="示例范围"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_is_recognised(encoding):
    ground = read_ground(NOTED.encode(encoding))

    assert (ground.rings[0].note, write_ground(ground)) == ("示例范围", NOTED)


def test_a_byte_order_mark_in_a_string_is_no_text():
    assert read_ground("\ufeff" + SAMPLE).source_text == SAMPLE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "input.empty", id="empty"),
        pytest.param(" \n", "input.empty", id="blank"),
        pytest.param(b"PK\x03\x04....", "input.not-text", id="a zip or xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0....", "input.not-text", id="an xls"),
        pytest.param(b"%PDF-1.7", "input.not-text", id="a pdf"),
        pytest.param(b"\x00\x00\x27\x0a\x00\x00", "input.not-text", id="a shapefile"),
        pytest.param(SAMPLE + "\ud800", "input.encoding", id="half a letter in a string"),
        pytest.param(b"II*\x00\x08", "input.not-text", id="a tiff"),
        pytest.param(b"1,5\x00,1", "input.not-text", id="a zero byte"),
        pytest.param(b"\xff\xfe\x00", "input.encoding", id="half a letter"),
        pytest.param(b"1,5,\xff\xff\xff", "input.encoding", id="no encoding"),
        pytest.param(b"1" * (MOST_BYTES + 1), "input.too-large", id="bytes beyond the limit"),
        pytest.param("1" * (MOST_BYTES + 1), "input.too-large", id="text beyond the limit"),
    ],
)
def test_what_is_no_text_is_refused(content, code):
    assert codes(content, file="a.bin") == [code]


def test_the_file_stands_with_every_problem():
    assert {
        problem.place.file
        for problem in refused(a_range(a_ring(top="1", bottom="2")), file="a.txt")
    } == {"a.txt"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SAMPLE, "mining-range"),
        (SAMPLE.replace(",", "，"), "mining-range"),
        ("1,4,\n1,4321000,29600000,\n", "mining-range"),
        ("1,4,88,39,89,39", "exploration-range"),
        ("1,3,39.01,88.10", "exploration-range"),
        ("[地块坐标]", "land-parcels"),
        ("4,,1,示例,面,,,,@\nJ1,1,2,3", "land-parcels"),
        (' {"type": 1}', "geojson"),
        ("MultiPolygon (((", "wkt"),
        ("POLYGON EMPTY", "wkt"),
        ("SRID=4490; POLYGON((", "wkt"),
        ("1,4321000,29600000\n2,4321000,29601000", "csv"),
        ("J1,1,4321000,29600000\nJ2,1,4321000,29601000", "csv"),
        ("1 4321000 29600000", "csv"),
        ("X,Y", "csv"),
        ("1,4321000,29600000,\n2,4321000,29601000,\n", "csv"),
        ("1,4,nan,39.01,88.11,39.01", "exploration-range"),
        ("1,4,88°10′,39°01′,88°11′", "exploration-range"),
        ("1,4,x,4321000,29600000,2", "mining-range"),
        ("[[88.1, 39.1]]", "geojson"),
        ('[ {"type": "Polygon"}]', "geojson"),
    ],
)
def test_a_format_is_recognised_by_its_beginning(text, name):
    assert format_of(text) == name


def test_the_page_on_formats_names_only_codes_and_formats_that_exist():
    page = (ROOT / "docs/reference/range-formats.md").read_text("utf-8")
    code = "\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "src/kuangtu/geo").rglob("*.py"))
    )

    named = re.findall(r"`([a-z]+(?:-[a-z]+)*\.[a-z0-9-]+)`", page)
    formats = re.findall(r"^\| \S.*? `([a-z-]+)` \|", page, re.MULTILINE)

    assert [word for word in named if f'"{word}"' not in code] == []
    assert sorted(formats) == sorted(
        ["mining-range", "exploration-range", "land-parcels", "geojson", "wkt", "csv"]
    )


def test_too_many_points_are_refused():
    points = ",".join(f"{n},4321000.00,29600000.00" for n in range(MOST_POINTS + 2))

    assert codes(f"1,{MOST_POINTS + 2},{points},,,,1")[-1] == "input.too-many-points"


def test_too_many_rings_are_refused():
    rings = [a_ring()] * (MOST_RINGS + 1)

    assert codes(a_range(*rings)) == ["range.ring-count"]
    assert codes("\n\n".join(["88.1 39.1"] * (MOST_RINGS + 1))) == ["input.too-many-points"]


def test_a_flood_of_problems_is_cut_off_and_counted():
    points = [("x", "y")] * 200

    problems = refused(a_range(a_ring(points)))

    assert len(problems) == MOST_PROBLEMS + 1
    assert (problems[-1].code, "300" in problems[-1].text.zh) == ("input.more-problems", True)


def test_a_flood_of_warnings_is_cut_off_and_counted():
    rings = [a_ring(a_square(east=10.0 * n, size=10.0), top="0", bottom="0") for n in range(150)]

    found = warnings(read_ground(a_range(*rings)))

    assert found == ["ring.heights-zero"] * MOST_PROBLEMS + ["input.more-problems"]


@pytest.mark.parametrize(
    "text",
    [
        a_range(a_ring(top="1", bottom="2")),
        a_range(a_ring([("x", "y"), *SQUARE])),
        "hello",
        "{",
        "POLYGON ((",
    ],
)
def test_every_message_is_complete_in_both_languages(text):
    for problem in refused(text):
        assert all(words and "{" not in words for words in (problem.text.zh, problem.text.en))


# A little of everything that is read, and what slips into it.
GOOD = (
    SAMPLE,
    a_range(a_ring(note="1号"), a_ring(a_square(north=-200.0, east=200.0, size=200.0), flag="-1")),
    (
        "2,4,88.1,39,88.12,39,88.12,39.02,88.1,39.02,0,0,0,3,88.1015,39.0015,88.103,39.0015,88.103,"
        "39.003,-1,0,0,"
    ),
    (
        "坐标系=2000\n带号=29\n[地块坐标]\n4,0.5,1,甲,面,,,,@\nJ1,1,4321000,29600000\n"
        "J2,1,4321000,29600100\nJ3,1,4320900,29600100\nJ1,1,4321000,29600000\n"
    ),
    (
        '{"type":"Feature","properties":{"top_m":9,"bottom_m":1},"geometry":{"type":"Polygon",'
        '"coordinates":[[[88,39],[88.1,39],[88.1,39.1],[88,39]]]}}'
    ),
    "SRID=4490;MULTIPOLYGON (((88 39, 88.1 39, 88.1 39.1, 88 39)), ((89 39, 90 39, 90 40, 89 39)))",
    "点号,X,Y\n1,4321000,29600000\n2,4321000,29601000\n3,4320000,29601000\n",
    "88°10′12.3″,39°01′12″\n88°11′12.3″,39°01′12″\n88°11′12.3″,39°02′12″",
)
SLIPS = (*tuple(',-9.a\n，0"[(@=°'), "", "1,", "nan", "1e9")


def problems_of(content):
    """How many problems an input has, None if it was read; anything but a refusal is an error."""
    try:
        read_ground(content)
    except Invalid as refusal:
        return len(refusal.problems)
    return None


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_nonsense_is_refused_with_at_least_one_problem(content):
    assert problems_of(content) not in (None, 0)


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9), st.sampled_from(SLIPS)), max_size=3),
)
def test_slips_of_the_pen_are_read_or_refused_with_a_reason(text, slips):
    for at, length, slip in slips:
        place = at % (len(text) + 1)
        text = text[:place] + slip + text[place + length :]

    assert problems_of(text) != 0


@given(st.integers(1, len(SAMPLE) - 3))
def test_a_string_cut_off_anywhere_is_refused(length):
    with pytest.raises(Invalid):
        read_ground(SAMPLE[:length])


MANY = 50_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("POLYGON ((" + ",\n".join(["88 39"] * MANY) + "))", id="WKT"),
        pytest.param("POLYGON " + "(" * MANY * 10, id="brackets"),
        pytest.param("A" + " " * MANY * 20, id="blanks after a letter"),
        pytest.param("88" + " " * MANY * 20 + "x\t39", id="blanks in an angle"),
        pytest.param("\n\n".join(["88.1 39.1"] * MANY), id="a ring a point"),
        pytest.param("x\n" * MANY * 20, id="lines of nothing"),
        pytest.param("@\n" * MANY * 20, id="parcels of nothing"),
        pytest.param("1,3," + "," * MANY * 20, id="commas"),
        pytest.param("[" * MANY * 20, id="nested arrays"),
    ],
)
def test_a_large_wrong_input_is_refused_at_once(text):
    began = time.process_time()

    assert problems_of(text) not in (None, 0)

    # Each takes a second or two; what grows with the square of the length takes minutes.
    assert time.process_time() - began < 20


def test_a_point_that_every_second_edge_comes_back_to_is_named_at_once():
    spokes = []
    for number in range(10_000):
        angles = (2 * math.pi * number / 10_000, 2 * math.pi * (number + 0.5) / 10_000)
        around = [(4321000 + 9000 * math.sin(a), 29600000 + 9000 * math.cos(a)) for a in angles]
        spokes += [(4321000.0, 29600000.0), *around]
    began = time.process_time()

    found = codes(a_range(a_ring(spokes)))

    assert found == ["ring.touches-itself"] * MOST_PROBLEMS + ["input.more-problems"]
    assert time.process_time() - began < 20
