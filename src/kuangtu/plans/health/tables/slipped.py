# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A number that stands nowhere else, a slip away from one of the same thing. 数字与单位的笔误。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import (
    Context,
    context_of,
    is_at_the_table,
    is_in_row,
    names_of_row,
    names_of_rows,
    names_the_table,
)
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.quantities import Dimension, plain
from kuangtu.plans.health.reading.runs import sums_of_runs
from kuangtu.plans.health.reading.sameness import MINERAL, is_of_some_kinds
from kuangtu.plans.health.reading.slips import (
    Slip,
    Slips,
    count_of_digits,
    is_point_moved,
    is_turned,
    slip_between,
)
from kuangtu.plans.health.reading.told import Population, pairs_of, population_of
from kuangtu.plans.health.tables.figure_and_cell import is_of_another_measure, other_than_cell
from kuangtu.plans.health.types import Finding, Kind

NEVER = {Dimension.POINTS, Dimension.TIMES}
MUCH = 5  # pairs of signs that only clauses of one thing share
PRESENT = re.compile("^(?!.*(?:目标|指标|规划|计划)).*(?:现状|基本情况|利用情况|生产情况)")
ALL_OF = re.compile("[^，。;]*(?:全部|合计|共计|总计|共)")
TOTAL_OF = re.compile("总([一-鿿]{2,4})$")
LEFT = re.compile(
    "扣除|剔除|实际覆盖|不重复|尚[有余存未]|[剩余]余|余下|仍有|还[有留]|未治理|未修复|未完成|未处置|待[治修处整]|欠账"
)
SHORT = re.compile("(?<=..)[镇乡村矿]$|矿山$")
LONG_SHARE = 3  # digits: 58% and 85% are any two shares
LONG_NUMBER = 3  # digits that say something, of two that nothing else bears out
ROW = 3  # so many figures do not add up to another by chance
OF_A_REST = re.compile("(?:其余|余下|剩余|剩下)的?$")  # 承担其余150.0公顷
COME_TO = re.compile("[增升提扩降减压]加?[至到]$")
USED_UP = re.compile("[三四五六]年(?:间|来|内)?(?:共|累计)?(?:动用|消耗|采出)$")
SPAN = re.compile(r"20\d\d")
Place = tuple[str, Dimension]  # table and dimension of a column


def figures_are_no_slips_of_cells(case: Case) -> Iterator[Finding]:
    """采矿业增加值15.49亿元, of which the table has 14.59 and nothing else 15.49."""
    population = population_of(case)
    names = names_of_rows(case)
    heads = {(entry.cell.table.name, entry.dimension, entry.head) for entry in population.entries}
    columns = Counter((name, dimension) for name, dimension, _ in heads)
    slips = Slips([(entry.dimension, entry.amount) for entry in population.entries])
    for context in _alone(case, population):
        for number in slips.near(context.one.figure):
            entry = population.entries[number]
            slip = _slip_of(context.one, entry)
            told = names[entry.cell.table.name]
            if slip and _is_of_cell(context, entry, told, columns, slip):
                if not _is_of_rows_together(context, entry, population):
                    yield _finding(context.one, entry)
                break


def _is_of_rows_together(context: Context, entry: Entry, population: Population) -> bool:
    """大垌、罗溪、麻岭3个乡共有8个，产值12800万元: what the rows named have together."""
    before = re.split("[。;]", context.one.sentence.text[: context.one.figure.start])[-1]
    amounts = [
        other.amount
        for other in population.entries
        if other.cell.table is entry.cell.table
        and other.head == entry.head
        and not other.is_total
        and any(word in before or SHORT.sub("", word) in before for word in names_of_row(other))
    ]
    if entry.is_total and _is_total_but_one(context, entry, population):
        return True
    if _is_of_cells_together(context, entry, population):
        return True
    return len(amounts) > 1 and sum(amounts) == context.one.figure.amount


