# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""docs/reference/findings.md: every kind of finding in a layer file. 检查发现参考页。"""

from kuangtu.layers.choices import Mender, Severity
from kuangtu.layers.finding_kinds import FindingKind, finding_kinds

HEAD = """# 检查发现 · Findings

What `layer check` and every import look for. An **error** keeps a feature out, and only if
the importer says so (`--without-invalid`); a **warning** asks somebody to look; a **note** informs.
Why each is what it is, and every tolerance:
[decision 0013](../decisions/0013-errors-warnings-and-tolerances-of-layer-checks.md).

Each finding has the feature's number in the file, its identifier where the layer has one, mostly
a place on the map, what to do, and who must mend it. Of a kind every one is counted and the first
1,000 are listed. Refusals and problems carry the kind as their code: `layer.` and the kind.
"""
COLUMNS = "| kind | 中文 | English | 由谁改正 | 处理 · what to do |"


def findings_page() -> str:
    """The kinds by severity, each with who mends it and what to do."""
    parts = [HEAD, "| 由谁改正 | who mends it |", "|---|---|"]
    parts += [f"| {one.label.zh} | {one.label.en} |" for one in Mender]
    for severity in Severity:
        parts += [f"\n## {severity.label.zh} · {severity.label.en}\n"]
        parts += [
            "| kind | 中文 | English | 由谁改正 | 处理 · what to do |",
            "|---|---|---|---|---|",
        ]
        parts += [_row(one) for one in finding_kinds().values() if one.severity is severity]
    return "\n".join(parts) + "\n"


def _row(one: FindingKind) -> str:
    cells = (
        f"`{one.code}`",
        one.name.zh,
        one.name.en,
        one.mender.label.zh,
        f"{one.remedy.zh} · {one.remedy.en}",
    )
    return f"| {' | '.join(cells)} |"
