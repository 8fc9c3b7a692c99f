# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Grade and density turn an amount into another unit; nothing is guessed. 品位与体重。"""

from decimal import Decimal

from conformity.builders import an_application, every_binding
from kuangtu.conformity.rules import BY_NAME
from kuangtu.conformity.types import Outcome
from kuangtu.core.quantity import Quantity


def floor_finding(**changes):
    from conformity.builders import a_basis, a_ground, day_of

    _, binding = every_binding()["RQ-FLOOR-SCALE"]
    ground = a_ground()
    day = day_of({}, binding)
    application = an_application(
        {"method": "地下", "capacity": "10 矿石万吨/年"} | changes, ground=ground, day=day
    )
    basis = a_basis({}, day=day, ground=ground)
    return BY_NAME[binding.check].check(application, basis, binding)


def test_fluorspar_in_ore_needs_its_grade_to_be_compared_with_a_floor_in_mineral():
    without = floor_finding()
    rich = floor_finding(ore_grade=Decimal("0.40"))
    poor = floor_finding(ore_grade=Decimal("0.25"))

    assert (without.outcome, rich.outcome, poor.outcome) == (
        Outcome.UNDECIDED,
        Outcome.PASS,
        Outcome.FAIL,
    )


def test_the_amount_itself_stays_as_it_was_written():
    application = an_application({"capacity": "10 矿石万吨/年", "ore_grade": Decimal("0.4")})

    assert application.capacity == Quantity(Decimal(10), "矿石万吨/年")
