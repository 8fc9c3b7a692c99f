# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The TXT of land parcels. 国土 TXT 地块。"""

from pathlib import Path

import pytest

from geo.range_builders import SQUARE, a_square, codes, refused, warnings
from kuangtu.geo.area import ring_area_m2
from kuangtu.geo.crs import DeclaredCrs, Helmert
from kuangtu.geo.formats import read_ground, write_land_parcels
from kuangtu.geo.formats.written import MOST_LINES

REAL = Path(__file__).parents[3] / "../shared/data/coordinate_txt"
HEAD = """\
[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=29
精度=0.001
转换参数=,,,,,,
[地块坐标]
"""
INSIDE = a_square(north=-200.0, east=200.0, size=200.0)


def rows(points, *, ring=1, closed=True):
    every = [*points, points[0]] if closed else list(points)
    return [
        f"J{number},{ring},{north:.3f},{east:.3f}" for number, (north, east) in enumerate(every, 1)
    ]


def a_parcel(*rings, area="", name="示例", count=None):
    lines = [line for number, points in enumerate(rings, 1) for line in rows(points, ring=number)]
    return (
        "\n".join([f"{len(lines) if count is None else count},{area},1,{name},面,,,,@", *lines])
        + "\n"
    )


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "points", "convention"),
    [
        ("44120000072.txt", 5, ["plane"]),
        ("44120000120.txt", 8, ["plane"]),
        ("44120000669_44120001725_44120002171.txt", 4, ["plane"]),
        ("plot_000.txt", 5, []),
    ],
)
def test_the_real_parcels_are_read_and_written_to_the_letter(name, points, convention):
    if not REAL.is_dir():
        pytest.skip("../shared/data/coordinate_txt is not here")
    content = (REAL / name).read_bytes()

    ground = read_ground(content, file=name)

    assert (ground.crs.epsg, len(ground.rings[0].points), ground.warnings) == (4526, points, ())
    assert [stated.convention for stated in ground.stated_areas] == convention
    assert write_land_parcels(ground).encode() == content


@pytest.mark.shared
def test_a_real_parcel_states_its_plane_area_and_not_the_legal_one():
    if not REAL.is_dir():
        pytest.skip("../shared/data/coordinate_txt is not here")

    (stated,) = read_ground((REAL / "44120000120.txt").read_bytes()).stated_areas

    printed = [
        round(area / 10_000, 4) for area in (stated.stated_m2, stated.plane_m2, stated.ellipsoid_m2)
    ]
    assert printed == [2.6708, 2.6708, 2.6698]


def test_several_parcels_with_holes_make_one_ground():
    text = HEAD + a_parcel(SQUARE, INSIDE, name="甲") + a_parcel(a_square(east=3000.0), name="乙")

    ground = read_ground(text)

    assert [(ring.note, ring.is_hole) for ring in ground.rings] == [
        ("甲", False),
        ("甲", True),
        ("乙", False),
    ]
    one, hole, other = (ring_area_m2(ring.points) for ring in ground.rings)
    assert ground.area_m2 == pytest.approx(one - hole + other)


def test_the_structured_writer_gives_the_rings_again():
    ground = read_ground(
        HEAD + a_parcel(SQUARE, INSIDE, name="甲") + a_parcel(a_square(east=3000.0))
    )

    again = read_ground(write_land_parcels(ground, as_read=False))

    assert again.rings == ground.rings
    assert [stated.convention for stated in again.stated_areas] == ["plane", "plane"]


def test_coordinates_without_zone_number_take_the_zone_of_the_head():
    bare = [(north, east - 29_000_000) for north, east in SQUARE]

    ground = read_ground(HEAD + a_parcel(bare))

    assert (ground.crs.epsg, ground.rings) == (4538, read_ground(HEAD + a_parcel(SQUARE)).rings)


def test_a_head_of_six_degree_zones():
    head = HEAD.replace("几度分带=3", "几度分带=6").replace("带号=29", "带号=15")
    bare = [(north, east - 29_000_000) for north, east in SQUARE]

    assert read_ground(head + a_parcel(bare)).crs.epsg == 4504


