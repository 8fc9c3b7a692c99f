# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The catalogue: a record of every layer of the dictionary, there or missing. 图层目录。

Source: OGC API – Records – Part 1. A record is a feature whose geometry is the layer's extent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import shapely
from django.http import HttpResponse, QueryDict
from django.utils import timezone

from kuangtu.core.text import Text
from kuangtu.layers.choices import Quality, Security
from kuangtu.layers.queries import LayerState, layer_states
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
from kuangtu.ogc.conformance import RECORDS
from kuangtu.ogc.question import (
    HIGHEST_LIMIT,
    ORDINARY_LIMIT,
    area_of,
    day_asked,
    whole_number,
)
from kuangtu.ogc.systems import CRS84
from kuangtu.ogc.visible import editions_on, is_known_to, no_collection

CODE = "catalogue"
TITLE = Text("图层目录", "catalogue of layers")
DESCRIPTION = Text(
    "图层字典中每个图层一条记录：已有、过期或缺，由谁提供，多久更新，质量与许可",
    "a record for every layer of the dictionary: there, out of date or missing, who supplies it, "
    "how often, its quality and licence",
)
PARAMETERS = (
    "limit", "offset", "bbox", "bbox-crs", "datetime", "q", "type", "ids", "externalIds",
)  # fmt: skip
TYPE = "dataset"
SCHEME = "kuangtu"  # of the codes that layers have here
ITEMS = Text("记录", "records")
DATA = Text("要素", "features")


def item_path(code: str) -> str:
    """Where the record of a layer is."""
    return f"/collections/{CODE}/items/{code}"


def described(asked: Asked, *, own: Sequence[dict[str, str]] = ()) -> dict[str, object]:
    """The catalogue as a collection; `own` are links to the answer itself."""
    at = f"/collections/{CODE}"
    return {
        "id": CODE,
        "type": "Collection",
        "title": TITLE.zh,
        "description": DESCRIPTION.zh,
        "itemType": "record",
        "crs": [CRS84],
        "links": [
            *(own or [link(asked, at, "self", TITLE)]),
            link(asked, f"{at}/items", "items", ITEMS, media_type=GEOJSON),
            link(asked, f"{at}/items?f=html", "items", ITEMS, media_type=HTML),
        ],
        "kuangtu": {"title": TITLE.as_json(), "description": DESCRIPTION.as_json()},
    }


@resource(JSON, HTML)
def catalogue(asked: Asked) -> HttpResponse:
    """The catalogue itself."""
    if asked.is_html:
        return page(asked, "catalogue.html", title=TITLE, description=DESCRIPTION)
    return json_answer(asked, described(asked, own=own_links(asked)))


@resource(SCHEMA, HTML)
def queryables(asked: Asked) -> HttpResponse:
    """What records can be looked for by is the standard's own list of parameters."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": asked.here(f=None),
        "type": "object",
        "title": TITLE.zh,
        "properties": {},
        "additionalProperties": False,
    }
    if asked.is_html:
        return page(asked, "catalogue.html", title=TITLE, description=DESCRIPTION)
    return json_answer(asked, schema)


@resource(GEOJSON, HTML, parameters=PARAMETERS)
def records(asked: Asked) -> HttpResponse:
    """A page of records."""
    given = asked.request.GET
    found = list(_matching(asked, given))
    limit = min(whole_number(given, "limit", ORDINARY_LIMIT, least=1), HIGHEST_LIMIT)
    offset = whole_number(given, "offset", 0, least=0)
    shown = found[offset : offset + limit]
    links = own_links(asked, GEOJSON)
    for rel, other, is_there in (
        ("next", offset + limit, offset + limit < len(found)),
        ("prev", max(offset - limit, 0), offset > 0),
    ):
        if is_there:
            links.append({"href": asked.here(offset=other), "rel": rel, "type": GEOJSON})
    if asked.is_html:
        turns = {one["rel"]: one["href"] for one in links}
        return page(asked, "records.html", title=TITLE, states=shown, turns=turns)
    body = {
        "type": "FeatureCollection",
        "numberMatched": len(found),
        "numberReturned": len(shown),
        "links": links,
        "features": [record(asked, one) for one in shown],
    }
    return json_answer(asked, body)


@resource(GEOJSON, HTML)
def one_record(asked: Asked, code: str) -> HttpResponse:
    """The record of one layer."""
    found = next((one for one in states(asked, asked.day) if one.code == code), None)
    if found is None:
        raise no_collection(code)
    if asked.is_html:
        edition = found.edition
        quality = Quality(edition.quality).label if edition else None
        security = Security(edition.security).label if edition else None
        return page(asked, "record.html", one=found, quality=quality, security=security)
    body = record(asked, found)
    return json_answer(asked, body | {"links": [*own_links(asked, GEOJSON), *_links(asked, found)]})


def states(asked: Asked, day: date) -> Iterator[LayerState]:
    """The layers that the reader may know of, with the edition that the reader may see."""
    seen = editions_on(asked.reader, day)
    for one in layer_states(as_of=day, actor=asked.reader.actor):
        if one.code in seen or is_known_to(asked.reader, one.specification):
            yield one


def _matching(asked: Asked, given: QueryDict) -> Iterator[LayerState]:
    """The records that all the parameters hold for. Raises: Invalid."""
    area, day = area_of(given), day_asked(given, asked.day)
    words = given.get("q", "").casefold().split(",")
    ids = _list(given, "ids")
    numbers = [one.removeprefix(f"{SCHEME}:") for one in _list(given, "externalIds")]
    types = _list(given, "type")
    for one in states(asked, day):
        bounds = one.edition.bounds if one.edition else None
        is_near = area is None or bounds is None or shapely.intersects(area, shapely.box(*bounds))
        is_wanted = all(one.code in names for names in (ids, numbers) if names)
        is_kind = not types or TYPE in types
        is_then = "datetime" not in given or _holds_on(one, day)
        if is_near and is_wanted and is_kind and is_then and _is_about(one, words):
            yield one


def _holds_on(one: LayerState, day: date) -> bool:
    """Whether a record's time has begun by a day; one without a time is not ruled out."""
    return one.edition is None or one.edition.dated_on is None or one.edition.dated_on <= day


