# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reviews: the list, a new one, the receipt and what comes out of it. 符合性审查。"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.accounts.actor import Actor, Role
from kuangtu.codes.choices import Act, RightKind
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import receipt_for, shown_export, shown_receipt, visible_to
from kuangtu.conformity.reading import from_records, from_stated, read_application
from kuangtu.conformity.replay import replay_stored
from kuangtu.conformity.services import review_all
from kuangtu.conformity.types import Application, Conclusion
from kuangtu.conformity.withholding import note_of
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.reports.review_opinion import review_opinion
from kuangtu.web import receipts
from kuangtu.web.application_form import FORM, ApplicationForm, mineral_names, unit_names
from kuangtu.web.exports import attachment
from kuangtu.web.from_ledger import form_of
from kuangtu.web.lists import Column, exported, listing, sum_of, words_asked
from kuangtu.web.map_layers import base_map
from kuangtu.web.officers import actor_of
from kuangtu.web.review_map import drawn, drawn_rules
from kuangtu.web.views.rights import acts_of, counting_on

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

COLUMNS = (
    Column(
        "number",
        Text("回执编号", "Receipt"),
        lambda one: one.number,
        "id",
        css="mono nowrap",
        link=lambda one: reverse("web:receipt", args=[one.number]),
    ),
    Column("name", Text("项目", "Project"), lambda one: one.name, "name", "clip"),
    Column(
        "applicant", Text("申请人", "Applicant"), lambda one: one.applicant, "applicant", "clip"
    ),
    Column("kind", Text("种类", "Kind"), lambda one: RightKind(one.kind).label, "kind", "nowrap"),
    Column("act", Text("事项", "Act"), lambda one: Act(one.act).label, "act", "nowrap"),
    Column("mineral", Text("矿种", "Mineral"), lambda one: one.mineral, "mineral", "nowrap"),
    Column(
        "area",
        Text("面积 km²", "Area km²"),
        lambda one: one.area_km2,
        "area_km2",
        is_number=True,
        total=sum_of("area_km2", places=4),
    ),
    Column(
        "conclusion",
        Text("结论", "Conclusion"),
        lambda one: Conclusion(one.conclusion).label,
        "conclusion",
        "nowrap",
        chip=lambda one: (one.conclusion, receipts.icon_of(one.conclusion)),
    ),
    Column(
        "judged_on",
        Text("依据日", "Judged as of"),
        lambda one: one.judged_on,
        "judged_on",
        "date",
    ),
    Column(
        "created_at",
        Text("审查时间", "Reviewed at"),
        lambda one: timezone.localtime(one.created_at).replace(microsecond=0),
        "created_at",
        "date mute",
    ),
)


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every receipt of the officer's area."""
    filters = words_asked(request, "q", "conclusion", "kind")
    found = filtered(visible_to(actor_of(request)), filters)
    listed = listing(request, found, columns=COLUMNS, sort="-number", filters=filters)
    if form := request.GET.get("format"):
        return exported(listed, form, name="reviews")
    return render(
        request,
        "web/reviews/index.html",
        {"listing": listed, "conclusions": list(Conclusion), "kinds": list(RightKind)},
    )


def filtered(rows: QuerySet[Receipt], filters: dict[str, str]) -> QuerySet[Receipt]:
    """Receipts that hold the words, of a conclusion and a kind."""
    if words := filters["q"]:
        rows = rows.filter(
            Q(number__icontains=words)
            | Q(name__icontains=words)
            | Q(applicant__icontains=words)
            | Q(mineral__icontains=words)
        )
    chosen = {key: filters[key] for key in ("conclusion", "kind") if filters[key]}
    return rows.filter(**chosen).defer("content")


