# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts on import jobs: hand in, look, confirm, run, cancel, clear away. 后台导入事务。"""

from kuangtu.layers.imports.services.clearing import clear_stale_uploads
from kuangtu.layers.imports.services.confirming import confirm_import, look_again
from kuangtu.layers.imports.services.looking import run_inspection
from kuangtu.layers.imports.services.releasing import release_stuck_imports
from kuangtu.layers.imports.services.requesting import cancel_import, request_import
from kuangtu.layers.imports.services.running import run_import
from kuangtu.layers.imports.states import ImportCancelled, ImportEnded

__all__ = [
    "ImportCancelled",
    "ImportEnded",
    "cancel_import",
    "clear_stale_uploads",
    "confirm_import",
    "look_again",
    "release_stuck_imports",
    "request_import",
    "run_import",
    "run_inspection",
]
