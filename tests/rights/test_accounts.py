# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The live accounts of a plan. 指标账户。"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kuangtu.accounts.actor import SYSTEM
from kuangtu.codes.choices import Act, RightKind, RightStatus, SizeClass
from kuangtu.codes.minerals import mineral
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.plans.types import Account, ClauseKind, Comparison, Goal, Nature
from kuangtu.rights import queries
from kuangtu.rights.quota import is_kept
from kuangtu.rights.services import load_demo_register, register_right
from rights.right_builders import a_ground, a_mine, an_exploration

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
NUMBERS = [f"C652824201506711000000{n}" for n in range(1, 10)]


def a_goal(account, value, unit, comparison=Comparison.AT_MOST, **changes):
    ordinary = {
        "code": f"G-{account}",
        "clause": "二(三)2(3)",
        "name": Text("目标", "goal"),
        "kind": ClauseKind.CONTROL_NUMBER,
        "base_year": 2020,
        "base_value": None,
        "target_year": 2025,
        "nature": Nature.UNSTATED,
    }
    return Goal(
        comparison=comparison,
        value=Decimal(value),
        unit=unit,
        account=account,
        **ordinary | changes,
    )


GOALS = (
    a_goal(Account.MINE_COUNT, 50, "个"),
    a_goal(Account.ANNUAL_OUTPUT, 4353, "万吨"),
    a_goal(Account.LARGE_MEDIUM_SHARE, 40, "%", Comparison.AT_LEAST),
)


def registered(*records):
    for record in records:
        register_right(record=record, actor=SYSTEM)


def accounts(goals=GOALS, **changes):
    ordinary = {
        "day": DAY,
        "adcode": "652824",
        "kind": RightKind.MINING,
        "act": Act.NEW,
        "mineral": mineral("铁"),
        "capacity": Quantity(Decimal("20"), "矿石万吨/年"),
        "size_class": SizeClass.SMALL,
    }
    return queries.read_accounts(goals=goals, **ordinary | changes)


def levels(**changes):
    return [(one.now, one.after) for one in accounts(**changes).values()]


def test_a_new_mine_is_added_to_all_three_accounts():
    registered(a_mine(NUMBERS[0]), a_mine(NUMBERS[1], size_class=SizeClass.LARGE))

    found = levels()

    assert found[:2] == [(Decimal(2), Decimal(3)), (Decimal(60), Decimal(80))]
    assert found[2] == (Decimal(100), Decimal(200) / Decimal(3))


def test_a_reading_names_its_goal_its_limit_and_its_day():
    registered(a_mine())

    found = accounts()[Account.ANNUAL_OUTPUT]

    assert (found.goal_code, found.comparison, found.limit, found.unit, found.read_on) == (
        "G-ANNUAL_OUTPUT",
        Comparison.AT_MOST,
        Decimal(4353),
        "万吨",
        DAY,
    )
    assert found.note.zh == "按登记生产规模合计，不是实际产量"


def test_an_empty_ledger_leaves_every_account_unknown():
    registered(a_mine(adcode="652825"))

    assert levels() == [(None, None)] * 3
    assert {one.note.zh for one in accounts().values()} == {"矿业权台账尚无本县数据，请先导入"}


def test_only_solid_minerals_in_force_on_the_day_count():
    registered(
        a_mine(NUMBERS[0]),
        a_mine(NUMBERS[1], valid_to=date(2023, 5, 31)),
        a_mine(NUMBERS[2], status=RightStatus.CANCELED),
        a_mine(NUMBERS[3], mineral=mineral("地热")),
        a_mine(NUMBERS[4], effective_on=date(2023, 7, 1)),
        an_exploration(),
    )

    assert levels()[0] == (Decimal(1), Decimal(2))
    assert (
        "另有 2 个采矿权已过期、注销、吊销或废止，未计入" in accounts()[Account.MINE_COUNT].note.zh
    )


@pytest.mark.parametrize(
    ("changes", "count", "output"),
    [
        pytest.param({"act": Act.CANCEL}, 0, 0, id="cancelling"),
        pytest.param({"act": Act.EXTEND}, 1, 20, id="extending"),
        pytest.param({"act": Act.EXPAND_CAPACITY}, 1, 20, id="another-capacity"),
        pytest.param({"act": Act.EXTEND, "capacity": None}, 1, 30, id="capacity-as-it-was"),
    ],
)
def test_an_act_on_a_right_of_the_ledger_changes_that_right(changes, count, output):
    registered(a_mine(NUMBERS[0]))

    found = levels(license_number=NUMBERS[0], **changes)

    assert found[:2] == [(Decimal(1), Decimal(count)), (Decimal(30), Decimal(output))]


