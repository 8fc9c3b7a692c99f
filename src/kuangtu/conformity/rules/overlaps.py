# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""No second right in the same ground. 矿业权重叠。

How each existing right is judged:

| the existing right | answer |
|---|---|
| not in force (注销, 吊销, 废止) | not counted |
| the right that is extended or amended itself | not counted |
| overlap within the tolerance | not counted, listed as a sliver |
| both heights known and no common interval | not counted, listed: the ground is another one |
| the applicant's own exploration right of the same mineral, mining applied for | passes: 探转采 |
| past its term and not yet canceled | REFER: whether it still exists |
| a different mineral | CONDITIONAL: the authority that may allow it, and the holder |
| otherwise, heights known, or one of the two an exploration right | FAIL |
| otherwise (two mining rights, heights unknown) | UNDECIDED: the heights |

An exploration right has no heights and reaches all the way down, so with it an overlap on the
map is an overlap. Two mining rights may lie one above the other, so without heights nobody can
say.
"""

from __future__ import annotations

from kuangtu.codes.choices import RightKind, RightStatus
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    conditional,
    fails,
    passes,
    refers,
    undecided,
)
from kuangtu.conformity.rules.parameters import text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding
from kuangtu.rights.types import ExistingRight

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
    counted = [one for one in basis.rights.overlapping if _counts(one, application, basis)]
    findings = [_against(one, application, binding, len(counted)) for one in counted]
    worst = min(findings, key=lambda one: SEVERITY.index(one.outcome), default=None)
    return worst or _clear(application, basis)


def _counts(one: ExistingRight, application: Application, basis: Basis) -> bool:
    """Whether the right stands in the way at all."""
    return (
        one.status in (RightStatus.IN_FORCE, RightStatus.EXPIRED)
        and one.number != application.license_number
        and one.overlap_m2 > basis.overlap_tolerance_m2
        and not (one.depth_is_known and one.depth_overlap_m is None)
    )


def _against(
    one: ExistingRight, application: Application, binding: RuleBinding, count: int
) -> Finding:
    values = _values(one, count)
    is_same_holder = one.holder == application.applicant
    is_same_mineral = one.mineral.code == application.mineral.code
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
    if is_same_holder and is_same_mineral and _is_conversion(one, application):
        return passes(
            OVERLAP
            + Text("；系申请人自有探矿权转采矿权", "; the applicant converts its own right"),
            **values,
        )
    if not is_same_mineral:
        return conditional(
            OVERLAP + Text("；矿种不同", "; the minerals differ"),
            text(binding, "consent"),
            **values,
        )
    return _same_mineral(one, application, values)


def _is_conversion(one: ExistingRight, application: Application) -> bool:
    return one.kind is RightKind.EXPLORATION and application.kind is RightKind.MINING


def _same_mineral(
    one: ExistingRight, application: Application, values: dict[str, Value]
) -> Finding:
    if one.depth_is_known and one.depth_overlap_m is not None:
        top_m, bottom_m = one.depth_overlap_m
        return fails(
            OVERLAP
            + Text(
                "，标高 {top_m} 至 {bottom_m} 米重叠",
                "; heights {top_m} to {bottom_m} m are common",
            ),
            top_m=top_m,
            bottom_m=bottom_m,
            **values,
        )
    if RightKind.EXPLORATION in (one.kind, application.kind):
        return fails(OVERLAP, **values)
    return undecided(
        OVERLAP + Text("；标高不全，不能判定深度是否重叠", "; heights are missing"),
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
        "mineral": one.mineral.label,
        "overlap_m2": one.overlap_m2,
        "share_percent": one.share * 100,
        "rights": count,
    }


def _clear(application: Application, basis: Basis) -> Finding:
    """Nothing stands in the way; what was set aside is listed, not dropped."""
    others = [
        one
        for one in (basis.rights.overlapping if basis.rights else ())
        if one.number != application.license_number and one.overlap_m2 > 0
    ]
    if not others:
        return passes(Text("不与台账中的矿业权重叠", "No right of the ledger is overlapped"))
    return passes(
        Text(
            "没有构成重叠的矿业权；另有 {set_aside} 宗仅为边角、深度不同或已失效，"
            "最大 {largest_m2} 平方米",
            "No right stands in the way; {set_aside} are slivers, at other depths or no longer "
            "in force, the largest {largest_m2} m²",
        ),
        set_aside=len(others),
        largest_m2=max(one.overlap_m2 for one in others),
        tolerance_m2=basis.overlap_tolerance_m2,
    )