def test_without_a_head_the_zone_number_before_y_is_enough():
    assert read_ground(a_parcel(SQUARE)).crs.epsg == 4517


def test_empty_lines_do_not_matter():
    text = HEAD + a_parcel(SQUARE)

    assert read_ground(text.replace("\n", "\n\n")).rings == read_ground(text).rings


def test_a_ring_without_a_readable_point_is_refused_for_its_points():
    text = HEAD + a_parcel(SQUARE).replace("5,,", "6,,") + "J1,2,x,y\n"

    assert codes(text) == ["number.invalid"] * 2


def test_an_ellipsoid_area_is_recognised_as_such():
    area_m2 = read_ground(a_parcel(SQUARE)).area_m2

    (stated,) = read_ground(a_parcel(SQUARE, area=f"{area_m2 / 10_000:.4f}")).stated_areas

    assert stated.convention == "ellipsoid"


def test_an_area_of_a_tiny_parcel_cannot_tell_the_two_apart():
    (stated,) = read_ground(a_parcel(a_square(size=10.0), area="0.0100")).stated_areas

    assert stated.convention == "both"


def test_an_area_that_agrees_with_neither_is_reported():
    ground = read_ground(a_parcel(SQUARE, area="99.0000"))

    assert (ground.stated_areas[0].convention, warnings(ground)) == ("neither", ["parcels.area"])


def test_a_count_without_the_closing_points_is_reported():
    assert warnings(read_ground(a_parcel(SQUARE, count=4))) == ["parcels.count"]


def test_an_open_ring_is_reported():
    lines = rows(SQUARE, closed=False)

    ground = read_ground("\n".join(["4,,1,示例,面,,,,@", *lines]))

    assert (len(ground.rings[0].points), warnings(ground)) == (4, ["ring.unclosed"])


def test_an_old_datum_needs_parameters():
    old = HEAD.replace("2000国家大地坐标系", "1980西安坐标系") + a_parcel(SQUARE)
    helmert = Helmert(1.0, 2.0, 3.0, 0.5, "某测绘院")

    crs = read_ground(old, declared=DeclaredCrs(helmert=helmert)).crs

    assert codes(old) == ["crs.parameters-needed"]
    assert (crs.epsg, crs.accuracy_m) == (2353, 0.5)


