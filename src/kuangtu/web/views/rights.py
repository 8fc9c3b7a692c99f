# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger of rights as of a day, and the quotas kept from it. 矿业权台账与指标账户。"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kuangtu.accounts.actor import Actor
from kuangtu.codes.choices import (
    ExplorationStage,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.core.errors import NotFound, Place, invalid
from kuangtu.core.text import Text
from kuangtu.plans.queries import folders_on
from kuangtu.rights.models import RightVersion
from kuangtu.rights.queries import ground_of, history_of, in_force_on, rights_as_of, standing_on
from kuangtu.web.gauges import gauges
from kuangtu.web.lists import Column, exported, listing, sum_of, words_asked
from kuangtu.web.map_layers import base_map
from kuangtu.web.mines import by_mineral, charted
from kuangtu.web.officers import actor_of
from kuangtu.web.review_map import collection, feature

HEAVY = ("geometry_wkb", "slabs", "source_text", "source_cells")


def columns(day: date) -> tuple[Column, ...]:
    """The ledger's columns; whether a right stands depends on the day."""
    return (
        Column(
            "number",
            Text("许可证号", "License"),
            lambda one: one.right.number,
            "right__number",
            css="mono nowrap",
            link=lambda one: reverse("web:right", args=[one.right.number]),
        ),
        Column("name", Text("项目或矿山", "Project or mine"), lambda one: one.name, "name", "clip"),
        Column("holder", Text("矿业权人", "Holder"), lambda one: one.holder, "holder", "clip"),
        Column(
            "kind",
            Text("种类", "Kind"),
            lambda one: RightKind(one.right.kind).label,
            "right__kind",
            "nowrap",
        ),
        Column(
            "mineral",
            Text("矿种", "Mineral"),
            lambda one: one.mineral.name,
            "mineral_code",
            "nowrap",
        ),
        Column(
            "capacity",
            Text("规模", "Capacity"),
            capacity,
            "capacity",
            is_number=True,
            total=total_capacity,
        ),
        Column(
            "capacity_unit",
            Text("单位", "Unit"),
            lambda one: one.capacity_unit,
            "capacity_unit",
            "nowrap",
        ),
        Column("size_class", Text("等级", "Class"), size_class, "size_class", "nowrap"),
        Column("method", Text("开采方式", "Method"), method, "method", "nowrap", is_extra=True),
        Column("stage", Text("勘查阶段", "Stage"), stage, "stage", "nowrap", is_extra=True),
        Column(
            "area",
            Text("面积 km²", "Area km²"),
            lambda one: one.area_km2,
            "area_km2",
            is_number=True,
            total=sum_of("area_km2", places=4),
        ),
        Column(
            "top",
            Text("标高上限 m", "Top m"),
            lambda one: one.top_m,
            "top_m",
            is_number=True,
            is_extra=True,
        ),
        Column(
            "bottom",
            Text("标高下限 m", "Bottom m"),
            lambda one: one.bottom_m,
            "bottom_m",
            is_number=True,
            is_extra=True,
        ),
        Column(
            "valid_from",
            Text("有效期起", "Valid from"),
            lambda one: one.valid_from,
            "valid_from",
            "date",
            is_extra=True,
        ),
        Column(
            "valid_to", Text("有效期止", "Valid to"), lambda one: one.valid_to, "valid_to", "date"
        ),
        Column(
            "status",
            Text("状态", "Status"),
            lambda one: standing_on(one, day).label,
            "status",
            "nowrap",
            chip=lambda one: (STANDING_CSS.get(standing_on(one, day), ""), ""),
        ),
    )


STANDING_CSS = {RightStatus.IN_FORCE: "good", RightStatus.EXPIRED: "amber"}


def capacity(version: RightVersion) -> object:
    quantity = version.capacity_quantity
    return quantity.value if quantity else None


def total_capacity(rows: QuerySet[RightVersion]) -> Decimal | None:
    """The sum of the capacities where all are stated in one unit; tons of ore and of metal,
    or cubic metres, are never added."""
    stated = rows.exclude(capacity=None).order_by()
    units = set(stated.values_list("capacity_unit", flat=True).distinct())
    return sum_of("capacity")(stated) if len(units) == 1 else None


def size_class(version: RightVersion) -> Text | None:
    return SizeClass(version.size_class).label if version.size_class else None


def method(version: RightVersion) -> Text | None:
    return MiningMethod(version.method).label if version.method else None


def stage(version: RightVersion) -> Text | None:
    return ExplorationStage(version.stage).label if version.stage else None


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The ledger as it stood on the chosen day."""
    day = chosen_day(request)
    filters = words_asked(request, "q", "kind", "status", "size")
    found = filtered(rights_as_of(actor_of(request), day), filters, day)
    listed = listing(request, found, columns=columns(day), sort="number", filters=filters)
    if form := request.GET.get("format"):
        return exported(listed, form, name=f"rights-{day}")
    context = {
        "listing": listed,
        "day": day,
        "kinds": list(RightKind),
        "statuses": list(RightStatus),
        "sizes": list(SizeClass),
    }
    return render(request, "web/rights/index.html", context)


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
    actor, today = actor_of(request), timezone.localdate()
    versions = acts_of(number, actor=actor)
    current = counting_on(versions, today)
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
            "review_address": f"{reverse('web:review-new')}?{urlencode({'right': number})}",
            **base_map(actor),
        },
    )


def acts_of(number: str, *, actor: Actor) -> list[RightVersion]:
    """Every version of a right, the oldest first. Raises: NotFound."""
    versions = list(history_of(actor, number))
    if not versions:
        raise NotFound(what=Text("矿业权 {number}", "right {number}").format(number=number))
    return versions


def counting_on(versions: list[RightVersion], day: date) -> RightVersion:
    """The version that counts on the day, else the last to come."""
    return next((one for one in reversed(versions) if one.effective_on <= day), versions[-1])


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
