# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the map and the reviews read from editions. 图层查询。"""

import os
import subprocess
import sys
from datetime import date

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import MultiPolygon

from kuangtu.core.errors import NotFound
from kuangtu.geo.area import area_m2
from kuangtu.layers.choices import Security, State
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.queries import (
    current_edition,
    current_editions,
    data_path,
    edition_numbered,
    editions,
    feature,
    features_geojson,
    identify,
    index_cache,
    is_intact,
    layer_states,
    layers_folder,
    read_layers,
    warm_up,
)
from kuangtu.layers.services import withdraw_edition
from layers.layer_files import (
    ADMINISTRATOR,
    BESIDE,
    DAY,
    REVIEWER,
    SQUARE,
    VIEWER,
    a_feature,
    a_geojson,
    a_published,
    an_import,
)

pytestmark = pytest.mark.django_db
# The western half of the square, and a bit more to the west.
GROUND = MultiPolygon([shapely.box(88.0 - 1 / 60, 39.0, 88.0 + 1 / 120, 39.0 + 1 / 60)])


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    return settings.KUANGTU_HOME


def two_reserves(folder, **changes):
    features = [a_feature(SQUARE, MC="甲", GNFQ="核心区"), a_feature(BESIDE, MC="乙")]
    return a_published(a_geojson(folder, *features), **changes)


def a_railway(folder):
    line = shapely.LineString([(88.05, 38.9), (88.05, 39.1)])
    return a_published(a_geojson(folder, a_feature(line, 线路名称="格库线")), layer="railway")


def reading_of(layer: str, distance_m: float = 0.0, **changes):
    return read_layers(distances_m={layer: distance_m}, geometry=GROUND, day=DAY, **changes)[layer]


def test_a_layer_nobody_supplied_is_missing_and_names_who_must():
    reading = reading_of("ecological-redline")

    assert (reading.edition, reading.hits) == (None, ())
    assert reading.provider == "自然资源主管部门（国土空间规划）"


def test_a_staged_edition_is_not_read(tmp_path):
    an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")))

    assert reading_of("nature-reserve").edition is None
    assert current_edition("nature-reserve", as_of=DAY) is None


def test_an_overlap_comes_with_area_share_and_attributes(tmp_path):
    edition = two_reserves(tmp_path)

    reading = reading_of("nature-reserve")

    assert reading.edition.sha256 == edition.sha256
    assert (reading.edition.number, reading.edition.quality) == (1, "参考")
    [hit] = reading.hits
    assert (hit.feature, hit.name, hit.attributes["zone"]) == ("1", "甲", "CORE")
    assert hit.overlap_m2 == pytest.approx(area_m2(SQUARE) / 2, rel=1e-9)
    assert hit.share == pytest.approx(1 / 3, rel=1e-9)
    assert hit.distance_m == 0.0


def test_a_feature_within_the_distance_is_a_hit_without_overlap(tmp_path):
    a_railway(tmp_path)

    near, far = reading_of("railway", 4_000.0), reading_of("railway", 3_000.0)

    [hit] = near.hits
    edge = 39.0 + 1 / 60
    _, _, along_the_northern_edge_m = Geod(ellps="GRS80").inv(88.0 + 1 / 120, edge, 88.05, edge)
    assert (hit.name, hit.overlap_m2, hit.way) == ("格库线", 0.0, "")
    assert hit.distance_m == pytest.approx(along_the_northern_edge_m, abs=0.01)
    assert (far.hits, far.searched_m) == ((), 3_000.0)


def test_several_layers_are_read_with_one_query(tmp_path, django_assert_num_queries):
    two_reserves(tmp_path / "a")
    a_railway(tmp_path / "b")
    distances_m = {"nature-reserve": 0.0, "railway": 1_000.0, "highway": 100.0}

    with django_assert_num_queries(1):
        readings = read_layers(distances_m=distances_m, geometry=GROUND, day=DAY)

    assert {code: bool(one.edition) for code, one in readings.items()} == {
        "nature-reserve": True,
        "railway": True,
        "highway": False,
    }


def test_a_review_reads_the_edition_of_its_day_and_a_replay_the_pinned_one(tmp_path):
    two_reserves(tmp_path / "a", dated_on=date(2020, 6, 30))
    two_reserves(tmp_path / "b", dated_on=date(2025, 6, 30))

    numbers = {
        day: read_layers(distances_m={"nature-reserve": 0}, geometry=GROUND, day=day)[
            "nature-reserve"
        ].edition.number
        for day in (date(2022, 1, 1), date(2026, 1, 1), date(2019, 1, 1))
    }

    assert numbers == {date(2022, 1, 1): 1, date(2026, 1, 1): 2, date(2019, 1, 1): 1}
    assert reading_of("nature-reserve", pinned={"nature-reserve": 1}).edition.number == 1


