# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers without geometry: registers that were handed in. 无图形的表。"""

import json

import pyarrow.parquet as pq
import pyogrio
import pytest
from django.db import IntegrityError, transaction
from shapely import MultiPolygon

from kuangtu.layers.choices import State
from kuangtu.layers.errors import WithoutGeometry
from kuangtu.layers.features import rows_in_box
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import (
    data_path,
    edition_record,
    feature,
    features_geojson,
    identify,
    is_intact,
    layer_states,
    manifest_of,
    map_geojson,
    opened,
    read_layers,
)
from layers.layer_files import DAY, SQUARE, VIEWER, a_feature, a_geojson, a_published, shared

pytestmark = pytest.mark.django_db
CODE = "reference-tenement-holder"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_register(folder, **changes):
    rows = [
        a_feature(None, TYPE_CODE="ML", TITLE_NO="1", HOLDER="甲公司", PERCENT=60.0),
        a_feature(None, TYPE_CODE="ML", TITLE_NO="1", HOLDER="乙公司", PERCENT=40.0),
    ]
    return a_published(a_geojson(folder, *rows), layer=CODE, **changes)


def test_a_table_is_kept_as_plain_parquet_and_lies_nowhere(tmp_path):
    edition = a_register(tmp_path)

    stored = pq.read_schema(data_path(edition))
    assert stored.names == ["feature_id", "holder", "kind", "number", "share_percent"]
    assert b"geo" not in (stored.metadata or {})
    assert (edition.feature_count, edition.bounds, edition.crs_epsg) == (2, None, None)
    assert edition.crs_how["zh"] == "本图层为无图形的表，没有坐标"
    manifest = manifest_of(edition)
    assert manifest["data"] == {"file": "data.parquet", "format": "Parquet", "crs_epsg": None}
    assert manifest["bbox"] is None
    assert edition_record(edition)["bbox"] is None
    assert is_intact(edition)


def test_its_rows_are_read_by_the_same_questions_and_lie_in_no_box(tmp_path):
    edition = a_register(tmp_path)

    every = features_geojson(edition)
    assert [(one["id"], one["geometry"]) for one in every["features"]] == [("1", None), ("2", None)]
    assert feature(edition, "2").attributes == {
        "holder": "乙公司",
        "kind": "ML",
        "number": "1",
        "share_percent": 40.0,
    }
    assert features_geojson(edition, bbox=(-180, -90, 180, 90))["features"] == []
    assert [len(one) for one in rows_in_box(opened(edition), None)] == [0, 0]
    assert identify(88.0, 39.0, as_of=DAY, actor=VIEWER) == []


def test_it_is_never_drawn_and_never_compared_with_a_ground(tmp_path):
    edition = a_register(tmp_path)

    with pytest.raises(WithoutGeometry):
        map_geojson(edition)
    with pytest.raises(WithoutGeometry):
        read_layers(distances_m={CODE: 0.0}, geometry=MultiPolygon([SQUARE]), day=DAY)


def test_it_is_in_the_list_of_layers_like_any_other(tmp_path):
    a_register(tmp_path)

    state = next(one for one in layer_states(as_of=DAY, actor=VIEWER) if one.code == CODE)

    assert (state.state, state.edition.number) == (State.PRESENT, 1)


def test_a_geometry_that_a_file_has_is_left_out_with_a_sentence(tmp_path):
    row = a_feature(SQUARE, TYPE_CODE="ML", TITLE_NO="1", HOLDER="甲公司")

    edition = a_published(a_geojson(tmp_path, row), layer=CODE)

    assert (edition.feature_count, edition.bounds) == (1, None)
    assert edition.finding_counts != {}
    assert feature(edition, "1").geometry is None


def test_an_edition_lies_somewhere_or_nowhere_but_not_by_halves(tmp_path):
    edition = a_register(tmp_path)

    for changes in ({"west": 88.0}, {"west": 88.0, "south": 39.0, "east": 88.1, "north": 39.1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**changes)

    edition.refresh_from_db()
    assert edition.bounds is None


def test_the_register_of_holders_goes_in_and_out_whole(tmp_path):
    path = shared("tenements/nt_2013/snapshot_A_minerals/ten_hold.dbf")
    _, rows = pyogrio.raw.read_arrow(path, read_geometry=False)

    edition = a_published(path, layer=CODE)

    assert edition.feature_count == rows.num_rows
    stored = pq.read_table(data_path(edition))
    assert stored.column("holder").to_pylist() == rows.column("HOLDER").to_pylist()
    assert [str(one) for one in rows.column("TITLE_NO").to_pylist()] == stored.column(
        "number"
    ).to_pylist()


def test_the_published_register_of_exploration_rights_keeps_its_rectangles_as_words(tmp_path):
    path = shared("mining_rights_cn/mnr_exploration_register_2026-09.csv")

    edition = a_published(path, layer="exploration-right-register")

    assert (edition.feature_count, edition.bounds) == (15, None)
    first = feature(edition, "1").attributes
    assert first["license_number"] == "DT1507002008083050013707"
    assert first["act"] == "AMEND"
    assert first["stated_area_km2"] == 7.7318
    assert first["announced_on"] == "2026-09-09"
    assert first["extreme_coordinates"].startswith("122°20′05.54″~122°21′53.25″")


def test_a_table_of_several_row_groups_is_read_by_id(tmp_path):
    count = 10_000
    rows = [{"TYPE_CODE": "ML", "TITLE_NO": str(one)} for one in range(count)]
    path = tmp_path / "many.geojson"
    features = [{"type": "Feature", "geometry": None, "properties": one} for one in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")

    edition = a_published(path, layer=CODE)

    assert opened(edition).file.metadata.num_row_groups == 3
    assert feature(edition, str(count)).attributes["number"] == str(count - 1)
