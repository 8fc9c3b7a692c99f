# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the machine code of the kernels may be kept. 机器码存放处。

Beside the package; where that is read-only, in the user's cache directory; where a service has
no such directory, wherever whoever runs it has offered.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_OFFERED: Final[list[Path]] = []


def keep_machine_code_in(folder: Path) -> None:
    """Offer a folder for the case that neither the package nor the user has one to write to."""
    if folder not in _OFFERED:
        _OFFERED.append(folder)


def possible_folders(package: Path) -> tuple[Path, ...]:
    """Where to try, in this order."""
    user = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "kuangtu"
    return (package / "__pycache__", user, *_OFFERED)
