# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition with tiles, served and asked for; started by bench.tiles. 瓦片服务。"""

from __future__ import annotations

import http.client
import io
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

from kuangtu.cli.output import start_django

CONNECTIONS, SECONDS, CALLS = 4, 10.0, 4_000
DAY = date(2026, 11, 23)
Place = tuple[int, int, int]


def main() -> None:
    """Print one line of JSON."""
    os.environ["KUANGTU_ALLOWED_HOSTS"] = "127.0.0.1"
    start_django()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    edition = an_edition(Path(sys.argv[1]), sys.argv[2])
    cookie, places = a_session(), tiles_of(edition)
    inside = in_process(get_wsgi_application(), edition, cookie, places)
    outside, kilobytes = over_http(edition, cookie, places)
    found = {
        "server_p50_ms": inside[len(inside) // 2] * 1000,
        "server_p95_ms": inside[int(len(inside) * 0.95)] * 1000,
        "tiles_a_second": len(outside) / SECONDS,
        "client_p95_ms": sorted(outside)[int(len(outside) * 0.95)] * 1000,
        "mean_kb": kilobytes / len(outside),
    }
    print(json.dumps(found))


def an_edition(data: Path, layer: str) -> Any:
    """A published edition with that data file and its tiles."""
    from django.conf import settings
    from django.utils import timezone

    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.hashing import file_sha256
    from kuangtu.layers.models import Edition
    from kuangtu.layers.tiling.services import make_tiles, request_tiles

    folder = Path(settings.KUANGTU_HOME) / "layers" / layer / "1"
    folder.mkdir(parents=True)
    shutil.copy(data, folder / "data.parquet")
    edition = Edition.objects.create(
        layer=layer, number=1, status="PUBLISHED", folder=f"{layer}/1",
        sha256=file_sha256(data), manifest_sha256="0" * 64, source="bench", source_file="bench",
        source_sha256="0" * 64, source_format="bench", quality="REFERENCE", security="INTERNAL",
        feature_count=1, crs_epsg=4490, crs_name="CGCS2000", crs_how={},
        west=86.6, south=36.0, east=93.9, north=41.4,
        imported_on=DAY, imported_by="system", published_on=DAY,
    )  # fmt: skip
    wanted = request_tiles(edition=edition, requested_at=timezone.localtime(), actor=SYSTEM)
    make_tiles(wanted.pk, clock=timezone.localtime)
    return edition


def a_session() -> str:
    """The cookie of a signed-in officer."""
    from django.test import Client

    from kuangtu.accounts.models import Officer

    officer = Officer.objects.create(username="bench", role="VIEWER", area="652824")
    client = Client()
    client.force_login(officer)
    return f"sessionid={client.cookies['sessionid'].value}"


def tiles_of(edition: Any) -> list[Place]:
    """Every tile that there is, each as likely as any other."""
    from django.conf import settings
    from pmtiles.reader import MmapSource, Reader, all_tiles

    path = Path(settings.KUANGTU_HOME) / "layers" / edition.folder / "tiles.pmtiles"
    with path.open("rb") as file:
        return [place for place, _ in all_tiles(Reader(MmapSource(file)).get_bytes)]


def address(edition: Any, place: Place) -> str:
    z, x, y = place
    return f"/map/tiles/{edition.layer}/{edition.number}/{z}/{x}/{y}.mvt"


def in_process(application: Any, edition: Any, cookie: str, places: list[Place]) -> list[float]:
    """Seconds inside the application, all middleware included, in rising order."""
    seconds = []
    for place in random.Random(1).choices(places, k=CALLS):
        asked = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address(edition, place), "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": cookie, "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        }  # fmt: skip
        told: list[str] = []
        began = time.perf_counter()
        answer = application(asked, lambda status, _headers, told=told: told.append(status))
        b"".join(answer)
        seconds.append(time.perf_counter() - began)
        answer.close()
        if told != ["200 OK"]:
            raise RuntimeError(f"{asked['PATH_INFO']}: {told}")
    return sorted(seconds)


def over_http(edition: Any, cookie: str, places: list[Place]) -> tuple[list[float], float]:
    """Seconds of each request while some connections ask as fast as they can; and kilobytes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        seconds: list[float] = []
        sizes: list[int] = []
        until = time.perf_counter() + SECONDS

        def ask(seed: int) -> None:
            chance = random.Random(seed)
            connection = http.client.HTTPConnection("127.0.0.1", port)
            while (began := time.perf_counter()) < until:
                connection.request(
                    "GET", address(edition, chance.choice(places)), headers={"Cookie": cookie}
                )
                answer = connection.getresponse()
                sizes.append(len(answer.read()))
                if answer.status != 200:
                    raise RuntimeError(str(answer.status))
                seconds.append(time.perf_counter() - began)

        threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return seconds, sum(sizes) / 1000
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


# The server of `kuangtu serve`, without setting up a county and without its worker.
SERVER = """
import sys
from kuangtu.cli.output import start_django
start_django()
from kuangtu.cli.serve import run_server
run_server("127.0.0.1", int(sys.argv[1]), threads=8, demo=False)
"""


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    main()
