# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The layers of the One Map as the pages list and draw them. 图层清单。"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightKind
from kuangtu.core.text import Text
from kuangtu.layers.choices import GeometryKind, Quality, State, Store, Theme, TilesStatus
from kuangtu.layers.models import Edition, TileSet
from kuangtu.layers.queries import (
    AnyEdition,
    LayerState,
    current_editions,
    is_sent_whole,
    layer_states,
    tile_sets,
)

BOUNDARY = "county-boundary"
# What every small map shows, in the order of drawing.
BASE_CODES = (
    "neighbouring-county",
    BOUNDARY,
    "lake",
    "river",
    "railway",
    "railway-station",
    "settlement",
)
SHOWN_AT_FIRST = {*BASE_CODES, "rights-mining", "rights-exploration"}
CHINA = [73.0, 17.0, 135.5, 54.0]
CSS: Mapping[State, str] = {
    State.PRESENT: "good",
    State.EXPIRED: "amber",
    State.MISSING: "missing",
    State.LEDGER: "",
    State.UNSEEN: "kept",
}
QUALITY_CSS: Mapping[Quality, str] = {
    Quality.REFERENCE: "reference",
    Quality.CHECKED: "checked",
    Quality.APPROVED: "approved",
}
RIGHTS_LAYER = "mineral-right"
RIGHTS: Mapping[RightKind, str] = {
    RightKind.MINING: "rights-mining",
    RightKind.EXPLORATION: "rights-exploration",
}


@dataclass(frozen=True, slots=True)
class TilesShown:
    """The tiles of a layer that is too large to be sent whole. 瓦片。

    Without an address they are not there yet or were not made: then an overview is drawn.
    """

    state: Text
    url: str = ""
    max_zoom: int = 0


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer of the tree: what it is called, how old and how good, where it is fetched. 图层。"""

    code: str
    name: Text
    provider: Text
    state: Text
    css: str
    geometry: GeometryKind
    reason: Text = Text("", "")
    url: str = ""
    edition_number: int | None = None
    dated_on: date | None = None
    quality: Text = Text("", "")
    quality_css: str = ""
    features: int | None = None
    source: str = ""
    sha256: str = ""
    tiles: TilesShown | None = None
    is_table: bool = False  # without geometry: listed, never drawn

    @property
    def is_on(self) -> bool:
        return self.code in SHOWN_AT_FIRST

    @property
    def is_expired(self) -> bool:
        return self.css == CSS[State.EXPIRED]

    @property
    def is_unseen(self) -> bool:
        """Nothing of it may be seen: whether there is anything is not told."""
        return self.css == CSS[State.UNSEEN]

    @property
    def is_of_ledger(self) -> bool:
        """Drawn from the register of rights, which has a page of its own."""
        return self.code in RIGHTS.values()

    @property
    def about(self) -> Text:
        """Edition and date in one line."""
        if self.edition_number is None:
            return self.reason
        day = self.dated_on.isoformat() if self.dated_on else ""
        return Text(
            f"第{self.edition_number}版 · {day or '日期不详'}",
            f"edition {self.edition_number} · {day or 'undated'}",
        )


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """The layers of a theme. 专题。"""

    label: Text
    layers: tuple[MapLayer, ...]

    @property
    def present(self) -> list[MapLayer]:
        """Those that can be drawn."""
        return [layer for layer in self.layers if layer.url]

    @property
    def tables(self) -> list[MapLayer]:
        """Those that are there and are looked at as tables."""
        return [layer for layer in self.layers if layer.is_table and layer.edition_number]

    @property
    def missing(self) -> list[MapLayer]:
        """Those that nobody has supplied: reviews answer 缺数据 for them."""
        return [
            layer
            for layer in self.layers
            if not layer.url and layer not in self.tables and not layer.is_unseen
        ]

    @property
    def unseen(self) -> list[MapLayer]:
        """Those of which the officer may see nothing."""
        return [layer for layer in self.layers if layer.is_unseen]


def groups(actor: Actor, *, day: date | None = None) -> list[LayerGroup]:
    """Every layer of the dictionary by theme, as of a day, the missing ones too."""
    day = day or timezone.localdate()
    by_theme: dict[Theme, list[MapLayer]] = {theme: [] for theme in Theme}
    states = layer_states(as_of=day, actor=actor)
    tiles = tiles_shown([one.edition for one in states if isinstance(one.edition, Edition)])
    for state in states:
        by_theme[state.specification.theme].extend(drawn(state, day, tiles))
    return [LayerGroup(theme.label, tuple(found)) for theme, found in by_theme.items() if found]


def tiles_shown(editions: Sequence[Edition]) -> Mapping[int, TilesShown]:
    """The tiles of those that are not sent whole, by edition."""
    large = [one for one in editions if not is_sent_whole(one)]
    wanted = tile_sets(large)
    return {one.pk: tiles_of(one, wanted.get(one.pk)) for one in large}


def tiles_of(edition: Edition, wanted: TileSet | None) -> TilesShown:
    status = TilesStatus(wanted.status) if wanted else TilesStatus.WAITING
    if wanted is None or status is not TilesStatus.MADE or wanted.ended_at is None:
        return TilesShown(status.label)
    # Tiles that are made again have another address: browsers keep the old ones for good.
    made = int(wanted.ended_at.timestamp())
    place = f"{edition.layer}/{edition.number}/{{z}}/{{x}}/{{y}}"
    address = f"{reverse('web:map')}tiles/{place}.mvt?made={made}"
    return TilesShown(status.label, address, wanted.last_zoom or 0)


def drawn(state: LayerState, day: date, tiles: Mapping[int, TilesShown]) -> Iterable[MapLayer]:
    """A layer of the dictionary as layers of the map: the ledger of rights is drawn as two."""
    if state.code == RIGHTS_LAYER:
        return [of_rights(state, kind, day) for kind in RIGHTS]
    if state.specification.store is Store.LEDGER:
        return [of_ledger(state, day)]
    return [of_edition(state, tiles)]


def of_ledger(state: LayerState, day: date) -> MapLayer:
    """A ledger's layer as of a day."""
    return MapLayer(
        code=state.code,
        name=state.specification.name,
        provider=state.specification.provider,
        state=state.state.label,
        css=CSS[state.state],
        geometry=state.specification.geometry,
        reason=state.reason,
        url=ledger_url(state.code, day) if state.edition else "",
        dated_on=day if state.edition else None,
        features=state.edition.feature_count if state.edition else None,
    )


