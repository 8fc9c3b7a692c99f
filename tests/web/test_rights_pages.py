# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger in the browser: as of a day, filtered, exported; quotas; one right."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from conformity.stored_plan import GOAL
from kuangtu.accounts.actor import SYSTEM
from kuangtu.core.quantity import Quantity
from kuangtu.rights.services import load_demo_register, register_right
from rights.right_builders import ADMINISTRATOR, a_ground, a_mine, an_exploration
from web.page_builders import RULES, a_loaded_plan, signed_in, words_of

pytestmark = pytest.mark.django_db
IRON = "C6528242015067110000001"
GOLD = "C6528242015067110000002"
EXPLORED = "T6528002021013010000001"


def a_register():
    register_right(record=a_mine(IRON, name="甲矿"), actor=ADMINISTRATOR)
    register_right(
        record=a_mine(GOLD, name="乙矿", ground=a_ground(3), valid_to=date(2024, 5, 31)),
        actor=ADMINISTRATOR,
    )
    register_right(record=an_exploration(EXPLORED, ground=a_ground(6)), actor=ADMINISTRATOR)


def numbers(page):
    return [one.right.number for one in page.context["listing"].page]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [IRON, GOLD, EXPLORED]),
        ("?kind=MINING", [IRON, GOLD]),
        ("?q=乙", [GOLD]),
        ("?sort=-number", [EXPLORED, GOLD, IRON]),
        ("?status=IN_FORCE&on=2024-01-01", [IRON, GOLD, EXPLORED]),
        ("?status=IN_FORCE&on=2025-01-01", [IRON, EXPLORED]),
        ("?status=EXPIRED&on=2025-01-01", [GOLD]),
        ("?on=2016-01-01", [IRON, GOLD]),
    ],
)
def test_the_ledger_is_read_as_of_a_day_and_filtered(query, found):
    a_register()

    page = signed_in().get(f"/rights/{query}")

    assert numbers(page) == found


def test_an_export_holds_the_rows_that_are_shown():
    a_register()

    answer = signed_in().get("/rights/?kind=MINING&sort=-number&format=csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["许可证号", GOLD, IRON]


def test_an_empty_ledger_says_what_would_fill_it():
    assert "kuangtu rights import" in words_of(signed_in().get("/rights/"))


@pytest.mark.parametrize(
    ("address", "code"),
    [("/rights/?on=gestern", 422), ("/rights/?format=pdf", 422), ("/rights/C-NONE/", 404)],
)
def test_what_cannot_be_answered_is_told(address, code):
    assert signed_in().get(address).status_code == code


def test_a_right_shows_its_acts_and_its_ground():
    a_register()

    page = signed_in().get(f"/rights/{IRON}/")

    assert [one.effective_on for one in page.context["versions"]] == [date(2015, 6, 1)]
    assert page.context["features"]["features"][0]["geometry"]["type"] == "MultiPolygon"


def test_the_accounts_count_what_is_in_force(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES, goals=GOAL)
    a_register()

    (gauge,) = signed_in().get("/rights/accounts/?on=2025-01-01").context["gauges"]

    assert (gauge.now, gauge.is_kept, gauge.filled_percent) == ("1", True, 2)
    assert gauge.distance.zh == "占 2.0 %，余 49 个"


def test_the_demo_banner_stands_only_while_invented_rights_are_shown():
    without = words_of(signed_in().get("/rights/"))
    load_demo_register(actor=SYSTEM)

    with_demo = words_of(signed_in(area="652800").get("/rights/"))

    assert ("演示数据" in without, "演示数据" in with_demo) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_asks_the_database_equally_often_for_one_and_three(
    django_assert_num_queries, count
):
    for place in range(count):
        record = a_mine(f"C652824201506711000000{place}", ground=a_ground(3 * place))
        register_right(record=record, actor=ADMINISTRATOR)
    client = signed_in()
    client.get("/rights/")  # the first request of a session also writes down when it was

    with django_assert_num_queries(8):
        client.get("/rights/")


def test_the_columns_of_the_address_are_those_shown_and_exported():
    a_register()
    client = signed_in()
    query = "kind=MINING&sort=-number&columns=number&columns=valid_from&columns=name&columns=no"

    page = client.get(f"/rights/?{query}")
    answer = client.get(f"/rights/?{query}&format=csv")

    shown = [heading["column"].label.zh for heading in page.context["listing"].headings]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert shown == ["许可证号", "项目或矿山", "有效期起"]
    assert rows == [shown, [GOLD, "乙矿", "2015-06-01"], [IRON, "甲矿", "2015-06-01"]]


def total_of(key, page):
    return next(words for one, words in page.context["listing"].totals if one.key == key)


def test_capacities_are_added_only_where_all_are_in_one_unit():
    a_register()
    client = signed_in()
    in_one_unit = total_of("capacity", client.get("/rights/"))
    sand = Quantity(Decimal("6"), "万立方米/年")
    record = a_mine("C6528242015067110000003", ground=a_ground(9), capacity=sand)
    register_right(record=record, actor=ADMINISTRATOR)

    in_two_units = total_of("capacity", client.get("/rights/"))

    assert (in_one_unit, in_two_units) == ("60", "")


def test_the_foot_adds_the_areas_of_all_rows_found():
    stated = {"area_km2": Decimal("1.2345")}
    register_right(record=a_mine(IRON, **stated), actor=ADMINISTRATOR)
    register_right(record=a_mine(GOLD, ground=a_ground(3), **stated), actor=ADMINISTRATOR)

    assert total_of("area", signed_in().get("/rights/")) == "2.4690"


def test_a_search_for_what_no_database_can_hold_is_answered():
    a_register()

    assert numbers(signed_in().get("/rights/?q=甲%00")) == [IRON]
