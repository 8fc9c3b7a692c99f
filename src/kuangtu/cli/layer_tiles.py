# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer tiles`: vector tiles made at once, or made again. 瓦片命令。"""

from __future__ import annotations

import sys

import click

from kuangtu.cli.output import json_option, print_json


@click.command("tiles")
@click.argument("code")
@click.argument("number", type=click.IntRange(min=1), required=False)
@json_option
def tiles(code: str, number: int | None, as_json: bool) -> None:
    """生成或重新生成瓦片 · make the vector tiles of an edition.

    NUMBER：版本号；缺省为当日所用的版本。
    """
    from kuangtu.cli.layer_home import open_home

    open_home()
    from dataclasses import asdict

    from django.utils import timezone

    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.core.errors import NotFound
    from kuangtu.core.text import Text
    from kuangtu.layers.choices import TilesStatus
    from kuangtu.layers.queries import current_edition, edition_numbered, tile_record
    from kuangtu.layers.tiling.services import make_tiles, request_tiles

    found = (
        edition_numbered(code, number, actor=SYSTEM)
        if number
        else current_edition(code, as_of=timezone.localdate())
    )
    if found is None:
        raise NotFound(what=Text(f"图层 {code} 的已发布版本", f"a published edition of {code}"))
    wanted = request_tiles(edition=found, requested_at=timezone.localtime(), actor=SYSTEM)
    made = make_tiles(wanted.pk, clock=timezone.localtime)
    record = tile_record(found)
    if made.status != TilesStatus.MADE or record is None:
        reason = made.reason or TilesStatus(made.status).label.as_json()
        click.echo(f"{found}：{reason['zh']} · {reason['en']}", err=True)
        sys.exit(1)
    if as_json:
        print_json(asdict(record))
        return
    click.echo(
        f"已生成 {found} 的瓦片：{record.tile_count} 张，级别 0–{record.max_zoom}"
        f"（{record.feature_zoom} 级起为要素），{record.size_bytes / 1e6:.1f} MB"
    )
