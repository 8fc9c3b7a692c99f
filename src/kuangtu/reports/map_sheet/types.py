# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is put on a printed map. 制图内容（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from shapely.geometry.base import BaseGeometry

from kuangtu.core.text import Text
from kuangtu.layers.features import Feature
from kuangtu.layers.overview import Cell
from kuangtu.reports.map_sheet.looks import Look, look_of
from kuangtu.reports.map_sheet.window import MapWindow


@dataclass(frozen=True, slots=True)
class SheetLayer:
    """A layer as the list of editions on the sheet names it. 图层版本说明。

    `edition` is empty for a layer that nobody has supplied; `state` says 缺 then.
    """

    code: str
    name: Text
    edition: str = ""
    dated_on: date | None = None
    quality: str = ""
    source: str = ""
    attribution: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """The features of a layer in the window, and cells where they are too many. 图面图层。

    Geometries are in EPSG:4490. `name_field` labels a feature; "" draws no names.
    """

    about: SheetLayer
    features: Sequence[Feature] = ()
    cells: Sequence[Cell] = ()
    name_field: str = ""

    @property
    def look(self) -> Look:
        return look_of(self.about.code)

    @property
    def kind(self) -> str:
        """The geometry type of its first feature, for the legend; cells stand for areas."""
        first = next((one.geometry for one in self.features if one.geometry is not None), None)
        return first.geom_type if first is not None else "Polygon"

    @property
    def feature_count(self) -> int:
        """How many features of the layer the window holds, counted ones included."""
        return len(self.features) + sum(cell.feature_count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Overprint:
    """A range that is drawn over everything else, with its corners numbered. 套印范围。"""

    geometry: BaseGeometry
    label: str = ""
    area_km2: float | None = None
    corners: Sequence[tuple[str, float, float]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the sheet in words. 图件文字。"""

    title: str
    office: str
    made_by: str
    made_on: date
    as_of: date
    security: Text | None  # None: everything on the sheet is public
    is_demo: bool
    in_english: bool = False

    def say(self, text: Text) -> str:
        return text.en if self.in_english else text.zh


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """Everything that makes a sheet. 制图要求。

    `missing` are layers that nobody has supplied, `unseen` those of which whoever prints may see
    nothing, whether they are there or not.
    """

    window: MapWindow
    words: SheetWords
    layers: Sequence[DrawnLayer]
    missing: Sequence[SheetLayer] = ()
    unseen: Sequence[SheetLayer] = ()
    overprint: Overprint | None = None
