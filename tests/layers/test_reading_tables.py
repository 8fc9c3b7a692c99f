# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables with coordinates in columns, as officers keep them. 表格坐标读取。"""

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from kuangtu.layers.choices import GeometryKind
from layers.format_files import a_workbook
from layers.layer_files import read, refusal, shared

# Three corners of a block near 88.17° E, in the 3° zone of 87° E with its number.
CORNERS = [
    ("J1", 4321375.7, 29601325.83),
    ("J2", 4321375.7, 29602325.83),
    ("J3", 4320375.7, 29602325.83),
]
FULL_WIDTH = "\uff18\uff18"
TO_DEGREES = Transformer.from_crs(4517, 4490, always_xy=True)
BLOCK = shapely.Polygon([TO_DEGREES.transform(y, x) for _, x, y in CORNERS])


def csv_of(path, *rows, sign: str = ",", encoding: str = "utf-8"):
    lines = [sign.join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def workbook_of(path, *rows):
    return a_workbook(path.with_suffix(".xlsx"), *rows)


def is_near(found, wanted) -> bool:
    return bool(shapely.equals_exact(found, wanted, 1e-8, normalize=True))


@pytest.mark.parametrize("make", [csv_of, workbook_of])
@pytest.mark.parametrize(
    ("names", "point"),
    [
        (("经度", "纬度"), (88.17, 39.02)),
        (("Longitude", "Latitude"), ("88.17", "39.02")),
        (("lon", "lat"), ("88.17°", "39.02°")),
        (("东经", "北纬"), ("88°10′12″", "39°1′12″")),
        (("经 度（E）", "纬 度（N）"), ("88°10'12.0\"E", "39°01'12.0\"N")),
        (("中心点经度", "中心点纬度"), ("88度10分12秒", "39度1分12秒")),
        (("LNG", "LAT"), ("88-10-12", "39:01:12")),
    ],
)
def test_degrees_in_all_their_writings(tmp_path, make, names, point):
    path = make(tmp_path / "a.csv", ("名称", *names), ("甲", *point))

    features = read(path, tmp_path, epsg=4490)

    assert features.table.to_pylist() == [{"名称": "甲"}]
    assert is_near(features.geometries[0], shapely.Point(88.17, 39.02))


@pytest.mark.parametrize(
    "names",
    [
        ("X", "Y"),
        ("X坐标(m)", "Y坐标(m)"),
        ("纵坐标", "横坐标"),
        ("北坐标X", "东坐标Y"),
        ("Northing", "Easting"),
        ("2000国家大地坐标系X", "2000国家大地坐标系Y"),
        ("POINT_Y", "POINT_X"),
    ],
)
def test_plane_coordinates_name_their_own_zone(tmp_path, names):
    path = workbook_of(tmp_path / "a", ("名称", *names), ("甲", *CORNERS[0][1:]))

    features = read(path, tmp_path)

    assert is_near(features.geometries[0], shapely.Point(88.170000006, 39.020000042))
    assert features.crs.epsg == 4517


def test_rows_of_one_parcel_make_one_area(tmp_path):
    rows = [("甲" if i == 0 else None, *corner) for i, corner in enumerate(CORNERS)]
    others = [("乙", name, x, y + 1_000_000) for name, x, y in CORNERS]
    path = workbook_of(tmp_path / "a", ("地块名称", "拐点号", "X", "Y"), *rows, *others)

    features = read(path, tmp_path)

    assert features.table.to_pylist() == [{"地块名称": "甲"}, {"地块名称": "乙"}]
    assert is_near(features.geometries[0], BLOCK)
    assert features.crs.how.zh == "各要素的带号不同：EPSG:4517、EPSG:4518"


def test_numbers_that_begin_anew_and_blank_rows_begin_a_feature_and_a_closing_point_does_not(
    tmp_path,
):
    block = [*CORNERS, CORNERS[0]]
    path = workbook_of(
        tmp_path / "a", ("点号", "X", "Y"), *block, *block, (None, None, None), *block
    )

    features = read(path, tmp_path)

    assert [is_near(one, BLOCK) for one in features.geometries] == [True, True, True]
    assert features.table.to_pylist() == [{"行号": 1}, {"行号": 2}, {"行号": 3}]


def test_a_feature_that_begins_at_the_first_corner_of_the_one_before_is_its_own(tmp_path):
    beside = [CORNERS[0], ("J2", 4322375.7, 29601325.83), ("J3", 4322375.7, 29602325.83)]
    path = workbook_of(tmp_path / "a", ("点号", "X", "Y"), *CORNERS, *beside)

    features = read(path, tmp_path)

    assert [len(one.exterior.coords) for one in features.geometries] == [4, 4]
    assert is_near(features.geometries[0], BLOCK)


def test_a_ring_inside_another_is_a_hole_in_it(tmp_path):
    outer = [(0, 0), (0, 1000), (1000, 1000), (1000, 0)]
    inner = [(100, 100), (100, 200), (200, 200)]
    rows = [
        (f"J{i}", ring, 4321000 + x, 29601000 + y)
        for ring, points in ((1, outer), (2, inner))
        for i, (x, y) in enumerate(points, 1)
    ]
    path = workbook_of(tmp_path / "a", ("点号", "圈号", "X", "Y"), *rows)

    features = read(path, tmp_path)

    (area,) = features.geometries
    assert (len(area.interiors), area.geom_type) == (1, "Polygon")


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        (GeometryKind.POINT, ["Point", "Point", "Point"]),
        (GeometryKind.LINE, ["LineString"]),
        (GeometryKind.POLYGON, ["Polygon"]),
        (None, ["Point", "Point", "Point"]),
    ],
)
def test_what_the_layer_takes_decides_about_numbered_rows(tmp_path, kind, types):
    rows = [(i, x, y) for i, (_, x, y) in enumerate(CORNERS, 1)]
    path = workbook_of(tmp_path / "a", ("序号", "X", "Y"), *rows)

    features = read(path, tmp_path, geometry=kind)

    assert [one.geom_type for one in features.geometries] == types


