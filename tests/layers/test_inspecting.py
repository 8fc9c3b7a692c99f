# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Looking into a file before it is imported. 导入前查看。"""

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from kuangtu.core.errors import Invalid
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.choices import FieldType
from kuangtu.layers.inspecting import inspect_file
from kuangtu.layers.reading import Declaration, ReadLimits
from layers.format_files import (
    PLANE,
    a_drawing,
    a_geodatabase,
    a_kml,
    a_workbook,
    by_gdal,
    polyline_of,
)
from layers.layer_files import SQUARE, a_feature, a_geojson, a_shapefile, a_zip, parts_of, shared
from layers.test_reading_geoparquet import a_parquet, wkb

COUNTY = shapely.box(87.0, 38.0, 89.4, 41.0)


def inspected(path, work, **said):
    county = said.pop("county", COUNTY)
    return inspect_file(path, work=work / "work", said=Declaration(**said), county=county)


def test_a_shapefile_shows_its_columns_its_words_and_its_place(tmp_path):
    found = inspected(a_shapefile(tmp_path / "in"), tmp_path)

    (one,) = found.datasets
    (column,) = one.columns
    assert (found.format, one.dataset, one.table, one.feature_count) == ("Shapefile", "", "", 2)
    assert one.geometry_kinds == {"Polygon": 2}
    assert (one.crs.epsg, one.crs_problem, one.crs_candidates) == (4490, None, ())
    assert one.encoding.name == "utf-8"
    assert (column.name, column.kind, column.samples) == (
        "MC",
        FieldType.TEXT,
        ("甲保护区", "乙保护区"),
    )
    assert one.bbox == pytest.approx((88.0, 39.0, 88.1 + 1 / 60, 39.0 + 1 / 60))


