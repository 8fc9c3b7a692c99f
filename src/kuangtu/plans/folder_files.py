# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which files a folder holds, must hold and must not. 文件夹里的文件。"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kuangtu.core.errors import Place
from kuangtu.plans.identity import IDENTITY_FILES
from kuangtu.plans.mistakes import Mistakes, read_text
from kuangtu.plans.open_items import DRAFTS
from kuangtu.plans.typed_rows import COLUMNS
from kuangtu.plans.types import DataTable, FolderKind

SOURCES = "sources.md"
RULES = "rules.toml"
# A plan that has nothing to say in one of these says so by a file with a heading row alone: a
# file that was lost must never read as "no mineral is prohibited".
REQUIRED = {
    FolderKind.PLAN: (*COLUMNS, "tables/index.csv", SOURCES),
    FolderKind.NORM: ("clauses.csv",),
}
READ = frozenset({".csv", ".toml"})
SPREADSHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".ods", ".et", ".tsv"})


def complain_of_missing(folder: Path, kind: FolderKind, mistakes: Mistakes) -> None:
    """Every file that a folder of that kind must hold is there, and its sources say something."""
    for name in REQUIRED[kind]:
        if not (folder / name).is_file():
            mistakes.add(
                "missing-file",
                Place(str(folder / name)),
                "缺少文件；规划没有这类内容时也要放一个只有列名行的文件",
                "The file is missing; where a plan has nothing to say a heading row alone does",
            )
    sources = folder / SOURCES
    if sources.is_file() and read_text(sources, mistakes) == "":
        mistakes.add(
            "empty-file",
            Place(str(sources), 1, 1),
            "请写明各文件的来源",
            "Say where the files come from",
        )


def complain_of_strangers(folder: Path, tables: Iterable[DataTable], mistakes: Mistakes) -> None:
    """No data file lies beside those that are read: it would be taken for one that counts."""
    known = {*COLUMNS, *IDENTITY_FILES, RULES, DRAFTS, *(f"{table.name}.csv" for table in tables)}
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if suffix in SPREADSHEETS:
            mistakes.add(
                "unread-file",
                Place(str(path)),
                "不读取这种文件：请另存为 UTF-8 的 CSV，并移走原文件",
                "Files of this kind are not read: save it as CSV in UTF-8 and move it away",
            )
        elif suffix in READ and path.name not in known:
            mistakes.add(
                "unknown-file",
                Place(str(path)),
                "不认识的文件：请删去，或在 {kind} 的 [[data]] 中声明",
                "Unknown file: remove it, or declare it under [[data]] in {kind}",
                kind=" / ".join(IDENTITY_FILES),
            )
