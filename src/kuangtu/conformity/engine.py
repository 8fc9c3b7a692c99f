# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every bound rule on one application, and the conclusion. 审查引擎（纯）。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kuangtu.codes.divisions import find_division
from kuangtu.conformity.errors import CheckMissing, RuleCrashed
from kuangtu.conformity.findings import NotApplied, NotCoded, Review, RuleFinding
from kuangtu.conformity.types import Application, Basis, Conclusion, Finding, Outcome, Rule
from kuangtu.core.text import Text, same
from kuangtu.layers.types import LayerReading
from kuangtu.plans.types import Folder, FolderKind, RuleBinding

Bound = tuple[Folder, RuleBinding]

NO_PLAN = "PLAN-MISSING"
NO_RULES = "PLAN-WITHOUT-RULES"
PERIOD_OVER = "PLAN-PERIOD-OVER"


def judge(application: Application, basis: Basis, *, rules: Mapping[str, Rule]) -> Review:
    """Judge an application on the basis's day. 审查一件申请。

    `rules` are the generic rules by name. Raises: RuleCrashed with the code of the rule that
    failed, CheckMissing for a binding whose rule does not exist; neither is ever a verdict.
    """
    bound = applicable(basis.folders.values(), basis.judged_on)
    of_rules = tuple(_run(application, basis, folder, binding, rules) for folder, binding in bound)
    findings = (*_on_the_plan(basis, bound), *of_rules)
    return Review(
        application=application,
        basis=basis,
        bindings=bound,
        findings=findings,
        conclusion=conclude(finding.outcome for finding in findings),
        not_coded=tuple(_not_coded(basis.folders.values())),
        not_applied=tuple(_not_applied(basis)),
    )


def conclude(outcomes: Iterable[Outcome]) -> Conclusion:
    """The conclusion that the outcomes allow. 总结论。

    >>> conclude([Outcome.PASS, Outcome.UNDECIDED, Outcome.FAIL]).value
    'DOES_NOT_CONFORM'
    >>> conclude([Outcome.REFER, Outcome.UNDECIDED]).value, conclude([Outcome.PASS]).value
    ('UNDECIDED', 'CONFORMS')
    >>> conclude([Outcome.CONDITIONAL, Outcome.NOT_APPLICABLE]).value
    'CONDITIONAL_OR_REFER'
    """
    found = set(outcomes)
    if Outcome.FAIL in found:
        return Conclusion.DOES_NOT_CONFORM
    if Outcome.UNDECIDED in found:
        return Conclusion.UNDECIDED
    if found & {Outcome.REFER, Outcome.CONDITIONAL}:
        return Conclusion.CONDITIONAL_OR_REFER
    return Conclusion.CONFORMS


def applies(folder: Folder, binding: RuleBinding, day: date) -> bool:
    """A norm's rule inside its period; a plan's also after it, if it carries over. 是否适用。"""
    if binding.period.contains(day):
        return True
    goes_on = folder.kind is FolderKind.PLAN and binding.carries_over
    return goes_on and binding.period.is_over_on(day)


def applicable(folders: Iterable[Folder], day: date) -> tuple[Bound, ...]:
    """The bound rules of the day, the plan's first."""
    return tuple(
        (folder, binding)
        for folder in _plans_first(folders)
        for binding in folder.bindings
        if applies(folder, binding, day)
    )


def _plans_first(folders: Iterable[Folder]) -> list[Folder]:
    """Plans before norms, each in the order given."""
    return sorted(folders, key=lambda folder: folder.kind is not FolderKind.PLAN)


def _run(
    application: Application,
    basis: Basis,
    folder: Folder,
    binding: RuleBinding,
    rules: Mapping[str, Rule],
) -> RuleFinding:
    rule = rules.get(binding.check)
    if rule is None:
        raise CheckMissing(rule=binding.code, check=binding.check)
    try:
        finding = rule.check(application, basis, binding)
        return _with_clause(basis, folder, binding, finding)
    except Exception as error:
        # Whatever a rule dies of, the review ends here and says which rule it was.
        raise RuleCrashed(
            rule=binding.code, check=binding.check, reason=f"{type(error).__name__}: {error}"
        ) from error


