# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu serve`: the server and one background worker in one command. 启动服务。"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from kuangtu.cli.output import start_django
from kuangtu.core.errors import Conflict
from kuangtu.core.text import Text


class PortTaken(Conflict):
    text = Text(
        "{host} 的端口 {port} 已被占用：用 --port 换一个，或先停掉占用它的程序",
        "port {port} of {host} is taken: choose another with --port, or stop what uses it",
    )
    code = "port-taken"


@click.command()
@click.option("--host", help="监听地址 · address to listen on")
@click.option("--port", type=click.IntRange(1, 65535), help="端口 · port")
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="数据目录 · home")
@click.option("--demo", is_flag=True, help="演示：虚构台账与演示账户，数据在 var/demo")
def serve(host: str | None, port: int | None, home: Path | None, demo: bool) -> None:
    """启动服务：网页、接口与一个后台任务进程；Ctrl-C 一并停止。"""
    choose_home(home, demo=demo)
    start_django()
    from django.conf import settings

    address = (host or settings.KUANGTU_HOST, port or settings.KUANGTU_PORT)
    refuse_taken_port(*address)
    prepare(demo=demo)
    with background_worker():
        run_server(*address, threads=settings.KUANGTU_THREADS, demo=demo)
    click.echo("已停止 · stopped")


def choose_home(home: Path | None, *, demo: bool) -> None:
    """Settings read both when Django starts; the worker inherits them."""
    if home is not None:
        os.environ["KUANGTU_HOME"] = str(home.resolve())
    if demo:
        os.environ["KUANGTU_DEMO"] = "true"


def refuse_taken_port(host: str, port: int) -> None:
    """Raises: PortTaken, before anything is set up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError:
            raise PortTaken(host=host, port=port) from None


def prepare(*, demo: bool) -> None:
    """Set up what is missing, saying each step."""
    from django.utils import timezone

    from kuangtu.cli.setup import ensure_demo, ensure_ready

    ensure_ready(today=timezone.localdate(), say=click.echo)
    if demo:
        ensure_demo(say=click.echo)
    else:
        offer_first_account()


def offer_first_account() -> None:
    """Ask for the first administrator where somebody can answer; otherwise say how."""
    from kuangtu.accounts.queries import has_any_officer

    if has_any_officer():
        return
    if not sys.stdin.isatty():
        click.echo("尚无账户：请运行 kuangtu user add 账户名 --role ADMINISTRATOR")
        return
    from kuangtu.cli.user import open_account

    click.echo("尚无账户，请开设第一个管理员 · no account yet: open the first administrator's")
    username = click.prompt("账户名 · account name")
    password = click.prompt("口令 · password", hide_input=True, confirmation_prompt=True)
    open_account(username=username, password=password, role="ADMINISTRATOR")


def announce(host: str, port: int, *, demo: bool) -> None:
    """The address, and in a demonstration the accounts."""
    from kuangtu.cli.setup import DEMO_ACCOUNTS, DEMO_PASSWORD

    click.echo(f"\n矿图已启动 · Kuangtu is running: http://{host}:{port}/")
    if demo:
        click.echo("演示账户（虚构数据）· demo accounts:")
        for username, name, role in DEMO_ACCOUNTS:
            click.echo(f"  {username:<10}{DEMO_PASSWORD}  {name}（{role.label.zh}）")
    click.echo("Ctrl-C 停止 · Ctrl-C stops it\n")


@contextmanager
def background_worker() -> Iterator[None]:
    """One worker process that ends with this one, whichever way this one ends.

    The worker watches the pipe on its standard input: when the parent is gone, it closes.
    """
    # A session of its own keeps Ctrl-C from reaching it twice: the parent tells it to stop.
    process = subprocess.Popen(  # our own interpreter and module
        [sys.executable, "-m", "kuangtu", "worker", "--until-stdin-closes"],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run_server(host: str, port: int, *, threads: int, demo: bool) -> None:
    """Serve until Ctrl-C or a termination signal; requests under way are finished."""
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    server = create_server(
        get_wsgi_application(),
        host=host.strip("[]"),
        port=port,
        threads=threads,
        ident="kuangtu",
        clear_untrusted_proxy_headers=False,
    )
    signal.signal(signal.SIGTERM, stop)
    announce(host, port, demo=demo)
    try:
        server.run()
    finally:
        server.close()


def stop(_signum: int, _frame: FrameType | None) -> None:
    """End the way Ctrl-C does."""
    raise SystemExit(0)


@click.command()
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
def worker(until_stdin_closes: bool) -> None:
    """只运行后台任务 · run the background worker alone."""
    start_django()
    from django.core.management import call_command

    if until_stdin_closes:
        threading.Thread(target=end_with_parent, daemon=True).start()
    call_command("db_worker", verbosity=0, interval=1, startup_delay=False)


def end_with_parent() -> None:
    """Wait for the parent's end of the pipe to close, then stop as if told to."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django 管理命令 · Django's own commands, for administrators."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kuangtu manage", *arguments])
