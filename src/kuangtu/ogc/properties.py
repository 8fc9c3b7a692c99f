# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The attributes of a layer as clients see and query them. 属性。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from kuangtu.core.text import Text, same
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.feature_pages import FeaturePages
from kuangtu.layers.said_values import said
from kuangtu.ogc.filtering import Kind

GEOMETRY = "geometry"
FORMATS = {
    GeometryKind.POLYGON: "geometry-polygon-or-multipolygon",
    GeometryKind.LINE: "geometry-linestring-or-multilinestring",
    GeometryKind.POINT: "geometry-point-or-multipoint",
}


@dataclass(frozen=True, slots=True)
class Property:
    """An attribute of an edition, with what the dictionary says of it. 属性。"""

    name: str
    title: Text
    kind: Kind
    schema: Mapping[str, object]
    unit: str = ""
    codes: Mapping[str, Text] = field(default_factory=dict)

    def said(self, value: object) -> Text:
        """A value of it, as a page says it."""
        return said(value, unit=self.unit, codes=self.codes)

    def as_json(self) -> dict[str, object]:
        """The attribute as a JSON schema."""
        found: dict[str, object] = {"title": self.title.zh, **self.schema}
        found["x-kuangtu-title"] = self.title.as_json()
        if self.unit:
            found["x-ogc-unit"] = self.unit
        if self.codes:
            found["enum"] = list(self.codes)
            found["x-kuangtu-codes"] = {code: text.as_json() for code, text in self.codes.items()}
        return found


def properties_of(specification: LayerSpecification, pages: FeaturePages) -> dict[str, Property]:
    """The attributes of an edition by their names, in the order of the file."""
    return {name: _property(specification, pages, name) for name in pages.attribute_names}


def kinds_of(specification: LayerSpecification, pages: FeaturePages) -> dict[str, Kind]:
    """What a filter may name."""
    found = {name: one.kind for name, one in properties_of(specification, pages).items()}
    return found | ({GEOMETRY: Kind.GEOMETRY} if pages.has_geometry else {})


def _property(specification: LayerSpecification, pages: FeaturePages, name: str) -> Property:
    kind, schema = _kind(pages.attribute_type(name))
    known = specification.field(name)
    if known is None:
        return Property(name, same(name), kind, schema)
    return Property(name, known.label, kind, schema, known.unit, known.codes)


def _kind(stored: pa.DataType) -> tuple[Kind, Mapping[str, object]]:
    if pa.types.is_boolean(stored):
        return Kind.BOOLEAN, {"type": "boolean"}
    if pa.types.is_integer(stored):
        return Kind.NUMBER, {"type": "integer"}
    if pa.types.is_floating(stored) or pa.types.is_decimal(stored):
        return Kind.NUMBER, {"type": "number"}
    if pa.types.is_date(stored):
        return Kind.TIME, {"type": "string", "format": "date"}
    if pa.types.is_timestamp(stored):
        return Kind.TIME, {"type": "string", "format": "date-time"}
    return Kind.TEXT, {"type": "string"}


def schema_of(
    address: str, specification: LayerSpecification, pages: FeaturePages
) -> dict[str, object]:
    """The queryables of a layer as a JSON schema. 可查询属性。"""
    queryable: dict[str, object] = {}
    if pages.has_geometry:
        queryable[GEOMETRY] = {
            "title": "几何",
            "x-kuangtu-title": {"zh": "几何", "en": "geometry"},
            "x-ogc-role": "primary-geometry",
            "format": FORMATS.get(specification.geometry, "geometry-any"),
        }
    for name, one in properties_of(specification, pages).items():
        queryable[name] = one.as_json()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "title": specification.name.zh,
        "description": specification.name.en,
        "properties": queryable,
        "additionalProperties": False,
    }
