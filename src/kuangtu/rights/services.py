# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every act that changes the ledger of rights. 矿业权台账的全部写操作。"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from django.conf import settings
from django.db import transaction
from shapely import MultiPolygon, Polygon

from kuangtu.accounts.actor import Actor, Role
from kuangtu.audit.services import record as leave_trace
from kuangtu.core.errors import KuangtuError, Problem
from kuangtu.rights import queries
from kuangtu.rights.demo import demo_register
from kuangtu.rights.errors import FileRejected, RecordInvalid, RightDiffers, VersionDiffers
from kuangtu.rights.models import MineralRight, RightVersion
from kuangtu.rights.outlines import shipped_outline, shipped_outlines
from kuangtu.rights.reading.files import read_file
from kuangtu.rights.reading.places import outside_their_county
from kuangtu.rights.reading.rows import RowRecord
from kuangtu.rights.record import RightRecord, problems_of


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. 导入结果。 `warnings` are things read as written but worth a look."""

    file: str
    sha256: str
    rows: int
    new_rights: int
    new_versions: int
    unchanged: int
    warnings: tuple[Problem, ...] = ()


@transaction.atomic
def register_right(*, record: RightRecord, actor: Actor) -> RightVersion:
    """Enter one registration act. 登记。

    Writes: one RightVersion (and its MineralRight if the number is new), one trace; nothing if
    the same is registered already.
    Raises: RecordInvalid, RightDiffers, VersionDiffers, RoleTooLow, OutsideArea.
    """
    actor.require(Role.REVIEWER, record.adcode)
    problems = problems_of(record)
    if problems:
        raise RecordInvalid(problems)
    ledger = _Ledger([record])
    if ledger.holds(record):
        return RightVersion.objects.get(
            right__number=record.number, effective_on=record.effective_on
        )
    ledger.add([record])
    leave_trace(
        action="rights.registered",
        actor=actor.key,
        subject=f"rights.MineralRight:{record.number}",
        adcode=record.adcode,
        data={
            "act": record.act.value,
            "effective_on": record.effective_on.isoformat(),
            "digest": record.digest,
            "is_demo": record.is_demo,
        },
    )
    return RightVersion.objects.get(right__number=record.number, effective_on=record.effective_on)


@transaction.atomic
def import_rights(
    *, content: bytes, file_name: str, adcode: str, actor: Actor, is_demo: bool = False
) -> ImportReport:
    """Import a register from CSV or XLSX, all rows or none. 导入台账。

    `adcode` is the division of rows that name none. A row whose number and effective date are
    registered with the same content counts as unchanged.

    Writes: the new versions and one trace. Raises: FileRejected with every mistake of the file
    by row and column, RoleTooLow, OutsideArea.
    """
    actor.require(Role.ADMINISTRATOR, adcode)
    rows, warnings, problems = read_file(
        content, file_name=file_name, adcode=adcode, is_demo=is_demo
    )
    for division in sorted({row.record.adcode for row in rows}):
        actor.require(Role.ADMINISTRATOR, division)
    ledger = _Ledger([row.record for row in rows])
    crossing, away = outside_their_county(rows, shipped_outlines(row.record.adcode for row in rows))
    problems = [*problems, *_refusals(ledger, rows), *away]
    if problems:
        raise FileRejected(problems, file=file_name, count=len(problems))
    new = [row.record for row in rows if not ledger.holds(row.record)]
    report = ImportReport(
        file=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=len(rows),
        new_rights=ledger.add(new),
        new_versions=len(new),
        unchanged=len(rows) - len(new),
        warnings=(*warnings, *crossing),
    )
    _trace_import(report, adcode=adcode, actor=actor, is_demo=is_demo)
    return report


@transaction.atomic
def load_demo_register(
    *, actor: Actor, adcode: str = "", county: Polygon | MultiPolygon | None = None
) -> int:
    """Enter the invented register of a county, once. 装载演示台账。

    `adcode` is the county served unless named; `county` its outline (EPSG:4490), the shipped
    one unless given. Writes: the invented versions and one trace; nothing where the county has
    demonstration rights already. Answers with the versions written.
    Raises: NotFound without an outline, RoleTooLow, OutsideArea.
    """
    division = adcode or settings.KUANGTU_COUNTY
    actor.require(Role.ADMINISTRATOR, division)
    if queries.has_demo_rights(division):
        return 0
    records = demo_register(county or shipped_outline(division), division)
    _Ledger(records).add(records)
    leave_trace(
        action="rights.demo-loaded",
        actor=actor.key,
        subject=f"rights:{division}",
        adcode=division,
        data={"versions": len(records), "kinds": dict(Counter(one.kind.value for one in records))},
    )
    return len(records)


class _Ledger:
    """The part of the ledger that some records touch, read once."""

    def __init__(self, records: Sequence[RightRecord]) -> None:
        self.known = queries.registered_versions({one.number for one in records})

    def refusal(self, record: RightRecord) -> KuangtuError | None:
        """Why the record cannot be added, if it cannot."""
        if record.number not in self.known:
            return None
        right, digests = self.known[record.number]
        identity = (right.kind, right.adcode, right.is_demo)
        if identity != (record.kind.value, record.adcode, record.is_demo):
            return RightDiffers(number=right.number, kind=right.kind, adcode=right.adcode)
        if digests.get(record.effective_on, record.digest) != record.digest:
            return VersionDiffers(number=right.number, day=record.effective_on)
        return None

    def holds(self, record: RightRecord) -> bool:
        """Whether exactly this is registered. Raises: RightDiffers, VersionDiffers."""
        refusal = self.refusal(record)
        if refusal is not None:
            raise refusal
        _, digests = self.known.get(record.number, (None, {}))
        return record.effective_on in digests

    def add(self, records: Iterable[RightRecord]) -> int:
        """Write the records; answers with the rights that are new. Writes."""
        listed = list(records)
        rights = {number: right for number, (right, _) in self.known.items()}
        new = {one.number: _right(one) for one in listed if one.number not in rights}
        MineralRight.objects.bulk_create(new.values())
        rights.update(new)
        RightVersion.objects.bulk_create(
            [_version(rights[one.number], one) for one in listed], batch_size=500
        )
        return len(new)


def _refusals(ledger: _Ledger, rows: Iterable[RowRecord]) -> list[Problem]:
    """What the ledger has against each row, at the row's place."""
    found = ((row, ledger.refusal(row.record)) for row in rows)
    return [Problem(error.code, error.text, row.place) for row, error in found if error]


