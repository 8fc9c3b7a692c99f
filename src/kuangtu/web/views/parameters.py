# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures of plans and norms: which are verified, and what an office did with them. 参数。"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kuangtu.accounts.actor import Actor, Role
from kuangtu.conformity.rules.contracts import known_checks
from kuangtu.core.errors import Conflict, Forbidden, Invalid, NotFound, Place, Problem
from kuangtu.core.text import Text
from kuangtu.plans import services
from kuangtu.plans.applicability import cited, in_force
from kuangtu.plans.choices import OverrideKind
from kuangtu.plans.figures import Figure, figures
from kuangtu.plans.models import ParameterOverride
from kuangtu.plans.queries import figure_of, folders_on, history_of, override_of
from kuangtu.web.figures import parameter_value
from kuangtu.web.form_state import FormState
from kuangtu.web.language import say
from kuangtu.web.lists import Column, Listing, exported, words_asked
from kuangtu.web.officers import actor_of
from kuangtu.web.parameter_form import filled, labels, parts, read_day, read_value
from kuangtu.web.trail import officer_names, who_of

ROWS_PER_PAGE = 100
VERIFIED = Text("参数已核实，审查据此判定。", "The figure is verified; reviews go by it.")
SET = Text("参数已设定。", "The figure is set.")
RESTORED = Text("已恢复原值，仍为未核实。", "The original is back, unverified as it was.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure a figure is, in one word and its colour. 核实状态。"""

    key: str
    label: Text
    css: str


UNVERIFIED = Standing("unverified", Text("未核实", "unverified"), "amber")
SET_HERE = Standing("set", Text("本局设定", "set here"), "")
VERIFIED_HERE = Standing("verified-here", Text("本局核实", "verified here"), "good")
READ = Standing("verified", Text("已核实", "verified"), "good")
STANDINGS = (UNVERIFIED, SET_HERE, VERIFIED_HERE, READ)


def standing_of(figure: Figure) -> Standing:
    if figure.set_by:
        return VERIFIED_HERE if figure.confidence.is_verified else SET_HERE
    return READ if figure.confidence.is_verified else UNVERIFIED


def value_of(figure: Figure) -> str:
    """The value with its units, in one line."""
    return spelled(figure, figure.value)


def spelled(figure: Figure, value: object) -> str:
    """A value of a figure in one line: its parts by their names, each with its unit."""
    if not isinstance(value, Mapping) or "zh" in value:
        return f"{parameter_value(value)} {figure.units.get('', '')}".strip()
    names, whole = labels(figure), figure.units.get("", "")
    return "；".join(
        f"{say(names[name]) if name in names else name} {parameter_value(one)} "
        f"{figure.units.get(name, whole)}".strip()
        for name, one in value.items()
    )


def period_of(figure: Figure) -> str:
    ends_on = figure.period.ends_on
    return f"{figure.period.starts_on} – {ends_on or ''}".strip()


def address_of(figure: Figure) -> str:
    return reverse("web:parameter", args=figure.address)


COLUMNS = (
    Column(
        "standing",
        Text("状态", "State"),
        lambda one: standing_of(one).label,
        chip=lambda one: (standing_of(one).css, ""),
        css="nowrap",
    ),
    Column("title", Text("规则或数据表", "Rule or table"), lambda one: one.title),
    Column(
        "binding",
        Text("代码", "Code"),
        lambda one: one.binding,
        css="mono nowrap",
    ),
    Column("about", Text("参数", "Figure"), lambda one: one.about, link=address_of),
    Column("value", Text("取值与单位", "Value and unit"), value_of),
    Column("clause", Text("条款", "Clause"), lambda one: one.clause, css="nowrap"),
    Column("source", Text("来源", "Source"), lambda one: one.source, css="small"),
    Column("period", Text("期间", "Period"), period_of, css="date small"),
    Column(
        "confidence",
        Text("核实程度", "Confidence"),
        lambda one: Text(
            f"{one.confidence.value} {one.confidence.label.zh}",
            f"{one.confidence.value} {one.confidence.label.en}",
        ),
        css="small",
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the list shows it. 参数行。"""

    figure: Figure

    @property
    def standing(self) -> Standing:
        return standing_of(self.figure)

    @property
    def name(self) -> Text:
        """The rule and its parameter, or the table and what its row is about."""
        return Text("{title}：{about}", "{title}: {about}").format(
            title=self.figure.title, about=self.figure.about
        )

    @property
    def key(self) -> str:
        """The parameter's name; the key of a table's row says nothing to a reader."""
        return self.figure.parameter if is_rule(self.figure) else ""

    @property
    def value(self) -> str:
        return value_of(self.figure)

    @property
    def address(self) -> str:
        return address_of(self.figure)


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every figure that applies on the chosen day, the unverified ones told apart."""
    asked = words_asked(request, "q", "state", "folder", "kind", "on")
    day, problems = chosen_day(asked["on"])
    folders = folders_on(day, settings.KUANGTU_COUNTY)
    every = [one for folder in folders.values() for one in figures(folder)]
    listed = listing_of(request, [one for one in every if fits(one, asked)], asked)
    if wanted := request.GET.get("format"):
        return exported(listed, wanted, name=f"parameters-{day}")
    context = {
        "listing": listed,
        "rows": [Row(one) for one in listed.page],
        "day": day,
        "form": FormState(asked, tuple(problems)),
        "standings": STANDINGS,
        "folders": folders,
        "counts": counted(every),
        "tab": "parameters",
    }
    return render(request, "web/system/parameters.html", context)


def counted(every: Sequence[Figure]) -> dict[str, int]:
    """How many figures, and how many texts and lists, nobody has verified."""
    open_ones = [one.is_number for one in every if not one.is_verified]
    return {"all": len(open_ones), "numbers": sum(open_ones), "rest": open_ones.count(False)}


def chosen_day(words: str) -> tuple[date, list[Problem]]:
    """The day asked for; today without one, or where it is none."""
    try:
        return read_day(words, "on") if words else timezone.localdate(), []
    except Invalid as error:
        return timezone.localdate(), list(error.problems)


def fits(figure: Figure, asked: Mapping[str, str]) -> bool:
    """Whether a figure is within the filters; texts and lists are shown when asked for."""
    kind = asked["kind"]
    if kind != "all" and figure.is_number == (kind == "words"):
        return False
    if asked["state"] and standing_of(figure).key != asked["state"]:
        return False
    if asked["folder"] and figure.folder.code != asked["folder"]:
        return False
    words = asked["q"].casefold()
    texts = (figure.title, figure.about)
    told = (
        *figure.address,
        figure.source,
        *(words for text in texts for words in (text.zh, text.en)),
    )
    return not words or any(words in one.casefold() for one in told)


def listing_of(request: HttpRequest, rows: Sequence[Figure], asked: dict[str, str]) -> Listing:
    """The figures as a page of a list; they are values, not rows of a table."""
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    filters = {key: value for key, value in asked.items() if key != "on"}
    return Listing(COLUMNS, COLUMNS, rows, page, "", filters)  # type: ignore[arg-type]  # see above


@login_required
def parameter(request: HttpRequest, rule: str, name: str) -> HttpResponse:
    """One figure: what it is today, what it was, and what may be done with it."""
    shipped = figure_of(rule, name)
    if request.method == "POST":
        return acted(request, shipped)
    return shown(request, shipped, FormState(ordinary(shipped)))


def ordinary(shipped: Figure) -> dict[str, str]:
    """The forms as they are offered: today, and the value as it is now.

    A verification goes back to the rule's first day, or to where the last act left off.
    """
    today = timezone.localdate().isoformat()
    done = history_of(*shipped.address, settings.KUANGTU_COUNTY)
    first = max([shipped.period.starts_on, *(one.starts_on for one in done)])
    return {
        "starts_on": today,
        "read_on": today,
        "verified_from": first.isoformat(),
        **filled(current(shipped) or shipped),
    }


def current(shipped: Figure, day: date | None = None) -> Figure | None:
    """The figure as it is applied in the county on a day; None where its folder is not."""
    folders = folders_on(day or timezone.localdate(), settings.KUANGTU_COUNTY)
    folder = folders.get(shipped.folder.code)
    found = figures(folder) if folder else ()
    return next((one for one in found if one.address == shipped.address), None)


Act = Callable[[Figure, FormState, Actor], Text]


def verify(shipped: Figure, form: FormState, actor: Actor) -> Text:
    services.verify_parameter(
        binding=shipped.binding,
        parameter=shipped.parameter,
        source=form.value("source"),
        read_on=read_day(form.value("read_on"), "read_on"),
        today=timezone.localdate(),
        starts_on=read_day(form.value("verified_from"), "verified_from"),
        actor=actor,
    )
    return VERIFIED


def set_value(shipped: Figure, form: FormState, actor: Actor) -> Text:
    services.override_parameter(
        binding=shipped.binding,
        parameter=shipped.parameter,
        value=read_value(shipped, form),
        starts_on=read_day(form.value("starts_on"), "starts_on"),
        reason=form.value("reason"),
        known_checks=known_checks(),
        actor=actor,
    )
    return SET


def restore(shipped: Figure, form: FormState, actor: Actor) -> Text:
    services.restore_parameter(
        binding=shipped.binding,
        parameter=shipped.parameter,
        starts_on=read_day(form.value("starts_on"), "starts_on"),
        reason=form.value("reason"),
        actor=actor,
    )
    return RESTORED


ACTS: Mapping[str, Act] = {"verify": verify, "set": set_value, "restore": restore}


def acted(request: HttpRequest, shipped: Figure) -> HttpResponse:
    """Do what the button says; a refusal is told beside its field, with what was typed."""
    typed, actor = FormState.typed(request), actor_of(request)
    form = FormState({**ordinary(shipped), **typed.values})
    actor.require(Role.ADMINISTRATOR)
    act = ACTS.get(form.value("act"))
    if act is None:
        raise NotFound(what=form.value("act"))
    try:
        said = act(shipped, form, actor)
    except Invalid as error:
        return shown(request, shipped, form.with_problems(error.problems), status=422)
    except (Conflict, Forbidden) as error:
        refused = form.with_problems([Problem(error.code, error.text, Place())])
        return shown(request, shipped, refused, status=409)
    messages.success(request, say(said))
    return redirect("web:parameter", *shipped.address)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a figure's history. 沿革。"""

    row: ParameterOverride
    kind: Text
    value: str
    basis: str
    who: str
    is_in_force: bool


def history(shipped: Figure, day: date) -> list[Step]:
    """What was done with the figure for this county, the last first."""
    rows = history_of(*shipped.address, settings.KUANGTU_COUNTY)
    names = officer_names({one.set_by for one in rows})
    holding = in_force([override_of(one) for one in rows], day, settings.KUANGTU_COUNTY)
    last = holding[-1] if holding else None
    steps = []
    for row in reversed(rows):
        override = override_of(row)
        steps.append(
            Step(
                row,
                OverrideKind(row.kind).label,
                spelled(shipped, override.value),
                cited(override),
                who_of(row.set_by, names),
                override == last,
            )
        )
    return steps


def shown(
    request: HttpRequest, shipped: Figure, form: FormState, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    day, problems = chosen_day(words_asked(request, "on")["on"])
    now = current(shipped, day)
    may_act = actor.role is Role.ADMINISTRATOR and not shipped.confidence.is_verified
    context: dict[str, Any] = {
        "figure": now or shipped,
        "is_applied": now is not None,
        "shipped": shipped,
        "day": day,
        "day_problems": problems,
        "standing": standing_of(now or shipped),
        "value": value_of(now or shipped),
        "shipped_value": value_of(shipped),
        "period": period_of(shipped),
        "is_rule": is_rule(shipped),
        "history": history(shipped, day),
        "parts": parts(shipped) if may_act else [],
        "may_act": may_act,
        "form": form,
        "act": form.value("act"),
        "tab": "parameters",
    }
    return render(request, "web/system/parameter.html", context, status=status)


def is_rule(figure: Figure) -> bool:
    """Whether a figure stands in a rule, and not in a table of its folder."""
    return figure.binding != figure.folder.code
