# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A printed table as a grid: which cell stands below which heading. 表格的对齐。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.reading.case import cell_where
from kuangtu.plans.health.reading.quantities import UNIT, plain
from kuangtu.plans.health.types import Reading, Where

# 12,600 or 12 600: thousands are set off by a comma or, as in GB/T 15835, by a narrow blank.
NUMBER = re.compile(
    r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?"
    r"|-?\d+(?:\.\d+)?"
)
YEAR = re.compile(r"(?:19|20)\d\d年?")
MARKS = frozenset(["/", "－", "-", "—", "——", "―", "–", "／", "\\", "无", "不限", "空", "…"])
SHARE = re.compile(r"%|占比|比重|比例|百分比|达标率|完成率|占总|占全")
PAIR = re.compile(r"\s*[\d.]+[/／](?:[\d.]+|[-－—])\s*")
SERIAL = re.compile(r"序号|编号|代码|代号|顺序号|^号$|^序$")
TOTAL = re.compile(
    r"(?:全县|全市|全区|全州|全旗|全盟|总)?(?:合计|总计|共计|累计|小计|合  计|总数)"
    r"|全县|全市|全区|全州|全旗|全盟|合计数|计|[一-鿿]{2,12}(?:小计|合计|总计)"
)
WHERE = re.compile("全[县市区州旗盟]")  # 矿山治理 | 全县: where it is done, not the total
NAME = re.compile("[一-鿿].{2,}")  # no code, and no 合计


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the printed table. 单元格。"""

    text: str
    table: PrintedTable
    row: int
    column: int  # in the printed row

    @property
    def number(self) -> Decimal | None:
        return number_of(self.text)

    @property
    def where(self) -> Where:
        return cell_where(self.table, self.row, self.column)

    @property
    def reading(self) -> Reading:
        return Reading(self.text, self.where)


@lru_cache(maxsize=16_384)  # every check asks the same cells
def number_of(words: str) -> Decimal | None:
    """The plain number a cell holds, with or without a sign of per cent.

    >>> number_of("12.50%"), number_of("1,234"), number_of("6/9"), number_of("—"), number_of("＋4")
    (Decimal('12.50'), Decimal('1234'), None, None, Decimal('4'))
    """
    digits = plain(words).strip().rstrip("%").strip().removeprefix("+").replace("−", "-")
    return Decimal(re.sub(r"[,\s]", "", digits)) if NUMBER.fullmatch(digits) else None


@lru_cache(maxsize=16_384)
def bare(words: str) -> str:
    """The words of a cell without blanks.

    >>> bare("（合　 计）")
    '(合计)'
    """
    return re.sub(r"[\s　]+", "", plain(words))


def is_mark(words: str) -> bool:
    """The cell says that there is nothing to say."""
    return words.strip() in MARKS


NAMED_UNIT = re.compile(rf"{UNIT}(?:/[年日ad])?")
BARE_UNIT = re.compile(
    r"\(((?:[千万亿]|百万)?(?:吨|立方米|平方千米|平方米|公顷|亩|元|千克|个|处|座)(?:/[年日])?)\)$"
)


SEVERAL_UNITS = re.compile("[;；]|.为")  # 铁为万吨矿石；金为千克: of each row its own
WITH_PERCENT = re.compile("([^、，,;；%]+)[、，,;；]%|%[、，,;；]([^、，,;；%]+)")  # 亿元、%
OF_PERCENT = re.compile("增长|增速|增幅|降幅|占|比重|比例|率")
NO_UNIT = re.compile("[上下]限|[束期]性$|其中|累计|合计|口径|现状|目标")  # 小型(下限)
SCALE_BEFORE = re.compile(r"^1[∶:][\d.]+万[，,、]?(?=.)")  # 地质测量(1∶1万，平方千米)
SLASHED = re.compile(rf"[/／]({UNIT})$")  # 矿石产量/万吨
UNIT_BEHIND = re.compile("(?:计量|资源量|储量|规模|产量|数量)?单位")
RATE_HEAD = re.compile("率$")
IN_PERCENT = re.compile("[(（](?:单位[:：])?[%％][)）]")  # “三率”指标（%）


@dataclass(frozen=True)
class Grid:
    """The cells of a table by row and column, however many a printed row has. 网格。"""

    table: PrintedTable

    @cached_property
    def width(self) -> int:
        if self._is_spanned:
            return max(sum(spans) for spans in self.table.spans)
        return max(len(row) for row in self.table.rows)

    @cached_property
    def _is_spanned(self) -> bool:
        return any(span > 1 for spans in self.table.spans for span in spans)

    @cached_property
    def head(self) -> int:
        """How many rows are heads."""
        rows = self.table.rows
        if len(rows) < 2 or _has_numbers(rows[0]):
            return 0
        head = 1
        while head < min(3, len(rows) - 1):
            row = rows[head]
            if row[0] or _has_numbers(row) or _is_body_like(rows, head):
                break
            head += 1
        return head

    @cached_property
    def rows(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Every printed row, its cells in their columns; None where another cell reaches over."""
        return tuple(self._aligned(number) for number in range(len(self.table.rows)))

    def _aligned(self, number: int) -> tuple[Cell | None, ...]:
        cells = self.table.rows[number]
        made = [Cell(text, self.table, number, column) for column, text in enumerate(cells)]
        if self._is_spanned and number < len(self.table.spans):
            return _spread(made, self.table.spans[number], self.width)
        if number == 0 and len(self.table.rows) > 1:
            made = made[: len(made) - _blanks_of_a_wide_head(cells, self.table.rows[1])]
        missing = self.width - len(made)
        if missing <= 0:
            return tuple(made)
        if number == 0 and len(self.table.rows) > 1:
            at = _group_column(self.table.rows[1], self.width)
        else:
            at = 0
        return (*made[: at + 1], *([None] * missing), *made[at + 1 :])

    @property
    def body(self) -> Iterator[tuple[Cell | None, ...]]:
        return iter(self.rows[self.head :])

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The heading of each column, those above it first; 矿石产量/万吨 as 矿石产量(万吨)."""
        found = []
        for column in range(self.width):
            words: list[str] = []
            for row in self.rows[: self.head]:
                over = next(
                    (cell for cell in reversed(row[: column + 1]) if cell is not None), None
                )
                text = bare(over.text) if over else ""
                if text and text not in words:
                    words.append(text)
            found.append(SLASHED.sub(r"(\1)", "".join(words)))
        return tuple(found)

    def column(self, number: int) -> list[Cell]:
        """The body's cells of a column."""
        return [cell for row in self.body if (cell := row[number]) is not None]

    @cached_property
    def numeric(self) -> tuple[int, ...]:
        """Columns most of whose cells are numbers, without years and serial numbers."""
        return tuple(
            column
            for column in range(self.width)
            if self._is_numeric(column) and not SERIAL.search(self.heads[column])
        )

    def _is_numeric(self, column: int) -> bool:
        cells = [cell for cell in self.column(column) if cell.text and not is_mark(cell.text)]
        numbers = [cell for cell in cells if cell.number is not None or PAIR.fullmatch(cell.text)]
        if not numbers or len(numbers) * 10 < len(cells) * 7:
            return False
        return not all(YEAR.fullmatch(plain(cell.text).strip()) for cell in numbers)

    @cached_property
    def shares(self) -> tuple[int, ...]:
        """Numeric columns of percentages."""
        return tuple(
            column
            for column in self.numeric
            if SHARE.search(self.heads[column])
            or (RATE_HEAD.search(self.heads[column]) and IN_PERCENT.search(self.table.caption))
            or all(
                cell.text.strip().endswith(("%", "％")) for cell in self.column(column) if cell.text
            )
        )

    def label(self, row: tuple[Cell | None, ...]) -> str:
        """What a row is of: its first cell with words, not a serial number."""
        for column, cell in enumerate(row):
            if cell is None or SERIAL.search(self.heads[column] if self.heads else ""):
                continue
            if cell.text and cell.number is None:
                return bare(cell.text)
        return ""

    def is_total(self, row: tuple[Cell | None, ...]) -> bool:
        named = False
        for cell in row[:3]:
            words = "" if cell is None else bare(cell.text)
            if _says_total(words) and not (named and WHERE.fullmatch(words)):
                return True
            named = named or NAME.fullmatch(words) is not None
        return False

    def unit_of(self, column: int, row: tuple[Cell | None, ...] | None = None) -> str:
        """The unit of a number: in its column's head, its row's cell or name, over the table."""
        found = re.findall(r"\(([^()]+)\)", self.heads[column])
        if found := [one for one in found if not (YEAR.search(one) or NO_UNIT.search(one))]:
            return SCALE_BEFORE.sub("", str(found[-1]))
        for other, head in enumerate(self.heads):
            is_before = other < column and re.search(r"单位(?:\(.*\))?$", head)
            # 2020年开采量 | 2025年开采量 | 单位: of the numbers in a row before it
            is_right_behind = UNIT_BEHIND.fullmatch(head) and other > column
            is_right_behind = is_right_behind and all(
                one in self.numeric for one in range(column + 1, other)
            )
            is_unit = is_before or is_right_behind
            if is_unit and row is not None and (cell := row[other]) is not None:
                return cell.text
        if row is not None and (named := _unit_in_name(row[:column])):
            return named
        over = self.table.unit or self._unit_of_caption
        if (two := WITH_PERCENT.fullmatch(over.replace("％", "%"))) is not None:
            return "%" if OF_PERCENT.search(self.heads[column]) else str(two[1] or two[2])
        return "" if SEVERAL_UNITS.search(over) else over

    @cached_property
    def _unit_of_caption(self) -> str:
        """绿色矿山建设计划（单位：个）, 最低开采规模（万吨/年）."""
        caption = plain(self.table.caption)
        found = re.search(r"\(?单位[:为]?([^()，,;]+)\)?", caption) or BARE_UNIT.search(caption)
        return "" if found is None else found[1].strip()


