# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The sheet and area commands. 图幅与面积命令。"""

import io
import json
import subprocess
import sys

import pytest

from geo.range_builders import SAMPLE, SAMPLE_RING, SQUARE, a_range, a_ring, a_square
from kuangtu.cli import main


def run(capsys, *arguments):
    """Exit code, stdout and stderr of a command."""
    try:
        main(list(arguments))
        code = 0
    except SystemExit as end:
        code = end.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def answer(capsys, *arguments):
    """The JSON a command prints."""
    code, out, _ = run(capsys, *arguments, "--json")
    assert code == 0
    return json.loads(out)


@pytest.fixture
def range_file(tmp_path):
    def write(content, name="range.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.mark.parametrize(
    ("place", "mistakes"),
    [
        (["nan", "39"], ["[number.invalid] 第一个数为“nan”，不是有限数"]),
        (["88.17", "inf"], ["[number.invalid] 第二个数为“inf”，不是有限数"]),
        (
            ["-inf", "NaN"],
            [
                "[number.invalid] 第一个数为“-inf”，不是有限数",
                "[number.invalid] 第二个数为“NaN”，不是有限数",
            ],
        ),
        (["1e300", "39"], ["[number.invalid] 第一个数为“1e300”：科学计数法"]),
        (["9" * 400, "39"], [f"[number.invalid] 第一个数为“{'9' * 40}…”，数字过大"]),
        (["88°60′", "39°"], ["[angle.minutes] 角度“88°60′”的分为 60"]),
        (["a", "39"], ["[number.invalid] 第一个数为“a”，不是数字"]),
        (["1", "2", "3"], ["[place.words] “1 2 3”不是一个位置"]),
        (["88.17", "-39.02"], ["[point.outside-china] 该点位于经度 88.170000、纬度 -39.020000"]),
        (["39.02", "88.17"], ["[axes.swapped] 经纬度的次序看来颠倒了：该点为 39.02, 88.17"]),
        (["29601325.83", "4321375.70"], ["[axes.swapped] X（北）与 Y（东）的次序看来颠倒了"]),
        (["4321375.70", "601325.83"], ["Y: [zone.missing] 该点 Y（东）为 601325.83，没有带号"]),
        (["4321375.70", "24601325.83"], ["Y: [zone.unknown] 该点 Y（东）为 24601325.83"]),
        (["--epsg", "2353", "4321375.70", "29601325.83"], ["[crs.parameters-needed]"]),
        (["--scale", "9" * 400, "88.17", "39"], [f"[sheet.scale] “{'9' * 40}”不是国家基本比例尺"]),
        (["--scale", "10k", "J45E011015"], ["图幅号本身含比例尺"]),
    ],
)
def test_what_is_no_place_is_refused(capsys, place, mistakes):
    code, out, err = run(capsys, "sheet", *place)

    assert (code, out) == (2, "")
    assert [mistake for mistake in mistakes if mistake not in err] == []


def test_a_sheet_number_gives_its_bounds(capsys):
    found = answer(capsys, "sheet", "J45E011015")

    assert [found[key] for key in ("number", "scale", "west", "east")] == [
        "J45E011015",
        "1:50 000",
        87.5,
        87.75,
    ]
    assert found["dms"] == {
        "west": "87°30′00.000″",
        "south": "38°10′00.000″",
        "east": "87°45′00.000″",
        "north": "38°20′00.000″",
    }
    assert found["neighbors"]["NE"] == "J45E010016"


@pytest.mark.parametrize(
    ("scale", "number"),
    [("1M", "J45"), ("50k", "J45E006017"), ("5k", "J45H048134"), ("E", "J45E006017")],
)
def test_a_place_gives_its_sheet(capsys, scale, number):
    assert answer(capsys, "sheet", "88.17", "39.02", "--scale", scale)["number"] == number


