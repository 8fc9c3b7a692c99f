# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Map sheets on paper: the plane, the frame, and what stands on the page."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from pypdf import PdfReader

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text, same
from kuangtu.geo.distance import point_distance_m
from kuangtu.geo.sheets import Sheet
from kuangtu.layers.features import Feature
from kuangtu.layers.overview import Cell
from kuangtu.reports.map_sheet import (
    DrawnLayer,
    Orientation,
    Overprint,
    Paper,
    SheetLayer,
    SheetOrder,
    SheetTooLarge,
    SheetWords,
    map_sheet,
    window_of,
)
from kuangtu.reports.map_sheet.canvas import SheetCanvas
from kuangtu.reports.map_sheet.frame import bar_length_m
from kuangtu.reports.map_sheet.graticule import degree_ticks, grid_lines
from kuangtu.reports.map_sheet.sheet import _foot
from kuangtu.web.map_sheets import FONT

DAY = date(2026, 11, 27)
MM_PER_POINT = 25.4 / 72
has_font = pytest.mark.skipif(not FONT.is_file(), reason="the front end is not built: make setup")


def a_window(**changes):
    ordinary = {
        "longitude": 88.17,
        "latitude": 39.02,
        "denominator": 50_000,
        "paper": Paper.A3,
        "orientation": Orientation.LANDSCAPE,
    }
    return window_of(**ordinary | changes)


def an_order(**changes):
    words = SheetWords(
        title="若羌县一张图",
        office="若羌县",
        made_by="张三",
        made_on=DAY,
        as_of=DAY,
        security=Text("内部", "internal"),
        is_demo=False,
    )
    lake = Feature("1", {"name": "演示湖"}, shapely.box(88.15, 39.0, 88.19, 39.04))
    about = SheetLayer(
        "lake", Text("湖泊水库", "lakes"), "第1版", date(2026, 11, 1), "参考", "测试来源"
    )
    ordinary = {
        "window": a_window(),
        "words": words,
        "layers": [DrawnLayer(about, (lake,), (), "name")],
        "missing": [SheetLayer("township", Text("乡级行政区", "townships"))],
    }
    return SheetOrder(**ordinary | changes)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_kilometre_on_the_ground_is_twenty_millimetres_at_one_to_fifty_thousand():
    window = a_window()
    start, end = (88.17, 39.02), (88.17, 39.02 + 1 / 111)

    first, second = window.on_page(np.array([start[0], end[0]]), np.array([start[1], end[1]]))

    drawn_mm = float(np.hypot(*(second - first)))
    expected_mm = point_distance_m(start, end) / 50
    assert drawn_mm == pytest.approx(expected_mm, rel=window.greatest_distortion)


def test_the_middle_asked_for_is_the_middle_of_the_map():
    window = a_window()
    left, bottom, right, top = window.page.map_box

    middle = window.on_page(np.array([88.17]), np.array([39.02]))[0]

    assert middle.tolist() == pytest.approx([(left + right) / 2, (bottom + top) / 2], abs=1e-6)


@pytest.mark.parametrize(
    ("denominator", "width", "number"),
    [
        pytest.param(10_000, 3, 29, id="3-degrees-down-to-1:10000"),
        pytest.param(25_000, 6, 15, id="6-degrees-from-1:25000"),
        pytest.param(500_000, 6, 15, id="6-degrees-to-1:500000"),
        pytest.param(2_000_000, 3, 29, id="the-nearest-meridian-beyond"),
    ],
)
def test_the_zone_follows_the_scale(denominator, width, number):
    zone = a_window(denominator=denominator).zone

    assert (zone.width_degrees, zone.number) == (width, number)


def test_grid_lines_stand_on_whole_kilometres_with_the_zone_in_front():
    eastings, northings = grid_lines(a_window())

    assert [name for _, name in eastings][:2] == ["15594", "15596"]
    assert [value % 2_000 for value, _ in (*eastings, *northings)] == [0.0] * (
        len(eastings) + len(northings)
    )


def test_degrees_are_marked_where_the_meridian_leaves_the_map():
    window = a_window()

    tick = next(tick for tick in degree_ticks(window) if tick.side == "bottom")

    assert tick.label == "88°06′E"
    _, bottom, _, _ = window.page.map_box
    ys = np.linspace(38.8, 39.2, 100_001)
    meridian = window.on_page(np.full_like(ys, 88.1), ys)
    crossing = meridian[np.argmin(np.abs(meridian[:, 1] - bottom)), 0]
    assert tick.at_mm == pytest.approx(crossing, abs=0.05)