def test_what_says_no_system_offers_candidates_and_chooses_none(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()

    (one,) = inspected(path, tmp_path).datasets

    assert (one.crs, one.bbox) == (None, None)
    assert "没有坐标系" in one.crs_problem.zh
    assert [(c.epsg, c.lands_in_county) for c in one.crs_candidates] == [(4490, True), (4326, True)]


def test_a_declared_system_is_shown_and_one_that_cannot_be_is_told(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()

    (right,) = inspected(path, tmp_path / "a", crs=DeclaredCrs(epsg=4490)).datasets
    (wrong,) = inspected(path, tmp_path / "b", crs=DeclaredCrs(epsg=4517)).datasets

    assert (right.crs.epsg, right.crs_problem) == (4490, None)
    assert wrong.crs_problem.zh.startswith("坐标（88.")
    assert [c.epsg for c in wrong.crs_candidates] == [4490, 4326]


def test_every_data_set_and_table_is_listed(tmp_path):
    a_shapefile(tmp_path / "in", name="保护地")
    a_geodatabase(tmp_path / "in", "已设矿权", "区块")
    a_workbook(tmp_path / "in/坐标.xlsx", ("名称", "经度", "纬度"), ("甲", 88.1, 39.1))
    a_geojson(tmp_path / "in", a_feature(name="甲"), a_feature(None, name="乙"))
    members = [path for path in (tmp_path / "in").rglob("*") if path.is_file()]
    path = a_zip(tmp_path / "a.zip", *members)

    found = inspected(path, tmp_path)

    assert [(one.dataset, one.table, one.feature_count) for one in found.datasets] == [
        ("保护地.shp", "", 2),
        ("a.zip", "已设矿权", 2),
        ("a.zip", "区块", 2),
        ("a.geojson", "", 2),
        ("坐标.xlsx", "坐标", 1),
    ]
    assert found.datasets[3].geometry_kinds == {"Polygon": 1, "None": 1}


def test_a_chosen_table_is_shown_alone(tmp_path):
    found = inspected(a_geodatabase(tmp_path, "已设矿权", "区块"), tmp_path, table="区块")

    assert [one.table for one in found.datasets] == ["区块"]


@pytest.mark.parametrize(
    ("make", "kinds", "epsg", "columns"),
    [
        pytest.param(
            lambda at: by_gdal(at / "a.fgb", "FlatGeobuf"), {"Polygon": 2}, 4490, ["MC"], id="fgb"
        ),
        pytest.param(a_kml, {"Polygon": 1}, 4326, ["Name"], id="kml"),
        pytest.param(
            lambda at: a_parquet(at / "a.parquet", wkb(SQUARE, None)),
            {"Polygon": 1, "None": 1},
            4326,
            ["MC"],
            id="parquet",
        ),
        pytest.param(
            lambda at: a_drawing(at / "a.dxf", polyline_of("矿区", PLANE)),
            {"Polygon": 1},
            None,
            ["Layer", "EntityHandle"],
            id="dxf",
        ),
        pytest.param(
            lambda at: a_workbook(
                at / "a.xlsx", ("点号", "X", "Y"), *[(i, y, x) for i, (x, y) in enumerate(PLANE)]
            ),
            {"Polygon": 1},
            4517,
            [],
            id="xlsx",
        ),
    ],
)
def test_each_format_shows_kinds_system_and_columns(tmp_path, make, kinds, epsg, columns):
    (one,) = inspected(make(tmp_path), tmp_path).datasets

    assert (one.geometry_kinds, one.crs.epsg if one.crs else None) == (kinds, epsg)
    assert [column.name for column in one.columns] == columns
    assert one.problem is None


def test_a_drawing_with_zone_numbers_offers_their_zone(tmp_path):
    (one,) = inspected(a_drawing(tmp_path / "a.dxf", polyline_of("矿区", PLANE)), tmp_path).datasets

    assert [(c.epsg, c.lands_in_county) for c in one.crs_candidates] == [(4517, True)]


def test_a_workbook_of_degrees_offers_candidates(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", ("名称", "经度", "纬度"), ("甲", 88.1, 39.1))

    (one,) = inspected(path, tmp_path).datasets

    assert (one.crs, [c.epsg for c in one.crs_candidates]) == (None, [4490, 4326])


def test_what_cannot_be_read_says_so_in_its_place_and_the_rest_is_shown(tmp_path):
    a_shapefile(tmp_path / "in")
    (tmp_path / "in/b.dxf").write_bytes(b"nothing")

    good, bad = inspected(tmp_path / "in", tmp_path).datasets

    assert (good.problem, good.feature_count) == (None, 2)
    assert bad.problem.zh.startswith("这不是 DXF 文件")


def test_a_folder_without_any_data_set_is_refused(tmp_path):
    (tmp_path / "in").mkdir()

    with pytest.raises(Invalid) as caught:
        inspected(tmp_path / "in", tmp_path)

    assert [one.code for one in caught.value.problems] == ["layer.no-dataset"]


def test_blank_cells_are_counted_and_samples_are_few(tmp_path):
    rows = [(f"地块{i}" if i % 2 else None, 88 + i / 1000, 39) for i in range(40)]
    path = a_workbook(tmp_path / "a.xlsx", ("名称", "经度", "纬度"), *rows)

    (one,) = inspected(path, tmp_path).datasets

    assert one.columns[0].blank_count == 20
    assert len(one.columns[0].samples) == 5


def test_plane_coordinates_have_their_box_in_degrees(tmp_path):
    to_zone = Transformer.from_crs(4490, 4517, always_xy=True)
    plane = shapely.transform(SQUARE, lambda xy: np.column_stack(to_zone.transform(*xy.T)))
    path = a_zip(tmp_path / "a.zip", *parts_of(a_shapefile(
        tmp_path / "in", geometry=shapely.to_wkb(np.array([plane])),
        field_data=[np.array(["甲"], dtype=object)], crs="EPSG:4517",
    )))  # fmt: skip

    (one,) = inspected(path, tmp_path).datasets

    assert one.bbox == pytest.approx((88.0, 39.0, 88 + 1 / 60, 39 + 1 / 60), abs=3e-4)


def test_a_file_above_the_limit_is_not_looked_at(tmp_path):
    with pytest.raises(Invalid) as caught:
        inspect_file(a_geojson(tmp_path), work=tmp_path / "w", limits=ReadLimits(file_bytes=10))

    assert [one.code for one in caught.value.problems] == ["layer.too-large"]


@pytest.mark.shared
def test_a_real_folder_shows_shapes_and_the_table_beside_them(tmp_path):
    found = inspected(shared("tenements/nt_2013/snapshot_A_minerals"), tmp_path)

    assert [(one.dataset, one.feature_count, one.has_geometry) for one in found.datasets] == [
        ("ten_appl.shp", 806, True),
        ("ten_grnt.shp", 1994, True),
        ("ten_hold.dbf", 6190, False),
    ]
    assert [one.crs.epsg for one in found.datasets[:2]] == [4283, 4283]


@pytest.mark.shared
def test_records_without_geometry_are_seen_without_reading_them(tmp_path):
    (one,) = inspected(shared("encoding_samples/null_geometry_records"), tmp_path).datasets

    assert one.geometry_kinds == {"LineString": 323, "None": 720}
