# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers as collections: the list, one of them, and what can be queried. 图层集合。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse

from kuangtu.core.text import Text
from kuangtu.layers.choices import Quality, Security, State
from kuangtu.layers.dictionary import LayerSpecification, layers
from kuangtu.layers.editions import state_of
from kuangtu.layers.queries import AnyEdition
from kuangtu.ogc import catalogue, downloads, tiles
from kuangtu.ogc.answers import (
    GEOJSON,
    HTML,
    JSON,
    SCHEMA,
    Asked,
    json_answer,
    link,
    own_links,
    page,
    resource,
)
from kuangtu.ogc.items import source_of
from kuangtu.ogc.properties import properties_of, schema_of
from kuangtu.ogc.question import day_asked, whole_number
from kuangtu.ogc.systems import CRS84, STORED, SYSTEMS
from kuangtu.ogc.visible import edition_for, editions_on

QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
ITEMS = Text("要素", "features")
QUERYABLE = Text("可查询属性", "what can be queried")
RECORD = Text("元数据", "metadata")


@resource(JSON, HTML, parameters=("datetime",))
def collections(asked: Asked) -> HttpResponse:
    """Every layer of which the reader may see an edition, and the catalogue of all."""
    day = day_asked(asked.request.GET, asked.day)
    editions = editions_on(asked.reader, day)
    found = [(one, editions[code]) for code, one in layers().items() if code in editions]
    if asked.is_html:
        return page(asked, "collections.html", found=found, day=day)
    body = {
        "links": own_links(asked),
        "crs": list(SYSTEMS),
        "collections": [
            catalogue.described(asked),
            *(
                described(asked, specification, edition, day) | {"crs": ["#/crs"]}
                for specification, edition in found
            ),
        ],
    }
    return json_answer(asked, body)


@resource(JSON, HTML, parameters=("datetime", "edition"))
def collection(asked: Asked, code: str) -> HttpResponse:
    """One layer: what it is, where it comes from, what it is worth."""
    given = asked.request.GET
    day, number = day_asked(given, asked.day), whole_number(given, "edition", 0, least=1) or None
    specification, edition = edition_for(asked.reader, code, day, number)
    if asked.is_html:
        facts = {
            "quality": Quality(edition.quality).label,
            "security": Security(edition.security).label,
            "state": state(specification, edition, day).label,
            "downloads": downloads.offered(asked, code),
        }
        return page(asked, "collection.html", specification=specification, edition=edition, **facts)
    own = own_links(asked)
    return json_answer(asked, described(asked, specification, edition, day, own=own))


@resource(SCHEMA, HTML, parameters=("datetime", "edition"))
def queryables(asked: Asked, code: str) -> HttpResponse:
    """What can be queried of a layer: names in both languages, types, units, code lists."""
    source = source_of(asked, code)
    if asked.is_html:
        properties = list(properties_of(source.specification, source.pages).values())
        return page(asked, "queryables.html", source=source, properties=properties)
    schema = schema_of(asked.here(f=None), source.specification, source.pages)
    return json_answer(asked, schema)


def described(
    asked: Asked,
    specification: LayerSpecification,
    edition: AnyEdition,
    day: date,
    *,
    own: Sequence[dict[str, str]] = (),
) -> dict[str, object]:
    """A layer as a collection says it; `own` are links to the answer itself."""
    code = specification.code
    at = f"/collections/{code}"
    has_tiles = tiles.record_of(edition) is not None
    found: dict[str, object] = {
        "id": code,
        "title": specification.name.zh,
        "description": description(specification, edition).zh,
        "itemType": "feature",
        "attribution": edition.attribution,
        "license": edition.licence,
        "links": [
            *own,
            link(asked, f"{at}/items", "items", ITEMS, media_type=GEOJSON),
            link(asked, f"{at}/items?f=html", "items", ITEMS, media_type=HTML),
            link(asked, f"{at}/queryables", QUERYABLES, QUERYABLE, media_type=SCHEMA),
            link(asked, catalogue.item_path(code), "describedby", RECORD, media_type=GEOJSON),
            *([link(asked, f"{at}/tiles", tiles.TILESETS, tiles.TITLE)] if has_tiles else []),
            *downloads.links(asked, code),
        ],
        "kuangtu": facts_of(specification, edition, day),
    }
    if extent := extent_of(edition):
        found["extent"] = extent
    if edition.bounds:
        found |= {"crs": list(SYSTEMS), "storageCrs": STORED}
    return found


def description(specification: LayerSpecification, edition: AnyEdition) -> Text:
    """What the layer is and where this edition of it comes from, in a line."""
    text = Text(
        "{name}。提供单位：{provider}。来源：{source}",
        "{name}. To be supplied by: {provider}. Source: {source}",
    )
    return text.format(
        name=specification.name, provider=specification.provider, source=edition.source
    )


def extent_of(edition: AnyEdition) -> dict[str, object]:
    """Where the features lie, and from which day on the data holds, as far as either is known."""
    found: dict[str, object] = {}
    if edition.bounds:
        found["spatial"] = {"bbox": [list(edition.bounds)], "crs": CRS84}
    if edition.dated_on:
        begin = f"{edition.dated_on.isoformat()}T00:00:00Z"
        found["temporal"] = {"interval": [[begin, None]], "trs": GREGORIAN}
    return found


def state(specification: LayerSpecification, edition: AnyEdition, day: date) -> State:
    """Whether a layer of which there is an edition is up to date on a day."""
    return state_of(specification, edition, day)[0]


def facts_of(
    specification: LayerSpecification, edition: AnyEdition, day: date
) -> dict[str, object]:
    """What an office wants to know of a layer beyond what the standard has a place for."""
    return {
        "title": specification.name.as_json(),
        "description": description(specification, edition).as_json(),
        "edition": edition.number,
        "sha256": edition.sha256,
        "dated_on": edition.dated_on.isoformat() if edition.dated_on else None,
        "state": state(specification, edition, day).value,
        "quality": Quality(edition.quality).value,
        "security": Security(edition.security).value,
        "provider": specification.provider.as_json(),
        "authority": edition.authority,
        "source": edition.source,
        "accuracy_m": edition.accuracy_m,
        "feature_count": edition.feature_count,
        "update_months": specification.update_months,
        "laws": list(specification.laws),
    }
