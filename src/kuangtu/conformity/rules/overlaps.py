# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""No second right in the same ground. 矿业权重叠。

How each existing right is judged:

| the existing right | answer |
|---|---|
| not in force (注销, 吊销, 废止) | not counted |
| the right that the act is on: named, in the ledger, held by the applicant | not counted, listed |
| overlap within the tolerance | not counted, listed as a sliver |
| both heights known and no common interval | not counted, listed: the ground is another one |
| the applicant's own exploration right of the same mineral, mining applied for | passes: 探转采 |
| past its term and not yet canceled | REFER: whether it still exists |
| a strip so narrow that the boundary may be a shared one | REFER: sliver or not |
| no mineral in common, associated ones included | CONDITIONAL: the authority and the holder |
| otherwise, heights known, or one of the two an exploration right | FAIL |
| otherwise (two mining rights, heights unknown) | UNDECIDED: the heights |

Renewals, changes of method and the like that keep to the ground of their own right bring no new
overlap and are not asked about; one that leaves that ground is judged like a new right.

An exploration right has no heights and reaches all the way down, so with it an overlap on the
map is an overlap. Two mining rights may lie one above the other, so without heights nobody can
say.
"""

from __future__ import annotations

from kuangtu.codes.choices import Act, RightKind, RightStatus
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    conditional,
    fails,
    not_applicable,
    passes,
    refers,
    undecided,
)
from kuangtu.conformity.rules.own_rights import keeps_to_own_ground, own_right
from kuangtu.conformity.rules.parameters import text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, joined
from kuangtu.plans.types import RuleBinding
from kuangtu.rights.types import ExistingRight

# Acts that bring ground or a mineral that the right did not have; any other may stay at home.
NEW_GROUND = (Act.NEW, Act.ENLARGE_GROUND, Act.CHANGE_MINERAL)
SEVERITY = (
    Outcome.FAIL,
    Outcome.UNDECIDED,
    Outcome.CONDITIONAL,
    Outcome.REFER,
    Outcome.PASS,
)
OVERLAP = Text(
    "与{kind}“{name}”（{number}，{holder}，{mineral}）重叠 {overlap_m2} 平方米，"
    "占申请范围 {share_percent}%",
    "{overlap_m2} m² ({share_percent} %) lie in the {kind} “{name}” "
    "({number}, {holder}, {mineral})",
)
SHARED = Text("；同为{shared}", "; both are for {shared}")


@rule(
    name="no-second-right-in-the-ground",
    title=Text("不与已设矿业权重叠", "No second right in the ground"),
    parameters=("consent",),
    optional=SCOPE,
    outcomes=(
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.CONDITIONAL,
        Outcome.REFER,
        Outcome.UNDECIDED,
        Outcome.NOT_APPLICABLE,
    ),
)
@in_scope
def no_second_right_in_the_ground(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The severest answer over all rights the ground overlaps, in plan and in depth."""
    if basis.rights is None:
        return undecided(
            Text("没有矿业权台账，不能核查重叠", "There is no ledger of rights to check against"),
            Text(
                "由{bureau}导入或登记矿业权台账",
                "{bureau} must import or enter the ledger of rights",
            ),
            bureau=BUREAU,
        )
    if application.act is Act.CANCEL:
        return not_applicable(Text("注销不占用范围", "A cancellation takes no ground"))
    if application.act not in NEW_GROUND and keeps_to_own_ground(application, basis):
        return not_applicable(
            Text(
                "范围不超出原证 {number}，{act}不产生新的重叠",
                "The ground keeps to that of {number}; the {act} brings no new overlap",
            ),
            number=application.license_number,
            act=application.act.label,
        )
    counted = [one for one in _others(application, basis) if _counts(one, basis)]
    findings = [
        _against(one, application, basis, values=_values(one, len(counted)), binding=binding)
        for one in counted
    ]
    worst = min(findings, key=lambda one: SEVERITY.index(one.outcome), default=None)
    return worst or _clear(application, basis)


def _others(application: Application, basis: Basis) -> tuple[ExistingRight, ...]:
    """Every right met but the one the act is on; the one that is merely named among them."""
    if basis.rights is None:
        return ()
    met = {one.number: one for one in basis.rights.overlapping}
    if basis.rights.own is not None:  # receipts kept it apart before
        met.setdefault(basis.rights.own.number, basis.rights.own)
    own = own_right(application, basis)
    return tuple(one for one in met.values() if own is None or one.number != own.number)


def _counts(one: ExistingRight, basis: Basis) -> bool:
    """Whether the right stands in the way at all."""
    return (
        one.status in (RightStatus.IN_FORCE, RightStatus.EXPIRED)
        and one.overlap_m2 > basis.overlap_tolerance_m2
        and not (one.depth_is_known and one.depth_overlap_m is None)
    )


