# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every conformance class that is declared, and what it requires. 符合性测试。"""

import gzip
import json
import re
from datetime import UTC, datetime

import pytest

from kuangtu.accounts.actor import SYSTEM
from kuangtu.layers.models import Edition
from kuangtu.layers.tiling.services import make_tiles, request_tiles
from kuangtu.ogc.conformance import CQL2, DECLARED, FEATURES, RECORDS, TILES
from kuangtu.ogc.systems import CRS84, EPSG, STORED
from ogc.ogc_builders import ITEMS, a_layer, get, names

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LAYER = "/ogc/collections/nature-reserve"
CATALOGUE = "/ogc/collections/catalogue"
RESOURCES = [
    "/ogc",
    "/ogc/api",
    "/ogc/conformance",
    "/ogc/collections",
    LAYER,
    f"{LAYER}/queryables",
    ITEMS,
    f"{ITEMS}/1",
    CATALOGUE,
    f"{CATALOGUE}/items",
    f"{CATALOGUE}/items/nature-reserve",
    f"{LAYER}/tiles",
]


def links(body):
    return {one["rel"]: one for one in body["links"]}


def core(client):
    landing = links(get(client, "/ogc").json())
    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} == set(
        landing
    )
    for one in landing.values():
        assert get(client, one["href"]).headers["Content-Type"].startswith(one["type"])
    assert get(client, "/ogc/conformance").json() == {"conformsTo": list(DECLARED)}
    listed = get(client, "/ogc/collections").json()
    collection = next(one for one in listed["collections"] if one["id"] == "nature-reserve")
    assert collection["extent"]["spatial"] == {
        "bbox": [[88.0, 39.0, 88.41000000000001, 39.01]],
        "crs": CRS84,
    }
    begin = collection["extent"]["temporal"]["interval"]
    assert begin == [["2026-06-30T00:00:00Z", None]]
    alone = get(client, LAYER).json()
    assert {key: alone[key] for key in ("id", "title", "extent", "license")} == {
        key: collection[key] for key in ("id", "title", "extent", "license")
    }
    page = get(client, ITEMS, limit=2, bbox="88,39,89,40", datetime="2026-07-01/..").json()
    assert (page["numberMatched"], page["numberReturned"], len(page["features"])) == (5, 2, 2)
    assert {"self", "alternate", "next"} <= set(links(page))
    assert {"self", "alternate", "collection"} <= set(links(get(client, f"{ITEMS}/1").json()))
    get(client, ITEMS, nix=1, status=400)
    get(client, ITEMS, limit="x", status=400)
    get(client, f"{ITEMS}/nix", status=404)


def geojson(client):
    for path in (ITEMS, f"{ITEMS}/1"):
        answer = client.get(path, headers={"Accept": "application/geo+json"})
        assert answer.headers["Content-Type"] == "application/geo+json"
    feature = get(client, f"{ITEMS}/1").json()
    assert {"type", "id", "geometry", "properties", "links"} == set(feature)


def html(client):
    for path in RESOURCES:
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8", path
        assert "<h1>" in answer.content.decode(), path
    layer = client.get(LAYER, headers={"Accept": "text/html"}).content.decode()
    assert f'{LAYER}/download/GPKG">GeoPackage</a>' in layer


def oas30(client):
    answer = get(client, "/ogc/api")
    definition = answer.json()
    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert re.fullmatch(r"3\.0\.\d", definition["openapi"])
    text = json.dumps(definition)
    for pointer in re.findall(r'"\$ref": "#/([^"]+)"', text):
        found = definition
        for part in pointer.split("/"):
            found = found[part]
    own = definition["paths"]["/collections/nature-reserve/items"]["get"]["parameters"]
    assert "name" in [one.get("name") for one in own]
    given = {"collectionId": "nature-reserve", "featureId": "1", "recordId": "wetland"}
    # A tile set needs tiles: see there.
    without = {"tileset", "tile"}
    for path, operations in definition["paths"].items():
        assert set(operations) == {"get"}
        assert "200" in operations["get"]["responses"]
        if operations["get"]["operationId"] not in without:
            get(client, f"/ogc{path.format(**given)}".rstrip("/"))


