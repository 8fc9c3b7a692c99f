# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The plan and the norms as pages: clauses, tables, goals, zones, rules. 规划。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kuangtu.codes.choices import Choice, ExplorationStage, MiningMethod, SizeClass
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text, same
from kuangtu.plans.examinations.queries import health_notes
from kuangtu.plans.queries import folders_on
from kuangtu.plans.types import Confidence, DataColumn, Folder, FolderKind, ListKind, ZoneKind
from kuangtu.web.clauses import contents, level
from kuangtu.web.officers import actor_of
from kuangtu.web.plan_notes import PlanNotes
from kuangtu.web.printed import laid_out

CODED: Mapping[str, type[Choice]] = {
    "method": MiningMethod,
    "size_class": SizeClass,
    "stage": ExplorationStage,
    "confidence": Confidence,
}
NUMBERS = {"decimal", "integer"}  # kinds of columns that are set to the right
Content = Callable[[Folder], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a folder; it is offered when the folder has something to show there. 分页。"""

    name: str
    label: Text
    has: Callable[[Folder], object]
    content: Content

    @property
    def template(self) -> str:
        return f"web/plan/{self.name}.html"


def clauses(folder: Folder) -> dict[str, Any]:
    """Every clause with its depth, and how many are coded."""
    coded = sum(1 for clause in folder.clauses if clause.coded_by)
    return {
        "clauses": [(clause, level(clause.number)) for clause in folder.clauses],
        "branches": contents(folder.clauses),
        "coded": coded,
    }


def tables(folder: Folder) -> dict[str, Any]:
    return {"tables": [(table, laid_out(table)) for table in folder.tables]}


def zones(folder: Folder) -> dict[str, Any]:
    groups = [(kind, [zone for zone in folder.zones if zone.kind == kind]) for kind in ZoneKind]
    return {"groups": [group for group in groups if group[1]]}


def minerals(folder: Folder) -> dict[str, Any]:
    groups = [(kind, [one for one in folder.listings if one.kind == kind]) for kind in ListKind]
    return {"groups": [group for group in groups if group[1]]}


def rules(folder: Folder) -> dict[str, Any]:
    unverified = sum(
        1
        for binding in folder.bindings
        for parameter in binding.parameters.values()
        if not parameter.is_verified
    )
    return {"unverified": unverified}


def data(folder: Folder) -> dict[str, Any]:
    """The folder's own tables with the columns it describes."""
    shown = [
        (
            table,
            [
                [
                    (cell(row[column.name], column), column.kind in NUMBERS)
                    for column in table.columns
                ]
                for row in folder.data[table.name]
            ],
        )
        for table in folder.data_tables
        if table.name in folder.data
    ]
    return {"tables": shown}


def cell(words: str, column: DataColumn) -> Text:
    """The words of a cell, a stored code by its label."""
    choice = CODED.get(column.kind)
    return choice(words).label if choice and words else same(words)


def is_plan(folder: Folder) -> bool:
    """A county's plan is examined; laws and standards are not ours to question."""
    return folder.kind is FolderKind.PLAN


def as_it_is(_folder: Folder) -> dict[str, Any]:
    """The template reads the folder itself."""
    return {}


HEALTH = Part("health", Text("规划体检", "Health check"), is_plan, as_it_is)  # its own view
PARTS = (
    Part("clauses", Text("条款目录", "Clauses"), lambda folder: folder.clauses, clauses),
    Part("tables", Text("专栏", "Tables"), lambda folder: folder.tables, tables),
    Part("goals", Text("目标指标", "Goals"), lambda folder: folder.goals, as_it_is),
    Part("zones", Text("规划分区", "Zones"), lambda folder: folder.zones, zones),
    Part("minerals", Text("矿种清单", "Mineral lists"), lambda folder: folder.listings, minerals),
    Part("floors", Text("最低规模", "Scale floors"), lambda folder: folder.floors, as_it_is),
    Part("projects", Text("重点项目", "Projects"), lambda folder: folder.projects, as_it_is),
    Part("duties", Text("责任分工", "Duties"), lambda folder: folder.responsibilities, as_it_is),
    Part("rules", Text("规则与参数", "Rules"), lambda folder: folder.bindings, rules),
    Part("data", Text("数据表", "Data tables"), lambda folder: folder.data_tables, data),
    HEALTH,
)


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """The county's plan in force or carried over, else the list of what is loaded."""
    folders = loaded_folders()
    for folder in folders.values():
        if folder.kind == FolderKind.PLAN:
            return shown(request, folders, folder, PARTS[0])
    return render(request, "web/plan/none.html", {"folders": folders})


@login_required
def part(request: HttpRequest, folder: str, name: str = "clauses") -> HttpResponse:
    """One page of one folder."""
    folders = loaded_folders()
    if folder not in folders:
        raise NotFound(what=Text("规划或规范 {code}", "Plan or norm {code}").format(code=folder))
    found = next((one for one in PARTS if one.name == name), None)
    if found is None:
        raise NotFound(what=same(name))
    return shown(request, folders, folders[folder], found)


def loaded_folders() -> Mapping[str, Folder]:
    """Plans and norms that apply in the county today."""
    return folders_on(timezone.localdate(), settings.KUANGTU_COUNTY)


def shown(
    request: HttpRequest,
    folders: Mapping[str, Folder],
    folder: Folder,
    part: Part,
    *,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a folder in its frame; `more` is what its own view has found for it."""
    actor = actor_of(request)
    parts = [one for one in PARTS if one.has(folder)]
    if not actor.sees(folder.adcode):
        parts = [one for one in parts if one is not HEALTH]  # a wider plan is not ours to examine
    return render(
        request,
        part.template,
        {
            "folders": folders,
            "folder": folder,
            "part": part,
            "parts": parts,
            "is_over": folder.period.is_over_on(timezone.localdate()),
            "notes": PlanNotes(folder, health_notes([folder.code], actor=actor)),
            **part.content(folder),
            **(more or {}),
        },
        status=status,
    )
