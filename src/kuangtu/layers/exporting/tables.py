# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables for a spreadsheet: a workbook, and CSV. 表格。"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.sizes import sizes_of
from kuangtu.layers.exporting.metadata import ExportMetadata, field_rows
from kuangtu.layers.exporting.source import FEATURE_ID, Batch, FeatureSource
from kuangtu.layers.exporting.words import as_words, harmless, without_controls

MOST_ROWS = 1_048_575  # of a sheet, below its heading
LONGEST_CELL = 32_767
LARGEST_WHOLE = 10**15 - 1  # a spreadsheet keeps fifteen digits of a number
CENTRE = ("中心经度", "中心纬度")
WKT_TOO_LONG = Text(
    "{count} 个要素的图形文字超过 {most} 个字符，工作簿放不下，WKT 一栏留空；"
    "需要完整图形请导出 GeoPackage 或 Shapefile",
    "the WKT of {count} features is longer than the {most} letters of a cell and is left empty; "
    "for whole shapes export a GeoPackage or Shapefile",
)
CELL_CUT = Text(
    "{count} 个文字值超过 {most} 个字符，只写入前 {most} 个",
    "{count} values are longer than {most} letters, of which the first are written",
)
NUMBERS_AS_WORDS = Text(
    "{count} 个整数超过 15 位，表格软件会丢掉末位，按文字写入",
    "{count} whole numbers have more than 15 digits, of which a spreadsheet would lose the last; "
    "they are written as words",
)
CONTROLS_LEFT_OUT = Text(
    "{count} 个文字值含不可见控制字符，写入时去掉",
    "{count} values hold control letters, which are left out",
)
APOSTROPHES = Text(
    "{count} 个文字值以 = + - @ 等开头，表格软件会当作公式，写入时前加撇号（'）",
    "{count} values begin with = + - @ and would be taken for formulas: an apostrophe was put "
    "before them",
)


def headings(source: FeatureSource) -> list[str]:
    """The Chinese words of the fields, the names where two fields have the same words."""
    labels = [one.label.zh or one.name for one in source.fields]
    shown = [
        label if labels.count(label) == 1 else one.name
        for label, one in zip(labels, source.fields, strict=True)
    ]
    return ([FEATURE_ID] if FEATURE_ID in source.columns else []) + shown


def drawn_headings(source: FeatureSource) -> list[str]:
    """What is told of a shape: where it is, how large where it has a size, and how it is drawn."""
    if not source.has_geometry:
        return []
    return [*CENTRE, *size_heading(source), "WKT"]


def size_heading(source: FeatureSource) -> list[str]:
    """Length or area; points have neither."""
    dimensions = source.survey.dimensions
    if dimensions == {0}:
        return []
    return ["图形长度（米）" if dimensions == {1} else "图形面积（平方米）"]


def write_workbook(path: Path, source: FeatureSource, metadata: ExportMetadata) -> list[Text]:
    """Sheets 要素 (attributes, centre, size, WKT), 说明 and 字段; what was not written is told.

    Centres are degrees of EPSG:4490 inside the shape; sizes are those of the ellipsoid.
    """
    _require_room(source)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("要素")
    sheet.freeze_panes = "A2"
    drawn = drawn_headings(source)
    told = _Told()
    sheet.append([told.cell(sheet, words) for words in (*headings(source), *drawn)])
    for batch in source.batches():
        for row, shape in zip(batch.attributes.to_pylist(), _drawn(batch, source), strict=True):
            cells = [told.cell(sheet, value) for value in row.values()]
            sheet.append(cells + [told.shape(value) for value in shape])
    about = book.create_sheet("说明")
    for pair in metadata.as_rows():
        about.append([told.cell(about, words) for words in pair])
    fields = book.create_sheet("字段")
    fields.append(["列名", "字段", "名称"])
    written = dict(zip(source.columns, headings(source), strict=True))
    for one in field_rows(source, written):
        fields.append([told.cell(fields, words) for words in one])
    notes = told.notes()
    for note in notes:
        about.append(["注意 · note", f"{note.zh} · {note.en}"])
    book.save(path)
    return notes


def _require_room(source: FeatureSource) -> None:
    if source.survey.count > MOST_ROWS:
        raise invalid(
            "layer.export-too-many",
            "{count} 个要素超过工作簿的 {most} 行；请选范围，或导出 CSV、GeoPackage",
            "{count} features are more than the {most} rows of a sheet; choose a box, or export "
            "CSV or a GeoPackage",
            Place(field="format"),
            count=source.survey.count,
            most=MOST_ROWS,
        )


class _Told:
    """Counts what a cell could not take as it is. 计数。"""

    def __init__(self) -> None:
        self.long_shapes = self.cut = self.controls = self.formulas = self.large = 0

    def cell(self, sheet: Any, value: Any) -> Any:
        """A value as a cell; words stay words, also those that look like formulas."""
        if isinstance(value, str):
            return self._words(sheet, value)
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        if isinstance(value, float):
            return self._number(sheet, value)
        if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
            self.large += 1
            return self._words(sheet, str(value))
        if value is None or isinstance(value, int | date | Decimal):
            return value
        return str(value)

    def _number(self, sheet: Any, value: float) -> Any:
        """Every digit: openpyxl itself writes sixteen, of which a number may have seventeen."""
        cell = WriteOnlyCell(sheet, repr(value))
        cell.data_type = "n" if np.isfinite(value) else "s"
        return cell

    def _words(self, sheet: Any, value: str) -> Any:
        words = without_controls(value)
        self.controls += words != value
        self.cut += len(words) > LONGEST_CELL
        cell = WriteOnlyCell(sheet, words[:LONGEST_CELL])
        cell.data_type = "s"
        return cell

    def shape(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            self.long_shapes += 1
            return None
        return value

    def csv(self, value: Any) -> str:
        words = as_words(value)
        safe = harmless(words) if isinstance(value, str) else words
        self.formulas += safe != words
        return safe

    def notes(self) -> list[Text]:
        counted = (
            (self.long_shapes, WKT_TOO_LONG),
            (self.cut, CELL_CUT),
            (self.large, NUMBERS_AS_WORDS),
            (self.controls, CONTROLS_LEFT_OUT),
            (self.formulas, APOSTROPHES),
        )
        return [text.format(count=count, most=LONGEST_CELL) for count, text in counted if count]


def _drawn(batch: Batch, source: FeatureSource) -> Iterator[tuple[Any, ...]]:
    """Centre, size and WKT of each feature; nothing for a table."""
    if not source.has_geometry:
        yield from ((),) * len(batch)
        return
    centres = shapely.point_on_surface(batch.geographic)
    places = shapely.get_x(centres), shapely.get_y(centres)
    sizes = sizes_of(batch.geographic)
    wkt = shapely.to_wkt(batch.shapes, rounding_precision=-1)
    has_size = bool(size_heading(source))
    for at in range(len(batch)):
        size = (_known(sizes[at]),) if has_size else ()
        yield _known(places[0][at]), _known(places[1][at]), *size, wkt[at]


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def write_csv(path: Path, source: FeatureSource) -> list[Text]:
    """UTF-8 with a byte-order mark, attributes first, then centre, size and WKT."""
    told = _Told()
    drawn = drawn_headings(source)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*headings(source), *drawn])
        for batch in source.batches():
            for row, shape in zip(batch.attributes.to_pylist(), _drawn(batch, source), strict=True):
                writer.writerow([told.csv(value) for value in (*row.values(), *shape)])
    return told.notes()
