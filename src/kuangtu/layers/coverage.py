# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How much of a county each geological survey covers, recomputed from sheets. 工作程度（纯）。

What a plan prints of a survey is set beside what the sheets of the layer give: the union of the
sheets, the part of it inside the county, and both as ellipsoid areas (TD/T 1055 Annex D). A
survey of which the layer holds nothing is 缺数据, not 0 %.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from kuangtu.core.errors import Invalid
from kuangtu.geo.area import area_m2
from kuangtu.geo.depth import as_multipolygon
from kuangtu.geo.sheets import parse_scale

M2_PER_KM2 = 1e6
COLONS = str.maketrans("：∶﹕", ":::")
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class StatedCoverage:
    """What a document prints of a survey; None where the cell is empty. 所载工作程度。"""

    survey: str
    area_km2: Decimal | None = None
    share_percent: Decimal | None = None
    category: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class SurveySheet:
    """One area of the layer: which survey, at which scale, where. 调查图幅。"""

    survey: str
    scale: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One survey: printed and computed, and how far they are apart. 工作程度对照。

    Computed values are None where the layer holds nothing of the survey. `whole_km2` is the area
    of the sheets, `area_km2` that of their part in the county; areas that overlap count once.
    """

    survey: str
    stated: StatedCoverage | None
    sheet_count: int = 0
    whole_km2: float | None = None
    area_km2: float | None = None
    share_percent: float | None = None

    @property
    def is_missing(self) -> bool:
        """缺数据: it is printed, and there is nothing to compute it from."""
        return self.area_km2 is None

    @property
    def area_difference_km2(self) -> float | None:
        """Computed less printed area."""
        if self.area_km2 is None or self.stated is None or self.stated.area_km2 is None:
            return None
        return self.area_km2 - float(self.stated.area_km2)

    @property
    def share_difference_points(self) -> float | None:
        """Computed less printed share, in percentage points."""
        if self.share_percent is None or self.stated is None or self.stated.share_percent is None:
            return None
        return self.share_percent - float(self.stated.share_percent)


def coverage(
    stated: Sequence[StatedCoverage],
    sheets: Iterable[SurveySheet],
    county: MultiPolygon | None,
) -> tuple[CoverageLine, ...]:
    """Every survey that is printed, in its order, then those that only the layer knows.

    Without the county nothing is computed. CRS: EPSG:4490.
    """
    by_survey: dict[str, list[SurveySheet]] = defaultdict(list)
    for sheet in sheets:
        by_survey[survey_key(sheet.survey, sheet.scale)].append(sheet)
    printed = {survey_key(one.survey): one for one in stated}
    county_m2 = area_m2(county) if county is not None else 0.0
    lines = [
        _line(one.survey, one, by_survey.get(key, []), county, county_m2)
        for key, one in printed.items()
    ]
    others = [
        _line(key, None, found, county, county_m2)
        for key, found in by_survey.items()
        if key not in printed
    ]
    return (*lines, *others)


def _line(
    survey: str,
    stated: StatedCoverage | None,
    sheets: Sequence[SurveySheet],
    county: MultiPolygon | None,
    county_m2: float,
) -> CoverageLine:
    if not sheets or county is None or not county_m2 > 0:
        return CoverageLine(survey, stated, len(sheets))
    whole = as_multipolygon(shapely.union_all([sheet.geometry for sheet in sheets]))
    inside_m2 = area_m2(as_multipolygon(whole.intersection(county)))
    return CoverageLine(
        survey,
        stated,
        len(sheets),
        area_m2(whole) / M2_PER_KM2,
        inside_m2 / M2_PER_KM2,
        100 * inside_m2 / county_m2,
    )


def survey_key(survey: str, scale: str = "") -> str:
    """A survey by its scale and name, however the colon and the scale are written.

    >>> survey_key("1∶5万区域地质调查"), survey_key("区域地质调查", "1:50 000")
    ('1:5万区域地质调查', '1:5万区域地质调查')
    >>> survey_key("1：50000 区域地质调查")
    '1:5万区域地质调查'
    """
    words = re.sub(r"\s", "", survey.translate(COLONS))
    match = re.match(r"1:([0-9]+万|[0-9]+)", words)
    if match is not None:
        return _scale_words(match[0]) + words[match.end() :]
    return _scale_words(re.sub(r"\s", "", scale.translate(COLONS))) + words


def _scale_words(scale: str) -> str:
    """A scale as plans print it; one that is no national scale stays as it is.

    >>> _scale_words("1:200000"), _scale_words("E"), _scale_words("")
    ('1:20万', '1:5万', '')
    """
    match = re.fullmatch(r"1:([0-9]+)", scale)
    if match is not None and int(match[1]) % TEN_THOUSAND == 0:
        return f"1:{int(match[1]) // TEN_THOUSAND}万"
    if not scale or scale.startswith("1:"):
        return scale
    try:
        return _scale_words(f"1:{parse_scale(scale).denominator}")
    except Invalid:
        return scale


def stated_of(rows: Iterable[Mapping[str, str]]) -> tuple[StatedCoverage, ...]:
    """The rows of a plan's table: `name`, `area_km2`, `share_percent`, `category`."""
    return tuple(
        StatedCoverage(
            row["name"],
            _number(row.get("area_km2", "")),
            _number(row.get("share_percent", "")),
            row.get("category", ""),
        )
        for row in rows
    )


def _number(words: str) -> Decimal | None:
    return Decimal(words) if words else None
