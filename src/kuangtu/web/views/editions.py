# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A layer and its editions: what it must be, what there is, publish and withdraw. 图层与版本。"""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.accounts.actor import Role
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.accepting import NotAccepted
from kuangtu.layers.choices import EditionStatus, Quality, Security
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import (
    current_edition,
    edition_numbered,
    is_intact,
    manifest_of,
)
from kuangtu.layers.queries import editions as editions_of
from kuangtu.layers.services import withdraw_edition
from kuangtu.layers.tasks import publish as publish_edition
from kuangtu.web.differences import acceptance_from, deciding
from kuangtu.web.language import say
from kuangtu.web.layer_findings import listed_findings
from kuangtu.web.map_layers import base_map, edition_url
from kuangtu.web.officers import actor_of
from kuangtu.web.table_rows import rows_of
from kuangtu.web.tile_states import tiles_of
from kuangtu.web.views.downloads import menu

NO_REASON = Problem(
    "layer.no-reason", Text("请写明撤回的原因", "say why it is withdrawn"), Place(field="because")
)
TOO_LONG = Problem(
    "layer.reason-too-long",
    Text("原因超过 300 个字，请缩短", "the reason has more than 300 letters; shorten it"),
    Place(field="because"),
)


@login_required
@require_GET
def layer(request: HttpRequest, code: str) -> HttpResponse:
    """What a layer must look like, and every edition of it."""
    actor = actor_of(request)
    specification = layer_named(code)
    current = current_edition(code, as_of=timezone.localdate(), actor=actor)
    return render(
        request,
        "web/layers/layer.html",
        {
            "specification": specification,
            "editions": [described(one) for one in editions_of(code, actor=actor)],
            "current": current,
            "may_import": actor.role is not Role.VIEWER,
            "export_url": reverse("web:layer-export", args=[code]),
            **menu(),
        },
    )


def described(edition: Edition) -> dict[str, Any]:
    """An edition with its words."""
    return {
        "edition": edition,
        "status": EditionStatus(edition.status).label,
        "css": {"PUBLISHED": "good", "STAGED": "amber"}.get(edition.status, ""),
        "quality": Quality(edition.quality).label,
        "security": Security(edition.security).label,
    }


@login_required
@require_GET
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One edition: provenance, hashes, findings, and its features on the map."""
    return shown(request, code, number)


def shown(
    request: HttpRequest,
    code: str,
    number: int,
    *,
    because: str = "",
    problems: tuple[Problem, ...] = (),
    not_accepted: tuple[Problem, ...] = (),
) -> HttpResponse:
    actor = actor_of(request)
    found = edition_numbered(code, number, actor=actor)
    about = checked(found, request.GET.dict())
    frame = base_map(actor, with_rights=False)
    drawn = [*json.loads(frame["base_layers"]), {"code": code, "url": edition_url(found)}]
    context = {
        **described(found),
        **about,
        **deciding(found, actor=actor, day=timezone.localdate(), is_intact=about["is_intact"]),
        **menu(),
        "export_url": reverse("web:edition-export", args=[code, number]),
        "not_accepted": [problem.text for problem in not_accepted],
        "tiles": tiles_of(found),
        "may_tile": actor.role is not Role.VIEWER and found.bounds is not None,
        "specification": layer_named(code),
        "may_administer": actor.role is Role.ADMINISTRATOR,
        "bounds": json.dumps(found.bounds),
        "drawn_layers": json.dumps(drawn),
        "because": because,
        "problems": problems,
    }
    status = 422 if problems else 409 if not_accepted else 200
    return render(request, "web/layers/edition.html", context, status=status)


def checked(found: Edition, chosen: dict[str, str]) -> dict[str, Any]:
    """The manifest, and whether the files are what was imported."""
    try:
        manifest = manifest_of(found)
    except EditionDamaged as error:
        return {"is_intact": False, "damage": error}
    intact, specification = is_intact(found), layer_named(found.layer)
    is_table = intact and not specification.has_geometry
    return {
        "is_intact": intact,
        "manifest": manifest,
        "table": rows_of(found, specification) if is_table else None,
        **listed_findings(manifest, chosen),
    }


@login_required
@require_POST
def publish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Let reviews and maps read a staged edition, once its difference and findings were seen."""
    actor, day = actor_of(request), timezone.localdate()
    found = edition_numbered(code, number, actor=actor)
    try:
        published = publish_edition(
            edition=found,
            published_on=day,
            requested_at=timezone.localtime(),
            actor=actor,
            acceptance=acceptance_from(request, found, day=day),
        )
    except NotAccepted as error:
        return shown(request, code, number, not_accepted=error.problems)
    messages.success(
        request,
        say(Text("已发布：{edition}", "published: {edition}").format(edition=published.label)),
    )
    return redirect("web:edition", code=code, number=number)


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take an edition out of use, with a reason."""
    actor = actor_of(request)
    because = request.POST.get("because", "").strip()
    if not because or len(because) > 300:
        problem = TOO_LONG if because else NO_REASON
        return shown(request, code, number, because=because, problems=(problem,))
    found = edition_numbered(code, number, actor=actor)
    withdrawn = withdraw_edition(
        edition=found, because=because, withdrawn_on=timezone.localdate(), actor=actor
    )
    messages.success(
        request,
        say(Text("已撤回：{edition}", "withdrawn: {edition}").format(edition=withdrawn.label)),
    )
    return redirect("web:edition", code=code, number=number)