def test_a_declared_code_goes_before_the_head():
    assert codes(HEAD + a_parcel(SQUARE), declared=DeclaredCrs(epsg=4518)) == [
        "zone.contradicts-declared"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HEAD, ["parcels.none"], id="no parcel"),
        pytest.param(HEAD + a_parcel(SQUARE, count=9), ["parcels.count"], id="missing lines"),
        pytest.param(
            HEAD + "\n".join(rows(SQUARE)) + "\n4,@",
            ["parcels.line"] * 5 + ["parcels.no-points"],
            id="points before any parcel",
        ),
        pytest.param(
            HEAD + a_parcel(SQUARE).replace("J3,1,", "J3,", 1),
            ["parcels.line", "parcels.count"],
            id="a field too few",
        ),
        pytest.param(
            HEAD + a_parcel(SQUARE).replace("J3,1,", "J3,x,"), ["parcels.ring-number"], id="ring x"
        ),
        pytest.param(
            HEAD + a_parcel(SQUARE).replace("J3,1,4", "J3,1,x4"), ["number.invalid"], id="a word"
        ),
        pytest.param(
            HEAD + a_parcel(SQUARE, area="big"), ["number.invalid"], id="an area that is a word"
        ),
        pytest.param(
            HEAD + a_parcel(SQUARE, area="-1"), ["parcels.area-negative"], id="a negative area"
        ),
        pytest.param(
            HEAD + "0,,1,空,面,,,,@\n" + a_parcel(SQUARE),
            ["parcels.no-points"],
            id="an empty parcel",
        ),
        pytest.param(
            HEAD.replace("计量单位=米", "计量单位=公里") + a_parcel(SQUARE),
            ["parcels.unit"],
            id="km",
        ),
        pytest.param(
            HEAD.replace("高斯克吕格", "UTM") + a_parcel(SQUARE),
            ["crs.unknown-projection"],
            id="another projection",
        ),
        pytest.param(
            HEAD.replace("2000国家大地", "某市2000独立") + a_parcel(SQUARE),
            ["crs.unknown-datum"],
            id="a local system named after the national one",
        ),
        pytest.param(
            HEAD.replace("几度分带=3", "几度分带=6") + a_parcel(SQUARE),
            ["zone.meridian"],
            id="no such 6° zone",
        ),
        pytest.param("@\n" * (MOST_LINES + 1), ["input.too-many-lines"], id="too many lines"),
        pytest.param(
            HEAD.replace("2000国家大地", "地方独立") + a_parcel(SQUARE),
            ["crs.unknown-datum"],
            id="a local system",
        ),
        pytest.param(
            HEAD.replace("分带=3", "分带=5") + a_parcel(SQUARE), ["crs.zone-width"], id="5° zones"
        ),
        pytest.param(
            HEAD.replace("带号=29", "带号=x") + a_parcel(SQUARE), ["number.invalid"], id="zone x"
        ),
        pytest.param(
            HEAD.replace("带号=29", "带号=30") + a_parcel(SQUARE),
            ["zone.contradicts-declared"],
            id="another zone",
        ),
        pytest.param(
            HEAD + a_parcel(SQUARE, a_square(east=5000.0)),
            ["ground.hole-outside"],
            id="ring 2 outside",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_reasons(text, expected):
    assert codes(text) == expected


def test_full_width_commas_are_read_as_separators_and_reported_once():
    text = HEAD + a_parcel(SQUARE, area="100.0000")

    ground = read_ground(text.replace(",", "，"))

    assert (ground.rings, warnings(ground)) == (
        read_ground(text).rings,
        ["range.full-width-comma"],
    )


def test_a_full_width_comma_in_a_name_belongs_to_it():
    ground = read_ground(HEAD + a_parcel(SQUARE, name="甲，乙"))

    assert ([ring.note for ring in ground.rings], ground.warnings) == (["甲，乙"], ())


def test_a_comma_in_a_name_is_reported():
    assert warnings(read_ground(HEAD + a_parcel(SQUARE, name="甲,乙"))) == ["parcels.head-fields"]


def test_parameters_in_the_head_are_reported_and_not_used():
    text = HEAD.replace("转换参数=,,,,,,", "转换参数=1,2,3,0,0,0,0") + a_parcel(SQUARE)

    ground = read_ground(text)

    assert (warnings(ground), ground.rings) == (
        ["parcels.parameters-unused"],
        read_ground(HEAD + a_parcel(SQUARE)).rings,
    )


def test_a_head_in_wgs84_gives_its_accuracy():
    crs = read_ground(HEAD.replace("2000国家大地坐标系", "WGS84") + a_parcel(SQUARE)).crs

    assert (crs.epsg, crs.accuracy_m) == (4517, 1.0)


def test_a_code_declared_against_the_head_is_reported():
    old = HEAD.replace("2000国家大地坐标系", "1980西安坐标系") + a_parcel(SQUARE)

    assert warnings(read_ground(old, declared=DeclaredCrs(epsg=4517))) == ["crs.declared-instead"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="as it is"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "  \n"), id="blanks at the ends of lines"),
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="empty lines"),
        pytest.param(lambda text: text.rstrip("\n"), id="no end of line at the end"),
        pytest.param(lambda text: text.replace(",", "，"), id="full-width commas"),
        pytest.param(lambda text: text.replace("000.000", "000.00"), id="two decimals"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_written_again_to_the_letter(change, encoding):
    text = change(HEAD + a_parcel(SQUARE, INSIDE, area="96.0000") + a_parcel(a_square(east=3000.0)))

    assert write_land_parcels(read_ground(text.encode(encoding))) == text


def test_a_problem_has_its_line_and_column():
    text = HEAD + a_parcel(SQUARE).replace("J3,1,4320000.000,29601000.000", "J3,1,4320000.000,y")

    (problem,) = refused(text, file="地块.txt")

    assert (problem.place.file, problem.place.line, problem.place.column) == ("地块.txt", 13, 18)
