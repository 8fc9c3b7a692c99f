# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Saying how a file is to be read: confirmed, or looked at again another way. 确认读法。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.crs import Datum, datum_of
from kuangtu.layers.choices import ImportStatus
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.imports.queries import may_be_confirmed
from kuangtu.layers.imports.services.traces import trace
from kuangtu.layers.imports.states import NothingToConfirm
from kuangtu.layers.imports.stating import problems_of_words
from kuangtu.layers.inspecting import DatasetInspection
from kuangtu.layers.inspection_records import inspection_from
from kuangtu.layers.mapping import SourceMapping
from kuangtu.layers.models import ImportJob
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.profiles.proposing import proposal
from kuangtu.layers.profiles.services import save_profile
from kuangtu.layers.statements import EPSG, KEYS

OLD_DATUMS = (Datum.XIAN80, Datum.BEIJING54)

NO_DATASET = Text("请选择要导入的数据", "choose the data to import")
UNREADABLE = Text("这个数据读不出来：{why}", "this cannot be read: {why}")
NO_CRS = Text(
    "请点选坐标系：文件没有说明能用的坐标系，不作猜测",
    "choose the reference system: the file says none that can be used, and none is guessed",
)
UNCONFIRMED_CRS = Text("请核对并点选坐标系", "check the reference system and choose it")
NO_PARAMETERS = Text(
    "EPSG:{epsg} 须有转换参数才能换成 CGCS2000；请填写，或请对方提供 CGCS2000 的数据",
    "EPSG:{epsg} becomes CGCS2000 by parameters only; give them, or ask for the data in CGCS2000",
)
NO_COLUMN = Text("必填字段“{field}”没有对应的源字段", "no column is mapped to the required {field}")
TWICE = Text(
    "“{field}”对应了几个源字段；请只留一个", "several columns are mapped to {field}; keep one"
)
UNKNOWN_VALUES = Text(
    "“{field}”有未对照的取值：{values}；请逐一选定，或勾选剔除有错的要素",
    "{field} has values that are not mapped: {values}; choose a code for each, or have features "
    "with errors left out",
)
MAPPING = Place(field="mapping")
UNCONFIRMED_WORDS = Text(
    "请核对样例文字，确认没有乱码", "look at the sample words and confirm that none is garbled"
)


