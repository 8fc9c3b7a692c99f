# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One spelling for a record, so that its hash means something. 规范化 JSON 与散列。"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical_json(record: Mapping[str, Any]) -> str:
    """Keys sorted, no spare white space, UTF-8 letters as they are, no NaN.

    Dates and decimals must have become strings and numbers before: nothing is guessed here.

    >>> canonical_json({"b": 1, "a": "若羌"})
    '{"a":"若羌","b":1}'
    """
    return json.dumps(
        record, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def sha256_of(record: Mapping[str, Any]) -> str:
    """Hexadecimal SHA-256 of the canonical JSON in UTF-8.

    >>> sha256_of({})[:8]
    '44136fa3'
    """
    return hashlib.sha256(canonical_json(record).encode()).hexdigest()
