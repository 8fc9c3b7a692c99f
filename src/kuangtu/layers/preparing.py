# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a file to the files of an edition, before anything is in the database. 版本准备。"""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kuangtu import __version__
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, RecognizedCrs
from kuangtu.layers.checking import Attributes, CheckBasis
from kuangtu.layers.choices import ImportStep, Quality, Security
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.examining import Examined, Follow, examine, unfollowed
from kuangtu.layers.finding_list import FindingList
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.mapping import SourceMapping
from kuangtu.layers.reading import Declaration, ReadFeatures, ReadLimits
from kuangtu.layers.reading.encoded import EncodedGeometries
from kuangtu.layers.storing import (
    DATA_FILE,
    SOURCE_FOLDER,
    CountedBox,
    write_geoparquet,
    write_parquet,
)

__all__ = ["Follow", "Prepared", "Provenance", "prepare", "unfollowed"]

# As long as the columns of the row.
LONGEST = {"source": 300, "authority": 120, "licence": 200, "attribution": 300}
SOURCE_MISSING = Text(
    "未说明来源；请写明由谁、以何文提供", "no source is given; say who supplied it and how"
)
TOO_LONG = Text("超过 {most} 个字；请缩短", "this has more than {most} letters; shorten it")
IN_THE_FUTURE = Text(
    "数据日期 {day} 在导入日之后；请核对", "the data is dated {day}, after the import; check it"
)
NO_CRS = Text("本图层为无图形的表，没有坐标", "the layer is a table and has no coordinates")
NO_ACCURACY = Text("精度应为不小于 0 的米数", "the accuracy is a number of metres, not below 0")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an edition comes from and what it is worth, as its importer says. 来源与质量。"""

    source: str
    dated_on: date | None
    authority: str
    licence: str
    attribution: str
    quality: Quality
    security: Security
    accuracy_m: float | None
    fingerprint: str
    imported_on: date
    imported_by: str

    def problems(self) -> Iterator[Problem]:
        """What an importer may not say."""
        if not self.source.strip():
            yield Problem("layer.source-missing", SOURCE_MISSING, Place(field="source"))
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most:
                yield Problem("layer.too-long", TOO_LONG.format(most=most), Place(field=name))
        if self.dated_on is not None and self.dated_on > self.imported_on:
            text = IN_THE_FUTURE.format(day=self.dated_on)
            yield Problem("layer.dated-in-the-future", text, Place(field="dated_on"))
        if self.accuracy_m is not None and not 0 <= self.accuracy_m < math.inf:
            yield Problem("layer.accuracy", NO_ACCURACY, Place(field="accuracy_m"))

    def columns(self) -> dict[str, Any]:
        """The columns of the edition's row."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def manifest(self) -> dict[str, object]:
        """The same as JSON."""
        days = {
            "dated_on": self.dated_on.isoformat() if self.dated_on else None,
            "imported_on": self.imported_on.isoformat(),
        }
        words = {"quality": self.quality.value, "security": self.security.value}
        return self.columns() | days | words


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An edition that lacks only its number: its folder, and what was found. 待存版本。"""

    specification: LayerSpecification
    folder: Path
    features: ReadFeatures
    attributes: Attributes
    findings: FindingList
    left_out: tuple[int, ...]
    written: CountedBox
    meaning: SourceMapping
    sha256: str  # of the data file

    @property
    def hashes(self) -> dict[str, str]:
        """Of the data file, and of what was handed in as it was copied."""
        originals = {
            f"{SOURCE_FOLDER}/{one.name}": one.sha256 for one in self.features.source.files
        }
        return {DATA_FILE: self.sha256, **originals}

    def columns(self) -> dict[str, Any]:
        """The columns of the edition's row."""
        source = self.features.source
        return {
            "sha256": self.sha256,
            "source_file": source.name[:200],
            "source_sha256": source.sha256,
            "source_format": source.format.value,
            "feature_count": self.written.feature_count,
            "left_out_count": len(self.left_out),
            "finding_counts": dict(self.findings.counts),
            "crs_epsg": self.crs.epsg if self.crs else None,
            "crs_name": self.crs.name[:120] if self.crs else "",
            "crs_how": (self.crs.how if self.crs else NO_CRS).as_json(),
            "crs_accuracy_m": self.crs.accuracy_m if self.crs else None,
            "west": self.written.west,
            "south": self.written.south,
            "east": self.written.east,
            "north": self.written.north,
        }

    @property
    def crs(self) -> RecognizedCrs | None:
        """What the coordinates are in; None for a table, which has none."""
        return self.features.crs if self.specification.has_geometry else None

    @property
    def data(self) -> dict[str, object]:
        """What the data file is."""
        if self.specification.has_geometry:
            return {"file": DATA_FILE, "format": "GeoParquet 1.1.0", "crs_epsg": CGCS2000_EPSG}
        return {"file": DATA_FILE, "format": "Parquet", "crs_epsg": None}

    def manifest(self) -> dict[str, object]:
        """Everything that is known, for whoever opens the folder without our database."""
        crs, source, encoding = self.crs, self.features.source, self.features.encoding
        return {
            "format": "kuangtu-edition-1",
            "product": f"kuangtu {__version__}",
            "layer": self.specification.code,
            "name": self.specification.name.as_json(),
            "data": self.data,
            "original": {
                "name": source.name,
                "format": source.format.value,
                "sha256": source.sha256,
                "encoding": {"name": encoding.name, "how": encoding.how.as_json()},
                "files": [
                    {"name": one.name, "sha256": one.sha256, "bytes": one.size_bytes}
                    for one in source.files
                ],
            },
            "crs": {
                "epsg": crs.epsg if crs else None,
                "name": crs.name if crs else "",
                "how": (crs.how if crs else NO_CRS).as_json(),
                "accuracy_m": crs.accuracy_m if crs else None,
            },
            "counts": {
                "read": len(self.features),
                "stored": self.written.feature_count,
                "left_out": len(self.left_out),
            },
            "bbox": self.written.bounds,
            "columns": dict(self.attributes.mapping),
            "mapping": self.meaning.as_json(),
            "left_out": list(self.left_out),
            "finding_counts": dict(self.findings.counts),
            "findings": [finding.as_json() for finding in self.findings.findings],
        }


