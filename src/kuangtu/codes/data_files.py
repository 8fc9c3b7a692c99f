# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading the shipped code lists. 代码表文件。"""

from __future__ import annotations

import csv
from importlib.resources import files


def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a shipped CSV file, every cell as text.

    >>> rows_of("minerals.csv")[0]["name"]
    '煤'
    """
    text = files("kuangtu.codes").joinpath("data", name).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, separated by semicolons.

    >>> listed("75511;75512"), listed("")
    (('75511', '75512'), ())
    """
    return tuple(part for part in cell.split(";") if part)
