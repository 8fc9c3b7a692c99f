# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a file still is what was recorded, hashed once for each state of it. 文件核验。

A review that read changed data would still name the recorded hash on its receipt, so nothing
is read before it is verified. To hash a file again for every review would take longer than the
review; while size and times of a file stay the same, so does its hash.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from kuangtu.layers.hashing import file_sha256


@dataclass(frozen=True, slots=True)
class FileState:
    """What a change of a file changes. 文件状态。

    The change time notices a file that was written and then given its old modification time.
    """

    path: Path
    size_bytes: int
    modified_ns: int
    changed_ns: int


def state_of_file(path: Path) -> FileState:
    """The state of a file now. Raises: OSError if it is not there."""
    found = path.stat()
    return FileState(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@dataclass(slots=True)
class FileHashes:
    """The hashes of the files of this process; threads that ask for one file wait for it. 散列。"""

    _known: dict[Path, tuple[FileState, str]] = field(default_factory=dict)
    _locks: defaultdict[Path, Lock] = field(default_factory=lambda: defaultdict(Lock))
    _lock: Lock = field(default_factory=Lock)

    def state_and_sha256(self, path: Path) -> tuple[FileState, str]:
        """A file's state and the hash of what it holds in it. Raises: OSError."""
        with self._lock:
            lock = self._locks[path]
        with lock:
            # Before the hash: a change while hashing makes another state, and is hashed again.
            state = state_of_file(path)
            known = self._known.get(path)
            if known is None or known[0] != state:
                known = state, file_sha256(path)
                self._known[path] = known
            return known


FILE_HASHES = FileHashes()
