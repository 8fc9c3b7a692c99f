# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A Shapefile in a zip, and what its old format cannot hold. 旧格式的限制。

Names of fields are cut to ten bytes and listed; text beyond 254 bytes is cut between letters and
stands whole in a list beside the data; what cannot be written at all is refused.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.layers.exporting.metadata import NOTE_FILE, ExportMetadata, field_rows
from kuangtu.layers.exporting.source import FEATURE_ID, Batch, FeatureSource
from kuangtu.layers.exporting.streaming import write_with_gdal

LONGEST_NAME, LONGEST_TEXT = 10, 254  # bytes
MOST_BYTES = 2**31 - 1
LARGEST_NUMBER = 1e22  # that is written with fifteen decimals in twenty-four places
FIELD_LIST, TEXT_LIST = "字段对照.csv", "超长文本.csv"
ENCODINGS = {"UTF-8": "utf-8", "GBK": "gbk"}

CUT = Text(
    "{count} 个文字值超过 {most} 字节，dbf 中只存前一段，全文见 {file}",
    "{count} values are longer than {most} bytes and are cut in the dbf; {file} has them whole",
)
RENAMED = Text(
    "{count} 个字段名改短或改名，对照见 {file}",
    "{count} names of fields were made shorter; {file} lists them",
)


@dataclass(slots=True)
class _Limits:
    """What a first pass over the attributes found. 限制检查。"""

    longest: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def encoding_named(name: str) -> str:
    """Raises: Invalid for an encoding that is not written."""
    upper = name.upper()
    if upper not in ENCODINGS:
        raise invalid(
            "layer.export-encoding",
            "属性编码可用 UTF-8 或 GBK，而不是“{name}”",
            "attributes are written in UTF-8 or GBK, not {name}",
            Place(field="encoding"),
            name=name,
        )
    return upper


def write_shapefile(
    path: Path, source: FeatureSource, metadata: ExportMetadata, *, encoding: str, work: Path
) -> list[Text]:
    """Write the zip; `work` is an empty folder. Raises: Invalid."""
    encoding = encoding_named(encoding)
    _require_one_kind(source)
    limits = _looked_at(source, encoding)
    if limits.problems:
        raise Invalid(limits.problems)
    _require_room(source, limits)
    names = short_names(source, encoding)
    cut = _Cut(work / TEXT_LIST, {n for n, size in limits.longest.items() if size > LONGEST_TEXT})
    schema = pa.schema([(names[one.name], _dbf_type(one.type)) for one in source.schema])
    with cut:
        write_with_gdal(
            work / f"{metadata.layer}.shp",
            source,
            driver="ESRI Shapefile",
            layer=metadata.layer,
            schema=schema,
            prepare=_prepare(names, cut, ENCODINGS[encoding]),
            encoding=encoding,
        )
    notes = _notes(source, names, cut)
    _write_lists(work, source, names, metadata, notes)
    if not cut.count:
        (work / TEXT_LIST).unlink()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in sorted(work.iterdir()):
            archive.write(member, member.name)
    return notes


def _require_one_kind(source: FeatureSource) -> None:
    kind = source.survey.geometry_type
    if not kind or kind == "Unknown":
        raise invalid(
            "layer.export-shapes",
            "Shapefile 只能存一种图形；此数据{what}，请导出 GeoPackage、Excel 或 CSV",
            "a Shapefile holds shapes of one kind; these features {what}: export a GeoPackage, "
            "Excel or CSV",
            Place(field="format"),
            what=Text("没有图形", "have none")
            if not kind
            else Text("混有点、线、面", "mix points, lines and areas"),
        )


def short_names(source: FeatureSource, encoding: str) -> dict[str, str]:
    """A name of at most ten bytes for each field, none twice whatever its case.

    The name stays where it fits; else the standard's own short name, else the Chinese words,
    each where it fits; else the beginning of the name, without a blank at its end.
    """
    codec, names = ENCODINGS[encoding], dict[str, str]()
    known = {one.name: (one.name, one.short, one.label.zh) for one in source.fields}
    for name in source.columns:
        fitting = [one for one in known.get(name, (name,)) if _fits(one, codec)]
        wanted = fitting[0] if fitting else name
        names[name] = _unused(wanted, codec, {one.casefold() for one in names.values()})
    return names


def _fits(name: str, codec: str) -> bool:
    return 0 < len(name.encode(codec, "replace")) <= LONGEST_NAME


def _unused(wanted: str, codec: str, used: set[str]) -> str:
    name, number = shortened(wanted, codec, LONGEST_NAME).strip(), 0
    while name.casefold() in used:
        number += 1
        ending = f"_{number}"
        name = shortened(wanted, codec, LONGEST_NAME - len(ending)).strip() + ending
    return name


def shortened(words: str, codec: str, most: int) -> str:
    """The beginning of words that fits into a number of bytes, no letter cut in two.

    >>> shortened("采矿许可证", "utf-8", 10), shortened("采矿许可证", "gbk", 10)
    ('采矿许', '采矿许可证')
    """
    return words.encode(codec)[:most].decode(codec, "ignore")


def _looked_at(source: FeatureSource, encoding: str) -> _Limits:
    """How long texts are, and which values the format cannot hold."""
    limits, codec = _Limits(), ENCODINGS[encoding]
    for batch in source.batches():
        for name in batch.attributes.column_names:
            column = batch.attributes.column(name)
            if pa.types.is_floating(column.type):
                _look_at_numbers(limits, name, column)
            elif _is_written(column.type):
                _look_at_texts(limits, name, _texts(column), codec, encoding)
    return limits


