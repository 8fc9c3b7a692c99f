# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Coordinates that are no numbers, in formats that would read them as 0. 文本坐标核对。"""

import pytest
import shapely

from kuangtu.core.errors import Invalid
from layers.layer_files import read, refusal

HEAD = (
    'Version 300\nCharset "WindowsSimpChinese"\nDelimiter ","\n'
    "CoordSys Earth Projection 1, 104\nColumns 1\n  MC Char(50)\nData\n\n"
)
REGION = "Region 1\n  4\n88 39\n88.1 39\n88.1 39.1\n88 39\n    Pen (1,2,0)\n"


def a_kml_of(folder, coordinates: str):
    path = folder / "a.kml"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        "<Document>\n<Placemark><name>甲</name><Polygon><outerBoundaryIs><LinearRing>\n"
        f"<coordinates>{coordinates}</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>",
        "utf-8",
    )
    return path


def a_mif_of(folder, data: str, *rows: str):
    path = folder / "a.mif"
    path.write_bytes((HEAD + data).encode("gbk"))
    path.with_suffix(".mid").write_bytes("".join(f"{row}\n" for row in rows).encode("gbk"))
    return path


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("88,39,0 88.1,x,0 88.1,39.1,0 88,39,0", id="a letter"),
        pytest.param("88,39,0 88.1,0o39 88.1,39.1 88,39", id="a letter among digits"),
        pytest.param("88,39 88.1 88.1,39.1 88,39", id="no latitude"),
        pytest.param("88 39 88.1 39 88.1 39.1 88 39", id="no comma"),
    ],
)
def test_coordinates_of_a_kml_that_are_no_numbers_are_refused_and_not_read_as_zero(
    tmp_path, written
):
    assert refusal(a_kml_of(tmp_path, written), tmp_path) == ["layer.coordinates-no-numbers"]


def test_a_wrong_coordinate_of_a_kml_is_told_with_its_line(tmp_path):
    path = a_kml_of(tmp_path, "\n88,39,0\n88.1,x,0\n88.1,39.1,0\n88,39,0\n")

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    (problem,) = caught.value.problems
    assert problem.place.line == 6
    assert "88.1,x,0" in problem.text.zh


@pytest.mark.parametrize(
    "written",
    [
        "88,39,0 88.1,39,0 88.1,39.1,0 88,39,0",
        "88, 39, 0 88.1, 39, 0 88.1, 39.1, 0 88, 39, 0",
        "\n\t88,39\n\t88.1,39\n\t88.1,39.1\n\t88,39\n",
        "8.8e1,39,0. +88.1,39,-.5 88.1,39.1,0 88,39,0",
    ],
)
def test_coordinates_of_a_kml_are_read_as_programs_write_them(tmp_path, written):
    (shape,) = read(a_kml_of(tmp_path, written), tmp_path).geometries

    assert shape.equals(shapely.Polygon([(88, 39), (88.1, 39), (88.1, 39.1)]))


def test_coordinates_of_a_mif_that_are_no_numbers_are_refused_and_not_read_as_zero(tmp_path):
    path = a_mif_of(tmp_path, REGION.replace("88.1 39\n", "88.1 x\n"), '"甲"')

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    assert [(one.code, one.place.line) for one in caught.value.problems] == [
        ("layer.coordinates-no-numbers", 12)
    ]


@pytest.mark.parametrize("rows", [['"甲"'], ['"甲"', '"乙"', '"丙"']])
def test_a_mif_with_more_or_fewer_rows_than_shapes_is_refused(tmp_path, rows):
    path = a_mif_of(tmp_path, REGION + REGION, *rows)

    assert refusal(path, tmp_path) == ["layer.rows-unlike-objects"]


def test_a_mif_with_a_row_for_each_shape_is_read(tmp_path):
    path = a_mif_of(tmp_path, REGION + "NONE\n" + REGION, '"甲"', '"无"', '"乙"')

    assert read(path, tmp_path).table.column("MC").to_pylist() == ["甲", "无", "乙"]
