# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer`: the layers of the One Map. 图层命令。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kuangtu.cli.layer_check import check
from kuangtu.cli.layer_coverage import coverage
from kuangtu.cli.layer_diff import confirm_option, diff, seen_on_the_screen
from kuangtu.cli.layer_export import export
from kuangtu.cli.layer_home import layer_of_files, now, open_home, require_editions, today
from kuangtu.cli.layer_options import reading_arguments, reading_options
from kuangtu.cli.layer_profile import profile
from kuangtu.cli.layer_reading import Asked, confirmed_reading, profile_option, yes_option
from kuangtu.cli.layer_tiles import tiles
from kuangtu.cli.output import DAY, json_option, print_json, print_table

if TYPE_CHECKING:
    from kuangtu.layers.ledgers import LedgerEdition
    from kuangtu.layers.models import Edition

LAYER = click.argument("code")
NUMBER = click.argument("number", type=click.IntRange(min=1))


@click.group()
def layer() -> None:
    """一张图图层：导入、发布、撤回、查看 · the layers of the One Map."""


layer.add_command(tiles)
layer.add_command(diff)
layer.add_command(export)
layer.add_command(check)
layer.add_command(coverage)
layer.add_command(profile)


@layer.command("import")
@reading_options
@click.option("--source", required=True, help="来源：谁、以何文提供 · who supplied it")
@click.option("--dated-on", type=DAY, help="数据截止日期 · as of")
@click.option("--authority", default="", help="批准或负责机关 · authority")
@click.option("--licence", default="", help="许可 · licence")
@click.option("--attribution", default="", help="署名 · attribution")
@click.option(
    "--quality",
    type=click.Choice(["REFERENCE", "CHECKED", "APPROVED"], case_sensitive=False),
    default="REFERENCE",
    show_default=True,
    help="质量：参考、初审、审批",
)
@click.option(
    "--security",
    type=click.Choice(["PUBLIC", "INTERNAL", "CONTROLLED"], case_sensitive=False),
    help="密级：公开、内部、受控；缺省按字典",
)
@click.option("--accuracy-m", type=float, help="位置精度（米）· accuracy of positions")
@click.option("--without-invalid", is_flag=True, help="剔除有错的要素后导入 · leave them out")
@click.option("--publish", is_flag=True, help="导入后立即发布 · publish it at once")
@confirm_option
@profile_option
@yes_option
@json_option
def import_(file: Path, *, code: str, publish: bool, as_json: bool, **said: Any) -> None:
    """导入文件为待发布版本 · import a file as a staged edition.

    先显示坐标系、编码和字段对照；在终端上会询问，加 --yes 或不在终端上则直接导入。
    """
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.findings import ImportRefused
    from kuangtu.layers.services import import_layer
    from kuangtu.layers.tasks import publish as publish_edition

    layer_of_files(code)
    day = today()
    asked = Asked(file, code, said["profile_name"], said["yes"], as_json)
    arguments = confirmed_reading(asked, import_arguments(said))
    try:
        edition = import_layer(layer=code, file=file, imported_on=day, actor=SYSTEM, **arguments)
    except ImportRefused as error:
        if as_json:
            print_json({"findings": [finding.as_json() for finding in error.findings]})
        raise
    if publish:
        edition = publish_edition(
            edition=edition,
            published_on=day,
            requested_at=now(),
            actor=SYSTEM,
            acceptance=seen_on_the_screen(edition, said["confirmed"]),
        )
    report(edition, as_json=as_json)


def import_arguments(said: dict[str, Any]) -> dict[str, Any]:
    """The options as the service takes them. Raises: Invalid."""
    from kuangtu.layers.choices import Quality, Security

    as_given = ("source", "authority", "licence", "attribution", "accuracy_m", "without_invalid")
    dated_on = said["dated_on"]
    return (
        {name: said[name] for name in as_given}
        | reading_arguments(said)
        | {
            "dated_on": dated_on if isinstance(dated_on, date) else None,
            "quality": Quality(said["quality"].upper()),
            "security": Security(said["security"].upper()) if said["security"] else None,
        }
    )


def report(edition: Edition, *, as_json: bool) -> None:
    """The edition, and what was found on the way."""
    from kuangtu.layers.finding_kinds import kind_named
    from kuangtu.layers.queries import edition_record, manifest_of

    found = manifest_of(edition)["findings"]
    if as_json:
        print_json({**edition_record(edition), "findings": found})
        return
    click.echo(f"已导入 {edition}：{edition.feature_count} 个要素，{status_of(edition)}")
    system = f"EPSG:{edition.crs_epsg} {edition.crs_name}；" if edition.crs_epsg else ""
    click.echo(f"坐标系 {system}{edition.crs_how['zh']}")
    if edition.left_out_count:
        click.echo(f"已剔除 {edition.left_out_count} 个有错的要素，清单见 manifest.json")
    rows = [
        (
            kind_named(kind).severity.label.zh,
            kind_named(kind).name.zh,
            count,
            next(one["message"]["zh"] for one in found if one["kind"] == kind),
        )
        for kind, count in edition.finding_counts.items()
    ]
    if rows:
        print_table("检查发现", ("程度", "类型", "数量", "例"), rows)
    if edition.published_on is None:
        click.echo(
            f"核对后发布 · publish it: kuangtu layer publish {edition.layer} {edition.number}"
        )


