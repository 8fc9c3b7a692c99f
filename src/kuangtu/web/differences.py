# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The difference of two editions, and what must be confirmed, as pages show them. 版本对比。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django_tasks import TaskResultStatus

from kuangtu.accounts.actor import Actor
from kuangtu.core.text import Text
from kuangtu.layers.accepting import Acceptance, Risk
from kuangtu.layers.choices import EditionStatus, GeometryKind
from kuangtu.layers.comparing import ChangeKind, KeptComparison
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.accepting import (
    after_withdrawing,
    in_force,
    risks_of_publishing,
    warnings_of,
)
from kuangtu.layers.queries.catalogue import visible_to
from kuangtu.layers.queries.difference_tables import remarks
from kuangtu.layers.queries.differences import comparison, is_quick, kept_comparison
from kuangtu.layers.tasks import ask_for_comparison
from kuangtu.web.trail import officer_names, who_of

CSS = {
    ChangeKind.ADDED: "good",
    ChangeKind.REMOVED: "bad",
    ChangeKind.MOVED: "",
    ChangeKind.CHANGED: "amber",
    ChangeKind.MOVED_AND_CHANGED: "amber",
}
SQUARE_KM, KM = 1e6, 1e3


@dataclass(frozen=True, slots=True)
class Difference:
    """Two editions and what is known of their difference by now. 对比状态。"""

    old: Edition
    new: Edition
    kept: KeptComparison | None
    has_failed: bool = False

    @property
    def fates(self) -> list[tuple[ChangeKind, int, str]]:
        """Each kind of change, how many, and its colour."""
        if self.kept is None:
            return []
        counts = self.kept.summary.counts
        return [(kind, counts.of_kind(kind), CSS[kind]) for kind in ChangeKind]

    @property
    def remarks(self) -> list[Text]:
        return remarks(self.kept.summary) if self.kept else []

    @property
    def balance(self) -> list[tuple[Text, float]]:
        """Sums in km² or km; nothing for points and tables."""
        if self.kept is None:
            return []
        found = self.kept.summary.balance
        by = {GeometryKind.POLYGON: SQUARE_KM, GeometryKind.LINE: KM}.get(found.geometry)
        if by is None:
            return []
        return [
            (Text("原版合计", "before"), found.old / by),
            (Text("新版合计", "after"), found.new / by),
            (Text("净变化", "net change"), (found.new - found.old) / by),
            (Text("新增", "added"), found.added / by),
            (Text("移除", "removed"), found.removed / by),
            (Text("图形变化中仅一方覆盖", "covered by one shape only"), found.changed / by),
        ]

    @property
    def unit(self) -> str:
        kind = self.kept.summary.balance.geometry if self.kept else GeometryKind.NONE
        return "km²" if kind is GeometryKind.POLYGON else "km"

    @property
    def counted(self) -> dict[str, int] | None:
        """What the trail keeps."""
        if self.kept is None:
            return None
        return {kind.value.lower(): count for kind, count, _ in self.fates}


def difference_of(old: Edition, new: Edition) -> Difference:
    """The difference if it is known or quick to find; else a worker is asked for it."""
    kept = kept_comparison(old, new)
    if kept is None and is_quick(old, new):
        kept = comparison(old, new)
    if kept is not None:
        return Difference(old, new, kept)
    status = ask_for_comparison(old, new)
    return Difference(old, new, None, status is TaskResultStatus.FAILED)


def deciding(found: Edition, *, actor: Actor, day: date, is_intact: bool) -> dict[str, Any]:
    """What the page of an edition says before it is published or withdrawn. 发布前须知。"""
    current = in_force(found.layer, day=day)
    is_staged = found.status == EditionStatus.STAGED and is_intact
    others = visible_to(actor).filter(layer=found.layer).exclude(pk=found.pk)
    is_compared = current is not None and current in others
    return {
        "others": list(others.values_list("number", flat=True).order_by("-number")),
        "in_force": current,
        "difference": difference_of(current, found)
        if is_staged and current and is_compared
        else None,
        "risks": risks_of_publishing(found, day=day) if is_staged else [],
        "warning_count": warnings_of(found) if is_staged else 0,
        "after_withdrawing": after_withdrawing(found, day=day),
        "people": people_of(found),
    }


def people_of(found: Edition) -> dict[str, str]:
    """Who imported, published and withdrew an edition, as people know them."""
    acts = ("imported_by", "published_by", "withdrawn_by")
    keys = {act: str(getattr(found, act)) for act in acts}
    names = officer_names(set(keys.values()))
    return {act: who_of(key, names) if key else "" for act, key in keys.items()}


def acceptance_from(request: HttpRequest, found: Edition, *, day: date) -> Acceptance:
    """What was ticked on the form, with what the comparison counted."""
    current = in_force(found.layer, day=day)
    kept = kept_comparison(current, found) if current else None
    return Acceptance(
        warnings=_number(request.POST.get("warnings")) or 0,
        against=_number(request.POST.get("against")),
        risks=frozenset(risk for risk in Risk if risk.value in request.POST.getlist("risk")),
        difference=Difference(current, found, kept).counted if current and kept else None,
    )


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() else None