def test_extending_an_expired_right_brings_it_back():
    registered(a_mine(valid_to=date(2023, 1, 1)), a_mine(NUMBERS[1]))

    assert levels(license_number=NUMBERS[0], act=Act.EXTEND)[0] == (Decimal(1), Decimal(2))


def test_a_change_of_a_right_that_is_not_in_the_ledger_leaves_the_outcome_unknown():
    registered(a_mine(NUMBERS[0]))

    found = accounts(license_number=NUMBERS[8], act=Act.EXTEND)

    assert [(one.now, one.after) for one in found.values()] == [
        (Decimal(1), None),
        (Decimal(30), None),
        (Decimal(100), None),
    ]
    assert "不在台账内" in found[Account.MINE_COUNT].note.zh


def test_an_exploration_right_leaves_the_accounts_as_they_are():
    registered(a_mine())

    assert levels(kind=RightKind.EXPLORATION)[:2] == [
        (Decimal(1), Decimal(1)),
        (Decimal(30), Decimal(30)),
    ]


def test_capacities_convert_by_registered_density_and_grade():
    registered(
        a_mine(
            NUMBERS[0], capacity=Quantity(Decimal("10"), "万立方米/年"),
            ore_density_t_per_m3=Decimal("1.6"),
        ),
        a_mine(
            NUMBERS[1], capacity=Quantity(Decimal("2"), "石棉万吨/年"), ore_grade=Decimal("0.05")
        ),
        a_mine(NUMBERS[2], capacity=Quantity(Decimal("5000"), "吨/年")),
    )  # fmt: skip

    assert levels()[1] == (Decimal("56.5"), Decimal("76.5"))


def test_a_capacity_that_cannot_be_counted_leaves_the_output_unknown_and_says_which():
    registered(
        a_mine(NUMBERS[0]),
        a_mine(NUMBERS[1], name="砂场", capacity=Quantity(Decimal("10"), "万立方米/年")),
        a_mine(NUMBERS[2], name="无规模", capacity=None),
    )

    found = accounts()[Account.ANNUAL_OUTPUT]

    assert (found.now, found.after) == (None, None)
    assert "2 个采矿权的生产规模无法换算为矿石吨" in found.note.zh
    assert "砂场、无规模；其余合计 30 万吨" in found.note.zh
    assert "砂场, 无规模; the others add up to 30 万吨" in found.note.en


def test_an_application_whose_capacity_cannot_be_counted_leaves_only_the_outcome_unknown():
    registered(a_mine())

    found = accounts(capacity=Quantity(Decimal("8"), "矿物万吨/年"))[Account.ANNUAL_OUTPUT]

    assert (found.now, found.after) == (Decimal(30), None)
    assert "本申请" in found.note.zh
    assert "this application" in found.note.en


def test_a_grade_given_with_the_application_is_used():
    registered(a_mine())

    found = levels(capacity=Quantity(Decimal("8"), "矿物万吨/年"), ore_grade=Decimal("0.4"))

    assert found[1] == (Decimal(30), Decimal(50))


def test_a_mine_without_a_size_class_leaves_the_share_unknown():
    registered(a_mine(name="未分级", size_class=None))

    found = accounts()[Account.LARGE_MEDIUM_SHARE]

    assert (found.now, found.after) == (None, None)
    assert "未分级" in found.note.zh


def test_a_new_capacity_without_its_class_leaves_the_share_after_it_unknown():
    registered(a_mine())

    found = levels(license_number=NUMBERS[0], act=Act.EXPAND_CAPACITY, size_class=None)

    assert found[2] == (Decimal(100), None)


def test_no_mine_has_no_share():
    registered(a_mine(), an_exploration())

    found = accounts(act=Act.CANCEL, license_number=NUMBERS[0])[Account.LARGE_MEDIUM_SHARE]

    assert (found.now, found.after) == (Decimal(100), None)


def test_a_bound_stands_before_an_about_of_the_same_account():
    registered(a_mine())
    about = a_goal(Account.MINE_COUNT, 48, "个", Comparison.ABOUT)

    found = accounts(goals=(about, GOALS[0], replace(about, account=None)))

    assert {key: one.limit for key, one in found.items()} == {Account.MINE_COUNT: Decimal(50)}


