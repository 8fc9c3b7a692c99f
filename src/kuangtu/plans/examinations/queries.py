# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of health checks and their answers. 体检查询。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from kuangtu.accounts.actor import Actor
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.health.answers import Answer, HealthNote
from kuangtu.plans.health.records import finding_from
from kuangtu.plans.models import HealthAnswer, HealthRun
from kuangtu.plans.queries import current_folders
from kuangtu.plans.types import Folder, FolderKind


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding with its answers, the newest first. 体检结果与答复。"""

    note: HealthNote
    history: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class PlanHealth:
    """The newest check of a plan, with what was answered. 规划体检。

    `gone` are findings that were answered and that this check has no more.
    """

    run: HealthRun
    items: tuple[Answered, ...]
    gone: tuple[Answered, ...]


def runs_visible_to(actor: Actor) -> QuerySet[HealthRun]:
    """The checks of plans of the actor's area. 可见体检。"""
    return HealthRun.objects.filter(adcode__startswith=actor.area_prefix)


def plan_to_examine(code: str, *, actor: Actor) -> Folder:
    """A plan's current edition. Raises: NotFound where the actor's area has no such plan."""
    for folder in current_folders():
        if folder.code == code and folder.kind is FolderKind.PLAN and actor.sees(folder.adcode):
            return folder
    raise NotFound(what=Text("本辖区的规划 {code}", "a plan {code} of your area").format(code=code))


def latest_run(code: str, *, actor: Actor) -> HealthRun | None:
    """The newest check of a plan; None where there was none."""
    return runs_visible_to(actor).filter(folder=code).order_by("-id").first()


def latest_document(code: str, *, actor: Actor) -> HealthRun | None:
    """The newest check that had a document, which the next one may read again."""
    runs = runs_visible_to(actor).filter(folder=code).exclude(document_sha256="")
    return runs.order_by("-id").first()


def plan_health(code: str, *, actor: Actor) -> PlanHealth | None:
    """The newest check of a plan with its answers; None where there was none. 规划体检。"""
    run = latest_run(code, actor=actor)
    if run is None:
        return None
    given = _answers_by_fingerprint([code])[code] if run else {}
    items = [_answered(run, record, given) for record in run.findings]
    found = {one.note.fingerprint for one in items}
    gone = [
        _answered(rows[-1].run, record, given)
        for fingerprint, rows in given.items()
        if fingerprint not in found
        for record in rows[-1].run.findings
        if record["fingerprint"] == fingerprint
    ]
    return PlanHealth(run, tuple(items), tuple(one for one in gone if one.note.answer))


def health_notes(codes: Iterable[str], *, actor: Actor) -> tuple[HealthNote, ...]:
    """Every finding of the newest checks of these plans, with the answer that stands. 条款旁注。

    Three queries at most, however many plans and findings there are.
    """
    newest = (
        runs_visible_to(actor)
        .filter(folder__in=list(codes))
        .order_by()
        .values("folder")
        .annotate(newest=Max("id"))
        .values_list("newest", flat=True)
    )
    runs = list(HealthRun.objects.filter(pk__in=list(newest)).order_by("folder"))
    if not runs:
        return ()
    given = _answers_by_fingerprint([run.folder for run in runs])
    return tuple(
        _answered(run, record, given[run.folder]).note for run in runs for record in run.findings
    )


def standing_answer(run: HealthRun, fingerprint: str) -> HealthAnswer | None:
    """The last answer to a finding, also one that was withdrawn."""
    rows = HealthAnswer.objects.filter(run__folder=run.folder, fingerprint=fingerprint)
    return rows.order_by("-id").first()


Rows = Mapping[str, list[HealthAnswer]]


def _answers_by_fingerprint(codes: list[str]) -> dict[str, dict[str, list[HealthAnswer]]]:
    """Plan → fingerprint → answers in the order of recording."""
    found: dict[str, dict[str, list[HealthAnswer]]] = {code: {} for code in codes}
    rows = HealthAnswer.objects.filter(run__folder__in=codes).select_related("run").order_by("id")
    for row in rows:
        found[row.run.folder].setdefault(row.fingerprint, []).append(row)
    return found


def _answered(run: HealthRun, record: Mapping[str, object], given: Rows) -> Answered:
    fingerprint = str(record["fingerprint"])
    history = tuple(answer_of(one) for one in reversed(given.get(fingerprint, [])))
    stands = history[0] if history and history[0].kind is not AnswerKind.WITHDRAWN else None
    note = HealthNote(run.folder, fingerprint, finding_from(record), stands, run.run_on)
    return Answered(note, history)


def answer_of(row: HealthAnswer) -> Answer:
    """A stored answer as a value."""
    return Answer(
        AnswerKind(row.kind),
        row.words,
        row.letter_number,
        row.letter_on,
        row.answered_on,
        row.answered_by_name,
    )
