# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An invented register for demonstrations. 演示台账（虚构）。

It adds up to the county plan's figures of 2020: 53 mines (5 large, 13 medium, 35 small and
tiny; 25 stopped, 1 being built; 2194.64 万吨 of ore a year over ten minerals) and 176
exploration rights (135 + 21 + 5 + 15 by stage). Sites, holders, names and grounds are made up;
numbers begin with DEMO. The same seed and outline give the same register. Terms that
run out are extended, so the register adds up on any day from the end of 2020 to that of 2029.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

import shapely
from shapely import MultiPolygon, Polygon

from kuangtu.codes.choices import (
    Act,
    ExplorationStage,
    MineStatus,
    MiningMethod,
    RightKind,
    SizeClass,
)
from kuangtu.codes.conversion import convert
from kuangtu.codes.minerals import mineral, minerals_named
from kuangtu.codes.units import Basis
from kuangtu.core.quantity import Quantity
from kuangtu.geo.formats import (
    ground_of,
    read_ground,
    write_exploration_range,
    write_mining_range,
)
from kuangtu.geo.ground import Ground
from kuangtu.rights.record import RightRecord

SEED = 652824
YEARLY_OUTPUT_10K_TONS = Decimal("2194.64")
STAGES = (
    [ExplorationStage.DETAILED] * 135
    + [ExplorationStage.GENERAL] * 21
    + [ExplorationStage.PROSPECTING] * 5
    + [ExplorationStage.RECONNAISSANCE] * 15
)
STOPPED, BUILDING = 25, 1
MOST_BLOCKS = 40
TERM_YEARS = {
    SizeClass.LARGE: 30,
    SizeClass.MEDIUM: 20,
    SizeClass.SMALL: 10,
    SizeClass.TINY: 10,
}
EXPLORATION_TERM_YEARS = 5
# Every right is extended up to here, so that the figures hold on any day in between.
STANDS_UNTIL = date(2029, 12, 31)
Box = tuple[int, int, int, int]  # west, south, east, north in minutes of arc


def demo_records(
    county: Polygon | MultiPolygon, *, adcode: str = "652824", seed: int = SEED
) -> tuple[RightRecord, ...]:
    """Every registration act of the invented register, by number and day. 演示登记。

    `county` is the outline in EPSG:4490: every ground lies inside it, on 1′ blocks, apart from
    the others by a block at least, save for two shale quarries that lie above coal mines.
    """
    # The register is invented: nothing depends on how hard its numbers are to guess.
    chance = random.Random(seed)  # noqa: S311
    plots = _Plots(county, chance)
    mines = _mines(plots, chance, adcode)
    explorations = _explorations(plots, chance, adcode)
    return tuple(act for record in (*mines, *explorations) for act in _acts(record))


@lru_cache(maxsize=1)
def demo_register(county: Polygon | MultiPolygon, adcode: str) -> tuple[RightRecord, ...]:
    """The invented register of a county, made once in a process. 演示台账。"""
    return demo_records(county, adcode=adcode)


class _Plots:
    """The 1′ blocks that are taken, and where there is room. 区块占用。"""

    def __init__(self, county: Polygon | MultiPolygon, chance: random.Random) -> None:
        self.county, self.chance = county, chance
        self.taken: set[tuple[int, int]] = set()
        shapely.prepare(county)
        self.middle = county.representative_point()

    def near(self, longitude: float, latitude: float, *, width: int, height: int) -> Box:
        """A free box of blocks as near to a place as chance finds one."""
        if not self.county.contains(shapely.Point(longitude, latitude)):
            longitude, latitude = self.middle.x, self.middle.y
        for attempt in range(20_000):
            spread = 4 + attempt / 4
            west = round(longitude * 60 + self.chance.gauss(0, spread))
            south = round(latitude * 60 + self.chance.gauss(0, spread))
            box = (west, south, west + width, south + height)
            if self._is_free(box):
                self._take(box)
                return box
        raise ValueError(f"no room for {width}′ × {height}′ near {longitude}, {latitude}")

    def _is_free(self, box: Box) -> bool:
        """Inside the county, and no block of it or next to it is taken."""
        west, south, east, north = box
        around = ((x, y) for x in range(west - 1, east + 1) for y in range(south - 1, north + 1))
        return not any(block in self.taken for block in around) and self.county.contains(
            polygon_of(box)
        )

    def _take(self, box: Box) -> None:
        west, south, east, north = box
        self.taken |= {(x, y) for x in range(west, east) for y in range(south, north)}


