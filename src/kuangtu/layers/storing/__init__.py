# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition as files: GeoParquet, or Parquet for a table, and manifest. 版本文件。"""

from kuangtu.layers.storing.geoparquet import CountedBox, write_geoparquet
from kuangtu.layers.storing.manifest import DATA_FILE, MANIFEST_FILE, SOURCE_FOLDER, write_manifest
from kuangtu.layers.storing.tables import write_parquet

__all__ = [
    "DATA_FILE",
    "MANIFEST_FILE",
    "SOURCE_FOLDER",
    "CountedBox",
    "write_geoparquet",
    "write_manifest",
    "write_parquet",
]