def prepare(
    file: Path,
    specification: LayerSpecification,
    *,
    work: Path,
    said: Declaration,
    mapping: Mapping[str, str],
    meaning: SourceMapping,
    without_invalid: bool,
    limits: ReadLimits,
    basis: CheckBasis,
    follow: Follow,
) -> Prepared:
    """Read, check and write an edition's files into `work`. 准备版本文件。

    Raises: ImportRefused when features have errors and nobody said to leave them out, Invalid;
    and whatever `follow`, which is told of each step, raises to end the import.
    """
    examined = examine(
        file,
        specification,
        work=work,
        said=said,
        mapping=mapping,
        meaning=meaning,
        limits=limits,
        basis=basis,
        follow=follow,
    )
    features, findings = examined.features, examined.findings
    if findings.has_errors and not without_invalid:
        raise findings.refusal(features.source.name)
    is_kept = np.ones(len(features), bool)
    is_kept[findings.rows_out] = False
    kept = np.flatnonzero(is_kept)
    if not len(kept):
        raise _nothing_left(features, findings)
    follow(ImportStep.WRITING, len(features))
    folder = work / "edition"
    _keep_originals(features, folder)
    written = _write(folder, specification, examined, kept)
    left_out = tuple((findings.rows_out + 1).tolist())
    return Prepared(
        specification,
        folder,
        features,
        examined.attributes,
        findings,
        left_out,
        written,
        meaning,
        file_sha256(folder / DATA_FILE),
    )


def _write(
    folder: Path,
    specification: LayerSpecification,
    examined: Examined,
    kept: NDArray[np.int64],
) -> CountedBox:
    """The data file of the features that are kept."""
    path, ids, table = folder / DATA_FILE, kept + 1, examined.attributes.table
    if len(kept) < len(examined.features):
        table = table.take(kept)
    if not specification.has_geometry:
        return write_parquet(path, feature_ids=ids, attributes=table)
    geometries = examined.features.geometries
    if isinstance(geometries, EncodedGeometries):
        geometries = geometries if len(kept) == len(geometries) else geometries.taken(kept)
    else:
        geometries = geometries[kept]
    return write_geoparquet(path, feature_ids=ids, geometries=geometries, attributes=table)


def _keep_originals(features: ReadFeatures, folder: Path) -> None:
    """What was handed in stays beside what was made of it, to the byte."""
    originals = folder / SOURCE_FOLDER
    originals.mkdir(parents=True)
    for path in features.source.originals:
        shutil.move(path, originals / path.name)


def _nothing_left(features: ReadFeatures, findings: FindingList) -> Exception:
    """The refusal, with what is wrong with the features."""
    text = Text(
        "全部 {count} 个要素都有错，没有可以导入的；请核对文件与所选图层",
        "all {count} features have errors and none is left; check the file and the layer chosen",
    ).format(count=len(features))
    file = features.source.name
    problem = Problem("layer.nothing-left", text, Place(file))
    return Invalid([problem, *findings.refusal(file).problems])
