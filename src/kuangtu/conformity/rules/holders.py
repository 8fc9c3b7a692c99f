# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The applicant and its rights: bars after revocation, renewals in time. 申请人与延续。"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from kuangtu.codes.choices import RightStatus
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    fails,
    not_stated,
    passes,
    refers,
    undecided,
)
from kuangtu.conformity.rules.parameters import number, text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.geo.ground import km2
from kuangtu.plans.types import RuleBinding
from kuangtu.rights.types import ExistingRight

NO_LEDGER = Text("没有矿业权台账", "There is no ledger of rights")
OWN_NUMBER = Text("台账中存在的原许可证号", "the number of a licence in the ledger")
SUPPLY_LEDGER = Text(
    "由{bureau}导入或登记矿业权台账", "{bureau} must import or enter the ledger of rights"
)


@rule(
    name="holder-is-not-barred",
    title=Text("吊销后的禁止申请期", "The applicant is not barred after a revocation"),
    parameters=("months",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def holder_is_not_barred(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """A right of the same kind revoked less than so many months before the application bars it."""
    if basis.rights is None:
        return undecided(NO_LEDGER, SUPPLY_LEDGER, bureau=BUREAU)
    revoked = [
        one
        for one in basis.rights.of_applicant
        if one.status is RightStatus.REVOKED and one.kind is application.kind
    ]
    months = number(binding, "months")
    if not revoked:
        return passes(
            Text(
                "台账中没有申请人被吊销的{kind}",
                "The ledger holds no revoked {kind} of the applicant",
            ),
            kind=application.kind.label,
        )
    if undated := next((one for one in revoked if one.revoked_on is None), None):
        return undecided(
            Text("{number} 的吊销日期不明", "When {number} was revoked is not known"),
            Text("由{bureau}补充吊销日期", "{bureau} must add the day of the revocation"),
            number=undated.number,
            bureau=BUREAU,
        )
    return _last_revocation(application, revoked, binding, int(months))


def _last_revocation(
    application: Application, revoked: list[ExistingRight], binding: RuleBinding, months: int
) -> Finding:
    days = [(one.revoked_on, one.number) for one in revoked if one.revoked_on is not None]
    revoked_on, license_number = max(days)
    free_on = months_after(revoked_on, months)
    answer_values: dict[str, Value] = {
        "number": license_number,
        "revoked_on": revoked_on.isoformat(),
        "months": months,
        "free_on": free_on.isoformat(),
        "applied_on": application.applied_on.isoformat(),
    }
    sentence = Text(
        "{number} 于 {revoked_on} 被吊销，{months} 个月内不得申请，至 {free_on} 期满；"
        "申请日 {applied_on}",
        "{number} was revoked on {revoked_on}; the bar of {months} months ends on {free_on}; "
        "applied on {applied_on}",
    )
    if application.applied_on >= free_on:
        return passes(sentence, **answer_values)
    return fails(sentence, (), (binding.parameters["months"],), **answer_values)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month.

    >>> months_after(date(2023, 8, 31), 6), months_after(date(2021, 5, 3), 24)
    (datetime.date(2024, 2, 29), datetime.date(2023, 5, 3))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule(
    name="renewal-is-applied-in-time",
    title=Text("延续申请期限", "The renewal is applied for in time"),
    parameters=("days_before",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def renewal_is_applied_in_time(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """At least so many days before the right ends; 0 days: not after its last day."""
    if basis.rights is None:
        return undecided(NO_LEDGER, SUPPLY_LEDGER, bureau=BUREAU)
    own = basis.rights.own
    if own is None:
        return not_stated(OWN_NUMBER)
    if own.valid_to is None:
        return undecided(
            Text("{number} 的有效期不明", "The end of {number} is not known"),
            Text("由{bureau}补充有效期", "{bureau} must add the term"),
            number=own.number,
            bureau=BUREAU,
        )
    days = (own.valid_to - application.applied_on).days
    needed = int(number(binding, "days_before"))
    values: dict[str, Value] = {
        "number": own.number,
        "valid_to": own.valid_to.isoformat(),
        "applied_on": application.applied_on.isoformat(),
        "days": days,
        "needed": needed,
    }
    sentence = Text(
        "{number} 有效期至 {valid_to}，{applied_on} 申请，提前 {days} 天，要求提前 {needed} 天以上",
        "{number} ends on {valid_to}; applied on {applied_on}, {days} days before; at least "
        "{needed} are required",
    )
    if days >= needed:
        return passes(sentence, **values)
    return fails(sentence, (), (binding.parameters["days_before"],), **values)


@rule(
    name="ground-is-reduced-at-renewal",
    title=Text("探矿权延续缩减面积", "The ground is reduced at renewal"),
    parameters=("share", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_is_reduced_at_renewal(
    application: Application,
    basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """Each renewal gives up that share of the first area, off the ground that is licensed now.

    Ground whose resources have been submitted is exempt, which the application cannot show: a
    ground that has not shrunk enough is a matter of judgment.
    """
    if application.first_area_km2 is None:
        return not_stated(Text("首次登记面积", "the area first registered"))
    if basis.rights is None:
        return undecided(NO_LEDGER, SUPPLY_LEDGER, bureau=BUREAU)
    if basis.rights.own_ground_m2 is None:
        return not_stated(OWN_NUMBER)
    share = number(binding, "share")
    given_up_km2 = application.first_area_km2 * share
    licensed_km2 = km2(basis.rights.own_ground_m2)
    permitted_km2 = max(Decimal(0), licensed_km2 - given_up_km2)
    area_km2 = application.ground.area_km2
    values: dict[str, Value] = {
        "area_km2": area_km2,
        "licensed_km2": licensed_km2,
        "first_km2": application.first_area_km2,
        "share_percent": share * 100,
        "given_up_km2": given_up_km2,
        "permitted_km2": permitted_km2,
    }
    if area_km2 <= permitted_km2:
        return passes(REDUCED, **values)
    return refers(REDUCED, text(binding, "judge"), **values)


REDUCED = Text(
    "原证 {licensed_km2} 平方千米，本次应扣减首设面积 {first_km2} 平方千米的 {share_percent}%"
    "（{given_up_km2} 平方千米），扣减后至多 {permitted_km2} 平方千米，现申请 {area_km2} 平方千米",
    "Licensed are {licensed_km2} km²; this renewal gives up {share_percent} % of the first "
    "{first_km2} km² ({given_up_km2} km²), which leaves {permitted_km2} km² at most; applied for "
    "are {area_km2} km²",
)
