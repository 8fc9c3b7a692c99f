# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a health check finds, and where. 体检结果（值对象）。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.codes.choices import Choice
from kuangtu.core.text import Text


class Grade(Choice):
    """How sure a finding is. 等级。"""

    ERROR = ("ERROR", "错误", "error")
    DOUBT = ("DOUBT", "存疑", "doubt")
    NOTE = ("NOTE", "提示", "note")


class Kind(Choice):
    """What kind of contradiction it is. 类别。"""

    SUM = ("sum", "合计与分项", "sums and parts")
    SHARE = ("share", "比例与基数", "shares and their bases")
    TEXT_AND_TABLE = ("text-and-table", "正文与表", "text against table")
    SAID_TWICE = ("said-twice", "前后两说", "one quantity said twice")
    GROWTH = ("growth", "增速与期末值", "growth and end values")
    PART_ABOVE_WHOLE = ("part-above-whole", "部分大于整体", "parts larger than the whole")
    COUNT_AND_LIST = ("count-and-list", "个数与列举", "counts against lists")
    NAME = ("name", "名称", "names that differ")
    MARK = ("mark", "括号与引号", "brackets and quotation marks")
    DOCUMENT_NUMBER = ("document-number", "文号与标准号", "document and standard numbers")
    MAP_SHEET = ("map-sheet", "图幅", "map sheets")
    MINERAL_CONTROL = ("mineral-control", "矿种调控", "minerals restricted and promoted")
    CELL = ("cell", "空格、零值与异常", "empty, zero and odd cells")
    DATE = ("date", "日期与期间", "dates and the period")
    REFERENCE = ("reference", "条款与表的引用", "references")
    VOCABULARY = ("vocabulary", "代码表以外的用词", "words outside their code list")
    FOLDER = ("folder", "文件夹与文本", "folder against document")


@dataclass(frozen=True, slots=True)
class Where:
    """The place of some printed words. 位置。

    Row and column of a table are counted from 1, its head included.
    """

    words: str
    clause: str = ""
    line: int | None = None
    table: str = ""
    row: int | None = None
    column: int | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "clause": self.clause,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "words": self.words,
            "line": self.line,
        }

    @property
    def text(self) -> Text:
        """The place in words: 一(二)2(1) · 第63行."""
        zh, en = [self.clause] if self.clause else [], [self.clause] if self.clause else []
        if self.table:
            zh.append(self.table)
            en.append(f"table {self.table}")
        if self.row:
            zh.append(f"{self.row}行{self.column or 1}列")
            en.append(f"row {self.row}, column {self.column or 1}")
        if self.line:
            zh.append(f"第{self.line}行")
            en.append(f"line {self.line}")
        return Text(" · ".join(zh), " · ".join(en))


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the things said, with its place. 一说。"""

    value: str
    where: Where

    def as_json(self) -> dict[str, object]:
        return {"value": self.value, "where": self.where.as_json()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction. 体检结果。

    `computed` is what the other readings give, with its unit; "" where nothing is computed.
    """

    grade: Grade
    kind: Kind
    where: Where
    message: Text
    readings: tuple[Reading, ...] = ()
    computed: str = ""

    @property
    def is_of_one_line(self) -> bool:
        """All that is held against each other is printed in one paragraph or row."""
        return len({one.where.line for one in self.readings}) <= 1

    def as_json(self) -> dict[str, object]:
        return {
            "grade": self.grade.label.zh,
            "kind": self.kind.value,
            "where": self.where.as_json(),
            "message": self.message.as_json(),
            "readings": [one.as_json() for one in self.readings],
            "computed": self.computed,
        }
