# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes as tables and files hold them: the same words on every path. 变化列表。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text, joined, same
from kuangtu.geo.ground import km2
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.comparing import Change, ChangeKind, Comparison, KeptComparison
from kuangtu.layers.exporting.words import without_controls
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.differences import drawn_changes

HEADINGS = (
    Text("变化", "change"),
    Text("标识", "identifier"),
    Text("原大小", "size before"),
    Text("新大小", "size after"),
    Text("仅一方覆盖", "covered by one only"),
    Text("占比", "share"),
    Text("最大位移（米）", "farthest move (m)"),
    Text("字段", "field"),
    Text("变更前", "before"),
    Text("变更后", "after"),
    Text("说明", "note"),
)
GUESS = Text("按重叠推定为同一要素", "taken for the same feature because they overlap")
REPEATED = Text("标识重复", "identifier stands more than once")
MOST_ROWS = 1_048_000
SMALL_M2 = 100_000.0
BY_FIELD = Text("按字段 {field} 匹配", "matched by the field {field}")
BY_SHAPE = Text(
    "没有可用的标识字段：按相同图形、再按重叠（双方各过半）匹配",
    "no identifying field: matched by the same shape, then by overlap of over half of both",
)
BY_ROW = Text(
    "没有可用的标识字段：全部属性相同的行为同一行，其余计为移除和新增",
    "no identifying field: rows are one where all of their attributes are the same; the others "
    "count as removed and added",
)
WITHIN_TOLERANCE = Text(
    "{n} 个要素的图形移动不超过 {tolerance} 米，不计为变化",
    "{n} shapes moved by no more than {tolerance} m and are not counted as changes",
)
GUESSED = Text(
    "{n} 对要素按重叠推定为同一要素，请核对",
    "{n} pairs were taken for one feature because they overlap; check them",
)
REPEATED_TOLD = Text(
    "标识重复：原版 {old} 个、新版 {new} 个要素；配不成对的计为移除和新增",
    "identifiers repeated: {old} features before, {new} after; those that cannot be paired "
    "count as removed and added",
)
UNIDENTIFIED = Text(
    "{n} 个要素没有标识，按图形匹配",
    "{n} features have no identifier and were matched by shape",
)
UNIDENTIFIED_ROWS = Text(
    "{n} 行没有标识，全部属性相同的为同一行",
    "{n} rows have no identifier and are one where all of their attributes are the same",
)
SAME_GROUND = Text(
    "{n} 个新增要素与某个移除要素图形完全相同：可能只是换了标识",
    "{n} added features lie exactly where a removed one lay: perhaps only renumbered",
)
FIELDS_GONE = Text("新版没有字段：{names}", "fields that are gone: {names}")
FIELDS_NEW = Text("新版多出字段：{names}", "new fields: {names}")
FIELDS_RETYPED = Text(
    "字段类型不同，按写法比较：{names}", "fields of another type, compared as written: {names}"
)
UNGUESSED = Text(
    "未配对的要素太多，没有按重叠推定：移动过的计为移除和新增",
    "too many features were left over to look for overlaps: what moved counts as removed and added",
)


def remarks(found: Comparison) -> list[Text]:
    """What must be known to read the counts. 比对说明。"""
    counts = found.counts
    is_table = found.balance.geometry is GeometryKind.NONE
    otherwise = BY_ROW if is_table else BY_SHAPE
    matched = BY_FIELD.format(field=found.matched_by) if found.matched_by else otherwise
    unidentified = counts.unidentified_old + counts.unidentified_new
    counted = (
        (counts.within_tolerance, WITHIN_TOLERANCE),
        (counts.guessed, GUESSED),
        (counts.repeated_old + counts.repeated_new, REPEATED_TOLD),
        (unidentified, UNIDENTIFIED_ROWS if is_table else UNIDENTIFIED),
        (counts.same_ground, SAME_GROUND),
    )
    repeated = {"old": counts.repeated_old, "new": counts.repeated_new}
    told = [text.format(n=n, tolerance=found.tolerance_m, **repeated) for n, text in counted if n]
    fields = (
        (found.fields.only_old, FIELDS_GONE),
        (found.fields.only_new, FIELDS_NEW),
        (found.fields.retyped, FIELDS_RETYPED),
    )
    told += [
        text.format(names=joined([same(name) for name in names])) for names, text in fields if names
    ]
    return [matched, *told, *([UNGUESSED] if found.is_unguessed else [])]


def change_words(one: Change, geometry: GeometryKind) -> list[Text | str]:
    """A change in the five columns of a screen."""
    fields = "；".join(
        f"{change.field}：{_shown(change.before)} → {_shown(change.after)}" for change in one.fields
    )
    return [one.kind.label, one.identifier, size_words(one, geometry), fields, note_of(one)]


