# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The audit trail: who did what, when, filtered and exported. 留痕。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kuangtu.accounts.actor import Role
from kuangtu.accounts.queries import visible_to
from kuangtu.audit.models import Entry
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text, same
from kuangtu.web.form_state import FormState
from kuangtu.web.lists import Column, exported, listing, words_asked
from kuangtu.web.officers import actor_of
from kuangtu.web.trail import (
    ACTIONS,
    officer_names,
    subject_of,
    told,
    traces,
    visible_entries,
    who_of,
)

BAD_DAY = Text("“{words}”不是日期，请写作 2026-11-23", "“{words}” is no date; write 2026-11-23")
SIGN_INS = "accounts.sign"


def columns(names: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of the trail; officers are told by their names."""
    return (
        Column("at", Text("时间", "When"), at_here, "id", css="date nowrap"),
        Column("action", Text("事项", "What"), label_of, "action", css="nowrap"),
        Column("subject", Text("对象", "Subject"), subject_of, "subject", css="mono"),
        Column("actor", Text("操作人", "Who"), lambda entry: who_of(entry.actor, names), "actor"),
        Column("details", Text("内容", "Details"), details),
    )


def at_here(entry: Entry) -> datetime:
    """When it happened, in the office's time."""
    return timezone.localtime(entry.at).replace(microsecond=0)


def label_of(entry: Entry) -> Text:
    return ACTIONS.get(entry.action, same(entry.action))


def details(entry: Entry) -> str:
    """What the entry holds, in one line for a spreadsheet."""
    return "；".join(f"{name}={value}" for name, value in told(entry.data))


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first, within the filters of the address."""
    actor = actor_of(request)
    actor.require(Role.ADMINISTRATOR)
    asked = words_asked(request, "actor", "action", "subject", "from", "to")
    form, found = filtered(visible_entries(actor), asked)
    listed = listing(request, found, columns=columns(officer_names()), sort="-at", filters=asked)
    if wanted := request.GET.get("format"):
        return exported(listed, wanted, name=f"trail-{timezone.localdate()}")
    context = {
        "listing": listed,
        "form": form,
        "traces": traces(listed.page.object_list),
        "actions": ACTIONS.items(),
        "officers": [(one.as_actor().key, f"{one}（{one.username}）") for one in visible_to(actor)],
        "tab": "trail",
    }
    return render(request, "web/system/trail.html", context)


def filtered(
    entries: QuerySet[Entry], asked: Mapping[str, str]
) -> tuple[FormState, QuerySet[Entry]]:
    """The entries that fit; a day that is none is told and does not filter."""
    problems = []
    for key, ahead in (("from", 0), ("to", 1)):
        if not (words := asked[key]):
            continue
        try:
            day = date.fromisoformat(words) + timedelta(days=ahead)
        except (ValueError, OverflowError):
            problems.append(Problem("bad-date", BAD_DAY.format(words=words), Place(field=key)))
            continue
        midnight = timezone.make_aware(datetime.combine(day, time()))
        entries = entries.filter(at__lt=midnight) if ahead else entries.filter(at__gte=midnight)
    if asked["action"] == SIGN_INS:
        entries = entries.filter(action__startswith=SIGN_INS)
    elif asked["action"]:
        entries = entries.filter(action=asked["action"])
    if asked["actor"]:
        entries = entries.filter(actor=asked["actor"])
    if words := asked["subject"]:
        named = Q(data__username__icontains=words)  # an account is shown by its name
        entries = entries.filter(Q(subject__icontains=words) | named)
    return FormState(asked, tuple(problems)), entries
