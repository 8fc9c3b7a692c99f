# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Run all benchmarks, or those named: `python -m bench [NAME …]`. 性能测试。"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import fields

from bench import imports, loading, nets, ogc, overlay, plan_health, postgis, reviews, tiles
from bench.run import Row, Run, Sizes

BENCHMARKS: dict[str, Callable[[Run], list[Row]]] = {
    "load": loading.loading,
    "one": overlay.one_ground,
    "many": overlay.many_grounds,
    "nets": nets.shared_borders,
    "review": reviews.whole_review,
    "cold": reviews.cold_command,
    "import": imports.importing,
    "tiles": tiles.making,
    "serve-tiles": tiles.serving,
    "ogc": ogc.pages,
    "health": plan_health.health_check,
}


def main() -> int:
    """Print the table; 1 when a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    for size in fields(Sizes):
        parser.add_argument(f"--{size.name}", type=int, default=size.default)
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}")
    if not postgis.is_installed():
        print(f"PostGIS is not installed (apt-get install {postgis.PACKAGE}): no peer for it.")
    run = Run(Sizes(**{size.name: getattr(chosen, size.name) for size in fields(Sizes)}))
    _print(("what", "ours", "peer", "ratio", "target", ""))
    missed = 0
    with run.stack:
        for name in chosen.names or BENCHMARKS:
            for row in BENCHMARKS[name](run):
                ratio = "" if row.ratio is None else f"{row.ratio:.1f}×"
                verdict = {None: "", True: "reached", False: "MISSED"}[row.is_reached]
                missed += row.is_reached is False
                _print((row.what, row.ours, row.peer, ratio, row.target, verdict))
    return 1 if missed else 0


def _print(cells: tuple[str, ...]) -> None:
    widths = (72, 24, 14, 8, 12, 8)
    print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
