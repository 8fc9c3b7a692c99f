# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading and writing the ground of a right in the formats of the trade. 范围格式读写。

Format and encoding are recognised; bad input is refused with every problem found, each with its
own code and place. Nothing is repaired: what could be doubted is in the ground's `warnings`.
"""

from __future__ import annotations

from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.assembly import assemble, ground_of
from kuangtu.geo.formats.converting import WRITERS, write_as
from kuangtu.geo.formats.decoding import decoded
from kuangtu.geo.formats.detection import format_of
from kuangtu.geo.formats.exploration_range import read_exploration_range
from kuangtu.geo.formats.geojson import read_geojson
from kuangtu.geo.formats.land_parcels import read_land_parcels
from kuangtu.geo.formats.locating import locate
from kuangtu.geo.formats.mining_range import read_mining_range
from kuangtu.geo.formats.point_list import read_point_list
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.wkt import read_wkt
from kuangtu.geo.formats.writing import (
    write_exploration_range,
    write_geojson,
    write_ground,
    write_land_parcels,
    write_mining_range,
    write_points,
    write_wkt,
)
from kuangtu.geo.formats.written import WrittenRange
from kuangtu.geo.ground import Ground

__all__ = [
    "WRITERS",
    "format_of",
    "ground_of",
    "read_ground",
    "write_as",
    "write_exploration_range",
    "write_geojson",
    "write_ground",
    "write_land_parcels",
    "write_mining_range",
    "write_points",
    "write_wkt",
]


_READERS = {
    "exploration-range": read_exploration_range,
    "land-parcels": read_land_parcels,
    "geojson": read_geojson,
    "wkt": read_wkt,
    "csv": read_point_list,
}


# The order of the axes in each format; a list of points decides for itself.
_USUAL_AXES = {
    "mining-range": "north-east",
    "exploration-range": "east-north",
    "land-parcels": "north-east",
    "geojson": "east-north",
    "wkt": "east-north",
}


def read_ground(
    content: bytes | str,
    *,
    file: str = "",
    declared: DeclaredCrs | None = None,
    confirm_deduction: bool | None = None,
) -> Ground:
    """Read a range in any accepted format and encoding. 读取范围。

    `declared` says what the numbers cannot: the central meridian of coordinates without zone
    number, parameters of an old datum. `confirm_deduction` answers for rings whose note says
    扣除 while their flag counts them (True: take away, False: count, None: ask).

    Raises: Invalid with every problem found.
    """
    problems = Problems(file)
    text = decoded(content, file=file)
    written = _read(text, problems, declared, confirm_deduction)
    located = locate(written, problems) if written else None
    ground = assemble(written, located, text, problems) if written and located else None
    if ground is None:
        raise problems.refusal()
    return ground


def _read(
    text: str,
    problems: Problems,
    declared: DeclaredCrs | None,
    confirm_deduction: bool | None,
) -> WrittenRange | None:
    written = _read_as(format_of(text), text, problems, declared, confirm_deduction)
    usual = _USUAL_AXES.get(written.source_format) if written else None
    is_other = declared is not None and declared.axes and usual and declared.axes != usual
    return written.exchanged() if written and is_other else written


def _read_as(
    source_format: str,
    text: str,
    problems: Problems,
    declared: DeclaredCrs | None,
    confirm_deduction: bool | None,
) -> WrittenRange | None:
    if source_format == "mining-range":
        return read_mining_range(
            text, problems, declared=declared, confirm_deduction=confirm_deduction
        )
    return _READERS[source_format](text, problems, declared=declared)
