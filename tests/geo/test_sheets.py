# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Map sheets of GB/T 13989. 图幅。"""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.errors import Invalid
from kuangtu.geo.angles import parse_printed
from kuangtu.geo.sheets import (
    MILLION_WIDTH,
    Scale,
    Sheet,
    parse_scale,
    parse_sheet,
    sheet_at,
    sheets_covering,
    sheets_in_box,
)

VECTORS = [
    ("J45E011015", "87°30′00″", "38°10′00″", "87°45′00″", "38°20′00″"),
    ("J45E011016", "87°45′00″", "38°10′00″", "88°00′00″", "38°20′00″"),
    ("J45E012015", "87°30′00″", "38°00′00″", "87°45′00″", "38°10′00″"),
    ("J45E012016", "87°45′00″", "38°00′00″", "88°00′00″", "38°10′00″"),
    ("J45E009016", "87°45′00″", "38°30′00″", "88°00′00″", "38°40′00″"),
    ("J45E009017", "88°00′00″", "38°30′00″", "88°15′00″", "38°40′00″"),
    ("J45E010016", "87°45′00″", "38°20′00″", "88°00′00″", "38°30′00″"),
    ("J45E010017", "88°00′00″", "38°20′00″", "88°15′00″", "38°30′00″"),
    ("J45E007019", "88°30′00″", "38°50′00″", "88°45′00″", "39°00′00″"),
    ("J45E007020", "88°45′00″", "38°50′00″", "89°00′00″", "39°00′00″"),
    ("J45E008019", "88°30′00″", "38°40′00″", "88°45′00″", "38°50′00″"),
    ("J45E008020", "88°45′00″", "38°40′00″", "89°00′00″", "38°50′00″"),
    ("J45E009020", "88°45′00″", "38°30′00″", "89°00′00″", "38°40′00″"),
    ("J45H001001", "84°00′00″", "39°58′45″", "84°01′52.5″", "40°00′00″"),
    ("J50E001010", "116°15′00″", "39°50′00″", "116°30′00″", "40°00′00″"),
]
# The frame of the standard: letter, sides in seconds, rows and columns of a 1:1M sheet.
FRAMES = [
    ("A", 4 * 3600, 6 * 3600, 1),
    ("B", 2 * 3600, 3 * 3600, 2),
    ("C", 3600, 5400, 4),
    ("D", 1200, 1800, 12),
    ("E", 600, 900, 24),
    ("F", 300, 450, 48),
    ("G", 150, 225, 96),
    ("H", 75, 112.5, 192),
    ("I", 25, 37.5, 576),
    ("J", 12.5, 18.75, 1152),
    ("K", 6.25, 9.375, 2304),
]
scales = st.sampled_from(list(Scale))
longitudes, latitudes = st.floats(73.5, 135.0), st.floats(3.5, 53.5)


@pytest.mark.parametrize(("number", *["west", "south", "east", "north"]), VECTORS)
def test_the_bounds_of_a_number(number, west, south, east, north):
    expected = tuple(map(parse_printed, (west, south, east, north)))

    assert parse_sheet(number).bounds_milliarcseconds == expected


@pytest.mark.parametrize(("letter", "height", "width", "count"), FRAMES)
def test_the_frame_of_each_scale(letter, height, width, count):
    scale = parse_scale(letter)

    assert (scale.height, scale.width, scale.divisions) == (height * 1000, width * 1000, count)


@pytest.mark.parametrize(
    ("scale", "south_west", "north_east"),
    [
        (Scale.MILLION, "J45", "J45"),
        (Scale.HALF_MILLION, "J45B002001", "J45B001002"),
        (Scale.FIVE_THOUSAND, "J45H192001", "J45H001192"),
        (Scale.TWO_THOUSAND, "J45I576001", "J45I001576"),
        (Scale.ONE_THOUSAND, "J45J11520001", "J45J00011152"),
        (Scale.FIVE_HUNDRED, "J45K23040001", "J45K00012304"),
    ],
)
def test_rows_count_from_the_north_and_columns_from_the_west(scale, south_west, north_east):
    first, last = parse_sheet(south_west), parse_sheet(north_east)

    assert (first.bounds[:2], last.bounds[2:]) == ((84.0, 36.0), (90.0, 40.0))
    assert [sheet_at(*one.bounds[:2], scale).number for one in (first, last)] == [
        south_west,
        north_east,
    ]


@pytest.mark.parametrize(
    ("longitude", "latitude", "number"),
    [
        (88.17, 39.02, "J45E006017"),
        (90.2, 40.5, "K46E021001"),
        (92.9, 38.3, "J46E011012"),
        (93.7, 41.3, "K46E017015"),
    ],
)
def test_the_sheet_of_a_place(longitude, latitude, number):
    assert sheet_at(longitude, latitude, Scale.FIFTY_THOUSAND).number == number


@given(longitudes, latitudes, scales)
def test_the_number_of_the_sheet_of_a_place_leads_back_to_it(longitude, latitude, scale):
    sheet = sheet_at(longitude, latitude, scale)

    west, south, east, north = sheet.bounds

    assert parse_sheet(sheet.number) == sheet
    assert west - 1e-9 <= longitude <= east + 1e-9
    assert south - 1e-9 <= latitude <= north + 1e-9


@given(longitudes, latitudes, scales)
def test_a_sheet_owns_its_south_western_corner_as_a_float(longitude, latitude, scale):
    sheet = sheet_at(longitude, latitude, scale)

    west, south, _, _ = sheet.bounds

    assert sheet.contains(west, south)


