# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu rights`: import a register, list it as of a day, read the quotas. 矿业权台账命令。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kuangtu.cli.output import DAY, json_option, print_json, print_table, start_django
from kuangtu.codes.choices import RightKind
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.rights.models import RightVersion
    from kuangtu.rights.services import ImportReport
    from kuangtu.rights.types import AccountReading

COUNTY = click.option("--county", default="", help="行政区代码，缺省为本县 · division code")
AS_OF = click.option("--as-of", type=DAY, help="截至哪一天，缺省为今天 · as of which day")


@click.group()
def rights() -> None:
    """矿业权台账：导入、列表、指标账户 · the ledger of rights."""


@rights.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@COUNTY
@json_option
def import_(file: Path, county: str, as_json: bool) -> None:
    """导入 CSV 或 XLSX 台账，有一处错误则一行也不存 · import a register, all rows or none."""
    open_ledger()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.rights.services import import_rights

    report = import_rights(
        content=read_bytes(file), file_name=file.name, adcode=county_or_own(county), actor=SYSTEM
    )
    if as_json:
        print_json(report_record(report))
        return
    for warning in report.warnings:
        click.echo(f"提示 · note: {warning.place}: {warning.text.zh} · {warning.text.en}", err=True)
    click.echo(
        f"{report.rows} 行：新增矿业权 {report.new_rights} 个、登记版本 {report.new_versions} 个，"
        f"未变 {report.unchanged} 行 · {report.rows} rows: {report.new_rights} new rights, "
        f"{report.new_versions} new versions, {report.unchanged} unchanged"
    )


def open_ledger() -> None:
    """The database, plans, norms and base layers, prepared as `kuangtu check` prepares them."""
    start_django()
    from kuangtu.cli.setup import ensure_ready

    ensure_ready(today=today(), say=lambda line: click.echo(line, err=True))


def county_or_own(county: str) -> str:
    from django.conf import settings

    return county or str(settings.KUANGTU_COUNTY)


def read_bytes(file: Path) -> bytes:
    """The file, unless it is larger than an upload may be. Raises: Invalid."""
    from django.conf import settings

    size, most = file.stat().st_size, settings.KUANGTU_UPLOAD_LIMIT_BYTES
    if size > most:
        raise invalid(
            "file-too-large",
            "文件 {size} MB，超过上限 {most} MB",
            "The file has {size} MB, more than {most} MB",
            Place(file.name),
            size=size // 2**20,
            most=most // 2**20,
        )
    return file.read_bytes()


def report_record(report: ImportReport) -> dict[str, Any]:
    return {
        "file": report.file,
        "sha256": report.sha256,
        "rows": report.rows,
        "new_rights": report.new_rights,
        "new_versions": report.new_versions,
        "unchanged": report.unchanged,
        "warnings": [warning.as_json() for warning in report.warnings],
    }


@rights.command("list")
@AS_OF
@click.option("--kind", help="采矿权 或 探矿权 · mining or exploration right")
@COUNTY
@json_option
def list_(as_of: date | None, kind: str | None, county: str, as_json: bool) -> None:
    """列出某日的台账 · list the ledger as it stood on a day."""
    open_ledger()
    from kuangtu.accounts.actor import Actor, Role
    from kuangtu.rights.queries import rights_as_of

    day = as_of or today()
    reader = Actor("system", "系统", Role.VIEWER, county_or_own(county))
    found = rights_as_of(reader, day)
    if kind:
        found = found.filter(right__kind=kind_named(kind))
    records = [right_record(one, day) for one in found]
    if as_json:
        print_json({"as_of": day.isoformat(), "count": len(records), "rights": records})
        return
    print_table(
        f"矿业权台账 {day}：{len(records)} 个",
        ("证号", "名称", "种类", "主矿种", "生产规模", "规模/阶段", "状态", "有效期止", "面积km²"),
        [row_of(one) for one in records],
    )


def kind_named(words: str) -> RightKind:
    """The kind of that name or code. Raises: Invalid."""
    kind = RightKind.from_words(words)
    if kind is None:
        raise invalid(
            "unknown-right-kind",
            "没有“{words}”这一种类，请写 采矿权 或 探矿权",
            "There is no kind “{words}”; write 采矿权 or 探矿权",
            Place(field="--kind"),
            words=words,
        )
    return kind


