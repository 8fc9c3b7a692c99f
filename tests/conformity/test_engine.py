# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the engine: which rules run, and what they conclude together."""

from datetime import date

import pytest

from conformity.review_builders import (
    PLAN_PERIOD,
    a_basis,
    a_binding,
    a_norm,
    a_plan,
    a_rule,
    an_application,
    rules_of_every_outcome,
)
from kuangtu.conformity.engine import judge
from kuangtu.conformity.errors import CheckMissing, RuleCrashed
from kuangtu.conformity.types import Conclusion, Outcome, Rule
from kuangtu.core.period import Period
from kuangtu.core.text import same
from kuangtu.layers.types import EditionReference, LayerReading

AFTER_THE_PLAN = date(2026, 11, 23)


def review(*checks, day=date(2023, 6, 1), rules=None, **plan):
    bindings = [a_binding(f"T-{n}", check) for n, check in enumerate(checks, start=1)]
    basis = a_basis(a_plan(*bindings, **plan), judged_on=day)
    return judge(an_application(), basis, rules=rules or rules_of_every_outcome())


@pytest.mark.parametrize(
    ("checks", "conclusion", "exit_code"),
    [
        (["always"], Conclusion.CONFORMS, 0),
        (["always", "elsewhere"], Conclusion.CONFORMS, 0),
        (["always", "a-judgement"], Conclusion.CONDITIONAL_OR_REFER, 3),
        (["always", "with-consent"], Conclusion.CONDITIONAL_OR_REFER, 3),
        (["unknown", "with-consent"], Conclusion.UNDECIDED, 3),
        (["unknown", "never", "a-judgement"], Conclusion.DOES_NOT_CONFORM, 1),
    ],
)
def test_the_worst_outcome_decides_the_conclusion(checks, conclusion, exit_code):
    answer = review(*checks)

    assert (answer.conclusion, answer.exit_code) == (conclusion, exit_code)


def test_a_finding_carries_its_rule_clause_and_title():
    answer = review("always")

    (finding,) = answer.findings
    assert (finding.rule, finding.check, finding.folder) == ("T-1", "always", "999999-2021")
    assert finding.clause_label.zh == "示例规划 一1"
    assert finding.title.zh == "规则T-1"


def test_a_finding_carries_the_edition_and_date_of_each_layer_it_read():
    edition = EditionReference("railways", 2, "c" * 64, date(2022, 5, 1), "示例", "审批")
    reading = LayerReading("railways", same("铁路"), edition, "铁路局")
    basis = a_basis(a_plan(a_binding(check="railway")), layers={"railways": reading})
    rules = {"railway": a_rule("railway", Outcome.PASS, layers=("railways",))}

    answer = judge(an_application(), basis, rules=rules)

    assert answer.findings[0].layers == (reading,)


def test_after_its_period_a_plan_goes_on_and_nothing_conforms_without_judgement():
    answer = review("always", day=AFTER_THE_PLAN)

    assert [finding.rule for finding in answer.findings] == ["PLAN-PERIOD-OVER", "T-1"]
    assert answer.findings[0].message.zh.startswith("规划期已届满、沿用原规划")
    assert answer.conclusion == Conclusion.CONDITIONAL_OR_REFER


def test_on_its_last_day_the_plan_is_not_over():
    answer = review("always", day=PLAN_PERIOD.ends_on)

    assert answer.conclusion == Conclusion.CONFORMS


def test_a_plan_rule_that_does_not_carry_over_is_named_and_not_run():
    bindings = (a_binding("T-1"), a_binding("T-2", "never", carries_over=False))
    basis = a_basis(a_plan(*bindings), judged_on=AFTER_THE_PLAN)

    answer = judge(an_application(), basis, rules=rules_of_every_outcome())

    assert [finding.rule for finding in answer.findings] == ["PLAN-PERIOD-OVER", "T-1"]
    assert [one.rule for one in answer.not_applied] == ["T-2"]


@pytest.mark.parametrize(
    ("day", "codes"),
    [(date(2024, 12, 31), ["T-1", "N-1"]), (date(2025, 1, 1), ["T-1"])],
    ids=["on-its-last-day", "a-day-later"],
)
def test_a_norm_rule_applies_only_inside_its_period(day, codes):
    norm = a_norm(
        a_binding("N-1", period=Period(date(2000, 1, 1), date(2024, 12, 31)), carries_over=True)
    )
    basis = a_basis(norm, a_plan(a_binding()), judged_on=day)

    answer = judge(an_application(), basis, rules=rules_of_every_outcome())

    assert [finding.rule for finding in answer.findings] == codes


def test_without_a_plan_there_is_no_conclusion():
    basis = a_basis(a_norm(a_binding("N-1", period=Period(date(2000, 1, 1)))))

    answer = judge(an_application(), basis, rules=rules_of_every_outcome())

    assert [finding.rule for finding in answer.findings] == ["PLAN-MISSING", "N-1"]
    assert answer.conclusion == Conclusion.UNDECIDED


def test_a_plan_that_binds_no_rule_gives_no_conclusion():
    answer = review()

    assert [finding.rule for finding in answer.findings] == ["PLAN-WITHOUT-RULES"]
    assert answer.conclusion == Conclusion.UNDECIDED


def test_every_clause_that_is_not_coded_is_listed_with_its_reason():
    answer = review("always")

    assert [(one.clause, one.heading.zh, one.reason.zh) for one in answer.not_coded] == [
        ("一2", "宣传", "不涉及单个申请")
    ]


def test_a_rule_that_crashes_ends_the_review_and_is_named():
    def crash(application, basis, binding):
        return 1 / 0

    with pytest.raises(RuleCrashed) as caught:
        review("crash", rules={"crash": Rule("crash", same("crash"), crash)})

    assert caught.value.values["rule"] == "T-1"


def test_a_binding_to_a_rule_that_does_not_exist_ends_the_review():
    with pytest.raises(CheckMissing) as caught:
        review("nowhere")

    assert caught.value.values == {"rule": "T-1", "check": "nowhere"}
