# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Checking features against the dictionary; nothing is repaired. 图层检查。"""

from kuangtu.layers.checking.attributes import Attributes, fit_attributes
from kuangtu.layers.checking.geometries import check_geometries
from kuangtu.layers.checking.overlaps import check_overlaps

__all__ = ["Attributes", "check_geometries", "check_overlaps", "fit_attributes"]
