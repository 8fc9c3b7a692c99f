# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A ledger's edition as a file, so that one way of reading serves both kinds. 台账图层缓存。

The file is named by what it holds and by its own hash, so it is verified like an edition's and
made anew if it is damaged or gone. It can be deleted at any time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kuangtu.layers.errors import LedgerMoved
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.ledgers import LedgerEdition, LedgerRows, ledger_of
from kuangtu.layers.storing import write_geoparquet
from kuangtu.layers.verifying import FILE_HASHES, FileState

MOST_FILES = 32  # of a layer: days and areas that people look at in turn


def ledger_file(edition: LedgerEdition, folder: Path) -> FileState:
    """The state of the file of a ledger's edition, made where it is not there. 台账数据文件。

    `folder` is where such files are kept. Raises: LedgerMoved when an act was registered since
    the edition was asked for.
    """
    home = folder / edition.layer
    for path in _candidates(home, edition):
        with suppress(FileNotFoundError):
            state, sha256 = FILE_HASHES.state_and_sha256(path)
            if path.stem.endswith(sha256):
                return state
            path.unlink()
    return FILE_HASHES.state_and_sha256(_made(edition, home))[0]


def _candidates(home: Path, edition: LedgerEdition) -> Iterator[Path]:
    yield from home.glob(f"{edition.sha256}-*.parquet")


def _made(edition: LedgerEdition, home: Path) -> Path:
    ledger = ledger_of(edition.layer)
    rows = ledger.rows(actor=edition.actor, as_of=edition.dated_on) if ledger else None
    if rows is None or rows.sha256 != edition.sha256:
        raise LedgerMoved(edition=edition.label)
    home.mkdir(parents=True, exist_ok=True)
    path = _written(rows, home)
    _let_go(home, path)
    return path


def _written(rows: LedgerRows, home: Path) -> Path:
    """Written aside and renamed: whoever looks sees a whole file or none."""
    number, name = tempfile.mkstemp(prefix=".making-", suffix=".parquet", dir=home)
    os.close(number)
    aside = Path(name)
    try:
        write_geoparquet(
            aside,
            feature_ids=rows.feature_ids,
            geometries=rows.geometries,
            attributes=rows.attributes,
        )
        return aside.replace(home / f"{rows.sha256}-{file_sha256(aside)}.parquet")
    finally:
        aside.unlink(missing_ok=True)


def _let_go(home: Path, kept: Path) -> None:
    """Delete the oldest files; whoever reads one has it open and reads on."""
    found = sorted(_ages(home), reverse=True)
    for _, path in found[MOST_FILES:]:
        if path != kept:
            with suppress(OSError):  # it is read by somebody, or gone already
                path.unlink()


def _ages(home: Path) -> Iterator[tuple[int, Path]]:
    for path in home.glob("*.parquet"):
        with suppress(FileNotFoundError):
            yield path.stat().st_mtime_ns, path
