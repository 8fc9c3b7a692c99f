# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The files of an edition, verified before they are read. 版本文件的读取。

Editions of files and of ledgers are opened by the same functions.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.errors import FILE_CHANGED, FILE_MISSING, FILE_UNREADABLE, EditionDamaged
from kuangtu.layers.features import DataFile, data_file
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.ledger_files import ledger_file
from kuangtu.layers.ledgers import LedgerEdition
from kuangtu.layers.models import Edition
from kuangtu.layers.storing import DATA_FILE, MANIFEST_FILE
from kuangtu.layers.verifying import FILE_HASHES, FileState


def layers_folder() -> Path:
    """Where editions are kept."""
    return Path(settings.KUANGTU_HOME) / "layers"


AnyEdition = Edition | LedgerEdition


def ledger_files_folder() -> Path:
    """Where the files of ledger layers are kept; all of them can be made again."""
    return Path(settings.KUANGTU_HOME) / "cache" / "ledgers"


def data_path(edition: AnyEdition) -> Path:
    """The data file of an edition, verified. Raises: EditionDamaged."""
    return verified_data(edition).path


def verified_data(edition: AnyEdition) -> FileState:
    """The state of an edition's data file, with the recorded hash.

    Raises: EditionDamaged; LedgerMoved for a ledger.
    """
    if isinstance(edition, LedgerEdition):
        return ledger_file(edition, ledger_files_folder())
    return _verified(edition, DATA_FILE, edition.sha256)


def _verified(edition: Edition, name: str, sha256: str) -> FileState:
    path = layers_folder() / edition.folder / name
    try:
        state, found = FILE_HASHES.state_and_sha256(path)
    except FileNotFoundError as error:
        raise _damaged(edition, name, FILE_MISSING) from error
    except OSError as error:
        why = FILE_UNREADABLE.format(why=error.strerror or str(error))
        raise _damaged(edition, name, why) from error
    if found != sha256:
        raise _damaged(edition, name, FILE_CHANGED.format(recorded=sha256, found=found))
    return state


def _damaged(edition: Edition, name: str, why: Text) -> EditionDamaged:
    file = f"layers/{edition.folder}/{name}"
    return EditionDamaged(
        [Problem(EditionDamaged.code, why, Place(file))],
        edition=edition.label,
        file=file,
        layer=edition.layer,
        number=edition.number,
    )


def is_intact(edition: Edition) -> bool:
    """Whether the data file and the manifest are what was imported, byte for byte."""
    folder = layers_folder() / edition.folder
    expected = {DATA_FILE: edition.sha256, MANIFEST_FILE: edition.manifest_sha256}
    return all(
        (folder / name).is_file() and file_sha256(folder / name) == sha256
        for name, sha256 in expected.items()
    )


def manifest_of(edition: Edition) -> dict[str, Any]:
    """The manifest of an edition, verified. Raises: EditionDamaged."""
    state = _verified(edition, MANIFEST_FILE, edition.manifest_sha256)
    return dict(json.loads(state.path.read_text("utf-8")))


def opened(edition: AnyEdition) -> DataFile:
    """The data file of an edition, ready to be read. Raises: EditionDamaged, LedgerMoved."""
    return data_file(verified_data(edition))
