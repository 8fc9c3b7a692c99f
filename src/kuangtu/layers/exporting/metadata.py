# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What goes with the features: where they come from and what they are worth. 导出说明。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kuangtu.core.text import Text
from kuangtu.layers.exporting.source import FeatureSource

NOTE_FILE = "说明.txt"
EXPORT_CRS = Text("坐标系", "reference system")
AXES = Text("坐标次序", "order of coordinates")
REMARK = Text("坐标说明", "on the coordinates")
COUNT = Text("导出要素数", "features exported")
BOX = Text("导出范围（西,南,东,北）", "box exported (west,south,east,north)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said of an export: a stable key, its words, its value. 说明条目。"""

    key: str
    label: Text
    value: str


@dataclass(frozen=True, slots=True)
class ExportMetadata:
    """Everything that is said of an edition that is exported. 导出元数据。

    `layer` is its code; the entries are those of the edition and of the act of exporting.
    """

    title: Text
    layer: str
    entries: tuple[Entry, ...]

    def with_source(self, source: FeatureSource) -> ExportMetadata:
        """The same with what is known of the file that is written."""
        more = [Entry("count", COUNT, str(source.survey.count))]
        if source.has_geometry:
            more += [
                Entry("crs", EXPORT_CRS, f"EPSG:{source.crs.epsg} {source.crs.name}"),
                Entry("axes", AXES, both(source.crs.axes)),
                Entry("crs_remark", REMARK, both(source.crs.remark)),
            ]
        if source.box is not None:
            more.append(Entry("bbox", BOX, ",".join(map(str, source.box))))
        return ExportMetadata(self.title, self.layer, (*self.entries, *more))

    def as_strings(self) -> dict[str, str]:
        """By key, for containers that hold words."""
        return {"title": both(self.title), "layer": self.layer} | {
            one.key: one.value for one in self.entries
        }

    def as_rows(self) -> list[tuple[str, str]]:
        """Label and value, for whoever reads it."""
        head = [("图层 · layer", both(self.title)), ("图层编码 · code", self.layer)]
        return head + [(both(one.label), one.value) for one in self.entries]

    def as_text(self, notes: Sequence[Text] = (), more: Mapping[str, Sequence[str]] = {}) -> str:
        """A page for the file beside the data; `more` are lists under a heading each."""
        lines = [f"{label}：{value}" for label, value in self.as_rows()]
        if notes:
            lines += ["", "注意 · note", *(f"- {both(note)}" for note in notes)]
        for heading, several in more.items():
            lines += ["", heading, *several]
        return "\r\n".join(lines) + "\r\n"


def both(text: Text) -> str:
    """The two languages in one line.

    >>> both(Text("甲", "a")), both(Text("KML", "KML"))
    ('甲 · a', 'KML')
    """
    return text.zh if text.zh == text.en else f"{text.zh} · {text.en}"


def field_rows(source: FeatureSource, written: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Field as written, our name, and its label with the unit."""
    rows = []
    for one in source.fields:
        unit = f"（{one.unit}）" if one.unit else ""
        rows.append((written.get(one.name, one.name), one.name, both(one.label) + unit))
    return rows
