# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an import holds a file against: the county and the published edition. 导入检查依据。"""

import pytest
import shapely

from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import data_path, manifest_of
from layers.layer_files import BESIDE, SQUARE, a_feature, a_geojson, a_published, an_import

pytestmark = pytest.mark.django_db
COUNTY = shapely.box(87, 38, 90, 41)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_county(folder, **changes):
    file = a_geojson(folder, a_feature(COUNTY, name="若羌县"), name="county")
    return a_published(file, layer="county-boundary", **changes)


def kinds(edition):
    return [(one["kind"], one.get("feature")) for one in manifest_of(edition)["findings"]]


def test_features_are_held_against_the_published_county(tmp_path):
    a_county(tmp_path)
    away = shapely.box(91.0, 39.0, 91.01, 39.01)
    across = shapely.box(89.99, 39.0, 90.01, 39.01)
    path = a_geojson(
        tmp_path, a_feature(SQUARE, MC="甲"), a_feature(away, MC="乙"), a_feature(across, MC="丙")
    )

    assert kinds(an_import(path)) == [("outside-county", 2), ("across-county", 3)]


def test_the_stated_accuracy_of_the_county_is_allowed_for(tmp_path):
    a_county(tmp_path, accuracy_m=2_600.0)
    across = shapely.box(89.99, 39.0, 90.01, 39.01)

    assert kinds(an_import(a_geojson(tmp_path, a_feature(across, MC="甲")))) == []


def test_a_layer_that_runs_across_counties_is_not_held_against_one(tmp_path):
    a_county(tmp_path)
    away = shapely.box(91.0, 39.0, 91.01, 39.01)

    edition = an_import(a_geojson(tmp_path, a_feature(away, name="甲")), layer="reference-area")

    assert kinds(edition) == []


def test_a_county_whose_file_is_damaged_stops_the_import(tmp_path):
    county = a_county(tmp_path)
    path = data_path(county)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(EditionDamaged):
        an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")))
    assert Edition.objects.count() == 1


def test_identifiers_are_held_against_the_published_edition(tmp_path):
    a_county(tmp_path)
    a_published(
        a_geojson(
            tmp_path, a_feature(SQUARE, MC="甲", BSM="1"), a_feature(BESIDE, MC="乙", BSM="2")
        )
    )

    edition = an_import(
        a_geojson(
            tmp_path, a_feature(SQUARE, MC="甲", BSM="1"), a_feature(BESIDE, MC="乙", BSM="9")
        )
    )

    [found] = manifest_of(edition)["findings"]
    assert (found["kind"], found["feature"], found["identifier"]) == ("identifier-changed", 2, "9")
    assert found["mender"]["zh"] == "林业和草原部门"


def test_a_staged_edition_is_nothing_to_be_held_against(tmp_path):
    a_county(tmp_path)
    an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲", BSM="1")))

    edition = an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲", BSM="9")))

    assert kinds(edition) == []
