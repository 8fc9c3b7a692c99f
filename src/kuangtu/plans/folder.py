# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a plan or norm folder: every mistake in one run, or a Folder. 读取文件夹。

Pure but for the files read. The format is docs/reference/plan-folder.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kuangtu.core.errors import NotFound, Place
from kuangtu.core.period import Period
from kuangtu.core.text import Text, same
from kuangtu.plans import cross_checks, typed_rows
from kuangtu.plans.bindings import BindingContext, read_bindings
from kuangtu.plans.columns import is_table_name, read_data_rows, read_data_tables
from kuangtu.plans.csv_files import Row
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.printed_tables import read_tables
from kuangtu.plans.records import sealed
from kuangtu.plans.toml_files import Entry, read_toml
from kuangtu.plans.typed_data import with_typed_data
from kuangtu.plans.types import (
    CheckContract,
    Clause,
    Confidence,
    DataTable,
    Folder,
    FolderKind,
    RuleBinding,
    Table,
)

IDENTITY_FILES = {"plan.toml": FolderKind.PLAN, "norm.toml": FolderKind.NORM}
SHARED_KEYS = ("code", "title", "short_title", "adcode", "from", "to", "source", "confidence")
OWN_KEYS = {
    FolderKind.PLAN: ("authority", "base_year", "outlook_year", "parent"),
    FolderKind.NORM: ("document_number", "issuer"),
}
ADCODE = re.compile(r"[1-9]\d{5}", re.ASCII)
PLACEHOLDER_DAY = date(1900, 1, 1)

KnownChecks = Mapping[str, CheckContract]


def is_folder(path: Path) -> bool:
    """True if the directory holds a plan or a norm."""
    return any((path / name).is_file() for name in IDENTITY_FILES)


def folders_below(root: Path) -> list[Path]:
    """The plan and norm folders directly below a directory, by name; none if it is absent."""
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if path.is_dir() and is_folder(path))


def read_folder(path: Path, *, known_checks: KnownChecks | None = None) -> Folder:
    """A folder as it stands on disk. 读取规划或规范文件夹。

    `known_checks` are the generic rules that a binding may name; without it the names are
    not checked. Raises: NotFound; FolderInvalid with every mistake by file, line and column.
    """
    if not path.is_dir():
        raise NotFound(what=path)
    mistakes = Mistakes()
    folder = _Reading(path, mistakes, known_checks).folder()
    mistakes.refuse(path.name)
    if folder is None:
        raise NotFound(what=path)
    return sealed(folder)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of one folder."""

    path: Path
    mistakes: Mistakes
    known_checks: KnownChecks | None

    def folder(self) -> Folder | None:
        identity = self._identity()
        if identity is None:
            return None
        top, folder = identity
        clause_rows = typed_rows.read_rows(
            self.path, "clauses.csv", typed_rows.clause_of, self.mistakes
        )
        cross_checks.repeated(((row, clause.number) for row, clause in clause_rows), "number")
        clauses = frozenset(clause.number for _, clause in clause_rows)
        bindings = self._bindings(folder, clauses)
        tables = self._tables(clauses)
        self._complain_of_strangers(folder.data_tables)
        folder = replace(
            folder,
            clauses=self._coded(clause_rows, bindings),
            tables=tables,
            bindings=bindings,
            data=self._data(top, folder.data_tables, clauses),
        )
        return with_typed_data(folder, self.path, self.mistakes)

    def _identity(self) -> tuple[Entry, Folder] | None:
        """The folder's TOML and what it says; None if it cannot be read at all."""
        present = [name for name in IDENTITY_FILES if (self.path / name).is_file()]
        if len(present) != 1:
            self.mistakes.add(
                "no-identity",
                Place(str(self.path / "plan.toml")),
                "文件夹里应有且只有 plan.toml 或 norm.toml 之一",
                "The folder needs exactly one of plan.toml and norm.toml",
            )
            return None
        self._require_files("clauses.csv", *(["sources.md"] if present == ["plan.toml"] else []))
        top = read_toml(self.path / present[0], self.mistakes)
        if top is None:
            return None
        return top, _folder_of(top, IDENTITY_FILES[present[0]], self.path.name)

    def _require_files(self, *names: str) -> None:
        for name in names:
            if not (self.path / name).is_file():
                self.mistakes.add(
                    "missing-file", Place(str(self.path / name)), "缺少文件", "The file is missing"
                )

    def _bindings(self, folder: Folder, clauses: frozenset[str]) -> tuple[RuleBinding, ...]:
        path = self.path / "rules.toml"
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
        clauses = []
        for row, clause in rows:
            coded_by = tuple(one.code for one in bindings if one.clause == clause.number)
            if coded_by and clause.not_coded_because is not None:
                _complain_of_both(row, coded_by)
            if not coded_by and clause.not_coded_because is None:
                _complain_of_neither(row)
            clauses.append(replace(clause, coded_by=coded_by))
        return tuple(clauses)

    def _tables(self, clauses: frozenset[str]) -> tuple[Table, ...]:
        return read_tables(self.path / "tables", clauses, self.mistakes)

    def _data(
        self, top: Entry, tables: tuple[DataTable, ...], clauses: frozenset[str]
    ) -> dict[str, tuple[Mapping[str, str], ...]]:
        data = {}
        for entry, table in zip(top.tables("data"), tables, strict=False):
            path = self.path / f"{table.name}.csv"
            if table.clause and table.clause not in clauses:
                entry.wrong(
                    "clause",
                    "unknown-clause",
                    "clauses.csv 中没有条款“{clause}”",
                    "clauses.csv has no clause “{clause}”",
                    clause=table.clause,
                )
            if not is_table_name(table.name):
                continue
            if path.is_file():
                data[table.name] = read_data_rows(path, table, clauses, self.mistakes)
            else:
                entry.wrong(
                    "name", "missing-file", "缺少文件 {file}", "{file} is missing", file=path.name
                )
        return data

    def _complain_of_strangers(self, tables: tuple[DataTable, ...]) -> None:
        known = {*typed_rows.COLUMNS, *IDENTITY_FILES, "rules.toml"}
        known |= {f"{table.name}.csv" for table in tables}
        for path in sorted(self.path.iterdir()):
            if path.suffix in {".csv", ".toml"} and path.name not in known:
                self.mistakes.add(
                    "unknown-file",
                    Place(str(path)),
                    "不认识的文件：请删去，或在 {kind} 的 [[data]] 中声明",
                    "Unknown file: remove it, or declare it under [[data]] in {kind}",
                    kind=" / ".join(IDENTITY_FILES),
                )


