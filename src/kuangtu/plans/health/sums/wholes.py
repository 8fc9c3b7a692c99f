# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Things that are part of another by what they are: reserves of resources. 部分与整体。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Grid, grids
from kuangtu.plans.health.reading.labels import Stated, raw_label, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.types import Finding, Kind

MINING = re.compile("采矿业|矿业|采掘业|矿产开发|工业增加值$")
SECOND = re.compile("(?:第二产业|二产|生产总值|GDP)(?:增加值|总值)?$")
CHANGE = re.compile("增加(?!值)|增长|净增|每|人均")
OUTPUT = 2  # times what it adds: an output may be more than all that a county adds
TOWN = re.compile("[一-鿿][镇乡]|街道|苏木|园区")
OF_YEARS = re.compile(r"累计|合计|[三四五]年|20\d\d年?[～—–－至到-]+20\d\d")
# A column of the first is never more than one of the second in the same row.
WITHIN = (
    (re.compile("^(?:其中:?)?(?:可采|基础|证实|可信)?储量$"), re.compile("资源(?:储)?量$")),
    (
        re.compile("^保有(?:资源储?量|储量|量|$)"),
        re.compile("^(?:累计)?(?:查明|探明)(?:资源储?量|储量|量)|^累计(?:查明|探明)$|^查明$"),
    ),
    (
        re.compile("^(?:其中:?)?(?:在产|停产|生产|绿色|大中型)(?:矿山|矿)?(?:数量?|个数)?$"),
        re.compile("^(?:采矿权|矿山|合计|总计|小计|总)(?:总?数量?|个数)?$"),
    ),
    (re.compile("^已(?:利用|开发|开采)"), re.compile("^(?:矿区|矿产地|矿床)(?:总?数量?|个数)?$")),
    (
        re.compile("^(?:其中:?)?(?:已|完成)(?:治理|修复|恢复)"),
        re.compile("(?:损毁|破坏|压占|应治理).*$"),
    ),
    (re.compile("(?:采矿业|矿业)增加值$"), re.compile("^(?:第二产业|二产|工业增加值)")),
    (re.compile("(?:采矿业|矿业)增加值$"), re.compile("生产总值")),
    (
        re.compile("^(?:财政|社会|企业|中央|省级|自筹)[^%]*(?:资金|投入|投资|自筹)$"),
        re.compile("^总投资|^投资总额|^合计$"),
    ),
)


def columns_are_within_their_wholes(case: Case) -> Iterator[Finding]:
    """保有资源量186.4，储量581.1: reserves are part of resources."""
    for grid in grids(case.tables):
        names = {n: re.sub(r"\(.*?\)|20\d\d年?底?末?", "", grid.heads[n]) for n in grid.numeric}
        for part, whole in _pairs(grid, names):
            yield from _larger(grid, part, whole)


def _pairs(grid: Grid, names: dict[int, str]) -> Iterator[tuple[int, int]]:
    for is_part, is_whole in WITHIN:
        parts = [n for n, name in names.items() if is_part.search(name)]
        wholes = [n for n, name in names.items() if is_whole.search(name) and n not in parts]
        if any(re.search("控制|推断", name) for name in names.values()):
            wholes = [n for n in wholes if not names[n].startswith("探明")]  # a category of it
        if len(wholes) == 1:
            yield from (
                (part, wholes[0])
                for part in parts
                if part not in grid.shares and _are_of_one_year(grid, part, wholes[0])
            )


def _are_of_one_year(grid: Grid, part: int, whole: int) -> bool:
    years = [set(re.findall(r"20\d\d", grid.heads[n])) for n in (part, whole)]
    return not all(years) or years[0] == years[1]


def _larger(grid: Grid, part: int, whole: int) -> Iterator[Finding]:
    for row in grid.body:
        one, other = row[part], row[whole]
        if one is None or other is None or one.number is None or other.number is None:
            continue
        if one.number > other.number and grid.unit_of(part, row) == grid.unit_of(whole, row):
            yield error(
                Kind.PART_ABOVE_WHOLE,
                one.where,
                "“{part_head}” {part} 大于 “{whole_head}” {whole}",
                "“{part_head}” {part} is more than “{whole_head}” {whole}",
                [one.reading, other.reading],
                part_head=grid.heads[part],
                part=one.text,
                whole_head=grid.heads[whole],
                whole=other.text,
            )


SIZE = re.compile("[大中小]型")


def columns_hold_their_parts(case: Case) -> Iterator[Finding]:
    """A column 其中… is no larger than the column it is of."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            if "其中" not in grid.heads[column] or column in grid.shares:
                continue
            wholes = [n for n in grid.numeric if n < column and "其中" not in grid.heads[n]]
            if not wholes:
                continue
            # 合计, 大型, 中型, 小型, 其中：在产: what stands behind the classes is of all of them
            whole = next(
                (n for n in reversed(wholes) if not SIZE.search(grid.heads[n])), wholes[-1]
            )
            yield from _larger(grid, column, whole)


def branches_fit_their_sector(case: Case) -> Iterator[Finding]:
    """Mining is part of the second sector."""
    money = [
        one
        for one in stated_in(case)
        if one.figure.dimension is Dimension.MONEY
        and one.figure.force in {Force.EXACT, Force.ABOUT}
        and not one.is_goal
        and not CHANGE.search(one.label)
        and "收入" not in one.label
    ]
    mining = [one for one in money if MINING.search(one.label) and not _is_of_years(one)]
    second = [one for one in money if SECOND.search(one.label) and not MINING.search(one.label)]
    for part in mining:
        for whole in second:
            is_near = part.sentence.paragraph == whole.sentence.paragraph
            if _are_told_apart(part, whole) or TOWN.search(whole.label):
                continue
            is_of_one_year = part.year == whole.year or (is_near and not (part.year and whole.year))
            if is_of_one_year and part.figure.amount > whole.figure.amount:
                yield _finding(part, whole)
                break


def _is_of_years(one: Stated) -> bool:
    """2016—2020年累计: of several years together."""
    said = re.split("[。;]", one.sentence.text[: one.figure.start])[-1]
    is_of_all = re.search("[三四五]年(?:累计|共|合计)", said) is not None
    return is_of_all or OF_YEARS.search(raw_label(one.sentence, one.figure)) is not None


def _are_told_apart(part: Stated, whole: Stated) -> bool:
    """The output of one and the value added of the other, and the text says so."""
    before = re.split("[。;]", whole.sentence.text[: whole.figure.start])[-1]
    is_output = "产值" in part.label and "生产总值" not in part.label
    if is_output and "产值" not in before.replace("生产总值", ""):
        return part.figure.amount <= OUTPUT * whole.figure.amount
    is_added = "增加值" in before and "产值" not in before
    return is_added and "产值" in part.label


def _finding(part: Stated, whole: Stated) -> Finding:
    return doubt(
        Kind.PART_ABOVE_WHOLE,
        part.sentence.around(part.figure),
        "“{part}”大于“{whole}”：是产值与增加值之别，还是有误，文中没有说明",
        "“{part}” is more than “{whole}”: output against value added, or a mistake, the text does "
        "not say",
        [part.sentence.reading(part.figure), whole.sentence.reading(whole.figure)],
        part=part.words,
        whole=whole.words,
    )
