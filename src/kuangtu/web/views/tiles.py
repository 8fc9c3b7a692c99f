# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Vector tiles of editions: served, asked for, cancelled. 瓦片。"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.layers.queries import edition_numbered, tile_set
from kuangtu.layers.tasks import ask_for_tiles
from kuangtu.layers.tiling.services import cancel_tiles
from kuangtu.web.officers import actor_of
from kuangtu.web.tile_gate import allow, tile_response


@login_required
@require_GET
def served(request: HttpRequest, code: str, number: int, **place: int) -> HttpResponse:
    """A tile (z, x, y) of an edition that the officer may see."""
    edition = edition_numbered(code, number, actor=actor_of(request))
    allow(request.session.session_key, edition)
    return tile_response(edition, **place)


@login_required
@require_POST
def wanted(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Have the tiles of an edition made, or made again."""
    actor = actor_of(request)
    found = edition_numbered(code, number, actor=actor)
    ask_for_tiles(edition=found, requested_at=timezone.localtime(), actor=actor)
    return redirect("web:edition", code=code, number=number)


@login_required
@require_POST
def cancelled(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Stop the making of an edition's tiles."""
    actor = actor_of(request)
    found = tile_set(edition_numbered(code, number, actor=actor))
    if found is not None:
        cancel_tiles(tile_set=found, cancelled_at=timezone.localtime(), actor=actor)
    return redirect("web:edition", code=code, number=number)
