# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The survey coverage that a plan prints, beside what the layers give. 工作程度。"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.coverage import stated_of
from kuangtu.layers.queries import read_coverage
from kuangtu.web.officers import actor_of
from kuangtu.web.views.plan import loaded_folders

TABLE = "survey_coverage"


@login_required
@require_GET
def coverage(request: HttpRequest, folder: str) -> HttpResponse:
    """Every survey of the plan's table: printed, computed, and the difference."""
    found = loaded_folders().get(folder)
    if found is None or TABLE not in found.data:
        what = Text("规划 {code} 的工作程度表", "a table of survey coverage in the plan {code}")
        raise NotFound(what=what.format(code=folder))
    day = timezone.localdate()
    reading = read_coverage(stated_of(found.data[TABLE]), as_of=day, actor=actor_of(request))
    table = next((one for one in found.data_tables if one.name == TABLE), None)
    context = {"folder": found, "table": table, "reading": reading, "day": day}
    return render(request, "web/plan/coverage.html", context)
