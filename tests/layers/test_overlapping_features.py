# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features that cover the same ground where the dictionary says none may. 要素重叠。"""

import numpy as np
import pytest
import shapely

from kuangtu.geo.area import area_m2
from kuangtu.layers.checking import check_overlaps, overlaps
from kuangtu.layers.choices import EditionStatus, Severity
from kuangtu.layers.queries import manifest_of
from layers.layer_files import BOWTIE, SQUARE, a_feature, a_geojson, an_import, facts, told

METRE = 1 / 111_000
ACROSS = shapely.box(88.0 + 1 / 120, 39.0, 88.0 + 1 / 40, 39.0 + 1 / 60)
COMMON = shapely.box(88.0 + 1 / 120, 39.0, 88.0 + 1 / 60, 39.0 + 1 / 60)


def found(*geometries):
    return told(check_overlaps(facts(*geometries)))


def a_row(count, *, width_m=120.0):
    """Boxes of some width every hundred metres."""
    west = 85.0 + 100 * METRE * np.arange(count)
    return shapely.box(west, 39.0, west + width_m * METRE, 39.0 + 100 * METRE)


def test_an_overlap_names_both_features_its_area_and_a_place_in_it():
    [one] = found(SQUARE, ACROSS)

    assert (one.kind, one.severity, one.feature) == ("features-overlap", Severity.WARNING, 2)
    assert one.text.zh == f"与第 1 个要素重叠 {area_m2(COMMON):.2f} 平方米"
    assert COMMON.contains(shapely.Point(one.longitude, one.latitude))


def test_each_pair_is_said_once_by_the_numbers_of_the_file():
    far = shapely.box(89.0, 39.0, 89.1, 39.1)

    pairs = [(one.feature, one.text.zh[:8]) for one in found(far, SQUARE, None, ACROSS, SQUARE)]

    assert pairs == [(4, "与第 2 个要素"), (5, "与第 2 个要素"), (5, "与第 4 个要素")]


@pytest.mark.parametrize("overlap_m", [0.0005, 0.0, -0.5])
def test_slivers_common_edges_and_neighbours_are_no_overlap(overlap_m):
    east = shapely.box(88.0 + 1 / 60 - overlap_m * METRE, 39.0, 88.1, 39.0 + 1 / 60)

    assert found(SQUARE, east) == []


def test_what_is_no_valid_polygon_is_left_to_the_other_checks():
    line = shapely.LineString([(88.0, 39.0), (88.1, 39.1)])
    beyond = shapely.box(88.0, 95.0, 88.1, 96.0)

    assert found(BOWTIE, line, None, shapely.Polygon(), beyond, SQUARE) == []
    assert found() == []


def test_a_flood_of_pairs_is_not_counted_to_its_end(monkeypatch):
    monkeypatch.setattr(overlaps, "MOST_COUNTED", 1_000)

    listed = found(*[SQUARE] * 50)

    assert len(listed) == 1_001
    assert (listed[-1].kind, listed[-1].feature) == ("features-overlap-more", None)
    assert listed[-1].text.zh == "重叠的要素不止 1000 对，未再计数"


def test_pairs_below_that_bound_are_all_counted():
    assert len(found(*a_row(132))) == 131


@pytest.mark.django_db
@pytest.mark.parametrize(("layer", "counts"), [("nature-reserve", 1), ("key-mining-area", 0)])
def test_an_import_reports_them_where_the_dictionary_forbids_them(
    tmp_path, settings, layer, counts
):
    settings.KUANGTU_HOME = tmp_path / "home"
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(ACROSS, MC="乙"))

    edition = an_import(path, layer=layer)

    kinds = [one["kind"] for one in manifest_of(edition)["findings"]]
    assert (edition.status, edition.feature_count) == (EditionStatus.STAGED, 2)
    assert kinds.count("features-overlap") == counts
    assert edition.finding_counts.get("features-overlap", 0) == counts
