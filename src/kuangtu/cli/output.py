# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What every command prints alike: tables, JSON, errors. 命令行输出。"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from textwrap import indent
from typing import Any, TypeVar

import click

from kuangtu.core.errors import KuangtuError

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD. 日期参数。"""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(
                f"“{value}”不是日期，请写成 2023-06-01 的样式 · "
                "this is not a date, write it like 2023-06-01",
                param,
                ctx,
            )


DAY = Day()


def json_option(command: Command) -> Command:
    """Add `--json` to a command, as its argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 · print JSON")(
        command
    )


def print_json(record: object) -> None:
    """Print a JSON document to stdout; letters stay as they are, NaN is refused."""
    click.echo(json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False))


def print_json_list(name: str, records: Iterable[object]) -> None:
    """Print an object with one list, record by record: all of them may not fit into memory."""
    click.echo(f'{{\n  "{name}": [', nl=False)
    for index, record in enumerate(records):
        text = json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)
        click.echo(f"{',' if index else ''}\n{indent(text, '    ')}", nl=False)
    click.echo("\n  ]\n}")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table whose columns line up with Chinese text in them."""
    # Late: rich is slow to import and not every command prints a table.
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*["" if cell is None else str(cell) for cell in row])
    # A pipe has no width of its own; a table folded at 80 would be hard to read and to search.
    width = None if sys.stdout.isatty() else 160
    Console(width=width, soft_wrap=False, markup=False, highlight=False).print(table)


def print_error(error: KuangtuError) -> None:
    """Tell on stderr what is wrong, where, and in both languages."""
    click.echo(f"错误 · error: {error.text.zh} · {error.text.en}", err=True)
    for problem in error.problems:
        where = f"{problem.place}: " if str(problem.place) else ""
        click.echo(f"  {where}[{problem.code}] {problem.text.zh} · {problem.text.en}", err=True)


def start_django() -> None:
    """Make the database and the settings available to a command that needs them."""
    # Late: commands without a database start in a fraction of the time.
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuangtu.project.settings")
    django.setup()
