# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The shapes of requests and answers, as OpenAPI shows them. 接口数据结构。"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from kuangtu.conformity.reading.fields import FIELDS
from kuangtu.conformity.reading.fields import Field as FieldOfAFile

JSON_SHAPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": {"type": "string"}},
    "crs": {"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "object"}]},
}


class Words(Schema):
    """A sentence in both languages."""

    zh: str
    en: str


class Edition(Schema):
    """The edition of a layer that was read."""

    number: int
    sha256: str
    dated_on: date | None
    source: str
    quality: str
    accuracy_m: float | None


class LayerRead(Schema):
    """A layer that a finding rests on; no edition means that the layer is missing."""

    layer: str
    name: Words
    provider: str
    searched_m: float
    hits: int
    edition: Edition | None


class FindingAnswer(Schema):
    """One rule's answer; `withheld` where it rests on a layer that the officer may not see."""

    rule: str
    check: str
    title: Words
    folder: str
    clause: str
    clause_label: Words
    outcome: str
    outcome_zh: str
    message: Words
    measured: dict[str, Any]
    needs: Words | None
    layers: list[LayerRead]
    withheld: bool


class NotCodedAnswer(Schema):
    """A clause that no rule codes."""

    folder: str
    folder_title: Words
    clause: str
    heading: Words
    kind: str
    kind_zh: str
    reason: Words


class HealthNoteAnswer(Schema):
    """What the health check of the plan found in a clause that rules of the review rest on."""

    folder: str
    fingerprint: str
    grade: str
    kind: str
    where: dict[str, Any]
    message: Words
    readings: list[dict[str, Any]]
    computed: str
    answer: dict[str, Any] | None
    checked_on: date
    rules: list[str]


class ReviewAnswer(Schema):
    """A review: the same fields as `kuangtu check --json`."""

    receipt: str | None
    conclusion: str
    conclusion_code: str
    area_km2: float
    judged_on: date
    county: str
    application: dict[str, Any]
    findings: list[FindingAnswer]
    not_coded: list[NotCodedAnswer]
    not_applied: list[dict[str, Any]]
    is_demo: bool
    plan_health: list[HealthNoteAnswer]
    withheld: bool
    withheld_note: Words | None


class ReceiptLine(Schema):
    """A receipt in a list."""

    number: str
    created_at: datetime
    judged_on: date
    name: str
    applicant: str
    mineral: str
    kind: str
    act: str
    conclusion: str
    area_km2: float
    is_demo: bool


class ReceiptList(Schema):
    """A page of receipts, newest first."""

    count: int
    items: list[ReceiptLine]


class StoredReceipt(Schema):
    """A receipt as it is stored; `kuangtu replay` reads this file.

    With `withheld` it is a copy with parts left out, and `sha256` is the hash of the whole.
    """

    number: str
    created_at: datetime
    actor: str
    sha256: str
    withheld: bool
    withheld_note: Words | None
    receipt: dict[str, Any]


class ReplayAnswer(Schema):
    """What repeating a review gave."""

    status: str
    status_label: Words
    differences: list[Words]
    notes: list[Words]


class GroundRequest(Schema):
    """A range to be read: text to the letter, and what is declared about its coordinates."""

    model_config = ConfigDict(extra="forbid")

    range: str
    crs: Annotated[Any, Field(json_schema_extra=JSON_SHAPES["crs"])] = None
    confirm_deduction: bool | None = None


class GroundAnswer(Schema):
    """A range as it was understood."""

    format: str
    crs: str
    crs_how: Words
    area_m2: float
    area_km2: float
    geometry: dict[str, Any]
    bounds: list[float]
    top_m: float | None
    bottom_m: float | None
    rings: int
    sheets: list[str]
    warnings: list[dict[str, Any]]


class ProblemAnswer(Schema):
    """One mistake of the input, and where it stands."""

    code: str
    message: Words
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None


class ErrorAnswer(Schema):
    """What went wrong, in both languages, with every problem of the input."""

    code: str
    message: Words
    problems: list[ProblemAnswer]


def application_schema() -> dict[str, Any]:
    """The JSON schema of an application, made from the fields of the file format."""
    fields = [field for field in FIELDS if field.key != "range_file"]
    return {
        "type": "object",
        "title": "Application",
        "additionalProperties": False,
        "required": [field.key for field in fields if field.is_required] + ["range"],
        "properties": {field.key: _property(field) for field in fields},
    }


def _property(field: FieldOfAFile) -> dict[str, Any]:
    described = JSON_SHAPES[field.shape] | {"description": f"{field.help.zh} · {field.help.en}"}
    if field.example is None:
        return described
    example = float(str(field.example)) if field.shape == "number" else field.example
    return described | {"example": str(example) if field.shape == "date" else example}


REVIEW_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": application_schema()}},
    }
}