def test_titles_two_rows_of_names_merged_cells_and_dates(tmp_path):
    import datetime as dt

    rows = [("甲", dt.date(2026, 9, 1), *corner) for corner in CORNERS]
    rows[1:] = [(None, None, *row[2:]) for row in rows[1:]]
    path = a_workbook(
        tmp_path / "a.xlsx",
        ("矿区范围拐点坐标表",),
        (),
        ("矿区名称", "设立日期", "点号", "拐点坐标", None),
        (None, None, None, "X", "Y"),
        *rows,
        merged=["A1:E1", "D3:E3", "A5:A7", "B5:B7"],
    )

    features = read(path, tmp_path)

    assert features.table.to_pylist() == [{"矿区名称": "甲", "设立日期": "2026-09-01"}]
    assert is_near(features.geometries[0], BLOCK)


@pytest.mark.parametrize(
    "written",
    [
        "88.17,39.02",
        "39.02，88.17",
        "（88.17、39.02）",
        "88°10′12″ 39°01′12″",
        "E88°10′12″,N39°01′12″",
        "N39.02 E88.17",
    ],
)
@pytest.mark.parametrize("make", [csv_of, workbook_of])
def test_both_coordinates_of_a_point_may_stand_in_one_column(tmp_path, make, written):
    cell = f'"{written}"' if make is csv_of else written
    path = make(tmp_path / "a.csv", ("名称", "坐标", "备注"), ("甲", cell, "无"))

    found = read(path, tmp_path, epsg=4490, geometry=GeometryKind.POINT)

    assert is_near(found.geometries[0], shapely.Point(88.17, 39.02))
    assert found.table.to_pylist() == [{"名称": "甲", "备注": "无"}]
    assert [one.kind for one in found.findings] == ["axes-by-numbers"]


def test_corners_in_one_column_make_an_area(tmp_path):
    rows = [("甲", number, f"{x},{y}") for number, x, y in CORNERS]
    path = workbook_of(tmp_path / "a.csv", ("地块名称", "点号", "拐点坐标"), *rows)

    found = read(path, tmp_path, geometry=GeometryKind.POLYGON)

    assert is_near(found.geometries[0], BLOCK)


def test_x_and_y_of_a_map_program_are_told_by_their_numbers_and_it_is_said(tmp_path):
    path = workbook_of(tmp_path / "a", ("名称", "X", "Y"), ("甲", 88.17, 39.02))

    features = read(path, tmp_path, epsg=4490)

    assert is_near(features.geometries[0], shapely.Point(88.17, 39.02))
    assert features.findings[0].text.zh == "“Y”列读作北（纵）坐标，“X”列读作东（横）坐标"


