# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu check` and `kuangtu replay`: the main job of the product. 审查与核对命令。"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from kuangtu.cli.output import json_option, print_json, print_table, start_django
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.conformity.findings import Review
    from kuangtu.conformity.types import Application

# The exit codes of several applications together: the gravest decides.
GRAVITY = (1, 3, 0)
Record = Mapping[str, Any]
# As TIME_ZONE of the settings; a file is read before the settings are.
COUNTY_TIME = ZoneInfo("Asia/Shanghai")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@json_option
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="按这一天的规则审查，缺省为申请日期 · judge by the rules of this day",
)
@click.option(
    "--docx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出审查意见书（多件申请时加序号） · write the opinion as a Word document",
)
@click.option(
    "--all", "is_all", is_flag=True, help="也列出不适用的规则 · rules that do not apply too"
)
@click.option("--no-store", is_flag=True, help="不存档，没有回执 · keep no receipt")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出空白申请文件 .toml、.json 或 .xlsx · write an empty application",
)
def check(
    *,
    file: Path | None,
    as_json: bool,
    is_all: bool,
    as_of: datetime | None,
    docx: Path | None,
    no_store: bool,
    template: Path | None,
) -> None:
    """规划符合性审查 · review an application (TOML, JSON or XLSX).

    Exits with 0 if it conforms, 1 if it does not, 2 if the input is wrong, 3 if there is no
    final answer yet: data missing, consent or judgment needed.
    """
    if template is not None:
        _write_template(template)
        return
    if file is None:
        raise click.UsageError("缺少申请文件 · FILE is missing")
    # Read first: a mistake in the file is told before any database is opened.
    from kuangtu.conformity.reading import read_application

    applications = read_application(file, today=_today())
    _refuse_unwritable(docx)
    start_django()
    _ensure_ready()
    day = as_of.date() if as_of else None
    reviews = [_review(one, day=day) for one in applications]
    # Kept when all of them could be judged: a mistake in one stores none.
    made = [_made(one, is_stored=not no_store) for one in reviews]
    if docx is not None:
        for index, one in enumerate(made):
            _write_opinion(_numbered(docx, index, len(made)), one)
    _print(made, as_json=as_json, is_all=is_all)
    codes = {one.exit_code for one in made}
    raise SystemExit(next(code for code in GRAVITY if code in codes))


def _write_template(path: Path) -> None:
    from kuangtu.conformity.reading import write_template

    write_template(path)
    click.echo(f"已写出 {path}")


def _refuse_unwritable(docx: Path | None) -> None:
    if docx is not None and not os.access(docx.absolute().parent, os.W_OK):
        raise invalid(
            "not-writable",
            "要写入的文件夹不存在或不可写",
            "the folder to write into does not exist or cannot be written to",
            Place(str(docx), field="--docx"),
        )


def _ensure_ready() -> None:
    """Set the database up on the first use, and say so on stderr."""
    from kuangtu.cli.setup import ensure_ready

    ensure_ready(today=_today(), say=lambda line: click.echo(line, err=True))


@dataclass(frozen=True, slots=True)
class Made:
    """A review that was made; without a number it was not stored."""

    record: Record
    number: str
    sha256: str
    made_on: date
    exit_code: int

    @property
    def answer(self) -> dict[str, Any]:
        from kuangtu.conformity.receipts import answer_of

        return answer_of(self.record, number=self.number or None)


def _review(application: Application, *, day: date | None) -> Review:
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.conformity.queries import review_application

    return review_application(application, judged_on=day or application.applied_on, actor=SYSTEM)


def _made(review: Review, *, is_stored: bool) -> Made:
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.conformity.receipts import receipt_of
    from kuangtu.conformity.services import keep

    if not is_stored:
        return Made(receipt_of(review), "", "", _today(), review.exit_code)
    receipt = keep(review, actor=SYSTEM)
    return Made(receipt.record, str(receipt.number), receipt.sha256, _today(), review.exit_code)


def _today() -> date:
    """The day at the county, as the server has it: a machine may keep another time."""
    return datetime.now(COUNTY_TIME).date()


def _numbered(path: Path, index: int, count: int) -> Path:
    """The path itself for one application, else with the place of the application in it."""
    return path if count == 1 else path.with_stem(f"{path.stem}-{index + 1}")