def polygon_of(box: Box) -> Polygon:
    """The box of blocks in degrees.

    >>> polygon_of((5280, 2340, 5281, 2341)).bounds[:2]
    (88.0, 39.0)
    """
    west, south, east, north = box
    return shapely.box(west / 60, south / 60, east / 60, north / 60)


@dataclass(frozen=True, slots=True)
class _Site:
    """A line of `data/demo_mines.csv`: mines alike at one place. 演示矿山组。"""

    row: dict[str, str]

    @property
    def size_class(self) -> SizeClass:
        return SizeClass(self.row["size_class"])

    def decimal(self, name: str) -> Decimal | None:
        return Decimal(self.row[name]) if self.row[name] else None


def _rows(name: str) -> list[dict[str, str]]:
    text = files("kuangtu.rights").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _mines(plots: _Plots, chance: random.Random, adcode: str) -> list[RightRecord]:
    sites = [_Site(row) for row in _rows("demo_mines.csv") for _ in range(int(row["count"]))]
    boxes = _mine_boxes(plots, sites)
    capacities = _capacities(sites, chance)
    starts = _mine_starts(sites, chance)
    statuses = _mine_statuses(sites, chance)
    return [
        _mine(number, site, box=box, capacity=capacity, start=start, status=status, adcode=adcode)
        for number, (site, box, capacity, start, status) in enumerate(
            zip(sites, boxes, capacities, starts, statuses, strict=True), 1
        )
    ]


def _mine_boxes(plots: _Plots, sites: Sequence[_Site]) -> list[Box]:
    """A box for each mine; one that lies above another takes a block of the same ground."""
    boxes: list[Box] = []
    below: list[Box] = []
    for site in sites:
        row = site.row
        if row["layer"] == "above":
            west, south, _, _ = below.pop(0)
            boxes.append((west, south, west + 1, south + 1))
            continue
        width, height = int(row["width_minutes"]), int(row["height_minutes"])
        box = plots.near(
            float(row["longitude"]), float(row["latitude"]), width=width, height=height
        )
        boxes.append(box)
        below += [box] if row["layer"] == "below" else []
    return boxes


def _capacities(sites: Sequence[_Site], chance: random.Random) -> list[Quantity]:
    """Capacities by chance; the first mine gets what is missing to the county's output."""
    found = [Quantity(_between(site, chance), site.row["unit"]) for site in sites]
    others = zip(sites[1:], found[1:], strict=True)
    rest = YEARLY_OUTPUT_10K_TONS - sum(_ore_10k_tons(site, one) for site, one in others)
    return [Quantity(rest, found[0].unit), *found[1:]]


def _between(site: _Site, chance: random.Random) -> Decimal:
    """A whole number of steps between the site's bounds."""
    step = Decimal(site.row["step"])
    least, most = (int(Decimal(site.row[name]) / step) for name in ("least", "most"))
    return chance.randint(least, most) * step


def _ore_10k_tons(site: _Site, capacity: Quantity) -> Decimal:
    return convert(
        capacity,
        "矿石万吨/年",
        grade=site.decimal("ore_grade"),
        density_t_per_m3=site.decimal("ore_density_t_per_m3"),
        unstated_is=Basis.ORE,
    ).value


def _mine_starts(sites: Sequence[_Site], chance: random.Random) -> list[date]:
    """First days of validity, all before 2021."""
    return [
        _day(chance, 2008, 2019) if TERM_YEARS[site.size_class] > 10 else _day(chance, 2011, 2020)
        for site in sites
    ]


def _day(chance: random.Random, first_year: int, last_year: int) -> date:
    """A day of the second half of a year."""
    return date(chance.randint(first_year, last_year), chance.randint(6, 11), chance.randint(1, 28))


