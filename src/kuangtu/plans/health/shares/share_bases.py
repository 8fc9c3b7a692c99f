# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The amounts that a share may be a share in. 占比之分母。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.codes.minerals import are_minerals
from kuangtu.plans.health.reading.amounts import (
    COUNTED,
    YEAR,
    Amount,
    amount_of,
    amounts_in,
    cells_in,
    core_of,
    measure_of,
    together,
)
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.parts import divisions_in
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.shares.rows_before import (
    all_of_its_row,
    first_of_row,
    has_a_share,
    told_behind,
)
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_names import (
    is_exactly,
    is_named,
    is_short_for,
    may_hold,
)
from kuangtu.plans.health.shares.share_parts import (
    TOTAL,
    around,
    is_so_measured,
    label_before,
)

OUTSIDE = re.compile("全国|全疆|全省|全区|全州|全市|自治区|世界|亚洲|全球")
OWN_AREA = re.compile(
    "(?=.*(?:[县市区州旗盟域]|国土|土地|幅员))(?:全县|全市|全区|全州|全旗|全盟|全域|县域|市域|旗域|县境|区域|行政区域?|辖区|国土|土地|幅员|规划区|总)*(?:的?总?面积)?的?"
)
TABLE = re.compile(r"(?:专栏|附?表)\s*\d+(?:-\d+)?")
NUMBER_OF_A_POINT = re.compile(r"\d+$")  # 三(二)1 and 三(二)2 are points of one part
AMONG = re.compile(r"[^，。;\d其]{1,10}(?:中(?!型)|里)")


@dataclass(frozen=True, slots=True)
class Bases:
    """Those that the words compel; those that they make likely; those that they allow."""

    told: tuple[Amount, ...]
    allowed: tuple[Amount, ...] = ()
    likely: tuple[Amount, ...] = ()


def bases_of(case: Case, claim: Claim, part: Amount, last: Amount | None) -> Bases:
    """`last` is the base of the share that was told before in the paragraph."""
    if several := claim.base_figures:
        bases = [amount_of(one, claim.sentence) for one in several]
        return Bases(tuple(one for one in bases if is_so_measured(one, claim.base)))
    if (figure := claim.base_figure) is not None:
        return Bases((amount_of(figure, claim.sentence),))
    words = claim.base.replace(case.county_name or "!", "")
    if part.dimension is Dimension.AREA and words and OWN_AREA.fullmatch(words):
        known = case.county_area
        told = () if known is None else (amount_of(known[0], known[1]),)
        return Bases(told, tuple(_paragraph(case, claim, part)))
    is_elsewhere = OUTSIDE.search(words.replace(case.own_level or "!", ""))
    if is_elsewhere:
        return Bases(tuple(_of_the_region(case, claim, part)))
    if not core_of(words) and not measure_of(words):
        return _unnamed(case, claim, part, last)
    return _named(case, claim, part, words)


