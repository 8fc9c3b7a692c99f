# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The tiler in a process of its own: `python -m kuangtu.layers.tiling.freestiling`. 切片进程。

Its memory goes back when it ends, it can be stopped in the middle, and the libraries that it
pulls in stay out of the worker. It reads its niceness and what to make as JSON lines from its
standard input and tells each zoom that it begins on its standard error.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    """Make every archive that is asked for, in order."""
    os.nice(json.loads(sys.stdin.readline()))
    # Late: geopandas comes with it, which only this process should pay for.
    from freestiler import freestile_file  # noqa: PLC0415

    for line in sys.stdin:
        asked = json.loads(line)
        freestile_file(
            asked["source"],
            asked["archive"],
            layer_name=asked["layer"],
            min_zoom=asked["min_zoom"],
            max_zoom=asked["max_zoom"],
            engine="geoparquet",
        )


if __name__ == "__main__":
    main()
