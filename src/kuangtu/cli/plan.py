# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan`: check, load, show and export a plan or norm folder. 规划文件夹命令。

Only `load` needs the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from kuangtu.cli.output import json_option, print_json, print_table, start_django
from kuangtu.cli.plan_draft import NOT_FINISHED, draft
from kuangtu.cli.plan_health import health
from kuangtu.cli.plan_tables import (
    GOALS,
    VIEWS,
    ZONES,
    data_of,
    print_data,
    print_printed,
    print_rules,
    print_some,
    print_view,
)
from kuangtu.core.errors import Invalid, NotFound, Problem
from kuangtu.core.text import Text
from kuangtu.plans.exporting import export_record, plain
from kuangtu.plans.folder import read_folder
from kuangtu.plans.open_items import is_open
from kuangtu.plans.types import Clause, ClauseKind, Folder

FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.group()
def plan() -> None:
    """规划文件夹：检查、装载、查看、导出 · the plan folder."""


plan.add_command(health)
plan.add_command(draft)


@plan.command("check")
@FOLDER
@json_option
def check(folder: Path, as_json: bool) -> None:
    """一次列出全部错误：文件:行:列 · name every mistake; exits 2 if there is any.

    草稿没有错误但还有待定项时，退出码 3。A draft without mistakes exits 3 while items are open.
    """
    problems = mistakes_in(folder)
    open_items = [one for one in problems if is_open(one)]
    mistakes = [one for one in problems if not is_open(one)]
    if as_json:
        drafted = {"open": [one.as_json() for one in open_items]} if open_items else {}
        found = [one.as_json() for one in mistakes]
        print_json({"folder": str(folder), "mistakes": found, **drafted})
    else:
        for one in (*mistakes, *open_items):
            click.echo(f"{one.place}: [{one.code}] {one.text.zh} · {one.text.en}")
        click.echo(said_of(mistakes))
        if open_items:
            click.echo(
                f"草稿，{len(open_items)} 项待定 · a draft with {len(open_items)} open items"
            )
    if problems:
        raise SystemExit(2 if mistakes else NOT_FINISHED)


def mistakes_in(folder: Path) -> tuple[Problem, ...]:
    """Every mistake of a folder, none if it is clean. Raises: NotFound."""
    # Late: the rules bring the geometry with them.
    from kuangtu.conformity.rules.contracts import known_checks

    try:
        read_folder(folder, known_checks=known_checks())
    except Invalid as error:
        return error.problems
    return ()


def said_of(problems: Sequence[Problem]) -> str:
    if not problems:
        return "没有错误 · no mistakes"
    number = len(problems)
    return f"{number} 处错误 · {number} mistake{'s' if number > 1 else ''}"


@plan.command("load")
@FOLDER
@json_option
def load(folder: Path, as_json: bool) -> None:
    """装载为现行版本；内容未变则什么也不做 · load as the current edition, idempotent."""
    start_django()
    # Late: these need the database settings.
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.cli.setup import migrate, only_one_process
    from kuangtu.conformity.rules.contracts import known_checks
    from kuangtu.plans.queries import current_hashes
    from kuangtu.plans.services import load_folder

    with only_one_process():
        migrate()
    before = current_hashes()
    edition = load_folder(
        folder,
        actor=SYSTEM,
        loaded_on=date.today(),  # noqa: TID251, DTZ011 - the command line reads the clock
        known_checks=known_checks(),
    )
    is_new = before.get(edition.code) != edition.sha256
    if as_json:
        print_json({"code": edition.code, "sha256": edition.sha256, "is_new": is_new})
    elif is_new:
        click.echo(f"已装载 {edition} · loaded")
    else:
        click.echo(f"内容未变 {edition} · unchanged")


@plan.command("export")
@FOLDER
@click.option("--json", "as_json", is_flag=True, default=True, help="JSON（缺省）· the default")
def export(folder: Path, as_json: bool) -> None:  # noqa: ARG001 - JSON is the only format so far
    """以 JSON 输出全部表格与数据 · print every table and all typed data as JSON."""
    print_json(export_record(read_folder(folder)))


