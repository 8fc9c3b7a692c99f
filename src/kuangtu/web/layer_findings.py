# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an import found, as the pages list it. 检查发现列表。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kuangtu.layers.choices import Severity

SHOWN = 200  # the manifest has them all
CSS: Mapping[Severity, str] = {Severity.ERROR: "bad", Severity.WARNING: "amber", Severity.NOTE: ""}


def listed_findings(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The first findings with their words and colours, and how many there are in all."""
    findings = manifest["findings"]
    return {
        "finding_count": len(findings),
        "findings": [
            one | {"severity": severity.label, "css": CSS[severity]}
            for one in findings[:SHOWN]
            if (severity := Severity(one["severity"]))
        ],
    }
