# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the One Map: states, editions, features, and what a review asks. 图层查询。"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from shapely import MultiPolygon

from kuangtu.accounts.actor import RANK, Actor, Role
from kuangtu.core.errors import NotFound, Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.overlap import keep_machine_code_in
from kuangtu.geo.overlap import warm_up as load_kernels
from kuangtu.layers import base_layers
from kuangtu.layers.choices import EditionStatus, Quality, Security, State, Store
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.dictionary import layers as all_layers
from kuangtu.layers.editions import edition_on, state_of
from kuangtu.layers.errors import FILE_CHANGED, FILE_MISSING, FILE_UNREADABLE, EditionDamaged
from kuangtu.layers.features import (
    Box,
    DataFile,
    Feature,
    data_file,
    feature_with_id,
    features_in_box,
)
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.hits import hits_of, near_point
from kuangtu.layers.index import IndexCache
from kuangtu.layers.models import Edition
from kuangtu.layers.overview import overview
from kuangtu.layers.storing import DATA_FILE, MANIFEST_FILE
from kuangtu.layers.types import EditionReference, LayerReading
from kuangtu.layers.verifying import FILE_HASHES, FileState

MOST_FEATURES = 5_000  # of one answer to the map


def layers_folder() -> Path:
    """Where editions are kept."""
    return Path(settings.KUANGTU_HOME) / "layers"


def data_path(edition: Edition) -> Path:
    """The data file of an edition, verified. Raises: EditionDamaged."""
    return verified_data(edition).path


def verified_data(edition: Edition) -> FileState:
    """The state of an edition's data file, with the recorded hash. Raises: EditionDamaged."""
    return _verified(edition, DATA_FILE, edition.sha256)


def _verified(edition: Edition, name: str, sha256: str) -> FileState:
    path = layers_folder() / edition.folder / name
    try:
        state, found = FILE_HASHES.state_and_sha256(path)
    except FileNotFoundError as error:
        raise _damaged(edition, name, FILE_MISSING) from error
    except OSError as error:
        why = FILE_UNREADABLE.format(why=error.strerror or str(error))
        raise _damaged(edition, name, why) from error
    if found != sha256:
        raise _damaged(edition, name, FILE_CHANGED.format(recorded=sha256, found=found))
    return state


def _damaged(edition: Edition, name: str, why: Text) -> EditionDamaged:
    file = f"layers/{edition.folder}/{name}"
    return EditionDamaged(
        [Problem(EditionDamaged.code, why, Place(file))],
        edition=edition.label,
        file=file,
        layer=edition.layer,
        number=edition.number,
    )


def is_intact(edition: Edition) -> bool:
    """Whether the data file and the manifest are what was imported, byte for byte."""
    folder = layers_folder() / edition.folder
    expected = {DATA_FILE: edition.sha256, MANIFEST_FILE: edition.manifest_sha256}
    return all(
        (folder / name).is_file() and file_sha256(folder / name) == sha256
        for name, sha256 in expected.items()
    )


def manifest_of(edition: Edition) -> dict[str, Any]:
    """The manifest of an edition, verified. Raises: EditionDamaged."""
    state = _verified(edition, MANIFEST_FILE, edition.manifest_sha256)
    return dict(json.loads(state.path.read_text("utf-8")))


def edition_record(edition: Edition) -> dict[str, object]:
    """An edition as the command line and the API print it."""
    return {
        "layer": edition.layer,
        "number": edition.number,
        "status": edition.status,
        "sha256": edition.sha256,
        "source": edition.source,
        "source_file": edition.source_file,
        "dated_on": edition.dated_on.isoformat() if edition.dated_on else None,
        "authority": edition.authority,
        "licence": edition.licence,
        "attribution": edition.attribution,
        "quality": edition.quality,
        "security": edition.security,
        "accuracy_m": edition.accuracy_m,
        "feature_count": edition.feature_count,
        "left_out_count": edition.left_out_count,
        "finding_counts": edition.finding_counts,
        "crs": {"epsg": edition.crs_epsg, "name": edition.crs_name, "how": edition.crs_how},
        "bbox": [edition.west, edition.south, edition.east, edition.north],
        "published_on": edition.published_on.isoformat() if edition.published_on else None,
    }


