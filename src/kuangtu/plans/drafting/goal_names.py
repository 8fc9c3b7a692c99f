# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a row of a table of goals is called, without its unit. 指标的名称。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.pages import Taken
from kuangtu.plans.drafting.words import STROKE, UNIT_WORDS, is_unit

BRACKETED = re.compile(r"[（(]([^（）()]*)[)）]")
COMMAS = re.compile(r"[，,、；;]")
OF_WHICH = re.compile(r"^(?:其\s*中)\s*[：:，,]?\s*")
# Of what a table is whose rows are only minerals.
QUANTITY = re.compile(
    r"(?:年)?(?:产量|开采量|开采总量|采矿权数量?|矿山数量?)|新增(?:查明)?资源(?:储)?量|"
    r"[一-鿿]{2}(?:回采|回收)率|综合利用率"
)


@dataclass(frozen=True, slots=True)
class RowName:
    """A row's name as a goal's: of what whole it is a part, and its unit. 行名。"""

    words: str
    unit: str = ""
    whole: str = ""

    @property
    def full(self) -> str:
        return f"{self.whole}：{self.words}" if self.whole else self.words


def row_name(printed: str, before: RowName | None, unit: str) -> RowName:
    """The name of a row below another one: 其中：煤, and 石膏 after it, are parts of a whole.

    >>> whole = row_name("矿石产量（万吨）", None, "")
    >>> whole.full, whole.unit
    ('矿石产量', '万吨')
    >>> part = row_name("其中：煤（万吨）", whole, "")
    >>> part.full, row_name("石膏（万吨）", part, "").full, row_name("绿色矿山/座", part, "").full
    ('矿石产量：煤', '矿石产量：石膏', '绿色矿山')
    """
    bare, own = without_unit(printed)
    part = OF_WHICH.sub("", bare)
    if before is None or not part:
        return RowName(bare, own or unit)
    whole = before.whole or before.words
    if part != bare:
        return RowName(part, own or unit, whole)
    is_next = before.whole and before.unit == (own or unit) and names.taken(part, "").value
    return RowName(bare, own or unit, whole if is_next else "")


def without_unit(printed: str) -> tuple[str, str]:
    """The name and the unit that stands in it.

    >>> without_unit("修复面积（公顷，五年累计）"), without_unit("绿色矿山/座")
    (('修复面积（五年累计）', '公顷'), ('绿色矿山', '座'))
    >>> without_unit("新增萤石资源量（CaF2，五年累计）"), without_unit("煤（地下/露天）")
    (('新增萤石资源量（CaF2，五年累计）', ''), ('煤（地下/露天）', ''))
    """
    for found in BRACKETED.finditer(printed):
        parts = [one.strip() for one in COMMAS.split(found[1])]
        unit = next((one for one in map(_unit_of, parts) if one), "")
        if unit:
            left = "，".join(one for one in parts if _unit_of(one) != unit)
            inside = f"（{left}）" if left else ""
            return (printed[: found.start()] + inside + printed[found.end() :]).strip(), unit
    for found in STROKE.finditer(printed):
        if is_unit(printed[found.end() :].strip()):
            return printed[: found.start()].strip(), printed[found.end() :].strip()
    return printed, ""


def _unit_of(words: str) -> str:
    told = UNIT_WORDS.search(words)
    unit = told[1] if told else words
    return unit if is_unit(unit) else ""


def name_of(
    row: RowName, taken: Taken, *, about: str, caption: str, is_mineral: bool, is_one_of: bool
) -> Taken:
    """The name of one target: that of the row, after what column or caption says it is of."""
    words = row.full
    if is_mineral and not row.whole:
        found = None if about else QUANTITY.search(caption)
        of = about or (found[0] if found else "")
        words = f"{of}：{row.words}" if of else row.words
    elif about and is_one_of:
        words = f"{about}：{row.full}"
    return Taken(words, taken.reason, taken.place, taken.printed)
