# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Addresses of the OGC API. 网址。"""

from __future__ import annotations

from django.urls import path

from kuangtu.ogc import catalogue, collections, downloads, items, service, tiles

urlpatterns = [
    path("ogc", service.landing),
    path("ogc/", service.landing, name="ogc"),
    path("ogc/api", service.api),
    path("ogc/conformance", service.conformance),
    path("ogc/collections", collections.collections),
    path(f"ogc/collections/{catalogue.CODE}", catalogue.catalogue),
    path(f"ogc/collections/{catalogue.CODE}/queryables", catalogue.queryables),
    path(f"ogc/collections/{catalogue.CODE}/items", catalogue.records),
    path(f"ogc/collections/{catalogue.CODE}/items/<str:code>", catalogue.one_record),
    path("ogc/collections/<str:code>", collections.collection),
    path("ogc/collections/<str:code>/queryables", collections.queryables),
    path("ogc/collections/<str:code>/items", items.items),
    path("ogc/collections/<str:code>/items/<str:feature_id>", items.item),
    path("ogc/collections/<str:code>/download/<str:form>", downloads.download),
    path("ogc/collections/<str:code>/tiles", tiles.tilesets),
    path("ogc/collections/<str:code>/tiles/<str:matrix_set>", tiles.tileset),
    path(
        "ogc/collections/<str:code>/tiles/<str:matrix_set>/<int:matrix>/<int:row>/<int:column>",
        tiles.one_tile,
    ),
    path("ogc/<path:path>", service.nowhere),
]
