# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the plans module. 规划管理。"""

from __future__ import annotations

from collections.abc import Iterable
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
from kuangtu.plans.errors import OverrideNotUsable, ParameterIsVerified, RuleCodeTaken
from kuangtu.plans.folder import KnownChecks, clashing_codes, folders_below, read_folder
from kuangtu.plans.models import FolderEdition, ParameterOverride
from kuangtu.plans.records import folder_record, value_record
from kuangtu.plans.types import Folder, Parameter


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
) -> ParameterOverride:
    """Set an unverified parameter for the actor's own area from a day on. 设定参数。

    Writes: one ParameterOverride, one trace. Raises: RoleTooLow, OutsideArea, NotFound,
    ParameterIsVerified, OverrideNotUsable.
    """
    folder, shipped = queries.parameter_of(binding, parameter)
    within = area_covers(folder.adcode, actor.area)
    actor.require(Role.ADMINISTRATOR, None if within else folder.adcode)
    if shipped.confidence.is_verified:
        raise ParameterIsVerified(binding=binding, parameter=parameter)
    problems = _problems_with(shipped, value, reason)
    if problems:
        raise OverrideNotUsable(problems, binding=binding, parameter=parameter)
    override = ParameterOverride.objects.create(
        binding=binding,
        parameter=parameter,
        value=value_record(value),
        adcode=actor.area,
        starts_on=starts_on,
        reason=reason.strip(),
        set_by=actor.key,
    )
    record(
        action="plans.parameter-set",
        actor=actor.key,
        subject=f"plans.ParameterOverride:{binding}.{parameter}",
        adcode=actor.area,
        data={
            "before": value_record(shipped.value),
            "value": value_record(value),
            "from": starts_on.isoformat(),
            "reason": reason.strip(),
        },
    )
    return override


def _problems_with(shipped: Parameter, value: object, reason: str) -> list[Problem]:
    problems = []
    if _shape(value) != _shape(shipped.value):
        text = Text(
            "新值应与原值“{shipped}”同类", "The value should be of the same kind as “{shipped}”"
        ).format(shipped=shipped.value)
        problems.append(Problem("wrong-type", text, Place(field="value")))
    if not reason.strip():
        text = Text("须写明理由", "A reason is needed")
        problems.append(Problem("empty-value", text, Place(field="reason")))
    return problems


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
    return type(value).__name__
