# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A drawing in DXF: what of it are features, and what is only drawn. 读取 DXF。

A drawing has lines, not areas: a line that ends where it begins is an area where the layer takes
areas. Nothing is closed here. Words, symbols and hatches are counted and left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text, joined
from kuangtu.layers.choices import GeometryKind, Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.decoding import CURVED
from kuangtu.layers.reading.encoding import CPG, Encoding, declared_encoding, decodes, text_of
from kuangtu.layers.reading.features import Declaration, Geometries
from kuangtu.layers.reading.gdal import Opened, guessed
from kuangtu.layers.reading.source import Source

_BINARY = b"AutoCAD Binary DXF"
_START = re.compile(rb"^(?:\xef\xbb\xbf)?(?:\s*999\r?\n[^\n]*\n)*\s*0\s*\r?\n\s*SECTION")
# An entity begins after a group code 0; its handle is group 5, a bulge group 42.
_ENTITY = re.compile(rb"\r?\n[ \t]*0[ \t]*\r?\n[ \t]*(?=[A-Z0-9]+[ \t]*\r?\n)")
_HANDLE = re.compile(rb"\n[ \t]*5[ \t]*\r?\n[ \t]*([0-9A-Fa-f]+)")
_BULGE = re.compile(rb"\n[ \t]*42[ \t]*\r?\n[ \t]*(-?[0-9.eE+-]+)")
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+(\w+)")
_HEADER = re.compile(r"^[ \t]*2[ \t]*\r?\n[ \t]*HEADER[ \t]*\r?$", re.MULTILINE)
_NO_HEADER = "0\nSECTION\n2\nHEADER\n0\nENDSEC\n"
_ROUND = (b"CIRCLE", b"ARC", b"ELLIPSE", b"SPLINE")
_KEPT = ("Layer", "EntityHandle", "Linetype", "BlockName")
ENTITIES = "entities"  # as GDAL calls what is drawn; beside it the blocks
FEWEST_POINTS = 4  # of a closed line, the closing one included

WORDS = {
    "text": Text("文字注记", "words"),
    "block": Text("图块", "blocks"),
    "paper": Text("图纸空间的图元", "entities of the paper space"),
    "hatch": Text("填充", "hatches"),
    "open": Text("未闭合的线", "lines that are not closed"),
    "closed": Text("闭合的线", "closed lines"),
    "point": Text("点", "points"),
    "other": Text("其他图元", "other entities"),
}
# What a layer takes of a drawing; blocks are symbols put at points.
TAKEN = {
    GeometryKind.POLYGON: {"closed"},
    GeometryKind.LINE: {"open", "closed"},
    GeometryKind.POINT: {"point", "block"},
    None: {"closed", "open", "point"},
}


@dataclass(frozen=True, slots=True)
class Round:
    """Entities with arcs: their handles, and how many have none. 圆弧图元。"""

    handles: frozenset[str]
    unnamed_count: int


def require_dxf(source: Source, _said: Declaration) -> None:
    """Raises: Invalid `layer.dxf-binary`, `layer.not-dxf`."""
    with source.main.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_BINARY):
        raise invalid(
            "layer.dxf-binary",
            "这是二进制 DXF；请在 CAD 中另存为 ASCII（文本）DXF",
            "this is a binary DXF; save it as an ASCII DXF in the CAD program",
            Place(source.name),
        )
    if not _START.match(head):
        raise invalid(
            "layer.not-dxf",
            "这不是 DXF 文件；请核对文件与扩展名是否相符，或重新导出",
            "this is no DXF; check that the file is what its suffix says, or export it again",
            Place(source.name),
        )


def open_dxf(source: Source, said: Declaration) -> Opened:
    """A drawing, with what is round in it; it never says its reference system. 读取 DXF。"""
    content = source.main.read_bytes()
    encoding = _encoding(content, source, said)
    if encoding.name != "ascii":
        _write_utf8(content.decode(encoding.name), source)
    findings = (guessed(encoding),) if encoding.is_guess else ()
    taken = partial(
        _features, wanted=said.geometry, arcs=_round_entities(content), file=source.name
    )
    return Opened(source, source.main, ENTITIES, encoding, "", "DXF", findings, reshape=taken)


def _write_utf8(text: str, source: Source) -> None:
    """Our copy as UTF-8; GDAL takes words for Latin 1 where no header stands before them."""
    text = text.lstrip("\ufeff")
    if not _HEADER.search(text):
        text = f"{_NO_HEADER}{text}"
    source.main.write_text(text, "utf-8", newline="")


def _encoding(content: bytes, source: Source, said: Declaration) -> Encoding:
    """What the operator says, the header, or the content, in this order.

    Raises: Invalid `layer.encoding-unknown`, `layer.encoding-wrong`.
    """
    if said.encoding:
        return declared_encoding([content], said.encoding, file=source.name)
    if content.isascii():
        return Encoding("ascii", Text("内容全部为 ASCII", "the content is all ASCII"))
    page = _CODE_PAGE.search(content[:65_536])
    word = page[1].decode("ascii") if page else ""
    name = CPG.get(word.casefold().removeprefix("ansi_"))
    if name and decodes(content, name) and not decodes(content, "utf-8"):
        return Encoding(name, Text(f"文件写明 {word}", f"the file says {word}"))
    return text_of(content, file=source.name)[1]


