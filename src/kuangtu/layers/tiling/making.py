# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Making one PMTiles archive of an edition's features and overviews. 制作瓦片。"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import zxy_to_tileid
from pmtiles.writer import Writer

from kuangtu.layers.features import DataFile
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.tiling.sources import Source, write_sources

TOOL = "freestiler"
ZOOM_BEGUN = re.compile(r"^\s*Zoom\s+(\d+)/")
NICENESS = 10  # whoever waits for a page comes first
LAST_WORDS = 4  # lines of the tiler that say why it failed

Follow = Callable[[int, int], None]  # the zoom begun, and the last one; may raise to stop


class TilerFailed(RuntimeError):
    """The tiler ended without an archive; its last words say why. 切片失败。"""


@dataclass(frozen=True, slots=True)
class Made:
    """An archive that was made. 制成的归档。"""

    path: Path
    sha256: str
    size_bytes: int
    tile_count: int
    feature_zoom: int
    max_zoom: int


def make_archive(
    data: DataFile, *, layer: str, columns: Sequence[str], work: Path, follow: Follow
) -> Made:
    """Write the tiles of a data file into a folder. 制作归档。

    `columns` are the attributes that a map needs; `follow` may raise, and then nothing goes on.
    Raises: TilerFailed.
    """
    zooms, sources = write_sources(data, columns, work)
    run_tiler(sources, layer=layer, follow=lambda zoom: follow(zoom, zooms.last))
    archives = [_archive_of(source) for source in sources]
    path = archives[-1] if len(archives) == 1 else work / "tiles.pmtiles"
    if len(archives) > 1:
        _join(archives, path)
    return Made(
        path=path,
        sha256=file_sha256(path),
        size_bytes=path.stat().st_size,
        tile_count=_tile_count(path),
        feature_zoom=zooms.features,
        max_zoom=zooms.last,
    )


def tool_version() -> str:
    """Which version of the tiler makes them."""
    return version(TOOL)


def _archive_of(source: Source) -> Path:
    return source.path.with_suffix(".pmtiles")


def run_tiler(
    sources: Sequence[Source],
    *,
    layer: str,
    follow: Callable[[int], None],
    niceness: int = NICENESS,
) -> None:
    """Make the archive of each source beside it. 切片。

    Raises: TilerFailed, and what `follow` raises once the process has been stopped.
    """
    asked = [json.dumps(niceness), *(_asked(source, layer) for source in sources)]
    process = subprocess.Popen(
        [sys.executable, "-m", "kuangtu.layers.tiling.freestiling"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    with process:
        try:
            last_words = deque(_told(process, "\n".join(asked), follow), maxlen=LAST_WORDS)
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        raise TilerFailed(" / ".join(last_words) or f"exit {process.returncode}")


def _asked(source: Source, layer: str) -> str:
    return json.dumps(
        {
            "source": str(source.path),
            "archive": str(_archive_of(source)),
            "layer": layer,
            "min_zoom": source.min_zoom,
            "max_zoom": source.max_zoom,
        }
    )


def _told(
    process: subprocess.Popen[str], asked: str, follow: Callable[[int], None]
) -> Iterator[str]:
    """The lines of the process that are no progress."""
    _hand_over(process.stdin, asked)
    for line in process.stderr or ():
        begun = ZOOM_BEGUN.match(line)
        if begun:
            follow(int(begun[1]))
        elif line.strip():
            yield line.strip()


def _hand_over(pipe: IO[str] | None, words: str) -> None:
    # A process that has died already says why on its standard error.
    with suppress(BrokenPipeError):
        if pipe is not None:
            with pipe:
                pipe.write(words)


def _join(archives: Sequence[Path], path: Path) -> None:
    """Several archives of rising zooms as one."""
    with ExitStack() as stack, path.open("wb") as file:
        readers = [Reader(MmapSource(stack.enter_context(one.open("rb")))) for one in archives]
        writer = Writer(file)
        for reader in readers:
            for (z, x, y), tile in all_tiles(reader.get_bytes):
                writer.write_tile(zxy_to_tileid(z, x, y), tile)
        writer.finalize(readers[-1].header(), _metadata(readers))


def _metadata(readers: Sequence[Reader]) -> dict[str, Any]:
    """That of the features, with the fields and zooms of the overviews too."""
    told: dict[str, Any] = readers[-1].metadata()
    (layer,) = told["vector_layers"]
    for reader in readers[:-1]:
        (wide,) = reader.metadata()["vector_layers"]
        layer["fields"] = wide["fields"] | layer["fields"]
        layer["minzoom"] = min(layer["minzoom"], wide["minzoom"])
    return told


def _tile_count(path: Path) -> int:
    with path.open("rb") as file:
        return int(Reader(MmapSource(file)).header()["addressed_tiles_count"])