def _unit_in_name(cells: tuple[Cell | None, ...]) -> str:
    """The unit that the name of a row closes with: 煤炭产量（万吨）."""
    for cell in cells:
        found = re.search(r"\(([^()]+)\)$", plain(cell.text).strip()) if cell is not None else None
        if found is not None and NAMED_UNIT.fullmatch(found[1]):
            return found[1]
    return ""


@lru_cache(maxsize=16_384)
def _says_total(words: str) -> bool:
    """合计, 矿山合计, 合计（勘查）, 小计（3个）."""
    said = re.sub(r"(?<=.)\([^()]*\)$", "", bare(words).replace(":", ""))
    return TOTAL.fullmatch(said) is not None


def _has_numbers(row: tuple[str, ...]) -> bool:
    return any(
        number_of(cell) is not None and not YEAR.fullmatch(plain(cell).strip()) for cell in row
    )


def _is_body_like(rows: tuple[tuple[str, ...], ...], at: int) -> bool:
    """A row without a first cell that is a merged body row: those below look the same."""
    below = rows[at + 1 :]
    like = [row for row in below if row and not row[0]]
    return len(like) * 2 > len(below) and len(below) > 2


def _spread(cells: list[Cell], spans: tuple[int, ...], width: int) -> tuple[Cell | None, ...]:
    row: list[Cell | None] = []
    for cell, span in zip(cells, spans, strict=False):
        row += [cell, *([None] * (span - 1))]
    return tuple([*row, *([None] * width)][:width])


