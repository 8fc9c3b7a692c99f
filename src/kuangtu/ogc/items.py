# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features over HTTP: a page of them, and a single one. 要素。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from django.http import HttpResponse

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.box_index import Rows
from kuangtu.layers.choices import Security, Store
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.feature_pages import FeaturePages, sorted_rows
from kuangtu.layers.geojson_bytes import features_json
from kuangtu.layers.queries import AnyEdition
from kuangtu.ogc.answers import (
    GEOJSON,
    HTML,
    Asked,
    is_known,
    link,
    not_modified,
    own_links,
    page,
    resource,
    tag_of,
)
from kuangtu.ogc.filtering import rows_matching
from kuangtu.ogc.filtering.values import Known
from kuangtu.ogc.properties import kinds_of, properties_of
from kuangtu.ogc.question import PARAMETERS, Question, day_asked, question_of, whole_number
from kuangtu.ogc.systems import CRS84, system_at
from kuangtu.ogc.visible import edition_for, pages_of

BACK = Text("图层", "the layer")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The edition that a request reads. 所读版本。"""

    specification: LayerSpecification
    edition: AnyEdition
    pages: FeaturePages


def source_of(asked: Asked, code: str) -> Source:
    """The edition of the day or of the number that is asked for. Raises: NotFound, EditionMoved."""
    given = asked.request.GET
    number = whole_number(given, "edition", 0, least=1) or None
    specification, edition = edition_for(asked.reader, code, day_asked(given, asked.day), number)
    return Source(specification, edition, pages_of(edition))


@resource(GEOJSON, HTML, parameters=None)
def items(asked: Asked, code: str) -> HttpResponse:
    """A page of a layer's features."""
    source = source_of(asked, code)
    properties = properties_of(source.specification, source.pages)
    asked.refuse_unknown([*PARAMETERS, *(name for name in properties if name not in PARAMETERS)])
    tag = tag_of(asked, source.edition)
    if not asked.is_html and is_known(asked.request, tag):
        return not_modified(tag)
    question = question_of(asked.request.GET, properties)
    matched, rows = rows_of(source, question)
    links = _links(asked, source, question, matched, len(rows))
    if asked.is_html:
        return _page(asked, source, question, rows, {"matched": matched, "links": links})
    written = features_json(
        source.pages.table(rows), properties=question.shown, placing=question.system.placing
    )
    head = orjson.dumps(
        {
            "type": "FeatureCollection",
            "numberMatched": matched,
            "numberReturned": len(rows),
            "links": links,
        }
    )
    body = b"".join((head[:-1], b',"features":[', written, b"]}"))
    return _answer(asked, source, question.system.uri, tag, body)


@resource(GEOJSON, HTML, parameters=("crs", "datetime", "edition"))
def item(asked: Asked, code: str, feature_id: str) -> HttpResponse:
    """A single feature."""
    source = source_of(asked, code)
    system = system_at(asked.request.GET.get("crs", CRS84), "crs")
    tag = tag_of(asked, source.edition)
    if not asked.is_html and is_known(asked.request, tag):
        return not_modified(tag)
    row = source.pages.row_of(feature_id)
    if row is None:
        what = Text("{edition}的要素“{id}”", "feature {id} of {edition}")
        raise NotFound(what=what.format(edition=source.edition.label, id=feature_id[:100]))
    properties = properties_of(source.specification, source.pages)
    table = source.pages.table(np.array([row]))
    if asked.is_html:
        values = table.select(list(properties)).to_pylist()[0]
        rows = [(one, one.said(values[name])) for name, one in properties.items()]
        return page(asked, "item.html", source=source, feature_id=feature_id, rows=rows)
    written = features_json(table, properties=list(properties), placing=system.placing)
    links = [*own_links(asked, GEOJSON), link(asked, f"/collections/{code}", "collection", BACK)]
    body = b'%b,"links":%b}' % (written[:-1], orjson.dumps(links))
    return _answer(asked, source, system.uri, tag, body)


def rows_of(source: Source, question: Question) -> tuple[int, Rows]:
    """How many features there are to a question, and the rows of its page. Raises: Invalid."""
    begin, end = question.offset, question.offset + question.limit
    if question.is_everything:
        count = source.pages.row_count
        return count, np.arange(min(begin, count), min(end, count))
    found = source.pages.selection(question.key, lambda: _selected(source, question))
    return len(found), found[begin:end]


def _selected(source: Source, question: Question) -> Rows:
    pages = source.pages
    known = Known(pages, kinds_of(source.specification, pages))
    rows = pages.all_rows() if question.area is None else pages.rows_meeting(question.area)
    for tree in question.filters:
        matching = rows_matching(tree, known, question.filter_system)
        rows = np.intersect1d(rows, matching, assume_unique=True)
    return sorted_rows(pages, rows, question.order) if question.order else rows


def _links(
    asked: Asked, source: Source, question: Question, matched: int, returned: int
) -> list[dict[str, str]]:
    """The page itself and its neighbours, which are of the same edition for as long as it lasts."""
    code = source.specification.code
    found = [*own_links(asked, GEOJSON), link(asked, f"/collections/{code}", "collection", BACK)]
    for rel, offset in _neighbours(question, matched, returned):
        href = asked.here(offset=offset or None, **_pinned(source))
        found.append({"href": href, "rel": rel, "type": asked.media_type, "title": TURN[rel].zh})
    return found


TURN = {"next": Text("下一页", "next page"), "prev": Text("上一页", "previous page")}


def _neighbours(question: Question, matched: int, returned: int) -> Iterator[tuple[str, int]]:
    if returned and question.offset + returned < matched:
        yield "next", question.offset + returned
    if question.offset:
        yield "prev", max(question.offset - question.limit, 0)


def _pinned(source: Source) -> dict[str, object]:
    """What makes a later page one of the same edition; a ledger is one of a day besides."""
    edition = source.edition
    pinned: dict[str, object] = {"edition": edition.number}
    if source.specification.store is Store.LEDGER and edition.dated_on:
        pinned["datetime"] = edition.dated_on.isoformat()
    return pinned


def _answer(asked: Asked, source: Source, uri: str, tag: str, body: bytes) -> HttpResponse:
    """Features with their reference system; what is controlled is kept by nobody."""
    is_controlled = source.edition.security == Security.CONTROLLED
    headers = {
        "Content-Crs": f"<{uri}>",
        "ETag": tag,
        "Cache-Control": "private, no-store" if is_controlled else "private, no-cache",
    }
    return HttpResponse(body, content_type=asked.media_type, headers=headers)


def _page(
    asked: Asked,
    source: Source,
    question: Question,
    rows: Rows,
    context: Mapping[str, Any],
) -> HttpResponse:
    """The page of features as a table."""
    properties = properties_of(source.specification, source.pages)
    table = source.pages.table(rows)
    values = table.select(list(question.shown)).to_pylist()
    ids = table.column("feature_id").to_pylist()
    turns = {one["rel"]: one["href"] for one in context["links"] if one["rel"] in TURN}
    columns = [properties[name] for name in question.shown]
    shown = [[one.said(row[one.name]) for one in columns] for row in values]
    return page(
        asked,
        "items.html",
        source=source,
        columns=columns,
        rows=list(zip(ids, shown, strict=True)),
        matched=context["matched"],
        first=question.offset + 1,
        last=question.offset + len(rows),
        turns=turns,
        json_address=asked.here(f="json"),
    )