@pytest.mark.parametrize(
    ("rows", "epsg", "codes"),
    [
        pytest.param([(88.17, 39.02)], None, ["layer.crs-missing"], id="degrees-of-nothing"),
        pytest.param([(39.02, 88.17)], 4490, ["layer.axes-swapped"], id="exchanged"),
        pytest.param([(601325.83, 4321375.7)], None, ["layer.crs-missing"], id="no-zone"),
        pytest.param([(601325.83, 4321375.7)], 4517, ["layer.outside-zone"], id="another-system"),
        pytest.param([(88.17, 39.02)], 4610, ["crs.parameters-needed"], id="old-datum"),
    ],
)
def test_a_system_is_never_guessed(tmp_path, rows, epsg, codes):
    path = workbook_of(tmp_path / "a", ("横坐标", "纵坐标"), *rows)

    assert refusal(path, tmp_path, epsg=epsg) == codes


def test_every_cell_that_is_no_coordinate_is_named_with_sheet_row_and_column(tmp_path):
    path = a_workbook(
        tmp_path / "a.xlsx",
        ("名称", "经度", "纬度"),
        ("甲", "88,17", 39.02),
        ("乙", f"{FULL_WIDTH}.17", 39.02),
        ("丙", None, 39.02),
        ("丁", "88°70′", "约39°"),
        ("戊", "4,321,375.70", 39.02),
        ("己", 88.17, 39.02),
        sheet="拐点",
    )

    features = read(path, tmp_path, epsg=4490)

    said = [one.text.zh for one in features.findings if one.is_error]
    assert said == [
        "工作表“拐点”第 2 行 B 列：“经度”为“88,17”，小数点写成了逗号；请改为“88.17”",
        f"工作表“拐点”第 3 行 B 列：“经度”为“{FULL_WIDTH}.17”，含全角数字；请改为半角",
        "工作表“拐点”第 4 行 B 列：“经度”为空；请补填",
        (
            "工作表“拐点”第 5 行 B 列：“经度”：角度“88°70′”的分为 70，不能达到 60；若为十进制度，"
            "请注明；工作表“拐点”第 5 行 C 列：“纬度”：“约39°”不是度分秒形式的角度"
            "（例：88°10′12.3″）"
        ),
        "工作表“拐点”第 6 行 B 列：“经度”为“4,321,375.70”，含千位分隔符；请去掉",
    ]
    assert [one is not None for one in features.geometries] == [False] * 5 + [True]


def test_angles_written_in_two_ways_are_read_and_looked_at(tmp_path):
    path = workbook_of(tmp_path / "a", ("经度", "纬度"), (88.17, 39.02), ("88°10′12″", "39°01′12″"))

    features = read(path, tmp_path, epsg=4490)

    assert is_near(features.geometries[0], features.geometries[1])
    assert [one.kind for one in features.findings] == ["angles-mixed", "angles-mixed"]


def test_degrees_minutes_and_seconds_run_together_are_told_as_that(tmp_path):
    rows = [("名称", "经度", "纬度"), ("甲", 881012.5, 390112), ("乙", "88°10′12″", "39°01′12″")]
    path = csv_of(tmp_path / "a.csv", *rows)

    found = read(path, tmp_path, epsg=4490)

    (told,) = [one for one in found.findings if one.is_error]
    assert (told.kind, told.feature) == ("coordinates-unreadable", 1)
    assert told.text.zh == (
        "第 2 行 B 列：“881012.5”不是度，像是度分秒连写；请改写为 88°10′12.5″ 的形式；"
        "第 2 行 C 列：“390112”不是度，像是度分秒连写；请改写为 39°01′12″ 的形式"
    )


def test_plane_coordinates_under_the_heads_of_degrees_are_read_as_what_they_are(tmp_path):
    path = csv_of(tmp_path / "a.csv", ("名称", "经度", "纬度"), ("甲", *CORNERS[0][:0:-1]))

    assert read(path, tmp_path).crs.epsg == 4517


def test_numbers_that_could_all_be_packed_angles_are_doubted(tmp_path):
    rows = [("88.1012", "39.0112"), ("88.1112", "39.0212"), ("88.1213", "39.0111")]
    path = csv_of(tmp_path / "a.csv", ("经度", "纬度"), *rows)

    features = read(path, tmp_path, epsg=4490)

    assert [one.kind for one in features.findings] == ["angle-may-be-packed"] * 2


