# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features to be exported, and what another program reads of them. 导出测试数据。"""

from datetime import date

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

from kuangtu.core.text import Text
from kuangtu.layers.exporting import (
    SUFFIXES,
    Entry,
    ExportField,
    ExportMetadata,
    FeatureSource,
    export_to,
)
from kuangtu.layers.row_groups import TableRows
from layers.layer_files import BESIDE, SQUARE

TWO = shapely.MultiPolygon([SQUARE, BESIDE])
DRAWN = [SQUARE, TWO, BESIDE]
FIELDS = (
    ExportField("license_number", Text("许可证号", "licence number"), "XKZH"),
    ExportField("name", Text("矿山名称", "name")),
    ExportField("valid_from", Text("有效期起", "valid from")),
    ExportField("stated_area_km2", Text("面积", "area"), "ZMJ", "km²"),
    ExportField("mines", Text("矿山数", "mines")),
    ExportField("is_open", Text("在产", "open")),
)
METADATA = ExportMetadata(
    Text("矿业权", "rights"),
    "mineral-right",
    (
        Entry("source", Text("来源", "source"), "若羌县自然资源局"),
        Entry("sha256", Text("数据文件 sha256", "sha256 of the data"), "ab" * 32),
    ),
)


def a_table(**changes):
    ordinary = {
        "feature_id": ["1", "2", "3"],
        "license_number": ["C1000", "C2000", None],
        "name": ["萤石矿", "“石材”矿，二号", None],
        "valid_from": pa.array([date(2020, 1, 2), None, None], pa.date32()),
        "stated_area_km2": [1 / 3, 2.5, None],
        "mines": pa.array([1, None, 3], pa.int64()),
        "is_open": [True, False, None],
        "geometry": list(shapely.to_wkb(DRAWN)),
    }
    return pa.table({k: v for k, v in (ordinary | changes).items() if v is not None})


def a_source(table=None, **changes):
    return FeatureSource(
        TableRows(a_table() if table is None else table), **{"fields": FIELDS} | changes
    )


def exported(folder, form, source=None, **said):
    path = folder / f"a{SUFFIXES[form]}"
    return export_to(path, form, source or a_source(), METADATA, **said)


def read_back(path, **said):
    """Attributes by column, and the shapes normalised."""
    meta, _, shapes, columns = pyogrio.raw.read(path, **said)
    attributes = dict(zip(meta["fields"], (one.tolist() for one in columns), strict=True))
    return meta, attributes, shapely.normalize(shapely.force_2d(shapely.from_wkb(shapes)))


def same_shapes(found, expected=DRAWN):
    wanted = shapely.normalize(np.array(expected, dtype=object))
    return all(
        shapely.equals_exact(a, b, tolerance=0)
        or shapely.equals_exact(a, shapely.multipolygons([b]), tolerance=0)
        for a, b in zip(found, wanted, strict=True)
    )