@layer.command("list")
@json_option
def list_(as_json: bool) -> None:
    """列出字典中的全部图层及其状态 · every layer of the dictionary and its state."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.queries import edition_record, layer_states

    states = layer_states(as_of=today(), actor=SYSTEM)
    if as_json:
        print_json(
            [
                {
                    "code": one.code,
                    "name": one.specification.name.as_json(),
                    "state": one.state.value,
                    "reason": one.reason.as_json(),
                    "provider": one.specification.provider.as_json(),
                    "edition": edition_record(one.edition) if one.edition else None,
                }
                for one in states
            ]
        )
        return
    rows = [
        (
            one.code,
            one.specification.name.zh,
            one.state.label.zh,
            one.edition.number if one.edition else "",
            (one.edition.dated_on or "日期不明") if one.edition else "",
            one.edition.feature_count if one.edition else "",
            one.reason.zh,
        )
        for one in states
    ]
    print_table("图层", ("编码", "名称", "状态", "版本", "数据日期", "要素", "说明"), rows)


@layer.command("show")
@LAYER
@json_option
def show(code: str, as_json: bool) -> None:
    """查看一个图层的规定与全部版本 · a layer's specification and editions."""
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.dictionary import layer as layer_named
    from kuangtu.layers.dictionary import specification_record
    from kuangtu.layers.ledgers import LedgerEdition
    from kuangtu.layers.queries import current_edition, edition_record, editions, is_intact

    specification = layer_named(code)
    current = current_edition(code, as_of=today(), actor=SYSTEM)
    if isinstance(current, LedgerEdition):
        show_ledger(current, as_json=as_json)
        return
    found = [(one, is_intact(one)) for one in editions(code, actor=SYSTEM)]
    if as_json:
        shown = [{**edition_record(one), "intact": intact} for one, intact in found]
        print_json({"specification": specification_record(specification), "editions": shown})
        return
    click.echo(
        f"{specification.name.zh}（{specification.code}，{specification.geometry.label.zh}）"
    )
    laws = "、".join(specification.laws) or "—"
    due = f"每 {specification.update_months} 个月" if specification.update_months else "有变化时"
    click.echo(f"提供单位：{specification.provider.zh}；更新：{due}；依据：{laws}")
    fields = [
        (
            one.name,
            one.label.zh,
            one.type.label.zh,
            "必填" if one.is_required else "",
            one.unit,
            "、".join(one.aliases),
        )
        for one in specification.fields
    ]
    print_table("字段", ("字段", "名称", "类型", "", "单位", "也可写作"), fields)
    rows = [
        (
            one.number,
            status_of(one),
            one.dated_on or "日期不明",
            one.feature_count,
            one.source,
            one.sha256[:12],
            "完好" if intact else "损坏",
        )
        for one, intact in found
    ]
    print_table("版本", ("版本", "状态", "数据日期", "要素", "来源", "sha256", "文件"), rows)


def show_ledger(edition: LedgerEdition, *, as_json: bool) -> None:
    """A ledger's layer as it stands; its acts are shown where they are made."""
    from kuangtu.layers.dictionary import specification_record
    from kuangtu.layers.queries import edition_record

    if as_json:
        asked_for = specification_record(edition.specification)
        print_json({"specification": asked_for, "editions": [edition_record(edition)]})
        return
    click.echo(f"{edition}：{edition.feature_count} 个要素；{edition.source}")
    click.echo(edition.specification.note.zh)


@layer.command("publish")
@LAYER
@NUMBER
@confirm_option
@json_option
def publish(code: str, number: int, *, confirmed: Sequence[str], as_json: bool) -> None:
    """发布一个待发布版本 · publish a staged edition.

    先打印与现行版本的差别和检查提醒；有风险的须用 --confirm 逐项确认。
    """
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.queries import edition_numbered
    from kuangtu.layers.tasks import publish as publish_edition

    require_editions(code)
    edition = edition_numbered(code, number, actor=SYSTEM)
    edition = publish_edition(
        edition=edition,
        published_on=today(),
        requested_at=now(),
        actor=SYSTEM,
        acceptance=seen_on_the_screen(edition, confirmed),
    )
    tell_what_holds(edition, f"已发布 {edition}", as_json=as_json)


@layer.command("withdraw")
@LAYER
@NUMBER
@click.option("--because", required=True, help="撤回原因 · why")
@json_option
def withdraw(code: str, number: int, *, because: str, as_json: bool) -> None:
    """撤回一个版本（文件保留，供核对旧审查）· withdraw an edition.

    撤回后打印当日所用的版本；没有时图层为“缺”，审查按缺数据处理。
    """
    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.queries import edition_numbered
    from kuangtu.layers.services import withdraw_edition

    require_editions(code)
    edition = edition_numbered(code, number, actor=SYSTEM)
    edition = withdraw_edition(edition=edition, because=because, withdrawn_on=today(), actor=SYSTEM)
    tell_what_holds(edition, f"已撤回 {edition}", as_json=as_json)


def tell_what_holds(edition: Edition, done: str, *, as_json: bool) -> None:
    """What was done with an edition, and which edition of its layer is in force afterwards."""
    from kuangtu.layers.queries import edition_record
    from kuangtu.layers.queries.accepting import in_force

    current = in_force(edition.layer, day=today())
    if as_json:
        number = current.number if current else None
        print_json({**edition_record(edition), "in_force": number})
        return
    click.echo(done)
    if current is None:
        click.echo("该图层现在没有可用版本（缺）· the layer has no edition in force now")
    else:
        click.echo(f"现行 · in force: {current}（数据日期 {current.dated_on or '不明'}）")


def status_of(edition: Edition) -> str:
    """The edition's status in words."""
    from kuangtu.layers.choices import EditionStatus

    return EditionStatus(edition.status).label.zh
