# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Copies of the invented folders that a test may spoil. 测试用文件夹。"""

import csv
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


def confirmed(draft: Path, into: Path, **cells: str) -> Path:
    """A draft as it stands when a person has filled the columns left to them and signed it off.

    `cells` are further words for empty keys of plan.toml.
    """
    folder = Path(shutil.copytree(draft, into / draft.name))
    _fill(folder / "clauses.csv", "heading_en", "not_coded_because_zh", "not_coded_because_en")
    _fill(folder / "goals.csv", "name_en")
    text = (folder / "plan.toml").read_text("utf-8")
    text = text.replace('status = "draft"\n', "").replace('en = ""', 'en = "x"')
    for key, words in cells.items():
        text = text.replace(f'{key} = ""', f'{key} = "{words}"')
    (folder / "plan.toml").write_text(text, "utf-8")
    (folder / "drafts.csv").unlink()
    return folder


def _fill(path: Path, *columns: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys() if rows else columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {column: row[column] or "x" for column in columns} for row in rows)
