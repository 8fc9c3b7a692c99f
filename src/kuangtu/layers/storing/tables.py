# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Writing features without geometry: plain Parquet, in the order of the source. 无图形数据文件。

There is neither a geometry column nor the metadata that GeoParquet asks for, so no reader takes
such a file for a map; everything else is as in an edition with geometry.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kuangtu.layers.storing.geoparquet import ROW_GROUP, CountedBox, Identifiers


def write_parquet(path: Path, *, feature_ids: Identifiers, attributes: pa.Table) -> CountedBox:
    """Write the rows of a table; the same rows give the same bytes. 写数据文件。"""
    ids = pa.array(feature_ids).cast(pa.string())
    columns = {name: attributes.column(name) for name in attributes.column_names}
    pq.write_table(
        pa.table({"feature_id": ids, **columns}),
        path,
        compression="zstd",
        row_group_size=ROW_GROUP,
        use_dictionary=attributes.column_names,
        write_statistics=True,
    )
    return CountedBox(len(feature_ids))
