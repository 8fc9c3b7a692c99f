# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Degrees, minutes and seconds in columns of their own. 度分秒分列。"""

import pytest
import shapely

from layers.format_files import a_workbook
from layers.layer_files import read

NAMES = (
    "钻孔编号",
    "经度（度）",
    "经度（分）",
    "经度（秒）",
    "纬度（度）",
    "纬度（分）",
    "纬度（秒）",
)
HOLE = ("ZK1", 88, 10, 12, 39, 1, 12)
PLACE = [[88.17, 39.02]]


def test_angles_in_three_columns_are_read_as_one_and_said_so(tmp_path):
    found = read(a_workbook(tmp_path / "a.xlsx", NAMES, HOLE), tmp_path, epsg=4490)

    assert shapely.get_coordinates(found.geometries).tolist() == PLACE
    assert [one.kind for one in found.findings] == ["angles-joined", "angles-joined"]
    assert found.findings[0].text.zh == "“经度（度）”由 B、C、D 列的度、分、秒合成"
    assert found.table.column_names == ["钻孔编号"]


def test_units_in_a_second_row_of_the_header_name_the_columns(tmp_path):
    upper = ("钻孔编号", "经度", None, None, "纬度", None, None)
    lower = ("钻孔编号", "度", "分", "秒", "度", "分", "秒")

    found = read(a_workbook(tmp_path / "a.xlsx", upper, lower, HOLE), tmp_path, epsg=4490)

    assert shapely.get_coordinates(found.geometries).tolist() == PLACE
    assert found.table.column_names == ["钻孔编号"]


def test_a_missing_minute_is_an_error_and_not_zero(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", NAMES, HOLE, ("ZK2", 88, None, 12, 39, 1, 12))

    found = read(path, tmp_path, epsg=4490)

    assert found.geometries[1] is None
    assert "coordinates-unreadable" in [one.kind for one in found.findings]


def test_degrees_alone_are_decimal(tmp_path):
    path = a_workbook(
        tmp_path / "a.xlsx", ("编号", "经度（度）", "纬度（度）"), ("1", 88.17, 39.02)
    )

    found = read(path, tmp_path, epsg=4490)

    assert shapely.get_coordinates(found.geometries).tolist() == PLACE
    assert found.findings == ()


@pytest.mark.parametrize("between", ["_", "", " ", "-"])
def test_the_unit_of_a_part_may_stand_behind_its_axis_in_any_way(tmp_path, between):
    names = [name.replace("（", between).rstrip("）") for name in NAMES]

    found = read(a_workbook(tmp_path / "a.xlsx", names, HOLE), tmp_path, epsg=4490)

    assert shapely.get_coordinates(found.geometries).tolist() == PLACE