def _right(record: RightRecord) -> MineralRight:
    return MineralRight(
        number=record.number,
        kind=record.kind.value,
        adcode=record.adcode,
        is_demo=record.is_demo,
    )


def _version(right: MineralRight, record: RightRecord) -> RightVersion:
    ground, capacity = record.ground, record.capacity
    west, south, east, north = ground.geometry.bounds
    return RightVersion(
        right=right,
        effective_on=record.effective_on,
        act=record.act.value,
        status=record.status.value,
        name=record.name,
        holder=record.holder,
        holder_code=record.holder_code,
        mineral_code=record.mineral.code,
        other_mineral_codes=[one.code for one in record.other_minerals],
        method=record.method or "",
        capacity=capacity.value if capacity else None,
        capacity_unit=capacity.unit if capacity else "",
        ore_density_t_per_m3=record.ore_density_t_per_m3,
        ore_grade=record.ore_grade,
        size_class=record.size_class or "",
        stage=record.stage or "",
        mine_status=record.mine_status or "",
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        revoked_on=record.revoked_on,
        area_km2=record.area_km2,
        source_text=ground.source_text,
        source_format=ground.source_format,
        crs_epsg=ground.crs.epsg,
        crs_name=ground.crs.name,
        geometry_wkb=shapely.to_wkb(ground.geometry),
        min_lon=west,
        min_lat=south,
        max_lon=east,
        max_lat=north,
        area_m2=ground.area_m2,
        top_m=ground.top_m,
        bottom_m=ground.bottom_m,
        slabs=[
            {
                "wkb": shapely.to_wkb(slab.geometry, hex=True),
                "top_m": slab.top_m,
                "bottom_m": slab.bottom_m,
            }
            for slab in ground.slabs
        ],
        digest=record.digest,
        source_file=record.source_file,
        source_row=record.source_row,
        source_cells=dict(record.source_cells),
    )


def _trace_import(report: ImportReport, *, adcode: str, actor: Actor, is_demo: bool) -> None:
    leave_trace(
        action="rights.imported",
        actor=actor.key,
        subject=f"rights:{report.file}",
        adcode=adcode,
        data={
            "sha256": report.sha256,
            "rows": report.rows,
            "new_rights": report.new_rights,
            "new_versions": report.new_versions,
            "unchanged": report.unchanged,
            "warnings": len(report.warnings),
            "is_demo": is_demo,
        },
    )
