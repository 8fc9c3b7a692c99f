# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geometries as text, fast. 几何书写。"""

from kuangtu.geo.writing.geojson import geojson_of_wkb, warm_up

__all__ = ["geojson_of_wkb", "warm_up"]
