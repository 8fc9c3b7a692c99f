# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the plans module. 规划管理。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.plans import queries
from kuangtu.plans.applicability import area_covers
from kuangtu.plans.choices import OverrideKind
from kuangtu.plans.errors import (
    NothingToRestore,
    OverrideNotUsable,
    ParameterIsVerified,
    RuleCodeTaken,
)
from kuangtu.plans.figures import Figure
from kuangtu.plans.folder import KnownChecks, clashing_codes, folders_below, read_folder
from kuangtu.plans.models import FolderEdition, ParameterOverride
from kuangtu.plans.records import folder_record, value_record
from kuangtu.plans.types import Folder, FolderKind


@transaction.atomic
def load_folder(
    path: Path, *, actor: Actor, loaded_on: date, known_checks: KnownChecks | None = None
) -> FolderEdition:
    """Load a plan or norm folder as the current edition of its code. 装载规划文件夹。

    Writes: one FolderEdition and one trace, or nothing where that content is current already.
    Raises: NotFound, FolderInvalid, RuleCodeTaken, RoleTooLow, OutsideArea.
    """
    folder = read_folder(path, known_checks=known_checks)
    actor.require(Role.ADMINISTRATOR, folder.adcode)
    others = [one for one in queries.current_folders() if one.code != folder.code]
    _refuse_clashes([*others, folder])
    return _store(folder, actor=actor, loaded_on=loaded_on)


@transaction.atomic
def load_all(
    *, actor: Actor, loaded_on: date, known_checks: KnownChecks | None = None
) -> list[FolderEdition]:
    """Load every shipped plan and norm folder; answers with the editions that are new. 全部装载。

    Writes: as `load_folder`, for all folders or for none. Raises: as `load_folder`, with the
    mistakes of all folders together.
    """
    folders = _read_all(known_checks)
    for folder in folders:
        actor.require(Role.ADMINISTRATOR, folder.adcode)
    codes = {folder.code for folder in folders}
    others = [one for one in queries.current_folders() if one.code not in codes]
    _refuse_clashes([*others, *folders])
    present = queries.current_hashes()
    return [
        _store(folder, actor=actor, loaded_on=loaded_on)
        for folder in folders
        if present.get(folder.code) != folder.sha256
    ]


def _read_all(known_checks: KnownChecks | None) -> list[Folder]:
    """Every shipped folder; the mistakes of all of them in one error."""
    folders: list[Folder] = []
    problems: list[Problem] = []
    for root in (settings.KUANGTU_PLANS, settings.KUANGTU_NORMS):
        for path in folders_below(root):
            try:
                folders.append(read_folder(path, known_checks=known_checks))
            except Invalid as error:
                problems.extend(error.problems)
    if problems:
        raise Invalid(problems)
    return folders


def _refuse_clashes(folders: Iterable[Folder]) -> None:
    clashes = clashing_codes(folders)
    if clashes:
        raise RuleCodeTaken(Problem("rule-code-taken", text) for text in clashes)


def _store(folder: Folder, *, actor: Actor, loaded_on: date) -> FolderEdition:
    """Make the folder the current edition of its code, if it is not already."""
    editions = FolderEdition.objects.select_for_update().filter(code=folder.code)
    current = editions.filter(is_current=True).first()
    if current is not None and current.sha256 == folder.sha256:
        return current
    editions.filter(is_current=True).update(is_current=False)
    edition = editions.filter(sha256=folder.sha256).first()
    if edition is None:
        edition = _new_edition(folder, actor=actor, loaded_on=loaded_on)
    edition.is_current = True
    edition.save()
    record(
        action="plans.folder-loaded",
        actor=actor.key,
        subject=f"plans.FolderEdition:{folder.code}",
        adcode=folder.adcode,
        data={
            "sha256": folder.sha256,
            "replaces": current.sha256 if current else None,
            "loaded_on": loaded_on.isoformat(),
        },
    )
    return edition


def _new_edition(folder: Folder, *, actor: Actor, loaded_on: date) -> FolderEdition:
    return FolderEdition(
        code=folder.code,
        kind=folder.kind.value,
        adcode=folder.adcode,
        sha256=folder.sha256,
        starts_on=folder.period.starts_on,
        ends_on=folder.period.ends_on,
        title_zh=folder.title.zh,
        title_en=folder.title.en,
        content=folder_record(folder),
        loaded_on=loaded_on,
        loaded_by=actor.key,
    )


