# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A review without what its reader may not know. 按密级略去（纯）。

A review reads every layer, whatever its security, and its outcomes stand for everybody. Of a
layer that the reader may not see, the words go: features, figures, dates, who must consent. Rule,
clause and outcome stay. The receipt itself is never changed; what leaves here is a copy of it, and
says so (decision 0016).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kuangtu.conformity.rules.readings import LAYER_PARAMETER, NEIGHBORS_PARAMETER
from kuangtu.conformity.types import Outcome
from kuangtu.core.text import Text

Record = Mapping[str, Any]

LAYER_PARAMETERS = (LAYER_PARAMETER, NEIGHBORS_PARAMETER)
FINDING = Text(
    "本项依据不对您公开的图层得出，结论为“{outcome}”；要素、数值和位置已略去，由有权限的人员查阅、办理",
    "This rests on a layer that is not open to you; the outcome is “{outcome}”. Features, figures "
    "and places are left out: an officer who may see them reads and handles it",
)
NEEDS = Text(
    "由有权限的人员（审查或管理角色）查阅全文后办理",
    "An officer who may see it (role reviewer or administrator) must read the whole and act",
)
OF_A_REVIEW = Text(
    "部分内容按您的权限略去：依据不对您公开的图层的意见只列规则、依据和结论，这些图层的读数和版本不列。结论依据全部图层得出。",
    "Parts are withheld from you: findings that rest on layers not open to you give the rule, "
    "the clause and the outcome alone, and what those layers said is left out. "
    "The conclusion rests on every layer.",
)
OF_A_RECEIPT = OF_A_REVIEW + Text(
    "所示不是回执全文；散列属于回执全文，不能用所示内容重算，须由有权限的人员按回执编号核对。",
    " What is shown is not the whole receipt: the hash is that of the whole and cannot be computed "
    "from what is shown. An officer who may see the whole checks it by the receipt's number.",
)


def editions_read(record: Record) -> set[tuple[str, int]]:
    """Every edition that a review read, by layer and number."""
    read = [*record["layers"], *(one for found in record["findings"] for one in found["layers"])]
    return {(one["layer"], one["edition"]["number"]) for one in read if one["edition"]}


def withheld(record: Record, hidden: frozenset[str]) -> Record:
    """The record without what it tells of hidden layers; itself if none is hidden. 略去。

    `withheld` marks the copy, and each finding whose words are not its own.
    """
    if not hidden:
        return record
    of_rules = {one["code"]: _layers_named(one) for one in record["rules"]}
    return {
        **record,
        "withheld": True,
        "layers": [one for one in record["layers"] if one["layer"] not in hidden],
        "rights": _without_blocks(record["rights"], hidden),
        "findings": [
            _withheld_finding(one) if _tells(one, of_rules, hidden) else one
            for one in record["findings"]
        ],
    }


def is_withheld(record: Record) -> bool:
    """Whether parts were left out of a record, or of one of its findings."""
    return record.get("withheld") is True


def note_of(record: Record, *, is_kept: bool) -> Text | None:
    """What a reader must be told of a record with parts withheld; None of a whole one."""
    if not is_withheld(record):
        return None
    return OF_A_RECEIPT if is_kept else OF_A_REVIEW


def _layers_named(rule: Record) -> set[str]:
    return {str(one["value"]) for one in rule["parameters"] if one["name"] in LAYER_PARAMETERS}


def _tells(finding: Record, of_rules: Mapping[str, set[str]], hidden: frozenset[str]) -> bool:
    """Whether a finding may tell something of a hidden layer.

    One that lists no layer and measured nothing ended before any layer was looked at, or holds
    no name and no figure: every name and number of a sentence is among what was measured.
    """
    listed = {one["layer"] for one in finding["layers"]}
    if not listed and not finding["measured"]:
        return False
    return bool((listed | of_rules.get(finding["rule"], set())) & hidden)


def _withheld_finding(finding: Record) -> Record:
    outcome = Outcome(finding["outcome"])
    return {
        **finding,
        "message": FINDING.format(outcome=outcome.label).as_json(),
        "measured": {},
        "needs": NEEDS.as_json() if finding["needs"] else None,
        "layers": [],
        "withheld": True,
    }


def _without_blocks(rights: Record | None, hidden: frozenset[str]) -> Record | None:
    """The ledger's reading without who mines in the blocks of a hidden layer."""
    if rights is None:
        return None
    holders = rights["block_holders"]
    kept = {block: one for block, one in holders.items() if block.split("/")[0] not in hidden}
    return {**rights, "block_holders": kept}
