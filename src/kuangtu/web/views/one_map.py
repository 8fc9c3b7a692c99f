# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The One Map: layers, what lies where, a trial review. 一张图。"""

from __future__ import annotations

import json
import math
from typing import Any
from urllib.parse import urlencode

import shapely
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.codes.choices import Act, MiningMethod, RightKind
from kuangtu.conformity.queries import review_application, shown_review
from kuangtu.conformity.reading import from_records
from kuangtu.conformity.withholding import note_of
from kuangtu.core.errors import Invalid, NotFound, invalid
from kuangtu.core.text import same
from kuangtu.layers.ledgers import LedgerEdition
from kuangtu.layers.queries import current_edition, edition_numbered, map_geojson
from kuangtu.layers.reading import ReadLimits
from kuangtu.reports.map_sheet import Orientation, Paper
from kuangtu.rights.queries import rights_as_of
from kuangtu.web import receipts
from kuangtu.web.application_form import FORM, ApplicationForm, mineral_names
from kuangtu.web.identifying import here
from kuangtu.web.map_days import day_of, days_of_editions
from kuangtu.web.map_layers import base_map, groups
from kuangtu.web.map_sheets import SCALES
from kuangtu.web.officers import actor_of
from kuangtu.web.range_files import range_text
from kuangtu.web.review_map import drawn
from kuangtu.web.searching import search
from kuangtu.web.tianditu import is_offered

TRIAL = {"name": "试查", "applicant": "试查"}
MOST_WITHIN_M = 20_000.0
FOREVER = "private, max-age=31536000, immutable"


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The map; with `q` or `sheet` in the address, what was looked for is drawn and listed."""
    actor, day = actor_of(request), timezone.localdate()
    words = request.GET.get("q") or request.GET.get("sheet") or ""
    found = search(words, actor=actor, day=day) if words else None
    return render(
        request,
        "web/map/index.html",
        {
            "groups": groups(actor, day=day),
            "day": day,
            "days": days_of_editions(actor),
            "has_tianditu": is_offered(),
            "found": found,
            "asked": words,
            "kinds": list(RightKind),
            "acts": list(Act),
            "methods": list(MiningMethod),
            "minerals": mineral_names(),
            "upload_limit_bytes": settings.KUANGTU_UPLOAD_LIMIT_BYTES,
            "sheet_scales": SCALES,
            "papers": list(Paper),
            "orientations": list(Orientation),
            **base_map(actor),
        },
    )


@login_required
@require_GET
def layer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The features of an edition, all or in a box; the answer never changes."""
    edition = edition_numbered(code, number, actor=actor_of(request))
    answer = map_geojson(edition, bbox=box_of(request))
    return JsonResponse(answer, headers={"Cache-Control": FOREVER})


def box_of(request: HttpRequest) -> tuple[float, float, float, float] | None:
    """West, south, east, north from the address."""
    words = request.GET.get("bbox")
    if not words:
        return None
    try:
        west, south, east, north = (finite(part) for part in words.split(","))
    except ValueError:
        raise invalid(
            "bad-box",
            "bbox 应为“西,南,东,北”四个经纬度，而不是“{words}”",
            "bbox is west,south,east,north in degrees, not {words}",
            words=words,
        ) from None
    return west, south, east, north


def finite(words: str) -> float:
    """A number that can be a coordinate. Raises: ValueError, also for NaN and infinity.

    >>> finite("88.5")
    88.5
    """
    number = float(words)
    if not math.isfinite(number):
        raise ValueError(words)
    return number


@login_required
@require_GET
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """The features of a ledger's layer as of a day, all or in a box."""
    edition = current_edition(code, as_of=day_of(request), actor=actor_of(request))
    if not isinstance(edition, LedgerEdition):
        raise NotFound(what=same(code))
    return JsonResponse(map_geojson(edition, bbox=box_of(request)))


@login_required
@require_GET
def rights(request: HttpRequest, kind: str) -> HttpResponse:
    """The rights of a kind as of a day, as GeoJSON."""
    if kind not in set(RightKind):
        raise NotFound(what=same(kind))
    versions = rights_as_of(actor_of(request), day_of(request)).filter(right__kind=kind)
    columns = ("right__number", "name", "holder", "geometry_wkb")
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shapely.from_wkb(bytes(wkb)))),
            "properties": {"number": number, "name": name, "holder": holder},
        }
        for number, name, holder, wkb in versions.values_list(*columns)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@login_required
@require_GET
def identify(request: HttpRequest) -> HttpResponse:
    """What lies at a place: position, sheet, rights and features."""
    try:
        longitude, latitude = (finite(request.GET[key]) for key in ("lon", "lat"))
        within_m = min(finite(request.GET.get("within", "100")), MOST_WITHIN_M)
    except (KeyError, ValueError):
        raise invalid(
            "bad-position",
            "lon、lat、within 应为数字",
            "lon, lat and within must be numbers",
        ) from None
    found = here(
        longitude,
        latitude,
        actor=actor_of(request),
        day=day_of(request),
        within_m=within_m,
    )
    return render(request, "web/map/identified.html", found)


@login_required
@require_POST
def range_file(request: HttpRequest) -> HttpResponse:
    """What a dropped file says, for a range field; nothing is kept of it."""
    limits = ReadLimits.for_files_up_to(settings.KUANGTU_UPLOAD_LIMIT_BYTES)
    read = range_text(request.FILES.getlist("file"), limits=limits)
    return JsonResponse({"text": read.text, "note": read.note.as_json()})


@login_required
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Try a range out: every rule is asked and nothing is kept."""
    day = timezone.localdate()
    typed = ApplicationForm.typed(request.POST)
    form = ApplicationForm({**typed.values, **TRIAL, "applied_on": day.isoformat()})
    try:
        (application,) = from_records([form.record()], base_folder=None, file=FORM)
    except Invalid as error:
        return render(request, "web/map/checked.html", {"error": error}, status=422)
    actor = actor_of(request)
    made = review_application(application, judged_on=day, actor=actor)
    record = shown_review(made, actor=actor)
    found = receipts.rows(record)
    context: dict[str, Any] = {
        "day": day,
        "conclusion": made.conclusion.value,
        "area_km2": application.ground.area_km2,
        "counts": receipts.counts(record),
        "raised": receipts.raised(found),
        "wanted": receipts.wanted_layers(found),
        "features": drawn(record, application.ground.geometry, actor=actor),
        "withheld": note_of(record, is_kept=False),
        "full_address": f"{reverse('web:review-new')}?{urlencode(kept(typed))}",
    }
    return render(request, "web/map/checked.html", context)


def kept(form: ApplicationForm) -> dict[str, str]:
    """What goes on into the full form; a long range is pasted there again by hand."""
    keys = ("kind", "act", "mineral", "method", "range")
    return {
        key: form.values[key] for key in keys if len(form.values.get(key, "")) in range(1, 1500)
    }


@login_required
@require_GET
def look_up(request: HttpRequest) -> HttpResponse:
    """The search on top of every page: one certain answer is opened, several are listed."""
    words = request.GET.get("q", "").strip()
    found = search(words, actor=actor_of(request), day=timezone.localdate())
    if found.only_address:
        return HttpResponse(status=302, headers={"Location": found.only_address})
    query = urlencode({"q": words})
    return HttpResponse(status=302, headers={"Location": f"{reverse('web:map')}?{query}"})
