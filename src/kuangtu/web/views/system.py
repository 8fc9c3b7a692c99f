# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the installation holds and who did what. 系统。"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.queries import visible_to
from kuangtu.web.map_layers import groups
from kuangtu.web.officers import actor_of
from kuangtu.web.trail import traces, visible_entries


@login_required
@require_GET
def layers(request: HttpRequest) -> HttpResponse:
    """Every layer of the One Map, present or not."""
    actor = actor_of(request)
    context = {"groups": groups(actor), "tab": "layers", "may_administer": may_administer(actor)}
    return render(request, "web/system/layers.html", context)


def may_administer(actor: Actor) -> bool:
    return actor.role is Role.ADMINISTRATOR


@login_required
@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """The accounts of the administrator's area."""
    actor = actor_of(request)
    actor.require(Role.ADMINISTRATOR)
    listed = [(one, Role(one.role).label) for one in visible_to(actor)]
    return render(
        request,
        "web/system/officers.html",
        {"officers": listed, "tab": "officers", "may_administer": True},
    )


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    actor = actor_of(request)
    actor.require(Role.ADMINISTRATOR)
    page = Paginator(visible_entries(actor), 100).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "traces": traces(page.object_list),
        "tab": "trail",
        "may_administer": True,
    }
    return render(request, "web/system/trail.html", context)
