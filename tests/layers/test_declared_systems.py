# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A system that is declared against the one that a file writes. 声明与文件不一致。"""

import numpy as np
import pyproj
import pytest
import shapely

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
