# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a review says as a whole. 审查结果（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely import MultiPolygon

from kuangtu.conformity.types import Application, Basis, Conclusion, Outcome
from kuangtu.core.period import Period
from kuangtu.core.text import Text
from kuangtu.layers.types import LayerReading
from kuangtu.plans.health.answers import HealthNote
from kuangtu.plans.types import ClauseKind, Folder, RuleBinding

EXIT_CODES = {
    Conclusion.CONFORMS: 0,
    Conclusion.DOES_NOT_CONFORM: 1,
    Conclusion.CONDITIONAL_OR_REFER: 3,
    Conclusion.UNDECIDED: 3,
}


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One bound rule's answer with the clause that it stands under. 单条审查意见。

    `layers` are the readings behind it, editions and data dates included.
    """

    rule: str  # code of the binding: RQ-FLOOR-SCALE
    check: str  # name of the generic rule; "" for what the engine itself says
    title: Text
    folder: str
    clause: str
    clause_label: Text
    outcome: Outcome
    message: Text
    measured: Mapping[str, float | int | str | bool | None] = field(default_factory=dict)
    needs: Text | None = None
    layers: tuple[LayerReading, ...] = ()
    place: MultiPolygon | None = None


@dataclass(frozen=True, slots=True)
class NotCoded:
    """A clause that no rule codes, and why. 未编码条款。"""

    folder: str
    folder_title: Text
    clause: str
    heading: Text
    kind: ClauseKind
    reason: Text


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A bound rule that is not in force on the day. 当日不适用的规则。"""

    folder: str
    rule: str
    title: Text
    clause: str
    period: Period


@dataclass(frozen=True, slots=True)
class Review:
    """An application, what it was judged against, and every finding. 审查。

    `notes` are what the health check of the plan had found; no rule reads them.
    """

    application: Application
    basis: Basis
    bindings: tuple[tuple[Folder, RuleBinding], ...]
    findings: tuple[RuleFinding, ...]
    conclusion: Conclusion
    not_coded: tuple[NotCoded, ...]
    not_applied: tuple[NotApplied, ...]
    notes: tuple[HealthNote, ...] = ()

    @property
    def exit_code(self) -> int:
        """What the command line exits with."""
        return EXIT_CODES[self.conclusion]

    @property
    def is_demo(self) -> bool:
        """True if invented rights of the demonstration register were read."""
        return self.basis.rights is not None and self.basis.rights.is_demo


SEVERITY = (
    Outcome.FAIL,
    Outcome.UNDECIDED,
    Outcome.CONDITIONAL,
    Outcome.REFER,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
)
