# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a plan or norm folder: every mistake in one run, or a Folder. 读取文件夹。

Pure but for the files read. The format is docs/reference/plan-folder.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kuangtu.core.errors import NotFound, Place, Problem, invalid
from kuangtu.core.text import Text, same
from kuangtu.plans import cross_checks, printed_checks, typed_rows
from kuangtu.plans.bindings import BindingContext, read_bindings
from kuangtu.plans.columns import is_table_name, read_data_rows
from kuangtu.plans.csv_files import Row
from kuangtu.plans.folder_files import RULES, complain_of_missing, complain_of_strangers
from kuangtu.plans.identity import IDENTITY_FILES, read_identity
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.open_items import complain_of_draft, is_open
from kuangtu.plans.printed_tables import read_tables
from kuangtu.plans.records import sealed
from kuangtu.plans.toml_files import Entry, read_toml
from kuangtu.plans.typed_data import with_typed_data
from kuangtu.plans.types import CheckContract, Clause, DataTable, Folder, RuleBinding, Table

KnownChecks = Mapping[str, CheckContract]


class _Anything:
    """Holds every number: what a catalogue that could not be read is taken for."""

    def __contains__(self, _: object) -> bool:
        return True


def is_folder(path: Path) -> bool:
    """True if the directory holds a plan or a norm."""
    return any((path / name).is_file() for name in IDENTITY_FILES)


def folders_below(root: Path) -> list[Path]:
    """The plan and norm folders directly below a directory, by name; none if it is absent."""
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if path.is_dir() and is_folder(path))


def read_folder(
    path: Path, *, known_checks: KnownChecks | None = None, takes_drafts: bool = False
) -> Folder:
    """A folder as it stands on disk. 读取规划或规范文件夹。

    `known_checks` are the generic rules that a binding may name; without it names and values
    are not checked. A draft with nothing wrong but its open items is read only where it is asked
    for. Raises: NotFound; Invalid for a file; FolderInvalid with every mistake by file, line and
    column.
    """
    folder, mistakes = _read(path, known_checks)
    if not takes_drafts or not all(map(is_open, mistakes.problems)):
        mistakes.refuse(path.resolve().name)
    return sealed(folder)


def read_contradicted(
    path: Path, *, bearable: Container[str], known_checks: KnownChecks | None = None
) -> tuple[Folder, tuple[Problem, ...]]:
    """A folder with what is wrong in it, for whoever looks for just that. 读取有误的文件夹。

    `bearable` are the codes of mistakes that may be there; what they stand at may be missing
    from the folder. A draft may be open. Raises: NotFound; Invalid for a file; FolderInvalid
    with every mistake, if one of them is of another code.
    """
    folder, mistakes = _read(path, known_checks)
    wrong = tuple(one for one in mistakes.in_order() if not is_open(one))
    if any(one.code not in bearable for one in wrong):
        mistakes.refuse(path.resolve().name)
    return sealed(folder), wrong


