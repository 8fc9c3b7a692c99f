# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu sheet` and `kuangtu area`: map sheets and areas. 图幅与面积命令。"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kuangtu.cli.ground import content_of, crs_options, declared_of, print_warnings
from kuangtu.cli.output import json_option, print_json, print_table
from kuangtu.core.errors import Invalid
from kuangtu.geo.angles import format_printed
from kuangtu.geo.area import ring_area_m2
from kuangtu.geo.blocks import count_blocks
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.geo.formats import read_ground
from kuangtu.geo.formats.land_parcels import HECTARE_M2
from kuangtu.geo.formats.place import read_place
from kuangtu.geo.formats.stated import ground_plane_area_m2
from kuangtu.geo.ground import Ground, km2
from kuangtu.geo.sheets import Sheet, parse_scale, parse_sheet, sheet_at

if TYPE_CHECKING:
    from kuangtu.geo.blocks import BlockCount

_SIDES = ("west", "south", "east", "north")
_SIDE_NAMES = ("西 west", "南 south", "东 east", "北 north")
_DEFAULT_SCALE = "50k"


# A negative number is no option: it is a place that will be refused for what it is.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("place", nargs=-1, required=True, metavar="NUMBER | LON LAT | X Y")
@click.option(
    "--scale",
    help="比例尺：1M 500k 250k 100k 50k 25k 10k 5k 2k 1k 500，或字母 A–K；缺省 50k · scale",
)
@crs_options
@json_option
def sheet(place: tuple[str, ...], *, scale: str | None, as_json: bool, **said: Any) -> None:
    """图幅号 ⇄ 坐标 (GB/T 13989-2012) · a sheet's bounds, or the sheet of a place.

    LON LAT：经度 纬度，十进制度或度分秒（88°10′12″ 39°01′12″，或 N39°01′12″ E88°10′12″）·
    decimal degrees, or degrees, minutes and seconds. X Y：平面坐标，Y 含带号 · plane coordinates.
    """
    if len(place) == 1 and place[0][:1].isalpha() and "," not in place[0]:
        if scale is not None:
            raise click.UsageError(
                "图幅号本身含比例尺，不要再给 --scale · a sheet number has its own scale"
            )
        _show_sheet(parse_sheet(place[0]), {}, as_json=as_json)
        return
    wanted = parse_scale(scale or _DEFAULT_SCALE)
    found = read_place(place, declared=declared_of(said))
    where = {
        "place": {"longitude": found.longitude, "latitude": found.latitude},
        "crs": {"epsg": found.crs.epsg, "name": found.crs.name, "how": found.crs.how.as_json()},
        "warnings": [problem.as_json() for problem in found.warnings],
    }
    if not as_json and found.crs.is_projected:
        click.echo(f"位置 place: {found.longitude:.8f} {found.latitude:.8f}（{_named(found.crs)}）")
    _show_sheet(sheet_at(found.longitude, found.latitude, wanted), where, as_json=as_json)
    if not as_json:
        print_warnings(found.warnings)


def _named(crs: RecognizedCrs) -> str:
    return f"EPSG:{crs.epsg} {crs.name}：{crs.how.zh} · {crs.how.en}"


