# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The catalogue of rules cannot rot. 规则目录测试。"""

import importlib
import pkgutil
from pathlib import Path

import pytest

from conformity.builders import KINDS, every_binding, every_folder
from kuangtu.conformity import rules
from kuangtu.conformity.rules import BY_NAME, RULES, layers_read
from kuangtu.conformity.rules.scope import SCOPE
from kuangtu.conformity.types import Outcome, Rule
from kuangtu.layers.dictionary import layers
from kuangtu.plans.types import FolderKind

CASES = Path(__file__).parent / "cases"
KIND_OF = {
    Outcome.PASS: "pass",
    Outcome.FAIL: "fail",
    Outcome.CONDITIONAL: "conditional",
    Outcome.REFER: "refer",
    Outcome.UNDECIDED: "undecided",
    Outcome.NOT_APPLICABLE: "na",
}
CODES = sorted(every_binding())


def test_every_rule_defined_is_listed_and_no_name_is_used_twice():
    defined = {
        id(one)
        for module in pkgutil.iter_modules(rules.__path__, rules.__name__ + ".")
        for one in vars(importlib.import_module(module.name)).values()
        if isinstance(one, Rule)
    }

    assert {id(one) for one in RULES} == defined
    assert len({one.name for one in RULES}) == len(RULES)


def test_every_rule_says_which_answers_it_can_give():
    assert [one.name for one in RULES if not one.outcomes] == []


def test_no_code_is_bound_in_two_folders():
    assert len(every_binding()) == sum(len(one.bindings) for one in every_folder())


def test_every_plan_clause_is_coded_or_says_why_not():
    plans = [one for one in every_folder() if one.kind is FolderKind.PLAN]

    assert [
        clause.number
        for plan in plans
        for clause in plan.clauses
        if bool(clause.coded_by) == (clause.not_coded_because is not None)
    ] == []


@pytest.mark.parametrize("code", CODES)
def test_a_binding_names_a_rule_and_its_parameters(code):
    _, binding = every_binding()[code]
    rule = BY_NAME[binding.check]

    given = set(binding.parameters)

    assert set(rule.parameters) - given == set()
    assert given - set(rule.parameters) - set(rule.optional) == set()
    assert set(layers_read(binding)) - set(layers()) == set()


def test_every_rule_is_bound_somewhere():
    bound = {binding.check for _, binding in every_binding().values()}

    assert set(BY_NAME) - bound == set()


@pytest.mark.parametrize("code", CODES)
def test_a_binding_has_every_kind_of_case_its_rule_can_give(code):
    _, binding = every_binding()[code]

    kinds = {path.stem.split("-")[0] for path in (CASES / code).glob("*.toml")}

    assert kinds - set(KINDS) == set()
    assert needed_kinds(binding) - kinds == set()


def needed_kinds(binding):
    """The rule's own answers; `na` where the binding narrows its scope.

    What only an unverified figure brings about (FAIL becoming REFER) is left to the cases.
    """
    rule = BY_NAME[binding.check]
    kinds = {KIND_OF[one] for one in rule.outcomes}
    if set(binding.parameters) & set(SCOPE):
        kinds.add("na")
    if binding.check in KEEP_A_DISTANCE and set(binding.parameters) & {"distance_m", "distances_m"}:
        kinds.discard("refer")
    return kinds - IMPOSSIBLE.get(binding.code, set())


# They refer for a sliver along a shared boundary, which a clause that asks for metres has not.
KEEP_A_DISTANCE = {"ground-keeps-off", "ground-needs-consent"}

# Answers that a rule can give and a binding cannot, with the reason.
IMPOSSIBLE = {
    "RQ-COAL-NEW": {"refer"},  # coal has its row, and no cell of it is blank
    # The figures that would refuse are not verified, so that they refer instead.
    "RQ-FLOOR-STRICTER": {"fail"},
    "RQ-SAND-ZONE-FLOOR": {"fail"},
    "RQ-SCALE-FITS-DEPOSIT": {"fail"},
    "SIZE04-FLOOR": {"fail"},
    "ML96-TERM-EXPLORE": {"fail"},
}


def test_no_case_is_left_over_from_a_rule_that_is_gone():
    assert [path.name for path in CASES.iterdir() if path.name not in every_binding()] == []
