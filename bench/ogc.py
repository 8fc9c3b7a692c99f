# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Pages of features over OGC API, beside tipg and pygeoapi on PostGIS. OGC 服务性能。

Three servers answer the same questions about the same polygons, each with one worker, to four
connections that ask as fast as they are answered: pages of a thousand features from anywhere,
and boxes that hold some eight hundred. Ours is what `kuangtu serve` runs.
"""

from __future__ import annotations

import http.client
import math
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench import data, postgis
from bench.ogc_peers import pygeoapi, tipg
from bench.run import Row, Run

CONNECTIONS = 4
WARM_UP_S, MEASURED_S = 5.0, 12.0
PAGE, IN_A_BOX = 1_000, 800
SMALL = 10_000
LAYER = "nature-reserve"
Asking = Callable[[str, random.Random, int], str]
HOME = """
import sys
from datetime import date
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import warm_up_kernels
warm_up_kernels()  # a server compiles them once for each version of the product
path, count = Path(sys.argv[1]), int(sys.argv[2])
Edition.objects.create(
    layer="nature-reserve", number=1, status="PUBLISHED", folder="nature-reserve/1",
    sha256=file_sha256(path), manifest_sha256="", source="bench", source_file="bench",
    source_sha256="", source_format="GPQ", dated_on=date(2026, 1, 1), quality="REFERENCE",
    security="PUBLIC", feature_count=count, crs_epsg=4490, crs_name="CGCS2000",
    crs_how={"zh": "", "en": ""}, west=86, south=36, east=94, north=42,
    imported_on=date(2026, 1, 1), imported_by="system", published_on=date(2026, 1, 1),
)
"""
SERVE = """
import sys
import django
django.setup()
from kuangtu.cli.serve import run_server
run_server("127.0.0.1", int(sys.argv[1]), threads=8, demo=False)
"""


@dataclass(frozen=True)
class Pace:
    """What one server managed. 速度。"""

    pages_a_second: float
    p95_ms: float
    megabytes: float


def pages(run: Run) -> list[Row]:
    """Both kinds of question, on a small and on the large layer, of every server."""
    sizes = sorted({min(SMALL, run.sizes.features), run.sizes.features})
    found = {count: _of_size(run, count) for count in sizes}
    rows = []
    for kind in QUESTIONS:
        for count in sizes:
            rows += _compared(kind, count, found[count], is_held=count == sizes[-1])
        first, last = (found[count]["ours"][kind].p95_ms for count in (sizes[0], sizes[-1]))
        what = f"  {kind}: p95 on {sizes[-1]:,} beside {sizes[0]:,}"
        rows.append(Row(what, f"{last:.1f} ms", f"{first:.1f} ms", last / first, "flat"))
    return rows


def _compared(
    kind: str, count: int, found: dict[str, dict[str, Pace]], *, is_held: bool
) -> Iterator[Row]:
    """Ours beside each peer; the target is that of the large layer."""
    ours = found["ours"][kind]
    told = f"{ours.pages_a_second:.1f}/s p95 {ours.p95_ms:.0f} ms"
    what = f"{kind} of {count:,} polygons, {CONNECTIONS} connections"
    peers = [name for name in found if name != "ours"]
    if not peers:
        yield Row(what, told, "not installed")
    for name in peers:
        peer = found[name][kind]
        ratio = ours.pages_a_second / peer.pages_a_second
        said = f"{peer.pages_a_second:.1f}/s p95 {peer.p95_ms:.0f} ms"
        target, is_reached = ("≥ 10×", ratio >= 10) if is_held else ("", None)
        yield Row(f"{what}, beside {name}", told, said, ratio, target, is_reached)


def _of_size(run: Run, count: int) -> dict[str, dict[str, Pace]]:
    """Every server with a layer of a size; one at a time, so that none takes from another."""
    layer = run.layer if count == run.sizes.features else data.control_layer(count)
    folder = run.folder / f"home-{count}"
    path = folder / "layers" / LAYER / "1" / "data.parquet"
    path.parent.mkdir(parents=True)
    data.write_edition(path, layer)
    found = {"ours": _measured(count, _own_path, _ours(folder, path, count))}
    if run.peer is None:
        return found
    _load(run.peer, path)
    for peer in (tipg(run), pygeoapi(run)):
        with peer.serving(_free_port()) as port:
            _wait_for(port, peer.first_path)
            found[peer.name] = _asked_all(port, count, peer.path)
    return found


def _measured(
    count: int,
    path_of: Callable[[str, random.Random, int], str],
    server: AbstractContextManager[int],
) -> dict[str, Pace]:
    with server as port:
        _wait_for(port, "/ogc?f=json")
        time.sleep(8)  # what it loads and compiles for reviews
        return _asked_all(port, count, path_of)


def _asked_all(port: int, count: int, path_of: Asking) -> dict[str, Pace]:
    return {kind: _asked(port, lambda r, k=kind: path_of(k, r, count)) for kind in QUESTIONS}


def _asked(port: int, path: Callable[[random.Random], str]) -> Pace:
    _hammer(port, path, WARM_UP_S, seed=100)
    began = time.perf_counter()
    seconds, size = _hammer(port, path, MEASURED_S, seed=1)
    elapsed = time.perf_counter() - began
    ordered = sorted(seconds)
    p95 = ordered[math.ceil(len(ordered) * 0.95) - 1]
    return Pace(len(ordered) / elapsed, p95 * 1e3, size / len(ordered) / 1e6)


def _hammer(
    port: int, path: Callable[[random.Random], str], lasts_s: float, *, seed: int
) -> tuple[list[float], int]:
    """Seconds of each answer, and the bytes of all. Raises where one is no page of features."""
    seconds: list[float] = []
    sizes: list[int] = []
    failed: list[str] = []
    until = time.perf_counter() + lasts_s

    def ask(number: int) -> None:
        chance = random.Random(seed * 1000 + number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while time.perf_counter() < until and not failed:
            began = time.perf_counter()
            connection.request("GET", path(chance))
            answer = connection.getresponse()
            body = answer.read()
            seconds.append(time.perf_counter() - began)
            sizes.append(len(body))
            if answer.status != 200:
                failed.append(f"{answer.status}: {body[:300]!r}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(failed[0])
    return seconds, sum(sizes)


QUESTIONS = ("page", "box")


def question(kind: str, chance: random.Random, count: int) -> str:
    """The parameters of one question, the same for every server."""
    if kind == "page":
        return f"limit={PAGE}&offset={chance.randrange(max(count - PAGE, 1))}"
    share = math.sqrt(min(IN_A_BOX / count, 1))
    width, height = (data.EAST - data.WEST) * share, (data.NORTH - data.SOUTH) * share
    west = chance.uniform(data.WEST, data.EAST - width)
    south = chance.uniform(data.SOUTH, data.NORTH - height)
    return f"limit={PAGE}&bbox={west:.6f},{south:.6f},{west + width:.6f},{south + height:.6f}"


def _own_path(kind: str, chance: random.Random, count: int) -> str:
    return f"/ogc/collections/{LAYER}/items?{question(kind, chance, count)}"


@contextmanager
def _ours(folder: Path, path: Path, count: int) -> Iterator[int]:
    port = _free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kuangtu.project.settings",
        "KUANGTU_HOME": str(folder),
        "KUANGTU_OGC_PUBLIC": "true",
    }
    subprocess.run([sys.executable, "-c", HOME, path, str(count)], check=True, env=environment)
    with started([sys.executable, "-c", SERVE, str(port)], environment, folder / "log"):
        yield port


@contextmanager
def started(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    """A server for as long as the block lasts."""
    with log.open("wb") as words:
        process = subprocess.Popen(
            command, env=environment, stdout=words, stderr=words, cwd=log.parent
        )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, path: str) -> None:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"no answer on port {port} to {path}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _load(connection: psycopg.Connection, path: Path) -> None:
    """The same polygons as a table with a key, a name and a spatial index."""
    postgis.load(connection, "reserve", path, indexed=False)
    for statement in (
        "ALTER TABLE reserve ADD PRIMARY KEY (id)",
        "ALTER TABLE reserve ADD COLUMN name text DEFAULT '图斑'",
        "ALTER TABLE reserve RENAME COLUMN g TO geom",
        "UPDATE reserve SET geom = ST_SetSRID(geom, 4326)",
        "ALTER TABLE reserve ALTER COLUMN geom TYPE geometry(Polygon, 4326)",
        "CREATE INDEX ON reserve USING gist (geom)",
        "VACUUM ANALYZE reserve",
    ):
        connection.execute(statement)
