# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A system that is declared against the one that a file writes. 声明与文件不一致。"""

import numpy as np
import pyproj
import pytest
import shapely

from kuangtu.geo.crs import DeclaredCrs, Helmert
from kuangtu.layers.inspecting import inspect_file
from kuangtu.layers.reading import Declaration, read_features
from layers.layer_files import SQUARE, a_shapefile, read, refusal


def in_zone(epsg: int):
    brought = pyproj.Transformer.from_crs(4490, epsg, always_xy=True)
    return shapely.transform(SQUARE, lambda xy: np.column_stack(brought.transform(*xy.T)))


def a_file(folder, *, drawn: int, written: int):
    shape = shapely.to_wkb(np.array([in_zone(drawn)]))
    names = [np.array(["甲"], dtype=object)]
    return a_shapefile(folder / "in", geometry=shape, field_data=names, crs=f"EPSG:{written}")


def test_a_zone_that_no_coordinate_can_be_of_gives_way_to_the_declared_one(tmp_path):
    path = a_file(tmp_path, drawn=4517, written=4519)

    found = read(path, tmp_path, epsg=4517)

    assert found.crs.epsg == 4517
    assert [one.kind for one in found.findings if one.kind.startswith("crs")] == [
        "crs-declared-over-file"
    ]
    assert np.allclose(shapely.bounds(found.geometries[0]), SQUARE.bounds, rtol=0, atol=1e-8)


@pytest.mark.parametrize("declared", [4518, 4490])
def test_a_zone_that_the_coordinates_are_of_is_not_overridden(tmp_path, declared):
    path = a_file(tmp_path, drawn=4517, written=4517)

    assert refusal(path, tmp_path, epsg=declared) == ["layer.crs-conflict"]


def test_another_datum_is_never_declared_over_the_file(tmp_path):
    path = a_file(tmp_path, drawn=4517, written=2355)

    assert refusal(path, tmp_path, epsg=4517) == ["layer.crs-conflict"]


KRASSOVSKY = (
    'PROJCS["Krasovsky_1940_GK_30",GEOGCS["GCS_Krasovsky_1940",DATUM["D_Krasovsky_1940",'
    'SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",29500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",87.0],PARAMETER["Scale_Factor",1.0],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def of_an_old_ellipsoid(folder):
    path = a_file(folder, drawn=4517, written=4517)
    path.with_suffix(".prj").write_text(KRASSOVSKY)
    return path


@pytest.mark.parametrize("declared", [None, 4517, 2353])
def test_an_old_ellipsoid_without_a_datum_is_never_taken_for_a_datum_that_is_not_its_own(
    tmp_path, declared
):
    path = of_an_old_ellipsoid(tmp_path)

    assert refusal(path, tmp_path, epsg=declared) == ["crs.old-ellipsoid"]


def test_no_system_of_today_is_offered_for_an_old_ellipsoid(tmp_path):
    path = of_an_old_ellipsoid(tmp_path)

    (seen,) = inspect_file(path, work=tmp_path / "work").datasets

    assert (seen.crs, seen.crs_candidates) == (None, ())
    assert "Beijing 1954" in seen.crs_problem.zh


def test_an_old_ellipsoid_is_read_as_its_own_datum_with_parameters(tmp_path):
    path = of_an_old_ellipsoid(tmp_path)
    parameters = Helmert(10, 20, 30, accuracy_m=2, source="测绘院")
    said = Declaration(crs=DeclaredCrs(epsg=2405, helmert=parameters))

    found = read_features(path, work=tmp_path / "work", said=said)

    assert found.crs.epsg == 2405
    assert found.crs.accuracy_m == 2
