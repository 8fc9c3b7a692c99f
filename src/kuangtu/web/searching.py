# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One search for everything: positions, sheets, licenses, names, receipts. 搜索。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from django.db.models import Q
from django.urls import reverse
from shapely import Point, box

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightKind
from kuangtu.conformity import queries as conformity
from kuangtu.conformity.types import Conclusion
from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text, same
from kuangtu.geo.angles import looks_printed, parse_printed, to_degrees
from kuangtu.geo.crs import is_in_china, recognized, zone_of_number
from kuangtu.geo.sheets import Sheet
from kuangtu.geo.transform import to_geographic
from kuangtu.layers.queries import current_edition, features_geojson
from kuangtu.rights.queries import rights_as_of
from kuangtu.web.identifying import plane, position
from kuangtu.web.review_map import collection, feature

MOST_HITS = 20
SHEET = re.compile(r"[A-Za-z]\d{2}(?:[A-Ha-h]\d{6})?")
PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,，、;；\s]\s*(-?\d+(?:\.\d+)?)")
SETTLEMENTS = "settlement"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, where it leads, how it is drawn. 搜索结果。"""

    kind: Text
    title: str
    about: Text = Text("", "")
    address: str = ""
    geometry: Any = None
    role: str = "place"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. 搜索结果集。"""

    words: str
    hits: tuple[Hit, ...]

    @property
    def features(self) -> dict[str, Any]:
        """What the map draws of it."""
        return collection(
            [feature(hit.geometry, hit.role) for hit in self.hits if hit.geometry is not None]
        )

    @property
    def only_address(self) -> str:
        """The page to open at once where there is no doubt which."""
        return self.hits[0].address if len(self.hits) == 1 else ""


Search = Callable[[str, Actor, date], Iterable[Hit]]


def search(words: str, *, actor: Actor, day: date) -> Found:
    """Everything the words may mean; a position or a sheet is nothing else."""
    words = words.strip()
    if not words:
        return Found(words, ())
    for exact in (positions, sheets):
        hits = tuple(exact(words))
        if hits:
            return Found(words, hits)
    named: tuple[Search, ...] = (receipts, rights, settlements)
    hits = tuple(hit for look in named for hit in look(words, actor, day))
    return Found(words, hits[:MOST_HITS])


def positions(words: str) -> list[Hit]:
    """Degrees in decimals or printed, or plane coordinates with the zone before Y."""
    place = printed_position(words) or numeric_position(words)
    if place is None or not is_in_china(*place):
        return []
    title = position(*place)
    kind = Text("位置", "position")
    return [Hit(kind, title, same(plane(*place)), geometry=Point(*place), role="point")]


def printed_position(words: str) -> tuple[float, float] | None:
    """A pair of printed angles, longitude and latitude in either order."""
    parts = [part for part in re.split(r"[,，、;；\s]+", words) if part]
    if len(parts) != 2 or not all(looks_printed(part) for part in parts):
        return None
    try:
        first, second = (to_degrees(parse_printed(part)) for part in parts)
    except Invalid:
        return None
    return (first, second) if first > second else (second, first)


def numeric_position(words: str) -> tuple[float, float] | None:
    """Two numbers: degrees, or metres with a zone. In China longitudes exceed latitudes."""
    pair = PAIR.fullmatch(words)
    if pair is None:
        return None
    small, large = sorted(map(float, pair.groups()))
    if large <= 180:
        return large, small
    zone = zone_of_number(int(large // 1_000_000))
    if zone is None:
        return None
    crs = recognized(zone.epsg, same(""))
    longitudes, latitudes = to_geographic([large], [small], crs)
    return float(longitudes[0]), float(latitudes[0])


def sheets(words: str) -> list[Hit]:
    """A map sheet of GB/T 13989."""
    if not SHEET.fullmatch(words):
        return []
    try:
        sheet = Sheet.parse(words)
    except Invalid:
        return []
    scale = same(sheet.scale.label)
    return [Hit(Text("图幅", "sheet"), sheet.number, scale, geometry=box(*sheet.bounds))]


def receipts(words: str, actor: Actor, _day: date) -> list[Hit]:
    """Receipts by number, project or applicant."""
    named = Q(number__iexact=words) | Q(name__icontains=words) | Q(applicant__icontains=words)
    found = conformity.visible_to(actor).filter(named).defer("content")[:MOST_HITS]
    return [
        Hit(
            Text("回执", "receipt"),
            f"{one.number} {one.name}",
            Conclusion(one.conclusion).label,
            reverse("web:receipt", args=[one.number]),
        )
        for one in found
    ]


def rights(words: str, actor: Actor, day: date) -> list[Hit]:
    """Rights by license number, name or holder as of the day."""
    named = (
        Q(right__number__icontains=words) | Q(name__icontains=words) | Q(holder__icontains=words)
    )
    return [
        Hit(
            RightKind(one.right.kind).label,
            one.name,
            same(f"{one.right.number} · {one.holder}"),
            reverse("web:right", args=[one.right.number]),
            shapely.from_wkb(bytes(one.geometry_wkb)),
        )
        for one in rights_as_of(actor, day).filter(named)[:MOST_HITS]
    ]


def settlements(words: str, _actor: Actor, day: date) -> list[Hit]:
    """Towns and villages by name."""
    edition = current_edition(SETTLEMENTS, as_of=day)
    if edition is None:
        return []
    answer: Any = features_geojson(edition)
    named = [one for one in answer["features"] if words in str(one["properties"].get("name"))]
    return [
        Hit(
            Text("地名", "place"),
            str(one["properties"]["name"]),
            geometry=shapely.geometry.shape(one["geometry"]),
            role="point",
        )
        for one in named
    ]
