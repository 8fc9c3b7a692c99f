# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition read part by part, by several threads, straight into one array. 分块装配。"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

import numpy as np

from kuangtu.geo.overlap.arrays import FeatureArrays
from kuangtu.geo.overlap.building import Checked, Decoded, accepted, checked
from kuangtu.geo.overlap.engine import Engine

Part = Callable[[], Decoded]


def assembled(
    parts: Sequence[Part], *, points: int, threads: int, engine: Engine = Engine.AUTO
) -> FeatureArrays:
    """The features of all parts, in order. Raises: `Invalid` with the problems of all parts.

    `points` is how many coordinates are expected: room that stays empty costs nothing, as the
    system gives memory when it is first written. Only a few parts are held at a time.
    """
    coordinates, first = np.empty((points, 2)), 0
    checks: list[Future[Checked]] = []
    with ThreadPoolExecutor(threads) as pool:
        waiting = deque(pool.submit(part) for part in parts[: 2 * threads])
        later = deque(parts[2 * threads :])
        while waiting:
            decoded = waiting.popleft().result()
            if later:
                waiting.append(pool.submit(later.popleft()))
            end = first + len(decoded.paths.coordinates)
            if end > len(coordinates):
                wait(checks)  # they still write into the smaller array
                larger = np.empty((2 * end, 2))
                larger[:first] = coordinates[:first]
                coordinates = larger
            room = coordinates[first:end]
            checks.append(pool.submit(checked, decoded, engine=engine, room=room))
            first = end
        return accepted((check.result() for check in checks), coordinates=coordinates[:first])
