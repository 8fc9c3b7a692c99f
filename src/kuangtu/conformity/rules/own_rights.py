# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An act on an existing right keeps to that right: holder, mineral, ground. 原矿业权。

A licence number is a word that anybody can write. It names the applicant's own right only if
the ledger holds it, for the same kind of right and the same holder, and the act is one on an
existing right. A transfer and a change of name have another holder by their nature.
"""

from __future__ import annotations

from kuangtu.codes.choices import Act, RightKind, RightStatus
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    fails,
    not_stated,
    passes,
    refers,
    undecided,
)
from kuangtu.conformity.rules.capacities import amount_in, as_shown
from kuangtu.conformity.rules.holders import NO_LEDGER, SUPPLY_LEDGER
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding
from kuangtu.rights.types import ExistingRight, RightsReading

GONE = (RightStatus.CANCELED, RightStatus.REVOKED, RightStatus.LAPSED)
PREVIOUS = Text("原生产规模", "the previous capacity")
# Acts that come, or may come, when the term is over.
AFTER_THE_TERM = (Act.EXTEND, Act.RETAIN, Act.CANCEL)
HOLDER_CHANGES = (Act.TRANSFER, Act.RENAME)
OWN = Text(
    "原证 {number}（{own_kind}，{holder}，{own_mineral}）",
    "{number} ({own_kind}, {holder}, {own_mineral})",
)


def own_right(application: Application, basis: Basis) -> ExistingRight | None:
    """The right that the act is on, None where the number named proves nothing. 原矿业权。"""
    named = basis.rights.own if basis.rights else None
    if named is None or application.act is Act.NEW or named.kind is not application.kind:
        return None
    is_holder = named.holder.strip() == application.applicant.strip()
    return named if is_holder or application.act in HOLDER_CHANGES else None


def keeps_to_own_ground(application: Application, basis: Basis) -> bool:
    """Whether the act certainly brings no ground, in plan or in depth, that is not its own."""
    rights = basis.rights
    if rights is None or own_right(application, basis) is None or rights.own_outside_m2 is None:
        return False
    is_inside = rights.own_outside_m2 <= basis.overlap_tolerance_m2
    return is_inside and (
        application.kind is RightKind.EXPLORATION or not rights.own_outside_height_m
    )


@rule(
    name="act-keeps-to-its-right",
    title=Text("变更、延续不超出原矿业权", "An act on a right keeps to that right"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def act_keeps_to_its_right(
    application: Application, basis: Basis, _binding: RuleBinding
) -> Finding:
    """Same holder, mineral and ground, but for what the act itself changes."""
    rights = basis.rights
    if rights is None:
        return undecided(NO_LEDGER, SUPPLY_LEDGER, bureau=BUREAU)
    if not application.license_number.strip():
        return not_stated(Text("原许可证号", "the number of the licence"))
    if rights.own is None:
        return _not_in_the_ledger(application)
    values: dict[str, Value] = {
        "number": rights.own.number,
        "own_kind": rights.own.kind.label,
        "holder": rights.own.holder,
        "own_mineral": rights.own.mineral.label,
        "mineral": application.mineral.label,
        "kind": application.kind.label,
        "act": application.act.label,
        "applicant": application.applicant,
        "bureau": BUREAU,
    }
    return (
        _another_right(application, rights.own, values)
        or _ground(application, basis, rights, values)
        or _another_holder(application, rights.own, values)
        or _past_its_term(application, rights.own, values)
        or _another_capacity(application, rights, values)
        or passes(
            OWN + Text("：权利人、矿种和范围相符", ": holder, mineral and ground agree"), **values
        )
    )


def _not_in_the_ledger(application: Application) -> Finding:
    return undecided(
        Text("台账中没有许可证号 {number}", "The ledger holds no right numbered {number}"),
        Text(
            "由{bureau}登记该矿业权，或由申请人更正许可证号",
            "{bureau} must enter that right, or the applicant correct the number",
        ),
        number=application.license_number,
        bureau=BUREAU,
    )


def _another_right(
    application: Application, own: ExistingRight, values: dict[str, Value]
) -> Finding | None:
    """What shows that the number names no right this act could be on."""
    if own.kind is not application.kind:
        return fails(OWN + Text("不是{kind}", " is no {kind}"), **values)
    if own.status in GONE:
        return fails(OWN + Text("：{status}", " is {status}"), status=own.status.label, **values)
    is_holder = own.holder.strip() == application.applicant.strip()
    if not is_holder and application.act not in HOLDER_CHANGES:
        return fails(
            OWN
            + Text("的权利人不是申请人“{applicant}”", " is not held by the applicant {applicant}"),
            **values,
        )
    if own.mineral.code == application.mineral.code or application.act is Act.CHANGE_MINERAL:
        return None
    sentence = OWN + Text("的矿种与申请的“{mineral}”不同", " is for another mineral than {mineral}")
    if application.act is Act.AMEND:
        return refers(sentence, JUDGE_CHANGE, **values)
    return fails(sentence, **values)


JUDGE_CHANGE = Text(
    "由{bureau}按变更的具体事项认定",
    "{bureau} must judge it by what is to be changed",
)


def _ground(
    application: Application, basis: Basis, rights: RightsReading, values: dict[str, Value]
) -> Finding | None:
    """How the ground lies to the licensed one; None where it keeps to it."""
    if rights.own_outside_m2 is None or rights.own_ground_m2 is None:
        return undecided(
            OWN + Text("的范围没有读数", ": its ground was not read"),
            Text("重新审查", "Review it again"),
            **values,
        )
    values |= {"outside_m2": rights.own_outside_m2, "own_ground_m2": rights.own_ground_m2}
    if application.act is Act.ENLARGE_GROUND:
        return _enlarged(application, rights, values)
    if rights.own_outside_m2 > basis.overlap_tolerance_m2:
        return _outside(application, rights, values)
    return _in_depth(application, rights, values) or _reduced(application, basis, rights, values)


def _enlarged(
    application: Application, rights: RightsReading, values: dict[str, Value]
) -> Finding | None:
    outside_m2 = rights.own_outside_m2 or 0.0
    if outside_m2 < application.ground.area_m2:
        return None
    return refers(
        OWN + Text("与申请范围没有共同部分", " has no ground in common with the application"),
        Text(
            "由{bureau}认定是扩大范围还是新立",
            "{bureau} must judge whether it is an enlargement or a new right",
        ),
        **values,
    )


def _outside(application: Application, rights: RightsReading, values: dict[str, Value]) -> Finding:
    sentence = Text(
        "有 {outside_m2} 平方米在原证 {number} 的范围以外",
        "{outside_m2} m² lie outside the ground of {number}",
    )
    narrow = sliver(rights.own_outside_widest_m)
    if narrow is not None:
        return refers(sentence + IS_SLIVER, JUDGE_SLIVER, **values | narrow)
    if application.act is Act.AMEND:
        return refers(sentence, JUDGE_CHANGE, **values)
    return fails(sentence, **values)


def _in_depth(
    application: Application, rights: RightsReading, values: dict[str, Value]
) -> Finding | None:
    """Deeper or higher is more ground as well; exploration rights have no heights."""
    if application.kind is RightKind.EXPLORATION or application.act is Act.CANCEL:
        return None
    if rights.own_outside_height_m is None:
        return undecided(
            OWN
            + Text(
                "：标高不全，不能核对开采深度", ": heights are missing, the depth is not checked"
            ),
            Text(
                "由申请人和{bureau}补充申请和原证的开采标高",
                "The applicant and {bureau} must state the heights of both",
            ),
            **values,
        )
    if rights.own_outside_height_m == 0:
        return None
    values |= {"outside_height_m": rights.own_outside_height_m}
    sentence = Text(
        "开采标高超出原证 {number} {outside_height_m} 米",
        "The heights leave those of {number} by {outside_height_m} m",
    )
    if application.act is Act.AMEND:
        return refers(sentence, JUDGE_CHANGE, **values)
    return fails(sentence, **values)


def _reduced(
    application: Application, basis: Basis, rights: RightsReading, values: dict[str, Value]
) -> Finding | None:
    """A reduction must leave something out."""
    own_m2 = rights.own_ground_m2 or 0.0
    left_out_m2 = own_m2 - application.ground.area_m2
    if application.act is not Act.REDUCE_GROUND or left_out_m2 > basis.overlap_tolerance_m2:
        return None
    return refers(
        Text(
            "申请缩小范围，而范围与原证 {number} 的 {own_ground_m2} 平方米相同",
            "A reduction, yet the ground is all the {own_ground_m2} m² of {number}",
        ),
        JUDGE_CHANGE,
        **values,
    )


def _another_holder(
    application: Application, own: ExistingRight, values: dict[str, Value]
) -> Finding | None:
    if own.holder.strip() == application.applicant.strip():
        return None
    return refers(
        OWN + Text("，申请人为“{applicant}”", "; the applicant is {applicant}"),
        Text(
            "由{bureau}核对{act}的证明材料和双方身份",
            "{bureau} must check the evidence for the {act} and who both parties are",
        ),
        **values,
    )


def _past_its_term(
    application: Application, own: ExistingRight, values: dict[str, Value]
) -> Finding | None:
    if own.status is not RightStatus.EXPIRED or application.act in AFTER_THE_TERM:
        return None
    return refers(
        OWN + Text("已过有效期而未注销", " is past its term and not canceled"),
        Text("由{bureau}核实该矿业权是否仍存续", "{bureau} must establish whether it still exists"),
        **values,
    )


def _another_capacity(
    application: Application, rights: RightsReading, values: dict[str, Value]
) -> Finding | None:
    """What the applicant says the mine could do so far, against what the ledger says."""
    stated, registered = application.previous_capacity, rights.own_capacity
    if stated is None or registered is None:
        return None
    amount = amount_in(stated, registered.unit, PREVIOUS, ore=application)
    if amount == registered.value:
        return None
    return refers(
        Text(
            "申请填报的原生产规模 {stated} 与台账登记的 {registered} 不符或不能换算",
            "The application states a previous capacity of {stated}, the ledger {registered}: they "
            "differ or do not convert",
        ),
        Text(
            "由{bureau}按原证核定原生产规模",
            "{bureau} must establish the previous capacity by the licence",
        ),
        stated=as_shown(stated),
        registered=as_shown(registered),
        **values,
    )
