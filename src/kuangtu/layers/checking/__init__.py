# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Checking features against the dictionary; nothing is repaired. 图层检查。"""

from kuangtu.layers.checking.attributes import Attributes, fit_attributes
from kuangtu.layers.checking.county import CountyOutline
from kuangtu.layers.checking.facts import facts_of
from kuangtu.layers.checking.geometries import check_geometries
from kuangtu.layers.checking.identifiers import PublishedIdentifiers
from kuangtu.layers.checking.overlaps import check_overlaps
from kuangtu.layers.checking.thorough import CheckBasis, check_features

__all__ = [
    "Attributes",
    "CheckBasis",
    "CountyOutline",
    "PublishedIdentifiers",
    "check_features",
    "check_geometries",
    "check_overlaps",
    "facts_of",
    "fit_attributes",
]
