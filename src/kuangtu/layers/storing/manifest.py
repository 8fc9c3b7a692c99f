# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is known of an edition, beside its data. 版本清单。"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kuangtu.layers.hashing import file_sha256

DATA_FILE, MANIFEST_FILE, SOURCE_FOLDER = "data.parquet", "manifest.json", "source"


def write_manifest(
    folder: Path, record: Mapping[str, object], *, known: Mapping[str, str] | None = None
) -> str:
    """Write `manifest.json` with the hash of every file in the folder; its own hash is returned.

    `known` are hashes by name that were taken since the file was last written.
    """
    hashes = known or {}
    names = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }
    files = {
        name: {"sha256": hashes.get(name) or file_sha256(path), "bytes": path.stat().st_size}
        for name, path in names.items()
    }
    path = folder / MANIFEST_FILE
    text = json.dumps({**record, "files": files}, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", "utf-8")
    return file_sha256(path)
