# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Files that are nothing but pointers to other files and addresses. 指向他处的文件。"""

from __future__ import annotations

import re

from kuangtu.core.errors import Place, invalid
from kuangtu.layers.reading.source import Source

# GDAL opens such a description by its content, whatever the file is called.
# Not the metadata that every GeoPackage of GDAL and QGIS may hold.
_POINTER = re.compile(rb"<(?:OGR|GDAL(?!MultiDomainMetadata\b))[A-Za-z_]")
HEADER_BYTES = 1_048_576


def require_no_pointer(source: Source) -> None:
    """Raises: Invalid `layer.points-elsewhere`."""
    if source.main.is_dir():
        return
    with source.main.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if _POINTER.search(header) or _POINTER.search(header.replace(b"\0", b"")):
        raise invalid(
            "layer.points-elsewhere",
            "文件内容指向别的文件或网址，不含数据本身，已拒绝；请提供数据文件",
            "the file points to other files or addresses instead of holding data, and is refused; "
            "supply the data itself",
            Place(source.name),
        )