def test_a_withdrawn_edition_is_read_only_when_pinned(tmp_path):
    edition = two_reserves(tmp_path)
    withdraw_edition(edition=edition, because="有误", withdrawn_on=DAY, actor=ADMINISTRATOR)

    assert reading_of("nature-reserve").edition is None
    assert reading_of("nature-reserve", pinned={"nature-reserve": 1}).edition.number == 1


def test_an_unknown_layer_is_not_found():
    with pytest.raises(NotFound):
        reading_of("no-such-layer")


def test_a_missing_data_file_is_an_error_and_never_an_empty_layer(tmp_path):
    edition = two_reserves(tmp_path)
    data_path(edition).unlink()

    with pytest.raises(EditionDamaged):
        reading_of("nature-reserve")


def test_a_changed_data_file_is_noticed(tmp_path):
    edition = two_reserves(tmp_path)
    path = data_path(edition)

    assert is_intact(edition)
    path.write_bytes(path.read_bytes() + b"x")
    assert not is_intact(edition)


def test_every_layer_has_a_state_and_the_base_layers_a_reason(tmp_path, settings):
    settings.KUANGTU_BASE_DATA = tmp_path / "nowhere"
    two_reserves(tmp_path)

    states = {one.code: one for one in layer_states(as_of=DAY, actor=REVIEWER)}

    assert states["nature-reserve"].state is State.PRESENT
    assert states["mineral-right"].state is State.MISSING
    assert states["highway"].reason.zh == "待交通运输部门提供"
    assert states["river"].reason.zh.startswith("开放基础数据不在")


def test_a_viewer_is_not_told_whether_a_layer_is_missing_or_kept_from_him(tmp_path):
    two_reserves(tmp_path)

    states = {one.code: one.state for one in layer_states(as_of=DAY, actor=VIEWER)}

    assert (states["nature-reserve"], states["highway"]) == (State.PRESENT, State.UNSEEN)
    # A ledger has the level that the dictionary states: nothing of this one is kept from him.
    assert states["mineral-right"] is State.MISSING


def test_the_states_take_a_query_for_files_and_two_for_each_ledger_however_many_there_are(
    tmp_path, django_assert_num_queries
):
    for number in range(3):
        two_reserves(tmp_path / str(number))

    with django_assert_num_queries(5):
        layer_states(as_of=DAY, actor=VIEWER)


def test_a_viewer_does_not_see_a_controlled_edition(tmp_path):
    two_reserves(tmp_path, security=Security.CONTROLLED)

    assert list(editions("nature-reserve", actor=VIEWER)) == []
    assert len(editions("nature-reserve", actor=REVIEWER)) == 1
    assert current_editions(as_of=DAY, actor=VIEWER) == {}
    assert identify(88.001, 39.001, as_of=DAY, actor=VIEWER) == []
    with pytest.raises(NotFound):
        edition_numbered("nature-reserve", 1, actor=VIEWER)


def test_features_of_a_box_come_as_geojson_and_say_if_there_are_more(tmp_path):
    edition = two_reserves(tmp_path)

    inside = features_geojson(edition, bbox=(88.09, 39.0, 88.2, 39.1))
    first = features_geojson(edition, limit=1)

    assert [one["properties"]["name"] for one in inside["features"]] == ["乙"]
    assert inside["truncated"] is False
    assert (len(first["features"]), first["truncated"]) == (1, True)
    assert features_geojson(edition, bbox=(80, 30, 81, 31))["features"] == []


def test_one_feature_is_found_by_its_id_with_its_exact_geometry(tmp_path):
    edition = two_reserves(tmp_path)

    found = feature(edition, "2")

    assert found.attributes == {"name": "乙"}
    assert shapely.equals_exact(found.geometry, BESIDE, 0)
    with pytest.raises(NotFound):
        feature(edition, "3")


def test_what_lies_at_a_place_comes_nearest_first(tmp_path):
    two_reserves(tmp_path / "a")
    a_railway(tmp_path / "b")

    found = identify(88.0499, 39.05, as_of=DAY, actor=VIEWER, within_m=6_000.0)
    inside = identify(88.001, 39.001, as_of=DAY, actor=VIEWER)

    assert [(one.specification.code, one.name) for one in found] == [
        ("railway", "格库线"),
        ("nature-reserve", "甲"),
        ("nature-reserve", "乙"),
    ]
    assert found[0].distance_m == pytest.approx(8.6, abs=0.1)
    assert [(one.name, one.distance_m) for one in inside] == [("甲", 0.0)]


