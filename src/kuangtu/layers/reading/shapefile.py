# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a shapefile, once all of its parts are there. 读取 Shapefile。"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.cut_words import take_off_half_letters
from kuangtu.layers.reading.decoding import Flags
from kuangtu.layers.reading.encoding import DbfWords, encoding_of, read_words
from kuangtu.layers.reading.features import Declaration
from kuangtu.layers.reading.gdal import Opened, guessed
from kuangtu.layers.reading.source import Source

SHP_MAGIC, SHP_HEADER_BYTES, SHX_RECORD_BYTES, NO_SHAPE_BYTES = 9994, 100, 8, 4


def open_shapefile(source: Source, said: Declaration, *, needs_system: bool = True) -> Opened:
    """A shapefile whose parts are all there; to look at one, a .prj is not needed. 读取 Shapefile。

    Raises: Invalid `layer.shx-missing`, `layer.dbf-missing`, `layer.prj-missing`,
    `layer.shp-damaged`, `layer.shp-truncated`, `layer.shx-damaged`, `layer.records-differ`, and
    those of `encoding` and `cut_words`.
    """
    problems = [*_problems(source), *(_without_system(source, said) if needs_system else ())]
    if problems:
        raise Invalid(problems)
    prj, cpg = source.companion(".prj"), source.companion(".cpg")
    words = read_words(source.main.with_suffix(".dbf"), source.name)
    _check_counts(source, words)
    encoding = encoding_of(words, cpg, file=source.name, declared=said.encoding)
    findings = [guessed(encoding)] if encoding.is_guess else []
    dbf = source.main.with_suffix(".dbf")
    findings += take_off_half_letters(dbf, words, encoding.name, file=source.name)
    if words.deleted_count:
        findings.append(records_deleted(words.deleted_count))
    written = prj.read_bytes().decode("utf-8", "replace") if prj else ""
    # GDAL must not read the .prj itself: what it cannot recognise it would call unknown.
    # The index counts deleted records too, GDAL does not.
    drawn = None if words.deleted_count else _drawn(source)
    return Opened(
        source, source.main, None, encoding, written, ".prj", tuple(findings), drawn=drawn
    )


def _drawn(source: Source) -> Flags:
    """Of each record, whether it is longer than that of no shape: the index has the lengths."""
    index = source.main.with_suffix(".shx").read_bytes()[SHP_HEADER_BYTES:]
    lengths = np.frombuffer(index, ">i4").reshape(-1, 2)[:, 1]
    return np.asarray(2 * lengths > NO_SHAPE_BYTES)


def _check_counts(source: Source, words: DbfWords) -> None:
    """A geometry without its record, or the reverse, would shift every feature after it."""
    size_bytes = source.main.with_suffix(".shx").stat().st_size
    shapes, rest = divmod(size_bytes - SHP_HEADER_BYTES, SHX_RECORD_BYTES)
    if shapes < 0 or rest:
        raise Invalid([Problem("layer.shx-damaged", SHX_DAMAGED, Place(source.name))])
    if shapes != words.record_count:
        raise invalid(
            "layer.records-differ",
            ".shx 有 {shapes} 个图形，.dbf 有 {records} 条记录，两者不配套；请重新导出整套文件",
            "the .shx has {shapes} shapes and the .dbf {records} records: they do not belong "
            "together, export the whole set again",
            Place(source.name),
            shapes=shapes,
            records=words.record_count,
        )


def records_deleted(count: int) -> Finding:
    return Finding(
        "records-deleted",
        Severity.NOTE,
        Text(
            f"属性表中有 {count} 条标记为删除的记录，未读入",
            f"{count} records are marked as deleted and were not read",
        ),
        Text("如需要请在源软件中恢复", "undelete them at the source if they are wanted"),
    )


def _problems(source: Source) -> Iterator[Problem]:
    """Everything wrong with the set at once: an officer should have to ask for it only once."""
    place = Place(source.name)
    header = source.main.read_bytes()[:SHP_HEADER_BYTES]
    size_bytes = source.main.stat().st_size
    if len(header) < SHP_HEADER_BYTES or struct.unpack(">i", header[:4])[0] != SHP_MAGIC:
        yield Problem("layer.shp-damaged", DAMAGED, place)
    elif (stated := 2 * struct.unpack(">i", header[24:28])[0]) != size_bytes:
        text = TRUNCATED.format(stated=stated, actual=size_bytes)
        yield Problem("layer.shp-truncated", text, place)
    if source.companion(".shx") is None:
        yield Problem("layer.shx-missing", SHX_MISSING, place)
    if source.companion(".dbf") is None:
        yield Problem("layer.dbf-missing", DBF_MISSING, place)


def _without_system(source: Source, said: Declaration) -> Iterator[Problem]:
    place = Place(source.name)
    if source.companion(".prj") is None and not (said.crs and said.crs.epsg):
        yield Problem("layer.prj-missing", PRJ_MISSING, place)


DAMAGED = Text(
    ".shp 不是 Shapefile（文件头不符）；请重新导出",
    "the .shp is no shapefile (wrong header); export it again",
)
TRUNCATED = Text(
    ".shp 的文件头写明 {stated} 字节，实有 {actual} 字节，文件不完整；请重新复制",
    "the .shp says it has {stated} bytes but has {actual}: it is not whole, copy it again",
)
SHX_DAMAGED = Text(
    ".shx 索引文件不完整（大小不对）；不作重建，请把整套 Shapefile 重新导出",
    "the .shx index is not whole (its size is wrong) and is not rebuilt; export the set again",
)
SHX_MISSING = Text(
    "缺少 .shx 索引文件；不作重建（重建可能错位），请把整套 Shapefile 一起提供",
    "the .shx index is missing and is not rebuilt, because that may shift records; supply the "
    "whole set",
)
DBF_MISSING = Text(
    "缺少 .dbf 属性表；没有属性无法辨认要素，请把整套 Shapefile 一起提供",
    "the .dbf with the attributes is missing; features cannot be told apart without it, supply "
    "the whole set",
)
PRJ_MISSING = Text(
    "缺少 .prj，坐标系不明；不作猜测，请补上 .prj 或声明坐标系，例如 EPSG:4490、EPSG:4518",
    "the .prj is missing and the reference system unknown; none is guessed. Supply the .prj or "
    "declare one, for example EPSG:4490 or EPSG:4518",
)
