# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition as it is exported: its features, and all that is known of it. 导出查询。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kuangtu import __version__
from kuangtu.accounts.actor import RANK, Actor
from kuangtu.core.errors import Invalid, NotFound, Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.choices import EditionStatus, Quality, Security
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.exporting import (
    Entry,
    ExportField,
    ExportMetadata,
    FeatureSource,
    TargetCrs,
    all_fields,
)
from kuangtu.layers.exporting.metadata import both
from kuangtu.layers.features import Box
from kuangtu.layers.queries.catalogue import VISIBLE
from kuangtu.layers.queries.differences import rows_of
from kuangtu.layers.queries.files import AnyEdition

NOT_STATED = Text("未说明", "not stated")
SHORT_NAME = 10  # bytes of a dbf


def source_of(
    edition: AnyEdition,
    *,
    crs: TargetCrs,
    box: Box | None = None,
    fields: Sequence[str] = (),
) -> FeatureSource:
    """The features of an edition, with the words of the dictionary. 导出要素。

    `fields` names those wanted, all without any. Raises: EditionDamaged, LedgerMoved; Invalid
    for a field that the edition does not have.
    """
    specification, rows = layer_named(edition.layer), rows_of(edition)
    known = {one.name: _field(one, specification) for one in all_fields(rows)}
    if unknown := [name for name in fields if name not in known]:
        raise Invalid([_unknown(name, known) for name in unknown])
    chosen = tuple(known[name] for name in fields) if fields else tuple(known.values())
    return FeatureSource(rows, chosen, crs, box, specification.name_field)


def _unknown(name: str, known: dict[str, ExportField]) -> Problem:
    text = Text(
        "此版本没有字段“{name}”；有：{known}", "the edition has no field {name}; it has: {known}"
    )
    told = text.format(name=name, known="、".join(known))
    return Problem("layer.export-field", told, Place(field="fields"))


def _field(found: ExportField, specification: LayerSpecification) -> ExportField:
    """A field of the file with its label, its unit and the short name of the data standard."""
    known = specification.field(found.name)
    if known is None:
        return found
    short = next((one for one in known.aliases if one.isascii() and len(one) <= SHORT_NAME), "")
    return ExportField(found.name, known.label, short, known.unit)


def metadata_of(edition: AnyEdition, *, exported_at: datetime, actor: Actor) -> ExportMetadata:
    """Everything that goes with the features of an edition. 导出元数据。"""
    quality, security = Quality(edition.quality), Security(edition.security)
    said = (
        ("edition", Text("版本", "edition"), str(edition.number)),
        ("status", Text("状态", "status"), both(EditionStatus(edition.status).label)),
        ("dated_on", Text("数据日期", "data date"), _day(edition.dated_on)),
        ("source", Text("来源", "source"), edition.source),
        ("authority", Text("批准或负责机关", "authority"), edition.authority or both(NOT_STATED)),
        ("licence", Text("许可", "licence"), edition.licence or both(NOT_STATED)),
        ("attribution", Text("署名", "attribution"), edition.attribution or both(NOT_STATED)),
        ("quality", Text("质量", "quality"), both(quality.label)),
        ("security", Text("密级", "security level"), both(security.label)),
        ("accuracy_m", Text("位置精度（米）", "accuracy of positions (m)"), _metres(edition)),
        (
            "feature_count",
            Text("版本要素数", "features of the edition"),
            str(edition.feature_count),
        ),
        ("sha256", Text("数据文件 sha256", "sha256 of the data file"), edition.sha256),
        ("exported_at", Text("导出时间", "exported at"), exported_at.isoformat(timespec="seconds")),
        ("exported_by", Text("导出人", "exported by"), f"{actor.name}（{actor.key}）"),
        ("product", Text("软件", "product"), f"矿图 Kuangtu {__version__}"),
    )
    entries = tuple(Entry(key, label, value) for key, label, value in said)
    return ExportMetadata(edition.label, edition.layer, entries)


def _day(day: date | None) -> str:
    return day.isoformat() if day else both(Text("不明", "unknown"))


def _metres(edition: AnyEdition) -> str:
    return both(NOT_STATED) if edition.accuracy_m is None else f"{edition.accuracy_m:g}"


def require_visible(edition: AnyEdition, actor: Actor) -> None:
    """Raises: NotFound where the security level hides the edition from the actor's role."""
    needed = VISIBLE.get(Security(edition.security))
    if needed is None or RANK[actor.role] < RANK[needed]:
        raise NotFound(what=edition.label)