def _is_of_cells_together(context: Context, entry: Entry, population: Population) -> bool:
    """探明与控制资源量合计9200万吨, where the row has 3200, 6000 and 9800: two cells of it."""
    cells = [
        other.amount
        for other in population.entries
        if other.cell.table is entry.cell.table
        and other.cell.row == entry.cell.row
        and other.dimension is entry.dimension
    ]
    return context.one.figure.amount in sums_of_runs(cells)


ALL_BUT = re.compile("固体|另有|此外|不含|不包括|除[^，。]{1,12}外|其余")
OUTSIDE = re.compile("另有[^，。;\\d]{0,8}$")


def _is_total_but_one(context: Context, entry: Entry, population: Population) -> bool:
    """固体矿石2002.5万吨，另有矿泉水6.0万吨, of a total of 2008.5: all but one row.

    Or with what the table leaves out: 1486万吨, where 另有3万吨 is not in the total of 1483.
    """
    rest = entry.amount - context.one.figure.amount
    is_left_out = any(
        other.figure.amount == -rest and OUTSIDE.search(other.sentence.text[: other.figure.start])
        for other in population.stated
        if other.figure.dimension is entry.dimension
    )
    return is_left_out or any(
        other.amount == rest
        and (
            ALL_BUT.search(context.one.sentence.text)
            or any(word in context.one.sentence.text for word in names_of_row(other))
        )
        for other in population.entries
        if other.cell.table is entry.cell.table and other.head == entry.head
    )


def _alone(case: Case, population: Population) -> Iterator[Context]:
    """The figures that stand nowhere else and that no others bear out."""
    for one in population.stated:
        if not _may_slip(one) or population.has_another(one) or is_borne_out(case, one):
            continue
        if (one.figure.dimension, one.figure.amount) in population.class_sums:
            continue
        if not _is_part_of_what_is_told(one, population):
            yield context_of(case, one)


def _is_part_of_what_is_told(one: Stated, population: Population) -> bool:
    """中央2600、自治区1800、县700、社会1100万元: the 6200万元 of a table or another sentence."""
    figures = [
        other
        for other in one.sentence.figures
        if other.dimension is one.figure.dimension and not other.is_in_words
    ]
    if one.figure not in figures:
        return False
    at = figures.index(one.figure)
    edges = list(accumulate((other.amount for other in figures), initial=Decimal(0)))
    return any(
        (edges[last] - edges[first], one.figure.dimension) in population.amounts
        for first in range(at + 1)
        for last in range(max(at + 1, first + ROW), len(edges))
    )


def _may_slip(one: Stated) -> bool:
    figure = one.figure
    return (
        figure.dimension not in NEVER
        and figure.upper is None
        and not figure.said
        and not OF_A_REST.search(one.sentence.text[: figure.start])
        and count_of_digits(figure.value) >= 2
    )


def _slip_of(one: Stated, entry: Entry) -> Slip:
    figure = one.figure
    if figure.dimension is not entry.dimension or not entry.amount:
        return Slip.NONE
    if one.year and entry.year and one.year != entry.year:
        return Slip.NONE
    if USED_UP.search(one.sentence.text[: figure.start]):
        return Slip.NONE  # 其后五年动用218万吨, beside what is mined in a year
    is_to_come = one.is_goal or COME_TO.search(one.sentence.text[: figure.start])
    if is_to_come and _is_of_the_present(one, entry):
        return Slip.NONE  # 控制在260万吨以内 beside 2020年生产情况
    slip = slip_between(figure.value, entry.amount / figure.factor)
    if is_point_moved(figure.value, entry.amount / figure.factor):
        slip = Slip.STRONG  # 总投资13.2亿元 for 13200万元
    is_short = count_of_digits(figure.value) < LONG_SHARE and figure.dimension is Dimension.PERCENT
    return Slip.NONE if is_short else slip