def _with_clause(
    basis: Basis, folder: Folder, binding: RuleBinding, finding: Finding
) -> RuleFinding:
    return RuleFinding(
        rule=binding.code,
        check=binding.check,
        title=binding.title,
        folder=folder.code,
        clause=binding.clause,
        clause_label=folder.short_title + same(f" {binding.clause}"),
        outcome=finding.outcome,
        message=finding.message,
        measured=finding.measured,
        needs=finding.needs,
        layers=tuple(
            basis.layers.get(code, LayerReading(code, same(code), None, ""))
            for code in finding.layers
        ),
        place=finding.place,
    )


def _on_the_plan(basis: Basis, bound: tuple[Bound, ...]) -> tuple[RuleFinding, ...]:
    """What the engine must say where no rule does: no plan, no rules of it, its period over."""
    plan = basis.plan
    if plan is None:
        return (_no_plan(basis),)
    if not any(folder.code == plan.code for folder, _ in bound):
        return (_without_rules(basis, plan),)
    return (_period_over(plan),) if plan.period.is_over_on(basis.judged_on) else ()


def _said(
    plan: Folder | None,
    rule: str,
    *,
    title: Text,
    outcome: Outcome,
    message: Text,
    needs: Text,
) -> RuleFinding:
    """A finding of the engine's own, under the plan as a whole."""
    return RuleFinding(
        rule=rule,
        check="",
        title=title,
        folder=plan.code if plan else "",
        clause="",
        clause_label=plan.short_title if plan else Text("", ""),
        outcome=outcome,
        message=message,
        needs=needs,
    )


def _no_plan(basis: Basis) -> RuleFinding:
    message = Text(
        "{county}在 {day} 没有已装载的矿产资源规划，不能下结论",
        "No mineral-resources plan of {county} is loaded for {day}; no conclusion is possible",
    )
    return _said(
        None,
        NO_PLAN,
        title=Text("适用的矿产资源规划", "the mineral-resources plan that applies"),
        outcome=Outcome.UNDECIDED,
        message=message.format(county=_name_of(basis.county), day=basis.judged_on),
        needs=Text("装载该县的规划文件夹", "Load the county's plan folder"),
    )


def _name_of(county: str) -> str:
    """A division by its name and code; by its code alone if nobody here knows it."""
    found = find_division(county)
    return f"{found.name}（{county}）" if found else county


def _without_rules(basis: Basis, plan: Folder) -> RuleFinding:
    message = Text(
        "“{plan}”没有在 {day} 适用的规则，不能下结论",
        "“{plan}” binds no rule that applies on {day}; no conclusion is possible",
    )
    return _said(
        plan,
        NO_RULES,
        title=Text("规划规则", "the plan's rules"),
        outcome=Outcome.UNDECIDED,
        message=message.format(plan=plan.short_title, day=basis.judged_on),
        needs=Text("在规划文件夹中绑定规则", "Bind rules in the plan folder"),
    )


def _period_over(plan: Folder) -> RuleFinding:
    """What every review after the plan's period says (decision 0003)."""
    message = Text(
        "规划期已届满、沿用原规划（{plan}，规划期至 {end}）",
        "The plan's period is over and the old plan goes on being applied ({plan}, to {end})",
    )
    finding = _said(
        plan,
        PERIOD_OVER,
        title=Text("规划期", "the plan's period"),
        outcome=Outcome.REFER,
        message=message.format(plan=plan.short_title, end=plan.period.ends_on),
        needs=Text(
            "由规划审批机关确认沿用原规划，或装载新一轮规划",
            "The approving authority must confirm that the old plan goes on, or load its successor",
        ),
    )
    return replace(finding, measured={"plan_ends_on": str(plan.period.ends_on)})


def _not_coded(folders: Iterable[Folder]) -> Iterable[NotCoded]:
    for folder in _plans_first(folders):
        for clause in folder.clauses:
            if clause.not_coded_because is not None:
                yield NotCoded(
                    folder.code,
                    folder.short_title,
                    clause.number,
                    clause.heading,
                    clause.kind,
                    clause.not_coded_because,
                )


def _not_applied(basis: Basis) -> Iterable[NotApplied]:
    for folder in basis.folders.values():
        for binding in folder.bindings:
            if not applies(folder, binding, basis.judged_on):
                yield NotApplied(
                    folder.code, binding.code, binding.title, binding.clause, binding.period
                )
