# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the ledger says to a review. 台账读数。"""

from datetime import date
from decimal import Decimal

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kuangtu.accounts.actor import SYSTEM
from kuangtu.codes.choices import Act, RightStatus, SizeClass
from kuangtu.core.quantity import Quantity
from kuangtu.geo.area import area_m2
from kuangtu.geo.depth import as_multipolygon
from kuangtu.geo.formats import ground_of
from kuangtu.geo.ground import Ground, Slab
from kuangtu.rights import queries
from kuangtu.rights.services import register_right
from rights.right_builders import (
    ADMINISTRATOR,
    MINUTE,
    NEIGHBOUR,
    PREFECTURE,
    a_box,
    a_ground,
    a_mine,
    an_exploration,
)

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
NUMBERS = [f"C652824201506711000000{n}" for n in range(1, 10)]


def registered(*records):
    for record in records:
        register_right(record=record, actor=SYSTEM)


def reading(ground=None, **changes):
    ordinary = {"applicant": "别家公司", "license_number": "", "day": DAY, "adcode": "652824"}
    return queries.read_rights(ground=ground or a_ground(), **ordinary | changes)


def overlaps(ground=None, **changes):
    return [
        (one.number, round(one.share, 6), one.way) for one in reading(ground, **changes).overlapping
    ]


def test_a_ledger_that_never_had_a_row_says_nothing():
    registered(a_mine(adcode="652825"))

    assert reading() is None
    assert reading(adcode="652825") is not None


def test_rights_that_overlap_are_told_with_area_and_share():
    registered(
        a_mine(NUMBERS[0], ground=a_ground(0, 0, 2, 2)),
        a_mine(NUMBERS[1], ground=a_ground(0, 0, 1, 1)),
        a_mine(NUMBERS[2], ground=a_ground(1, 0, 3, 1)),
        a_mine(NUMBERS[3], ground=a_ground(5, 5, 1, 1)),
    )

    found = reading(a_ground(0, 0, 2, 1))

    assert [(one.number, one.way) for one in found.overlapping] == [
        (NUMBERS[0], "CONTAINED"),
        (NUMBERS[1], "CONTAINED"),
        (NUMBERS[2], "GEOS"),
    ]
    assert found.overlapping[2].overlap_m2 == pytest.approx(area_m2(a_box(1, 0, 1, 1)), abs=1e-3)
    assert found.overlapping[2].share == pytest.approx(0.5, abs=1e-9)


def test_neighbours_that_only_touch_do_not_overlap():
    registered(a_mine(ground=a_ground(1, 0)), a_mine(NUMBERS[1], ground=a_ground(1, 1)))

    assert overlaps(a_ground(0, 0)) == []


def test_a_ground_whose_box_alone_meets_another_does_not_overlap_it():
    corner = shapely.Polygon([(88.0, 39.0), (88.1, 39.0), (88.0, 39.1)])
    registered(a_mine(ground=a_ground(5, 5)))

    assert queries.rights_overlapping(corner, DAY) == ()


def test_a_right_of_the_neighbouring_county_overlaps_too():
    registered(a_mine(NUMBERS[0], ground=a_ground(9, 9)), a_mine(NUMBERS[1], adcode="652825"))

    assert overlaps() == [(NUMBERS[1], 1.0, "CONTAINED")]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, RightStatus.IN_FORCE),
        ({"valid_to": date(2023, 6, 1)}, RightStatus.IN_FORCE),
        ({"valid_to": date(2023, 5, 31)}, RightStatus.EXPIRED),
        ({"valid_to": None}, RightStatus.IN_FORCE),
        ({"status": RightStatus.EXPIRED}, RightStatus.EXPIRED),
    ],
)
def test_a_right_that_binds_its_ground_is_told_with_its_standing_on_the_day(changes, status):
    registered(a_mine(**changes))

    assert [one.status for one in reading().overlapping] == [status]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": RightStatus.CANCELED},
        {"status": RightStatus.LAPSED},
        {"status": RightStatus.REVOKED, "revoked_on": date(2022, 1, 1)},
        {"effective_on": date(2023, 6, 2)},
    ],
)
def test_a_right_that_binds_no_ground_on_the_day_is_not_told(changes):
    registered(a_mine(**changes))

    assert overlaps() == []


