# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts on the tiles of editions: ask for, make, cancel. 瓦片事务。"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record
from kuangtu.core.errors import Conflict, KuangtuError
from kuangtu.core.text import Text
from kuangtu.layers.choices import FieldType, TilesStatus
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.models import Edition, TileSet
from kuangtu.layers.queries import layers_folder, opened
from kuangtu.layers.tile_archive import TILES_FILE, TILES_RECORD, TileRecord
from kuangtu.layers.tiling.making import TOOL, Made, TilerFailed, make_archive, tool_version

LOG = logging.getLogger(__name__)

NO_ARCHIVE = Text("切片程序没有完成：{why}", "the tiler did not finish: {why}")
CRASHED = Text(
    "生成瓦片时程序出错，已记入运行日志", "making tiles failed in the program itself and was logged"
)

CUT_SHORT = Text("生成中断，请重新生成", "the making was cut short; have them made again")


class NothingToTile(Conflict):
    text = Text("{edition} 没有图形，不需要瓦片", "{edition} has no geometry and needs no tiles")
    code = "layer.nothing-to-tile"


class TilesEnded(Conflict):
    text = Text(
        "瓦片的状态是“{status}”，不能取消", "the tiles are {status} and cannot be cancelled"
    )
    code = "layer.tiles-ended"


class TilesCancelled(Conflict):
    text = Text("瓦片生成已取消", "the making of the tiles was cancelled")
    code = "layer.tiles-cancelled"


