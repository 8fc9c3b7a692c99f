# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The map sheet as a PDF: map, frame, legend, editions. 图件。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kuangtu.core.text import Text
from kuangtu.reports.map_sheet.canvas import FAINT, WARNING, SheetCanvas
from kuangtu.reports.map_sheet.drawing import draw_layers, draw_overprint
from kuangtu.reports.map_sheet.frame import LONGEST_BAR_MM, draw_frame, draw_scale_bar
from kuangtu.reports.map_sheet.legend import draw_column
from kuangtu.reports.map_sheet.types import SheetOrder, SheetWords
from kuangtu.reports.map_sheet.window import BORDER_MM, MapWindow, outline_of

TITLE_POINTS = 17
NO_LIMIT = Text(
    "界线由所列图层版本绘出，不作为权属争议和行政区划界线的依据；公开使用须经地图审核",
    "boundaries are those of the editions listed and settle no dispute; a map for the public "
    "needs the approval of the map authority",
)


def map_sheet(order: SheetOrder, *, font: Path) -> bytes:
    """The PDF of a map sheet, one page or, where the lists are long, more. 制图输出。

    The same order gives the same bytes. CRS on paper: the CGCS2000 Gauss-Krüger zone of the
    window. `font` is a TrueType file with Chinese letters.
    """
    window, words = order.window, order.words
    page = window.page
    canvas = SheetCanvas(
        (page.width, page.height),
        unit_mm=page.unit_mm,
        font=font,
        title=words.title,
        subject=f"1:{window.denominator} {window.zone.name} {words.as_of.isoformat()}",
    )
    left, bottom, right, top = page.map_box
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    outline = corners if window.sheet is None else outline_of(window.sheet, window)
    with canvas.inside(outline):
        omitted = draw_layers(canvas, window, order.layers)
        if order.overprint:
            draw_overprint(canvas, window, order.overprint)
    draw_frame(canvas, window, outline)
    _head(canvas, order)
    _foot(canvas, order, omitted)
    draw_column(canvas, order, say=words.say)
    return canvas.content()


def _head(canvas: SheetCanvas, order: SheetOrder) -> None:
    window, words = order.window, order.words
    left, _, right, _ = window.page.map_box
    y = window.page.height - BORDER_MM - 8.5
    title = words.title
    canvas.words((left + right) / 2, y, title, points=TITLE_POINTS, anchor="middle")
    state = Text("数据截至 {day}", "data as of {day}").format(day=words.as_of)
    under = words.say(state)
    if window.sheet is not None:
        under = f"{window.sheet.number}　{under}"
    canvas.words((left + right) / 2, y - 5.5, under, points=8, colour=FAINT, anchor="middle")
    edge = window.page.width - BORDER_MM
    if words.security is not None:
        canvas.words(edge, y + 1, words.say(words.security), points=11, anchor="end")
    if words.is_demo:
        note = Text("含演示数据，不得使用", "DEMONSTRATION DATA, NOT FOR USE")
        canvas.words(edge, y - 5, words.say(note), points=9, colour=WARNING, anchor="end")


def _foot(canvas: SheetCanvas, order: SheetOrder, omitted: int) -> None:
    window, say = order.window, order.words.say
    left, bottom, right, _ = window.page.map_box
    y = bottom - 13.5
    middle = (left + right) / 2
    scale = f"1∶{window.denominator:,}".replace(",", " ")
    canvas.words(middle, y, scale, points=11, anchor="middle")
    draw_scale_bar(canvas, window, middle, y - 4.5, say)
    if window.page.is_narrow:
        y -= 14  # below the figures of the bar
    for number, line in enumerate(_about_the_plane(window, omitted)):
        canvas.words(left, y + 1.5 - 3.2 * number, say(line), points=6.2, colour=FAINT)
    room = (right - left) * 0.4
    if not window.page.is_narrow:
        # Beside the bar with its last figure, which stand in the middle.
        room = min((right - left) * 0.33, (right - left) / 2 - LONGEST_BAR_MM / 2 - 8)
    canvas.words(right, y + 1.5, say(_made(order.words)), points=6.2, anchor="end")
    canvas.paragraph(right - room, y + 0.4, room, say(NO_LIMIT), points=5.5, colour=FAINT)


def _about_the_plane(window: MapWindow, omitted: int) -> Iterator[Text]:
    """Projection, grid and distortion, and how many names are not there."""
    zone = window.zone
    yield Text(
        "CGCS2000 高斯-克吕格 {width}° 带第 {number} 带，中央经线 {meridian}°E",
        "CGCS2000 Gauss-Krüger {width}° zone {number}, central meridian {meridian}°E",
    ).format(width=zone.width_degrees, number=zone.number, meridian=zone.central_meridian)
    yield Text(
        "方里网单位：千米；图内长度变形不超过 {share:.3%}",
        "grid in kilometres; lengths on the sheet are at most {share:.3%} too long",
    ).format(share=window.greatest_distortion)
    if omitted:
        words = Text("有 {count} 个名称因位置不足未注", "{count} names found no room")
        yield words.format(count=omitted)


def _made(words: SheetWords) -> Text:
    return Text("{office}　{who}　{day} 制图", "{office} · {who} · {day}").format(
        office=words.office, who=words.made_by, day=words.made_on
    )
