# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The convert command. 范围格式转换命令。"""

import pytest

from geo.range_builders import SAMPLE, SQUARE, a_range, a_ring, a_square
from kuangtu.cli import main
from kuangtu.geo.formats import WRITERS, read_ground

INSIDE = a_square(north=-200.0, east=200.0, size=200.0)
BLOCK = "1,4,88.10,39.01,88.11,39.01,88.11,39.02,88.10,39.02,0,0,0,"
TWO_RINGS = a_range(a_ring(note="1号"), a_ring(INSIDE, flag="-1"))


def converted(capsysbinary, tmp_path, text, *options):
    """Exit code, stdout and stderr of a conversion."""
    path = tmp_path / "range.txt"
    path.write_bytes(text.encode())
    try:
        main(["convert", str(path), *options])
        code = 0
    except SystemExit as end:
        code = end.code
    printed = capsysbinary.readouterr()
    return code, printed.out.decode(), printed.err.decode()


@pytest.mark.parametrize("text", [SAMPLE, SAMPLE.replace(",", ",\r\n"), SAMPLE.rstrip(",") + "  "])
def test_the_same_format_is_written_to_the_letter(capsysbinary, tmp_path, text):
    assert converted(capsysbinary, tmp_path, text, "--to", "mining-range") == (0, text, "")


@pytest.mark.parametrize("target", WRITERS)
def test_a_block_is_written_in_every_format_and_stays_itself(capsysbinary, tmp_path, target):
    code, written, _ = converted(capsysbinary, tmp_path, BLOCK, "--to", target)

    ground = read_ground(written)

    assert (code, ground.source_format) == (0, target)
    assert ground.area_km2 == read_ground(BLOCK).area_km2


def test_a_range_is_written_in_the_zone_that_is_asked_for(capsysbinary, tmp_path):
    code, written, _ = converted(
        capsysbinary, tmp_path, a_range(a_ring()), "--to", "mining-range", "--zone", "15"
    )

    assert (code, written) == (0, a_range(a_ring()).replace(",296", ",156"))


@pytest.mark.parametrize(
    ("target", "lost"),
    [
        ("geojson", []),
        ("wkt", ["convert.heights-lost", "convert.notes-lost"]),
        ("land-parcels", ["convert.heights-lost"]),
        ("exploration-range", ["convert.heights-lost", "convert.notes-lost", "convert.rounded"]),
    ],
)
def test_what_has_no_room_in_the_other_format_is_told(capsysbinary, tmp_path, target, lost):
    code, written, err = converted(capsysbinary, tmp_path, TWO_RINGS, "--to", target)

    told = [line.partition("[")[2].partition("]")[0] for line in err.splitlines()]
    assert (code, told) == (0, lost)
    assert [ring.is_hole for ring in read_ground(written).rings] == [False, True]


def test_a_comma_in_a_note_is_written_full_width_and_told(capsysbinary, tmp_path):
    text = (
        '{"type": "Feature", "properties": {"note": "a,b"}, "geometry": {"type": "Polygon", '
        '"coordinates": [[[88, 39], [88.1, 39], [88.1, 39.1], [88, 39]]]}}'
    )

    code, written, err = converted(capsysbinary, tmp_path, text, "--to", "mining-range")

    assert (code, "a，b" in written, "convert.commas" in err) == (0, True, True)


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (TWO_RINGS, ("--to", "csv"), "convert.holes"),
        (SAMPLE, ("--to", "wkt", "--zone", "38"), "convert.no-zone"),
        (SAMPLE, ("--to", "land-parcels", "--zone", "29"), "zone.too-wide"),
        (SAMPLE, ("--to", "land-parcels", "--zone", "24"), "3° 带 25–45"),
        (a_range(a_ring(SQUARE[:2])), ("--to", "wkt"), "ring.too-few-points"),
    ],
)
def test_what_cannot_be_written_is_refused(capsysbinary, tmp_path, text, options, code):
    exit_code, written, err = converted(capsysbinary, tmp_path, text, *options)

    assert (exit_code, written, code in err) == (2, "", True)
