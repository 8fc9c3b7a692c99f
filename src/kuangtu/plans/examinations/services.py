# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts on a plan's health: check it, answer a finding. 规划体检与答复。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record
from kuangtu.core.errors import NotFound, Place, Problem
from kuangtu.core.text import Text
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.document.types import Document
from kuangtu.plans.errors import HealthAnswerNotUsable
from kuangtu.plans.examinations.documents import (
    Upload,
    keep_document,
    plain_name,
    read_upload,
)
from kuangtu.plans.examinations.queries import latest_run, plan_to_examine, standing_answer
from kuangtu.plans.health.checks import CHECKS
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.from_folder import document_of
from kuangtu.plans.health.records import finding_records
from kuangtu.plans.health.types import Finding
from kuangtu.plans.models import HealthAnswer, HealthRun
from kuangtu.plans.types import Folder

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LONGEST = 500
LONGEST_NUMBER = 80
NO_REASON = Text("须写明更正了什么、为什么", "Say what was corrected, and why")
NO_LETTER = Text("须写明文号", "The number of the letter is needed")
NO_LETTER_DAY = Text("须写明发文日期", "The date of the letter is needed")
LETTER_TO_COME = Text("发文日期不能晚于今日", "The letter cannot be of a day to come")
TOO_LONG = Text("不超过 {most} 个字", "{most} letters at most")
NOTHING_TO_WITHDRAW = Text("尚无答复，不必撤回", "There is no answer to withdraw")


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer says to a finding. 答复内容。"""

    kind: AnswerKind
    words: str = ""
    letter_number: str = ""
    letter_on: date | None = None


def check_plan(
    code: str,
    *,
    upload: Upload | None,
    outline: BaseGeometry | None,
    run_on: date,
    actor: Actor,
) -> HealthRun:
    """Examine a plan's current edition, with its document if there is one. 规划体检。

    `outline` is the county's outline in EPSG:4490, if the caller has one.
    Writes: the document into the home, one HealthRun, one trace. Raises: RoleTooLow, NotFound,
    DocumentNotUsable.
    """
    folder = plan_to_examine(code, actor=actor)
    actor.require(Role.REVIEWER, folder.adcode)
    # Examined before the transaction begins: it takes seconds, and SQLite lets nobody else write.
    document = document_of(folder) if upload is None else read_upload(upload)
    findings = examine(Case(document, folder, outline, folder.adcode))
    if upload is not None:
        keep_document(upload)
    examined = _examined(document, has_outline=outline is not None)
    return _keep(folder, upload, examined, findings, run_on=run_on, actor=actor)


def _examined(document: Document, *, has_outline: bool) -> dict[str, object]:
    """How much was read, so that silence can be told from not having looked."""
    return {
        "checks": len(CHECKS),
        "paragraphs": sum(1 for _ in document.paragraphs),
        "tables": sum(1 for _ in document.tables),
        "has_outline": has_outline,
    }


@transaction.atomic
def _keep(
    folder: Folder,
    upload: Upload | None,
    examined: dict[str, object],
    findings: tuple[Finding, ...],
    *,
    run_on: date,
    actor: Actor,
) -> HealthRun:
    run = HealthRun.objects.create(
        folder=folder.code,
        edition_sha256=folder.sha256,
        adcode=folder.adcode,
        document_name=plain_name(upload.name) if upload else "",
        document_sha256=upload.sha256 if upload else "",
        examined=examined,
        findings=finding_records(findings),
        run_on=run_on,
        run_by=actor.key,
        run_by_name=actor.name,
    )
    record(
        action="plans.health-checked",
        actor=actor.key,
        subject=f"plans.HealthRun:{folder.code}",
        adcode=folder.adcode,
        data={
            "edition": folder.sha256,
            "file": run.document_name or None,
            "sha256": run.document_sha256 or None,
            "count": len(findings),
        },
    )
    return run


@transaction.atomic
def answer_finding(
    code: str, *, fingerprint: str, said: Said, answered_on: date, actor: Actor
) -> HealthAnswer:
    """Answer a finding of a plan's newest check, or change the answer. 答复体检结果。

    Writes: one HealthAnswer and one trace; nothing where the same answer stands already.
    Raises: RoleTooLow, OutsideArea, NotFound, HealthAnswerNotUsable.
    """
    run = latest_run(code, actor=actor)
    actor.require(Role.REVIEWER, run.adcode if run else None)
    if run is None or all(one["fingerprint"] != fingerprint for one in run.findings):
        raise NotFound(
            what=Text("体检结果 {number}", "finding {number}").format(number=fingerprint)
        )
    before = standing_answer(run, fingerprint)
    problems = _problems(said, before, answered_on)
    if problems:
        raise HealthAnswerNotUsable(problems)
    values = _values(said)
    if before is not None and all(getattr(before, key) == one for key, one in values.items()):
        return before
    answer = HealthAnswer.objects.create(
        run=run,
        fingerprint=fingerprint,
        answered_on=answered_on,
        answered_by=actor.key,
        answered_by_name=actor.name,
        **values,
    )
    record(
        action="plans.health-answered",
        actor=actor.key,
        subject=f"plans.HealthAnswer:{code}.{fingerprint}",
        adcode=run.adcode,
        data={
            "before": before.kind if before else None,
            "value": answer.kind,
            "reason": answer.words,
            "letter": f"{answer.letter_number} {answer.letter_on or ''}".strip(),
        },
    )
    return answer


def _values(said: Said) -> dict[str, object]:
    """The answer as a row holds it; a letter belongs to what was raised only."""
    is_raised = said.kind is AnswerKind.RAISED
    return {
        "kind": said.kind.value,
        "words": said.words.strip(),
        "letter_number": said.letter_number.strip() if is_raised else "",
        "letter_on": said.letter_on if is_raised else None,
    }


def _problems(said: Said, before: HealthAnswer | None, today: date) -> list[Problem]:
    """Everything that the answer lacks, at once."""
    found = [("words", TOO_LONG.format(most=LONGEST))] if len(said.words) > LONGEST else []
    if said.kind is AnswerKind.CORRECTED and not said.words.strip():
        found.append(("words", NO_REASON))
    if said.kind is AnswerKind.RAISED:
        found += _problems_with_letter(said, today)
    if said.kind is AnswerKind.WITHDRAWN and (before is None or before.kind == said.kind):
        found.append(("kind", NOTHING_TO_WITHDRAW))
    return [Problem("health-answer-not-usable", text, Place(field=field)) for field, text in found]


def _problems_with_letter(said: Said, today: date) -> list[tuple[str, Text]]:
    found = []
    if not said.letter_number.strip():
        found.append(("letter_number", NO_LETTER))
    if len(said.letter_number) > LONGEST_NUMBER:
        found.append(("letter_number", TOO_LONG.format(most=LONGEST_NUMBER)))
    if said.letter_on is None:
        found.append(("letter_on", NO_LETTER_DAY))
    elif said.letter_on > today:
        found.append(("letter_on", LETTER_TO_COME))
    return found
