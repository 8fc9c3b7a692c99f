# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger of rights as of a day, and the quotas kept from it. 矿业权台账与指标账户。"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kuangtu.codes.choices import RightKind, RightStatus, SizeClass
from kuangtu.core.errors import NotFound, Place, invalid
from kuangtu.core.text import Text
from kuangtu.plans.queries import folders_on
from kuangtu.rights.models import RightVersion
from kuangtu.rights.queries import ground_of, history_of, in_force_on, rights_as_of, standing_on
from kuangtu.web.gauges import gauges
from kuangtu.web.lists import Column, exported, listing
from kuangtu.web.map_layers import base_map
from kuangtu.web.mines import by_mineral, charted
from kuangtu.web.officers import actor_of
from kuangtu.web.review_map import collection, feature

HEAVY = ("geometry_wkb", "slabs", "source_text", "source_cells")


def columns(day: date) -> tuple[Column, ...]:
    """The ledger's columns; whether a right stands depends on the day."""
    return (
        Column(
            "number", Text("许可证号", "License"), lambda one: one.right.number, "right__number"
        ),
        Column("name", Text("项目或矿山", "Project or mine"), lambda one: one.name, "name"),
        Column("holder", Text("矿业权人", "Holder"), lambda one: one.holder, "holder"),
        Column(
            "kind",
            Text("种类", "Kind"),
            lambda one: RightKind(one.right.kind).label,
            "right__kind",
        ),
        Column("mineral", Text("矿种", "Mineral"), lambda one: one.mineral.name, "mineral_code"),
        Column("capacity", Text("规模", "Capacity"), capacity, "capacity", True),
        Column(
            "capacity_unit", Text("单位", "Unit"), lambda one: one.capacity_unit, "capacity_unit"
        ),
        Column("size_class", Text("等级", "Class"), size_class, "size_class"),
        Column("area", Text("面积 km²", "Area km²"), lambda one: one.area_km2, "area_km2", True),
        Column("valid_to", Text("有效期止", "Valid to"), lambda one: one.valid_to, "valid_to"),
        Column("status", Text("状态", "Status"), lambda one: standing_on(one, day).label, "status"),
    )


def capacity(version: RightVersion) -> object:
    quantity = version.capacity_quantity
    return quantity.value if quantity else None


def size_class(version: RightVersion) -> Text | None:
    return SizeClass(version.size_class).label if version.size_class else None


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The ledger as it stood on the chosen day."""
    day = chosen_day(request)
    filters = {key: request.GET.get(key, "").strip() for key in ("q", "kind", "status", "size")}
    found = filtered(rights_as_of(actor_of(request), day), filters, day)
    listed = listing(request, found, columns=columns(day), sort="number", filters=filters)
    if form := request.GET.get("format"):
        return exported(listed, form, name=f"rights-{day}")
    return render(request, "web/rights/index.html", shown(found, day) | {"listing": listed})


def shown(found: QuerySet[RightVersion], day: date) -> dict[str, Any]:
    return {
        "day": day,
        "kinds": list(RightKind),
        "statuses": list(RightStatus),
        "sizes": list(SizeClass),
        "area_km2": found.aggregate(total=Sum("area_km2"))["total"],
    }


def chosen_day(request: HttpRequest) -> date:
    """The day in the address, today if there is none."""
    words = request.GET.get("on", "")
    if not words:
        return timezone.localdate()
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise invalid(
            "bad-date",
            "“{words}”不是日期，请写作 2026-11-23",
            "“{words}” is no date; write 2026-11-23",
            Place(field="on"),
            words=words,
        ) from None


def filtered(
    rows: QuerySet[RightVersion], filters: dict[str, str], day: date
) -> QuerySet[RightVersion]:
    """Rights that hold the words, of a kind, a size and a standing on the day."""
    if words := filters["q"]:
        rows = rows.filter(
            Q(right__number__icontains=words)
            | Q(name__icontains=words)
            | Q(holder__icontains=words)
        )
    if filters["kind"]:
        rows = rows.filter(right__kind=filters["kind"])
    if filters["size"]:
        rows = rows.filter(size_class=filters["size"])
    return standing(rows, filters["status"], day).defer(*HEAVY)


def standing(rows: QuerySet[RightVersion], status: str, day: date) -> QuerySet[RightVersion]:
    """Of a status on the day: a right whose validity has ended counts as expired."""
    if not status:
        return rows
    if status == RightStatus.IN_FORCE:
        return rows.filter(in_force_on(day))
    if status == RightStatus.EXPIRED:
        ended = Q(status=RightStatus.IN_FORCE.value) & ~in_force_on(day)
        return rows.filter(ended | Q(status=status))
    return rows.filter(status=status)


@login_required
@require_GET
def right(request: HttpRequest, number: str) -> HttpResponse:
    """One right with every registration act."""
    versions = list(history_of(actor_of(request), number))
    if not versions:
        raise NotFound(what=Text("矿业权 {number}", "right {number}").format(number=number))
    today = timezone.localdate()
    current = next((one for one in reversed(versions) if one.effective_on <= today), versions[-1])
    bounds = [current.min_lon, current.min_lat, current.max_lon, current.max_lat]
    ground = feature(ground_of(current).geometry, "range")
    return render(
        request,
        "web/rights/right.html",
        {
            "versions": versions[::-1],
            "current": current,
            "standing": standing_on(current, today),
            "bounds": json.dumps(bounds),
            "features": collection([ground]),
            **base_map(actor_of(request)),
        },
    )


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """The quotas of the plan: as they stand, and what they are counted from."""
    day = chosen_day(request)
    folders = folders_on(day, settings.KUANGTU_COUNTY)
    counted = by_mineral(rights_as_of(actor_of(request), day).filter(in_force_on(day)))
    context = {
        "day": day,
        "gauges": gauges(folders, day=day, adcode=settings.KUANGTU_COUNTY),
        "by_mineral": counted[:-1],
        "totals": counted[-1],
        "chart": charted(counted[:-1]),
    }
    return render(request, "web/rights/accounts.html", context)
