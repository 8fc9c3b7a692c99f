# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The digits of a table's cell with another unit: 562亩 for 562公顷. 单位笔误。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import (
    Context,
    context_of,
    is_in_row,
    names_of_row,
    names_of_rows,
)
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.reading.slips import count_of_digits
from kuangtu.plans.health.reading.told import pairs_of, population_of
from kuangtu.plans.health.types import Finding, Kind

MEASURED = {Dimension.AREA, Dimension.MASS, Dimension.MONEY, Dimension.VOLUME, Dimension.LENGTH}
TAKEN_FOR_EACH_OTHER = {Dimension.MASS, Dimension.VOLUME}
LONG = 5  # signs of a name that says much without its 面积
MANY = 4  # digits that are not the same by chance


def figures_keep_the_unit_of_their_cell(case: Case) -> Iterator[Finding]:
    """面积562亩, where the table of these works has 562 below 公顷."""
    population, names = population_of(case), names_of_rows(case)
    by_number: dict[Decimal | None, list[Entry]] = defaultdict(list)
    by_amount: dict[Decimal, list[Entry]] = defaultdict(list)
    for entry in population.entries:
        by_number[entry.number].append(entry)
        if entry.dimension in TAKEN_FOR_EACH_OTHER:
            by_amount[entry.amount].append(entry)
    for one in population.stated:
        figure = one.figure
        if figure.dimension not in MEASURED or figure.upper is not None:
            continue
        alike = by_number.get(figure.value, [])
        if figure.dimension in TAKEN_FOR_EACH_OTHER:  # 2.15亿立方米, where the row has 21500万吨
            alike = alike or by_amount.get(figure.amount, [])
        alike = [entry for entry in alike if _may_be_taken_for(one, entry.dimension)]
        context = context_of(case, one) if alike else None
        own = [entry for entry in alike if context and _is_of_the_goal(context, entry)]
        if own and not any(_has_the_unit(one, entry) for entry in own):
            yield _finding(one, own[0])
            continue
        if any(_has_the_unit(one, entry) for entry in alike) or is_borne_out(case, one):
            continue
        for entry in alike:
            if context is not None and _is_of(context, entry, names):
                yield _finding(one, entry)
                break


WATER = re.compile("矿泉水|地热|温泉")  # told by volume, or as so many tonnes


def _may_be_taken_for(one: Stated, other: Dimension) -> bool:
    """亩 for 公顷, 立方米 for 吨 of anything but water; nobody writes tonnes for an area."""
    own = one.figure.dimension
    is_taken = {own, other} <= TAKEN_FOR_EACH_OTHER and not WATER.search(one.label)
    return own is other or is_taken


def _has_the_unit(one: Stated, entry: Entry) -> bool:
    is_rate = not one.figure.rate or not entry.rate or one.figure.rate == entry.rate
    return entry.amount == one.figure.amount and entry.dimension is one.figure.dimension and is_rate


def _is_of_the_goal(context: Context, entry: Entry) -> bool:
    """完成矿山生态修复240公顷, where the row 矿山生态修复面积 has 240 of 亩 for that year."""
    is_row = any(
        len(word) >= LONG and word.removesuffix("面积") in context.said
        for word in names_of_row(entry)
    )
    return is_row and bool(entry.year) and entry.year == context.one.year


ROW_OF_OUTPUT = re.compile("(?P<name>[一-鿿]{1,8}?)(?:矿石?)?年?(?:开采量|产量)")


def _is_brought_out(context: Context, entry: Entry) -> bool:
    """产煤986亿吨, where the row 煤年开采量 has 986 of 万吨."""
    found = [ROW_OF_OUTPUT.fullmatch(word) for word in names_of_row(entry)]
    names = {one["name"] for one in found if one is not None}
    return context.one.label in {
        f"{verb}{name}" for verb in ("产", "生产", "开采") for name in names
    }


def _is_of(context: Context, entry: Entry, names: dict[str, frozenset[str]]) -> bool:
    """The more digits are the same, the fewer words are asked for."""
    if _is_brought_out(context, entry):
        return True
    own, told = (set(MINERAL.findall(one)) for one in (context.one.label, "，".join(entry.row)))
    if own and told and not own & told:
        return False  # 珍珠岩4万吨、玄武岩128万立方米 beside the 128.0 of another mineral
    digits = count_of_digits(context.one.figure.value)
    row = pairs_of("，".join(entry.row)) if not entry.is_total else frozenset()
    head = pairs_of(re.sub(r"\(.*?\)", "", entry.head))
    caption = pairs_of(entry.cell.table.caption)
    if digits >= MANY:
        return bool((row | head | caption) & context.wide)
    is_row = any(word in context.said for word in names_of_row(entry))
    is_below = bool(head & context.near) or (
        bool(context.one.figure.rate and entry.rate) and len(caption & context.over) > 1
    )
    if digits >= MANY - 1:
        return (is_row and not entry.is_total) or (
            is_below and is_in_row(context, entry, names[entry.cell.table.name])
        )
    is_all = entry.is_total and bool(head) and head <= context.near
    return (is_row or is_all) and is_below


def _finding(one: Stated, entry: Entry) -> Finding:
    figure = one.figure
    right = f"{entry.cell.text.strip()}{entry.unit}{entry.rate}"
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        "文中 {printed}，{table}同一项为 {right}：单位不同",
        "the text has {printed}, {table} has {right} of the same thing: another unit",
        [one.sentence.reading(figure), entry.cell.reading],
        right,
        printed=f"{figure.printed}{figure.rate}",
        table=entry.cell.table.name,
        right=right,
    )
