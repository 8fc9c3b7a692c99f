# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Accounts: the list, a new one, one of them and what may be done with it. 账户。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from kuangtu.accounts import services
from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.errors import NameTaken
from kuangtu.accounts.models import Officer
from kuangtu.accounts.queries import locks, officer_numbered, visible_to
from kuangtu.codes.divisions import division_named, divisions
from kuangtu.core.errors import Conflict, Forbidden, Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.web.county import division_name
from kuangtu.web.form_state import FormState
from kuangtu.web.language import say
from kuangtu.web.lists import Column, exported, listing, words_asked
from kuangtu.web.officers import actor_of
from kuangtu.web.trail import entries_about, traces

MOST_AREAS = 400  # offered for choosing; any other is typed
LAST_TRACES = 20
NO_ROLE = Text("请选择角色", "Choose a role")
ADDED = Text(
    "已开设账户“{name}”。请把口令当面交给本人，首次登录须修改。",
    "The account {name} is open. Hand over the password in person; it is changed at first sign-in.",
)
CHANGED = Text("账户已变更。", "The account is changed.")
OFF = Text("账户已停用，其登录已失效。", "The account is switched off and its sessions have ended.")
ON = Text("账户已启用。", "The account is switched on.")
UNLOCKED = Text("已解除锁定。", "The account is unlocked.")
PASSWORD_SET = Text(
    "已设新口令，本人下次登录须修改。",
    "The new password is set and must be changed at the next sign-in.",
)


def columns(opening: Mapping[int, datetime]) -> tuple[Column, ...]:
    """The columns of the accounts; `opening` tells which are locked, and until when."""
    return (
        Column(
            "username",
            Text("账户名", "Account"),
            lambda one: one.username,
            "username",
            css="mono",
            link=lambda one: reverse("web:system-officer", args=[one.pk]),
        ),
        Column("name", Text("姓名", "Name"), lambda one: one.display_name, "display_name"),
        Column("role", Text("角色", "Role"), lambda one: Role(one.role).label, "role"),
        Column("area", Text("辖区", "Area"), area_of, "area"),
        Column(
            "state",
            Text("状态", "State"),
            lambda one: state_of(one, opening)[0],
            "is_active",
            chip=lambda one: (state_of(one, opening)[1], ""),
        ),
        Column("last_login", Text("上次登录", "Last sign-in"), last_sign_in, "last_login", "date"),
    )


def area_of(officer: Officer) -> str:
    return f"{say(division_name(officer.area))} {officer.area}"


def last_sign_in(officer: Officer) -> datetime | None:
    return timezone.localtime(officer.last_login) if officer.last_login else None


def state_of(officer: Officer, opening: Mapping[int, datetime]) -> tuple[Text, str]:
    """Whether one can sign in, in words and colour."""
    if not officer.is_active:
        return Text("停用", "off"), ""
    if officer.pk in opening:
        until = timezone.localtime(opening[officer.pk])
        return Text("锁定至 {until:%H:%M}", "locked until {until:%H:%M}").format(until=until), "bad"
    if officer.must_change_password:
        return Text("待改口令", "password due"), "amber"
    return Text("启用", "on"), "good"


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The accounts of the administrator's area."""
    actor = administrator(request)
    asked = words_asked(request, "q", "role", "state")
    visible = visible_to(actor)
    found = filtered(visible, asked)
    shown = columns(locks(visible, timezone.localtime()))
    listed = listing(request, found, columns=shown, sort="username", filters=asked)
    if wanted := request.GET.get("format"):
        return exported(listed, wanted, name="accounts")
    context = {"listing": listed, "roles": list(Role), "tab": "officers"}
    return render(request, "web/system/officers.html", context)


def filtered(rows: QuerySet[Officer], asked: Mapping[str, str]) -> QuerySet[Officer]:
    """Accounts that hold the words, of a role, on or off."""
    if words := asked["q"]:
        rows = rows.filter(
            Q(username__icontains=words) | Q(display_name__icontains=words) | Q(area=words)
        )
    if asked["role"]:
        rows = rows.filter(role=asked["role"])
    if asked["state"] in {"on", "off"}:
        rows = rows.filter(is_active=asked["state"] == "on")
    return rows


def administrator(request: HttpRequest) -> Actor:
    """Who is asking. Raises: RoleTooLow."""
    actor = actor_of(request)
    actor.require(Role.ADMINISTRATOR)
    return actor


@sensitive_post_parameters()
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    actor = administrator(request)
    if request.method != "POST":
        ordinary = {"role": Role.VIEWER.value, "area": actor.area}
        return asked_for(request, actor, FormState(ordinary))
    form = FormState.typed(request)
    try:
        officer = opened(form, actor)
    except Invalid as error:
        return asked_for(request, actor, form.with_problems(error.problems))
    except NameTaken as error:
        place = Place(field="username")
        return asked_for(
            request, actor, form.with_problems([Problem(error.code, error.text, place)])
        )
    except Forbidden as error:
        place = Place(field="area")
        return asked_for(
            request, actor, form.with_problems([Problem(error.code, error.text, place)])
        )
    messages.success(request, say(ADDED.format(name=officer.username)))
    return redirect("web:system-officer", number=officer.pk)


