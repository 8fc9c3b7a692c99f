# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu user`: accounts. 账户命令。"""

from __future__ import annotations

import sys

import click

from kuangtu.cli.output import json_option, print_json, print_table, start_django

USERNAME = click.argument("username")
ROLES = click.Choice(["VIEWER", "REVIEWER", "ADMINISTRATOR"], case_sensitive=False)


@click.group()
def user() -> None:
    """账户 · accounts."""


@user.command("add")
@USERNAME
@click.option(
    "--role",
    type=ROLES,
    default="VIEWER",
    show_default=True,
    help="角色：查看、审查、管理",
)
@click.option("--area", default="", help="政区代码，缺省为本县 · division code")
@click.option("--name", "display_name", default="", help="显示的姓名 · name shown")
@click.option("--password", help="口令；不给则询问，无终端时读标准输入的一行 · password")
@click.option("--must-change", is_flag=True, help="本人首次登录须改口令 · changed at first sign-in")
def add(
    *,
    username: str,
    role: str,
    area: str,
    display_name: str,
    password: str | None,
    must_change: bool,
) -> None:
    """开设账户 · open an account; the first one should be an ADMINISTRATOR."""
    start_django()
    open_account(
        username=username,
        password=asked_password() if password is None else password,
        role=role,
        area=area,
        display_name=display_name,
        must_change=must_change,
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
    *,
    username: str,
    password: str,
    role: str,
    area: str = "",
    display_name: str = "",
    must_change: bool = False,
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
        must_change_password=must_change,
        actor=SYSTEM,
    )
    click.echo(f"已开设账户 {officer.username}（{Role(officer.role).label.zh}，{officer.area}）")


def number_of(username: str) -> int:
    """The number of an account, whoever's area it is in. Raises: NotFound."""
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.accounts.queries import officer_named

    return officer_named(username, actor=SYSTEM).pk


@user.command("password")
@USERNAME
@click.option("--password", help="新口令；不给则询问，无终端时读标准输入的一行 · new password")
def password(username: str, password: str | None) -> None:
    """重设口令，本人下次登录须修改；锁定一并解除 · set a new password, lift a lock."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.accounts.services import set_password

    number = number_of(username)
    chosen = asked_password() if password is None else password
    set_password(number=number, password=chosen, actor=SYSTEM)
    click.echo(f"已重设 {username} 的口令，下次登录须修改 · set, to be changed at next sign-in")


@user.command("change")
@USERNAME
@click.option("--role", type=ROLES, help="角色：查看、审查、管理 · role")
@click.option("--area", help="政区代码 · division code")
@click.option("--name", "display_name", help="显示的姓名 · name shown")
def change(username: str, role: str | None, area: str | None, display_name: str | None) -> None:
    """变更角色、辖区或姓名；不给的不变 · change role, area or name; what is not given stays."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM, Role
    from kuangtu.accounts.queries import officer_named
    from kuangtu.accounts.services import change_officer

    officer = officer_named(username, actor=SYSTEM)
    changed = change_officer(
        number=officer.pk,
        role=Role((role or officer.role).upper()),
        area=officer.area if area is None else area,
        display_name=officer.display_name if display_name is None else display_name,
        actor=SYSTEM,
    )
    click.echo(f"{changed.username}：{Role(changed.role).label.zh}，{changed.area}")


@user.command("off")
@USERNAME
def off(username: str) -> None:
    """停用账户，其登录立即失效 · switch an account off."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.accounts.services import switch_officer_off

    switch_officer_off(number=number_of(username), actor=SYSTEM)
    click.echo(f"已停用 {username} · off")


@user.command("on")
@USERNAME
def on(username: str) -> None:
    """启用账户 · switch an account on."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.accounts.services import switch_officer_on

    switch_officer_on(number=number_of(username), actor=SYSTEM)
    click.echo(f"已启用 {username} · on")


@user.command("unlock")
@USERNAME
def unlock(username: str) -> None:
    """解除登录锁定 · lift the lock after failed sign-ins."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.accounts.services import unlock_officer

    unlock_officer(number=number_of(username), actor=SYSTEM)
    click.echo(f"已解除 {username} 的锁定 · unlocked")


@user.command("list")
@json_option
def list_(as_json: bool) -> None:
    """列出账户 · list the accounts."""
    start_django()
    from kuangtu.accounts.actor import SYSTEM, Role
    from kuangtu.accounts.queries import visible_to
    from kuangtu.cli.setup import migrate, only_one_process

    with only_one_process():
        migrate()
    rows = [
        (
            officer.username,
            str(officer),
            Role(officer.role).label.zh,
            officer.area,
            "启用" if officer.is_active else "停用",
        )
        for officer in visible_to(SYSTEM)
    ]
    if as_json:
        keys = ("username", "name", "role", "area", "state")
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
    else:
        print_table("账户", ("账户名", "姓名", "角色", "辖区", "状态"), rows)