@plan.command("show")
@FOLDER
@click.option("--clause", default="", help="条款号，如 四(二)1-1 · a clause number")
@json_option
def show(folder: Path, clause: str, as_json: bool) -> None:
    """可读的摘要，或一条条款及其规则和数据 · a readable summary, or one clause."""
    read = read_folder(folder)
    if clause:
        show_clause(read, clause, as_json=as_json)
    elif as_json:
        print_json(summary(read))
    else:
        show_summary(read)


def summary(folder: Folder) -> dict[str, object]:
    """Identity and counts."""
    counts = ("clauses", "tables", "goals", "zones", "listings", "floors", "projects")
    numbers = {name: len(getattr(folder, name)) for name in counts}
    numbers |= {"responsibilities": len(folder.responsibilities), "rules": len(folder.bindings)}
    return {
        "code": folder.code,
        "title": folder.title.as_json(),
        "authority": folder.authority,
        "adcode": folder.adcode,
        "period": folder.period.as_json(),
        "sha256": folder.sha256,
        "counts": numbers,
    }


def show_summary(folder: Folder) -> None:
    ends_on = folder.period.ends_on
    click.echo(f"{folder.title.zh}\n{folder.title.en}")
    click.echo(f"{folder.code} · {folder.adcode} · {folder.authority}")
    click.echo(f"{folder.period.starts_on} → {ends_on or ''} · sha256 {folder.sha256[:12]}")
    kinds = Counter(clause.kind for clause in folder.clauses)
    coded = Counter(clause.kind for clause in folder.clauses if clause.coded_by)
    print_table(
        f"条款 {len(folder.clauses)}",
        ["性质", "条数", "已编码"],
        [(kind.label.zh, kinds[kind], coded[kind]) for kind in ClauseKind if kinds[kind]],
    )
    print_some(
        "专栏", ["号", "名称", "行数"], [(t.number, t.title, len(t.rows)) for t in folder.tables]
    )
    print_view(GOALS, folder.goals)
    print_view(ZONES, folder.zones)
    print_rules(folder.bindings)


def show_clause(folder: Folder, number: str, *, as_json: bool) -> None:
    """One clause with what codes it and what is loaded from it. Raises: NotFound.

    Brackets may be typed as the document prints them: 三（一）1 is 三(一)1.
    """
    try:
        clause = folder.clause(number.replace("（", "(").replace("）", ")"))
    except KeyError:
        raise NotFound(
            what=Text("条款 {number}", "clause {number}").format(number=number)
        ) from None
    if as_json:
        print_json(clause_record(folder, clause))
    else:
        print_clause(folder, clause)


def print_clause(folder: Folder, clause: Clause) -> None:
    click.echo(f"{clause.number}  {clause.heading.zh} · {clause.heading.en}")
    click.echo(f"{clause.kind.label.zh} · {clause.kind.label.en}")
    if clause.not_coded_because is not None:
        click.echo(f"未编码：{clause.not_coded_because.zh} · {clause.not_coded_because.en}")
    print_rules(one for one in folder.bindings if one.clause == clause.number)
    for table in folder.tables:
        if table.clause == clause.number:
            print_printed(table)
    for view in VIEWS:
        print_view(view, loaded_from(folder, clause.number)[view.field])
    own = data_of(folder, clause.number)
    for declared in folder.data_tables:
        print_data(declared, own.get(declared.name, []))


def loaded_from(folder: Folder, number: str) -> dict[str, list[object]]:
    """The typed data that names the clause, by kind."""
    return {
        view.field: [one for one in getattr(folder, view.field) if one.clause == number]
        for view in VIEWS
    }


def clause_record(folder: Folder, clause: Clause) -> dict[str, object]:
    rules = [one for one in folder.bindings if one.clause == clause.number]
    tables = [plain(one) for one in folder.tables if one.clause == clause.number]
    loaded = {
        name: [plain(value) for value in values]
        for name, values in loaded_from(folder, clause.number).items()
        if values
    }
    return {
        **plain(clause),
        "rules": [plain(one) for one in rules],
        "tables": tables,
        **loaded,
        "data": data_of(folder, clause.number),
    }
