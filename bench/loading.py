# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Loading and indexing a layer, and the memory it takes. 加载与内存。"""

from __future__ import annotations

import subprocess
import sys

from bench.run import Row, Run, faster
from kuangtu.geo.overlap import warm_up

# A process that does nothing but hold the layer and answer; it reports for itself.
_ALONE = """
import sys, time
from pathlib import Path
import shapely
from bench.memory import peak_bytes
from kuangtu.geo.overlap import warm_up
from kuangtu.layers.index import IndexCache
warm_up()
cache = IndexCache(budget_mb=4000)
began = time.perf_counter()
index = cache.index_of("the edition", Path(sys.argv[1]))
seconds = time.perf_counter() - began
index.overlaps(shapely.box(90, 39, 90.02, 39.02))
index.overlaps_many([shapely.box(90, 39, 90.02, 39.02)] * 2000)
print(seconds, peak_bytes(), index.size_bytes)
"""


_TIMES = 3


def loading(run: Run) -> list[Row]:
    """From GeoParquet to an index in a fresh process that has its kernels ready."""
    warm_up()
    seconds, peak, size = sorted(_alone(run) for _ in range(_TIMES))[_TIMES // 2]
    peer = run.peer_loading
    return [
        faster(
            f"loading and indexing {run.sizes.features:,} polygons, median of {_TIMES}",
            ours=seconds,
            peer=peer.copy_s + peer.index_s if peer else None,
            unit="s",
            at_least=5,
        ),
        Row(
            "  of the peer: reading and COPY, GiST",
            "",
            f"{peer.copy_s:.3g} + {peer.index_s:.3g} s" if peer else "",
        ),
        Row(
            "  peak memory of that process",
            f"{peak / 1e9:.2f} GB",
            target="≤ 2.5 GB",
            is_reached=peak <= 2.5e9,
        ),
        Row("  of which the index", f"{size / 1e9:.2f} GB"),
    ]


def _alone(run: Run) -> tuple[float, float, float]:
    command = [sys.executable, "-c", _ALONE, str(run.edition)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, peak, size = map(float, printed.split())
    return seconds, peak, size
