# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The secret key: made once, kept in the home, never in the tree. 密钥。"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The key of this installation; the first start makes it, readable by its owner only."""
    path = home / "secret-key"
    home.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("ascii")
