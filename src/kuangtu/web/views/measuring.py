# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lengths and areas of what was drawn, by the server's own geodesy. 量算。"""

from __future__ import annotations

import itertools
from typing import Any, TypeAlias

import shapely
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST
from shapely.errors import ShapelyError

from kuangtu.core.errors import invalid
from kuangtu.geo.area import area_m2
from kuangtu.geo.distance import point_distance_m

Figure: TypeAlias = shapely.LineString | shapely.Polygon


@login_required
@require_POST
def measure(request: HttpRequest) -> HttpResponse:
    """A line's geodesic length; a polygon's area (TD/T 1055 Annex D) and geodesic perimeter."""
    figure = figure_of(request.body)
    if isinstance(figure, shapely.LineString):
        return JsonResponse({"length_m": length_m(figure)})
    perimeter_m = length_m(shapely.LineString(figure.exterior.coords))
    return JsonResponse({"area_m2": area_m2(figure), "perimeter_m": perimeter_m})


def length_m(line: shapely.LineString) -> float:
    """Metres along the ellipsoid from corner to corner."""
    return sum(
        point_distance_m((first[0], first[1]), (second[0], second[1]))
        for first, second in itertools.pairwise(line.coords)
    )


def figure_of(body: bytes) -> Figure:
    """A line or a polygon of degrees within the bounds of the earth. Raises: Invalid."""
    figure: Any
    try:
        figure = shapely.from_geojson(body)
    except (ShapelyError, UnicodeDecodeError):
        figure = None
    if not isinstance(figure, shapely.LineString | shapely.Polygon) or figure.is_empty:
        raise invalid(
            "bad-line",
            "请求应为 GeoJSON 折线或多边形，坐标为经纬度",
            "the request should be a GeoJSON line or polygon of degrees",
        )
    west, south, east, north = figure.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise invalid(
            "bad-line",
            "请求应为 GeoJSON 折线或多边形，坐标为经纬度",
            "the request should be a GeoJSON line or polygon of degrees",
        )
    if isinstance(figure, shapely.Polygon) and not figure.is_valid:
        raise invalid(
            "crossing-figure",
            "图形的边自相交，面积没有意义，请重画",
            "the figure crosses itself and has no area; draw it again",
        )
    return figure