BEGINNINGS = {"from", "right"}


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The form; what was typed comes back with its problems if it cannot be judged."""
    if request.method == "POST":
        return uploaded(request) if "upload" in request.POST else typed(request)
    form = begun(request)
    carried = {key: str(value) for key, value in request.GET.items() if key not in BEGINNINGS}
    return asked(request, ApplicationForm({**form.values, **carried}, form.documents))


def begun(request: HttpRequest) -> ApplicationForm:
    """A form that starts from an earlier receipt, from a right of the ledger, or empty."""
    actor, today = actor_of(request), timezone.localdate()
    if earlier := request.GET.get("from"):
        kept = shown_receipt(receipt_for(earlier, actor=actor), actor=actor)
        return ApplicationForm.stated(kept["inputs"])
    if number := request.GET.get("right"):
        return form_of(
            counting_on(acts_of(number, actor=actor), today), applied_on=today.isoformat()
        )
    return ApplicationForm({"applied_on": today.isoformat()})


def typed(request: HttpRequest) -> HttpResponse:
    """Judge what was typed into the form."""
    form = ApplicationForm.typed(request.POST)
    try:
        (application,) = from_records(
            [form.record()], base_folder=None, file=FORM, today=timezone.localdate()
        )
        (receipt,) = judged([application], form.values.get("judged_on", ""), actor_of(request))
    except Invalid as error:
        return asked(request, form.with_problems(error.problems), status=422)
    return redirect("web:receipt", number=receipt.number)


def uploaded(request: HttpRequest) -> HttpResponse:
    """Judge every application of an uploaded file; none if any of them cannot be read."""
    file = request.FILES.get("file")
    as_of = request.POST.get("judged_on", "")
    problems: tuple[Problem, ...] = (NO_FILE,)
    if file is not None and file.name:
        try:
            today = timezone.localdate()
            applications = read_application(file.read(), name=file.name, today=today)
            stored = judged(applications, as_of, actor_of(request))
        except Invalid as error:
            problems = error.problems
        else:
            if len(stored) == 1:
                return redirect("web:receipt", number=stored[0].number)
            return redirect("web:reviews")
    form = ApplicationForm({"judged_on": as_of})
    return asked(request, form, file_problems=problems, status=422)


NO_FILE = Problem("file-missing", Text("请选择一个文件", "Choose a file"), Place(field="file"))
BAD_DAY = Text("“{words}”不是日期，请写作 2026-11-23", "“{words}” is no date; write 2026-11-23")


def judged(applications: Iterable[Application], as_of: str, actor: Actor) -> tuple[Receipt, ...]:
    """Review by the rules of the stated day, or of the day of each application."""
    day = None
    if words := as_of.strip():
        try:
            day = date.fromisoformat(words)
        except ValueError:
            place = Place(FORM, field="judged_on")
            raise Invalid([Problem("bad-date", BAD_DAY.format(words=words), place)]) from None
    return review_all(applications, as_of=day, actor=actor)


def asked(
    request: HttpRequest,
    form: ApplicationForm,
    *,
    file_problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    capacity_units, stock_units = unit_names()
    return render(
        request,
        "web/reviews/new.html",
        {
            "form": form,
            "file_problems": file_problems,
            "minerals": mineral_names(),
            "capacity_units": capacity_units,
            "stock_units": stock_units,
            "carried": bool(request.GET),
            "upload_limit_bytes": settings.KUANGTU_UPLOAD_LIMIT_BYTES,
            "may_store": may_review(actor_of(request)),
            "judged_on_problems": form.problems_of("judged_on"),
            **base_map(actor_of(request)),
        },
        status=status,
    )


def may_review(actor: Actor) -> bool:
    return actor.role in {Role.REVIEWER, Role.ADMINISTRATOR}


@login_required
@require_GET
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: facts and findings beside the map."""
    actor = actor_of(request)
    stored = receipt_for(number, actor=actor)
    context = shown(stored, actor) | base_map(actor)
    return render(request, "web/reviews/receipt.html", context)


def shown(stored: Receipt, actor: Actor) -> dict[str, Any]:
    record = shown_receipt(stored, actor=actor)
    ground = from_stated(record["inputs"]).ground
    features = drawn(record, ground.geometry, actor=actor)
    found = receipts.rows(record)
    return {
        "receipt": stored,
        "record": record,
        "withheld": note_of(record, is_kept=True),
        "application": record["application"],
        "heights": ground if ground.top_m is not None else None,
        "counts": receipts.counts(record),
        "raised": receipts.raised(found),
        "settled": [one for one in found if one.is_settled],
        "wanted": receipts.wanted_layers(found),
        "norms": receipts.norms(record),
        "features": features,
        "drawn_rules": drawn_rules(features),
        "bounds": json.dumps(record["application"]["bounds"]),
    }


@login_required
@require_POST
def replay(request: HttpRequest, number: str) -> HttpResponse:
    """Repeat the review from its receipt and say what differs, if anything does."""
    actor = actor_of(request)
    stored = receipt_for(number, actor=actor)
    result = replay_stored(stored, actor=actor)
    return render(request, "web/reviews/replay.html", {"result": result, "receipt": stored})


@login_required
@require_GET
def opinion(request: HttpRequest, number: str) -> HttpResponse:
    """规划符合性审查意见 as a Word document, with what the officer may read."""
    actor = actor_of(request)
    stored = receipt_for(number, actor=actor)
    content = review_opinion(
        shown_receipt(stored, actor=actor),
        number=str(stored.number),
        sha256=stored.sha256,
        made_on=timezone.localtime(stored.created_at).date().isoformat(),
    )
    return attachment(content, DOCX, f"{stored.number}.docx")


@login_required
@require_GET
def record_file(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as the file that `kuangtu replay` reads; it says so if parts are withheld."""
    actor = actor_of(request)
    stored = receipt_for(number, actor=actor)
    content = json.dumps(
        shown_export(stored, actor=actor), ensure_ascii=False, indent=2, default=str
    )
    return attachment(content.encode(), "application/json", f"{stored.number}.json")
