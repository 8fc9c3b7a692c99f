# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The reference page of the health check. 体检参考页。"""

from importlib import import_module
from itertools import groupby


def health_page() -> str:
    """The grades, the kinds, and every check with its sentence."""
    from kuangtu.plans.health.checks import CHECKS
    from kuangtu.plans.health.types import Grade, Kind

    lines = [
        "# 规划体检 · Health checks\n",
        "`kuangtu plan health FOLDER --document FILE` runs these checks. How to use it:",
        "[check-a-plan-document.md](../how-to/check-a-plan-document.md).\n",
        "| grade | 等级 | when |",
        "|---|---|---|",
        *(f"| {one.label.en} | {one.label.zh} | {WHEN[one.name]} |" for one in Grade),
        "\n| kind in `--json` | 类别 | English |",
        "|---|---|---|",
        *(f"| `{one.value}` | {one.label.zh} | {one.label.en} |" for one in Kind),
        "\n## Checks\n",
    ]
    for name, checks in groupby(CHECKS, key=lambda check: check.__module__):
        title = (import_module(name).__doc__ or "").strip().splitlines()[0]
        lines.append(f"**{title}**\n")
        lines += [
            f"- `{check.__name__}`: {' '.join((check.__doc__ or '').split())}" for check in checks
        ]
        lines.append("")
    return "\n".join(lines)


WHEN = {
    "ERROR": "what is printed cannot be right as it stands",
    "DOUBT": "two readings disagree and a person must say which holds",
    "NOTE": "worth knowing: a difference of rounding, a blank, a form of writing",
}