def _is_of_the_present(one: Stated, entry: Entry) -> bool:
    """A goal of 2025 beside a table of 2020 is of another time than its cells."""
    caption = entry.cell.table.caption
    if PRESENT.search(caption) and not one.year:
        return True
    years = set(SPAN.findall(caption))
    is_of_one_year = len(years) == 1 and entry.year in {"", *years}
    return is_of_one_year and bool(one.year) and one.year > next(iter(years))


def _is_of_cell(
    context: Context,
    entry: Entry,
    names: frozenset[str],
    columns: Counter[Place],
    slip: Slip,
) -> bool:
    """Row and head are told of; the more two numbers are alike, the fewer words are asked for."""
    if entry.is_total and is_of_some_kinds(context.one):
        return False
    if is_of_another_measure(context.one, entry):
        return False
    if _is_what_is_left(context, entry) or _is_told_of_both(context, entry):
        return False
    if slip is Slip.STRONG and (_is_about(context, entry) or _is_share_of(context, entry)):
        return True
    if _is_total_of(context, entry):
        return True
    if slip is Slip.WEAK:
        return False  # 190 and 180: of two things as easily as of one
    if _is_begun_with(context, entry):
        return True
    return _is_below(context, entry, columns) and is_in_row(context, entry, names)


def _is_what_is_left(context: Context, entry: Entry) -> bool:
    """尚有约260公顷未治理 is no slip of the 280 of a table of what will be done."""
    before = re.split("[。;]", context.one.sentence.text[: context.one.figure.start])[-1]
    said = "，".join(re.split("[，:、]", before)[-2:]) + context.after
    told = "".join([*entry.row, entry.head, entry.cell.table.caption])
    return LEFT.search(said) is not None and LEFT.search(plain(told)) is None


def _is_told_of_both(context: Context, entry: Entry) -> bool:
    """由2015年的186.2万吨降至168.2万吨: the sentence has the cell's number as well."""
    one = context.one
    return any(
        figure is not one.figure
        and figure.dimension is entry.dimension
        and figure.amount == entry.amount
        for figure in one.sentence.figures
    )


def _is_total_of(context: Context, entry: Entry) -> bool:
    """工程总投资 is the total of a column of 投资, wherever its table stands."""
    if not entry.is_total:
        return False
    is_named = names_the_table(context.one.sentence.text, entry.cell.table.name)
    if is_named and ALL_OF.fullmatch(context.one.label):
        return True  # 承担全部84.0公顷任务（表7）
    head = pairs_of(re.sub(r"\(.*?\)", "", entry.head))
    if head & context.near and is_at_the_table(context, entry):
        return True  # 累计生产煤炭8910万吨（专栏1）
    found = TOTAL_OF.search(context.one.label)
    return found is not None and found[1] in entry.head


OUTPUT = re.compile("年?(?P<measure>产量|开采量|产值|保有资源量)$")


def _is_begun_with(context: Context, entry: Entry) -> bool:
    """页岩气由国家出让，…，2020年产量2.04亿立方米: the row 页岩气年产量, of that year."""
    one = context.one
    for word in names_of_row(entry):
        found = OUTPUT.search(word)
        name = word[: found.start()] if found else ""
        is_of_year = bool(entry.year) and entry.year == one.year
        is_measure = found is not None and one.label.endswith(found["measure"])
        if len(name) > 1 and is_of_year and is_measure and one.sentence.text.startswith(name):
            return True
    return False


def _is_share_of(context: Context, entry: Entry) -> bool:
    """A percentage of a sentence that names the table, told of one of its rows."""
    is_named = names_the_table(context.one.sentence.text, entry.cell.table.name)
    is_told = any(word in context.one.sentence.text for word in names_of_row(entry))
    return entry.dimension is Dimension.PERCENT and is_named and is_told


