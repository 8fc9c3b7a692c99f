# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which generic rules could be bound, as comments that bind nothing. 规则绑定的建议。"""

from __future__ import annotations

from collections.abc import Iterator

from kuangtu.plans.drafting.pages import Pages
from kuangtu.plans.types import ListKind, ZoneKind

# file, words one of which a row must hold, generic rule
SUGGESTIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "minerals.csv",
        (ListKind.KEY_EXPLORATION.label.zh, ListKind.KEY_MINING.label.zh),
        "key-mineral-is-noted",
    ),
    (
        "minerals.csv",
        (ListKind.RESTRICTED_MINING.label.zh, ListKind.STRICTLY_CONTROLLED.label.zh),
        "listed-mineral-needs-judgment",
    ),
    ("minerals.csv", (ListKind.PROHIBITED_MINING.label.zh,), "mineral-is-not-prohibited"),
    ("scale_floors.csv", (), "capacity-meets-the-plan-floor"),
    ("scale_floors.csv", (), "existing-mine-meets-the-plan-floor"),
    ("scale_floors.csv", (), "service-life-meets-the-plan-floor"),
    ("zones.csv", (ZoneKind.CONCENTRATED_MINING.label.zh,), "ground-inside-a-zone"),
    ("zones.csv", (ZoneKind.CONCENTRATED_MINING.label.zh,), "capacity-meets-the-zone-floor"),
    (
        "zones.csv",
        (
            ZoneKind.NATIONAL_PLANNING_AREA.label.zh,
            ZoneKind.RESERVE_AREA.label.zh,
            ZoneKind.KEY_EXPLORATION.label.zh,
            ZoneKind.KEY_MINING.label.zh,
        ),
        "zone-mineral-comes-first",
    ),
    (
        "zones.csv",
        (ZoneKind.EXPLORATION_BLOCK.label.zh, ZoneKind.MINING_BLOCK.label.zh),
        "ground-inside-a-block",
    ),
    (
        "goals.csv",
        ("MINE_COUNT", "ANNUAL_OUTPUT", "LARGE_MEDIUM_SHARE"),
        "account-stays-within-its-limit",
    ),
)
HEAD = (
    "# 本文件没有绑定任何规则。下面列出输入已经找到的通用规则，供人绑定；格式见",
    "# docs/reference/plan-folder.md，规则及其参数见 docs/reference/rules.md。",
    "# 绑定后，条款的“未编码理由”随之删去。",
    "# No rule is bound here. Below are the generic rules whose inputs were found in the document.",
    "",
)


def suggested(pages: Pages) -> str:
    """The text of `rules.toml`: comments only."""
    return "\n".join((*HEAD, *_lines(pages), ""))


def _lines(pages: Pages) -> Iterator[str]:
    for file, words, check in SUGGESTIONS:
        page = pages.pages[file]
        rows = [row for row in page.rows if not words or any(word in row for word in words)]
        if not rows:
            continue
        at = page.columns.index("clause")
        clauses = "、".join(dict.fromkeys(row[at] for row in rows))
        yield f'# check = "{check}"  # {file} {len(rows)} 行，条款 {clauses}'
