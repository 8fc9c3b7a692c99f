# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every amount that a document prints, with what it is of: prose and tables. 数量与其名称。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of, without_number
from kuangtu.plans.health.reading.quantities import (
    MULTIPLES,
    UNIT,
    UNITS,
    Dimension,
    Figure,
    plain,
    step_of,
)
from kuangtu.plans.health.types import Reading

COUNTED = frozenset({Dimension.COUNT, Dimension.PEOPLE, Dimension.KINDS})
RELATIVE = frozenset({Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES})
COUNT_HEAD = re.compile(
    "(?:[个座宗处家]|总|权|山|区)数|数量|个数|^(?:大型|中型|小型|小计|合计|个数)$"
)
IN_TURN = re.compile(r"(?:分别|依次|各)(?:为|是|有|占|达|贡献|完成|保有)*")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|$|[^\d])")
# What says how much, not of what; and what says neither.
MEASURE = re.compile(
    "资源储量|资源量|储量|保有量|保有|金属量|矿物量|产量|总产值|产值|增加值|面积|投资|资金|经费|收入"
    "|规模|能力|人数|数量|个数|金额|矿石量"
)
FILLING = re.compile(
    r"(?:20\d\d年?(?:底|末|年底|年末|度)?)|截至|规划期末|规划期内?|规划期"
    "|全县|全市|全区|全州|全旗|全盟|全域|县域|市域|旗内|县内|区内|境内|辖区|本县|我县"
    "|现有|现|已有|共有|拥有|所有|全部|总共|合计|总计|共计|总数|总量|总额|总体|总的|上述|之和"
    "|尚有|尚|还有|仍有|控制在|控制|压减|压缩|保持|稳定|减少|降低|增至|减至|力争|突破|分别|各有|同期|当年|届时|目前|累计|历年|实际|上年|各类|登记|出露|占地|依据|核定|名录|其中|设置|新设|划定"
    "|[一二两三四五六七八九十]+[区类项个处片座家者]|[个处座宗家种]数|控制数|该项|该类|此项|此类|约|为|是|达到|达|有|其|该|本|共|总|的|已|由|在(?![产建册])|到|将|占|数|量|额"
)
SECTORS = re.compile("三次产业|第?一(?:产业)?、第?二(?:产业)?[、和]?第?三(?:次)?产业")
LISTING = re.compile("^(?:即|即为|分别为|分别是|依次为|包括|有|为|是|划定|设立|设置|建设)+")
CHANGED = re.compile(
    "[一-鿿]{0,3}(?:到|至|为)"
    r"(?:20\d\d年(?:底|末)?的?)?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: how far it may have been rounded, what it is of, where it stands."""

    amount: Decimal
    low: Decimal
    high: Decimal
    dimension: Dimension
    name: str
    year: str
    reading: Reading
    figure: Figure | None = None
    sentence: Sentence | None = None
    cell: Cell | None = None
    is_total: bool = False

    @property
    def unit(self) -> str:
        """What is counted; for all else the dimension, whatever it is printed in."""
        is_piece = self.dimension is Dimension.COUNT and self.figure is not None
        return self.figure.unit if is_piece and self.figure else self.dimension.value


@lru_cache(maxsize=32_768)  # every share asks the same words
def core_of(words: str) -> str:
    """What words are of, without how much, when and all: 全县重晶石保有量 is of 重晶石.

    >>> core_of("全县重晶石保有资源量"), core_of("2020年采矿权总数"), core_of("总投资")
    ('重晶石', '采矿权', '')
    """
    bare = re.sub(r"[\s、，,;:()]+|\d+[个处座家宗项片区块类]", "", without_number(words))
    bare = bare.replace("矿种", "矿产")
    bare = FILLING.sub("", MEASURE.sub("", bare))
    bare = re.sub("(?:需要|需|尚未|未|应)(?=治理|修复|恢复)", "待", bare)
    bare = re.sub("GDP|(?:地区|国内)生产值", "生产值", bare)
    return bare[:-1] if bare.endswith("类") else bare


def measure_of(words: str) -> str:
    """How much of it is meant: 面积, 产值; "" where the words do not say.

    >>> measure_of("矿业总产值"), measure_of("采矿权总数")
    ('总产值', '')
    """
    found = MEASURE.findall(words)
    return found[-1] if found else ""


def amount_of(figure: Figure, sentence: Sentence, name: str = "", year: str = "") -> Amount:
    half = Decimal(0) if figure.dimension in COUNTED and figure.step <= 1 else figure.step / 2
    return Amount(
        figure.amount,
        figure.amount - half,
        figure.amount + half,
        figure.dimension,
        name,
        year,
        sentence.reading(figure),
        figure,
        sentence,
    )


def together(amounts: list[Amount]) -> Amount:
    """Several as one: 大型5个 and 中型13个 are 18."""
    first = amounts[0]
    values = "＋".join(one.reading.value for one in amounts)
    return Amount(
        sum((one.amount for one in amounts), Decimal(0)),
        sum((one.low for one in amounts), Decimal(0)),
        sum((one.high for one in amounts), Decimal(0)),
        first.dimension,
        "",
        first.year,
        Reading(values, first.reading.where),
        first.figure,
        first.sentence,
        first.cell,
    )


@once
def amounts_in(case: Case) -> tuple[Amount, ...]:
    """The amounts of the prose, in its order."""
    return tuple(_amounts(case))


@once
def amounts_by_sentence(case: Case) -> Mapping[int, tuple[Amount, ...]]:
    """The amounts of the prose by the `id` of their sentence."""
    found: dict[int, list[Amount]] = defaultdict(list)
    for one in amounts_in(case):
        found[id(one.sentence)].append(one)
    return {key: tuple(amounts) for key, amounts in found.items()}


@once
def amounts_by_paragraph(case: Case) -> Mapping[int, tuple[Amount, ...]]:
    """The amounts of the prose by the number of their paragraph."""
    found: dict[int, list[Amount]] = defaultdict(list)
    for one in amounts_in(case):
        if one.sentence is not None:
            found[one.sentence.paragraph].append(one)
    return {key: tuple(amounts) for key, amounts in found.items()}


def _amounts(case: Case) -> Iterator[Amount]:
    year, paragraph = "", -1
    for sentence in case.sentences:
        if sentence.paragraph != paragraph:
            year, paragraph = "", sentence.paragraph
        for figure in sentence.figures:
            if figure.dimension in RELATIVE or figure.upper is not None or figure.is_in_words:
                continue
            told = YEAR.findall(sentence.text[: figure.start])
            told = [""] if _is_changed_to(sentence, figure) else told
            yield amount_of(figure, sentence, name_of(sentence, figure), (told or [year])[-1])
        year = (YEAR.findall(sentence.text) or [year])[-1]


def _is_changed_to(sentence: Sentence, figure: Figure) -> bool:
    """由2020年的71个精简为43个: the second is of another year, which is not told."""
    before = [one for one in sentence.figures if one.end <= figure.start]
    label = sentence.text[before[-1].end : figure.start] if before else ""
    return bool(CHANGED.fullmatch(label)) and not YEAR.search(label)


def name_of(sentence: Sentence, figure: Figure) -> str:
    """The words before a figure, with those that they lean on where they are bare.

    全县设重点勘查区6个，面积共400平方千米: the area is that of 重点勘查区.
    """
    if (name := _name_in_order(sentence, figure)) is not None:
        return name
    text = sentence.text
    start = max([text.rfind(sign, 0, figure.start) for sign in "，,。;:、("])
    before = [one for one in sentence.figures if one.end <= figure.start]
    start = max([start + 1, *(one.end for one in before)])
    label = text[start : figure.start]
    if before and CHANGED.fullmatch(label) and before[-1].dimension is figure.dimension:
        return re.split("[由从]", name_of(sentence, before[-1]))[0]
    if core_of(label):
        return label
    after = re.match(r"[^，。;:、()\d的中里内]{2,10}", text[figure.end :])
    if after and core_of(after[0]):
        return label + after[0]
    segment = start_of(text, figure.start, ";。")
    return re.sub(r"\d+(?:\.\d+)?", "", text[segment : figure.start])


def _name_in_order(sentence: Sentence, figure: Figure) -> str | None:
    """大、中、小型依次为6个、18个、31个: each has a name of its own, if it can be told which."""
    before = [one for one in IN_TURN.finditer(sentence.text) if one.end() <= figure.start]
    if not before or re.search("[。;，]", sentence.text[before[-1].end() : figure.start]):
        return None
    at = before[-1]
    row = row_after(sentence, at.end(), figure.dimension)
    head = re.split("[。;:，]", sentence.text[: at.start()])[-1]
    names = names_in_order(head)
    if len(row) > 1 and not core_of(head):
        counted = _names_counted(sentence, at.start(), len(row))
        listed = _names_listed(sentence.text[: at.start()])
        names = [f"{one}{head}" for one in (listed if len(listed) == len(row) else counted)]
    if len(names) != len(row) or len(row) < 2:
        return ""
    return names[row.index(figure)] if figure in row else ""


def _names_counted(sentence: Sentence, end: int, width: int) -> list[str]:
    """重点勘查区6片、重点开采区4片，面积依次为: what has been counted before."""
    before = [one for one in sentence.figures if one.end <= end and one.dimension in COUNTED]
    return [name_of(sentence, one) for one in before[-width:]]


def _names_listed(before: str) -> list[str]:
    """What the clause before lists.

    >>> _names_listed("划定重点勘查区2个，即尼玛重点勘查区和达玛重点勘查区，面积")
    ['尼玛重点勘查区', '达玛重点勘查区']
    """
    clauses = re.split("[。;:，]", before)
    listed = LISTING.sub("", clauses[-2]) if len(clauses) > 1 else ""
    return [] if re.search(r"\d", listed) else names_in_order(listed)


def row_after(sentence: Sentence, start: int, dimension: Dimension) -> list[Figure]:
    """The figures in a row from a place on, with nothing but signs between them."""
    row: list[Figure] = []
    for one in sentence.figures:
        if one.start < start or one.is_in_words:
            continue
        between = sentence.text[row[-1].end if row else start : one.start]
        if one.dimension is not dimension or len(between.strip("、，和及与")) > 2:
            break
        row.append(one)
    return row


def names_in_order(head: str) -> list[str]:
    """The names of an enumeration, an ending that only the last has given to all.

    >>> names_in_order("大、中、小型"), names_in_order("白岩、高枧两处大型矿区")
    (['大型', '中型', '小型'], ['白岩', '高枧'])
    >>> names_in_order("2020年三次产业增加值")
    ['第一产业增加值', '第二产业增加值', '第三产业增加值']
    """
    if found := SECTORS.search(head):
        return [f"第{sector}产业{head[found.end() :]}" for sector in "一二三"]
    head = re.sub(r"[两二三四五六七八九十\d]+[个处座家区类项]?[^、]{0,8}$", "", head)
    names = [one for one in re.split("、|和|及|与", head) if one]
    if len(names) > 1 and all(len(one) == 1 for one in names[:-1]) and len(names[-1]) > 1:
        names = [*(one + names[-1][1:] for one in names[:-1]), names[-1]]
    return names


@once
def cells_in(case: Case) -> tuple[Amount, ...]:
    """The amounts of the tables whose unit is known."""
    return tuple(one for grid in grids(case.tables) for one in _of_grid(grid))


def _of_grid(grid: Grid) -> Iterator[Amount]:
    over = re.search(r"单位[:：]\s*([^()（）]+)", grid.table.caption)
    for row in grid.body:
        is_total = grid.is_total(row)
        label = "" if is_total else grid.label(row)
        for column in grid.numeric:
            cell = row[column]
            if column in grid.shares or cell is None or cell.number is None:
                continue
            head = grid.heads[column]
            kind = unit_size(grid.unit_of(column, row) or (over[1] if over else ""), head)
            if kind is None:
                continue
            named = (label, head, plain(grid.table.caption))
            name = "|".join(words.replace("|", "/") for words in named)
            yield _of_cell(cell, name, kind, is_total, row[0])


def _of_cell(
    cell: Cell, name: str, kind: tuple[str, Dimension, Decimal], is_total: bool, first: Cell | None
) -> Amount:
    number = cell.number or Decimal(0)
    unit, dimension, size = kind
    step = step_of(number) * size
    half = Decimal(0) if dimension in COUNTED and step <= 1 else step / 2
    years = YEAR.findall(name.split("|")[1]) or YEAR.findall(first.text if first else "")
    amount = number * size
    return Amount(
        amount,
        amount - half,
        amount + half,
        dimension,
        name,
        years[-1] if years else "",
        Reading(f"{cell.text.strip()}{unit}", cell.where),
        cell=cell,
        is_total=is_total,
    )


def unit_size(unit: str, head: str = "") -> tuple[str, Dimension, Decimal] | None:
    """A column's unit, its dimension and its size; pieces where a head only says 数.

    >>> unit_size("矿石万吨")[1:]
    (<Dimension.MASS: 'MASS'>, Decimal('10000'))
    """
    found = re.search(rf"{UNIT}(?:/年|/a)?$", plain(unit).strip())
    if found is not None:
        dimension, size = UNITS[found["unit"]]
        multiple = found["multiple"] or ""
        return f"{multiple}{found['unit']}", dimension, size * MULTIPLES[multiple]
    if "种数" in head:
        return "种", Dimension.KINDS, Decimal(1)
    return ("个", Dimension.COUNT, Decimal(1)) if COUNT_HEAD.search(head) else None
