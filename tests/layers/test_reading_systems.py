# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reference systems of files: every real .prj with its exact outcome, and candidates. 坐标系。"""

import re

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from kuangtu.core.errors import Invalid
from kuangtu.geo.crs import DeclaredCrs, Helmert
from kuangtu.layers.reading import Declaration, read_features
from kuangtu.layers.reading.candidates import crs_candidates
from layers.layer_files import SHARED, SQUARE, a_shapefile, read, refusal, shared

PRJ_FILES = sorted(path.name for path in (SHARED / "crs").glob("*.prj"))
HELMERT = Helmert(10.0, 20.0, -5.0, 2.0, "测绘院")
COUNTY = shapely.box(87.0, 38.0, 89.4, 41.0)


def with_prj(folder, prj_file):
    """The square in the system of a real .prj, which stands beside it as it is."""
    content = shared(f"crs/{prj_file}").read_text("utf-8")
    epsg = int(re.search(r"EPSG(\d+)", prj_file)[1]) if prj_file.startswith("EPSG") else 4490
    plane = SQUARE
    if epsg not in (4490, 4214, 4610, 4479):
        to_zone = Transformer.from_crs(4490, epsg, always_xy=True)
        plane = shapely.transform(SQUARE, lambda xy: np.column_stack(to_zone.transform(*xy.T)))
    path = a_shapefile(
        folder / "in",
        geometry=shapely.to_wkb(np.array([plane])),
        field_data=[np.array(["甲"], dtype=object)],
    )
    path.with_suffix(".prj").write_text(content, "utf-8")
    return path, epsg


@pytest.mark.shared
@pytest.mark.parametrize("prj_file", PRJ_FILES)
def test_every_real_prj_has_its_exact_outcome(tmp_path, prj_file):
    path, epsg = with_prj(tmp_path, prj_file)

    if "EPSG4479" in prj_file:
        assert refusal(path, tmp_path / "a") == ["layer.crs-missing"]
    elif "Xian80" in prj_file or "Beijing54" in prj_file:
        assert refusal(path, tmp_path / "a") == ["crs.parameters-needed"]
        said = Declaration(crs=DeclaredCrs(helmert=HELMERT))
        features = read_features(path, work=tmp_path / "b", said=said)
        assert (features.crs.epsg, features.crs.accuracy_m) == (epsg, 2.0)
    else:
        features = read(path, tmp_path / "a")
        assert (features.crs.epsg, features.crs.accuracy_m) == (epsg, 0.0)
        assert features.geometries[0].symmetric_difference(SQUARE).area < 1e-9
        is_noted = "crs-name-not-standard" in [one.kind for one in features.findings]
        assert is_noted == prj_file.startswith("REAL")


def plane(zone_epsg: int, *, at=(88.17, 39.02)):
    x, y = Transformer.from_crs(4490, zone_epsg, always_xy=True).transform(*at)
    return np.array([(x, y), (x + 100, y + 100)])


@pytest.mark.parametrize(
    ("points", "found"),
    [
        pytest.param(np.array([(88.17, 39.02)]), [(4490, True), (4326, True)], id="degrees"),
        pytest.param(np.array([(110.0, 30.0)]), [(4490, False), (4326, False)], id="elsewhere"),
        pytest.param(np.array([(134.1, -19.6)]), [(4326, False)], id="abroad"),
        pytest.param(np.array([(39.02, 88.17)]), [], id="exchanged"),
        pytest.param(plane(4517), [(4517, True)], id="3-degree-number"),
        pytest.param(plane(4493), [(4493, True)], id="6-degree-number"),
        pytest.param(plane(4518, at=(90.5, 39.0)), [(4518, False)], id="another-zone"),
        pytest.param(plane(4538), [(4538, True), (4504, True)], id="no-number"),
        pytest.param(np.array([(4321375.7, 29601325.8)]), [], id="northing-first"),
        pytest.param(np.array([(1.0e7, 2.0e7)]), [], id="nonsense"),
        pytest.param(np.empty((0, 2)), [], id="nothing"),
    ],
)
def test_candidates_are_what_the_numbers_allow(points, found):
    candidates = crs_candidates(points, COUNTY)

    assert [(one.epsg, one.lands_in_county) for one in candidates] == found


def test_without_an_outline_no_zone_is_offered_for_numbers_without_one():
    assert crs_candidates(plane(4538), None) == ()
    assert [one.lands_in_county for one in crs_candidates(plane(4517), None)] == [None]


def test_a_foreign_system_is_read_abroad_feature_by_feature(tmp_path):
    abroad = shapely.box(134.1, -19.6, 134.2, -19.5)
    path = a_shapefile(
        tmp_path / "in", geometry=shapely.to_wkb(np.array([abroad, SQUARE])), crs="EPSG:4283"
    )

    features = read(path, tmp_path)

    assert [(one.kind, one.feature) for one in features.findings if one.is_error] == [
        ("geometry-foreign-in-china", 2)
    ]
    assert shapely.equals_exact(features.geometries[0], abroad, 1e-6, normalize=True)


def test_a_foreign_system_may_be_declared(tmp_path):
    path = a_shapefile(
        tmp_path / "in",
        geometry=shapely.to_wkb(np.array([shapely.box(134.1, -19.6, 134.2, -19.5)])),
        field_data=[np.array(["甲"], dtype=object)],
    )
    path.with_suffix(".prj").unlink()

    assert read(path, tmp_path, epsg=4283).crs.epsg == 4283


@pytest.mark.parametrize("epsg", [4538, 4504, 4517])
def test_degrees_under_a_plane_system_are_refused_as_degrees(tmp_path, epsg):
    path = a_shapefile(tmp_path / "in", crs=f"EPSG:{epsg}")

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    (problem,) = caught.value.problems
    assert problem.code == "layer.outside-zone"
    assert "是经纬度，而坐标系是平面的 CGCS2000" in problem.text.zh
