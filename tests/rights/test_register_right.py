# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Registering single acts. 登记。"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kuangtu.accounts.actor import OutsideArea, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.codes.choices import Act, RightKind, RightStatus
from kuangtu.codes.minerals import mineral
from kuangtu.core.quantity import Quantity
from kuangtu.rights import queries
from kuangtu.rights.errors import RecordInvalid, RightDiffers, VersionDiffers
from kuangtu.rights.models import MineralRight, RightVersion
from kuangtu.rights.services import register_right
from rights.right_builders import (
    NEIGHBOUR,
    REVIEWER,
    VIEWER,
    a_ground,
    a_mine,
)

pytestmark = pytest.mark.django_db


def counts():
    return MineralRight.objects.count(), RightVersion.objects.count(), Entry.objects.count()


def test_registering_a_right_stores_its_first_version_and_one_trace():
    record = a_mine(other_minerals=(mineral("钛"),), area_km2=Decimal("2.6710"))

    version = register_right(record=record, actor=REVIEWER)

    stored = RightVersion.objects.get()
    assert stored == version
    assert (stored.right.number, stored.mineral.name, stored.other_minerals[0].name) == (
        "C6528242015067110000001",
        "铁",
        "钛",
    )
    assert stored.capacity_quantity == Quantity(Decimal("30"), "矿石万吨/年")
    assert stored.digest == record.digest
    assert [(e.action, e.actor, e.subject, e.adcode) for e in Entry.objects.all()] == [
        (
            "rights.registered",
            "officer:2",
            "rights.MineralRight:C6528242015067110000001",
            "652824",
        )
    ]


def test_the_stored_ground_is_the_ground_that_was_registered():
    ground = a_ground(width=2, top_m=1200.0, bottom_m=900.0)

    version = register_right(record=a_mine(ground=ground), actor=REVIEWER)

    kept = queries.ground_of(RightVersion.objects.get(pk=version.pk))
    assert (kept.source_text, kept.source_format, kept.geometry, kept.area_m2, kept.slabs) == (
        ground.source_text,
        ground.source_format,
        ground.geometry,
        ground.area_m2,
        ground.slabs,
    )
    assert (version.top_m, version.bottom_m) == (1200.0, 900.0)


def test_registering_the_same_again_changes_nothing():
    first = register_right(record=a_mine(), actor=REVIEWER)

    second = register_right(
        record=a_mine(capacity=Quantity(Decimal("30.0"), "矿石万吨/年")), actor=REVIEWER
    )

    assert second == first
    assert counts() == (1, 1, 1)


def test_a_later_act_adds_a_version_and_leaves_the_first_as_it_was():
    register_right(record=a_mine(), actor=REVIEWER)

    register_right(
        record=a_mine(
            effective_on=date(2020, 3, 1), act=Act.EXPAND_CAPACITY,
            capacity=Quantity(Decimal("100"), "矿石万吨/年"),
        ),
        actor=REVIEWER,
    )  # fmt: skip

    assert list(RightVersion.objects.values_list("effective_on", "capacity")) == [
        (date(2015, 6, 1), Decimal("30")),
        (date(2020, 3, 1), Decimal("100")),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "right-name-empty"),
        ({"holder": ""}, "right-holder-empty"),
        ({"valid_to": date(2014, 1, 1)}, "right-validity-reversed"),
        ({"status": RightStatus.REVOKED}, "right-revoked-on-missing"),
        ({"revoked_on": date(2020, 1, 1)}, "right-not-revoked"),
        ({"capacity": Quantity(Decimal("-1"), "矿石万吨/年")}, "right-capacity-range"),
        ({"capacity": Quantity(Decimal("NaN"), "矿石万吨/年")}, "right-capacity-range"),
        ({"capacity": Quantity(Decimal("0.1234567"), "万吨/年")}, "right-capacity-decimals"),
        ({"capacity": Quantity(Decimal("1"), "箱/年")}, "unknown-unit"),
        ({"capacity": Quantity(Decimal("1"), "万吨")}, "right-capacity-not-yearly"),
        ({"area_km2": Decimal("1.23456")}, "right-area-km2-decimals"),
        ({"ore_grade": Decimal("25")}, "right-grade-range"),
        ({"ore_density_t_per_m3": Decimal("0")}, "right-ore-density-t-per-m3-range"),
        ({"number": "T6528242015067110000001"}, "right-kind-differs"),
        ({"number": "DEMO-C-0001"}, "right-demo-number"),
        ({"is_demo": True}, "right-demo-number"),
        ({"number": "新采" * 21}, "right-too-long"),
        ({"source_file": "x" * 201}, "right-too-long"),
        ({"effective_on": date(215, 6, 1)}, "right-day-range"),
        ({"valid_to": date(2215, 6, 1)}, "right-day-range"),
        ({"act": Act.CANCEL}, "right-canceled-in-force"),
    ],
)
def test_a_record_that_cannot_be_true_is_refused_and_writes_nothing(changes, code):
    with pytest.raises(RecordInvalid) as refused:
        register_right(record=a_mine(**changes), actor=REVIEWER)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert counts() == (0, 0, 0)


def test_all_mistakes_of_a_record_are_told_at_once():
    with pytest.raises(RecordInvalid) as refused:
        register_right(record=a_mine(name="", holder="", number=""), actor=REVIEWER)

    assert [problem.code for problem in refused.value.problems] == [
        "right-number-empty",
        "right-name-empty",
        "right-holder-empty",
    ]


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        pytest.param(VIEWER, RoleTooLow, id="a-viewer"),
        pytest.param(NEIGHBOUR, OutsideArea, id="from-another-county"),
    ],
)
def test_who_may_not_register_writes_nothing(actor, error):
    with pytest.raises(error):
        register_right(record=a_mine(), actor=actor)

    assert counts() == (0, 0, 0)


def test_another_content_from_the_same_day_is_refused():
    register_right(record=a_mine(), actor=REVIEWER)

    with pytest.raises(VersionDiffers):
        register_right(record=a_mine(name="改名"), actor=REVIEWER)

    assert counts() == (1, 1, 1)


def test_a_right_does_not_change_its_division():
    register_right(record=a_mine(), actor=REVIEWER)

    with pytest.raises(RightDiffers):
        register_right(
            record=a_mine(adcode="652825", effective_on=date(2020, 1, 1)), actor=NEIGHBOUR
        )

    assert counts() == (1, 1, 1)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": "REVOKED"}, "right_revocation_has_its_day"),
        ({"valid_to": date(2000, 1, 1)}, "right_validity_is_in_order"),
        ({"capacity": None}, "right_capacity_has_its_unit"),
        ({"capacity": Decimal(-1)}, "right_capacity_has_its_unit"),
        ({"act": "GIFT"}, "right_act_is_known"),
        ({"method": "AERIAL"}, "right_method_is_known"),
        ({"min_lon": 99.0}, "right_box_is_in_order"),
        ({"area_m2": 0.0}, "right_area_is_positive"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(changes, constraint):
    version = register_right(record=a_mine(), actor=REVIEWER)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RightVersion.objects.filter(pk=version.pk).update(**changes)


@pytest.mark.parametrize(
    ("number", "is_demo"), [("DEMO-C-1", False), ("C6528242015067110000001", True), ("", False)]
)
def test_the_database_keeps_demo_numbers_and_real_ones_apart(number, is_demo):
    with pytest.raises(IntegrityError), transaction.atomic():
        MineralRight.objects.create(
            number=number, kind=RightKind.MINING, adcode="652824", is_demo=is_demo
        )
