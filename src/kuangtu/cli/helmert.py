# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The options by which an operator gives the parameters of an old datum. 老坐标系转换参数选项。"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kuangtu.cli.output import Command
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.geo.crs import Helmert


def helmert_options(command: Command) -> Command:
    """Add `--helmert` and what belongs to it to a command."""
    options = (
        click.option("--helmert", help="老坐标系转换参数 dx,dy,dz[,rx,ry,rz,ppm]（米、角秒）"),
        click.option(
            "--helmert-convention",
            type=click.Choice(["position_vector", "coordinate_frame"]),
            default=None,
            help="旋转的约定 · sign convention of the rotations",
        ),
        click.option("--helmert-accuracy-m", type=float, help="转换精度（米）· accuracy in metres"),
        click.option(
            "--helmert-source", default="", help="参数来源 · where the parameters are from"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def helmert_of(said: dict[str, Any]) -> Helmert | None:
    """Parameters from an old datum, with their accuracy and source. Raises: Invalid."""
    from kuangtu.geo.crs import helmert_from

    if not said["helmert"]:
        return None
    try:
        return helmert_from(
            said["helmert"],
            accuracy_m=said["helmert_accuracy_m"],
            source=said["helmert_source"],
            convention=said["helmert_convention"] or "",
        )
    except ValueError as error:
        raise invalid(
            "crs.helmert-option",
            "转换参数不完整或不是有限数：须为 3 个或 7 个数，并给出 --helmert-accuracy-m、"
            "--helmert-source，含旋转时还须 --helmert-convention",
            "the parameters are not complete or not finite: give 3 or 7 numbers, "
            "--helmert-accuracy-m, --helmert-source, and with rotations --helmert-convention",
            Place(field="--helmert"),
        ) from error
