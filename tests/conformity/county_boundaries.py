# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Boundaries of an invented county in the database."""

import json
from datetime import date

from kuangtu.accounts.actor import SYSTEM
from kuangtu.layers.services import import_layer, publish_edition

DAY = date(2023, 6, 1)


def a_published_boundary(folder, west, *, code="652824", accuracy_m=None):
    """A county of one by one degree from that longitude, above the parallel of 38.5°."""
    ring = [[west, 38.5], [west + 1, 38.5], [west + 1, 39.5], [west, 39.5], [west, 38.5]]
    feature = {
        "type": "Feature",
        "properties": {"id": code, "name": "示例县", "division_code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = folder / "county.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    edition = import_layer(
        layer="county-boundary",
        file=path,
        source="示例",
        imported_on=DAY,
        dated_on=DAY,
        accuracy_m=accuracy_m,
        actor=SYSTEM,
    )
    return publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)
