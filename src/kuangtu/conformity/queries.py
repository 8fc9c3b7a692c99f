# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the conformity module: receipts, and the basis of a review. 审查查询。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.codes.choices import RightKind, SizeClass
from kuangtu.conformity.engine import Bound, applicable, judge
from kuangtu.conformity.errors import outside_county
from kuangtu.conformity.findings import Review
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.receipts import receipt_of
from kuangtu.conformity.rules import BY_NAME, layers_read
from kuangtu.conformity.rules.floors import plan_class
from kuangtu.conformity.rules.parameters import word
from kuangtu.conformity.rules.sizes import Classed, mine_class
from kuangtu.conformity.types import Application, Basis
from kuangtu.conformity.withholding import editions_read, is_withheld, note_of, withheld
from kuangtu.core.errors import NotFound
from kuangtu.geo.depth import as_multipolygon
from kuangtu.geo.distance import distance_m
from kuangtu.layers.features import features_in_box
from kuangtu.layers.queries import (
    edition_numbered,
    feature,
    opened,
    read_layers,
    sees_every_level,
)
from kuangtu.layers.queries import visible_to as editions_visible_to
from kuangtu.layers.queries import warm_up as warm_up_layers
from kuangtu.layers.types import EditionReference
from kuangtu.plans.examinations.queries import health_notes
from kuangtu.plans.queries import folders_on
from kuangtu.plans.types import Account, Folder
from kuangtu.rights.queries import holders_of_mines_in, read_accounts, read_rights
from kuangtu.rights.types import AccountReading, RightsReading

# Shared boundaries that were digitised twice overlap by slivers of this size; a licence prints
# its area to 100 m². It is a judgment of ours, and printed on every report and receipt.
OVERLAP_TOLERANCE_M2 = 1.0
SIZE_CLASS_CHECK = "size-class-is-noted"
MINING_BLOCKS = "mining-block"
COUNTY_BOUNDARY = "county-boundary"
# Farther from the county than this, and than the boundary itself may be wrong, coordinates are
# mistaken rather than disputed.
NEAR_COUNTY_M = 1_000.0
MOST_PARTS = 100  # of a county's boundary


def visible_to(actor: Actor) -> QuerySet[Receipt]:
    """The receipts of the actor's area, newest first. 可见回执。"""
    return Receipt.objects.filter(adcode__startswith=actor.area_prefix)


def receipt_for(number: str, *, actor: Actor) -> Receipt:
    """One receipt. Raises: NotFound if there is none in the actor's area."""
    receipt = visible_to(actor).filter(number=number).first()
    if receipt is None:
        raise NotFound(what=number)
    return receipt


def stored_receipt(number: str) -> Receipt | None:
    """The receipt of that number, whoever may see it; for comparing with an exported one."""
    return Receipt.objects.filter(number=number).first()


def layers_hidden_in(record: Mapping[str, Any], *, actor: Actor) -> frozenset[str]:
    """The layers that a review read in an edition which the actor may not see. 不可见图层。

    An edition that is no longer there has no level that could be looked up: it counts as hidden
    from whoever may not see every level. At most one query.
    """
    if sees_every_level(actor):
        return frozenset()
    read = editions_read(record)
    named = editions_visible_to(actor).filter(layer__in={layer for layer, _ in read})
    seen = set(named.values_list("layer", "number"))
    return frozenset(layer for layer, number in read if (layer, number) not in seen)


def shown_review(made: Review, *, actor: Actor) -> Mapping[str, Any]:
    """What the actor may read of a review that was made, kept or not. 按密级所见的审查。"""
    record = receipt_of(made)
    return withheld(record, layers_hidden_in(record, actor=actor))


def shown_receipt(receipt: Receipt, *, actor: Actor) -> Mapping[str, Any]:
    """What the actor may read of a receipt: it as hashed, or a copy of parts. 按密级所见的回执。"""
    record = receipt.record
    return withheld(record, layers_hidden_in(record, actor=actor))


def shown_export(receipt: Receipt, *, actor: Actor) -> dict[str, Any]:
    """A receipt as the file that the actor may have. 回执文件。

    `kuangtu replay` reads it, unless parts are withheld; then it says so.
    """
    record = shown_receipt(receipt, actor=actor)
    note = note_of(record, is_kept=True)
    return receipt.exported() | {
        "withheld": is_withheld(record),
        "withheld_note": note.as_json() if note else None,
        "receipt": record,
    }


def review_application(
    application: Application, *, judged_on: date, actor: Actor, county: str = ""
) -> Review:
    """Judge an application and keep nothing. 试审（不存档）。

    `county` is the division whose plan is applied, by default the one this installation
    serves. The number of database queries does not depend on the application.
    Raises: RoleTooLow, OutsideArea, RuleCrashed, CheckMissing; Invalid for a ground wholly
    outside the county.
    """
    county = county or settings.KUANGTU_COUNTY
    actor.require(Role.VIEWER, county)
    basis = basis_of(application, judged_on=judged_on, county=county)
    refuse_outside_county(application, basis, actor=actor)
    made = judge(application, basis, rules=BY_NAME)
    return replace(made, notes=health_notes(basis.folders, actor=actor))