def test_a_goal_in_another_unit_of_ore_is_kept_in_it_and_one_in_no_unit_is_unknown():
    registered(a_mine())

    found = [
        accounts(goals=(a_goal(Account.ANNUAL_OUTPUT, 1, unit),))[Account.ANNUAL_OUTPUT]
        for unit in ("亿吨", "矿石吨/年", "个", "WO3万吨")
    ]

    assert [one.now for one in found] == [Decimal("0.003"), Decimal(300000), None, None]


def test_without_an_application_the_level_stays():
    registered(a_mine())

    found = queries.level_of_accounts(goals=GOALS, day=DAY, adcode="652824")

    assert [(one.now, one.after) for one in found.values()] == [
        (Decimal(1), Decimal(1)),
        (Decimal(30), Decimal(30)),
        (Decimal(100), Decimal(100)),
    ]


def test_the_prefecture_s_accounts_hold_all_its_counties():
    registered(a_mine(NUMBERS[0]), a_mine(NUMBERS[1], adcode="652825", ground=a_ground(3, 3)))

    found = queries.level_of_accounts(goals=GOALS, day=DAY, adcode="652800")

    assert found[Account.MINE_COUNT].now == Decimal(2)


def test_the_demo_register_gives_the_plan_s_figures_at_the_end_of_2020():
    load_demo_register(actor=SYSTEM)

    found = queries.level_of_accounts(goals=GOALS, day=date(2020, 12, 31), adcode="652824")

    assert [one.now for one in found.values()] == [
        Decimal(53),
        Decimal("2194.64"),
        Decimal(1800) / Decimal(53),
    ]
    assert "其中 53 个为演示数据" in found[Account.MINE_COUNT].note.zh


def test_demonstration_mines_can_be_left_out():
    registered(a_mine("DEMO-C-0001", is_demo=True), a_mine(NUMBERS[1]))

    assert levels(is_demo_included=False)[0] == (Decimal(1), Decimal(2))


def test_the_number_of_queries_does_not_grow_with_the_ledger(django_assert_num_queries):
    registered(a_mine())
    with django_assert_num_queries(2):
        accounts()

    registered(*[a_mine(number) for number in NUMBERS[1:4]])
    with django_assert_num_queries(2):
        accounts()


def test_the_known_part_of_the_output_bounds_it():
    registered(a_mine(NUMBERS[0]), a_mine(NUMBERS[1], capacity=None))

    found = accounts(capacity=Quantity(Decimal("5000"), "矿石万吨/年"))[Account.ANNUAL_OUTPUT]

    assert (found.now, found.after) == (None, None)
    assert (found.at_least_now, found.at_least_after) == (Decimal(30), Decimal(5030))
    assert (found.at_most_now, found.at_most_after) == (None, None)
    assert found.is_worse is True
    assert found.is_broken_between(found.at_least_after, found.at_most_after)
    assert is_kept(found) is None


def test_a_known_part_above_the_cap_breaks_it_now():
    registered(
        a_mine(NUMBERS[0], capacity=Quantity(Decimal(5000), "矿石万吨/年")),
        a_mine(NUMBERS[1], capacity=None),
    )

    assert is_kept(accounts()[Account.ANNUAL_OUTPUT]) is False


def test_whether_an_expansion_adds_output_is_open_where_the_old_capacity_is():
    registered(a_mine(NUMBERS[0], capacity=None))

    found = accounts(act=Act.EXPAND_CAPACITY, license_number=NUMBERS[0])[Account.ANNUAL_OUTPUT]

    assert (found.now, found.after, found.is_worse) == (None, Decimal(20), None)


def test_mines_without_a_class_bound_the_share_on_both_sides():
    registered(
        a_mine(NUMBERS[0], size_class=SizeClass.SMALL),
        a_mine(NUMBERS[1], size_class=SizeClass.SMALL),
        a_mine(NUMBERS[2], size_class=SizeClass.LARGE),
        a_mine(NUMBERS[3], size_class=None),
    )

    found = accounts()[Account.LARGE_MEDIUM_SHARE]

    assert (found.at_least_now, found.at_most_now) == (Decimal(25), Decimal(50))
    assert (found.at_least_after, found.at_most_after) == (Decimal(20), Decimal(40))
    assert found.is_worse is True


def test_a_daily_capacity_counts_by_its_working_days():
    registered(a_mine(NUMBERS[0]))
    daily = Quantity(Decimal("1000"), "矿石吨/日")

    with_days = accounts(capacity=daily, working_days=300)[Account.ANNUAL_OUTPUT]
    without = accounts(capacity=daily)[Account.ANNUAL_OUTPUT]

    assert (with_days.after, without.after) == (Decimal(60), None)
