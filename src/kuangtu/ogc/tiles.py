# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Vector tiles of a layer. 矢量瓦片。

Source: OGC API – Tiles – Part 1. There is one tile matrix set, WebMercatorQuad, and tiles only of
editions for which they have been made.
"""

from __future__ import annotations

import gzip

from django.http import HttpResponse

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.choices import Security
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import AnyEdition, tile, tile_record
from kuangtu.layers.tile_archive import TileRecord
from kuangtu.ogc.answers import (
    HTML,
    JSON,
    Asked,
    is_known,
    json_answer,
    link,
    not_modified,
    own_links,
    page,
    resource,
    tag_of,
)
from kuangtu.ogc.compressing import reads_gzip
from kuangtu.ogc.question import day_asked, whole_number
from kuangtu.ogc.visible import edition_for

MATRIX_SET = "WebMercatorQuad"
MATRIX_SET_URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRIX_SET}"
SCHEME = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
MVT = "application/vnd.mapbox-vector-tile"
TITLE = Text("矢量瓦片", "vector tiles")
CHOOSING = ("datetime", "edition")


@resource(JSON, HTML, parameters=CHOOSING)
def tilesets(asked: Asked, code: str) -> HttpResponse:
    """The tile sets of a layer: one, or none where no tiles have been made."""
    specification, edition = _edition(asked, code)
    record = record_of(edition)
    sets = [_tileset(asked, specification, edition, record)] if record else []
    if asked.is_html:
        return page(asked, "tiles.html", specification=specification, record=record, title=TITLE)
    return json_answer(asked, {"links": own_links(asked), "tilesets": sets})


@resource(JSON, HTML, parameters=CHOOSING)
def tileset(asked: Asked, code: str, matrix_set: str) -> HttpResponse:
    """The tile set of a layer, with how the address of a tile is made."""
    specification, edition = _edition(asked, code)
    record = _record(edition, matrix_set)
    if asked.is_html:
        return page(asked, "tiles.html", specification=specification, record=record, title=TITLE)
    return json_answer(asked, _tileset(asked, specification, edition, record))


@resource(MVT, parameters=CHOOSING)
def one_tile(
    asked: Asked, code: str, matrix_set: str, *, matrix: int, row: int, column: int
) -> HttpResponse:
    """A tile; an empty answer (204) where nothing lies."""
    _, edition = _edition(asked, code)
    record = _record(edition, matrix_set)
    assert isinstance(edition, Edition)  # noqa: S101 - a ledger has no tiles, see record_of
    if matrix > record.max_zoom or max(row, column) >= 1 << matrix:
        what = Text("瓦片 {tile}", "the tile {tile}")
        raise NotFound(what=what.format(tile=f"{matrix}/{row}/{column}"))
    tag = tag_of(asked, edition)
    if is_known(asked.request, tag):
        return not_modified(tag)
    found = tile(edition, matrix, column, row)
    if found is None:
        return HttpResponse(status=204, headers={"ETag": tag})
    return _packed(asked, found, edition, tag)


def _packed(asked: Asked, found: bytes, edition: Edition, tag: str) -> HttpResponse:
    """The tile as it is kept, gzipped, for whoever says that it reads that."""
    is_controlled = edition.security == Security.CONTROLLED
    headers = {
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "private, no-store" if is_controlled else "private, no-cache",
    }
    if reads_gzip(asked.request):
        return HttpResponse(found, content_type=MVT, headers=headers | {"Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(found), content_type=MVT, headers=headers)


def record_of(edition: AnyEdition) -> TileRecord | None:
    """What is known of an edition's tiles; a ledger has none."""
    return tile_record(edition) if isinstance(edition, Edition) else None


def _edition(asked: Asked, code: str) -> tuple[LayerSpecification, AnyEdition]:
    given = asked.request.GET
    number = whole_number(given, "edition", 0, least=1) or None
    return edition_for(asked.reader, code, day_asked(given, asked.day), number)


def _record(edition: AnyEdition, matrix_set: str) -> TileRecord:
    record = record_of(edition)
    if matrix_set != MATRIX_SET or record is None:
        what = Text("{edition}的瓦片集 {name}", "the tile set {name} of {edition}")
        raise NotFound(what=what.format(edition=edition.label, name=matrix_set[:60]))
    return record


def _tileset(
    asked: Asked, specification: LayerSpecification, edition: AnyEdition, record: TileRecord
) -> dict[str, object]:
    at = f"/collections/{specification.code}/tiles/{MATRIX_SET}"
    template = asked.address(f"{at}/") + "{tileMatrix}/{tileRow}/{tileCol}"
    return {
        "title": specification.name.zh,
        "dataType": "vector",
        "crs": MERCATOR,
        "tileMatrixSetURI": MATRIX_SET_URI,
        "layers": [
            {
                "id": specification.code,
                "dataType": "vector",
                "maxTileMatrix": str(record.max_zoom),
            }
        ],
        "links": [
            link(asked, at, "self", TITLE),
            {"href": MATRIX_SET_URI, "rel": SCHEME, "type": JSON, "title": MATRIX_SET},
            {
                "href": f"{template}?edition={edition.number}",
                "rel": "item",
                "type": MVT,
                "templated": True,
                "title": TITLE.zh,
            },
        ],
    }
