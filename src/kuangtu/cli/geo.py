# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu sheet` and `kuangtu area`: map sheets and areas. 图幅与面积命令。"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kuangtu.cli.output import json_option, print_json, print_table
from kuangtu.core.errors import Place, invalid
from kuangtu.geo.angles import format_printed
from kuangtu.geo.area import ring_area_m2
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats import read_ground
from kuangtu.geo.formats.stated import ground_plane_area_m2
from kuangtu.geo.formats.written import MOST_BYTES
from kuangtu.geo.ground import Ground, km2
from kuangtu.geo.sheets import Sheet, parse_scale, parse_sheet, sheet_at

_SIDES = ("west", "south", "east", "north")
_SIDE_NAMES = ("西 west", "南 south", "东 east", "北 north")


@click.command()
@click.argument("place", nargs=-1, required=True, metavar="NUMBER | LON LAT")
@click.option(
    "--scale",
    default="50k",
    show_default=True,
    help="比例尺：1M 500k 250k 100k 50k 25k 10k 5k，或字母 A–H",
)
@json_option
def sheet(place: tuple[str, ...], scale: str, as_json: bool) -> None:
    """图幅号 ⇄ 坐标 (GB/T 13989-2012) · a sheet's bounds, or the sheet of a place."""
    found = _sheet_of(place, scale)
    record = _sheet_record(found)
    if as_json:
        print_json(record)
        return
    dms = [format_printed(side, decimals=1) for side in found.bounds_milliarcseconds]
    degrees = [f"{side:.8f}" for side in found.bounds]
    rows = zip(_SIDE_NAMES, dms, degrees, strict=True)
    print_table(f"{found.number}  {found.scale.label}", ("边", "度分秒", "十进制度"), rows)
    around = found.neighbors
    print_table(
        "相邻图幅 · neighbours", tuple(around), [tuple(item.number for item in around.values())]
    )


def _sheet_of(place: tuple[str, ...], scale: str) -> Sheet:
    if len(place) == 1:
        return parse_sheet(place[0])
    try:
        longitude, latitude = map(float, place)
    except ValueError:
        raise click.UsageError(
            "请给出一个图幅号，或十进制度的经度和纬度 · give one sheet number, or longitude and "
            "latitude in decimal degrees"
        ) from None
    return sheet_at(longitude, latitude, parse_scale(scale))


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
@click.option("--epsg", type=int, help="坐标系 EPSG 代码 · EPSG code of the coordinates")
@click.option("--meridian", type=int, help="无带号坐标的中央经线（度）· central meridian")
@click.option("--zone-width", type=click.Choice(["3", "6"]), default="3", help="投影带宽（度）")
@click.option("--angles", type=click.Choice(["decimal", "packed"]), help="packed: 度.分秒")
@click.option("--axes", type=click.Choice(["north-east", "east-north"]), help="坐标轴次序")
@click.option(
    "--deduct/--count",
    "confirm_deduction",
    default=None,
    help="备注“扣除”而标志为 1 的圈：扣除，还是计入",
)
@json_option
def area(
    *,
    file: str,
    epsg: int | None,
    meridian: int | None,
    zone_width: str,
    angles: str | None,
    axes: str | None,
    confirm_deduction: bool | None,
    as_json: bool,
) -> None:
    """各圈椭球面积 (TD/T 1055 附录D)，与平面面积对照；FILE 为 - 时读标准输入 · areas of a range."""
    declared = DeclaredCrs(
        epsg=epsg,
        central_meridian=meridian,
        zone_width_degrees=int(zone_width),
        axes=axes or "",
        angles=angles or "",
    )
    ground = read_ground(
        _content_of(file), file=file, declared=declared, confirm_deduction=confirm_deduction
    )
    if as_json:
        print_json(_area_record(file, ground))
    else:
        _print_area(ground)


def _content_of(file: str) -> bytes:
    """At most one byte more than the reader accepts, so that it can say that it is too much."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise invalid(
            "file.unreadable",
            "文件无法读取：{why}",
            "the file cannot be read: {why}",
            Place(file),
            why=error.strerror or str(error),
        ) from error


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


def _print_area(ground: Ground) -> None:
    rows: list[tuple[object, ...]] = [
        (
            number,
            "扣除" if ring.is_hole else "计入",
            len(ring.points),
            _height(ring.top_m),
            _height(ring.bottom_m),
            f"{ring_area_m2(ring.points):.2f}",
            km2(ring_area_m2(ring.points)),
        )
        for number, ring in enumerate(ground.rings, 1)
    ]
    plane_m2 = ground_plane_area_m2(ground)
    rows.append(("合计", "", "", "", "", f"{ground.area_m2:.2f}", ground.area_km2))
    rows.append(("平面", "", "", "", "", f"{plane_m2:.2f}", km2(plane_m2)))
    columns = ("圈", "性质", "点数", "上限 m", "下限 m", "面积 m²", "面积 km²")
    print_table(f"椭球面积 TD/T 1055 附录D · {ground.source_format}", columns, rows)
    click.echo(f"坐标系 EPSG:{ground.crs.epsg} {ground.crs.name}：{ground.crs.how.zh}")
    for stated in ground.stated_areas:
        click.echo(f"申报 {stated.label} {stated.stated_m2:.2f} m²：{_AGREES[stated.convention]}")
    for problem in ground.warnings:
        click.echo(f"注意 [{problem.code}] {problem.text.zh} · {problem.text.en}", err=True)


_AGREES = {
    "plane": "与平面面积一致",
    "ellipsoid": "与椭球面积一致",
    "both": "与平面、椭球面积均一致",
    "neither": "与平面、椭球面积均不符",
}


def _height(value_m: float | None) -> str:
    return "未注明" if value_m is None else f"{value_m:g}"
