# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists of findings for whoever must mend them. 检查发现清单文件。"""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pyogrio
import pytest

from kuangtu.core.text import Text, same
from kuangtu.layers.findings import finding_from, found
from kuangtu.reports.finding_lists import (
    FindingReport,
    as_csv,
    as_geojson,
    as_geopackage,
    as_xlsx,
)

OFFICE, IMPORTER = same("林草局"), same("导入人")
WITH_PLACE = replace(
    found("geometry-invalid", same("=自相交"), feature=3, place=(88.5, 39.25)),
    mender=OFFICE,
    identifier="B7",
)
WITHOUT = replace(found("field-unknown", same("备注"), field="备注"), mender=IMPORTER)
REPORT = FindingReport(
    same("检查发现"), (WITH_PLACE, WITHOUT), {"geometry-invalid": 5, "field-unknown": 1}
)


def zh(text: Text) -> str:
    return text.zh


def test_a_workbook_has_the_counts_and_a_sheet_for_each_who_mends():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(REPORT, zh)))

    assert book.sheetnames == ["汇总", "1 林草局", "2 导入人"]
    assert [[cell.value for cell in row][:5] for row in book["汇总"].iter_rows(min_row=3)] == [
        ["林草局", "错误", "图形无效", 5, 1],
        ["导入人", "说明", "字典没有的字段", 1, 1],
    ]
    rows = [[cell.value for cell in row] for row in book["1 林草局"].iter_rows(min_row=2)]
    assert rows[0][3:5] == [3, "B7"]
    assert rows[0][6] == "=自相交"
    assert rows[0][8:] == [88.5, 39.25]
    assert rows[1][6] == "另有 4 处“图形无效”已计数、未逐一列出"


def test_a_csv_does_not_calculate():
    rows = list(csv.reader(io.StringIO(as_csv(REPORT, zh).decode("utf-8-sig"))))

    assert [row[0] for row in rows] == ["由谁改正", "林草局", "林草局", "导入人"]
    assert rows[1][6] == "'=自相交"


def test_points_stand_where_something_was_found():
    record = json.loads(as_geojson(REPORT, zh))

    assert [one["geometry"] for one in record["features"]] == [
        {"type": "Point", "coordinates": [88.5, 39.25]},
        None,
        None,
    ]
    assert record["finding_counts"] == {"geometry-invalid": 5, "field-unknown": 1}
    assert record["features"][0]["properties"]["identifier"] == "B7"


def test_a_geopackage_holds_the_same(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(as_geopackage(REPORT, zh))

    meta, table = pyogrio.raw.read_arrow(path)

    assert meta["crs"] == "EPSG:4490"
    assert table.column("feature").to_pylist() == [3, None, None]
    assert table.column("kind_name").to_pylist() == ["图形无效", "图形无效", "字典没有的字段"]


@pytest.mark.parametrize("write", [as_xlsx, as_csv, as_geojson, as_geopackage])
def test_nothing_found_is_a_list_as_well(write):
    assert write(FindingReport(same("无"), (), {}), zh)


def test_a_finding_is_read_back_as_it_was_written():
    assert finding_from(WITH_PLACE.as_json()) == WITH_PLACE
    assert finding_from(WITHOUT.as_json()) == WITHOUT
