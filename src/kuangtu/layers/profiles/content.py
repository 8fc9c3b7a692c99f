# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a mapping profile says, and how well it fits a source. 方案内容与匹配（纯）。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text, joined
from kuangtu.geo.foreign import can_be_read
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.mapping import SourceMapping

LEAST_SHARE = 0.5  # of the columns of both, below which two files are no longer of one kind
LONGEST = {"name": 80, "provider": 120, "encoding": 20, "table": 120}

NO_NAME = Text("请写明方案名称", "give the profile a name")
TOO_LONG = Text("超过 {most} 个字；请缩短", "this has more than {most} letters; shorten it")
NO_CRS = Text("EPSG:{epsg} 不是能用的坐标系", "EPSG:{epsg} is no reference system that can be used")
EMPTY = Text(
    "方案没有任何字段对照，不必保存", "the profile maps no column; there is nothing to keep"
)
ABSENT = Text("方案中有、文件没有：{names}", "in the profile, not in the file: {names}")
UNFORESEEN = Text("文件中有、方案没有：{names}", "in the file, not in the profile: {names}")


@dataclass(frozen=True, slots=True)
class ProfileContent:
    """A profile without its version: for which sources, and what they mean. 方案内容。

    `columns` are those of the source that it was made for. `crs_epsg`, `encoding` and `table` are
    proposals that somebody confirms each time.
    """

    name: str
    columns: tuple[str, ...] = ()
    mapping: SourceMapping = field(default_factory=SourceMapping)
    provider: str = ""
    crs_epsg: int | None = None
    encoding: str = ""
    table: str = ""

    def problems(self, specification: LayerSpecification) -> Iterator[Problem]:
        """Why it cannot be kept for a layer."""
        if not self.name.strip():
            yield Problem("layer.profile-name", NO_NAME, Place(field="name"))
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most:
                yield Problem("layer.too-long", TOO_LONG.format(most=most), Place(field=name))
        if self.crs_epsg is not None and not can_be_read(self.crs_epsg):
            text = NO_CRS.format(epsg=self.crs_epsg)
            yield Problem("layer.profile-crs", text, Place(field="crs_epsg"))
        if not self.mapping.columns:
            yield Problem("layer.profile-empty", EMPTY, Place(field="columns"))
        yield from self.mapping.problems(specification)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the columns of a source are those that a profile was made for. 匹配程度。

    >>> fit_between(["MC", "JB"], ["JB", "MC"]).is_exact
    True
    >>> fit_between(["MC", "JB", "MJ"], ["MC", "JB", "BZ"])
    Fit(share=0.5, absent=('MJ',), unforeseen=('BZ',))
    """

    share: float  # of the columns of either, those that both have
    absent: tuple[str, ...]  # the profile names them, the source lacks them
    unforeseen: tuple[str, ...]  # the source has them, the profile says nothing

    @property
    def is_exact(self) -> bool:
        return not (self.absent or self.unforeseen)

    @property
    def is_close(self) -> bool:
        """Whether the profile may be proposed at all."""
        return self.share >= LEAST_SHARE

    @property
    def text(self) -> Text:
        """What does not fit, in words."""
        if self.is_exact:
            return Text("字段与方案完全一致", "the columns are exactly those of the profile")
        parts = [(ABSENT, self.absent), (UNFORESEEN, self.unforeseen)]
        said = [text.format(names="、".join(names)) for text, names in parts if names]
        return joined(said, "；", "; ")


def fit_between(profile: Sequence[str], source: Iterable[str]) -> Fit:
    """How well a profile made for some columns fits those of a source."""
    columns = list(source)
    shared = set(profile) & set(columns)
    union = set(profile) | set(columns)
    return Fit(
        share=len(shared) / len(union) if union else 0.0,
        absent=tuple(one for one in profile if one not in shared),
        unforeseen=tuple(one for one in columns if one not in shared),
    )
