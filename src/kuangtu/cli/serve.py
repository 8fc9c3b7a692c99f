# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu serve`: the server and one background worker in one command. 启动服务。"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from kuangtu.cli.alive import alive
from kuangtu.cli.listening import EVERY_ADDRESS, address_of, is_loopback, refuse_unusable
from kuangtu.cli.output import start_django
from kuangtu.cli.warming import warming_up

# An import hands in the parts of a data set in one request; beyond these it is not read at all.
FILES_A_REQUEST = 4
# An answer waits in memory until it is sent; above this it waits in a file, which costs a page of
# a thousand features (1 MB) a third of its time.
KEPT_IN_MEMORY = 16 * 1024 * 1024
ENDINGS = (signal.SIGINT, signal.SIGTERM)


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
    refuse_unusable(*address)
    prepare(demo=demo)
    for ending in ENDINGS:
        signal.signal(ending, stop)
    with background_worker():
        run_server(*address, threads=settings.KUANGTU_THREADS, demo=demo)
    click.echo("已停止 · stopped")


def choose_home(home: Path | None, *, demo: bool) -> None:
    """Settings read both when Django starts; the worker inherits them."""
    if home is not None:
        os.environ["KUANGTU_HOME"] = str(home.resolve())
    if demo:
        os.environ["KUANGTU_DEMO"] = "true"


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
        click.echo(f"尚无账户，请运行 · no account yet, run:\n  {first_account_command()}")
        return
    from kuangtu.cli.user import open_account

    click.echo("尚无账户，请开设第一个管理员 · no account yet: open the first administrator's")
    username = click.prompt("账户名 · account name")
    password = click.prompt("口令 · password", hide_input=True, confirmation_prompt=True)
    open_account(username=username, password=password, role="ADMINISTRATOR")


def first_account_command() -> str:
    """What to type for an account in this home; another home would get it without the variable."""
    home = os.environ.get("KUANGTU_HOME")
    chosen = f"KUANGTU_HOME={shlex.quote(home)} " if home else ""
    return f"{chosen}kuangtu user add NAME --role ADMINISTRATOR"


def announce(host: str, port: int, *, demo: bool) -> None:
    """The address, and in a demonstration the accounts."""
    from django.conf import settings

    from kuangtu.cli.setup import DEMO_ACCOUNTS, DEMO_PASSWORD

    click.echo(f"\n矿图已启动 · Kuangtu is running: {address_of(host, port)}")
    if host in EVERY_ADDRESS:
        names = ", ".join(settings.ALLOWED_HOSTS)
        click.echo(f"只应答这些主机名（KUANGTU_ALLOWED_HOSTS）· answers only as: {names}")
    if demo:
        click.echo("演示账户（虚构数据）· demo accounts:")
        for username, name, role in DEMO_ACCOUNTS:
            click.echo(f"  {username:<10}{DEMO_PASSWORD}  {name}（{role.label.zh}）")
    if demo and not is_loopback(host):
        click.echo("注意：演示口令人人皆知，不要放在网络上 · demo passwords are public knowledge")
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
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    server = create_server(
        get_wsgi_application(),
        host=host.strip("[]"),
        port=port,
        threads=threads,
        ident="kuangtu",
        outbuf_overflow=KEPT_IN_MEMORY,
        max_request_body_size=FILES_A_REQUEST * settings.KUANGTU_UPLOAD_LIMIT_BYTES,
        **proxy_options(settings.KUANGTU_TRUSTED_PROXY, behind_tls=settings.KUANGTU_BEHIND_TLS),
    )
    announce(host, port, demo=demo)
    try:
        with warming_up():
            server.run()
    finally:
        server.close()


def proxy_options(trusted: str, *, behind_tls: bool) -> dict[str, object]:
    """What waitress believes of a proxy's headers: of the one that is named, of no other.

    Behind TLS without a named proxy the scheme alone is read, by Django.
    """
    if not trusted:
        return {"clear_untrusted_proxy_headers": not behind_tls}
    return {
        "trusted_proxy": trusted,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def stop(_signum: int, _frame: FrameType | None) -> None:
    """End once, whichever signal says so; a second one would leave the worker behind."""
    for ending in ENDINGS:
        signal.signal(ending, already_stopping)
    raise SystemExit(0)


def already_stopping(_signum: int, _frame: FrameType | None) -> None:
    """Nothing more to do."""


@click.command()
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
def worker(until_stdin_closes: bool) -> None:
    """只运行后台任务 · run the background worker alone."""
    start_django()
    from django.core.management import call_command
    from django.utils import timezone

    from kuangtu.layers.tasks import take_up_what_was_left

    if until_stdin_closes:
        threading.Thread(target=end_with_parent, daemon=True).start()
    with alive() as is_alone:
        take_up_what_was_left(at=timezone.localtime(), is_alone=is_alone)
        call_command("db_worker", verbosity=0, interval=1, startup_delay=False)


def end_with_parent() -> None:
    """Wait for the parent's end of the pipe to close, then stop as if told to."""
    # Not through sys.stdin: its lock, held while waiting, would break the interpreter's end.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django 管理命令 · Django's own commands, for administrators."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kuangtu manage", *arguments])
