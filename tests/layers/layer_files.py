# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Small files to import, and the shared sets. 测试文件。"""

import json
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.core.errors import Invalid
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.accepting import Acceptance
from kuangtu.layers.checking import facts_of
from kuangtu.layers.findings import Finding
from kuangtu.layers.models import Edition
from kuangtu.layers.reading import Declaration, ReadFeatures, ReadLimits, read_features
from kuangtu.layers.services import import_layer, publish_edition

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
DAY = date(2026, 11, 23)
# Of an edition without warnings, where none is in force.
SEEN = Acceptance(warnings=0, against=None)
REVIEWER = Actor("officer:2", "乙", Role.REVIEWER, "652824")
ADMINISTRATOR = Actor("officer:1", "甲", Role.ADMINISTRATOR, "652824")
VIEWER = Actor("officer:3", "丙", Role.VIEWER, "652824")
# A square minute of the county, and one beside it.
SQUARE = shapely.box(88.0, 39.0, 88.0 + 1 / 60, 39.0 + 1 / 60)
BESIDE = shapely.box(88.1, 39.0, 88.1 + 1 / 60, 39.0 + 1 / 60)
BOWTIE = shapely.Polygon([(88, 39), (88.2, 39.2), (88.2, 39), (88, 39.2), (88, 39)])


def shared(path: str) -> Path:
    """A real data set, or a visible skip."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"the shared data set {path} is not here")
    return found


def a_shapefile(folder: Path, *, name: str = "reserves", **changes) -> Path:
    """A valid shapefile of two squares with a name each; `changes` go to the writer."""
    folder.mkdir(parents=True, exist_ok=True)
    ordinary = {
        "geometry": shapely.to_wkb(np.array([SQUARE, BESIDE])),
        "field_data": [np.array(["甲保护区", "乙保护区"], dtype=object)],
        "fields": ["MC"],
        "geometry_type": "Polygon",
        "crs": "EPSG:4490",
        "encoding": "UTF-8",
        "driver": "ESRI Shapefile",
    }
    path = folder / f"{name}.shp"
    pyogrio.raw.write(path, **ordinary | changes)
    return path


def a_geopackage(folder: Path, *, table: str = "reserves", append: bool = False) -> Path:
    path = folder / "areas.gpkg"
    pyogrio.raw.write(
        path,
        layer=table,
        append=append,
        geometry=shapely.to_wkb(np.array([SQUARE])),
        field_data=[np.array(["甲"], dtype=object)],
        fields=["MC"],
        geometry_type="Polygon",
        crs="EPSG:4490",
        driver="GPKG",
    )
    return path


def a_feature(geometry=SQUARE, **properties) -> dict:
    drawn = json.loads(shapely.to_geojson(geometry)) if geometry is not None else None
    return {"type": "Feature", "geometry": drawn, "properties": properties}


def a_geojson(folder: Path, *features: dict, crs: str = "EPSG::4490", name: str = "a") -> Path:
    """A GeoJSON file; without features one square called 甲, without `crs` no such member."""
    document: dict = {"type": "FeatureCollection"}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    document["features"] = list(features) or [a_feature(name="甲")]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.geojson"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def a_zip(path: Path, *members: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.write(member, member.name)
    return path


def parts_of(shapefile: Path) -> list[Path]:
    return sorted(shapefile.parent.glob(f"{shapefile.stem}.*"))


def read(path: Path, work: Path, *, epsg: int | None = None, **said) -> ReadFeatures:
    limits = said.pop("limits", ReadLimits())
    crs = DeclaredCrs(epsg=epsg) if epsg else None
    return read_features(path, work=work / "work", said=Declaration(crs=crs, **said), limits=limits)


def refusal(path: Path, work: Path, **said) -> list[str]:
    """The codes of the problems that a file is refused with."""
    with pytest.raises(Invalid) as caught:
        read(path, work, **said)
    return [problem.code for problem in caught.value.problems]


def an_import(file: Path, **changes) -> Edition:
    ordinary = {
        "layer": "nature-reserve",
        "file": file,
        "source": "若羌县林业和草原局",
        "dated_on": date(2026, 6, 30),
        "imported_on": DAY,
        "actor": REVIEWER,
    }
    return import_layer(**ordinary | changes)


def a_published(file: Path, **changes) -> Edition:
    edition = an_import(file, **changes)
    return publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)


def told(several) -> list[Finding]:
    """Every finding of a check, those it only flags included."""
    return [
        finding
        for one in several
        for finding in (
            [one] if isinstance(one, Finding) else [one.describe(at) for at in range(len(one.rows))]
        )
    ]


def facts(*geometries):
    """What checks ask of geometries."""
    return facts_of(np.array([*geometries, None], dtype=object)[:-1])