@transaction.atomic
def confirm_import(
    *,
    job: ImportJob,
    words: Mapping[str, str],
    mapping: SourceMapping,
    confirmed_at: datetime,
    actor: Actor,
    profile: ProfileContent | None = None,
) -> ImportJob:
    """Confirm how a file is read, so that a worker imports it. 确认导入。

    `words` are those of the statement, with `crs_confirmed` and `encoding_confirmed` for what was
    looked at; `profile` is to be saved from this mapping. Writes: the job, one trace; the profile
    with its own. Raises: RoleTooLow, OutsideArea, NothingToConfirm, Invalid with every problem;
    nothing is kept then.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = _to_be_confirmed(job)
    specification = layer_named(found.layer)
    problems = problems_of_words(words, specification, at=confirmed_at, actor=actor)
    problems += _problems_of_reading(found, words)
    problems += mapping.problems(specification)
    problems += _problems_of_fields(found, words, mapping)
    problems += profile.problems(specification) if profile else ()
    if problems:
        raise Invalid(dict.fromkeys(problems))
    if profile:
        saved = save_profile(
            layer=found.layer, content=profile, made_on=confirmed_at.date(), actor=actor
        )
        signed = SourceMapping(mapping.columns, mapping.values, saved.name, saved.version)
        mapping = signed
    found.said = {key: words[key] for key in KEYS if words.get(key)}
    found.mapping = mapping.as_json()
    found.confirmed_at = confirmed_at
    _hand_back(found)
    trace("layers.import-confirmed", found, actor.key, _confirmed(found, mapping))
    return found


@transaction.atomic
def look_again(
    *, job: ImportJob, words: Mapping[str, str], mapping: SourceMapping, actor: Actor
) -> ImportJob:
    """Have a worker look at the file once more, with another encoding or system. 重新查看。

    Everything typed is kept. Writes: the job. Raises: RoleTooLow, OutsideArea, NothingToConfirm;
    Invalid for what cannot be declared.
    """
    actor.require(Role.REVIEWER, settings.KUANGTU_COUNTY)
    found = _to_be_confirmed(job)
    declared = {"crs", "helmert", "encoding"}
    specification = layer_named(found.layer)
    problems = problems_of_words(words, specification, at=found.requested_at, actor=actor)
    if problems := [one for one in problems if one.place.field in declared]:
        raise Invalid(problems)
    found.said = {key: words[key] for key in KEYS if words.get(key)}
    found.mapping = mapping.as_json()
    _hand_back(found)
    return found


def _to_be_confirmed(job: ImportJob) -> ImportJob:
    found = ImportJob.objects.select_for_update().get(pk=job.pk)
    if not may_be_confirmed(found):
        raise NothingToConfirm(status=ImportStatus(found.status).label)
    return found


def _hand_back(job: ImportJob) -> None:
    """To a worker, as if it had just been handed in."""
    job.status, job.ended_at = ImportStatus.WAITING, None
    job.refusal = None
    job.step, job.feature_count, job.started_at = "", None, None
    job.save()


def _problems_of_reading(job: ImportJob, words: Mapping[str, str]) -> Iterator[Problem]:
    chosen = chosen_dataset(job, words)
    if chosen is None:
        yield Problem("layer.confirm.dataset", NO_DATASET, Place(field="chosen"))
        return
    if chosen.problem is not None:
        text = UNREADABLE.format(why=chosen.problem)
        yield Problem("layer.confirm.unreadable", text, Place(field="chosen"))
    yield from _problems_of_crs(chosen, words)
    if chosen.encoding and chosen.encoding.is_guess and not words.get("encoding_confirmed"):
        yield Problem(
            "layer.confirm.encoding", UNCONFIRMED_WORDS, Place(field="encoding_confirmed")
        )


def _problems_of_fields(
    job: ImportJob, words: Mapping[str, str], mapping: SourceMapping
) -> Iterator[Problem]:
    """What would refuse the import as soon as its attributes are looked at."""
    chosen = chosen_dataset(job, words)
    if chosen is None or not chosen.columns:
        return
    proposed = proposal(
        chosen.columns, layer_named(job.layer), said=mapping, found_values=unknown_values(job)
    )
    for field in proposed.missing:
        yield Problem("layer.confirm.field-missing", NO_COLUMN.format(field=field.label), MAPPING)
    for field in proposed.repeated:
        yield Problem("layer.confirm.field-twice", TWICE.format(field=field.label), MAPPING)
    if words.get("without_invalid"):
        return
    for column in proposed.columns:
        if column.field is not None and column.unknown_values:
            listed = "、".join(one.value for one in column.unknown_values)
            text = UNKNOWN_VALUES.format(field=column.field.label, values=listed)
            yield Problem("layer.confirm.values", text, MAPPING)


def unknown_values(job: ImportJob) -> dict[str, dict[str, int]]:
    """Values that an earlier run of the import could not place, by field. 未能对照的取值。"""
    found = (job.refusal or {}).get("unknown_values", {})
    return {name: dict(values) for name, values in found.items()}


def _problems_of_crs(chosen: DatasetInspection, words: Mapping[str, str]) -> Iterator[Problem]:
    """A system is needed, somebody has looked at it, and an old datum has its parameters."""
    if not chosen.has_geometry:
        return
    declared = EPSG.fullmatch(words.get("crs", "").strip())
    epsg = int(declared[1]) if declared else usable_epsg(chosen)
    if epsg is None:
        yield Problem("layer.confirm.crs-unknown", NO_CRS, Place(field="crs_choice"))
    elif not words.get("crs_confirmed"):
        yield Problem("layer.confirm.crs", UNCONFIRMED_CRS, Place(field="crs_choice"))
    elif datum_of(epsg) in OLD_DATUMS and not words.get("helmert", "").strip():
        text = NO_PARAMETERS.format(epsg=epsg)
        yield Problem("layer.confirm.helmert", text, Place(field="helmert"))


def usable_epsg(seen: DatasetInspection) -> int | None:
    """The system that a file says, if its coordinates can be of it; parameters may be lacking."""
    if seen.crs is None or (seen.crs_problem is not None and not seen.crs.needs_parameters):
        return None
    return seen.crs.epsg


def chosen_dataset(job: ImportJob, words: Mapping[str, str]) -> DatasetInspection | None:
    """What the words choose of what was seen; the only one needs no choice. 所选数据。"""
    seen = inspection_from(job.inspection or {}).datasets
    if len(seen) == 1:
        return seen[0]
    wanted = (words.get("dataset", ""), words.get("table", ""))
    return next((one for one in seen if (one.dataset, one.table) == wanted), None)


def _confirmed(job: ImportJob, mapping: SourceMapping) -> dict[str, object]:
    said = {
        key: job.said[key] for key in ("crs", "encoding", "dataset", "table") if key in job.said
    }
    profile = {"profile": mapping.profile, "version": mapping.version} if mapping.profile else {}
    return {"file": job.file_name, **said, **profile}
