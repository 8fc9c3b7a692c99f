# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the layers say of the coverage that a plan prints. 工作程度查询。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely import MultiPolygon

from kuangtu.accounts.actor import Actor
from kuangtu.geo.depth import as_multipolygon
from kuangtu.layers.coverage import CoverageLine, StatedCoverage, SurveySheet, coverage
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.features import Feature, features_in_rows, rows_in_box
from kuangtu.layers.queries.catalogue import current_editions
from kuangtu.layers.queries.files import AnyEdition, opened

COVERAGE, COUNTY = "survey-coverage", "county-boundary"


@dataclass(frozen=True, slots=True)
class CoverageReading:
    """Printed and computed coverage, and the editions it was computed from. 工作程度读数。

    `missing` names the layers without which nothing can be computed.
    """

    lines: tuple[CoverageLine, ...]
    edition: AnyEdition | None
    county: AnyEdition | None

    @property
    def missing(self) -> tuple[LayerSpecification, ...]:
        absent = {COVERAGE: self.edition, COUNTY: self.county}
        return tuple(layer_named(code) for code, one in absent.items() if one is None)


def read_coverage(
    stated: Sequence[StatedCoverage], *, as_of: date, actor: Actor
) -> CoverageReading:
    """What the day's sheets of the layer cover of the county, beside what is printed.

    Raises: EditionDamaged.
    """
    found = current_editions(as_of=as_of, among=[COVERAGE, COUNTY], actor=actor)
    edition, county = found.get(COVERAGE), found.get(COUNTY)
    sheets = [_sheet(one) for one in _features(edition)] if edition is not None else []
    ground = _ground(county) if county is not None else None
    return CoverageReading(coverage(stated, sheets, ground), edition, county)


def _features(edition: AnyEdition) -> Iterator[Feature]:
    data = opened(edition)
    rows, _ = rows_in_box(data, None)
    return features_in_rows(data, rows)


def _sheet(feature: Feature) -> SurveySheet:
    survey, scale = (str(feature.attributes.get(name) or "") for name in ("survey", "scale"))
    return SurveySheet(survey, scale, feature.geometry or MultiPolygon())


def _ground(county: AnyEdition) -> MultiPolygon:
    shapes = [one.geometry for one in _features(county) if one.geometry is not None]
    return as_multipolygon(shapely.union_all(shapes))
