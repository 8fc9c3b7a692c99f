# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan health`: where a plan contradicts itself. 规划体检命令。"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kuangtu.cli.output import json_option, print_json
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from kuangtu.plans.health.reading.case import Case
    from kuangtu.plans.health.types import Finding

CONTRADICTED = 1
COUNTY_TIME = ZoneInfo("Asia/Shanghai")  # as TIME_ZONE of the settings, which are not read here


@click.command("health")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    help="规划文本 .docx、.txt 或 .md · the document itself",
)
@click.option(
    "--docx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出会商清单（Word） · write the list for the meeting as a Word document",
)
@click.option(
    "--xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出会商清单（Excel） · write the list as a workbook",
)
@json_option
def health(
    *,
    folder: Path | None,
    document: Path | None,
    docx: Path | None,
    xlsx: Path | None,
    as_json: bool,
) -> None:
    """体检：找出规划自相矛盾之处；有则退出码 1 · find where a plan contradicts itself.

    FOLDER 是规划文件夹；另给 --document 时连同正文一起检查，并与文件夹逐格核对；还没有文件夹时，
    只给 --document，文本只与自身核对。
    FOLDER is the plan folder; with --document its prose is examined too and compared with the
    folder, cell by cell. Without a folder the document alone is examined.
    """
    for file in (docx, xlsx):
        refuse_unwritable(file)
    case, contradicted = read_case(folder, document)
    findings = contradicted + findings_of(case)
    write_lists(case, findings, docx=docx, xlsx=xlsx)
    if as_json:
        print_json([one.as_json() for one in findings])
    else:
        for one in findings:
            print_finding(one)
        click.echo(said_of(findings))
    if findings:
        raise SystemExit(CONTRADICTED)


def refuse_unwritable(file: Path | None) -> None:
    """Before anything is examined. Raises: Invalid."""
    if file is not None and not os.access(file.absolute().parent, os.W_OK):
        raise invalid(
            "not-writable",
            "要写入的文件夹不存在或不可写",
            "the folder to write into does not exist or cannot be written to",
            Place(str(file)),
        )


def read_case(folder: Path | None, document: Path | None) -> tuple[Case, tuple[Finding, ...]]:
    """What is to be examined, and what the folder contradicts in itself.

    Raises: NotFound; Invalid where neither is given, for the document, and for a folder that
    cannot be read.
    """
    # Late: the rules bring the geometry with them.
    from kuangtu.conformity.rules.contracts import known_checks
    from kuangtu.plans.document.reading import read_document
    from kuangtu.plans.folder import read_contradicted
    from kuangtu.plans.health.reading.case import Case
    from kuangtu.plans.health.reading.from_folder import (
        CONTRADICTIONS,
        contradictions_of,
        document_of,
    )

    if folder is None:
        return case_of_document(document), ()
    checks = known_checks()
    plan, wrong = read_contradicted(folder, bearable=CONTRADICTIONS, known_checks=checks)
    text = document_of(plan) if document is None else read_document(document)
    case = Case(text, plan, outline_of(plan.adcode), plan.adcode)
    return case, contradictions_of(wrong)


def case_of_document(document: Path | None) -> Case:
    """A document without a folder, beside the outline of the county that it names.

    Raises: Invalid where there is none, or it cannot be read.
    """
    # Late: reading a document brings its libraries with it.
    from kuangtu.plans.document.reading import read_document
    from kuangtu.plans.health.reading.case import Case

    if document is None:
        raise invalid(
            "nothing-to-examine",
            "没有可检查的内容：请给出规划文件夹，或用 --document 给出规划文本，或两者都给",
            "There is nothing to examine: name a plan folder, a document by --document, or both",
        )
    text = read_document(document)
    division = Case(text).division
    code = "" if division is None else division.code
    return Case(text, None, outline_of(code), code)


def findings_of(case: Case) -> tuple[Finding, ...]:
    """What the examination finds."""
    # Late: the checks take their time to load.
    from kuangtu.plans.health.examining import examine

    return examine(case)


def write_lists(
    case: Case, findings: Sequence[Finding], *, docx: Path | None, xlsx: Path | None
) -> None:
    """The list for the meeting with the compilers, with room for what is decided there."""
    if docx is None and xlsx is None:
        return
    # Late: the writers of both formats take their time to load.
    from kuangtu.reports.health_list import HealthList, Line, as_docx, as_xlsx

    plan, file = case.folder, case.document.file
    listed = HealthList(
        plan=plan.title.zh if plan else f"{case.county_name}规划文本",
        document=Path(file).name,
        document_sha256=hashlib.sha256(Path(file).read_bytes()).hexdigest() if file else "",
        folder_sha256=plan.sha256 if plan else "",
        checked_on=datetime.now(tz=COUNTY_TIME).date().isoformat(),
        checked_by="",
        lines=[Line(one) for one in findings],
    )
    for path, write in ((docx, as_docx), (xlsx, as_xlsx)):
        if path is not None:
            path.write_bytes(write(listed))
            click.echo(f"已写出 · written {path}", err=True)


def outline_of(adcode: str) -> BaseGeometry | None:
    """The county's outline of reference quality; None where the data package has no such county."""
    # Late: the outlines bring the geometry with them.
    from kuangtu.rights.outlines import shipped_outlines

    return shipped_outlines([adcode]).get(adcode)


def print_finding(one: Finding) -> None:
    """One finding with its readings, a line each."""
    place = one.where.text
    click.echo(f"[{one.grade.label.zh} · {one.kind.label.zh}] {place.zh}")
    click.echo(f"  {one.message.zh}\n  {one.message.en}")
    for reading in one.readings:
        words = reading.where.words.replace("\n", " ")
        click.echo(f"    {reading.value}  ← {reading.where.text.zh}：{words}")
    if one.computed:
        click.echo(f"    = {one.computed}")


def said_of(findings: Sequence[Finding]) -> str:
    if not findings:
        return "没有发现矛盾 · no contradictions"
    grades = Counter(one.grade.label for one in findings)
    zh = "、".join(f"{label.zh} {count}" for label, count in grades.items())
    en = ", ".join(f"{count} {label.en}" for label, count in grades.items())
    return f"{len(findings)} 条：{zh} · {len(findings)} findings: {en}"
