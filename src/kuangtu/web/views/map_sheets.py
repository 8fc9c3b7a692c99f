# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The map on paper. 制图输出。"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kuangtu.reports.services import print_map_sheet
from kuangtu.web.exports import attachment
from kuangtu.web.map_sheets import FONT, sheet_form, sheet_order
from kuangtu.web.officers import actor_of

PDF = "application/pdf"


@login_required
@require_POST
def map_sheet(request: HttpRequest) -> HttpResponse:
    """What the map shows, as a PDF at a true scale."""
    today = timezone.localdate()
    actor = actor_of(request)
    form = sheet_form(request.POST.dict(), today=today)
    order = sheet_order(form, actor=actor, today=today)
    content = print_map_sheet(order=order, font=FONT, actor=actor)
    where = form.sheet.number if form.sheet else settings.KUANGTU_COUNTY
    return attachment(content, PDF, f"{where}-{form.denominator}-{form.as_of.isoformat()}.pdf")