def right_record(version: RightVersion, day: date) -> dict[str, Any]:
    """A right as it stood on a day, for JSON and for the table."""
    from kuangtu.geo.ground import km2
    from kuangtu.rights.queries import standing_on

    capacity = version.capacity_quantity
    return {
        "number": version.right.number,
        "kind": version.right.kind,
        "adcode": version.right.adcode,
        "name": version.name,
        "holder": version.holder,
        "mineral": {"code": version.mineral.code, "name": version.mineral.name},
        "other_minerals": [one.name for one in version.other_minerals],
        "method": version.method or None,
        "capacity": str(capacity.value) if capacity else None,
        "capacity_unit": capacity.unit if capacity else None,
        "size_class": version.size_class or None,
        "stage": version.stage or None,
        "mine_status": version.mine_status or None,
        "status": standing_on(version, day).value,
        "act": version.act,
        "effective_on": version.effective_on.isoformat(),
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "area_km2": str(km2(version.area_m2)),
        "is_demo": version.right.is_demo,
    }


def row_of(record: dict[str, Any]) -> list[object]:
    from kuangtu.codes.choices import ExplorationStage, RightStatus, SizeClass

    kind, status = RightKind(record["kind"]), RightStatus(record["status"])
    size, stage = record["size_class"], record["stage"]
    graded = SizeClass(size).label.zh if size else ExplorationStage(stage).label.zh if stage else ""
    capacity = f"{record['capacity']} {record['capacity_unit']}" if record["capacity"] else ""
    return [
        record["number"],
        record["name"],
        kind.label.zh,
        record["mineral"]["name"],
        capacity,
        graded,
        status.label.zh,
        record["valid_to"],
        record["area_km2"],
    ]


@rights.command("quota")
@AS_OF
@COUNTY
@json_option
def quota(as_of: date | None, county: str, as_json: bool) -> None:
    """规划指标账户；超限退出码 1，无法判断 3 · the plan's accounts: 1 broken, 3 unknown."""
    open_ledger()
    from kuangtu.plans.queries import folders_on
    from kuangtu.rights.queries import level_of_accounts
    from kuangtu.rights.quota import is_kept

    day, adcode = as_of or today(), county_or_own(county)
    goals = [goal for folder in folders_on(day, adcode).values() for goal in folder.goals]
    found = list(level_of_accounts(goals=goals, day=day, adcode=adcode).values())
    kept = [is_kept(one) for one in found]
    if as_json:
        records = [account_record(one) | {"is_kept": is_kept(one)} for one in found]
        print_json({"as_of": day.isoformat(), "adcode": adcode, "accounts": records})
    elif found:
        print_accounts(day, found)
    else:
        click.echo(f"{day} 没有装载带指标账户的规划 · no plan with accounts is loaded for that day")
    raise SystemExit(exit_code(kept))


def exit_code(kept: Iterable[bool | None]) -> int:
    """0 if every account keeps its limit, 1 if one is broken, 3 if one cannot be told or none is.

    >>> exit_code([True, True]), exit_code([True, False, None]), exit_code([True, None])
    (0, 1, 3)
    >>> exit_code([])
    3
    """
    answers = list(kept)
    if False in answers:
        return 1
    return 3 if None in answers or not answers else 0


def account_record(reading: AccountReading) -> dict[str, Any]:
    return {
        "account": reading.account.value,
        "goal": reading.goal_code,
        "comparison": reading.comparison.value,
        "limit": str(reading.limit),
        "unit": reading.unit,
        "now": None if reading.now is None else str(reading.now),
        "note": reading.note.as_json(),
    }


def print_accounts(day: date, found: list[AccountReading]) -> None:
    from kuangtu.rights.quota import is_kept

    answers = {True: "符合 · kept", False: "超限 · broken", None: "缺数据 · unknown"}
    print_table(
        f"指标账户 {day}",
        ("账户", "目标", "现值", "单位", "判断", "说明"),
        [
            (
                one.account.value,
                f"{one.comparison.value} {one.limit}",
                "" if one.now is None else f"{one.now:.2f}",
                one.unit,
                answers[is_kept(one)],
                one.note.zh,
            )
            for one in found
        ],
    )


def today() -> date:
    """The day at the county."""
    from django.utils import timezone

    return timezone.localdate()
