# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How far the tiles of an edition are, in words. 瓦片状态。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.core.text import Text
from kuangtu.layers.choices import TilesStatus
from kuangtu.layers.models import Edition, TileSet
from kuangtu.layers.queries import tile_record, tile_set
from kuangtu.layers.tile_archive import TileRecord

NONE = Text("未生成", "not made")
CSS = {TilesStatus.MADE: "good", TilesStatus.FAILED: "bad"}


@dataclass(frozen=True, slots=True)
class TilesState:
    """The tiles of an edition as its page tells of them. 瓦片状态。"""

    label: Text
    about: Text
    css: str
    is_under_way: bool
    is_made: bool


def tiles_of(edition: Edition) -> TilesState:
    """What is there and what is under way."""
    wanted, record = tile_set(edition), tile_record(edition)
    if wanted is None:
        return TilesState(NONE, Text("", ""), "", is_under_way=False, is_made=record is not None)
    status = TilesStatus(wanted.status)
    return TilesState(
        status.label,
        about(wanted, record),
        CSS.get(status, "amber"),
        is_under_way=wanted.is_under_way,
        is_made=record is not None,
    )


def about(wanted: TileSet, record: TileRecord | None) -> Text:
    """The reason, the progress, or what was made."""
    if wanted.reason:
        return Text(wanted.reason["zh"], wanted.reason["en"])
    if wanted.status == TilesStatus.MAKING and wanted.zoom is not None:
        return Text("第 {zoom} 级，共至 {last} 级", "zoom {zoom} of {last}").format(
            zoom=wanted.zoom, last=wanted.last_zoom
        )
    if record is None:
        return Text("", "")
    size = f"{record.size_bytes / 1e6:,.1f}"
    return Text(
        "级别 0–{last}，{count} 张，{size} MB", "zooms 0–{last}, {count} tiles, {size} MB"
    ).format(last=record.max_zoom, count=f"{record.tile_count:,}", size=size)