@pytest.mark.parametrize(
    ("denominator", "metres"), [(500, 40), (50_000, 4_000), (2_000_000, 100_000)]
)
def test_the_scale_bar_covers_a_round_length(denominator, metres):
    assert bar_length_m(a_window(denominator=denominator)) == metres


def test_a_map_sheet_too_large_for_the_paper_is_refused_with_both_sizes_and_what_to_take():
    with pytest.raises(SheetTooLarge) as refused:
        a_window(sheet=Sheet.parse("J45E006017"))

    assert refused.value.text.format(**refused.value.values).zh == (
        "图幅 J45E006017 按 1∶50000 需要 438 × 376 毫米的图面，A3 只有 308 × 231 毫米；请用 A1 横向"
    )


def test_a_map_sheet_too_large_for_any_paper_asks_for_a_smaller_scale():
    with pytest.raises(SheetTooLarge) as refused:
        a_window(sheet=Sheet.parse("J45E006017"), denominator=10_000)

    assert refused.value.values["advice"].zh == "没有够大的纸，请用更小的比例尺"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"denominator": 100}, "map-sheet.scale", id="scale"),
        pytest.param({"longitude": 20.0}, "map-sheet.place", id="place"),
    ],
)
def test_a_window_that_cannot_be_drawn_is_refused(changes, code):
    with pytest.raises(Invalid) as refused:
        a_window(**changes)

    assert [problem.code for problem in refused.value.problems] == [code]


@has_font
def test_the_page_has_the_size_of_the_paper():
    page = PdfReader(io.BytesIO(map_sheet(an_order(), font=FONT))).pages[0]

    size_mm = [round(float(side) * MM_PER_POINT, 1) for side in page.mediabox[2:]]
    assert size_mm == [420.0, 297.0]


@has_font
@pytest.mark.parametrize(
    "words",
    [
        "若羌县一张图",
        "数据截至 2026-11-27",
        "内部",
        "1∶50 000",
        "CGCS2000 高斯-克吕格 6° 带第 15 带，中央经线 87°E",
        "湖泊水库",
        "第1版 · 2026-11-01 · 参考 · 测试来源",
        "演示湖",
        "乡级行政区。图上没有，不等于实地没有。",
    ],
)
def test_the_sheet_says(words):
    assert words in text_of(map_sheet(an_order(), font=FONT))


@has_font
def test_a_sheet_in_english_has_no_chinese_but_names():
    order = an_order()
    words = SheetWords(
        **{name: getattr(order.words, name) for name in order.words.__slots__}
        | {"in_english": True, "title": "One Map", "office": "Ruoqiang"}
    )

    found = text_of(map_sheet(an_order(words=words), font=FONT))

    assert "data as of 2026-11-27" in found
    assert "Layers reviews read, not supplied" in found
    assert "缺数据" not in found


@has_font
def test_the_same_order_gives_the_same_bytes():
    assert map_sheet(an_order(), font=FONT) == map_sheet(an_order(), font=FONT)


@has_font
def test_features_too_many_to_draw_are_said_to_be_counted():
    about = SheetLayer("parcel", same("图斑"), "第1版")
    layer = DrawnLayer(about, (), (Cell(88.1, 39.0, 0.01, 1_234), Cell(88.2, 39.0, 0.01, 5)))

    found = text_of(map_sheet(an_order(layers=[layer]), font=FONT)).replace("\n", "")

    assert "图斑（其中 1,239 个较小要素以格网表示，色深者多）" in found


@has_font
def test_a_range_is_printed_over_the_map_with_its_corners_and_area():
    range_ = Overprint(
        shapely.box(88.15, 39.0, 88.2, 39.05), area_km2=23.9876, corners=[("J1", 88.15, 39.0)]
    )

    found = text_of(map_sheet(an_order(overprint=range_), font=FONT))

    assert [words for words in ("J1", "所查范围", "23.9876 km²") if words not in found] == []


@has_font
def test_a_national_sheet_names_itself_its_corners_and_its_neighbours():
    window = a_window(sheet=Sheet.parse("J45E006017"), paper=Paper.A1)

    found = text_of(map_sheet(an_order(window=window), font=FONT))

    assert [
        words
        for words in ("J45E006017", "J45E005017", "J45E006018", "88°00′00″ 39°10′00″")
        if words not in found
    ] == []