def _is_about(context: Context, entry: Entry) -> bool:
    """Words of the row and words of the head stand in the paragraph or over it."""
    head = pairs_of(re.sub(r"\(.*?\)", "", entry.head))
    row = pairs_of("，".join(entry.row))
    if not row and entry.year:
        return entry.year in context.said and bool(head & context.over)
    row = row or pairs_of(entry.cell.table.caption)
    return len(row & context.over) > 1 and bool(head & context.wide)


def _is_below(context: Context, entry: Entry, columns: Counter[Place]) -> bool:
    """The head is told of: its words stand beside the figure, its years before it."""
    words = re.sub(r"\(.*?\)", "", entry.head)
    years = SPAN.findall(words)
    if years and not _is_of_years(context, years):
        return False
    near = context.near - pairs_of("，".join(names_of_row(entry)))
    if head := pairs_of(words):
        if head & near:
            return True
        is_only = columns[entry.cell.table.name, entry.dimension] == 1
        if is_only and (not entry.is_total or is_at_the_table(context, entry)):
            return True
        return not near and bool(head & context.over)
    is_told = len(pairs_of(entry.cell.table.caption) & context.over) > 1
    return bool(context.near) and (bool(years) or is_told)


def _is_of_years(context: Context, years: list[str]) -> bool:
    """The years of a head are told before the figure; a goal without a year may be of any."""
    if all(year in context.said or year == context.one.year for year in years):
        return True
    is_undated = not context.one.year and not SPAN.search(context.said)
    return is_undated and context.one.is_goal


def _finding(one: Stated, entry: Entry) -> Finding:
    return other_than_cell(
        one,
        entry,
        "文中 {printed} 别处没有，{table}同一项为 {cell}（{right}）",
        "{printed} of the text stands nowhere else; {table} has {cell} ({right}) of the same thing",
    )


def figures_are_no_slips_of_each_other(case: Case) -> Iterator[Finding]:
    """库存2410万吨 here and 库存2140万吨 there, neither of them said again."""
    population = population_of(case)
    contexts = [context_of(case, one) for one in population.stated if _may_slip(one)]
    slips = Slips([(two.one.figure.dimension, two.one.figure.amount) for two in contexts])
    for context in _alone(case, population):
        near = (contexts[number] for number in slips.near(context.one.figure))
        other = next((two for two in near if _is_slip_of_another(context, two)), None)
        if other is not None:
            yield _other_value(context.one, other.one)


def _is_slip_of_another(context: Context, other: Context) -> bool:
    one, two = context.one, other.one
    if one.sentence is two.sentence or one.figure.dimension is not two.figure.dimension:
        return False
    years = _own_year(one), _own_year(two)
    if one.figure.rate != two.figure.rate or (all(years) and years[0] != years[1]):
        return False
    minerals = [set(MINERAL.findall(piece.said)) for piece in (context, other)]
    if all(minerals) and not minerals[0] & minerals[1]:
        return False  # 萤石保有162.5, 瓷土年产126.5
    value = two.figure.amount / one.figure.factor
    is_moved = is_point_moved(one.figure.value, value)
    if min(count_of_digits(one.figure.value), count_of_digits(value)) < LONG_NUMBER:
        return False  # 240 and 420
    if slip_between(one.figure.value, value) < Slip.FAIR and not is_moved:
        return False
    alike = len(context.wide & other.wide)
    if is_turned(one.figure.value, value):
        words = (context.near & other.wide) | (other.near & context.wide)
        is_near = one.sentence.paragraph == two.sentence.paragraph or words
        return bool(is_near) or alike > MUCH
    return bool(context.names & other.names) and alike > 2


def _own_year(one: Stated) -> str:
    """The year that its own sentence tells, not one before it."""
    return one.year if one.year in one.sentence.text else ""


def _other_value(one: Stated, other: Stated) -> Finding:
    return error(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "同一数量两处数值不同：{one}，{other}",
        "one quantity is said twice with different values: {one}, {other}",
        [one.sentence.reading(one.figure), other.sentence.reading(other.figure)],
        one=one.words,
        other=other.words,
    )
