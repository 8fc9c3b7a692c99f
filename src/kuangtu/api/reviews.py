# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reviews over HTTP: make one, list, read, repeat, download. 审查接口。"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, localtime
from ninja import Router, Status
from pydantic import Field

from kuangtu.accounts.actor import Actor
from kuangtu.api.parameters import day_of, refuse_unknown
from kuangtu.api.schemas import (
    REVIEW_BODY,
    ErrorAnswer,
    ReceiptLine,
    ReceiptList,
    ReplayAnswer,
    ReviewAnswer,
    StoredReceipt,
)
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import (
    receipt_for,
    review_application,
    shown_export,
    shown_receipt,
    shown_review,
    visible_to,
)
from kuangtu.conformity.reading import read_one
from kuangtu.conformity.receipts import answer_of
from kuangtu.conformity.replay import replay_stored
from kuangtu.conformity.services import review
from kuangtu.reports.review_opinion import review_opinion

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ERRORS = {frozenset({401, 403, 404, 409, 413, 422}): ErrorAnswer}

DayParameter = Annotated[str | None, Field(json_schema_extra={"format": "date"})]
OPINION = {
    "responses": {
        200: {"content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}},
    }
}

router = Router(tags=["reviews"])


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in officer as the domain knows them."""
    actor: Actor = request.user.as_actor()  # type: ignore[union-attr]  # signed in, see app.py
    return actor


@router.post(
    "/reviews",
    response={200: ReviewAnswer, 201: ReviewAnswer, **ERRORS},
    openapi_extra=REVIEW_BODY,
    summary="审查一件申请 · review an application",
)
def create_review(
    request: HttpRequest, as_of: DayParameter = None, store: bool = True
) -> Status[dict[str, Any]]:
    """The body has the fields of an application file. `as_of` judges by another day's rules.

    Storing a receipt needs the role 审查 (REVIEWER); `store=false` needs none and keeps nothing.
    """
    refuse_unknown(request, "as_of", "store")
    day = day_of(as_of, "as_of")
    application = read_one(request.body, today=localdate())
    judged_on, actor = day or application.applied_on, actor_of(request)
    if not store:
        made = review_application(application, judged_on=judged_on, actor=actor)
        return Status(200, answer_of(shown_review(made, actor=actor)))
    receipt = review(application, judged_on=judged_on, actor=actor)
    shown = shown_receipt(receipt, actor=actor)
    return Status(201, answer_of(shown, number=receipt.number))


@router.get("/reviews", response={200: ReceiptList, **ERRORS}, summary="回执列表 · receipts")
def list_reviews(
    request: HttpRequest,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
    offset: Annotated[int, Field(ge=0)] = 0,
) -> dict[str, Any]:
    """Receipts of the officer's area, newest first."""
    refuse_unknown(request, "limit", "offset")
    receipts = visible_to(actor_of(request))
    page = receipts.defer("content")[offset : offset + limit]
    return {"count": receipts.count(), "items": [_line(receipt) for receipt in page]}


def _line(receipt: Receipt) -> ReceiptLine:
    return ReceiptLine(
        number=str(receipt.number),
        created_at=receipt.created_at,
        judged_on=receipt.judged_on,
        name=receipt.name,
        applicant=receipt.applicant,
        mineral=receipt.mineral,
        kind=receipt.kind,
        act=receipt.act,
        conclusion=receipt.conclusion,
        area_km2=float(receipt.area_km2),
        is_demo=receipt.is_demo,
    )


@router.get(
    "/reviews/{number}.docx",
    response=ERRORS,
    openapi_extra=OPINION,
    summary="审查意见书 · the opinion as a Word document",
)
def download_opinion(request: HttpRequest, number: str) -> HttpResponse:
    """规划符合性审查意见 .docx; for an officer from whom parts are withheld, an extract of it."""
    actor = actor_of(request)
    receipt = receipt_for(number, actor=actor)
    content = review_opinion(
        shown_receipt(receipt, actor=actor),
        number=str(receipt.number),
        sha256=receipt.sha256,
        made_on=localtime(receipt.created_at).date().isoformat(),
    )
    name = f'attachment; filename="{receipt.number}.docx"'
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": name})


@router.get(
    "/reviews/{number}", response={200: StoredReceipt, **ERRORS}, summary="回执 · a receipt"
)
def read_review(request: HttpRequest, number: str) -> dict[str, Any]:
    """The receipt with its hash: inputs, rules, editions, readings, findings.

    `withheld` is true where parts are left out for this officer; the hash is that of the whole.
    """
    actor = actor_of(request)
    return shown_export(receipt_for(number, actor=actor), actor=actor)


@router.post(
    "/reviews/{number}/replay",
    response={200: ReplayAnswer, **ERRORS},
    summary="按回执重算核对 · repeat a review",
)
def replay_review(request: HttpRequest, number: str) -> dict[str, Any]:
    """Identical, or exactly what is missing or different."""
    actor = actor_of(request)
    return replay_stored(receipt_for(number, actor=actor), actor=actor).as_json()
