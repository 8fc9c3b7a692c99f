# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features as files that other programs read. 导出（纯）。"""

from kuangtu.layers.exporting.files import Exported, export_to
from kuangtu.layers.exporting.formats import (
    MEDIA_TYPES,
    SUFFIXES,
    ExportFormat,
    TargetCrs,
    format_of,
    target_crs,
)
from kuangtu.layers.exporting.metadata import Entry, ExportMetadata
from kuangtu.layers.exporting.source import ExportField, FeatureSource, all_fields

__all__ = [
    "MEDIA_TYPES",
    "SUFFIXES",
    "Entry",
    "ExportField",
    "ExportFormat",
    "ExportMetadata",
    "Exported",
    "FeatureSource",
    "TargetCrs",
    "all_fields",
    "export_to",
    "format_of",
    "target_crs",
]