@transaction.atomic
def override_parameter(
    *,
    binding: str,
    parameter: str,
    value: object,
    starts_on: date,
    reason: str,
    actor: Actor,
    known_checks: KnownChecks | None = None,
) -> ParameterOverride:
    """Set an unverified figure for the actor's own area from a day on. 设定参数。

    `known_checks` are the generic rules, which know what their parameters may be.
    Writes: one ParameterOverride, one trace. Raises: RoleTooLow, OutsideArea, NotFound,
    ParameterIsVerified, OverrideNotUsable.
    """
    shipped = _unverified(binding, parameter, actor)
    problems = [
        *(
            _problems_with_value(shipped.value, value)
            or _problems_with_use(shipped, value, known_checks or {})
        ),
        *_problems_with_day(shipped, starts_on),
        *_problems_with_words(reason, "reason", NO_REASON),
    ]
    return _keep(
        shipped,
        OverrideKind.SET,
        problems,
        value=value,
        starts_on=starts_on,
        reason=reason,
        actor=actor,
    )


@transaction.atomic
def verify_parameter(
    *,
    binding: str,
    parameter: str,
    source: str,
    read_on: date,
    today: date,
    starts_on: date | None = None,
    actor: Actor,
) -> ParameterOverride:
    """Confirm that a figure stands so in its source; it then counts as verified. 核实参数。

    Holds for the actor's own area from a day on; without one from the rule's first day, for
    what a text says it has said since it was issued.
    Writes: one ParameterOverride, one trace. Raises: RoleTooLow, OutsideArea, NotFound,
    ParameterIsVerified, OverrideNotUsable.
    """
    shipped = _unverified(binding, parameter, actor)
    first = starts_on or shipped.period.starts_on
    problems = [
        *_problems_with_words(source, "source", NO_SOURCE),
        *_problems_with_day(shipped, first, "verified_from"),
    ]
    if read_on > today:
        problems.append(Problem("day-to-come", DAY_TO_COME, Place(field="read_on")))
    return _keep(
        shipped,
        OverrideKind.VERIFIED,
        problems,
        value=shipped.value,
        starts_on=first,
        reason=source,
        read_on=read_on,
        actor=actor,
    )


@transaction.atomic
def restore_parameter(
    *, binding: str, parameter: str, starts_on: date, reason: str, actor: Actor
) -> ParameterOverride:
    """Go back to the folder's own figure, unverified as it is, from a day on. 恢复参数原值。

    Writes: one ParameterOverride, one trace. Raises: RoleTooLow, OutsideArea, NotFound,
    ParameterIsVerified, NothingToRestore, OverrideNotUsable.
    """
    shipped = _unverified(binding, parameter, actor)
    done = queries.history_of(binding, parameter, actor.area)
    if not done or (done[-1].kind == OverrideKind.RESTORED and done[-1].starts_on <= starts_on):
        raise NothingToRestore(binding=binding, parameter=parameter)
    problems = [
        *_problems_with_day(shipped, starts_on),
        *_problems_with_words(reason, "reason", NO_REASON),
    ]
    return _keep(
        shipped,
        OverrideKind.RESTORED,
        problems,
        value=shipped.value,
        starts_on=starts_on,
        reason=reason,
        actor=actor,
    )


def _unverified(binding: str, parameter: str, actor: Actor) -> Figure:
    """The figure as shipped, if the actor may do something with it.

    Raises: RoleTooLow, OutsideArea, NotFound, ParameterIsVerified.
    """
    shipped = queries.figure_of(binding, parameter)
    within = area_covers(shipped.folder.adcode, actor.area)
    actor.require(Role.ADMINISTRATOR, None if within else shipped.folder.adcode)
    if shipped.confidence.is_verified:
        raise ParameterIsVerified(binding=binding, parameter=parameter)
    return shipped


