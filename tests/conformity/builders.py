# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a case file to an application and a basis; see docs/how-to/add-a-rule.md for the format.

Every part has ordinary values, so that a case only says what it turns on.
"""

import math
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import shapely
from shapely import MultiPolygon, box

from kuangtu.codes.choices import (
    Act,
    ExplorationStage,
    GrantMode,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.codes.minerals import mineral
from kuangtu.conformity.rules import BY_NAME
from kuangtu.conformity.types import Application, Basis
from kuangtu.core.quantity import Quantity
from kuangtu.geo.area import area_m2
from kuangtu.geo.crs import CGCS2000
from kuangtu.geo.depth import as_multipolygon
from kuangtu.geo.distance import distance_m
from kuangtu.geo.ground import Ground, Slab
from kuangtu.geo.strips import may_be_narrow, perimeter_m, widest_m
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.types import EditionReference, LayerHit, LayerReading
from kuangtu.plans.applicability import applicable
from kuangtu.plans.folder import folders_below, read_folder
from kuangtu.plans.types import Account, CheckContract
from kuangtu.rights.types import AccountReading, ExistingRight, RightsReading

ROOT = Path(__file__).parents[2]
COUNTY = "652824"
MIDDLE = (88.17, 39.02)  # a place in the county, zone 29
METRES_PER_DEGREE = 111_000.0  # near enough to lay shapes out; areas and distances are measured
KINDS = ("pass", "fail", "conditional", "refer", "undecided", "na")

CHOICES = {
    "kind": RightKind,
    "act": Act,
    "method": MiningMethod,
    "stage": ExplorationStage,
    "grant_mode": GrantMode,
    "deposit_size": SizeClass,
    "status": RightStatus,
}
QUANTITIES = {"capacity", "previous_capacity", "reserves", "resources"}
DECIMALS = {
    "recovery",
    "dilution",
    "processing_recovery",
    "comprehensive_utilization",
    "term_years",
    "area_km2",
    "first_area_km2",
    "ore_grade",
    "ore_density_t_per_m3",
}


@cache
def every_folder():
    """The plan and the norms as they stand on disk."""
    known = {name: CheckContract(one.parameters, one.optional) for name, one in BY_NAME.items()}
    paths = [*folders_below(ROOT / "plans"), *folders_below(ROOT / "norms")]
    return tuple(read_folder(path, known_checks=known) for path in paths)


@cache
def every_binding():
    """Code → (folder, binding) over all folders."""
    return {one.code: (folder, one) for folder in every_folder() for one in folder.bindings}


def degrees(point_m, middle=MIDDLE):
    """A place some metres east and north of the middle, as longitude and latitude."""
    east, north = point_m
    shrink = math.cos(math.radians(middle[1]))
    return (
        middle[0] + east / METRES_PER_DEGREE / shrink,
        middle[1] + north / METRES_PER_DEGREE,
    )


def box_of_metres(bounds_m):
    west, south, east, north = bounds_m
    return box(*degrees((west, south)), *degrees((east, north)))


def a_ground(given=None):
    """A square kilometre in the middle of things; or `box_m`, `box`, `blocks`, with heights."""
    given = given or {}
    if "blocks" in given:
        columns, rows = given["blocks"]
        west, south = 88 + 10 / 60, 39 + 1 / 60
        shape = box(west, south, west + columns / 60, south + rows / 60)
    elif "box" in given:
        shape = box(*given["box"])
    else:
        shape = box_of_metres(given.get("box_m", (-500, -500, 500, 500)))
    geometry = MultiPolygon([shape])
    slab = Slab(geometry, given.get("top_m"), given.get("bottom_m"))
    return Ground("示例范围", "wkt", CGCS2000, (), geometry, area_m2(geometry), (slab,))


def an_application(given=None, *, ground=None, day=date(2023, 6, 1)):
    """A new mining right for fluorspar by 示例公司, with nothing else stated."""
    ordinary = {
        "kind": "采矿权",
        "act": "新立",
        "name": "示例矿",
        "applicant": "示例公司",
        "mineral": "萤石",
        "applied_on": day,
    }
    values = {key: a_value(key, one) for key, one in (ordinary | (given or {})).items()}
    return Application(**values, ground=ground or a_ground())


def a_value(key, written):
    """A value as case files write it: words, “8 矿物万吨/年”, a number."""
    if key in CHOICES:
        found = CHOICES[key].from_words(written)
        assert found is not None, f"{key} = {written}"
        return found
    if key in QUANTITIES:
        number, unit = written.split(maxsplit=1)
        return Quantity(Decimal(number), unit)
    if key in DECIMALS:
        return Decimal(str(written))
    if key == "mineral":
        return mineral(written)
    if key == "other_minerals":
        return tuple(mineral(one) for one in written)
    return frozenset(written) if key == "documents" else written


def a_layer(code, given, ground):
    """A reading with an edition; its shapes are measured, its hits taken as written."""
    specification = layer_named(code)
    quality = given.get("quality", "审批")
    edition = EditionReference(
        code, 1, "0" * 64, date(2023, 1, 1), "示例数据", quality, given.get("accuracy_m")
    )
    shapes = [a_shape(number, one, ground) for number, one in enumerate(given.get("shapes", []))]
    hits = [a_hit(number, one) for number, one in enumerate(given.get("hits", []))]
    return LayerReading(
        code,
        specification.name,
        edition,
        specification.provider.zh,
        tuple(one for one in (*shapes, *hits) if one is not None),
        given.get("searched_m", 10_000.0),
        {one.name: one.label for one in specification.fields},
    )


def a_missing_layer(code):
    specification = layer_named(code)
    return LayerReading(code, specification.name, None, specification.provider.zh)


PLACED = {
    "name", "box_m", "box", "line_m", "overlap_m2", "share", "distance_m", "widest_m",
}  # fmt: skip


def a_shape(number, given, ground):
    """A feature laid out in metres around the middle; None if it is far away."""
    if "line_m" in given:
        shape = shapely.LineString([degrees(point) for point in given["line_m"]])
    else:
        shape = box(*given["box"]) if "box" in given else box_of_metres(given["box_m"])
    common = shapely.intersection(ground.geometry, shape)
    polygons = [one for one in shapely.get_parts(common) if one.geom_type == "Polygon"]
    overlap_m2 = sum(area_m2(MultiPolygon([one])) for one in polygons)
    apart_m = distance_m(ground.geometry, shape)
    if apart_m > 10_000:
        return None
    outside = shapely.difference(ground.geometry, shape)
    return LayerHit(
        f"F{number + 1}",
        given.get("name", f"要素{number + 1}"),
        overlap_m2,
        overlap_m2 / ground.area_m2,
        apart_m,
        "GEOS",
        {key: one for key, one in given.items() if key not in PLACED},
        widest_m=width_of(MultiPolygon(polygons), ground),
        outside_widest_m=width_of(as_multipolygon(outside), ground),
    )


def width_of(piece, ground):
    """How wide a piece of the ground is; None where it is no strip along the boundary."""
    may_be = may_be_narrow(area_m2(piece), perimeter_m(ground.geometry))
    return widest_m(piece) if may_be else None


def a_hit(number, given):
    return LayerHit(
        f"H{number + 1}",
        given.get("name", f"要素{number + 1}"),
        given.get("overlap_m2", 0.0),
        given.get("share", 0.0),
        given.get("distance_m", 0.0),
        "KERNEL",
        {key: one for key, one in given.items() if key not in PLACED},
        widest_m=given.get("widest_m"),
    )


def a_right(given):
    """A mining right for fluorspar of another company, in force, overlapping by a hectare."""
    ordinary = {
        "number": "C6528242020016220100001",
        "kind": "采矿权",
        "name": "邻矿",
        "holder": "邻矿公司",
        "mineral": "萤石",
        "status": "有效",
        "valid_from": date(2020, 1, 1),
        "valid_to": date(2030, 1, 1),
        "overlap_m2": 10_000.0,
        "share": 0.01,
    }
    written = ordinary | given
    heights = written.pop("common_heights_m", None)
    unknown = written.pop("unknown", [])
    values = {key: a_value(key, one) for key, one in written.items() if key not in unknown}
    values |= dict.fromkeys(unknown)
    return ExistingRight(**values, depth_overlap_m=tuple(heights) if heights else None)


def the_rights(given, day):
    """What the ledger says; None where a case has no [rights]."""
    if given is None:
        return None
    own = given.get("own")
    return RightsReading(
        day,
        tuple(a_right(one) for one in given.get("overlapping", [])),
        tuple(a_right(one) for one in given.get("of_applicant", [])),
        a_right(own) if own is not None else None,
        own_capacity=a_value("capacity", given["own_capacity"])
        if "own_capacity" in given
        else None,
        **how_the_ground_lies(given),
        block_holders={
            block: tuple(names) for block, names in given.get("block_holders", {}).items()
        },
    )


def how_the_ground_lies(given):
    """To the ground of the applicant's own right: within it, unless a case says otherwise."""
    if "own" not in given or given.get("own_ground_is_unread"):
        return {}
    return {
        "own_outside_m2": given.get("own_outside_m2", 0.0),
        "own_outside_widest_m": given.get("own_outside_widest_m"),
        "own_ground_m2": given.get("own_ground_m2", 1_000_000.0),
        "own_outside_height_m": given.get("own_outside_height_m"),
    }


