# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A large layer read, checked and published, beside GDAL's own tools. 导入。

The peer copies the file into a GeoPackage and asks whether each geometry is valid; ours does that
and everything else that a layer of the county is checked for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import shapely
from pyogrio.raw import write

from bench.reviews import child
from bench.run import Row, Run, faster, timed
from bench.tiles import folder_of

LAYER = "arable-land"
VERTICES = 24
PACKAGE = "gdal-bin"


def importing(run: Run) -> list[Row]:
    """Import, check and publish against `ogr2ogr` and `ST_IsValid`."""
    count = int(run.sizes.features**0.5) ** 2
    file = run.folder / "parcels.fgb"
    write_parcels(file, count)
    told = json.loads(
        child(
            folder_of(run, "import-home"), "-m", "bench.import_process", str(file), LAYER
        ).splitlines()[-1]
    )
    peer_s = peer(file, run.folder / "parcels.gpkg")
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in told["steps"].items())
    return [
        faster(
            f"import, check and publish {count:,} parcels",
            ours=told["seconds"],
            peer=peer_s,
            unit="s",
            at_least=2,
        ),
        Row(f"  by step, s: {steps}", f"peak {told['peak_mb'] / 1000:.2f} GB"),
    ]


def write_parcels(path: Path, count: int) -> None:
    """Parcels beside one another inside the county, 24 vertices each, with their attributes."""
    side = int(count**0.5)
    random = np.random.default_rng(652824)
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    step = np.array([2.0, 1.4]) / side
    middles = np.stack([column.ravel(), row.ravel()], axis=1) * step + (88.2, 37.4)
    turns = np.arange(VERTICES) / VERTICES * 2 * np.pi
    reach = random.uniform(0.27, 0.45, (len(middles), VERTICES))
    points = middles[:, None, :] + (
        np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=2) * step
    )
    shapes = shapely.polygons(np.concatenate([points, points[:, :1]], axis=1))
    numbers = np.arange(len(shapes))
    columns = {
        "TBBH": np.array([f"{number:07d}" for number in numbers], dtype=object),
        "BSM": np.array([f"6528240000{number:08d}" for number in numbers], dtype=object),
        "DLBM": np.full(len(shapes), "0103", dtype=object),
        "DLMC": np.full(len(shapes), "旱地", dtype=object),
    }
    write(
        path,
        shapely.to_wkb(shapes),
        list(columns.values()),
        list(columns),
        geometry_type="Polygon",
        crs="EPSG:4490",
        driver="FlatGeobuf",
    )


def peer(file: Path, copy: Path) -> float | None:
    """Seconds of both tools, one after the other; None where they are not installed."""
    if shutil.which("ogr2ogr") is None:
        print(f"GDAL's tools are not installed (apt-get install {PACKAGE}): no peer for imports.")
        return None
    valid = "SELECT count(*) FROM parcels WHERE NOT ST_IsValid(geom)"
    copying = ["ogr2ogr", "-f", "GPKG", "-nln", "parcels", str(copy), str(file)]
    asking = ["ogrinfo", "-q", str(copy), "-sql", valid]
    seconds = 0.0
    for command in (copying, asking):
        seconds += timed(
            lambda command=command: subprocess.run(command, check=True, capture_output=True)
        )[0]
    return seconds
