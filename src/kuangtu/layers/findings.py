# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an import found in a file, feature by feature. 检查发现（值对象，纯）。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.finding_kinds import kind_named

MOST_TOLD: Final = 200  # errors of one file, one by one: nobody reads more
NOBODY: Final = Text("", "")
# Of which whoever mends a file must know first: coordinates of this kind are to be replaced.
DECISIVE: Final = ("crs-gcj02-suspected",)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its kind, how bad, which feature, where on the map, what to do. 检查发现。

    `feature` is the position in the source file counted from 1, None for the file as a whole;
    `identifier` is what the layer's provider calls it. Longitude and latitude are degrees
    (EPSG:4490). `mender` says who must mend it, in the words of the layer. A finding may stand
    for all the `count` features that have the same `value`.
    """

    kind: str
    severity: Severity
    text: Text
    remedy: Text
    feature: int | None = None
    field: str = ""
    longitude: float | None = None
    latitude: float | None = None
    identifier: str = ""
    mender: Text = NOBODY
    value: str = ""
    count: int = 1

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def as_json(self) -> dict[str, object]:
        """The finding as the manifest and every interface print it; unknown parts left out."""
        record = {
            "kind": self.kind,
            "severity": self.severity.value,
            "message": self.text.as_json(),
            "remedy": self.remedy.as_json(),
            "feature": self.feature,
            "field": self.field or None,
            "longitude": self.longitude,
            "latitude": self.latitude,
            "identifier": self.identifier or None,
            "mender": None if self.mender == NOBODY else self.mender.as_json(),
            "value": self.value or None,
            "count": self.count if self.count > 1 else None,
        }
        return {key: value for key, value in record.items() if value is not None}

    def as_problem(self, file: str) -> Problem:
        """The finding as a refusal reports it: the feature's number stands in the sentence."""
        text = self.text
        if self.feature is not None:
            text = Text("第 {n} 个要素：", "feature {n}: ").format(n=self.feature) + text
        if self.longitude is not None and self.latitude is not None:
            where = f"{self.longitude:.6f}, {self.latitude:.6f}"
            text += Text(f"（位置 {where}）", f" (at {where})")
        text += Text("；", "; ") + self.remedy
        return Problem(f"layer.{self.kind}", text, Place(file=file, field=self.field))


def found(
    kind: str,
    text: Text,
    *,
    feature: int | None = None,
    field: str = "",
    place: tuple[float, float] | None = None,
) -> Finding:
    """A finding as bad as its kind says, with the remedy of its kind; `place` in degrees.

    >>> found("part-tiny", Text("极小", "tiny"), feature=3).severity.value
    'NOTE'
    """
    known = kind_named(kind)
    longitude, latitude = place or (None, None)
    return Finding(kind, known.severity, text, known.remedy, feature, field, longitude, latitude)


def finding_from(record: Mapping[str, Any]) -> Finding:
    """The finding that `as_json` wrote, as a manifest keeps it."""
    return Finding(
        kind=record["kind"],
        severity=Severity(record["severity"]),
        text=Text(**record["message"]),
        remedy=Text(**record["remedy"]),
        feature=record.get("feature"),
        field=record.get("field", ""),
        longitude=record.get("longitude"),
        latitude=record.get("latitude"),
        identifier=record.get("identifier", ""),
        mender=Text(**record["mender"]) if "mender" in record else NOBODY,
    )


def counts_by_kind(findings: Iterable[Finding]) -> dict[str, int]:
    """How often each kind was found, most frequent first."""
    return dict(Counter(finding.kind for finding in findings).most_common())


class ImportRefused(Invalid):
    """The file has features that cannot be stored, and nobody said to leave them out. 导入被拒。

    `findings` are those that are kept, warnings and notes included; `counts` says how many of
    each kind there are. `problems` are the errors, the first of them one by one and the others
    counted by kind, and a suspicion that makes mending them pointless.
    """

    text = Text(
        "{file} 中有 {count} 处错误，未导入：请在源数据中改正，"
        "或确认剔除有错的要素后再导入（--without-invalid）",
        "{file} has {count} errors and was not imported: mend them at the source, or confirm that "
        "the features with errors are to be left out (--without-invalid)",
    )
    code = "layer.import-refused"

    def __init__(
        self, findings: Iterable[Finding], *, file: str, counts: Mapping[str, int] | None = None
    ) -> None:
        self.findings = tuple(findings)
        self.counts = counts_by_kind(self.findings) if counts is None else dict(counts)
        errors = [finding for finding in self.findings if finding.is_error]
        kinds = {finding.kind for finding in errors}
        untold = Counter({kind: count for kind, count in self.counts.items() if kind in kinds})
        count = untold.total()
        told = errors[:MOST_TOLD]
        untold.subtract(finding.kind for finding in told)
        problems = [finding.as_problem(file) for finding in told]
        problems += [one.as_problem(file) for one in self.findings if one.kind in DECISIVE]
        if untold.total():
            problems.append(_not_told(+untold, file))
        super().__init__(problems, file=file, count=count)


def _not_told(errors: Counter[str], file: str) -> Problem:
    kinds = "、".join(f"{kind} × {count}" for kind, count in errors.most_common())
    text = Text(
        "另有 {count} 处错误未逐一列出（{kinds}）；kuangtu layer check 可得到清单",
        "{count} more errors are not listed ({kinds}); kuangtu layer check gives the list",
    )
    filled = text.format(count=errors.total(), kinds=kinds)
    return Problem("layer.more-errors", filled, Place(file))
