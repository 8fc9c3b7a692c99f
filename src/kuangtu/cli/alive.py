# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A worker tells that it lives, and learns whether another one does. 后台进程存活标志。"""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ALIVE_FILE = "worker-alive"
ALIVE_EVERY_S = 10


@contextmanager
def alive() -> Iterator[bool]:
    """Hold the home's file of workers for the length of the block; whether nobody else does.

    The system page reads when the file was touched last. The hold ends with the process, however
    that ends, so a worker that was killed is not taken for one that lives.
    """
    from django.conf import settings

    path = Path(settings.KUANGTU_HOME) / ALIVE_FILE
    with path.open("ab") as file:
        is_alone = _is_alone(file.fileno())
        fcntl.flock(file, fcntl.LOCK_SH)
        threading.Thread(target=_touch, args=(path,), daemon=True).start()
        yield is_alone


def _is_alone(descriptor: int) -> bool:
    """Whether the file can be had alone."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _touch(path: Path) -> None:
    """Touch the file for as long as the process lives."""
    while True:
        path.touch()
        time.sleep(ALIVE_EVERY_S)
