# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a comparison says: counts, balance, and each change. 比对结果（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.comparing.kinds import ChangeKind

Plain = str | int | float | bool | None
Box = tuple[float, float, float, float]  # west, south, east, north in degrees


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a feature before and after, exactly as stored. 字段变化。"""

    field: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class Change:
    """One feature that was added, removed, moved or described otherwise. 变化。

    Sizes are m² of areas (ellipsoid) and m of lines, None for points and where there is no
    geometry. `changed_size` is what only one of the two shapes covers, `share` that of what
    either covers; `moved_m` the farthest that any corner lies from the other shape. None: it could
    not be measured. Rows are positions in the files; `is_guess` says that two features were
    taken for one because they overlap.
    """

    kind: ChangeKind
    identifier: str
    old_row: int | None
    new_row: int | None
    old_size: float | None = None
    new_size: float | None = None
    changed_size: float | None = None
    share: float | None = None
    moved_m: float | None = None
    fields: tuple[FieldChange, ...] = ()
    is_guess: bool = False
    is_repeated: bool = False  # its identifier stands more than once in an edition
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many features of each fate; together with the removed they are the old edition. 计数。

    `within_tolerance` are features whose geometry moved by no more than the tolerance; they are
    counted with the unchanged, or with those that changed attributes only.
    """

    old: int
    new: int
    unchanged: int
    added: int
    removed: int
    moved: int
    changed: int
    moved_and_changed: int
    within_tolerance: int
    guessed: int
    repeated_old: int  # features whose identifier stands more than once
    repeated_new: int
    unidentified_old: int  # features without an identifier, where the layer has one
    unidentified_new: int
    same_ground: int  # added features that lie exactly where a removed one lay

    @property
    def differences(self) -> int:
        return self.added + self.removed + self.moved + self.changed + self.moved_and_changed

    def of_kind(self, kind: ChangeKind) -> int:
        """How many changes of a kind there are."""
        return int(getattr(self, kind.value.lower()))


@dataclass(frozen=True, slots=True)
class SizeBalance:
    """Sums over features: m² of areas, m of lines, 0 for points. 面积（长度）平衡。

    Features that overlap are counted each; None where a sum could not be formed.
    """

    geometry: GeometryKind
    old: float
    new: float
    added: float
    removed: float
    changed: float  # what only one of two shapes of a feature covers


@dataclass(frozen=True, slots=True)
class FieldsCompared:
    """Which fields could be compared. 比对字段。

    Values of a field that is in one edition only are not counted as changes of features; those
    of a field whose type differs are compared as they are written.
    """

    compared: tuple[str, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    retyped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is known of the difference of two editions but its single changes. 比对。

    `matched_by` is the identifying field, "" where features were matched by geometry.
    `is_unguessed` says that too many features were left over to look for overlapping ones.
    """

    matched_by: str
    tolerance_m: float
    counts: Counts
    balance: SizeBalance
    fields: FieldsCompared
    changed_fields: Mapping[str, int]  # field → features in which it changed
    is_unguessed: bool = False

    @property
    def is_same(self) -> bool:
        """Nothing that a person would call a difference."""
        fields = self.fields
        return not (self.counts.differences or fields.only_old or fields.only_new)

    def as_json(self) -> dict[str, Any]:
        """The comparison as every interface prints it."""
        record = asdict(self)
        record["balance"]["geometry"] = self.balance.geometry.value
        record["changed_fields"] = dict(self.changed_fields)
        return record | {"is_same": self.is_same}


def comparison_from(record: Mapping[str, Any]) -> Comparison:
    """The comparison that was written as JSON. Raises: KeyError, TypeError, ValueError."""
    balance = dict(record["balance"])
    return Comparison(
        matched_by=str(record["matched_by"]),
        tolerance_m=float(record["tolerance_m"]),
        counts=Counts(**record["counts"]),
        balance=SizeBalance(**balance | {"geometry": GeometryKind(balance["geometry"])}),
        fields=FieldsCompared(**{key: tuple(names) for key, names in record["fields"].items()}),
        changed_fields=dict(record["changed_fields"]),
        is_unguessed=bool(record["is_unguessed"]),
    )