def crs(client):
    collection = get(client, LAYER).json()
    assert collection["storageCrs"] == STORED
    assert collection["crs"][0] == CRS84
    listed = get(client, "/ogc/collections").json()
    assert [one["crs"] for one in listed["collections"][1:]] == [["#/crs"]]
    assert listed["crs"] == collection["crs"]
    for uri in collection["crs"]:
        for path in (ITEMS, f"{ITEMS}/1"):
            assert get(client, path, crs=uri).headers["Content-Crs"] == f"<{uri}>"
        corner = get(client, f"{ITEMS}/1", crs=uri).json()["geometry"]["coordinates"][0][0]
        # A tenth of a kilometre in degrees, a millimetre in a plane.
        low, high = [one - 0.001 for one in corner], [one + 0.001 for one in corner]
        box = ",".join(map(repr, [*low, *high]))
        assert names(get(client, ITEMS, bbox=box, **{"bbox-crs": uri})) == ["保护区0"]
    assert get(client, ITEMS).headers["Content-Crs"] == f"<{CRS84}>"
    get(client, ITEMS, crs=f"{EPSG}1", status=400)
    get(client, ITEMS, bbox="1,2,3,4", **{"bbox-crs": f"{EPSG}1"}, status=400)


def queryables(client):
    rel = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
    answer = get(client, links(get(client, LAYER).json())[rel]["href"])
    schema = answer.json()
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert (schema["type"], schema["$schema"]) == (
        "object",
        "https://json-schema.org/draft/2020-12/schema",
    )
    assert schema["$id"].endswith(f"{LAYER}/queryables")
    assert schema["properties"]["name"] == {
        "title": "保护地名称",
        "type": "string",
        "x-kuangtu-title": {"zh": "保护地名称", "en": "name of the reserve"},
    }
    assert schema["properties"]["geometry"]["format"] == "geometry-polygon-or-multipolygon"
    for name in set(schema["properties"]) - {"geometry"}:
        get(client, ITEMS, filter=f"{name} IS NULL")


def query_parameters(client):
    assert names(get(client, ITEMS, name="保护区2")) == ["保护区2"]


def filters(client):
    assert names(get(client, ITEMS, filter="name = '保护区2'")) == ["保护区2"]
    get(client, ITEMS, filter="nix = 2", status=400)
    get(client, ITEMS, filter="name = ", status=400)
    get(client, ITEMS, filter="name = 'a'", **{"filter-lang": "sql"}, status=400)
    swapped = {"filter-crs": f"{EPSG}4490"}
    words = "S_INTERSECTS(geometry, POINT(39.005 88.205))"
    assert names(get(client, ITEMS, filter=words, **swapped)) == ["保护区2"]
    get(client, ITEMS, filter=words, **{"filter-crs": f"{EPSG}1"}, status=400)
    both = get(client, ITEMS, filter="name <> '保护区2'", bbox="88.1,39,88.3,39.01")
    assert names(both) == ["保护区1", "保护区3"]


def by_text(*expressions):
    """Each expression finds the third square alone; the finer points are in test_filters."""

    def check(client):
        for words in expressions:
            assert names(get(client, ITEMS, filter=words)) == ["保护区2"], words

    return check


def as_json(client):
    tree = {"op": "=", "args": [{"property": "name"}, "保护区2"]}
    more = {"filter-lang": "cql2-json"}
    assert names(get(client, ITEMS, filter=json.dumps(tree), **more)) == ["保护区2"]
    place = {"type": "Point", "coordinates": [88.205, 39.005]}
    tree = {"op": "s_intersects", "args": [{"property": "geometry"}, place]}
    assert names(get(client, ITEMS, filter=json.dumps(tree), **more)) == ["保护区2"]


