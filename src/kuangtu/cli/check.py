# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu check` and `kuangtu replay`: the main job of the product. 审查与核对命令。"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from kuangtu.cli.output import DAY, json_option, print_json, print_json_list, start_django
from kuangtu.cli.review_table import Language, Record, print_review
from kuangtu.core.errors import Invalid, Place, Problem, invalid

if TYPE_CHECKING:
    from kuangtu.conformity.findings import Review
    from kuangtu.conformity.types import Application

# The exit codes of several applications together: the gravest decides.
GRAVITY = (1, 3, 0)
# As TIME_ZONE of the settings; a file is read before the settings are.
COUNTY_TIME = ZoneInfo("Asia/Shanghai")


@click.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, metavar="[FILE]...")
@json_option
@click.option(
    "--as-of", type=DAY, help="按这一天的规则审查，缺省为申请日期 · judge by the rules of this day"
)
@click.option(
    "--docx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出审查意见书（多件申请时加序号） · write the opinion as a Word document",
)
@click.option(
    "--all", "is_all", is_flag=True, help="也列出不适用的规则 · rules that do not apply too"
)
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="表格的语言（JSON 总有两种） · language of the table; JSON always has both",
)
@click.option("--no-store", is_flag=True, help="不存档，没有回执 · keep no receipt")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出空白申请文件 .toml、.json 或 .xlsx · write an empty application",
)
def check(
    *,
    files: tuple[Path, ...],
    as_json: bool,
    is_all: bool,
    language: Language,
    as_of: date | None,
    docx: Path | None,
    no_store: bool,
    template: Path | None,
) -> None:
    """规划符合性审查 · review applications (TOML, JSON or XLSX).

    Exits with 0 if all conform, 1 if one does not, 2 if an input is wrong, 3 if there is no
    final answer yet: data missing, consent or judgment needed.
    """
    if template is not None:
        _write_template(template, files)
        return
    if not files:
        raise click.UsageError("缺少申请文件 · FILE is missing")
    # Read first: a mistake in a file is told before any database is opened.
    applications = _applications(files)
    _refuse_unwritable(docx)
    start_django()
    _ensure_ready()
    made = _reviewed(applications, as_of=as_of, is_stored=not no_store)
    if docx is not None:
        for index, one in enumerate(made):
            _write_opinion(_numbered(docx, index, len(made)), one)
    _print(made, as_json=as_json, is_all=is_all, language=language)
    codes = {one.review.exit_code for one in made}
    raise SystemExit(next(code for code in GRAVITY if code in codes))


def _write_template(path: Path, files: tuple[Path, ...]) -> None:
    from kuangtu.conformity.reading import write_template

    if files:
        raise click.UsageError(
            "--template 不与申请文件同时使用 · --template goes without application files"
        )
    write_template(path)
    click.echo(f"已写出 · written {path}")


def _applications(files: tuple[Path, ...]) -> list[Application]:
    """The applications of all files. Raises: Invalid with the mistakes of all of them."""
    from kuangtu.conformity.reading import read_application

    read: list[Application] = []
    problems: list[Problem] = []
    for file in files:
        try:
            read += read_application(file, name=str(file), today=_today())
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    return read


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
    """A review that was made; without a number it was not stored.

    Its record is made anew each time: held for thousands of reviews, it would fill the memory.
    """

    review: Review
    number: str = ""
    sha256: str = ""

    @property
    def record(self) -> Record:
        from kuangtu.accounts.actor import SYSTEM
        from kuangtu.conformity.queries import shown_review

        return shown_review(self.review, actor=SYSTEM)

    @property
    def answer(self) -> dict[str, Any]:
        from kuangtu.conformity.receipts import answer_of

        return answer_of(self.record, number=self.number or None)


def _reviewed(
    applications: list[Application], *, as_of: date | None, is_stored: bool
) -> list[Made]:
    """One review for each application, in their order; all of them are kept, or none."""
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.conformity.queries import review_application
    from kuangtu.conformity.services import keep_all

    reviews = [
        review_application(one, judged_on=as_of or one.applied_on, actor=SYSTEM)
        for one in applications
    ]
    if not is_stored:
        return [Made(one) for one in reviews]
    receipts = keep_all(reviews, actor=SYSTEM)
    return [
        Made(one, str(kept.number), kept.sha256)
        for one, kept in zip(reviews, receipts, strict=True)
    ]


def _today() -> date:
    """The day at the county, as the server has it: a machine may keep another time."""
    return datetime.now(COUNTY_TIME).date()


def _numbered(path: Path, index: int, count: int) -> Path:
    """The path itself for one application, else with the place of the application in it."""
    return path if count == 1 else path.with_stem(f"{path.stem}-{index + 1}")


def _write_opinion(path: Path, made: Made) -> None:
    from kuangtu.reports.review_opinion import review_opinion

    content = review_opinion(
        made.record, number=made.number, sha256=made.sha256, made_on=_today().isoformat()
    )
    path.write_bytes(content)
    click.echo(f"已写出 · written {path}", err=True)


def _print(made: list[Made], *, as_json: bool, is_all: bool, language: Language) -> None:
    if as_json and len(made) == 1:
        print_json(made[0].answer)
    elif as_json:
        print_json_list("reviews", (one.answer for one in made))
    else:
        for one in made:
            print_review(one.answer, is_all=is_all, language=language)


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
        click.echo(f"{exported.get('number') or '无编号'}：{answer.status.label.zh}")
        for text in answer.differences:
            click.echo(f"  {text.zh}")
        for text in answer.notes:
            click.echo(f"  备注：{text.zh}")
    raise SystemExit(answer.exit_code)


def _exported(receipt: str) -> Record:
    """The receipt of a file, or of a number in the database."""
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.conformity.errors import ReceiptUnreadable
    from kuangtu.conformity.queries import receipt_for, shown_export

    path = Path(receipt)
    if not path.is_file():
        return shown_export(receipt_for(receipt, actor=SYSTEM), actor=SYSTEM)
    try:
        exported = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError):
        exported = None
    if not isinstance(exported, dict):
        raise ReceiptUnreadable
    return exported
