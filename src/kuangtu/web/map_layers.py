# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The layers of the One Map as the pages list and draw them. 图层清单。"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightKind
from kuangtu.core.text import Text
from kuangtu.layers.choices import Quality, State, Store, Theme
from kuangtu.layers.queries import AnyEdition, LayerState, current_editions, layer_states

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
}
RIGHTS: Mapping[RightKind, str] = {
    RightKind.MINING: "rights-mining",
    RightKind.EXPLORATION: "rights-exploration",
}


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer of the tree: what it is called, how old and how good, where it is fetched. 图层。"""

    code: str
    name: Text
    provider: Text
    state: Text
    css: str
    reason: Text = Text("", "")
    url: str = ""
    edition_number: int | None = None
    dated_on: date | None = None
    quality: Text = Text("", "")
    features: int | None = None
    source: str = ""
    sha256: str = ""
    is_table: bool = False  # without geometry: listed, never drawn

    @property
    def is_on(self) -> bool:
        return self.code in SHOWN_AT_FIRST

    @property
    def is_of_ledger(self) -> bool:
        """Drawn from the register of rights, which has a page of its own."""
        return self.code in RIGHTS.values()

    @property
    def about(self) -> Text:
        """Edition, date and quality in one line."""
        if self.edition_number is None:
            return self.reason
        day = self.dated_on.isoformat() if self.dated_on else ""
        return Text(
            f"第{self.edition_number}版 · {day or '日期不详'} · {self.quality.zh}",
            f"edition {self.edition_number} · {day or 'undated'} · {self.quality.en}",
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
        return [layer for layer in self.layers if not layer.url and layer not in self.tables]


def groups(actor: Actor, *, day: date | None = None) -> list[LayerGroup]:
    """Every layer of the dictionary by theme, the missing ones too."""
    day = day or timezone.localdate()
    by_theme: dict[Theme, list[MapLayer]] = {theme: [] for theme in Theme}
    for state in layer_states(as_of=day, actor=actor):
        by_theme[state.specification.theme].extend(drawn(state, day))
    return [LayerGroup(theme.label, tuple(found)) for theme, found in by_theme.items() if found]


def drawn(state: LayerState, day: date) -> Iterable[MapLayer]:
    """A layer of the dictionary as layers of the map: the ledger is drawn as two."""
    if state.specification.store is Store.LEDGER:
        return [of_ledger(state, kind, day) for kind in RIGHTS]
    return [of_edition(state)]


def of_ledger(state: LayerState, kind: RightKind, day: date) -> MapLayer:
    return MapLayer(
        code=RIGHTS[kind],
        name=kind.label,
        provider=state.specification.provider,
        state=state.state.label,
        css=CSS[state.state],
        reason=state.reason,
        url=rights_url(kind) if state.edition else "",
        dated_on=day if state.edition else None,
    )


def of_edition(state: LayerState) -> MapLayer:
    specification, edition = state.specification, state.edition
    known = MapLayer(
        code=specification.code,
        name=specification.name,
        provider=specification.provider,
        state=state.state.label,
        css=CSS[state.state],
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
        reason=known.reason,
        url=edition_url(edition) if specification.has_geometry else "",
        is_table=not specification.has_geometry,
        edition_number=edition.number,
        dated_on=edition.dated_on,
        quality=Quality(edition.quality).label,
        features=edition.feature_count,
        source=edition.source,
        sha256=edition.sha256,
    )


def edition_url(edition: AnyEdition) -> str:
    """The address of an edition's features; an edition never changes, so nor does the answer."""
    return reverse("web:map-layer", args=[edition.layer, edition.number])


def rights_url(kind: RightKind) -> str:
    return reverse("web:map-rights", args=[kind.value])


def base_map(actor: Actor, *, with_rights: bool = True) -> dict[str, str]:
    """Where the county is, and the layers that a map on a page begins with."""
    editions = current_editions(as_of=timezone.localdate(), among=BASE_CODES, actor=actor)
    shown = [
        {"code": code, "url": edition_url(editions[code])}
        for code in BASE_CODES
        if code in editions
    ]
    if with_rights:
        shown += [{"code": RIGHTS[kind], "url": rights_url(kind)} for kind in RIGHTS]
    return {
        "base_layers": json.dumps(shown),
        "county_bounds": json.dumps(bounds_of(editions.get(BOUNDARY))),
    }


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
