# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Filters in CQL2, text or JSON: read, checked against the properties, and answered. 过滤表达式。

Source: OGC 21-065r2 (CQL2).
"""

from kuangtu.ogc.filtering.answering import rows_matching
from kuangtu.ogc.filtering.reading import Tree, parsed
from kuangtu.ogc.filtering.values import Kind

__all__ = ["Kind", "Tree", "parsed", "rows_matching"]