def test_the_version_of_the_day_counts():
    registered(
        a_mine(ground=a_ground(0, 0)),
        a_mine(effective_on=date(2020, 1, 1), act=Act.REDUCE_GROUND, ground=a_ground(5, 5)),
    )

    assert overlaps(day=date(2019, 12, 31)) == [(NUMBERS[0], 1.0, "CONTAINED")]
    assert overlaps(day=date(2020, 1, 1)) == []


@pytest.mark.parametrize(
    ("mine", "own", "depth", "is_known"),
    [
        ((1000.0, 800.0), (900.0, 700.0), (900.0, 800.0), True),
        ((1000.0, 800.0), (800.0, 700.0), None, True),
        ((1000.0, 800.0), (None, 700.0), None, False),
        ((None, None), (900.0, 700.0), None, False),
        ((None, 800.0), (700.0, 600.0), None, True),
    ],
)
def test_overlap_in_depth_is_told_apart_from_overlap_on_the_map(mine, own, depth, is_known):
    registered(a_mine(ground=a_ground(top_m=mine[0], bottom_m=mine[1])))

    found = reading(a_ground(top_m=own[0], bottom_m=own[1])).overlapping[0]

    assert (found.depth_overlap_m, found.depth_is_known) == (depth, is_known)


def test_each_ring_overlaps_between_its_own_heights():
    west, east = as_multipolygon(a_box(0, 0)), as_multipolygon(a_box(1, 0))
    both = as_multipolygon(shapely.union_all([west, east]))
    plain = a_ground(0, 0, 2, 1)
    layered = Ground(
        plain.source_text, "wkt", plain.crs, plain.rings, both, area_m2(both),
        (Slab(west, 1000.0, 800.0), Slab(east, 600.0, 500.0)),
    )  # fmt: skip
    registered(a_mine(ground=layered))

    found = [reading(a_ground(x, 0, top_m=700.0, bottom_m=550.0)).overlapping[0] for x in (0, 1)]

    assert [(one.depth_overlap_m, one.depth_is_known) for one in found] == [
        (None, True),
        ((600.0, 550.0), True),
    ]


def test_the_right_that_is_named_is_told_and_stays_among_the_overlaps():
    registered(a_mine(), an_exploration())

    found = reading(license_number=f" {NUMBERS[0].lower()} ")

    assert found.own.number == NUMBERS[0]
    assert (found.own_capacity, found.own_size_class) == (
        Quantity(Decimal("30"), "矿石万吨/年"),
        SizeClass.MEDIUM,
    )
    assert [one.number for one in found.overlapping] == [NUMBERS[0], "T6528002021013010000001"]


@pytest.mark.parametrize(
    ("ground", "outside_m2"),
    [
        (a_ground(0, 0), 0.0),
        (a_ground(0, 0, 2, 1), area_m2(a_box(1, 0))),
        (a_ground(5, 5), area_m2(a_box(5, 5))),
    ],
    ids=["the-same-ground", "twice-the-ground", "another-place"],
)
def test_how_much_ground_leaves_that_of_the_right_named_is_told(ground, outside_m2):
    registered(a_mine(ground=a_ground(0, 0)))

    found = reading(ground, license_number=NUMBERS[0])

    assert found.own_outside_m2 == pytest.approx(outside_m2, abs=1e-3)
    assert found.own_ground_m2 == pytest.approx(area_m2(a_box(0, 0)), abs=1e-3)


