# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Ordinary records, grounds and actors for tests of the rights module."""

from datetime import date
from decimal import Decimal

import shapely

from kuangtu.accounts.actor import Actor, Role
from kuangtu.codes.choices import Act, RightKind, SizeClass
from kuangtu.codes.minerals import mineral
from kuangtu.core.quantity import Quantity
from kuangtu.geo.formats import ground_of
from kuangtu.rights.record import RightRecord

ADMINISTRATOR = Actor("officer:1", "甲", Role.ADMINISTRATOR, "652824")
REVIEWER = Actor("officer:2", "乙", Role.REVIEWER, "652824")
VIEWER = Actor("officer:3", "丙", Role.VIEWER, "652824")
PREFECTURE = Actor("officer:4", "丁", Role.ADMINISTRATOR, "652800")
NEIGHBOUR = Actor("officer:5", "戊", Role.ADMINISTRATOR, "652825")

MINUTE = 1 / 60


def a_box(west=0, south=0, width=1, height=1):
    """A box of 1′ blocks, counted from 88°E 39°N."""
    return shapely.box(
        88 + west * MINUTE,
        39 + south * MINUTE,
        88 + (west + width) * MINUTE,
        39 + (south + height) * MINUTE,
    )


def a_ground(west=0, south=0, width=1, height=1, top_m=None, bottom_m=None):
    return ground_of(a_box(west, south, width, height), top_m=top_m, bottom_m=bottom_m)


def a_mine(number="C6528242015067110000001", **changes):
    ordinary = {
        "number": number,
        "kind": RightKind.MINING,
        "adcode": "652824",
        "effective_on": date(2015, 6, 1),
        "act": Act.NEW,
        "name": "示例萤石矿",
        "holder": "示例公司",
        "mineral": mineral("铁"),
        "ground": a_ground(),
        "capacity": Quantity(Decimal("30"), "矿石万吨/年"),
        "size_class": SizeClass.MEDIUM,
        "valid_from": date(2015, 6, 1),
        "valid_to": date(2035, 5, 31),
    }
    return RightRecord(**ordinary | changes)


def an_exploration(number="T6528002021013010000001", **changes):
    ordinary = {
        "kind": RightKind.EXPLORATION,
        "capacity": None,
        "size_class": None,
        "effective_on": date(2021, 1, 1),
        "valid_from": date(2021, 1, 1),
        "valid_to": date(2025, 12, 31),
    }
    return a_mine(number, **ordinary | changes)
