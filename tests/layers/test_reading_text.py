# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""CSV and TXT of ranges, a range per feature. 坐标文本读取。"""

import pytest
import shapely

from layers.layer_files import SQUARE, read, refusal

RANGE = (
    "1,4,1,4321375.70,29601325.83,2,4321375.70,29602325.83,"
    "3,4320375.70,29602325.83,4,4320375.70,29601325.83,1200,800,,1,"
)
ZONE_30 = RANGE.replace(",296", ",306")


def a_text(folder, content: str, name: str = "blocks.csv", encoding: str = "utf-8"):
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f'名称,范围坐标\n甲,"{RANGE}"\n', id="quoted"),
        pytest.param(f"名称,范围坐标\n甲,{RANGE}\n", id="in-the-last-column"),
        pytest.param(f"名称\t范围坐标\n甲\t{RANGE}\n", id="tabs"),
        pytest.param(f"\n名称;区域坐标2000\n甲;{RANGE}\n".lstrip(), id="semicolons"),
    ],
)
def test_a_row_is_a_feature_however_its_range_is_written(tmp_path, content):
    features = read(a_text(tmp_path, content), tmp_path)

    assert features.table.to_pylist() == [{"名称": "甲"}]
    assert features.crs.epsg == 4517
    assert features.geometries[0].geom_type == "MultiPolygon"


def test_a_gbk_table_with_two_zones_names_both(tmp_path):
    content = f'名称,范围坐标\n甲,"{RANGE}"\n乙,"{ZONE_30}"\n'

    features = read(a_text(tmp_path, content, encoding="gbk"), tmp_path)

    assert len(features) == 2
    assert features.crs.epsg == 4490
    assert features.crs.how.zh == "各范围自带坐标系：EPSG:4517、EPSG:4518"
    assert [finding.kind for finding in features.findings] == ["encoding-guessed"]


def test_a_range_that_cannot_be_read_is_a_finding_of_its_row(tmp_path):
    content = f'名称,范围坐标\n甲,"{RANGE}"\n乙,"1,4,1,4321375.70"\n'

    features = read(a_text(tmp_path, content), tmp_path)

    [finding] = [one for one in features.findings if one.is_error]
    assert (finding.kind, finding.feature) == ("range-unreadable", 2)
    assert finding.text.zh.startswith("第 3 行起：")
    assert [one is None for one in features.geometries] == [False, True]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param("名称,面积\n甲,1\n", ["layer.no-range-column"], id="no-range"),
        pytest.param(f'名称,名称,范围\n甲,乙,"{RANGE}"\n', ["layer.column-twice"], id="twice"),
        pytest.param(
            f'范围,名称\n"{RANGE}"\n{RANGE},乙\n',
            ["layer.row-too-short", "layer.row-too-long"],
            id="both-rows",
        ),
        pytest.param("名称,范围坐标\n\n", ["layer.no-features"], id="only-a-header"),
    ],
)
def test_a_table_that_cannot_be_cut_is_refused(tmp_path, content, codes):
    assert refusal(a_text(tmp_path, content), tmp_path) == codes


def test_a_text_file_has_a_range_per_line_with_an_optional_name(tmp_path):
    path = a_text(tmp_path, f"甲\t{RANGE}\n\n{RANGE}\n", name="ranges.txt")

    features = read(path, tmp_path)

    assert features.table.to_pylist() == [{"名称": "甲"}, {"名称": ""}]
    assert len(features) == 2


HEAD = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=29\n[地块坐标]\n"
PARCEL = (
    "5,{area},{number},{name},面,,,,@\n"
    "J1,1,4321375.70,29601325.83\nJ2,1,4321375.70,29602325.83\n"
    "J3,1,4320375.70,29602325.83\nJ4,1,4320375.70,29601325.83\nJ1,1,4321375.70,29601325.83\n"
)