def of_rights(state: LayerState, kind: RightKind, day: date) -> MapLayer:
    return MapLayer(
        code=RIGHTS[kind],
        name=kind.label,
        provider=state.specification.provider,
        state=state.state.label,
        css=CSS[state.state],
        geometry=state.specification.geometry,
        reason=state.reason,
        url=rights_url(kind, day) if state.edition else "",
        dated_on=day if state.edition else None,
    )


def of_edition(state: LayerState, tiles: Mapping[int, TilesShown]) -> MapLayer:
    specification = state.specification
    edition = state.edition if isinstance(state.edition, Edition) else None
    known = MapLayer(
        code=specification.code,
        name=specification.name,
        provider=specification.provider,
        state=state.state.label,
        css=CSS[state.state],
        geometry=state.specification.geometry,
        reason=state.reason,
    )
    if edition is None:
        return known
    return MapLayer(
        code=known.code,
        name=known.name,
        provider=known.provider,
        state=known.state,
        css=known.css,
        geometry=known.geometry,
        reason=known.reason,
        url=edition_url(edition) if specification.has_geometry else "",
        is_table=not specification.has_geometry,
        edition_number=edition.number,
        dated_on=edition.dated_on,
        quality=Quality(edition.quality).label,
        quality_css=QUALITY_CSS[Quality(edition.quality)],
        tiles=tiles.get(edition.pk),
        features=edition.feature_count,
        source=edition.source,
        sha256=edition.sha256,
    )


def edition_url(edition: AnyEdition) -> str:
    """The address of an edition's features; an edition never changes, so nor does the answer."""
    return reverse("web:map-layer", args=[edition.layer, edition.number])


def ledger_url(code: str, day: date) -> str:
    """The address of a ledger's features on a day."""
    return f"{reverse('web:map-ledger', args=[code])}?{urlencode({'day': day.isoformat()})}"


def rights_url(kind: RightKind, day: date | None = None) -> str:
    """The address of the rights of a kind, of today or of another day."""
    address = reverse("web:map-rights", args=[kind.value])
    if day is None or day == timezone.localdate():
        return address
    return f"{address}?{urlencode({'day': day.isoformat()})}"


def base_map(actor: Actor, *, with_rights: bool = True) -> dict[str, str]:
    """Where the county is, and the layers that a map on a page begins with."""
    editions = current_editions(as_of=timezone.localdate(), among=BASE_CODES, actor=actor)
    tiles = tiles_shown([one for one in editions.values() if isinstance(one, Edition)])
    shown = [
        shown_edition(edition, tiles)
        for code in BASE_CODES
        if isinstance(edition := editions.get(code), Edition)
    ]
    if with_rights:
        shown += [{"code": RIGHTS[kind], "url": rights_url(kind)} for kind in RIGHTS]
    return {
        "base_layers": json.dumps(shown),
        "county_bounds": json.dumps(bounds_of(editions.get(BOUNDARY))),
    }


def shown_edition(edition: Edition, tiles: Mapping[int, TilesShown]) -> dict[str, object]:
    """What the map needs to draw an edition."""
    found = tiles.get(edition.pk)
    about = {"code": edition.layer, "url": edition_url(edition)}
    return about | ({"tiles": found.url, "tilesZoom": found.max_zoom} if found else {})


def bounds_of(boundary: AnyEdition | None) -> list[float]:
    """West, south, east, north of the county; of the country where no boundary is loaded."""
    if boundary is None or boundary.bounds is None:
        return CHINA
    return list(boundary.bounds)


def dated(edition: AnyEdition) -> Text:
    """An edition in a line, for what was identified."""
    day = edition.dated_on.isoformat() if edition.dated_on else ""
    quality = Quality(edition.quality).label
    return Text(
        f"第{edition.number}版 · {day or '日期不详'} · {quality.zh} · {edition.source}",
        f"edition {edition.number} · {day or 'undated'} · {quality.en} · {edition.source}",
    )
