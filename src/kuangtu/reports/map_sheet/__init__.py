# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The One Map on paper: a PDF at a true scale. 制图输出。 Pure: values in, bytes out."""

from kuangtu.reports.map_sheet.sheet import map_sheet
from kuangtu.reports.map_sheet.types import (
    DrawnLayer,
    Overprint,
    SheetLayer,
    SheetOrder,
    SheetWords,
)
from kuangtu.reports.map_sheet.window import MapWindow, Orientation, Paper, SheetTooLarge, window_of

__all__ = [
    "DrawnLayer",
    "MapWindow",
    "Orientation",
    "Overprint",
    "Paper",
    "SheetLayer",
    "SheetOrder",
    "SheetTooLarge",
    "SheetWords",
    "map_sheet",
    "window_of",
]
