# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One registration act as a value, and what can be wrong with it. 登记内容（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kuangtu.codes.choices import (
    Act,
    ExplorationStage,
    MineStatus,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.codes.license_numbers import LicenseFormat, read_license_number
from kuangtu.codes.minerals import Mineral
from kuangtu.codes.units import find_unit
from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import Place, Problem
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.geo.ground import Ground

# No right is older than the country, and none runs for centuries: beyond, a year is mistyped.
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2149, 12, 31)
MOST_CHARACTERS = {
    "number": 40,
    "name": 200,
    "holder": 200,
    "holder_code": 40,
    "source_file": 200,
}
CAPACITY_DECIMALS = 6
AREA_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class RightRecord:
    """What one registration act says of a right from a day on. 登记内容。

    `capacity` is per year. `ore_density_t_per_m3` and `ore_grade` (a share) let a capacity in
    volume or in a contained substance be counted in tons of ore; None means not stated, and
    then nothing is counted. `source_cells` are the cells of the imported row as they stood.
    """

    number: str
    kind: RightKind
    adcode: str
    effective_on: date
    act: Act
    name: str
    holder: str
    mineral: Mineral
    ground: Ground
    status: RightStatus = RightStatus.IN_FORCE
    holder_code: str = ""
    other_minerals: tuple[Mineral, ...] = ()
    method: MiningMethod | None = None
    capacity: Quantity | None = None
    ore_density_t_per_m3: Decimal | None = None
    ore_grade: Decimal | None = None
    size_class: SizeClass | None = None
    stage: ExplorationStage | None = None
    mine_status: MineStatus | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    area_km2: Decimal | None = None
    revoked_on: date | None = None
    is_demo: bool = False
    source_file: str = ""
    source_row: int | None = None
    source_cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A hash of everything that is registered; where it was read from does not count."""
        return sha256_of(_content(self))


def _content(record: RightRecord) -> dict[str, object]:
    ground = record.ground
    return {
        "number": record.number,
        "kind": record.kind.value,
        "adcode": record.adcode,
        "effective_on": record.effective_on.isoformat(),
        "act": record.act.value,
        "name": record.name,
        "holder": record.holder,
        "holder_code": record.holder_code,
        "mineral": record.mineral.code,
        "other_minerals": [one.code for one in record.other_minerals],
        "method": _code(record.method),
        "capacity": _number(record.capacity.value) if record.capacity else None,
        "capacity_unit": record.capacity.unit if record.capacity else None,
        "ore_density_t_per_m3": _number(record.ore_density_t_per_m3),
        "ore_grade": _number(record.ore_grade),
        "size_class": _code(record.size_class),
        "stage": _code(record.stage),
        "mine_status": _code(record.mine_status),
        "status": record.status.value,
        "valid_from": _day(record.valid_from),
        "valid_to": _day(record.valid_to),
        "area_km2": _number(record.area_km2),
        "revoked_on": _day(record.revoked_on),
        "is_demo": record.is_demo,
        "ground": [ground.source_text, ground.source_format, ground.crs.epsg],
        "heights": [[slab.top_m, slab.bottom_m] for slab in ground.slabs],
    }


def _code(choice: object) -> str | None:
    return None if choice is None else str(choice)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(number: Decimal | None) -> str | None:
    """One spelling for equal numbers: 8.0 and 8 are the same capacity."""
    return None if number is None else format(number.normalize(), "f")


def problems_of(record: RightRecord) -> tuple[Problem, ...]:
    """Everything wrong with a record by itself, at the field it is about. 登记内容校验。"""
    return tuple(Problem(code, text, Place(field=field)) for field, code, text in _mistakes(record))


Mistake = tuple[str, str, Text]  # field, code, what is wrong


def _mistakes(record: RightRecord) -> Iterator[Mistake]:
    yield from _identity_mistakes(record)
    yield from _length_mistakes(record)
    yield from _status_mistakes(record)
    yield from _date_mistakes(record)
    yield from _number_mistakes(record)


def _identity_mistakes(record: RightRecord) -> Iterator[Mistake]:
    number = read_license_number(record.number)
    if not record.number:
        yield "number", "right-number-empty", Text("缺少许可证号", "The licence number is missing")
    if not record.name.strip():
        yield "name", "right-name-empty", Text("缺少名称", "The name is missing")
    if not record.holder.strip():
        yield "holder", "right-holder-empty", Text("缺少矿业权人", "The holder is missing")
    if (number.format is LicenseFormat.DEMO) != record.is_demo:
        text = Text(
            "编号“{number}”与演示标记不符：只有演示数据用 DEMO 编号",
            "The number “{number}” does not fit the demo mark: only demo data has DEMO numbers",
        )
        yield "number", "right-demo-number", text.format(number=record.number)
    if number.kind is not None and number.kind is not record.kind:
        text = Text(
            "编号“{number}”是{found}的编号，登记为{kind}",
            "The number “{number}” says {found}, the entry {kind}",
        )
        found, kind = number.kind.label, record.kind.label
        yield (
            "number",
            "right-kind-differs",
            text.format(number=record.number, found=found, kind=kind),
        )


def _length_mistakes(record: RightRecord) -> Iterator[Mistake]:
    """What the ledger's columns do not hold is refused, never cut."""
    text = Text("内容有 {length} 字，超过 {most} 字", "{length} characters, more than {most}")
    for name, most in MOST_CHARACTERS.items():
        length = len(getattr(record, name))
        if length > most:
            yield name, "right-too-long", text.format(length=length, most=most)


