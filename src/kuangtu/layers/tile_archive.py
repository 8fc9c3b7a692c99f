# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading vector tiles beside an edition: PMTiles on a memory map. 瓦片归档读取。

The tiles are no part of an edition's immutable content: they are made from it and can be made
again. `tiles.json` beside them says from which data, and with which hash; an archive is verified
once for each state of its file, and what is not as recorded is as if it were not there.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_right
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from pmtiles.tile import deserialize_directory, deserialize_header, zxy_to_tileid

from kuangtu.layers.verifying import FILE_HASHES, FileState, state_of_file

TILES_FILE, TILES_RECORD = "tiles.pmtiles", "tiles.json"
LAST_ZOOM = 14
MOST_DIRECTORIES = 64  # kept unpacked of one archive; each names some thousand tiles
MOST_ARCHIVES = 64


@dataclass(frozen=True, slots=True)
class TileRecord:
    """What `tiles.json` says: from which data, which zooms, made with what. 瓦片记录。

    Tiles of zooms below `feature_zoom` hold an overview where features are too many to draw.
    """

    data_sha256: str
    sha256: str
    size_bytes: int
    tile_count: int
    feature_zoom: int
    max_zoom: int
    tool: str
    tool_version: str
    made_at: str

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where tiles lie, by their number along the Hilbert curve. 目录。"""

    tile_ids: tuple[int, ...]
    places: tuple[tuple[int, int, int], ...]  # offset, length, run length; 0: a further directory

    def find(self, tile_id: int) -> tuple[int, int, int] | None:
        position = bisect_right(self.tile_ids, tile_id) - 1
        if position < 0:
            return None
        place = self.places[position]
        is_inside = place[2] == 0 or tile_id - self.tile_ids[position] < place[2]
        return place if is_inside else None


class TileArchive:
    """An open archive; threads read it together. 瓦片归档。"""

    def __init__(self, path: Path, record: TileRecord) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.record = record
        header = deserialize_header(self._bytes[:127])
        self._data, self._leaves = header["tile_data_offset"], header["leaf_directory_offset"]
        self._root = self._read_directory(header["root_offset"], header["root_length"])
        self._leaf = lru_cache(maxsize=MOST_DIRECTORIES)(self._read_directory)

    def _read_directory(self, offset: int, length: int) -> _Directory:
        entries = deserialize_directory(self._bytes[offset : offset + length])
        places = tuple((one.offset, one.length, one.run_length) for one in entries)
        return _Directory(tuple(one.tile_id for one in entries), places)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """A gzipped tile, None where there is none. 瓦片。"""
        if not (0 <= z <= self.record.max_zoom and 0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        tile_id = zxy_to_tileid(z, x, y)
        place = self._root.find(tile_id)
        while place is not None and place[2] == 0:
            place = self._leaf(self._leaves + place[0], place[1]).find(tile_id)
        if place is None:
            return None
        start = self._data + place[0]
        return self._bytes[start : start + place[1]]


def archive_in(folder: Path, *, data_sha256: str) -> TileArchive | None:
    """The tiles in an edition's folder; None if there are none that belong to its data."""
    try:
        record, tiles = state_of_file(folder / TILES_RECORD), state_of_file(folder / TILES_FILE)
    except OSError:
        return None
    found = _opened(record, tiles)
    return found if found and found.record.data_sha256 == data_sha256 else None


@lru_cache(maxsize=MOST_ARCHIVES)
def _opened(record: FileState, tiles: FileState) -> TileArchive | None:
    """The archive in this state of its two files, verified; None where they do not agree."""
    said = TileRecord(**json.loads(record.path.read_text("utf-8")))
    _, sha256 = FILE_HASHES.state_and_sha256(tiles.path)
    return TileArchive(tiles.path, said) if sha256 == said.sha256 else None
