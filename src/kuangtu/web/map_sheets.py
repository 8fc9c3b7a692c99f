# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a printed map is asked for with, and what it is made of. 制图要求。"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import shapely
from django.conf import settings

from kuangtu.accounts.actor import Actor
from kuangtu.conformity.engine import applicable
from kuangtu.conformity.queries import distances_of
from kuangtu.conformity.reading import read_range_text
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.ground import Ground
from kuangtu.geo.sheets import Scale, Sheet, parse_sheet
from kuangtu.layers.choices import Quality, Security, State, Store
from kuangtu.layers.features import Box
from kuangtu.layers.overview import overview
from kuangtu.layers.queries import LayerState, layer_states, opened
from kuangtu.plans.queries import folders_on
from kuangtu.reports.map_sheet import (
    DrawnLayer,
    MapWindow,
    Orientation,
    Overprint,
    Paper,
    SheetLayer,
    SheetOrder,
    SheetWords,
    window_of,
)
from kuangtu.web.county import division_name
from kuangtu.web.demo import demo_data_is_shown
from kuangtu.web.language import in_english, say
from kuangtu.web.map_layers import RIGHTS

# The scales of the national series, and two that show a county on a small sheet.
SCALES = (*sorted(one.denominator for one in Scale), 2_000_000, 4_000_000)
MOST_FEATURES = 20_000  # of a layer, drawn one by one; more are counted in cells
MOST_CORNERS = 60  # numbered ones; more would hide the ground
LONGEST_TITLE = 40
Chosen = TypeVar("Chosen", Paper, Orientation)
Asked = TypeVar("Asked")
RIGHTS_LAYER = "mineral-right"
FONT = Path(__file__).parent / "static/build/print/NotoSansSC-Regular.ttf"

