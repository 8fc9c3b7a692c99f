# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading the dictionary's files. 图层字典读取。

The files are part of the product, so a mistake in one is a programmer's error (ValueError
with the file and the layer), not something to tell an officer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.choices import FieldType, GeometryKind, Security, Store, Theme
from kuangtu.layers.dictionary.specification import FieldSpecification, LayerSpecification

FOLDER = Path(__file__).parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
# Columns of a stored edition that no field may be called.
RESERVED = {"feature_id", "geometry", "bbox"}
LAYER_KEYS = {
    "code", "zh", "en", "geometry", "provider", "fields", "name_field", "store",
    "update_months", "security", "may_overlap", "may_have_gaps", "identifier_field",
    "stated_area_field", "sheet_field", "lies_in_county", "date_order", "laws", "note",
}  # fmt: skip
FIELD_KEYS = {
    "name", "zh", "en", "type", "unit", "codes", "required", "aliases", "lowest", "highest",
    "earliest", "latest", "may_be_future", "is_unique",
}  # fmt: skip
# Themes whose layers may reach beyond the county, unless one says otherwise.
WIDER_THEMES = {
    Theme.ADMINISTRATION, Theme.BASE_MAP, Theme.GEOLOGY, Theme.INFRASTRUCTURE, Theme.REFERENCE,
}  # fmt: skip
NUMERIC = (FieldType.INTEGER, FieldType.NUMBER)
# What the field that a layer names must be, by the key that names it.
NAMED_FIELDS = {
    "name_field": tuple(FieldType),
    "identifier_field": tuple(FieldType),
    "stated_area_field": NUMERIC,
    "sheet_field": (FieldType.TEXT,),
}
AREA_UNITS = {"m²", "km²", "hm²"}

Member = TypeVar("Member", bound=Choice)


@lru_cache(maxsize=1)
def layers() -> Mapping[str, LayerSpecification]:
    """Every layer by its code, in the order of the themes and of the files."""
    return read_dictionary(FOLDER.glob("*.toml"))


def layer(code: str) -> LayerSpecification:
    """The layer of that code.

    >>> layer("railway").name.zh
    '铁路'

    Raises: NotFound.
    """
    found = layers().get(code)
    if found is None:
        raise NotFound(what=Text(f"图层 {code}", f"the layer {code}"))
    return found


def read_dictionary(files: Iterable[Path]) -> Mapping[str, LayerSpecification]:
    """The layers of several files. Raises: ValueError naming the file and the layer."""
    found: dict[str, LayerSpecification] = {}
    for path in files:
        for specification in _of_file(path):
            if specification.code in found:
                raise ValueError(f"{path.name}: the layer {specification.code} is there twice")
            found[specification.code] = specification
    order = list(Theme)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].theme)))


def _of_file(path: Path) -> list[LayerSpecification]:
    document = tomllib.loads(path.read_text("utf-8"))
    theme = _member(Theme, document["theme"], path.name)
    shared = [_field(entry, path.name) for entry in document.get("shared_fields", [])]
    return [_layer(entry, theme, shared, path.name) for entry in document["layer"]]


def _layer(
    entry: dict[str, Any], theme: Theme, shared: list[FieldSpecification], file: str
) -> LayerSpecification:
    where = f"{file}: {entry.get('code')}"
    _require_known(entry, LAYER_KEYS, where)
    _require_spelling(CODE, entry["code"], where)
    own = [_field(one, where) for one in entry.get("fields", [])]
    names = {one.name for one in own}
    specification = LayerSpecification(
        code=entry["code"],
        name=Text(entry["zh"], entry["en"]),
        theme=theme,
        geometry=_member(GeometryKind, entry["geometry"], where),
        provider=_text(entry["provider"]),
        fields=(*own, *(one for one in shared if one.name not in names)),
        name_field=entry.get("name_field", ""),
        store=_member(Store, entry.get("store", "EDITIONS"), where),
        update_months=entry.get("update_months"),
        security=_member(Security, entry.get("security", "INTERNAL"), where),
        may_overlap=entry.get("may_overlap", True),
        may_have_gaps=entry.get("may_have_gaps", True),
        identifier_field=entry.get("identifier_field", ""),
        stated_area_field=entry.get("stated_area_field", ""),
        sheet_field=entry.get("sheet_field", ""),
        lies_in_county=entry.get("lies_in_county", theme not in WIDER_THEMES),
        date_order=tuple((first, second) for first, second in entry.get("date_order", ())),
        laws=tuple(entry.get("laws", ())),
        note=_text(entry.get("note", {})),
    )
    _check_fields(specification, where)
    _check_date_order(specification, where)
    return specification


