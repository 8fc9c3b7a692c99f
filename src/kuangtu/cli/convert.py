# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu convert`: a range in another format. 范围格式转换命令。"""

from __future__ import annotations

import sys
from typing import Any

import click

from kuangtu.cli.ground import content_of, crs_options, declared_of, print_warnings
from kuangtu.geo.crs import zone_of_number
from kuangtu.geo.formats import WRITERS, read_ground, write_as


@click.command()
@click.argument("file")
@click.option(
    "--to", "target", required=True, type=click.Choice(list(WRITERS)), help="格式 · format"
)
@click.option("--zone", type=int, help="写入的投影带带号，如 29 · number of the zone to write in")
@crs_options
@click.option(
    "--deduct/--count",
    "confirm_deduction",
    default=None,
    help="备注“扣除”而标志为 1 的圈：扣除，还是计入 · rings noted 扣除 with flag 1",
)
def convert(
    *, file: str, target: str, zone: int | None, confirm_deduction: bool | None, **said: Any
) -> None:
    """范围格式转换，写到标准输出 · a range in another format, to stdout.

    FILE：采矿权、探矿权范围字符串，国土 TXT，GeoJSON，WKT 或拐点表；- 为标准输入 · - is stdin.
    同一格式原样写出；写入的格式容不下的内容在标准错误中列出 · the same format is written to the
    letter; what the other format has no room for is told on stderr.
    """
    wanted = None if zone is None else zone_of_number(zone)
    if zone is not None and wanted is None:
        raise click.BadParameter("3° 带 25–45，6° 带 13–23 · 3° zones 25–45, 6° zones 13–23")
    ground = read_ground(
        content_of(file),
        file=file,
        declared=declared_of(said),
        confirm_deduction=confirm_deduction,
    )
    written = write_as(ground, target, zone=wanted)
    click.echo(written.text, nl=sys.stdout.isatty())
    print_warnings((*ground.warnings, *written.warnings))
