# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan health`: where a plan contradicts itself. 规划体检命令。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kuangtu.cli.output import json_option, print_json

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from kuangtu.plans.health.types import Finding

CONTRADICTED = 1


@click.command("health")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    help="规划文本 .docx、.txt 或 .md · the document itself",
)
@json_option
def health(folder: Path, document: Path | None, as_json: bool) -> None:
    """体检：找出规划自相矛盾之处；有则退出码 1 · find where a plan contradicts itself.

    FOLDER 是规划文件夹；另给 --document 时连同正文一起检查，并与文件夹逐格核对。
    FOLDER is the plan folder; with --document its prose is examined too and compared with the
    folder, cell by cell.
    """
    findings = findings_of(folder, document)
    if as_json:
        print_json([one.as_json() for one in findings])
    else:
        for one in findings:
            print_finding(one)
        click.echo(said_of(findings))
    if findings:
        raise SystemExit(CONTRADICTED)


def findings_of(folder: Path, document: Path | None) -> tuple[Finding, ...]:
    """What the examination finds. Raises: NotFound; Invalid for the folder or the document."""
    # Late: the rules bring the geometry with them.
    from kuangtu.conformity.rules.contracts import known_checks
    from kuangtu.plans.document.reading import read_document
    from kuangtu.plans.folder import read_folder
    from kuangtu.plans.health.case import Case
    from kuangtu.plans.health.checks import examine
    from kuangtu.plans.health.from_folder import document_of

    plan = read_folder(folder, known_checks=known_checks())
    text = document_of(plan) if document is None else read_document(document)
    return examine(Case(text, plan, outline_of(plan.adcode), plan.adcode))


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
