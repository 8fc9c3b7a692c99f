# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Control numbers as they stand, and as they would stand. 指标账户。"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.conformity.rules.answers import BUREAU, Value, fails, passes, refers, undecided
from kuangtu.conformity.rules.parameters import choice_of, text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, same
from kuangtu.plans.types import Account, Comparison, RuleBinding
from kuangtu.rights.types import AccountReading

NAMES = {
    Account.MINE_COUNT: Text("采矿权数量", "the number of mining rights"),
    Account.ANNUAL_OUTPUT: Text("年开采总量", "the total yearly output"),
    Account.LARGE_MEDIUM_SHARE: Text("大中型矿山比例", "the share of large and medium mines"),
}


@rule(
    name="account-stays-within-its-limit",
    title=Text("总量指标不突破", "A control number keeps its limit"),
    parameters=("account", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def account_stays_within_its_limit(
    _application: Application,
    basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """Fails where the application breaks the limit or makes a broken one worse.

    Where a ceiling is broken already, an application that lessens it passes.
    Where it changes nothing, or a floor is not reached yet, somebody must judge whether to go
    on. A value that is unknown decides where what is known of it breaks the limit already.
    """
    account = choice_of(binding, "account", Account)
    reading = basis.accounts.get(account)
    if reading is None:
        return _unknown(account, reading)
    if reading.now is None or reading.after is None:
        return _by_bounds(account, reading, binding)
    values, sentence = _values(account, reading), NOW_AND_AFTER
    if _keeps(reading, reading.after):
        return passes(sentence, **values)
    if _is_worse(reading, reading.now, reading.after):
        return fails(sentence, **values)
    if reading.comparison is Comparison.AT_MOST and reading.after < reading.now:
        return passes(sentence + NEARER, **values)
    return refers(sentence, text(binding, "judge"), **values)


NOW_AND_AFTER = Text(
    "{account}现为 {now}{counted_in}，批准后为 {after}{counted_in}，"
    "控制数{comparison} {limit}{counted_in}（{read_on}）",
    "{account} stands at {now}{counted_in} and would be {after}{counted_in}; "
    "the limit is {comparison} {limit}{counted_in} ({read_on})",
)


def _by_bounds(account: Account, reading: AccountReading, binding: RuleBinding) -> Finding:
    """What can be said of an account of which only bounds are known."""
    least, most = _bounds_after(reading)
    if not reading.is_broken_between(least, most) or reading.is_worse is None:
        return _unknown(account, reading)
    values = _values(account, reading)
    del values["now"], values["after"]
    if reading.comparison is Comparison.AT_LEAST:
        sentence, values["at_most_after"] = AT_MOST_AFTER, most
    else:
        sentence, values["at_least_after"] = AT_LEAST_AFTER, least
    if reading.is_worse:
        return fails(sentence, **values)
    return refers(sentence, text(binding, "judge"), **values)


def _bounds_after(reading: AccountReading) -> tuple[Decimal | None, Decimal | None]:
    if reading.after is not None:
        return reading.after, reading.after
    return reading.at_least_after, reading.at_most_after


NEARER = Text("，仍超出但比现在减少", ", still beyond it but less than now")
AT_LEAST_AFTER = Text(
    "{account}已知部分批准后即达 {at_least_after}{counted_in}，"
    "控制数{comparison} {limit}{counted_in}（{read_on}；台账不全，实际可能更高）",
    "what is known of {account} would already be {at_least_after}{counted_in}; the limit is "
    "{comparison} {limit}{counted_in} "
    "({read_on}; the ledger is short, the true value may be higher)",
)
AT_MOST_AFTER = Text(
    "{account}批准后至多 {at_most_after}{counted_in}，控制数{comparison} {limit}{counted_in}"
    "（{read_on}；台账不全，实际可能更低）",
    "{account} would be {at_most_after}{counted_in} at most; the limit is {comparison} "
    "{limit}{counted_in} ({read_on}; the ledger is short, the true value may be lower)",
)
COMPARISONS = {
    Comparison.AT_MOST: Text("不超过", "at most"),
    Comparison.AT_LEAST: Text("不低于", "at least"),
    Comparison.ABOUT: Text("约", "about"),
    Comparison.EQUALS: Text("为", "exactly"),
}


def _values(account: Account, reading: AccountReading) -> dict[str, Value]:
    return {
        "account": NAMES[account],
        "now": reading.now,
        "after": reading.after,
        "limit": reading.limit,
        "unit": reading.unit,
        "counted_in": _counted_in(reading.unit),
        "comparison": COMPARISONS[reading.comparison],
        "read_on": reading.read_on.isoformat(),
    }


def _counted_in(unit: str) -> Text:
    """The unit as it follows a number: rights need none in English, a percent sign no blank."""
    if unit == "%":
        return Text("%", " %")
    return Text(f" {unit}", "") if unit == "个" else same(f" {unit}")


def _unknown(account: Account, reading: AccountReading | None) -> Finding:
    note = (
        reading.note if reading and reading.note.zh else Text("台账数据不足", "the ledger is short")
    )
    return undecided(
        Text("{account}无法读取：{note}", "{account} cannot be read: {note}"),
        Text("由{bureau}补全矿业权台账", "{bureau} must complete the ledger of rights"),
        account=NAMES[account],
        note=note,
        bureau=BUREAU,
    )


def _keeps(reading: AccountReading, after: Decimal) -> bool:
    if reading.comparison is Comparison.AT_LEAST:
        return after >= reading.limit
    return after <= reading.limit


def _is_worse(reading: AccountReading, now: Decimal, after: Decimal) -> bool:
    return after < now if reading.comparison is Comparison.AT_LEAST else after > now