def next_number(layer: str) -> int:
    """The number of the next edition; a folder that a crash left behind keeps its own."""
    last = Edition.objects.filter(layer=layer).aggregate(last=Max("number"))["last"] or 0
    folders = [int(path.name) for path in (layers_folder() / layer).glob("[0-9]*") if path.is_dir()]
    return max([last, *folders]) + 1


# What each role may see; a level that is not listed is seen by nobody.
VISIBLE = {
    Security.PUBLIC: Role.VIEWER,
    Security.INTERNAL: Role.VIEWER,
    Security.CONTROLLED: Role.REVIEWER,
}


def visible_to(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor's role may see. 可见版本。"""
    levels = [level for level, role in VISIBLE.items() if RANK[actor.role] >= RANK[role]]
    return Edition.objects.filter(security__in=levels)


def editions(layer: str, *, actor: Actor) -> QuerySet[Edition]:
    """All editions of a layer, newest number first. Raises: NotFound if there is no such layer."""
    layer_named(layer)
    return visible_to(actor).filter(layer=layer).order_by("-number")


def edition_numbered(layer: str, number: int, *, actor: Actor) -> Edition:
    """One edition. Raises: NotFound."""
    found = editions(layer, actor=actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=Text(f"图层 {layer} 第 {number} 版", f"edition {number} of {layer}"))
    return found


def current_edition(layer: str, *, as_of: date) -> Edition | None:
    """The published edition that shows a layer as of a day, None if there is none. 当日版本。"""
    return current_editions(as_of=as_of, among=[layer]).get(layer)


def current_editions(
    *, as_of: date, among: Iterable[str] | None = None, actor: Actor | None = None
) -> dict[str, Edition]:
    """The published edition of every layer that has one, in one query. 各图层当日版本。"""
    found = Edition.objects.all() if actor is None else visible_to(actor)
    found = found.filter(status=EditionStatus.PUBLISHED)
    if among is not None:
        found = found.filter(layer__in=list(among))
    by_layer: dict[str, list[Edition]] = defaultdict(list)
    for edition in found:
        by_layer[edition.layer].append(edition)
    chosen = {layer: edition_on(several, as_of) for layer, several in by_layer.items()}
    return {layer: edition for layer, edition in chosen.items() if edition is not None}


@dataclass(frozen=True, slots=True)
class LayerState:
    """A layer of the dictionary, the edition that counts, and its state. 图层状态。"""

    specification: LayerSpecification
    state: State
    reason: Text
    edition: Edition | None = None

    @property
    def code(self) -> str:
        return self.specification.code


def layer_states(*, as_of: date, actor: Actor) -> list[LayerState]:
    """Every layer of the dictionary, there or missing, in its order. 图层清单与状态。"""
    current = current_editions(as_of=as_of, actor=actor)
    return [
        _state(specification, current.get(code), as_of)
        for code, specification in all_layers().items()
    ]


def _state(specification: LayerSpecification, edition: Edition | None, as_of: date) -> LayerState:
    if specification.store is Store.LEDGER:
        return LayerState(specification, State.LEDGER, specification.note)
    state, reason = state_of(specification, edition, as_of)
    if state is State.MISSING:
        absent = base_layers.why_absent(specification.code, data=settings.KUANGTU_BASE_DATA)
        reason = absent or reason
    return LayerState(specification, state, reason, edition)


def opened(edition: Edition) -> DataFile:
    """The data file of an edition, ready to be read. Raises: EditionDamaged."""
    return data_file(verified_data(edition))


def features_geojson(
    edition: Edition, *, bbox: Box | None = None, limit: int = MOST_FEATURES
) -> dict[str, object]:
    """Features in a box as GeoJSON; `truncated` says that there are more. 要素（GeoJSON）。

    CRS: EPSG:4490, longitude first, which maps take for WGS 84 (below a metre apart).
    """
    limit = min(limit, MOST_FEATURES)
    found = features_in_box(opened(edition), bbox, limit=limit + 1)
    return {
        "type": "FeatureCollection",
        "features": [feature.as_geojson() for feature in found[:limit]],
        "truncated": len(found) > limit,
    }


def map_geojson(edition: Edition, *, bbox: Box | None = None) -> dict[str, object]:
    """What a map draws of a view: the features, or an overview where they are too many. 制图要素。

    `truncated` says that it is an overview, so that a closer view must be asked for anew;
    `feature_count` how many features the view holds. CRS: EPSG:4490, longitude first.
    """
    found = overview(opened(edition), bbox, limit=MOST_FEATURES)
    drawn = [*(one.as_geojson() for one in found.features), *(c.as_geojson() for c in found.cells)]
    return {
        "type": "FeatureCollection",
        "features": drawn,
        "truncated": bool(found.cells),
        "feature_count": found.feature_count,
    }


def feature(edition: Edition, feature_id: str) -> Feature:
    """One feature with its geometry. Raises: NotFound."""
    found = feature_with_id(opened(edition), feature_id)
    if found is None:
        what = Text("{edition}的要素 {id}", "feature {id} of {edition}")
        raise NotFound(what=what.format(edition=edition.label, id=feature_id))
    return found


@dataclass(frozen=True, slots=True)
class Identified:
    """A feature at a place, with the layer and the edition it is from. 识别结果。"""

    specification: LayerSpecification
    edition: Edition
    feature: Feature
    distance_m: float

    @property
    def name(self) -> str:
        return str(self.feature.attributes.get(self.specification.name_field) or "")


def identify(
    longitude: float, latitude: float, *, as_of: date, actor: Actor, within_m: float = 100.0
) -> list[Identified]:
    """What lies at a place in the layers the actor may see, nearest first. 识别。

    Areas that contain the place are at distance 0; everything else within `within_m` counts.
    """
    found = [
        Identified(layer_named(code), edition, one, distance_m)
        for code, edition in current_editions(as_of=as_of, actor=actor).items()
        if code in all_layers()
        for one, distance_m in near_point(opened(edition), longitude, latitude, within_m)
    ]
    return sorted(found, key=lambda one: one.distance_m)


@lru_cache(maxsize=1)
def index_cache() -> IndexCache:
    """The indexes of this process, within the configured memory."""
    keep_machine_code_in(Path(settings.KUANGTU_HOME) / "cache")
    return IndexCache(settings.KUANGTU_OVERLAY_MEMORY_MB)


def warm_up_kernels() -> None:
    """Load the compiled kernels, or compile them where no machine code is kept. 内核预热。"""
    keep_machine_code_in(Path(settings.KUANGTU_HOME) / "cache")
    load_kernels()


def warm_up(*, layers: Iterable[str], as_of: date) -> None:
    """Load the kernels and index what reviews of a day will read, ahead of the first. 预热。

    A damaged edition is passed over: the review that needs it will say so.
    """
    warm_up_kernels()
    cache = index_cache()
    for edition in current_editions(as_of=as_of, among=layers).values():
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
    Raises: NotFound for an unknown layer, EditionDamaged, Invalid for a ground that cannot be
    measured.
    """
    current = current_editions(as_of=day, among=distances_m)
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


def reference_of(edition: Edition) -> EditionReference:
    """How receipts and reports name an edition."""
    return EditionReference(
        layer=edition.layer,
        number=edition.number,
        sha256=edition.sha256,
        dated_on=edition.dated_on,
        source=edition.source,
        quality=Quality(edition.quality).label.zh,
        accuracy_m=edition.accuracy_m,
    )
