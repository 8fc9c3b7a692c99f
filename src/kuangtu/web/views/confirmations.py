# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Confirming how a file is read, before it is imported. 核对读法。"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from shapely import Geometry

from kuangtu.accounts.actor import Actor
from kuangtu.core.errors import Invalid, Problem
from kuangtu.core.text import Text
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.imports.queries import import_job, may_be_confirmed
from kuangtu.layers.imports.services.confirming import usable_epsg
from kuangtu.layers.inspecting import Box, DatasetInspection
from kuangtu.layers.models import ImportJob, MappingProfile
from kuangtu.layers.profiles.queries import FittingProfile, fitting_profiles
from kuangtu.layers.queries.checks import county_outline
from kuangtu.layers.tasks import confirm, look_once_more
from kuangtu.web.crs_pictures import Picture, picture
from kuangtu.web.officers import actor_of
from kuangtu.web.reading_form import (
    ENCODINGS,
    FOUND,
    OTHER,
    ReadingForm,
    chosen_by,
    free_fields,
    inspection_of,
    mapping_said,
    rows_of,
    said_before,
    signed,
    words_of_job,
    words_of_statement,
)
from kuangtu.web.statement_form import StatementForm

NO_PROFILE = "-"  # chosen against the profile that would be proposed


@dataclass(frozen=True, slots=True)
class CrsOption:
    """A reference system that may be chosen, and where the file would then lie. 坐标系选项。"""

    value: str
    epsg: int
    name: str
    how: Text
    problem: Text | None
    lands_in_county: bool | None
    picture: Picture | None


@login_required
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was seen in the file and how it would be read; nothing is chosen beforehand."""
    actor = actor_of(request)
    job = import_job(pk, actor=actor)
    if not may_be_confirmed(job):
        return redirect("web:import", pk=pk)
    return shown(request, form_of(job, words_of_job(job), actor, is_first=True))


@login_required
@require_POST
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """The same with another data set, profile or field chosen; nothing is kept."""
    actor = actor_of(request)
    job = import_job(pk, actor=actor)
    form = form_of(job, typed(request), actor)
    return shown(request, form, template="web/layers/reading.html")


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm and import; what cannot be comes back with everything that was typed."""
    actor = actor_of(request)
    job = import_job(pk, actor=actor)
    words = typed(request)
    form = form_of(job, words, actor)
    columns = [one.name for one in form.chosen.columns] if form.chosen else []
    try:
        confirm(
            job=job,
            words=words_of_statement(words, job) | without_invalid(words),
            mapping=signed(mapping_said(words), form.applied),
            confirmed_at=timezone.localtime(),
            actor=actor,
            profile=form.content(columns),
        )
    except Invalid as error:
        return shown(request, replace(form, problems=error.problems), status=422)
    return redirect("web:import", pk=pk)


