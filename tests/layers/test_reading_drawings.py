# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""DXF drawings: what of them becomes features. DXF 读取。"""

import pytest

from kuangtu.layers.choices import GeometryKind
from layers.format_files import (
    PLANE,
    a_drawing,
    block_at,
    circle_at,
    line_of,
    point_at,
    polyline_of,
    words_at,
)
from layers.layer_files import read, refusal

EVERYTHING = (
    polyline_of("矿区", PLANE),
    polyline_of("界线", PLANE, closed=False, handle="A2"),
    words_at("注记", *PLANE[0], "若羌"),
    point_at("钻孔", *PLANE[1]),
    line_of("道路", PLANE[:2]),
    block_at("符号", *PLANE[0]),
)


@pytest.mark.parametrize(
    ("kind", "layers", "left"),
    [
        (
            GeometryKind.POLYGON,
            [("矿区", "Polygon")],
            (
                "未闭合的线 1（界线）、文字注记 1（注记）、点 1（钻孔）、未闭合的线 1（道路）、"
                "图块 1（符号）"
            ),
        ),
        (
            GeometryKind.LINE,
            [("矿区", "LineString"), ("界线", "LineString"), ("道路", "LineString")],
            "文字注记 1（注记）、点 1（钻孔）、图块 1（符号）",
        ),
        (
            GeometryKind.POINT,
            [("钻孔", "Point"), ("符号", "Point")],
            "闭合的线 1（矿区）、未闭合的线 1（界线）、文字注记 1（注记）、未闭合的线 1（道路）",
        ),
    ],
)
def test_a_drawing_gives_what_the_layer_takes_and_tells_the_rest(tmp_path, kind, layers, left):
    path = a_drawing(tmp_path / "a.dxf", *EVERYTHING)

    features = read(path, tmp_path, epsg=4517, geometry=kind)

    names = [row["Layer"] for row in features.table.to_pylist()]
    types = [one.geom_type for one in features.geometries]
    assert list(zip(names, types, strict=True)) == layers
    assert features.findings[0].text.zh == f"图中未采用的图元：{left}"


def test_arcs_are_errors_of_their_entities_and_never_flattened_unsaid(tmp_path):
    path = a_drawing(
        tmp_path / "a.dxf",
        polyline_of("矿区", PLANE),
        polyline_of("矿区", PLANE, bulge=0.5, handle="B1"),
        circle_at("矿区", *PLANE[0]),
    )

    features = read(path, tmp_path, epsg=4517, geometry=GeometryKind.POLYGON)

    assert [(one.kind, one.feature) for one in features.findings if one.is_error] == [
        ("geometry-curved", 2)
    ]
    assert "arcs-flattened" in [one.kind for one in features.findings]


def test_a_drawing_without_a_closed_line_is_refused_with_what_it_has(tmp_path):
    path = a_drawing(tmp_path / "a.dxf", polyline_of("界线", PLANE, closed=False))

    assert refusal(path, tmp_path, epsg=4517, geometry=GeometryKind.POLYGON) == [
        "layer.drawing-empty"
    ]


def test_a_drawing_never_says_its_system(tmp_path):
    assert refusal(a_drawing(tmp_path / "a.dxf", *EVERYTHING), tmp_path) == ["layer.crs-missing"]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param(
            b"AutoCAD Binary DXF\r\n\x1a\x00".ljust(50), ["layer.dxf-binary"], id="binary"
        ),
        pytest.param(b"  0\nSECTION\n  2\nENT", ["layer.unreadable"], id="cut"),
        pytest.param(
            b"  0\nSECTION\n  2\nENTITIES\n  0\nENDSEC\n  0\nEOF\n",
            ["layer.no-features"],
            id="empty",
        ),
    ],
)
def test_a_drawing_that_cannot_be_read_is_refused(tmp_path, content, codes):
    (tmp_path / "a.dxf").write_bytes(content)

    assert refusal(tmp_path / "a.dxf", tmp_path, epsg=4517) == codes


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_words_of_a_drawing_without_a_header_are_read(tmp_path, encoding):
    path = a_drawing(tmp_path / "a.dxf", polyline_of("矿区", PLANE), encoding=encoding)
    whole = path.read_bytes()
    path.write_bytes(b"0\nSECTION\n2\nENTITIES\n" + whole.partition(b"ENTITIES\n")[2])

    features = read(path, tmp_path, epsg=4517, geometry=GeometryKind.POLYGON)

    assert features.table.column("Layer").to_pylist() == ["矿区"]
