# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The secret key: made once, kept in the home, never in the tree. 密钥。"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from kuangtu.project.errors import HomeUnusable


def secret_key(home: Path) -> str:
    """The key of this installation; the first start makes it, readable by its owner only.

    Writes: the home, if there is none, for its owner only. Raises: HomeUnusable.
    """
    path = home / "secret-key"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        return path.read_text("ascii")
    except OSError as error:
        raise HomeUnusable(home=home, reason=error.strerror) from None


def _make(path: Path) -> None:
    """Put a whole key in place at once: of two processes that start together, one makes it."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix="secret-key-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