def _of_the_region(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """四川省已发现矿产136种，某县矿种数相当于全省的: what the sentence tells of the region."""
    for one in (*around(case, claim), *told_behind(case, claim, part)):
        is_larger = _may_be(one, part) and one.amount > part.amount
        is_here = one.sentence is claim.sentence
        if is_larger and is_here and re.search("[省州市盟国]|自治区", one.name[:6]):
            yield one


def _named(case: Case, claim: Claim, part: Amount, words: str) -> Bases:
    """The nearest amounts that are of exactly what the words name, else those that may be."""
    paragraph = list(_paragraph(case, claim, part))
    if exact := [one for one in paragraph if is_exactly(words, one)]:
        return Bases(tuple(reversed(exact)), tuple(paragraph))
    allowed = [*paragraph, *_loosely_named(case, part, words), *_totals(case, claim, part)]
    if part.dimension is Dimension.AREA and case.county_area is not None:
        allowed.append(amount_of(*case.county_area))
    if re.search("该|此", words):
        return Bases(tuple(_of_named_rows(case, claim, part, words)), tuple(allowed))
    named = next((one for one in _by_name(case, claim, part, words) if one), [])
    near = next((one for one in _by_nearness(case, claim, part, words) if one), [])
    return Bases(tuple(named), tuple(allowed), () if named else tuple(near))


def _by_name(case: Case, claim: Claim, part: Amount, words: str) -> Iterator[list[Amount]]:
    """Amounts of that very name outside the paragraph, the nearest first."""
    if part.cell is not None and part.is_total:
        yield list(_wholes_of_cell(case, part))
    if not core_of(words):
        yield list(_of_named_rows(case, claim, part, words))
    cells = [one for one in cells_in(case) if _may_be(one, part) and is_named(words, one)]
    cells = _of_the_year(cells, _years(case, claim, words))
    if not core_of(words):
        near = {id(one) for one in _totals(case, claim, part)}
        cells = [one for one in cells if id(one) in near]
    yield [
        *(one for one in _clause(case, claim, part) if may_hold(words, one, part)),
        *(one for one in cells if one.amount > part.amount),
    ]
    every = [one for one in amounts_in(case) if _may_be(one, part)]
    yield [one for one in every if may_hold(words, one, part)]


def _by_nearness(case: Case, claim: Claim, part: Amount, words: str) -> Iterator[list[Amount]]:
    """Larger amounts that the words may mean: by part of the name, as a total, as the only one."""
    if not core_of(words):
        yield list(_totals_of_its_column(case, claim, part, measure_of(words).removeprefix("总")))
    paragraph = list(_paragraph(case, claim, part))
    larger = [one for one in reversed(paragraph) if one.amount >= part.amount]
    clause = [one for one in _clause(case, claim, part) if one.amount >= part.amount]
    named = [one for one in (*larger, *clause) if is_named(words, one)]
    yield [one for one in named if core_of(words) or TOTAL.search(label_before(one))]
    if "总" in words:
        yield [one for one in larger if TOTAL.search(label_before(one))]
    yield [one for one in amounts_in(case) if _may_be(one, part) and is_short_for(one, words)]
    noun = core_of(words)[-2:]
    if len(noun) == 2:
        here = [one for one in larger if one.sentence is claim.sentence and one.unit == part.unit]
        yield [one for one in here if noun in one.name[-8:]]
    here = [one for one in paragraph if is_named(words, one)]
    everywhere = (*paragraph, *_everywhere(case, part))
    yield here if len(here) == 1 else []
    yield _only_one(words, [one for one in everywhere if is_named(words, one)])
    if words.startswith(("全", "总")):
        here = [one for one in larger if _is_alone(claim, part, one)]
        yield here if len(here) == 1 else []
    if not core_of(words):
        yield [one for one in _totals(case, claim, part) if one.amount >= part.amount]


def _everywhere(case: Case, part: Amount) -> Iterator[Amount]:
    for one in (*amounts_in(case), *cells_in(case)):
        if _may_be(one, part) and (one.cell is None or not one.is_total):
            yield one


def _only_one(words: str, found: list[Amount]) -> list[Amount]:
    """What bears the name, if all that bear it are one amount: then the part is more than it."""
    measure = measure_of(words)
    found = [one for one in found if measure in one.name.rsplit("|", 1)[0]]
    found = found if measure else [one for one in found if is_exactly(words, one)]
    return found[:1] if len({one.amount for one in found}) == 1 else []


def _of_named_rows(case: Case, claim: Claim, part: Amount, words: str) -> Iterator[Amount]:
    """建筑用凝灰岩…圈定资源量7810万立方米，为全县保有资源量的: of the row that is spoken of."""
    head = claim.sentence.text[: claim.share.start]
    for one in cells_in(case):
        if not _may_be(one, part) or one.is_total or one.amount <= part.amount:
            continue
        row, column = one.name.split("|")[:2]
        if len(core_of(row)) >= 2 and core_of(row) in head and measure_of(words) in column:
            yield one


def _years(case: Case, claim: Claim, words: str) -> list[str]:
    told = YEAR.findall(words) or YEAR.findall(claim.sentence.text[: claim.share.start])[-1:]
    return told or [str(case.base_year)]


def _of_the_year(cells: list[Amount], years: Sequence[str]) -> list[Amount]:
    return [one for one in cells if one.year in years] or [one for one in cells if not one.year]


def _loosely_named(case: Case, part: Amount, words: str) -> Iterator[Amount]:
    """Any amount whose words have those of the base in their order, told anywhere."""
    core = core_of(words)
    for one in (*amounts_in(case), *cells_in(case)):
        if not _may_be(one, part) or len(core) < 2:
            continue
        own = core_of(one.name)
        if is_subsequence(core, one.name) or (len(own) >= 3 and own in core):
            yield one


def _may_be(one: Amount, part: Amount) -> bool:
    """Of the same unit, and not the very same printed number."""
    if one.dimension is not part.dimension or _is_kind_of_another(one, part):
        return False
    return one.cell is not part.cell if one.cell is not None else one.figure is not part.figure


def _is_kind_of_another(one: Amount, part: Amount) -> bool:
    """12种 are no part of 7类."""
    units = {each.figure.unit for each in (one, part) if each.figure is not None}
    return one.dimension is Dimension.KINDS and len(units) == 2


def _paragraph(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """What the paragraph tells up to the share, the part's own siblings left out."""
    siblings = siblings_of(case, part)
    for one in around(case, claim):
        named = part.name.rpartition("中")[0]  # 工业增加值中采矿业: of the 工业增加值 before it
        is_within = bool(named) and one.name.endswith(named)
        if _may_be(one, part) and (is_within or id(one.figure) not in siblings):
            yield one


def _clause(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    for one in amounts_in(case):
        other = one.sentence
        if other is None or other.clause != claim.sentence.clause:
            continue
        if _may_be(one, part) and other.paragraph != claim.sentence.paragraph:
            yield one


def siblings_of(case: Case, part: Amount) -> set[int]:
    """The figures that divide one whole together with the part."""
    return {
        id(other.figure)
        for one in divisions_in(case)
        if any(each.figure is part.figure for each in one.parts)
        for other in one.parts
    }


def _totals(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """The totals of the tables that stand in the clause or are named in the paragraph."""
    texts = [one.text for one in case.sentences if one.paragraph == claim.sentence.paragraph]
    named = {re.sub(r"\s", "", found) for text in texts for found in TABLE.findall(text)}
    for one in cells_in(case):
        table = one.cell.table if one.cell is not None else None
        if table is None or not one.is_total or one.dimension is not part.dimension:
            continue
        if table.clause == claim.sentence.clause or table.name.replace(" ", "") in named:
            yield one


def _unnamed(case: Case, claim: Claim, part: Amount, last: Amount | None) -> Bases:
    told = [last] if last is not None and last.dimension is part.dimension else []
    beside = list(_paragraph(case, claim, part))
    told += all_of_its_row(case, claim, part, beside) or list(_wholes(case, claim, part))
    told += first_of_row(case, claim, part)
    likely = list(_of_its_kind(case, claim, part)) if claim.base else []
    likely = likely or list(_wholes_of_twins(case, part))
    paragraph = [one for one in beside if one.amount >= part.amount]
    like = [one for one in paragraph if one.unit == part.unit and one.sentence is claim.sentence]
    if not likely:
        larger = [one for one in paragraph if _is_alone(claim, part, one)]
        same_year = [one for one in larger if one.year and one.year == part.year]
        likely = next((one for one in (larger, same_year) if len(one) == 1), [])
    if not likely and "总" in claim.base:
        here = [one for one in paragraph if one.sentence is claim.sentence]
        likely = [max(here, key=lambda one: one.amount)] if here else []
    if not likely and part.dimension is Dimension.AREA and case.county_area is not None:
        likely = [amount_of(*case.county_area)]
    behind = told_behind(case, claim, part)
    likely = likely or behind[: len(behind) == 1]
    allowed = [*paragraph, *behind, *_totals(case, claim, part), *_all_siblings(case, part)]
    if like:
        allowed.append(together([part, *like]))
    if part.dimension is Dimension.AREA and case.county_area is not None:
        allowed.append(amount_of(*case.county_area))
    return Bases(tuple(told), tuple(allowed), tuple(likely))


def _is_alone(claim: Claim, part: Amount, one: Amount) -> bool:
    """A larger amount of the sentence that is no part itself."""
    is_like = one.unit == part.unit or one.dimension not in COUNTED
    return one.sentence is claim.sentence and is_like and not has_a_share(one)


def _wholes(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """What was divided into the part and others, or what the part is said to be among."""
    for division in divisions_in(case):
        if any(each.figure is part.figure for each in division.parts):
            yield amount_of(division.whole, division.whole_sentence)
    for one in around(case, claim):
        if one.sentence is claim.sentence and _may_be(one, part) and _is_among(part, one):
            yield one
    if part.cell is not None:
        yield from _wholes_of_cell(case, part)


def _is_among(part: Amount, whole: Amount) -> bool:
    """41个采矿权里小型矿山占到25个; 34个，其中大型3个."""
    if part.figure is None or whole.figure is None or part.sentence is not whole.sentence:
        return False
    between = whole.sentence.text[whole.figure.end : part.figure.start] if whole.sentence else ""
    return bool(AMONG.match(between) or re.match("[^，。;]*[，。;(]?其中", between))


WHOLE_HEAD = re.compile(
    "生产总值|小计|合计|总计|共计|总数|总投资|总量|采矿权数|矿山数|^采矿权|^矿山|^计$"
)


def _wholes_of_cell(case: Case, part: Amount) -> Iterator[Amount]:
    """The total of its column, or of its row where it is a total itself."""
    for one in cells_in(case):
        if one.cell is None or part.cell is None or one.cell.table is not part.cell.table:
            continue
        head = one.name.split("|")[1]
        is_row = one.cell.row == part.cell.row and one.cell is not part.cell
        own = part.name.split("|")[1]
        is_sized = own.startswith(("大型", "中型", "小型"))
        is_column = one.is_total and not part.is_total and head == own and not is_sized
        is_whole = is_row and WHOLE_HEAD.search(head) and one.dimension is part.dimension
        if is_column or is_whole:
            yield one


def _of_its_kind(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """苍源市锡金属保有量63万吨，相当于全州的四分之三: of 锡金属保有量 of all."""
    core = core_of(part.name)
    for one in amounts_in(case):
        own = core_of(one.name)
        is_larger = _may_be(one, part) and one.amount > part.amount
        is_near = one.sentence is not None and one.sentence.paragraph == claim.sentence.paragraph
        is_kind = core.endswith(own) and (bool(own) or (is_near and not core))
        is_kind |= is_near and len(own) > 1 and own in core and are_minerals(own)  # 某石墨矿床
        if is_larger and is_kind and measure_of(one.name) == measure_of(part.name):
            yield one
    for one in cells_in(case):  # 保有金33120千克，占全县的: the row 金 of a table
        is_larger = _may_be(one, part) and one.amount > part.amount and not one.is_total
        row, column = one.name.split("|")[:2]
        measure = measure_of(column).removesuffix("量")
        if is_larger and core and core_of(row) == core and measure and measure in part.name:
            yield one


def _wholes_of_twins(case: Case, part: Amount) -> Iterator[Amount]:
    """小型矿山144个: a table has 144 under 小型, so its whole is there."""
    name = core_of(part.name)
    for one in cells_in(case):
        if one.amount != part.amount or one.dimension is not part.dimension or part.cell:
            continue
        row, head = (core_of(words) for words in one.name.split("|")[:2])
        if (len(row) >= 2 and row in name) or (len(head) >= 2 and head[-2:] in name):
            yield from _wholes_of_cell(case, one)


def _totals_of_its_column(case: Case, claim: Claim, part: Amount, measure: str) -> Iterator[Amount]:
    """产值34400万元，占总产值的31.7%: of all in the column 产值 of the part, that has 34400."""
    for one in cells_in(case):
        if one.cell is None or one.is_total or not measure or part.cell is not None:
            continue
        is_it = one.amount == part.amount and one.dimension is part.dimension
        if is_it and measure in one.name.split("|")[1]:
            clauses = {
                NUMBER_OF_A_POINT.sub("", clause)
                for clause in (one.cell.table.clause, claim.sentence.clause)
            }
            yield from _wholes_of_cell(case, one) if len(clauses) == 1 else ()


def _all_siblings(case: Case, part: Amount) -> Iterator[Amount]:
    """The parts together, where their whole may not be told at all."""
    for one in divisions_in(case):
        if any(each.figure is part.figure for each in one.parts):
            made = [amount_of(each.figure, each.sentence) for each in one.parts]
            yield together(made)


def is_sensible(base: Amount) -> bool:
    return base.low > Decimal(0)