@has_font
def test_lists_too_long_for_the_column_go_on_over_the_page():
    layers = [
        DrawnLayer(SheetLayer(f"layer-{n}", same(f"图层{n}"), "第1版", source="来源" * 30))
        for n in range(60)
    ]

    pages = PdfReader(io.BytesIO(map_sheet(an_order(layers=layers), font=FONT))).pages

    words = [page.extract_text() for page in pages]
    assert len(pages) == 3
    assert "图层59" in words[2]
    assert ["（续）" in one for one in words] == [False, True, True]
    # A name stands on the page of what is said of it.
    assert all(len(re.findall(r"图层\d", one)) == one.count("第1版") for one in words[1:])


@has_font
def test_markup_in_a_name_is_printed_as_it_is():
    about = SheetLayer("lake", same("<b>湖</b> & 库"), "第1版", source="测试")

    found = text_of(map_sheet(an_order(layers=[DrawnLayer(about)]), font=FONT))

    assert "<b>湖</b> & 库" in found.replace("\n", "")


def test_the_font_is_where_the_build_puts_it():
    assert Path("print/NotoSansSC-Regular.ttf") == FONT.relative_to(FONT.parents[1])


@pytest.mark.parametrize("paper", list(Paper))
def test_a_kilometre_is_as_long_on_every_paper(paper):
    window = a_window(paper=paper)

    (start, end) = window.plane_on_page(
        np.array([window.easting, window.easting + 1_000]), np.array([window.northing] * 2)
    )

    assert float(end[0] - start[0]) * paper.unit_mm == pytest.approx(20.0)


def sizes_of(pdf):
    """The sizes of type on the first page, in points of the paper, by what is written."""
    found = {}

    def seen(text, matrix, text_matrix, _font, size):
        if text.strip():
            scale = abs(matrix[0] * text_matrix[0]) or abs(matrix[1] * text_matrix[0])
            found.setdefault(text.strip(), round(float(size) * scale, 1))

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=seen)
    return found


@has_font
def test_title_and_legend_grow_with_the_paper():
    papers = (Paper.A4, Paper.A3, Paper.A2, Paper.A0)

    sheets = [map_sheet(an_order(window=a_window(paper=one)), font=FONT) for one in papers]

    sizes = [sizes_of(sheet) for sheet in sheets]
    assert [one["若羌县一张图"] for one in sizes] == [17.0, 17.0, 22.1, 37.4]
    assert [one["图例"] for one in sizes] == [9.0, 9.0, 11.7, 19.8]


FEET = [(paper, turned) for paper in Paper for turned in Orientation]


@has_font
@pytest.mark.parametrize(("paper", "orientation"), FEET)
@pytest.mark.parametrize("in_english", [False, True])
def test_below_the_map_nothing_is_written_over_the_scale_bar(paper, orientation, in_english):
    window = a_window(paper=paper, orientation=orientation, denominator=250_000)
    order = an_order(window=window)
    canvas = Recording((window.page.width, window.page.height), font=FONT, title="", subject="")

    _foot(canvas, replace(order, words=replace(order.words, in_english=in_english)), 3)

    bar = canvas.bar()
    assert bar.area > 0
    assert [words for words, box in canvas.written if box.intersects(bar)] == []
    over = [
        (one, other)
        for (one, box), (other, second) in combinations(canvas.written, 2)
        if box.intersection(second).area > 0.05
    ]
    assert over == []
    lowest = min(box.bounds[1] for _, box in canvas.written)
    assert lowest > 3


class Recording(SheetCanvas):
    """A canvas that remembers where type and boxes stand. 记录画布。"""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.written, self.boxes = [], []
        drawn = self.pdf.rect
        self.pdf.rect = lambda x, y, w, h, **how: (
            self.boxes.append(shapely.box(x, y, x + w, y + h)),
            drawn(x, y, w, h, **how),
        )

    def bar(self):
        return shapely.union_all(self.boxes)

    def words(self, x, y, text, *, points=7, anchor="start", **how):
        super().words(x, y, text, points=points, anchor=anchor, **how)
        width, high = self.width_of(text, points), points * MM_PER_POINT
        start = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width
        self.written.append(
            (text, shapely.box(start, y - 0.12 * high, start + width, y + 0.75 * high))
        )

    def paragraph(self, x, top, width, text, **how):
        taken = super().paragraph(x, top, width, text, **how)
        self.written.append((text, shapely.box(x, top - taken, x + width, top)))
        return taken
