# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What lies at a place of the map. 识别。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from shapely import Point

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightKind
from kuangtu.core.text import Text, same
from kuangtu.geo.angles import format_printed, from_degrees
from kuangtu.geo.crs import recognized, zone_at
from kuangtu.geo.sheets import Scale, sheet_at
from kuangtu.geo.transform import from_geographic
from kuangtu.layers import queries as layers
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.said_values import said
from kuangtu.rights.models import RightVersion
from kuangtu.rights.queries import ground_of, rights_as_of, standing_on
from kuangtu.web.map_layers import RIGHTS_LAYER, dated

MOST_ATTRIBUTES = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A feature or right at the place. 命中。"""

    layer: Text
    name: str
    address: str = ""
    attributes: tuple[tuple[Text, Text], ...] = ()
    dated: Text = Text("", "")


def here(
    longitude: float, latitude: float, *, actor: Actor, day: date, within_m: float
) -> dict[str, Any]:
    """The position in every spelling, and what lies there: rights first, then layers."""
    return {
        "longitude": f"{longitude:.7f}",
        "latitude": f"{latitude:.7f}",
        "where": position(longitude, latitude),
        "plane": plane(longitude, latitude),
        "sheet": sheet_at(longitude, latitude, Scale.FIFTY_THOUSAND).number,
        "hits": [
            *rights_at(longitude, latitude, actor=actor, day=day),
            *features_at(longitude, latitude, actor=actor, day=day, within_m=within_m),
        ],
    }


def position(longitude: float, latitude: float) -> str:
    """Degrees, minutes and seconds as maps print them."""
    east, north = (format_printed(from_degrees(one), decimals=1) for one in (longitude, latitude))
    return f"{east}E {north}N"


def plane(longitude: float, latitude: float) -> str:
    """CGCS2000 3° Gauss-Krüger with the zone before Y, in metres to the centimetre."""
    zone = zone_at(longitude)
    eastings, northings = from_geographic([longitude], [latitude], recognized(zone.epsg, same("")))
    return f"CGCS2000 3°/{zone.number} · X {northings[0]:.2f} · Y {eastings[0]:.2f}"


def rights_at(longitude: float, latitude: float, *, actor: Actor, day: date) -> list[Hit]:
    """The rights whose ground contains the place."""
    near = rights_as_of(actor, day).filter(
        min_lon__lte=longitude,
        max_lon__gte=longitude,
        min_lat__lte=latitude,
        max_lat__gte=latitude,
    )
    place = Point(longitude, latitude)
    return [of_right(one, day) for one in near if ground_of(one).geometry.covers(place)]


def of_right(version: RightVersion, day: date) -> Hit:
    right, holder = version.right, same(version.holder)
    return Hit(
        layer=RightKind(right.kind).label,
        name=version.name,
        address=reverse("web:right", args=[right.number]),
        attributes=(
            (Text("许可证号", "license"), same(right.number)),
            (Text("矿业权人", "holder"), holder),
            (Text("矿种", "mineral"), same(version.mineral.name)),
            (Text("状态", "status"), standing_on(version, day).label),
        ),
        dated=Text("台账截至 {day}", "ledger as of {day}").format(day=day),
    )


def features_at(
    longitude: float, latitude: float, *, actor: Actor, day: date, within_m: float
) -> Iterable[Hit]:
    """The features of editions at the place or near it; rights of the ledger are told above."""
    found = layers.identify(longitude, latitude, as_of=day, actor=actor, within_m=within_m)
    return [
        Hit(
            layer=one.specification.name,
            name=one.name or one.feature.feature_id,
            attributes=attributes(one.specification, one.feature.attributes),
            dated=dated(one.edition),
        )
        for one in found
        if one.specification.code != RIGHTS_LAYER
    ]


def attributes(
    specification: LayerSpecification, stored: Mapping[str, object]
) -> tuple[tuple[Text, Text], ...]:
    """The filled fields that the dictionary knows, in its words; the name stands above already."""
    shown = []
    for one in specification.fields:
        value = stored.get(one.name)
        if value in (None, "") or one.name == specification.name_field:
            continue
        words = said(value, unit=one.unit, codes=one.codes)
        shown.append((one.label, words + same(f" {one.unit}") if one.unit else words))
    return tuple(shown[:MOST_ATTRIBUTES])
