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
scales = st.sampled_from(list(Scale))
longitudes, latitudes = st.floats(73.5, 135.0), st.floats(3.5, 53.5)


@pytest.mark.parametrize(("number", *["west", "south", "east", "north"]), VECTORS)
def test_the_bounds_of_a_number(number, west, south, east, north):
    expected = tuple(map(parse_printed, (west, south, east, north)))

    assert parse_sheet(number).bounds_milliarcseconds == expected


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
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(number, code):
    with pytest.raises(Invalid) as refusal:
        parse_sheet(number)

    assert [problem.code for problem in refusal.value.problems] == [code]


def test_small_letters_and_blanks_around_are_fine():
    assert Sheet.parse(" j45e011015 ").number == "J45E011015"


def test_a_place_outside_the_grid_is_refused():
    with pytest.raises(Invalid) as refusal:
        sheet_at(39.02, 88.17, Scale.FIFTY_THOUSAND)

    assert refusal.value.problems[0].code == "sheet.outside-grid"


@pytest.mark.parametrize("text", ["2M", "x", "", "1:60000", "I", "0万"])
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