def _status_mistakes(record: RightRecord) -> Iterator[Mistake]:
    if record.act is Act.CANCEL and record.status is not RightStatus.CANCELED:
        text = Text(
            "登记类型为注销，状态却是{status}",
            "The act is a cancellation, yet the status is {status}",
        )
        yield "status", "right-canceled-in-force", text.format(status=record.status.label)
    if record.status is RightStatus.REVOKED and record.revoked_on is None:
        yield (
            "revoked_on",
            "right-revoked-on-missing",
            Text("状态为吊销，须填吊销日期", "A revoked right needs the day of revocation"),
        )
    if record.status is not RightStatus.REVOKED and record.revoked_on is not None:
        yield (
            "revoked_on",
            "right-not-revoked",
            Text("填了吊销日期，但状态不是吊销", "There is a day of revocation but not the status"),
        )


def _date_mistakes(record: RightRecord) -> Iterator[Mistake]:
    start, end = record.valid_from, record.valid_to
    if start is not None and end is not None and end < start:
        text = Text(
            "有效期止 {end} 早于有效期起 {start}", "The validity ends on {end} before {start}"
        )
        yield "valid_to", "right-validity-reversed", text.format(start=start, end=end)
    for name in ("effective_on", "valid_from", "valid_to", "revoked_on"):
        day: date | None = getattr(record, name)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            text = Text(
                "日期 {day} 不在 {first} 至 {last} 之间，请核对年份",
                "The day {day} does not lie between {first} and {last}; check the year",
            )
            yield name, "right-day-range", text.format(day=day, first=FIRST_DAY, last=LAST_DAY)


def _number_mistakes(record: RightRecord) -> Iterator[Mistake]:
    numbers = (
        ("capacity", record.capacity.value if record.capacity else None, CAPACITY_DECIMALS),
        ("area_km2", record.area_km2, AREA_DECIMALS),
        ("ore_density_t_per_m3", record.ore_density_t_per_m3, CAPACITY_DECIMALS),
        ("ore_grade", record.ore_grade, CAPACITY_DECIMALS),
    )
    for name, number, decimals in numbers:
        if number is not None:
            yield from _one_number(name, number, decimals)
    if record.ore_grade is not None and record.ore_grade > 1:
        text = Text("矿石品位应为不大于 1 的小数", "The ore grade must be a share of at most 1")
        yield "ore_grade", "right-grade-range", text
    if record.capacity is not None:
        yield from _unit_mistakes(record.capacity.unit)


def _one_number(name: str, number: Decimal, decimals: int) -> Iterator[Mistake]:
    label = LABELS[name]
    if not number.is_finite() or number <= 0 or number >= 10**11:
        text = Text("{label} {number} 应为正数", "{label} {number} must be a positive number")
        yield name, f"right-{name.replace('_', '-')}-range", text.format(label=label, number=number)
    elif (exponent := number.normalize().as_tuple().exponent) and int(exponent) < -decimals:
        text = Text(
            "{label} {number} 的小数多于 {decimals} 位，不会代为取舍",
            "{label} {number} has more than {decimals} decimals and is not rounded here",
        )
        values = {"label": label, "number": number, "decimals": decimals}
        yield name, f"right-{name.replace('_', '-')}-decimals", text.format(**values)


def _unit_mistakes(words: str) -> Iterator[Mistake]:
    unit = find_unit(words)
    if unit is None:
        text = Text("没有“{unit}”这一计量单位", "There is no unit “{unit}”")
        yield "capacity_unit", "unknown-unit", text.format(unit=words)
    elif not unit.per_year:
        text = Text(
            "生产规模单位“{unit}”应按年计，如 矿石万吨/年",
            "The capacity unit “{unit}” must be per year, such as 矿石万吨/年",
        )
        yield "capacity_unit", "right-capacity-not-yearly", text.format(unit=words)


LABELS = {
    "capacity": Text("生产规模", "the capacity"),
    "area_km2": Text("面积", "the area"),
    "ore_density_t_per_m3": Text("矿石体重", "the ore density"),
    "ore_grade": Text("矿石品位", "the ore grade"),
}
