# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the installation holds and who did what. 系统。"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kuangtu.accounts.actor import Role
from kuangtu.web.health import vitals
from kuangtu.web.map_layers import groups
from kuangtu.web.officers import actor_of


@login_required
@require_GET
def layers(request: HttpRequest) -> HttpResponse:
    """Every layer of the One Map, present or not; how the installation is, to administrators."""
    actor = actor_of(request)
    context = {"groups": groups(actor), "vitals": [], "tab": "layers"}
    if actor.role is Role.ADMINISTRATOR:
        context["vitals"] = vitals(timezone.localtime())
    return render(request, "web/system/layers.html", context)
