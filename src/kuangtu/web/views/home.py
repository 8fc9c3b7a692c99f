# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The workbench: are we within the plan, what happened, what was reviewed. 工作台。"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import RightKind
from kuangtu.conformity.queries import visible_to
from kuangtu.core.text import Text
from kuangtu.plans.queries import folders_on
from kuangtu.plans.types import FolderKind
from kuangtu.rights.queries import in_force_on, rights_as_of
from kuangtu.web.gauges import gauges
from kuangtu.web.map_layers import base_map
from kuangtu.web.officers import actor_of
from kuangtu.web.todos import todos
from kuangtu.web.trail import changes, traces

RECENT = 5
CHANGES = 5


@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    """What is to be done today, and whether the county is within its plan."""
    today, actor = timezone.localdate(), actor_of(request)
    folders = folders_on(today, settings.KUANGTU_COUNTY)
    plan = next((one for one in folders.values() if one.kind == FolderKind.PLAN), None)
    return render(
        request,
        "web/home.html",
        {
            "gauges": gauges(folders, day=today, adcode=settings.KUANGTU_COUNTY),
            "folder": plan,
            "is_over": plan is not None and plan.period.is_over_on(today),
            "receipts": visible_to(actor).defer("content")[:RECENT],
            "todos": todos(actor, folders, day=today),
            "traces": traces(changes(actor)[:CHANGES]),
            "rights": rights_line(actor, today),
            **base_map(actor),
        },
    )


def rights_line(actor: Actor, day: date) -> Text:
    """How many rights of each kind are in force."""
    standing = rights_as_of(actor, day).filter(in_force_on(day))
    counts = {kind: standing.filter(right__kind=kind).count() for kind in RightKind}
    return Text(
        "有效探矿权 {exploration} · 采矿权 {mining}",
        "{exploration} exploration, {mining} mining rights in force",
    ).format(exploration=counts[RightKind.EXPLORATION], mining=counts[RightKind.MINING])