def _keep(
    shipped: Figure,
    kind: OverrideKind,
    problems: list[Problem],
    *,
    value: object,
    starts_on: date,
    reason: str,
    actor: Actor,
    read_on: date | None = None,
) -> ParameterOverride:
    """Store it with its trace. Raises: OverrideNotUsable, with every problem at once."""
    binding, parameter = shipped.address
    if problems:
        raise OverrideNotUsable(problems, binding=binding, parameter=parameter)
    override = ParameterOverride.objects.create(
        binding=binding,
        parameter=parameter,
        kind=kind.value,
        value=value_record(value),
        adcode=actor.area,
        starts_on=starts_on,
        reason=reason.strip(),
        set_by=actor.key,
        read_on=read_on,
    )
    read = {"read_on": read_on.isoformat()} if read_on else {}
    record(
        action=f"plans.parameter-{kind.value.lower()}",
        actor=actor.key,
        subject=f"plans.ParameterOverride:{binding}.{parameter}",
        adcode=actor.area,
        data={
            "before": value_record(shipped.value),
            "value": value_record(value),
            "from": starts_on.isoformat(),
            "reason": reason.strip(),
            **read,
        },
    )
    return override


LONGEST = 500
NO_REASON = Text("须写明理由", "A reason is needed")
NO_SOURCE = Text(
    "须写明核对的原文：名称、文号、条款", "Name the text that was read: title, number, clause"
)
TOO_LONG = Text("不超过 {most} 个字", "{most} letters at most")
DAY_TO_COME = Text("核对日期不能晚于今日", "It cannot have been read on a day to come")
BEFORE_THE_RULE = Text(
    "这条规则自 {day} 起施行，起始日不能更早", "The rule begins on {day}; the day cannot be earlier"
)
AFTER_THE_RULE = Text(
    "这条规则到 {day} 为止，此后的设定没有作用",
    "The rule ended on {day}: nothing set later has effect",
)
OTHER_KIND = Text(
    "新值应与原值“{shipped}”同类", "The value should be of the same kind as “{shipped}”"
)
NEGATIVE = Text("不能为负数", "It cannot be negative")


def _problems_with_words(words: str, field: str, missing: Text) -> list[Problem]:
    place = Place(field=field)
    if not words.strip():
        return [Problem("empty-value", missing, place)]
    if len(words.strip()) > LONGEST:
        return [Problem("too-long", TOO_LONG.format(most=LONGEST), place)]
    return []


def _problems_with_day(shipped: Figure, starts_on: date, field: str = "starts_on") -> list[Problem]:
    """The day must be one on which the rule is applied; a plan's rules go on after its end."""
    place, period = Place(field=field), shipped.period
    if starts_on < period.starts_on:
        text = BEFORE_THE_RULE.format(day=period.starts_on)
        return [Problem("outside-period", text, place)]
    is_norm = shipped.folder.kind is FolderKind.NORM
    if is_norm and period.is_over_on(starts_on):
        return [Problem("outside-period", AFTER_THE_RULE.format(day=period.ends_on), place)]
    return []


def _problems_with_value(shipped: object, value: object) -> list[Problem]:
    place = Place(field="value")
    if _shape(value) != _shape(shipped):
        return [Problem("wrong-type", OTHER_KIND.format(shipped=shipped), place)]
    if any(one < 0 for one in _numbers(value)) and all(one >= 0 for one in _numbers(shipped)):
        return [Problem("negative", NEGATIVE, place)]
    return []


def _problems_with_use(shipped: Figure, value: object, known: KnownChecks) -> list[Problem]:
    """What the rule itself says of the value: a mineral that is none would break every review."""
    for binding in shipped.folder.bindings:
        if binding.code != shipped.binding or binding.check not in known:
            continue
        complain = known[binding.check].wrong_value
        changed = replace(binding.parameters[shipped.parameter], value=value)
        parameters = {**binding.parameters, shipped.parameter: changed}
        said = complain and complain(replace(binding, parameters=parameters), shipped.parameter)
        return [Problem("wrong-value", said, Place(field="value"))] if said else []
    return []


def _numbers(value: object) -> list[Decimal]:
    """Every number that stands in a value."""
    if isinstance(value, Mapping):
        return [one for inner in value.values() for one in _numbers(inner)]
    if isinstance(value, tuple):
        return [one for inner in value for one in _numbers(inner)]
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return [Decimal(value)] if is_number else []  # type: ignore[arg-type]  # told by is_number


def _shape(value: object) -> str:
    """What kind of value it is: two values of one shape can stand for each other."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Decimal):
        return "number" if value.is_finite() else "no number"
    if isinstance(value, int):
        return "number"
    if isinstance(value, tuple):
        return "list of " + " ".join(sorted({_shape(one) for one in value}))
    if isinstance(value, Mapping):
        return "table of " + " ".join(f"{key}:{_shape(value[key])}" for key in sorted(value))
    return type(value).__name__