@given(st.floats(73.5, 131.9), latitudes, scales)
def test_neighbors_share_an_edge_and_know_each_other(longitude, latitude, scale):
    sheet = sheet_at(longitude, latitude, scale)

    east = sheet.neighbors["E"]

    assert (east.west, east.south) == (sheet.east, sheet.south)
    assert east.neighbors["W"] == sheet


@given(longitudes, latitudes, st.sampled_from(list(Scale)[1:]))
def test_a_sheet_lies_in_the_coarser_one(longitude, latitude, scale):
    fine, coarse = (
        sheet_at(longitude, latitude, scale),
        sheet_at(longitude, latitude, Scale.MILLION),
    )

    assert fine.number.startswith(coarse.number)


def test_neighbors_go_over_the_edge_of_a_million_sheet():
    around = {side: sheet.number for side, sheet in parse_sheet("J45E001024").neighbors.items()}

    assert around == {
        "NW": "K45E024023",
        "N": "K45E024024",
        "NE": "K46E024001",
        "W": "J45E001023",
        "E": "J46E001001",
        "SW": "J45E002023",
        "S": "J45E002024",
        "SE": "J46E002001",
    }


def test_beyond_the_national_grid_there_is_no_neighbor():
    assert sorted(parse_sheet("A43").neighbors) == ["E", "N", "NE"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("J45E011", "sheet.number"),
        ("", "sheet.number"),
        ("J45E0110155", "sheet.number"),
        ("J-45-84-B", "sheet.old-number"),
        ("P45", "sheet.row"),
        ("J42", "sheet.column"),
        ("J54E001001", "sheet.column"),
        ("J45X001001", "sheet.scale"),
        ("J45A001001", "sheet.scale"),
        ("J45E000001", "sheet.sub-row"),
        ("J45E025001", "sheet.sub-row"),
        ("J45E001025", "sheet.sub-column"),
        ("J45B003001", "sheet.sub-row"),
        ("J45E0001001", "sheet.number"),
        ("J45E00010001", "sheet.digits"),
        ("J45K001001", "sheet.digits"),
        ("J45K23050001", "sheet.sub-row"),
        ("J45L001001", "sheet.scale"),
        ("J\uff14\uff15", "sheet.number"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(number, code):
    with pytest.raises(Invalid) as refusal:
        parse_sheet(number)

    assert [problem.code for problem in refusal.value.problems] == [code]


def test_small_letters_and_blanks_around_are_fine():
    assert Sheet.parse(" j45e011015 ").number == "J45E011015"
    assert Sheet.parse("J45 E 011 015").number == "J45E011015"


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(39.02, 88.17), (88.17, -0.000001), (88.17, 56.0), (71.999999, 39.0), (138.0, 39.0)],
)
def test_a_place_outside_the_grid_is_refused(longitude, latitude):
    with pytest.raises(Invalid) as refusal:
        sheet_at(longitude, latitude, Scale.FIFTY_THOUSAND)

    assert [problem.code for problem in refusal.value.problems] == ["sheet.outside-grid"]


@given(scales, st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_place_on_a_corner_of_four_sheets_is_on_the_north_eastern_one(scale, row, column):
    south = row % (14 * scale.divisions) * scale.height
    west = (12 * MILLION_WIDTH) + column % (11 * scale.divisions) * scale.width

    sheet = sheet_at(west / 3_600_000, south / 3_600_000, scale)

    assert (sheet.south, sheet.west) == (south, west)


@pytest.mark.parametrize("text", ["2M", "x", "", "1:60000", "L", "0万", "50.0001k"])
def test_an_unknown_scale_is_refused(text):
    with pytest.raises(Invalid) as refusal:
        parse_scale(text)

    assert refusal.value.problems[0].code == "sheet.scale"


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("1m", "A"),
        ("500k", "B"),
        ("1:250 000", "C"),
        ("10万", "D"),
        ("e", "E"),
        ("2.5万", "F"),
        ("1：10000", "G"),
        ("5k", "H"),
        ("5千", "H"),
        ("2k", "I"),
        ("1:1 000", "J"),
        ("500", "K"),
    ],
)
def test_a_scale_has_many_spellings(text, letter):
    assert parse_scale(text).letter == letter


def test_a_box_on_the_edges_of_a_sheet_needs_that_sheet_only():
    sheet = parse_sheet("J45E011015")

    assert sheets_covering(sheet.polygon(), Scale.FIFTY_THOUSAND) == [sheet]


def test_the_sheets_of_a_range_over_four_sheets_run_from_the_north_west():
    square = shapely.box(87.7, 38.1, 87.8, 38.2)

    numbers = [sheet.number for sheet in sheets_covering(square, Scale.FIFTY_THOUSAND)]

    assert numbers == ["J45E011015", "J45E011016", "J45E012015", "J45E012016"]


def test_only_sheets_that_the_geometry_reaches_are_given():
    triangle = shapely.Polygon([(87.5, 38), (88, 38), (87.5, 38.3)])

    numbers = [sheet.number for sheet in sheets_covering(triangle, Scale.FIFTY_THOUSAND)]

    assert numbers == ["J45E011015", "J45E012015", "J45E012016"]


def test_nothing_needs_no_sheet():
    assert sheets_covering(shapely.Polygon(), Scale.FIFTY_THOUSAND) == []


def test_too_many_sheets_are_refused():
    with pytest.raises(Invalid) as refusal:
        sheets_in_box(80, 30, 100, 45, Scale.FIVE_THOUSAND)

    assert refusal.value.problems[0].code == "sheet.too-many"
