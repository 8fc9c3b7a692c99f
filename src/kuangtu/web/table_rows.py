# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The rows of a layer without geometry, as its page shows them. 表格行。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.core.text import Text, same
from kuangtu.layers.choices import FieldType
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.features import features_in_box
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import opened
from kuangtu.layers.said_values import said

SHORT = 22  # letters: a period, a licence number
MOST_ROWS = 200  # of one page; the whole table is in the download


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its words, its unit, whether it is set to the right. 列。"""

    title: Text
    unit: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class TableRows:
    """The first rows of a table, and how many there are. 表。"""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Text, ...], ...]
    row_count: int

    @property
    def cells(self) -> list[list[tuple[Text, str]]]:
        """Each row with the classes that its cells are set in."""
        return [
            [(words, _css(words, column)) for words, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]


def rows_of(edition: Edition, specification: LayerSpecification) -> TableRows:
    """The first rows of an edition, its fields in the order of the dictionary. 表格行。

    Raises: EditionDamaged.
    """
    data = opened(edition)
    stored = set(data.attribute_names)
    fields = [one for one in specification.fields if one.name in stored]
    known = {one.name for one in fields}
    others = [name for name in data.attribute_names if name not in known]
    rows = tuple(
        (
            *(
                said(one.attributes.get(field.name), unit=field.unit, codes=field.codes)
                for field in fields
            ),
            *(said(one.attributes.get(name)) for name in others),
        )
        for one in features_in_box(data, None, limit=MOST_ROWS)
    )
    columns = (*map(_column, fields), *(TableColumn(same(name), "", False) for name in others))
    return TableRows(columns, rows, edition.feature_count)


def _css(words: Text, column: TableColumn) -> str:
    """Numbers to the right; what is short stays in one line, a page that is too narrow scrolls."""
    if column.is_number:
        return "num"
    return "nowrap" if len(words.zh) <= SHORT else ""


def _column(field: FieldSpecification) -> TableColumn:
    is_number = field.type in {FieldType.INTEGER, FieldType.NUMBER} and not field.codes
    return TableColumn(field.label, field.unit, is_number)