POINTS = "J1,4321375.7,29601325.83\nJ2,4321375.7,29602325.83\nJ3,4320375.7,29602325.83\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(POINTS, id="numbered"),
        pytest.param(POINTS.replace(",", "\t"), id="tabs"),
        pytest.param(POINTS.replace("J", "").replace(",", " "), id="blanks"),
        pytest.param(POINTS.replace(",4", ",1,4"), id="rings"),
        pytest.param(POINTS.replace(",29", "，29"), id="full-width comma"),
    ],
)
def test_a_text_that_is_a_list_of_points_is_one_range(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")

    found = read(path, tmp_path)

    assert (len(found), found.crs.epsg) == (1, 4517)
    assert len(shapely.get_coordinates(found.geometries[0])) == 4


@pytest.mark.parametrize(
    "written",
    [
        "88.17,39.02;88.18,39.02;88.18,39.03",
        "1，88°10′12″，39°01′12″；2，88°10′48″，39°01′12″；3，88°10′48″，39°01′48″；",
        "88.17 39.02; 88.18 39.02; 88.18 39.03; 88.17 39.02",
    ],
)
def test_points_that_stand_apart_by_semicolons_are_a_range(tmp_path, written):
    table, text = tmp_path / "a.csv", tmp_path / "b.txt"
    table.write_text(f'名称,拐点坐标\n甲,"{written}"\n', "utf-8")
    text.write_text(f"甲\t{written}\n", "utf-8")

    shapes = [read(path, tmp_path / path.stem, epsg=4490).geometries[0] for path in (table, text)]

    area = shapely.MultiPolygon([shapely.Polygon([(88.17, 39.02), (88.18, 39.02), (88.18, 39.03)])])
    assert shapely.equals_exact(shapes, area, 1e-9, normalize=True).all()


@pytest.mark.parametrize(
    ("between", "names"),
    [("\n", ["", ""]), ("乙矿区\n", ["", "乙矿区"]), ("\n矿区坐标\n乙矿区：\n", ["", "乙矿区"])],
)
def test_a_blank_line_or_a_name_stands_between_two_lists_of_points(tmp_path, between, names):
    path = tmp_path / "a.txt"
    path.write_text(POINTS + between + POINTS.replace("432", "433"), "utf-8")

    found = read(path, tmp_path)

    assert found.table.column("名称").to_pylist() == names
    assert [one.is_valid for one in found.geometries] == [True, True]


def test_a_point_of_a_second_list_that_cannot_be_read_is_a_finding_of_its_feature(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(POINTS + "\n" + POINTS.replace("29602325.83", "2960x325", 1), "utf-8")

    found = read(path, tmp_path)

    assert [(one.kind, one.feature) for one in found.findings] == [("range-unreadable", 2)]
    assert "第 5 行起" in found.findings[0].text.zh


def test_each_parcel_of_a_land_file_is_a_feature(tmp_path):
    parcels = [PARCEL.format(area="100", number=n, name=w) for n, w in (("1", "甲"), ("2", "乙"))]

    features = read(a_text(tmp_path, HEAD + "".join(parcels), name="parcels.txt"), tmp_path)

    assert [row["地块名称"] for row in features.table.to_pylist()] == ["甲", "乙"]
    assert features.crs.epsg == 4517


def test_a_problem_of_a_later_parcel_names_its_line(tmp_path):
    good = PARCEL.format(area="100", number="1", name="甲")
    bad = good.replace("J3,1,4320375.70", "J3,1,abc")

    features = read(a_text(tmp_path, HEAD + good + bad, name="parcels.txt"), tmp_path)

    [finding] = [one for one in features.findings if one.is_error]
    assert finding.feature == 2
    assert "第 15 行" in finding.text.zh


def test_a_column_without_a_name_is_named_by_its_place(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"name,,,wkt\n甲,1,2,{shapely.to_wkt(SQUARE)}\n", "utf-8")

    features = read(path, tmp_path)

    assert features.table.to_pylist() == [{"name": "甲", "第2列": "1", "第3列": "2"}]


def test_a_cell_that_never_ends_is_refused_with_its_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('name,wkt\n甲,"' + "8" * 20_000_001, "utf-8")

    assert refusal(path, tmp_path) == ["layer.csv-unreadable"]


def test_an_empty_table_has_no_features(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\n")

    assert refusal(tmp_path / "a.csv", tmp_path) == ["layer.no-features"]


def test_a_column_of_wkt_holds_points_lines_and_areas_of_any_place(tmp_path):
    path = tmp_path / "a.csv"
    shapes = ["POINT (88 39)", "LINESTRING (131 -22, 132 -23)", shapely.to_wkt(SQUARE), ""]
    rows = [f'{number},"{shape}"' for number, shape in enumerate(shapes)]
    path.write_text("\n".join(["编号,WKT", *rows]), "utf-8")

    features = read(path, tmp_path)

    kinds = [one.geom_type if one is not None else None for one in features.geometries]
    assert kinds == ["Point", "LineString", "Polygon", None]
    assert (features.crs.epsg, features.findings) == (4490, ())


def test_wkt_that_breaks_off_says_where(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('编号,WKT\n1,"POINT (88 39)"\n2,"POLYGON ((88 39, 88.1 39"\n', "utf-8")

    (found,) = read(path, tmp_path).findings

    assert (found.kind, found.feature) == ("range-unreadable", 2)
    assert "WKT 在此中断" in found.text.zh


def test_plane_wkt_without_a_zone_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('编号,WKT\n1,"POINT (601325 4321375)"\n', "utf-8")

    assert refusal(path, tmp_path) == ["layer.crs-missing"]