def test_a_layer_of_many_row_groups_is_read_by_box_and_by_id(tmp_path):
    corners = np.stack(np.meshgrid(np.arange(150), np.arange(150)), axis=-1).reshape(-1, 2)
    west, south = 86.5 + corners[:, 0] * 0.01, 37.0 + corners[:, 1] * 0.01
    points = shapely.points(west, south)
    features = [a_feature(point, NAME=f"P{i}") for i, point in enumerate(points)]
    edition = a_published(a_geojson(tmp_path, *features), layer="reference-point")

    box = features_geojson(edition, bbox=(87.0 - 1e-6, 38.0 - 1e-6, 87.02 + 1e-6, 38.01 + 1e-6))
    found = feature(edition, "22500")

    crowded = identify(87.005, 38.007, as_of=DAY, actor=VIEWER, within_m=20_000.0)

    assert edition.feature_count == 22_500
    assert (len(crowded), crowded[0].name) == (50, f"P{50 + 150 * 101}")
    assert sorted(one["properties"]["name"] for one in box["features"]) == sorted(
        f"P{x + 150 * y}" for x in (50, 51, 52) for y in (100, 101)
    )
    assert found.attributes == {"name": "P22499"}


def test_a_strip_along_a_boundary_drawn_twice_is_told_by_its_width(tmp_path):
    west, south, east, north = SQUARE.bounds
    a_published(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")))
    strip = MultiPolygon([shapely.box(east - 3e-8, south, east + 0.01, north)])
    corner = MultiPolygon([shapely.box(east - 3e-5, north - 3e-5, east + 0.01, north + 0.01)])
    leaving = MultiPolygon([shapely.box(west, south, east + 3e-8, north)])

    told = {
        name: read_layers(distances_m={"nature-reserve": 0}, geometry=ground, day=DAY)[
            "nature-reserve"
        ].hits[0]
        for name, ground in (("strip", strip), ("corner", corner), ("leaving", leaving))
    }

    assert min(one.overlap_m2 for one in told.values()) > 1.0
    assert told["strip"].widest_m == pytest.approx(0.003, abs=0.0011)
    assert (told["corner"].widest_m, told["corner"].outside_widest_m) == (None, None)
    assert told["leaving"].outside_widest_m == pytest.approx(0.003, abs=0.0011)


def test_what_reviews_will_read_is_indexed_ahead_and_a_damaged_edition_passed_over(tmp_path):
    kept = a_published(a_geojson(tmp_path / "kept"))
    damaged = a_published(a_geojson(tmp_path / "damaged"), layer="ecological-redline")
    (layers_folder() / damaged.folder / "data.parquet").write_bytes(b"")
    index_cache.cache_clear()

    warm_up(layers=["nature-reserve", "ecological-redline", "railway"], as_of=DAY)

    cache = index_cache()
    alone = cache.index_of(kept.sha256, layers_folder() / kept.folder / "data.parquet").size_bytes
    assert cache.size_bytes == alone > 0
    index_cache.cache_clear()


def test_a_review_does_not_load_what_reads_every_format():
    code = (
        "import sys; from kuangtu.cli.output import start_django; start_django();"
        "import kuangtu.layers.queries; print('pyogrio' in sys.modules)"
    )

    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_a_day_asks_for_data_of_that_day_whenever_it_was_published(tmp_path):
    old = two_reserves(tmp_path / "old", dated_on=date(2023, 1, 1))
    two_reserves(tmp_path / "new", dated_on=date(2025, 1, 1))

    found = current_edition("nature-reserve", as_of=date(2024, 6, 1))

    assert old.published_on == DAY
    assert found == old


def test_a_withdrawn_edition_counts_on_no_day_not_even_on_one_when_it_was_in_use(tmp_path):
    wrong = two_reserves(tmp_path / "wrong", dated_on=date(2025, 1, 1))
    right = two_reserves(tmp_path / "right", dated_on=date(2023, 1, 1))
    days = (wrong.published_on, DAY)
    withdraw_edition(
        edition=wrong, because="错误", withdrawn_on=date(2026, 11, 24), actor=ADMINISTRATOR
    )

    assert {current_edition("nature-reserve", as_of=day) for day in days} == {right}