@pytest.mark.parametrize(
    "words",
    [
        ["88.17", "39.02"],
        ["88.17,39.02"],
        ["88.17 39.02"],
        ["88°10′12″", "39°01′12″"],
        ["东经88度10分12秒", "北纬39度1分12秒"],
        ["N39°01′12″", "E88°10′12″"],
        ["88", "10", "12", "39", "1", "12"],
        ["88.1012", "39.0112", "--angles", "packed"],
        ["39.02", "88.17", "--axes", "north-east"],
        ["4321375.696", "29601325.830"],
        ["4321375.696", "601325.830", "--meridian", "87"],
        ["4321375.696", "601325.830", "--epsg", "4538"],
        ["4321375.696", "15601325.830"],
        ["29601325.830", "4321375.696", "--axes", "east-north"],
    ],
)
def test_a_place_has_many_spellings(capsys, words):
    found = answer(capsys, "sheet", *words, "--scale", "500")

    assert found["number"] == "J45K05651602"
    assert found["place"] == {
        "longitude": pytest.approx(88.17, abs=2e-8),
        "latitude": pytest.approx(39.02, abs=2e-8),
    }


@pytest.mark.parametrize(
    ("x", "y", "number"),
    [
        ("4485067.97", "30516953.56", "K46E021001"),
        ("4240802.55", "31491252.65", "J46E011012"),
    ],
)
def test_a_place_in_each_zone_of_the_county_gives_its_sheet(capsys, x, y, number):
    assert answer(capsys, "sheet", x, y)["number"] == number


def test_a_place_far_from_its_meridian_is_reported(capsys):
    code, _, err = run(capsys, "sheet", "4321375.70", "29711325.83")

    assert (code, "zone.far-from-meridian" in err) == (0, True)


def test_a_sheet_is_printed_as_a_table(capsys):
    code, out, _ = run(capsys, "sheet", "J45E011015")

    assert (code, "87°30′00.000″" in out, "J45E010016" in out) == (0, True, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("J45X011015",),
        ("39.02", "88.17"),
        ("88.17", "39.02", "--scale", "3k"),
        ("a", "b"),
        ("1", "2", "3"),
    ],
)
def test_a_wrong_sheet_call_says_so_and_exits_with_2(capsys, arguments):
    code, out, err = run(capsys, "sheet", *arguments)

    assert (code, out, bool(err)) == (2, "", True)


def test_the_areas_of_a_range(capsys, range_file):
    found = answer(capsys, "area", range_file(SAMPLE))

    (ring,) = found["rings"]
    assert (found["format"], found["crs"]["epsg"], found["area_km2"]) == (
        "mining-range",
        4526,
        4.6838,
    )
    assert (ring["ring"], ring["area_km2"], ring["top_m"], ring["bottom_m"], ring["is_hole"]) == (
        1,
        4.6838,
        285.0,
        8.0,
        False,
    )
    assert (found["area_m2"] == ring["area_m2"], round(found["plane_area_m2"] / 1e6, 4)) == (
        True,
        4.6841,
    )
    assert found["warnings"] == []


def test_a_range_is_read_from_stdin(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLE.encode("gbk"))))

    assert answer(capsys, "area", "-")["area_km2"] == 4.6838


def test_areas_are_printed_as_a_table_with_warnings_beside(capsys, range_file):
    hole = a_ring(
        a_square(north=-200.0, east=200.0, size=200.0), top="230", bottom="200", flag="-1"
    )

    code, out, err = run(capsys, "area", range_file(a_range(a_ring(), hole)))

    assert (code, "扣除" in out, "平面" in out) == (0, True, True)
    assert "ground.hole-in-depth" in err


def test_a_stated_area_is_told_apart(capsys, range_file):
    rows = [f"J{n},1,{x:.3f},{y:.3f}" for n, (x, y) in enumerate([*SQUARE, SQUARE[0]], 1)]
    file = range_file("\n".join(["5,100.0000,1,示例,面,,,,@", *rows]))

    assert answer(capsys, "area", file)["stated_areas"][0]["convention"] == "plane"
    assert "100.0000 ha，与平面面积一致" in run(capsys, "area", file)[1]