@login_required
@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file looked at with the encoding and system that are declared now."""
    actor = actor_of(request)
    job = import_job(pk, actor=actor)
    words = typed(request)
    try:
        look_once_more(
            job=job,
            words=words_of_statement(words, job) | without_invalid(words),
            mapping=mapping_said(words),
            actor=actor,
        )
    except Invalid as error:
        form = replace(form_of(job, words, actor), problems=error.problems)
        return shown(request, form, status=422)
    return redirect("web:import", pk=pk)


def typed(request: HttpRequest) -> dict[str, str]:
    return {key: value for key, value in request.POST.items() if isinstance(value, str)}


def without_invalid(words: dict[str, str]) -> dict[str, str]:
    return {"without_invalid": words.get("without_invalid", "")}


def form_of(
    job: ImportJob, words: dict[str, str], actor: Actor, *, is_first: bool = False
) -> ReadingForm:
    """The form with the profile that was chosen, or at first the one that fits best."""
    chosen = chosen_by(words, inspection_of(job))
    columns = [one.name for one in chosen.columns] if chosen else []
    profiles = fitting_profiles(job.layer, columns, actor=actor)
    said = said_before(job) if is_first else mapping_said(words)
    if words.get("act") == "profile":
        said = replace(said, columns={}, values={})
    return ReadingForm(
        job=job,
        specification=layer_named(job.layer),
        words=words,
        profiles=tuple(profiles),
        applied=applied(profiles, words),
        said=said,
    )


def applied(profiles: list[FittingProfile], words: dict[str, str]) -> MappingProfile | None:
    wanted = words.get("profile", "")
    if wanted == NO_PROFILE:
        return None
    named = [one.profile for one in profiles if one.profile.name == wanted]
    return next(iter(named or [one.profile for one in profiles]), None)


def shown(
    request: HttpRequest,
    form: ReadingForm,
    *,
    template: str = "web/layers/confirm.html",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "job": form.job,
        "statement": StatementForm(form.words, form.problems),
        "datasets": list(enumerate(form.inspection.datasets)),
        "layer_name": form.specification.name,
        "other_problems": other_problems(form),
        **about_reading(form),
    }
    return render(request, template, context, status=status)


def about_reading(form: ReadingForm) -> dict[str, Any]:
    """What is shown of the data set that is chosen."""
    chosen, proposed = form.chosen, form.proposal
    if chosen is None or proposed is None:
        return {}
    fits = {one.profile.pk: one.fit for one in form.profiles}
    return {
        "chosen": chosen,
        "crs_options": crs_options(chosen, outline()),
        "crs_choice": form.words.get("crs_choice", ""),
        "sample_words": sample_words(chosen),
        "encodings": ENCODINGS,
        "rows": rows_of(proposed),
        "proposed": proposed,
        "free_fields": list(free_fields(form.specification, proposed)),
        "fit": fits.get(form.applied.pk) if form.applied else None,
        "other": OTHER,
    }


def other_problems(form: ReadingForm) -> list[Problem]:
    """Problems that no part of the page has a place for."""
    placed = {"chosen", "crs_choice", "crs", "encoding_confirmed", "encoding", "mapping"}
    asked = {one.key for one in StatementForm(form.words).about_the_data}
    asked |= {one.key for one in StatementForm(form.words).about_parameters}
    return [one for one in form.problems if one.place.field not in placed | asked]


def outline() -> Geometry | None:
    """The county's outline for the drawings; without one they show the country's frame."""
    try:
        found = county_outline(as_of=timezone.localdate())
    except EditionDamaged:
        return None
    return found.outline if found else None


def crs_options(chosen: DatasetInspection, county: Geometry | None) -> list[CrsOption]:
    """What the file says, then what its numbers make possible."""
    options = []
    if chosen.crs is not None:
        usable = usable_epsg(chosen) is not None
        problem = None if usable else chosen.crs_problem
        options.append(
            CrsOption(
                FOUND,
                chosen.crs.epsg,
                chosen.crs.name,
                chosen.crs.how,
                problem,
                lands(chosen.bbox, county),
                drawn(chosen.bbox, county),
            )
        )
    return options + [
        CrsOption(
            str(one.epsg),
            one.epsg,
            one.name,
            one.how,
            None,
            one.lands_in_county,
            drawn(one.bbox, county),
        )
        for one in chosen.crs_candidates
    ]


def lands(box: Box | None, county: Geometry | None) -> bool | None:
    """Whether the middle of the box lies within the county's own box; None: not known."""
    if box is None or county is None:
        return None
    west, south, east, north = county.bounds
    longitude, latitude = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return bool(west <= longitude <= east and south <= latitude <= north)


def drawn(box: Box | None, county: Geometry | None) -> Picture | None:
    return None if box is None else picture(box, county)


def sample_words(chosen: DatasetInspection) -> list[str]:
    """Words with letters beyond ASCII, by which a wrong encoding shows; else any."""
    words = [word for column in chosen.columns for word in (column.name, *column.samples)]
    foreign = [word for word in words if not word.isascii()]
    return list(dict.fromkeys(foreign or words))[:12]
