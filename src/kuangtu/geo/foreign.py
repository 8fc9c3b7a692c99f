# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Systems of other countries: read where PROJ knows the way, and only abroad. 境外坐标系。

See decision 0012. The old Chinese datums never come this way: the ways that are published for
them hold for other places or only to tens of metres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kuangtu.core.errors import Invalid, Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import WGS84_ACCURACY_M, Datum, RecognizedCrs, is_known
from kuangtu.geo.recognition import datums_named, parsed

if TYPE_CHECKING:
    import pyproj

CONFIDENCE = 70  # of PROJ that a description is that of the code; a name alone gives less
# Every datum of China, and what was calculated from them.
_CHINESE = re.compile(r"beijing|xian|xi'an|cgcs|china|北京|西安|国家大地", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownWay:
    """The operation of PROJ from a system to WGS 84, and its accuracy in metres. 已知转换。"""

    name: str
    description: str
    accuracy_m: float


@lru_cache(maxsize=64)
def way_to_wgs84(epsg: int) -> KnownWay | None:
    """The best way that PROJ has here, None if there is none of known accuracy.

    >>> way_to_wgs84(4283).accuracy_m
    3.0
    >>> way_to_wgs84(4214) is None, way_to_wgs84(4555) is None, way_to_wgs84(99999) is None
    (True, True, True)
    """
    # Late: pyproj takes a tenth of a second to import and most files need none of it.
    from pyproj import CRS  # noqa: PLC0415
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    try:
        crs = CRS.from_epsg(epsg)
    except CRSError:
        return None
    if is_known(epsg) or not _is_plain(crs) or _is_chinese(crs):
        return None
    found = _group(epsg)
    if not found or found[0].accuracy is None or found[0].accuracy < 0:
        return None
    return KnownWay(crs.name, str(found[0].description), float(found[0].accuracy))


@lru_cache(maxsize=64)
def foreign_transformer(epsg: int) -> pyproj.Transformer:
    """The transformer of that way, easting or longitude first."""
    return _group(epsg)[0]


def _group(epsg: int) -> list[pyproj.Transformer]:
    """The ways that can be gone with the grids at hand, the best first."""
    from pyproj import network  # noqa: PLC0415 - late, as above
    from pyproj.transformer import TransformerGroup  # noqa: PLC0415 - late, as above

    # An environment may have switched it on.
    network.set_network_enabled(active=False)  # type: ignore[attr-defined]  # unexported
    group = TransformerGroup(epsg, 4326, always_xy=True, allow_ballpark=False)
    return list(group.transformers)


def _is_plain(crs: pyproj.CRS) -> bool:
    return (crs.is_geographic or crs.is_projected) and len(crs.axis_info) == 2


def _is_chinese(crs: pyproj.CRS) -> bool:
    geodetic = crs.geodetic_crs or crs
    names = (crs.name, geodetic.name, geodetic.datum.name if geodetic.datum else "")
    chinese = {Datum.CGCS2000, Datum.XIAN80, Datum.BEIJING54}
    return any(_CHINESE.search(name) or datums_named(name) & chinese for name in names)


def recognize_foreign_epsg(epsg: int) -> RecognizedCrs | None:
    """The system of another country with that code, None if it cannot be read.

    >>> recognize_foreign_epsg(4283).name, recognize_foreign_epsg(4610)
    ('GDA94', None)
    """
    way = way_to_wgs84(epsg)
    if way is None:
        return None
    how = Text(
        "境外坐标系 EPSG:{epsg}；按 PROJ 的已知转换“{way}”（精度 {accuracy:g} 米）转到 WGS 84，"
        "视同 CGCS2000；只用于中国以外的数据",
        "EPSG:{epsg}, a system of another country; by PROJ's known operation “{way}” (accuracy "
        "{accuracy:g} m) to WGS 84, taken as CGCS2000; for data outside China only",
    )
    said = how.format(epsg=epsg, way=_short(way.description), accuracy=way.accuracy_m)
    return RecognizedCrs(epsg, way.name, said, way.accuracy_m + WGS84_ACCURACY_M)


def _short(description: str) -> str:
    """The operation without what it says of the order of the axes.

    >>> _short("axis order change (2D) + GDA94 to WGS 84 (1) + axis order change (2D)")
    'GDA94 to WGS 84 (1)'
    """
    parts = [part for part in description.split(" + ") if not part.startswith("axis order")]
    return " + ".join(parts)


def recognize_foreign_wkt(wkt: str) -> RecognizedCrs | None:
    """The system of another country that a WKT describes, None if it cannot be read."""
    try:
        crs = parsed(wkt, Place())
    except Invalid:
        return None
    epsg = crs.to_epsg(min_confidence=CONFIDENCE)
    return recognize_foreign_epsg(epsg) if epsg else None


def can_be_read(epsg: int) -> bool:
    """True for every code that a file of any place may be declared to be in.

    >>> can_be_read(4490), can_be_read(4283), can_be_read(4479)
    (True, True, False)
    """
    return is_known(epsg) or way_to_wgs84(epsg) is not None
