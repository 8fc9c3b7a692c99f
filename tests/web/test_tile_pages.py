# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tiles over HTTP: whoever may see the edition gets them, and nobody else."""

from datetime import date

import numpy as np
import pytest
import shapely
from django.core.management import call_command
from django.utils import timezone

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.layers.choices import Security
from kuangtu.layers.models import TileSet
from kuangtu.layers.services import import_layer, publish_edition
from kuangtu.layers.tiling.services import make_tiles, request_tiles
from layers.layer_files import a_feature, a_geojson
from layers.tile_reading import features_of
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
TILE = "/map/tiles/lake/1/7/95/48.mvt"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_lake(tmp_path, security=Security.PUBLIC, features=()):
    day = date(2026, 11, 1)
    staged = import_layer(
        layer="lake",
        file=a_geojson(tmp_path, *(features or [a_feature(name="演示湖")])),
        source="测试",
        imported_on=day,
        dated_on=day,
        security=security,
        actor=SYSTEM,
    )
    return publish_edition(edition=staged, published_on=day, actor=SYSTEM)


def a_tiled_lake(tmp_path, **changes):
    edition = a_lake(tmp_path, **changes)
    wanted = request_tiles(edition=edition, requested_at=timezone.localtime(), actor=SYSTEM)
    make_tiles(wanted.pk, clock=timezone.localtime)
    return edition


def test_a_tile_is_served_as_it_is_kept_and_stays_in_the_browser(tmp_path):
    a_tiled_lake(tmp_path)

    client = signed_in()
    whole, quick = (client.get(TILE) for _ in range(2))

    assert whole.content == quick.content
    assert features_of(whole.content) == ("lake", [{"feature_id": "1", "name": "演示湖"}])
    assert (whole["Content-Encoding"], whole["Content-Type"]) == (
        "gzip",
        "application/vnd.mapbox-vector-tile",
    )
    assert (
        whole["Cache-Control"] == quick["Cache-Control"] == "private, max-age=31536000, immutable"
    )


def test_a_tile_where_nothing_lies_has_no_content(tmp_path):
    a_tiled_lake(tmp_path)

    answer = signed_in().get("/map/tiles/lake/1/7/0/0.mvt")

    assert (answer.status_code, answer.content) == (204, b"")


def test_a_tile_of_a_controlled_edition_is_not_there_for_a_viewer(tmp_path):
    a_tiled_lake(tmp_path, security=Security.CONTROLLED)

    codes = [signed_in(role).get(TILE).status_code for role in (Role.REVIEWER, Role.VIEWER)]

    assert codes == [200, 404]


def test_whoever_is_not_signed_in_is_asked_to(client, tmp_path):
    a_tiled_lake(tmp_path)
    client.cookies["sessionid"] = "invented"

    assert client.get(TILE)["Location"].startswith("/login/")


def a_large_lake(tmp_path):
    """One feature more than a map is sent at once."""
    west = np.arange(5_001) % 100 * 0.01 + 87
    south = np.arange(5_001) // 100 * 0.01 + 38
    squares = shapely.box(west, south, west + 0.005, south + 0.005)
    return a_lake(tmp_path, features=[a_feature(one, name="湖") for one in squares])


def test_a_large_edition_is_drawn_from_tiles_once_they_are_made(tmp_path):
    edition = a_large_lake(tmp_path)
    client = signed_in()

    def shown():
        groups = client.get("/map/").context["groups"]
        return next(one.tiles for group in groups for one in group.layers if one.code == "lake")

    before = shown()
    wanted = request_tiles(edition=edition, requested_at=timezone.localtime(), actor=SYSTEM)
    make_tiles(wanted.pk, clock=timezone.localtime)
    after = shown()

    assert (before.state.zh, before.url) == ("等待生成", "")
    assert after.url.startswith("/map/tiles/lake/1/{z}/{x}/{y}.mvt?made=")
    assert after.max_zoom == 12


@pytest.mark.django_db(transaction=True)
def test_the_page_of_an_edition_tells_of_its_tiles_and_has_them_made(tmp_path):
    a_lake(tmp_path)
    client = signed_in()
    page = "/system/layers/lake/1/"

    told = [client.get(page).context["tiles"].label.zh]
    client.post(f"{page}tiles/")
    told.append(client.get(page).context["tiles"].label.zh)
    call_command("db_worker", verbosity=0, batch=True, interval=0)
    told.append(client.get(page).context["tiles"].label.zh)

    assert told == ["未生成", "等待生成", "已生成"]
    assert "级别 0–12" in words_of(client.get(page))


def test_the_making_of_tiles_is_cancelled_from_the_page_and_a_viewer_may_not(tmp_path):
    a_lake(tmp_path)
    page = "/system/layers/lake/1/"
    reviewer = signed_in()
    reviewer.post(f"{page}tiles/")

    refused = signed_in(Role.VIEWER).post(f"{page}tiles/cancel/")
    reviewer.post(f"{page}tiles/cancel/")

    assert refused.status_code == 403
    assert TileSet.objects.get().status == "CANCELLED"
