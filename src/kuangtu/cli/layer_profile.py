# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer profile`: how files of one kind are read into a layer. 字段对照方案命令。"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kuangtu.cli.layer_home import open_home, today
from kuangtu.cli.output import json_option, print_json, print_table
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.layers.models import MappingProfile

LAYER = click.argument("code")
NAME = click.argument("name")
VERSION = click.option(
    "--version", "version", type=click.IntRange(min=1), help="版本，缺省为最新 · version"
)


@click.group("profile")
def profile() -> None:
    """字段对照方案：同类文件的字段、单位、取值对照 · saved mappings of source columns."""


@profile.command("list")
@click.option("--layer", "code", default="", help="只列这个图层的 · of this layer only")
@json_option
def list_(code: str, as_json: bool) -> None:
    """列出方案 · the newest version of every profile."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.queries import profiles

    found = profiles(actor=SYSTEM, layer=code)
    if as_json:
        print_json([summary_of(one) for one in found])
        return
    rows = [
        (one.layer, one.name, one.version, one.provider, len(one.columns), one.made_on)
        for one in found
    ]
    print_table("字段对照方案", ("图层", "方案", "版本", "提供单位", "字段数", "保存日期"), rows)


@profile.command("show")
@LAYER
@NAME
@VERSION
@json_option
def show(code: str, name: str, version: int | None, as_json: bool) -> None:
    """查看一个方案：每个源字段的含义 · what each source column means."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.files import profile_record
    from kuangtu.layers.profiles.queries import content_of, profile_named

    found = profile_named(code, name, actor=SYSTEM, version=version)
    record = profile_record(code, content_of(found))
    if as_json:
        print_json({"version": found.version, **record})
        return
    click.echo(f"{found}；图层 {code}；保存于 {found.made_on}")
    click.echo(
        f"提供单位：{found.provider or '—'}；坐标系：{found.crs_epsg or '—'}；"
        f"编码：{found.encoding or '—'}；表：{found.table or '—'}"
    )
    rows = [
        (
            column,
            meaning.get("field") or ("不导入" if "left_out_because" in meaning else "按原名"),
            meaning.get("unit", ""),
            meaning.get("left_out_because", ""),
        )
        for column, meaning in record["columns"].items()
    ]
    print_table("字段", ("源字段", "字段", "源单位", "不导入的原因"), rows)
    pairs = [
        (field, value, code or "（空）")
        for field, codes in record["values"].items()
        for value, code in codes.items()
    ]
    if pairs:
        print_table("取值", ("字段", "源值", "代码"), pairs)


@profile.command("export")
@LAYER
@NAME
@VERSION
@click.option("--to", "target", type=click.Path(path_type=Path), help="文件，.toml 或 .json")
def export(code: str, name: str, version: int | None, target: Path | None) -> None:
    """把方案写成文件 · write a profile as TOML, or as JSON by the suffix of the file."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.files import profile_record, toml_of
    from kuangtu.layers.profiles.queries import content_of, profile_named

    found = profile_named(code, name, actor=SYSTEM, version=version)
    record = profile_record(code, content_of(found))
    if target is None:
        click.echo(toml_of(record), nl=False)
        return
    is_json = target.suffix.casefold() == ".json"
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n" if is_json else toml_of(record)
    target.write_text(text, "utf-8")
    click.echo(f"已写出 {found} → {target}")


@profile.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """从文件保存方案；同名的成为新版本 · keep a profile from a file."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.files import read_profile
    from kuangtu.layers.profiles.services import save_profile

    if not file.is_file():
        raise invalid(
            "layer.file-missing",
            "文件不存在，请核对路径",
            "there is no such file; check the path",
            Place(str(file)),
        )
    code, content = read_profile(file.read_bytes(), file=file.name)
    saved = save_profile(layer=code, content=content, made_on=today(), actor=SYSTEM)
    click.echo(f"已保存 {saved}，图层 {code}")


@profile.command("delete")
@LAYER
@NAME
def delete(code: str, name: str) -> None:
    """不再使用一个方案（已导入的版本仍记着它）· propose a profile no longer."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.services import delete_profile

    delete_profile(layer=code, name=name, deleted_on=today(), actor=SYSTEM)
    click.echo(f"已删除方案 {name}")


def summary_of(one: MappingProfile) -> dict[str, object]:
    """A profile as a list prints it."""
    return {
        "layer": one.layer,
        "name": one.name,
        "version": one.version,
        "provider": one.provider,
        "columns": one.columns,
        "made_on": one.made_on.isoformat(),
    }
