# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The column beside the map: legend, editions, what is missing. 图例与版本清单。"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from kuangtu.core.text import Text
from kuangtu.reports.map_sheet.canvas import ACCENT, FAINT, INK, WARNING, SheetCanvas
from kuangtu.reports.map_sheet.drawing import RANGE
from kuangtu.reports.map_sheet.looks import Look, rank_of
from kuangtu.reports.map_sheet.types import DrawnLayer, Overprint, SheetLayer, SheetOrder
from kuangtu.reports.map_sheet.window import BORDER_MM

Say = Callable[[Text], str]
SWATCH_WIDE, SWATCH_HIGH = 8.0, 4.0
HEAD_POINTS, BODY_POINTS, SMALL_POINTS = 9.0, 7.0, 5.8
LINE_MM = 1.2


class Column:
    """Type that runs down a column and, when it is full, on to another page. 栏。"""

    def __init__(
        self, canvas: SheetCanvas, *, left: float, width: float, top: float, title: str
    ) -> None:
        self.canvas, self.left, self.width = canvas, left, width
        self.title = title  # stands above whatever goes on over the page
        self.y, self.bottom = top, BORDER_MM + 2

    def need(self, height: float) -> None:
        """Go on to the next page if there is no room for that much."""
        if self.y - height >= self.bottom:
            return
        self.canvas.next_page()
        self.left, self.width = BORDER_MM + 4, self.canvas.width - 2 * (BORDER_MM + 4)
        self.y = self.canvas.height - BORDER_MM - 4
        self.canvas.words(self.left, self.y - 2, self.title, points=BODY_POINTS, colour=FAINT)
        self.y -= 7

    def head(self, words: str) -> None:
        self.need(12)
        self.y -= 3.2
        self.canvas.words(self.left, self.y - 1, words, points=HEAD_POINTS, colour=ACCENT)
        self.y -= 3.0

    def text(
        self, words: str, *, points: float = BODY_POINTS, colour: str = INK, indent: float = 0
    ) -> None:
        width = self.width - indent
        self.need(self.canvas.height_of(words, width, points))
        taken = self.canvas.paragraph(
            self.left + indent, self.y, width, words, points=points, colour=colour
        )
        self.y -= taken + 0.4

    def swatch(self, look: Look, words: str, *, kind: str = "Polygon") -> None:
        indent = SWATCH_WIDE + 2
        high = max(SWATCH_HIGH, self.canvas.height_of(words, self.width - indent, BODY_POINTS))
        self.need(high + LINE_MM)
        draw_swatch(self.canvas, look, self.left, self.y - SWATCH_HIGH, kind=kind)
        self.canvas.paragraph(
            self.left + indent, self.y - 0.2, self.width - indent, words, points=BODY_POINTS
        )
        self.y -= high + LINE_MM


def draw_swatch(canvas: SheetCanvas, look: Look, x: float, y: float, *, kind: str) -> None:
    """What a feature of the layer looks like, in a box of 8 × 4 mm."""
    if kind.endswith("Point"):
        canvas.dots(np.array([[x + SWATCH_WIDE / 2, y + SWATCH_HIGH / 2]]), look)
    elif kind.endswith("Polygon"):
        box = np.array(
            [[x, y], [x + SWATCH_WIDE, y], [x + SWATCH_WIDE, y + SWATCH_HIGH], [x, y + SWATCH_HIGH]]
        )
        canvas.area([box], look)
    else:
        middle = y + SWATCH_HIGH / 2
        canvas.lines([np.array([[x, middle], [x + SWATCH_WIDE, middle]])], look)


def draw_column(canvas: SheetCanvas, order: SheetOrder, *, say: Say) -> None:
    """Legend, then the list of editions, then the layers that are not there."""
    page = order.window.page
    _, _, _, top = page.map_box
    left = page.width - BORDER_MM - page.column
    title = say(Text("{title}（续）", "{title}, continued").format(title=order.words.title))
    column = Column(canvas, left=left, width=page.column, top=top + 4, title=title)
    _legend(column, order, say)
    _editions(column, order, say)
    _missing(column, order, say)


def _legend(column: Column, order: SheetOrder, say: Say) -> None:
    column.head(say(Text("图例", "Legend")))
    if order.overprint:
        _range(column, order.overprint, say)
    layers = sorted(order.layers, key=lambda one: rank_of(one.about.code), reverse=True)
    for layer in layers:
        if layer.feature_count:
            column.swatch(layer.look, _legend_words(layer, say), kind=layer.kind)
    empty = [say(one.about.name) for one in layers if not one.feature_count]
    if empty:
        words = Text("本图范围内无要素：{names}", "no feature on this sheet: {names}")
        listed = say(Text("、", ", ")).join(empty)
        column.text(say(words.format(names=listed)), points=SMALL_POINTS, colour=FAINT)


def _range(column: Column, range_: Overprint, say: Say) -> None:
    words = range_.label or say(Text("所查范围", "the range asked about"))
    if range_.area_km2 is not None:
        words += f"　{range_.area_km2:,.4f} km²"
    column.swatch(RANGE, words)


def _legend_words(layer: DrawnLayer, say: Say) -> str:
    words = say(layer.about.name)
    if layer.cells:
        counted = sum(cell.feature_count for cell in layer.cells)
        more = Text(
            "（其中 {count:,} 个较小要素以格网表示，色深者多）",
            " ({count:,} smaller features are counted in cells, darker means more)",
        )
        words += say(more.format(count=counted))
    return words


def _editions(column: Column, order: SheetOrder, say: Say) -> None:
    column.head(say(Text("图层版本", "Editions")))
    for layer in order.layers:
        about = " · ".join(_edition_parts(layer.about, say))
        # A name without what is said of it would stand alone at the foot of a page.
        column.need(8 + column.canvas.height_of(about, column.width - 2, SMALL_POINTS))
        column.text(say(layer.about.name), points=BODY_POINTS)
        column.text(about, points=SMALL_POINTS, colour=FAINT, indent=2)


def _edition_parts(about: SheetLayer, say: Say) -> Iterator[str]:
    yield about.edition
    undated = say(Text("数据日期不详", "undated"))
    yield about.dated_on.isoformat() if about.dated_on else undated
    if about.quality:
        yield about.quality
    if about.source:
        yield about.source
    if about.attribution and about.attribution not in about.source:
        yield about.attribution


def _missing(column: Column, order: SheetOrder, say: Say) -> None:
    """A reader must not take what nobody supplied for what is not there."""
    missing = Text("审查所需而缺数据的图层", "Layers reviews read, not supplied")
    unseen = Text("审查所需而制图人不能查看的图层", "Layers reviews read, not shown to the maker")
    words = Text(
        "{names}。图上没有，不等于实地没有。", "{names}. Not on the map does not mean not there."
    )
    for head, layers in ((missing, order.missing), (unseen, order.unseen)):
        if layers:
            column.head(say(head))
            names = say(Text("、", ", ")).join(say(one.name) for one in layers)
            column.text(say(words.format(names=names)), points=SMALL_POINTS, colour=WARNING)
