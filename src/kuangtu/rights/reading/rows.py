# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One row of a register as a record, or everything wrong with it. 台账行读取。"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from shapely import MultiPolygon

from kuangtu.codes.choices import (
    Act,
    Choice,
    ExplorationStage,
    MineStatus,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.codes.divisions import DivisionLevel, division_named
from kuangtu.codes.license_numbers import LicenseNumber, read_license_number
from kuangtu.codes.minerals import Mineral, by_code, main_minerals, minerals_named
from kuangtu.codes.units import parse
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs, recognized
from kuangtu.geo.formats import read_ground
from kuangtu.geo.ground import Ground, Slab
from kuangtu.rights.reading.cells import day_of, number_of, period_of, whole_of
from kuangtu.rights.reading.columns import preferred_header
from kuangtu.rights.reading.tables import TableRow, cell
from kuangtu.rights.record import FIRST_DAY, RightRecord, problems_of

AnyChoice = TypeVar("AnyChoice", bound=Choice)
Value = TypeVar("Value")
OTHER_MINERALS = "99999"
NO_GROUND = Ground("", "", recognized(4490, Text("", "")), (), MultiPolygon(), 0.0, ())


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A record and where in the file it stands. 行记录。"""

    record: RightRecord
    place: Place
    range_place: Place
    warnings: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Row:
    """A row while it is read: its cells by field, and what was found wrong. 读取中的行。"""

    file: str
    number: int
    header: Sequence[str]
    cells: Sequence[str]
    columns: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        return cell(self.cells, self.columns.get(name))

    def place(self, name: str, inner: str = "") -> Place:
        """Where a field of this row stands; `inner` is the part of a long cell."""
        index = self.columns.get(name)
        words = self.header[index] if index is not None else preferred_header(name)
        column = None if index is None else index + 1
        return Place(self.file, self.number, column, f"{words} {inner}".strip())

    def refuse(self, name: str, code: str, text: Text, **values: object) -> None:
        filled = text.format(header=self.place(name).field, words=self.text(name)[:60], **values)
        self.problems.append(Problem(code, filled, self.place(name)))

    def required(self, name: str) -> str:
        words = self.text(name)
        if not words:
            self.refuse(name, "cell-empty", Text("“{header}”为空，请补填", "“{header}” is empty"))
        return words

    def read(
        self, name: str, reader: Callable[[str], Value | None], code: str, text: Text
    ) -> Value | None:
        """The cell through a reader; blank is None, unreadable is a problem."""
        words = self.text(name)
        if not words:
            return None
        value = reader(words)
        if value is None:
            self.refuse(name, code, text)
        return value

    def day(self, name: str) -> date | None:
        return self.read(name, day_of, "cell-not-a-day", NOT_A_DAY)

    def decimal(self, name: str) -> Decimal | None:
        return self.read(name, number_of, "cell-not-a-number", NOT_A_NUMBER)

    def choice(self, name: str, choices: type[AnyChoice]) -> AnyChoice | None:
        words = self.text(name)
        found = choices.from_words(words) if words else None
        if words and found is None:
            known = "、".join(one.label.zh for one in choices)
            self.refuse(name, "cell-not-a-choice", NOT_A_CHOICE, known=known)
        return found

    def attempt(self, name: str, reader: Callable[[], Value]) -> Value | None:
        """A reader that raises Invalid; its problems get this cell's place."""
        try:
            return reader()
        except Invalid as error:
            self.problems += [self._at(name, problem) for problem in error.problems]
            return None

    def _at(self, name: str, problem: Problem) -> Problem:
        return replace(problem, place=self.place(name, problem.place.field))

    def warn(self, name: str, problems: Sequence[Problem]) -> None:
        self.warnings += [self._at(name, problem) for problem in problems]


NOT_A_DAY = Text("“{words}”不是日期，请写如 2023-06-01", "“{words}” is no day; write 2023-06-01")
NOT_A_NUMBER = Text(
    "“{words}”不是数字；请只写数字，不带单位和千分号",
    "“{words}” is no number; write digits only, without unit or thousands mark",
)
NOT_A_MERIDIAN = Text(
    "“{words}”不是整度的中央经线，请写如 90",
    "“{words}” is no central meridian of whole degrees; write 90",
)
NOT_A_CHOICE = Text(
    "“{words}”不是“{header}”的可用值：{known}", "“{words}” is no value of “{header}”: {known}"
)
NOT_A_PERIOD = Text(
    "“{words}”不是期间，请写如 2021-01-01至2025-12-31",
    "“{words}” is no period; write 2021-01-01至2025-12-31",
)


def read_row(
    row: TableRow,
    *,
    header: Sequence[str],
    columns: Mapping[str, int],
    file: str,
    adcode: str,
    is_demo: bool,
) -> RowRecord | list[Problem]:
    """The record of a row, or everything wrong with it. 读取一行。"""
    reading = Row(file, row.number, header, row.cells, columns)
    record = _record(reading, adcode=adcode, is_demo=is_demo)
    problems = [*reading.problems, *_mistakes(reading, record)]
    if problems:
        return problems
    place = Place(file, row.number)
    return RowRecord(record, place, reading.place("range"), tuple(reading.warnings))


def _mistakes(row: Row, record: RightRecord) -> list[Problem]:
    """What is wrong with the record, at its cells; cells that could not be read are told already.

    Act, status and day of revocation speak of one another: a mistake in one is told first.
    """
    unread = {problem.place.column for problem in row.problems}
    about_status = {row.place(name).column for name in ("act", "status", "revoked_on")}
    silent = unread | (about_status if unread & about_status - {None} else set())
    placed = [replace(one, place=row.place(one.place.field)) for one in problems_of(record)]
    return [one for one in placed if one.place.column is None or one.place.column not in silent]


def _record(row: Row, *, adcode: str, is_demo: bool) -> RightRecord:
    """The record; where a cell could not be read and was refused, a stand-in holds its place."""
    number = read_license_number(row.required("number"))
    row.warn("number", number.warnings if number.text else ())
    kind, act = _kind(row, number), _act(row)
    effective_on = row.day("effective_on") if row.required("effective_on") else None
    main, others = _minerals(row)
    ground = _ground(row)
    valid_from, valid_to = _validity(row)
    stated = _Stated.of(row, adcode)
    return RightRecord(
        number=number.text,
        kind=kind or number.kind or RightKind.MINING,
        adcode=stated.adcode,
        effective_on=effective_on or FIRST_DAY,
        act=act or Act.NEW,
        name=stated.name,
        holder=stated.holder,
        mineral=main or by_code(OTHER_MINERALS),
        ground=ground or NO_GROUND,
        status=stated.status or status_after(act or Act.NEW),
        holder_code=row.text("holder_code"),
        other_minerals=others,
        method=stated.method,
        capacity=stated.capacity,
        ore_density_t_per_m3=stated.ore_density_t_per_m3,
        ore_grade=stated.ore_grade,
        size_class=stated.size_class,
        stage=stated.stage,
        mine_status=stated.mine_status,
        valid_from=valid_from,
        valid_to=valid_to,
        area_km2=stated.area_km2,
        revoked_on=stated.revoked_on,
        is_demo=is_demo,
        source_file=row.file,
        source_row=row.number,
        source_cells=_kept_cells(row),
    )


def status_after(act: Act) -> RightStatus:
    """The status that an act leaves a right in where the row states none.

    >>> status_after(Act.CANCEL).label.zh, status_after(Act.EXTEND).label.zh
    ('注销', '有效')
    """
    return RightStatus.CANCELED if act is Act.CANCEL else RightStatus.IN_FORCE


@dataclass(frozen=True, slots=True)
class _Stated:
    """The cells a record can do without; all are read so that all mistakes are found."""

    adcode: str
    name: str
    holder: str
    status: RightStatus | None
    method: MiningMethod | None
    capacity: Quantity | None
    ore_density_t_per_m3: Decimal | None
    ore_grade: Decimal | None
    size_class: SizeClass | None
    stage: ExplorationStage | None
    mine_status: MineStatus | None
    area_km2: Decimal | None
    revoked_on: date | None

    @classmethod
    def of(cls, row: Row, adcode: str) -> _Stated:
        return cls(
            adcode=_adcode(row, adcode),
            name=row.required("name"),
            holder=row.required("holder"),
            status=row.choice("status", RightStatus),
            method=row.choice("method", MiningMethod),
            capacity=_capacity(row),
            ore_density_t_per_m3=row.decimal("ore_density_t_per_m3"),
            ore_grade=row.decimal("ore_grade"),
            size_class=row.choice("size_class", SizeClass),
            stage=row.choice("stage", ExplorationStage),
            mine_status=row.choice("mine_status", MineStatus),
            area_km2=row.decimal("area_km2"),
            revoked_on=row.day("revoked_on"),
        )


def _kept_cells(row: Row) -> dict[str, str]:
    """Every filled cell under its header; the range is kept in full with the ground."""
    at = row.columns.get("range")
    return {
        words: row.cells[index]
        for index, words in enumerate(row.header)
        if index < len(row.cells) and index != at and row.cells[index].strip()
    }


def _kind(row: Row, number: LicenseNumber) -> RightKind | None:
    """As stated; without a statement the number tells, if it can."""
    stated = row.choice("kind", RightKind)
    if stated is None and number.kind is None and number.text and not row.text("kind"):
        text = Text(
            "无法从证号判断是探矿权还是采矿权，请填“{header}”",
            "The number does not tell exploration from mining; fill in “{header}”",
        )
        row.refuse("kind", "right-kind-unknown", text)
    return stated or number.kind


def _act(row: Row) -> Act | None:
    return row.choice("act", Act) if row.required("act") else None


def _adcode(row: Row, adcode: str) -> str:
    """The county the row names, or the one the import is for."""
    found = row.attempt("adcode", lambda: division_named(row.text("adcode") or adcode))
    if found is not None and found.level is not DivisionLevel.COUNTY:
        text = Text(
            "“{division}”不是县级行政区，请在“{header}”列写明县",
            "“{division}” is no county; name the county in “{header}”",
        )
        row.refuse("adcode", "right-not-in-a-county", text, division=found)
    return found.code if found else adcode


def _minerals(row: Row) -> tuple[Mineral | None, tuple[Mineral, ...]]:
    """Main and further minerals; 铅锌 as the main mineral gives lead, with zinc beside it."""
    words = row.required("mineral")
    named = row.attempt("mineral", lambda: main_minerals(words)) if words else None
    others = row.attempt("other_minerals", lambda: minerals_named(row.text("other_minerals")))
    if not named:
        return None, ()
    beside = dict.fromkeys((*named[1:], *(others or ())))
    beside.pop(named[0], None)
    return named[0], tuple(beside)


def _capacity(row: Row) -> Quantity | None:
    """The yearly capacity; a unit that names no time is read as yearly, as its column says."""
    value, words = row.decimal("capacity"), row.text("capacity_unit")
    if value is None:
        return None
    if not words:
        text = Text("填了生产规模，须填“{header}”", "A capacity needs a unit in “{header}”")
        row.refuse("capacity_unit", "right-capacity-without-unit", text)
        return None
    unit = row.attempt("capacity_unit", lambda: parse(words))
    if unit is None:
        return None
    return Quantity(value, unit.name if unit.per else unit.yearly.name)


def _validity(row: Row) -> tuple[date | None, date | None]:
    """From two columns, or from one that holds the period."""
    period = None
    if row.text("valid_period"):
        period = row.read("valid_period", period_of, "cell-not-a-period", NOT_A_PERIOD)
    starts_on, ends_on = row.day("valid_from"), row.day("valid_to")
    return starts_on or (period[0] if period else None), ends_on or (period[1] if period else None)


def _ground(row: Row) -> Ground | None:
    words = row.required("range")
    meridian = row.read("central_meridian", whole_of, "cell-not-a-meridian", NOT_A_MERIDIAN)
    declared = DeclaredCrs(central_meridian=meridian) if meridian is not None else None
    top_m, bottom_m = row.decimal("top_m"), row.decimal("bottom_m")
    if not words:
        return None
    ground = row.attempt("range", lambda: read_ground(words, declared=declared))
    if ground is None:
        return None
    row.warn("range", ground.warnings)
    return _with_heights(row, ground, top_m, bottom_m)


def _with_heights(
    row: Row, ground: Ground, top_m: Decimal | None, bottom_m: Decimal | None
) -> Ground:
    """The row's heights where the range itself states none; a difference is a warning."""
    heights = [None if one is None else float(one) for one in (top_m, bottom_m)]
    if top_m is not None and bottom_m is not None and top_m <= bottom_m:
        text = Text(
            "采深上限 {top} 应高于采深下限 {bottom}", "The top {top} must be above the {bottom}"
        )
        row.refuse("top_m", "right-heights-reversed", text, top=top_m, bottom=bottom_m)
        return ground
    stated = [ground.top_m, ground.bottom_m]
    for name, own, written in zip(("top_m", "bottom_m"), heights, stated, strict=True):
        if own is not None and written is not None and own != written:
            row.warn(name, [_differing(own, written)])
    slabs = tuple(
        Slab(
            slab.geometry,
            heights[0] if slab.top_m is None else slab.top_m,
            heights[1] if slab.bottom_m is None else slab.bottom_m,
        )
        for slab in ground.slabs
    )
    return replace(ground, slabs=slabs)


def _differing(own: float, written: float) -> Problem:
    text = Text(
        "所填标高 {own} 与区域坐标中的 {written} 不同，以区域坐标为准",
        "The height {own} differs from {written} in the range; the range counts",
    )
    return Problem("right-height-differs", text.format(own=f"{own:g}", written=f"{written:g}"))