NO_SCALE = Text(
    "比例尺应为分母整数，如 50000，而不是“{words}”",
    "the scale is a whole denominator such as 50000, not “{words}”",
)
NO_PLACE = Text(
    "图面中心应为经纬度，而不是“{words}”", "the middle of the map is in degrees, not “{words}”"
)
NO_CHOICE = Text("“{words}”不在可选项中（{known}）", "“{words}” is not one of {known}")
NO_DAY = Text(
    "“{words}”不是日期，请写作 2026-11-23", "“{words}” is no date; write it as 2026-11-23"
)
LONG_TITLE = Text("图名不超过 {most} 个字", "a title has {most} letters at most")
EDITION_NUMBER = Text("第{n}版", "edition {n}")
LEDGER_NUMBER = Text("台账第 {n} 号", "ledger number {n}")
NO_LAYERS = Text("请至少打开一个图层再输出", "switch a layer on before printing")


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What was asked for, read and checked. 制图表单。"""

    title: str
    denominator: int
    longitude: float
    latitude: float
    paper: Paper
    orientation: Orientation
    as_of: date
    layers: Sequence[str] = ()
    sheet: Sheet | None = None
    ground: Ground | None = None

    def window(self) -> MapWindow:
        """Raises: Invalid `map-sheet.…`."""
        return window_of(
            longitude=self.longitude,
            latitude=self.latitude,
            denominator=self.denominator,
            paper=self.paper,
            orientation=self.orientation,
            sheet=self.sheet,
        )


def sheet_form(words: Mapping[str, str], *, today: date) -> SheetForm:
    """The form that the words make. Raises: Invalid, with every problem."""
    reader = _Reader(words)
    form = SheetForm(
        title=reader.title(),
        denominator=reader.scale(),
        longitude=reader.degrees("longitude"),
        latitude=reader.degrees("latitude"),
        paper=reader.choice("paper", Paper),
        orientation=reader.choice("orientation", Orientation),
        as_of=reader.day(today),
        layers=reader.layers(),
        sheet=reader.asked("sheet", parse_sheet),
        ground=reader.asked("range", read_range_text),
    )
    if reader.problems:
        raise Invalid(reader.problems)
    return form


@dataclass(slots=True)
class _Reader:
    """Reads one word after the other and keeps what is wrong with each."""

    words: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def _said(self, key: str) -> str:
        return self.words.get(key, "").strip()

    def _refuse(self, key: str, text: Text) -> None:
        self.problems.append(Problem(f"map-sheet.{key}", text, Place(field=key)))

    def title(self) -> str:
        said = self._said("title")
        if len(said) > LONGEST_TITLE:
            self._refuse("title", LONG_TITLE.format(most=LONGEST_TITLE))
        return said or say(
            Text("{county}一张图", "{county} One Map").format(
                county=division_name(settings.KUANGTU_COUNTY)
            )
        )

    def scale(self) -> int:
        # As an input method writes it: full-width digits, colon and comma.
        words = unicodedata.normalize("NFKC", self._said("scale"))
        said = words.replace(",", "").removeprefix("1:").removeprefix("1∶").strip()
        if said.isascii() and said.isdigit() and len(said) <= 8 and int(said):
            return int(said)
        self._refuse("scale", NO_SCALE.format(words=said))
        return SCALES[0]

    def degrees(self, key: str) -> float:
        said = self._said(key)
        try:
            value = float(said)
        except ValueError:
            value = float("nan")
        if -180 <= value <= 180:
            return value
        self._refuse(key, NO_PLACE.format(words=said))
        return 0.0

    def choice(self, key: str, choices: type[Chosen]) -> Chosen:
        said = self._said(key)
        found = choices.from_words(said) if said else None
        if found is None and said:
            known = "、".join(one.label.zh for one in choices)
            self._refuse(key, NO_CHOICE.format(words=said, known=known))
        return found or next(iter(choices))

    def day(self, today: date) -> date:
        said = self._said("day")
        try:
            return date.fromisoformat(said) if said else today
        except ValueError:
            self._refuse("day", NO_DAY.format(words=said))
            return today

    def layers(self) -> tuple[str, ...]:
        codes = tuple(code for code in self._said("layers").split(",") if code)
        if not codes:
            self._refuse("layers", NO_LAYERS)
        return codes

    def asked(self, key: str, read: Callable[[str], Asked]) -> Asked | None:
        """What a reader makes of a word that may be left out; its refusal names the field."""
        said = self._said(key)
        if not said:
            return None
        try:
            return read(said)
        except Invalid as error:
            self.problems += [replace(one, place=Place(field=key)) for one in error.problems]
            return None


def sheet_order(form: SheetForm, *, actor: Actor, today: date) -> SheetOrder:
    """What is drawn: the layers asked for that the actor may see, and what is missing. 制图内容。

    Missing are those that the rules of the day read: a county never has all of the dictionary.

    Raises: Invalid, EditionDamaged.
    """
    window = form.window()
    states = {one.code: one for one in layer_states(as_of=form.as_of, actor=actor)}
    drawn = [*_drawn_layers(form, states, window)]
    needed = distances_of(
        applicable(folders_on(form.as_of, settings.KUANGTU_COUNTY).values(), form.as_of)
    )
    return SheetOrder(
        window=window,
        words=SheetWords(
            title=form.title,
            office=say(division_name(settings.KUANGTU_COUNTY)),
            made_by=actor.name,
            made_on=today,
            as_of=form.as_of,
            security=_security(states[_code(one.about.code)] for one in drawn),
            is_demo=demo_data_is_shown(),
            in_english=in_english(),
        ),
        layers=drawn,
        missing=_without(State.MISSING, states, needed),
        unseen=_without(State.UNSEEN, states, needed),
        overprint=_overprint(form.ground),
    )


def _without(
    state: State, states: Mapping[str, LayerState], needed: Mapping[str, float]
) -> list[SheetLayer]:
    """The layers that reviews read and of which there is nothing to draw, for that reason."""
    return [
        SheetLayer(one.code, one.specification.name)
        for one in states.values()
        if one.state is state and one.code in needed
    ]


def _code(code: str) -> str:
    """The layer of the dictionary: the ledger of rights is drawn as two."""
    return RIGHTS_LAYER if code in RIGHTS.values() else code


def _drawn_layers(
    form: SheetForm, states: Mapping[str, LayerState], window: MapWindow
) -> Iterator[DrawnLayer]:
    for code in dict.fromkeys(form.layers):
        state = states.get(_code(code))
        if state is not None and state.edition is not None:
            yield _drawn(code, state, window.box)


def _drawn(code: str, state: LayerState, box: Box) -> DrawnLayer:
    edition, specification = state.edition, state.specification
    assert edition is not None, "only layers that are there are drawn"  # noqa: S101 - _drawn_layers
    found = overview(opened(edition), box, limit=MOST_FEATURES)
    kind = next((one for one, name in RIGHTS.items() if name == code), None)
    features = found.features
    if kind is not None:
        features = tuple(one for one in features if one.attributes.get("kind") == kind.value)
    is_ledger = specification.store is Store.LEDGER
    numbered = LEDGER_NUMBER if is_ledger else EDITION_NUMBER
    about = SheetLayer(
        code=code,
        name=kind.label if kind else specification.name,
        edition=say(numbered.format(n=edition.number)),
        dated_on=edition.dated_on,
        quality=say(Quality(edition.quality).label),
        source=edition.source,
        attribution=edition.attribution,
    )
    return DrawnLayer(about, features, found.cells, specification.name_field)


def _security(states: Iterable[LayerState]) -> Text | None:
    """The highest level on the sheet; None where everything is public."""
    order = list(Security)
    levels = [Security(one.edition.security) for one in states if one.edition is not None]
    highest = max(levels, key=order.index, default=Security.PUBLIC)
    return None if highest is Security.PUBLIC else highest.label


def _overprint(ground: Ground | None) -> Overprint | None:
    if ground is None:
        return None
    places = [
        (f"J{number}", x, y)
        for part in shapely.get_parts(ground.geometry)
        for number, (x, y) in enumerate(part.exterior.coords[:-1], 1)
    ]
    return Overprint(
        geometry=ground.geometry,
        area_km2=float(ground.area_km2),
        corners=places if len(places) <= MOST_CORNERS else (),
    )
