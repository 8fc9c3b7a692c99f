# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every kind of finding: how bad it is, who mends it, what to do. 检查发现的种类（纯）。

The list is part of the product (`finding_kinds.toml`) and the source of the reference page; why
a kind is an error or a warning stands in decision 0013.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kuangtu.core.text import Text
from kuangtu.layers.choices import Mender, Severity

FILE = Path(__file__).with_name("finding_kinds.toml")


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What is wrong, in general: one entry of the list. 发现种类。"""

    code: str
    name: Text
    severity: Severity
    mender: Mender
    remedy: Text


@cache
def finding_kinds() -> Mapping[str, FindingKind]:
    """Every kind by its code, in the order of the reference page."""
    entries = tomllib.loads(FILE.read_text("utf-8"))["kind"]
    return {
        one["code"]: FindingKind(
            code=one["code"],
            name=Text(one["zh"], one["en"]),
            severity=Severity(one["severity"]),
            mender=Mender(one["mender"]),
            remedy=Text(one["remedy_zh"], one["remedy_en"]),
        )
        for one in entries
    }


def kind_named(code: str) -> FindingKind:
    """The kind of that code. Raises: KeyError, which is a mistake in the program.

    >>> kind_named("geometry-invalid").severity.value
    'ERROR'
    """
    return finding_kinds()[code]


def mender_of(code: str) -> Mender:
    """Who mends a kind of finding; what is not in the list goes to whoever supplied the data.

    >>> mender_of("encoding-guessed").value, mender_of("coordinates-odd").value
    ('IMPORTER', 'PROVIDER')
    """
    known = finding_kinds().get(code)
    return known.mender if known else Mender.PROVIDER
