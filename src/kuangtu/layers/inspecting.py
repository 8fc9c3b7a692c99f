# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is in a file, for whoever has to confirm it before it is imported. 导入前查看（纯）。

Only headers and first rows are read, so that a large file is shown at once. Nothing is decided
here: a reference system that is not said is offered as candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from shapely import Geometry

from kuangtu.core.errors import Invalid, Place
from kuangtu.core.text import Text, joined
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.geo.transform import Floats, to_geographic
from kuangtu.layers.reading import READERS, Declaration, ReadLimits
from kuangtu.layers.reading.candidates import CrsCandidate, crs_candidates
from kuangtu.layers.reading.coordinates import misfit
from kuangtu.layers.reading.datasets import DataSet
from kuangtu.layers.reading.encoding import Encoding
from kuangtu.layers.reading.looking import Box, ColumnInspection, Look
from kuangtu.layers.reading.source import HandedIn, Source, hand_in
from kuangtu.layers.reading.tables import Table

__all__ = [
    "Box",
    "ColumnInspection",
    "CrsCandidate",
    "DatasetInspection",
    "Inspection",
    "inspect_file",
]

EDGE_POINTS = 21  # on each side of a box: a straight edge of a zone bends in degrees


@dataclass(frozen=True, slots=True)
class DatasetInspection:
    """One table of one data set, as far as a look at its head tells. 数据集查看结果。

    `dataset` and `table` are what a `Declaration` names to read it, "" where there is no choice.
    `geometry_kinds` counts features by kind ("None" for those without geometry). `crs` is what
    the file says or what was declared; where it is None, `crs_problem` says why and
    `crs_candidates` are possible, and somebody has to choose. `columns` become attributes; those
    that a geometry is made of are not among them. `bbox` is in degrees of EPSG:4490.
    `problem` is why nothing more can be shown.
    """

    dataset: str
    table: str
    label: str
    format: str
    feature_count: int = 0
    geometry_kinds: Mapping[str, int] = field(default_factory=dict)
    crs: RecognizedCrs | None = None
    crs_problem: Text | None = None
    crs_candidates: tuple[CrsCandidate, ...] = ()
    encoding: Encoding | None = None
    columns: tuple[ColumnInspection, ...] = ()
    bbox: Box | None = None
    problem: Text | None = None

    @property
    def has_geometry(self) -> bool:
        """True if some of the features looked at have a geometry."""
        return any(kind != "None" for kind in self.geometry_kinds)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was handed in, and every table in it. 文件查看结果。"""

    file: str
    format: str
    sha256: str
    size_bytes: int
    datasets: tuple[DatasetInspection, ...]


def inspect_file(
    path: Path,
    *,
    work: Path,
    said: Declaration = Declaration(),
    limits: ReadLimits = ReadLimits(),
    county: Geometry | None = None,
) -> Inspection:
    """Every data set and table of a file, a folder or an archive. 查看导入文件。

    What `said` declares is taken for all of them; where it names a data set or table, only those
    are looked at. A table that cannot be read says so itself.

    Raises: Invalid where the file as a whole cannot be opened, with `layer.…` and `archive.…`.
    """
    handed = hand_in(path, work=work, limits=limits)
    wanted = [
        one for one in handed.data_sets if not said.dataset or said.dataset in (one.label, one.stem)
    ]
    found = tuple(
        inspected for one in wanted for inspected in _tables(handed, one, said, county=county)
    )
    if not found:
        # The refusal that an import would end with.
        handed.opened(handed.chosen(said.dataset))
    formats = dict.fromkeys(one.format for one in found)
    size_bytes = sum(file.size_bytes for file in handed.files)
    return Inspection(handed.name, "、".join(formats), handed.sha256, size_bytes, found)


def _tables(
    handed: HandedIn, one: DataSet, said: Declaration, *, county: Geometry | None
) -> Iterator[DatasetInspection]:
    """The tables of a data set; what is wrong with it as a whole stands in their place."""
    name = one.label if len(handed.data_sets) > 1 else ""
    try:
        source = handed.opened(one)
        tables = READERS[one.format].tables(source, said)
    except Invalid as error:
        yield DatasetInspection(name, "", one.label, one.format.value, problem=_why(error))
        return
    wanted = [table for table in tables if not said.table or table.name == said.table]
    for table in wanted or (None,):
        yield _inspected(source, one, name, table, said, county=county)


def _inspected(
    source: Source,
    one: DataSet,
    dataset: str,
    table: Table | None,
    said: Declaration,
    *,
    county: Geometry | None,
) -> DatasetInspection:
    name = table.name if table else ""
    label = f"{one.label} / {name}" if name else one.label
    begun = DatasetInspection(dataset, name, label, one.format.value)
    try:
        look = READERS[one.format].look(source, said, name)
    except Invalid as error:
        count = table.feature_count if table else 0
        return replace(begun, feature_count=count, problem=_why(error))
    crs, problem = look.crs, look.crs_problem
    if crs is not None and len(look.points):
        problem = misfit(look.points, crs, file=source.name)
    needs_candidates = len(look.points) and (crs is None or problem is not None) and not look.is_old
    return replace(
        begun,
        feature_count=look.feature_count,
        geometry_kinds=look.geometry_kinds,
        crs=crs,
        crs_problem=problem,
        crs_candidates=crs_candidates(look.points, county) if needs_candidates else (),
        encoding=look.encoding,
        columns=look.columns,
        bbox=None if crs is None or problem else _box(look, crs),
        problem=look.problem,
    )


def _why(error: Invalid) -> Text:
    return (
        joined([one.text for one in error.problems], "；", "; ") if error.problems else error.text
    )


def _box(look: Look, crs: RecognizedCrs) -> Box | None:
    """The box of all coordinates in degrees, from its edges in the system of the file."""
    if look.box is not None:
        return look.box
    if look.bounds is None and not len(look.points):
        return None
    edge = look.points if look.bounds is None else _edge(look.bounds)
    try:
        longitudes, latitudes = to_geographic(edge[:, 0], edge[:, 1], crs, place=Place())
    except Invalid:
        return None
    if not (np.isfinite(longitudes).all() and np.isfinite(latitudes).all()):
        return None
    return (
        float(longitudes.min()),
        float(latitudes.min()),
        float(longitudes.max()),
        float(latitudes.max()),
    )


def _edge(bounds: Box) -> Floats:
    west, south, east, north = bounds
    x, y = np.linspace(west, east, EDGE_POINTS), np.linspace(south, north, EDGE_POINTS)
    same_x, same_y = np.ones_like(y), np.ones_like(x)
    sides = [(x, south * same_y), (x, north * same_y), (west * same_x, y), (east * same_x, y)]
    return np.vstack([np.column_stack(side) for side in sides])
