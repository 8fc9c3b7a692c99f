# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whole reviews with a control layer of a million polygons, and a cold command. 整件审查。"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyogrio
import shapely

from bench.run import Row, Run
from kuangtu.rights.outlines import shipped_outline

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "fluorite-mine.toml"
LAYER = "ecological-redline"
COUNTY = "652824"
COLD_RUNS = 7


def whole_review(run: Run) -> list[Row]:
    """One application against all rules, every layer and the demonstration ledger, in process."""
    home = run.folder / "home"
    prepared(home)
    import_control_layer(run, home)
    grounds = run.folder / "grounds.json"
    outline = shipped_outline(COUNTY)
    inside = run.ranges[shapely.contains(outline, run.ranges)]
    chosen = inside[: run.sizes.single // 5]
    grounds.write_text(json.dumps([shapely.to_wkt(one, rounding_precision=9) for one in chosen]))
    found = json.loads(child(home, "-m", "bench.review_process", str(grounds)))
    return [
        Row(
            f"whole review, median of {len(chosen)}; layer of {run.sizes.features:,}",
            f"{found['review_ms']:.1f} ms",
            target="≤ 30 ms",
            is_reached=found["review_ms"] <= 30,
        ),
        Row(
            "the same, read from JSON and its receipt stored",
            f"{found['stored_ms']:.1f} ms",
        ),
        Row(
            "first review, the layer's index built",
            f"{found['first_s']:.2f} s",
        ),
        Row(
            "peak memory of the process that reviews",
            f"{found['peak_mb']:,.0f} MB",
            target="≤ 2.5 GB",
            is_reached=found["peak_mb"] <= 2500,
        ),
    ]


def cold_command(run: Run) -> list[Row]:
    """`kuangtu check` as a whole process, with the shipped layers."""
    home = run.folder / "cold"
    prepared(home)
    seconds = []
    for _ in range(COLD_RUNS):
        began = time.perf_counter()
        child(home, "-m", "kuangtu", "check", str(EXAMPLE), "--json", codes=(0, 1, 3))
        seconds.append(time.perf_counter() - began)
    median = statistics.median(seconds)
    what = f"kuangtu check, whole process, median of {COLD_RUNS}"
    return [Row(what, f"{median:.2f} s", target="≤ 3 s", is_reached=median <= 3)]


def prepared(home: Path) -> None:
    """A home with plan, norms, shipped layers and the demonstration ledger."""
    code = (
        "from datetime import date; from kuangtu.cli.output import start_django; start_django();"
        "from kuangtu.cli.setup import ensure_demo, ensure_ready;"
        "ensure_ready(today=date(2026, 11, 23), say=str); ensure_demo(say=str)"
    )
    child(home, "-c", code)


def import_control_layer(run: Run, home: Path) -> None:
    """The million polygons as the red line, imported and published by the product's command."""
    path = run.folder / "redline.gpkg"
    table: dict[str, Any] = {"geometry": shapely.to_wkb(run.layer), "field_data": [], "fields": []}
    pyogrio.raw.write(
        path, **table, crs="EPSG:4490", geometry_type="Polygon", SPATIAL_INDEX="NO", layer="redline"
    )
    child(
        home, "-m", "kuangtu", "layer", "import", str(path), "--layer", LAYER, "--publish",
        "--source", "bench", "--dated-on", "2023-01-01", "--limit-mb", "4096",
    )  # fmt: skip
    path.unlink()


def child(home: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """Run Python with that home and give what it printed."""
    made = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"KUANGTU_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode not in codes:
        raise RuntimeError(f"{' '.join(arguments)}: {made.stderr[-2000:]}")
    return made.stdout
