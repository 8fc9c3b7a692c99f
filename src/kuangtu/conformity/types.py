# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a rule receives and what it answers. 审查的输入与输出（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shapely import MultiPolygon

from kuangtu.codes.choices import (
    Act,
    Choice,
    ExplorationStage,
    GrantMode,
    MiningMethod,
    RightKind,
    SizeClass,
)
from kuangtu.codes.minerals import Mineral
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.geo.ground import Ground
from kuangtu.layers.types import LayerReading
from kuangtu.plans.types import Account, Folder, RuleBinding
from kuangtu.rights.types import AccountReading, RightsReading


class Outcome(Choice):
    """What one rule says of one application. 单项结论。"""

    PASS = ("PASS", "符合", "conforms")
    FAIL = ("FAIL", "不符合", "does not conform")
    CONDITIONAL = ("CONDITIONAL", "附条件", "conditional")
    REFER = ("REFER", "需人工裁量", "judgment needed")
    UNDECIDED = ("UNDECIDED", "缺数据", "data missing")
    NOT_APPLICABLE = ("NOT_APPLICABLE", "不适用", "not applicable")


class Conclusion(Choice):
    """What all findings together say. 总结论。"""

    CONFORMS = ("CONFORMS", "符合", "conforms")
    DOES_NOT_CONFORM = ("DOES_NOT_CONFORM", "不符合", "does not conform")
    CONDITIONAL_OR_REFER = (
        "CONDITIONAL_OR_REFER",
        "附条件/需裁量",
        "conditional, or judgment needed",
    )
    UNDECIDED = ("UNDECIDED", "缺数据，不能下结论", "data missing, no conclusion")


@dataclass(frozen=True, slots=True)
class Application:
    """An application for a right, read and checked. 申请（已读入、已校验）。

    None always means "not stated"; a rule that needs it answers UNDECIDED. Shares and
    recoveries are fractions (0.85), areas km², elevations m (1985 national height datum).
    """

    kind: RightKind
    act: Act
    name: str
    applicant: str
    mineral: Mineral
    applied_on: date
    ground: Ground
    other_minerals: tuple[Mineral, ...] = ()
    method: MiningMethod | None = None
    capacity: Quantity | None = None  # per year
    previous_capacity: Quantity | None = None  # of an existing mine that is expanded
    reserves: Quantity | None = None  # recoverable
    resources: Quantity | None = None  # of the deposit, for its size class
    deposit_size: SizeClass | None = None
    recovery: Decimal | None = None  # 开采回采率
    dilution: Decimal | None = None  # 贫化率
    processing_recovery: Decimal | None = None  # 选矿回收率
    comprehensive_utilization: Decimal | None = None  # 综合利用率
    working_days: int | None = None  # per year
    ore_grade: Decimal | None = None  # fraction of the mineral, metal or oxide in the ore
    ore_density_t_per_m3: Decimal | None = None  # 体重
    condition: str = ""  # 固态 or 液态 (potash), 煤与瓦斯突出 …
    stage: ExplorationStage | None = None
    grant_mode: GrantMode | None = None
    term_years: Decimal | None = None
    area_km2: Decimal | None = None  # as stated by the applicant
    first_area_km2: Decimal | None = None  # of the exploration right when first granted
    license_number: str = ""  # of the right that is extended or amended
    planning_block: str = ""  # number or name of the planning block applied in
    is_arable_land: bool | None = None
    is_net_mine: bool | None = None  # 净矿出让
    is_gas_outburst_mine: bool | None = None  # 煤与瓦斯突出
    documents: frozenset[str] | None = None  # None: no list was handed in
    # What was handed in, as JSON by field key, the range to the letter: a receipt keeps it.
    stated: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Basis:
    """What the application is judged against, frozen. 审查依据。

    `layers` has an entry for every layer that any bound rule names, also for missing ones.
    `rights` is None when no register has ever been imported or entered.
    """

    judged_on: date
    county: str
    folders: Mapping[str, Folder]
    layers: Mapping[str, LayerReading]
    rights: RightsReading | None
    accounts: Mapping[Account, AccountReading]
    overlap_tolerance_m2: float

    @property
    def plan(self) -> Folder | None:
        """The county's plan that is applied on the day, if one is loaded."""
        for folder in self.folders.values():
            if folder.kind == "PLAN":
                return folder
        return None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer: outcome, the sentence, the numbers, what is needed. 审查发现。

    `measured` holds every number in the sentence under a name with its unit. `needs` says
    which consent from whom (CONDITIONAL), who must judge (REFER) or what must be supplied
    (UNDECIDED). `layers` names the layers read.
    """

    outcome: Outcome
    message: Text
    measured: Mapping[str, float | int | str | bool | None] = field(default_factory=dict)
    needs: Text | None = None
    layers: tuple[str, ...] = ()
    place: MultiPolygon | None = None


Check = Callable[[Application, Basis, RuleBinding], Finding]


@dataclass(frozen=True, slots=True)
class Rule:
    """A generic rule: a named sentence that folders bind to clauses. 通用规则。

    `parameters` names the parameters a binding must give, `optional` those it may. `outcomes`
    are the answers the rule itself can give; a binding that narrows its scope adds
    NOT_APPLICABLE.
    """

    name: str
    title: Text
    check: Check
    parameters: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def rule(
    *,
    name: str,
    title: Text,
    parameters: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    outcomes: tuple[Outcome, ...] = (),
) -> Callable[[Check], Rule]:
    """Turn a check into a Rule. Registers nothing: see `conformity.rules.RULES`."""

    def build(check: Check) -> Rule:
        return Rule(name, title, check, parameters, optional, outcomes)

    return build
