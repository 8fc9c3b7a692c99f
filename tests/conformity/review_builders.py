# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Ordinary applications, folders and bases for tests of the engine and around it."""

from datetime import date
from decimal import Decimal

from shapely import MultiPolygon, box

from kuangtu.codes.choices import Act, RightKind
from kuangtu.codes.minerals import mineral
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, Rule
from kuangtu.core.period import Period
from kuangtu.core.text import Text, same
from kuangtu.geo.crs import CGCS2000
from kuangtu.geo.ground import Ground, Slab
from kuangtu.plans.types import (
    Clause,
    ClauseKind,
    Confidence,
    Folder,
    FolderKind,
    Parameter,
    RuleBinding,
)

PLAN_PERIOD = Period(date(2021, 1, 1), date(2025, 12, 31))


def a_ground():
    square = MultiPolygon([box(88.10, 39.00, 88.11, 39.01)])
    return Ground("示例范围", "wkt", CGCS2000, (), square, 961_000.0, (Slab(square, 900, 700),))


def an_application(**changes):
    ordinary = {
        "kind": RightKind.MINING,
        "act": Act.NEW,
        "name": "示例萤石矿",
        "applicant": "示例公司",
        "mineral": mineral("萤石"),
        "applied_on": date(2023, 6, 1),
        "ground": a_ground(),
        "stated": {"name": "示例萤石矿", "range": "示例范围"},
    }
    return Application(**ordinary | changes)


def a_binding(code="T-1", check="always", clause="一1", **changes):
    ordinary = {
        "title": Text(f"规则{code}", f"rule {code}"),
        "period": PLAN_PERIOD,
        "parameters": {"limit": Parameter("limit", Decimal("1.50"), "m", "示例", Confidence.READ)},
        "carries_over": True,
    }
    return RuleBinding(code=code, check=check, clause=clause, **ordinary | changes)


def a_plan(*bindings, **changes):
    ordinary = {
        "code": "999999-2021",
        "kind": FolderKind.PLAN,
        "title": Text("示例县矿产资源总体规划", "Plan of the sample county"),
        "short_title": Text("示例规划", "sample plan"),
        "authority": "示例县人民政府",
        "adcode": "999999",
        "period": PLAN_PERIOD,
        "sha256": "a" * 64,
        "bindings": bindings,
        "clauses": (
            Clause("一1", Text("规模", "scale"), ClauseKind.ADMISSION_RULE, ("T-1",)),
            Clause(
                "一2",
                Text("宣传", "publicity"),
                ClauseKind.MEASURE,
                (),
                Text("不涉及单个申请", "does not concern one application"),
            ),
        ),
    }
    return Folder(**ordinary | changes)


def a_norm(*bindings, **changes):
    ordinary = {
        "code": "sample-law",
        "kind": FolderKind.NORM,
        "title": Text("示例法", "Sample Law"),
        "short_title": Text("示例法", "Sample Law"),
        "authority": "示例机关",
        "adcode": "100000",
        "period": Period(date(2000, 1, 1), date(2024, 12, 31)),
        "sha256": "b" * 64,
        "bindings": bindings,
    }
    return Folder(**ordinary | changes)


def a_basis(*folders, **changes):
    ordinary = {
        "judged_on": date(2023, 6, 1),
        "county": "999999",
        "folders": {folder.code: folder for folder in folders},
        "layers": {},
        "rights": None,
        "accounts": {},
        "overlap_tolerance_m2": 1.0,
    }
    return Basis(**ordinary | changes)


def a_rule(name, outcome, **finding):
    def check(application, basis, binding):
        return Finding(outcome, same(f"{name} {binding.code}"), **finding)

    return Rule(name, same(name), check)


def rules_of_every_outcome():
    names = {
        "always": Outcome.PASS,
        "never": Outcome.FAIL,
        "with-consent": Outcome.CONDITIONAL,
        "a-judgement": Outcome.REFER,
        "unknown": Outcome.UNDECIDED,
        "elsewhere": Outcome.NOT_APPLICABLE,
    }
    return {name: a_rule(name, outcome) for name, outcome in names.items()}
