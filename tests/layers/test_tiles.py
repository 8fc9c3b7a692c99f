# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Vector tiles: made once an edition is published, read with its own data only."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import shapely
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from kuangtu.accounts.actor import SYSTEM, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.layers.choices import TilesStatus
from kuangtu.layers.models import Edition, TileSet
from kuangtu.layers.queries import layers_folder, opened, tile, tile_record
from kuangtu.layers.tasks import ask_for_missing_tiles, publish
from kuangtu.layers.tiling.making import make_archive
from kuangtu.layers.tiling.services import (
    CUT_SHORT,
    TilesCancelled,
    TilesEnded,
    cancel_tiles,
    make_tiles,
    release_stuck_tiles,
    request_tiles,
)
from kuangtu.layers.tiling.zooms import Zooms, on_square, zooms_for
from layers.layer_files import (
    BESIDE,
    REVIEWER,
    SQUARE,
    VIEWER,
    a_feature,
    a_geojson,
    a_published,
    an_import,
)
from layers.tile_reading import features_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
COUNTY_TILE = (7, 95, 48)  # 86°–89° E, 38°–41° N


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_tiled(edition):
    wanted = request_tiles(edition=edition, requested_at=NOW, actor=REVIEWER)
    return make_tiles(wanted.pk, clock=lambda: NOW)


def two_reserves(tmp_path):
    return a_published(
        a_geojson(tmp_path, a_feature(SQUARE, name="甲"), a_feature(BESIDE, name="乙"))
    )


def crowded(tmp_path, count=6_000):
    """So many specks in one place that a wide tile cannot show them, and one large area."""
    places = np.array([88.3, 39.3]) + np.random.default_rng(7).uniform(0, 0.02, (count, 2))
    specks = shapely.box(*places.T, *(places.T + 0.00001))
    large = shapely.box(87, 38.5, 89, 40)
    names = [f"斑{number}" for number in range(count)]
    features = [a_feature(one, name=name) for one, name in zip(specks, names, strict=True)]
    return a_published(a_geojson(tmp_path, *features, a_feature(large, name="大")))