def _folder_of(top: Entry, kind: FolderKind, name: str) -> Folder:
    """What the folder's TOML says of itself."""
    top.only(*SHARED_KEYS, *OWN_KEYS[kind], "data")
    is_plan = kind == FolderKind.PLAN
    code = top.text("code")
    if code and code != name:
        top.wrong(
            "code",
            "code-is-not-name",
            "代码应与文件夹名“{name}”相同",
            "The code should be the folder’s name “{name}”",
            name=name,
        )
    confidence = top.choice("confidence", Confidence, Confidence.READ)
    source = top.text("source")
    return Folder(
        code=code,
        kind=kind,
        title=top.pair("title"),
        short_title=top.pair("short_title"),
        authority=top.text("authority" if is_plan else "issuer"),
        adcode=_adcode(top),
        period=_period(top, is_plan),
        sha256="",
        base_year=top.integer("base_year") if is_plan else None,
        outlook_year=top.integer("outlook_year", required=False) if is_plan else None,
        parent=top.text("parent", required=False) if is_plan else "",
        source_note=source,
        data_tables=read_data_tables(top, confidence, source),
        document_number="" if is_plan else top.text("document_number", may_be_empty=True),
        confidence=confidence,
    )


def _adcode(top: Entry) -> str:
    adcode = top.text("adcode")
    if adcode and not ADCODE.fullmatch(adcode):
        top.wrong(
            "adcode",
            "odd-adcode",
            "“{adcode}”不是 6 位行政区划代码",
            "“{adcode}” is not a 6-digit division code",
            adcode=adcode,
        )
    return adcode


def _period(top: Entry, needs_end: bool) -> Period:
    starts_on = top.day("from") or PLACEHOLDER_DAY
    ends_on = top.day("to", required=needs_end)
    if ends_on is not None and ends_on < starts_on:
        top.wrong(
            "to", "ends-before-start", "终止日早于起始日", "The last day comes before the first"
        )
        ends_on = None
    return Period(starts_on, ends_on)


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
