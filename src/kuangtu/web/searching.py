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
from kuangtu.geo.sheets import Sheet
from kuangtu.layers.queries import named
from kuangtu.rights.queries import rights_as_of
from kuangtu.web.identifying import plane, position
from kuangtu.web.map_layers import dated
from kuangtu.web.positions import Places, places_in
from kuangtu.web.review_map import collection, feature

MOST_HITS = 20
SHEET = re.compile(r"[A-Za-z]\d{2}(?:[A-Ha-h]\d{6})?")
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
    hint: Text | None = None

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
    read = places_in(words)
    exact = tuple(positions(read) or sheets(words))
    if exact:
        return Found(words, exact)
    ways: tuple[Search, ...] = (receipts, rights, features)
    hits = tuple(hit for look in ways for hit in look(words, actor, day))
    return Found(words, hits[:MOST_HITS], read.hint)


def positions(read: Places) -> list[Hit]:
    """Every position that the words may be."""
    kind = Text("位置", "position")
    return [
        Hit(
            kind,
            position(one.longitude, one.latitude),
            one.how + same(" · " + plane(one.longitude, one.latitude)),
            geometry=Point(one.longitude, one.latitude),
            role="point",
        )
        for one in read.found
    ]


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


def features(words: str, actor: Actor, day: date) -> list[Hit]:
    """Features of every layer by their name, places first: they are what most people look for."""
    found = named(words, as_of=day, actor=actor, limit=MOST_HITS)
    found.sort(key=lambda one: one.specification.code != SETTLEMENTS)
    return [
        Hit(
            one.specification.name,
            one.name,
            dated(one.edition),
            geometry=one.feature.geometry,
            role="point" if one.feature.geometry.geom_type == "Point" else "place",
        )
        for one in found
        if one.feature.geometry is not None
    ]