def refuse_outside_county(application: Application, basis: Basis, *, actor: Actor) -> None:
    """Refuse a ground that lies wholly outside the county: its coordinates are a mistake. 县域外。

    Nearer than a kilometre, or than the edition's accuracy, the rule about the county answers;
    so it does where no boundary is loaded. Raises: Invalid with the distance, if the actor may see
    the boundary.
    """
    geometry = application.ground.geometry
    reading = basis.layers.get(COUNTY_BOUNDARY) or read_layers(
        distances_m={COUNTY_BOUNDARY: NEAR_COUNTY_M}, geometry=geometry, day=basis.judged_on
    ).get(COUNTY_BOUNDARY)
    if reading is None or reading.edition is None:
        return
    if any(_is_of_county(hit.attributes, basis.county) for hit in reading.hits):
        return
    away_m = min(
        (distance_m(geometry, part) for part in county_parts(reading.edition, basis.county)),
        default=0.0,
    )
    if away_m > max(NEAR_COUNTY_M, reading.edition.accuracy_m or 0.0):
        read = editions_visible_to(actor).filter(
            layer=COUNTY_BOUNDARY, number=reading.edition.number
        )
        raise outside_county(application.name, away_m if read.exists() else None)


def county_parts(reference: EditionReference, county: str) -> list[Any]:
    """The county's own geometries in an edition of the boundary (EPSG:4490)."""
    edition = edition_numbered(COUNTY_BOUNDARY, reference.number, actor=SYSTEM)
    return [
        part.geometry
        for part in features_in_box(opened(edition), None, limit=MOST_PARTS)
        if part.geometry is not None and _is_of_county(part.attributes, county)
    ]


def _is_of_county(attributes: Mapping[str, object], county: str) -> bool:
    """A boundary that does not name its division is taken for the county's own."""
    code = attributes.get("division_code")
    return code is None or str(code).startswith(county)


def basis_of(application: Application, *, judged_on: date, county: str) -> Basis:
    """Everything an application is judged against on a day. 审查依据。"""
    folders = folders_on(judged_on, county)
    bound = applicable(folders.values(), judged_on)
    basis = Basis(
        judged_on=judged_on,
        county=county,
        folders=folders,
        layers=read_layers(
            distances_m=distances_of(bound),
            geometry=application.ground.geometry,
            day=judged_on,
        ),
        rights=None,
        accounts={},
        overlap_tolerance_m2=OVERLAP_TOLERANCE_M2,
    )
    basis = replace(basis, rights=rights_on(application, basis))
    return replace(basis, accounts=accounts_on(application, basis))


def warm_up(*, day: date, county: str = "") -> None:
    """Bring into memory what every review of a day reads, so that the first is as quick. 预热。"""
    folders = folders_on(day, county or settings.KUANGTU_COUNTY)
    warm_up_layers(layers=distances_of(applicable(folders.values(), day)), as_of=day)


def distances_of(bound: Iterable[Bound]) -> dict[str, float]:
    """Every layer that the rules of the day read, with the farthest metres any of them asks."""
    farthest: dict[str, float] = {}
    for _, binding in bound:
        for layer, within_m in layers_read(binding).items():
            farthest[layer] = max(within_m, farthest.get(layer, 0.0))
    return farthest


def rights_on(application: Application, basis: Basis) -> RightsReading | None:
    """What the ledger of rights says of the application on the day, and of the blocks it meets."""
    reading = read_rights(
        ground=application.ground,
        applicant=application.applicant,
        license_number=application.license_number,
        day=basis.judged_on,
        adcode=basis.county,
    )
    if reading is None:
        return None
    return replace(reading, block_holders=holders_in_blocks(basis))


def holders_in_blocks(basis: Basis) -> dict[str, tuple[str, ...]]:
    """Who holds mining rights in force in each planned mining block that the ground meets.

    One query a block met; a ground meets one block as a rule, and a rule sees to it.
    """
    reading = basis.layers.get(MINING_BLOCKS)
    if reading is None or reading.edition is None:
        return {}
    met = [hit for hit in reading.hits if hit.overlap_m2 > basis.overlap_tolerance_m2]
    if not met:
        return {}
    edition = edition_numbered(MINING_BLOCKS, reading.edition.number, actor=SYSTEM)
    found = {}
    for hit in met:
        block = as_multipolygon(feature(edition, hit.feature).geometry)
        found[f"{MINING_BLOCKS}/{hit.feature}"] = holders_of_mines_in(
            block, basis.judged_on, above_m2=basis.overlap_tolerance_m2
        )
    return found


def accounts_on(application: Application, basis: Basis) -> Mapping[Account, AccountReading]:
    """The plan's quotas as they stand on the day, and with the application. 指标账户。"""
    plan = basis.plan
    if plan is None:
        return {}
    return read_accounts(
        goals=plan.goals,
        day=basis.judged_on,
        adcode=basis.county,
        kind=application.kind,
        act=application.act,
        mineral=application.mineral,
        capacity=application.capacity,
        size_class=size_class_of(application, basis),
        license_number=application.license_number,
        ore_density_t_per_m3=application.ore_density_t_per_m3,
        ore_grade=application.ore_grade,
        working_days=application.working_days,
    )


def size_class_of(application: Application, basis: Basis) -> SizeClass | None:
    """The national size class of the mine applied for; None where it cannot be told.

    A mineral that the national tables do not list (建筑用砂) has the class of the plan's own.
    """
    if application.kind is not RightKind.MINING:
        return None
    tables = _size_tables(basis.folders.values(), basis.judged_on)
    found = [mine_class(application, basis, table) for table in tables]
    if classed := next((one for one in found if isinstance(one, Classed)), None):
        return classed.size_class
    is_listed = any(one is not None for one in found)
    return None if is_listed or basis.plan is None else plan_class(application, basis.plan)


def _size_tables(folders: Iterable[Folder], day: date) -> list[str]:
    return [
        word(binding, "table")
        for _, binding in applicable(folders, day)
        if binding.check == SIZE_CLASS_CHECK
    ]
