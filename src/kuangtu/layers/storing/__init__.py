# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition as files: GeoParquet and manifest. 版本文件。"""

from kuangtu.layers.storing.geoparquet import CountedBox, write_geoparquet
from kuangtu.layers.storing.manifest import DATA_FILE, MANIFEST_FILE, SOURCE_FOLDER, write_manifest

__all__ = [
    "DATA_FILE",
    "MANIFEST_FILE",
    "SOURCE_FOLDER",
    "CountedBox",
    "write_geoparquet",
    "write_manifest",
]
