# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The way in: the landing page, what is declared, and the definition. 服务入口。"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from kuangtu.codes.divisions import find_division
from kuangtu.core.errors import Conflict, NotFound
from kuangtu.core.text import Text, same
from kuangtu.layers.dictionary import layers
from kuangtu.layers.queries import AnyEdition
from kuangtu.ogc import conformance as declared
from kuangtu.ogc.answers import (
    HTML,
    JSON,
    OPENAPI,
    Asked,
    json_answer,
    link,
    own_links,
    page,
    resource,
)
from kuangtu.ogc.openapi import definition
from kuangtu.ogc.properties import Property, properties_of
from kuangtu.ogc.visible import editions_on, pages_of

TITLE = Text("{county}矿政一张图", "One Map of mineral resources, {county}")
DESCRIPTION = Text(
    "图层的已发布版本，按 OGC API 提供：要素、过滤、坐标系、图层目录",
    "published editions of the layers by OGC API: features, filters, systems, a catalogue",
)
API = Text("接口定义", "definition of the API")
CONFORMANCE = Text("符合性声明", "what is declared")
DATA = Text("图层", "layers")


def title() -> Text:
    """Whose map this is."""
    division = find_division(settings.KUANGTU_COUNTY)
    county = division.name if division else settings.KUANGTU_COUNTY
    return TITLE.format(county=same(county))


@resource(JSON, HTML)
def landing(asked: Asked) -> HttpResponse:
    """Where every client begins."""
    if asked.is_html:
        return page(asked, "landing.html", title=title(), description=DESCRIPTION)
    links = [
        *own_links(asked),
        link(asked, "/api", "service-desc", API, media_type=OPENAPI),
        link(asked, "/api?f=html", "service-doc", API, media_type=HTML),
        link(asked, "/conformance", "conformance", CONFORMANCE),
        link(asked, "/collections", "data", DATA),
    ]
    body = {
        "title": title().zh,
        "description": DESCRIPTION.zh,
        "links": links,
        "kuangtu": {"title": title().as_json(), "description": DESCRIPTION.as_json()},
    }
    return json_answer(asked, body)


@resource(JSON, HTML)
def conformance(asked: Asked) -> HttpResponse:
    """The classes of the standards that pass."""
    if asked.is_html:
        return page(asked, "conformance.html", title=CONFORMANCE, classes=declared.DECLARED)
    return json_answer(asked, {"conformsTo": list(declared.DECLARED)})


@resource(OPENAPI, HTML)
def api(asked: Asked) -> HttpResponse:
    """The definition of everything here in OpenAPI 3.0."""
    if asked.is_html:
        general = definition(asked.address(), title().zh, DESCRIPTION.zh, {})
        return page(asked, "api.html", title=API, paths=operations(general))
    editions = editions_on(asked.reader, asked.day)
    attributes = {code: attributes_of(code, edition) for code, edition in editions.items()}
    return json_answer(asked, definition(asked.address(), title().zh, DESCRIPTION.zh, attributes))


def attributes_of(code: str, edition: AnyEdition) -> list[Property]:
    """The attributes of an edition; none of one that is damaged, which its own address tells."""
    try:
        return list(properties_of(layers()[code], pages_of(edition)).values())
    except Conflict:
        return []


def operations(found: dict[str, object]) -> list[tuple[str, object]]:
    """The addresses and what each answers, for the page."""
    paths = found["paths"]
    assert isinstance(paths, dict)  # noqa: S101 - made a few lines above
    return [(path, one["get"]) for path, one in paths.items()]


@resource(JSON, HTML, parameters=None)
def nowhere(asked: Asked, path: str) -> HttpResponse:  # noqa: ARG001 - what the address has
    """Any other address below /ogc."""
    raise NotFound(what=Text("地址 /ogc/{path}", "the address /ogc/{path}").format(path=path[:100]))
