# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How one edition of a layer differs from another. 版本比对（纯）。"""

from kuangtu.layers.comparing.comparison import TOLERANCE_M, compare
from kuangtu.layers.comparing.difference import (
    Change,
    Comparison,
    Counts,
    FieldChange,
    FieldsCompared,
    SizeBalance,
)
from kuangtu.layers.comparing.keeping import (
    KeptComparison,
    KeptUnreadable,
    read_kept,
    write_kept,
)
from kuangtu.layers.comparing.kinds import ChangeKind
from kuangtu.layers.row_groups import Rows, TableRows

__all__ = [
    "TOLERANCE_M",
    "Change",
    "ChangeKind",
    "Comparison",
    "Counts",
    "FieldChange",
    "FieldsCompared",
    "KeptComparison",
    "KeptUnreadable",
    "Rows",
    "SizeBalance",
    "TableRows",
    "compare",
    "read_kept",
    "write_kept",
]
