# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The one act of this module: a review that is kept. 审查存档。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import shapely
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record
from kuangtu.conformity.findings import Review
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import review_application
from kuangtu.conformity.receipts import receipt_of
from kuangtu.conformity.types import Application
from kuangtu.core.canonical import canonical_json, sha256_of


def review(application: Application, *, judged_on: date, actor: Actor, county: str = "") -> Receipt:
    """Judge an application by the rules of a day and keep the receipt. 审查并存档。

    Writes: one Receipt, one trace. Raises: RoleTooLow, OutsideArea, RuleCrashed, CheckMissing;
    Invalid for a ground wholly outside the county.
    """
    actor.require(Role.REVIEWER, county or settings.KUANGTU_COUNTY)
    # Judged before the transaction begins: loading a large layer takes seconds, and SQLite lets
    # nobody else write meanwhile. What was read is in the receipt, so nothing is lost by it.
    made = review_application(application, judged_on=judged_on, actor=actor, county=county)
    return keep(made, actor=actor)


def review_all(
    applications: Iterable[Application], *, as_of: date | None, actor: Actor, county: str = ""
) -> tuple[Receipt, ...]:
    """Judge every application of a file, then keep all receipts or none. 逐件审查并存档。

    `as_of` is the day whose rules are applied; None takes each application's own day.
    Writes and raises as `review` does, for each application.
    """
    actor.require(Role.REVIEWER, county or settings.KUANGTU_COUNTY)
    made = [
        review_application(one, judged_on=as_of or one.applied_on, actor=actor, county=county)
        for one in applications
    ]
    return keep_all(made, actor=actor)


@transaction.atomic
def keep_all(made: Iterable[Review], *, actor: Actor) -> tuple[Receipt, ...]:
    """Keep the receipts of all these reviews, or of none. 逐件存档。 As `keep`, for each.

    Their contents stay in the database until they are asked for: a file may hold thousands.
    """
    numbers = [keep(one, actor=actor).pk for one in made]
    return tuple(Receipt.objects.defer("content").filter(pk__in=numbers).order_by("pk"))


@transaction.atomic
def keep(made: Review, *, actor: Actor) -> Receipt:
    """Keep the receipt of a review for good. 回执存档。

    Writes: one Receipt, one trace. Raises: RoleTooLow, OutsideArea.
    """
    actor.require(Role.REVIEWER, made.basis.county)
    application, content = made.application, receipt_of(made)
    west, south, east, north = application.ground.geometry.bounds
    receipt = Receipt.objects.create(
        judged_on=made.basis.judged_on,
        adcode=made.basis.county,
        name=application.name,
        applicant=application.applicant,
        mineral=application.mineral.name,
        kind=application.kind,
        act=application.act,
        conclusion=made.conclusion,
        area_km2=application.ground.area_km2,
        content=canonical_json(content),
        sha256=sha256_of(content),
        actor=actor.key,
        is_demo=made.is_demo,
        geometry_wkb=shapely.to_wkb(application.ground.geometry),
        west=west,
        south=south,
        east=east,
        north=north,
    )
    receipt.refresh_from_db(fields=["created_at"])
    # The number needs the id that the row only has now.
    receipt.number = f"KT-{localtime(receipt.created_at).year}-{receipt.pk:06d}"
    receipt.save(update_fields=["number"])
    record(
        action="conformity.reviewed",
        actor=actor.key,
        subject=f"conformity.Receipt:{receipt.number}",
        adcode=receipt.adcode,
        data={"conclusion": receipt.conclusion, "sha256": receipt.sha256},
    )
    return receipt
