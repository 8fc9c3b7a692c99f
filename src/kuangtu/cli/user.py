# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu user`: accounts. 账户命令。"""

from __future__ import annotations

import sys

import click

from kuangtu.cli.output import json_option, print_json, print_table, start_django


@click.group()
def user() -> None:
    """账户 · accounts."""


@user.command("add")
@click.argument("username")
@click.option(
    "--role",
    type=click.Choice(["VIEWER", "REVIEWER", "ADMINISTRATOR"], case_sensitive=False),
    default="VIEWER",
    show_default=True,
    help="角色：查看、审查、管理",
)
@click.option("--area", default="", help="政区代码，缺省为本县 · division code")
@click.option("--name", "display_name", default="", help="显示的姓名 · name shown")
@click.option("--password", help="口令；不给则询问，无终端时读标准输入的一行 · password")
def add(username: str, role: str, area: str, display_name: str, password: str | None) -> None:
    """开设账户 · open an account; the first one should be an ADMINISTRATOR."""
    start_django()
    open_account(
        username=username,
        password=asked_password() if password is None else password,
        role=role,
        area=area,
        display_name=display_name,
    )


def asked_password() -> str:
    """The password as typed twice at a terminal, or one line of standard input without one."""
    if sys.stdin.isatty():
        typed: str = click.prompt("口令 · password", hide_input=True, confirmation_prompt=True)
        return typed
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise click.UsageError("没有口令：用 --password，或经标准输入给一行 · no password given")
    return line


def open_account(
    *, username: str, password: str, role: str, area: str = "", display_name: str = ""
) -> None:
    """Open it and say so; the database is made first if there is none."""
    from django.conf import settings

    from kuangtu.accounts.actor import SYSTEM, Role
    from kuangtu.accounts.services import add_officer
    from kuangtu.cli.setup import migrate

    migrate()
    officer = add_officer(
        username=username,
        password=password,
        role=Role(role.upper()),
        area=area or settings.KUANGTU_COUNTY,
        display_name=display_name,
        actor=SYSTEM,
    )
    click.echo(f"已开设账户 {officer.username}（{Role(officer.role).label.zh}，{officer.area}）")


@user.command("list")
@json_option
def list_(as_json: bool) -> None:
    """列出账户 · list the accounts."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM, Role
    from kuangtu.accounts.queries import visible_to

    rows = [
        (officer.username, str(officer), Role(officer.role).label.zh, officer.area)
        for officer in visible_to(SYSTEM)
    ]
    if as_json:
        print_json(
            [dict(zip(("username", "name", "role", "area"), row, strict=True)) for row in rows]
        )
    else:
        print_table("账户", ("账户名", "姓名", "角色", "辖区"), rows)
