# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What whoever publishes an edition has to have seen. 发布前的确认（纯）。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Conflict, Forbidden
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.editions import Dated, edition_on

FEWER_THAN = 0.5  # of the features in force: fewer than these are perhaps a part of the layer


class Risk(Choice):
    """发布风险。 Mostly a mistake; published only when somebody says that it is none."""

    NOT_IN_FORCE = ("NOT_IN_FORCE", "发布后不是现行版本", "will not be in force")
    FEWER = ("FEWER", "要素大幅减少", "far fewer features")


class NotAccepted(Conflict):
    """The edition was not looked at, or something changed since it was. 未确认。"""

    text = Text(
        "{edition} 未发布：请先查看与现行版本的对比和检查发现，并逐项确认",
        "{edition} was not published: look at its difference and its findings first, and confirm "
        "each",
    )
    code = "layer.not-accepted"


class SecondPersonNeeded(Forbidden):
    text = Text(
        "{edition} 由您导入，须由另一人发布（本局设置 KUANGTU_SECOND_PERSON_PUBLISHES）",
        "you imported {edition}; another person must publish it (this office has set "
        "KUANGTU_SECOND_PERSON_PUBLISHES)",
    )
    code = "layer.second-person-needed"


class Counted(Dated, Protocol):
    """What is needed of an edition."""

    @property
    def feature_count(self) -> int: ...


ACounted = TypeVar("ACounted", bound=Counted)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody saw before publishing, and confirmed. 发布确认。

    `warnings` is how many were shown, `against` the number of the edition in force that it was
    compared with (None: there was none), `difference` what the comparison counted.
    """

    warnings: int
    against: int | None
    risks: frozenset[Risk] = frozenset()
    difference: Mapping[str, int] | None = field(default=None)

    def as_json(self) -> dict[str, Any]:
        """As the trail keeps it."""
        return {
            "warnings": self.warnings,
            "compared_with": self.against,
            "confirmed": sorted(risk.value for risk in self.risks),
            "difference": None if self.difference is None else dict(self.difference),
        }


def in_force_after(
    published: Iterable[ACounted], day: date, *, with_: ACounted | None = None
) -> ACounted | None:
    """What would be in force on a day if one more were published. 发布后的现行版本。"""
    return edition_on([*published, *([with_] if with_ is not None else [])], day)


def risks_of(
    edition: ACounted, published: Iterable[ACounted], *, day: date
) -> list[tuple[Risk, Text]]:
    """What must be confirmed before an edition is published, each with its sentence. 发布风险。"""
    several = list(published)
    current = edition_on(several, day)
    if current is None:
        return []
    found = []
    if in_force_after(several, day, with_=edition) is not edition:
        found.append((Risk.NOT_IN_FORCE, _not_in_force(edition, current)))
    if edition.feature_count < current.feature_count * FEWER_THAN:
        text = Text(
            "要素只有 {new} 个，不到现行第 {number} 版（{old} 个）的一半：可能只是图层的一部分",
            "it has {new} features, less than half of the {old} of edition {number} in force: "
            "perhaps only a part of the layer",
        )
        counts = {"new": edition.feature_count, "old": current.feature_count}
        found.append((Risk.FEWER, text.format(number=current.number, **counts)))
    return found


def _not_in_force(edition: Counted, current: Counted) -> Text:
    day = edition.dated_on or Text("不明", "unknown")
    return Text(
        "数据日期（{day}）不晚于现行第 {number} 版（{other}）：发布后现行的仍是第 {number} 版",
        "its data date ({day}) is not later than that of edition {number} in force ({other}): "
        "edition {number} stays in force",
    ).format(day=day, number=current.number, other=current.dated_on or Text("不明", "unknown"))


def warning_count(manifest: Mapping[str, Any], counts: Mapping[str, int]) -> int:
    """How many warnings an import found, listed one by one or only counted.

    >>> warning_count({"findings": [{"kind": "a", "severity": "WARNING"}]}, {"a": 7, "b": 2})
    7
    """
    kinds = {
        one["kind"] for one in manifest["findings"] if one["severity"] == Severity.WARNING.value
    }
    return sum(count for kind, count in counts.items() if kind in kinds)
