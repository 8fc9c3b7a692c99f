# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The quotas of the plan as gauges. 指标仪表。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kuangtu.core.text import Text, same
from kuangtu.plans.types import Account, Comparison, Folder, FolderKind, Goal
from kuangtu.rights.queries import level_of_accounts
from kuangtu.rights.types import AccountReading
from kuangtu.web.figures import written

NAMES: Mapping[Account, Text] = {
    Account.MINE_COUNT: Text("采矿权数 / 控制数", "Mining rights / cap"),
    Account.ANNUAL_OUTPUT: Text("年开采总量 / 上限", "Yearly output / cap"),
    Account.LARGE_MEDIUM_SHARE: Text("大中型矿山比例 / 目标", "Large and medium mines / target"),
}
# The units of the accounts; the plan prints them in Chinese only.
UNITS: Mapping[str, Text] = {
    "个": Text("个", "mines"),
    "万吨": Text("万吨", "×10⁴ t"),
}
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A quota as it stands against its limit. 指标。"""

    reading: AccountReading
    goal: Goal
    clause_folder: str

    @property
    def name(self) -> Text:
        return NAMES[self.reading.account]

    @property
    def is_cap(self) -> bool:
        return self.reading.comparison is Comparison.AT_MOST

    @property
    def is_kept(self) -> bool:
        """Within the cap, or at the target; unknown is not kept."""
        now, limit = self.reading.now, self.reading.limit
        if now is None:
            return False
        return now <= limit if self.is_cap else now >= limit

    @property
    def filled_percent(self) -> int:
        """How much of the bar is filled, at most all of it."""
        now, limit = self.reading.now, self.reading.limit
        if now is None or not limit:
            return 0
        return int(min(HUNDRED, HUNDRED * now / limit))

    @property
    def unit(self) -> Text:
        """The unit in the reader's language, as it is printed where it is not known."""
        return UNITS.get(self.reading.unit, same(self.reading.unit))

    @property
    def now(self) -> str:
        """Percentages to two decimals as the plan prints them, anything else as it is."""
        places = 2 if self.reading.unit == "%" else None
        return written(self.reading.now, places=places)

    @property
    def distance(self) -> Text:
        """How far it is from the limit, in words."""
        now, limit = self.reading.now, self.reading.limit
        if now is None:
            return Text("不能计算", "cannot be computed")
        gap = abs(now - limit)
        if self.reading.unit == "%":
            return points(gap, is_above=now >= limit)
        size, zh, en = written(gap), self.unit.zh, self.unit.en
        if self.is_cap and self.is_kept:
            share = written(HUNDRED * now / limit, places=1) if limit else ""
            return Text(f"占 {share} %，余 {size} {zh}", f"{share} % used, {size} {en} left")
        return Text(f"超 {size} {zh}", f"{size} {en} over")


def points(gap: Decimal, *, is_above: bool) -> Text:
    """A distance between two percentages."""
    size = written(gap, places=2)
    if is_above:
        return Text(f"高出 {size} 个百分点", f"{size} points above")
    return Text(f"差 {size} 个百分点", f"{size} points short")


def gauges(folders: Mapping[str, Folder], *, day: date, adcode: str) -> list[Gauge]:
    """The accounts of the county's plan as they stand on the day."""
    plan = next((one for one in folders.values() if one.kind == FolderKind.PLAN), None)
    if plan is None:
        return []
    levels = level_of_accounts(goals=plan.goals, day=day, adcode=adcode)
    by_code = {goal.code: goal for goal in plan.goals}
    return [
        Gauge(levels[account], by_code[levels[account].goal_code], plan.code)
        for account in Account
        if account in levels
    ]