def an_account(name, given, folders, day):
    """A quota of the plan as it stands; what is unknown is left out, a bound may be given."""
    account = Account(name)
    goal = next(one for one in folders["652824-2021"].goals if one.account is account)
    bounds = [f"at_{bound}_{when}" for bound in ("least", "most") for when in ("now", "after")]
    numbers = {
        key: Decimal(str(given[key])) if key in given else None for key in ("now", "after", *bounds)
    }
    return AccountReading(
        account,
        goal.code,
        goal.comparison,
        goal.value,
        goal.unit,
        read_on=day,
        is_worse=given.get("is_worse"),
        **numbers,
    )


def a_basis(case, *, day, ground):
    """Everything a case is judged against: the folders of the day, and what it writes down."""
    folders = applicable(every_folder(), day, COUNTY)
    present = {code: a_layer(code, one, ground) for code, one in case.get("layers", {}).items()}
    named = {
        one.parameters[name].value
        for folder in folders.values()
        for one in folder.bindings
        for name in ("layer", "neighbors")
        if name in one.parameters
    }
    return Basis(
        judged_on=day,
        county=COUNTY,
        folders=folders,
        layers={code: a_missing_layer(code) for code in named} | present,
        rights=the_rights(case.get("rights"), day),
        accounts={
            Account(name): an_account(name, one, folders, day)
            for name, one in case.get("accounts", {}).items()
        },
        overlap_tolerance_m2=1.0,
    )


def day_of(case, binding):
    """The case's own day, else an ordinary one, else the first on which the rule holds."""
    ordinary = date(2023, 6, 1)
    if "judged_on" in case:
        return case["judged_on"]
    return ordinary if binding.period.contains(ordinary) else binding.period.starts_on


def built(case, binding):
    """The application and the basis of a case file."""
    day = day_of(case, binding)
    ground = a_ground(case.get("ground"))
    application = an_application(case.get("application"), ground=ground, day=day)
    return application, a_basis(case, day=day, ground=ground)
