# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A review as a record that can be kept, hashed and repeated. 审查回执（纯）。

Decimals and dates stand as text; only numbers that were computed as floats stay numbers.
The shape is described in `docs/how-to/replay-a-receipt.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from kuangtu import __version__
from kuangtu.codes.license_numbers import read_license_number
from kuangtu.conformity.findings import NotApplied, NotCoded, Review, RuleFinding
from kuangtu.conformity.rule_sources import rules_sha256
from kuangtu.conformity.rules.slivers import SLIVER_WIDTH_M
from kuangtu.conformity.types import Application
from kuangtu.conformity.withholding import is_withheld, note_of
from kuangtu.core.errors import Place, Problem
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.layers.types import LayerReading
from kuangtu.plans.applicability import override_record
from kuangtu.plans.figures import figures
from kuangtu.plans.types import Folder, Parameter, RuleBinding
from kuangtu.rights.types import AccountReading, ExistingRight, RightsReading

FORMAT = "kuangtu-receipt/1"
LICENSE_NUMBER = Place(field="license_number")


def receipt_of(review: Review) -> dict[str, Any]:
    """Everything a review rests on and says, as canonical JSON can hold it. 回执内容。"""
    basis = review.basis
    return {
        "format": FORMAT,
        "product": {
            "name": "kuangtu",
            "version": __version__,
            "rules_sha256": rules_sha256(),
        },
        "judged_on": basis.judged_on.isoformat(),
        "county": basis.county,
        "inputs": plain(review.application.stated),
        "application": application_json(review),
        "tolerances": {
            "overlap_tolerance_m2": basis.overlap_tolerance_m2,
            "sliver_width_m": SLIVER_WIDTH_M,
        },
        "folders": [_folder_json(folder) for folder in basis.folders.values()],
        "rules": [_binding_json(folder, binding) for folder, binding in review.bindings],
        "layers": [_reading_json(reading) for _, reading in sorted(basis.layers.items())],
        "rights": rights_json(basis.rights),
        "accounts": [account_json(one) for _, one in sorted(basis.accounts.items())],
        "findings": [finding_json(finding) for finding in review.findings],
        "conclusion": review.conclusion.label.zh,
        "conclusion_code": review.conclusion.value,
        "not_coded": [not_coded_json(one) for one in review.not_coded],
        "not_applied": [_not_applied_json(one) for one in review.not_applied],
        "is_demo": review.is_demo,
        # Only where there are some: a receipt without any is what it always was.
        **({"plan_health": notes} if (notes := _notes_json(review)) else {}),
    }


def answer_of(receipt: Mapping[str, Any], *, number: str | None = None) -> dict[str, Any]:
    """What the command line and the API print of a receipt, as its reader may see it. 对外输出。"""
    keys = (
        "conclusion",
        "conclusion_code",
        "judged_on",
        "county",
        "application",
        "not_coded",
        "not_applied",
        "is_demo",
    )
    note = note_of(receipt, is_kept=number is not None)
    return {
        "receipt": number,
        "area_km2": float(receipt["application"]["area_km2"]),
        **{key: receipt[key] for key in keys},
        "findings": [one | {"withheld": is_withheld(one)} for one in receipt["findings"]],
        "plan_health": receipt.get("plan_health", []),
        "withheld": is_withheld(receipt),
        "withheld_note": note.as_json() if note else None,
    }


def _notes_json(review: Review) -> list[dict[str, Any]]:
    """What was known to be odd in the clauses that the rules rest on: information, no finding."""
    noted = [
        (note, [one.rule for one in review.findings if note.concerns(one.folder, one.clause)])
        for note in review.notes
    ]
    return [note.as_json() | {"rules": rules} for note, rules in noted if rules]


def plain(value: object) -> Any:
    """A value as JSON holds it exactly. Raises: TypeError for what has no such form.

    >>> plain({"a": Decimal("8.0"), "b": (date(2023, 6, 1), None, 1.5)})
    {'a': '8.0', 'b': ['2023-06-01', None, 1.5]}
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (Decimal, date)):
        return str(value)
    if isinstance(value, (Text, Quantity)):
        return value.as_json() if isinstance(value, Text) else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    if isinstance(value, frozenset):
        return sorted(plain(inner) for inner in value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def application_json(review: Review) -> dict[str, Any]:
    """Who applies for what where, in words; the exact inputs stand beside it."""
    application, ground = review.application, review.application.ground
    return {
        "kind": application.kind.label.as_json(),
        "act": application.act.label.as_json(),
        "name": application.name,
        "applicant": application.applicant,
        "mineral": application.mineral.name,
        "mineral_code": application.mineral.code,
        "other_minerals": [one.name for one in application.other_minerals],
        "capacity": plain(application.capacity),
        "applied_on": application.applied_on.isoformat(),
        "area_km2": str(ground.area_km2),
        "stated_area_km2": plain(application.area_km2),
        "crs": ground.crs.name,
        "crs_how": ground.crs.how.as_json(),
        "range_format": ground.source_format,
        "bounds": list(ground.geometry.bounds),
        "warnings": [warning.as_json() for warning in warnings_of(application)],
    }


def warnings_of(application: Application) -> tuple[Problem, ...]:
    """What a person should look at: the range, and a licence number that is odd. 提示。"""
    number = application.license_number
    odd = read_license_number(number, place=LICENSE_NUMBER).warnings if number else ()
    return (*application.ground.warnings, *odd)


def finding_json(finding: RuleFinding) -> dict[str, Any]:
    """One finding, with the data dates behind it."""
    return {
        "rule": finding.rule,
        "check": finding.check,
        "title": finding.title.as_json(),
        "folder": finding.folder,
        "clause": finding.clause,
        "clause_label": finding.clause_label.as_json(),
        "outcome": finding.outcome.value,
        "outcome_zh": finding.outcome.label.zh,
        "message": finding.message.as_json(),
        "measured": plain(finding.measured),
        "needs": finding.needs.as_json() if finding.needs else None,
        "layers": [layer_json(reading) for reading in finding.layers],
    }


def layer_json(reading: LayerReading) -> dict[str, Any]:
    """A layer's edition; its edition is null where the layer is missing."""
    edition = reading.edition
    return {
        "layer": reading.layer,
        "name": reading.name.as_json(),
        "provider": reading.provider,
        "searched_m": reading.searched_m,
        "hits": len(reading.hits),
        "edition": edition
        and {
            "number": edition.number,
            "sha256": edition.sha256,
            "dated_on": plain(edition.dated_on),
            "source": edition.source,
            "quality": edition.quality,
            "accuracy_m": edition.accuracy_m,
        },
    }


def _reading_json(reading: LayerReading) -> dict[str, Any]:
    """A layer with every feature that was found."""
    found = [
        {
            "feature": hit.feature,
            "name": hit.name,
            "overlap_m2": hit.overlap_m2,
            "share": hit.share,
            "distance_m": hit.distance_m,
            "way": hit.way,
            "length_m": hit.length_m,
            "widest_m": hit.widest_m,
            "outside_widest_m": hit.outside_widest_m,
        }
        for hit in reading.hits
    ]
    return layer_json(reading) | {"found": found}


def not_coded_json(one: NotCoded) -> dict[str, Any]:
    """A clause that is not coded, with number, heading and reason."""
    return {
        "folder": one.folder,
        "folder_title": one.folder_title.as_json(),
        "clause": one.clause,
        "heading": one.heading.as_json(),
        "kind": one.kind.value,
        "kind_zh": one.kind.label.zh,
        "reason": one.reason.as_json(),
    }


def _not_applied_json(one: NotApplied) -> dict[str, Any]:
    return {
        "folder": one.folder,
        "rule": one.rule,
        "title": one.title.as_json(),
        "clause": one.clause,
        "period": one.period.as_json(),
    }


def _folder_json(folder: Folder) -> dict[str, Any]:
    return {
        "code": folder.code,
        "kind": folder.kind.value,
        "title": folder.title.as_json(),
        "short_title": folder.short_title.as_json(),
        "authority": folder.authority,
        "period": folder.period.as_json(),
        "sha256": folder.sha256,
        "edition_sha256": folder.edition_sha256 or folder.sha256,
        # Only where there are some: a receipt without any is what it always was.
        **({"overrides": _overrides_json(folder)} if folder.overrides else {}),
    }


def _overrides_json(folder: Folder) -> list[dict[str, Any]]:
    """What the office verified or set, with the rule's or table's title and the row's cells."""
    named = {one.address: one for one in figures(folder)}
    return [
        {
            **override_record(one),
            "title": named[one.binding, one.parameter].title.as_json(),
            "row": dict(named[one.binding, one.parameter].row),
        }
        for one in folder.overrides
    ]


def _binding_json(folder: Folder, binding: RuleBinding) -> dict[str, Any]:
    return {
        "code": binding.code,
        "check": binding.check,
        "folder": folder.code,
        "clause": binding.clause,
        "period": binding.period.as_json(),
        "carries_over": binding.carries_over,
        "parameters": [_parameter_json(one) for _, one in sorted(binding.parameters.items())],
    }


def _parameter_json(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "value": plain(parameter.value),
        "unit": parameter.unit,
        "source": parameter.source,
        "confidence": parameter.confidence.value,
        "set_by": parameter.set_by,
        "folder_value": plain(parameter.folder_value),
    }


def account_json(reading: AccountReading) -> dict[str, Any]:
    """A quota as it was read."""
    return {
        "account": reading.account.value,
        "goal_code": reading.goal_code,
        "comparison": reading.comparison.value,
        "limit": str(reading.limit),
        "unit": reading.unit,
        "now": plain(reading.now),
        "after": plain(reading.after),
        "read_on": reading.read_on.isoformat(),
        "note": reading.note.as_json(),
        "at_least_now": plain(reading.at_least_now),
        "at_most_now": plain(reading.at_most_now),
        "at_least_after": plain(reading.at_least_after),
        "at_most_after": plain(reading.at_most_after),
        "is_worse": reading.is_worse,
    }


def rights_json(reading: RightsReading | None) -> dict[str, Any] | None:
    """The ledger as it was read; null when no register had ever been supplied."""
    if reading is None:
        return None
    return {
        "dated_on": reading.dated_on.isoformat(),
        "overlapping": [_right_json(right) for right in reading.overlapping],
        "of_applicant": [_right_json(right) for right in reading.of_applicant],
        "own": _right_json(reading.own) if reading.own else None,
        "own_capacity": _quantity_json(reading.own_capacity),
        "own_size_class": plain(reading.own_size_class),
        "own_outside_m2": reading.own_outside_m2,
        "own_outside_widest_m": reading.own_outside_widest_m,
        "own_ground_m2": reading.own_ground_m2,
        "own_outside_height_m": reading.own_outside_height_m,
        "block_holders": {block: list(names) for block, names in reading.block_holders.items()},
        "is_demo": reading.is_demo,
    }


def _quantity_json(quantity: Quantity | None) -> dict[str, str] | None:
    return {"value": str(quantity.value), "unit": quantity.unit} if quantity else None


def _right_json(right: ExistingRight) -> dict[str, Any]:
    return {
        "number": right.number,
        "kind": right.kind.value,
        "name": right.name,
        "holder": right.holder,
        "mineral": right.mineral.code,
        "other_minerals": [one.code for one in right.other_minerals],
        "status": right.status.value,
        "valid_from": plain(right.valid_from),
        "valid_to": plain(right.valid_to),
        "overlap_m2": right.overlap_m2,
        "share": right.share,
        "way": right.way,
        "depth_overlap_m": plain(right.depth_overlap_m),
        "depth_is_known": right.depth_is_known,
        "revoked_on": plain(right.revoked_on),
        "method": plain(right.method),
        "is_demo": right.is_demo,
        "widest_m": right.widest_m,
    }
