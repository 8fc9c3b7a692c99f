# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The process that reviews: started by bench.reviews, prints its figures as JSON. 审查进程。"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.memory import peak_bytes
from kuangtu.cli.output import start_django

DAY = date(2023, 6, 1)


def main() -> None:
    """Review each ground once unstored and once from its JSON into a stored receipt."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.conformity.queries import review_application
    from kuangtu.conformity.reading import read_one
    from kuangtu.conformity.services import review

    bodies = [body_of(one) for one in json.loads(Path(sys.argv[1]).read_text())]
    applications = [read_one(body) for body in bodies]
    first_s = timed(lambda: review_application(applications[0], judged_on=DAY, actor=SYSTEM))
    unstored = [
        timed(lambda one=one: review_application(one, judged_on=DAY, actor=SYSTEM))
        for one in applications
    ]
    stored = [
        timed(lambda body=body: review(read_one(body), judged_on=DAY, actor=SYSTEM))
        for body in bodies
    ]
    figures: dict[str, Any] = {
        "first_s": first_s,
        "review_ms": statistics.median(unstored) * 1000,
        "stored_ms": statistics.median(stored) * 1000,
        "peak_mb": peak_bytes() / 1e6,
    }
    print(json.dumps(figures))


def body_of(range_text: str) -> bytes:
    """The application of the issue's example on another ground."""
    application = {
        "kind": "采矿权",
        "act": "新立",
        "name": "示例萤石矿",
        "applicant": "示例公司",
        "mineral": "萤石",
        "method": "地下",
        "capacity": 8.0,
        "capacity_unit": "矿物万吨/年",
        "reserves": 150.0,
        "reserves_unit": "矿物万吨",
        "recovery": 0.85,
        "dilution": 0.1,
        "stage": "勘探",
        "grant_mode": "挂牌",
        "applied_on": DAY.isoformat(),
        "documents": ["开采方案", "生态修复方案", "环境影响评价", "绿色矿山承诺"],
        "range": range_text,
    }
    return json.dumps(application, ensure_ascii=False).encode()


def timed(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
