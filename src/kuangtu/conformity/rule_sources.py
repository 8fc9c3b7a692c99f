# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which rules program judges: a hash of its source. 规则程序散列（纯）。"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def rules_sha256() -> str:
    """The SHA-256 over the engine and every file of the generic rules, read once a process.

    A receipt keeps it, because rules can change while the product's version does not. Line
    ends do not count: a checkout may write them in another way.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (here / "engine.py", *sorted((here / "rules").glob("*.py"))):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
