# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is handed in with an application. 申请材料。"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import fails, not_applicable, not_stated, passes
from kuangtu.conformity.rules.parameters import words
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, joined, same
from kuangtu.plans.types import RuleBinding


@rule(
    name="document-is-handed-in",
    title=Text("须提交的材料", "A document is handed in"),
    parameters=("any_of",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def document_is_handed_in(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """One of several names of the same document; whether it is good is examined elsewhere."""
    if application.documents is None:
        return not_stated(Text("申请材料清单", "the list of documents"))
    names = words(binding, "any_of")
    found = next((name for name in names if name in application.documents), None)
    if found is not None:
        return passes(
            Text(
                "已提交“{document}”，内容另行审查",
                "“{document}” is handed in; what it says is examined separately",
            ),
            document=found,
        )
    return fails(
        Text(
            "申请材料中没有{documents}",
            "The documents do not include {documents}",
        ),
        documents=joined((same(f"“{name}”") for name in names), "或", " or "),
        document=names[0],
    )


@rule(
    name="associated-minerals-are-used",
    title=Text("共伴生矿产综合利用", "Associated minerals are used"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def associated_minerals_are_used(
    application: Application,
    _basis: Basis,
    _binding: RuleBinding,
) -> Finding:
    """Where other minerals are named, their use must be stated and above zero."""
    if not application.other_minerals:
        return not_applicable(
            Text("申请未列共伴生矿种", "The application names no associated minerals")
        )
    rate = application.comprehensive_utilization
    if rate is None:
        return not_stated(Text("综合利用率", "the use of associated minerals"))
    return (passes if rate > 0 else fails)(
        Text(
            "列有 {minerals} 个共伴生矿种，综合利用率 {rate_percent}%",
            "Associated minerals named: {minerals}; {rate_percent} % of them is used",
        ),
        minerals=len(application.other_minerals),
        rate_percent=rate * 100,
    )