def tiles(client):
    edition = Edition.objects.get(layer="nature-reserve")
    wanted = request_tiles(edition=edition, requested_at=NOW, actor=SYSTEM)
    make_tiles(wanted.pk, clock=lambda: NOW)
    rel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
    (listed,) = get(client, links(get(client, LAYER).json())[rel]["href"]).json()["tilesets"]
    found = get(client, links(listed)["self"]["href"]).json()
    assert found == listed
    assert (found["dataType"], found["crs"], found["tileMatrixSetURI"]) == (
        "vector",
        f"{EPSG}3857",
        "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
    )
    template = links(found)["item"]
    assert template["templated"] is True
    at = {"{tileMatrix}": "10", "{tileRow}": "391", "{tileCol}": "762"}
    address = template["href"]
    for blank, number in at.items():
        address = address.replace(blank, number)
    answer = get(client, address)
    assert answer.headers["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert b"nature-reserve" in answer.content
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == answer.content
    assert packed.headers["Content-Encoding"] == "gzip"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    get(client, f"{LAYER}/tiles/WebMercatorQuad/10/0/0", status=204)
    get(client, f"{LAYER}/tiles/WebMercatorQuad/3/9/0", status=404)
    get(client, f"{LAYER}/tiles/Other", status=404)


def record_core(client):
    found = get(client, f"{CATALOGUE}/items/nature-reserve").json()
    assert (found["id"], found["type"], found["time"]) == (
        "nature-reserve",
        "Feature",
        {"interval": ["2026-06-30", ".."]},
    )
    assert f"{RECORDS}/record-core" in found["conformsTo"]
    assert found["geometry"]["type"] == "Polygon"
    assert (found["properties"]["type"], found["properties"]["title"]) == ("dataset", "自然保护地")
    missing = get(client, f"{CATALOGUE}/items/wetland").json()
    assert (missing["geometry"], missing["time"]) == (None, None)
    assert missing["properties"]["kuangtu"]["state"] == "UNSEEN"
    assert "self" in links(found)


def record_parameters(client):
    def found(**asked):
        body = get(client, f"{CATALOGUE}/items", limit=1000, **asked).json()
        assert body["numberMatched"] == body["numberReturned"]
        return {one["id"] for one in body["features"]}

    everything = found()
    assert {"nature-reserve", "wetland"} <= everything
    assert found(type="dataset") == everything
    assert found(type="service") == set()
    assert found(q="自然保护地")
    assert "wetland" not in found(q="自然保护地")
    assert {"nature-reserve", "wetland"} <= found(q="wetland,nature reserves")
    assert found(q="nothing of that kind") == set()
    assert found(ids="wetland,nature-reserve") == {"wetland", "nature-reserve"}
    assert found(externalIds="wetland") == {"wetland"}
    assert found(externalIds="kuangtu:wetland") == {"wetland"}
    assert found(externalIds="wetland", ids="nature-reserve") == set()
    assert "nature-reserve" in found(bbox="88,39,88.1,39.1")
    assert "nature-reserve" not in found(bbox="0,0,1,1")
    assert "nature-reserve" in found(datetime="2026-07-01")
    assert "nature-reserve" in found(datetime="2020-01-01/2026-06-30")
    assert "nature-reserve" not in found(datetime="2026-06-29")
    assert "wetland" in found(datetime="2026-06-29")
    get(client, f"{CATALOGUE}/items", limit="x", status=400)
    get(client, f"{CATALOGUE}/items", nix="x", status=400)


ALIKE = "name = '保护区2'"
PLACE = "S_INTERSECTS(geometry, POINT(88.205 39.005))"
REQUIRED = {
    f"{FEATURES}-1/1.0/conf/core": core,
    f"{FEATURES}-1/1.0/conf/geojson": geojson,
    f"{FEATURES}-1/1.0/conf/html": html,
    f"{FEATURES}-1/1.0/conf/oas30": oas30,
    f"{FEATURES}-2/1.0/conf/crs": crs,
    f"{FEATURES}-3/1.0/conf/queryables": queryables,
    f"{FEATURES}-3/1.0/conf/queryables-query-parameters": query_parameters,
    f"{FEATURES}-3/1.0/conf/filter": filters,
    f"{FEATURES}-3/1.0/conf/features-filter": filters,
    f"{CQL2}/cql2-text": by_text(ALIKE),
    f"{CQL2}/cql2-json": as_json,
    f"{CQL2}/basic-cql2": by_text(ALIKE, "NOT (name <> '保护区2' OR name IS NULL)"),
    f"{CQL2}/advanced-comparison-operators": by_text("name LIKE '%2'", "name IN ('保护区2', 'x')"),
    f"{CQL2}/case-insensitive-comparison": by_text("CASEI(name) = CASEI('保护区2')"),
    f"{CQL2}/accent-insensitive-comparison": by_text("ACCENTI(name) = ACCENTI('保护区2')"),
    f"{CQL2}/basic-spatial-functions": by_text(
        PLACE, "S_INTERSECTS(geometry, BBOX(88.2, 39, 88.21, 39.01))"
    ),
    f"{CQL2}/basic-spatial-functions-plus": by_text(
        "S_INTERSECTS(geometry, POLYGON((88.2 39, 88.21 39, 88.21 39.01, 88.2 39)))",
        "S_INTERSECTS(geometry, LINESTRING(88.19 39.005, 88.205 39.005))",
        "S_INTERSECTS(geometry, MULTIPOINT((88.205 39.005), (1 1)))",
        "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(88.205 39.005), POINT(1 1)))",
    ),
    f"{CQL2}/spatial-functions": by_text(
        "S_CONTAINS(geometry, POINT(88.205 39.005))",
        "S_WITHIN(geometry, BBOX(88.2, 39, 88.22, 40))",
    ),
    f"{CQL2}/property-property": by_text(f"name = name AND {ALIKE}"),
    f"{CQL2}/arithmetic": by_text(f"1 + 1 = 2 AND {ALIKE}"),
    **{
        f"{TILES}/{name}": tiles
        for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt")
    },
    f"{RECORDS}/record-core": record_core,
    f"{RECORDS}/record-core-query-parameters": record_parameters,
}


def test_every_class_that_is_declared_has_its_check():
    assert sorted(REQUIRED) == sorted(DECLARED)


# One check may hold for several classes: it is made once, under the name of the first.
CHECKS = {check: declared for declared, check in reversed(REQUIRED.items())}


@pytest.mark.parametrize("check", CHECKS, ids=CHECKS.get)
def test_what_is_declared_holds(reader, folder, check):
    a_layer(folder)

    check(reader)


@pytest.mark.parametrize("path", RESOURCES)
def test_every_resource_answers_head_and_takes_nothing_else(reader, folder, path):
    a_layer(folder)

    assert (reader.head(path).status_code, reader.head(path).content) == (200, b"")
    refused = reader.post(path)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")
    assert reader.get(path, headers={"Accept": "image/png"}).status_code == 406
    assert get(reader, path, f="nix", status=400).json()["problems"][0]["field"] == "f"


def test_an_answer_that_is_known_is_not_sent_again(reader, folder):
    a_layer(folder)
    for path in (ITEMS, f"{ITEMS}?limit=1", f"{ITEMS}/1"):
        tag = get(reader, path).headers["ETag"]

        again = reader.get(path, headers={"If-None-Match": f'"x", W/{tag}'})

        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert reader.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_another_edition_has_another_tag(reader, folder):
    a_layer(folder)
    tag = get(reader, ITEMS).headers["ETag"]
    a_layer(folder)

    assert reader.get(ITEMS, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", RESOURCES)
def test_every_page_speaks_english_too(reader, folder, path):
    a_layer(folder)
    reader.cookies["django_language"] = "en"

    page = reader.get(path, headers={"Accept": "text/html"}).content.decode()

    assert '<html lang="en">' in page
    assert 'href="/map/" data-letter="m" aria-current="page"' in " ".join(page.split())
    assert 'value=""' in page  # the search of the frame is empty
    assert "</main>" in page
