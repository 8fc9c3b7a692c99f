# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Vector tiles of editions, and how far their making is. 瓦片查询。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from kuangtu.layers.choices import EditionStatus, TilesStatus
from kuangtu.layers.models import Edition, TileSet
from kuangtu.layers.queries.files import layers_folder
from kuangtu.layers.queries.looking import MOST_FEATURES
from kuangtu.layers.storing import DATA_FILE
from kuangtu.layers.tile_archive import TileRecord, archive_in

MOST_BYTES = 4_000_000  # of a data file that is sent whole


def is_sent_whole(edition: Edition) -> bool:
    """Whether a map asks for all features at once, exact, and needs no tiles. 整层发送。"""
    if edition.feature_count > MOST_FEATURES:
        return False
    path = layers_folder() / edition.folder / DATA_FILE
    return not path.is_file() or path.stat().st_size <= MOST_BYTES


def tile_sets(editions: Iterable[Edition]) -> Mapping[int, TileSet]:
    """How far the tiles of several editions are, by edition, in one query."""
    found = TileSet.objects.filter(edition__in=[one.pk for one in editions])
    return {one.edition_id: one for one in found}


def tile(edition: Edition, z: int, x: int, y: int) -> bytes | None:
    """A tile of an edition, gzipped MVT; None where nothing lies or no tiles are there. 瓦片。

    The layer in it is called by the layer's code. Nothing is asked of the database: whoever may
    see the edition may see its tiles.
    """
    archive = archive_in(layers_folder() / edition.folder, data_sha256=edition.sha256)
    return archive.tile(z, x, y) if archive else None


def tile_record(edition: Edition) -> TileRecord | None:
    """What is known of an edition's tiles; None if there are none that belong to it. 瓦片记录。"""
    archive = archive_in(layers_folder() / edition.folder, data_sha256=edition.sha256)
    return archive.record if archive else None


def tile_set(edition: Edition) -> TileSet | None:
    """How far the making of an edition's tiles is; None if nobody has asked for any."""
    return TileSet.objects.filter(edition_id=edition.pk).first()


def editions_without_tiles() -> QuerySet[Edition]:
    """Published editions with features on the map for which nobody has asked for tiles."""
    placed = Edition.objects.filter(status=EditionStatus.PUBLISHED, west__isnull=False)
    return placed.filter(tile_set__isnull=True)


def failed_tile_sets() -> QuerySet[TileSet]:
    """Those that failed, newest first. 未成瓦片。"""
    return TileSet.objects.filter(status=TilesStatus.FAILED).select_related("edition")
