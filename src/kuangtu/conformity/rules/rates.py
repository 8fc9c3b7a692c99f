# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The three rates against their minima. “三率”。

Minima depend on conditions (thickness, stability, grade) that an application does not state.
Where a table gives several figures, at or above the highest passes whatever the condition,
below the lowest fails whatever it is, and between them an expert decides.
"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    fails,
    not_applicable,
    not_stated,
    passes,
    refers,
)
from kuangtu.conformity.rules.parameters import word
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import Row, rows_for
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding

RATES = {
    "RECOVERY": Text("开采回采率", "mining recovery"),
    "PROCESSING": Text("选矿回收率", "processing recovery"),
    "UTILIZATION": Text("综合利用率", "use of associated minerals"),
}
SENTENCE = Text(
    "{rate} {percent}%，指标 {lowest_percent}%～{highest_percent}%（随条件而定）",
    "{rate} {percent} %; minima from {lowest_percent} % to {highest_percent} % by condition",
)
SENTENCE_ONE = Text(
    "{rate} {percent}%，指标 {lowest_percent}%",
    "{rate} {percent} %; the minimum is {lowest_percent} %",
)
REPLACED = Text("（该指标已被新标准替代）", " (the figure has been superseded)")


def rate_of(application: Application, rate: str) -> Decimal | None:
    """The rate as the application states it, a share."""
    return {
        "RECOVERY": application.recovery,
        "PROCESSING": application.processing_recovery,
        "UTILIZATION": application.comprehensive_utilization,
    }[rate]


@rule(
    name="rate-meets-the-minimum",
    title=Text("“三率”达到最低指标", "A rate meets its minimum"),
    parameters=("rate", "table"),
    optional=SCOPE,
    outcomes=(
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.REFER,
        Outcome.UNDECIDED,
        Outcome.NOT_APPLICABLE,
    ),
)
@in_scope
def rate_meets_the_minimum(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """A rate no notice sets for the mineral binds nobody."""
    rate = word(binding, "rate")
    rows = _rows(application, basis, binding)
    if not rows:
        return not_applicable(
            Text("没有“{mineral}”的{rate}指标", "There is no minimum of {rate} for {mineral}"),
            mineral=application.mineral.label,
            rate=RATES[rate],
        )
    values = _compared(application, rows, rate)
    if isinstance(values, Finding):
        return values
    percent, lowest, highest = values["percent"], *_bounds(rows)
    sentence = SENTENCE_ONE if lowest == highest else SENTENCE
    if isinstance(percent, Decimal) and percent >= highest:
        return passes(sentence, **values)
    if isinstance(percent, Decimal) and percent < lowest:
        decided_by = [row.as_parameter("minimum_percent") for row in rows]
        return fails(sentence, (), decided_by, **values)
    return refers(sentence, JUDGE, bureau=BUREAU, **values)


@rule(
    name="rate-awaits-its-standard",
    title=Text("“三率”待按现行标准核对", "A rate awaits the present standard's figures"),
    parameters=("rate", "table"),
    optional=SCOPE,
    outcomes=(Outcome.REFER, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def rate_awaits_its_standard(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The standard in force has figures that are not loaded; superseded ones never decide.

    They are shown for comparison where there are any.
    """
    rate = word(binding, "rate")
    rows = _rows(application, basis, binding)
    if not rows and rate == "UTILIZATION" and not application.other_minerals:
        return not_applicable(
            Text("申请未列共伴生矿种", "The application names no associated minerals")
        )
    if not rows:
        return refers(
            Text(
                "现行标准中“{mineral}”的{rate}指标尚未录入",
                "The present standard's minimum of {rate} for {mineral} is not loaded",
            ),
            JUDGE,
            mineral=application.mineral.label,
            rate=RATES[rate],
            bureau=BUREAU,
        )
    values = _compared(application, rows, rate)
    if isinstance(values, Finding):
        return values
    lowest, highest = _bounds(rows)
    sentence = SENTENCE_ONE if lowest == highest else SENTENCE
    return refers(sentence + REPLACED, JUDGE, bureau=BUREAU, **values)


JUDGE = Text(
    "由{bureau}按现行标准和矿床条件认定",
    "{bureau} must decide by the present standard and the conditions of the deposit",
)


def _rows(application: Application, basis: Basis, binding: RuleBinding) -> list[Row]:
    every = rows_for(basis, word(binding, "table"), application)
    return [row for row in every if row["rate"] == word(binding, "rate")]


def _bounds(rows: list[Row]) -> tuple[Decimal, Decimal]:
    figures = [one for row in rows if (one := row.number("minimum_percent")) is not None]
    return min(figures), max(figures)


def _compared(application: Application, rows: list[Row], rate: str) -> dict[str, Value] | Finding:
    share = rate_of(application, rate)
    if share is None:
        return not_stated(RATES[rate])
    lowest, highest = _bounds(rows)
    return {
        "rate": RATES[rate],
        "percent": share * 100,
        "lowest_percent": lowest,
        "highest_percent": highest,
    }


@rule(
    name="rates-are-stated",
    title=Text("“三率”已载明", "The rates are stated"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.UNDECIDED),
)
@in_scope
def rates_are_stated(
    application: Application,
    _basis: Basis,
    _binding: RuleBinding,
) -> Finding:
    """The clause asks for the standards' figures; without the stated rates nothing can be compared.

    The mining recovery is always needed; the use of associated minerals where there are any.
    """
    if application.recovery is None:
        return not_stated(RATES["RECOVERY"])
    if application.other_minerals and application.comprehensive_utilization is None:
        return not_stated(RATES["UTILIZATION"])
    return passes(
        Text(
            "开采回采率 {recovery_percent}%，与标准的比较见“三率”各项",
            "The mining recovery is {recovery_percent} %; see the rules on the three rates",
        ),
        recovery_percent=application.recovery * 100,
    )
