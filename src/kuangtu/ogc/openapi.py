# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The definition of the API in OpenAPI 3.0. 接口定义。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kuangtu import __version__
from kuangtu.ogc.answers import GEOJSON, HTML, JSON, OPENAPI, PROBLEM, SCHEMA
from kuangtu.ogc.properties import Property
from kuangtu.ogc.question import HIGHEST_LIMIT, LANGUAGES, ORDINARY_LIMIT
from kuangtu.ogc.systems import CRS84, SYSTEMS

Json = dict[str, object]
URI: Json = {"type": "string", "format": "uri", "enum": list(SYSTEMS), "default": CRS84}
NUMBERS: Json = {
    "oneOf": [
        {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        {"type": "array", "items": {"type": "number"}, "minItems": 6, "maxItems": 6},
    ]
}
WORDS: Json = {"type": "string"}
LIST: Json = {"type": "array", "items": {"type": "string"}}


def _whole(least: int, otherwise: int, most: int | None = None) -> Json:
    found: Json = {"type": "integer", "minimum": least, "default": otherwise}
    return found | ({"maximum": most} if most else {})


# Name: schema, what it says in both languages.
PARAMETERS: Mapping[str, tuple[Json, str]] = {
    "f": ({"type": "string", "enum": ["json", "html"]}, "格式 · representation"),
    "limit": (_whole(1, ORDINARY_LIMIT, HIGHEST_LIMIT), "一页的要素数 · features of a page"),
    "offset": (_whole(0, 0), "跳过的要素数 · features passed over"),
    "bbox": (NUMBERS, "范围 · box, in the order of bbox-crs"),
    "bbox-crs": (URI, "bbox 的坐标系 · reference system of bbox"),
    "datetime": (WORDS, "日期或起止 · day or interval: chooses the edition that holds on it"),
    "crs": (URI, "结果坐标系 · reference system of the answer"),
    "filter": (WORDS, "CQL2 过滤表达式 · filter in CQL2"),
    "filter-lang": (
        {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
        "表达式写法 · encoding of the filter",
    ),
    "filter-crs": (URI, "表达式中几何的坐标系 · reference system of geometries in the filter"),
    "sortby": (LIST, "排序，前加 - 为降序 · order, - before a name for descending"),
    "properties": (LIST, "所要属性 · attributes to show"),
    "edition": (_whole(1, 1), "版本号，翻页时用 · number of the edition, for later pages"),
    "q": (LIST, "词语 · terms"),
    "type": (LIST, "资源类型 · type of resource"),
    "ids": (LIST, "记录标识 · ids of records"),
    "externalIds": (LIST, "外部标识 · external ids"),
}
NOT_EXPLODED = {"bbox", "sortby", "properties", "q", "type", "ids", "externalIds"}
OF_ITEMS = tuple(PARAMETERS)[:13]
OF_RECORDS = (
    "f", "limit", "offset", "bbox", "bbox-crs", "datetime", "q", "type", "ids", "externalIds",
)  # fmt: skip


def definition(
    address: str, title: str, description: str, layers: Mapping[str, Iterable[Property]]
) -> Json:
    """The whole definition, with the attributes of each layer as parameters of its features.

    GDAL hands an equality on only where the definition names the attribute.
    """
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "description": description, "version": __version__},
        "servers": [{"url": address}],
        "security": [{"basic": []}, {"session": []}],
        "paths": _paths() | {_items_at(code): _items_of(code, layers[code]) for code in layers},
        "components": {
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            },
            "parameters": {name: _parameter(name) for name in PARAMETERS},
            "schemas": {"problem": PROBLEM_SCHEMA},
        },
    }