@pytest.mark.parametrize(
    ("eastings", "words"),
    [
        pytest.param((29601325.8, 30602325.8, 29602325.8), "带号不一致（29、30）", id="two-zones"),
        pytest.param((47601325.8, 47602325.8, 47602325.8), "带号 47 不是中国的投影带", id="abroad"),
        pytest.param((601325.8, 602325.8, 602325.8), "没有带号", id="none"),
        pytest.param((88.17, 88.18, 88.18), "坐标是经纬度", id="degrees"),
    ],
)
def test_a_feature_in_another_zone_is_an_error_of_its_own(tmp_path, eastings, words):
    rows = [
        ("乙", f"J{i}", 39.02 + i if y < 100 else 4321375.7 - 10 * i * i, y)
        for i, y in enumerate(eastings)
    ]
    path = workbook_of(
        tmp_path / "a", ("地块", "点号", "X", "Y"), *[("甲", *one) for one in CORNERS], *rows
    )

    features = read(path, tmp_path)

    [error] = [one for one in features.findings if one.is_error]
    assert (error.feature, words in error.text.zh) == (2, True)
    assert is_near(features.geometries[0], BLOCK)


def test_two_points_are_no_area(tmp_path):
    path = workbook_of(tmp_path / "a", ("点号", "X", "Y"), *CORNERS[:2])

    features = read(path, tmp_path)

    assert (
        features.findings[-1].text.zh == "工作表“坐标”第 2 行起只有 2 个拐点（不重复的不足 3 个）"
    )


def test_attributes_that_differ_within_a_feature_are_all_kept(tmp_path):
    rows = [
        ("甲", *corner, note) for corner, note in zip(CORNERS, ("界桩", "", "河岸"), strict=True)
    ]
    path = workbook_of(tmp_path / "a", ("名称", "点号", "X", "Y", "备注"), *rows)

    features = read(path, tmp_path)

    assert features.table.to_pylist() == [{"名称": "甲", "备注": "界桩；河岸"}]
    assert "rows-differ" in [one.kind for one in features.findings]


def test_rows_of_sums_are_said_and_other_coordinates_too(tmp_path):
    header = ("名称", "X", "Y", "经度", "纬度", "面积")
    path = workbook_of(
        tmp_path / "a",
        header,
        ("甲", *CORNERS[0][1:], 88.17, 39.02, 1.5),
        ("合计", None, None, None, None, 1.5),
    )

    features = read(path, tmp_path)

    kinds = [one.kind for one in features.findings]
    assert (len(features), "rows-without-coordinates" in kinds) == (1, True)
    assert "coordinates-not-used" in kinds


@pytest.mark.parametrize("sign", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_a_csv_in_any_encoding_and_with_a_title(tmp_path, sign, encoding):
    header = ("点号", "X", "Y")
    path = csv_of(
        tmp_path / "a.csv", ("拐点坐标表", "", ""), header, *CORNERS, sign=sign, encoding=encoding
    )

    features = read(path, tmp_path)

    assert is_near(features.geometries[0], BLOCK)


def test_a_txt_that_names_its_columns_is_a_table(tmp_path):
    path = csv_of(tmp_path / "a.txt", ("点号", "X", "Y"), *CORNERS, sign="\t")

    assert is_near(read(path, tmp_path).geometries[0], BLOCK)


@pytest.mark.shared
def test_the_register_is_a_table_of_fifteen_rows_and_its_extremes_are_never_drawn(tmp_path):
    path = shared("mining_rights_cn/mnr_exploration_register_2026-09.csv")

    features = read(path, tmp_path / "a", without_geometry=True)

    assert (len(features), set(features.geometries)) == (15, {None})
    assert features.table.column("极值坐标")[0].as_py().startswith("122°20′05.54″~")
    assert [one.text.zh for one in features.findings] == [
        "公示极值坐标（不可作边界）：只作为文字保存"
    ]
    assert refusal(path, tmp_path / "b") == ["layer.no-range-column"]


def test_a_thousand_points_are_read_as_they_stand(tmp_path):
    at = np.random.default_rng(4).uniform((87, 38), (90, 41), (1000, 2)).round(6)
    path = csv_of(tmp_path / "a.csv", ("经度", "纬度"), *at.tolist())

    features = read(path, tmp_path, epsg=4490)

    assert (shapely.get_coordinates(features.geometries) == at).all()
