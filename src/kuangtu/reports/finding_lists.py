# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was found in a file, as a list for whoever must mend it. 检查发现清单文件。

Findings stand in the order of who mends them, so that a part can be sent on as it is. Of a kind
that was found very often only the first are listed; every file says how many there are.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import shapely
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kuangtu.core.text import Text, same
from kuangtu.layers.finding_kinds import finding_kinds
from kuangtu.layers.findings import Finding

Say = Callable[[Text], str]
COLUMNS: Final = (
    Text("由谁改正", "who mends it"),
    Text("程度", "severity"),
    Text("类型", "kind"),
    Text("要素序号", "feature"),
    Text("标识", "identifier"),
    Text("字段", "field"),
    Text("发现", "finding"),
    Text("处理", "what to do"),
    Text("经度", "longitude"),
    Text("纬度", "latitude"),
)
SUMMARY: Final = (
    Text("由谁改正", "who mends it"),
    Text("程度", "severity"),
    Text("类型", "kind"),
    Text("发现数", "found"),
    Text("已列出", "listed"),
    Text("处理", "what to do"),
)
WIDTHS: Final = (24, 8, 26, 10, 22, 18, 70, 50, 13, 13)
NOT_LISTED: Final = Text(
    "另有 {count} 处“{kind}”已计数、未逐一列出",
    "{count} more of “{kind}” are counted and not listed",
)
# What a spreadsheet takes for the beginning of a formula, also behind a tab or a line break.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
FORBIDDEN_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
SCHEMA: Final = pa.schema(
    [
        ("mender", pa.string()),
        ("severity", pa.string()),
        ("kind", pa.string()),
        ("kind_name", pa.string()),
        ("feature", pa.int64()),
        ("identifier", pa.string()),
        ("field", pa.string()),
        ("finding", pa.string()),
        ("remedy", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class FindingReport:
    """The findings of a file: what it was, the listed ones, how many of each kind. 发现报告。"""

    title: Text
    findings: Sequence[Finding]
    counts: Mapping[str, int]

    @property
    def groups(self) -> dict[Text, list[Finding]]:
        """By who must mend them, worst first; at the end of each what is only counted."""
        groups: dict[Text, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(finding.mender, []).append(finding)
        for one in self.summary:
            if one.unlisted:
                groups[one.example.mender].append(one.remainder)
        return groups

    @property
    def summary(self) -> list[KindCount]:
        """Each kind once, in the order of who mends it, with the exact count."""
        listed = Counter(finding.kind for finding in self.findings)
        firsts: dict[str, Finding] = {}
        for finding in self.findings:
            firsts.setdefault(finding.kind, finding)
        menders = list(dict.fromkeys(finding.mender for finding in self.findings))
        return [
            KindCount(first, self.counts.get(kind, listed[kind]), listed[kind])
            for kind, first in sorted(
                firsts.items(), key=lambda item: menders.index(item[1].mender)
            )
        ]


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind by its first finding, how many there are, how many are listed. 分类计数。"""

    example: Finding
    count: int
    listed: int

    @property
    def unlisted(self) -> int:
        return self.count - self.listed

    @property
    def name(self) -> Text:
        return kind_name(self.example.kind)

    @property
    def remainder(self) -> Finding:
        """What stands in a list for those that are not listed."""
        first = self.example
        text = NOT_LISTED.format(count=self.unlisted, kind=self.name)
        return Finding(first.kind, first.severity, text, first.remedy, mender=first.mender)


def kind_name(kind: str) -> Text:
    """The name of a kind for people; its code where the list does not have it."""
    known = finding_kinds().get(kind)
    return known.name if known else same(kind)


def as_xlsx(report: FindingReport, say: Say) -> bytes:
    """A workbook: the counts first, then a sheet for everybody who must mend something."""
    book = Workbook()
    sheet = book.active
    sheet.title = say(Text("汇总", "summary"))
    _append(sheet, [say(report.title)])
    _append(sheet, [say(one) for one in SUMMARY])
    for one in report.summary:
        first = one.example
        words = (first.mender, first.severity.label, one.name)
        _append(sheet, [*map(say, words), one.count, one.listed, say(first.remedy)])
    _widen(sheet, (24, 8, 30, 10, 10, 60))
    for number, (mender, several) in enumerate(report.groups.items(), start=1):
        sheet = book.create_sheet(_sheet_name(number, say(mender)))
        _append(sheet, [say(one) for one in COLUMNS])
        for finding in several:
            _append(sheet, _row(finding, say))
        sheet.freeze_panes = "A2"
        _widen(sheet, WIDTHS)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(report: FindingReport, say: Say) -> bytes:
    """UTF-8 with a byte-order mark, which spreadsheets need to read Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([say(one) for one in COLUMNS])
    writer.writerows([_harmless(cell) for cell in _row(one, say)] for one in _lines(report))
    return text.getvalue().encode("utf-8-sig")


def as_geojson(report: FindingReport, say: Say) -> bytes:
    """Findings as points, in EPSG:4490 degrees; one that has no place has no geometry."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(place)} if place else None,
            "properties": _properties(one, say),
        }
        for one in _lines(report)
        for place in [place_of(one)]
    ]
    record = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}},
        "name": say(report.title),
        "finding_counts": dict(report.counts),
        "features": features,
    }
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode()


def as_geopackage(report: FindingReport, say: Say) -> bytes:
    """The same as a GeoPackage with a layer of points."""
    # Late: GDAL takes its time to load and only this file needs it.
    from pyogrio.raw import write_arrow  # noqa: PLC0415

    lines = _lines(report)
    places = [place_of(one) for one in lines]
    points = [shapely.to_wkb(shapely.Point(place)) if place else None for place in places]
    rows = [_properties(one, say) for one in lines]
    table = pa.Table.from_pylist(rows, schema=SCHEMA).append_column(
        "geometry", pa.array(points, pa.binary())
    )
    with tempfile.TemporaryDirectory(prefix="kuangtu-findings-") as folder:
        path = Path(folder) / "findings.gpkg"
        write_arrow(
            table,
            path,
            layer="findings",
            driver="GPKG",
            geometry_name="geometry",
            geometry_type="Point",
            crs="EPSG:4490",
        )
        return path.read_bytes()


def _lines(report: FindingReport) -> list[Finding]:
    return [one for several in report.groups.values() for one in several]


def place_of(finding: Finding) -> tuple[float, float] | None:
    """Longitude and latitude; None where the finding has no place."""
    if finding.longitude is None or finding.latitude is None:
        return None
    return finding.longitude, finding.latitude


def _row(finding: Finding, say: Say) -> list[object]:
    return [
        say(finding.mender),
        say(finding.severity.label),
        say(kind_name(finding.kind)),
        finding.feature,
        finding.identifier,
        finding.field,
        say(finding.text),
        say(finding.remedy),
        finding.longitude,
        finding.latitude,
    ]


def _properties(finding: Finding, say: Say) -> dict[str, object]:
    values = (
        say(finding.mender),
        finding.severity.value,
        finding.kind,
        say(kind_name(finding.kind)),
        finding.feature,
        finding.identifier,
        finding.field,
        say(finding.text),
        say(finding.remedy),
    )
    return dict(zip(SCHEMA.names, values, strict=True))


def _append(sheet: Worksheet, cells: Sequence[object]) -> None:
    """A row in which words stay words, also those that look like formulas."""
    sheet.append(
        [ILLEGAL_CHARACTERS_RE.sub("", one) if isinstance(one, str) else one for one in cells]
    )
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            cell.data_type = "s"


def _widen(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _sheet_name(number: int, words: str) -> str:
    """A name that a workbook allows.

    >>> _sheet_name(1, "自然资源主管部门（测绘）/a")
    '1 自然资源主管部门（测绘） a'
    """
    return f"{number} {FORBIDDEN_IN_NAMES.sub(' ', words)}"[:31]


def _harmless(cell: object) -> object:
    """Words a spreadsheet would take for a formula, with an apostrophe before them."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
