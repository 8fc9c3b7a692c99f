# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a review reads of the layers. 审查读数。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from shapely import MultiPolygon

from kuangtu.geo import overlap, writing
from kuangtu.geo.compiled import keep_machine_code_in
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.errors import EditionDamaged, WithoutGeometry
from kuangtu.layers.features import data_file
from kuangtu.layers.hits import hits_of
from kuangtu.layers.index import IndexCache
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.catalogue import reference_of, stored_editions
from kuangtu.layers.queries.files import verified_data
from kuangtu.layers.types import LayerReading


@lru_cache(maxsize=1)
def index_cache() -> IndexCache:
    """The indexes of this process, within the configured memory."""
    keep_machine_code_in(Path(settings.KUANGTU_HOME) / "cache")
    return IndexCache(settings.KUANGTU_OVERLAY_MEMORY_MB)


def warm_up_kernels() -> None:
    """Load the compiled kernels, or compile them where no machine code is kept. 内核预热。"""
    keep_machine_code_in(Path(settings.KUANGTU_HOME) / "cache")
    overlap.warm_up()
    writing.warm_up()


def warm_up(*, layers: Iterable[str], as_of: date) -> None:
    """Load the kernels and index what reviews of a day will read, ahead of the first. 预热。

    A damaged edition is passed over: the review that needs it will say so.
    """
    warm_up_kernels()
    cache = index_cache()
    for edition in stored_editions(as_of=as_of, among=layers).values():
        with suppress(EditionDamaged):
            state = verified_data(edition)
            data_file(state)
            cache.index_of(edition.sha256, state.path)


def read_layers(
    *,
    distances_m: Mapping[str, float],
    geometry: MultiPolygon,
    day: date,
    pinned: Mapping[str, int] | None = None,
) -> Mapping[str, LayerReading]:
    """What each layer says about a ground, for a review. 图层读数。

    `distances_m` names the layers and how far around the ground to look, in geodesic metres.
    `pinned` names editions to read instead of the day's, withdrawn ones too: a review is
    repeated with what it read. A layer without an edition is missing, never empty.
    Raises: NotFound for an unknown layer, WithoutGeometry for a table, EditionDamaged, Invalid
    for a ground that cannot be measured.
    """
    current = stored_editions(as_of=day, among=distances_m)
    if pinned:
        current |= _pinned(pinned)
    return {
        code: _reading(layer_named(code), current.get(code), geometry, distance_m)
        for code, distance_m in distances_m.items()
    }


def _pinned(numbers: Mapping[str, int]) -> dict[str, Edition]:
    found = Edition.objects.filter(layer__in=list(numbers))
    return {one.layer: one for one in found if numbers[one.layer] == one.number}


def _reading(
    specification: LayerSpecification,
    edition: Edition | None,
    geometry: MultiPolygon,
    distance_m: float,
) -> LayerReading:
    code, name = specification.code, specification.name
    if not specification.has_geometry:
        raise WithoutGeometry(layer=name)
    if edition is None:
        return LayerReading(code, name, None, specification.provider.zh)
    state = verified_data(edition)
    hits = hits_of(
        index_cache().index_of(edition.sha256, state.path),
        data_file(state),
        geometry,
        distance_m=distance_m,
        name_field=specification.name_field,
    )
    return LayerReading(
        code,
        name,
        reference_of(edition),
        specification.provider.zh,
        hits,
        distance_m,
        labels={one.name: one.label for one in specification.fields},
    )