def _mine_statuses(sites: Sequence[_Site], chance: random.Random) -> list[MineStatus]:
    smaller = [i for i, site in enumerate(sites) if site.size_class is not SizeClass.LARGE]
    idle = chance.sample(smaller, STOPPED + BUILDING)
    statuses = [MineStatus.PRODUCING] * len(sites)
    for place in idle[:STOPPED]:
        statuses[place] = MineStatus.STOPPED
    for place in idle[STOPPED:]:
        statuses[place] = MineStatus.BUILDING
    return statuses


def _mine(
    number: int,
    site: _Site,
    *,
    box: Box,
    capacity: Quantity,
    start: date,
    status: MineStatus,
    adcode: str,
) -> RightRecord:
    row, size = site.row, site.size_class
    ground = _mining_ground(box, top_m=float(row["top_m"]), bottom_m=float(row["bottom_m"]))
    return RightRecord(
        number=f"DEMO-C-{number:04}",
        kind=RightKind.MINING,
        adcode=adcode,
        effective_on=start,
        act=Act.NEW,
        name=f"示例{row['site']}{row['mineral']}矿{number:02}号（演示）",
        holder=f"演示矿业公司{(number - 1) // 2 + 1:02}（虚构）",
        mineral=mineral(row["mineral"]),
        other_minerals=minerals_named(row["others"]),
        ground=ground,
        method=MiningMethod.from_words(row["method"]),
        capacity=capacity,
        ore_density_t_per_m3=site.decimal("ore_density_t_per_m3"),
        ore_grade=site.decimal("ore_grade"),
        size_class=size,
        mine_status=status,
        valid_from=start,
        valid_to=_end(start, TERM_YEARS[size]),
        area_km2=ground.area_km2,
        is_demo=True,
    )


def _mining_ground(box: Box, *, top_m: float, bottom_m: float) -> Ground:
    """Through the registry's own string, as a real right comes: plane coordinates, heights."""
    drawn = ground_of(polygon_of(box), top_m=top_m, bottom_m=bottom_m)
    return read_ground(write_mining_range(drawn))


def _explorations(plots: _Plots, chance: random.Random, adcode: str) -> list[RightRecord]:
    rows = [row for row in _rows("demo_explorations.csv") for _ in range(int(row["count"]))]
    stages = list(STAGES)
    chance.shuffle(stages)
    return [
        _exploration(
            number,
            row,
            stage,
            plots=plots,
            chance=chance,
            adcode=adcode,
        )
        for number, (row, stage) in enumerate(zip(rows, stages, strict=True), 1)
    ]


def _exploration(
    number: int,
    row: dict[str, str],
    stage: ExplorationStage,
    *,
    plots: _Plots,
    chance: random.Random,
    adcode: str,
) -> RightRecord:
    width = chance.randint(2, 8)
    height = chance.randint(2, min(8, MOST_BLOCKS // width))
    box = plots.near(float(row["longitude"]), float(row["latitude"]), width=width, height=height)
    ground = read_ground(write_exploration_range(ground_of(polygon_of(box))))
    start = _day(chance, 2016, 2020)
    return RightRecord(
        number=f"DEMO-T-{number:04}",
        kind=RightKind.EXPLORATION,
        adcode=adcode,
        effective_on=start,
        act=Act.NEW,
        name=f"示例{row['site']}{row['mineral']}矿{stage.label.zh}{number:03}（演示）",
        holder=f"演示勘查公司{(number - 1) // 4 + 1:02}（虚构）",
        mineral=mineral(row["mineral"]),
        other_minerals=minerals_named(row["others"]),
        ground=ground,
        stage=stage,
        valid_from=start,
        valid_to=_end(start, EXPLORATION_TERM_YEARS),
        area_km2=ground.area_km2,
        is_demo=True,
    )


def _end(start: date, years: int) -> date:
    """The last day of a term: the day before its anniversary."""
    return start.replace(year=start.year + years) - timedelta(days=1)


def _acts(record: RightRecord) -> Iterator[RightRecord]:
    """The act of the record, and its extensions, so that the register stands for years to come."""
    yield record
    while record.valid_to is not None and record.valid_to < STANDS_UNTIL:
        start = record.valid_to + timedelta(days=1)
        years = start.year - (record.valid_from or start).year
        record = replace(
            record,
            effective_on=start,
            act=Act.EXTEND,
            valid_from=start,
            valid_to=_end(start, years),
        )
        yield record
