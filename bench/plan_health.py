# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The health check of a plan, and how its cost grows with the text. 规划体检。"""

from __future__ import annotations

import time
from pathlib import Path

from bench.run import Row, Run
from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "tests" / "plans" / "health_documents"
PLAN = 35_000  # signs of a county's plan
LONG = 4 * PLAN
SECONDS = 10  # within which a plan must be examined


def health_check(run: Run) -> list[Row]:
    """Invented plans one behind the other, as a text as long as a plan and as four of them."""
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    plans = "\n".join(text for text in texts if "规划" in text.partition("\n")[0])
    plans *= -(-LONG // len(plans))
    once, whole = (_seconds(run.folder / "plan.txt", plans[:signs]) for signs in (PLAN, LONG))
    return [
        Row(
            f"health check of {PLAN:,} signs, one plan",
            f"{once:.2f} s",
            target=f"≤ {SECONDS} s",
            is_reached=once <= SECONDS,
        ),
        Row(f"health check of {LONG:,} signs, in one text", f"{whole:.1f} s"),
    ]


def _seconds(path: Path, text: str) -> float:
    """CPU time of reading and examining the text."""
    path.write_text(text, "utf-8")
    start = time.process_time()
    examine(Case(read_document(path)))
    return time.process_time() - start
