# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Copies of the invented folders that a test may spoil. 测试用文件夹。"""

import shutil
from pathlib import Path

from kuangtu.plans.types import CheckContract

MINI = Path(__file__).parent / "mini_county"
COUNTY = "990102-2026"
LAW = "sample-law"
CHECKS = {
    "capacity-meets-the-plan-floor": CheckContract(("tolerance",), ("classes",)),
    "mineral-is-not-prohibited": CheckContract(),
    "keeps-distance": CheckContract(("distance_m",), ("since", "table", "names")),
}


def a_copy(where: Path, code: str = COUNTY) -> Path:
    """A copy of an invented folder that may be changed."""
    return Path(shutil.copytree(MINI / code, where / code))


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words that stand once in a file of the folder."""
    path = folder / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), "utf-8")
