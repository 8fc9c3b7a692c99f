# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers that are made from a ledger as it stands. 台账图层。

A ledger above this module (that of rights) says who it is in its app's `ready`; nothing here
knows it. Its rows on a day become the edition of that day: the number is that of registration
acts, so it grows by one with each, and the data date is the day asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from kuangtu.accounts.actor import Actor
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG
from kuangtu.layers.choices import EditionStatus, Quality
from kuangtu.layers.dictionary import LayerSpecification

if TYPE_CHECKING:  # a ledger says who it is at every start, also of a command that reads no layer
    import pyarrow as pa

    from kuangtu.geo.overlap.arrays import Geometries


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What an actor sees of a ledger as of a day, without its rows. 台账状态。

    `number` counts the acts recorded up to now, whatever the day; `changed_on` is the day the
    last act took effect by then. `sha256` is that of what the rows hold: another act, another
    day or another area that changes nothing leaves it. `bounds` is None where there is no row.
    """

    number: int
    changed_on: date | None
    sha256: str
    feature_count: int
    bounds: tuple[float, float, float, float] | None
    source: Text
    quality: Quality


@dataclass(frozen=True, slots=True, eq=False)
class LedgerRows:
    """The rows of a ledger as features: identifiers, geometries in EPSG:4490, fields. 台账要素。

    `sha256` is that of the state they were read in.
    """

    sha256: str
    feature_ids: Sequence[str]
    geometries: Geometries
    attributes: pa.Table


class LedgerLayer(Protocol):
    """A ledger that gives a layer. 台账图层接口。 Only what the actor may see is ever given."""

    def state(self, *, actor: Actor, as_of: date) -> LedgerState: ...

    def rows(self, *, actor: Actor, as_of: date) -> LedgerRows: ...


_LEDGERS: dict[str, LedgerLayer] = {}


def keep_ledger(layer: str, ledger: LedgerLayer) -> None:
    """Say at start which ledger a layer of the dictionary is made from. 登记台账。"""
    _LEDGERS[layer] = ledger


def ledger_of(layer: str) -> LedgerLayer | None:
    """The ledger of a layer; None if it has none."""
    return _LEDGERS.get(layer)


@dataclass(frozen=True, slots=True)
class LedgerEdition:
    """A ledger as of a day, with what readers of an edition ask for. 台账版本。

    It is made for one actor: `actor` and `dated_on` are what its rows are read with. It is
    published by itself and never staged, withdrawn or changed; it has no manifest.
    """

    specification: LayerSpecification
    number: int
    dated_on: date
    actor: Actor = field(repr=False)
    sha256: str
    feature_count: int
    published_on: date | None
    source: str
    quality: str
    bounds: tuple[float, float, float, float]
    status: str = EditionStatus.PUBLISHED
    source_file: str = ""
    source_sha256: str = ""
    source_format: str = ""
    licence: str = ""
    attribution: str = ""
    accuracy_m: float | None = None
    left_out_count: int = 0
    finding_counts: Mapping[str, int] = field(default_factory=dict)
    crs_epsg: int = CGCS2000_EPSG
    crs_name: str = "CGCS2000"
    crs_accuracy_m: float | None = 0.0
    withdrawn_on: date | None = None
    withdrawn_because: str = ""

    @property
    def layer(self) -> str:
        return self.specification.code

    @property
    def security(self) -> str:
        return self.specification.security.value

    @property
    def authority(self) -> str:
        return self.specification.provider.zh

    @property
    def crs_how(self) -> dict[str, str]:
        return AS_STORED.as_json()

    @property
    def west(self) -> float:
        return self.bounds[0]

    @property
    def south(self) -> float:
        return self.bounds[1]

    @property
    def east(self) -> float:
        return self.bounds[2]

    @property
    def north(self) -> float:
        return self.bounds[3]

    @property
    def label(self) -> Text:
        """The edition in both languages."""
        return LABEL.format(name=self.specification.name, number=self.number, day=self.dated_on)

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"layers.LedgerEdition:{self.layer}/{self.number}@{self.dated_on.isoformat()}"

    def __str__(self) -> str:
        return self.label.zh


LABEL = Text(
    "{name} 台账第 {number} 号（截至 {day}）", "{name}, ledger number {number} (as of {day})"
)
AS_STORED = Text("台账以 CGCS2000 存储", "the ledger keeps CGCS2000")


def edition_of(
    specification: LayerSpecification, *, actor: Actor, as_of: date
) -> LedgerEdition | None:
    """The ledger's edition of a day; None if it holds nothing then that the actor may see."""
    ledger = ledger_of(specification.code)
    if ledger is None:
        return None
    state = ledger.state(actor=actor, as_of=as_of)
    if state.bounds is None:
        return None
    return LedgerEdition(
        specification=specification,
        number=state.number,
        dated_on=as_of,
        actor=actor,
        sha256=state.sha256,
        feature_count=state.feature_count,
        published_on=state.changed_on,
        source=state.source.zh,
        quality=state.quality.value,
        bounds=state.bounds,
    )
