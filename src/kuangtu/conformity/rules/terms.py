# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The term applied for. 期限。"""

from __future__ import annotations

from kuangtu.codes.choices import SizeClass
from kuangtu.conformity.rules.answers import BUREAU, Value, fails, not_stated, passes, refers
from kuangtu.conformity.rules.parameters import number, numbers, word
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.sizes import mine_class
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding

TERM = Text("申请年限", "the term")


@rule(
    name="term-within-the-limit",
    title=Text("申请年限不超过上限", "The term keeps its limit"),
    parameters=("maximum_years",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def term_within_the_limit(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """One limit for every application in scope."""
    if application.term_years is None:
        return not_stated(TERM)
    limit = number(binding, "maximum_years")
    values: dict[str, Value] = {"term_years": application.term_years, "limit_years": limit}
    sentence = Text(
        "申请 {term_years} 年，上限 {limit_years} 年",
        "{term_years} years are applied for; the limit is {limit_years}",
    )
    if application.term_years <= limit:
        return passes(sentence, **values)
    return fails(sentence, (), (binding.parameters["maximum_years"],), **values)


@rule(
    name="term-within-the-class-limit",
    title=Text("申请年限不超过规模等级上限", "The term keeps the limit of its size class"),
    parameters=("maximum_years", "table"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def term_within_the_class_limit(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """30, 20 and 10 years by the national size class of the capacity."""
    if application.term_years is None:
        return not_stated(TERM)
    found = mine_class(application, basis, word(binding, "table"))
    if isinstance(found, Finding):
        return found
    if found is None:
        return refers(
            Text("国家规模标准未列“{mineral}”", "The national classes do not list {mineral}"),
            Text("由{bureau}认定规模等级和年限", "{bureau} must settle the class and the term"),
            mineral=application.mineral.label,
            bureau=BUREAU,
        )
    limits = numbers(binding, "maximum_years")
    limit = limits[_word_of(found.size_class)]
    values: dict[str, Value] = {
        "term_years": application.term_years,
        "limit_years": limit,
        **found.values,
    }
    sentence = Text(
        "规模 {amount} {unit} 为{size_class}，申请 {term_years} 年，上限 {limit_years} 年",
        "{amount} {unit} makes a {size_class} mine; {term_years} years are applied for, the limit "
        "is {limit_years}",
    )
    if application.term_years <= limit:
        return passes(sentence, **values)
    # Beyond the longest term the class does not matter, and so not whether it is verified.
    is_beyond_all = application.term_years > max(limits.values())
    by_class = () if is_beyond_all else (found.row.as_parameter("large_from"),)
    return fails(sentence, (), (binding.parameters["maximum_years"], *by_class), **values)


def _word_of(size_class: SizeClass) -> str:
    """Tiny mines (小矿) have the term of small ones."""
    return (SizeClass.SMALL if size_class is SizeClass.TINY else size_class).label.zh
