# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A page of PDF in units of its layout. 画布。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Paragraph

from kuangtu.reports.map_sheet.looks import Look

Floats = NDArray[np.float64]
Rings = Sequence[Floats]  # of one feature, points (n, 2) in mm of the page

POINTS_PER_MM = 72 / 25.4
FONT = "KuangtuSheet"
INK, FAINT, ACCENT, WARNING = "#1f2733", "#667085", "#14417e", "#b01c12"
HALO_MM = 0.35


class SheetCanvas:
    """What is drawn on, page after page.

    Every length is in units of the page, of `unit_mm` each; type sizes are points where a unit is
    a millimetre, and grow with it.
    """

    def __init__(
        self,
        size: tuple[float, float],
        *,
        unit_mm: float = 1.0,
        font: Path,
        title: str,
        subject: str,
    ):
        self.width, self.height = size
        self.points_per_unit = POINTS_PER_MM * unit_mm
        size = (self.width * self.points_per_unit, self.height * self.points_per_unit)
        self.pdf = Canvas("", pagesize=size, pageCompression=1, invariant=1, lang="zh-CN")
        self.pdf.setTitle(title)
        self.pdf.setSubject(subject)
        self.pdf.setCreator("Kuangtu")
        _register(str(font))
        self._begin()

    def _begin(self) -> None:
        self.pdf.scale(self.points_per_unit, self.points_per_unit)
        self.pdf.setLineJoin(1)
        self.pdf.setLineCap(1)

    def next_page(self) -> None:
        self.pdf.showPage()
        self._begin()

    def content(self) -> bytes:
        """The finished file."""
        self.pdf.showPage()
        content: bytes = self.pdf.getpdfdata()
        return content

    @contextmanager
    def inside(self, outline: Floats) -> Iterator[None]:
        """Whatever is drawn within stays inside an outline."""
        self.pdf.saveState()
        path = self._path([outline], is_closed=True)
        self.pdf.clipPath(path, stroke=0, fill=0)
        yield
        self.pdf.restoreState()

    def area(self, rings: Rings, look: Look) -> None:
        """A polygon with its holes."""
        path = self._path(rings, is_closed=True)
        has_fill = bool(look.fill) and look.fill_opacity > 0
        if has_fill:
            self.pdf.setFillColor(HexColor(look.fill))
            self.pdf.setFillAlpha(look.fill_opacity)
        if look.line:
            self._pen(look)
        if has_fill or look.line:
            # Even-odd: a hole is one whichever way its ring turns.
            self.pdf.drawPath(path, stroke=bool(look.line), fill=has_fill, fillMode=0)

    def lines(self, lines: Rings, look: Look) -> None:
        if look.line:
            self._pen(look)
            self.pdf.drawPath(self._path(lines, is_closed=False), stroke=1, fill=0)

    def dots(self, places: Floats, look: Look) -> None:
        if not look.circle:
            return
        self.pdf.setFillColor(HexColor(look.circle))
        self.pdf.setFillAlpha(1)
        self.pdf.setStrokeColor(HexColor("#ffffff"))
        self.pdf.setLineWidth(0.12)
        self.pdf.setDash()
        for x, y in places.tolist():
            self.pdf.circle(x, y, look.radius / POINTS_PER_MM, stroke=1, fill=1)

    def line(self, start: tuple[float, float], end: tuple[float, float], width_mm: float) -> None:
        self.pdf.setDash()
        self.pdf.setLineWidth(width_mm)
        self.pdf.line(*start, *end)

    def box(self, left: float, bottom: float, right: float, top: float, width_mm: float) -> None:
        self.pdf.setStrokeColor(HexColor(INK))
        self.pdf.setDash()
        self.pdf.setLineWidth(width_mm)
        self.pdf.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)

    def stroke(self, colour: str) -> None:
        self.pdf.setStrokeColor(HexColor(colour))

    def fill(self, colour: str, opacity: float = 1.0) -> None:
        self.pdf.setFillColor(HexColor(colour))
        self.pdf.setFillAlpha(opacity)

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        points: float = 7,
        colour: str = INK,
        anchor: str = "start",
        has_halo: bool = False,
        degrees: float = 0,
    ) -> None:
        """One line of type; `anchor` is start, middle or end of it."""
        size = points / POINTS_PER_MM
        offset = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.width_of(text, points)
        self.pdf.saveState()
        self.pdf.translate(x, y)
        self.pdf.rotate(degrees)
        if has_halo:
            self.pdf.saveState()  # the mode of typing outlives the words it is said for
            self._typed(-offset, text, size, "#ffffff", halo=True)
            self.pdf.restoreState()
        self._typed(-offset, text, size, colour)
        self.pdf.restoreState()

    def _typed(self, x: float, text: str, size: float, colour: str, *, halo: bool = False) -> None:
        drawn = self.pdf.beginText(x, 0)
        drawn.setFont(FONT, size)
        drawn.setFillColor(HexColor(colour))
        drawn.setStrokeColor(HexColor(colour))
        drawn.setTextRenderMode(2 if halo else 0)
        self.pdf.setFillAlpha(1)
        self.pdf.setStrokeAlpha(1)
        self.pdf.setLineWidth(HALO_MM)
        self.pdf.setDash()
        drawn.textOut(text)
        self.pdf.drawText(drawn)

    def paragraph(
        self,
        x: float,
        top: float,
        width: float,
        text: str,
        *,
        points: float = 7,
        colour: str = INK,
    ) -> float:
        """Wrapped type below `top`; how much room it took, mm."""
        laid = self._laid(text, points, colour)
        _, height = laid.wrap(width, self.height)
        self.fill(colour)
        laid.drawOn(self.pdf, x, top - height)
        return float(height)

    def height_of(self, text: str, width: float, points: float) -> float:
        """How much room a paragraph would take, mm."""
        return float(self._laid(text, points, INK).wrap(width, self.height)[1])

    def _laid(self, text: str, points: float, colour: str) -> Paragraph:
        size = points / POINTS_PER_MM
        style = ParagraphStyle(
            "sheet",
            fontName=FONT,
            fontSize=size,
            leading=size * 1.45,
            textColor=HexColor(colour),
            wordWrap="CJK",
        )
        return Paragraph(_escaped(text), style)

    def width_of(self, text: str, points: float) -> float:
        """How long a line of type is, mm."""
        return float(pdfmetrics.stringWidth(text, FONT, points / POINTS_PER_MM))

    def _pen(self, look: Look) -> None:
        self.pdf.setStrokeColor(HexColor(look.line))
        self.pdf.setStrokeAlpha(1)
        self.pdf.setLineWidth(look.line_width / POINTS_PER_MM)
        self.pdf.setDash([one / POINTS_PER_MM for one in look.dash])

    def _path(self, parts: Rings, *, is_closed: bool) -> PDFPathObject:
        path = self.pdf.beginPath()
        for part in parts:
            points = part.tolist()
            path.moveTo(*points[0])
            for x, y in points[1:]:
                path.lineTo(x, y)
            if is_closed:
                path.close()
        return path


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=1)
def _register(path: str) -> None:
    """Make the font known once; only the letters that are used get into a file."""
    pdfmetrics.registerFont(TTFont(FONT, path))