@transaction.atomic
def request_tiles(*, edition: Edition, requested_at: datetime, actor: Actor) -> TileSet:
    """Have the tiles of an edition made, or made again. 申请瓦片。

    Writes: the TileSet, one trace; one that waits or is being made is left as it is.
    Raises: RoleTooLow, OutsideArea, NothingToTile.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    if edition.bounds is None:
        raise NothingToTile(edition=edition.label)
    wanted = TileSet.objects.select_for_update().filter(edition=edition).first()
    if wanted is not None and wanted.is_under_way:
        return wanted
    found, _ = TileSet.objects.update_or_create(
        edition=edition,
        defaults={
            "status": TilesStatus.WAITING,
            "zoom": None,
            "last_zoom": None,
            "reason": None,
            "requested_at": requested_at,
            "ended_at": None,
        },
    )
    _trace("layers.tiles-requested", edition, actor.key, {})
    return found


def make_tiles(pk: int, *, clock: Callable[[], datetime]) -> TileSet:
    """Make the tiles that wait, telling each zoom. 生成瓦片。

    Writes: `tiles.pmtiles` and `tiles.json` beside the data, the TileSet, a trace of a failure.
    A set that does not wait is left alone. What goes wrong is written down and not raised: the
    edition itself is whole, and the map draws it without tiles.
    """
    if not TileSet.objects.filter(pk=pk, status=TilesStatus.WAITING).update(
        status=TilesStatus.MAKING
    ):
        return TileSet.objects.get(pk=pk)
    wanted = TileSet.objects.select_related("edition").get(pk=pk)
    try:
        _make(wanted, clock)
    except TilesCancelled:
        LOG.info("the tiles of %s were cancelled while they were made", wanted.edition.subject)
    except TilerFailed as error:
        _fail(wanted, NO_ARCHIVE.format(why=str(error)), clock())
    except KuangtuError as error:
        _fail(wanted, error.text, clock())
    except Exception:
        LOG.exception("the tiles of %s could not be made", wanted.edition.subject)
        _fail(wanted, CRASHED, clock())
    else:
        _end(wanted, TilesStatus.MADE, clock())
    wanted.refresh_from_db()
    return wanted


def _make(wanted: TileSet, clock: Callable[[], datetime]) -> None:
    """Raises: TilesCancelled, TilerFailed, EditionDamaged."""
    edition = wanted.edition
    folder = layers_folder() / edition.folder
    data = opened(edition)
    columns = _columns(layer_named(edition.layer), data.attribute_names)
    with tempfile.TemporaryDirectory(prefix=".tiles-", dir=folder.parent) as work:
        made = make_archive(
            data,
            layer=edition.layer,
            columns=columns,
            work=Path(work),
            follow=lambda zoom, last: _tell(wanted, zoom, last),
        )
        _tell(wanted, made.max_zoom, made.max_zoom)
        _put_in_place(made, folder, _record(made, edition, clock()), Path(work))


def _columns(specification: LayerSpecification, stored: list[str]) -> list[str]:
    """What a map labels and colours by: the name, and words with a code list."""
    wanted = [specification.name_field]
    wanted += [one.name for one in specification.fields if one.codes and one.type is FieldType.TEXT]
    return [name for name in dict.fromkeys(wanted) if name in stored]


def _record(made: Made, edition: Edition, at: datetime) -> TileRecord:
    return TileRecord(
        data_sha256=edition.sha256,
        sha256=made.sha256,
        size_bytes=made.size_bytes,
        tile_count=made.tile_count,
        feature_zoom=made.feature_zoom,
        max_zoom=made.max_zoom,
        tool=TOOL,
        tool_version=tool_version(),
        made_at=at.isoformat(timespec="seconds"),
    )


def _put_in_place(made: Made, folder: Path, said: TileRecord, work: Path) -> None:
    """By renames; between the two the old record does not fit and nobody reads the archive."""
    written = work / TILES_RECORD
    written.write_text(said.as_json(), "utf-8")
    made.path.rename(folder / TILES_FILE)
    written.rename(folder / TILES_RECORD)


def _tell(wanted: TileSet, zoom: int, last: int) -> None:
    """Write down the zoom. Raises: TilesCancelled if somebody cancelled meanwhile."""
    making = TileSet.objects.filter(pk=wanted.pk, status=TilesStatus.MAKING)
    if not making.update(zoom=zoom, last_zoom=last):
        raise TilesCancelled


@transaction.atomic
def _fail(wanted: TileSet, reason: Text, at: datetime) -> None:
    _end(wanted, TilesStatus.FAILED, at, reason=reason.as_json())
    _trace("layers.tiles-failed", wanted.edition, "system", {"reason": reason.zh})


def _end(
    wanted: TileSet,
    status: TilesStatus,
    at: datetime,
    *,
    reason: Mapping[str, str] | None = None,
) -> None:
    making = TileSet.objects.filter(pk=wanted.pk, status=TilesStatus.MAKING)
    making.update(status=status, ended_at=at, reason=reason)


@transaction.atomic
def release_stuck_tiles(*, before: datetime) -> None:
    """Call tiles failed whose making began long ago and never ended. 中断的瓦片。

    Writes: the TileSets, a trace of each.
    """
    stuck = TileSet.objects.filter(status=TilesStatus.MAKING, requested_at__lt=before)
    for one in stuck.select_related("edition"):
        _fail(one, CUT_SHORT, before)


@transaction.atomic
def cancel_tiles(*, tile_set: TileSet, cancelled_at: datetime, actor: Actor) -> TileSet:
    """Stop the making of tiles; those that were there before stay. 取消瓦片。

    Writes: the TileSet, one trace. A worker that makes them stops at its next zoom.
    Raises: RoleTooLow, OutsideArea, TilesEnded.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = TileSet.objects.select_for_update().get(pk=tile_set.pk)
    if not found.is_under_way:
        raise TilesEnded(status=TilesStatus(found.status).label)
    found.status, found.ended_at = TilesStatus.CANCELLED, cancelled_at
    found.save(update_fields=["status", "ended_at"])
    _trace("layers.tiles-cancelled", found.edition, actor.key, {})
    return found


def _trace(action: str, edition: Edition, actor: str, more: Mapping[str, object]) -> None:
    record(
        action=action,
        actor=actor,
        subject=edition.subject,
        adcode=settings.KUANGTU_COUNTY,
        data={"layer": edition.layer, "number": edition.number, **more},
    )