def test_blocks_are_counted_where_a_range_lies_on_the_graticule(capsys, range_file):
    block = "1,4,88.1000,39.0100,88.1130,39.0100,88.1130,39.0200,88.1000,39.0200,0,0,0,"
    file = range_file(block)
    off = range_file(block.replace("39.0200", "39.0201"), "b.txt")

    assert answer(capsys, "area", file)["blocks"] == {
        "basic": 1,
        "quarter": 2,
        "small": 0,
        "equivalent": 1.5,
    }
    assert (
        "1′×1  30″×2  15″×0，折成基本区块 basic blocks in all 1.5" in run(capsys, "area", file)[1]
    )
    assert answer(capsys, "area", off)["blocks"] is None


def test_an_area_is_told_where_neither_blocks_nor_a_plane_make_sense(capsys, range_file):
    file = range_file("POLYGON ((80 30, 100 30, 100 45, 80 45, 80 30))")

    found = answer(capsys, "area", file)

    assert (found["blocks"], found["plane_area_m2"], found["area_km2"] > 2_000_000) == (
        None,
        None,
        True,
    )
    assert "平面" not in run(capsys, "area", file)[1]


def test_an_old_datum_is_read_with_the_operators_parameters(capsys, range_file):
    file = range_file(a_range(a_ring()))
    parameters = ("--helmert", "5,-3,10", "--helmert-accuracy-m", "0.8", "--helmert-source", "甲")

    refusals = [
        run(capsys, "area", file, *options)[2]
        for options in (("--epsg", "2353"), parameters, ("--epsg", "2353", "--helmert", "1,2,x"))
    ]
    found = answer(capsys, "area", file, "--epsg", "2353", *parameters)["crs"]

    codes = ("crs.parameters-needed", "crs.parameters-needless", "crs.helmert-option")
    assert [code in text for code, text in zip(codes, refusals, strict=True)] == [True] * 3
    assert (found["epsg"], found["accuracy_m"]) == (2353, 0.8)


def test_declarations_are_passed_on(capsys, range_file):
    bare = range_file(a_range(a_ring()).replace(",296", ",6"))
    exchanged = range_file(a_range(a_ring([(y, x) for x, y in SQUARE])), "b.txt")
    packed = range_file("88.1012,39.4012\n88.1124,39.4012\n88.1124,39.4124", "c.txt")
    deduction = range_file(
        a_range(a_ring(), a_ring(a_square(north=-200, east=200, size=200), note="扣除")), "d.txt"
    )

    found = [
        answer(capsys, "area", bare, "--meridian", "87")["crs"]["epsg"],
        answer(capsys, "area", bare, "--meridian", "87", "--zone-width", "6")["crs"]["epsg"],
        answer(capsys, "area", bare, "--epsg", "4538")["crs"]["epsg"],
        answer(capsys, "area", exchanged, "--axes", "east-north")["crs"]["epsg"],
        answer(capsys, "area", packed, "--angles", "packed")["warnings"],
        [ring["is_hole"] for ring in answer(capsys, "area", deduction, "--deduct")["rings"]],
        [ring["is_hole"] for ring in answer(capsys, "area", deduction, "--count")["rings"]],
    ]

    assert found == [4538, 4504, 4538, 4517, [], [False, True], [False, False]]


def test_a_refused_range_names_file_line_and_column_and_exits_with_2(capsys, range_file):
    file = range_file(f"2,{SAMPLE_RING},285,8,,1,")

    code, out, err = run(capsys, "area", file, "--json")

    assert (code, out, f"{file}:1:" in err, "range.truncated" in err) == (2, "", True, True)


def test_a_missing_file_is_said_to_be_missing(capsys, tmp_path):
    code, _, err = run(capsys, "area", str(tmp_path / "none.txt"))

    assert (code, "file.unreadable" in err) == (2, True)


def test_the_commands_start_without_the_database_and_the_projection_library():
    program = (
        "import sys; from kuangtu.cli import main\n"
        "try: main(['sheet', 'J45E011015'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'django', 'pyproj', 'numba'} & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"
