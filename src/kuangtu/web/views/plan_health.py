# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The health check of a plan: run it, answer what it found, take the list along. 规划体检。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.accounts.actor import Role
from kuangtu.core.errors import Invalid, NotFound, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.examinations.documents import Upload, kept_document, plain_name
from kuangtu.plans.examinations.queries import (
    latest_document,
    plan_health,
    plan_to_examine,
)
from kuangtu.plans.examinations.services import answer_finding, check_plan
from kuangtu.plans.health.types import Kind
from kuangtu.reports.health_list import HealthList, as_docx, as_xlsx
from kuangtu.rights.outlines import shipped_outlines
from kuangtu.web.exports import XLSX, attachment
from kuangtu.web.officers import actor_of
from kuangtu.web.plan_health import (
    SHOWN,
    AnswerForm,
    chosen_of,
    grade_counts,
    listed,
    options,
    query_of,
    rows,
)
from kuangtu.web.views.plan import HEALTH, loaded_folders, shown
from kuangtu.web.views.reviews import DOCX, may_review

FILES: Mapping[str, tuple[Callable[[HealthList], bytes], str]] = {
    "docx": (as_docx, DOCX),
    "xlsx": (as_xlsx, XLSX),
}
NO_FILE = Problem("file-missing", Text("请选择一个文件", "Choose a file"), Place(field="document"))


@login_required
@require_GET
def page(request: HttpRequest, folder: str) -> HttpResponse:
    """What the newest check found, or how to make the first."""
    return answered_page(request, folder)


def answered_page(
    request: HttpRequest,
    code: str,
    *,
    problems: tuple[Problem, ...] = (),
    typed: Mapping[str, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; what was handed in or typed comes back with its problems."""
    actor, folders = actor_of(request), loaded_folders()
    plan = plan_to_examine(code, actor=actor)
    folder = folders.get(code, plan)
    health = plan_health(code, actor=actor)
    more: dict[str, Any] = {
        "health": health,
        "document_problems": problems,
        "may_answer": may_review(actor),
        "earlier": latest_document(code, actor=actor),
        "upload_limit_bytes": settings.KUANGTU_UPLOAD_LIMIT_BYTES,
        "kinds": list(Kind),
        "answer_kinds": list(AnswerKind),
    }
    if health is not None:
        chosen = {} if typed else chosen_of(request.GET.dict())
        entries = [clause.number for clause in folder.clauses]
        found = rows(health.items, chosen, entries, typed=typed)
        more |= {
            "counts": grade_counts(health.items),
            "options": options(health.items),
            "chosen": chosen,
            "query": query_of(chosen),
            "rows": found if typed else found[:SHOWN],
            "wanted": len(found),
            "is_older": health.run.edition_sha256 != plan.sha256,
        }
    return shown(request, folders, folder, HEALTH, more=more, status=status)


@login_required
@require_POST
def run(request: HttpRequest, folder: str) -> HttpResponse:
    """Examine the plan with the document that was chosen."""
    actor = actor_of(request)
    actor.require(Role.REVIEWER)
    adcode = plan_to_examine(folder, actor=actor).adcode
    try:
        check_plan(
            folder,
            upload=chosen_document(request, folder),
            outline=shipped_outlines([adcode]).get(adcode),
            run_on=timezone.localdate(),
            actor=actor,
        )
    except Invalid as error:
        return answered_page(request, folder, problems=error.problems, status=422)
    return redirect("web:plan-health", folder=folder)


def chosen_document(request: HttpRequest, code: str) -> Upload | None:
    """The file handed in, the one of the last check, or none. Raises: Invalid, NotFound."""
    which, file = request.POST.get("which", "new"), request.FILES.get("document")
    if file is not None and file.name:
        which = "new"  # whoever hands in a file wants it read, whatever was marked above it
    if which == "none":
        return None
    if which == "earlier":
        earlier = latest_document(code, actor=actor_of(request))
        if earlier is None:
            raise Invalid([NO_FILE])
        return kept_document(earlier.document_sha256, earlier.document_name)
    if file is None or not file.name:
        raise Invalid([NO_FILE])
    size, most = file.size or 0, settings.KUANGTU_UPLOAD_LIMIT_BYTES
    if size > most:
        raise invalid(
            "document-too-large",
            "文件有 {size} MB，超过上限 {most} MB",
            "The file has {size} MB, more than the {most} MB that are read",
            Place(plain_name(file.name), field="document"),
            size=-(-size // 2**20),
            most=most // 2**20,
        )
    return Upload(file.name, file.read())


@login_required
@require_POST
def answer(request: HttpRequest, folder: str, fingerprint: str) -> HttpResponse:
    """Keep an answer and come back to its finding."""
    words = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    form = AnswerForm(words)
    try:
        answer_finding(
            folder,
            fingerprint=fingerprint,
            said=form.said(),
            answered_on=timezone.localdate(),
            actor=actor_of(request),
        )
    except Invalid as error:
        typed = {fingerprint: AnswerForm(words, error.problems)}
        return answered_page(request, folder, typed=typed, status=422)
    kept = query_of(chosen_of(words | {"kind": "", "answer": ""}))
    address = reverse("web:plan-health", args=[folder])
    return redirect(f"{address}{'?' if kept else ''}{kept}#f-{fingerprint}")


@login_required
@require_GET
def file(request: HttpRequest, folder: str, kind: str) -> HttpResponse:
    """The list for the meeting, those findings only that were asked for."""
    actor = actor_of(request)
    plan = plan_to_examine(folder, actor=actor)
    health = plan_health(folder, actor=actor)
    if kind not in FILES or health is None:
        raise NotFound(what=Text(f"体检清单 {kind}", f"a list of findings as {kind}"))
    write, content_type = FILES[kind]
    chosen = chosen_of(request.GET.dict())
    content = write(listed(health, chosen, plan=plan.title.zh))
    return attachment(content, content_type, f"plan-health-{folder}.{kind}")


@login_required
@require_GET
def document(request: HttpRequest, folder: str) -> HttpResponse:
    """The document of the newest check that had one, as it was handed in."""
    actor = actor_of(request)
    earlier = latest_document(folder, actor=actor)
    if earlier is None:
        raise NotFound(what=Text("规划文本", "a plan document"))
    kept = kept_document(earlier.document_sha256, earlier.document_name)
    ending = kept.name.rpartition(".")[2].lower()
    name = f"plan-document-{kept.sha256[:8]}.{ending}"
    return attachment(kept.content, "application/octet-stream", name)