def _read(path: Path, known_checks: KnownChecks | None) -> tuple[Folder, Mistakes]:
    if path.is_file():
        raise invalid(
            "not-a-folder",
            "这是一个文件；请给出它所在的文件夹",
            "This is a file; name the folder it is in",
            Place(str(path)),
        )
    if not path.is_dir():
        raise NotFound(what=path)
    mistakes = Mistakes()
    folder = _Reading(path, mistakes, known_checks).folder()
    complain_of_draft(path, mistakes)
    return folder, mistakes


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of one folder."""

    path: Path
    mistakes: Mistakes
    known_checks: KnownChecks | None

    def folder(self) -> Folder:
        top, folder = read_identity(self.path, self.mistakes)
        complain_of_missing(self.path, folder.kind, self.mistakes)
        if top is not None:
            complain_of_strangers(self.path, folder.data_tables, self.mistakes)
        clause_rows = self._clause_rows()
        clauses = self._numbers(clause_rows)
        bindings = self._bindings(folder, clauses)
        tables = read_tables(self.path / "tables", clauses, self.mistakes)
        folder = replace(
            folder,
            clauses=self._coded(clause_rows, bindings),
            tables=tables,
            bindings=bindings,
            data=self._data(top, folder.data_tables, clauses, tables) if top is not None else {},
        )
        return with_typed_data(folder, self.path, clauses, self.mistakes)

    def _clause_rows(self) -> list[tuple[Row, Clause]]:
        path = self.path / "clauses.csv"
        rows = typed_rows.read_rows(self.path, path.name, typed_rows.clause_of, self.mistakes)
        cross_checks.repeated(((row, clause.number) for row, clause in rows), "number")
        if not rows and self.mistakes.has_read(path):
            self.mistakes.add(
                "no-rows", Place(str(path), 2, 1), "一条条款也没有", "There is not one clause"
            )
        return rows

    def _numbers(self, rows: Iterable[tuple[Row, Clause]]) -> Container[str]:
        """The numbers that may be named; any, where the catalogue could not be read."""
        if not self.mistakes.has_read(self.path / "clauses.csv"):
            return _Anything()
        return frozenset(clause.number for _, clause in rows)

    def _bindings(self, folder: Folder, clauses: Container[str]) -> tuple[RuleBinding, ...]:
        path = self.path / RULES
        top = read_toml(path, self.mistakes) if path.is_file() else None
        if top is None:
            return ()
        context = BindingContext(
            folder.kind, folder.period, folder.confidence, clauses, self.known_checks
        )
        return read_bindings(top, context)

    def _coded(
        self, rows: Iterable[tuple[Row, Clause]], bindings: tuple[RuleBinding, ...]
    ) -> tuple[Clause, ...]:
        """The clauses with the rules that code them; each coded or with a reason, never both."""
        are_rules_known = self.mistakes.has_read(self.path / RULES)
        clauses = []
        for row, clause in rows:
            coded_by = tuple(one.code for one in bindings if one.clause == clause.number)
            if coded_by and clause.not_coded_because is not None:
                _complain_of_both(row, coded_by)
            if not coded_by and clause.not_coded_because is None and are_rules_known:
                _complain_of_neither(row)
            clauses.append(replace(clause, coded_by=coded_by))
        return tuple(clauses)

    def _data(
        self,
        top: Entry,
        tables: tuple[DataTable, ...],
        clauses: Container[str],
        printed: Iterable[Table],
    ) -> dict[str, tuple[Mapping[str, str], ...]]:
        by_number = {table.number: table for table in printed}
        is_indexed = self.mistakes.has_read(self.path / "tables" / "index.csv")
        known = by_number if is_indexed else _Anything()
        data = {}
        for entry, table in zip(top.tables("data"), tables, strict=False):
            _complain_of_references(entry, table, clauses, known)
            path = self.path / f"{table.name}.csv"
            if not is_table_name(table.name):
                continue
            if not path.is_file():
                entry.wrong(
                    "name", "missing-file", "缺少文件 {file}", "{file} is missing", file=path.name
                )
                continue
            rows = read_data_rows(path, table, clauses, self.mistakes)
            if table.table in by_number:
                printed_checks.compare_data(rows, table, by_number[table.table])
            data[table.name] = tuple(cells for _, cells in rows)
        return data


def _complain_of_references(
    entry: Entry, table: DataTable, clauses: Container[str], printed: Container[str]
) -> None:
    """The clause and the printed table that a data table names exist."""
    if table.clause and table.clause not in clauses:
        entry.wrong(
            "clause",
            "unknown-clause",
            "clauses.csv 中没有条款“{clause}”",
            "clauses.csv has no clause “{clause}”",
            clause=table.clause,
        )
    if table.table and table.table not in printed:
        entry.wrong(
            "table",
            "unknown-table",
            "没有专栏“{table}”",
            "There is no table “{table}”",
            table=table.table,
        )


def _complain_of_both(row: Row, coded_by: tuple[str, ...]) -> None:
    row.wrong(
        "not_coded_because_zh",
        "coded-and-reasoned",
        "条款已由 {codes} 编码，不应再有未编码理由",
        "The clause is coded by {codes} and cannot have a reason for not being coded",
        codes="、".join(coded_by),
    )


def _complain_of_neither(row: Row) -> None:
    row.wrong(
        "number",
        "neither-coded-nor-reasoned",
        "条款“{cell}”既没有规则绑定，也没有未编码的理由",
        "The clause “{cell}” has neither a rule nor a reason why it is not coded",
    )


def clashing_codes(folders: Iterable[Folder]) -> list[Text]:
    """Rule codes that stand in more than one folder, one sentence each. 重复的规则代码。"""
    owner: dict[str, str] = {}
    clashes = []
    for folder in folders:
        for binding in folder.bindings:
            other = owner.setdefault(binding.code, folder.code)
            if other != folder.code:
                clashes.append(
                    Text(
                        "规则代码 {code} 同时出现在 {one} 和 {other}",
                        "The rule code {code} stands in both {one} and {other}",
                    ).format(code=same(binding.code), one=other, other=folder.code)
                )
    return clashes
