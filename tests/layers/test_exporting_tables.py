# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Workbooks and CSV of features, and what comes back from them. 表格导出。"""

from datetime import date

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
import shapely

from kuangtu.core.text import Text
from kuangtu.layers.exporting import (
    ExportField,
    ExportFormat,
)
from layers.export_sources import a_source, a_table, exported
from layers.layer_files import SQUARE, read


def test_a_workbook_holds_words_numbers_days_centres_sizes_and_wkt(tmp_path):
    table = a_table(name=["=1+1", "矿\x0b", None])

    done = exported(tmp_path, ExportFormat.XLSX, a_source(table))

    book = openpyxl.load_workbook(done.path)
    head, first, second, _ = book["要素"].iter_rows(values_only=True)
    assert head == (
        "feature_id", "许可证号", "矿山名称", "有效期起", "面积", "矿山数", "在产",
        "中心经度", "中心纬度", "图形面积（平方米）", "WKT",
    )  # fmt: skip
    assert first[2] == "=1+1"
    assert book["要素"]["C2"].data_type == "s"
    assert (first[3].date(), first[4], first[5]) == (date(2020, 1, 2), 1 / 3, 1)
    assert shapely.equals_exact(shapely.from_wkt(first[10]), SQUARE, tolerance=0)
    assert second[2] == "矿"
    assert [note.zh for note in done.notes] == ["1 个文字值含不可见控制字符，写入时去掉"]
    about = dict(row[:2] for row in book["说明"].iter_rows(values_only=True))
    assert about["来源 · source"] == "若羌县自然资源局"


@pytest.mark.parametrize("form", [ExportFormat.XLSX, ExportFormat.CSV])
def test_points_have_no_column_for_a_size(tmp_path, form):
    points = [shapely.Point(88, 39), shapely.Point(88.1, 39), None]
    source = a_source(a_table(geometry=list(shapely.to_wkb(points))))

    found = read(exported(tmp_path, form, source).path, tmp_path, epsg=4490)

    assert found.table.column_names[-2:] == ["中心经度", "中心纬度"]
    assert shapely.equals(found.geometries[:2], points[:2]).all()


def test_long_whole_numbers_keep_their_last_digits_in_a_workbook_and_are_told(tmp_path):
    table = a_table(mines=pa.array([652824202611280001, 10**15 - 1, None]))

    done = exported(tmp_path, ExportFormat.XLSX, a_source(table))

    rows = list(openpyxl.load_workbook(done.path)["要素"].iter_rows(values_only=True))
    assert [row[5] for row in rows[1:]] == ["652824202611280001", 10**15 - 1, None]
    assert [note.zh.partition("，")[0] for note in done.notes] == ["1 个整数超过 15 位"]


def test_a_number_of_seventeen_digits_comes_back_from_a_workbook_as_it_was(tmp_path):
    areas = [0.1 + 0.2, 2671043.743186022, 123456789.12345679]
    table = a_table(stated_area_km2=areas)

    done = exported(tmp_path, ExportFormat.XLSX, a_source(table))

    rows = list(openpyxl.load_workbook(done.path)["要素"].iter_rows(values_only=True))
    assert [row[4] for row in rows[1:]] == areas
    found = read(done.path, tmp_path, epsg=4490)
    assert list(map(float, found.table.column("面积").to_pylist())) == areas


def test_a_field_called_like_a_formula_is_a_word_in_the_head_of_a_workbook(tmp_path):
    table = a_table().append_column("=1+1", pa.array(["a", "b", "c"]))
    fields = (ExportField("=1+1", Text("=1+1", "=1+1")),)

    done = exported(tmp_path, ExportFormat.XLSX, a_source(table, fields=fields))

    assert read(done.path, tmp_path, epsg=4490).table.column("=1+1").to_pylist() == ["a", "b", "c"]


def test_a_shape_too_long_for_a_cell_is_left_empty_and_told(tmp_path):
    angles = np.linspace(0, 2 * np.pi, 2_000)
    round_ = shapely.Polygon(np.column_stack([88 + np.cos(angles), 39 + np.sin(angles)]))
    source = a_source(a_table(geometry=list(shapely.to_wkb([round_, SQUARE, SQUARE]))))

    done = exported(tmp_path, ExportFormat.XLSX, source)

    rows = list(openpyxl.load_workbook(done.path)["要素"].iter_rows(values_only=True))
    assert rows[1][10] is None
    assert len(done.notes) == 1
