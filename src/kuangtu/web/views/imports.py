# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Importing a layer in the browser: hand in, look on, cancel. 图层导入。"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.accounts.actor import Role
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.choices import ImportStatus, ImportStep, Store, Theme
from kuangtu.layers.dictionary import LayerSpecification, layers
from kuangtu.layers.imports.queries import (
    import_job,
    import_jobs,
    may_be_confirmed,
    waiting_before,
)
from kuangtu.layers.imports.services import cancel_import
from kuangtu.layers.imports.services.confirming import chosen_dataset
from kuangtu.layers.models import ImportJob
from kuangtu.layers.queries import manifest_of
from kuangtu.layers.tasks import hand_in
from kuangtu.web.layer_findings import listed_findings
from kuangtu.web.officers import actor_of
from kuangtu.web.statement_form import StatementForm

NO_LAYER = Problem("layer.missing", Text("请选择图层", "choose a layer"), Place(field="layer"))
JOBS_PER_PAGE = 50
SECONDS_TO_WONDER = 20  # a job that waits longer than this has perhaps no worker


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every import, newest first."""
    jobs = import_jobs(actor=actor_of(request))
    page = Paginator(jobs, JOBS_PER_PAGE).get_page(request.GET.get("page"))
    listed = [about(job) for job in page.object_list]
    return render(request, "web/layers/jobs.html", {"page": page, "jobs": listed})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The form; what was typed comes back with its problems if it cannot be imported."""
    actor = actor_of(request)
    actor.require(Role.REVIEWER)
    if request.method != "POST":
        return asked(request, StatementForm(earlier_words(request)))
    words = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    form = StatementForm(words)
    try:
        job = hand_in(
            layer=chosen_layer(words),
            uploads=request.FILES.getlist("files"),
            words=words,
            requested_at=timezone.localtime(),
            actor=actor,
        )
    except Invalid as error:
        return asked(request, form.with_problems(error.problems), status=422)
    return redirect("web:import", pk=job.pk)


def chosen_layer(words: dict[str, str]) -> str:
    """Raises: Invalid where none was chosen."""
    layer = words.get("layer", "")
    if not layer:
        raise Invalid([NO_LAYER])
    return layer


def earlier_words(request: HttpRequest) -> dict[str, str]:
    """What an earlier import of the officer's stated, to be corrected; or the layer alone."""
    words = {"layer": request.GET.get("layer", ""), "quality": "REFERENCE"}
    number = request.GET.get("from", "")
    if not number.isdigit():
        return words
    job = import_job(int(number), actor=actor_of(request))
    return {**job.said, "layer": job.layer}


def asked(request: HttpRequest, form: StatementForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "themes": themes(), "chosen": form.values.get("layer", "")}
    return render(request, "web/layers/import.html", context, status=status)


def themes() -> list[tuple[Text, list[LayerSpecification]]]:
    """The layers that take a file, by theme."""
    found = [one for one in layers().values() if one.store is Store.EDITIONS]
    return [
        (theme.label, several)
        for theme in Theme
        if (several := [one for one in found if one.theme is theme])
    ]


@login_required
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what was found, what can be done next."""
    context = shown(request, pk)
    if awaits_confirmation(context):
        return redirect("web:import-confirm", pk=pk)
    return render(request, "web/layers/job.html", context)


@login_required
@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes; it leads on once there is something to confirm."""
    context = shown(request, pk)
    answer = render(request, "web/layers/job_state.html", context)
    if awaits_confirmation(context):
        answer["HX-Redirect"] = reverse("web:import-confirm", args=[pk])
    return answer


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an import that has not ended."""
    actor = actor_of(request)
    found = import_job(pk, actor=actor)
    cancel_import(job=found, cancelled_at=timezone.localtime(), actor=actor)
    return redirect("web:import", pk=pk)


def awaits_confirmation(context: dict[str, Any]) -> bool:
    return context["job"].status == ImportStatus.AWAITING and bool(context["may_be_confirmed"])


def shown(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = import_job(pk, actor=actor_of(request))
    waited = (timezone.localtime() - found.requested_at).total_seconds()
    return about(found) | {
        "steps": steps_of(found),
        "stated": StatementForm(found.said).stated,
        "waiting_before": waiting_before(found) if found.is_at_work else 0,
        "may_be_confirmed": may_be_confirmed(found),
        "feature_total": feature_total(found),
        "is_worker_missing": found.status == ImportStatus.WAITING and waited > SECONDS_TO_WONDER,
        **(listed_findings(manifest_of(found.edition)) if found.edition else {}),
    }


def feature_total(found: ImportJob) -> int | None:
    """How many features there are to read, as a look at the file counted them."""
    chosen = chosen_dataset(found, found.said) if found.inspection else None
    return chosen.feature_count if chosen else None


def about(found: ImportJob) -> dict[str, Any]:
    """A job with its words; a layer that has left the dictionary is named by its code."""
    specification = layers().get(found.layer)
    return {
        "job": found,
        "status": ImportStatus(found.status),
        "layer_name": specification.name if specification else found.layer,
        "seconds": (found.ended_at - found.started_at).total_seconds()
        if found.ended_at and found.started_at
        else None,
    }


def steps_of(found: ImportJob) -> list[tuple[Text, str]]:
    """Every step with its state: done, now, or to come."""
    names = [step.value for step in ImportStep]
    reached = names.index(found.step) if found.step else -1
    if found.status == ImportStatus.IMPORTED:
        reached = len(names)
    return [
        (step.label, "done" if at < reached else "now" if at == reached else "")
        for at, step in enumerate(ImportStep)
    ]
