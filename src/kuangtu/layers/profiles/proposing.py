# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the columns of a source may mean, for somebody to confirm. 字段对照建议（纯）。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kuangtu.codes.choices import Choice
from kuangtu.layers.checking.values import as_code, as_text
from kuangtu.layers.choices import FieldType
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.inspecting import ColumnInspection
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping, meaning_of_head


class How(Choice):
    """对照的来由。 Where a proposed meaning comes from."""

    SAID = ("SAID", "已选定", "chosen")
    PROFILE = ("PROFILE", "按方案", "from the profile")
    NAME = ("NAME", "按名称", "by name")
    HEAD = ("HEAD", "按名称，单位见列名", "by name, the unit as its head says")
    TWICE = ("TWICE", "另一列已是此字段", "another column is this field")
    NONE = ("NONE", "字典没有", "not in the dictionary")


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """A value of the source and its code; None where nobody knows it. 取值对照。"""

    at: int  # its place in the list
    value: str
    count: int
    code: str | None
    is_own: bool  # written as the code or its label: nothing to say


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A source column with its proposed meaning and, for a code list, its values. 字段建议。"""

    column: ColumnInspection
    meaning: ColumnMeaning
    how: How
    field: FieldSpecification | None = None
    values: tuple[ProposedValue, ...] = ()

    @property
    def unknown_values(self) -> tuple[ProposedValue, ...]:
        return tuple(one for one in self.values if one.code is None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a source would be read if it were confirmed as it stands. 对照建议。"""

    columns: tuple[ProposedColumn, ...]
    missing: tuple[FieldSpecification, ...]  # required fields that no column is
    repeated: tuple[FieldSpecification, ...]  # fields that several columns are

    @property
    def left_out(self) -> tuple[ProposedColumn, ...]:
        return tuple(one for one in self.columns if one.meaning.left_out_because)

    @property
    def has_values(self) -> bool:
        """Whether some column has values to be mapped or looked at."""
        return any(one.values for one in self.columns)

    @property
    def kept(self) -> tuple[ProposedColumn, ...]:
        """Columns that no field takes and that keep their own name."""
        return tuple(
            one
            for one in self.columns
            if not one.meaning.field and not one.meaning.left_out_because
        )

    @property
    def mapping(self) -> SourceMapping:
        """The proposal as it would be confirmed: every column is settled."""
        values = {
            one.field.name: {
                pair.value: pair.code
                for pair in one.values
                if pair.code is not None and not pair.is_own
            }
            for one in self.columns
            if one.field is not None
        }
        columns = {one.column.name: one.meaning for one in self.columns}
        return SourceMapping(columns, {name: codes for name, codes in values.items() if codes})


def proposal(
    columns: Sequence[ColumnInspection],
    specification: LayerSpecification,
    *,
    said: SourceMapping = SourceMapping(),
    profile: SourceMapping = SourceMapping(),
    found_values: Mapping[str, Mapping[str, int]] | None = None,
) -> Proposal:
    """What is said already goes first, then the profile, then names and aliases. 提出对照建议。

    `found_values` are values of fields that an import could not place, with their counts: a look
    at the head of a file does not see them all.
    """
    settled = [_settled(one, said, profile) for one in columns]
    taken = {meaning.field for meaning, _ in settled if meaning is not None}
    proposed = []
    for column, (before, how_before) in zip(columns, settled, strict=True):
        named, how_named = _by_name(column, specification, taken)
        meaning, how = (named, how_named) if before is None else (before, how_before)
        taken.add(meaning.field)
        field = specification.field(meaning.field) if meaning.field else None
        codes = {**profile.values.get(meaning.field, {}), **said.values.get(meaning.field, {})}
        more = (found_values or {}).get(meaning.field, {})
        values = _values(column, field, codes, more) if field and field.codes else ()
        proposed.append(ProposedColumn(column, meaning, how, field, values))
    used = [one.meaning.field for one in proposed]
    return Proposal(
        tuple(proposed),
        missing=tuple(one for one in specification.required_fields if one.name not in used),
        repeated=tuple(one for one in specification.fields if used.count(one.name) > 1),
    )


def _settled(
    column: ColumnInspection, said: SourceMapping, profile: SourceMapping
) -> tuple[ColumnMeaning | None, How]:
    for mapping, how in ((said, How.SAID), (profile, How.PROFILE)):
        if column.name in mapping.columns:
            return mapping.columns[column.name], how
    return None, How.NONE


def _by_name(
    column: ColumnInspection, specification: LayerSpecification, taken: Iterable[str]
) -> tuple[ColumnMeaning, How]:
    field = specification.field_written(column.name)
    if field is not None:
        is_free = field.name not in taken
        return (ColumnMeaning(field.name), How.NAME) if is_free else (ColumnMeaning(), How.TWICE)
    found = meaning_of_head(column.name, specification)
    if found is None or found[1].field in taken:
        return ColumnMeaning(), How.NONE
    return found[1], How.HEAD


def _values(
    column: ColumnInspection,
    field: FieldSpecification,
    codes: Mapping[str, str],
    more: Mapping[str, int],
) -> tuple[ProposedValue, ...]:
    """Those seen and those that an import met, each once; unknown ones first."""
    counts = {written(word, column.kind): count for word, count in column.values} | dict(more)
    counts |= {word: 0 for word in codes if word not in counts}
    found = [_value(word, count, field, codes) for word, count in counts.items()]
    found.sort(key=lambda one: (one.code is not None, one.is_own))
    return tuple(replace(one, at=at) for at, one in enumerate(found))


def _value(
    word: str, count: int, field: FieldSpecification, codes: Mapping[str, str]
) -> ProposedValue:
    own = as_code(word, field)
    if word in codes:
        return ProposedValue(0, word, count, codes[word], is_own=False)
    return ProposedValue(0, word, count, own, is_own=own is not None)


def written(word: str, kind: FieldType) -> str:
    """A value looked at in the words by which an import compares it: whole numbers without “.0”.

    >>> written("3.0", FieldType.NUMBER), written("3.0", FieldType.TEXT)
    ('3', '3.0')
    """
    if kind is not FieldType.NUMBER:
        return word
    try:
        return as_text(float(word)) or word
    except ValueError:
        return word