def _round_entities(content: bytes) -> Round:
    """GDAL turns arcs into short lines without a word, so they are looked for here."""
    handles: set[str] = set()
    unnamed = 0
    owner: bytes = b""
    for entity in _ENTITY.split(content):
        kind = entity.split(None, 1)[0] if entity.strip() else b""
        if kind != b"VERTEX":
            owner = entity  # the vertices after a POLYLINE belong to it
        is_round = kind in _ROUND or (kind in (b"LWPOLYLINE", b"VERTEX") and _has_bulge(entity))
        if not is_round:
            continue
        if found := _HANDLE.search(owner):
            handles.add(found[1].decode("ascii").upper())
        else:
            unnamed += 1
    return Round(frozenset(handles), unnamed)


def _has_bulge(entity: bytes) -> bool:
    return any(_number(value) != 0 for value in _BULGE.findall(entity))


def _number(value: bytes) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0


def _features(
    geometries: Geometries,
    table: pa.Table,
    *,
    wanted: GeometryKind | None,
    arcs: Round,
    file: str,
) -> tuple[Geometries, pa.Table, tuple[Finding, ...]]:
    """The features of a drawing, and what was left out of it.

    Raises: Invalid `layer.drawing-empty`.
    """
    kinds = _kinds_of(geometries, table)
    is_taken = np.isin(kinds, sorted(TAKEN.get(wanted, TAKEN[None])))
    layers = np.array(table.column("Layer").to_pylist(), dtype=object)
    left = Counter(zip(kinds[~is_taken].tolist(), layers[~is_taken].tolist(), strict=True))
    if len(kinds) and not is_taken.any():
        raise invalid(
            "layer.drawing-empty",
            "图中没有本图层可用的图形；有：{left}。请核对所选图层，或在 CAD 中闭合多段线后重新导出",
            "the drawing has nothing that the layer takes, only {left}. Check the layer chosen, or "
            "close the polylines in the CAD program and export again",
            Place(file),
            left=_listed(left.items()),
        )
    drawn, kept = geometries[is_taken], table.filter(pa.array(is_taken))
    round_rows = _round_rows(kept, arcs)
    drawn[round_rows] = None
    if wanted is not GeometryKind.LINE:
        drawn = _as_areas(drawn, kinds[is_taken] == "closed")
    kept = kept.select([name for name in _KEPT if _says_something(kept, name)])
    findings = [
        Finding("geometry-curved", Severity.ERROR, *CURVED, feature=row + 1)
        for row in np.flatnonzero(round_rows).tolist()
    ]
    if left:
        findings.append(_left_out(left))
    if arcs.unnamed_count:
        findings.append(_flattened(arcs.unnamed_count))
    return drawn, kept, tuple(findings)


def _kinds_of(geometries: Geometries, table: pa.Table) -> NDArray[np.str_]:
    types = shapely.get_type_id(geometries)
    is_line = types == GeometryType.LINESTRING
    is_closed = is_line & shapely.is_closed(geometries)
    is_closed &= shapely.get_num_points(geometries) >= FEWEST_POINTS
    is_point = types == GeometryType.POINT
    is_area = np.isin(types, (GeometryType.POLYGON, GeometryType.MULTIPOLYGON))
    return np.select(
        [
            _is_there(table, "PaperSpace"),
            _is_there(table, "BlockName"),
            is_point & _is_there(table, "Text"),
            is_area,
            is_closed,
            is_line,
            is_point,
        ],
        ["paper", "block", "text", "hatch", "closed", "open", "point"],
        "other",
    )


def _is_there(table: pa.Table, name: str) -> NDArray[np.bool_]:
    if name not in table.column_names:
        return np.zeros(len(table), bool)
    return np.array([bool(value) for value in table.column(name).to_pylist()], bool)


def _says_something(table: pa.Table, name: str) -> bool:
    """The layer always, the rest where some entity has it."""
    there = name in table.column_names
    return there and (name == "Layer" or table.column(name).null_count < len(table))


def _round_rows(table: pa.Table, arcs: Round) -> NDArray[np.bool_]:
    if "EntityHandle" not in table.column_names:
        return np.zeros(len(table), bool)
    handles = table.column("EntityHandle").to_pylist()
    return np.array([bool(one) and one.upper() in arcs.handles for one in handles], bool)


def _as_areas(geometries: Geometries, is_closed: NDArray[np.bool_]) -> Geometries:
    rows = np.flatnonzero(is_closed & ~shapely.is_missing(geometries))
    areas = geometries.copy()
    areas[rows] = [shapely.Polygon(line.coords) for line in geometries[rows]]
    return areas


def _left_out(left: Counter[tuple[str, str]]) -> Finding:
    text = Text("图中未采用的图元：{left}", "left out of the drawing: {left}")
    return Finding(
        "drawing-left-out",
        Severity.WARNING,
        text.format(left=_listed(left.items())),
        Text(
            "如其中有应采用的图形，请在 CAD 中改为闭合多段线、线或点后重新导出",
            "if some of it is wanted, turn it into closed polylines, lines or points and export "
            "again",
        ),
    )


def _listed(counted: Iterable[tuple[tuple[str, str], int]]) -> Text:
    return joined(
        Text(f"{WORDS[kind].zh} {count}（{layer}）", f"{count} {WORDS[kind].en} ({layer})")
        for (kind, layer), count in counted
    )


def _flattened(count: int) -> Finding:
    return Finding(
        "arcs-flattened",
        Severity.WARNING,
        Text(
            f"图中有 {count} 处圆弧、圆或样条曲线没有编号，已按短折线读入",
            f"{count} arcs, circles or splines have no handle and were read as short lines",
        ),
        Text("请核对，或在 CAD 中转为折线后重新导出", "check them, or turn them into lines"),
    )