def _show_sheet(found: Sheet, where: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print_json(_sheet_record(found) | where)
        return
    dms = [format_printed(side) for side in found.bounds_milliarcseconds]
    degrees = [f"{side:.8f}" for side in found.bounds]
    rows = zip(_SIDE_NAMES, dms, degrees, strict=True)
    columns = ("边 side", "度分秒 DMS", "十进制度 degrees")
    print_table(f"{found.number}  {found.scale.label}", columns, rows)
    around = found.neighbors
    print_table(
        "相邻图幅 · neighbours", tuple(around), [tuple(item.number for item in around.values())]
    )


def _sheet_record(found: Sheet) -> dict[str, object]:
    dms = map(format_printed, found.bounds_milliarcseconds)
    return {
        "number": found.number,
        "scale": found.scale.label,
        "scale_denominator": found.scale.denominator,
        **dict(zip(_SIDES, found.bounds, strict=True)),
        "dms": dict(zip(_SIDES, dms, strict=True)),
        "neighbors": {side: item.number for side, item in found.neighbors.items()},
    }


@click.command()
@click.argument("file")
@crs_options
@click.option(
    "--deduct/--count",
    "confirm_deduction",
    default=None,
    help="备注“扣除”而标志为 1 的圈：扣除，还是计入 · rings noted 扣除 with flag 1",
)
@json_option
def area(*, file: str, confirm_deduction: bool | None, as_json: bool, **said: Any) -> None:
    """各圈椭球面积 (TD/T 1055 附录D)，与平面面积对照 · areas of a range.

    FILE：采矿权、探矿权范围字符串，国土 TXT，GeoJSON，WKT 或拐点表；- 为标准输入 · - is stdin.
    """
    declared = declared_of(said)
    ground = read_ground(
        content_of(file), file=file, declared=declared, confirm_deduction=confirm_deduction
    )
    if as_json:
        print_json(_area_record(file, ground))
    else:
        _print_area(ground)


def _area_record(file: str, ground: Ground) -> dict[str, object]:
    return {
        "file": file,
        "format": ground.source_format,
        "crs": {
            "epsg": ground.crs.epsg,
            "name": ground.crs.name,
            "how": ground.crs.how.as_json(),
            "accuracy_m": ground.crs.accuracy_m,
        },
        "rings": [
            {
                "ring": number,
                "area_m2": ring_area_m2(ring.points),
                "area_km2": float(km2(ring_area_m2(ring.points))),
                "top_m": ring.top_m,
                "bottom_m": ring.bottom_m,
                "is_hole": ring.is_hole,
                "note": ring.note,
            }
            for number, ring in enumerate(ground.rings, 1)
        ],
        "area_m2": ground.area_m2,
        "area_km2": float(ground.area_km2),
        "plane_area_m2": ground_plane_area_m2(ground),
        "blocks": _blocks_record(_blocks_of(ground)),
        "stated_areas": [
            {
                "label": stated.label,
                "stated_m2": stated.stated_m2,
                "plane_m2": stated.plane_m2,
                "ellipsoid_m2": stated.ellipsoid_m2,
                "convention": stated.convention,
            }
            for stated in ground.stated_areas
        ],
        "warnings": [problem.as_json() for problem in ground.warnings],
    }


def _blocks_of(ground: Ground) -> BlockCount | None:
    """Blocks of a range in degrees; None for one in a plane, and for one of millions of blocks."""
    if ground.crs.is_projected:
        return None
    try:
        return count_blocks(ground.geometry)
    except Invalid:  # no right is as large, but its area can be told
        return None


def _blocks_record(count: BlockCount | None) -> dict[str, object] | None:
    if count is None or not count.is_whole:
        return None
    return {
        "basic": count.basic,
        "quarter": count.quarter,
        "small": count.small,
        "equivalent": float(count.equivalent or 0),
    }


def _print_area(ground: Ground) -> None:
    rows: list[tuple[object, ...]] = [
        (
            number,
            "扣除 hole" if ring.is_hole else "计入 ground",
            len(ring.points),
            _height(ring.top_m),
            _height(ring.bottom_m),
            f"{ring_area_m2(ring.points):.2f}",
            km2(ring_area_m2(ring.points)),
            ring.note,
        )
        for number, ring in enumerate(ground.rings, 1)
    ]
    rows.append(("合计 total", "", "", "", "", f"{ground.area_m2:.2f}", ground.area_km2))
    plane_m2 = ground_plane_area_m2(ground)
    if plane_m2 is not None:
        rows.append(("平面 plane", "", "", "", "", f"{plane_m2:.2f}", km2(plane_m2)))
    columns = (
        *("圈 ring", "性质 kind", "点数 points", "上限 top m", "下限 bottom m"),
        *("面积 area m²", "面积 area km²", "备注 note"),
    )
    print_table(
        f"椭球面积 TD/T 1055 附录D · ellipsoid area · {ground.source_format}", columns, rows
    )
    click.echo(f"坐标系 system: {_named(ground.crs)}{_accuracy(ground.crs)}")
    blocks = _blocks_of(ground)
    if blocks is not None and blocks.is_whole:
        click.echo(
            f"区块 blocks: 1′×{blocks.basic}  30″×{blocks.quarter}  15″×{blocks.small}，"
            f"折成基本区块 basic blocks in all {blocks.equivalent}"
        )
    for stated in ground.stated_areas:
        click.echo(
            f"申报 stated: {stated.label} {stated.stated_m2 / HECTARE_M2:.4f} ha，"
            f"{_AGREES[stated.convention]}"
        )
    print_warnings(ground.warnings)


_AGREES = {
    "plane": "与平面面积一致 · as the plane area",
    "ellipsoid": "与椭球面积一致 · as the ellipsoid area",
    "both": "与平面、椭球面积均一致 · as the plane and the ellipsoid area",
    "neither": "与平面、椭球面积均不符 · unlike the plane and the ellipsoid area",
}


def _accuracy(crs: RecognizedCrs) -> str:
    return f"；精度 accuracy {crs.accuracy_m:g} m" if crs.accuracy_m else ""


def _height(value_m: float | None) -> str:
    return "未注明 none" if value_m is None else f"{value_m:g}"