def asked_for(request: HttpRequest, actor: Actor, form: FormState) -> HttpResponse:
    """The form of a new account, with what is wrong with it."""
    status = 422 if form.problems else 200
    return render(
        request,
        "web/system/officer_new.html",
        {"form": form, "tab": "officers", **choices(actor)},
        status=status,
    )


def choices(actor: Actor) -> dict[str, object]:
    """What may be chosen: roles, and the divisions of the actor's area."""
    areas = [one for one in divisions() if actor.sees(one.code)]
    return {"roles": list(Role), "areas": areas[:MOST_AREAS]}


def opened(form: FormState, actor: Actor) -> Officer:
    """The account that the form describes. Raises: Invalid, NameTaken, OutsideArea."""
    role, area, problems = role_and_area(form)
    if role is None or problems:
        raise Invalid(problems)
    return services.add_officer(
        username=form.value("username"),
        password=form.value("password"),
        role=role,
        area=area,
        display_name=form.value("display_name"),
        must_change_password=True,
        actor=actor,
    )


def role_and_area(form: FormState) -> tuple[Role | None, str, list[Problem]]:
    """The role and the code of the area typed, by code or name, and what is wrong with them."""
    problems: list[Problem] = []
    role = next((one for one in Role if one.value == form.value("role")), None)
    if role is None:
        problems.append(Problem("no-role", NO_ROLE, Place(field="role")))
    words = form.value("area")
    try:
        area = division_named(words, place=Place(field="area")).code
    except Invalid as error:
        problems += error.problems
        area = ""
    return role, area, problems


@sensitive_post_parameters()
@login_required
def officer(request: HttpRequest, number: int) -> HttpResponse:
    """One account: what it is, what may be done with it, what was done."""
    actor = administrator(request)
    found = officer_numbered(number, actor=actor)
    if request.method == "POST":
        return acted(request, found, actor)
    return shown(request, found, actor, FormState(stated(found)))


def stated(found: Officer) -> dict[str, str]:
    """The account as the form of a change begins with it."""
    return {"role": found.role, "area": found.area, "display_name": found.display_name}


Act = Callable[[FormState, int, Actor], Text]


def change(form: FormState, number: int, actor: Actor) -> Text:
    role, area, problems = role_and_area(form)
    if role is None or problems:
        raise Invalid(problems)
    services.change_officer(
        number=number, role=role, area=area, display_name=form.value("display_name"), actor=actor
    )
    return CHANGED


def switch_off(_form: FormState, number: int, actor: Actor) -> Text:
    services.switch_officer_off(number=number, actor=actor)
    return OFF


def switch_on(_form: FormState, number: int, actor: Actor) -> Text:
    services.switch_officer_on(number=number, actor=actor)
    return ON


def unlock(_form: FormState, number: int, actor: Actor) -> Text:
    services.unlock_officer(number=number, actor=actor)
    return UNLOCKED


def set_password(form: FormState, number: int, actor: Actor) -> Text:
    services.set_password(number=number, password=form.value("password"), actor=actor)
    return PASSWORD_SET


ACTS: Mapping[str, Act] = {
    "change": change,
    "off": switch_off,
    "on": switch_on,
    "unlock": unlock,
    "password": set_password,
}


def acted(request: HttpRequest, found: Officer, actor: Actor) -> HttpResponse:
    """Do what the button says; a refusal is told on the page, with what was typed."""
    form = FormState({**stated(found), **FormState.typed(request).values})
    act = ACTS.get(form.value("act"))
    try:
        if act is None:
            raise Invalid
        said = act(form, found.pk, actor)
    except Invalid as error:
        return shown(request, found, actor, form.with_problems(error.problems), status=422)
    except (Conflict, Forbidden) as error:
        place = Place(field="area") if isinstance(error, Forbidden) else Place()
        refused = form.with_problems([Problem(error.code, error.text, place)])
        return shown(request, found, actor, refused, status=409)
    messages.success(request, say(said))
    # An administrator may have given away the right to look at this page.
    mine = found.as_actor().key == actor.key
    return redirect("web:home") if mine else redirect("web:system-officer", number=found.pk)


def shown(
    request: HttpRequest, found: Officer, actor: Actor, form: FormState, status: int = 200
) -> HttpResponse:
    opening = locks([found], timezone.localtime())
    return render(
        request,
        "web/system/officer.html",
        {
            "officer": found,
            "officer_role": Role(found.role).label,
            "area": area_of(found),
            "state": state_of(found, opening),
            "is_locked": found.pk in opening,
            "is_self": found.as_actor().key == actor.key,
            "form": form,
            "traces": traces(entries_about(found, actor)[:LAST_TRACES]),
            "tab": "officers",
            **choices(actor),
        },
        status=status,
    )
