# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Making the first review as quick as the next, while the server already answers. 预热。"""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

COMPILE = (
    "from kuangtu.cli.output import start_django; start_django();"
    "from kuangtu.layers.queries import warm_up_kernels; warm_up_kernels()"
)

# A page of a thousand features makes several thousand values that are gone when it is sent.
LOOKED_THROUGH_AFTER = 20_000


@contextmanager
def warming_up() -> Iterator[None]:
    """Compile, then load what reviews read, in the background of what is done meanwhile.

    Compiling stops every thread of its process for seconds, once for each version of the
    kernels: so it has a process of its own, and the machine code that it keeps is loaded here.
    """
    command = [sys.executable, "-c", COMPILE]
    # A session of its own keeps Ctrl-C from reaching it: it is ended below, without a word.
    compiling = subprocess.Popen(  # noqa: S603 - our own code
        command, stdin=subprocess.DEVNULL, start_new_session=True
    )
    threading.Thread(target=_warm_up, args=(compiling,), name="warm-up", daemon=True).start()
    try:
        yield
    finally:
        compiling.terminate()
        compiling.wait()


def _warm_up(compiling: subprocess.Popen[bytes]) -> None:
    from django.db import connection
    from django.utils import timezone

    from kuangtu.conformity.queries import warm_up

    if compiling.wait() != 0:
        return  # ended with the server, or it has said why; reviews do without
    try:
        warm_up(day=timezone.localdate())
    except Exception:  # a server that starts cold is better than none
        logging.getLogger(__name__).exception("not warmed up; the first review will be slower")
    finally:
        connection.close()
        # What is loaded by now stays: it need not be gone through again for every few answers.
        gc.collect()
        gc.freeze()
        gc.set_threshold(LOOKED_THROUGH_AFTER, *gc.get_threshold()[1:])