@pytest.fixture(scope="module")
def made_crowd(django_db_setup, django_db_blocker, tmp_path_factory):
    """A home and an edition in it with its tiles made, for tests that only read them."""
    folder = tmp_path_factory.mktemp("crowd")
    home = folder / "home"
    with (
        override_settings(KUANGTU_HOME=home),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        edition = crowded(folder)
        a_tiled(edition)
        transaction.set_rollback(True)
    return home, edition


@pytest.fixture
def crowd(made_crowd, settings):
    settings.KUANGTU_HOME, edition = made_crowd
    return edition


def test_tiles_hold_every_feature_with_its_number_and_name(tmp_path):
    edition = two_reserves(tmp_path)

    done = a_tiled(edition)

    assert (done.status, done.zoom, done.last_zoom) == (TilesStatus.MADE, 12, 12)
    assert features_of(tile(edition, *COUNTY_TILE)) == (
        "nature-reserve",
        [{"feature_id": "1", "name": "甲"}, {"feature_id": "2", "name": "乙"}],
    )
    assert [tile(edition, *place) for place in [(7, 0, 0), (13, 0, 0), (7, -1, 0)]] == [None] * 3


# The module's crowd is made once, and not once in each process.
@pytest.mark.xdist_group("crowd")
def test_a_wide_tile_counts_what_it_cannot_draw_and_all_of_it_adds_up(crowd):
    record = tile_record(crowd)
    _, shown = features_of(tile(crowd, *COUNTY_TILE))

    cells = [one for one in shown if "is_overview" in one]
    assert [one["name"] for one in shown if "is_overview" not in one] == ["大"]
    assert sum(one["feature_count"] for one in cells) == 6_000
    assert 7 < record.feature_zoom <= record.max_zoom == 14


@pytest.mark.xdist_group("crowd")
def test_no_feature_is_too_small_for_the_first_zoom_that_draws_them(crowd):
    zoom = tile_record(crowd).feature_zoom

    low, high = (
        (on_square(np.array([x]), np.array([y]))[0] * 2**zoom).astype(int)
        for x, y in ((88.3, 39.33), (88.33, 39.3))
    )
    names = {
        one["name"]
        for x in range(low[0], high[0] + 1)
        for y in range(low[1], high[1] + 1)
        for one in features_of(tile(crowd, zoom, x, y))[1]
    }

    assert len(names) == 6_001


@pytest.mark.parametrize(
    ("count", "spread", "zooms"),
    [(1, 0.0, Zooms(0, 12)), (5_001, 0.0, Zooms(14, 14)), (40_000, 2**-6, Zooms(8, 12))],
    ids=["one", "one-place", "a-county"],
)
def test_the_zooms_follow_how_densely_features_lie(count, spread, zooms):
    middles = np.random.default_rng(1).uniform(0, 1, (count, 2)) * spread + 0.71875

    assert zooms_for(middles) == zooms


@pytest.mark.django_db(transaction=True)
def test_publishing_has_a_worker_make_the_tiles(tmp_path):
    staged = an_import(a_geojson(tmp_path))

    edition = publish(edition=staged, published_on=NOW.date(), requested_at=NOW, actor=SYSTEM)
    waiting = TileSet.objects.get()
    call_command("db_worker", verbosity=0, batch=True, interval=0)

    assert (waiting.status, TileSet.objects.get().status) == ("WAITING", "MADE")
    assert tile(edition, *COUNTY_TILE) is not None


def test_editions_from_before_there_were_tiles_get_theirs_once(tmp_path):
    two_reserves(tmp_path)
    an_import(a_geojson(tmp_path, name="staged"))

    asked = [ask_for_missing_tiles(requested_at=NOW) for _ in range(2)]

    assert (asked, TileSet.objects.count()) == ([1, 0], 1)


def test_tiles_are_no_part_of_the_edition_and_can_be_made_again(tmp_path):
    edition = two_reserves(tmp_path)
    folder = layers_folder() / edition.folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    a_tiled(edition)

    a_tiled(edition)

    after = {path: path.read_bytes() for path in before}
    assert after == before
    said = json.loads((folder / "tiles.json").read_text("utf-8"))
    assert (said["data_sha256"], said["tool"]) == (edition.sha256, "freestiler")
    assert sorted(path.name for path in folder.parent.iterdir()) == ["1"]


def test_tiles_of_other_data_or_changed_ones_count_as_absent(tmp_path):
    edition = two_reserves(tmp_path)
    a_tiled(edition)
    path = layers_folder() / edition.folder / "tiles.pmtiles"

    other = Edition(folder=edition.folder, sha256="0" * 64)
    assert tile(other, *COUNTY_TILE) is None
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    assert (tile(edition, *COUNTY_TILE), tile_record(edition)) == (None, None)


def test_a_damaged_edition_gets_no_tiles_and_the_reason_is_kept(tmp_path):
    edition = two_reserves(tmp_path)
    (layers_folder() / edition.folder / "data.parquet").write_bytes(b"")

    done = a_tiled(edition)

    assert done.status == TilesStatus.FAILED
    assert "已损坏或缺失" in done.reason["zh"]
    assert tile(edition, *COUNTY_TILE) is None
    assert Entry.objects.filter(action="layers.tiles-failed").count() == 1


def test_a_tiler_that_dies_leaves_its_last_words(tmp_path, monkeypatch):
    edition = two_reserves(tmp_path)
    monkeypatch.setenv("PYTHONHOME", "/nowhere")

    done = a_tiled(edition)

    assert done.status == TilesStatus.FAILED
    assert done.reason["zh"].startswith("切片程序没有完成：")


def test_cancelled_tiles_are_not_made_and_those_of_before_stay(tmp_path):
    edition = two_reserves(tmp_path)
    a_tiled(edition)
    wanted = request_tiles(edition=edition, requested_at=NOW, actor=REVIEWER)

    cancel_tiles(tile_set=wanted, cancelled_at=NOW, actor=REVIEWER)
    done = make_tiles(wanted.pk, clock=lambda: NOW)

    assert done.status == TilesStatus.CANCELLED
    assert tile(edition, *COUNTY_TILE) is not None


def test_the_tiler_is_stopped_at_the_zoom_at_which_somebody_cancels(tmp_path):
    edition = two_reserves(tmp_path)
    told = []

    def follow(zoom, last):
        told.append((zoom, last))
        if zoom == 2:
            raise TilesCancelled

    with pytest.raises(TilesCancelled):
        make_archive(
            opened(edition), layer="nature-reserve", columns=[], work=tmp_path, follow=follow
        )

    assert told == [(0, 12), (1, 12), (2, 12)]


def test_only_what_waits_can_be_cancelled_and_not_by_a_viewer(tmp_path):
    edition = two_reserves(tmp_path)
    wanted = request_tiles(edition=edition, requested_at=NOW, actor=REVIEWER)

    with pytest.raises(RoleTooLow):
        cancel_tiles(tile_set=wanted, cancelled_at=NOW, actor=VIEWER)
    done = make_tiles(wanted.pk, clock=lambda: NOW)
    with pytest.raises(TilesEnded):
        cancel_tiles(tile_set=done, cancelled_at=NOW, actor=REVIEWER)

    assert TileSet.objects.get().status == TilesStatus.MADE


def test_tiles_whose_making_a_crash_cut_short_are_told(tmp_path):
    wanted = request_tiles(edition=two_reserves(tmp_path), requested_at=NOW, actor=REVIEWER)
    TileSet.objects.filter(pk=wanted.pk).update(status=TilesStatus.MAKING)

    release_stuck_tiles(before=NOW + timedelta(hours=1))

    assert TileSet.objects.get().reason == CUT_SHORT.as_json()
