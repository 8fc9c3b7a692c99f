# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the map page asks for by itself: the tree of a day, background tiles. 地图分部。"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kuangtu.web import tianditu
from kuangtu.web.map_days import day_of
from kuangtu.web.map_layers import groups
from kuangtu.web.officers import actor_of

A_WEEK = "private, max-age=604800"


@login_required
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """Every layer with the edition that counts on the day."""
    day = day_of(request)
    return render(
        request, "web/map/tree.html", {"groups": groups(actor_of(request), day=day), "day": day}
    )


@login_required
@require_GET
def background(request: HttpRequest, layer: str, **place: int) -> HttpResponse:  # noqa: ARG001 - Django's
    """A tile of 天地图, fetched by the server with the bureau's key."""
    try:
        found = tianditu.picture(layer, **place)
    except tianditu.Unreachable as error:
        # Not the page's own error: the map goes on without a background and says why.
        return HttpResponse(error.text.zh, status=502, content_type="text/plain; charset=utf-8")
    return HttpResponse(found.content, content_type=found.kind, headers={"Cache-Control": A_WEEK})
