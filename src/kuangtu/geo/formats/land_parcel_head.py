# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The head of a parcel TXT: what it says of the reference system. 国土 TXT 属性描述。

What the head states and the reading cannot follow is refused or reported, never passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import Datum, DeclaredCrs, datum_of
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import refuse_number

# The first word that is found decides: "2000" is in no name of the others.
_DATUMS = (
    (Datum.CGCS2000, "2000"),
    (Datum.WGS84, "84"),
    (Datum.XIAN80, "80"),
    (Datum.BEIJING54, "54"),
)
# A local system may be named after the national one that it was tied to.
_LOCAL = ("独立", "地方", "城市", "假定")
_FULL_WIDTH_EQUALS = "\uff1d"
_METRES = ("米", "m", "meter", "metre")
_PROJECTIONS = ("高斯", "gauss")


@dataclass(slots=True)
class Head:
    """The lines `key=value` before the parcels, each with the number of its line. 文件头。"""

    problems: Problems
    values: dict[str, tuple[str, int]] = field(default_factory=dict)

    def takes(self, line: str, number: int) -> bool:
        """Keep a line of the head; False for any other line."""
        key, sign, value = line.replace(_FULL_WIDTH_EQUALS, "=").partition("=")
        if sign:
            self.values[key.strip()] = (value.strip(), number)
        return bool(sign)

    def declared_crs(self, declared: DeclaredCrs | None) -> DeclaredCrs:
        """The system that the reader declares, else what the head says of it.

        Parameters of a transformation can only come from the reader.
        """
        self._check_unit()
        self._check_projection()
        self._check_parameters()
        width, number = self._integer("几度分带"), self._integer("带号")
        if width not in (None, 3, 6):
            self.problems.refuse(
                "crs.zone-width",
                "几度分带为 {width}，只支持 3 度带和 6 度带",
                "the zones are {width}° wide; only 3° and 6° are supported",
                place=self._place("几度分带"),
                width=width,
            )
        width = 6 if width == 6 else 3
        meridian = None if number is None else (3 * number if width == 3 else 6 * number - 3)
        datum = self._datum()
        if declared and declared.epsg:
            self._warn_of_other_datum(datum, declared.epsg)
            return declared
        helmert = declared.helmert if declared else None
        return DeclaredCrs(None, datum, meridian, width, helmert)

    def _warn_of_other_datum(self, stated: Datum, epsg: int) -> None:
        datum = datum_of(epsg)
        if "坐标系" in self.values and datum not in (None, stated):
            self.problems.warn(
                "crs.declared-instead",
                "文件头写明坐标系“{stated}”，按声明的 EPSG:{declared} 读取；请核对",
                "the head states “{stated}”; the file was read as the declared EPSG:{declared}, "
                "check it",
                place=self._place("坐标系"),
                stated=self.values["坐标系"][0][:40],
                declared=epsg,
            )

    def _datum(self) -> Datum:
        system, _ = self.values.get("坐标系", ("2000", 0))
        datum = next((datum for datum, word in _DATUMS if word in system), None)
        if datum is None or any(word in system for word in _LOCAL):
            self.problems.refuse(
                "crs.unknown-datum",
                "坐标系“{system}”无法识别；应为 2000 国家大地坐标系，或附参数的西安80、北京54",
                "the reference system “{system}” is not known; use CGCS2000, or Xian 1980 / "
                "Beijing 1954 with parameters",
                place=self._place("坐标系"),
                system=system[:40],
            )
        return datum or Datum.CGCS2000

    def _check_unit(self) -> None:
        unit, _ = self.values.get("计量单位", ("", 0))
        if unit and unit.casefold() not in _METRES:
            self.problems.refuse(
                "parcels.unit",
                "计量单位为“{unit}”，只支持米；请换算后提供",
                "the unit is “{unit}”; only metres (米) are supported, convert the coordinates",
                place=self._place("计量单位"),
                unit=unit[:40],
            )

    def _check_projection(self) -> None:
        projection, _ = self.values.get("投影类型", ("", 0))
        if projection and not any(word in projection.casefold() for word in _PROJECTIONS):
            self.problems.refuse(
                "crs.unknown-projection",
                "投影类型为“{projection}”，只支持高斯-克吕格；请转换到国家 3° 或 6° 带后提供",
                "the projection is “{projection}”; only Gauss-Krüger is supported, convert the "
                "coordinates to a national zone",
                place=self._place("投影类型"),
                projection=projection[:40],
            )

    def _check_parameters(self) -> None:
        """Parameters in a file come without accuracy and source, so they are not used."""
        parameters, _ = self.values.get("转换参数", ("", 0))
        if re.search("[1-9]", parameters):
            self.problems.warn(
                "parcels.parameters-unused",
                "文件头写有转换参数“{parameters}”，未采用：坐标按所写坐标系读取；"
                "需要转换时请另行给出参数及其精度与来源",
                "the head has transformation parameters “{parameters}”; they were not used, the "
                "coordinates were read in the system stated. If they need a transformation, give "
                "the parameters with their accuracy and source",
                place=self._place("转换参数"),
                parameters=parameters[:80],
            )

    def _integer(self, key: str) -> int | None:
        text, line = self.values.get(key, ("", 0))
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", text):
            place = Place(self.problems.file, line, len(key) + 2, key)
            refuse_number(self.problems, text, Text(key, key), place)
            return None
        return int(text)

    def _place(self, key: str) -> Place:
        _, line = self.values.get(key, ("", 0))
        return Place(self.problems.file, line or None, 1, key)