def _field(entry: dict[str, Any], where: str) -> FieldSpecification:
    _require_known(entry, FIELD_KEYS, f"{where}.{entry.get('name')}")
    _require_spelling(FIELD_NAME, entry["name"], where)
    found = FieldSpecification(
        name=entry["name"],
        label=Text(entry["zh"], entry["en"]),
        type=_member(FieldType, entry.get("type", "TEXT"), where),
        unit=entry.get("unit", ""),
        codes={code: _text(label) for code, label in entry.get("codes", {}).items()},
        is_required=entry.get("required", False),
        aliases=tuple(entry.get("aliases", ())),
        lowest=entry.get("lowest"),
        highest=entry.get("highest"),
        earliest=entry.get("earliest"),
        latest=entry.get("latest"),
        may_be_future=entry.get("may_be_future", False),
        is_unique=entry.get("is_unique", False),
    )
    _check_bounds(found, where)
    return found


def _check_bounds(field: FieldSpecification, where: str) -> None:
    """Numbers bound numbers, dates bound dates, and the lower bound is not above the upper."""
    bounds_number = field.lowest is not None or field.highest is not None
    bounds_date = field.earliest is not None or field.latest is not None or field.may_be_future
    if bounds_number and field.type not in NUMERIC:
        raise ValueError(f"{where}.{field.name}: only a number has a lowest or highest value")
    if bounds_date and field.type is not FieldType.DATE:
        raise ValueError(f"{where}.{field.name}: only a date has bounds in time")
    if _is_crossed(field.lowest, field.highest) or _is_crossed(field.earliest, field.latest):
        raise ValueError(f"{where}.{field.name}: the lower bound is above the upper")


def _is_crossed(lower: Any, upper: Any) -> bool:
    return lower is not None and upper is not None and bool(lower > upper)


def _check_fields(specification: LayerSpecification, where: str) -> None:
    """No reserved name, no spelling that means two fields, named fields that exist and fit."""
    meaning: dict[str, str] = {}
    for one in specification.fields:
        if one.name in RESERVED:
            raise ValueError(f"{where}: no field may be called {one.name}")
        for spelling in one.spellings:
            if meaning.setdefault(spelling, one.name) != one.name:
                raise ValueError(f"{where}: {spelling} means {meaning[spelling]} and {one.name}")
    for key, types in NAMED_FIELDS.items():
        name = getattr(specification, key)
        named = specification.field(name)
        if name and named is None:
            raise ValueError(f"{where}: there is no field {name}")
        if named is not None and named.type not in types:
            raise ValueError(f"{where}: {key} cannot be {name}, which is {named.type.value}")
    area = specification.field(specification.stated_area_field)
    if area is not None and area.unit not in AREA_UNITS:
        raise ValueError(f"{where}: {area.name} states an area in {area.unit or 'no unit'}")


def _check_date_order(specification: LayerSpecification, where: str) -> None:
    for one in {name for pair in specification.date_order for name in pair}:
        day = specification.field(one)
        if day is None or day.type is not FieldType.DATE:
            raise ValueError(f"{where}: date_order names {one}, which is no date of the layer")


def _text(entry: Mapping[str, str]) -> Text:
    return Text(entry.get("zh", ""), entry.get("en", ""))


def _member(kind: type[Member], value: str, where: str) -> Member:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{where}: {value} is not one of {[one.value for one in kind]}") from None


def _require_known(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(entry) - known):
        raise ValueError(f"{where}: unknown keys {unknown}")


def _require_spelling(pattern: re.Pattern[str], word: str, where: str) -> None:
    if not pattern.fullmatch(word):
        raise ValueError(f"{where}: {word} is not spelled as it should be")
