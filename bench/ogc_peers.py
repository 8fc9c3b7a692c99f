# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""tipg and pygeoapi from their packages, each in an environment of its own. 对照服务。

The environments are made in the folder that KUANGTU_BENCH_PEERS names and kept there; without it
they are made in the run's own folder and go with it.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench.run import Run


@dataclass(frozen=True)
class Peer:
    """A server to be compared with. 对照服务。"""

    name: str
    path: Callable[[str, random.Random, int], str]
    first_path: str
    serving: Callable[[int], AbstractContextManager[int]]


def environment_with(run: Run, name: str, packages: Sequence[str]) -> Path:
    """The programs of a virtual environment that holds the packages."""
    kept = os.environ.get("KUANGTU_BENCH_PEERS")
    folder = (Path(kept) if kept else run.folder) / name
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        install = [folder / "bin/python", "-m", "pip", "install", "--quiet", *packages]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        (folder / "ready").touch()
    return folder / "bin"


def _socket_of(run: Run) -> str:
    assert run.peer is not None
    return run.peer.info.host


def tipg(run: Run) -> Peer:
    """tipg under uvicorn with one worker."""
    programs = environment_with(run, "tipg", ["tipg", "uvicorn"])
    at = "/collections/public.reserve/items"

    @contextmanager
    def serving(port: int) -> Iterator[int]:
        from bench.ogc import started

        settings = os.environ | {
            "DATABASE_URL": f"postgresql://postgres@{quote(_socket_of(run), safe='')}/postgres",
            "TIPG_MAX_FEATURES_PER_QUERY": "10000",
        }
        command = [str(programs / "uvicorn"), "tipg.main:app", "--port", str(port)]
        command += ["--workers", "1", "--no-access-log", "--log-level", "warning"]
        with started(command, settings, run.folder / "tipg.log"):
            yield port

    return Peer("tipg", _asking(at), f"{at}?limit=1", serving)


def pygeoapi(run: Run) -> Peer:
    """pygeoapi's PostgreSQL provider under gunicorn with one worker of as many threads."""
    names = ["pygeoapi", "gunicorn", "psycopg2-binary", "SQLAlchemy", "GeoAlchemy2", "pygeofilter"]
    programs = environment_with(run, "pygeoapi", names)
    at = "/collections/reserve/items"

    @contextmanager
    def serving(port: int) -> Iterator[int]:
        from bench.ogc import CONNECTIONS, started

        configuration, definition = run.folder / "pygeoapi.json", run.folder / "openapi.json"
        configuration.write_text(json.dumps(_configuration(port, _socket_of(run))))
        settings = os.environ | {
            "PYGEOAPI_CONFIG": str(configuration),
            "PYGEOAPI_OPENAPI": str(definition),
        }
        generate = [programs / "pygeoapi", "openapi", "generate", configuration]
        with definition.open("wb") as written:
            subprocess.run(generate, check=True, env=settings, stdout=written)
        command = [str(programs / "gunicorn"), "pygeoapi.flask_app:APP", "--workers", "1"]
        command += ["--threads", str(CONNECTIONS), "--bind", f"127.0.0.1:{port}"]
        command += ["--keep-alive", "60", "--timeout", "300"]
        with started(command, settings, run.folder / "pygeoapi.log"):
            yield port

    return Peer("pygeoapi", _asking(at), f"{at}?limit=1&f=json", serving)


def _asking(at: str) -> Callable[[str, random.Random, int], str]:
    def path(kind: str, chance: random.Random, count: int) -> str:
        from bench.ogc import question

        ending = "f=json" if "public." not in at else "f=geojson"
        return f"{at}?{question(kind, chance, count)}&{ending}"

    return path


def _configuration(port: int, host: str) -> dict[str, object]:
    """The least that pygeoapi starts with."""
    link = {"type": "text/html", "rel": "canonical", "href": "http://localhost"}
    named = {"title": "bench", "description": "bench", "keywords": ["bench"]}
    provider = {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {"host": host, "dbname": "postgres", "user": "postgres", "password": "x",
                 "search_path": ["public"]},
        "id_field": "id",
        "table": "reserve",
        "geom_field": "geom",
    }  # fmt: skip
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 10, "max_items": 10_000},
            "map": {"url": "http://localhost/{z}/{x}/{y}.png", "attribution": "none"},
            "pretty_print": False,
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {**named, "keywords_type": "theme", "terms_of_service": "none",
                               "url": "http://localhost"},
            "license": {"name": "none", "url": "http://localhost"},
            "provider": {"name": "bench", "url": "http://localhost"},
            "contact": {"name": "bench"},
        },
        "resources": {
            "reserve": {
                "type": "collection",
                **named,
                "links": [link],
                "extents": {"spatial": {"bbox": [86, 36, 94, 42], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
                "providers": [provider],
            }
        },
    }  # fmt: skip
