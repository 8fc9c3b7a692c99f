# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How a file is to be read, as the form in which somebody confirms it. 读法确认表单。

Columns go by their place in the table, for a source calls them as it likes; each carries its name
along, so that a form of another table changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kuangtu.core.errors import Problem
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.imports.services.confirming import chosen_dataset, unknown_values
from kuangtu.layers.inspecting import DatasetInspection, Inspection
from kuangtu.layers.inspection_records import inspection_from
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping, mapping_from, units_for
from kuangtu.layers.models import ImportJob, MappingProfile
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.profiles.proposing import Proposal, ProposedColumn, proposal
from kuangtu.layers.profiles.queries import FittingProfile, mapping_of
from kuangtu.layers.statements import KEYS
from kuangtu.web.application_form import field_of

KEPT, LEFT_OUT = "KEEP", "OUT"  # what a column is when it is no field
BLANK = "BLANK"  # the code of a value that says nothing
FOUND, OTHER = "found", "other"
ENCODINGS = ("GBK", "UTF-8", "BIG5", "GB18030")
NOT_USED = "本图层不用"  # until somebody writes a better reason

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A source column as the form shows it. 字段行。"""

    at: int
    proposed: ProposedColumn
    units: tuple[str, ...]

    @property
    def choice(self) -> str:
        if self.proposed.meaning.left_out_because:
            return LEFT_OUT
        return self.proposed.meaning.field or KEPT

    @property
    def unit(self) -> str:
        field = self.proposed.field
        return self.proposed.meaning.unit or (field.unit if field else "")


def words_of_statement(words: Words, job: ImportJob) -> dict[str, str]:
    """The words of the statement, with what the choices about reading come to."""
    said = {key: words.get(key, "").strip() for key in KEYS}
    choice = words.get("crs_choice", "")
    if choice == OTHER:
        said["crs"] = words.get("crs_other", "").strip()
    elif choice == FOUND:
        said["crs"] = str(job.said.get("crs", ""))
    elif choice.isdigit():
        said["crs"] = f"EPSG:{choice}"
    seen = chosen_by(words, inspection_of(job))
    if seen is not None:
        said |= {"dataset": seen.dataset, "table": seen.table}
    confirmed = {"crs_confirmed": "true" if choice else ""}
    return said | confirmed | {"encoding_confirmed": words.get("encoding_confirmed", "")}


def words_of_job(job: ImportJob) -> dict[str, str]:
    """What an earlier confirmation said, in the words of this form."""
    words = {key: str(word) for key, word in job.said.items()}
    seen = inspection_of(job).datasets
    chosen = chosen_dataset(job, words)
    if chosen is not None:
        words["chosen"] = str(seen.index(chosen))
    if job.confirmed_at is None:
        return words
    declared = words.get("crs", "").upper().removeprefix("EPSG:").strip()
    candidates = {str(one.epsg) for one in chosen.crs_candidates} if chosen else set()
    found = str(chosen.crs.epsg) if chosen and chosen.crs else ""
    choice = declared if declared in candidates else OTHER
    words["crs_choice"] = FOUND if declared in {"", found} and found else choice
    words |= {"crs_other": words.get("crs", ""), "encoding_confirmed": "true"}
    return words


def inspection_of(job: ImportJob) -> Inspection:
    return inspection_from(job.inspection or {})


def chosen_by(words: Words, inspection: Inspection) -> DatasetInspection | None:
    """The data set that is chosen; the only one that can be read needs no choice."""
    seen = inspection.datasets
    at = words.get("chosen", "")
    if at.isdigit() and int(at) < len(seen):
        return seen[int(at)]
    readable = [one for one in seen if one.problem is None and one.feature_count]
    return readable[0] if len(readable) == 1 else None


def mapping_said(words: Words) -> SourceMapping:
    """What the form says of each column and value."""
    columns: dict[str, ColumnMeaning] = {}
    values: dict[str, dict[str, str]] = {}
    at = 0
    while (name := words.get(f"column-{at}")) is not None:
        choice = words.get(f"field-{at}", KEPT)
        columns[name] = _meaning(words, at, choice)
        if choice == words.get(f"of-{at}"):
            values.setdefault(choice, {}).update(_codes(words, at))
        at += 1
    return SourceMapping(columns, {name: codes for name, codes in values.items() if codes})


def _meaning(words: Words, at: int, choice: str) -> ColumnMeaning:
    if choice == LEFT_OUT:
        return ColumnMeaning(left_out_because=words.get(f"why-{at}", "").strip() or NOT_USED)
    if choice == KEPT:
        return ColumnMeaning()
    # A unit was chosen for the field that the column was before.
    is_same = choice == words.get(f"of-{at}")
    unit = words.get(f"unit-{at}", "") if is_same else ""
    return ColumnMeaning(choice, "" if unit == words.get(f"own-unit-{at}") else unit)


def _codes(words: Words, at: int) -> dict[str, str]:
    codes = {}
    number = 0
    while (value := words.get(f"value-{at}-{number}")) is not None:
        code = words.get(f"code-{at}-{number}", "")
        if code:
            codes[value] = "" if code == BLANK else code
        number += 1
    return codes


@dataclass(frozen=True, slots=True)
class ReadingForm:
    """The form as it is shown: what was seen, what is proposed, what was typed. 读法表单。"""

    job: ImportJob
    specification: LayerSpecification
    words: Words
    said: SourceMapping
    profiles: tuple[FittingProfile, ...] = ()
    applied: MappingProfile | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def inspection(self) -> Inspection:
        return inspection_of(self.job)

    @property
    def chosen(self) -> DatasetInspection | None:
        return chosen_by(self.words, self.inspection)

    @property
    def chosen_at(self) -> int | None:
        chosen = self.chosen
        return None if chosen is None else self.inspection.datasets.index(chosen)

    @property
    def proposal(self) -> Proposal | None:
        chosen = self.chosen
        if chosen is None:
            return None
        return proposal(
            chosen.columns,
            self.specification,
            said=self.said,
            profile=mapping_of(self.applied) if self.applied else SourceMapping(),
            found_values=unknown_values(self.job),
        )

    def problems_of(self, *keys: str) -> list[Problem]:
        return [one for one in self.problems if field_of(one) in keys]

    @property
    def chosen_problems(self) -> list[Problem]:
        return self.problems_of("chosen")

    @property
    def crs_problems(self) -> list[Problem]:
        return self.problems_of("crs_choice", "crs")

    @property
    def encoding_problems(self) -> list[Problem]:
        return self.problems_of("encoding_confirmed", "encoding")

    @property
    def mapping_problems(self) -> list[Problem]:
        return self.problems_of("mapping")

    @property
    def is_parameters_open(self) -> bool:
        return bool(self.words.get("helmert") or self.problems_of("helmert"))

    @property
    def specification_provider(self) -> str:
        """Who must supply the layer, unless somebody else does."""
        return self.specification.provider.zh

    def content(self, columns: Sequence[str]) -> ProfileContent | None:
        """The profile that is to be saved; None where no name is given."""
        name = self.words.get("save_as", "").strip()
        if not name:
            return None
        said = words_of_statement(self.words, self.job)
        epsg = said["crs"].upper().removeprefix("EPSG:").strip()
        return ProfileContent(
            name=name,
            columns=tuple(columns),
            mapping=mapping_said(self.words),
            provider=self.words.get("provider", "").strip(),
            crs_epsg=int(epsg) if epsg.isdigit() else None,
            encoding=said["encoding"],
            table=said["table"],
        )


def rows_of(proposed: Proposal) -> list[ColumnRow]:
    """The columns as rows of the table."""
    return [
        ColumnRow(at, one, _units(one.field, one.meaning.unit) if one.field else ())
        for at, one in enumerate(proposed.columns)
    ]


def _units(field: FieldSpecification, said: str) -> tuple[str, ...]:
    """What can be chosen: the usual units, and the one that is said if it is another."""
    usual = units_for(field)
    return (*usual, said) if said and said not in usual else usual


def free_fields(
    specification: LayerSpecification, proposed: Proposal
) -> Iterable[FieldSpecification]:
    """Fields that no column is yet, required ones first."""
    used = {one.meaning.field for one in proposed.columns}
    free = [one for one in specification.fields if one.name not in used]
    return sorted(free, key=lambda one: not one.is_required)


def signed(mapping: SourceMapping, profile: MappingProfile | None) -> SourceMapping:
    """The mapping under the name of the profile that it follows in all that the profile says."""
    if profile is None:
        return mapping
    said = mapping_of(profile).fitting(set(mapping.columns))
    follows = all(mapping.columns[name] == one for name, one in said.columns.items()) and all(
        mapping.values.get(name, {}).get(value, code) == code
        for name, codes in said.values.items()
        for value, code in codes.items()
    )
    if not follows:
        return mapping
    return replace(mapping, profile=profile.name, version=profile.version)


def said_before(job: ImportJob) -> SourceMapping:
    """What was said of the columns when the file was last sent back to a worker."""
    return mapping_from(job.mapping or {})