def _list(given: QueryDict, name: str) -> list[str]:
    return [word for word in given.get(name, "").split(",") if word]


def _is_about(one: LayerState, words: list[str]) -> bool:
    """Whether any of the terms is found; the words of a term stand in their order."""
    specification = one.specification
    texts = (specification.name, specification.provider, specification.theme.label)
    text = " ".join([one.code, *(f"{each.zh} {each.en}" for each in texts)]).casefold()
    return any(word.strip() in text for word in words)


def record(asked: Asked, one: LayerState) -> dict[str, Any]:
    """A layer as a record."""
    edition = one.edition
    day = edition.dated_on.isoformat() if edition and edition.dated_on else None
    return {
        "id": one.code,
        "type": "Feature",
        "conformsTo": [f"{RECORDS}/record-core"],
        # From that day on, until a newer edition shows the layer.
        "time": {"interval": [day, ".."]} if day else None,
        "geometry": _extent(edition.bounds if edition else None),
        "properties": _properties(one),
        "links": _links(asked, one),
    }


def _extent(bounds: tuple[float, float, float, float] | None) -> Any:
    return json.loads(shapely.to_geojson(shapely.box(*bounds))) if bounds else None


def _properties(one: LayerState) -> Mapping[str, object]:
    specification, edition = one.specification, one.edition
    found: dict[str, object] = {
        "type": TYPE,
        "title": specification.name.zh,
        "description": specification.note.zh or specification.name.zh,
        "keywords": [specification.theme.label.zh, specification.name.en],
        "language": {"code": "zh", "name": "中文", "alternate": "Chinese"},
        "externalIds": [{"scheme": SCHEME, "value": one.code}],
        "contacts": [{"organization": specification.provider.zh, "roles": ["provider"]}],
        "kuangtu": _office_facts(one),
    }
    if edition is not None:
        found |= {"license": edition.licence or "other", "rights": edition.attribution}
        found["formats"] = [{"name": "GeoJSON", "mediaType": GEOJSON}]
        if edition.published_on:
            found["updated"] = _began(edition.published_on)
    return found


def _began(day: date) -> str:
    """The moment at which a day of the office begins."""
    return datetime.combine(day, time(), timezone.get_current_timezone()).isoformat()


def _office_facts(one: LayerState) -> Mapping[str, object]:
    specification, edition = one.specification, one.edition
    found: dict[str, object] = {
        "title": specification.name.as_json(),
        "state": one.state.value,
        "state_label": one.state.label.as_json(),
        "reason": one.reason.as_json(),
        "provider": specification.provider.as_json(),
        "update_months": specification.update_months,
        "laws": list(specification.laws),
    }
    if edition is not None:
        found |= {
            "edition": edition.number,
            "sha256": edition.sha256,
            "quality": Quality(edition.quality).value,
            "security": Security(edition.security).value,
            "feature_count": edition.feature_count,
            "source": edition.source,
        }
    return found


def _links(asked: Asked, one: LayerState) -> list[dict[str, str]]:
    found = [link(asked, f"/collections/{CODE}", "collection", TITLE)]
    if one.edition is not None:
        at = f"/collections/{one.code}"
        found.append(link(asked, at, "describes", one.specification.name))
        found.append(link(asked, f"{at}/items", "item", DATA, media_type=GEOJSON))
    return found