def _paths() -> Json:
    at, features = "/collections/{collectionId}", ("f", "datetime", "edition")
    return {
        "/": _get("landing", "入口 · landing page", JSON),
        "/api": _get("api", "接口定义 · this definition", OPENAPI),
        "/conformance": _get("conformance", "符合性声明 · what is declared", JSON),
        "/collections": _get("collections", "图层列表 · layers", JSON, ("f", "datetime")),
        at: _get("collection", "一个图层 · a layer", JSON, features, PARTS[:1]),
        f"{at}/queryables": _get(
            "queryables", "可查询属性 · queryables", SCHEMA, features, PARTS[:1]
        ),
        f"{at}/items": _get("features", "要素 · features", GEOJSON, OF_ITEMS, PARTS[:1]),
        f"{at}/items/{{featureId}}": _get(
            "feature", "一个要素 · a feature", GEOJSON, ("crs", *features), PARTS
        ),
        f"{at}/tiles": _get("tilesets", "瓦片集 · tile sets", JSON, features, PARTS[:1]),
        f"{at}/tiles/{{tileMatrixSetId}}": _get(
            "tileset", "一个瓦片集 · a tile set", JSON, features, TILE_PARTS[:2]
        ),
        f"{at}/tiles/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            "tile", "矢量瓦片 · a vector tile", MVT, ("datetime", "edition"), TILE_PARTS
        ),
        "/collections/catalogue": _get("catalogue", "图层目录 · catalogue", JSON),
        "/collections/catalogue/items": _get("records", "记录 · records", GEOJSON, OF_RECORDS),
        "/collections/catalogue/items/{recordId}": _get(
            "record", "一条记录 · a record", GEOJSON, ("f",), ("recordId",)
        ),
    }


def _items_at(code: str) -> str:
    return f"/collections/{code}/items"


def _items_of(code: str, properties: Iterable[Property]) -> Json:
    """The features of one layer: the ordinary parameters, and its own attributes."""
    own: list[Json] = [
        {
            "name": one.name,
            "in": "query",
            "required": False,
            "description": f"{one.title.zh} · {one.title.en}",
            "schema": dict(one.schema),
        }
        for one in properties
        if one.name not in OF_ITEMS
    ]
    summary = "要素 · features"
    return _get(f"features.{code}", f"{code} {summary}", GEOJSON, OF_ITEMS, own=own)


PARTS = ("collectionId", "featureId")
TILE_PARTS = ("collectionId", "tileMatrixSetId", "tileMatrix", "tileRow", "tileCol")
MVT = "application/vnd.mapbox-vector-tile"


def _get(
    name: str,
    summary: str,
    media_type: str,
    parameters: Iterable[str] = ("f",),
    parts: Iterable[str] = (),
    *,
    own: Iterable[Json] = (),
) -> Json:
    content = {media_type: {"schema": {"type": "object"}}, HTML: {"schema": WORDS}}
    listed: list[Json] = [
        {"name": part, "in": "path", "required": True, "schema": WORDS} for part in parts
    ]
    listed += [{"$ref": f"#/components/parameters/{one}"} for one in parameters]
    listed += own
    operation = {
        "operationId": name,
        "summary": summary,
        "tags": ["OGC API"],
        "parameters": listed,
        "responses": {
            "200": {"description": summary, "content": content},
            **{status: _refused(words) for status, words in REFUSED.items()},
        },
    }
    return {"get": operation}


REFUSED = {
    "400": "参数有误 · a parameter is wrong",
    "401": "请先登录 · sign in first",
    "404": "未找到 · not found",
    "406": "没有此格式 · not in that format",
}


def _refused(words: str) -> Json:
    schema = {"$ref": "#/components/schemas/problem"}
    return {"description": words, "content": {PROBLEM: {"schema": schema}}}


def _parameter(name: str) -> Json:
    schema, words = PARAMETERS[name]
    found: Json = {"name": name, "in": "query", "required": False, "description": words}
    style = {"style": "form", "explode": False} if name in NOT_EXPLODED else {}
    return found | style | {"schema": schema}


PROBLEM_SCHEMA: Json = {
    "type": "object",
    "required": ["title", "status"],
    "properties": {
        "type": WORDS,
        "title": WORDS,
        "status": {"type": "integer"},
        "detail": WORDS,
        "code": WORDS,
        "problems": {"type": "array", "items": {"type": "object"}},
    },
}