@pytest.mark.parametrize(
    ("licensed", "applied_for", "outside_m"),
    [
        ((1000.0, 800.0), (1000.0, 800.0), 0.0),
        ((1000.0, 800.0), (950.0, 850.0), 0.0),
        ((1000.0, 800.0), (1000.0, 500.0), 300.0),
        ((1000.0, 800.0), (1050.0, 700.0), 150.0),
        ((None, 800.0), (1000.0, 800.0), None),
        ((1000.0, 800.0), (None, None), None),
    ],
)
def test_metres_by_which_heights_leave_those_of_the_right_named_are_told(
    licensed, applied_for, outside_m
):
    registered(a_mine(ground=a_ground(top_m=licensed[0], bottom_m=licensed[1])))

    found = reading(
        a_ground(top_m=applied_for[0], bottom_m=applied_for[1]), license_number=NUMBERS[0]
    )

    assert found.own_outside_height_m == outside_m


def test_a_number_that_is_not_registered_gives_no_own_right():
    registered(a_mine())

    found = reading(license_number=NUMBERS[8])

    assert (found.own, found.own_capacity, found.own_size_class) == (None, None, None)


def test_rights_of_the_applicant_are_told_wherever_they_lie_and_whatever_their_status():
    registered(
        a_mine(NUMBERS[0], ground=a_ground(7, 7), holder="示例公司"),
        a_mine(
            NUMBERS[1], ground=a_ground(8, 8), holder="示例公司",
            status=RightStatus.REVOKED, revoked_on=date(2022, 9, 1),
        ),
        a_mine(NUMBERS[2], ground=a_ground(9, 9), holder="示例公司二"),
    )  # fmt: skip

    found = reading(applicant=" 示例公司 ")

    assert [(one.number, one.revoked_on) for one in found.of_applicant] == [
        (NUMBERS[0], None),
        (NUMBERS[1], date(2022, 9, 1)),
    ]
    assert found.overlapping == ()


def test_demonstration_rights_are_told_as_such_and_can_be_left_out():
    registered(a_mine("DEMO-C-0001", is_demo=True))

    assert (reading().is_demo, reading().overlapping[0].is_demo) == (True, True)
    assert reading(is_demo_included=False) is None


def test_the_number_of_queries_does_not_grow_with_the_ledger(django_assert_num_queries):
    registered(a_mine())
    with django_assert_num_queries(2):
        reading()

    registered(*[a_mine(number) for number in NUMBERS[1:5]])
    with django_assert_num_queries(2):
        found = reading()

    assert len(found.overlapping) == 5


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan of a query")
def test_no_reading_walks_through_the_whole_ledger():
    registered(a_mine())

    with CaptureQueriesContext(connection) as captured:
        reading(applicant="示例公司", license_number=NUMBERS[0])
    with connection.cursor() as cursor:
        plans = [
            step[3]
            for one in captured.captured_queries
            for step in cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}").fetchall()
        ]

    assert [step for step in plans if "right_version_box (min_lon<?)" in step] != []
    assert [step for step in plans if step.startswith("SCAN rights_rightversion")] == []


def test_rights_overlapping_a_shape_are_found_in_one_query(django_assert_num_queries):
    registered(
        a_mine(),
        a_mine("DEMO-C-0001", ground=a_ground(1, 1), is_demo=True),
        a_mine(NUMBERS[1], ground=a_ground(5, 5)),
    )

    with django_assert_num_queries(1):
        found = queries.rights_overlapping(a_box(0, 0, 2, 2), DAY)
    real = queries.rights_overlapping(a_box(0, 0, 2, 2), DAY, is_demo_included=False)

    assert [(one.version.right.number, one.way) for one in found] == [
        (NUMBERS[0], "CONTAINED"),
        ("DEMO-C-0001", "CONTAINED"),
    ]
    assert [one.version.right.number for one in real] == [NUMBERS[0]]


