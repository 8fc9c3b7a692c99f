# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A PostGIS of our own for the length of a run. 对照数据库。

The cluster lives in a temporary directory, listens on a unix socket there and nowhere else, and
is ended by its own process id. It has memory for everything, and is as durable as PostgreSQL is
by default: a bureau would not run it otherwise.
"""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psycopg
import pyarrow.parquet as pq
import shapely

from bench.data import Geometries

PACKAGE = "postgresql-15-postgis-3"
BINARIES = Path("/usr/lib/postgresql/15/bin")
EXTENSION = Path("/usr/share/postgresql/15/extension/postgis.control")
_ROW = struct.Struct(">hiii")  # columns, size of the number, number, size of the geometry
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "2GB",
    "effective_cache_size": "6GB",
    "maintenance_work_mem": "1GB",
    "work_mem": "256MB",
    "max_wal_size": "8GB",
    "autovacuum": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # more for the batch only: it harms single questions
    "max_parallel_maintenance_workers": "8",
    "max_parallel_workers": "8",
    "random_page_cost": "1.1",
}


def is_installed() -> bool:
    """Whether Debian's server and its PostGIS are there."""
    return (BINARIES / "postgres").exists() and EXTENSION.exists()


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """A connection to a fresh database with PostGIS; the server ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="kuangtu-bench-"))
    as_user = _as_postgres(folder)
    cluster = folder / "cluster"
    subprocess.run(
        [*as_user, BINARIES / "initdb", "-D", cluster, "-A", "trust", "-U", "postgres"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*as_user, BINARIES / "postgres", "-D", cluster, "-k", folder, *options],
            stdout=log,
            stderr=log,
            cwd=folder,
        )
    try:
        with _connected(folder, process) as connection:
            connection.execute("CREATE EXTENSION postgis")
            yield connection
    finally:
        process.send_signal(signal.SIGINT)  # fast shutdown
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Loading:
    """Seconds of the steps from a GeoParquet file to an indexed table. 加载耗时。"""

    copy_s: float
    index_s: float


def load(connection: psycopg.Connection, table: str, path: Path, *, indexed: bool) -> Loading:
    """Read a GeoParquet file into a new table by binary COPY, then index it."""
    connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(f"CREATE TABLE {table} (id int, g geometry)")
    began = time.perf_counter()
    with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for rows in _binary_rows(path):
            copy.write(rows)
        copy.write(b"\xff\xff")
    copied = time.perf_counter()
    if indexed:
        connection.execute(f"CREATE INDEX ON {table} USING gist (g)")
    loaded = Loading(copied - began, time.perf_counter() - copied)
    connection.execute(f"VACUUM ANALYZE {table}")
    return loaded


def _binary_rows(path: Path) -> Iterator[bytes]:
    """Numbered geometries in PostgreSQL's binary COPY format, a batch at a time."""
    number = 0
    with pq.ParquetFile(path, memory_map=True) as file:
        for batch in file.iter_batches(16_384, columns=["geometry"]):
            rows = []
            for value in batch.column(0).to_pylist():
                rows += (_ROW.pack(2, 4, number, len(value)), value)
                number += 1
            yield b"".join(rows)


def overlay_one(connection: psycopg.Connection, grounds: Geometries) -> list[float]:
    """Seconds of each single overlay by a prepared statement, answers fetched."""
    query = (
        "SELECT id, ST_Area(ST_Intersection(g, ST_GeomFromWKB(%(range)b))) FROM layer "
        "WHERE ST_Intersects(g, ST_GeomFromWKB(%(range)b))"
    )
    seconds = []
    with connection.cursor(binary=True) as cursor:
        for value in shapely.to_wkb(grounds):
            began = time.perf_counter()
            cursor.execute(query, {"range": value}, prepare=True).fetchall()
            seconds.append(time.perf_counter() - began)
    return seconds


def overlay_all(connection: psycopg.Connection) -> tuple[float, int]:
    """Seconds and number of pairs of the whole batch; only the totals are sent."""
    for setting in (
        "max_parallel_workers_per_gather = 8",
        "parallel_setup_cost = 0",
        "parallel_tuple_cost = 0",
        "min_parallel_table_scan_size = 0",
    ):
        connection.execute(f"SET {setting}")
    began = time.perf_counter()
    row = connection.execute(
        "SELECT count(*), sum(ST_Area(ST_Intersection(l.g, r.g))) "
        "FROM ranges r JOIN layer l ON ST_Intersects(l.g, r.g)"
    ).fetchone()
    seconds = time.perf_counter() - began
    connection.execute("RESET ALL")
    return seconds, int(row[0]) if row else 0


def median_us(seconds: list[float]) -> float:
    """The median in microseconds."""
    return float(np.median(seconds)) * 1e6


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as Debian's user."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


def _connected(folder: Path, process: subprocess.Popen[bytes]) -> psycopg.Connection:
    for _ in range(100):
        with suppress(psycopg.OperationalError):
            return psycopg.connect(host=str(folder), user="postgres", autocommit=True)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text('utf-8')}")
