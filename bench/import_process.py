# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A file imported, checked and published in a process of its own; see bench.imports. 导入。"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from bench.memory import peak_bytes
from kuangtu.cli.output import start_django

DAY = date(2026, 11, 23)


def main() -> None:
    """Print one line of JSON: seconds of each step, and the most memory."""
    start_django()
    from django.core.management import call_command

    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.queries import warm_up_kernels
    from kuangtu.layers.reading import ReadLimits
    from kuangtu.layers.services import import_layer, load_base_layers, publish_edition

    call_command("migrate", verbosity=0)
    load_base_layers(actor=SYSTEM, loaded_on=DAY)  # the county's boundary is checked against
    warm_up_kernels()
    steps: dict[str, float] = {}
    began = last = time.perf_counter()
    doing = "copying"

    def follow(step: object, _features: int | None) -> None:
        """What was done until now was the step before."""
        nonlocal last, doing
        now = time.perf_counter()
        steps[doing] = steps.get(doing, 0.0) + now - last
        last, doing = now, str(step).lower()

    edition = import_layer(
        layer=sys.argv[2],
        file=Path(sys.argv[1]),
        source="bench",
        imported_on=DAY,
        actor=SYSTEM,
        limits=ReadLimits.for_files_up_to(4_000_000_000),
        follow=follow,
    )
    publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)
    follow("done", None)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "steps": steps,
                "peak_mb": peak_bytes() / 1e6,
                "features": edition.feature_count,
                "findings": edition.finding_counts,
            }
        )
    )


if __name__ == "__main__":
    main()