def test_everybody_sees_the_rights_of_their_own_area_and_below():
    registered(a_mine(NUMBERS[0]), a_mine(NUMBERS[1], adcode="652825"))

    seen = [
        [one.right.number for one in queries.rights_as_of(actor, DAY)]
        for actor in (ADMINISTRATOR, NEIGHBOUR, PREFECTURE)
    ]

    assert seen == [[NUMBERS[0]], [NUMBERS[1]], [NUMBERS[0], NUMBERS[1]]]
    assert [one.number for one in queries.visible_to(NEIGHBOUR)] == [NUMBERS[1]]
    assert list(queries.history_of(NEIGHBOUR, NUMBERS[0])) == []


def test_the_history_of_a_right_reads_from_the_oldest_version():
    registered(a_mine(effective_on=date(2020, 1, 1), act=Act.EXTEND), a_mine())

    versions = queries.history_of(ADMINISTRATOR, NUMBERS[0])

    assert [one.act for one in versions] == [Act.NEW, Act.EXTEND]


def test_the_list_of_a_day_takes_one_query_however_long(django_assert_num_queries):
    registered(*[a_mine(number) for number in NUMBERS[:3]])

    with django_assert_num_queries(1):
        listed = [
            (one.right.number, one.mineral.name) for one in queries.rights_as_of(ADMINISTRATOR, DAY)
        ]

    assert len(listed) == 3


def test_in_force_and_standing_agree():
    registered(
        a_mine(NUMBERS[0]),
        a_mine(NUMBERS[1], valid_to=date(2023, 5, 31)),
        a_mine(NUMBERS[2], status=RightStatus.CANCELED),
        a_mine(NUMBERS[3], valid_to=None),
    )

    found = queries.as_of(DAY).filter(queries.in_force_on(DAY))

    assert {one.right.number for one in found} == {
        one.right.number
        for one in queries.as_of(DAY)
        if queries.standing_on(one, DAY) is RightStatus.IN_FORCE
    }


def test_holders_in_a_block_are_those_who_mine_there_in_force_and_more_than_a_sliver():
    block = a_box(0, 0, 4, 4)
    registered(
        a_mine(NUMBERS[0], holder="甲公司", ground=a_ground(0, 0)),
        a_mine(NUMBERS[1], holder="乙公司", ground=a_ground(3, 3, 2, 2)),
        a_mine(NUMBERS[2], holder="只相邻公司", ground=a_ground(4, 0)),
        a_mine(NUMBERS[3], holder="已过期公司", ground=a_ground(1, 1), valid_to=date(2020, 1, 1)),
        an_exploration(holder="只勘查公司", ground=a_ground(2, 2)),
    )

    holders = queries.holders_of_mines_in(block, DAY, above_m2=1.0)

    assert holders == ("乙公司", "甲公司")


def a_strip_overlap(height):
    """A neighbor to the north whose southern line lies so many degrees inside the ground."""
    return ground_of(shapely.box(88, 39 + MINUTE - height, 88 + MINUTE, 39 + 2 * MINUTE))


@pytest.mark.parametrize(
    ("height", "widest_m"),
    [(3e-8, pytest.approx(0.0035, abs=0.0011)), (2e-5, None)],
    ids=["three-millimetres", "two-metres"],
)
def test_how_wide_a_strip_in_common_is_is_told(height, widest_m):
    registered(a_mine(NUMBERS[0], ground=a_strip_overlap(height)))

    (found,) = reading().overlapping
    assert found.overlap_m2 > 1.0
    assert found.widest_m == widest_m


def test_how_wide_a_strip_outside_the_right_named_is_is_told():
    licensed = ground_of(shapely.box(88, 39, 88 + MINUTE, 39 + MINUTE - 3e-8))
    registered(a_mine(NUMBERS[0], ground=licensed))

    found = reading(license_number=NUMBERS[0])

    assert found.own_outside_m2 > 1.0
    assert found.own_outside_widest_m == pytest.approx(0.0035, abs=0.0011)