def _against(
    one: ExistingRight,
    application: Application,
    basis: Basis,
    *,
    values: dict[str, Value],
    binding: RuleBinding,
) -> Finding:
    if one.status is RightStatus.EXPIRED:
        return refers(
            OVERLAP + Text("；该证已过有效期而未注销", "; it is past its term and not canceled"),
            Text(
                "由{bureau}核实该矿业权是否仍存续",
                "{bureau} must establish whether it still exists",
            ),
            bureau=BUREAU,
            **values,
        )
    if _is_conversion(one, application):
        return passes(
            OVERLAP
            + Text("；系申请人自有探矿权转采矿权", "; the applicant converts its own right"),
            **values,
        )
    if _may_be_its_own(one, application, basis):
        return undecided(
            OVERLAP
            + Text(
                "；可能就是本次申请所依的矿业权，而许可证号不符",
                "; it may be the right the act is on, but for its number",
            ),
            Text("由申请人核对原许可证号", "The applicant must check the licence number"),
            **values,
        )
    narrow = sliver(one.widest_m)
    if narrow is not None:
        return refers(OVERLAP + IS_SLIVER, JUDGE_SLIVER, **values | narrow)
    shared = _shared(one, application)
    if not shared:
        return conditional(
            OVERLAP + Text("；矿种不同", "; the minerals differ"),
            text(binding, "consent"),
            **values,
        )
    return _same_mineral(one, application, values | {"shared": joined(shared)})


def _is_conversion(one: ExistingRight, application: Application) -> bool:
    return (
        one.kind is RightKind.EXPLORATION
        and application.kind is RightKind.MINING
        and one.holder.strip() == application.applicant.strip()
        and one.mineral.code == application.mineral.code
    )


def _may_be_its_own(one: ExistingRight, application: Application, basis: Basis) -> bool:
    """A right of the applicant, where the number stated is of none in the ledger."""
    is_named = basis.rights is not None and basis.rights.own is not None
    return (
        not is_named
        and application.act is not Act.NEW
        and one.kind is application.kind
        and one.holder.strip() == application.applicant.strip()
    )


def _shared(one: ExistingRight, application: Application) -> list[Text]:
    """The minerals that both are for, associated ones included."""
    applied_for = {mineral.code for mineral in (application.mineral, *application.other_minerals)}
    return [mineral.label for mineral in one.minerals if mineral.code in applied_for]


def _same_mineral(
    one: ExistingRight, application: Application, values: dict[str, Value]
) -> Finding:
    if one.depth_is_known and one.depth_overlap_m is not None:
        top_m, bottom_m = one.depth_overlap_m
        return fails(
            OVERLAP
            + SHARED
            + Text(
                "，标高 {top_m} 至 {bottom_m} 米重叠",
                "; heights {top_m} to {bottom_m} m are common",
            ),
            top_m=top_m,
            bottom_m=bottom_m,
            **values,
        )
    if RightKind.EXPLORATION in (one.kind, application.kind):
        return fails(OVERLAP + SHARED, **values)
    return undecided(
        OVERLAP + SHARED + Text("；标高不全，不能判定深度是否重叠", "; heights are missing"),
        Text(
            "由申请人和{bureau}补充双方的开采标高",
            "The applicant and {bureau} must state the heights of both rights",
        ),
        bureau=BUREAU,
        **values,
    )


def _values(one: ExistingRight, count: int) -> dict[str, Value]:
    return {
        "kind": one.kind.label,
        "name": one.name,
        "number": one.number,
        "holder": one.holder,
        "mineral": joined(mineral.label for mineral in one.minerals),
        "overlap_m2": one.overlap_m2,
        "share_percent": one.share * 100,
        "rights": count,
    }


def _clear(application: Application, basis: Basis) -> Finding:
    """Nothing stands in the way; what was set aside is listed, not dropped."""
    others = [one for one in _others(application, basis) if one.overlap_m2 > 0]
    own = own_right(application, basis)
    values: dict[str, Value] = {"tolerance_m2": basis.overlap_tolerance_m2}
    sentence = Text("不与台账中的矿业权重叠", "No right of the ledger is overlapped")
    if others:
        sentence = SET_ASIDE
        values |= {
            "set_aside": len(others),
            "largest_m2": max(one.overlap_m2 for one in others),
        }
    if own is not None and own.overlap_m2 > 0:
        sentence += BUT_ITS_OWN
        values |= {"own": own.number, "own_overlap_m2": own.overlap_m2}
    return passes(sentence, **values)


SET_ASIDE = Text(
    "没有构成重叠的矿业权；另有 {set_aside} 宗仅为边角、深度不同或已失效，最大 {largest_m2} 平方米",
    "No right stands in the way; {set_aside} are slivers, at other depths or no longer in force, "
    "the largest {largest_m2} m²",
)
BUT_ITS_OWN = Text(
    "；不计本次申请所依的原证 {own}（{own_overlap_m2} 平方米）",
    "; {own} itself, which the act is on, is not counted ({own_overlap_m2} m²)",
)
