# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the commands that read a range share: its file, its options, its warnings. 范围命令共用。"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kuangtu.cli.helmert import helmert_of, helmert_options
from kuangtu.cli.output import Command
from kuangtu.core.errors import Place, Problem, invalid
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.written import MOST_BYTES


def crs_options(command: Command) -> Command:
    """Add the options that say what the numbers of coordinates cannot."""
    options = (
        click.option("--epsg", type=int, help="坐标系 EPSG 代码 · EPSG code of the coordinates"),
        click.option(
            "--meridian",
            type=int,
            help="无带号坐标的中央经线（度）· central meridian, no zone number",
        ),
        click.option(
            "--zone-width",
            type=click.Choice(["3", "6"]),
            default="3",
            help="投影带宽（度）· width of the zones",
        ),
        click.option(
            "--angles",
            type=click.Choice(["decimal", "packed"]),
            help="十进制度，或度.分秒 · decimal degrees, or packed DDD.MMSSsss",
        ),
        click.option(
            "--axes",
            type=click.Choice(["north-east", "east-north"]),
            help="坐标轴次序 · order of the axes",
        ),
        helmert_options,
    )
    for option in reversed(options):
        command = option(command)
    return command


def declared_of(said: dict[str, Any]) -> DeclaredCrs:
    """Raises: Invalid for parameters that are not complete."""
    return DeclaredCrs(
        epsg=said["epsg"],
        central_meridian=said["meridian"],
        zone_width_degrees=int(said["zone_width"]),
        helmert=helmert_of(said),
        axes=said["axes"] or "",
        angles=said["angles"] or "",
    )


def content_of(file: str) -> bytes:
    """At most one byte more than the reader accepts, so that it can say that it is too much."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise invalid(
            "file.unreadable",
            "文件无法读取：{why}",
            "the file cannot be read: {why}",
            Place(file),
            why=error.strerror or str(error),
        ) from error


def print_warnings(warnings: Sequence[Problem]) -> None:
    """Tell on stderr what a person should look at."""
    for problem in warnings:
        where = f"{problem.place}: " if str(problem.place) else ""
        click.echo(
            f"注意 note: {where}[{problem.code}] {problem.text.zh} · {problem.text.en}", err=True
        )
