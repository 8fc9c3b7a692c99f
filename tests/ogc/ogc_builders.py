# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers to read over OGC API, and somebody who reads. 测试数据。"""

import base64
import json
from datetime import date
from pathlib import Path

import shapely

from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.accounts.services import add_officer
from kuangtu.layers.models import Edition
from kuangtu.layers.services import import_layer, publish_edition

DAY = date(2026, 11, 23)
REVIEWER = Actor("officer:2", "乙", Role.REVIEWER, "652824")
PASSWORD = "a-long-test-password-7"
ITEMS = "/ogc/collections/nature-reserve/items"


def square(column: int, row: int = 0) -> shapely.Geometry:
    """A square of a hundredth of a degree, in a row along the 39th parallel."""
    west, south = 88 + column / 10, 39 + row / 10
    return shapely.box(west, south, west + 0.01, south + 0.01)


def a_file(folder: Path, shapes: dict[str, shapely.Geometry], **columns: list) -> Path:
    """A GeoJSON file of named shapes, with more columns in their order."""
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {"name": name, **{key: many[at] for key, many in columns.items()}},
        }
        for at, (name, shape) in enumerate(shapes.items())
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    path = folder / f"{len(list(folder.iterdir()))}.geojson"
    path.write_text(
        json.dumps(
            {"type": "FeatureCollection", "crs": crs, "features": features}, ensure_ascii=False
        )
    )
    return path


def a_layer(folder: Path, shapes: dict[str, shapely.Geometry] | None = None, **changes) -> Edition:
    """A published edition of five squares, or of other shapes."""
    edition = a_staged_edition(folder, shapes, **changes)
    return publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)


def a_staged_edition(
    folder: Path, shapes: dict[str, shapely.Geometry] | None = None, **changes
) -> Edition:
    """An edition that is not published yet."""
    columns = changes.pop("columns", {})
    shapes = shapes or {f"保护区{at}": square(at) for at in range(5)}
    ordinary = {
        "layer": "nature-reserve",
        "file": a_file(folder, shapes, **columns),
        "source": "若羌县林业和草原局",
        "dated_on": date(2026, 6, 30),
        "licence": "内部使用",
        "imported_on": DAY,
        "actor": REVIEWER,
    }
    return import_layer(**ordinary | changes)


def an_officer(name: str = "reader", role: Role = Role.VIEWER):
    return add_officer(username=name, password=PASSWORD, role=role, area="652824", actor=SYSTEM)


def basic(name: str = "reader", password: str = PASSWORD) -> dict[str, str]:
    """What a program sends along."""
    words = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {words}"}


def get(client, address, *, status=200, **parameters):
    """The answer to a request as a program makes it."""
    response = client.get(address, parameters)
    assert response.status_code == status, response.content.decode()[:1000]
    return response


def names(response) -> list[str]:
    return [one["properties"]["name"] for one in response.json()["features"]]