def _write_opinion(path: Path, made: Made) -> None:
    from kuangtu.reports.review_opinion import review_opinion

    content = review_opinion(
        made.record, number=made.number, sha256=made.sha256, made_on=made.made_on.isoformat()
    )
    path.write_bytes(content)
    click.echo(f"已写出 {path}", err=True)


def _print(made: list[Made], *, as_json: bool, is_all: bool) -> None:
    answers = [one.answer for one in made]
    if as_json:
        print_json(answers[0] if len(answers) == 1 else {"reviews": answers})
        return
    for answer in answers:
        _print_review(answer, is_all=is_all)


def _print_review(answer: Record, *, is_all: bool) -> None:
    application = answer["application"]
    findings = _by_severity(answer["findings"])
    shown = [one for one in findings if is_all or one["outcome"] != "NOT_APPLICABLE"]
    rows = [
        (
            finding["outcome_zh"],
            finding["title"]["zh"],
            finding["clause_label"]["zh"],
            _said(finding),
            "、".join(_data_date(layer) for layer in finding["layers"]),
        )
        for finding in shown
    ]
    parts = (
        application["name"],
        f"{application['kind']['zh']}·{application['act']['zh']}",
        application["mineral"],
        f"{answer['area_km2']:.4f} 平方千米",
        f"按 {answer['judged_on']} 的规则",
    )
    print_table("　".join(parts), ("结论", "审查内容", "依据", "意见", "数据日期"), rows)
    if len(shown) < len(findings):
        click.echo(f"另有 {len(findings) - len(shown)} 条规则不适用（--all 列出）")
    for warning in application["warnings"]:
        click.echo(f"提示：{warning['message']['zh']}")
    click.echo(f"未编码条款 {len(answer['not_coded'])} 条，须由人工把握（--json 列出全部）")
    if answer["is_demo"]:
        click.echo("演示数据：读取了虚构的演示台账，不得作为审批依据")
    click.echo(f"总结论：{answer['conclusion']}")
    click.echo(f"回执：{answer['receipt'] or '未存档'}")


def _by_severity(findings: list[Record]) -> list[Record]:
    from kuangtu.conformity.findings import SEVERITY

    order = {outcome.value: rank for rank, outcome in enumerate(SEVERITY)}
    return sorted(findings, key=lambda finding: order[finding["outcome"]])


def _said(finding: Record) -> str:
    needs = finding["needs"]
    return (
        f"{finding['message']['zh']}【{needs['zh']}】" if needs else str(finding["message"]["zh"])
    )


def _data_date(layer: Record) -> str:
    edition = layer["edition"]
    if edition is None:
        return f"{layer['name']['zh']} 缺"
    return f"{layer['name']['zh']} {edition['dated_on'] or '日期不详'}"


@click.command()
@click.argument("receipt")
@json_option
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另存回执为 JSON 文件 · also save the receipt as a file",
)
def replay(receipt: str, as_json: bool, export: Path | None) -> None:
    """按回执重算核对 · repeat a review from its number or from an exported JSON file.

    Exits with 0 if the findings are identical, 1 if they differ or the receipt was changed, 3 if
    something it rests on is missing.
    """
    start_django()
    from kuangtu.conformity.replay import replay_receipt

    _ensure_ready()
    exported = _exported(receipt)
    if export is not None:
        export.write_text(json.dumps(exported, ensure_ascii=False, indent=2), "utf-8")
        click.echo(f"已写出 {export}", err=True)
    answer = replay_receipt(exported)
    if as_json:
        print_json({"receipt": exported.get("number"), **answer.as_json()})
    else:
        click.echo(f"{exported.get('number')}：{answer.status.label.zh}")
        for text in answer.differences:
            click.echo(f"  {text.zh}")
        for text in answer.notes:
            click.echo(f"  备注：{text.zh}")
    raise SystemExit(answer.exit_code)


def _exported(receipt: str) -> Record:
    """The receipt of a file, or of a number in the database."""
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.conformity.errors import ReceiptUnreadable
    from kuangtu.conformity.queries import receipt_for

    path = Path(receipt)
    if not path.is_file():
        return receipt_for(receipt, actor=SYSTEM).exported()
    try:
        exported = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError):
        exported = None
    if not isinstance(exported, dict):
        raise ReceiptUnreadable
    return exported