def _blanks_of_a_wide_head(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Blanks at the end of a row of heads, one of which reaches over those of the second row.

    >>> _blanks_of_a_wide_head(("县", "矿山", "产量", "", ""), ("", "大型", "中型", "小型", ""))
    2
    """
    blanks = next((n for n, words in enumerate(reversed(first)) if words), len(first))
    narrow = sum(bool(words) for words in second)
    return blanks if blanks and not second[0] and narrow == blanks + 1 else 0


def _group_column(second: tuple[str, ...], width: int) -> int:
    """Which head reaches over several columns: the one above the second row's first words."""
    if len(second) <= width and not second[0]:
        return next((column for column, cell in enumerate(second) if cell), 0)
    return 0


@lru_cache(maxsize=8)
def grids(tables: tuple[PrintedTable, ...]) -> tuple[Grid, ...]:
    """The tables that have a head and a body."""
    found = [Grid(table) for table in tables]
    return tuple(grid for grid in found if grid.head and len(grid.table.rows) > grid.head)


def most_common_end(words: list[str]) -> str:
    """The longest ending that most of the words share.

    >>> most_common_end(["甲重点勘查区", "乙重点勘查区", "丙重点区"])
    '重点勘查区'
    """
    ends = Counter(word[-length:] for word in words for length in range(2, len(word)))
    shared = [end for end, count in ends.items() if count * 3 >= len(words) * 2 and count > 1]
    return max(shared, key=len, default="")
