# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Ranges over HTTP: what a text of coordinates means. 范围解析接口。"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja import Router
from shapely import to_geojson

from kuangtu.api.schemas import ErrorAnswer, GroundAnswer, GroundRequest
from kuangtu.conformity.reading import read_range_text
from kuangtu.geo.ground import Ground
from kuangtu.geo.sheets import Scale, sheets_covering

MOST_SHEETS = 50

router = Router(tags=["ground"])


@router.post(
    "/ground",
    response={200: GroundAnswer, frozenset({401, 413, 422}): ErrorAnswer},
    summary="解析范围 · read a range",
)
def read_ground_text(request: HttpRequest, body: GroundRequest) -> dict[str, Any]:  # noqa: ARG001 - ninja's signature
    """Geometry (EPSG:4490), Annex D area, 1:50 000 sheets, and what a person should look at."""
    ground = read_range_text(
        body.range, declared=body.crs, confirm_deduction=body.confirm_deduction
    )
    return ground_json(ground)


def ground_json(ground: Ground) -> dict[str, Any]:
    """A ground as the map and other programs read it."""
    sheets = sheets_covering(ground.geometry, Scale.FIFTY_THOUSAND)
    return {
        "format": ground.source_format,
        "crs": ground.crs.name,
        "crs_how": ground.crs.how.as_json(),
        "area_m2": ground.area_m2,
        "area_km2": float(ground.area_km2),
        "geometry": json.loads(to_geojson(ground.geometry)),
        "bounds": list(ground.geometry.bounds),
        "top_m": ground.top_m,
        "bottom_m": ground.bottom_m,
        "rings": len(ground.rings),
        "sheets": [sheet.number for sheet in sheets[:MOST_SHEETS]],
        "warnings": [warning.as_json() for warning in ground.warnings],
    }
