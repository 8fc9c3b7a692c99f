# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a file is a receipt at all, part by part. 回执格式核对（纯）。

A receipt comes from anywhere, so that what is no receipt must be refused in words, with the
part that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kuangtu.conformity.errors import ReceiptUnreadable
from kuangtu.conformity.receipts import FORMAT
from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text

Record = Mapping[str, Any]

PARTS: Mapping[str, type | tuple[type, ...]] = {
    "product": Mapping,
    "judged_on": str,
    "county": str,
    "inputs": Mapping,
    "application": Mapping,
    "tolerances": Mapping,
    "folders": list,
    "rules": list,
    "layers": list,
    "rights": (Mapping, type(None)),
    "accounts": list,
    "findings": list,
    "conclusion": str,
    "conclusion_code": str,
    "not_coded": list,
    "not_applied": list,
    "is_demo": bool,
}
WRONG = Text("回执的“{part}”缺少或不是应有的类型", "“{part}” is missing or of another type")
NOT_AS_WRITTEN = Text(
    "回执的“{part}”不合格式：{why}", "“{part}” is not as a receipt writes it: {why}"
)


def receipt_in(exported: Record) -> tuple[Record, str]:
    """The receipt of an exported file, with the hash of what it says. 回执及其散列。

    Raises: ReceiptUnreadable with every part that is missing or of another type.
    """
    receipt = exported.get("receipt")
    if not isinstance(receipt, Mapping) or receipt.get("format") != FORMAT:
        raise ReceiptUnreadable
    wrong = [part for part, kind in PARTS.items() if not _is_of(receipt, part, kind)]
    if wrong:
        raise ReceiptUnreadable([_problem(part, WRONG.format(part=part)) for part in wrong])
    with part_of_receipt("receipt"):
        return receipt, sha256_of(receipt)


def _is_of(receipt: Record, part: str, kind: type | tuple[type, ...]) -> bool:
    return part in receipt and isinstance(receipt[part], kind)


@contextmanager
def part_of_receipt(part: str) -> Iterator[None]:
    """What cannot be read back in this part makes the file no receipt.

    Raises: ReceiptUnreadable with the part and the reason.
    """
    try:
        yield
    except (AttributeError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        why = f"{type(error).__name__}: {error}"
        problem = _problem(part, NOT_AS_WRITTEN.format(part=part, why=why))
        raise ReceiptUnreadable([problem]) from error


def _problem(part: str, text: Text) -> Problem:
    return Problem(ReceiptUnreadable.code, text, Place(field=part))
