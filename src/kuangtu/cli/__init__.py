# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The command line: one entry, commands loaded only when called. 命令行。

Exit codes: 0 done (or: conforms), 1 the answer is negative, 2 the input or the call is wrong,
3 no final answer yet, 70 a defect of the program.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Any

import click

from kuangtu import __version__
from kuangtu.cli.output import print_error
from kuangtu.core.errors import KuangtuError

# Command → (module, one line of help). The modules are imported when their command is called.
COMMANDS = {
    "serve": ("kuangtu.cli.serve", "启动服务：网页、接口与后台任务 · start the product"),
    "check": ("kuangtu.cli.check", "规划符合性审查 · review an application"),
    "replay": ("kuangtu.cli.check", "按回执重算核对 · repeat a review"),
    "plan": ("kuangtu.cli.plan", "规划文件夹：检查、装载、查看、导出 · the plan folder"),
    "layer": ("kuangtu.cli.layer", "一张图图层：导入、发布、列表 · one-map layers"),
    "rights": ("kuangtu.cli.rights", "矿业权台账：导入、列表、指标账户 · the ledger of rights"),
    "sheet": ("kuangtu.cli.geo", "图幅号与坐标互查 (GB/T 13989) · map sheets"),
    "area": ("kuangtu.cli.geo", "椭球面积 (TD/T 1055 附录D) · areas of a range"),
    "convert": ("kuangtu.cli.convert", "范围格式转换 · a range in another format"),
    "user": ("kuangtu.cli.user", "账户 · accounts"),
    "worker": ("kuangtu.cli.serve", "只运行后台任务 · run the background worker alone"),
    "manage": ("kuangtu.cli.serve", "Django 管理命令 · Django's own commands"),
}


DEFECT = 70  # EX_SOFTWARE


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.{cmd_name} is not a command")
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kuangtu")
def cli() -> None:
    """矿图 Kuangtu: the county's mineral plan made executable."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command; whatever a person can be told goes to stderr and exits with 2."""
    options: dict[str, Any] = {"prog_name": "kuangtu", "standalone_mode": True}
    try:
        cli(args=arguments, **options)
    except KuangtuError as error:
        print_error(error)
        sys.exit(2)
    except Exception:  # noqa: BLE001 - 1 would read as 不符合; a defect has an exit code of its own
        traceback.print_exc()
        click.echo("程序缺陷，没有结论 · a defect of the program, no answer was reached", err=True)
        sys.exit(DEFECT)
