# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Spatial comparisons of a filter: boxes first, geometries where they leave it open. 空间谓词。"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from kuangtu.core.errors import invalid
from kuangtu.layers.box_index import Rows
from kuangtu.layers.feature_pages import FeaturePages
from kuangtu.ogc.filtering.reading import FIELD, Tree, unreadable
from kuangtu.ogc.systems import System

PREDICATES: dict[str, Callable[..., Any]] = {
    "s_intersects": shapely.intersects,
    "s_contains": shapely.contains,
    "s_crosses": shapely.crosses,
    "s_disjoint": shapely.disjoint,
    "s_equals": shapely.equals,
    "s_overlaps": shapely.overlaps,
    "s_touches": shapely.touches,
    "s_within": shapely.within,
}


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The geometries of a layer, and the system of those in a filter. 空间求值。"""

    pages: FeaturePages
    system: System

    def truth(self, name: str, nodes: list[Tree], geometry_names: set[str]) -> Any:
        """Whether a comparison holds, of each row or of all at once. Raises: Invalid."""
        if len(nodes) != 2:
            raise unreadable(name)
        is_column = [isinstance(one, dict) and "property" in one for one in nodes]
        for node, column in zip(nodes, is_column, strict=True):
            if column and node["property"] not in geometry_names:
                raise no_geometry(str(node["property"]), geometry_names)
        test = PREDICATES[name]
        if all(is_column):
            return self._mask(self.pages.all_rows(), lambda found: test(found, found))
        if not any(is_column):
            return pa.scalar(bool(test(*map(self.literal, nodes))))
        literal = self.literal(nodes[is_column.index(False)])
        if name == "s_intersects":
            return self._column(self.pages.rows_meeting(literal))
        if name == "s_disjoint":
            return pa.array(~self._flags(self.pages.rows_meeting(literal)))
        shapely.prepare(literal)
        ordered = (
            (lambda one: test(one, literal)) if is_column[0] else (lambda one: test(literal, one))
        )
        return self._mask(self.pages.rows_near(literal), ordered)

    def _mask(self, rows: Rows, test: Callable[..., Any]) -> pa.Array:
        return self._column(rows[self.pages.tested(rows, test)])

    def _column(self, rows: Rows) -> pa.Array:
        return pa.array(self._flags(rows))

    def _flags(self, rows: Rows) -> NDArray[np.bool_]:
        flags = np.zeros(self.pages.row_count, np.bool_)
        flags[rows] = True
        return flags

    def literal(self, node: Tree) -> Geometry:
        """A geometry of the filter in degrees, longitude first. Raises: Invalid."""
        area = self.system.area_in_degrees(_read(node, self.system), parameter="filter-crs")
        if not area.is_valid:
            raise invalid(
                "ogc.filter-geometry",
                "过滤表达式中的几何图形无效：{why}",
                "a geometry in the filter is not valid: {why}",
                FIELD,
                why=shapely.is_valid_reason(area),
            )
        return area


def _read(node: Tree, system: System) -> Geometry:
    if not isinstance(node, dict):
        raise unreadable(str(node)[:80])
    box = node.get("bbox")
    try:
        if box is not None:
            return system.box_of([float(one) for one in box])
        return shapely.force_2d(shapely.from_geojson(json.dumps(node)))
    except (shapely.GEOSException, ValueError, TypeError, IndexError) as error:
        raise unreadable(str(error)) from error


def no_geometry(name: str, known: set[str]) -> Exception:
    """What is said of a spatial comparison with a property that is no geometry."""
    return invalid(
        "ogc.filter-no-geometry",
        "“{name}”不是几何属性；几何属性：{known}",
        "{name} is no geometry; geometries are: {known}",
        FIELD,
        name=name[:80],
        known=", ".join(sorted(known)) or "—",
    )