def _look_at_numbers(limits: _Limits, name: str, column: Any) -> None:
    largest = pc.max(pc.abs(pc.drop_null(column))).as_py()
    if largest is not None and not largest <= LARGEST_NUMBER:
        text = Text(
            "字段 {name} 有 dbf 存不下的数（绝对值超过 {most} 或不是数）；请导出其他格式",
            "the field {name} has numbers that a dbf cannot hold (beyond {most}, or none at "
            "all); export another format",
        )
        _once(limits, "layer.export-number", text.format(name=name, most=LARGEST_NUMBER), name)


def _look_at_texts(limits: _Limits, name: str, column: Any, codec: str, encoding: str) -> None:
    for words in pc.unique(pc.drop_null(column)).to_pylist():
        try:
            size = len(words.encode(codec))
        except UnicodeEncodeError as error:
            text = Text(
                "字段 {name} 有 {encoding} 里没有的字“{letter}”（{code}）；请改用 UTF-8",
                "the field {name} has a letter that {encoding} lacks: {letter} ({code}); use UTF-8",
            )
            letter = words[error.start : error.end]
            code = f"U+{ord(letter[0]):04X}"
            told = text.format(name=name, encoding=encoding, letter=letter, code=code)
            _once(limits, "layer.export-letter", told, name)
            continue
        limits.longest[name] = max(size, limits.longest.get(name, 0))


def _once(limits: _Limits, code: str, text: Text, name: str) -> None:
    """One problem a field says enough."""
    if all(one.place.field != name for one in limits.problems):
        limits.problems.append(Problem(code, text, Place(field=name)))


def _require_room(source: FeatureSource, limits: _Limits) -> None:
    widths = [min(limits.longest.get(one.name, 24), LONGEST_TEXT) for one in source.schema]
    sizes = (source.survey.wkb_bytes, source.survey.count * (1 + sum(widths)))
    if max(sizes) > MOST_BYTES:
        raise invalid(
            "layer.export-too-large",
            "Shapefile 的单个文件不能超过 2 GB，此数据约 {size} GB；"
            "请选范围，或导出 GeoPackage、GeoParquet",
            "a file of a Shapefile cannot be larger than 2 GB, this would be about {size} GB; "
            "choose a box, or export a GeoPackage or GeoParquet",
            Place(field="format"),
            size=f"{max(sizes) / 2**30:.1f}",
        )


def _is_written(kind: pa.DataType) -> bool:
    """Whether a value goes into the dbf as words."""
    numbers = pa.types.is_integer(kind) or pa.types.is_floating(kind)
    return not (numbers or pa.types.is_boolean(kind) or pa.types.is_date(kind))


def _dbf_type(kind: pa.DataType) -> pa.DataType:
    return pa.string() if _is_written(kind) else kind


def _texts(column: Any) -> Any:
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        values = [None if one is None else str(one) for one in column.to_pylist()]
        return pa.chunked_array([pa.array(values, pa.string())])
    return pc.cast(column, pa.string())


def _prepare(names: dict[str, str], cut: _Cut, codec: str) -> Callable[[Batch], pa.Table]:
    def prepared(batch: Batch) -> pa.Table:
        columns: dict[str, Any] = {}
        for name in batch.attributes.column_names:
            column = batch.attributes.column(name)
            if _is_written(column.type):
                column = cut.applied(name, _texts(column), batch, codec)
            columns[names[name]] = column
        return pa.table(columns)

    return prepared


class _Cut:
    """Cuts text that is too long, and keeps the whole of it in a list. 超长文本。"""

    def __init__(self, path: Path, fields: set[str]) -> None:
        self.fields, self.count = fields, 0
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([FEATURE_ID, "字段", "全文"])

    def __enter__(self) -> _Cut:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def applied(self, name: str, column: Any, batch: Batch, codec: str) -> Any:
        """The column with its long values cut; one without any as it is."""
        if name not in self.fields:
            return column
        return pa.array(
            [
                self._short(name, words, row, batch, codec)
                for row, words in enumerate(column.to_pylist())
            ],
            pa.string(),
        )

    def _short(
        self, name: str, words: str | None, row: int, batch: Batch, codec: str
    ) -> str | None:
        if words is None or len(words.encode(codec)) <= LONGEST_TEXT:
            return words
        ids = batch.attributes.column_names
        own = batch.attributes.column(FEATURE_ID)[row].as_py() if FEATURE_ID in ids else row + 1
        self._writer.writerow([own, name, words])
        self.count += 1
        return shortened(words, codec, LONGEST_TEXT)


def _notes(source: FeatureSource, names: dict[str, str], cut: _Cut) -> list[Text]:
    notes = []
    if cut.count:
        notes.append(CUT.format(count=cut.count, most=LONGEST_TEXT, file=TEXT_LIST))
    if renamed := sum(names[one.name] != one.name for one in source.fields):
        notes.append(RENAMED.format(count=renamed, file=FIELD_LIST))
    return notes


def _write_lists(
    work: Path,
    source: FeatureSource,
    names: dict[str, str],
    metadata: ExportMetadata,
    notes: list[Text],
) -> None:
    with (work / FIELD_LIST).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["dbf 字段", "字段", "名称"])
        writer.writerows(field_rows(source, names))
    (work / NOTE_FILE).write_text(metadata.as_text(notes), "utf-8-sig", newline="")
