# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every check of a file in its order, as one list of findings. 全部检查。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from kuangtu.layers.checking.areas import check_areas
from kuangtu.layers.checking.attributes import Attributes
from kuangtu.layers.checking.bounds import check_bounds
from kuangtu.layers.checking.county import CountyOutline, check_county
from kuangtu.layers.checking.facts import ShapeFacts, facts_of
from kuangtu.layers.checking.gaps import check_gaps
from kuangtu.layers.checking.garbled import check_garbled
from kuangtu.layers.checking.geometries import check_geometries
from kuangtu.layers.checking.identifiers import (
    PublishedIdentifiers,
    check_changed_identifiers,
    check_identifiers,
)
from kuangtu.layers.checking.outlines import check_outlines
from kuangtu.layers.checking.overlaps import check_overlaps
from kuangtu.layers.checking.repeats import check_repeated_rows, check_repeats
from kuangtu.layers.checking.shifted import suspect_gcj02
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.finding_list import FindingCollector, FindingList, Flagged
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.features import ReadFeatures

Found = Iterable[Finding | Flagged]
Check = Callable[[], Found]


@dataclass(frozen=True, slots=True, eq=False)
class CheckBasis:
    """What a file is compared with: the day, the county, what is published. 检查依据。

    `outline` is None where no county boundary is published, `published` where the layer has no
    edition yet or its features have no identifier.
    """

    day: date
    county: str
    outline: CountyOutline | None = None
    published: PublishedIdentifiers | None = None


def check_features(
    features: ReadFeatures,
    attributes: Attributes,
    specification: LayerSpecification,
    basis: CheckBasis,
    *,
    pause: Callable[[], None] = lambda: None,
) -> FindingList:
    """Everything that is found in a file. `pause` is called before each check. 全部检查。

    Attributes are checked beside the geometries, whose checks leave a processor free.
    """
    collector, aside = FindingCollector(), FindingCollector()
    collector.add(features.findings)
    collector.add(attributes.findings)
    collector.add_rows_out(feature - 1 for feature in attributes.unfit_rows)

    def check_table() -> None:
        for check in _of_table(attributes, specification, basis):
            aside.add(check())

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="attributes") as pool:
        checked = pool.submit(check_table)
        if specification.has_geometry:
            for check in _of_geometries(features, attributes, specification, basis):
                pause()
                collector.add(check())
        pause()
        checked.result()
    collector.add_all_of(aside)
    return collector.done(specification, _identifiers(attributes, specification))


def _of_table(
    attributes: Attributes, specification: LayerSpecification, basis: CheckBasis
) -> Iterator[Check]:
    table = attributes.table
    if not specification.has_geometry:
        yield lambda: [check_repeated_rows(table)]
    yield partial(check_bounds, table, specification, day=basis.day)
    yield partial(check_identifiers, table, specification, county=basis.county)
    yield partial(check_garbled, table)


def _of_geometries(
    features: ReadFeatures,
    attributes: Attributes,
    specification: LayerSpecification,
    basis: CheckBasis,
) -> Iterator[Check]:
    facts = facts_of(features.geometries)
    unreadable = frozenset(
        one.feature for one in features.findings if one.is_error and one.feature is not None
    )
    yield partial(check_geometries, facts, specification.geometry, unreadable=unreadable)
    yield partial(check_repeats, facts, attributes.table)
    yield partial(check_outlines, facts)
    if not specification.may_overlap:
        yield partial(check_overlaps, facts)
    if not specification.may_have_gaps:
        yield partial(check_gaps, facts, basis.outline)
    if specification.lies_in_county:
        yield partial(check_county, facts, basis.outline)
    if basis.outline is not None:
        yield partial(_suspected, facts, basis.outline)
    yield partial(check_areas, facts, attributes.table, specification, features.crs)
    yield partial(_changed, facts, attributes, specification, basis)


def _suspected(facts: ShapeFacts, county: CountyOutline) -> Found:
    """GCJ-02 shows where features follow the outline; what is far inside tells nothing of it."""
    rows = np.flatnonzero(facts.is_drawn)
    rows = rows[county.near_border(facts.boxes[rows])]
    return suspect_gcj02(facts.geometries[rows], county.outline) if len(rows) else ()


def _changed(
    facts: ShapeFacts,
    attributes: Attributes,
    specification: LayerSpecification,
    basis: CheckBasis,
) -> Found:
    name = specification.identifier_field
    if basis.published is None or name not in attributes.table.column_names:
        return []
    column = attributes.table.column(name)
    return [check_changed_identifiers(facts, column, basis.published, field=name)]


def _identifiers(attributes: Attributes, specification: LayerSpecification) -> Any:
    """The column that names a feature to whoever supplied it; None if there is none."""
    for name in (specification.identifier_field, specification.name_field):
        if name and name in attributes.table.column_names:
            return attributes.table.column(name)
    return None