def size_words(one: Change, geometry: GeometryKind) -> str:
    """How large a feature is, or how much of it changed and how far it moved, with units."""
    parts = []
    if one.changed_size is not None:
        share = f"（{one.share:.2%}）" if one.share is not None else ""
        parts.append(f"± {_sized(one.changed_size, geometry)}{share}")
    elif one.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        size = one.new_size if one.kind is ChangeKind.ADDED else one.old_size
        parts.append("" if size is None else _sized(size, geometry))
    if one.moved_m is not None:
        parts.append(f"{one.moved_m:,.3f} m")
    return " · ".join(part for part in parts if part)


def _sized(size: float, geometry: GeometryKind) -> str:
    """km² to four decimals as the area is stated; m² where that would show little."""
    if geometry is not GeometryKind.POLYGON:
        return f"{size:,.1f} m"
    return f"{km2(size):,} km²" if size >= SMALL_M2 else f"{size:,.1f} m²"


def note_of(one: Change) -> Text:
    """What makes a change less certain than others."""
    said = ((one.is_guess, GUESS), (one.is_repeated, REPEATED))
    return joined([text for holds, text in said if holds], zh="；", en="; ")


def _shown(value: object) -> str:
    return "∅" if value is None else str(value)


def size_unit(kind: GeometryKind) -> Text:
    """The unit of sizes in the table. 大小单位。"""
    units = {
        GeometryKind.POLYGON: Text("平方米（椭球面）", "m² on the ellipsoid"),
        GeometryKind.LINE: Text("米（大地线）", "m, geodesic"),
    }
    return units.get(kind, Text("无", "none"))


def change_rows(changes: Iterator[Change]) -> Iterator[list[Any]]:
    """Exact values, a row for each changed field; a change without one has a row too. 变化行。"""
    for one in changes:
        start = [
            one.kind.label,
            one.identifier,
            one.old_size,
            one.new_size,
            one.changed_size,
            one.share,
            one.moved_m,
        ]
        for field in one.fields or (None,):
            values = [field.field, field.before, field.after] if field else [None, None, None]
            yield [*start, *values, note_of(one)]


def difference_workbook(path: Path, kept: KeptComparison, old: Edition, new: Edition) -> None:
    """Every change in a workbook, and a sheet that says what was compared. 变化工作簿。

    Raises: Invalid where a sheet has too few rows for them.
    """
    if kept.summary.counts.differences > MOST_ROWS:
        raise invalid(
            "layer.difference-too-many",
            "{count} 处变化超过工作簿的行数；请用 --geojson",
            "{count} changes are more than the rows of a sheet; use --geojson",
            Place(field="xlsx"),
            count=kept.summary.counts.differences,
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("变化")
    sheet.freeze_panes = "A2"
    sheet.append([f"{one.zh} · {one.en}" for one in HEADINGS])
    for row in islice(change_rows(kept.changes()), MOST_ROWS):
        sheet.append([_cell(sheet, value) for value in row])
    about = book.create_sheet("说明")
    for label, words in about_rows(kept.summary, old, new):
        about.append([_cell(about, label), _cell(about, words)])
    book.save(path)


def about_rows(found: Comparison, old: Edition, new: Edition) -> list[Sequence[Any]]:
    """What was compared and how it came out, label and value."""
    counts = found.counts
    return [
        ("原版本 · old", f"{old}（sha256 {old.sha256}）"),
        ("新版本 · new", f"{new}（sha256 {new.sha256}）"),
        ("容差（米）· tolerance (m)", found.tolerance_m),
        ("大小单位 · unit of sizes", size_unit(found.balance.geometry)),
        ("不变 · unchanged", counts.unchanged),
        *((kind.label, counts.of_kind(kind)) for kind in ChangeKind),
        *(("说明 · note", remark) for remark in remarks(found)),
    ]


def _cell(sheet: Any, value: Any) -> Any:
    """Words stay words, also those that look like formulas."""
    if isinstance(value, Text):
        value = value.zh if value.zh == value.en else f"{value.zh} · {value.en}"
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, without_controls(value)[:32_767])
    cell.data_type = "s"
    return cell


def difference_features(
    kept: KeptComparison, old: Edition, new: Edition
) -> Iterator[dict[str, object]]:
    """Every change as GeoJSON features, a few hundred read at a time. 变化要素。"""
    changes = kept.changes()
    while several := list(islice(changes, 500)):
        yield from drawn_changes(several, old, new)
