# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors of the conformity module. 审查错误。"""

from kuangtu.core.errors import Conflict, Invalid, KuangtuError, Place, invalid
from kuangtu.core.text import Text


class RuleCrashed(KuangtuError):
    """A rule failed while it ran: a defect of the product, never a verdict. 规则运行出错。"""

    text = Text(
        "规则 {rule}（{check}）运行出错，审查已中止、没有结论：{reason}",
        "rule {rule} ({check}) failed while it ran; the review was stopped without a conclusion: "
        "{reason}",
    )
    code = "rule-crashed"


class CheckMissing(Conflict):
    """A folder binds a rule that this version does not know. 规则不存在。"""

    text = Text(
        "规则 {rule} 所用的通用规则“{check}”在本版本中不存在",
        "rule {rule} is bound to {check}, which this version does not know",
    )
    code = "check-missing"


class ReceiptUnreadable(Invalid):
    text = Text("不是审查回执", "This is not a receipt of a review")
    code = "receipt-unreadable"


AWAY = Text("，距县界约 {away_km} 千米", ", about {away_km} km from its boundary")


def outside_county(name: str, away_m: float | None) -> Invalid:
    """A ground nowhere near the county: bad input, never a verdict. 范围不在县域内。

    Without the distance for whoever may not see the boundary.
    """
    known = Text("", "") if away_m is None else AWAY.format(away_km=f"{away_m / 1000:.1f}")
    return invalid(
        "ground-outside-county",
        "“{name}”的范围全部在县域以外{away}；请核对坐标、带号和坐标系",
        "the ground of {name} lies wholly outside the county{away}; "
        "check the coordinates, the zone and the coordinate system",
        Place(field="range"),
        name=name,
        away=known,
    )
